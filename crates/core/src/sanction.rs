//! Sanctions: the public lists of whom nobody may do business with, and the names of a dossier held
//! against them. A name that is like another is a possible match and no more: whether it is the same
//! person, a person decides. Lists are read in `legalmind-law`, names compared in
//! `legalmind-compliance`.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Timestamp, UserId,
    party::{LikenessKind, PartyRole},
    redline::named,
};

named! {
    /// A public list.
    SanctionList {
        /// The consolidated list of financial sanctions of the European Union.
        Eu = "eu",
        /// The Nationale sanctielijst terrorisme of the Netherlands.
        Nl = "nl",
    }
}

named! {
    /// What stands on a list.
    SubjectKind {
        /// A natural person.
        Person = "person",
        /// A company, a foundation, a group, a ship.
        Organisation = "organisation",
    }
}

/// A list as it was imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListHead {
    /// Which.
    pub list: SanctionList,
    /// The day it is of, as its publisher says.
    pub date: Date,
    /// How many persons and organisations stand on it.
    pub entries: u32,
    /// How many names they have.
    pub names: u32,
    /// SHA-256 of the file.
    pub sha256: [u8; 32],
    /// When it was imported.
    pub imported: Timestamp,
}

named! {
    /// How old a list is.
    ListAge {
        /// At most a week.
        Fresh = "fresh",
        /// More than a week: a newer one is to be fetched.
        Old = "old",
        /// Two years or more: what it does not have says nothing.
        Stale = "stale",
    }
}

/// A list older than this, in days, is old.
const FRESH_DAYS: i32 = 7;
/// A list of so many months is not to be relied on.
const STALE_MONTHS: i32 = 24;

impl ListAge {
    /// The age of a list of `date` on a day.
    #[must_use]
    pub fn of(date: Date, today: Date) -> Self {
        let months = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month());
        let passed = months(today) - months(date) - i32::from(today.day() < date.day());
        let days = today.since(date).map_or(0, |span| span.get_days());
        match (passed >= STALE_MONTHS, days > FRESH_DAYS) {
            (true, _) => Self::Stale,
            (false, true) => Self::Old,
            (false, false) => Self::Fresh,
        }
    }
}

/// A name that is held against the lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Screened {
    /// The name.
    pub name: String,
    /// What it has to do with the dossier.
    pub role: PartyRole,
    /// What it is like, the nearest first.
    pub matches: Vec<PossibleMatch>,
    /// So many more were found than are kept; with any, the name says too little.
    pub more: u32,
}

/// An entry of a list whose name is like one that was asked: possibly the same, possibly another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PossibleMatch {
    /// Its number in the screening, from 1.
    pub number: u32,
    /// The list.
    pub list: SanctionList,
    /// How the names are alike.
    pub likeness: LikenessKind,
    /// The name on the list that is alike.
    pub alike: String,
    /// The list calls that name a weak alias.
    pub weak: bool,
    /// The entry, as it stands on the list.
    pub entry: ListedSubject,
}

/// Who stands on a list, with what tells one person from another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedSubject {
    /// By which the list's publisher knows it.
    pub id: String,
    /// Its number to cite: `EU.27.28`, `Stcrt. 2017, 64067`.
    pub reference: String,
    /// A person or an organisation; none where the list does not tell.
    pub kind: Option<SubjectKind>,
    /// Its names, the first one first.
    pub names: Vec<ListedName>,
    /// Days and places of birth.
    pub births: Vec<String>,
    /// Nationalities.
    pub nationalities: Vec<String>,
    /// Passports, numbers of registers.
    pub identifications: Vec<String>,
    /// The programmes of measures, `UKR`.
    pub programmes: Vec<String>,
    /// The regulations or decisions by which it stands there.
    pub regulations: Vec<String>,
    /// Where those are published.
    pub links: Vec<String>,
    /// The day it was listed, as the list writes it.
    pub since: String,
    /// What the list remarks.
    pub remark: String,
}

/// A name on a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedName {
    /// The name.
    pub text: String,
    /// The list calls it a weak alias.
    pub weak: bool,
}

named! {
    /// What a person decided on a possible match.
    MatchOutcome {
        /// It is somebody else.
        OtherPerson = "other_person",
        /// It is the same person or organisation.
        SamePerson = "same_person",
    }
}

/// A decision on a possible match.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchDecision {
    /// The match, by its number.
    pub number: u32,
    /// What was decided.
    pub outcome: MatchOutcome,
    /// Why; never empty.
    pub reason: String,
    /// Who.
    pub by: Option<UserId>,
    /// When.
    pub at: Timestamp,
    /// It was taken on an earlier screening, on the same name and an entry that did not change since.
    pub carried: bool,
}

named! {
    /// How far the people are with a screening.
    ScreeningState {
        /// A possible match has no decision.
        Open = "open",
        /// Each has one, or there is none.
        Decided = "decided",
    }
}

/// What is sealed of a screening.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScreeningContent {
    /// The lists that were looked at.
    pub lists: Vec<ListHead>,
    /// The day it was made, from which the age of the lists is told.
    pub on: Date,
    /// The names with what was found.
    pub names: Vec<Screened>,
    /// What people decided, one for each match at most.
    pub decisions: Vec<MatchDecision>,
}

impl ScreeningContent {
    /// All possible matches, in the order of the names.
    pub fn matches(&self) -> impl Iterator<Item = &PossibleMatch> {
        self.names.iter().flat_map(|it| &it.matches)
    }

    /// The decision on a match.
    #[must_use]
    pub fn decision(&self, number: u32) -> Option<&MatchDecision> {
        self.decisions.iter().find(|it| it.number == number)
    }

    /// How many possible matches have no decision.
    #[must_use]
    pub fn undecided(&self) -> usize {
        self.matches().filter(|it| self.decision(it.number).is_none()).count()
    }

    /// How far the people are.
    #[must_use]
    pub fn state(&self) -> ScreeningState {
        if self.undecided() == 0 { ScreeningState::Decided } else { ScreeningState::Open }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_list_ages_after_a_week_and_after_two_years() {
        let list = date(2024, 11, 30);
        let on = |year, month, day| ListAge::of(list, date(year, month, day));
        assert_eq!(on(2024, 12, 7), ListAge::Fresh);
        assert_eq!(on(2024, 12, 8), ListAge::Old);
        assert_eq!(on(2026, 11, 29), ListAge::Old);
        assert_eq!(on(2026, 11, 30), ListAge::Stale);
        // a list of tomorrow, by another clock
        assert_eq!(on(2024, 11, 29), ListAge::Fresh);
    }
}
