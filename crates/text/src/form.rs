//! References as a text prints them, in the forms of the Leidraad voor juridische auteurs:
//! `art. 6:162 lid 1 BW`, `HR 29 januari 2016, ECLI:NL:HR:2016:162, r.o. 3.8`.
//!
//! Any spelling goes in. What is missing or does not fit together is told; whether the provision or
//! the decision exists is not known here.

mod court;
mod day;
mod decision;
mod law;

pub use day::{MONTHS, day};
pub use decision::decision;
pub use law::law;

/// A reference in its form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// As a text prints it.
    pub text: String,
    /// What it points to, in one spelling: of a decision its ECLI, of a provision the same as `text`.
    pub reference: String,
}

/// Why something is not printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// No reference is recognised in it.
    Nothing,
    /// An article without the law it is of.
    NoLaw,
    /// A law without an article.
    NoArticle,
    /// More than one law, or more than one decision.
    Several,
    /// A decision without its ECLI.
    NoEcli,
    /// A decision without its date.
    NoDate,
    /// The date is not in the year of the ECLI, or not the day that it names.
    OtherDate,
    /// The court that is named is not that of the ECLI.
    OtherCourt,
}

impl Fault {
    /// All faults.
    pub const ALL: [Self; 8] = [
        Self::Nothing,
        Self::NoLaw,
        Self::NoArticle,
        Self::Several,
        Self::NoEcli,
        Self::NoDate,
        Self::OtherDate,
        Self::OtherCourt,
    ];

    /// Its code; texts are in `web/src/i18n`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "not_a_reference",
            Self::NoLaw => "missing_law",
            Self::NoArticle => "missing_article",
            Self::Several => "several_references",
            Self::NoEcli => "missing_ecli",
            Self::NoDate => "missing_date",
            Self::OtherDate => "date_does_not_fit",
            Self::OtherCourt => "court_does_not_fit",
        }
    }
}

/// The longest reference that is read, in characters.
const LONGEST: usize = 500;

fn too_long(written: &str) -> bool {
    written.chars().nth(LONGEST).is_some()
}
