//! Provisions in force on a day, and decisions, by words: inflection and compounds as in the
//! dossiers of a firm, the heading of an article before its text.
//!
//! What a client says ("mijn huisbaas wil mij eruit") is also asked in the words of the law
//! ([`Thesaurus`]), and of the index of everyday words ([`everyday`]). Both yield to a question in the
//! law's own words.

use std::collections::HashSet;

use jiff::civil::Date;
use legalmind_text::{stem::is_stop_word, thesaurus::Thesaurus, token};
use tantivy::{
    DocAddress, TantivyDocument, Term,
    collector::{FilterCollector, TopDocs},
    query::{BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, Query, TermQuery},
    schema::{Field, IndexRecordOption},
};

use super::{
    Snapshot,
    catalogue::{OnDay, State},
    document::{StoredDecision, StoredProvision, read},
    everyday::{self, Everyday, Meant},
    exactly,
    schema::{self, state_number},
};
use crate::{Result, decision::Decision, statute::Provision};

/// The most words of a question that are looked up.
const MAX_WORDS: usize = 32;
/// The most characters of a question that are read.
const MAX_CHARS: usize = 2_000;
/// What a word of the law weighs that the thesaurus gives, beside one that was typed.
const LAW: f32 = 0.5;
/// What an everyday word weighs, by which an article is found, beside one of the law that was typed.
const EVERYDAY: f32 = 4.0;
/// How many articles are looked at that are found by everyday words.
const ENTRIES: usize = 200;
/// A question of which one provision holds at least so much is partly in the law's own words.
const PARTLY: f32 = 0.6;
/// One of which it holds so much is, and is asked as it stands.
const WHOLLY: f32 = 0.8;
/// In how many of the best provisions that is looked at.
const LOOKED: usize = 5;
/// How much of the scores of the other ways is added.
const OTHERS: f32 = 0.1;
/// The most hits.
pub const MAX_HITS: usize = 200;

/// What a search looks in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// Provisions in force on a day.
    Provisions(Date),
    /// Decisions.
    Decisions,
}

/// How a question is asked.
#[derive(Clone, Copy, Debug)]
pub enum Asking<'a> {
    /// By its own words.
    AsTyped,
    /// Also by the law's words for what a client says, and by everyday words.
    Widened,
    /// So, and by what it means.
    Meant(Meant<'a>),
}

/// What a search found.
#[derive(Clone, Debug)]
pub enum Hit {
    /// A provision, in its state.
    Provision(State, Provision),
    /// A decision.
    Decision(Decision),
}

impl Snapshot {
    /// The best hits for a question, best first: for its words, and for those of the law.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn search(&self, text: &str, within: Within, limit: usize) -> Result<Vec<Hit>> {
        self.search_as(text, Asking::Widened, within, limit)
    }

    /// The best hits for a question, asked in one of two ways.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn search_as(
        &self,
        text: &str,
        asking: Asking<'_>,
        within: Within,
        limit: usize,
    ) -> Result<Vec<Hit>> {
        let states = self.in_force(within);
        let numbers: HashSet<u64> = states.iter().map(|state| state_number(&state.id)).collect();
        let any = within == Within::Decisions;
        // decisions are asked in the law's words by what the provisions of all states hold
        let (kind, numbers) = if any { (schema::DECISION, None) } else { (schema::PROVISION, Some(numbers)) };
        let Some(words) = self.asked(text, asking, &states, numbers.as_ref())? else { return Ok(Vec::new()) };
        let mut out = Vec::new();
        for address in self.best(words, kind, numbers, limit)? {
            let document = self.searcher.doc::<TantivyDocument>(address)?;
            if any {
                out.push(Hit::Decision(read::<StoredDecision>(&document, self.fields.stored)?.decision));
                continue;
            }
            let stored: StoredProvision = read(&document, self.fields.stored)?;
            if let Some(state) = states.iter().find(|state| state.id == stored.state) {
                out.push(Hit::Provision((*state).clone(), stored.provision));
            }
        }
        Ok(out)
    }

    fn in_force(&self, within: Within) -> Vec<&State> {
        let Within::Provisions(day) = within else { return Vec::new() };
        let on = self.catalogue.laws.values().filter_map(|law| match law.on(day) {
            OnDay::State(state) => Some(state),
            _ => None,
        });
        on.collect()
    }

    /// The query of a question, among states with these numbers or among all; none where it has no words.
    fn asked(
        &self,
        text: &str,
        asking: Asking<'_>,
        states: &[&State],
        numbers: Option<&HashSet<u64>>,
    ) -> Result<Option<Box<dyn Query>>> {
        let text: String = text.chars().take(MAX_CHARS).collect();
        let words = words(&text);
        let telling: Vec<&String> = words.iter().filter(|word| !is_stop_word(word)).collect();
        let typed: Vec<&str> = (if telling.is_empty() { words.iter().collect() } else { telling })
            .into_iter()
            .take(MAX_WORDS)
            .map(String::as_str)
            .collect();
        let mut clauses: Vec<_> = typed.iter().map(|word| (Occur::Should, self.word(word))).collect();
        let meant = match asking {
            Asking::Meant(meant) => Some(meant),
            Asking::AsTyped | Asking::Widened => None,
        };
        if !matches!(asking, Asking::AsTyped) && !typed.is_empty() {
            let yielding = 1.0 - self.in_law(&typed, numbers)?;
            if yielding > 0.0 {
                clauses.extend(self.in_laws_words(&words, yielding));
                clauses.extend(self.everyday(&typed, meant, states, yielding));
            }
        }
        Ok((!clauses.is_empty()).then(|| Box::new(BooleanQuery::new(clauses)) as Box<dyn Query>))
    }

    /// The law's words for what a client says.
    fn in_laws_words(&self, words: &[String], yielding: f32) -> Vec<(Occur, Box<dyn Query>)> {
        let law = Thesaurus::shipped().widen(&self.stems(words)).into_iter();
        let of_law = law.map(|(word, times)| {
            let query = BoostQuery::new(self.word(&word), LAW * yielding * times);
            (Occur::Should, Box::new(query) as Box<dyn Query>)
        });
        of_law.collect()
    }

    /// The articles in these states whose everyday words are the question's, or mean what it means.
    fn everyday(
        &self,
        typed: &[&str],
        meant: Option<Meant<'_>>,
        states: &[&State],
        yielding: f32,
    ) -> Vec<(Occur, Box<dyn Query>)> {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        if states.is_empty() {
            return clauses;
        }
        for (entry, worth) in self.index_of_everyday_words().search(&self.analyser, typed, meant, ENTRIES) {
            for state in states.iter().filter(|state| state.head.law == entry.law) {
                let key = exactly(self.fields.key, &schema::provision_key(&state.id, &entry.number));
                let worth = ConstScoreQuery::new(Box::new(key), EVERYDAY * yielding * worth);
                clauses.push((Occur::Should, Box::new(worth)));
            }
        }
        clauses
    }

    /// The index of everyday words; made when it is first asked.
    #[must_use]
    pub fn index_of_everyday_words(&self) -> &Everyday {
        self.everyday.get_or_init(|| Everyday::new(everyday::shipped(), &self.analyser))
    }

    /// How far a question is in the law's own words, from 0 to 1: by how much of it one of the best
    /// provisions holds. So the thesaurus takes nothing from those who know what the law says.
    fn in_law(&self, typed: &[&str], states: Option<&HashSet<u64>>) -> Result<f32> {
        let weighed: Vec<(HashSet<String>, f32)> =
            typed.iter().map(|word| self.rarity(word)).collect::<Result<_>>()?;
        let whole: f32 = weighed.iter().map(|(_, weight)| weight).sum();
        let query = BooleanQuery::new(typed.iter().map(|word| (Occur::Should, self.word(word))).collect());
        let mut most: f32 = 0.0;
        for address in self.best(Box::new(query), schema::PROVISION, states.cloned(), LOOKED)? {
            let document = self.searcher.doc::<TantivyDocument>(address)?;
            let StoredProvision { provision, .. } = read(&document, self.fields.stored)?;
            let holds = self.stems(&words(&format!("{} {}", provision.heading, provision.text())));
            let held = weighed.iter().filter(|(stems, _)| !stems.is_disjoint(&holds));
            most = most.max(held.map(|(_, weight)| weight).sum());
        }
        Ok(((most / whole.max(f32::EPSILON) - PARTLY) / (WHOLLY - PARTLY)).clamp(0.0, 1.0))
    }

    /// The stems of a word, and how much it says by how few documents have it.
    fn rarity(&self, word: &str) -> Result<(HashSet<String>, f32)> {
        let having = match self.analyser.word(word).stems.first() {
            Some(stem) => self.searcher.doc_freq(&Term::from_field_text(self.fields.words, stem))?,
            None => 0,
        };
        #[expect(clippy::cast_precision_loss, reason = "a weight")]
        let weight = (1.0 + self.searcher.num_docs() as f32 / (having as f32 + 1.0)).ln();
        Ok((self.stems(&[word.to_owned()]), weight))
    }

    /// The stems of words and of the parts they are made of.
    fn stems(&self, words: &[String]) -> HashSet<String> {
        let of = |word: &String| {
            let word = self.analyser.word(word);
            word.stems.first().into_iter().chain(&word.all_parts).cloned().collect::<Vec<_>>()
        };
        words.iter().flat_map(of).collect()
    }

    /// The best documents of a kind, of these states where any are given.
    fn best(
        &self,
        words: Box<dyn Query>,
        kind: &str,
        numbers: Option<HashSet<u64>>,
        limit: usize,
    ) -> Result<Vec<DocAddress>> {
        let of_kind = BoostQuery::new(Box::new(exactly(self.fields.kind, kind)), 0.0);
        let query = BooleanQuery::new(vec![(Occur::Must, words), (Occur::Must, Box::new(of_kind))]);
        let best = TopDocs::with_limit(limit.clamp(1, MAX_HITS)).order_by_score();
        let counts = move |state: u64| numbers.as_ref().is_none_or(|numbers| numbers.contains(&state));
        let filter = FilterCollector::new(schema::STATE.to_owned(), counts, best);
        Ok(self.searcher.search(&query, &filter)?.into_iter().map(|(_, address)| address).collect())
    }

    fn word(&self, plain: &str) -> Box<dyn Query> {
        let fields = &self.fields;
        let word = self.analyser.word(plain);
        let mut ways: Vec<Box<dyn Query>> = Vec::new();
        for stem in &word.stems {
            ways.push(both(term(fields.words, stem, 1.0), term(fields.heading, stem, 1.2)));
        }
        if let Some(stem) = word.stems.first() {
            ways.push(term(fields.parts, stem, 0.5));
        }
        if word.parts.len() > 1 {
            let part = |part: &String| {
                let ways = vec![
                    term(fields.words, part, 1.0),
                    term(fields.parts, part, 0.8),
                    term(fields.heading, part, 0.8),
                ];
                (
                    Occur::Should,
                    Box::new(DisjunctionMaxQuery::with_tie_breaker(ways, OTHERS)) as Box<dyn Query>,
                )
            };
            let parts = BooleanQuery::new(word.parts.iter().map(part).collect());
            ways.push(Box::new(BoostQuery::new(Box::new(parts), 0.4)));
        }
        Box::new(DisjunctionMaxQuery::with_tie_breaker(ways, OTHERS))
    }
}

/// The words of a text in plain form, each once, in order.
fn words(text: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    token::words(text).into_iter().map(|token| token.text).filter(|word| seen.insert(word.clone())).collect()
}

fn both(one: Box<dyn Query>, other: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(BooleanQuery::new(vec![(Occur::Should, one), (Occur::Should, other)]))
}

fn term(field: Field, text: &str, boost: f32) -> Box<dyn Query> {
    let query = TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs);
    Box::new(BoostQuery::new(Box::new(query), boost))
}
