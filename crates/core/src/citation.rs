//! A citation: an address in a stored text, with a quote that was compared with that text.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What comparing a quote with the stored text of the whole document came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CitationState {
    /// The quote stands there to the letter.
    Verified,
    /// The quote stands there but for spacing, hyphenation or case.
    VerifiedLoosely,
    /// The quote does not stand in the document.
    NotFound,
    /// The comparison could not be made.
    Unchecked,
}

impl CitationState {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Verified, Self::VerifiedLoosely, Self::NotFound, Self::Unchecked];

    /// The name under which the state is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::VerifiedLoosely => "verified_loosely",
            Self::NotFound => "not_found",
            Self::Unchecked => "unchecked",
        }
    }

    /// Whether the quote was found, so that its place can be marked.
    #[must_use]
    pub const fn is_verified(self) -> bool {
        matches!(self, Self::Verified | Self::VerifiedLoosely)
    }

    /// The state of this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// A provision of public law that an answer cites, with a quote that was compared with its text in
/// force on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LawCitation {
    /// Its number in the answer: the mark `[1]`. Documents and laws are numbered together.
    pub ordinal: u32,
    /// The law by its number: `BWBR0005290`, `32016R0679`.
    pub law: String,
    /// The title by which the law is cited.
    pub title: String,
    /// The number of the article in the law: `271`.
    pub number: String,
    /// As a text prints it: `art. 7:271 BW`.
    pub reference: String,
    /// The day whose law was read.
    pub on: Date,
    /// Since when the words are these: as the official text says, or else since the state of the
    /// law that the library has.
    pub since: Date,
    /// The words quoted.
    pub quote: String,
    /// What comparing them with the text came to.
    pub state: CitationState,
    /// A day of the facts in the dossier on which these words were not yet law.
    pub older_fact: Option<Date>,
}
