//! Places in the text of a package.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A place: a part, a paragraph of it, characters of the paragraph.
///
/// * `part` is the name of the part without a leading slash, as the container writes it.
/// * `paragraph` counts the `w:p` elements of the part from 0 in the order in which they start: in
///   cells, content controls, notes and text boxes too; a text box comes after the paragraph that
///   holds it. The older copy of a drawing (`mc:Fallback`) is not counted.
/// * `range` counts characters (Unicode scalar values) of the paragraph's current text
///   ([`View::Current`](crate::View)).
///
/// A tracked edit never removes a paragraph, so paragraph numbers change only behind paragraphs
/// that an edit inserted or that a direct edit took away; [`Applied`](crate::Applied) says which.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Address {
    /// Name of the part, such as `word/document.xml`.
    pub part: String,
    /// Number of the paragraph in the part, from 0.
    pub paragraph: usize,
    /// Start of the range, in characters.
    pub start: usize,
    /// End of the range, in characters; the character there is not part of it.
    pub end: usize,
}

impl Address {
    /// A range of characters of a paragraph.
    #[must_use]
    pub fn new(part: impl Into<String>, paragraph: usize, range: Range<usize>) -> Self {
        Self { part: part.into(), paragraph, start: range.start, end: range.end }
    }
}
