//! What can go wrong with stored objects. No message holds content or a path.

use thiserror::Error;

/// The result of everything here.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why an object could not be stored or read.
#[derive(Debug, Error)]
pub enum Error {
    /// There is no such object among the tenant's.
    #[error("a stored object is missing; put it back from the backup")]
    Missing,
    /// There is an object with this id already: objects are written once.
    #[error("an object with this id is stored already")]
    Exists,
    /// The stored bytes are not what was written, or do not belong to this place or key.
    #[error("a stored object is not what was written; put it back from the backup")]
    Integrity,
    /// The part asked for does not lie within the object.
    #[error("the part asked for does not lie within the object")]
    OutOfRange,
    /// The store cannot be reached, or refuses: a full disk, missing permission.
    #[error("the object store cannot be used; check its place, its space and its permissions")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Sealing failed.
    #[error(transparent)]
    Seal(legalmind_seal::Error),
}

impl Error {
    pub(crate) fn unavailable(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Unavailable(error.into())
    }
}

impl From<object_store::Error> for Error {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::Missing,
            object_store::Error::AlreadyExists { .. } => Self::Exists,
            other => Self::unavailable(other),
        }
    }
}

impl From<legalmind_seal::Error> for Error {
    fn from(error: legalmind_seal::Error) -> Self {
        match error {
            legalmind_seal::Error::Integrity => Self::Integrity,
            other => Self::Seal(other),
        }
    }
}
