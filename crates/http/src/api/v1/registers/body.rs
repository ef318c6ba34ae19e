//! The bodies of what is told about registers, in the words of the reader's language.

use std::collections::BTreeMap;

use legalmind_compliance::register::{
    Campaign, ConfirmationView, CycleView, Duty, EventView, Field, Home, Need, ReceiptView, RegisterView,
    RowChangeView, RowView, Schedule, Scope, Shown, When,
};
use legalmind_core::{
    DossierId,
    account::Language,
    register::{CycleState, EventKind, FieldKind, RowAct, RowState, Value},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A register, with how much is in it.
#[derive(Serialize, ToSchema)]
pub struct Register {
    /// Its name in addresses.
    key: String,
    name: String,
    purpose: String,
    /// What it rests on.
    basis: Vec<String>,
    /// The role of who looks after its rows.
    owner_role: String,
    /// Rows that are not in force.
    concepts: u64,
    in_force: u64,
    closed: u64,
    /// What somebody has to do.
    open: u64,
    /// Of that, what is late.
    late: u64,
    /// Its rows belong to dossiers: they are added, seen and changed there.
    by_dossier: bool,
    /// All of the firm may read it.
    open_to_firm: bool,
    /// A row is in force as soon as it is there.
    at_once: bool,
    /// A row is put in force by another person than who wrote it last.
    four_eyes: bool,
    /// Whether one may read all of its rows, and not only those of one's own.
    reads: bool,
    /// Whether one may add rows.
    adds: bool,
    /// Whether one may put rows in force, close them, and take the register in and out as a file.
    keeps: bool,
}

impl Register {
    pub fn of(it: &RegisterView, language: Language) -> Self {
        let of = it.definition;
        Self {
            key: of.key.clone(),
            name: of.name.of(language).to_owned(),
            purpose: of.purpose.of(language).to_owned(),
            basis: of.basis.clone(),
            owner_role: of.owner.of(language).to_owned(),
            concepts: it.concepts,
            in_force: it.in_force,
            closed: it.closed,
            open: it.open,
            late: it.late,
            by_dossier: of.scope == Scope::Dossier,
            open_to_firm: of.open,
            at_once: of.at_once,
            four_eyes: of.four_eyes,
            reads: it.reads,
            adds: it.adds,
            keeps: it.keeps,
        }
    }
}

/// One of the words that a field takes.
#[derive(Serialize, ToSchema)]
pub struct RegisterChoice {
    key: String,
    label: String,
}

/// A condition on another field.
#[derive(Serialize, ToSchema)]
pub struct RegisterWhen {
    field: String,
    /// What it holds: `yes`, `no`, or keys of choices.
    is: Vec<String>,
}

impl From<&When> for RegisterWhen {
    fn from(it: &When) -> Self {
        Self { field: it.field.clone(), is: it.is.clone() }
    }
}

/// A field of a register.
#[derive(Serialize, ToSchema)]
pub struct RegisterField {
    key: String,
    label: String,
    help: Option<String>,
    /// `text`, `long_text`, `choice`, `date`, `moment`, `person`, `document`, `number`, `yes_no` or
    /// `reference`.
    #[schema(value_type = String)]
    kind: FieldKind,
    /// `optional`, `in_force` or `always`.
    need: &'static str,
    choices: Vec<RegisterChoice>,
    /// The register whose row it names.
    register: Option<String>,
    /// It is asked only where all of these hold of fields that are asked.
    when: Vec<RegisterWhen>,
    /// The day from which it has to be filled before a row is put in force.
    #[schema(value_type = Option<String>)]
    needed_from: Option<jiff::civil::Date>,
    /// It is a column of the table.
    column: bool,
    /// What it must hold became another thing: what is to be done with a row in force that lacks it.
    renewed: Option<String>,
}

impl RegisterField {
    fn of(it: &Field, language: Language) -> Self {
        let choice = |it: &legalmind_compliance::register::Choice| RegisterChoice {
            key: it.key.clone(),
            label: it.label.of(language).to_owned(),
        };
        Self {
            key: it.key.clone(),
            label: it.label.of(language).to_owned(),
            help: it.help.as_ref().map(|it| it.of(language).to_owned()),
            kind: it.kind,
            need: match it.need {
                Need::Optional => "optional",
                Need::InForce => "in_force",
                Need::Always => "always",
            },
            choices: it.choices.iter().map(choice).collect(),
            register: it.register.clone(),
            when: it.when.iter().map(RegisterWhen::from).collect(),
            needed_from: it.needed_from,
            column: it.column,
            renewed: it.renewed.as_ref().map(|it| it.of(language).to_owned()),
        }
    }
}

/// What has to be done from time to time.
#[derive(Serialize, ToSchema)]
pub struct RegisterCampaign {
    key: String,
    name: String,
    basis: String,
    /// The evidence that is asked for.
    evidence: Option<String>,
    /// The contacts of the firm each say that they know.
    each: bool,
    /// Another person looks at what was confirmed.
    four_eyes: bool,
    /// Confirming it removes what the row holds.
    removes: bool,
    /// The field that ends it; where there is one it is not confirmed by hand.
    field: Option<String>,
}

impl RegisterCampaign {
    fn of(it: &Campaign, language: Language) -> Self {
        let renewed = match it.schedule() {
            Ok(Schedule::On(field)) if it.suspends => Some(field.to_owned()),
            _ => it.done_by.clone(),
        };
        Self {
            key: it.key.clone(),
            name: it.name.of(language).to_owned(),
            basis: it.basis.clone(),
            evidence: it.evidence.as_ref().map(|it| it.of(language).to_owned()),
            each: it.each.is_some(),
            four_eyes: it.four_eyes,
            removes: it.removes,
            field: renewed,
        }
    }
}

/// A register with its fields.
#[derive(Serialize, ToSchema)]
pub struct RegisterDetail {
    #[serde(flatten)]
    register: Register,
    fields: Vec<RegisterField>,
    campaigns: Vec<RegisterCampaign>,
    /// Calls to language models before this instant have no recipient on record, where there are any; of the
    /// registers that are held against recipients.
    unrecorded_before: Option<String>,
}

impl RegisterDetail {
    pub fn of(it: &RegisterView, language: Language) -> Self {
        Self {
            fields: it.definition.fields.iter().map(|it| RegisterField::of(it, language)).collect(),
            campaigns: it.definition.campaigns.iter().map(|it| RegisterCampaign::of(it, language)).collect(),
            register: Register::of(it, language),
            unrecorded_before: it.unrecorded_before.map(|it| it.to_string()),
        }
    }
}

/// What a field holds.
#[derive(Serialize, ToSchema)]
pub struct RegisterValue {
    /// Text, a number, true or false; a day, a moment or an id as text.
    value: serde_json::Value,
    /// The name of the person, the document or the row; null where one may not read it.
    name: Option<String>,
}

impl From<Shown> for RegisterValue {
    fn from(it: Shown) -> Self {
        let value = match it.value {
            Value::Text(text) => text.into(),
            Value::Date(day) => day.to_string().into(),
            Value::Moment(at) => at.strftime("%Y-%m-%dT%H:%M").to_string().into(),
            Value::Person(id) => id.to_string().into(),
            Value::Document(id) => id.to_string().into(),
            Value::Row(id) => id.to_string().into(),
            Value::Number(number) => number.into(),
            Value::YesNo(yes) => yes.into(),
        };
        Self { value, name: it.name }
    }
}

/// Who confirmed or checked something.
#[derive(Serialize, ToSchema)]
pub struct RegisterConfirmation {
    by: Option<String>,
    /// It was oneself.
    own: bool,
    at: String,
    note: String,
    document: Option<RegisterValue>,
}

impl From<ConfirmationView> for RegisterConfirmation {
    fn from(it: ConfirmationView) -> Self {
        let document = it.document.map(RegisterValue::from);
        Self { by: it.by, own: it.own, at: it.at.to_string(), note: it.note, document }
    }
}

/// One cycle of what has to be done from time to time.
#[derive(Serialize, ToSchema)]
pub struct RegisterCycle {
    campaign: String,
    name: String,
    /// `open`, `checking`, `done` or `lapsed`.
    #[schema(value_type = String)]
    state: CycleState,
    opens: String,
    /// When it is due; what is done later is late.
    due: String,
    late: bool,
    finished: Option<String>,
    done: Option<RegisterConfirmation>,
    checked: Option<RegisterConfirmation>,
    /// Who sent it back and why, oldest first.
    sent_back: Vec<RegisterConfirmation>,
    /// Who is asked to say that they know, those who did first; empty where the campaign asks nobody.
    receipts: Vec<RegisterReceipt>,
}

/// A person who is asked to say that they know.
#[derive(Serialize, ToSchema)]
pub struct RegisterReceipt {
    name: Option<String>,
    /// It is oneself.
    own: bool,
    /// When they said it; null where they did not.
    at: Option<String>,
}

impl From<ReceiptView> for RegisterReceipt {
    fn from(it: ReceiptView) -> Self {
        Self { name: it.name, own: it.own, at: it.at.map(|it| it.to_string()) }
    }
}

impl RegisterCycle {
    fn of(it: CycleView, language: Language) -> Self {
        Self {
            campaign: it.campaign.key.clone(),
            name: it.campaign.name.of(language).to_owned(),
            state: it.state,
            opens: it.opens.to_string(),
            due: it.due.to_string(),
            late: it.late,
            finished: it.finished.map(|it| it.to_string()),
            done: it.done.map(RegisterConfirmation::from),
            checked: it.checked.map(RegisterConfirmation::from),
            sent_back: it.sent_back.into_iter().map(RegisterConfirmation::from).collect(),
            receipts: it.receipts.into_iter().map(RegisterReceipt::from).collect(),
        }
    }
}

/// What happened in a cycle.
#[derive(Serialize, ToSchema)]
pub struct RegisterEvent {
    campaign: String,
    name: String,
    due: String,
    fell: String,
    /// `opened`, `reminder`, `overdue`, `escalated`, `confirmed`, `checked` or `lapsed`.
    #[schema(value_type = String)]
    kind: EventKind,
}

impl RegisterEvent {
    fn of(it: EventView, language: Language) -> Self {
        Self {
            campaign: it.campaign.key.clone(),
            name: it.campaign.name.of(language).to_owned(),
            due: it.due.to_string(),
            fell: it.fell.to_string(),
            kind: it.kind,
        }
    }
}

/// A line of the history of a row.
#[derive(Serialize, ToSchema)]
pub struct RegisterHistory {
    at: String,
    by: Option<String>,
    /// `offered`, `added`, `imported`, `changed`, `put_in_force`, `taken_back`, `closed` or `removed`.
    #[schema(value_type = String)]
    act: RowAct,
    reason: String,
    /// What stood in the fields that changed; null where nothing did.
    #[schema(value_type = Object)]
    was: BTreeMap<String, Option<RegisterValue>>,
}

impl From<RowChangeView> for RegisterHistory {
    fn from(it: RowChangeView) -> Self {
        let was = it.was.into_iter().map(|(key, old)| (key, old.map(RegisterValue::from))).collect();
        Self { at: it.at.to_string(), by: it.by, act: it.act, reason: it.reason, was }
    }
}

/// Who looks after a row.
#[derive(Serialize, ToSchema)]
pub struct RegisterOwner {
    id: Uuid,
    name: Option<String>,
}

/// The dossier that a row belongs to.
#[derive(Serialize, ToSchema)]
pub struct RegisterHome {
    id: Uuid,
    name: String,
}

impl RegisterHome {
    pub const fn new(id: DossierId, name: String) -> Self {
        Self { id: id.uuid(), name }
    }
}

impl From<Home> for RegisterHome {
    fn from(it: Home) -> Self {
        Self::new(it.id, it.name)
    }
}

/// What a row needs before it can be in force.
#[derive(Serialize, ToSchema)]
pub struct RegisterLack {
    field: String,
    /// A stable code.
    code: &'static str,
}

/// A row of a register.
#[derive(Serialize, ToSchema)]
pub struct RegisterRow {
    id: Uuid,
    register: String,
    revision: u64,
    /// `concept`, `in_force` or `closed`.
    #[schema(value_type = String)]
    state: RowState,
    /// A day has passed without which it does not hold.
    suspended: bool,
    title: String,
    /// The dossier that it belongs to.
    dossier: Option<RegisterHome>,
    /// What it needs before it can be in force today.
    lacks: Vec<RegisterLack>,
    /// The last day on which what it holds has to be kept.
    #[schema(value_type = Option<String>)]
    kept_until: Option<jiff::civil::Date>,
    owner: Option<RegisterOwner>,
    created_at: String,
    updated_at: String,
    /// The fields that hold something.
    values: BTreeMap<String, RegisterValue>,
    /// By when they are due; in a list only the open ones.
    cycles: Vec<RegisterCycle>,
    /// Oldest first; empty in a list.
    events: Vec<RegisterEvent>,
    /// Oldest first; empty in a list.
    history: Vec<RegisterHistory>,
    /// Whether one may change it, and confirm what is due.
    writes: bool,
    /// Whether one may put it in force and close it.
    keeps: bool,
}

impl RegisterRow {
    pub fn of(it: RowView, language: Language) -> Self {
        let name = it.owner_name;
        Self {
            id: it.row.id.uuid(),
            register: it.row.register,
            revision: it.row.revision,
            state: it.row.state,
            suspended: it.suspended,
            title: it.title,
            dossier: it.home.map(RegisterHome::from),
            lacks: it.lacks.into_iter().map(|(field, code)| RegisterLack { field, code }).collect(),
            kept_until: it.kept_until,
            owner: it.owner.map(|id| RegisterOwner { id: id.uuid(), name }),
            created_at: it.row.created.to_string(),
            updated_at: it.row.updated.to_string(),
            values: it.values.into_iter().map(|(key, shown)| (key, shown.into())).collect(),
            cycles: it.cycles.into_iter().map(|it| RegisterCycle::of(it, language)).collect(),
            events: it.events.into_iter().map(|it| RegisterEvent::of(it, language)).collect(),
            history: it.history.into_iter().map(RegisterHistory::from).collect(),
            writes: it.writes,
            keeps: it.keeps,
        }
    }
}

/// Something that is due.
#[derive(Serialize, ToSchema)]
pub struct RegisterDuty {
    row: Uuid,
    register: String,
    register_name: String,
    title: String,
    /// The dossier that it belongs to.
    dossier: Option<RegisterHome>,
    owner_name: Option<String>,
    /// It is oneself.
    own: bool,
    cycle: RegisterCycle,
}

impl RegisterDuty {
    pub fn of(it: Duty, language: Language) -> Self {
        Self {
            row: it.row.uuid(),
            register: it.definition.key.clone(),
            register_name: it.definition.name.of(language).to_owned(),
            title: it.title,
            dossier: it.home.map(RegisterHome::from),
            owner_name: it.owner_name,
            own: it.own,
            cycle: RegisterCycle::of(it.cycle, language),
        }
    }
}
