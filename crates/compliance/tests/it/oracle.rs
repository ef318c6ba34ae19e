//! A second reading of the act, written otherwise: it walks the calendar a day at a time and asks the
//! words of the act of each day. It shares no code with the product; its holidays are those of the
//! package `holidays`, its royal decrees are written out here.

use jiff::{
    ToSpan,
    civil::{Date, DateTime, date},
};
use legalmind_compliance::deadline::{Calendar, reckon};
use legalmind_core::deadline::{Direction, FirstDay, Regime, Term, Unit};

use crate::holidays::golden;

const BEGIN: Date = date(1989, 1, 1);
const DECREES: [&str; 10] = [
    "2023-04-28",
    "2023-05-19",
    "2024-05-10",
    "2024-12-27",
    "2025-05-30",
    "2026-01-02",
    "2026-05-15",
    "2027-05-07",
    "2028-04-28",
    "2028-05-26",
];

/// Every day from [`BEGIN`] on, and whether it is a Saturday, a Sunday or a holiday.
struct Walk {
    days: Vec<Date>,
    off: Vec<bool>,
}

impl Walk {
    fn new() -> Self {
        let golden = golden();
        let decrees: Vec<Date> = DECREES.iter().map(|it| it.parse().expect("a day")).collect();
        let days: Vec<Date> = BEGIN.series(1.day()).take_while(|day| day.year() <= 2060).collect();
        let weekend = |at: usize| matches!(at % 7, 6 | 0); // 1 January 1989 was a Sunday
        let off = days.iter().enumerate();
        let off =
            off.map(|(at, day)| weekend(at) || golden.contains_key(day) || decrees.contains(day)).collect();
        Self { days, off }
    }

    /// Where bare counting from the day at `event` ends: the place of the day.
    fn bare(&self, term: &Term, event: usize) -> usize {
        match term.unit {
            Unit::Days => (0..term.amount).fold(event, |at, _| at + 1),
            Unit::Weeks => (0..term.amount).fold(event, |at, _| at + 7),
            Unit::Months => self.months(event, term.amount),
            Unit::Years => self.months(event, term.amount * 12),
            Unit::Hours => unreachable!("days only"),
        }
    }

    /// Walks into the month so many months on, and there to the day of the same number, or to the last.
    fn months(&self, event: usize, months: u32) -> usize {
        let number = self.days[event].day();
        let (mut at, mut entered) = (event, 0);
        while entered < months {
            at += 1;
            entered += u32::from(self.days[at].day() == 1);
        }
        while self.days[at].day() < number && self.days[at + 1].day() != 1 {
            at += 1;
        }
        at
    }

    /// The last day of a statutory term that begins on the day after the event.
    fn last(&self, term: &Term, event: usize) -> usize {
        let end = self.bare(term, event);
        let beyond = match term.unit {
            Unit::Days => term.amount > 90,
            Unit::Weeks => term.amount > 12,
            Unit::Months => term.amount > 3,
            _ => true,
        };
        if beyond {
            return end;
        }
        let three_days = term.unit != Unit::Days || term.amount >= 3;
        // the first day, not before the end, that is no day off and by which two such days have been
        let (mut at, mut held) = (event, 0);
        loop {
            at += 1;
            held += u32::from(!self.off[at]);
            if at >= end && !self.off[at] && (!three_days || held >= 2) {
                return at;
            }
        }
    }

    /// The last day of a statutory term that is counted back: never moved, but stretched until it holds
    /// two working days.
    fn back(&self, days: u32, event: usize) -> usize {
        let (mut at, mut held, mut walked) = (event, 0, 0);
        while walked < days || (days >= 3 && held < 2) {
            at -= 1;
            walked += 1;
            held += u32::from(!self.off[at]);
        }
        at
    }
}

const fn statutory(amount: u32, unit: Unit, direction: Direction) -> Term {
    let (regime, first) = (Regime::Statutory, FirstDay::Next);
    Term { amount, unit, direction, regime, first, excluded: None }
}

fn ours(calendar: &Calendar, term: &Term, event: Date) -> Date {
    let at = DateTime::from_parts(event, jiff::civil::time(9, 0, 0, 0));
    reckon(calendar, term, at).unwrap_or_else(|fault| panic!("{term:?} from {event}: {fault}")).last
}

/// Compares each day of the years with a third of the terms, each time the next one, and gives how many
/// pairs that are. Three and seven have no divisor in common: every term meets every day of the week.
fn compare(terms: &[Term], years: std::ops::Range<i16>) -> u64 {
    let (walk, calendar) = (Walk::new(), Calendar::dutch());
    let mut compared = 0;
    for at in (0..walk.days.len()).filter(|at| years.contains(&walk.days[*at].year())) {
        for term in terms.iter().skip(at % 3).step_by(3) {
            let expected = match term.direction {
                Direction::After => walk.last(term, at),
                _ => walk.back(term.amount, at),
            };
            let found = ours(calendar, term, walk.days[at]);
            assert_eq!(found, walk.days[expected], "{term:?} from {}", walk.days[at]);
            compared += 1;
        }
    }
    compared
}

fn terms() -> Vec<Term> {
    let days = (1..=95).map(|it| statutory(it, Unit::Days, Direction::After));
    let weeks = (1..=13).map(|it| statutory(it, Unit::Weeks, Direction::After));
    let months = (1..=4).map(|it| statutory(it, Unit::Months, Direction::After));
    let years = (1..=2).map(|it| statutory(it, Unit::Years, Direction::After));
    let back = (1..=30).map(|it| statutory(it, Unit::Days, Direction::Before));
    days.chain(weeks).chain(months).chain(years).chain(back).collect()
}

#[test]
fn a_million_terms_end_where_the_walk_through_the_calendar_ends() {
    let compared = compare(&terms(), 1990..2058);
    assert!(compared >= 1_000_000, "{compared}");
}
