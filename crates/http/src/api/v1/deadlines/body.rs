//! The bodies of what is told about deadlines.

use jiff::civil::{Date, Time};
use legalmind_compliance::deadline::{DeadlineView, sentence};
use legalmind_core::{
    UserId,
    account::Language,
    deadline::{
        Article, DeadlineAct, DeadlineState, Direction, Exclusion, FirstDay, Off, Reckoning, Regime, Step,
        StepCode, Term, Unit,
    },
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A term: how long, which way, under which rules.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TermBody {
    amount: u32,
    /// `hours`, `days`, `weeks`, `months` or `years`.
    #[schema(value_type = String)]
    unit: Unit,
    /// `after`, `before` or `clear_before`; after unless told.
    #[schema(value_type = Option<String>)]
    #[serde(default = "after")]
    direction: Direction,
    /// `statutory`, `european`, `agreed` or `court`.
    #[schema(value_type = String)]
    regime: Regime,
    /// `next` or `same`: whether the day of the event counts; next unless told.
    #[schema(value_type = Option<String>)]
    #[serde(default = "next")]
    first: FirstDay,
    /// `legislation`, `liberty` or `provision`, where the Algemene termijnenwet does not apply.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    excluded: Option<Exclusion>,
}

const fn after() -> Direction {
    Direction::After
}
const fn next() -> FirstDay {
    FirstDay::Next
}

impl From<TermBody> for Term {
    fn from(it: TermBody) -> Self {
        let TermBody { amount, unit, direction, regime, first, excluded } = it;
        Self { amount, unit, direction, regime, first, excluded }
    }
}

impl From<Term> for TermBody {
    fn from(it: Term) -> Self {
        let Term { amount, unit, direction, regime, first, excluded } = it;
        Self { amount, unit, direction, regime, first, excluded }
    }
}

/// A step of the reasoning.
#[derive(Serialize, ToSchema)]
pub struct StepBody {
    /// A stable code.
    #[schema(value_type = String)]
    code: StepCode,
    /// The day it is about.
    #[schema(value_type = Option<String>)]
    date: Option<Date>,
    /// Why that day is no working day.
    #[schema(value_type = Option<String>)]
    off: Option<Off>,
    /// The provision or judgment it rests on.
    article: Option<&'static str>,
    /// The step as a sentence, in the language that was asked for.
    text: String,
}

/// A computed day with its reasoning.
#[derive(Serialize, ToSchema)]
pub struct ReckoningBody {
    term: TermBody,
    #[schema(value_type = String)]
    event_date: Date,
    #[schema(value_type = Option<String>)]
    event_time: Option<Time>,
    /// Where bare counting ends.
    #[schema(value_type = String)]
    counted: Date,
    /// The last day on which the act can be done.
    #[schema(value_type = String)]
    last: Date,
    /// The instant on it, for terms in hours.
    #[schema(value_type = Option<String>)]
    time: Option<Time>,
    steps: Vec<StepBody>,
}

impl ReckoningBody {
    pub fn of(it: &Reckoning, language: Language) -> Self {
        let step = |step: &Step| StepBody {
            code: step.code,
            date: step.date,
            off: step.off,
            article: step.article.map(Article::as_str),
            text: sentence(it, step, language),
        };
        Self {
            term: it.term.into(),
            event_date: it.event.date(),
            event_time: (it.term.unit == Unit::Hours).then(|| it.event.time()),
            counted: it.counted,
            last: it.last,
            time: it.time,
            steps: it.steps.iter().map(step).collect(),
        }
    }
}

/// A person, by name.
#[derive(Serialize, ToSchema)]
pub struct NamedPerson {
    id: Uuid,
    name: String,
}

/// A line of the history.
#[derive(Serialize, ToSchema)]
pub struct HistoryLine {
    at: String,
    by: Option<String>,
    /// `added`, `recomputed`, `changed`, `confirmed`, `met`, `lapsed` or `reopened`.
    #[schema(value_type = String)]
    act: DeadlineAct,
    /// The last day, from then on.
    #[schema(value_type = String)]
    last: Date,
}

/// A deadline.
#[derive(Serialize, ToSchema)]
pub struct Deadline {
    id: Uuid,
    dossier: Uuid,
    dossier_name: String,
    /// The firm's own number of the dossier.
    dossier_number: String,
    revision: u64,
    /// `proposed`, `confirmed`, `met` or `lapsed`.
    #[schema(value_type = String)]
    state: DeadlineState,
    /// The deadline it is a step towards.
    parent: Option<Uuid>,
    title: String,
    /// The row of the table of terms.
    key: Option<String>,
    source: String,
    event: String,
    note: String,
    responsible: Option<NamedPerson>,
    /// Who stands in today, where that person is away.
    standin: Option<NamedPerson>,
    reckoning: ReckoningBody,
    history: Vec<HistoryLine>,
    created_at: String,
    updated_at: String,
}

impl Deadline {
    pub fn of(it: DeadlineView, language: Language) -> Self {
        let DeadlineView { deadline, dossier_name, dossier_number, responsible_name, standin, history } = it;
        let named = |user: UserId, name: String| NamedPerson { id: user.uuid(), name };
        let content = deadline.content;
        Self {
            id: deadline.id.uuid(),
            dossier: deadline.dossier.uuid(),
            dossier_name,
            dossier_number,
            revision: deadline.revision,
            state: deadline.state,
            parent: deadline.parent.map(|it| it.uuid()),
            responsible: deadline.responsible.zip(responsible_name).map(|(user, name)| named(user, name)),
            standin: standin.map(|(user, name)| named(user, name)),
            reckoning: ReckoningBody::of(&content.reckoning, language),
            title: content.title,
            key: content.key,
            source: content.source,
            event: content.event,
            note: content.note,
            history: history
                .into_iter()
                .map(|it| HistoryLine { at: it.at.to_string(), by: it.by, act: it.act, last: it.last })
                .collect(),
            created_at: deadline.created.to_string(),
            updated_at: deadline.updated.to_string(),
        }
    }
}
