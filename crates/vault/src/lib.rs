//! Dossier Management: dossiers, the documents in them, and the way a document takes from a
//! stream of bytes to a page that search finds.
//!
//! ```text
//! upload::create ─▶ append … append ─▶ finish          one unit of work: document, version,
//!                    │ seal, blob, row                  job, audit, end of the upload
//!                    ▼                                         │ job
//!              sealed segments ──▶ ingest: scan ─▶ read ─▶ pages, passages, attachments
//!                                                          │ change log
//!                                                          ▼
//!                              search, marks, pages ◀── the sealed index
//! ```
//!
//! Every use case is a method of [`Vault`] with the context first. It asks for the right it needs
//! on the dossier ([`legalmind_core::rights`]), does its work in one unit, and leaves an audit
//! entry in it; a look leaves its entry before the answer goes out; a refusal leaves one as well.
//!
//! To add a use case: a method in the file of its noun, beginning with `self.reading(…)` or
//! `self.writing(…)` for the right, ending in `work.audit(…)` and `work.save()`; a test in
//! `tests/` that a stranger finds nothing and that the entry is there.

mod access;
pub mod document;
pub mod dossier;
mod error;
pub mod job;
pub mod mark;
pub mod passage;
pub mod scanner;
pub mod search;
mod vault;
pub mod wall;

pub use legalmind_extract::{PrintFault, TableRow, word};
pub use legalmind_seal::digest::sha256;

pub use error::{Error, Result};
pub use legalmind_store::{Ask, Listed};
pub use vault::{Vault, VaultOptions};
