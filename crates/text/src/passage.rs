//! Pages cut into passages, the unit of retrieval.
//!
//! A passage is a run of whole paragraphs of about 600 to 1,200 characters under one heading.
//! It never crosses a page, so that its range is one of a page's text. A paragraph that is too
//! long is cut between sentences, a sentence that is too long between words.

use legalmind_core::{CharRange, PageNumber, passage::Page};

use crate::sentence;

/// A passage before it has an identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The page it stands on, counted from 1 in the order given.
    pub page: PageNumber,
    /// Its characters in the page's text.
    pub range: CharRange,
    /// The heading it stands under.
    pub heading: Option<String>,
    /// The characters of the range.
    pub text: String,
}

/// Paragraphs of more characters than this stand alone; sentences are joined up to this many.
const ENOUGH: u32 = 600;
/// The most characters of a passage.
const MAX: u32 = 1_200;
/// The longest line that is taken for a heading, in characters.
const MAX_HEADING: usize = 120;

/// The passages of the pages, in order. Together they hold every character that is not white
/// space, once.
#[must_use]
pub fn split(pages: &[Page]) -> Vec<Draft> {
    let mut out = Vec::new();
    let mut heading = String::new();
    let mut last: Option<&Page> = None;
    for (number, page) in (1_u32..).zip(pages) {
        // a header or a note does not stand under the last article
        if last.replace(page).is_some_and(|last| part(last) != part(page)) {
            heading.clear();
        }
        Cutter { page, number: PageNumber(number), chars: page.text.chars().collect() }
            .cut(&mut heading, &mut out);
    }
    out
}

/// The part of a Word file that a page comes from.
fn part(page: &Page) -> Option<&str> {
    page.origin.as_ref().map(|origin| origin.part.as_str())
}

/// A stretch of a page that is not taken apart any more.
struct Piece {
    range: CharRange,
    heading: bool,
}

struct Cutter<'a> {
    page: &'a Page,
    number: PageNumber,
    chars: Vec<char>,
}

impl Cutter<'_> {
    fn cut(&self, heading: &mut String, out: &mut Vec<Draft>) {
        let mut open: Option<CharRange> = None;
        let mut bare = false;
        for piece in self.pieces() {
            let joined = open.map_or(0, |open| piece.range.end.saturating_sub(open.start));
            if joined > MAX || (joined > ENOUGH && piece.range.len() > ENOUGH) {
                self.close(open.take(), heading, out);
            }
            if piece.heading {
                // headings that follow each other stay together; text before a heading ends
                if !bare {
                    self.close(open.take(), heading, out);
                }
                *heading = self.text(piece.range).split_whitespace().collect::<Vec<_>>().join(" ");
            }
            bare = piece.heading;
            open = Some(match open {
                Some(open) => CharRange { start: open.start, end: piece.range.end },
                None => piece.range,
            });
        }
        self.close(open, heading, out);
    }

    fn close(&self, range: Option<CharRange>, heading: &str, out: &mut Vec<Draft>) {
        if let Some(range) = range.filter(|range| !range.is_empty()) {
            out.push(Draft {
                page: self.number,
                range,
                heading: (!heading.is_empty()).then(|| heading.to_owned()),
                text: self.text(range),
            });
        }
    }

    fn text(&self, range: CharRange) -> String {
        self.slice(range).iter().collect()
    }

    fn slice(&self, range: CharRange) -> &[char] {
        let index = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
        self.chars.get(index(range.start)..index(range.end)).unwrap_or_default()
    }

    /// The page's paragraphs and headings in order, the long ones cut.
    fn pieces(&self) -> Vec<Piece> {
        let mut out = Vec::new();
        for block in self.blocks() {
            let heading = self.is_heading(block);
            if block.len() <= MAX {
                out.push(Piece { range: block, heading });
            } else {
                out.extend(self.sentences(block).into_iter().map(|range| Piece { range, heading: false }));
            }
        }
        out
    }

    /// Stretches between blank lines and around headings, trimmed.
    fn blocks(&self) -> Vec<CharRange> {
        let mut cuts: Vec<u32> = self.page.headings.iter().flat_map(|h| [h.start, h.end]).collect();
        let mut blank = 0_u32;
        for (at, c) in (0_u32..).zip(&self.chars) {
            match c {
                '\n' if blank > 0 => cuts.push(at),
                '\n' => blank = 1,
                c if c.is_whitespace() => {}
                _ => blank = 0,
            }
        }
        cuts.push(number(self.chars.len()));
        cuts.sort_unstable();
        let mut start = 0;
        let mut out = Vec::new();
        for end in cuts {
            out.extend(self.trim(CharRange { start, end }));
            start = end.max(start);
        }
        out
    }

    fn trim(&self, range: CharRange) -> Option<CharRange> {
        let slice = self.slice(range);
        let lead = slice.iter().take_while(|c| c.is_whitespace()).count();
        let tail = slice.iter().rev().take_while(|c| c.is_whitespace()).count();
        (lead < slice.len()).then(|| CharRange {
            start: range.start.saturating_add(number(lead)),
            end: range.end.saturating_sub(number(tail)),
        })
    }

    fn is_heading(&self, block: CharRange) -> bool {
        let marked = self.page.headings.iter().any(|h| h.start <= block.start && block.end <= h.end);
        marked || (self.page.headings.is_empty() && looks_like_heading(&self.text(block)))
    }

    /// Runs of whole sentences of at most [`MAX`] characters.
    fn sentences(&self, block: CharRange) -> Vec<CharRange> {
        let text = self.text(block);
        let mut out: Vec<CharRange> = Vec::new();
        for sentence in sentence::split(&text) {
            let range = CharRange {
                start: block.start.saturating_add(sentence.range.start),
                end: block.start.saturating_add(sentence.range.end),
            };
            match out.last_mut() {
                Some(last) if range.end.saturating_sub(last.start) <= ENOUGH => last.end = range.end,
                _ => out.extend(self.words(range)),
            }
        }
        out
    }

    /// A sentence in stretches of at most [`MAX`] characters, cut at white space where there
    /// is any.
    fn words(&self, sentence: CharRange) -> Vec<CharRange> {
        let mut out = Vec::new();
        let mut start = sentence.start;
        while sentence.end.saturating_sub(start) > MAX {
            let window = self.slice(CharRange { start, end: start.saturating_add(MAX) });
            let cut = window.iter().rposition(|c| c.is_whitespace()).filter(|cut| *cut > 0);
            let end = start.saturating_add(cut.map_or(MAX, number));
            out.extend(self.trim(CharRange { start, end }));
            start = end;
        }
        out.extend(self.trim(CharRange { start, end: sentence.end }));
        out
    }
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Whether one line looks like the heading of a contract, a decision or a law: `Artikel 5
/// Opzegging`, `3. De beoordeling`, `§ 2 Begrippen`, `BIJLAGE A`.
fn looks_like_heading(block: &str) -> bool {
    if block.contains('\n')
        || block.chars().count() > MAX_HEADING
        || block.ends_with(['.', ';', ',', ':', '?'])
    {
        return false;
    }
    let mut words = block.split_whitespace();
    let first = words.next().unwrap_or_default();
    let second = words.next().unwrap_or_default();
    let numbered =
        |word: &str| word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X'));
    let title = |word: &str| word.starts_with(char::is_uppercase);
    match first.to_lowercase().as_str() {
        "artikel" | "article" | "hoofdstuk" | "chapter" | "paragraaf" | "section" | "afdeling" | "titel"
        | "bijlage" | "annex" | "§" => numbered(second) || title(second),
        _ if first.starts_with(|c: char| c.is_ascii_digit()) => {
            first.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ')'))
                && title(second)
                && words.count() < 12
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use legalmind_core::passage::Origin;
    use proptest::prelude::*;

    use super::*;

    fn page(text: &str) -> Page {
        Page { text: text.to_owned(), ..Page::default() }
    }

    #[test]
    fn a_heading_begins_a_passage_and_is_kept_over_pages() {
        let long = "De huurder betaalt de huur telkens op de eerste dag van de maand. ".repeat(6);
        let first = format!("Artikel 4 Betaling\n\n{long}\n\nArtikel 5 Opzegging\n\n{long}");
        let drafts = split(&[page(&first), page("De opzegtermijn is drie maanden.")]);
        let seen: Vec<_> =
            drafts.iter().map(|d| (d.page.0, d.heading.as_deref().unwrap_or_default())).collect();
        assert_eq!(seen, [(1, "Artikel 4 Betaling"), (1, "Artikel 5 Opzegging"), (2, "Artikel 5 Opzegging")]);
        assert!(drafts[1].text.starts_with("Artikel 5 Opzegging\n\nDe huurder"));
    }

    #[test]
    fn a_heading_ends_with_its_part_of_a_word_file() {
        let of = |text, part: &str| Page {
            origin: Some(Origin { part: part.to_owned(), placed: Vec::new() }),
            ..page(text)
        };
        let pages = [of("Artikel 4 Betaling\n\nTekst.", "a"), of("Nog meer.", "a"), of("Voetnoot.", "b")];
        let drafts = split(&pages);
        let seen: Vec<_> = drafts.iter().map(|it| it.heading.as_deref()).collect();
        assert_eq!(seen, [Some("Artikel 4 Betaling"), Some("Artikel 4 Betaling"), None]);
    }

    #[test]
    fn marked_headings_go_before_guessed_ones() {
        let text = "Kop\nTekst van deze kop.";
        let page = Page { headings: vec![CharRange { start: 0, end: 3 }], ..page(text) };
        let drafts = split(&[page]);
        assert_eq!(drafts.len(), 1);
        assert_eq!((drafts[0].heading.as_deref(), drafts[0].text.as_str()), (Some("Kop"), text));
    }

    #[test]
    fn long_paragraphs_are_cut_between_sentences() {
        let text = "Dit is een zin van gewone lengte over de zaak. ".repeat(100);
        let drafts = split(&[page(&text)]);
        assert!(drafts.len() >= 4);
        for draft in &drafts {
            assert!(draft.text.ends_with("zaak.") && draft.range.len() <= MAX, "{}", draft.range.len());
            assert!(draft.range.len() >= 300 || draft == drafts.last().expect("some"));
        }
        assert_eq!(split(&[page(&"x".repeat(5_000))]).len(), 5);
        assert!(split(&[page(" \n\n \n"), page("")]).is_empty());
    }

    proptest! {
        #[test]
        fn passages_hold_every_character_once(text in "([A-Za-zé0-9]{1,12}[ .\n]{1,3}|Artikel [0-9] X\n\n){0,300}") {
            let page = page(&text);
            let chars: Vec<char> = text.chars().collect();
            let mut last = 0;
            for draft in split(std::slice::from_ref(&page)) {
                let (start, end) = (draft.range.start as usize, draft.range.end as usize);
                prop_assert!(start >= last && start < end && end <= chars.len() && draft.range.len() <= MAX);
                prop_assert!(chars[last..start].iter().all(|c| c.is_whitespace()));
                prop_assert_eq!(&draft.text, &chars[start..end].iter().collect::<String>());
                last = end;
            }
            prop_assert!(chars[last..].iter().all(|c| c.is_whitespace()));
        }
    }
}
