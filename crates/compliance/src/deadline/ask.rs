//! What is asked for when a term is counted or a deadline is made, checked before anything is done.

use jiff::civil::{Date, DateTime, Time};
use legalmind_core::{
    UserId,
    account::Language,
    deadline::{Reckoning, Term, Unit},
};

use super::{Calendar, Row, Table, reckon};
use crate::{Error, Result};

/// The longest title, source and event, in characters.
const MAX_LINE: usize = 300;
/// The longest note.
const MAX_NOTE: usize = 4_000;
/// The most steps before one deadline.
pub(super) const MAX_STEPS: usize = 10;

/// A term to be counted: a row of the table, or one of one's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// The row of the table.
    pub key: Option<String>,
    /// The term, where there is no row.
    pub term: Option<Term>,
    /// The day of the event.
    pub event_date: Option<Date>,
    /// The time of the event; only terms in hours need it.
    pub event_time: Option<Time>,
}

/// A deadline to be added.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// What is counted.
    pub count: Count,
    /// What has to be done; that of the row unless told.
    pub title: Option<String>,
    /// Where the term comes from; that of the row unless told.
    pub source: Option<String>,
    /// What the event is; that of the row unless told.
    pub event: Option<String>,
    /// A note.
    pub note: String,
    /// Who has to act; the responsible lawyer of the dossier unless told.
    pub responsible: Option<UserId>,
    /// Steps before it.
    pub chain: Vec<ChainStep>,
}

/// A step before a deadline.
#[derive(Clone, Debug)]
pub struct ChainStep {
    /// How long before.
    pub amount: u32,
    /// In what.
    pub unit: Unit,
    /// What has to be done.
    pub title: String,
}

/// What a deadline becomes.
#[derive(Clone, Debug, Default)]
pub struct Changed {
    /// What is counted; nothing where it stays as it is.
    pub count: Option<Count>,
    /// What has to be done.
    pub title: Option<String>,
    /// Where the term comes from.
    pub source: Option<String>,
    /// What the event is.
    pub event: Option<String>,
    /// The note.
    pub note: Option<String>,
    /// Who has to act.
    pub responsible: Option<UserId>,
}

impl Count {
    /// The row, where a row is asked for.
    pub(super) fn row(&self) -> Result<Option<&'static Row>> {
        let Some(key) = &self.key else { return Ok(None) };
        Table::dutch().find(key).map(Some).ok_or_else(|| Error::invalid("/key", "unknown"))
    }

    /// Counts it.
    ///
    /// # Errors
    /// [`Error::Invalid`] where something is missing or cannot be counted.
    pub fn reckon(&self) -> Result<Reckoning> {
        let term = match (self.row()?, self.term) {
            (Some(row), None) => row.term(),
            (None, Some(term)) => term,
            (Some(_), Some(_)) => return Err(Error::invalid("/term", "key_given")),
            (None, None) => return Err(Error::invalid("/term", "required")),
        };
        let date = self.event_date.ok_or_else(|| Error::invalid("/event_date", "required"))?;
        let time = match (term.unit, self.event_time) {
            (Unit::Hours, None) => return Err(Error::invalid("/event_time", "required")),
            (Unit::Hours, Some(time)) => time,
            _ => Time::midnight(),
        };
        Ok(reckon(Calendar::dutch(), &term, DateTime::from_parts(date, time))?)
    }
}

/// The words of a deadline: those that were given, or those of the row.
pub(super) struct Lines {
    pub title: String,
    pub source: String,
    pub event: String,
}

impl Asked {
    pub(super) fn lines(&self, language: Language) -> Result<Lines> {
        let row = self.count.row()?;
        let of = |given: &Option<String>, row: Option<&str>| {
            let given = given.as_deref().map(str::trim).filter(|it| !it.is_empty());
            given.or(row).unwrap_or_default().to_owned()
        };
        Ok(Lines {
            title: line("/title", of(&self.title, row.map(|it| it.title.of(language))), true)?,
            source: line("/source", of(&self.source, row.map(|it| it.source.as_str())), false)?,
            event: line("/event", of(&self.event, row.map(|it| it.event.of(language))), false)?,
        })
    }
}

/// One line of text, within its bounds.
pub(super) fn line(pointer: &str, text: String, required: bool) -> Result<String> {
    let text = text.trim().to_owned();
    if required && text.is_empty() {
        return Err(Error::invalid(pointer, "required"));
    }
    if text.chars().nth(MAX_LINE).is_some() {
        return Err(Error::invalid(pointer, "too_long"));
    }
    if text.chars().any(char::is_control) {
        return Err(Error::invalid(pointer, "control_character"));
    }
    Ok(text)
}

/// A note, within its bounds.
pub(super) fn note(text: &str) -> Result<String> {
    let text = text.trim().to_owned();
    if text.chars().nth(MAX_NOTE).is_some() {
        return Err(Error::invalid("/note", "too_long"));
    }
    Ok(text)
}
