//! Where the characters of a page stand in the Word file that it comes from.
//!
//! The text of a Word document is cut into pages for search and citations, and a page leaves out
//! what cannot be quoted (pictures, blank lines) and puts numbers in front of paragraphs. What is
//! kept here leads back: from characters of a page to a place in the file, the same place that a
//! change, a comment and the screen of a review have.

use serde::{Deserialize, Serialize};

use super::{CharRange, Page};

/// A place in the running text of a Word document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct WordPlace {
    /// The part, such as `word/document.xml`.
    pub part: String,
    /// The paragraph in the part, from 0.
    pub paragraph: u32,
    /// First character of the paragraph's current text.
    pub start: u32,
    /// The character behind the last.
    pub end: u32,
}

/// What a page of a Word document is of it. A page never runs over two parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The part, such as `word/document.xml`.
    pub part: String,
    /// Where its characters stand there, in the order of the page's text.
    pub placed: Vec<Placed>,
}

/// Characters of a page and the characters of one paragraph that they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// Characters of the page's text.
    pub range: CharRange,
    /// The paragraph in the part, from 0.
    pub paragraph: u32,
    /// Characters of its current text. As many as in `range`, each of them one of those; otherwise
    /// the two belong together only as a whole: a number has no characters of its own, an accent may
    /// be written in two.
    pub at: CharRange,
}

impl Placed {
    /// What of it lies within these characters of the page, counted from their first.
    #[must_use]
    pub fn within(&self, range: CharRange) -> Option<Self> {
        let (start, end) = (self.range.start.max(range.start), self.range.end.min(range.end));
        let (from, long) = (start.saturating_sub(self.range.start), end.checked_sub(start)?);
        if long == 0 {
            return None;
        }
        let at = match self.at.len() == self.range.len() {
            true => CharRange { start: self.at.start + from, end: self.at.start + from + long },
            false => self.at,
        };
        let first = start.saturating_sub(range.start);
        Some(Self { range: CharRange { start: first, end: first + long }, paragraph: self.paragraph, at })
    }
}

impl Page {
    /// Where characters of this page stand in the Word file: one place for each paragraph, in order.
    /// None of other formats.
    #[must_use]
    pub fn places(&self, range: CharRange) -> Vec<WordPlace> {
        let Some(origin) = &self.origin else { return Vec::new() };
        let mut places: Vec<WordPlace> = Vec::new();
        for Placed { paragraph, at, .. } in origin.placed.iter().filter_map(|placed| placed.within(range)) {
            match places.last_mut().filter(|last| last.paragraph == paragraph) {
                Some(last) => (last.start, last.end) = (last.start.min(at.start), last.end.max(at.end)),
                None => {
                    places.push(WordPlace {
                        part: origin.part.clone(),
                        paragraph,
                        start: at.start,
                        end: at.end,
                    });
                }
            }
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(start: u32, end: u32) -> CharRange {
        CharRange { start, end }
    }

    /// `1.1 De huur` (a picture between the words) and `Café`, whose accent is written in two.
    fn page() -> Page {
        let placed = |range, paragraph, at| Placed { range, paragraph, at };
        let origin = Origin {
            part: "word/document.xml".into(),
            placed: vec![
                placed(range(0, 4), 3, range(0, 0)),
                placed(range(4, 7), 3, range(0, 3)),
                placed(range(7, 11), 3, range(4, 8)),
                placed(range(13, 17), 5, range(0, 5)),
            ],
        };
        Page { text: "1.1 De huur\n\nCafé".into(), origin: Some(origin), ..Page::default() }
    }

    fn found(from: u32, to: u32) -> Vec<(u32, u32, u32)> {
        page().places(range(from, to)).iter().map(|it| (it.paragraph, it.start, it.end)).collect()
    }

    #[test]
    fn characters_lead_back_to_their_paragraph() {
        assert_eq!(found(5, 9), [(3, 1, 6)], "over the picture");
        assert_eq!(found(0, 3), [(3, 0, 0)], "a number has no characters");
        assert_eq!(found(8, 14), [(3, 5, 8), (5, 0, 5)], "what does not match one to one is taken whole");
        assert_eq!(found(11, 13), [], "between two paragraphs");
        assert_eq!(Page { text: "De huur".into(), ..Page::default() }.places(range(0, 3)), []);
    }

    #[test]
    fn places_of_a_page_take_few_bytes() {
        let of = |page: Page| postcard::to_stdvec(&page).expect("written").len();
        let bare = of(Page { origin: None, ..page() });
        assert!(of(page()) - bare < 20 + 4 * 6, "{}", of(page()) - bare);
    }
}
