//! One name in the two ways it can be read: as a person's and as an organisation's.

use super::{
    Likeness, LikenessKind,
    items::{Items, What},
    organisation::Organisation,
    person::Person,
    word::{Near, Weight, key},
};

/// How a form came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// It is the name.
    Name,
    /// It is a former, trade or maiden name.
    Further,
    /// It is a name with letters for its umlauts.
    Spread,
}

/// A name, prepared.
#[derive(Clone, Debug)]
pub(super) struct Form {
    origin: Origin,
    /// It has a legal form, or words of a trade.
    organised: bool,
    person: Person,
    organisation: Organisation,
}

impl Form {
    pub(super) fn read(ascii: &str, origin: Origin) -> Self {
        let read = Items::read(ascii);
        let organised = !read.legal.is_empty()
            || read.items.iter().any(|it| matches!(&it.what, What::Word(it) if it.weight != Weight::Name));
        let person = Person::of(&read.items, organised);
        Self { origin, organised, person, organisation: Organisation::of(read) }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.person.is_empty() && self.organisation.is_empty()
    }

    pub(super) fn likeness(&self, other: &Self) -> Option<Likeness> {
        let found = match (self.organised, other.organised) {
            (true, true) => self.organisation.likeness(&other.organisation),
            (false, false) => {
                let person = self.person.likeness(&other.person);
                best(person, self.organisation.likeness_of_any(&other.organisation))
            }
            (true, false) => mixed(self, other),
            (false, true) => mixed(other, self),
        }?;
        let origins = [self.origin, other.origin];
        let spread = origins.contains(&Origin::Spread) && found.kind == LikenessKind::Same;
        let less = if origins.contains(&Origin::Further) { 3 } else { 0 };
        let found = if spread { Likeness::new(LikenessKind::Spelling, 92) } else { found };
        Some(Likeness { score: found.score.saturating_sub(less), ..found })
    }

    pub(super) fn keys(&self) -> Vec<u64> {
        let mut keys = self.organisation.keys();
        keys.extend(self.person.joined().map(|it| key(b'c', &it)));
        keys
    }
}

/// An organisation and what may be one or a person.
fn mixed(organised: &Form, open: &Form) -> Option<Likeness> {
    let organisation = organised.organisation.likeness(&open.organisation);
    let person = organised.person.likeness(&open.person);
    // a company that bears the name of a person
    let person = person.filter(|it| it.kind != LikenessKind::Sound).map(|it| {
        let score = if it.score < BARE { 30 } else { 50 };
        Likeness::new(LikenessKind::Part, score)
    });
    best(organisation, person)
}

/// Below this a likeness of persons rests on a surname alone.
pub(super) const BARE: u8 = 45;

fn best(one: Option<Likeness>, other: Option<Likeness>) -> Option<Likeness> {
    one.into_iter().chain(other).max_by_key(|it| it.score)
}

/// Gives the given names of a person to her other surnames: "Anna Jansen geboren De Vries".
pub(super) fn lend_given(forms: &mut [Form]) {
    let Some((first, others)) = forms.split_first_mut() else { return };
    if first.organised {
        return;
    }
    for other in others.iter_mut().filter(|it| !it.organised) {
        other.person.borrow_given(&first.person);
    }
}

/// The kind and the score of words that are this near.
pub(super) const fn nearness(near: Near) -> Likeness {
    match near {
        Near::Same => Likeness::new(LikenessKind::Same, 100),
        Near::Spelling => Likeness::new(LikenessKind::Spelling, 90),
        Near::Sound => Likeness::new(LikenessKind::Sound, 55),
    }
}
