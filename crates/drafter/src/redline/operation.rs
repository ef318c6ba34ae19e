//! Between proposals and the operations of the engine.

use legalmind_core::{
    passage::WordPlace,
    redline::{FromClause, Proposal, ProposalKind, RefusalCode, Severity, Source},
};
use legalmind_docx::{Address, Author, Edit, Refusal, Target};
use similar::{ChangeTag, TextDiff};

use crate::address;

/// An operation that is wished for, before it is known whether it fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// What it does.
    pub kind: ProposalKind,
    /// What it applies to.
    pub on: Target,
    /// The paragraphs behind the first that it takes away with it: their addresses and texts.
    pub with: Vec<(Address, String)>,
    /// The text that is there, as it was named.
    pub old: String,
    /// The new text; paragraphs are separated by a line end.
    pub new: String,
    /// The style of new paragraphs.
    pub style: Option<String>,
    /// Why.
    pub reason: String,
    /// How much it matters.
    pub severity: Severity,
    /// Where it comes from.
    pub source: Source,
    /// The clause its words are of.
    pub clause: Option<FromClause>,
}

impl Wish {
    /// What must be possible for the wish to fit, on the document as it is.
    pub fn probe(&self, author: &Author) -> Edit {
        edits_of(self.kind, self.on.clone(), &self.new, self.style.as_deref(), author)
    }

    /// The proposal it becomes at the place that was found.
    pub fn proposal(self, place: WordPlace, text: String) -> Proposal {
        let old = match self.kind {
            ProposalKind::Replace if !self.with.is_empty() => {
                let rest = self.with.iter().map(|(_, text)| text.as_str());
                [text.as_str()].into_iter().chain(rest).collect::<Vec<_>>().join("\n")
            }
            _ => text,
        };
        Proposal {
            kind: self.kind,
            place,
            paragraphs: u32::try_from(self.with.len() + 1).unwrap_or(u32::MAX),
            old,
            new: self.new,
            style: self.style,
            reason: self.reason,
            severity: self.severity,
            source: self.source,
            clause: self.clause,
            decision: None,
            own: None,
        }
    }
}

/// Why the engine refuses, as it is stored.
pub const fn code(refusal: &Refusal) -> RefusalCode {
    match refusal {
        Refusal::NotFound
        | Refusal::OtherText
        | Refusal::OutOfRange
        | Refusal::NoPart(_)
        | Refusal::NoParagraph(_)
        | Refusal::NoSlot => RefusalCode::NotFound,
        Refusal::Ambiguous(_) => RefusalCode::Ambiguous,
        Refusal::Overlap => RefusalCode::Overlap,
        Refusal::CutsField => RefusalCode::CutsField,
        Refusal::Locked | Refusal::Bound => RefusalCode::Locked,
        Refusal::LosesRevision | Refusal::AlreadyChanged => RefusalCode::LosesRevision,
        Refusal::Unsupported(_) => RefusalCode::Unsupported,
        Refusal::NotInList | Refusal::NoStyle(_) | Refusal::BadText | Refusal::BadAuthor => {
            RefusalCode::Invalid
        }
    }
}

fn edits_of(kind: ProposalKind, on: Target, new: &str, style: Option<&str>, author: &Author) -> Edit {
    match kind {
        ProposalKind::Replace => {
            let first = new.split('\n').next().unwrap_or_default();
            Edit::Replace { target: on, text: first.to_owned() }
        }
        ProposalKind::InsertText => Edit::InsertText { target: on, text: new.to_owned() },
        ProposalKind::Delete => Edit::Delete { target: on },
        ProposalKind::InsertParagraphs => Edit::InsertParagraphs {
            after: on,
            texts: new.split('\n').map(ToOwned::to_owned).collect(),
            style: style.map(ToOwned::to_owned),
        },
        ProposalKind::DeleteParagraph => Edit::DeleteParagraph { target: on },
        ProposalKind::Comment => Edit::Comment { target: on, text: new.to_owned(), author: author.clone() },
        ProposalKind::SetStyle => Edit::SetStyle { target: on, style: style.unwrap_or_default().to_owned() },
    }
}

/// The operations that carry out a proposal that was taken, as small as they can be: only the words
/// that differ are struck and written.
pub fn edits(proposal: &Proposal, author: &Author) -> Vec<Edit> {
    let on = |at: Address, expected: &str| Target::At { address: at, expected: expected.to_owned() };
    if proposal.kind != ProposalKind::Replace {
        let target = on(address(&proposal.place), &proposal.old);
        let style = proposal.style.as_deref();
        return vec![edits_of(proposal.kind, target, proposal.wording(), style, author)];
    }
    let several = proposal.paragraphs > 1;
    let old: Vec<&str> = if several { proposal.old.split('\n').collect() } else { vec![&proposal.old] };
    let new: Vec<&str> = if several || proposal.clause.is_some() || proposal.source == Source::Check {
        proposal.wording().split('\n').collect()
    } else {
        vec![proposal.wording()]
    };
    let first = address(&proposal.place);
    let at = |row: usize, text: &str| Address {
        part: first.part.clone(),
        paragraph: first.paragraph + row,
        start: if row == 0 { first.start } else { 0 },
        end: if row == 0 { first.end } else { text.chars().count() },
    };
    let mut out = Vec::new();
    for (row, text) in old.iter().enumerate() {
        match new.get(row) {
            Some(wanted) => out.extend(words(&at(row, text), text, wanted)),
            None => out.push(Edit::DeleteParagraph { target: on(at(row, text), text) }),
        }
    }
    if let Some(more) = new.get(old.len()..).filter(|more| !more.is_empty()) {
        let row = old.len().saturating_sub(1);
        let last = old.last().copied().unwrap_or_default();
        out.push(Edit::InsertParagraphs {
            after: on(at(row, last), last),
            texts: more.iter().map(|text| (*text).to_owned()).collect(),
            style: None,
        });
    }
    out
}

/// One text in the place of another, word by word.
fn words(at: &Address, old: &str, new: &str) -> Vec<Edit> {
    let diff = TextDiff::from_words(old, new);
    // where hardly a word stays, one change reads better than many
    if diff.ratio() < 0.4 {
        let target = Target::At { address: at.clone(), expected: old.to_owned() };
        return if old == new { Vec::new() } else { vec![Edit::Replace { target, text: new.to_owned() }] };
    }
    let mut out: Vec<Edit> = Vec::new();
    let (mut place, mut gone, mut come) = (at.start, String::new(), String::new());
    let mut flush = |place: usize, gone: &mut String, come: &mut String| {
        let (gone, come) = (std::mem::take(gone), std::mem::take(come));
        if gone.is_empty() && come.is_empty() {
            return;
        }
        let start = place - gone.chars().count();
        let address = Address { start, end: place, ..at.clone() };
        let target = Target::At { address, expected: gone.clone() };
        out.push(match (gone.is_empty(), come.is_empty()) {
            (false, true) => Edit::Delete { target },
            (true, _) => Edit::InsertText { target, text: come },
            (false, false) => Edit::Replace { target, text: come },
        });
    };
    for change in diff.iter_all_changes() {
        match change.tag() {
            ChangeTag::Equal => {
                flush(place, &mut gone, &mut come);
                place += change.value().chars().count();
            }
            ChangeTag::Delete => {
                gone.push_str(change.value());
                place += change.value().chars().count();
            }
            ChangeTag::Insert => come.push_str(change.value()),
        }
    }
    flush(place, &mut gone, &mut come);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn done(old: &str, edits: &[Edit]) -> String {
        let mut text: Vec<char> = old.chars().collect();
        for edit in edits.iter().rev() {
            let (target, new) = match edit {
                Edit::Replace { target, text } | Edit::InsertText { target, text } => (target, text.as_str()),
                Edit::Delete { target } => (target, ""),
                other => panic!("{other:?}"),
            };
            let Target::At { address, expected } = target else { panic!("a place") };
            let there: String = text[address.start..address.end].iter().collect();
            assert_eq!(there, *expected);
            text.splice(address.start..address.end, new.chars());
        }
        text.into_iter().collect()
    }

    proptest! {
        #[test]
        fn word_changes_lead_to_the_new_text(old in "[a-z ëü.]{0,60}", new in "[a-z ëü.]{0,60}") {
            let at = Address::new("p", 0, 0..old.chars().count());
            prop_assert_eq!(done(&old, &words(&at, &old, &new)), new);
        }
    }

    #[test]
    fn only_the_words_that_differ_are_changed() {
        let old = "Opdrachtnemer is niet aansprakelijk voor schade van Opdrachtgever.";
        let new = "Partijen zijn niet aansprakelijk voor schade van elkaar.";
        let at = Address::new("p", 0, 0..old.chars().count());
        let made = words(&at, old, new);
        assert!(made.len() >= 2, "{made:?}");
        assert_eq!(done(old, &made), new);
        assert!(words(&at, old, old).is_empty());
    }
}
