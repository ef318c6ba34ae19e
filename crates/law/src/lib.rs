//! Public law, shared by all firms: statutes in every state, decisions, the links between them,
//! and what can be said of a reference.
//!
//! ```text
//! official files ─ read ─▶ library (an index folder, public, no key) ─┬─▶ Law: find, get_on,
//!                                                                     │   versions, differences,
//! a text ─ legalmind_text::reference ─▶ verdict ◀────────────────────┘   cited_by, search, check
//! ```
//!
//! Files come from an operator's command and are read in this process: as streams, with bounds,
//! without entities, by code that has no `unsafe` (decision record 17). To add a kind of file:
//! `read.rs`. To add a reason of a verdict: `verdict/reason.rs`, with its words. To add a court:
//! `court.rs`.

mod court;
mod cutter;
pub mod decision;
pub mod difference;
mod error;
pub mod import;
mod law;
pub mod library;
pub mod meaning;
pub mod read;
pub mod sanction;
mod selection;
pub mod statute;
pub mod verdict;

pub use error::{Error, Result};
pub use law::{Citing, Law, Listed, MAX_REFERENCES, Version, day_of, today};
