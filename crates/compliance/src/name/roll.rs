//! Many names, ready to be asked for those that a name is like.

use std::collections::HashMap;

use super::{Likeness, Name};

/// A name of a [`Roll`] that is like the one asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its place in the order in which the names came.
    pub place: usize,
    /// How alike it is.
    pub likeness: Likeness,
}

/// Names by their keys. Memory: some 30 numbers a name beside the names themselves.
#[derive(Clone, Debug, Default)]
pub struct Roll {
    names: Vec<Name>,
    by_key: HashMap<u64, Vec<u32>>,
}

impl Roll {
    /// A roll of these names.
    #[must_use]
    pub fn of(names: impl IntoIterator<Item = Name>) -> Self {
        let mut roll = Self::default();
        for (name, place) in names.into_iter().zip(0_u32..) {
            for key in name.keys() {
                roll.by_key.entry(key).or_default().push(place);
            }
            roll.names.push(name);
        }
        roll
    }

    /// How many names there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// There is no name.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The names that this one is like, most alike first.
    #[must_use]
    pub fn find(&self, name: &Name) -> Vec<Found> {
        let keys = name.keys();
        let mut places: Vec<u32> =
            keys.iter().filter_map(|it| self.by_key.get(it)).flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        let mut found: Vec<Found> = places.into_iter().filter_map(|it| self.compare(name, it)).collect();
        found.sort_by(|a, b| b.likeness.score.cmp(&a.likeness.score).then(a.place.cmp(&b.place)));
        found
    }

    fn compare(&self, name: &Name, place: u32) -> Option<Found> {
        let place = usize::try_from(place).ok()?;
        let likeness = self.names.get(place)?.likeness(name)?;
        Some(Found { place, likeness })
    }
}
