//! Playbooks: pieces of the library whose versions are texts.

use legalmind_core::{
    id::kind,
    playbook::{PlaybookContent, PlaybookHead},
};
use serde::{Deserialize, Serialize};

use crate::library::{Piece, Shelf};

/// The shelf of playbooks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Playbooks {}

/// What is sealed of a version of a playbook.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaybookVersion {
    // first, so that a list of versions need not read the texts
    /// What is told of it in a list.
    pub head: PlaybookHead,
    /// Its text, as it was written.
    pub text: String,
}

/// A playbook.
pub type Playbook = Piece<Playbooks>;

impl Shelf for Playbooks {
    type Kind = kind::Playbook;
    type Content = PlaybookContent;
    type Version = PlaybookVersion;
    const PIECES: &'static str = "playbook";
    const VERSIONS: &'static str = "playbook_version";
}
