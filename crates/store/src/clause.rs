//! Clauses: pieces of the library whose versions are their wordings.

use legalmind_core::{
    clause::{Approval, ClauseContent},
    id::kind,
};
use serde::{Deserialize, Serialize};

use crate::library::{Piece, Shelf};

/// The shelf of clauses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clauses {}

/// What is sealed of a clause.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Its name in the starter set; none for the firm's own.
    pub key: Option<String>,
    /// Its present content.
    pub content: ClauseContent,
    /// Who approved it.
    pub approved: Option<Approval>,
}

/// A clause.
pub type Clause = Piece<Clauses>;

impl Shelf for Clauses {
    type Kind = kind::Clause;
    type Content = Kept;
    type Version = ClauseContent;
    const PIECES: &'static str = "clause";
    const VERSIONS: &'static str = "clause_version";
}
