//! Days as a Dutch text writes them out.

use jiff::civil::Date;

/// The months, from January.
pub const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// A day, `24 november 2026`.
#[must_use]
pub fn day(date: Date) -> String {
    let month = usize::try_from(date.month() - 1).ok().and_then(|at| MONTHS.get(at));
    format!("{} {} {}", date.day(), month.copied().unwrap_or_default(), date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_out() {
        assert_eq!(day(jiff::civil::date(2026, 3, 1)), "1 maart 2026");
        assert_eq!(day(jiff::civil::date(2026, 12, 31)), "31 december 2026");
    }
}
