//! Nothing is believed because somebody said it, a model or a person: a quote is compared with the
//! stored text of the whole document, not of the passage it is said to be from.

use crate::normal::{Pages, PagesMatch};
use legalmind_core::{CharRange, PageNumber, citation::CitationState};

/// Where a quote stands, and how well it agrees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The page on which it begins.
    pub page: PageNumber,
    /// The characters of that page's text.
    pub range: CharRange,
    /// Where it goes on, if it runs over the end of the page: the pages after, in order.
    pub further: Vec<(PageNumber, CharRange)>,
    /// What the comparison came to.
    pub state: CitationState,
}

/// Where a quote is said to stand.
pub type Near = (PageNumber, CharRange);

/// Looks for `quote` in a document's pages. Of several places the one in or nearest to `near`
/// is meant; where there is none, the place is `near` and the state says so.
#[must_use]
pub fn check(pages: &Pages, quote: &str, near: Near) -> Place {
    let one = check_all(pages, &[(quote, near)]).into_iter().next();
    one.unwrap_or_else(|| Place::unchecked(near))
}

/// The same of many quotes; the text is prepared once for all of them.
#[must_use]
pub fn check_all<T: AsRef<str>>(pages: &Pages, quotes: &[(T, Near)]) -> Vec<Place> {
    let words: Vec<&str> = quotes.iter().map(|(quote, _)| quote.as_ref()).collect();
    let found = pages.find_all(&words);
    let place = |(found, (quote, near)): (&Vec<PagesMatch>, &(T, Near))| {
        if quote.as_ref().trim().is_empty() { Place::unchecked(*near) } else { nearest(found, *near) }
    };
    found.iter().zip(quotes).map(place).collect()
}

impl Place {
    /// Where a quote is said to stand that was not compared.
    #[must_use]
    pub const fn unchecked((page, range): Near) -> Self {
        Self { page, range, further: Vec::new(), state: CitationState::Unchecked }
    }
}

fn nearest(found: &[PagesMatch], near: Near) -> Place {
    let nearest = (found.iter())
        .filter_map(|place| place.parts.first().map(|part| (distance(part.page, part.range, near), place)))
        .min_by_key(|(distance, _)| *distance);
    let place = nearest.and_then(|(_, found)| place(found));
    place.unwrap_or_else(|| Place { state: CitationState::NotFound, ..Place::unchecked(near) })
}

fn place(found: &PagesMatch) -> Option<Place> {
    let mut parts = found.parts.iter().map(|part| (number(part.page), part.range));
    let (page, range) = parts.next()?;
    let state = if found.exact { CitationState::Verified } else { CitationState::VerifiedLoosely };
    Some(Place { page, range, further: parts.collect(), state })
}

fn number(index: usize) -> PageNumber {
    PageNumber(u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1))
}

/// Pages apart first, then characters apart.
fn distance(page_index: usize, range: CharRange, near: Near) -> (u32, u32) {
    let page = number(page_index);
    let apart = if range.start < near.1.end && near.1.start < range.end {
        0
    } else {
        range.start.abs_diff(near.1.start)
    };
    (page.0.abs_diff(near.0.0), apart)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages() -> Pages {
        Pages::new(&[
            "De boete is € 250 per dag. De termijn is zes weken.",
            "De boete is € 250 per dag.\nOver-\nschrijding telt.",
        ])
    }

    fn near(page: u32, start: u32, end: u32) -> Near {
        (PageNumber(page), CharRange { start, end })
    }

    #[test]
    fn m12_a_planted_quote_is_not_found() {
        let place = check(&pages(), "De boete is € 2.500 per dag", near(1, 0, 26));
        assert_eq!(place.state, CitationState::NotFound);
        assert_eq!(check(&pages(), "  ", near(1, 0, 26)).state, CitationState::Unchecked);
    }

    #[test]
    fn a_repeated_sentence_is_the_one_that_was_read() {
        assert_eq!(check(&pages(), "De boete is € 250 per dag.", near(1, 0, 26)).page, PageNumber(1));
        assert_eq!(check(&pages(), "De boete is € 250 per dag.", near(2, 0, 26)).page, PageNumber(2));
    }

    #[test]
    fn many_quotes_come_to_what_each_comes_to() {
        let quotes = [
            ("De boete is € 250 per dag.", near(2, 0, 26)),
            (" ", near(1, 3, 4)),
            ("Overschrijding telt", near(2, 27, 40)),
            ("staat er niet", near(1, 0, 5)),
        ];
        let each: Vec<Place> = quotes.iter().map(|(quote, near)| check(&pages(), quote, *near)).collect();
        assert_eq!(check_all(&pages(), &quotes), each);
        let states = [
            CitationState::Verified,
            CitationState::Unchecked,
            CitationState::VerifiedLoosely,
            CitationState::NotFound,
        ];
        assert_eq!(each.iter().map(|it| it.state).collect::<Vec<_>>(), states);
    }

    #[test]
    fn a_quote_over_the_end_of_a_page_has_a_place_on_both() {
        let place = check(&pages(), "De termijn is zes weken. De boete is € 250", near(1, 27, 51));
        assert_eq!((place.page, place.range), near(1, 27, 51));
        assert_eq!(place.further, [near(2, 0, 17)]);
    }

    #[test]
    fn hyphenation_is_forgiven_and_told() {
        let place = check(&pages(), "Overschrijding telt", near(2, 27, 40));
        assert_eq!((place.page, place.state), (PageNumber(2), CitationState::VerifiedLoosely));
    }
}
