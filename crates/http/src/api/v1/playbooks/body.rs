//! The bodies of what is told about playbooks: their rules as a lawyer reads them.

use std::collections::BTreeMap;

use legalmind_compliance::{
    check::{self, Requirement, RuleWording},
    playbook::{PlaybookEdition, PlaybookView, PlaybookWhole},
};
use legalmind_core::{
    check::{RuleBasis, Verdict},
    clause::LibraryState,
    redline::Severity,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::api::v1::{clauses::Approval, law::BothLanguages, words::hex};

/// A playbook in a list.
#[derive(Serialize, ToSchema)]
pub struct Playbook {
    id: Uuid,
    revision: u64,
    /// Its name in the starter set; null for the firm's own.
    key: Option<String>,
    version_number: u32,
    /// `concept`, `approved` or `withdrawn`.
    #[schema(value_type = String)]
    state: LibraryState,
    title: BothLanguages,
    /// The kind of contract it is for.
    kind: String,
    /// How many rules it has.
    rule_count: u32,
    /// SHA-256 of its text.
    sha256: String,
    approved: Option<Approval>,
    updated_at: String,
}

impl From<PlaybookView> for Playbook {
    fn from(it: PlaybookView) -> Self {
        Self {
            id: it.playbook.id.uuid(),
            revision: it.playbook.revision,
            key: it.playbook.content.key,
            version_number: it.playbook.number,
            state: it.playbook.state,
            title: it.head.title.into(),
            kind: it.head.kind,
            rule_count: it.head.rules,
            sha256: hex(&it.head.sha256),
            approved: it.approved.map(Approval::from),
            updated_at: it.playbook.updated.to_string(),
        }
    }
}

/// A playbook with its text and its rules.
#[derive(Serialize, ToSchema)]
pub struct PlaybookSeen {
    #[serde(flatten)]
    playbook: Playbook,
    /// TOML.
    text: String,
    /// For whom it is and what it does not look at; empty where the text cannot be read any more.
    description: BothLanguages,
    basis: Vec<RuleBasisSeen>,
    /// What must be known of the case.
    facts: Vec<FactAsked>,
    /// Words of one meaning, which signs call by a name.
    synonyms: Vec<PlaybookSynonyms>,
    /// Empty where the text cannot be read any more.
    rules: Vec<PlaybookRule>,
    /// Newest first.
    versions: Vec<PlaybookVersion>,
}

impl From<PlaybookWhole> for PlaybookSeen {
    fn from(it: PlaybookWhole) -> Self {
        let content = it.content.unwrap_or_default();
        Self {
            playbook: it.view.into(),
            text: it.text,
            description: content.description.into(),
            basis: content.basis.into_iter().map(RuleBasisSeen::from).collect(),
            facts: content.facts.into_iter().map(FactAsked::from).collect(),
            synonyms: content.synonyms.into_iter().map(PlaybookSynonyms::from).collect(),
            rules: content.rules.into_iter().map(PlaybookRule::from).collect(),
            versions: it.versions.into_iter().map(PlaybookVersion::from).collect(),
        }
    }
}

/// Words of one meaning.
#[derive(Serialize, ToSchema)]
pub struct PlaybookSynonyms {
    /// Such as `melden`; a sign says `<melden>`.
    name: String,
    /// As they are written, with `|` between them.
    words: String,
}

impl From<(String, String)> for PlaybookSynonyms {
    fn from((name, words): (String, String)) -> Self {
        Self { name, words }
    }
}

/// A version of a playbook.
#[derive(Serialize, ToSchema)]
pub struct PlaybookVersion {
    number: u32,
    created_at: String,
    created_by: Option<String>,
    sha256: String,
}

impl From<PlaybookEdition> for PlaybookVersion {
    fn from(it: PlaybookEdition) -> Self {
        Self {
            number: it.number,
            created_at: it.created.to_string(),
            created_by: it.created_by,
            sha256: hex(&it.sha256),
        }
    }
}

/// A provision that a rule rests on.
#[derive(Serialize, ToSchema)]
pub struct RuleBasisSeen {
    /// Such as `art. 28 lid 3 AVG`.
    reference: String,
    note: String,
    /// The day on which its text was last compared.
    checked: String,
}

impl From<RuleBasis> for RuleBasisSeen {
    fn from(it: RuleBasis) -> Self {
        Self { reference: it.reference, note: it.note, checked: it.checked }
    }
}

/// Something that must be known of the case.
#[derive(Serialize, ToSchema)]
pub struct FactAsked {
    key: String,
    title: BothLanguages,
    question: BothLanguages,
    /// Signs of a period by which the document shows it, within the bounds of the values.
    period_signs: Vec<String>,
    values: Vec<FactChoice>,
}

impl From<check::Fact> for FactAsked {
    fn from(it: check::Fact) -> Self {
        Self {
            key: it.key,
            title: it.title.into(),
            question: it.question.into(),
            period_signs: it.period,
            values: it.values.into_iter().map(FactChoice::from).collect(),
        }
    }
}

/// What a fact can be.
#[derive(Serialize, ToSchema)]
pub struct FactChoice {
    key: String,
    title: BothLanguages,
    /// Signs by which the document shows it.
    signs: Vec<String>,
    /// Within what the period lies, such as `26 weken`.
    min: Option<String>,
    max: Option<String>,
}

impl From<check::FactValue> for FactChoice {
    fn from(it: check::FactValue) -> Self {
        Self { key: it.key, title: it.title.into(), signs: it.signs, min: it.min, max: it.max }
    }
}

/// A rule of a playbook.
#[derive(Serialize, ToSchema)]
pub struct PlaybookRule {
    key: String,
    title: BothLanguages,
    question: BothLanguages,
    explanation: BothLanguages,
    /// `high`, `medium` or `low`.
    #[schema(value_type = String)]
    severity: Severity,
    basis: Vec<RuleBasisSeen>,
    when: RuleCondition,
    /// Signs by which the contract shows that it deals with the subject.
    subject: Vec<String>,
    /// The verdict where the subject is nowhere: `unacceptable`, `review`, `acceptable` or
    /// `not_applicable`.
    #[schema(value_type = String)]
    absent_is: Verdict,
    /// Signs by which the contract says expressly that there is no such thing.
    excluded: Vec<String>,
    /// The verdict where it says so.
    #[schema(value_type = String)]
    excluded_is: Verdict,
    required: Vec<RulePart>,
    forbidden: Vec<RulePart>,
    limits: Vec<RuleLimit>,
    /// The clause of the library that is proposed, by its key.
    clause: Option<String>,
    /// The words that are proposed.
    wording: Option<String>,
}

impl From<check::Rule> for PlaybookRule {
    fn from(it: check::Rule) -> Self {
        let RuleWording { clause, text, .. } =
            it.wording.unwrap_or(RuleWording { clause: None, stance: None, text: None });
        Self {
            key: it.key,
            title: it.title.into(),
            question: it.question.into(),
            explanation: it.explanation.into(),
            severity: it.severity,
            basis: it.basis.into_iter().map(RuleBasisSeen::from).collect(),
            when: it.when.into(),
            subject: it.subject,
            absent_is: it.absent_is,
            excluded: it.excluded,
            excluded_is: it.excluded_is,
            required: it.required.into_iter().map(RulePart::from).collect(),
            forbidden: it.forbidden.into_iter().map(RulePart::from).collect(),
            limits: it.limit.into_iter().map(RuleLimit::from).collect(),
            clause,
            wording: text,
        }
    }
}

/// When a rule holds; what is empty does not matter.
#[derive(Serialize, ToSchema)]
pub struct RuleCondition {
    /// Each of these facts is one of these values.
    facts: BTreeMap<String, Vec<String>>,
    /// The subjects of these rules are in the contract.
    present: Vec<String>,
    /// The subjects of these rules are not in the contract.
    absent: Vec<String>,
}

impl From<check::When> for RuleCondition {
    fn from(it: check::When) -> Self {
        Self { facts: it.facts, present: it.present, absent: it.absent }
    }
}

/// Something that a rule requires, or forbids.
#[derive(Serialize, ToSchema)]
pub struct RulePart {
    about: BothLanguages,
    /// Signs of it.
    signs: Vec<String>,
    /// Signs that take the objection away.
    unless: Vec<String>,
    /// It must stand in an article that deals with the subject.
    in_article: bool,
    /// The verdict where it is missing, or is there.
    #[schema(value_type = String)]
    verdict: Verdict,
    when: RuleCondition,
    /// The words that are proposed for it.
    text: Option<String>,
}

impl From<Requirement> for RulePart {
    fn from(it: Requirement) -> Self {
        Self {
            about: it.about.into(),
            signs: it.signs,
            unless: Vec::new(),
            in_article: it.scope == check::Scope::Article,
            verdict: it.missing_is,
            when: it.when.into(),
            text: it.text,
        }
    }
}

impl From<check::Forbidden> for RulePart {
    fn from(it: check::Forbidden) -> Self {
        Self {
            about: it.about.into(),
            signs: it.signs,
            unless: it.unless,
            in_article: false,
            verdict: it.found_is,
            when: it.when.into(),
            text: it.text,
        }
    }
}

/// A figure that a rule bounds.
#[derive(Serialize, ToSchema)]
pub struct RuleLimit {
    about: BothLanguages,
    /// Signs of the sentence in which the figure stands.
    signs: Vec<String>,
    /// Such as `2 maanden`, `€ 5000` or `10 %`.
    min: Option<String>,
    max: Option<String>,
    /// Signs of a figure in the same article that bounds it, in the place of these.
    than: Vec<String>,
    /// The bound is that of the playbook and not of the law.
    own: bool,
    /// The verdict where it is out of bounds.
    #[schema(value_type = String)]
    verdict: Verdict,
    /// The verdict where no figure is found; null: it does not matter.
    #[schema(value_type = Option<String>)]
    missing_is: Option<Verdict>,
    when: RuleCondition,
    /// The words that are proposed for it.
    text: Option<String>,
}

impl From<check::Limit> for RuleLimit {
    fn from(it: check::Limit) -> Self {
        Self {
            about: it.about.into(),
            signs: it.signs,
            min: it.min,
            max: it.max,
            than: it.than,
            own: it.own,
            verdict: it.over_is,
            missing_is: it.missing_is,
            when: it.when.into(),
            text: it.text,
        }
    }
}
