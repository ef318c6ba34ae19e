//! A playbook of the firm: the rules that a kind of contract is held against, as text that a lawyer
//! reads and changes.

use serde::{Deserialize, Serialize};

use crate::{check::Words, clause::Approval};

/// What is sealed of a playbook beside its versions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaybookContent {
    /// Its name in the starter set; none for the firm's own.
    pub key: Option<String>,
    /// Who approved which version of it.
    pub approved: Option<Approval>,
}

/// What is told of a version of a playbook in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaybookHead {
    /// Its title.
    pub title: Words,
    /// The kind of contract it is for.
    pub kind: String,
    /// How many rules it has.
    pub rules: u32,
    /// SHA-256 of its text.
    pub sha256: [u8; 32],
}
