//! Lengths of time between two dates of a contract: `met ingang van 1 september 2026 … tot en met 31
//! januari 2027` is five months.

use std::sync::OnceLock;

use jiff::{ToSpan, Unit as Of, civil::Date};
use legalmind_text::form::MONTHS;
use regex::Regex;

use super::figure::{Unit, Value};

/// What a contract lasts at the longest, in months: a date that lies further back is no beginning of it.
const LONGEST: i32 = 120;

/// The pattern of a date with its year: `1 september 2026`, `1-9-2026`, `2026-09-01`.
pub fn pattern() -> String {
    let words = format!("[0-9]{{1,2}}(?:e|sten?|en)? (?:{}),? [0-9]{{4}}", MONTHS.join("|"));
    format!("(?:{words}|[0-9]{{1,2}}[-/.][0-9]{{1,2}}[-/.][0-9]{{4}}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})")
}

/// The length of time that ends with the last date of `words`; it begins at the date that stands nearest
/// before that one, in these words or in what stands before them in the contract. A day or two more than
/// whole months are none: `tot` and `tot en met` are used without distinction.
pub fn ending(before: &str, words: &str) -> Option<Value> {
    let mut here = found(words);
    let end = here.pop()?;
    let starts = found(before).into_iter().chain(here);
    let amount = starts.rev().find_map(|start| months(start, end))?;
    Some(Value::Period { amount, unit: Unit::Months })
}

/// From the beginning of one day to the end of another, in months, where a contract may last so long.
fn months(start: Date, end: Date) -> Option<f64> {
    let span = end.checked_add(1.day()).ok()?.since((Of::Month, start)).ok()?;
    let (whole, days) = (span.get_months(), span.get_days());
    let part = if days > 2 { f64::from(days) / 30.4 } else { 0.0 };
    (start < end && whole <= LONGEST).then_some(f64::from(whole) + part)
}

/// The dates of folded words, in their order.
fn found(text: &str) -> Vec<Date> {
    static READ: OnceLock<Option<Regex>> = OnceLock::new();
    let read = READ.get_or_init(|| Regex::new(&format!(r"(?-u:\b){}", pattern())).ok());
    read.iter().flat_map(|form| form.find_iter(text)).filter_map(|it| date(it.as_str())).collect()
}

/// The date of a text that [`pattern`] fits.
fn date(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split([' ', '-', '/', '.']).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let name = month.trim_end_matches(',');
    let named = MONTHS.iter().position(|it| *it == name).and_then(|at| i8::try_from(at + 1).ok());
    let day = day.trim_end_matches(|c: char| c.is_ascii_lowercase());
    Date::new(year.parse().ok()?, named.or_else(|| month.parse().ok())?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_dates_are_a_length_of_time() {
        let months = |before: &str, words: &str| ending(before, words).map(|it| it.said().nl);
        let started = "geboren op 4 februari 1994, treedt op 1 september 2026 in dienst";
        assert_eq!(months(started, "tot en met 31 januari 2027").as_deref(), Some("5 maanden"));
        assert_eq!(months(started, "eindigt op 1 september 2028").as_deref(), Some("24 maanden"));
        let both = "van 1 mei 2026 tot en met 15 november 2026";
        assert_eq!(months(started, both).as_deref(), Some("6,49 maanden"));
        let digits = "van 01-01-2025 t/m 31-12-2027";
        assert_eq!(months(started, digits).as_deref(), Some("36 maanden"));
        assert_eq!(months("vanaf 2026-09-01", "tot en met 31/1/2027").as_deref(), Some("5 maanden"));
        assert_eq!(months("", "tot en met 31 januari 2027"), None);
        assert_eq!(months("geboren op 4 februari 1994", "tot en met 31 januari 2027"), None);
    }
}
