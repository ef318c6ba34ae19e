//! A conflict check: the parties of a dossier held against those of all dossiers of the firm
//! (Gedragsregels advocatuur 2018, regel 15), and what a person concluded from it.

use serde::{Deserialize, Serialize};

use crate::{
    DossierId, Timestamp, UserId,
    party::{LikenessKind, PartyRole},
    redline::named,
};

named! {
    /// How far a check is.
    ConflictState {
        /// Nobody concluded anything yet.
        Open = "open",
        /// There is no conflict of interest.
        Clear = "clear",
        /// The firm acts, with consent or a measure.
        Accepted = "accepted",
        /// The firm does not act.
        Refused = "refused",
    }
}

/// A name that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyName {
    /// The name.
    pub name: String,
    /// What they are here.
    pub role: PartyRole,
}

/// A party of a dossier of the firm that is like a name that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictHit {
    /// Which of the names, by its place among them.
    pub asked: u32,
    /// The dossier of the party.
    pub dossier: DossierId,
    /// The party, as named there.
    pub party: PartyName,
    /// What the names have in common.
    pub kind: LikenessKind,
    /// How alike they are, 1 to 100.
    pub score: u8,
}

/// What a person concluded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictConclusion {
    /// Why; never empty.
    pub reason: String,
    /// Who.
    pub by: Option<UserId>,
    /// When.
    pub at: Timestamp,
}

/// What is sealed of a check.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictContent {
    /// The names that were asked for.
    pub names: Vec<PartyName>,
    /// How many other dossiers they were held against.
    pub dossiers: u32,
    /// What was found, worst first: in all dossiers, also in those that a reader may not see.
    pub hits: Vec<ConflictHit>,
    /// There were more hits than are kept.
    pub cut: bool,
    /// What was concluded.
    pub conclusion: Option<ConflictConclusion>,
}
