//! What can be said of a reference: one of five verdicts, with the reason.
//!
//! Most decisions are not published and no library is complete, so that something is not here
//! never means that it does not exist. Only what the law or the scheme of numbers rules out
//! "cannot exist".

mod article;
mod decision;
mod reason;

use legalmind_core::account::Language;
use legalmind_text::{
    form,
    reference::{self, Reference, ReferenceKind, Target},
};

use crate::{
    Result,
    decision::Paragraph,
    library::Snapshot,
    statute::{Line, Standing},
};
use jiff::civil::Date;

pub(crate) use article::{Place, place, shown};
pub(crate) use decision::found;
pub use reason::Reason;

/// What is said of a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// It exists, and this is its text on this day.
    Exists,
    /// Its number is well-formed; it is not in the library.
    NotInLibrary,
    /// Number, date or court do not fit each other.
    Mismatch,
    /// It cannot exist.
    Impossible,
    /// It could not be checked.
    Unchecked,
}

impl Verdict {
    /// All of them, the best first.
    pub const ALL: [Self; 5] =
        [Self::Exists, Self::NotInLibrary, Self::Unchecked, Self::Mismatch, Self::Impossible];

    /// A name for catalogues and machines.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Exists => "exists",
            Self::NotInLibrary => "not_in_library",
            Self::Mismatch => "mismatch",
            Self::Impossible => "impossible",
            Self::Unchecked => "unchecked",
        }
    }

    /// In words.
    #[must_use]
    pub const fn words(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Exists, Language::Nl) => "bestaat",
            (Self::Exists, Language::En) => "exists",
            (Self::NotInLibrary, Language::Nl) => "niet in de bibliotheek",
            (Self::NotInLibrary, Language::En) => "not in the library",
            (Self::Mismatch, Language::Nl) => "klopt niet met elkaar",
            (Self::Mismatch, Language::En) => "does not fit together",
            (Self::Impossible, Language::Nl) => "kan niet bestaan",
            (Self::Impossible, Language::En) => "cannot exist",
            (Self::Unchecked, Language::Nl) => "niet gecontroleerd",
            (Self::Unchecked, Language::En) => "not checked",
        }
    }
}

/// A reference with what is said of it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The reference, with its characters in the text.
    pub reference: Reference,
    /// As it stands in the text.
    pub words: String,
    /// Why the verdict is what it is.
    pub reason: Reason,
    /// What it refers to, where that is in the library.
    pub subject: Option<Subject>,
}

impl Checked {
    /// The verdict.
    #[must_use]
    pub const fn verdict(&self) -> Verdict {
        self.reason.verdict()
    }
}

/// What a reference refers to.
#[derive(Clone, Debug)]
pub enum Subject {
    /// A provision on a day.
    Provision(Box<ProvisionOn>),
    /// A decision.
    Decision(Box<DecisionFound>),
    /// A law as a whole.
    Law(Box<LawFound>),
}

/// A provision, or a part of it, on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvisionOn {
    /// The law.
    pub law: LawFound,
    /// The day that was asked.
    pub on: Date,
    /// The number in the law: `162` in book 6.
    pub number: String,
    /// Its heading.
    pub heading: String,
    /// Where it stands, the widest first, in words.
    pub path: Vec<String>,
    /// Whether it is law on that day.
    pub standing: Standing,
    /// Since when the words are these, where known.
    pub since: Option<Date>,
    /// The lid that is meant.
    pub lid: Option<String>,
    /// The onderdeel that is meant.
    pub parts: Vec<String>,
    /// The words before the onderdelen, where one is meant.
    pub lead: Vec<Line>,
    /// The words that are meant.
    pub lines: Vec<Line>,
    /// The library has this article undivided, so `lines` is all of it.
    pub undivided: bool,
    /// Its juriconnect reference, empty for law of the Union.
    pub jci: String,
    /// Where it can be read in the official source.
    pub address: String,
}

impl ProvisionOn {
    /// As a text prints it: `art. 7:271 BW`, `art. 15 Leegstandwet`; of what is no article, the law.
    #[must_use]
    pub fn reference(&self) -> String {
        if self.number.is_empty() {
            return self.law.title.clone();
        }
        let book = reference::by_number(&self.law.number.to_lowercase()).map_or("", |(_, book)| book);
        let number = match book.is_empty() || self.number.contains(':') {
            true => self.number.clone(),
            false => format!("{book}:{}", self.number),
        };
        match form::law(&format!("art. {number} {}", self.law.key)) {
            // a law that has no abbreviation is called by its title, not by its number
            Ok(printed) if !printed.text.to_uppercase().contains(&self.law.number) => printed.text,
            _ => format!("art. {} {}", self.number, self.law.title),
        }
    }

    /// Since when the words are these, as far as is known: no later than the state begins.
    #[must_use]
    pub fn known_since(&self) -> Date {
        self.since.unwrap_or(self.law.from)
    }

    /// The words that are meant, with the words that lead to them.
    #[must_use]
    pub fn text(&self) -> String {
        let lines: Vec<Line> = self.lead.iter().chain(&self.lines).cloned().collect();
        crate::statute::text(&lines)
    }
}

/// A law, in the state of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LawFound {
    /// BWB or CELEX number.
    pub number: String,
    /// The key under which articles of it are known ([`legalmind_text::reference::key_of`]).
    pub key: String,
    /// The title by which it is cited.
    pub title: String,
    /// The first day of the state.
    pub from: Date,
    /// Its last day; [`crate::statute::NO_END`] where nothing later is known.
    pub until: Date,
}

/// A decision, with the consideration that is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionFound {
    /// `ECLI:NL:HR:2016:162`.
    pub ecli: String,
    /// The court's name.
    pub court: String,
    /// The day.
    pub date: Option<Date>,
    /// `Uitspraak` or `Conclusie`.
    pub kind: String,
    /// Case numbers.
    pub cases: Vec<String>,
    /// The summary.
    pub summary: String,
    /// Whether the text is published.
    pub has_text: bool,
    /// The consideration that is meant.
    pub consideration: Option<String>,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// Where it can be read in the official source.
    pub address: String,
}

/// What is said of a reference, about a day; `today` rules out what lies after it.
///
/// # Errors
/// Where the library cannot be read.
pub fn check(
    library: &Snapshot,
    reference: &Reference,
    on: Date,
    today: Date,
) -> Result<(Reason, Option<Subject>)> {
    match (&reference.target, reference.kind) {
        (Target::Article(asked), _) => article::check(library, asked, on),
        (_, ReferenceKind::Law | ReferenceKind::Union) => Ok(article::law(library, &reference.canonical, on)),
        (target, ReferenceKind::Ecli) => {
            let around =
                if let Target::Decision(around) = target { around.clone() } else { Default::default() };
            decision::check(library, &reference.canonical, &around, today)
        }
        (target, ReferenceKind::Ljn | ReferenceKind::Journal | ReferenceKind::Case | ReferenceKind::Roll) => {
            let around =
                if let Target::Decision(around) = target { around.clone() } else { Default::default() };
            decision::by_other_number(library, &reference.canonical, reference.kind, &around, today)
        }
        (_, ReferenceKind::Article | ReferenceKind::Paper | ReferenceKind::Gazette) => {
            Ok((Reason::KindNotKept, None))
        }
    }
}
