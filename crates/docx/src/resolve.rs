//! Accepting and rejecting revisions (ECMA-376 part 1 §17.13.5).
//!
//! Three passes over the bytes of a part: [`format`](mod@format) gives properties their old values
//! back, [`content`] unwraps or takes away text, rows and cells, [`merge`] lets paragraphs whose
//! mark is gone run on in the next one. What no revision touches is copied.

mod content;
mod format;
mod merge;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    error::Error,
    package::Package,
    revision::{RevisionKind, list::Found},
    story::{Story, located},
};

/// Which revisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    /// The one of this [number](crate::Revision::number); both sides of a move.
    One(usize),
    /// All of one author.
    Author(String),
    /// All.
    All,
}

/// What becomes of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decision {
    /// The change becomes text.
    Accept,
    /// The text becomes what it was.
    Reject,
}

/// What a decision did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolved {
    /// Revisions before.
    pub before: usize,
    /// Revisions after.
    pub after: usize,
}

/// The elements that are meant, in one part.
#[derive(Debug)]
pub(crate) enum Wanted {
    All,
    Author(String),
    /// By the offsets of their start tags, and the names of moves.
    Some {
        at: BTreeSet<u32>,
        moves: BTreeSet<String>,
    },
}

impl Wanted {
    pub(crate) fn takes(&self, at: u32, author: &str) -> bool {
        match self {
            Self::All => true,
            Self::Author(name) => name == author,
            Self::Some { at: wanted, .. } => wanted.contains(&at),
        }
    }

    fn takes_move(&self, name: &str, author: &str) -> bool {
        match self {
            Self::All => true,
            Self::Author(wanted) => wanted == author,
            Self::Some { moves, .. } => moves.contains(name),
        }
    }
}

impl Decision {
    /// Whether what a revision of this kind holds goes away.
    pub(crate) fn drops(self, kind: RevisionKind) -> bool {
        match self {
            Self::Accept => kind.removes(),
            Self::Reject => kind.adds(),
        }
    }
}

impl Package {
    /// Accepts or rejects revisions in all parts.
    ///
    /// # Errors
    /// [`Error::NoRevision`]; [`Error::Loss`] when a revision that was not meant would be lost, but
    /// for one that lies inside of a text that goes.
    pub fn resolve(&mut self, choice: &Choice, decision: Decision) -> Result<Resolved, Error> {
        let before = self.stories.iter().map(|story| story.ledger.revisions()).sum();
        let mut changed = Vec::new();
        let mut first = 0;
        let mut known = false;
        for story in self.stories.iter().filter(|story| story.ledger.revisions() > 0) {
            let wanted = match choice {
                Choice::All => Wanted::All,
                Choice::Author(name) => Wanted::Author(name.clone()),
                Choice::One(number) => {
                    let list = story.revision_elements()?;
                    let listed = list.iter().filter(|found| !found.copy).count();
                    let wanted = number.checked_sub(first).filter(|at| *at < listed);
                    first += listed;
                    let Some(at) = wanted else { continue };
                    known = true;
                    one(&list, at)
                }
            };
            let story = resolved_story(story, &wanted, decision, self.limits.depth)?;
            changed.push(story);
        }
        if let Choice::One(number) = choice
            && !known
        {
            return Err(Error::NoRevision(*number));
        }
        for story in changed {
            if self.story(&story.name).is_some_and(|old| old.text != story.text) {
                self.put(story);
            }
        }
        let after = self.stories.iter().map(|story| story.ledger.revisions()).sum();
        Ok(Resolved { before, after })
    }
}

/// One revision with the other side of its move and its older copies.
fn one(list: &[Found], number: usize) -> Wanted {
    let mut at = BTreeSet::new();
    let mut moves = BTreeSet::new();
    if let Some(meant) = list.iter().filter(|found| !found.copy).nth(number) {
        at.insert(meant.at);
        moves.extend(meant.move_name.clone());
        let twin = |found: &&Found| {
            let copy = found.copy && found.id.is_some() && found.id == meant.id && found.kind == meant.kind;
            copy || (meant.move_name.is_some() && found.move_name == meant.move_name)
        };
        at.extend(list.iter().filter(twin).map(|found| found.at));
    }
    Wanted::Some { at, moves }
}

/// A part with all revisions of a choice resolved, for views.
pub(crate) fn resolved(
    story: &Story,
    choice: &Choice,
    decision: Decision,
    depth: usize,
) -> Result<Story, Error> {
    let wanted = match choice {
        Choice::Author(name) => Wanted::Author(name.clone()),
        Choice::All | Choice::One(_) => Wanted::All,
    };
    resolved_story(story, &wanted, decision, depth)
}

fn resolved_story(story: &Story, wanted: &Wanted, decision: Decision, depth: usize) -> Result<Story, Error> {
    let fault = |error| located(&story.name, error);
    let prefix = &story.prefix;
    let mut text = story.text.clone();
    // offsets hold for the first pass that changes anything; one revision needs only one
    if let Some(changed) = format::resolve(&text, prefix, wanted, decision).map_err(fault)? {
        text = changed;
    }
    let moved = text != story.text && matches!(wanted, Wanted::Some { .. });
    if !moved {
        text = content::resolve(text, prefix, wanted, decision).map_err(fault)?;
        text = merge::merge(text, prefix, &story.name)?;
    }
    story.with(text, depth)
}
