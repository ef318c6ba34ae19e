//! The sealed index of a firm: words, references and vectors, filtered by rights.
//!
//! The truth is in the store; an index is disposable. It follows the store's change log, and
//! where it is damaged or of an older form it is made again from the first line of the log.
//!
//! ```text
//! store ──change log──▶ follower ──▶ Index (Tantivy over SealedDirectory) ─┐
//!                           └──────▶ Vectors (sealed, exact scan) ─────────┴─▶ Indexes::search
//!                                                 rights: a filter inside both ─┘
//! ```
//!
//! Nothing readable is on disk: every file is sealed in chunks under a key of its own, derived
//! from the tenant's index key, and a flipped byte is [`Error::Integrity`], never wrong text.
//! To add a field to the index: `schema.rs`, and raise [`schema::VERSION`].

mod analysis;
mod best;
mod cells;
mod directory;
mod error;
mod filter;
mod follower;
mod fusion;
mod index;
mod indexes;
mod query;
mod schema;
mod snippet;
mod vectors;

pub use analysis::Analyser;
pub use directory::SealedDirectory;
pub use error::{Error, Result};
pub use index::Index;
pub use indexes::{Embed, Indexes, SearchOptions};
pub use query::{Hit, Hits, Matching, Query};
pub use snippet::Fragment;
pub use vectors::{VectorItem, Vectors, dot, quantise};
