//! The rules that make a day of a term: the Algemene termijnenwet, article by article; Regulation
//! 1182/71; or neither. Each rule that was looked at leaves a step.

use jiff::civil::{Date, DateTime, date};
use legalmind_core::deadline::{
    Article, Direction, Exclusion, FirstDay, Off, Reckoning, Regime, Step, StepCode, Term, Unit,
};

use super::{
    calendar::{Calendar, article},
    count::{self, Counted},
};

/// The largest amount of a term, in any unit.
const MOST: u32 = 100_000;
/// The first event that is counted from: the holidays of the act have this form since 31 March 1982.
const FIRST: Date = date(1983, 1, 1);
/// The last day that is given.
const LAST: Date = date(2199, 12, 31);
/// Since when art. 1 has the text that was compared (Stb. 1999, 30).
const COMPARED: Date = date(1999, 2, 17);

/// Why a term cannot be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It has no length.
    #[error("the term has no length")]
    Empty,
    /// It is longer than any term.
    #[error("the term is too long")]
    TooLong,
    /// Its event is before the holidays that are known.
    #[error("the event is too early")]
    TooEarly,
    /// It ends beyond the days that are known.
    #[error("the term ends out of reach")]
    OutOfReach,
    /// Hours are not counted back.
    #[error("hours are not counted back")]
    HoursBack,
}

impl Fault {
    /// The field that is wrong, as a JSON pointer, and the name of the fault.
    #[must_use]
    pub const fn at(self) -> (&'static str, &'static str) {
        match self {
            Self::Empty => ("/term/amount", "required"),
            Self::TooLong => ("/term/amount", "too_long"),
            Self::TooEarly => ("/event_date", "too_early"),
            Self::OutOfReach => ("/term/amount", "out_of_reach"),
            Self::HoursBack => ("/term/direction", "hours_back"),
        }
    }
}

/// Computes the last day of a term from its event.
///
/// # Errors
/// [`Fault`] where there is no such day, or it is out of reach.
pub fn reckon(calendar: &Calendar, term: &Term, event: DateTime) -> Result<Reckoning, Fault> {
    match term.amount {
        0 => return Err(Fault::Empty),
        MOST.. => return Err(Fault::TooLong),
        _ if event.date() < FIRST => return Err(Fault::TooEarly),
        _ => {}
    }
    let mut work = Working { calendar, term: *term, steps: Vec::with_capacity(8) };
    let found = match term.unit {
        Unit::Hours => work.hours(event)?,
        _ => work.days(event)?,
    };
    if found.1 > LAST || found.1 < FIRST {
        return Err(Fault::OutOfReach);
    }
    let (counted, last, time) = found;
    Ok(Reckoning { term: *term, event, counted, last, time, steps: work.steps })
}

/// The day of a step so long before the last day of a deadline: a working day.
///
/// # Errors
/// [`Fault`] where there is no such day, or it is out of reach.
pub(super) fn step_before(
    calendar: &Calendar,
    amount: u32,
    unit: Unit,
    last: Date,
) -> Result<Reckoning, Fault> {
    let term = Term {
        amount,
        unit,
        direction: Direction::Before,
        regime: Regime::Agreed,
        first: FirstDay::Next,
        excluded: None,
    };
    let mut found = reckon(calendar, &term, last.to_datetime(jiff::civil::Time::midnight()))?;
    found.steps.retain(|it| it.code != StepCode::Agreed);
    while let Some(why) = calendar.off(found.last) {
        let (date, off) = (Some(found.last), Some(why));
        found.steps.push(Step { code: StepCode::NoWorkingDay, date, off, article: article(why) });
        found.last = count::step(found.last, -1)?;
    }
    if found.last != found.counted {
        let code = StepCode::EarlierWorkingDay;
        found.steps.push(Step { code, date: Some(found.last), off: None, article: None });
    }
    Ok(found)
}

type Found = (Date, Date, Option<jiff::civil::Time>);

struct Working<'a> {
    calendar: &'a Calendar,
    term: Term,
    steps: Vec<Step>,
}

impl Working<'_> {
    fn say(&mut self, code: StepCode, date: Option<Date>, article: Option<Article>) {
        self.steps.push(Step { code, date, off: None, article });
    }

    fn hours(&mut self, event: DateTime) -> Result<Found, Fault> {
        if self.term.direction != Direction::After {
            return Err(Fault::HoursBack);
        }
        let european = self.term.regime == Regime::European;
        let (begins, rests_on) = match european && !count::is_whole_hour(event) {
            true => (StepCode::BeginsNextHour, Some(Article::Eu3Lid1)),
            false => (StepCode::BeginsAtEvent, None),
        };
        self.say(begins, Some(event.date()), rests_on);
        let ends = count::hours(&self.term, event, european)?;
        self.say(StepCode::CountedTo, Some(ends.date()), european.then_some(Article::Eu3Lid2));
        match self.term.regime {
            Regime::Statutory => self.say(StepCode::Excluded, None, Some(Article::Atw4a)),
            Regime::European => self.say(StepCode::EuropeanHours, None, Some(Article::Eu3Lid5)),
            Regime::Agreed => self.say(StepCode::Agreed, None, None),
            Regime::Court => self.say(StepCode::Court, None, None),
        }
        Ok((ends.date(), ends.date(), Some(ends.time())))
    }

    fn days(&mut self, event: DateTime) -> Result<Found, Fault> {
        let counted = count::days(&self.term, event.date())?;
        // the holidays are not known beyond; what is out of reach by bare counting stays so
        if counted.ends > LAST || counted.ends < FIRST {
            return Err(Fault::OutOfReach);
        }
        self.begun(&counted);
        let european = self.term.regime == Regime::European;
        let rests_on = european.then_some(Article::Eu3Lid2);
        if counted.shortened {
            self.say(StepCode::EndOfMonth, Some(counted.ends), rests_on.or(Some(Article::Hr2017)));
        } else {
            self.say(StepCode::CountedTo, Some(counted.ends), rests_on);
        }
        let ends = match self.term.regime {
            Regime::Statutory => self.statutory(&counted)?,
            Regime::European => self.european(&counted)?,
            Regime::Agreed => {
                self.say(StepCode::Agreed, None, None);
                self.act(counted.ends, None)?
            }
            Regime::Court => {
                self.say(StepCode::Court, None, None);
                self.act(counted.ends, None)?
            }
        };
        Ok((counted.ends, ends, None))
    }

    fn begun(&mut self, counted: &Counted) {
        let european = (self.term.regime == Regime::European).then_some(Article::Eu3Lid1);
        let (code, rests_on) = match (self.term.direction, self.term.first) {
            (Direction::After, FirstDay::Next) => (StepCode::BeginsNextDay, european),
            // a provision of its own says so, against art. 3 lid 1 of the Regulation
            (Direction::After, FirstDay::Same) => (StepCode::BeginsSameDay, None),
            (Direction::Before | Direction::ClearBefore, _) => (StepCode::CountsBack, european),
        };
        self.say(code, Some(counted.begins), rests_on);
    }

    /// The Algemene termijnenwet.
    fn statutory(&mut self, counted: &Counted) -> Result<Date, Fault> {
        if let Some((code, rests_on)) = excluded(&self.term) {
            self.say(code, None, rests_on);
            return self.act(counted.ends, None);
        }
        let off = |calendar: &Calendar, day| calendar.off(day);
        let reached = match at_least_three_days(&self.term) {
            true => self.two_working_days(counted, Article::Atw2, off)?,
            false => counted.ends,
        };
        let ends = match self.term.direction {
            Direction::After => self.on_a_working_day(reached, Article::Atw1Lid1, off)?,
            Direction::Before | Direction::ClearBefore => self.act(reached, Some(Article::Atw1Lid2))?,
        };
        let asked_of = [StepCode::ExtendedTo, StepCode::TwoWorkingDays, StepCode::BackNotMoved];
        if counted.ends < COMPARED && self.steps.iter().any(|it| asked_of.contains(&it.code)) {
            self.say(StepCode::TextUnchecked, Some(COMPARED), Some(Article::Atw1Lid1));
        }
        self.decrees_known(ends);
        Ok(ends)
    }

    /// Regulation 1182/71, in the reading that ends soonest where readings differ.
    fn european(&mut self, counted: &Counted) -> Result<Date, Fault> {
        let back = self.term.direction != Direction::After;
        // on from its event a term ends soonest with the fewest holidays, counted back with the most
        let off: fn(&Calendar, Date) -> Option<Off> = match back {
            true => Calendar::off,
            false => |_, day| Calendar::off_european(day),
        };
        let single = self.term.unit == Unit::Days && self.term.amount < 2;
        let reached = match single {
            true => counted.ends,
            false => self.two_working_days(counted, Article::Eu3Lid5, off)?,
        };
        if back {
            let ends = self.act(reached, Some(Article::Eu3Lid4))?;
            self.decrees_known(ends);
            return Ok(ends);
        }
        let ends = self.on_a_working_day(reached, Article::Eu3Lid4, off)?;
        self.say(StepCode::EuropeanHolidays, None, None);
        Ok(ends)
    }

    /// Says so where no decree decided on the year of a day.
    fn decrees_known(&mut self, day: Date) {
        if !self.calendar.knows(day.year()) {
            self.say(StepCode::DecreesUnknown, Some(day), Some(Article::Atw3Lid3));
        }
    }

    /// The last day for the act, where a term is not extended: the one that was reached, or the day
    /// before where whole days lie between. Where a provision keeps a day that was counted back in its
    /// place, that is said of one that is no working day.
    fn act(&mut self, reached: Date, kept_by: Option<Article>) -> Result<Date, Fault> {
        let mut day = reached;
        if self.term.direction == Direction::ClearBefore {
            day = count::step(reached, -1)?;
            self.say(StepCode::ClearDays, Some(day), None);
        }
        if kept_by.is_some()
            && let Some(off) = self.calendar.off(day)
        {
            let code = StepCode::BackNotMoved;
            self.steps.push(Step { code, date: Some(day), off: Some(off), article: kept_by });
        }
        Ok(day)
    }

    /// Extends a stretch, away from its event, until it holds two working days.
    fn two_working_days(
        &mut self,
        counted: &Counted,
        rests_on: Article,
        off: fn(&Calendar, Date) -> Option<Off>,
    ) -> Result<Date, Fault> {
        let on = if self.term.direction == Direction::After { 1 } else { -1 };
        let (mut held, mut day) = (0, counted.begins);
        loop {
            held += u32::from(off(self.calendar, day).is_none());
            let beyond = if on > 0 { day >= counted.ends } else { day <= counted.ends };
            if held >= 2 && !beyond {
                return Ok(counted.ends);
            }
            if held >= 2 && beyond {
                break;
            }
            day = count::step(day, on)?;
        }
        if day != counted.ends {
            self.say(StepCode::TwoWorkingDays, Some(day), Some(rests_on));
        }
        Ok(day)
    }

    /// Moves an end on to the first working day, naming each day that does not do.
    fn on_a_working_day(
        &mut self,
        from: Date,
        rests_on: Article,
        off: fn(&Calendar, Date) -> Option<Off>,
    ) -> Result<Date, Fault> {
        let mut day = from;
        while let Some(why) = off(self.calendar, day) {
            let code = StepCode::NoWorkingDay;
            self.steps.push(Step { code, date: Some(day), off: Some(why), article: article(why) });
            day = count::step(day, 1)?;
        }
        let code = if day == from { StepCode::EndsOnWorkingDay } else { StepCode::ExtendedTo };
        self.say(code, Some(day), Some(rests_on));
        Ok(day)
    }
}

/// Whether and why the Algemene termijnenwet does not apply (art. 4).
fn excluded(term: &Term) -> Option<(StepCode, Option<Article>)> {
    let long = match term.unit {
        Unit::Hours | Unit::Years => true,
        Unit::Days => term.amount > 90,
        Unit::Weeks => term.amount > 12,
        Unit::Months => term.amount > 3,
    };
    match term.excluded {
        Some(Exclusion::Legislation) => Some((StepCode::Excluded, Some(Article::Atw4b))),
        Some(Exclusion::Liberty) => Some((StepCode::Excluded, Some(Article::Atw4c))),
        Some(Exclusion::Provision) => Some((StepCode::ExcludedByProvision, None)),
        None if long => Some((StepCode::Excluded, Some(Article::Atw4a))),
        None => None,
    }
}

const fn at_least_three_days(term: &Term) -> bool {
    !matches!(term.unit, Unit::Days) || term.amount >= 3
}
