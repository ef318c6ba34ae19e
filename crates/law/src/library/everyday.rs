//! The index of everyday words: for each article those in which people speak of what it settles.
//!
//! They stand in `library/everyday/`, a file for each law or part of one. An entry is worth what the
//! words of a question weigh that it holds, each counted once and the rarer the more, and what they
//! say of the file that it stands in: a word of renting makes every article of renting likelier. The
//! index is the program's own, so that new words need no law to be imported again.

mod files;

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::OnceLock,
};

use legalmind_search::Analyser;
use legalmind_text::{stem::is_stop_word, token};
use serde::Deserialize;

use super::{
    schema::fnv,
    vectors::{Vector, Vectors},
};
use crate::statute::number_key;
use files::FILES;

/// What a part of a compound weighs beside a word.
const PART: f32 = 0.5;
/// After how many entries of a file that hold a word one more says little of the file.
const ENOUGH: f32 = 20.0;
/// How far a file's length is taken from what its entries hold.
const LENGTH: f32 = 0.75;

/// What likeness weighs beside the words that an entry holds.
const LIKE: f32 = 200.0;

/// A file of the index.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    /// BWB or CELEX number.
    law: String,
    /// By the number of an article, the words.
    articles: BTreeMap<String, String>,
}

/// An article with an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// BWB or CELEX number.
    pub law: String,
    /// The number, as keys have it; of a book of the Burgerlijk Wetboek without the book.
    pub number: String,
    /// The words.
    pub words: String,
    /// By which its vector is known.
    pub mark: u64,
    /// Which file it stands in.
    file: usize,
}

/// A question as a vector, among those of the entries.
#[derive(Clone, Copy, Debug)]
pub struct Meant<'a> {
    /// The question.
    pub question: &'a Vector,
    /// Those of the entries.
    pub vectors: &'a Vectors,
}

/// The entries that are shipped; of a file that is none, nothing.
#[must_use]
pub fn shipped() -> &'static [Entry] {
    static SHIPPED: OnceLock<Vec<Entry>> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let written =
            FILES.iter().enumerate().filter_map(|(file, text)| Some((file, toml::from_str(text).ok()?)));
        let entries = written.flat_map(|(file, Written { law, articles })| {
            let entry = move |(number, words): (String, String)| Entry {
                law: law.clone(),
                number: number_key(&number),
                mark: fnv(words.as_bytes()),
                words,
                file,
            };
            articles.into_iter().map(entry)
        });
        entries.collect()
    })
}

/// How often a stem is held.
#[derive(Debug, Default)]
struct Held {
    /// By which entries.
    entries: Vec<usize>,
    /// By how many of the entries of each file.
    files: BTreeMap<usize, f32>,
}

/// The entries, to be searched.
#[derive(Debug)]
pub struct Everyday {
    entries: &'static [Entry],
    stems: HashMap<String, Held>,
    /// How many stems the entries of each file hold.
    lengths: Vec<f32>,
}

impl Everyday {
    /// An index of these entries.
    #[must_use]
    pub fn new(entries: &'static [Entry], analyser: &Analyser) -> Self {
        let mut stems: HashMap<String, Held> = HashMap::new();
        let files = entries.iter().map(|entry| entry.file + 1).max().unwrap_or_default();
        let mut lengths = vec![0.0; files];
        for (at, entry) in entries.iter().enumerate() {
            for stem in held(analyser, &entry.words) {
                let held = stems.entry(stem).or_default();
                held.entries.push(at);
                *held.files.entry(entry.file).or_default() += 1.0;
                if let Some(length) = lengths.get_mut(entry.file) {
                    *length += 1.0;
                }
            }
        }
        Self { entries, stems, lengths }
    }

    /// The entries that hold most of these words, which are in plain form, and are most like what is
    /// meant, where that is known: the best first, with what they are worth.
    #[must_use]
    pub fn search(
        &self,
        analyser: &Analyser,
        words: &[&str],
        meant: Option<Meant<'_>>,
        limit: usize,
    ) -> Vec<(&Entry, f32)> {
        let mut worth = self.holding(analyser, words);
        for (at, like) in meant.map(|meant| self.likeness(meant)).unwrap_or_default() {
            *worth.entry(at).or_default() += LIKE * like;
        }
        self.best(worth, limit)
    }

    /// The entries that are most like what is meant, words left aside.
    #[must_use]
    pub fn nearest(&self, meant: Meant<'_>, limit: usize) -> Vec<(&Entry, f32)> {
        self.best(self.likeness(meant).into_iter().collect(), limit)
    }

    /// How much like what is meant the entries are that have a vector, beside how much they are on the
    /// whole.
    fn likeness(&self, meant: Meant<'_>) -> Vec<(usize, f32)> {
        let like = meant.vectors.like(meant.question, self.entries.iter().map(|entry| entry.mark));
        let like: Vec<(usize, f32)> =
            like.into_iter().enumerate().filter_map(|(at, like)| Some((at, like?))).collect();
        let mean = like.iter().map(|(_, like)| like).sum::<f32>() / count(like.len()).max(1.0);
        like.into_iter().map(|(at, like)| (at, like - mean)).collect()
    }

    fn best(&self, worth: HashMap<usize, f32>, limit: usize) -> Vec<(&Entry, f32)> {
        let entry = |(at, worth)| Some((self.entries.get(at)?, worth));
        let mut found: Vec<_> = worth.into_iter().filter_map(entry).collect();
        found.sort_by(|(a, x): &(&Entry, f32), (b, y)| {
            y.total_cmp(x).then_with(|| (&a.law, &a.number).cmp(&(&b.law, &b.number)))
        });
        found.truncate(limit);
        found
    }

    /// What the words of a question weigh that the entries hold, with what they say of their files.
    fn holding(&self, analyser: &Analyser, words: &[&str]) -> HashMap<usize, f32> {
        let mut worth: HashMap<usize, f32> = HashMap::new();
        let mut fields: HashMap<usize, f32> = HashMap::new();
        for (stem, weight) in asked(analyser, words) {
            let Some(held) = self.stems.get(&stem) else { continue };
            let weight_here = weight * rarity(held.entries.len(), self.entries.len());
            held.entries.iter().for_each(|at| *worth.entry(*at).or_default() += weight_here);
            let weight_there = weight * rarity(held.files.len(), self.lengths.len());
            for (file, times) in &held.files {
                *fields.entry(*file).or_default() += weight_there * self.often(*file, *times);
            }
        }
        for (at, worth) in &mut worth {
            let file = self.entries.get(*at).map(|entry| entry.file);
            *worth += file.and_then(|file| fields.get(&file)).copied().unwrap_or_default();
        }
        worth
    }

    /// How much it says of a file that so many of its entries hold a word: BM25, with the file as one
    /// document.
    fn often(&self, file: usize, times: f32) -> f32 {
        let mean = self.lengths.iter().sum::<f32>() / count(self.lengths.len()).max(1.0);
        let length = self.lengths.get(file).copied().unwrap_or(mean) / mean.max(1.0);
        times * (ENOUGH + 1.0) / (times + ENOUGH * (1.0 - LENGTH + LENGTH * length))
    }
}

/// The stems of a text and of the parts of its compounds, without words that say nothing.
fn held(analyser: &Analyser, text: &str) -> HashSet<String> {
    let mut stems = HashSet::new();
    token::each_word(text, |plain, _| {
        if !is_stop_word(plain) {
            let word = analyser.word(plain);
            stems.extend(word.stems.first().into_iter().chain(&word.all_parts).cloned());
        }
    });
    stems
}

/// The stems that are asked, with what each weighs.
fn asked(analyser: &Analyser, words: &[&str]) -> BTreeMap<String, f32> {
    let mut out = BTreeMap::new();
    for plain in words {
        let word = analyser.word(plain);
        word.stems.first().into_iter().for_each(|stem| *out.entry(stem.clone()).or_default() += 1.0);
        let parts = word.parts.iter().filter(|_| word.is_compound());
        parts.for_each(|part| *out.entry(part.clone()).or_default() += PART);
    }
    out
}

/// How much it says that something holds a word that `having` of `all` hold.
fn rarity(having: usize, all: usize) -> f32 {
    ((count(all) + 1.0) / (count(having) + 0.5)).ln()
}

#[expect(clippy::cast_precision_loss, reason = "a weight")]
fn count(of: usize) -> f32 {
    of as f32
}

#[cfg(test)]
mod tests {
    use legalmind_text::compound::Compounds;

    use super::*;

    #[test]
    fn every_file_is_read_and_names_each_article_once() {
        let mut seen = HashSet::new();
        for file in FILES {
            let Written { law, articles } = toml::from_str(file).expect("a file of everyday words");
            for (number, words) in articles {
                let number = number_key(&number);
                assert!(seen.insert((law.clone(), number.clone())), "{law} {number} has two entries");
                assert!(!words.trim().is_empty(), "{law} {number} says nothing");
            }
        }
        assert_eq!(shipped().len(), seen.len());
    }

    #[test]
    fn an_entry_is_found_by_what_a_client_says() {
        let analyser = Analyser::new(Compounds::default());
        let everyday = Everyday::new(shipped(), &analyser);
        let found = everyday.search(&analyser, &["huisbaas", "opzegbrief", "vertrekken"], None, 5);
        assert!(
            found.iter().any(|(entry, _)| entry.law == "BWBR0005290" && entry.number == "271"),
            "{found:?}"
        );
        assert!(found.windows(2).all(|pair| pair[0].1 >= pair[1].1));
        assert!(everyday.search(&analyser, &["xyzzy"], None, 5).is_empty());
    }

    #[test]
    fn an_entry_is_found_by_what_is_meant_where_no_word_is_shared() {
        let analyser = Analyser::new(Compounds::default());
        let everyday = Everyday::new(shipped(), &analyser);
        let folder = tempfile::tempdir().expect("a folder");
        let vectors = Vectors::open(folder.path(), "e5").expect("vectors");
        let vector = |numbers: &[f32]| Vector::of(numbers).expect("a vector");
        let rows = shipped().iter().map(|it| {
            let meant = it.law == "BWBR0005290" && it.number == "271";
            (it.mark, vector(if meant { &[0.2, 1.0] } else { &[1.0, 0.1] }))
        });
        vectors.adding().expect("the file").expect("alone").add(rows.collect()).expect("added");
        let question = vector(&[0.0, 1.0]);
        let meant = Meant { question: &question, vectors: &vectors };
        let found = everyday.search(&analyser, &["xyzzy"], Some(meant), 3);
        assert_eq!((found[0].0.number.as_str(), found.len()), ("271", 3), "{found:?}");
        assert_eq!(everyday.nearest(meant, 1)[0].0.number, "271");
    }

    #[test]
    fn a_word_of_the_field_makes_all_its_articles_likelier() {
        let entry = |file, number: &str, words: &str| Entry {
            law: "BWBR0005290".to_owned(),
            number: number.to_owned(),
            words: words.to_owned(),
            mark: fnv(words.as_bytes()),
            file,
        };
        let entries = vec![
            entry(0, "1", "dak lekt"),
            entry(1, "2", "dak lekt"),
            entry(1, "3", "huisbaas weg"),
            entry(0, "4", "auto stuk"),
        ];
        let analyser = Analyser::new(Compounds::default());
        let everyday = Everyday::new(entries.leak(), &analyser);
        let found = everyday.search(&analyser, &["huisbaas", "dak", "lekt"], None, 2);
        assert_eq!(found[0].0.number, "2", "{found:?}");
    }
}
