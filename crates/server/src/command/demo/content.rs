//! `demo.toml`: who works at the demonstration firm, what it did before, what is in its dossier, and what is
//! due there.

use std::{collections::BTreeMap, path::Path};

use anyhow::{Context, Result};
use jiff::{ToSpan, civil::Date};
use legalmind_compliance::deadline::{Asked, ChainStep, Count};
use legalmind_core::{
    account::Language,
    deadline::{Direction, FirstDay, Regime, Term, Unit},
    dossier::Access,
};
use serde::Deserialize;

/// The whole file, but for the questions, which are for the tests.
#[derive(Deserialize)]
pub struct Content {
    /// The firm.
    pub firm: Firm,
    /// Its people; the first is its administrator.
    pub person: Vec<Person>,
    /// What it did before it is filled.
    pub past: Option<Past>,
    /// The dossier.
    pub dossier: Dossier,
    /// The files in it.
    pub document: Vec<Document>,
    /// The deadlines in it.
    #[serde(default)]
    pub deadline: Vec<Deadline>,
    /// What is owed about it and was seen to.
    #[serde(default)]
    pub duty: Vec<Duty>,
}

/// The firm.
#[derive(Deserialize)]
pub struct Firm {
    /// Its name.
    pub name: String,
}

/// Somebody of the firm.
#[derive(Deserialize)]
pub struct Person {
    /// Their name.
    pub name: String,
    /// What they sign in with.
    pub email: String,
    /// The name of their role.
    pub role: String,
    /// The language they read.
    pub language: Language,
}

/// What the firm did with its registers in whole quarters of the calendar, and in the days since. Days are
/// counted from the first of the first quarter, which is 1.
#[derive(Deserialize)]
pub struct Past {
    /// How many quarters.
    pub quarters: i32,
    /// The address of whoever keeps the registers beside the administrator, and looks at what they did.
    pub second: String,
    /// What the administrator says of a task that was done.
    pub note: String,
    /// The rows that were written.
    pub row: Vec<PastRow>,
}

/// A row that the administrator wrote, and that the other put in force on the same day. In the text of a
/// field `dag 12` is that day of the past, `dag 12 10:30` a moment of it.
#[derive(Deserialize)]
pub struct PastRow {
    /// The register.
    pub register: String,
    /// The day on which it was written.
    pub day: i64,
    /// Its fields.
    pub values: BTreeMap<String, String>,
    /// Fields that were filled later.
    #[serde(default)]
    pub later: Vec<Later>,
}

/// Fields of a row that were filled on a later day.
#[derive(Deserialize)]
pub struct Later {
    /// The day.
    pub day: i64,
    /// The fields.
    pub values: BTreeMap<String, String>,
}

impl Past {
    /// The first day of it, seen from today.
    ///
    /// # Errors
    /// It is out of reach.
    pub fn begins(&self, today: Date) -> Result<Date> {
        let quarter = Date::new(today.year(), (today.month() - 1) / 3 * 3 + 1, 1)?;
        quarter.checked_sub((3 * self.quarters).months()).context("demo.toml: no such quarter")
    }
}

/// The text of a field, with the days of a past that begins on this one.
#[must_use]
pub fn dated(text: &str, begins: Date) -> String {
    let day = |rest: &str| {
        let (number, time) = rest.split_once(' ').unwrap_or((rest, ""));
        let day = begins.checked_add((number.parse::<i64>().ok()? - 1).days()).ok()?;
        Some(if time.is_empty() { day.to_string() } else { format!("{day}T{time}") })
    };
    text.strip_prefix("dag ").and_then(day).unwrap_or_else(|| text.to_owned())
}

/// The dossier.
#[derive(Deserialize)]
pub struct Dossier {
    /// Its name.
    pub name: String,
    /// The firm's own number.
    pub number: String,
    /// The client.
    pub client: String,
    /// The other parties.
    pub counterparties: Vec<String>,
    /// Rechtsgebied.
    pub field_of_law: String,
    /// Free description.
    pub description: String,
    /// Who may open it.
    pub access: Access,
    /// The address of the responsible lawyer.
    pub responsible: String,
    /// The addresses of further members.
    pub members: Vec<String>,
}

/// A file.
#[derive(Deserialize)]
pub struct Document {
    /// Its name in `documents/`.
    pub file: String,
    /// The folders it stands in.
    pub folder: Vec<String>,
}

/// A row of a register that is kept by dossier, as a person would write it.
#[derive(Deserialize)]
pub struct Duty {
    /// The register.
    pub register: String,
    /// Its fields.
    pub values: BTreeMap<String, String>,
}

/// A deadline: a row of the table of terms, or an agreed term with its own words.
#[derive(Deserialize)]
pub struct Deadline {
    /// The row.
    pub key: Option<String>,
    /// What has to be done, where there is no row.
    pub title: Option<String>,
    /// Where the term comes from, where there is no row.
    pub source: Option<String>,
    /// What the event is, where there is no row.
    pub event: Option<String>,
    /// How many weeks were agreed, where there is no row.
    pub weeks: Option<u32>,
    /// The day of the event.
    pub on: Option<Date>,
    /// How many days before today the event was, where it has no day of its own.
    #[serde(default)]
    pub days_ago: i64,
    /// Whether the responsible lawyer has looked at it.
    #[serde(default)]
    pub confirmed: bool,
    /// Steps before it: so many weeks, and what to do.
    #[serde(default)]
    pub before: Vec<(u32, String)>,
}

impl Deadline {
    /// It as it is asked for, on this day.
    ///
    /// # Errors
    /// The day of the event is out of reach.
    pub fn asked(&self, today: Date) -> Result<Asked> {
        let event = match self.on {
            Some(day) => day,
            None => today.checked_sub(self.days_ago.days()).context("demo.toml: no such day")?,
        };
        let term = self.weeks.map(|amount| Term {
            amount,
            unit: Unit::Weeks,
            direction: Direction::After,
            regime: Regime::Agreed,
            first: FirstDay::Next,
            excluded: None,
        });
        let step = |(amount, title): &(u32, String)| ChainStep {
            amount: *amount,
            unit: Unit::Weeks,
            title: title.clone(),
        };
        Ok(Asked {
            count: Count { key: self.key.clone(), term, event_date: Some(event), event_time: None },
            title: self.title.clone(),
            source: self.source.clone(),
            event: self.event.clone(),
            chain: self.before.iter().map(step).collect(),
            ..Asked::default()
        })
    }
}

impl Content {
    /// Reads `demo.toml` in a folder.
    ///
    /// # Errors
    /// No such file, or one that does not fit.
    pub fn read(folder: &Path) -> Result<Self> {
        let file = folder.join("demo.toml");
        let text = std::fs::read_to_string(&file).with_context(|| {
            format!("{} cannot be read; start the demonstration in the project's folder", file.display())
        })?;
        toml::from_str(&text).with_context(|| format!("{} does not fit", file.display()))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_deadlines_of_the_demonstration_are_counted() {
        let content = Content::read(Path::new("../../demo")).expect("the demonstration");
        let today = date(2026, 11, 30);
        let last = |it: &Deadline| it.asked(today).expect("asked").count.reckon().expect("counted").last;
        let days: Vec<Date> = content.deadline.iter().map(last).collect();
        assert_eq!(days, [date(2028, 8, 19), date(2026, 12, 5)]);
    }

    #[test]
    fn a_past_is_whole_quarters_and_its_days_are_counted_from_the_first() {
        let past = Past { quarters: 2, second: String::new(), note: String::new(), row: Vec::new() };
        for (today, begins) in [
            (date(2026, 11, 30), date(2026, 4, 1)),
            (date(2027, 1, 1), date(2026, 7, 1)),
            (date(2027, 3, 31), date(2026, 7, 1)),
        ] {
            assert_eq!(past.begins(today).expect("a day"), begins);
        }
        let told = |text| dated(text, date(2026, 4, 1));
        assert_eq!(told("dag 1"), "2026-04-01");
        assert_eq!(told("dag 31 09:10"), "2026-05-01T09:10");
        assert_eq!(told("dag in, dag uit"), "dag in, dag uit");
    }
}
