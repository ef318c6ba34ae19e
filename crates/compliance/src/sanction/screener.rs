//! Names held against lists: pure, over lists that are in memory.

use std::{collections::HashSet, sync::Arc};

use legalmind_core::{
    party::PartyRole,
    sanction::{PossibleMatch, Screened},
};
use legalmind_law::sanction::List;

use crate::name::{Found, Name, Roll};

/// The most matches of one name that are kept. A name with more says too little.
const MAX_MATCHES: usize = 50;

/// A name to be held against the lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The name.
    pub name: String,
    /// What it has to do with the dossier.
    pub role: PartyRole,
}

/// Lists, ready to be asked for names.
#[derive(Debug)]
pub struct Screener {
    lists: Vec<Ready>,
}

#[derive(Debug)]
struct Ready {
    list: Arc<List>,
    roll: Roll,
    /// The entry and the name in it of each place of the roll.
    places: Vec<(usize, usize)>,
}

impl Screener {
    /// Prepares all names of these lists.
    #[must_use]
    pub fn of(lists: Vec<Arc<List>>) -> Self {
        Self { lists: lists.into_iter().map(Ready::of).collect() }
    }

    /// Whether it was made of exactly these lists.
    pub(super) fn is_of(&self, lists: &[Arc<List>]) -> bool {
        self.lists.len() == lists.len() && self.lists.iter().zip(lists).all(|(a, b)| a.list.head == b.head)
    }

    /// What each name is like, the nearest first; of an entry only its name that is nearest.
    #[must_use]
    pub fn screen(&self, asked: &[Asked]) -> Vec<Screened> {
        let mut number = 0;
        let one = |asked: &Asked| {
            let name = Name::read(&asked.name);
            let mut found: Vec<(&Ready, Found)> =
                self.lists.iter().flat_map(|ready| ready.find(&name).map(move |it| (ready, it))).collect();
            // stable: lists and entries stay in their order where names are equally near
            found.sort_by_key(|(_, it)| std::cmp::Reverse(it.likeness.score));
            let more = found.len().saturating_sub(MAX_MATCHES);
            found.truncate(MAX_MATCHES);
            let matches = found.into_iter().filter_map(|(ready, it)| {
                number += 1;
                ready.told(it, number)
            });
            Screened {
                name: asked.name.clone(),
                role: asked.role,
                matches: matches.collect(),
                more: u32::try_from(more).unwrap_or(u32::MAX),
            }
        };
        asked.iter().map(one).collect()
    }
}

impl Ready {
    fn of(list: Arc<List>) -> Self {
        let all = list.entries.iter().enumerate();
        let places: Vec<(usize, usize)> =
            all.flat_map(|(at, entry)| (0..entry.names.len()).map(move |name| (at, name))).collect();
        let names = list.entries.iter().flat_map(|it| &it.names).map(|it| Name::read(&it.text));
        let roll = Roll::of(names);
        Self { roll, places, list }
    }

    /// The names that are like it, of each entry the nearest.
    fn find(&self, name: &Name) -> impl Iterator<Item = Found> {
        let mut seen = HashSet::new();
        // the most alike comes first
        let first =
            move |found: &Found| self.places.get(found.place).is_some_and(|(entry, _)| seen.insert(*entry));
        self.roll.find(name).into_iter().filter(first)
    }

    /// A name that was found, with its entry as it stands on the list.
    fn told(&self, found: Found, number: u32) -> Option<PossibleMatch> {
        let (entry, at) = *self.places.get(found.place)?;
        let entry = self.list.entries.get(entry)?;
        let alike = entry.names.get(at)?;
        Some(PossibleMatch {
            number,
            list: self.list.head.list,
            likeness: found.likeness.kind,
            alike: alike.text.clone(),
            weak: alike.weak,
            entry: entry.clone(),
        })
    }
}
