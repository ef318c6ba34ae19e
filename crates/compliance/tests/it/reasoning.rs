//! What is told of a computed day.

use jiff::civil::{Date, DateTime, date, time};
use legalmind_compliance::deadline::{Calendar, Fault, Table, reckon, sentence};
use legalmind_core::{
    account::Language,
    deadline::{Article, Direction, FirstDay, Off, Reckoning, Regime, StepCode, Term, Unit},
};

fn of(key: &str, event: Date) -> Reckoning {
    let row = Table::dutch().find(key).unwrap_or_else(|| panic!("{key}"));
    reckon(Calendar::dutch(), &row.term(), DateTime::from_parts(event, time(9, 0, 0, 0))).expect("a day")
}

fn codes(reckoning: &Reckoning) -> Vec<StepCode> {
    reckoning.steps.iter().map(|it| it.code).collect()
}

fn said(reckoning: &Reckoning, language: Language) -> String {
    let sentences = reckoning.steps.iter().map(|step| sentence(reckoning, step, language));
    sentences.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_term_that_ends_on_the_kings_birthday_is_explained() {
    // six weeks after 16 March 2027 is Tuesday 27 April 2027
    let found = of("awb-bezwaar", date(2027, 3, 16));
    assert_eq!((found.counted, found.last), (date(2027, 4, 27), date(2027, 4, 28)));
    use StepCode as S;
    assert_eq!(codes(&found), [S::BeginsNextDay, S::CountedTo, S::NoWorkingDay, S::ExtendedTo]);
    assert_eq!((found.steps[2].off, found.steps[2].article), (Some(Off::KingsDay), Some(Article::Atw3Lid1)));
    let dutch = said(&found, Language::Nl);
    assert!(dutch.contains("Dinsdag 27 april 2027 is Koningsdag, een algemeen erkende feestdag."), "{dutch}");
    assert!(dutch.contains("verlengd tot en met woensdag 28 april 2027"), "{dutch}");
    let english = said(&found, Language::En);
    assert!(english.contains("extended to Wednesday 28 April 2027"), "{english}");
}

#[test]
fn the_friday_after_ascension_and_the_weekend_behind_it_are_passed() {
    let found = of("awb-bezwaar", date(2026, 4, 3));
    assert_eq!((found.counted, found.last), (date(2026, 5, 15), date(2026, 5, 18)));
    assert!(said(&found, Language::Nl).contains("bij koninklijk besluit met een feestdag gelijkgesteld"));
    assert_eq!(found.steps.iter().filter(|it| it.code == StepCode::NoWorkingDay).count(), 3);
}

#[test]
fn three_months_end_on_the_day_of_the_same_number() {
    // the case of HR 1 September 2017: 29 February 2016, and then a Sunday
    let found = of("rv-hoger-beroep-beschikking", date(2016, 2, 29));
    assert_eq!((found.counted, found.last), (date(2016, 5, 29), date(2016, 5, 30)));
    let found = of("rv-hoger-beroep", date(2026, 11, 30));
    assert_eq!((found.counted, found.last), (date(2027, 2, 28), date(2027, 3, 1)));
    assert!(codes(&found).contains(&StepCode::EndOfMonth));
}

#[test]
fn three_days_hold_two_working_days() {
    // handed over on Thursday before Easter: Good Friday, Saturday, Sunday, Easter Monday
    let found = of("bw-bedenktijd-woning", date(2026, 4, 2));
    assert_eq!((found.counted, found.last), (date(2026, 4, 5), date(2026, 4, 8)));
    assert!(codes(&found).contains(&StepCode::TwoWorkingDays));
}

#[test]
fn years_are_not_extended_and_say_why() {
    let found = of("bw-verjaring-nakoming", date(2021, 5, 16));
    assert_eq!(found.last, date(2026, 5, 16));
    assert_eq!(found.last.weekday(), jiff::civil::Weekday::Saturday);
    assert_eq!(found.steps.last().and_then(|it| it.article), Some(Article::Atw4a));
}

#[test]
fn a_writ_leaves_a_whole_week() {
    // the roll of Wednesday 9 December 2026: served on 1 December at the latest
    let found = of("rv-dagvaarding", date(2026, 12, 9));
    assert_eq!(found.last, date(2026, 12, 1));
    assert!(codes(&found).contains(&StepCode::ClearDays));
    let dutch = said(&found, Language::Nl);
    assert!(dutch.contains("niet meetelt: te beginnen met dinsdag 8 december 2026"), "{dutch}");
    assert_eq!(dutch.matches("laatste dag").count(), 1, "the last day is one: {dutch}");
}

#[test]
fn the_day_that_is_warned_of_is_that_of_the_act() {
    // ten whole days before the hearing of Thursday 10 December 2026: at the latest on a Sunday
    let found = of("awb-nadere-stukken", date(2026, 12, 10));
    let warned = found.steps.iter().find(|it| it.code == StepCode::BackNotMoved).expect("a warning");
    assert_eq!(
        (found.last, warned.date, warned.off),
        (date(2026, 11, 29), Some(found.last), Some(Off::Sunday))
    );
    // of Tuesday 8 December: the days between begin on a Saturday, the act is on the Friday before
    let found = of("awb-nadere-stukken", date(2026, 12, 8));
    assert_eq!(found.last, date(2026, 11, 27));
    assert!(!codes(&found).contains(&StepCode::BackNotMoved));
}

#[test]
fn a_day_that_is_counted_back_does_not_move() {
    let found = of("bw-aanzegging", date(2026, 6, 30));
    assert_eq!(found.last, date(2026, 5, 30));
    assert!(codes(&found).contains(&StepCode::BackNotMoved));
    assert!(found.steps.iter().any(|it| it.article == Some(Article::Atw1Lid2)));
}

#[test]
fn the_day_itself_counts_where_the_law_says_so() {
    let found = of("awb-zienswijzen", date(2026, 9, 3));
    assert_eq!(found.last, date(2026, 10, 14));
}

#[test]
fn hours_run_on_through_the_night_the_clock_changes() {
    let row = Table::dutch().find("avg-datalek").expect("a row");
    let at = |day, hour, minute| {
        let event = DateTime::from_parts(day, time(hour, minute, 0, 0));
        let found = reckon(Calendar::dutch(), &row.term(), event).expect("a time");
        (found.last, found.time.expect("a time"))
    };
    assert_eq!(at(date(2026, 6, 5), 14, 20), (date(2026, 6, 8), time(15, 0, 0, 0)));
    assert_eq!(at(date(2026, 6, 5), 14, 0), (date(2026, 6, 8), time(14, 0, 0, 0)));
    assert_eq!(at(date(2026, 10, 23), 14, 20), (date(2026, 10, 26), time(14, 0, 0, 0)));
    let begins = |minute| {
        let event = DateTime::from_parts(date(2026, 6, 5), time(14, minute, 0, 0));
        codes(&reckon(Calendar::dutch(), &row.term(), event).expect("a time"))[0]
    };
    assert_eq!((begins(20), begins(0)), (StepCode::BeginsNextHour, StepCode::BeginsAtEvent));
}

#[test]
fn terms_that_are_not_statutory_are_only_counted() {
    for (regime, code) in [(Regime::Agreed, StepCode::Agreed), (Regime::Court, StepCode::Court)] {
        let term = Term {
            amount: 2,
            unit: Unit::Days,
            direction: Direction::After,
            regime,
            first: FirstDay::Next,
            excluded: None,
        };
        let friday = DateTime::from_parts(date(2026, 11, 27), time(9, 0, 0, 0));
        let found = reckon(Calendar::dutch(), &term, friday).expect("a day");
        assert_eq!(found.last, date(2026, 11, 29));
        assert!(codes(&found).contains(&code));
    }
}

#[test]
fn the_regulation_does_not_count_good_friday_as_a_holiday() {
    // 14 days before Good Friday 3 April 2026
    let found = of("bw-herroeping-consument", date(2026, 3, 20));
    assert_eq!(found.last, date(2026, 4, 3));
    let found = of("bw-herroeping-consument", date(2026, 3, 21));
    assert_eq!((found.counted, found.last), (date(2026, 4, 4), date(2026, 4, 7)));
}

fn counted(amount: u32, unit: Unit, direction: Direction, regime: Regime, event: Date) -> Reckoning {
    let term = Term { amount, unit, direction, regime, first: FirstDay::Next, excluded: None };
    reckon(Calendar::dutch(), &term, DateTime::from_parts(event, time(9, 0, 0, 0))).expect("a day")
}

#[test]
fn a_term_of_the_regulation_that_is_counted_back_holds_two_working_days_and_stays() {
    use Direction::Before;
    // two days before Tuesday 7 April 2026: Easter, and Good Friday, which is no working day here
    let found = counted(2, Unit::Days, Before, Regime::European, date(2026, 4, 7));
    assert_eq!((found.counted, found.last), (date(2026, 4, 5), date(2026, 4, 1)));
    assert!(found.steps.iter().any(|it| it.article == Some(Article::Eu3Lid5)));
    let found = counted(1, Unit::Weeks, Before, Regime::European, date(2026, 12, 6));
    assert_eq!(found.last, date(2026, 11, 29));
    let kept = found.steps.iter().find(|it| it.code == StepCode::BackNotMoved).expect("a step");
    assert_eq!((kept.off, kept.article), (Some(Off::Sunday), Some(Article::Eu3Lid4)));
    let found = counted(1, Unit::Days, Before, Regime::European, date(2026, 12, 7));
    assert_eq!(found.last, date(2026, 12, 6), "a single day holds what it holds");
    let far = Term { unit: Unit::Years, amount: 9_000, ..found.term };
    let event = DateTime::from_parts(date(2026, 12, 7), time(9, 0, 0, 0));
    assert_eq!(reckon(Calendar::dutch(), &far, event), Err(Fault::OutOfReach));
}

#[test]
fn the_regulation_is_not_named_for_a_day_of_the_event_that_counts() {
    let two_weeks = counted(2, Unit::Weeks, Direction::After, Regime::European, date(2026, 12, 1)).term;
    let term = Term { first: FirstDay::Same, ..two_weeks };
    let event = DateTime::from_parts(date(2026, 12, 1), time(9, 0, 0, 0));
    let found = reckon(Calendar::dutch(), &term, event).expect("a day");
    assert_eq!((found.steps[0].code, found.steps[0].article), (StepCode::BeginsSameDay, None));
}

#[test]
fn what_is_not_known_is_said() {
    assert!(codes(&of("awb-bezwaar", date(2031, 3, 3))).contains(&StepCode::DecreesUnknown));
    assert!(!codes(&of("awb-bezwaar", date(2027, 3, 3))).contains(&StepCode::DecreesUnknown));
    assert!(codes(&of("awb-bezwaar", date(1995, 3, 18))).contains(&StepCode::TextUnchecked));
    let back = |days, event| counted(days, Unit::Days, Direction::Before, Regime::Statutory, event);
    let dutch = said(&back(3, date(2031, 3, 6)), Language::Nl);
    assert!(dutch.contains("dan kan de laatste dag eerder vallen"), "{dutch}");
    // to Sunday 5 March 1995, and to Monday 6
    assert!(codes(&back(10, date(1995, 3, 15))).contains(&StepCode::TextUnchecked));
    assert!(!codes(&back(10, date(1995, 3, 16))).contains(&StepCode::TextUnchecked));
}

#[test]
fn what_cannot_be_counted_is_refused() {
    let term = |amount, unit, direction| Term {
        amount,
        unit,
        direction,
        regime: Regime::Statutory,
        first: FirstDay::Next,
        excluded: None,
    };
    let try_it = |term, day| reckon(Calendar::dutch(), &term, DateTime::from_parts(day, time(0, 0, 0, 0)));
    let today = date(2026, 11, 29);
    use Direction::{After, Before};
    assert_eq!(try_it(term(0, Unit::Days, After), today), Err(Fault::Empty));
    assert_eq!(try_it(term(u32::MAX, Unit::Years, After), today), Err(Fault::TooLong));
    assert_eq!(try_it(term(99_999, Unit::Years, After), today), Err(Fault::OutOfReach));
    assert_eq!(try_it(term(200, Unit::Years, After), today), Err(Fault::OutOfReach));
    assert_eq!(try_it(term(90, Unit::Years, Before), today), Err(Fault::OutOfReach));
    assert_eq!(try_it(term(1, Unit::Days, After), date(1982, 12, 31)), Err(Fault::TooEarly));
    assert_eq!(try_it(term(1, Unit::Hours, Before), today), Err(Fault::HoursBack));
}

#[test]
fn every_row_of_the_table_can_be_counted_from_any_day() {
    for row in Table::dutch().rows() {
        for day in [date(2024, 2, 29), date(2026, 12, 31), date(2027, 4, 26)] {
            let found = of(&row.key, day);
            assert!(!found.steps.is_empty(), "{}", row.key);
            for language in [Language::Nl, Language::En] {
                let text = said(&found, language);
                assert!(text.ends_with('.') && !text.contains("  "), "{}: {text}", row.key);
            }
        }
    }
}
