//! Opened chunks kept in memory, in two generations: what was not used for a whole generation
//! is forgotten. A cache that is given too little for a single chunk keeps none.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use tantivy::directory::OwnedBytes;

/// A chunk: the salt of its file, which no other file has, and its number.
type Place = (u128, usize);

const SHARDS: usize = 8;

pub struct ChunkCache {
    shards: [Mutex<Generations>; SHARDS],
    /// The most bytes of one generation of one shard.
    limit: usize,
}

#[derive(Default)]
struct Generations {
    young: HashMap<Place, OwnedBytes>,
    old: HashMap<Place, OwnedBytes>,
    bytes: usize,
}

impl ChunkCache {
    pub fn new(bytes: usize) -> Self {
        Self { shards: Default::default(), limit: bytes / (2 * SHARDS) }
    }

    /// Whether a piece of this length is kept at all.
    pub const fn takes(&self, length: usize) -> bool {
        length <= self.limit
    }

    pub fn get(&self, place: Place) -> Option<OwnedBytes> {
        let mut shard = self.shard(place)?.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(chunk) = shard.young.get(&place) {
            return Some(chunk.clone());
        }
        let chunk = shard.old.remove(&place)?;
        shard.put(place, chunk.clone(), self.limit);
        Some(chunk)
    }

    pub fn put(&self, place: Place, chunk: OwnedBytes) {
        if let Some(shard) = self.shard(place) {
            shard.lock().unwrap_or_else(PoisonError::into_inner).put(place, chunk, self.limit);
        }
    }

    fn shard(&self, (file, chunk): Place) -> Option<&Mutex<Generations>> {
        let [first, ..] = file.to_le_bytes();
        self.shards.get(usize::from(first).wrapping_add(chunk) % SHARDS)
    }
}

impl Generations {
    fn put(&mut self, place: Place, chunk: OwnedBytes, limit: usize) {
        if chunk.len() > limit {
            return;
        }
        self.bytes += chunk.len();
        self.young.insert(place, chunk);
        if self.bytes > limit {
            self.old = std::mem::take(&mut self.young);
            self.bytes = 0;
        }
    }
}
