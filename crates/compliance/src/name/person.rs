//! A name read as a person's: given names or initials, tussenvoegsel, surnames.

use super::{
    Likeness, LikenessKind, WEAK, data,
    form::nearness,
    given,
    items::{Item, What},
    word::{Near, Weight, Word},
};

/// A given name, or the letter of one.
#[derive(Clone, Debug)]
enum Given {
    Initial(char),
    Name(Word),
}

impl Given {
    fn letter(&self) -> Option<char> {
        match self {
            Self::Initial(it) => Some(*it),
            Self::Name(it) => it.plain.chars().next(),
        }
    }
}

/// A person's name.
#[derive(Clone, Debug, Default)]
pub(super) struct Person {
    given: Vec<Given>,
    prefix: String,
    surnames: Vec<Word>,
}

/// How given names stand to each other, nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Call {
    /// The same names or initials.
    Same,
    /// The same but for spelling.
    Spelling,
    /// The same sound.
    Sound,
    /// One has more of them, or a letter for a name, or the short form of it.
    Part,
    /// One has none.
    Missing,
}

impl Person {
    /// A person of these items; of a company, the words that are not its trade or its group.
    pub(super) fn of(items: &[Item], organised: bool) -> Self {
        let keep =
            |it: &&Item| !organised || !matches!(&it.what, What::Word(it) if it.weight != Weight::Name);
        let items: Vec<&Item> = items.iter().filter(keep).collect();
        let comma = items.iter().position(|it| matches!(it.what, What::Comma));
        let person = match comma {
            Some(at) => {
                with_comma(items.get(..at).unwrap_or_default(), items.get(at + 1..).unwrap_or_default())
            }
            None => without_comma(&items),
        };
        // a company of many words is not called after a person
        if organised && person.surnames.len() + person.given.len() > 4 { Self::default() } else { person }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.surnames.is_empty()
    }

    /// Prefix and surname written as one.
    pub(super) fn joined(&self) -> Option<String> {
        let surnames: String = self.surnames.iter().map(|it| it.plain.as_str()).collect();
        (!surnames.is_empty()).then(|| format!("{}{surnames}", self.prefix))
    }

    pub(super) fn borrow_given(&mut self, other: &Self) {
        if self.given.is_empty() {
            self.given.clone_from(&other.given);
        }
    }

    pub(super) fn likeness(&self, other: &Self) -> Option<Likeness> {
        let call = self.call(other)?;
        let (near, whole) = self.surname(other)?;
        if call == Call::Missing {
            let bare = if self.given.is_empty() { self } else { other };
            let score = match (bare.is_common(), whole) {
                (true, true) => WEAK - 3,
                (true, false) => WEAK - 7,
                (false, true) => 40,
                (false, false) => 35,
            };
            return (near <= Near::Spelling && !self.mistyped_short(other, near))
                .then_some(Likeness::new(LikenessKind::Part, score));
        }
        if !whole {
            return (near <= Near::Spelling).then_some(Likeness::new(LikenessKind::Part, 65));
        }
        let prefix = self.prefixes(other);
        let surname = nearness(near.max(prefix));
        Some(match call {
            Call::Same if self.has_names() && other.has_names() => surname,
            Call::Same if near == Near::Same && prefix == Near::Same => surname,
            Call::Spelling if near <= Near::Spelling => Likeness::new(LikenessKind::Spelling, 88),
            Call::Spelling | Call::Sound => Likeness::new(LikenessKind::Sound, 54),
            _ if self.mistyped_short(other, near) => return None,
            _ if near == Near::Sound => Likeness::new(LikenessKind::Sound, 46),
            _ if near == Near::Spelling => Likeness::new(LikenessKind::Part, 60),
            _ => Likeness::new(LikenessKind::Part, 70),
        })
    }

    /// Its surname is one of many people.
    fn is_common(&self) -> bool {
        self.joined().is_some_and(|it| data::COMMON.binary_search(&it.as_str()).is_ok())
    }

    fn has_names(&self) -> bool {
        self.given.is_empty() || self.given.iter().any(|it| matches!(it, Given::Name(_)))
    }

    /// A letter of difference in a short surname is too little where the given names tell little.
    fn mistyped_short(&self, other: &Self, near: Near) -> bool {
        let length = |it: &Self| it.surnames.iter().map(|it| it.plain.len()).min().unwrap_or_default();
        near == Near::Spelling && !self.spelt_alike(other) && length(self).min(length(other)) < 7
    }

    fn spelt_alike(&self, other: &Self) -> bool {
        let pairs = self.surnames.iter().flat_map(|a| other.surnames.iter().map(move |b| (a, b)));
        pairs.into_iter().any(|(a, b)| a.same_spelling(b)) || self.joined() == other.joined()
    }

    /// How near the surnames are, and whether all of them.
    fn surname(&self, other: &Self) -> Option<(Near, bool)> {
        let (few, many) =
            if self.surnames.len() <= other.surnames.len() { (self, other) } else { (other, self) };
        let nears = few.surnames.iter().map(|a| many.surnames.iter().filter_map(|b| a.near(b)).min());
        let found: Vec<Near> = nears.flatten().collect();
        if let Some(worst) = found.iter().max() {
            let all = found.len() == many.surnames.len();
            return if all { Some((*worst, true)) } else { found.iter().min().map(|it| (*it, false)) };
        }
        // "Vandenberg" and "van den Berg"
        let (a, b) = (self.joined()?, other.joined()?);
        (a == b).then_some((Near::Spelling, true))
    }

    fn prefixes(&self, other: &Self) -> Near {
        let short = |it: &str| it == "vd" || it.starts_with("vande");
        let (a, b) = (self.prefix.as_str(), other.prefix.as_str());
        let same = a == b || (short(a) && short(b) && (a == "vd" || b == "vd"));
        if same { Near::Same } else { Near::Spelling }
    }

    /// How the given names stand to each other; none: they are of two persons.
    fn call(&self, other: &Self) -> Option<Call> {
        if self.given.is_empty() && other.given.is_empty() {
            return Some(Call::Same);
        }
        if self.given.is_empty() || other.given.is_empty() {
            return Some(Call::Missing);
        }
        let calls = self.given.iter().zip(&other.given).map(|(a, b)| call(a, b));
        match calls.collect::<Option<Vec<Call>>>() {
            Some(calls) if self.given.len() == other.given.len() => calls.into_iter().max(),
            Some(_) => Some(Call::Part),
            None => self.called_by_another(other).then_some(Call::Part),
        }
    }

    /// One is called by a later given name of the other: "Jan Willem" and "Willem".
    fn called_by_another(&self, other: &Self) -> bool {
        let (few, many) = if self.given.len() <= other.given.len() { (self, other) } else { (other, self) };
        let [Given::Name(one)] = few.given.as_slice() else { return false };
        let mut later = many.given.iter().skip(1);
        later.any(|it| matches!(it, Given::Name(it) if one.near(it).is_some_and(|it| it <= Near::Spelling)))
    }
}

fn call(a: &Given, b: &Given) -> Option<Call> {
    match (a, b) {
        (Given::Name(one), Given::Name(other)) => match one.near(other) {
            Some(Near::Same) => Some(Call::Same),
            Some(Near::Spelling) => Some(Call::Spelling),
            _ if given::one(&one.plain, &other.plain) => Some(Call::Part),
            near => near.map(|_| Call::Sound),
        },
        (Given::Initial(one), Given::Initial(other)) => (one == other).then_some(Call::Same),
        (Given::Initial(letter), Given::Name(name)) | (Given::Name(name), Given::Initial(letter)) => {
            let same = a.letter() == b.letter() || given::letter(&name.plain, *letter);
            same.then_some(Call::Part)
        }
    }
}

/// "Vries, J. de"; or a person with something after a comma that is not the name.
fn with_comma(before: &[&Item], after: &[&Item]) -> Person {
    let named = |it: &&&Item| matches!(it.what, What::Initial(_) | What::Word(_));
    let initials = before.iter().any(|it| matches!(it.what, What::Initial(_)));
    if initials || after.iter().find(named).is_none() && prefix_of(after).is_empty() {
        return without_comma(before);
    }
    let prefix = format!("{}{}", prefix_of(after), leading(before));
    Person { given: given_of(after), prefix, surnames: words_of(before) }
}

fn without_comma(items: &[&Item]) -> Person {
    let is_word = |it: &&Item| matches!(it.what, What::Word(_));
    let Some(last) = items.iter().rposition(is_word) else { return Person::default() };
    let first_initial = items.iter().position(|it| matches!(it.what, What::Initial(_)));
    if last + 1 < items.len() && items.first().is_some_and(is_word) {
        // "Vries J. de", "Bakker J.C."
        let split = first_initial.unwrap_or(last + 1);
        let (before, after) = items.split_at(split.min(items.len()));
        return Person { given: given_of(after), prefix: prefix_of(after), surnames: words_of(before) };
    }
    let start = start_of_surname(items, last);
    let (given, surname) = items.split_at(start);
    Person { given: given_of(given), prefix: leading(surname), surnames: words_of(surname) }
}

/// Where the surname starts: after the last initial, at the first tussenvoegsel that follows a given
/// name, or at the last word with what hyphens join to it.
fn start_of_surname(items: &[&Item], last: usize) -> usize {
    let before = items.get(..=last).unwrap_or_default();
    if let Some(initial) = before.iter().rposition(|it| matches!(it.what, What::Initial(_))) {
        return initial + 1;
    }
    let prefix = before.iter().position(|it| matches!(it.what, What::Prefix(_)) && !it.joined);
    let first_word = before.iter().position(|it| matches!(it.what, What::Word(_)));
    let mut start = last;
    while let Some(at) = start.checked_sub(1) {
        let joined = items.get(start).is_some_and(|it| it.joined);
        let particle = items.get(at).is_some_and(|it| matches!(it.what, What::Prefix(_)));
        if !joined && !particle {
            break;
        }
        start = at;
    }
    match prefix {
        Some(prefix) if first_word.is_some_and(|it| it < prefix) => prefix.min(start),
        _ => start,
    }
}

fn given_of(items: &[&Item]) -> Vec<Given> {
    let mut all = Vec::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        match &item.what {
            What::Initial(it) => all.push(Given::Initial(*it)),
            // "JC Bakker"
            What::Word(it) if at == 0 && items.len() == 1 && it.upper && it.plain.len() == 2 => {
                all.extend(it.plain.chars().map(Given::Initial));
            }
            What::Word(it) => all.push(Given::Name(it.clone())),
            What::Prefix(_) | What::Comma => {}
        }
    }
    all
}

/// The tussenvoegsels before the first word of a surname.
fn leading(items: &[&Item]) -> String {
    let first = items.iter().position(|it| matches!(it.what, What::Word(_))).unwrap_or(items.len());
    prefix_of(items.get(..first).unwrap_or_default())
}

fn prefix_of(items: &[&Item]) -> String {
    let prefixes =
        items.iter().filter_map(|it| if let What::Prefix(it) = &it.what { Some(it) } else { None });
    prefixes.map(String::as_str).collect()
}

fn words_of(items: &[&Item]) -> Vec<Word> {
    let words = items.iter().filter_map(|it| if let What::Word(it) = &it.what { Some(it) } else { None });
    words.cloned().collect()
}
