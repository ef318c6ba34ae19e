//! What a register is, as its file says it.

mod check;

use jiff::civil::Date;
use legalmind_core::{
    check::Words,
    deadline::{Regime, Unit},
    register::FieldKind,
    requirement::Requirement,
};
use serde::Deserialize;

use super::span::Span;
use crate::deadline::Table;
pub use check::Fault;
use check::Faults;

/// Whose the rows of a register are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The firm's.
    #[default]
    Firm,
    /// Each belongs to a dossier: it is seen and changed by who may see and change that, and its
    /// campaigns run as soon as it is there.
    Dossier,
}

/// A register.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// Its name in addresses and in rows.
    pub key: String,
    /// Its name.
    pub name: Words,
    /// What it is for.
    pub purpose: Words,
    /// What it rests on.
    pub basis: Vec<String>,
    /// The role of who looks after its rows.
    pub owner: Words,
    /// Whose its rows are.
    #[serde(default)]
    pub scope: Scope,
    /// A dossier has one row of it at a time.
    #[serde(default)]
    pub single: bool,
    /// All of the firm may read it; else only who keeps the registers, and each their own rows.
    #[serde(default)]
    pub open: bool,
    /// All of the firm may add to it.
    #[serde(default)]
    pub reported: bool,
    /// The product writes its rows, from what it found out itself; nobody else does.
    #[serde(default)]
    pub measured: bool,
    /// A row is in force as soon as it is there: its clocks do not wait.
    #[serde(default)]
    pub at_once: bool,
    /// A row is put in force by another person than who wrote it last.
    #[serde(default)]
    pub four_eyes: bool,
    /// It goes out as a file only when every row is in force.
    #[serde(default)]
    pub whole: bool,
    /// Its fields; the first is the title of a row.
    #[serde(rename = "field")]
    pub fields: Vec<Field>,
    /// What its rows meet of what the firm asks of people.
    #[serde(default)]
    pub attests: Vec<Attests>,
    /// What has to be done from time to time.
    #[serde(rename = "campaign", default)]
    pub campaigns: Vec<Campaign>,
    /// Rows that the product offers.
    #[serde(rename = "offer", default)]
    pub offers: Vec<Offer>,
}

/// When a field has to be filled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// Never.
    #[default]
    Optional,
    /// Before the row is put in force.
    InForce,
    /// Always.
    Always,
}

/// A field of a register.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its name in rows.
    pub key: String,
    /// Its label.
    pub label: Words,
    /// What to write in it.
    pub help: Option<Words>,
    /// What it holds.
    pub kind: FieldKind,
    /// When it has to be filled.
    #[serde(default)]
    pub need: Need,
    /// What may be chosen.
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// The register whose row it names.
    pub register: Option<String>,
    /// What it must hold before the row is put in force: `yes`, or keys of choices.
    #[serde(default)]
    pub must: Vec<String>,
    /// Its day must not be past when the row is put in force.
    #[serde(default)]
    pub future: bool,
    /// Its day must not be past when the row is put in force for the first time: people are told then, not before.
    #[serde(default)]
    pub ahead: bool,
    /// Its day is no longer ago than so long, also once the row is in force: the newest report.
    pub fresh: Option<Span>,
    /// Its day comes so long after another's: who has to hear of a change hears of it before.
    pub after: Option<After>,
    /// The row it names, of the same register, does not hold where this one does not: a processor whose
    /// sub-processor lacks proof lacks it too.
    #[serde(default)]
    pub carries: bool,
    /// It is asked only where all of these hold, and needed only then; each names a field before it.
    #[serde(default)]
    pub when: Vec<When>,
    /// The day from which it has to be filled before the row is put in force.
    pub needed_from: Option<Date>,
    /// The person it names is another than the responsible lawyer of the dossier.
    #[serde(default)]
    pub other: bool,
    /// It is a column of the table.
    #[serde(default)]
    pub column: bool,
    /// What it must hold became another thing since rows were put in force: what is to be done with a row in
    /// force that does not hold it.
    pub renewed: Option<Words>,
}

/// How long one day comes after another.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct After {
    /// The field with the other day.
    pub field: String,
    /// So long at least.
    pub by: Span,
}

/// One of the words that may be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Its name in rows.
    pub key: String,
    /// Its label.
    pub label: Words,
    /// Who chooses it wants no AI: the switch of the row's dossier goes with it.
    #[serde(default)]
    pub forbids_ai: bool,
}

/// What a row in force meets of what the firm asks of people.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attests {
    /// What.
    pub what: Requirement,
    /// The field with the person.
    pub person: String,
    /// The field with the last day on which it holds; without one it does not end.
    pub until: Option<String>,
    /// Only where all of these hold.
    #[serde(default)]
    pub when: Vec<When>,
}

/// Who hears of what falls in a campaign, as soon as it falls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// Who looks after the row; others when it is escalated.
    #[default]
    Owner,
    /// Beside them everyone who keeps the registers: its clock does not wait until somebody is late.
    Keepers,
}

/// The part of the calendar that a campaign opens with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// The first days of January, April, July and October.
    Quarter,
    /// The first of January.
    Year,
}

/// A condition on another field.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// The field.
    pub field: String,
    /// What it holds: `yes`, `no`, or keys of choices.
    pub is: Vec<String>,
}

/// What has to be done from time to time with a row.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Campaign {
    /// Its name in cycles.
    pub key: String,
    /// What has to be done.
    pub name: Words,
    /// What it rests on.
    pub basis: String,
    every: Option<Every>,
    on: Option<String>,
    from: Option<String>,
    repeat: Option<Span>,
    term: Option<String>,
    within: Option<Span>,
    after: Option<Span>,
    #[serde(default)]
    regime: Option<Regime>,
    /// How long before it is due a cycle opens, where it is due on a day.
    pub open: Option<Span>,
    /// How long before it is due it is told again.
    #[serde(default)]
    pub reminders: Vec<Span>,
    /// How long after it was due others are told.
    pub escalate: Option<Span>,
    /// Who is told of it before that.
    #[serde(default)]
    pub told: Told,
    /// The evidence that has to be given when it is confirmed.
    pub evidence: Option<Words>,
    /// Each of these people says that they know; it is done once all did, or once it is past its day, with what
    /// was tried.
    pub each: Option<Each>,
    /// Another person looks at what was confirmed.
    #[serde(default)]
    pub four_eyes: bool,
    /// Past its day the row does not hold any more; only another day ends the cycle.
    #[serde(default)]
    pub suspends: bool,
    /// It tells that what the row holds was kept long enough: confirming it removes that.
    #[serde(default)]
    pub removes: bool,
    /// It runs only where all of these hold.
    #[serde(default)]
    pub when: Vec<When>,
    /// A field whose filling does it: the moment at which it was reported.
    pub done_by: Option<String>,
}

/// Whom a campaign asks, each for themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Each {
    /// The contacts of the firm: its administrators and whoever keeps the registers.
    Contacts,
}

/// When the cycles of a campaign are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schedule<'a> {
    /// Opens with a part of the calendar, and is due so long after.
    Calendar(Every, Span),
    /// Is due on the day in a field.
    On(&'a str),
    /// Is due time and again, counted from the day in a field.
    Repeat(&'a str, Span),
    /// Is due a term after what is in a field: a row of the table of terms.
    Term(&'a str, &'a str),
    /// Is due so long after what is in a field, by these rules.
    Within(&'a str, Span, Regime),
    /// Opens when the first stretch after the day in a field is over, and is due the second after that.
    After(&'a str, Span, Span),
    /// Opens when the campaigns of the row begin, and is due so long after.
    Begin(Span),
}

impl Campaign {
    /// When its cycles are.
    ///
    /// # Errors
    /// What its file does not say, or says twice.
    pub fn schedule(&self) -> Result<Schedule<'_>, &'static str> {
        let parts = (
            self.every,
            self.on.as_deref(),
            self.from.as_deref(),
            self.repeat,
            self.term.as_deref(),
            self.within,
            self.after,
        );
        match parts {
            (Some(every), None, None, None, None, Some(within), None) => {
                Ok(Schedule::Calendar(every, within))
            }
            (None, Some(on), None, None, None, None, None) => Ok(Schedule::On(on)),
            (None, None, Some(from), Some(repeat), None, None, None) if repeat.hours() >= 24 => {
                Ok(Schedule::Repeat(from, repeat))
            }
            (None, None, Some(from), None, Some(term), None, None) => Ok(Schedule::Term(from, term)),
            (None, None, Some(from), None, None, Some(within), None) => {
                Ok(Schedule::Within(from, within, self.regime.unwrap_or(Regime::Agreed)))
            }
            (None, None, Some(from), None, None, Some(within), Some(after)) => {
                Ok(Schedule::After(from, after, within))
            }
            (None, None, None, None, None, Some(within), None) => Ok(Schedule::Begin(within)),
            _ => Err(
                "a campaign has within, alone or with every, or on, or from with repeat, term, within or \
                      after and within",
            ),
        }
    }
}

impl Campaign {
    /// Whether its clock is counted in hours: what falls in it cannot wait for the morning.
    #[must_use]
    pub fn in_hours(&self) -> bool {
        match self.schedule() {
            Ok(Schedule::Within(_, span, _) | Schedule::Begin(span)) => span.unit == Unit::Hours,
            Ok(Schedule::Term(_, term)) => {
                Table::dutch().find(term).is_some_and(|it| it.term().unit == Unit::Hours)
            }
            _ => false,
        }
    }
}

/// A row that the product offers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// Its name among the offers of the register.
    pub key: String,
    /// Offered only where the product does this.
    pub when: Option<String>,
    /// It is put in force at once: the duty is there whether or not somebody looked at it.
    #[serde(default)]
    pub in_force: bool,
    /// What its fields hold, as a person would write it; in a register of dossiers `{client}` stands for
    /// the client of the dossier.
    pub values: std::collections::BTreeMap<String, String>,
}

impl Definition {
    /// Reads a definition. `registers` are the keys of all registers, for references.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn parse(text: &str, registers: &[&str]) -> Result<Self, Vec<Fault>> {
        let read: Self = toml::from_str(text)
            .map_err(|error| vec![Fault { place: String::new(), fault: error.message().to_owned() }])?;
        let mut faults = Faults::default();
        read.check(registers, &mut faults);
        faults.none().map(|()| read)
    }

    /// The field of this key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|it| it.key == key)
    }

    /// The campaign of this key.
    #[must_use]
    pub fn campaign(&self, key: &str) -> Option<&Campaign> {
        self.campaigns.iter().find(|it| it.key == key)
    }

    /// The field that is the title of a row.
    #[must_use]
    pub fn title(&self) -> Option<&Field> {
        self.fields.first()
    }
}
