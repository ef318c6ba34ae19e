//! A package as a screen shows it: every paragraph with its number, its looks, its place in a
//! table, the text that is deleted beside the text that is there, and who said what about it.
//!
//! ```text
//! Story: places, layout (tables, notes, marks of comments) ─┐
//! labels (numbering)  style (chains, each once)  ───────────┼─▶ paragraph ─▶ Reading
//! revision_elements (numbers)  ─────────────────────────────┘
//! ```
//!
//! It is made for one direction only: nothing is changed through it. Places are those of
//! [`Address`](crate::Address).

mod comment;
mod lines;
mod look;
mod paragraph;
mod shape;

use std::ops::Range;

pub use comment::Comment;
pub use lines::Line;
pub(crate) use shape::MOST_COMMENTS;
pub use shape::{Align, Cell, Mark, ReadParagraph, ReadRun};

use serde::{Deserialize, Serialize};

use crate::{
    error::Error,
    package::Package,
    revision::{RevisionKind, list::Found},
    story::{Notes, Story, StoryKind},
};
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
    notes: &'a Notes,
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
        let (styles, none) = (self.styles()?, Notes::new());
        let mut looks = Looks::new(&styles);
        let notes = self.document().map_or(&none, |story| &story.layout.notes);
        let mut comments = comment::Places::default();
        let mut first = 0;
        for story in self.stories.iter().filter(|story| story.kind != StoryKind::Comments) {
            comments.add(story)?;
            let shown = (0..story.places.len()).filter(|&at| !story.layout.is_hidden(at));
            let before = reading.total;
            reading.total += shown.clone().count();
            let elements = || -> Result<Vec<Found>, Error> {
                Ok(story.revision_elements()?.into_iter().filter(|found| !found.copy).collect())
            };
            let revisions = if story.ledger.revisions() > 0 { elements()? } else { Vec::new() };
            let next = first + revisions.len();
            let wanted = range.start.max(before)..range.end.min(reading.total);
            if !wanted.is_empty() {
                let labels = self.labels(story)?;
                let context = Context { story, notes, labels, revisions, first };
                for number in shown.skip(wanted.start - before).take(wanted.len()) {
                    reading.paragraphs.push(paragraph::read(&context, number, &mut looks)?);
                }
            }
            first = next;
        }
        reading.comments = self.comments(&comments)?;
        Ok(reading)
    }
}
