//! Bare counting, before any rule about weekends and holidays.

use jiff::{
    Span, ToSpan,
    civil::{Date, DateTime},
};
use legalmind_core::deadline::{Direction, FirstDay, Term, Unit};

use super::reckon::Fault;

/// The stretch of days a term takes, and the day it ends on by bare counting.
pub(super) struct Counted {
    /// The day it begins on: the first of a term on from its event, the last of one counted back.
    pub begins: Date,
    /// The day it ends on.
    pub ends: Date,
    /// The month it ends in has no day of the same number.
    pub shortened: bool,
}

/// Counts days, weeks, months and years.
pub(super) fn days(term: &Term, event: Date) -> Result<Counted, Fault> {
    let span = span(term)?;
    if term.direction != Direction::After {
        let ends = event.checked_sub(span).map_err(|_| Fault::OutOfReach)?;
        return Ok(Counted { begins: step(event, -1)?, ends, shortened: other_number(term, event, ends) });
    }
    match term.first {
        FirstDay::Next => {
            let ends = event.checked_add(span).map_err(|_| Fault::OutOfReach)?;
            Ok(Counted { begins: step(event, 1)?, ends, shortened: other_number(term, event, ends) })
        }
        FirstDay::Same => {
            // the day before the one of the same number; where the month has none, its last day
            let same = event.checked_add(span).map_err(|_| Fault::OutOfReach)?;
            let shortened = other_number(term, event, same);
            let ends = if shortened { same } else { step(same, -1)? };
            Ok(Counted { begins: event, ends, shortened })
        }
    }
}

/// Counts hours by the clock of the Netherlands. `from_next` begins at the next whole hour: the hour
/// of the event does not count.
pub(super) fn hours(term: &Term, event: DateTime, from_next: bool) -> Result<DateTime, Fault> {
    let at = event.to_zoned(crate::zone()).map_err(|_| Fault::OutOfReach)?;
    let cut = from_next && !is_whole_hour(event);
    let more = i64::from(cut);
    let begins = if cut {
        at.with().minute(0).second(0).subsec_nanosecond(0).build().map_err(|_| Fault::OutOfReach)?
    } else {
        at
    };
    let ends = begins.checked_add((i64::from(term.amount) + more).hours()).map_err(|_| Fault::OutOfReach)?;
    Ok(ends.datetime())
}

/// Whether no part of an hour has gone by.
pub(super) fn is_whole_hour(at: DateTime) -> bool {
    at.minute() == 0 && at.second() == 0 && at.subsec_nanosecond() == 0
}

/// The day `by` days from `day`.
pub(super) fn step(day: Date, by: i32) -> Result<Date, Fault> {
    day.checked_add(by.days()).map_err(|_| Fault::OutOfReach)
}

fn span(term: &Term) -> Result<Span, Fault> {
    let amount = i64::from(term.amount);
    let span = match term.unit {
        Unit::Hours => return Err(Fault::HoursBack),
        Unit::Days => Span::new().try_days(amount),
        Unit::Weeks => Span::new().try_weeks(amount),
        Unit::Months => Span::new().try_months(amount),
        Unit::Years => Span::new().try_years(amount),
    };
    span.map_err(|_| Fault::OutOfReach)
}

fn other_number(term: &Term, event: Date, ends: Date) -> bool {
    matches!(term.unit, Unit::Months | Unit::Years) && event.day() != ends.day()
}
