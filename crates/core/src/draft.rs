//! A draft: a template with the answers of an interview, on its way to a document.

use serde::{Deserialize, Serialize};

use crate::{clause::Approval, redline::named};

named! {
    /// How far a draft is.
    DraftState {
        /// The interview goes on; no document was made yet.
        Answering = "answering",
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
