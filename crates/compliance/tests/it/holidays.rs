//! The holidays of 1990 to 2060 against those of the package `holidays` (`holidays/make.py`).
//!
//! That package lists public holidays, art. 3 of the Algemene termijnenwet lists days on which terms
//! do not end. They differ in two ways, and no other:
//! - Easter Sunday and Whit Sunday are public holidays that the act does not name: they are Sundays;
//! - 5 May is a day off for most people once in five years, and a holiday of the act each year: the
//!   package has the other years in its category "optional".

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};
use legalmind_compliance::deadline::Calendar;
use legalmind_core::deadline::Off;

/// The days of the package with their names.
pub fn golden() -> BTreeMap<Date, String> {
    let lines = include_str!("holidays/nl.csv").lines().filter(|line| !line.starts_with('#'));
    let split = lines.map(|line| line.split_once(',').expect("a day and a name"));
    split.map(|(day, name)| (day.parse().expect("a day"), name.to_owned())).collect()
}

fn name(off: Off) -> &'static str {
    match off {
        Off::NewYear => "Nieuwjaarsdag",
        Off::GoodFriday => "Goede vrijdag",
        Off::EasterMonday => "Tweede paasdag",
        Off::QueensDay => "Koninginnedag",
        Off::KingsDay => "Koningsdag",
        Off::LiberationDay => "Bevrijdingsdag",
        Off::Ascension => "Hemelvaartsdag",
        Off::WhitMonday => "Tweede pinksterdag",
        Off::Christmas => "Eerste kerstdag",
        Off::SecondChristmas => "Tweede kerstdag",
        Off::Saturday | Off::Sunday | Off::Decree => "none of the act itself",
    }
}

#[test]
fn the_holidays_of_1990_to_2060_are_those_of_the_package() {
    let golden = golden();
    let calendar = Calendar::default();
    let mut ours = 0;
    for year in 1990..=2060 {
        for (day, off) in calendar.holidays(year) {
            let theirs = golden.get(&day).unwrap_or_else(|| panic!("{day} is no holiday there"));
            assert!(theirs.split("; ").any(|it| it == name(off)), "{day}: {theirs}, {off:?}");
            ours += 1;
        }
    }
    let sundays = golden.iter().filter(|(day, names)| {
        let only = names.split("; ").all(|it| it == "Eerste paasdag" || it == "Eerste pinksterdag");
        assert!(!only || day.weekday() == Weekday::Sunday);
        only
    });
    assert_eq!(ours + sundays.count(), golden.len());
}
