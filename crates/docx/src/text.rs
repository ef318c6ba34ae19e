//! A text as a lawyer writes it in the editor: parties, recitals, articles and their members,
//! definitions, variables, references, citations. Word is one of its renditions.
//!
//! ```text
//! JSON of the editor ─parse─▶ Text ─numbers─▶ what is printed ─compose_text─▶ Word
//!                              ▲                                              │
//!                              └────────────────── read_text ─────────────────┘
//! ```
//!
//! Numbers, letters and the words of references are never stored: they follow from the structure
//! ([`Text::numbers`]). The browser computes the same; both are held to
//! `web/src/features/text/numbers.golden.json`.
//!
//! To add a kind of block: a variant of [`Block`], its reading in `read.rs`, its writing in
//! `json.rs`, then `number.rs`, `walk.rs`, `paper/`, `recover/` and the schema of the editor.

mod inline;
mod json;
pub mod markdown;
mod node;
mod number;
mod paper;
mod read;
mod recover;
mod walk;

pub use inline::{Citation, CitationKind, Inline, Marks, Piece, Variable};
pub use node::{
    Article, Block, Bullets, Cell, ClauseUse, Definition, Definitions, Ids, Item, Line, Members, Parties,
    Party, Recitals, Signature, Stance, Table, Text,
};
pub use number::{GONE, Numbers};
pub use paper::compose_text;
pub use recover::{Left, Recovered, read_text};
pub use walk::{Passage, PassageKind};

/// What a text may cost.
pub mod bound {
    /// Bytes of JSON.
    pub const BYTES: usize = 4 << 20;
    /// Nodes inside of each other, the document not counted.
    pub const DEPTH: usize = 12;
    /// Levels of members: 1.1, a, i.
    pub const LEVELS: usize = 3;
    /// Blocks in all.
    pub const BLOCKS: usize = 60_000;
}

/// Why something is no text. Carries no words of it: a place is a JSON pointer (RFC 6901).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextFault {
    /// More bytes or more blocks than [`bound`] allows.
    #[error("the text is too long")]
    TooLong,
    /// It nests deeper than [`bound`] allows.
    #[error("the text nests too deep at {pointer}")]
    TooDeep {
        /// Where.
        pointer: String,
    },
    /// Something unknown, missing or in a place where it may not stand.
    #[error("what stands at {pointer} is not of a text")]
    NotAText {
        /// Where.
        pointer: String,
    },
    /// Two blocks have the same id.
    #[error("the block at {pointer} has the id of another one")]
    DuplicateId {
        /// The second of them.
        pointer: String,
        /// The id.
        id: String,
    },
}
