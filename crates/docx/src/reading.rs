//! A package as a screen shows it: every paragraph with its number, its looks, its place in a
//! table, the text that is deleted beside the text that is there, and who said what about it.
//!
//! ```text
//! layout (one pass: tables, notes, marks of comments) ─┐
//! labels (numbering)  style (chains, each once)  ──────┼─▶ paragraph ─▶ Reading
//! revision_elements (numbers)  ────────────────────────┘
//! ```
//!
//! It is made for one direction only: nothing is changed through it. Places are those of
//! [`Address`](crate::Address).

mod comment;
mod layout;
mod lines;
mod look;
mod paragraph;
mod shape;

use std::{collections::BTreeMap, ops::Range};

pub use comment::Comment;
pub use lines::Line;
pub use shape::{Align, Cell, Mark, ReadParagraph, ReadRun};

use serde::{Deserialize, Serialize};

use crate::{
    error::Error,
    package::Package,
    revision::{RevisionKind, list::Found},
    story::{Story, StoryKind},
};
use layout::Layout;
use look::Looks;

/// A package, or a piece of it, as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reading {
    /// How many paragraphs the whole package has to show.
    pub total: usize,
    /// Which of them the first one here is, from 0.
    pub from: usize,
    /// The paragraphs, by part: the document, headers, footers, footnotes, endnotes. What a comment
    /// says is not among them.
    pub paragraphs: Vec<ReadParagraph>,
    /// All comments of the package, whatever the piece, by place.
    pub comments: Vec<Comment>,
}

/// What is known of one part before its paragraphs are read.
struct Context<'a> {
    story: &'a Story,
    layout: Layout,
    labels: Vec<Option<crate::numbering::Label>>,
    /// The revisions of the part, by place, and the number of the first.
    revisions: Vec<Found>,
    first: usize,
}

impl Context<'_> {
    /// The number of the revision whose element starts there.
    fn revision(&self, at: u32) -> Option<usize> {
        let found = self.revisions.binary_search_by_key(&at, |found| found.at).ok()?;
        Some(self.first + found)
    }

    /// The revision on the mark of a paragraph; a deletion before an insertion.
    fn mark(&self, paragraph: usize) -> Option<Mark> {
        let from = self.revisions.partition_point(|found| found.paragraph < paragraph);
        let here = self.revisions.iter().enumerate().skip(from);
        let marks = here.take_while(|(_, found)| found.paragraph == paragraph).filter(|(_, found)| {
            let kind = found.kind;
            matches!(
                kind,
                RevisionKind::ParagraphInsertion
                    | RevisionKind::ParagraphDeletion
                    | RevisionKind::ParagraphMoveFrom
                    | RevisionKind::ParagraphMoveTo
            )
        });
        let best = marks.max_by_key(|(at, found)| (found.kind.removes(), std::cmp::Reverse(*at)))?;
        Some(Mark { kind: best.1.kind, revision: self.first + best.0 })
    }
}

impl Package {
    /// The whole package as a screen shows it.
    ///
    /// # Errors
    /// A part is damaged.
    pub fn reading(&self) -> Result<Reading, Error> {
        self.reading_of(0..usize::MAX)
    }

    /// A piece of it: these paragraphs, counted over all parts from 0. The time it takes grows with
    /// the package as a whole, the memory with the piece.
    ///
    /// # Errors
    /// A part is damaged.
    pub fn reading_of(&self, range: Range<usize>) -> Result<Reading, Error> {
        let mut reading = Reading { from: range.start, ..Reading::default() };
        let mut looks = Looks::of(self)?;
        let mut notes = BTreeMap::new();
        let mut comments = comment::Places::default();
        let mut first = 0;
        for story in self.stories.iter().filter(|story| story.kind != StoryKind::Comments) {
            let layout = layout::layout(story)?;
            if story.kind == StoryKind::Document {
                notes.clone_from(&layout.notes);
            }
            comments.add(story, &layout)?;
            let count = layout.paragraphs.iter().filter(|found| !found.hidden).count();
            let before = reading.total;
            reading.total += count;
            let elements = || -> Result<Vec<Found>, Error> {
                Ok(story.revision_elements()?.into_iter().filter(|found| !found.copy).collect())
            };
            let revisions = if story.ledger.revisions() > 0 { elements()? } else { Vec::new() };
            let next = first + revisions.len();
            let wanted = range.start.max(before)..range.end.min(reading.total);
            if !wanted.is_empty() {
                let labels = self.labels(story)?;
                let context = Context { story, layout, labels, revisions, first };
                let shown = (0..story.places.len()).filter(|&at| !context.layout.is_hidden(at));
                for number in shown.skip(wanted.start - before).take(wanted.len()) {
                    reading.paragraphs.push(paragraph::read(&context, number, &mut looks, &notes)?);
                }
            }
            first = next;
        }
        reading.comments = self.comments(&comments)?;
        Ok(reading)
    }
}
