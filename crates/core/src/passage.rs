//! Text with an address: pages, words with their place on the page, passages.

mod place;
mod words;

pub use place::{Origin, Placed, WordPlace};
use serde::{Deserialize, Serialize};

use crate::document::Reason;

/// A page's number, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PageNumber(pub u32);

/// A half-open range of characters (Unicode scalar values, not bytes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CharRange {
    /// The first character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
}

impl CharRange {
    /// How many characters.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }
    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// These characters of a text; none where it is shorter.
    #[must_use]
    pub fn of(self, text: &str) -> Option<&str> {
        let mut places = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        let start = places.nth(usize::try_from(self.start).ok()?)?;
        let end = match self.len() {
            0 => start,
            more => places.nth(usize::try_from(more - 1).ok()?)?,
        };
        text.get(start..end)
    }
}

/// A rectangle on a page, as fractions of the page's width and height, from the top left, so
/// that it fits any zoom.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quad {
    /// Left edge, 0 to 1.
    pub x: f32,
    /// Top edge, 0 to 1.
    pub y: f32,
    /// Width, 0 to 1.
    pub w: f32,
    /// Height, 0 to 1.
    pub h: f32,
}

/// A word of a page's text with its place.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Word {
    /// Where its characters stand in the page's text.
    pub range: CharRange,
    /// Where it stands on the page.
    pub quad: Quad,
}

/// One page as it was read. Formats without pages (mail, text, sheets, Word) have stretches of
/// text in their place, with no words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// The text in reading order, NFC, lines ended by `\n`, a blank line between blocks.
    pub text: String,
    /// The words with their places, in the order of the text; empty where there are none. Kept to
    /// 1/8192 of the page.
    #[serde(with = "words")]
    pub words: Vec<Word>,
    /// Where headings stand in the text.
    pub headings: Vec<CharRange>,
    /// Width and height in points; zero where the format has no pages.
    pub size: (f32, f32),
    /// The text was recognised from a picture.
    pub recognised: bool,
    /// How sure recognition was, 0 to 100.
    pub confidence: Option<u8>,
    /// Why the page's text, or part of it, is missing. [`Reason::OcrUnavailable`]: the page is a
    /// picture and recognition is not installed. [`Reason::Timeout`], [`Reason::Memory`],
    /// [`Reason::Crashed`]: reading or recognising it did not come to its end.
    /// [`Reason::Malformed`]: the page is damaged.
    pub missing: Option<Reason>,
    /// Where its characters stand in the Word file; none of other formats.
    pub origin: Option<Origin>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_counted_in_characters() {
        let range = |start, end| CharRange { start, end };
        assert_eq!(range(1, 5).of("één huis"), Some("én h"));
        assert_eq!(range(0, 3).of("één"), Some("één"));
        assert_eq!(range(3, 3).of("één"), Some(""));
        assert_eq!(range(2, 4).of("één"), None, "longer than the text");
        assert_eq!(range(0, 0).of(""), Some(""));
    }
}
