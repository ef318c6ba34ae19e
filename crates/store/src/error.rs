//! What can go wrong with rows.

use legalmind_core::rights::Refused;
use sea_orm::{DbErr, SqlErr};
use thiserror::Error;

/// The result of a repository call.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a repository call failed. Messages hold no content.
#[derive(Debug, Error)]
pub enum Error {
    /// There is no such row, or none that the person asking may know of.
    #[error("there is no such thing, or none you may see")]
    NotFound,
    /// The rules do not allow it.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// Somebody changed it in the meantime, or the lease on it was lost.
    #[error("it was changed in the meantime; read it again")]
    Conflict,
    /// It is there already.
    #[error("it exists already")]
    Exists,
    /// The cursor is not one that this list gave.
    #[error("the cursor is not one that this list gave")]
    Cursor,
    /// Stored rows are not what was written.
    #[error("stored rows are not what was written")]
    Integrity,
    /// A unit of work changed something and left no audit entry; nothing was saved.
    #[error("a change without an audit entry is not saved")]
    Unaudited,
    /// The database was made before the first release, in a form that is not read any more.
    #[error(
        "its contents were written by an earlier trial version, in a form that this one does not read; nothing \
         was changed. Keep it for that version, and name a new data directory or database for this one"
    )]
    OldForm,
    /// The database could not do it.
    #[error("the database could not do it")]
    Unavailable(#[source] DbErr),
    /// Sealing or opening failed.
    #[error(transparent)]
    Seal(legalmind_seal::Error),
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Self::Exists,
            Some(SqlErr::ForeignKeyConstraintViolation(_)) => Self::NotFound,
            _ => Self::Unavailable(error),
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
