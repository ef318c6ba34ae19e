//! What is shown of registers and rows.

use jiff::civil::Date;
use legalmind_core::{
    DossierId, RegisterRowId, Timestamp, UserId,
    register::{CycleState, EventKind, RowAct, Value},
};
use legalmind_store::register::Row;

use crate::register::definition::{Campaign, Definition};

/// A register with what is in it, as far as the person may see.
#[derive(Clone, Debug)]
pub struct RegisterView {
    /// The register.
    pub definition: &'static Definition,
    /// Rows that are no longer or not yet in force.
    pub concepts: u64,
    /// Rows in force.
    pub in_force: u64,
    /// Rows that were closed.
    pub closed: u64,
    /// Cycles that somebody has to do.
    pub open: u64,
    /// Of those, the ones that are late.
    pub late: u64,
    /// Whether the person may read all of its rows, and not only those of their own.
    pub reads: bool,
    /// Whether they may add rows.
    pub adds: bool,
    /// Whether they may do everything with it.
    pub keeps: bool,
    /// Calls to models before this instant have no recipient on record, where it is one of the registers
    /// that are held against recipients and there are such calls; told of one register, not of the list.
    pub unrecorded_before: Option<Timestamp>,
}

/// A value with its words, where it names something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The value.
    pub value: Value,
    /// The name of the person, the document or the row; none where it may not be read.
    pub name: Option<String>,
}

/// A line of the history of a row.
#[derive(Clone, Debug)]
pub struct RowChangeView {
    /// When.
    pub at: Timestamp,
    /// By whom; none where the product did it.
    pub by: Option<String>,
    /// What.
    pub act: RowAct,
    /// Why.
    pub reason: String,
    /// The fields that changed, with what stood there.
    pub was: Vec<(String, Option<Shown>)>,
}

/// Who confirmed or checked a cycle.
#[derive(Clone, Debug)]
pub struct ConfirmationView {
    /// Who.
    pub by: Option<String>,
    /// Whether it is the person who looks.
    pub own: bool,
    /// When.
    pub at: Timestamp,
    /// What was found.
    pub note: String,
    /// The evidence.
    pub document: Option<Shown>,
}

/// A cycle.
#[derive(Clone, Debug)]
pub struct CycleView {
    /// The campaign.
    pub campaign: &'static Campaign,
    /// How far it is.
    pub state: CycleState,
    /// When it opened.
    pub opens: Timestamp,
    /// When it is due.
    pub due: Timestamp,
    /// It is open and was due.
    pub late: bool,
    /// When it was done or lapsed.
    pub finished: Option<Timestamp>,
    /// Who did it.
    pub done: Option<ConfirmationView>,
    /// Who looked at that.
    pub checked: Option<ConfirmationView>,
    /// Who sent it back and why, oldest first.
    pub sent_back: Vec<ConfirmationView>,
    /// Who is asked and who answered, where the campaign asks each of some people.
    pub receipts: Vec<ReceiptView>,
}

/// A person who is asked to say that they know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptView {
    /// Their name.
    pub name: Option<String>,
    /// Whether it is the person who looks.
    pub own: bool,
    /// When they said it; none where they did not.
    pub at: Option<Timestamp>,
}

/// What happened in a cycle.
#[derive(Clone, Debug)]
pub struct EventView {
    /// The campaign.
    pub campaign: &'static Campaign,
    /// When the cycle is due.
    pub due: Timestamp,
    /// When it fell.
    pub fell: Timestamp,
    /// What.
    pub kind: EventKind,
}

/// A row as it is shown.
#[derive(Clone, Debug)]
pub struct RowView {
    /// The row.
    pub row: Row,
    /// Its register.
    pub definition: &'static Definition,
    /// Its title.
    pub title: String,
    /// The fields that hold something.
    pub values: Vec<(String, Shown)>,
    /// A day has passed without which it does not hold.
    pub suspended: bool,
    /// What it needs before it can be in force today, each field with what is wrong.
    pub lacks: Vec<(String, &'static str)>,
    /// The last day on which what it holds has to be kept; then a campaign tells to remove it.
    pub kept_until: Option<Date>,
    /// The dossier that it belongs to.
    pub home: Option<Home>,
    /// Who looks after it: whoever was named, or the responsible lawyer of its dossier.
    pub owner: Option<UserId>,
    /// Their name.
    pub owner_name: Option<String>,
    /// Its cycles, by when they are due; in a list only the open ones.
    pub cycles: Vec<CycleView>,
    /// What happened in them; not in a list.
    pub events: Vec<EventView>,
    /// What happened to it; not in a list.
    pub history: Vec<RowChangeView>,
    /// Whether the person may change it.
    pub writes: bool,
    /// Whether they may put it in force and close it.
    pub keeps: bool,
}

/// The dossier that a row belongs to.
#[derive(Clone, Debug)]
pub struct Home {
    /// Its id.
    pub id: DossierId,
    /// Its name.
    pub name: String,
    /// The responsible lawyer.
    pub responsible: Option<UserId>,
    /// Whether the person may change its rows.
    pub writes: bool,
    /// Whether they may put them in force and close them.
    pub keeps: bool,
}

/// A register that is kept by dossier, with the rows of one.
#[derive(Clone, Debug)]
pub struct DossierDuties {
    /// The register, with what is in it of this dossier.
    pub register: RegisterView,
    /// Its rows, oldest first; of their cycles the open ones.
    pub rows: Vec<RowView>,
}

/// Something that is due to a person.
#[derive(Clone, Debug)]
pub struct Duty {
    /// The row.
    pub row: RegisterRowId,
    /// Its register.
    pub definition: &'static Definition,
    /// Its title.
    pub title: String,
    /// The dossier that it belongs to.
    pub home: Option<Home>,
    /// Who looks after it.
    pub owner_name: Option<String>,
    /// Whether that is the person who looks.
    pub own: bool,
    /// The cycle.
    pub cycle: CycleView,
}
