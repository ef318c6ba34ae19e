//! What can go wrong around reading; what is wrong with a file is a
//! [`Reason`](legalmind_core::document::Reason).

/// A fault of the installation, not of a file.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The child process could not be started.
    #[error("the reading process could not be started")]
    Start(#[source] std::io::Error),
    /// The child did not answer as agreed.
    #[error("the reading process gave no answer")]
    Silent,
    /// The sandbox lets something through.
    #[error("the reading process is not closed off: {0} is possible")]
    Open(String),
    /// The kernel refused the sandbox.
    #[error("the sandbox of the reading process could not be set up: {0}")]
    Sandbox(&'static str),
}
