//! Two texts compared word by word.

use std::time::Duration;

use similar::{Algorithm, ChangeTag, TextDiff};

/// What happened to a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stands in both.
    Kept,
    /// It stands in the older text alone.
    Removed,
    /// It stands in the newer text alone.
    Added,
}

/// A stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// What happened to it.
    pub fate: Fate,
    /// The words.
    pub text: String,
}

/// How long the fewest changes are sought; then a stretch is told as changed as a whole.
const PATIENCE: Duration = Duration::from_secs(2);

/// The stretches of two texts, in order. Those kept and removed make the older text, those kept
/// and added the newer.
#[must_use]
pub fn between(older: &str, newer: &str) -> Vec<Stretch> {
    let diff =
        TextDiff::configure().algorithm(Algorithm::Patience).timeout(PATIENCE).diff_words(older, newer);
    let mut out: Vec<Stretch> = Vec::new();
    for change in diff.iter_all_changes() {
        let fate = match change.tag() {
            ChangeTag::Equal => Fate::Kept,
            ChangeTag::Delete => Fate::Removed,
            ChangeTag::Insert => Fate::Added,
        };
        match out.last_mut().filter(|last| last.fate == fate) {
            Some(last) => last.text.push_str(change.value()),
            None => out.push(Stretch { fate, text: change.value().to_owned() }),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(older: &str, newer: &str, not: Fate) -> String {
        between(older, newer).into_iter().filter(|s| s.fate != not).map(|s| s.text).collect()
    }

    #[test]
    fn a_changed_word_is_removed_and_added() {
        let found = between("ten minste 16 jaar oud", "ten minste 18 jaar oud");
        let changed: Vec<_> =
            found.iter().filter(|s| s.fate != Fate::Kept).map(|s| (s.fate, s.text.as_str())).collect();
        assert_eq!(changed, [(Fate::Removed, "16"), (Fate::Added, "18")]);
    }

    proptest! {
        #[test]
        fn both_texts_are_in_it(older in "([a-e]{1,3}[ \n]){0,30}", newer in "([a-e]{1,3}[ \n]){0,30}") {
            prop_assert_eq!(of(&older, &newer, Fate::Added), older.clone());
            prop_assert_eq!(of(&older, &newer, Fate::Removed), newer);
        }
    }
}
