//! Everyday Dutch to the Dutch of the law: `huisbaas` is `verhuurder`, and in a question about work
//! `eruit` is about `opzegging`.
//!
//! The words stand in `library/thesaurus/`, a file for each field of law. An entry names words that
//! must all stand in the question, in any form and order, and the law's words for them. Some hold
//! in any question (`always`), others only in one about the field (`here`); `about` are the words
//! that tell that it is.

use std::{
    collections::{BTreeMap, HashSet},
    sync::OnceLock,
};

use serde::Deserialize;

use crate::{normal::plain_word, stem::Stems, token};

const FILES: [&str; 15] = [
    include_str!("../../../library/thesaurus/advocaat.toml"),
    include_str!("../../../library/thesaurus/bestuur.toml"),
    include_str!("../../../library/thesaurus/buitenland.toml"),
    include_str!("../../../library/thesaurus/contract.toml"),
    include_str!("../../../library/thesaurus/erfrecht.toml"),
    include_str!("../../../library/thesaurus/goederen.toml"),
    include_str!("../../../library/thesaurus/huur.toml"),
    include_str!("../../../library/thesaurus/koop.toml"),
    include_str!("../../../library/thesaurus/maker.toml"),
    include_str!("../../../library/thesaurus/privacy.toml"),
    include_str!("../../../library/thesaurus/rechtspersoon.toml"),
    include_str!("../../../library/thesaurus/schade.toml"),
    include_str!("../../../library/thesaurus/schulden.toml"),
    include_str!("../../../library/thesaurus/werk.toml"),
    include_str!("../../../library/thesaurus/zorg.toml"),
];

/// A file of the thesaurus.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    about: String,
    adds: String,
    #[serde(default)]
    always: BTreeMap<String, String>,
    #[serde(default)]
    here: BTreeMap<String, String>,
}

/// Words that must all stand in a question, by their stems, and the law's words for them.
#[derive(Debug)]
struct Entry {
    /// Several ways to say it, each of them stems that must all be there.
    everyday: Vec<Vec<String>>,
    law: Vec<String>,
}

#[derive(Debug)]
struct Field {
    about: HashSet<String>,
    adds: Vec<String>,
    always: Vec<Entry>,
    here: Vec<Entry>,
}

/// The thesaurus.
#[derive(Debug)]
pub struct Thesaurus {
    fields: Vec<Field>,
}

/// What a word that a field adds weighs beside one that an entry gives.
const FIELD: f32 = 0.35;
/// What is added for each further entry that gives the same word.
const AGAIN: f32 = 0.25;
/// What an entry of several words weighs beside one of a single word, for each further word.
const NARROWER: f32 = 0.5;

impl Thesaurus {
    /// The one that is shipped.
    #[must_use]
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Thesaurus> = OnceLock::new();
        SHIPPED.get_or_init(|| Self::of(&FILES))
    }

    /// Of files; one that is none adds nothing.
    fn of(files: &[&str]) -> Self {
        let stems = Stems::default();
        let written = files.iter().filter_map(|file| toml::from_str::<Written>(file).ok());
        let fields = written.map(|it| Field {
            about: stemmed(&stems, &it.about).into_iter().collect(),
            adds: plain(&it.adds),
            always: entries(&stems, &it.always),
            here: entries(&stems, &it.here),
        });
        Self { fields: fields.collect() }
    }

    /// The law's words for a question, whose words are given by their stems and those of their
    /// parts: in plain form, each once, with how much it weighs. What is said in more than one way
    /// weighs more, what the field alone adds weighs little.
    #[must_use]
    pub fn widen(&self, question: &HashSet<String>) -> Vec<(String, f32)> {
        let mut out = Widened::default();
        for field in &self.fields {
            let about = field.about.iter().any(|stem| question.contains(stem));
            field.always.iter().for_each(|entry| out.take(entry, question));
            if about {
                field.here.iter().for_each(|entry| out.take(entry, question));
                field.adds.iter().for_each(|word| out.add(word, FIELD));
            }
        }
        out.0
    }
}

/// The law's words that were found so far.
#[derive(Debug, Default)]
struct Widened(Vec<(String, f32)>);

impl Widened {
    /// Takes an entry, where one of its ways to say it is the question's: the longest of them.
    fn take(&mut self, entry: &Entry, question: &HashSet<String>) {
        let said = entry.everyday.iter().filter(|way| way.iter().all(|stem| question.contains(stem)));
        let Some(way) = said.max_by_key(|way| way.len()) else { return };
        #[expect(clippy::cast_precision_loss, reason = "a few words")]
        let weight = 1.0 + NARROWER * (way.len() - 1) as f32;
        entry.law.iter().for_each(|word| self.add(word, weight));
    }

    fn add(&mut self, word: &str, weight: f32) {
        match self.0.iter_mut().find(|(known, _)| known == word) {
            Some((_, known)) => *known = known.max(weight) + AGAIN * known.min(weight),
            None => self.0.push((word.to_owned(), weight)),
        }
    }
}

fn entries(stems: &Stems, written: &BTreeMap<String, String>) -> Vec<Entry> {
    let entry = |(everyday, law): (&String, &String)| Entry {
        everyday: everyday.split(',').map(|way| stemmed(stems, way)).filter(|way| !way.is_empty()).collect(),
        law: plain(law),
    };
    written.iter().map(entry).collect()
}

fn plain(words: &str) -> Vec<String> {
    token::words(words).into_iter().map(|token| plain_word(&token.text)).collect()
}

fn stemmed(stems: &Stems, words: &str) -> Vec<String> {
    plain(words).iter().map(|word| stems.dutch(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widened(question: &str) -> Vec<(String, f32)> {
        let stems = Stems::default();
        Thesaurus::shipped().widen(&stemmed(&stems, question).into_iter().collect())
    }

    fn says(question: &str, word: &str) -> bool {
        widened(question).iter().any(|(known, weight)| known == word && *weight >= 1.0)
    }

    #[test]
    fn every_file_is_read() {
        for file in FILES {
            let written: Written = toml::from_str(file).expect("a file of the thesaurus");
            assert!(!written.about.is_empty() && !written.always.is_empty() && !written.here.is_empty());
        }
        assert_eq!(Thesaurus::shipped().fields.len(), FILES.len());
    }

    #[test]
    fn a_word_is_another_by_what_the_question_is_about() {
        assert!(says("Mijn huisbaas wil mij eruit zetten", "verhuurder"));
        assert!(says("Mijn huisbaas wil mij eruit zetten", "ontruiming"));
        assert!(!says("Mijn huisbaas wil mij eruit zetten", "werkgever"));
        assert!(says("Mijn baas wil mij eruit", "werkgever"));
        assert!(!says("Mijn baas wil mij eruit", "ontruiming"));
        assert!(says("de kleine lettertjes", "algemene"));
        assert!(!says("een kleine fout", "algemene"));
    }

    #[test]
    fn what_the_thesaurus_does_not_know_adds_nothing() {
        assert_eq!(widened("de ceel van het beklemde perk"), Vec::new());
    }
}
