//! Days as Dutch texts write them: `29 januari 2016`, `29-01-2016`, `29.1.2016`.

use std::sync::OnceLock;

use regex::{Captures, Regex};

/// A day as it stands in a text; it need not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Day {
    /// Year.
    pub year: i16,
    /// Month, from 1.
    pub month: i8,
    /// Day of the month, from 1.
    pub day: i8,
}

/// A day in words or numbers, as a pattern with the groups `day`, `word`, `month` and `year`.
pub const PATTERN: &str = r"(?P<day>\d{1,2})(?:e|ste|de)?(?: |\x{a0})?(?:(?P<word>januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jan\.?|feb\.?|mrt\.?|apr\.?|jun\.?|jul\.?|aug\.?|sept?\.?|okt\.?|nov\.?|dec\.?)|[-./](?P<month>\d{1,2})[-./])[ \x{a0}]?(?P<year>\d{4})";

const MONTHS: [&str; 12] =
    ["jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];

/// The day that was matched.
pub fn of(captures: &Captures<'_>) -> Option<Day> {
    let number = |name| captures.name(name).and_then(|m| m.as_str().parse::<i16>().ok());
    let month = match captures.name("word") {
        Some(word) => {
            let word = word.as_str().to_lowercase();
            let start = if word.starts_with("mrt") { "maa" } else { word.get(..3)? };
            i16::try_from(MONTHS.iter().position(|month| *month == start)?).ok()? + 1
        }
        None => number("month")?,
    };
    let (day, year) = (number("day")?, number("year")?);
    Some(Day { year, month: i8::try_from(month).ok()?, day: i8::try_from(day).ok()? })
}

/// The first day that a text names.
#[must_use]
pub fn first_date(text: &str) -> Option<Day> {
    dates(text).next()
}

/// The days that a text names, in order.
pub fn dates(text: &str) -> impl Iterator<Item = Day> {
    static DATE: OnceLock<Option<Regex>> = OnceLock::new();
    let pattern = DATE.get_or_init(|| Regex::new(&format!(r"(?i)\b{PATTERN}\b")).ok()).as_ref();
    pattern.into_iter().flat_map(|pattern| pattern.captures_iter(text)).filter_map(|found| of(&found))
}

/// The day that a text ends with, but for a comma or a bracket.
pub fn last_date(text: &str) -> Option<Day> {
    static DATE: OnceLock<Option<Regex>> = OnceLock::new();
    let pattern =
        DATE.get_or_init(|| Regex::new(&format!(r"(?i)\b{PATTERN}[ ,(\[\x{{a0}}]{{0,3}}$")).ok()).as_ref()?;
    of(&pattern.captures(text)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_any_spelling() {
        let wanted = Some(Day { year: 2016, month: 1, day: 29 });
        for text in [
            "van 29 januari 2016.",
            "29-01-2016",
            "29.1.2016",
            "29 jan. 2016",
            "op 29\u{a0}januari\u{a0}2016",
        ] {
            assert_eq!(first_date(text), wanted, "{text}");
        }
        assert_eq!(first_date("3 mrt. 2015"), Some(Day { year: 2015, month: 3, day: 3 }));
        assert_eq!(dates("van 3 mei 2015 tot 4-6-2016").count(), 2);
        assert_eq!(first_date("januari 2016, 12 stuks"), None);
    }
}
