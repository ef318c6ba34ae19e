//! Sealed objects: the segments of document versions, outside the database.
//!
//! ```text
//! vault ──bytes──▶ Blobs ──seal::stream──▶ object_store ──▶ disk (Azure Blob, S3)
//! ```
//!
//! An object is written once and never changed; it is on the disk when [`Blobs::put`] returns,
//! and there wholly or not at all. What is read is what was written, to the bit, or
//! [`Error::Integrity`]. A tenant's objects lie under its own prefix; the context decides which.
//!
//! The row that names an object is written after it, so a crash between the two leaves an object
//! without a row, never a row without its object: [`Blobs::orphans`] finds those.
//!
//! To add a store: build it in `object_store`, pass it to [`Blobs::over`], and run the
//! conformance suite (`tests/it/conformance.rs`) on it.

mod error;
mod layout;
mod read;
mod store;

pub use error::{Error, Result};
pub use store::Blobs;
