//! A playbook: rules as data that a lawyer can read and edit.

use std::collections::BTreeMap;

use legalmind_core::{
    check::{Facts, RuleBasis, StepCode, Verdict, Words},
    clause::Stance,
    redline::Severity,
};
use serde::{Deserialize, Serialize};

use super::{
    fault::{Fault, FaultCode, unreadable},
    proof::faults,
    ready::Ready,
};

/// The longest text of a playbook, in bytes.
const LONGEST: usize = 1 << 20;

/// A playbook. What is kept of it is its text, in TOML: that is what a lawyer reads and edits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Playbook {
    /// Its name among the playbooks, such as `verwerkersovereenkomst`; the same in each version.
    pub key: String,
    /// Its title.
    pub title: Words,
    /// The kind of contract it is for, such as `arbeidsovereenkomst`.
    pub kind: String,
    /// For whom it is and what it does not look at.
    pub description: Words,
    /// What it rests on as a whole.
    #[serde(default)]
    pub basis: Vec<RuleBasis>,
    /// Words of one meaning, by a name that signs call them by: `melden = "meld*|bericht*|stel* in kennis"`
    /// makes `<melden>` one of these.
    #[serde(default)]
    pub synonyms: BTreeMap<String, String>,
    /// What must be known of the case.
    #[serde(default, rename = "fact")]
    pub facts: Vec<Fact>,
    /// Its rules.
    #[serde(rename = "rule")]
    pub rules: Vec<Rule>,
}

/// Something of the case that decides whether rules hold, such as the duration of an employment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// Its key, such as `duur`.
    pub key: String,
    /// Its title.
    pub title: Words,
    /// What a person is asked.
    pub question: Words,
    /// Signs of the period that shows it: the values say from where to where it lies.
    #[serde(default)]
    pub period: Vec<String>,
    /// What it can be, in the order in which the contract is searched for it.
    #[serde(rename = "value")]
    pub values: Vec<FactValue>,
}

/// What a fact can be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactValue {
    /// Its key, such as `bepaald`.
    pub key: String,
    /// In words.
    pub title: Words,
    /// Signs by which the contract shows it; the first value with one wins.
    #[serde(default)]
    pub signs: Vec<String>,
    /// The period is at most this: `6 maanden`.
    #[serde(default)]
    pub max: Option<String>,
    /// The period is at least this.
    #[serde(default)]
    pub min: Option<String>,
}

/// When a rule, or a part of one, holds. What is left out does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct When {
    /// Each of these facts is one of these values.
    pub facts: BTreeMap<String, Vec<String>>,
    /// The subjects of these rules are in the contract.
    pub present: Vec<String>,
    /// The subjects of these rules are not in the contract.
    pub absent: Vec<String>,
}

/// A rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its key in the playbook.
    pub key: String,
    /// Its title.
    pub title: Words,
    /// What it asks of the contract.
    pub question: Words,
    /// Why it matters, as a lawyer would say it.
    pub explanation: Words,
    /// How much a breach matters.
    pub severity: Severity,
    /// What it rests on.
    pub basis: Vec<RuleBasis>,
    /// When it holds.
    #[serde(default)]
    pub when: When,
    /// Signs that the contract deals with its subject. None: it looks at the whole contract.
    #[serde(default)]
    pub subject: Vec<String>,
    /// Signs that the contract says expressly that there is no such thing ("geen proeftijd").
    #[serde(default)]
    pub excluded: Vec<String>,
    /// The verdict where it says so.
    #[serde(default = "acceptable")]
    pub excluded_is: Verdict,
    /// The verdict where the subject is nowhere.
    #[serde(default = "not_applicable")]
    pub absent_is: Verdict,
    /// What must be there.
    #[serde(default, rename = "required")]
    pub required: Vec<Requirement>,
    /// What may not be there.
    #[serde(default)]
    pub forbidden: Vec<Forbidden>,
    /// Figures and their bounds.
    #[serde(default)]
    pub limit: Vec<Limit>,
    /// What is proposed where something is missing.
    #[serde(default)]
    pub wording: Option<RuleWording>,
    /// What a model can be asked; its answer must quote.
    #[serde(default)]
    pub ask: Option<Words>,
}

/// Something that must be in the contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// What it is, such as `de gelijke duur voor beide partijen`.
    pub about: Words,
    /// Signs of it.
    pub signs: Vec<String>,
    /// Where it must stand.
    #[serde(default)]
    pub scope: Scope,
    /// The verdict where it is not there.
    #[serde(default = "unacceptable")]
    pub missing_is: Verdict,
    /// When it is required.
    #[serde(default)]
    pub when: When,
    /// Words that add it.
    #[serde(default)]
    pub text: Option<String>,
}

/// Where something must stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Anywhere.
    #[default]
    Contract,
    /// In an article that deals with the subject.
    Article,
}

/// Something that may not be in the contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forbidden {
    /// What it is.
    pub about: Words,
    /// Signs of it.
    pub signs: Vec<String>,
    /// Signs that take the objection away, wherever they stand.
    #[serde(default)]
    pub unless: Vec<String>,
    /// The verdict where it is there.
    #[serde(default = "unacceptable")]
    pub found_is: Verdict,
    /// When it is forbidden.
    #[serde(default)]
    pub when: When,
    /// Words in its place; where there are none, it goes.
    #[serde(default)]
    pub text: Option<String>,
}

/// A figure with bounds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// What it is, such as `de duur van de proeftijd`.
    pub about: Words,
    /// What kind of figure.
    pub figure: Figure,
    /// Signs of the sentence in which it stands. One with `{termijn}`, `{bedrag}` or `{procent}` means
    /// that figure alone.
    pub signs: Vec<String>,
    /// At most this: `2 maanden`, `€ 5000`, `10 %`.
    #[serde(default)]
    pub max: Option<String>,
    /// At least this.
    #[serde(default)]
    pub min: Option<String>,
    /// Signs of a figure in the same article than which it may not be more: the time of notice of the
    /// other party, say. In the place of `max` and `min`.
    #[serde(default)]
    pub than: Vec<String>,
    /// The bound is that of the playbook itself and not of the law; the reasoning says so.
    #[serde(default)]
    pub own: bool,
    /// The verdict where it is out of bounds.
    #[serde(default = "unacceptable")]
    pub over_is: Verdict,
    /// The verdict where no figure is found; none: it does not matter.
    #[serde(default)]
    pub missing_is: Option<Verdict>,
    /// When the bound holds.
    #[serde(default)]
    pub when: When,
    /// Words in the place of the sentence.
    #[serde(default)]
    pub text: Option<String>,
}

impl Limit {
    /// The step of a figure that is over the bound.
    pub(super) const fn over(&self) -> StepCode {
        if self.own { StepCode::OverOwnBound } else { StepCode::OverBound }
    }

    /// The step of a figure that is under the bound.
    pub(super) const fn under(&self) -> StepCode {
        if self.own { StepCode::UnderOwnBound } else { StepCode::UnderBound }
    }
}

/// Kinds of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// A length of time.
    Period,
    /// A sum of money, in euros.
    Amount,
    /// A percentage.
    Percentage,
}

/// What a rule proposes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleWording {
    /// The clause in `library/clauses`, by its key.
    #[serde(default)]
    pub clause: Option<String>,
    /// Which of its variants.
    #[serde(default)]
    pub stance: Option<Stance>,
    /// Own words, in the place of a clause.
    #[serde(default)]
    pub text: Option<String>,
}

const fn acceptable() -> Verdict {
    Verdict::Acceptable
}
const fn not_applicable() -> Verdict {
    Verdict::NotApplicable
}
const fn unacceptable() -> Verdict {
    Verdict::Unacceptable
}

impl Playbook {
    /// The playbook of a text.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the text.
    pub fn read(text: &str) -> Result<Self, Vec<Fault>> {
        Checker::read(text).map(|it| it.playbook)
    }

    /// The first fact that the playbook does not ask for, or whose value it does not have.
    #[must_use]
    pub fn refuses<'a>(&self, facts: &'a Facts) -> Option<(&'a str, FaultCode)> {
        facts.0.iter().find_map(|(key, value)| {
            let fact = self.facts.iter().find(|it| it.key == *key);
            let code = match fact {
                None => FaultCode::UnknownFact,
                Some(fact) if fact.values.iter().any(|it| it.key == *value) => return None,
                Some(_) => FaultCode::UnknownValue,
            };
            Some((key.as_str(), code))
        })
    }

    /// The rule of this key.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&Rule> {
        self.rules.iter().find(|it| it.key == key)
    }
}

/// A playbook that was read and can be held against contracts: its signs are compiled once.
#[derive(Debug)]
pub struct Checker {
    /// The playbook.
    pub(super) playbook: Playbook,
    pub(super) ready: Ready,
}

impl Checker {
    /// The playbook of a text, ready to be held against contracts.
    ///
    /// # Errors
    /// As [`Playbook::read`].
    pub fn read(text: &str) -> Result<Self, Vec<Fault>> {
        if text.len() > LONGEST {
            return Err(vec![Fault::new(None, "rule", FaultCode::TooLarge)]);
        }
        let playbook: Playbook = toml::from_str(text).map_err(|error| vec![unreadable(&error, text)])?;
        let (ready, found) = faults(&playbook);
        match ready.filter(|_| found.is_empty()) {
            Some(ready) => Ok(Self { playbook, ready }),
            None => Err(found),
        }
    }

    /// The playbook.
    #[must_use]
    pub const fn playbook(&self) -> &Playbook {
        &self.playbook
    }
}
