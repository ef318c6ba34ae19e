//! Which days are no working days: Saturdays, Sundays, and the holidays of art. 3 of the Algemene
//! termijnenwet, with the days that royal decrees equated to them.

use std::{collections::BTreeMap, sync::OnceLock};

use jiff::{
    ToSpan,
    civil::{Date, Weekday, date},
};
use legalmind_core::deadline::{Article, Off};
use serde::Deserialize;

/// A royal decree under art. 3 lid 3.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decree {
    /// Its title.
    pub title: String,
    /// The years it decides on.
    pub years: Vec<i16>,
    /// The days it equates to holidays.
    pub days: Vec<Date>,
    /// Where its title was read, and when.
    pub source: String,
    /// When it was read.
    pub checked: Date,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    decree: Vec<Decree>,
}

/// The days on which a term does not end.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    decrees: Vec<Decree>,
    equated: BTreeMap<Date, usize>,
}

impl Calendar {
    /// A calendar with these decrees.
    #[must_use]
    pub fn new(decrees: Vec<Decree>) -> Self {
        let each = decrees.iter().enumerate();
        let equated = each.flat_map(|(at, decree)| decree.days.iter().map(move |day| (*day, at))).collect();
        Self { decrees, equated }
    }

    /// The calendar of the product, with the decrees in `library/calendar`. The file is compiled in
    /// and read in a test; without it, no day is equated and each year says so.
    pub fn dutch() -> &'static Self {
        static DUTCH: OnceLock<Calendar> = OnceLock::new();
        DUTCH.get_or_init(|| {
            let text = include_str!("../../../../library/calendar/decrees.toml");
            Self::new(toml::from_str::<Written>(text).map(|it| it.decree).unwrap_or_default())
        })
    }

    /// The decree that equates a day.
    #[must_use]
    pub fn decree(&self, day: Date) -> Option<&Decree> {
        self.decrees.get(*self.equated.get(&day)?)
    }

    /// Whether a decree decided on a year; of other years it is not known which days are equated.
    #[must_use]
    pub fn knows(&self, year: i16) -> bool {
        self.decrees.iter().any(|it| it.years.contains(&year))
    }

    /// Why a day is no working day under the Algemene termijnenwet.
    #[must_use]
    pub fn off(&self, day: Date) -> Option<Off> {
        let holiday = || named(day).or_else(|| self.equated.contains_key(&day).then_some(Off::Decree));
        holiday().or_else(|| weekend(day))
    }

    /// The same for the careful reading of Regulation 1182/71: the days of art. 3 lid 1 alone.
    #[must_use]
    pub fn off_european(day: Date) -> Option<Off> {
        named(day).filter(|it| *it != Off::GoodFriday).or_else(|| weekend(day))
    }

    /// The holidays of a year, in order; the weekend is not among them.
    #[must_use]
    pub fn holidays(&self, year: i16) -> Vec<(Date, Off)> {
        let Ok(first) = Date::new(year, 1, 1) else { return Vec::new() };
        let days = first.series(1.day()).take_while(|day| day.year() == year);
        let held = |day| named(day).or_else(|| self.equated.contains_key(&day).then_some(Off::Decree));
        days.filter_map(|day| held(day).map(|off| (day, off))).collect()
    }
}

/// What a reason rests on.
pub(super) const fn article(off: Off) -> Option<Article> {
    match off {
        Off::Saturday | Off::Sunday => None,
        Off::GoodFriday => Some(Article::Atw3Lid2),
        Off::Decree => Some(Article::Atw3Lid3),
        _ => Some(Article::Atw3Lid1),
    }
}

fn weekend(day: Date) -> Option<Off> {
    match day.weekday() {
        Weekday::Saturday => Some(Off::Saturday),
        Weekday::Sunday => Some(Off::Sunday),
        _ => None,
    }
}

/// The holidays that the act itself names, in the form it has since 31 March 1982.
fn named(day: Date) -> Option<Off> {
    match (day.month(), day.day()) {
        (1, 1) => return Some(Off::NewYear),
        (5, 5) => return Some(Off::LiberationDay),
        (12, 25) => return Some(Off::Christmas),
        (12, 26) => return Some(Off::SecondChristmas),
        (3..=6, _) => {}
        _ => return None,
    }
    if day == kings_day(day.year()) {
        return Some(if day.year() < 2014 { Off::QueensDay } else { Off::KingsDay });
    }
    match day.duration_since(easter(day.year())).as_hours() / 24 {
        -2 => Some(Off::GoodFriday),
        1 => Some(Off::EasterMonday),
        39 => Some(Off::Ascension),
        50 => Some(Off::WhitMonday),
        _ => None,
    }
}

/// The day on which the birthday is celebrated: 30 April until 2013, 27 April since; the day before
/// where that is a Sunday.
fn kings_day(year: i16) -> Date {
    let day = if year < 2014 { 30 } else { 27 };
    let held = date(year, 4, day);
    if held.weekday() == Weekday::Sunday { date(year, 4, day - 1) } else { held }
}

/// Easter Sunday of the Gregorian calendar (the method of Butcher and Meeus).
fn easter(year: i16) -> Date {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    let part = |n: i32| i8::try_from(n).unwrap_or(1);
    date(year, part(n / 31), part(n % 31 + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_decrees_are_read_and_equate_working_days_of_their_years() {
        let text = include_str!("../../../../library/calendar/decrees.toml");
        let written: Written = toml::from_str(text).expect("the file of the decrees");
        assert!(!written.decree.is_empty());
        for decree in &written.decree {
            for day in &decree.days {
                assert!(decree.years.contains(&day.year()), "{day}");
                assert_eq!(named(*day).or_else(|| weekend(*day)), None, "{day} needs no decree");
            }
        }
    }

    #[test]
    fn the_friday_after_ascension_is_equated_where_a_decree_says_so() {
        let calendar = Calendar::dutch();
        assert_eq!(calendar.off(date(2026, 5, 15)), Some(Off::Decree));
        assert!(calendar.decree(date(2026, 5, 15)).is_some_and(|it| it.title.contains("15 mei 2026")));
        assert_eq!(Calendar::default().off(date(2026, 5, 15)), None);
        assert!(calendar.knows(2027) && !calendar.knows(2031));
    }

    #[test]
    fn the_birthday_moves_to_saturday() {
        assert_eq!(Calendar::dutch().off(date(2025, 4, 26)), Some(Off::KingsDay));
        assert_eq!(Calendar::dutch().off(date(2025, 4, 27)), Some(Off::Sunday));
        assert_eq!(Calendar::dutch().off(date(2013, 4, 30)), Some(Off::QueensDay));
        assert_eq!(Calendar::dutch().off(date(2014, 4, 30)), None);
        assert_eq!(Calendar::dutch().off(date(2006, 4, 29)), Some(Off::QueensDay));
    }
}
