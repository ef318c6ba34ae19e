//! Verdicts on decisions: what the number itself rules out, what the words around it say, and
//! what the library knows.

use jiff::civil::Date;
use legalmind_text::reference::{Decision as Around, ReferenceKind};

use super::{DecisionFound, Reason, Subject};
use crate::{
    Result,
    court::{self, Known},
    decision::Decision,
    library::Snapshot,
};

/// Since when numbers are given out that are not of the older form (LJN).
const ECLI_SINCE: i16 = 2013;
/// The oldest decisions that have numbers.
const OLDEST: i16 = 1838;

/// What is said of a decision by its ECLI.
pub fn check(
    library: &Snapshot,
    canonical: &str,
    around: &Around,
    today: Date,
) -> Result<(Reason, Option<Subject>)> {
    if let Some(decision) = library.decisions(canonical)?.into_iter().next() {
        let reason = court_and_year(canonical, around).or_else(|| of_known(&decision, around));
        return Ok((reason.unwrap_or(Reason::Decision), Some(shown(decision, around))));
    }
    let reason = number(canonical, today).or_else(|| court_and_year(canonical, around));
    Ok((reason.unwrap_or(Reason::DecisionNotInLibrary), None))
}

/// What is said of a decision by an older number, a case number or a journal.
pub fn by_other_number(
    library: &Snapshot,
    canonical: &str,
    kind: ReferenceKind,
    around: &Around,
    today: Date,
) -> Result<(Reason, Option<Subject>)> {
    if let Some(decision) = library.decisions(canonical)?.into_iter().next() {
        let reason = of_known(&decision, around).unwrap_or(Reason::Decision);
        return Ok((reason, Some(shown(decision, around))));
    }
    if let Some(reason) = day(around, today) {
        return Ok((reason, None));
    }
    Ok(match kind {
        ReferenceKind::Ljn | ReferenceKind::Journal => (Reason::NumberNotInLibrary, None),
        _ => (Reason::KindNotKept, None),
    })
}

/// What the number rules out by itself.
fn number(canonical: &str, today: Date) -> Option<Reason> {
    let upper = canonical.to_uppercase();
    let mut pieces = upper.split(':').skip(1);
    let (country, code, year, rest) = (pieces.next()?, pieces.next()?, pieces.next()?, pieces.next()?);
    let year: i16 = year.parse().ok()?;
    if !court::is_country(country) {
        return Some(Reason::CountryUnknown { code: country.to_owned() });
    }
    if year > today.year() || year < OLDEST {
        return Some(Reason::YearImpossible { year });
    }
    let outside = |from: i16, until: i16| {
        (year < from || year > until).then_some(Reason::CourtOutOfTime { from, until })
    };
    let fault = match court::known(country, code) {
        Known::Unknown => Some(Reason::CourtUnknown { code: code.to_owned() }),
        Known::Court { from, until, .. } | Known::Family { from, until } => outside(from, until),
        Known::Foreign => None,
    };
    let older = rest.len() == 6 && rest.bytes().take(2).all(|b| b.is_ascii_alphabetic());
    fault.or_else(|| (country == "NL" && older && year > ECLI_SINCE).then_some(Reason::FormImpossible))
}

/// What the words around the number contradict in it.
fn court_and_year(canonical: &str, around: &Around) -> Option<Reason> {
    let upper = canonical.to_uppercase();
    let mut pieces = upper.split(':').skip(1);
    let (country, code, year) = (pieces.next()?, pieces.next()?, pieces.next()?);
    if let Some(named) =
        around.court.as_ref().filter(|named| court::fits(named, country, code) == Some(false))
    {
        let code = match court::known(country, code) {
            Known::Court { name, .. } => name.to_owned(),
            _ => code.to_owned(),
        };
        return Some(Reason::CourtDiffers { named: named.clone(), code });
    }
    let date = around.date?;
    if Date::new(date.year, date.month, date.day).is_err() {
        return Some(Reason::DayImpossible);
    }
    let number: i16 = year.parse().ok()?;
    (date.year != number).then_some(Reason::YearDiffers { named: date.year, number })
}

/// A day that does not exist, or lies in the future.
fn day(around: &Around, today: Date) -> Option<Reason> {
    let named = around.date?;
    match Date::new(named.year, named.month, named.day) {
        Err(_) => Some(Reason::DayImpossible),
        Ok(date) if date > today => Some(Reason::YearImpossible { year: date.year() }),
        Ok(_) => None,
    }
}

/// What the words around the number contradict in the decision itself; or what about it could
/// not be looked up.
fn of_known(decision: &Decision, around: &Around) -> Option<Reason> {
    if let Some(day) = around.date {
        let Ok(named) = Date::new(day.year, day.month, day.day) else { return Some(Reason::DayImpossible) };
        if let Some(decided) = decision.date.filter(|decided| *decided != named) {
            return Some(Reason::DateDiffers { named, decided });
        }
    }
    if let Some(number) = &around.consideration {
        if decision.has_text() && !decision.is_numbered() {
            return Some(Reason::DecisionUnnumbered);
        }
        if decision.has_text() && decision.consideration(number).next().is_none() {
            return Some(Reason::NoConsideration { number: number.clone() });
        }
    }
    (!decision.has_text()).then_some(Reason::DecisionWithoutText)
}

fn shown(decision: Decision, around: &Around) -> Subject {
    Subject::Decision(Box::new(found(decision, around.consideration.as_deref())))
}

/// A decision as it is shown, with one of its considerations.
pub fn found(decision: Decision, consideration: Option<&str>) -> DecisionFound {
    let paragraphs =
        consideration.map(|number| decision.consideration(number).cloned().collect()).unwrap_or_default();
    DecisionFound {
        has_text: decision.has_text(),
        address: format!("https://deeplink.rechtspraak.nl/uitspraak?id={}", decision.ecli),
        ecli: decision.ecli,
        court: decision.court,
        date: decision.date,
        kind: decision.kind,
        cases: decision.cases,
        summary: decision.summary,
        consideration: consideration.map(ToOwned::to_owned),
        paragraphs,
    }
}
