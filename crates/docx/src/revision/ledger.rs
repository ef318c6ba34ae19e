//! What is counted before and after a change, so that nothing of others is lost unseen.

use std::collections::BTreeMap;

use super::RevisionKind;
use crate::error::Error;

/// Revisions by kind and author, and the places that comments hang on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Ledger {
    revisions: BTreeMap<RevisionKind, BTreeMap<String, usize>>,
    /// Marks of comments in a text: starts, ends and references.
    pub anchors: usize,
    /// Comments in the part of comments.
    pub comments: usize,
}

impl Ledger {
    pub(crate) fn add(&mut self, kind: RevisionKind, author: &str) {
        let authors = self.revisions.entry(kind).or_default();
        match authors.get_mut(author) {
            Some(count) => *count += 1,
            None => drop(authors.insert(author.to_owned(), 1)),
        }
    }

    /// Adds all that another one counted.
    pub(crate) fn merge(&mut self, other: &Self) {
        for (kind, authors) in &other.revisions {
            let own = self.revisions.entry(*kind).or_default();
            for (author, count) in authors {
                *own.entry(author.clone()).or_default() += count;
            }
        }
        self.anchors += other.anchors;
        self.comments += other.comments;
    }

    pub(crate) fn revisions(&self) -> usize {
        self.revisions.values().flat_map(BTreeMap::values).sum()
    }

    /// Refuses what is not exactly as expected.
    pub(crate) fn check(&self, after: &Self) -> Result<(), Error> {
        let same = |left: usize, right: usize, what: &'static str| {
            if left == right {
                Ok(())
            } else {
                Err(Error::Loss { what: what.into(), before: left, after: right })
            }
        };
        same(self.anchors, after.anchors, "marks of comments")?;
        same(self.comments, after.comments, "comments")?;
        let none = BTreeMap::new();
        for kind in self.revisions.keys().chain(after.revisions.keys()) {
            let [left, right] = [self, after].map(|side| side.revisions.get(kind).unwrap_or(&none));
            for author in left.keys().chain(right.keys()) {
                let [before, after] = [left, right].map(|side| side.get(author).copied().unwrap_or_default());
                same(before, after, "revisions")?;
            }
        }
        Ok(())
    }
}
