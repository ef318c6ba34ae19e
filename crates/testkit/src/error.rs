//! What can go wrong while a test is prepared.

/// A fixture could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No folder or no port for the test.
    #[error("a temporary folder or a port could not be made")]
    Folder(#[from] std::io::Error),
    /// No keys.
    #[error("the keys of the test could not be made")]
    Keys(#[from] legalmind_seal::Error),
    /// The PostgreSQL server of the test refuses.
    #[error("the database of the test could not be made or dropped")]
    Database(#[from] sqlx::Error),
    /// `LEGALMIND_TEST_PG` is no URL.
    #[error("LEGALMIND_TEST_PG is not a URL")]
    Address,
    /// No rows.
    #[error("the store of the test could not be prepared")]
    Store(#[from] legalmind_store::Error),
}

/// The result of preparing a test.
pub type Result<T> = std::result::Result<T, Error>;
