//! A citation: an address in a stored text, with a quote that was compared with that text.

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
