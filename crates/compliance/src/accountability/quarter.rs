//! Quarters of the calendar, by the clock of the Netherlands.

use jiff::{ToSpan, civil::Date};
use legalmind_core::Timestamp;

use crate::zone;

/// A quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quarter {
    /// Its first day.
    pub first: Date,
    /// The first day after it.
    next: Date,
}

impl Quarter {
    /// The quarter in which an instant is.
    #[must_use]
    pub fn of(at: Timestamp) -> Option<Self> {
        let day = at.to_zoned(zone()).date();
        let first = Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).ok()?;
        Some(Self { first, next: first.checked_add(3.months()).ok()? })
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> Date {
        self.next.yesterday().unwrap_or(self.next)
    }

    /// The instant at which it begins.
    #[must_use]
    pub fn begins(self) -> Option<Timestamp> {
        instant(self.first)
    }

    /// The instant at which it is over.
    #[must_use]
    pub fn ends(self) -> Option<Timestamp> {
        instant(self.next)
    }
}

/// The instant at which a day begins in the Netherlands.
pub(super) fn instant(day: Date) -> Option<Timestamp> {
    day.to_zoned(zone()).ok().map(|it| it.timestamp())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_quarter_ends_where_the_next_begins_whatever_the_clock_does() {
        let at = |text: &str| text.parse::<Timestamp>().expect("an instant");
        // midnight in the Netherlands is before midnight in Greenwich
        let last = Quarter::of(at("2026-09-30T21:59:59Z")).expect("a quarter");
        assert_eq!((last.first, last.last()), (date(2026, 7, 1), date(2026, 9, 30)));
        assert_eq!(last.ends(), Some(at("2026-09-30T22:00:00Z")));
        let next = Quarter::of(at("2026-09-30T22:00:00Z")).expect("a quarter");
        assert_eq!((next.first, next.last()), (date(2026, 10, 1), date(2026, 12, 31)));
        assert_eq!((next.begins(), next.ends()), (last.ends(), Some(at("2026-12-31T23:00:00Z"))));
    }
}
