//! Which laws there are, what they are called, and which state of each counts on a day.

use std::collections::BTreeMap;

use jiff::{ToSpan as _, civil::Date};
use legalmind_text::reference::LawNames;

use super::document::Row;
use crate::{
    read::{manifest::Expression, wti::Information},
    statute::{Head, NO_END},
};

/// The laws of the library.
#[derive(Debug, Default)]
pub struct Catalogue {
    /// By BWB or CELEX number.
    pub laws: BTreeMap<String, Law>,
    /// Their names, for the recognition of references.
    pub names: LawNames,
}

/// A law.
#[derive(Clone, Debug, Default)]
pub struct Law {
    /// BWB or CELEX number.
    pub number: String,
    /// The title by which it is cited.
    pub title: String,
    /// `BW`, `DHW`; the first is the usual one.
    pub abbreviations: Vec<String>,
    /// Fields of law.
    pub subjects: Vec<String>,
    /// Its states in the library, the oldest first.
    pub states: Vec<State>,
    /// The first day of the law itself, where a manifest tells it.
    pub since: Option<Date>,
    /// All states that there are, in the library or not; empty where no manifest was imported.
    pub expressions: Vec<Expression>,
}

/// A state of a law, with its dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// `BWBR0005289/2024-01-01/0`.
    pub id: String,
    /// What its file says.
    pub head: Head,
    /// The last day on which it is in force: from the manifest, or the day before the next state;
    /// [`NO_END`] where nothing later is known.
    pub until: Date,
    /// Since when this rendering is the one that counts.
    pub seen_from: Date,
    /// Until when.
    pub seen_until: Date,
    /// How many provisions.
    pub provisions: u64,
    /// How many articles.
    pub articles: u64,
    /// The highest plain number of an article, for each chapter that numbers begin with.
    pub highest: Vec<(String, u32)>,
    /// Whether its articles are divided into leden.
    pub divided: bool,
}

impl State {
    /// The highest number of an article that has the same chapter as `number`: 162 in book 6.
    #[must_use]
    pub fn highest_beside(&self, number: &str) -> Option<u32> {
        let chapter = number.rfind(':').and_then(|at| number.get(..at)).unwrap_or_default();
        self.highest.iter().find(|(known, _)| known == chapter).map(|(_, highest)| *highest)
    }
}

/// What a law says about a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnDay<'a> {
    /// This state is in force.
    State(&'a State),
    /// A state is in force whose text is not in the library; the nearest that is.
    Absent(Option<&'a State>),
    /// The law was not in force yet: the first day it was.
    Before(Date),
    /// It no longer was: the last day it was.
    After(Date),
}

impl Law {
    /// The state that counts on a day, as it is seen now.
    #[must_use]
    pub fn on(&self, day: Date) -> OnDay<'_> {
        let holds = |state: &&State| state.head.from <= day && day <= state.until;
        let latest =
            |state: &&State| (state.seen_until, state.seen_from, state.head.from, state.head.edition);
        if let Some(state) = self.states.iter().filter(holds).max_by_key(latest) {
            return OnDay::State(state);
        }
        let known = self.expressions.iter().any(|e| e.from <= day && day <= e.until);
        let last = self.states.iter().map(|s| s.until).chain(self.expressions.iter().map(|e| e.until)).max();
        let near = self.states.iter().rfind(|state| state.head.from <= day).or_else(|| self.states.first());
        match (known, self.since, last) {
            // without a manifest, what was before the oldest state at hand is not known
            (false, Some(since), _) if day < since => OnDay::Before(since),
            (false, _, Some(last)) if day > last => OnDay::After(last),
            _ => OnDay::Absent(near),
        }
    }

    /// The states that count, one for each day: renderings that were replaced are left out.
    pub fn current(&self) -> impl DoubleEndedIterator<Item = &State> {
        self.states.iter().filter(|state| state.seen_until == NO_END)
    }
}

impl Catalogue {
    /// The catalogue that rows make.
    #[must_use]
    pub fn of(rows: Vec<Row>) -> Self {
        let mut laws: BTreeMap<String, Law> = BTreeMap::new();
        let mut information: Vec<Information> = Vec::new();
        for row in rows {
            let number = match &row {
                Row::State { head, .. } => head.law.clone(),
                Row::Manifest { law, .. } => law.clone(),
                Row::Information { information, .. } => information.law.clone(),
            };
            let law = laws.entry(number.clone()).or_insert_with(|| Law { number, ..Law::default() });
            match row {
                Row::State { head, provisions, articles, highest, divided, .. } => law.states.push(State {
                    id: head.state(),
                    until: NO_END,
                    seen_from: head.from,
                    seen_until: NO_END,
                    head,
                    provisions,
                    articles,
                    highest,
                    divided,
                }),
                Row::Manifest { since, states, .. } => (law.since, law.expressions) = (since, states),
                Row::Information { information: known, .. } => information.push(known),
            }
        }
        // a law of which only names or dates are known is not in the library
        laws.retain(|_, law| !law.states.is_empty());
        for known in information {
            if let Some(law) = laws.get_mut(&known.law) {
                law.abbreviations = known.abbreviations;
                law.subjects = known.subjects;
                law.title = known.titles.into_iter().next().unwrap_or_default();
            }
        }
        let mut names = LawNames::default();
        for law in laws.values_mut() {
            law.date();
            for name in
                law.abbreviations.iter().chain([&law.title]).chain(law.states.iter().map(|s| &s.head.title))
            {
                names.add(name, &law.number);
            }
        }
        Self { laws, names }
    }
}

impl Law {
    /// Gives each state its last day and the law its title.
    fn date(&mut self) {
        self.states.sort_by_key(|state| (state.head.from, state.head.edition));
        let days: Vec<Date> = self.states.iter().map(|state| state.head.from).collect();
        let mut later: Option<(Date, u16)> = None;
        for state in self.states.iter_mut().rev() {
            let told = self
                .expressions
                .iter()
                .find(|e| e.from == state.head.from && e.edition == state.head.edition);
            if let Some(told) = told {
                (state.until, state.seen_from, state.seen_until) =
                    (told.until, told.seen_from, told.seen_until);
                continue;
            }
            if let Some(next) = days.iter().filter(|day| **day > state.head.from).min() {
                state.until = next.checked_sub(1.day()).unwrap_or(*next);
            }
            // a later rendering of the same day replaces this one
            if later.is_some_and(|(day, edition)| day == state.head.from && edition > state.head.edition) {
                state.seen_until = state.head.from;
            } else {
                later = Some((state.head.from, state.head.edition));
            }
        }
        if self.title.is_empty() {
            self.title = self.states.last().map(|state| state.head.title.clone()).unwrap_or_default();
        }
    }
}
