//! A draft: a template with the answers of an interview, on its way to a document; and the text
//! that a lawyer goes on with.

use serde::{Deserialize, Serialize};

use crate::{VersionId, citation::CitationState, clause::Approval, redline::named};

named! {
    /// How far a draft is.
    DraftState {
        /// The interview goes on; no document was made of it yet, or the text that one was made of was
        /// given up.
        Answering = "answering",
        /// The answers became a text that is being written.
        Writing = "writing",
        /// A document was made.
        Made = "made",
        /// A lawyer approved the document that was made.
        Approved = "approved",
    }
}

/// A clause of the library as a draft uses it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsedClause {
    /// The clause.
    pub id: uuid::Uuid,
    /// The version that stands in the document.
    pub version: u32,
}

/// What is sealed of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftContent {
    /// Its name, which becomes that of the document.
    pub name: String,
    /// The answers, a JSON object.
    pub answers: String,
    /// The clauses that stand in the document that was made.
    pub clauses: Vec<UsedClause>,
    /// SHA-256 of the document that was made.
    pub sha256: Option<[u8; 32]>,
    /// Who approved it.
    pub approved: Option<Approval>,
}

/// What is sealed of the text of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextContent {
    /// The text, as JSON.
    pub document: String,
    /// SHA-256 of that.
    pub sha256: [u8; 32],
    /// What comparing its quotes came to.
    pub quotes: Vec<Compared>,
}

/// A quote that was compared with the stored text of a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// The version.
    pub version: VersionId,
    /// The quote.
    pub quote: String,
    /// What that came to.
    pub state: CitationState,
}

/// What a kept version of a text is known by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptHead {
    /// Its name; none where it was kept by itself.
    pub name: Option<String>,
    /// SHA-256 of the text.
    pub sha256: [u8; 32],
}

/// What is sealed of a kept version of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptText {
    /// What it is known by; the first, so that a list opens no more of it.
    pub head: KeptHead,
    /// The text, as JSON.
    pub document: String,
}
