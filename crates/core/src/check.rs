//! A contract checked against a playbook: what was found, why, and what is proposed. The checking
//! itself is in `legalmind-compliance`.

mod asked;
mod kept;

use std::collections::BTreeMap;

pub use asked::{AskTrouble, ModelAnswer, ModelSays, Questions, QuestionsState, Quoted};
pub use kept::{CheckContent, CheckState, CheckTrouble, FindingDecision, Proposed, Settlement};

use serde::{Deserialize, Serialize};

use crate::{
    account::Language,
    clause::Stance,
    passage::{CharRange, PageNumber},
    redline::{Severity, named},
};

named! {
    /// What is found of a rule, worst first.
    Verdict {
        /// Niet aanvaardbaar: it should not be signed like this.
        Unacceptable = "unacceptable",
        /// Beoordelen: a lawyer has to look at it.
        Review = "review",
        /// Aanvaardbaar: the contract keeps to the rule.
        Acceptable = "acceptable",
        /// Niet van toepassing: the rule is not about this contract; the steps say why.
        NotApplicable = "not_applicable",
    }
}

impl Verdict {
    /// Its place in a report: 0 is the worst.
    #[must_use]
    pub const fn rank(self) -> u8 {
        match self {
            Self::Unacceptable => 0,
            Self::Review => 1,
            Self::Acceptable => 2,
            Self::NotApplicable => 3,
        }
    }

    /// Whether a person has something to do.
    #[must_use]
    pub const fn is_flagged(self) -> bool {
        matches!(self, Self::Unacceptable | Self::Review)
    }
}

/// The same words in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// In Dutch.
    pub nl: String,
    /// In English.
    pub en: String,
}

impl Words {
    /// The words in a language.
    #[must_use]
    pub fn of(&self, language: Language) -> &str {
        match language {
            Language::Nl => &self.nl,
            Language::En => &self.en,
        }
    }
}

/// A provision that a rule rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleBasis {
    /// The provision, such as `art. 7:652 lid 4 BW`.
    pub reference: String,
    /// What it has to do with it, in Dutch.
    #[serde(default)]
    pub note: String,
    /// The day on which the text of the provision was last compared, `YYYY-MM-DD`.
    pub checked: String,
    /// Words that stand in the provision, by which a later comparison sees whether it changed; empty
    /// where the text was not at hand.
    #[serde(default)]
    pub words: String,
}

/// A place in a document: characters of one of its stored pages. [`crate::passage::Page::places`]
/// gives the place in the Word file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The page, from 1.
    pub page: PageNumber,
    /// Characters of its text.
    pub range: CharRange,
}

/// Words of the contract that a finding rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Where they stand.
    pub place: Place,
    /// The words, as they stand there.
    pub quote: String,
    /// The article they stand under: its number and heading, such as `Artikel 5 Aansprakelijkheid`.
    pub heading: Option<String>,
}

named! {
    /// What a step of the reasoning says. Sentences are in `legalmind_compliance::check::sentence`.
    StepCode {
        /// A fact of the case shuts the rule out: `about` is the fact, `found` its value.
        FactExcludes = "fact_excludes",
        /// A fact of the case makes the rule hold: `about` is the fact, `found` its value.
        FactApplies = "fact_applies",
        /// A fact is not known: the rule is applied, and what it finds is for a lawyer to judge.
        FactUnknown = "fact_unknown",
        /// The rule is about a clause that the contract does not have: `about` is that clause.
        OtherAbsent = "other_absent",
        /// The rule holds only where a clause is absent, and the contract has it: `about`.
        OtherPresent = "other_present",
        /// The contract says expressly that it does not hold: `passage`.
        Excluded = "excluded",
        /// The subject was found: `passage`.
        Found = "found",
        /// The subject was found in no article.
        NotFound = "not_found",
        /// Something that must be there is there: `about`, `passage`.
        RequirementMet = "requirement_met",
        /// Something that must be there is not: `about`.
        RequirementMissing = "requirement_missing",
        /// Something that may not be there is: `about`, `passage`.
        ForbiddenFound = "forbidden_found",
        /// Something that may not be there is not: `about`.
        ForbiddenAbsent = "forbidden_absent",
        /// A figure keeps to its bound: `about`, `found`, `bound`, `passage`.
        WithinBound = "within_bound",
        /// A figure is over its bound: `about`, `found`, `bound`, `passage`.
        OverBound = "over_bound",
        /// A figure is under its bound: `about`, `found`, `bound`, `passage`.
        UnderBound = "under_bound",
        /// No figure was found where one is expected: `about`, `bound`.
        NoFigure = "no_figure",
        /// A part of the document could not be read, so what was not found may still be there.
        Unread = "unread",
        /// A figure is over a bound that is the playbook's own: `about`, `found`, `bound`, `passage`.
        OverOwnBound = "over_own_bound",
        /// A figure is under a bound that is the playbook's own: `about`, `found`, `bound`, `passage`.
        UnderOwnBound = "under_own_bound",
        /// A model sees an objection that the rule's signs do not; a person has to look.
        ModelObjects = "model_objects",
        /// What a model answered could not be checked; a person has to look.
        ModelUnverified = "model_unverified",
    }
}

/// A step of the reasoning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What it says.
    pub code: StepCode,
    /// What it is about, in the words of the playbook.
    pub about: Option<Words>,
    /// The value that was found, as it was read: `3 maanden`, `10 %`, the value of a fact.
    pub found: Option<Words>,
    /// The bound it was held against.
    pub bound: Option<Words>,
    /// The passage it rests on, counted in the passages of the finding from 0.
    pub passage: Option<u32>,
}

/// The words that a proposal puts into the contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wording {
    /// A clause of the library, by its key in the starter set.
    Clause {
        /// Its key, such as `subverwerkers`.
        key: String,
        /// Which of its variants.
        stance: Stance,
    },
    /// Words of the playbook.
    Own {
        /// The words; paragraphs are separated by a line end.
        text: String,
    },
}

/// What would make the contract keep to the rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// New paragraphs behind a paragraph; at the end of the contract where there is no place.
    Insert {
        /// The paragraph.
        after: Option<Place>,
        /// The new words.
        wording: Wording,
    },
    /// Other words in the place of these.
    Replace {
        /// Where they stand.
        place: Place,
        /// The words that stand there.
        old: String,
        /// The new words.
        wording: Wording,
    },
    /// These words go.
    Delete {
        /// Where they stand.
        place: Place,
        /// The words that stand there.
        old: String,
    },
}

/// What was found of one rule. It holds the rule's own words, so that it can be read when the
/// playbook has changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule, by its key in the playbook.
    pub rule: String,
    /// Its title.
    pub title: Words,
    /// What it asks.
    pub question: Words,
    /// What it rests on.
    pub basis: Vec<RuleBasis>,
    /// Why it matters, as a lawyer would say it.
    pub explanation: Words,
    /// How much a breach matters.
    pub severity: Severity,
    /// The verdict.
    pub verdict: Verdict,
    /// How it was come to, in order.
    pub steps: Vec<Step>,
    /// The words it rests on, in the order of the steps.
    pub passages: Vec<Passage>,
    /// What would mend it; none where nothing is wrong, or nothing is to be said.
    pub remedy: Option<Remedy>,
    /// What a model can be asked where one is set; its answer must quote.
    pub ask: Option<Words>,
    /// What a model answered; none where it was not asked.
    pub answer: Option<ModelAnswer>,
}

impl Finding {
    /// The words of the contract that the verdict rests on: those of the rule's signs, and those that a
    /// model objects to.
    pub fn rests_on(&self) -> impl Iterator<Item = &Passage> {
        let answer = self.answer.iter().filter(|it| it.objects());
        self.passages
            .iter()
            .chain(answer.flat_map(|it| it.quotes.iter().filter_map(|it| it.passage.as_ref())))
    }
}

/// Facts of the case by their key in the playbook, such as `duur` = `bepaald`. What is not given is
/// looked for in the contract.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Facts(pub BTreeMap<String, String>);

/// How a fact came to be known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownFact {
    /// Its key in the playbook.
    pub key: String,
    /// What it is about.
    pub title: Words,
    /// Its value, by its key; none where it is not known.
    pub value: Option<String>,
    /// Its value in words.
    pub said: Option<Words>,
    /// The words of the contract that it was read from; none where a person gave it.
    pub passage: Option<Passage>,
}

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The playbook, by its key.
    pub playbook: String,
    /// Its title.
    pub title: Words,
    /// The facts it went by.
    pub facts: Vec<KnownFact>,
    /// A finding for each rule, worst first.
    pub findings: Vec<Finding>,
    /// Part of the document could not be read: what was not found may still be there.
    pub unread: bool,
}

impl Report {
    /// The finding of a rule.
    #[must_use]
    pub fn find(&self, rule: &str) -> Option<&Finding> {
        self.findings.iter().find(|it| it.rule == rule)
    }

    /// How many findings have this verdict.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.findings.iter().filter(|it| it.verdict == verdict).count()
    }
}

named! {
    /// What changed of a rule between two reports.
    ChangeKind {
        /// The rule is new in the playbook.
        Added = "added",
        /// The rule is gone from the playbook.
        Removed = "removed",
        /// The verdict is better than it was.
        Better = "better",
        /// The verdict is worse than it was.
        Worse = "worse",
        /// The verdict is the same; the words it rests on are others.
        OtherWords = "other_words",
        /// Nothing changed.
        Same = "same",
    }
}

/// What changed of a rule between two reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleChange {
    /// The rule.
    pub rule: String,
    /// Its title.
    pub title: Words,
    /// What changed.
    pub kind: ChangeKind,
    /// The verdict before; none of a rule that is new.
    pub before: Option<Verdict>,
    /// The verdict now; none of a rule that is gone.
    pub now: Option<Verdict>,
}
