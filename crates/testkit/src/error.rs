//! What can go wrong while a test is prepared.

/// A fixture could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No folder for the test.
    #[error("a temporary folder could not be made")]
    Folder(#[from] std::io::Error),
    /// No keys.
    #[error("the keys of the test could not be made")]
    Keys(#[from] legalmind_seal::Error),
    /// No rows.
    #[error("the store of the test could not be prepared")]
    Store(#[from] legalmind_store::Error),
}

/// The result of preparing a test.
pub type Result<T> = std::result::Result<T, Error>;
