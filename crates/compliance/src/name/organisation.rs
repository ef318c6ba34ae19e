//! A name read as an organisation's: its words in order, its legal form aside.

use super::{
    Likeness, LikenessKind,
    form::nearness,
    items::{Items, What},
    word::{Near, Weight, Word, key},
};

/// An organisation's name.
#[derive(Clone, Debug, Default)]
pub(super) struct Organisation {
    legal: Vec<&'static str>,
    /// The letters before a name: "J. de Vries Holding".
    initials: String,
    words: Vec<Word>,
    /// Everything but legal forms, written as one.
    compact: String,
}

/// The fewest letters of a single word by which two organisations are held to be of one group.
const TELLING: usize = 5;
/// Letters of an abbreviation that stands for words.
const ABBREVIATION: std::ops::RangeInclusive<usize> = 3..=6;

impl Organisation {
    pub(super) fn of(read: Items) -> Self {
        let mut it = Self { legal: read.legal, ..Self::default() };
        for item in read.items {
            match item.what {
                What::Initial(letter) => {
                    it.compact.push(letter);
                    it.initials.push(letter);
                }
                What::Prefix(prefix) => it.compact.push_str(&prefix),
                What::Word(word) => {
                    it.compact.push_str(&word.plain);
                    it.words.push(word);
                }
                What::Comma => {}
            }
        }
        it
    }

    pub(super) fn is_empty(&self) -> bool {
        self.compact.is_empty()
    }

    /// Of two of which one is an organisation at least.
    pub(super) fn likeness(&self, other: &Self) -> Option<Likeness> {
        if self.is_empty() || other.is_empty() {
            return None;
        }
        let whole = self.whole(other);
        let part = || {
            let (a, b) = (self.core(), other.core());
            let found =
                aligned(&a, &b).filter(|it| telling(&a) && (*it == Near::Same || long(&a))).map(|it| {
                    if it == Near::Sound {
                        Likeness::new(LikenessKind::Sound, 45)
                    } else {
                        Likeness::new(LikenessKind::Part, 75)
                    }
                });
            let found = found.or_else(|| self.within(other).then_some(Likeness::new(LikenessKind::Part, 60)));
            let found = found.or_else(|| other.within(self).then_some(Likeness::new(LikenessKind::Part, 60)));
            found.filter(|_| initials_fit(&self.initials, &other.initials))
        };
        whole.or_else(part).or_else(|| self.abbreviates(other))
    }

    /// Of two of which neither is known to be an organisation.
    pub(super) fn likeness_of_any(&self, other: &Self) -> Option<Likeness> {
        if self.compact == other.compact && !self.is_empty() {
            let near = if self.words.len() == other.words.len() { Near::Same } else { Near::Spelling };
            return Some(nearness(near));
        }
        self.reordered(other).or_else(|| self.abbreviates(other))
    }

    /// All words alike, in their order.
    fn whole(&self, other: &Self) -> Option<Likeness> {
        if self.compact == other.compact {
            return Some(match (self.legal == other.legal, self.words.len() == other.words.len()) {
                (true, true) => nearness(Near::Same),
                (false, true) => Likeness::new(LikenessKind::Part, 85),
                (_, false) => Likeness::new(LikenessKind::Spelling, 84),
            });
        }
        if self.initials != other.initials {
            return None;
        }
        let a: Vec<&Word> = self.words.iter().collect();
        let b: Vec<&Word> = other.words.iter().collect();
        let near = aligned(&a, &b).filter(|it| telling(&a) && (*it == Near::Same || long(&a)));
        match near {
            Some(Near::Same) if self.legal == other.legal => Some(Likeness::new(LikenessKind::Spelling, 95)),
            Some(Near::Same) => Some(Likeness::new(LikenessKind::Part, 82)),
            Some(near) => Some(nearness(near)),
            None => self.reordered(other),
        }
    }

    /// The same words in another order.
    fn reordered(&self, other: &Self) -> Option<Likeness> {
        if self.words.len() < 2 || self.words.len() != other.words.len() || self.initials != other.initials {
            return None;
        }
        let mut left: Vec<&Word> = other.words.iter().collect();
        let mut worst = Near::Same;
        for word in &self.words {
            let nears = left.iter().enumerate().filter_map(|(at, it)| word.near(it).map(|near| (near, at)));
            let (near, at) = nears.min()?;
            left.swap_remove(at);
            worst = worst.max(near);
        }
        Some(match worst {
            Near::Same => Likeness::new(LikenessKind::Same, 92),
            Near::Spelling => Likeness::new(LikenessKind::Spelling, 82),
            Near::Sound => Likeness::new(LikenessKind::Sound, 52),
        })
    }

    /// The words that tell who it is, and the trade.
    fn core(&self) -> Vec<&Word> {
        let core: Vec<&Word> = self.words.iter().filter(|it| it.weight != Weight::Group).collect();
        if core.is_empty() { self.words.iter().collect() } else { core }
    }

    /// Its words are the beginning of the other's, or the other's without its trade.
    fn within(&self, other: &Self) -> bool {
        let (few, many) = (self.core(), other.core());
        let own: Vec<&Word> = many.iter().filter(|it| it.weight == Weight::Name).copied().collect();
        let same = |a: &[&Word], b: &[&Word]| aligned(a, b) == Some(Near::Same);
        if !telling(&few) {
            return false;
        }
        let begins = many.get(..few.len()).is_some_and(|it| same(&few, it));
        let enough = few.len() > 1 || few.iter().any(|it| it.plain.len() >= TELLING);
        same(&few, &own) || (begins && enough)
    }

    fn abbreviates(&self, other: &Self) -> Option<Likeness> {
        let found = self.letters().is_some_and(|it| other.letters_of_words().as_ref() == Some(&it))
            || other.letters().is_some_and(|it| self.letters_of_words().as_ref() == Some(&it));
        found.then_some(Likeness::new(LikenessKind::Part, 58))
    }

    /// Its one word in capitals, which may stand for words.
    fn letters(&self) -> Option<String> {
        match self.core().as_slice() {
            [one] if one.upper && ABBREVIATION.contains(&one.plain.len()) => Some(one.plain.clone()),
            [] if ABBREVIATION.contains(&self.initials.len()) => Some(self.initials.clone()),
            _ => None,
        }
    }

    fn letters_of_words(&self) -> Option<String> {
        let letters: String = self.words.iter().filter_map(|it| it.plain.chars().next()).collect();
        (self.initials.is_empty() && ABBREVIATION.contains(&letters.len())).then_some(letters)
    }

    pub(super) fn keys(&self) -> Vec<u64> {
        let telling: Vec<&Word> = self.words.iter().filter(|it| it.weight == Weight::Name).collect();
        let words = if telling.is_empty() { self.words.iter().collect() } else { telling };
        let mut keys: Vec<u64> = words.into_iter().flat_map(Word::keys).collect();
        let letters = [self.letters(), self.letters_of_words()];
        keys.extend(letters.into_iter().flatten().map(|it| key(b'a', &it)));
        keys.push(key(b'c', &self.compact));
        keys
    }
}

/// Word by word, as far as the farthest pair.
fn aligned(a: &[&Word], b: &[&Word]) -> Option<Near> {
    if a.len() != b.len() {
        return None;
    }
    let nears: Option<Vec<Near>> = a.iter().zip(b).map(|(a, b)| a.near(b)).collect();
    nears?.into_iter().max()
}

/// A word is there that tells who it is.
fn telling(words: &[&Word]) -> bool {
    words.iter().any(|it| it.weight == Weight::Name && it.plain.len() > 1)
}

/// Enough letters to think of a typing error in them.
fn long(words: &[&Word]) -> bool {
    let letters: usize = words.iter().filter(|it| it.weight == Weight::Name).map(|it| it.plain.len()).sum();
    letters >= TELLING
}

fn initials_fit(a: &str, b: &str) -> bool {
    a.is_empty() || b.is_empty() || a == b
}
