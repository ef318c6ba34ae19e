//! A deadline: a term of a law, a contract or a court, counted from an event to a day, with the
//! reasoning that led to that day. The rules themselves are in `legalmind-compliance`.

use jiff::civil::{Date, DateTime, Time};
use serde::{Deserialize, Serialize};

use crate::{Timestamp, id::UserId, redline::named};

named! {
    /// What a term is expressed in.
    Unit {
        /// Hours, from an instant.
        Hours = "hours",
        /// Days.
        Days = "days",
        /// Weeks.
        Weeks = "weeks",
        /// Months.
        Months = "months",
        /// Years.
        Years = "years",
    }
}

named! {
    /// Which way a term is counted from its event.
    Direction {
        /// From the event on.
        After = "after",
        /// Back from the event ("ten days before the hearing").
        Before = "before",
        /// Back from the event, neither the event's day nor the day of the act counted: so many
        /// whole days lie in between.
        ClearBefore = "clear_before",
    }
}

named! {
    /// Where a term comes from, and so which rules count it.
    Regime {
        /// An act or a general administrative order: the Algemene termijnenwet applies.
        Statutory = "statutory",
        /// Law of the Union: Regulation (EEC, Euratom) 1182/71 applies.
        European = "european",
        /// A contract, or a day of one's own choice: only counted.
        Agreed = "agreed",
        /// Set by a court: only counted.
        Court = "court",
    }
}

named! {
    /// The first day of a term that is counted from an event on.
    FirstDay {
        /// The day after that of the event: the day of the event does not count.
        Next = "next",
        /// The day of the event itself, where the law says so (Awb 3:16 lid 2).
        Same = "same",
    }
}

named! {
    /// Why the Algemene termijnenwet does not apply although the term is statutory.
    Exclusion {
        /// Proclamation, entry into force or repeal of legislation (art. 4 onder b).
        Legislation = "legislation",
        /// Deprivation of liberty (art. 4 onder c).
        Liberty = "liberty",
        /// A provision of its own shuts the act out (such as Awb 4:17 lid 1).
        Provision = "provision",
    }
}

/// A term: how long, which way, under which rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Term {
    /// How many units.
    pub amount: u32,
    /// Of what.
    pub unit: Unit,
    /// Which way.
    pub direction: Direction,
    /// Under which rules.
    pub regime: Regime,
    /// Where it begins.
    pub first: FirstDay,
    /// Why the Algemene termijnenwet does not apply.
    pub excluded: Option<Exclusion>,
}

named! {
    /// Why a day is no working day.
    Off {
        /// A Saturday.
        Saturday = "saturday",
        /// A Sunday.
        Sunday = "sunday",
        /// Nieuwjaarsdag.
        NewYear = "new_year",
        /// Goede Vrijdag, equated by art. 3 lid 2.
        GoodFriday = "good_friday",
        /// Tweede Paasdag.
        EasterMonday = "easter_monday",
        /// The day on which the birthday of the Queen was celebrated, until 2013.
        QueensDay = "queens_day",
        /// The day on which the birthday of the King is celebrated, from 2014.
        KingsDay = "kings_day",
        /// 5 May.
        LiberationDay = "liberation_day",
        /// Hemelvaartsdag.
        Ascension = "ascension",
        /// Tweede Pinksterdag.
        WhitMonday = "whit_monday",
        /// Eerste Kerstdag.
        Christmas = "christmas",
        /// Tweede Kerstdag.
        SecondChristmas = "second_christmas",
        /// Equated by royal decree (art. 3 lid 3).
        Decree = "decree",
    }
}

named! {
    /// The provision or judgment that a step of the reasoning rests on.
    Article {
        /// Extension of a term that ends on a Saturday, a Sunday or a holiday.
        Atw1Lid1 = "Algemene termijnenwet art. 1 lid 1",
        /// Not of terms that are counted back.
        Atw1Lid2 = "Algemene termijnenwet art. 1 lid 2",
        /// Two working days in a term of three days or more.
        Atw2 = "Algemene termijnenwet art. 2",
        /// The holidays.
        Atw3Lid1 = "Algemene termijnenwet art. 3 lid 1",
        /// Good Friday.
        Atw3Lid2 = "Algemene termijnenwet art. 3 lid 2",
        /// Days equated by royal decree.
        Atw3Lid3 = "Algemene termijnenwet art. 3 lid 3",
        /// Long terms, and terms in hours.
        Atw4a = "Algemene termijnenwet art. 4 onder a",
        /// Legislation.
        Atw4b = "Algemene termijnenwet art. 4 onder b",
        /// Liberty.
        Atw4c = "Algemene termijnenwet art. 4 onder c",
        /// The event does not count.
        Eu3Lid1 = "Verordening 1182/71 art. 3 lid 1",
        /// Where a term ends.
        Eu3Lid2 = "Verordening 1182/71 art. 3 lid 2",
        /// Extension to the next working day.
        Eu3Lid4 = "Verordening 1182/71 art. 3 lid 4",
        /// Two working days in a term of two days or more.
        Eu3Lid5 = "Verordening 1182/71 art. 3 lid 5",
        /// The day of the same number; the last day of a shorter month.
        Hr2017 = "HR 1 september 2017, ECLI:NL:HR:2017:2225",
    }
}

named! {
    /// A step of the reasoning. Its sentence is in `compliance/src/deadline/words.rs`.
    StepCode {
        /// The term begins on the day after the event.
        BeginsNextDay = "begins_next_day",
        /// The term begins on the day of the event.
        BeginsSameDay = "begins_same_day",
        /// The hours begin at the next whole hour.
        BeginsNextHour = "begins_next_hour",
        /// The hours begin at the event.
        BeginsAtEvent = "begins_at_event",
        /// It is counted back from the event.
        CountsBack = "counts_back",
        /// Counted, it ends here.
        CountedTo = "counted_to",
        /// The month it ends in has no such day: its last day.
        EndOfMonth = "end_of_month",
        /// A day that does not do as the last one.
        NoWorkingDay = "no_working_day",
        /// It ends on a working day already.
        EndsOnWorkingDay = "ends_on_working_day",
        /// It is extended to this day.
        ExtendedTo = "extended_to",
        /// It held fewer than two working days, and is extended to this day.
        TwoWorkingDays = "two_working_days",
        /// Counted back, it is not moved, though the day is no working day.
        BackNotMoved = "back_not_moved",
        /// Whole days lie between: the day before them is the last for the act.
        ClearDays = "clear_days",
        /// Too long, or in hours: the act does not apply.
        Excluded = "excluded",
        /// A provision of its own shuts the act out.
        ExcludedByProvision = "excluded_by_provision",
        /// A reminder on a day that is no working day: the working day before it.
        EarlierWorkingDay = "earlier_working_day",
        /// An agreed term: the act does not apply.
        Agreed = "agreed",
        /// A term set by a court: the act does not apply.
        Court = "court",
        /// The list of royal decrees has nothing about this year.
        DecreesUnknown = "decrees_unknown",
        /// The text of art. 1 of those days was not compared.
        TextUnchecked = "text_unchecked",
        /// Which days are holidays under the Regulation: the careful reading.
        EuropeanHolidays = "european_holidays",
        /// Whether hours are extended is disputed: the careful reading.
        EuropeanHours = "european_hours",
    }
}

/// One step of the reasoning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What happens in it.
    pub code: StepCode,
    /// The day it is about.
    pub date: Option<Date>,
    /// Why that day is no working day.
    pub off: Option<Off>,
    /// What it rests on.
    pub article: Option<Article>,
}

/// A computed day with the reasoning that led to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reckoning {
    /// What was counted.
    pub term: Term,
    /// From when.
    pub event: DateTime,
    /// Where bare counting ends.
    pub counted: Date,
    /// The last day on which the act can be done.
    pub last: Date,
    /// The instant on it, for terms in hours.
    pub time: Option<Time>,
    /// The reasoning.
    pub steps: Vec<Step>,
}

named! {
    /// How far a deadline is.
    DeadlineState {
        /// Computed, not yet looked at by a lawyer.
        Proposed = "proposed",
        /// A lawyer stands for the day.
        Confirmed = "confirmed",
        /// What had to be done was done.
        Met = "met",
        /// It does not matter any more.
        Lapsed = "lapsed",
    }
}

impl DeadlineState {
    /// Whether somebody still has to act.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Proposed | Self::Confirmed)
    }
}

named! {
    /// What happened to a deadline.
    DeadlineAct {
        /// It was added.
        Added = "added",
        /// Its event, its term or both changed, and with them the day.
        Recomputed = "recomputed",
        /// Something else about it changed.
        Changed = "changed",
        /// A lawyer confirmed it.
        Confirmed = "confirmed",
        /// What had to be done was done.
        Met = "met",
        /// It lapsed.
        Lapsed = "lapsed",
        /// It is open again.
        Reopened = "reopened",
    }
}

/// A line of the history of a deadline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlineChange {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Option<UserId>,
    /// What.
    pub act: DeadlineAct,
    /// The last day, from then on.
    pub last: Date,
}

/// What is sealed of a deadline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlineContent {
    /// What has to be done.
    pub title: String,
    /// The row of the table of terms it was made from.
    pub key: Option<String>,
    /// The source of the term, in words: the article, or the contract.
    pub source: String,
    /// What the event is.
    pub event: String,
    /// A note.
    pub note: String,
    /// The computed day and why.
    pub reckoning: Reckoning,
    /// What happened to it, oldest first.
    pub history: Vec<DeadlineChange>,
}
