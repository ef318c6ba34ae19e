//! When the cycles of a campaign on a row are, and what falls in each. It only computes: the same row
//! at the same time gives the same plan, so that what was missed while nobody looked is found later.

use jiff::{ToSpan, civil::Date};
use legalmind_core::{
    Timestamp,
    deadline::{Direction, FirstDay, Regime, Term, Unit},
    register::{EventKind, Value, Values},
};

use super::{
    condition::all_hold,
    definition::{Campaign, Every, Schedule},
    span::Span,
};
use crate::{
    deadline::{Calendar, Table, reckon},
    zone,
};

/// The most cycles of one campaign on one row: a century of quarters.
const MOST: usize = 400;

/// One cycle: when it opens, when it is due, and what falls in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// When it opens.
    pub opens: Timestamp,
    /// When it is due: what is done later is late.
    pub due: Timestamp,
    /// What falls in it by itself, with the hours before of a reminder, in order.
    pub steps: Vec<(EventKind, u32, Timestamp)>,
}

/// The cycles of a campaign on a row whose campaigns run since `since`: those that opened until `now`,
/// and the next.
#[must_use]
pub fn plan(campaign: &Campaign, values: &Values, since: Timestamp, now: Timestamp) -> Vec<Planned> {
    if !all_hold(values, &campaign.when) {
        return Vec::new();
    }
    let found = match campaign.schedule() {
        Err(_) => None,
        Ok(Schedule::Calendar(every, within)) => calendar(every, within, since, now),
        Ok(Schedule::On(field)) => {
            day(values, field).and_then(|day| on(campaign, day, since)).map(|it| vec![it])
        }
        Ok(Schedule::Repeat(field, repeat)) => {
            day(values, field).and_then(|day| repeated(campaign, day, repeat, since, now))
        }
        Ok(Schedule::Term(field, term)) => Table::dutch()
            .find(term)
            .and_then(|row| counted(values, field, row.term(), since))
            .map(|it| vec![it]),
        Ok(Schedule::Within(field, within, regime)) => {
            counted(values, field, term(within, regime), since).map(|it| vec![it])
        }
        Ok(Schedule::After(field, wait, within)) => {
            day(values, field).and_then(|day| afterwards(day, wait, within, since)).map(|it| vec![it])
        }
        Ok(Schedule::Begin(within)) => due_after(local(since), within).map(|due| vec![(since, due)]),
    };
    let with_steps = |(opens, due)| Planned { opens, due, steps: steps(campaign, opens, due) };
    found.unwrap_or_default().into_iter().map(with_steps).collect()
}

/// The instant at which a day begins in the Netherlands.
fn begins(day: Date) -> Option<Timestamp> {
    day.to_zoned(zone()).ok().map(|it| it.timestamp())
}

/// The instant at which a day is over.
pub(super) fn ends(day: Date) -> Option<Timestamp> {
    begins(day.tomorrow().ok()?)
}

fn local(at: Timestamp) -> Date {
    at.to_zoned(zone()).date()
}

/// The day in a field.
pub(super) fn day(values: &Values, field: &str) -> Option<Date> {
    match values.get(field)? {
        Value::Date(day) => Some(*day),
        Value::Moment(at) => Some(at.date()),
        _ => None,
    }
}

type Cycle = (Timestamp, Timestamp);

/// Opens on the first day of each part of the calendar, from the day on which the campaigns began.
fn calendar(every: Every, within: Span, since: Timestamp, now: Timestamp) -> Option<Vec<Cycle>> {
    let (months, begin) = match every {
        Every::Quarter => (3, (local(since).month() - 1) / 3 * 3 + 1),
        Every::Year => (12, 1),
    };
    let mut first = Date::new(local(since).year(), begin, 1).ok()?;
    if first < local(since) {
        first = first.checked_add(months.months()).ok()?;
    }
    let mut all = Vec::new();
    while all.len() < MOST {
        let opens = begins(first)?.max(since);
        all.push((opens, ends(first.checked_add(within.calendar()).ok()?)?));
        if opens > now {
            break;
        }
        first = first.checked_add(months.months()).ok()?;
    }
    Some(all)
}

/// Due on a day, opened the time before it that the campaign says, or its first reminder.
fn on(campaign: &Campaign, day: Date, since: Timestamp) -> Option<Cycle> {
    let longest = campaign.reminders.iter().copied().max_by_key(|it| it.hours());
    let before =
        campaign.open.or(longest).map_or(day, |span| day.checked_sub(span.calendar()).unwrap_or(day));
    Some((begins(before)?.max(since), ends(day)?))
}

/// Due time and again; what was due before the campaigns began is not asked for.
fn repeated(
    campaign: &Campaign,
    from: Date,
    repeat: Span,
    since: Timestamp,
    now: Timestamp,
) -> Option<Vec<Cycle>> {
    let mut all = Vec::new();
    for times in 1..=100_000_i64 {
        let Ok(span) = repeat.calendar().checked_mul(times) else { break };
        let Ok(day) = from.checked_add(span) else { break };
        let cycle = on(campaign, day, since)?;
        if cycle.1 <= since {
            continue;
        }
        all.push(cycle);
        if cycle.0 > now || all.len() >= MOST {
            break;
        }
    }
    Some(all)
}

/// The end of the day so long after a day.
fn due_after(day: Date, within: Span) -> Option<Timestamp> {
    ends(day.checked_add(within.calendar()).ok()?)
}

/// The last day of a stretch that is counted from the day in a field.
pub(super) fn last_day(values: &Values, field: &str, wait: Span) -> Option<Date> {
    day(values, field)?.checked_add(wait.calendar()).ok()
}

/// Opens on the day after a stretch is over.
fn afterwards(from: Date, wait: Span, within: Span, since: Timestamp) -> Option<Cycle> {
    let first = from.checked_add(wait.calendar()).ok()?.tomorrow().ok()?;
    Some((begins(first)?.max(since), due_after(first, within)?))
}

const fn term(within: Span, regime: Regime) -> Term {
    Term {
        amount: within.amount,
        unit: within.unit,
        direction: Direction::After,
        regime,
        first: FirstDay::Next,
        excluded: None,
    }
}

/// Due a term after what is in a field, by the rules of that term; open from the moment itself.
fn counted(values: &Values, field: &str, term: Term, since: Timestamp) -> Option<Cycle> {
    let event = match values.get(field)? {
        Value::Moment(at) => *at,
        Value::Date(day) => day.to_datetime(jiff::civil::Time::midnight()),
        _ => return None,
    };
    let found = reckon(Calendar::dutch(), &term, event).ok()?;
    let due = match (term.unit, found.time) {
        (Unit::Hours, Some(time)) => found.last.to_datetime(time).to_zoned(zone()).ok()?.timestamp(),
        _ => ends(found.last)?,
    };
    Some((event.to_zoned(zone()).ok()?.timestamp().max(since), due))
}

fn steps(campaign: &Campaign, opens: Timestamp, due: Timestamp) -> Vec<(EventKind, u32, Timestamp)> {
    let mut all = vec![(EventKind::Opened, 0, opens)];
    let reminders =
        campaign.reminders.iter().filter_map(|it| Some((EventKind::Reminder, it.hours(), back(due, *it)?)));
    all.extend(reminders.filter(|(_, _, at)| *at > opens));
    all.push((EventKind::Overdue, 0, due.max(opens)));
    if let Some(at) = campaign.escalate.and_then(|it| due.to_zoned(zone()).checked_add(it.calendar()).ok()) {
        all.push((EventKind::Escalated, 0, at.timestamp().max(opens)));
    }
    all.sort_by_key(|(_, _, at)| *at);
    all
}

/// So long before; a due day is over at midnight, so that "7 days before" is the day seven before it.
fn back(due: Timestamp, span: Span) -> Option<Timestamp> {
    let due = due.to_zoned(zone());
    if span.unit == Unit::Hours {
        return due.checked_sub(span.calendar()).ok().map(|it| it.timestamp());
    }
    let last = due.checked_sub(1.millisecond()).ok()?.date();
    begins(last.checked_sub(span.calendar()).ok()?)
}
