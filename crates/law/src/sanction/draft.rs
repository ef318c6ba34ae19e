//! A list as it is read, piece by piece, with bounds; and whether the whole can be one.

use jiff::{civil::Date, tz::TimeZone};
use legalmind_core::sanction::{ListHead, ListedName, ListedSubject, SubjectKind};

use super::{
    List, Read, Told,
    fault::{Counted, Fault, Place, Refused},
};
use crate::{day_of, read::xml::squeeze};

/// The most entries of a list.
const MAX_ENTRIES: usize = 200_000;
/// The most names, days, numbers of one entry.
const MAX_FACTS: usize = 2_000;
/// The longest text, in characters.
const MAX_TEXT: usize = 20_000;

/// A list being read.
#[derive(Default)]
pub(super) struct Draft {
    /// The day it tells of itself.
    pub date: Option<Date>,
    pub entries: Vec<ListedSubject>,
    pub nameless: u32,
    pub without: Vec<&'static str>,
}

/// A text in one form of white space, not longer than is kept.
pub(super) fn text(raw: &str) -> Result<String, Fault> {
    let text = squeeze(raw);
    match text.chars().nth(MAX_TEXT) {
        Some(_) => Err(Fault::TooMany { what: Counted::Characters, limit: MAX_TEXT }),
        None => Ok(text),
    }
}

/// Adds a text that is not there yet.
pub(super) fn add(to: &mut Vec<String>, raw: &str) -> Result<(), Fault> {
    let text = text(raw)?;
    if text.is_empty() || to.contains(&text) {
        return Ok(());
    }
    if to.len() == MAX_FACTS {
        return Err(Fault::TooMany { what: Counted::OfEntry, limit: MAX_FACTS });
    }
    to.push(text);
    Ok(())
}

/// Adds a name that is not there yet; a strong one makes a weak one of the same words strong.
pub(super) fn add_name(to: &mut Vec<ListedName>, raw: &str, weak: bool) -> Result<(), Fault> {
    let text = text(raw)?;
    if !text.chars().any(char::is_alphanumeric) {
        return Ok(());
    }
    if let Some(known) = to.iter_mut().find(|it| it.text == text) {
        known.weak &= weak;
        return Ok(());
    }
    if to.len() == MAX_FACTS {
        return Err(Fault::TooMany { what: Counted::OfEntry, limit: MAX_FACTS });
    }
    to.push(ListedName { text, weak });
    Ok(())
}

/// The parts that say something, with commas.
pub(super) fn joined<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let said = parts.into_iter().map(str::trim).filter(|it| !it.is_empty() && !is_unknown(it));
    said.collect::<Vec<_>>().join(", ")
}

/// How the list of the Union writes that a country is not known.
pub(super) fn is_unknown(text: &str) -> bool {
    matches!(text, "00" | "UNKNOWN")
}

/// A person or an organisation, as the list of the Union codes it.
pub(super) fn subject_kind(code: &str) -> Option<SubjectKind> {
    match code.trim().to_ascii_lowercase().as_str() {
        "person" | "p" => Some(SubjectKind::Person),
        "enterprise" | "entity" | "e" => Some(SubjectKind::Organisation),
        _ => None,
    }
}

/// An address that a browser may be sent to.
pub(super) fn is_link(text: &str) -> bool {
    let text = text.trim();
    (text.starts_with("https://") || text.starts_with("http://")) && !text.contains(char::is_whitespace)
}

/// A day as `2026-11-30`, `30/11/2026` or `30-11-2026`, perhaps with an hour behind it.
pub(super) fn day(raw: &str) -> Option<Date> {
    let day = raw.trim().split(['T', ' ']).next()?;
    let parts: Vec<&str> = day.split(['-', '/']).collect();
    let [one, month, three] = parts.as_slice() else { return None };
    let (year, date) = if one.len() == 4 { (one, three) } else { (three, one) };
    if year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, date.parse().ok()?).ok()
}

impl Draft {
    /// Takes the day that the file tells; every part must tell the same.
    pub fn dated(&mut self, raw: &str) -> Result<(), Fault> {
        let date = day(raw).ok_or_else(|| Fault::BadDate(raw.chars().take(40).collect()))?;
        match self.date {
            Some(file) if file != date => Err(Fault::OtherDate { file, told: date }),
            _ => {
                self.date = Some(date);
                Ok(())
            }
        }
    }

    /// Takes an entry.
    pub fn push(&mut self, entry: ListedSubject) -> Result<(), Fault> {
        if entry.names.is_empty() {
            self.nameless += 1;
            return Ok(());
        }
        if self.entries.len() == MAX_ENTRIES {
            return Err(Fault::TooMany { what: Counted::Entries, limit: MAX_ENTRIES });
        }
        self.entries.push(entry);
        Ok(())
    }

    /// The list, if it can be one.
    pub fn sound(self, told: Told, sha256: [u8; 32]) -> Result<Read, Refused> {
        let date = match (self.date, told.date) {
            (Some(file), Some(told)) if file != told => return Err(Fault::OtherDate { file, told }.into()),
            (Some(date), _) | (None, Some(date)) => date,
            (None, None) => return Err(Fault::NoDate.into()),
        };
        // the day where the sun is first is also a day of today
        let latest = told.now.to_zoned(TimeZone::UTC).date().tomorrow().unwrap_or_else(|_| day_of(told.now));
        if date > latest {
            return Err(Fault::Future(date).into());
        }
        if self.entries.is_empty() {
            return Err(Fault::NoEntries.at(Place::File));
        }
        let count = |of: usize| u32::try_from(of).unwrap_or(u32::MAX);
        let head = ListHead {
            list: told.list,
            date,
            entries: count(self.entries.len()),
            names: count(self.entries.iter().map(|it| it.names.len()).sum()),
            sha256,
            imported: told.now,
        };
        let Self { entries, nameless, without, .. } = self;
        Ok(Read { list: List { head, entries }, nameless, without })
    }
}
