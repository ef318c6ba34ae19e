//! Two versions of a document → the first one with tracked changes that lead to the second.
//!
//! ```text
//! blocks (paragraphs, tables) ─align─▶ pairs, deletions, insertions, moves
//!                              └─weave─▶ changes of words, marks of paragraphs and rows
//! ```
//!
//! Pending revisions of both are taken as accepted first. Compared are the texts, the tables by row
//! and cell, and the order of paragraphs; not looks, not pictures, and notes only where both have as
//! many. A paragraph that moved is deleted here and inserted there, and listed as one difference.

mod align;
mod block;
mod portable;
mod weave;

use serde::{Deserialize, Serialize};

use crate::{
    address::Address,
    error::{Error, Refusal},
    package::Package,
    pen::{Author, Mode, Pen},
    resolve::{Choice, Decision},
    span::Splices,
};

/// What differs at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DifferenceKind {
    /// Only the second has it.
    Inserted,
    /// Only the first has it.
    Deleted,
    /// Both have it with other words.
    Changed,
    /// It stands elsewhere.
    Moved,
    /// It differs, but the place cannot carry tracked changes (a formula, a locked control).
    NotShown,
}

/// A difference, for a view side by side. A table that is inserted or deleted is listed by its rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// What differs.
    pub kind: DifferenceKind,
    /// The place in the first document with its revisions accepted.
    pub old: Option<Address>,
    /// The place in the second document with its revisions accepted.
    pub new: Option<Address>,
    /// The text in the first.
    pub old_text: String,
    /// The text in the second.
    pub new_text: String,
}

/// The outcome of a comparison.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The first document, its revisions accepted, with the differences as tracked changes.
    pub package: Package,
    /// What differs, in the order of the parts.
    pub differences: Vec<Difference>,
}

/// Compares two documents. Parts of one name are compared: the document, headers, footers, notes.
///
/// # Errors
/// A part is damaged, or the author or date cannot be written.
pub fn compare(first: &Package, second: &Package, author: &Author) -> Result<Comparison, Error> {
    author.check().map_err(|refusal| Error::Refused { edit: 0, refusal })?;
    let (mut old, mut new) = (first.clone(), second.clone());
    old.resolve(&Choice::All, Decision::Accept)?;
    new.resolve(&Choice::All, Decision::Accept)?;
    let mode = Mode::Tracked(author.clone());
    let known = portable::Known::of(&old, &new)?;
    let mut next = old.top_id() + 1;
    let mut differences = Vec::new();
    let mut changed = Vec::new();
    for story in old.stories.iter().filter(|story| story.kind != crate::StoryKind::Comments) {
        let Some(other) =
            new.stories.iter().find(|other| other.name == story.name && other.kind == story.kind)
        else {
            continue;
        };
        if !story.prefix.is_writable() {
            let refusal = Refusal::unsupported("a part without a prefix");
            return Err(Error::Refused { edit: 0, refusal });
        }
        let mut pen = Pen::new(&story.prefix, &mode, next);
        let mut weave = weave::Weave::new(story, other, &known, &mut pen)?;
        weave.parts()?;
        let (splices, found) = weave.finish()?;
        differences.extend(found);
        next = pen.next;
        let mut expected = story.ledger.clone();
        expected.merge(&pen.added);
        if !Splices::is_empty(&splices) {
            changed.push(old.changed_story(story, splices, &expected)?);
        }
    }
    for story in changed {
        old.put(story);
    }
    Ok(Comparison { package: old, differences })
}
