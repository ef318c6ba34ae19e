//! Where a quote stands in a text, and whether it stands there exactly.

use legalmind_core::CharRange;
use memchr::memmem;

use super::{Folded, Spaces, fold, nfc};

/// A place where a quote stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuoteMatch {
    /// The characters of the text that are the quote.
    pub range: CharRange,
    /// Letter for letter; otherwise the same but for spacing, hyphenation, case and the shapes
    /// of quotation marks.
    pub exact: bool,
}

/// The shortest quote, without its white space, that may be found by ignoring white space
/// altogether.
const MIN_UNSPACED: usize = 12;
/// The most places of one quote that are told.
const MAX_MATCHES: usize = 200;

/// A text prepared to be asked for many quotes.
#[derive(Debug)]
pub struct Haystack<'a> {
    text: &'a str,
    spaced: Folded,
    unspaced: Folded,
}

impl<'a> Haystack<'a> {
    /// Prepares a text, which is NFC.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { text, spaced: fold(text, Spaces::One), unspaced: fold(text, Spaces::None) }
    }

    /// The places of `quote`: the exact ones if there are any, otherwise the loose ones; those
    /// that begin and end with whole words if there are any, otherwise all.
    #[must_use]
    pub fn find(&self, quote: &str) -> Vec<QuoteMatch> {
        let quote = nfc(quote.trim());
        if quote.is_empty() {
            return Vec::new();
        }
        let exact = self.exact(&quote);
        if !exact.is_empty() {
            return exact;
        }
        let spaced = loose(&self.spaced, &fold(&quote, Spaces::One), self.text);
        if !spaced.is_empty() {
            return spaced;
        }
        let needle = fold(&quote, Spaces::None);
        if needle.as_str().chars().count() < MIN_UNSPACED {
            return Vec::new();
        }
        let mut found = loose(&self.unspaced, &needle, self.text);
        let chars: Vec<char> = if found.is_empty() { Vec::new() } else { self.text.chars().collect() };
        found.retain(|found| whole_words(&chars, found.range));
        found
    }

    fn exact(&self, quote: &str) -> Vec<QuoteMatch> {
        let mut out = Vec::new();
        let (mut byte, mut char) = (0_usize, 0_u32);
        let length = count(quote);
        for at in memmem::find_iter(self.text.as_bytes(), quote).take(MAX_MATCHES) {
            char = char.saturating_add(self.text.get(byte..at).map_or(0, count));
            byte = at;
            let range = CharRange { start: char, end: char.saturating_add(length) };
            out.push(QuoteMatch { range, exact: true });
        }
        prefer_whole_words(out, self.text)
    }
}

fn loose(hay: &Folded, needle: &Folded, text: &str) -> Vec<QuoteMatch> {
    if needle.as_str().is_empty() {
        return Vec::new();
    }
    let found = memmem::find_iter(hay.as_str().as_bytes(), needle.as_str())
        .take(MAX_MATCHES)
        .filter_map(|at| hay.original(at, at + needle.as_str().len()))
        .map(|range| QuoteMatch { range, exact: false })
        .collect();
    prefer_whole_words(found, text)
}

/// The matches that begin and end with whole words, or all if none does.
fn prefer_whole_words(found: Vec<QuoteMatch>, text: &str) -> Vec<QuoteMatch> {
    if found.is_empty() {
        return found;
    }
    let chars: Vec<char> = text.chars().collect();
    let whole: Vec<_> = found.iter().copied().filter(|m| whole_words(&chars, m.range)).collect();
    if whole.is_empty() { found } else { whole }
}

fn whole_words(chars: &[char], range: CharRange) -> bool {
    let get = |at: Option<u32>| at.and_then(|at| chars.get(usize::try_from(at).ok()?)).copied();
    let joined = |a: Option<char>, b: Option<char>| match (a, b) {
        (Some(a), Some(b)) => a.is_alphanumeric() && b.is_alphanumeric(),
        _ => false,
    };
    !joined(get(range.start.checked_sub(1)), get(Some(range.start)))
        && !joined(get(range.end.checked_sub(1)), get(Some(range.end)))
}

fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// Where `quote` stands in `text`; see [`Haystack::find`].
#[must_use]
pub fn find_quote(text: &str, quote: &str) -> Vec<QuoteMatch> {
    Haystack::new(text).find(quote)
}

/// The part of a quote that stands on one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageRange {
    /// The index of the page in the list that was given, from 0.
    pub page: usize,
    /// The characters of that page's text.
    pub range: CharRange,
}

/// A place of a quote in a text of many pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagesMatch {
    /// The parts, one for each page the quote runs over, in order; never empty.
    pub parts: Vec<PageRange>,
    /// As in [`QuoteMatch`].
    pub exact: bool,
}

/// A text of many pages in which a quote may run over the end of a page.
#[derive(Debug)]
pub struct Pages {
    text: String,
    /// The first character of each page in `text`, with its length.
    places: Vec<CharRange>,
}

impl Pages {
    /// Joins the pages' texts.
    #[must_use]
    pub fn new<T: AsRef<str>>(pages: &[T]) -> Self {
        let (mut text, mut places, mut start) = (String::new(), Vec::with_capacity(pages.len()), 0_u32);
        for page in pages {
            let end = start.saturating_add(count(page.as_ref()));
            places.push(CharRange { start, end });
            text.push_str(page.as_ref());
            text.push('\n');
            start = end.saturating_add(1);
        }
        Self { text, places }
    }

    /// The places of each quote; the text is prepared once for all of them.
    #[must_use]
    pub fn find_all<T: AsRef<str>>(&self, quotes: &[T]) -> Vec<Vec<PagesMatch>> {
        let haystack = Haystack::new(&self.text);
        quotes
            .iter()
            .map(|quote| haystack.find(quote.as_ref()).into_iter().filter_map(|m| self.place(m)).collect())
            .collect()
    }

    fn place(&self, found: QuoteMatch) -> Option<PagesMatch> {
        let parts: Vec<PageRange> = (self.places.iter().enumerate())
            .filter_map(|(page, place)| {
                let start = found.range.start.max(place.start);
                let end = found.range.end.min(place.end);
                let range = CharRange {
                    start: start.saturating_sub(place.start),
                    end: end.saturating_sub(place.start),
                };
                (start < end).then_some(PageRange { page, range })
            })
            .collect();
        (!parts.is_empty()).then_some(PagesMatch { parts, exact: found.exact })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn only(text: &str, quote: &str) -> QuoteMatch {
        let found = find_quote(text, quote);
        assert_eq!(found.len(), 1, "{found:?}");
        found[0]
    }

    fn cut(text: &str, range: CharRange) -> String {
        range.of(text).expect("a part of it").to_owned()
    }

    #[test]
    fn exact_loose_and_absent_are_told_apart() {
        let text = "De verhuurder zegt de huurover-\neenkomst op.  Per 1 juli — “tijdig”.";
        let exact = only(text, "De verhuurder zegt");
        assert!(exact.exact);
        let loose = only(text, "verhuurder zegt de huurovereenkomst op. per 1 juli - \"tijdig\"");
        assert!(!loose.exact);
        assert!(cut(text, loose.range).starts_with("verhuurder") && cut(text, loose.range).ends_with('”'));
        assert!(find_quote(text, "De huurder zegt").is_empty());
        assert!(find_quote(text, "  ").is_empty());
    }

    #[test]
    fn a_changed_number_word_or_accent_is_not_found() {
        let text = "De opzegtermijn is drie maanden en de boete is € 5.000. Er is één partij.";
        assert!(find_quote(text, "De opzegtermijn is twee maanden").is_empty());
        assert!(find_quote(text, "de boete is € 50.00").is_empty());
        assert!(find_quote(text, "Er is een partij").is_empty());
    }

    #[test]
    fn missing_spaces_are_forgiven_in_whole_words_only() {
        let text = "zoals bedoeld in artikel6:162 BW is hier geen sprake";
        assert!(!only(text, "bedoeld in artikel 6:162 BW").exact);
        assert!(find_quote("de onbevoegde rechter oordeelt", "bevoegde recht er").is_empty());
    }

    #[test]
    fn whole_words_go_before_parts_of_words() {
        let found = find_quote("noodzaak en zaak", "zaak");
        assert_eq!(found, [QuoteMatch { range: CharRange { start: 12, end: 16 }, exact: true }]);
    }

    #[test]
    fn a_quote_may_run_over_a_page() {
        let pages = Pages::new(&["eerste blad, de huur-", "overeenkomst eindigt"]);
        let found = pages.find_all(&["de huurovereenkomst eindigt"]).remove(0);
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].parts.iter().map(|p| (p.page, p.range.start, p.range.end)).collect::<Vec<_>>(),
            [(0, 13, 21), (1, 0, 20)]
        );
    }

    proptest! {
        #[test]
        fn any_stretch_of_a_text_is_found_where_it_stands(text in "[a-zé .\n-]{1,80}", a in 0_usize..80, b in 1_usize..30) {
            let chars: Vec<char> = text.chars().collect();
            let quote: String = chars.iter().skip(a).take(b).collect();
            let quote = quote.trim();
            prop_assume!(!quote.is_empty());
            for m in find_quote(&text, quote) {
                prop_assert!(m.exact);
                prop_assert_eq!(cut(&text, m.range), quote);
            }
            prop_assert!(!find_quote(&text, quote).is_empty());
        }

        #[test]
        fn breaking_lines_elsewhere_keeps_a_quote_findable(words in proptest::collection::vec("[a-z]{1,9}", 4..20), breaks in proptest::collection::vec(any::<bool>(), 20)) {
            let stored: String = words.iter().zip(&breaks).map(|(w, b)| format!("{w}{}", if *b { "\n" } else { " " })).collect();
            let quote = words.join(" ");
            prop_assert_eq!(find_quote(&stored, &quote).len(), 1);
        }
    }
}
