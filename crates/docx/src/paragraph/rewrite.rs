//! A paragraph with some ranges of its text changed.
//!
//! Three steps: [`plan`] finds what each change touches and refuses what must stay whole; [`flow`]
//! lays runs, cut where changes begin and end, in a row; [`write`](mod@write) writes the row. What
//! no change touches is copied byte by byte.

mod flow;
mod plan;
mod write;

use crate::{error::Refusal, paragraph::Paragraph, pen::Pen};

/// A new text and the properties of its run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Fragment {
    pub text: String,
    /// The XML of `rPr`. `None`: as the text beside it; empty: none.
    pub props: Option<String>,
}

/// One change of a range of the current text, in characters.
#[derive(Debug, Clone, Default)]
pub(crate) struct Change {
    pub start: usize,
    pub end: usize,
    /// Whether the range goes.
    pub removes: bool,
    /// What comes in its place.
    pub insert: Vec<Fragment>,
    /// The range is the result of a field or the content of a control that is filled.
    pub fills: bool,
    /// XML before and behind the range, as the marks of a comment.
    pub marks: Option<(String, String)>,
}

/// What became of the content of a paragraph.
#[derive(Debug)]
pub(crate) struct Rewritten {
    /// All between the properties and the end tag.
    pub content: String,
}

/// The changes of one paragraph, sorted; no two share a character.
pub(crate) struct Rewrite<'c> {
    changes: Vec<&'c Change>,
}

impl<'c> Rewrite<'c> {
    /// Sorts the changes; refuses two that touch the same characters.
    pub(crate) fn new(changes: impl IntoIterator<Item = &'c Change>) -> Result<Self, Refusal> {
        let mut changes: Vec<&Change> = changes.into_iter().collect();
        changes.sort_by_key(|change| (change.start, change.end));
        let overlap = changes.windows(2).any(|pair| match pair {
            [left, right] => right.start < left.end,
            _ => false,
        });
        if overlap { Err(Refusal::Overlap) } else { Ok(Self { changes }) }
    }

    /// The content of the paragraph with the changes.
    pub(crate) fn apply(&self, paragraph: &Paragraph<'_>, pen: &mut Pen<'_>) -> Result<Rewritten, Refusal> {
        let plan = plan::plan(paragraph, &self.changes)?;
        let row = flow::flow(paragraph, &self.changes, &plan);
        write::write(paragraph, &self.changes, &plan, row, pen)
    }
}
