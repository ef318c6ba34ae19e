//! Registers that a firm keeps of its own duties: rows with fields, and the campaigns on them. What a
//! register asks is data (`library/registers`), read by `compliance::register`.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use crate::{
    Timestamp,
    id::{DocumentId, RegisterRowId, UserId},
    redline::named,
};

named! {
    /// How far a row of a register is.
    RowState {
        /// Being written, or changed and not yet looked at by another person.
        Concept = "concept",
        /// The firm relies on it; its campaigns run.
        InForce = "in_force",
        /// Over. It is kept.
        Closed = "closed",
    }
}

named! {
    /// What a field of a register holds.
    FieldKind {
        /// A line of text.
        Text = "text",
        /// A text of more lines.
        LongText = "long_text",
        /// One of the words that the definition names.
        Choice = "choice",
        /// A day.
        Date = "date",
        /// A day and a time, by the clock of the Netherlands.
        Moment = "moment",
        /// A person with an account in the firm.
        Person = "person",
        /// A document of a dossier.
        Document = "document",
        /// A whole number.
        Number = "number",
        /// Yes or no.
        YesNo = "yes_no",
        /// A row of another register.
        Reference = "reference",
    }
}

/// What stands in a field of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// Text, or the key of a choice.
    Text(String),
    /// A day.
    Date(Date),
    /// A day and a time, by the clock of the Netherlands.
    Moment(DateTime),
    /// A person of the firm.
    Person(UserId),
    /// A document of a dossier.
    Document(DocumentId),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    YesNo(bool),
    /// A row of another register.
    Row(RegisterRowId),
}

/// The fields of a row by their keys; an empty field is not there.
pub type Values = BTreeMap<String, Value>;

named! {
    /// What happened to a row.
    RowAct {
        /// The product offered it.
        Offered = "offered",
        /// A person added it.
        Added = "added",
        /// It came with a file.
        Imported = "imported",
        /// Its fields or its owner changed.
        Changed = "changed",
        /// It was put in force.
        PutInForce = "put_in_force",
        /// It was taken back to be written anew.
        TakenBack = "taken_back",
        /// It was closed.
        Closed = "closed",
        /// What it held was removed, for it had been kept long enough.
        Removed = "removed",
    }
}

/// A line of the history of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowChange {
    /// When.
    pub at: Timestamp,
    /// By whom; nobody where the product did it.
    pub by: Option<UserId>,
    /// What.
    pub act: RowAct,
    /// Why, where they said so.
    pub reason: String,
    /// What stood in the fields that changed.
    pub was: BTreeMap<String, Option<Value>>,
}

/// What is sealed of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowContent {
    /// Its fields.
    pub values: Values,
    /// What happened to it, oldest first.
    pub history: Vec<RowChange>,
}

named! {
    /// How far one cycle of a campaign is.
    CycleState {
        /// Somebody has to do it.
        Open = "open",
        /// It was done, and another person has to look at that.
        Checking = "checking",
        /// It was done.
        Done = "done",
        /// It does not matter any more: the row was closed, or its day moved.
        Lapsed = "lapsed",
    }
}

impl CycleState {
    /// Whether somebody still has to act.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Checking)
    }
}

named! {
    /// What happened in a cycle of a campaign. Each happens once.
    EventKind {
        /// It opened.
        Opened = "opened",
        /// It is due before long.
        Reminder = "reminder",
        /// It was not done in time.
        Overdue = "overdue",
        /// It was not done in time, and others are told.
        Escalated = "escalated",
        /// Somebody did it.
        Confirmed = "confirmed",
        /// Another person looked at that.
        Checked = "checked",
        /// It does not matter any more.
        Lapsed = "lapsed",
    }
}

/// Names one cycle of a campaign on a row: when it is due is what tells it from the others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CycleKey {
    /// The row.
    pub row: RegisterRowId,
    /// The campaign, by its key in the definition.
    pub campaign: String,
    /// When it is due.
    pub due: Timestamp,
}

/// Who did a cycle, or looked at that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// Who.
    pub by: Option<UserId>,
    /// When.
    pub at: Timestamp,
    /// What was found, or where the evidence is.
    pub note: String,
    /// The evidence, where it is in a dossier.
    pub document: Option<DocumentId>,
}

/// What is sealed of a cycle.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CycleContent {
    /// Who did it.
    pub done: Option<Confirmation>,
    /// Who looked at that.
    pub checked: Option<Confirmation>,
    /// Who sent it back and why, oldest first.
    pub sent_back: Vec<Confirmation>,
}
