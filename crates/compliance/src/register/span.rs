//! Stretches of time as a definition writes them: `72h`, `30d`, `2w`, `1m`, `1y`.

use std::{fmt, str::FromStr};

use jiff::ToSpan;
use legalmind_core::deadline::Unit;
use serde::Deserialize;

/// The largest number in a stretch.
const MOST: u32 = 10_000;

/// A stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Span {
    /// How many.
    pub amount: u32,
    /// Of what.
    pub unit: Unit,
}

impl Span {
    /// As the calendar takes it.
    #[must_use]
    pub fn calendar(self) -> jiff::Span {
        let amount = i64::from(self.amount);
        match self.unit {
            Unit::Hours => amount.hours(),
            Unit::Days => amount.days(),
            Unit::Weeks => amount.weeks(),
            Unit::Months => amount.months(),
            Unit::Years => amount.years(),
        }
    }

    /// Its length in hours, with months of 30 days: what tells one reminder from another.
    #[must_use]
    pub const fn hours(self) -> u32 {
        self.amount.saturating_mul(match self.unit {
            Unit::Hours => 1,
            Unit::Days => 24,
            Unit::Weeks => 24 * 7,
            Unit::Months => 24 * 30,
            Unit::Years => 24 * 365,
        })
    }
}

impl FromStr for Span {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unit = match text.chars().last() {
            Some('h') => Unit::Hours,
            Some('d') => Unit::Days,
            Some('w') => Unit::Weeks,
            Some('m') => Unit::Months,
            Some('y') => Unit::Years,
            _ => return Err("a stretch of time ends in h, d, w, m or y"),
        };
        let amount = text.get(..text.len() - 1).unwrap_or_default();
        match amount.parse() {
            Ok(amount) if amount <= MOST => Ok(Self { amount, unit }),
            _ => Err("a stretch of time begins with a number up to 10000"),
        }
    }
}

impl TryFrom<String> for Span {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Hours => 'h',
            Unit::Days => 'd',
            Unit::Weeks => 'w',
            Unit::Months => 'm',
            Unit::Years => 'y',
        };
        write!(f, "{}{unit}", self.amount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_read_and_written_alike() {
        for text in ["72h", "30d", "2w", "1m", "1y", "0d"] {
            assert_eq!(text.parse::<Span>().expect(text).to_string(), text);
        }
        for bad in ["", "d", "30", "30 d", "-1d", "1.5d", "10001d", "99999999999h", "3q", "é"] {
            assert!(bad.parse::<Span>().is_err(), "{bad}");
        }
        assert_eq!("2w".parse::<Span>().map(Span::hours), Ok(336));
    }
}
