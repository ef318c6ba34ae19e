//! Whether a playbook can be used: keys, texts, references, conditions.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use legalmind_core::check::{RuleBasis, Words};

use super::{
    fault::{Fault, FaultCode},
    playbook::{Playbook, Rule, When},
    ready::Ready,
    shipped::CLAUSES,
};

/// The most rules of a playbook.
const MOST_RULES: usize = 300;

/// Everything that is wrong with a playbook, in its order; with it the playbook made ready.
pub fn faults(playbook: &Playbook) -> (Option<Ready>, Vec<Fault>) {
    let mut proof = Proof { playbook, faults: Vec::new(), keys: BTreeSet::new() };
    proof.head();
    if playbook.rules.len() > MOST_RULES {
        proof.fault(None, "rule", FaultCode::TooLarge);
        return (None, proof.faults);
    }
    proof.facts();
    for rule in &playbook.rules {
        proof.rule(rule);
    }
    proof.cycles();
    let (ready, unread) = Ready::new(playbook);
    proof.faults.extend(unread);
    (Some(ready), proof.faults)
}

struct Proof<'a> {
    playbook: &'a Playbook,
    faults: Vec<Fault>,
    keys: BTreeSet<String>,
}

impl Proof<'_> {
    fn fault(&mut self, rule: Option<&str>, field: impl Into<String>, code: FaultCode) {
        self.faults.push(Fault::new(rule, field, code));
    }

    fn head(&mut self) {
        let playbook = self.playbook;
        self.key(None, &playbook.key);
        self.key(None, &playbook.kind);
        self.words(None, "title", &playbook.title);
        self.words(None, "description", &playbook.description);
        self.dates(None, &playbook.basis);
        if playbook.rules.is_empty() {
            self.fault(None, "rule", FaultCode::NoRules);
        }
    }

    fn facts(&mut self) {
        let mut keys = BTreeSet::new();
        for fact in &self.playbook.facts {
            let key = Some(fact.key.as_str());
            self.key(key, &fact.key);
            if !keys.insert(&fact.key) {
                self.fault(key, "key", FaultCode::KeyTwice);
            }
            self.words(key, "title", &fact.title);
            self.words(key, "question", &fact.question);
            if fact.values.len() < 2 {
                self.fault(key, "value", FaultCode::Impossible);
            }
            let mut values = BTreeSet::new();
            for (at, value) in fact.values.iter().enumerate() {
                self.key(key, &value.key);
                self.words(key, &format!("value/{at}/title"), &value.title);
                if !values.insert(&value.key) {
                    self.fault(key, format!("value/{at}/key"), FaultCode::KeyTwice);
                }
            }
        }
    }

    fn rule(&mut self, rule: &Rule) {
        let key = Some(rule.key.as_str());
        self.key(key, &rule.key);
        if !self.keys.insert(rule.key.clone()) {
            self.fault(key, "key", FaultCode::KeyTwice);
        }
        self.words(key, "title", &rule.title);
        self.words(key, "question", &rule.question);
        self.words(key, "explanation", &rule.explanation);
        if let Some(ask) = &rule.ask {
            self.words(key, "ask", ask);
        }
        if rule.basis.is_empty() {
            self.fault(key, "basis", FaultCode::NoBasis);
        }
        self.dates(key, &rule.basis);
        self.when(rule, "when", &rule.when);
        self.parts(rule);
        let checks = rule.required.len() + rule.forbidden.len() + rule.limit.len();
        let says = rule.absent_is.is_flagged() && !rule.subject.is_empty();
        if checks == 0 && !says {
            self.fault(key, "rule", FaultCode::NothingChecked);
        }
        if rule.subject.is_empty() && (rule.absent_is.is_flagged() || !rule.excluded.is_empty()) {
            self.fault(key, "subject", FaultCode::NoSigns);
        }
        self.wording(rule);
    }

    fn parts(&mut self, rule: &Rule) {
        let required = rule.required.iter().map(|it| ("required", &it.about, &it.when));
        let forbidden = rule.forbidden.iter().map(|it| ("forbidden", &it.about, &it.when));
        let limit = rule.limit.iter().map(|it| ("limit", &it.about, &it.when));
        for list in [required.collect::<Vec<_>>(), forbidden.collect(), limit.collect()] {
            for (at, (name, about, when)) in list.into_iter().enumerate() {
                self.words(Some(&rule.key), &format!("{name}/{at}/about"), about);
                let field = format!("{name}/{at}/when");
                self.when(rule, &field, when);
                // what the rule itself already shuts out
                let shut = |(fact, values): (&String, &Vec<String>)| {
                    rule.when.facts.get(fact).is_some_and(|outer| !values.iter().any(|it| outer.contains(it)))
                };
                if when.facts.iter().any(shut) {
                    self.fault(Some(&rule.key), field, FaultCode::Impossible);
                }
            }
        }
    }

    fn when(&mut self, rule: &Rule, field: &str, when: &When) {
        let key = Some(rule.key.as_str());
        for (name, values) in &when.facts {
            let field = format!("{field}/facts/{name}");
            let Some(fact) = self.playbook.facts.iter().find(|it| it.key == *name) else {
                self.fault(key, field, FaultCode::UnknownFact);
                continue;
            };
            if values.is_empty() {
                self.fault(key, field.clone(), FaultCode::Impossible);
            }
            if values.iter().any(|value| !fact.values.iter().any(|it| it.key == *value)) {
                self.fault(key, field, FaultCode::UnknownValue);
            }
        }
        for (name, others) in [("present", &when.present), ("absent", &when.absent)] {
            for other in others {
                match self.playbook.find(other) {
                    None => self.fault(key, format!("{field}/{name}"), FaultCode::UnknownRule),
                    Some(other) if other.subject.is_empty() => {
                        self.fault(key, format!("{field}/{name}"), FaultCode::NoSubject);
                    }
                    Some(_) => {}
                }
            }
        }
        if when.present.iter().any(|it| when.absent.contains(it)) || when.absent.contains(&rule.key) {
            self.fault(key, field, FaultCode::Impossible);
        }
    }

    /// Rules that wait for each other, each named once.
    fn cycles(&mut self) {
        let on = |rule: &Rule| rule.when.present.iter().chain(&rule.when.absent).cloned().collect::<Vec<_>>();
        let edges: BTreeMap<String, Vec<String>> =
            self.playbook.rules.iter().map(|rule| (rule.key.clone(), on(rule))).collect();
        for rule in &self.playbook.rules {
            let mut seen = BTreeSet::new();
            let mut next = edges.get(&rule.key).cloned().unwrap_or_default();
            while let Some(other) = next.pop() {
                if other == rule.key {
                    self.fault(Some(&rule.key), "when", FaultCode::Cycle);
                    break;
                }
                if seen.insert(other.clone()) {
                    next.extend(edges.get(&other).cloned().unwrap_or_default());
                }
            }
        }
    }

    fn wording(&mut self, rule: &Rule) {
        let Some(wording) = &rule.wording else { return };
        let key = Some(rule.key.as_str());
        match (&wording.clause, &wording.text) {
            (Some(clause), None) if !CLAUSES.contains(&clause.as_str()) => {
                self.fault(key, "wording/clause", FaultCode::UnknownClause);
            }
            (Some(_), None) => {}
            (None, Some(text)) if !text.trim().is_empty() => {}
            _ => self.fault(key, "wording", FaultCode::BadWording),
        }
    }

    fn key(&mut self, rule: Option<&str>, key: &str) {
        let sign = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if key.is_empty() || key.len() > 80 || !key.chars().all(sign) {
            self.fault(rule, "key", FaultCode::BadKey);
        }
    }

    fn words(&mut self, rule: Option<&str>, field: &str, words: &Words) {
        if words.nl.trim().is_empty() || words.en.trim().is_empty() {
            self.fault(rule, field, FaultCode::NoWords);
        }
    }

    fn dates(&mut self, rule: Option<&str>, basis: &[RuleBasis]) {
        for (at, it) in basis.iter().enumerate() {
            if it.checked.parse::<Date>().is_err() {
                self.fault(rule, format!("basis/{at}/checked"), FaultCode::BadDate);
            }
            if it.reference.trim().is_empty() {
                self.fault(rule, format!("basis/{at}/reference"), FaultCode::NoBasis);
            }
        }
    }
}
