//! Words as the index and the query both see them.
//!
//! One pipeline for Dutch and English: plain form, stems in both languages, and the parts of a
//! compound with their stems. A word is worked on once and then remembered.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use legalmind_text::{compound::Compounds, stem::Stems};

/// The most words that are remembered.
const REMEMBERED: usize = 100_000;

/// A word worked on.
#[derive(Debug, Default)]
pub struct Word {
    /// Its stems, Dutch first.
    pub stems: Vec<String>,
    /// The Dutch stems of the parts it is made of, as a query must find them.
    pub parts: Vec<String>,
    /// The Dutch stems of all parts and parts of parts, as the index keeps them.
    pub all_parts: Vec<String>,
}

impl Word {
    /// Whether it is made of parts.
    #[must_use]
    pub fn is_compound(&self) -> bool {
        self.parts.len() > 1
    }
}

/// The analysis, shared by all indexes of the process.
#[derive(Debug, Default)]
pub struct Analyser {
    stems: Stems,
    compounds: Compounds,
    known: RwLock<HashMap<String, Arc<Word>>>,
}

impl Analyser {
    /// An analysis that takes compounds apart with these words.
    #[must_use]
    pub fn new(compounds: Compounds) -> Self {
        Self { stems: Stems::default(), compounds, known: RwLock::default() }
    }

    /// How many words of the list are known; an index that was made with another list is made
    /// again.
    #[must_use]
    pub fn list_size(&self) -> usize {
        self.compounds.len()
    }

    /// Works on a plain word.
    pub fn word(&self, plain: &str) -> Arc<Word> {
        if let Some(word) = self.known.read().unwrap_or_else(PoisonError::into_inner).get(plain) {
            return Arc::clone(word);
        }
        let word = Arc::new(self.work(plain));
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(plain.to_owned(), Arc::clone(&word));
        word
    }

    fn work(&self, plain: &str) -> Word {
        let dutch = self.stems.dutch(plain);
        let english = self.stems.english_too(plain, &dutch);
        let stems_of = |parts: Vec<String>| parts.iter().map(|part| self.stems.dutch(part)).collect();
        Word {
            stems: std::iter::once(dutch).chain(english).chain(self.stems.participle_too(plain)).collect(),
            parts: stems_of(self.compounds.split(plain)),
            all_parts: stems_of(self.compounds.all_parts(plain)),
        }
    }
}
