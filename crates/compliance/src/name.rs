//! Names of persons and organisations compared: may this be the same one, and why.
//!
//! ```text
//! text ─▶ further names apart (h.o.d.n., voorheen, geboren) ─▶ Latin letters without marks ─▶ items
//!         (initial │ tussenvoegsel │ word), titles and legal forms taken off
//!      ─▶ a person (given names, prefix, surnames) and an organisation (words that tell, trade, group)
//! two names ─▶ person with person │ organisation with organisation │ person with company of that name
//!           ─▶ the best likeness of all their forms
//! ```
//!
//! It is pure: no dossier, no list, no language of the screen. A likeness is a reason to look, never a
//! finding that two are one. Every pair that is alike shares a key ([`Name::keys`]), so that a name is
//! held against tens of thousands by [`Roll`] without comparing each.

mod data;
mod form;
mod given;
mod items;
mod organisation;
mod person;
mod roll;
mod word;

use std::cmp::Reverse;

use deunicode::deunicode;

use legalmind_core::party::LikenessKind;

use self::form::{Form, Origin};
pub use self::roll::{Found, Roll};

/// Below this a likeness is weak: all that two persons have in common is a surname that many have, and of one
/// of them there is no given name and no initial to tell.
pub const WEAK: u8 = 25;

/// How alike two names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// What they have in common.
    pub kind: LikenessKind,
    /// For the order only: 1 to 100, more is more alike.
    pub score: u8,
}

impl Likeness {
    /// Whether there is little reason to look.
    #[must_use]
    pub const fn is_weak(self) -> bool {
        self.score < WEAK
    }

    const fn new(kind: LikenessKind, score: u8) -> Self {
        Self { kind, score }
    }
}

/// A name, prepared for comparison.
#[derive(Clone, Debug)]
pub struct Name {
    forms: Vec<Form>,
}

impl Name {
    /// Prepares a name as a person wrote it. Nothing is refused: what holds no letter is like nothing.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let parts = items::parts(text);
        let mut forms: Vec<Form> = Vec::with_capacity(parts.len());
        for (at, part) in parts.iter().enumerate() {
            let origin = if at == 0 { Origin::Name } else { Origin::Further };
            forms.push(Form::read(&deunicode(part), origin));
            if let Some(spread) = items::spread(part) {
                forms.push(Form::read(&deunicode(&spread), Origin::Spread));
            }
        }
        form::lend_given(&mut forms);
        forms.retain(|it| !it.is_empty());
        Self { forms }
    }

    /// How alike it is to another, by the best of what either is called; none: no reason to look.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> Option<Likeness> {
        let pairs = self.forms.iter().flat_map(|a| other.forms.iter().map(move |b| (a, b)));
        pairs.filter_map(|(a, b)| a.likeness(b)).max_by_key(|it| (it.score, Reverse(it.kind as u8)))
    }

    /// Numbers of which two names that are alike share one at least; most that are not share none.
    #[must_use]
    pub fn keys(&self) -> Vec<u64> {
        let mut keys: Vec<u64> = self.forms.iter().flat_map(Form::keys).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// It holds nothing that could be compared.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::data;

    #[test]
    fn common_surnames_are_sorted() {
        assert!(data::COMMON.is_sorted());
    }
}
