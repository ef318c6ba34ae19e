//! A clause of the library of a firm, with its alternatives.

use serde::{Deserialize, Serialize};

use crate::{Timestamp, UserId, redline::named};

named! {
    /// Whom a wording favours.
    Stance {
        /// The one the firm acts for.
        Client = "client",
        /// Neither.
        Neutral = "neutral",
        /// The other side.
        Counterparty = "counterparty",
    }
}

named! {
    /// Whether a piece of the library may be relied on.
    LibraryState {
        /// No lawyer of the firm has looked at it yet.
        Concept = "concept",
        /// A lawyer of the firm approved it.
        Approved = "approved",
        /// It is not used any more.
        Withdrawn = "withdrawn",
    }
}

/// A provision that a text rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// The provision, such as `art. 6:162 lid 1 BW`.
    pub reference: String,
    /// What it has to do with it.
    #[serde(default)]
    pub note: String,
}

/// One wording of a clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// Whom it favours.
    pub stance: Stance,
    /// When it is used.
    #[serde(default)]
    pub note: String,
    /// Its text, in the light mark-up of the library; `{{ wij }}` and `{{ zij }}` are the names of
    /// the two sides.
    pub text: String,
}

/// Who stands for a text: approved by whom, when, which text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Who.
    pub by: Option<UserId>,
    /// When.
    pub at: Timestamp,
    /// SHA-256 of the text.
    pub sha256: [u8; 32],
}

/// What is sealed of a clause.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClauseContent {
    /// Its name, which becomes the heading of the article.
    pub title: String,
    /// Words by which it is found.
    pub tags: Vec<String>,
    /// When to use it and what to look out for.
    pub explanation: String,
    /// Where it comes from.
    pub origin: String,
    /// The day on which its legal basis was checked, `YYYY-MM-DD`.
    pub checked: Option<String>,
    /// Headings by which a contract shows that it has such a clause, lower case.
    pub recognise: Vec<String>,
    /// Kinds of contracts in which its absence is worth a remark.
    pub must: Vec<String>,
    /// What it rests on.
    pub basis: Vec<Basis>,
    /// Its wordings.
    pub variants: Vec<Variant>,
}
