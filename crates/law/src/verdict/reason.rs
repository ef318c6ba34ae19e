//! The reasons of verdicts, each with its code and its words in both languages.

use jiff::civil::Date;
use legalmind_core::account::Language;

use super::Verdict;

/// Why a verdict is what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The provision is in force on the day.
    InForce,
    /// The provision is in force; the library has it undivided, so the lid was not looked up.
    InForceUndivided,
    /// The article exists and was repealed on the day.
    Repealed,
    /// The provision was published and is not in force on the day.
    NotYet,
    /// The law is in force on the day.
    LawInForce,
    /// The decision is in the library.
    Decision,
    /// The decision is in the library, with its metadata alone.
    DecisionWithoutText,
    /// The decision is in the library; its considerations are not numbered.
    DecisionUnnumbered,
    /// The law is known and not in the library.
    LawNotInLibrary,
    /// The decision's number is well-formed; it is not in the library.
    DecisionNotInLibrary,
    /// No decision in the library has this number or was published there.
    NumberNotInLibrary,
    /// The text names another court than the number has.
    CourtDiffers {
        /// As named.
        named: String,
        /// By the number.
        code: String,
    },
    /// The text names another year than the number has.
    YearDiffers {
        /// As named.
        named: i16,
        /// By the number.
        number: i16,
    },
    /// The text names another day than the decision has.
    DateDiffers {
        /// As named.
        named: Date,
        /// The decision's.
        decided: Date,
    },
    /// The decision has no such consideration.
    NoConsideration {
        /// As named.
        number: String,
    },
    /// The article exists on other days.
    OtherDays {
        /// The first of them in the library.
        from: Date,
        /// The last.
        until: Date,
    },
    /// The law was not in force yet.
    LawNotYet {
        /// Its first day.
        from: Date,
    },
    /// The law was no longer in force.
    LawNoLonger {
        /// Its last day.
        until: Date,
    },
    /// The number lies beyond the articles of the law on the day.
    BeyondArticles {
        /// The highest.
        highest: u32,
    },
    /// The law has no such article on the day.
    NoArticle,
    /// The article has no such lid.
    NoLid {
        /// How many it has.
        has: usize,
    },
    /// The article has no such onderdeel.
    NoPart,
    /// No court has this code.
    CourtUnknown {
        /// The code.
        code: String,
    },
    /// No country has this code.
    CountryUnknown {
        /// The code.
        code: String,
    },
    /// The court did not exist in that year.
    CourtOutOfTime {
        /// Its first year.
        from: i16,
        /// Its last.
        until: i16,
    },
    /// The year lies in the future, or before any decision.
    YearImpossible {
        /// The year.
        year: i16,
    },
    /// The day does not exist.
    DayImpossible,
    /// The number is of no form that was given out in that year.
    FormImpossible,
    /// The article's book is not named.
    BookMissing,
    /// The library has no text of the law for the day.
    NoState,
    /// The law is not known by this name.
    LawUnknown,
    /// References of this kind are not kept in the library.
    KindNotKept,
}

impl Reason {
    /// The verdict it makes.
    #[must_use]
    pub const fn verdict(&self) -> Verdict {
        match self {
            Self::InForce
            | Self::InForceUndivided
            | Self::Repealed
            | Self::NotYet
            | Self::LawInForce
            | Self::Decision
            | Self::DecisionWithoutText
            | Self::DecisionUnnumbered => Verdict::Exists,
            Self::LawNotInLibrary | Self::DecisionNotInLibrary | Self::NumberNotInLibrary => {
                Verdict::NotInLibrary
            }
            Self::CourtDiffers { .. }
            | Self::YearDiffers { .. }
            | Self::DateDiffers { .. }
            | Self::NoConsideration { .. }
            | Self::OtherDays { .. }
            | Self::LawNotYet { .. }
            | Self::LawNoLonger { .. } => Verdict::Mismatch,
            Self::BeyondArticles { .. }
            | Self::NoArticle
            | Self::NoLid { .. }
            | Self::NoPart
            | Self::CourtUnknown { .. }
            | Self::CountryUnknown { .. }
            | Self::CourtOutOfTime { .. }
            | Self::YearImpossible { .. }
            | Self::DayImpossible
            | Self::FormImpossible => Verdict::Impossible,
            Self::BookMissing | Self::NoState | Self::LawUnknown | Self::KindNotKept => Verdict::Unchecked,
        }
    }

    /// A name for catalogues and machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::InForce => "in_force",
            Self::InForceUndivided => "in_force_undivided",
            Self::Repealed => "repealed",
            Self::NotYet => "not_yet",
            Self::LawInForce => "law_in_force",
            Self::Decision => "decision",
            Self::DecisionWithoutText => "decision_without_text",
            Self::DecisionUnnumbered => "decision_unnumbered",
            Self::LawNotInLibrary => "law_not_in_library",
            Self::DecisionNotInLibrary => "decision_not_in_library",
            Self::NumberNotInLibrary => "number_not_in_library",
            Self::CourtDiffers { .. } => "court_differs",
            Self::YearDiffers { .. } => "year_differs",
            Self::DateDiffers { .. } => "date_differs",
            Self::NoConsideration { .. } => "no_consideration",
            Self::OtherDays { .. } => "other_days",
            Self::LawNotYet { .. } => "law_not_yet",
            Self::LawNoLonger { .. } => "law_no_longer",
            Self::BeyondArticles { .. } => "beyond_articles",
            Self::NoArticle => "no_article",
            Self::NoLid { .. } => "no_lid",
            Self::NoPart => "no_part",
            Self::CourtUnknown { .. } => "court_unknown",
            Self::CountryUnknown { .. } => "country_unknown",
            Self::CourtOutOfTime { .. } => "court_out_of_time",
            Self::YearImpossible { .. } => "year_impossible",
            Self::DayImpossible => "day_impossible",
            Self::FormImpossible => "form_impossible",
            Self::BookMissing => "book_missing",
            Self::NoState => "no_state",
            Self::LawUnknown => "law_unknown",
            Self::KindNotKept => "kind_not_kept",
        }
    }

    /// In words.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        match language {
            Language::Nl => self.dutch(),
            Language::En => self.english(),
        }
    }

    fn dutch(&self) -> String {
        match self {
            Self::InForce => "geldt op deze datum".into(),
            Self::InForceUndivided => "geldt op deze datum; leden en onderdelen zijn in de bibliotheek niet onderscheiden, controleer die zelf".into(),
            Self::Repealed => "het artikel is op deze datum vervallen".into(),
            Self::NotYet => "de bepaling is op deze datum nog niet in werking".into(),
            Self::LawInForce => "de regeling geldt op deze datum".into(),
            Self::Decision => "de uitspraak staat in de bibliotheek".into(),
            Self::DecisionWithoutText => "de uitspraak staat in de bibliotheek, maar de tekst is niet gepubliceerd".into(),
            Self::DecisionUnnumbered => "de uitspraak staat in de bibliotheek; de overwegingen zijn niet genummerd, controleer de vindplaats zelf".into(),
            Self::LawNotInLibrary => "de regeling staat niet in de bibliotheek; raadpleeg de officiële bron".into(),
            Self::DecisionNotInLibrary => "het nummer is goed gevormd, maar de uitspraak staat niet in de bibliotheek; de meeste uitspraken zijn niet gepubliceerd".into(),
            Self::NumberNotInLibrary => "geen uitspraak in de bibliotheek draagt dit nummer of deze vindplaats".into(),
            Self::CourtDiffers { named, code } => format!("de tekst noemt {named}, het nummer is van {code}"),
            Self::YearDiffers { named, number } => format!("de tekst noemt {named}, het nummer is van {number}"),
            Self::DateDiffers { named, decided } => format!("de tekst noemt {}, de uitspraak is van {}", day(*named), day(*decided)),
            Self::NoConsideration { number } => format!("de uitspraak heeft geen overweging {number}"),
            Self::OtherDays { from, until } => format!("het artikel geldt niet op deze datum, wel {}", span(*from, *until, Language::Nl)),
            Self::LawNotYet { from } => format!("de regeling geldt pas vanaf {}", day(*from)),
            Self::LawNoLonger { until } => format!("de regeling gold tot en met {}", day(*until)),
            Self::BeyondArticles { highest } => format!("de regeling heeft op deze datum geen artikel met dit nummer; het hoogste is {highest}"),
            Self::NoArticle => "de regeling heeft op deze datum geen artikel met dit nummer".into(),
            Self::NoLid { has: 0 } => "het artikel heeft geen genummerde leden".into(),
            Self::NoLid { has } => format!("het artikel heeft dit lid niet; het heeft er {has}"),
            Self::NoPart => "het artikel heeft dit onderdeel niet".into(),
            Self::CourtUnknown { code } => format!("geen gerecht heeft de code {code}"),
            Self::CountryUnknown { code } => format!("geen land heeft de code {code}"),
            Self::CourtOutOfTime { from, until } => format!("dit gerecht deed alleen uitspraak {}", years(*from, *until, Language::Nl)),
            Self::YearImpossible { year } => format!("uit {year} kan geen uitspraak zijn"),
            Self::DayImpossible => "de genoemde datum bestaat niet".into(),
            Self::FormImpossible => "een nummer van deze vorm is in dat jaar niet uitgegeven".into(),
            Self::BookMissing => "het boek is niet genoemd, dus het artikel is niet te bepalen".into(),
            Self::NoState => "de bibliotheek heeft geen tekst van de regeling voor deze datum".into(),
            Self::LawUnknown => "de regeling is onder deze naam niet bekend".into(),
            Self::KindNotKept => "verwijzingen van deze soort zijn niet in de bibliotheek te controleren".into(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::InForce => "in force on this date".into(),
            Self::InForceUndivided => "in force on this date; the library does not divide this article into paragraphs, so check that yourself".into(),
            Self::Repealed => "the article is repealed on this date".into(),
            Self::NotYet => "the provision is not yet in force on this date".into(),
            Self::LawInForce => "the law is in force on this date".into(),
            Self::Decision => "the decision is in the library".into(),
            Self::DecisionWithoutText => "the decision is in the library, but its text is not published".into(),
            Self::DecisionUnnumbered => "the decision is in the library; its considerations are not numbered, so check the place yourself".into(),
            Self::LawNotInLibrary => "the law is not in the library; consult the official source".into(),
            Self::DecisionNotInLibrary => "the number is well-formed, but the decision is not in the library; most decisions are not published".into(),
            Self::NumberNotInLibrary => "no decision in the library bears this number or was published there".into(),
            Self::CourtDiffers { named, code } => format!("the text names {named}, the number is of {code}"),
            Self::YearDiffers { named, number } => format!("the text names {named}, the number is of {number}"),
            Self::DateDiffers { named, decided } => format!("the text names {}, the decision is of {}", day(*named), day(*decided)),
            Self::NoConsideration { number } => format!("the decision has no consideration {number}"),
            Self::OtherDays { from, until } => format!("the article is not in force on this date, but it is {}", span(*from, *until, Language::En)),
            Self::LawNotYet { from } => format!("the law is in force from {} only", day(*from)),
            Self::LawNoLonger { until } => format!("the law was in force until {}", day(*until)),
            Self::BeyondArticles { highest } => format!("the law has no article with this number on this date; the highest is {highest}"),
            Self::NoArticle => "the law has no article with this number on this date".into(),
            Self::NoLid { has: 0 } => "the article has no numbered paragraphs".into(),
            Self::NoLid { has } => format!("the article does not have this paragraph; it has {has}"),
            Self::NoPart => "the article does not have this part".into(),
            Self::CourtUnknown { code } => format!("no court has the code {code}"),
            Self::CountryUnknown { code } => format!("no country has the code {code}"),
            Self::CourtOutOfTime { from, until } => format!("this court gave decisions {} only", years(*from, *until, Language::En)),
            Self::YearImpossible { year } => format!("no decision can be of {year}"),
            Self::DayImpossible => "the date that is named does not exist".into(),
            Self::FormImpossible => "no number of this form was given out in that year".into(),
            Self::BookMissing => "the book is not named, so the article cannot be told".into(),
            Self::NoState => "the library has no text of the law for this date".into(),
            Self::LawUnknown => "no law is known by this name".into(),
            Self::KindNotKept => "references of this kind cannot be checked in the library".into(),
        }
    }
}

/// `29-01-2016`.
fn day(date: Date) -> String {
    date.strftime("%d-%m-%Y").to_string()
}

fn span(from: Date, until: Date, language: Language) -> String {
    match (until == crate::statute::NO_END, language) {
        (true, Language::Nl) => format!("vanaf {}", day(from)),
        (true, Language::En) => format!("from {}", day(from)),
        (false, Language::Nl) => format!("van {} tot en met {}", day(from), day(until)),
        (false, Language::En) => format!("from {} until {}", day(from), day(until)),
    }
}

fn years(from: i16, until: i16, language: Language) -> String {
    match (until == 9999, language) {
        (true, Language::Nl) => format!("vanaf {from}"),
        (true, Language::En) => format!("from {from}"),
        (false, Language::Nl) => format!("van {from} tot en met {until}"),
        (false, Language::En) => format!("from {from} until {until}"),
    }
}
