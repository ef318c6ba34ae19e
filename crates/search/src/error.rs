//! What can go wrong with an index.

use std::{io, sync::Arc};

use tantivy::TantivyError;
use thiserror::Error;

/// The result of a call to the index.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a call to the index failed. Messages hold no content.
#[derive(Debug, Error)]
pub enum Error {
    /// The index on disk is not what was written; it is being made again.
    #[error("the index is not what was written")]
    Integrity,
    /// Another process writes this index.
    #[error("another process writes this index")]
    Busy,
    /// The index did not reach the asked line of the change log in time.
    #[error("the index has not come that far yet")]
    Behind,
    /// The search engine failed.
    #[error("the search engine failed")]
    Engine(#[source] Arc<TantivyError>),
    /// The disk failed.
    #[error("the index's disk failed")]
    Io(#[source] io::Error),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] legalmind_store::Error),
    /// Sealing failed.
    #[error(transparent)]
    Seal(legalmind_seal::Error),
    /// Making vectors of texts failed.
    #[error("texts could not be turned into vectors")]
    Embedding,
    /// A part of the search stopped before it was done.
    #[error("the search stopped before it was done")]
    Stopped,
}

impl From<legalmind_seal::Error> for Error {
    fn from(error: legalmind_seal::Error) -> Self {
        match error {
            legalmind_seal::Error::Integrity => Self::Integrity,
            other => Self::Seal(other),
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => Self::Integrity,
            _ => Self::Io(error),
        }
    }
}

impl From<TantivyError> for Error {
    fn from(error: TantivyError) -> Self {
        match error {
            TantivyError::DataCorruption(_)
            | TantivyError::IncompatibleIndex(_)
            | TantivyError::OpenReadError(_)
            | TantivyError::SchemaError(_) => Self::Integrity,
            TantivyError::LockFailure(..) => Self::Busy,
            TantivyError::IoError(ref io) if io.kind() == io::ErrorKind::InvalidData => Self::Integrity,
            other => Self::Engine(Arc::new(other)),
        }
    }
}
