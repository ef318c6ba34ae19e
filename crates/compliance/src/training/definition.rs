//! What a test is, as its file says it; and what is wrong with a file that does not hold together.

use std::collections::BTreeSet;

use jiff::civil::Date;
use legalmind_core::{account::Language, check::Words};
use legalmind_vault::sha256;
use serde::Deserialize;

use crate::register::{Fault, Span};

/// The most options of a question; each is named by a byte.
const MOST_OPTIONS: usize = 8;

/// A test.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrainingTest {
    /// Its name in addresses and in attempts.
    pub key: String,
    /// What it is about: a choice of that name in the register of training.
    pub subject: String,
    /// Its name.
    pub name: Words,
    /// What one knows who passes it.
    pub purpose: Words,
    /// The day on which its sources were looked at last.
    pub checked: Date,
    /// How many of its questions an attempt asks.
    pub asks: u32,
    /// How many of these have to be right.
    pub pass: u32,
    /// How long it holds.
    pub valid: Span,
    /// Its questions.
    #[serde(rename = "question")]
    pub questions: Vec<Question>,
    /// SHA-256 of its file.
    #[serde(skip)]
    pub version: [u8; 32],
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its name in attempts.
    pub key: String,
    /// What is asked.
    pub ask: Words,
    /// The options that are right: all of them have to be chosen.
    pub right: Vec<Words>,
    /// The options that are not: none of them may be.
    pub wrong: Vec<Words>,
    /// Why.
    pub why: Words,
    /// Where that stands.
    pub source: String,
}

impl Question {
    /// Its options, by their place in the test: first those that are right.
    pub fn options(&self) -> impl Iterator<Item = (u8, &Words)> {
        (0_u8..).zip(self.right.iter().chain(&self.wrong))
    }

    /// The option at a place.
    #[must_use]
    pub fn option(&self, place: u8) -> Option<&Words> {
        self.right.iter().chain(&self.wrong).nth(usize::from(place))
    }

    /// Whether the option at a place is right.
    #[must_use]
    pub fn is_right(&self, place: u8) -> bool {
        usize::from(place) < self.right.len()
    }

    /// Whether these, and no others, are the options that are right.
    #[must_use]
    pub fn answered_by(&self, chosen: &[u8]) -> bool {
        self.options().all(|(place, _)| chosen.contains(&place) == self.is_right(place))
    }
}

impl TrainingTest {
    /// Reads a test. `subjects` are the choices of the register of training.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn parse(text: &str, subjects: &[&str]) -> Result<Self, Vec<Fault>> {
        let mut read: Self = toml::from_str(text)
            .map_err(|error| vec![Fault { place: String::new(), fault: error.message().to_owned() }])?;
        read.version = sha256(text.as_bytes());
        let faults = read.faults(subjects);
        if faults.is_empty() { Ok(read) } else { Err(faults) }
    }

    /// The question of this key.
    #[must_use]
    pub fn question(&self, key: &str) -> Option<&Question> {
        self.questions.iter().find(|it| it.key == key)
    }

    fn faults(&self, subjects: &[&str]) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut add = |place: String, fault: &str| faults.push(Fault { place, fault: fault.to_owned() });
        if !subjects.contains(&self.subject.as_str()) {
            add("/subject".to_owned(), "the register of training has no such subject");
        }
        let asks = usize::try_from(self.asks).unwrap_or(usize::MAX);
        if self.asks == 0 || asks > self.questions.len() {
            add("/asks".to_owned(), "an attempt asks at least one, and no more than there are");
        }
        if self.pass == 0 || self.pass > self.asks {
            add("/pass".to_owned(), "at least one has to be right, and no more than are asked");
        }
        let mut keys = BTreeSet::new();
        for (at, it) in self.questions.iter().enumerate() {
            if !keys.insert(&it.key) {
                add(format!("/question/{at}/key"), "a question of this key is there already");
            }
            if it.right.is_empty() || it.wrong.is_empty() {
                add(format!("/question/{at}"), "something is right, and something is not");
            }
            if it.right.len() + it.wrong.len() > MOST_OPTIONS {
                add(format!("/question/{at}"), "there are too many options");
            }
            for language in [Language::Nl, Language::En] {
                let words: Vec<&str> = it.options().map(|(_, words)| words.of(language).trim()).collect();
                let texts = [it.ask.of(language), it.why.of(language), it.source.as_str()];
                if texts.iter().chain(&words).any(|it| it.trim().is_empty()) {
                    add(format!("/question/{at}"), "a text is empty");
                }
                if words.iter().collect::<BTreeSet<_>>().len() < words.len() {
                    add(format!("/question/{at}"), "two options are the same");
                }
            }
        }
        faults
    }
}
