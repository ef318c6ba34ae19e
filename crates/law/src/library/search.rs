//! Provisions in force on a day, and decisions, by words: inflection and compounds as in the
//! dossiers of a firm, the heading of an article before its text.
//!
//! Words in which clients speak ("huisbaas") are not made those of the law here yet: the place
//! for that is [`Snapshot::search`], before the words become a query.

use std::collections::HashSet;

use jiff::civil::Date;
use legalmind_text::{stem::is_stop_word, token};
use tantivy::{
    TantivyDocument, Term,
    collector::{FilterCollector, TopDocs},
    query::{BooleanQuery, BoostQuery, DisjunctionMaxQuery, Occur, Query, TermQuery},
    schema::{Field, IndexRecordOption},
};

use super::{
    Snapshot,
    catalogue::{OnDay, State},
    document::{StoredDecision, StoredProvision, read},
    exactly,
    schema::{self, state_number},
};
use crate::{Result, decision::Decision, statute::Provision};

/// The most words of a question that are looked up.
const MAX_WORDS: usize = 32;
/// The most characters of a question that are read.
const MAX_CHARS: usize = 2_000;
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

/// What a search found.
#[derive(Clone, Debug)]
pub enum Hit {
    /// A provision, in its state.
    Provision(State, Provision),
    /// A decision.
    Decision(Decision),
}

impl Snapshot {
    /// The best hits for these words, best first.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn search(&self, text: &str, within: Within, limit: usize) -> Result<Vec<Hit>> {
        let Some(words) = self.words(text) else { return Ok(Vec::new()) };
        let kind = match within {
            Within::Provisions(_) => schema::PROVISION,
            Within::Decisions => schema::DECISION,
        };
        let of_kind = BoostQuery::new(Box::new(exactly(self.fields.kind, kind)), 0.0);
        let query = BooleanQuery::new(vec![(Occur::Must, words), (Occur::Must, Box::new(of_kind))]);
        let best = TopDocs::with_limit(limit.clamp(1, MAX_HITS)).order_by_score();
        let states = self.in_force(within);
        let numbers: HashSet<u64> = states.iter().map(|state| state_number(&state.id)).collect();
        let any = within == Within::Decisions;
        let filter = FilterCollector::new(
            schema::STATE.to_owned(),
            move |state: u64| any || numbers.contains(&state),
            best,
        );
        let mut out = Vec::new();
        for (_, address) in self.searcher.search(&query, &filter)? {
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

    /// The words that say something, each in any of its forms; none where there are none.
    fn words(&self, text: &str) -> Option<Box<dyn Query>> {
        let text: String = text.chars().take(MAX_CHARS).collect();
        let mut seen = HashSet::new();
        let words: Vec<String> = token::words(&text)
            .into_iter()
            .map(|token| token.text)
            .filter(|word| seen.insert(word.clone()))
            .collect();
        let telling: Vec<&String> = words.iter().filter(|word| !is_stop_word(word)).collect();
        let asked = if telling.is_empty() { words.iter().collect() } else { telling };
        let clauses: Vec<(Occur, Box<dyn Query>)> =
            asked.into_iter().take(MAX_WORDS).map(|word| (Occur::Should, self.word(word))).collect();
        (!clauses.is_empty()).then(|| Box::new(BooleanQuery::new(clauses)) as Box<dyn Query>)
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

fn both(one: Box<dyn Query>, other: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(BooleanQuery::new(vec![(Occur::Should, one), (Occur::Should, other)]))
}

fn term(field: Field, text: &str, boost: f32) -> Box<dyn Query> {
    let query = TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs);
    Box::new(BoostQuery::new(Box::new(query), boost))
}
