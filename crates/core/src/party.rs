//! The parties of a dossier, and how a name is like another.

use serde::{Deserialize, Serialize};

use crate::redline::named;

named! {
    /// What somebody is in a dossier.
    PartyRole {
        /// The client, or who belongs to the client.
        Client = "client",
        /// An other party, or who belongs to it.
        Counterparty = "counterparty",
        /// Somebody else: a witness, a bank, an adviser, an owner, who pays.
        Other = "other",
    }
}

impl PartyRole {
    /// How bad it is where one is the same as another: 2 for opposite sides, 1 where it is not known,
    /// 0 for the same side.
    #[must_use]
    pub const fn against(self, other: Self) -> u8 {
        match (self, other) {
            (Self::Client, Self::Counterparty) | (Self::Counterparty, Self::Client) => 2,
            (Self::Other, _) | (_, Self::Other) => 1,
            _ => 0,
        }
    }
}

named! {
    /// What two names have in common, the nearest first.
    LikenessKind {
        /// The same words; case, marks, titles, order and the writing of the legal form aside.
        Same = "same",
        /// The same but for spelling: a typing error, ij for y, another script or transliteration.
        Spelling = "spelling",
        /// A part: surname and initial, one of two surnames, a company without its form or its group.
        Part = "part",
        /// Only the sound.
        Sound = "sound",
    }
}
