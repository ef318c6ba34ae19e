//! The bodies of what is told about checks.

use std::collections::BTreeMap;

use legalmind_compliance::{
    check::sentence,
    checks::{CheckLine, CheckView, Position, REGISTER},
};
use legalmind_core::{
    account::Language,
    check::{
        AskTrouble, ChangeKind, CheckState, CheckTrouble, Finding, FindingDecision, KnownFact, ModelAnswer,
        ModelSays, Passage, QuestionsState, Quoted, Remedy, Report, RuleChange, Settlement, Verdict,
    },
    citation::CitationState,
    redline::Severity,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    api::v1::{answers::Range, law::BothLanguages, playbooks::RuleBasisSeen, words::hex},
    problem::Problem,
};

/// How many findings of each verdict.
#[derive(Serialize, ToSchema)]
pub struct VerdictCounts {
    unacceptable: usize,
    review: usize,
    acceptable: usize,
    not_applicable: usize,
    /// Those that need a decision and have none.
    undecided: usize,
}

/// A check in a list.
#[derive(Serialize, ToSchema)]
pub struct CheckHead {
    id: Uuid,
    document: Uuid,
    document_name: String,
    version_number: u32,
    /// The document has another version by now.
    outdated: bool,
    playbook: Uuid,
    playbook_title: BothLanguages,
    playbook_number: u32,
    /// `running`, `stopped` or `failed`; then `open` while something that needs a decision has none, or
    /// `decided`.
    #[schema(value_type = String)]
    state: CheckState,
    counts: VerdictCounts,
    created_at: String,
    created_by: Option<String>,
}

impl From<CheckLine> for CheckHead {
    fn from(it: CheckLine) -> Self {
        let check = it.check;
        Self {
            id: check.id.uuid(),
            document: check.of.document.uuid(),
            counts: counts(&check.content.report, |rule| check.content.decision(rule).is_some()),
            document_name: check.content.document_name,
            version_number: check.content.version_number,
            outdated: it.newer,
            playbook: check.of.playbook.uuid(),
            playbook_title: check.content.report.title.into(),
            playbook_number: check.of.playbook_number,
            state: check.state,
            created_at: check.created.to_string(),
            created_by: check.content.checked_by,
        }
    }
}

fn counts(report: &Report, decided: impl Fn(&str) -> bool) -> VerdictCounts {
    let open = |it: &&Finding| it.verdict.is_flagged() && !decided(&it.rule);
    VerdictCounts {
        unacceptable: report.count(Verdict::Unacceptable),
        review: report.count(Verdict::Review),
        acceptable: report.count(Verdict::Acceptable),
        not_applicable: report.count(Verdict::NotApplicable),
        undecided: report.findings.iter().filter(open).count(),
    }
}

/// A check with its findings.
#[derive(Serialize, ToSchema)]
pub struct CheckSeen {
    id: Uuid,
    revision: u64,
    dossier: Uuid,
    document: Uuid,
    document_name: String,
    version: Uuid,
    version_number: u32,
    /// The document has another version by now.
    outdated: bool,
    playbook: Uuid,
    playbook_title: BothLanguages,
    playbook_number: u32,
    /// A lawyer had approved the playbook as it was used.
    playbook_approved: bool,
    /// `running`, `stopped`, `failed`, `open` or `decided`.
    #[schema(value_type = String)]
    state: CheckState,
    /// Why it failed: `no_text`, `refused`, `unreadable` or `internal`.
    #[schema(value_type = Option<String>)]
    trouble: Option<CheckTrouble>,
    /// While it runs and a model is asked: how far that is.
    step: Option<CheckStep>,
    /// Whether a model was asked the questions of the rules: `none`, `forbidden` or `asked`.
    #[schema(value_type = String)]
    questions: QuestionsState,
    counts: VerdictCounts,
    /// A part of the document could not be read: what was not found may stand there.
    unread: bool,
    facts: Vec<FactSeen>,
    /// What was told of the case, to be told again.
    told: BTreeMap<String, String>,
    /// Worst first.
    findings: Vec<FindingSeen>,
    /// What is proposed for the row of a supplier; empty by another playbook than that of suppliers.
    positions: Vec<PositionSeen>,
    previous: Option<CheckBefore>,
    /// The last review that was made of proposals.
    redline: Option<Uuid>,
    /// SHA-256 of the report as JSON; null where nothing was found yet.
    report_sha256: Option<String>,
    created_at: String,
    created_by: Option<String>,
}

impl CheckSeen {
    pub fn of(view: &CheckView) -> Result<Self, Problem> {
        let (check, content) = (&view.check, &view.check.content);
        let report = &content.report;
        let named = match check.state.is_made() {
            true => Some(hex(&view.json()?.1)),
            false => None,
        };
        let step = view.step.filter(|(_, total)| *total > 0);
        Ok(Self {
            id: check.id.uuid(),
            revision: check.revision,
            dossier: check.of.dossier.uuid(),
            document: check.of.document.uuid(),
            document_name: content.document_name.clone(),
            version: check.of.version.uuid(),
            version_number: content.version_number,
            outdated: view.newer.is_some(),
            playbook: check.of.playbook.uuid(),
            playbook_title: report.title.clone().into(),
            playbook_number: check.of.playbook_number,
            playbook_approved: content.playbook_approved,
            state: check.state,
            trouble: content.trouble,
            step: step.map(|(done, total)| CheckStep { done, total }),
            questions: content.questions.state,
            counts: counts(report, |rule| content.decision(rule).is_some()),
            unread: report.unread,
            facts: report.facts.iter().cloned().map(FactSeen::from).collect(),
            told: content.facts.0.clone(),
            findings: report.findings.iter().map(|it| FindingSeen::of(it, view)).collect(),
            positions: view.positions().into_iter().map(PositionSeen::from).collect(),
            previous: CheckBefore::of(view),
            redline: content.redline.map(|it| it.uuid()),
            report_sha256: named,
            created_at: check.created.to_string(),
            created_by: content.checked_by.clone(),
        })
    }
}

/// How many questions a model was asked.
#[derive(Serialize, ToSchema)]
pub struct CheckStep {
    done: u64,
    total: u64,
}

/// A fact of the case as it was known.
#[derive(Serialize, ToSchema)]
pub struct FactSeen {
    key: String,
    title: BothLanguages,
    /// Its value, by its key; null where it is not known.
    value: Option<String>,
    said: Option<BothLanguages>,
    /// The words of the document that it was read from; null where a person told it.
    passage: Option<PassageSeen>,
}

impl From<KnownFact> for FactSeen {
    fn from(it: KnownFact) -> Self {
        Self {
            key: it.key,
            title: it.title.into(),
            value: it.value,
            said: it.said.map(BothLanguages::from),
            passage: it.passage.as_ref().map(PassageSeen::from),
        }
    }
}

/// Words of the document, with their place.
#[derive(Serialize, ToSchema)]
pub struct PassageSeen {
    page: u32,
    range: Range,
    quote: String,
    /// The heading they stand under.
    heading: Option<String>,
}

impl From<&Passage> for PassageSeen {
    fn from(it: &Passage) -> Self {
        Self {
            page: it.place.page.0,
            range: it.place.range.into(),
            quote: it.quote.clone(),
            heading: it.heading.clone(),
        }
    }
}

/// What was found of a rule.
#[derive(Serialize, ToSchema)]
pub struct FindingSeen {
    rule: String,
    title: BothLanguages,
    question: BothLanguages,
    explanation: BothLanguages,
    basis: Vec<RuleBasisSeen>,
    /// `high`, `medium` or `low`.
    #[schema(value_type = String)]
    severity: Severity,
    /// `unacceptable`, `review`, `acceptable` or `not_applicable`.
    #[schema(value_type = String)]
    verdict: Verdict,
    /// How the verdict was come to, step by step.
    reasoning: Vec<BothLanguages>,
    passages: Vec<PassageSeen>,
    /// What a model answered on the question of the rule; null where it was not asked.
    answer: Option<AnswerOfModel>,
    proposal: Option<ProposalSeen>,
    decision: Option<SettlementSeen>,
    change: Option<ChangeSeen>,
}

impl FindingSeen {
    fn of(it: &Finding, view: &CheckView) -> Self {
        let said =
            |step| BothLanguages::new(sentence(it, step, Language::Nl), sentence(it, step, Language::En));
        let change = view.changes.iter().find(|change| change.rule == it.rule);
        Self {
            rule: it.rule.clone(),
            title: it.title.clone().into(),
            question: it.question.clone().into(),
            explanation: it.explanation.clone().into(),
            basis: it.basis.iter().cloned().map(RuleBasisSeen::from).collect(),
            severity: it.severity,
            verdict: it.verdict,
            reasoning: it.steps.iter().map(said).collect(),
            passages: it.passages.iter().map(PassageSeen::from).collect(),
            answer: it.answer.as_ref().map(|answer| AnswerOfModel::of(it, answer, view)),
            proposal: it.remedy.as_ref().and_then(|remedy| ProposalSeen::of(remedy, &it.rule, view)),
            decision: view.check.content.decision(&it.rule).map(SettlementSeen::from),
            change: change.map(ChangeSeen::from),
        }
    }
}

/// What a model answered on the question of a rule, or why it did not. It is made by AI, and no verdict.
#[derive(Serialize, ToSchema)]
pub struct AnswerOfModel {
    /// The question.
    asked: BothLanguages,
    model: String,
    /// `unacceptable`, `review`, `acceptable` or `nothing`; null where there is no answer, or it could not
    /// be checked.
    #[schema(value_type = Option<String>)]
    says: Option<ModelSays>,
    /// Why, in one sentence; empty where there is no answer, or it could not be checked.
    sentence: String,
    /// The language of that sentence.
    #[schema(value_type = String)]
    language: Language,
    quotes: Vec<QuoteOfModel>,
    /// Why there is no answer: `unreachable`, `timeout`, `cut_off`, `nonsense`, `refused`, `too_long`,
    /// `not_asked` or `internal`.
    #[schema(value_type = Option<String>)]
    trouble: Option<AskTrouble>,
    /// The verdict of the rule without it.
    #[schema(value_type = String)]
    before: Verdict,
    /// Made by AI, and no lawyer decided on the finding yet.
    draft: bool,
}

/// Words that a model says stand in the document.
#[derive(Serialize, ToSchema)]
pub struct QuoteOfModel {
    /// As the model wrote them.
    quote: String,
    /// `verified`, `verified_loosely`, `not_found` or `unchecked`.
    #[schema(value_type = String)]
    state: CitationState,
    /// As they stand there; null where they do not.
    passage: Option<PassageSeen>,
}

impl AnswerOfModel {
    fn of(finding: &Finding, it: &ModelAnswer, view: &CheckView) -> Self {
        let quote = |it: &Quoted| QuoteOfModel {
            quote: it.quote.clone(),
            state: it.state,
            passage: it.passage.as_ref().map(PassageSeen::from),
        };
        Self {
            asked: finding.ask.clone().unwrap_or_default().into(),
            model: it.model.clone(),
            says: it.says,
            sentence: it.sentence.clone(),
            language: it.language,
            quotes: it.quotes.iter().map(quote).collect(),
            trouble: it.trouble,
            before: it.before,
            draft: view.check.content.is_draft(&finding.rule),
        }
    }
}

/// What would make the document keep to a rule.
#[derive(Serialize, ToSchema)]
pub struct ProposalSeen {
    /// `insert`, `replace` or `delete`.
    kind: &'static str,
    /// The words that it replaces or strikes.
    old: Option<String>,
    /// The new words; `{{ wij }}` and `{{ zij }}` are the names of the two sides.
    text: String,
    /// The title of the clause of the library that they are.
    clause: Option<String>,
}

impl ProposalSeen {
    /// None where the clause it takes its words from was not in use.
    fn of(remedy: &Remedy, rule: &str, view: &CheckView) -> Option<Self> {
        let proposed = view.check.content.proposed(rule)?;
        let (kind, old) = match remedy {
            Remedy::Insert { .. } => ("insert", None),
            Remedy::Replace { old, .. } => ("replace", Some(old.clone())),
            Remedy::Delete { old, .. } => ("delete", Some(old.clone())),
        };
        Some(Self { kind, old, text: proposed.text.clone(), clause: proposed.clause.clone() })
    }
}

/// What a person decided.
#[derive(Serialize, ToSchema)]
pub struct SettlementSeen {
    /// `accepted_risk`, `to_repair` or `not_applicable`.
    #[schema(value_type = String)]
    decision: Settlement,
    reason: String,
    by: Option<String>,
    at: String,
    /// It was taken on the check before, which found the same.
    carried: bool,
}

impl From<&FindingDecision> for SettlementSeen {
    fn from(it: &FindingDecision) -> Self {
        Self {
            decision: it.settlement,
            reason: it.reason.clone(),
            by: it.name.clone(),
            at: it.at.to_string(),
            carried: it.carried,
        }
    }
}

/// What changed of a rule since the check before.
#[derive(Serialize, ToSchema)]
pub struct ChangeSeen {
    /// `added`, `removed`, `better`, `worse`, `other_words` or `same`.
    #[schema(value_type = String)]
    kind: ChangeKind,
    #[schema(value_type = Option<String>)]
    before: Option<Verdict>,
}

impl From<&RuleChange> for ChangeSeen {
    fn from(it: &RuleChange) -> Self {
        Self { kind: it.kind, before: it.before }
    }
}

/// What a contract says about a clause that the register of suppliers asks for. Nothing is written there
/// until a person confirms it.
#[derive(Serialize, ToSchema)]
pub struct PositionSeen {
    /// The register, `leveranciers`.
    register: &'static str,
    /// The field of its rows.
    field: &'static str,
    /// The rule of the check that it comes from.
    rule: String,
    label: BothLanguages,
    /// Whether the contract has the clause; null where a person has to judge.
    proposes: Option<bool>,
}

impl From<Position> for PositionSeen {
    fn from(it: Position) -> Self {
        let label = it.label.clone().into();
        Self { register: REGISTER, field: it.field, rule: it.rule, label, proposes: it.proposes }
    }
}

/// The check before of the same document and playbook.
#[derive(Serialize, ToSchema)]
pub struct CheckBefore {
    id: Uuid,
    created_at: String,
    version_number: u32,
    playbook_number: u32,
    /// Rules that are gone from the playbook since.
    removed: Vec<BothLanguages>,
}

impl CheckBefore {
    fn of(view: &CheckView) -> Option<Self> {
        let it = view.previous.as_ref()?;
        let gone = view.changes.iter().filter(|it| it.kind == ChangeKind::Removed);
        Some(Self {
            id: it.id.uuid(),
            created_at: it.created.to_string(),
            version_number: it.version_number,
            playbook_number: it.playbook_number,
            removed: gone.map(|it| it.title.clone().into()).collect(),
        })
    }
}
