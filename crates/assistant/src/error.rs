//! What can go wrong around an answer. Messages hold no content.

use thiserror::Error;

/// The result of a use case.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a use case was not carried out.
#[derive(Debug, Error)]
pub enum Error {
    /// The question is empty.
    #[error("the question is empty")]
    Empty,
    /// The question is longer than the limit.
    #[error("the question is longer than {0} characters")]
    TooLong(usize),
    /// Rows: absent, refused, changed, damaged, out of reach.
    #[error(transparent)]
    Store(#[from] legalmind_store::Error),
    /// The index could not be searched.
    #[error("the index could not be searched")]
    Search(#[from] legalmind_search::Error),
    /// An event could not be written or read.
    #[error("an event is not what was written")]
    Event(#[from] serde_json::Error),
}
