//! What people write in the fields of a row, checked by the definition; and what a row needs before
//! the firm relies on it.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::{Date, DateTime};
use legalmind_core::{
    Ctx, Id, UserId,
    account::Language,
    register::{FieldKind, Value, Values},
    rights::Action,
};
use legalmind_store::{Tx, account, document, register, rights};

use super::{
    condition::{asked, is},
    definition::{After, Definition, Field, Need},
    span::Span,
};
use crate::{Compliance, Error, Result};

/// The longest line.
const MAX_LINE: usize = 500;
/// The longest text of more lines.
const MAX_TEXT: usize = 10_000;

/// What was written in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// Text; also days, ids and keys of choices.
    Text(String),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    YesNo(bool),
}

/// The people of the firm, as fields name them.
pub(super) struct People {
    known: HashMap<UserId, String>,
    emails: HashMap<UserId, String>,
    named: HashMap<String, Option<UserId>>,
}

impl People {
    pub(super) async fn read(ctx: &Ctx, tx: &Tx) -> Result<Self> {
        let mut people = Self::nobody();
        for it in account::list(ctx, tx).await? {
            for name in [&it.content.name, &it.content.email] {
                // a name that two people have names neither
                let of = people.named.entry(name.trim().to_lowercase()).or_insert(Some(it.id));
                *of = of.filter(|id| *id == it.id);
            }
            people.known.insert(it.id, it.content.name);
            people.emails.insert(it.id, it.content.email);
        }
        Ok(people)
    }

    /// No people: for values that name none.
    pub(super) fn nobody() -> Self {
        Self { known: HashMap::new(), emails: HashMap::new(), named: HashMap::new() }
    }

    pub(super) fn name(&self, user: UserId) -> Option<&str> {
        self.known.get(&user).map(String::as_str)
    }

    /// The words that [`People::find`] finds a person by: their name, or where two have it their e-mail
    /// address.
    pub(super) fn words(&self, user: UserId) -> &str {
        let name = self.name(user).filter(|name| self.find(name.trim()) == Some(user));
        name.or_else(|| self.emails.get(&user).map(String::as_str)).unwrap_or_default()
    }

    /// A person by id, name or e-mail address.
    pub(super) fn find(&self, text: &str) -> Option<UserId> {
        match text.parse() {
            Ok(id) => Some(id).filter(|id| self.known.contains_key(id)),
            Err(_) => self.named.get(&text.to_lowercase()).copied().flatten(),
        }
    }
}

/// Everything that is wrong, each with its field.
pub(crate) type Wrong = Vec<(String, &'static str)>;

impl Compliance {
    /// The values of what was given for fields of a register, and what is wrong with it.
    pub(super) async fn read_values(
        &self,
        ctx: &Ctx,
        tx: &Tx,
        definition: &Definition,
        given: &BTreeMap<String, Option<Given>>,
        people: &People,
    ) -> Result<(BTreeMap<String, Option<Value>>, Wrong)> {
        let (mut read, mut wrong) = (BTreeMap::new(), Wrong::new());
        for (key, given) in given {
            let Some(field) = definition.field(key) else {
                wrong.push((key.clone(), "unknown"));
                continue;
            };
            let value = match given {
                None => Ok(None),
                Some(given) => value(field, given, people),
            };
            match value {
                Err(code) => wrong.push((key.clone(), code)),
                Ok(Some(value)) if !self.is_there(ctx, tx, field.register.as_ref(), &value).await? => {
                    wrong.push((key.clone(), "unknown"));
                }
                Ok(value) => drop(read.insert(key.clone(), value)),
            }
        }
        Ok((read, wrong))
    }

    /// Whether a document or a row that a field names is there for the person who names it.
    pub(super) async fn is_there(
        &self,
        ctx: &Ctx,
        tx: &Tx,
        register: Option<&String>,
        value: &Value,
    ) -> Result<bool> {
        match value {
            Value::Document(id) => {
                let Some(found) = document::get_all(ctx, tx, &[*id]).await?.pop() else { return Ok(false) };
                match rights::require(ctx, tx, Action::DocumentRead, found.dossier).await {
                    Ok(_) => Ok(true),
                    Err(legalmind_store::Error::NotFound | legalmind_store::Error::Refused(_)) => Ok(false),
                    Err(error) => Err(error.into()),
                }
            }
            Value::Row(id) => match register::get(ctx, tx, *id).await {
                Ok(row) => {
                    let standing = self.standing(ctx, tx).await?;
                    Ok(Some(&row.register) == register && standing.reads(ctx, tx, &row).await?)
                }
                Err(legalmind_store::Error::NotFound) => Ok(false),
                Err(error) => Err(error.into()),
            },
            _ => Ok(true),
        }
    }
}

/// The value of what was given; none where that is empty.
pub(super) fn value(field: &Field, given: &Given, people: &People) -> Result<Option<Value>, &'static str> {
    let text = match (given, field.kind) {
        (Given::YesNo(yes), FieldKind::YesNo) => return Ok(Some(Value::YesNo(*yes))),
        (Given::Number(number), FieldKind::Number) => return Ok(Some(Value::Number(*number))),
        (Given::Text(text), _) => text.trim(),
        _ => return Err("kind"),
    };
    if text.is_empty() {
        return Ok(None);
    }
    let id = |text: &str| uuid::Uuid::try_parse(text).map_err(|_| "unknown");
    Ok(Some(match field.kind {
        FieldKind::Text => Value::Text(written(text, MAX_LINE, false)?),
        FieldKind::LongText => Value::Text(written(text, MAX_TEXT, true)?),
        FieldKind::Choice => Value::Text(choice(field, text).ok_or("no_choice")?),
        FieldKind::Date => Value::Date(day(text).ok_or("no_day")?),
        FieldKind::Moment => Value::Moment(moment(text).ok_or("no_moment")?),
        FieldKind::Number => Value::Number(text.parse().map_err(|_| "no_number")?),
        FieldKind::YesNo => Value::YesNo(yes_no(text).ok_or("no_yes_no")?),
        FieldKind::Person => Value::Person(people.find(text).ok_or("nobody")?),
        FieldKind::Document => Value::Document(Id::from_uuid(id(text)?)),
        FieldKind::Reference => Value::Row(Id::from_uuid(id(text)?)),
    }))
}

/// Text within bounds, without signs that cannot be read.
pub(super) fn written(text: &str, most: usize, lines: bool) -> Result<String, &'static str> {
    if text.chars().count() > most {
        return Err("too_long");
    }
    let bad = |it: char| it.is_control() && !(lines && matches!(it, '\n' | '\r' | '\t'));
    if text.chars().any(bad) { Err("control_character") } else { Ok(text.to_owned()) }
}

/// A choice by its key or a label.
fn choice(field: &Field, text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let named = |it: &&super::definition::Choice| {
        it.key == text
            || it.label.of(Language::Nl).to_lowercase() == lower
            || it.label.of(Language::En).to_lowercase() == lower
    };
    field.choices.iter().find(named).map(|it| it.key.clone())
}

/// `2027-03-16` or `16-03-2027`, of the years that a calendar of the firm has.
fn day(text: &str) -> Option<Date> {
    let day = text.parse().ok().or_else(|| Date::strptime("%d-%m-%Y", text).ok())?;
    (1900..=2199).contains(&day.year()).then_some(day)
}

/// A day and a time, as `2027-03-16T14:20` or `16-03-2027 14:20`.
fn moment(text: &str) -> Option<DateTime> {
    let forms = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d-%m-%Y %H:%M"];
    let read = text.parse().ok().filter(|_| text.len() > 10);
    let at = read.or_else(|| forms.iter().find_map(|form| DateTime::strptime(form, text).ok()))?;
    (1900..=2199).contains(&at.year()).then_some(at)
}

fn yes_no(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "ja" | "yes" | "true" | "1" => Some(true),
        "nee" | "no" | "false" | "0" => Some(false),
        _ => None,
    }
}

/// What a row lacks: of what it always needs, or of what it needs to be in force on a day. A field that is
/// not asked lacks nothing.
pub(crate) fn lacks(definition: &Definition, values: &Values, in_force: Option<Date>) -> Wrong {
    let mut wrong = Wrong::new();
    for field in definition.fields.iter().filter(|it| asked(definition, it, values)) {
        let by_now = field.needed_from.is_some_and(|from| in_force.is_some_and(|today| from <= today));
        let needed = match field.need {
            Need::Always => true,
            Need::InForce => in_force.is_some(),
            Need::Optional => by_now,
        };
        let held = values.get(&field.key);
        if needed && held.is_none() {
            wrong.push((field.key.clone(), "required"));
        } else if let Some(today) = in_force {
            if !field.must.is_empty() && !is(values, &field.key, &field.must) {
                wrong.push((field.key.clone(), "not_met"));
            } else if field.future && matches!(held, Some(Value::Date(day)) if *day < today) {
                wrong.push((field.key.clone(), "past"));
            } else if field.fresh.is_some_and(|span| is_over(held, span, today)) {
                wrong.push((field.key.clone(), "too_old"));
            } else if field.after.as_ref().is_some_and(|after| !comes_after(after, field, values)) {
                wrong.push((field.key.clone(), "too_soon"));
            }
        }
    }
    wrong
}

/// The days that are past, of those on which people are told first.
pub(super) fn not_ahead(definition: &Definition, values: &Values, today: Date) -> Wrong {
    let past =
        |it: &&Field| it.ahead && matches!(values.get(&it.key), Some(Value::Date(day)) if *day < today);
    definition.fields.iter().filter(past).map(|it| (it.key.clone(), "past")).collect()
}

/// Whether a day is longer ago than so long.
fn is_over(held: Option<&Value>, span: Span, today: Date) -> bool {
    let Some(Value::Date(day)) = held else { return false };
    day.checked_add(span.calendar()).is_ok_and(|last| last < today)
}

/// Whether the day of a field comes long enough after the other; where one is not there, nothing is wrong
/// with that.
fn comes_after(after: &After, field: &Field, values: &Values) -> bool {
    match (values.get(&after.field), values.get(&field.key)) {
        (Some(Value::Date(first)), Some(Value::Date(day))) => {
            first.checked_add(after.by.calendar()).is_ok_and(|earliest| earliest <= *day)
        }
        _ => true,
    }
}

/// The fault of these fields.
pub(super) fn refuse(wrong: Wrong) -> Result<()> {
    if wrong.is_empty() {
        return Ok(());
    }
    Err(Error::Fields(wrong.into_iter().map(|(key, code)| (format!("/values/{key}"), code)).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_moments_are_read_as_people_write_them() {
        let day_of = |text| day(text).map(|it| it.to_string());
        assert_eq!(day_of("2027-03-16").as_deref(), Some("2027-03-16"));
        assert_eq!(day_of("16-03-2027").as_deref(), Some("2027-03-16"));
        for bad in ["30-02-2027", "2027", "16-03-27", "0027-03-16", "morgen", "9999-01-01"] {
            assert_eq!(day_of(bad), None, "{bad}");
        }
        for good in ["2027-03-16T14:20", "2027-03-16T14:20:00", "16-03-2027 14:20", "2027-03-16 14:20"] {
            assert_eq!(
                moment(good).map(|it| it.to_string()).as_deref(),
                Some("2027-03-16T14:20:00"),
                "{good}"
            );
        }
        for bad in ["2027-03-16", "14:20", "16-03-2027", "2027-03-16T25:00"] {
            assert_eq!(moment(bad), None, "{bad}");
        }
    }
}
