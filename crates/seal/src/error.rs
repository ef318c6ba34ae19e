//! What can go wrong with keys and sealed bytes. No message holds content, a name or a path.

use std::io;

use thiserror::Error;

/// The result of everything here.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a key or a sealed thing could not be made or opened.
#[derive(Debug, Error)]
pub enum Error {
    /// The bytes were changed, cut, moved, or sealed under another key.
    #[error("sealed bytes are not what was written, or do not belong here")]
    Integrity,
    /// A hash chain stops holding at this entry, counted from 0.
    #[error("the hash chain is broken at entry {position}")]
    Chain {
        /// The first entry whose link does not follow from the one before.
        position: u64,
    },
    /// The key file is sound, and this passphrase does not open it.
    #[error("the passphrase does not open the key file; check it and try again")]
    WrongPassphrase,
    /// A new passphrase has too few characters.
    #[error("the passphrase is too short; choose one of at least {least} characters")]
    PassphraseTooShort {
        /// The least number of characters.
        least: usize,
    },
    /// There is a key file already; overwriting it would lose every firm's data.
    #[error("there is a key file already, and it is never overwritten; use it, or give another place")]
    KeyFileExists,
    /// There is no key file where one was expected.
    #[error("there is no key file at the configured place; put it there, or make one at the first start")]
    KeyFileMissing,
    /// The key file is damaged; only a backup of it helps.
    #[error("the key file is damaged; put back a copy from the backup")]
    KeyFileDamaged,
    /// No key of this tenant was added to the ring.
    #[error("the key of this tenant is not known")]
    UnknownTenant,
    /// What was given, or what was unsealed, does not have the form it should.
    #[error("the form is not right: {0}")]
    Format(&'static str),
    /// The crypto provider refused an operation.
    #[error("the crypto provider refused an operation")]
    Crypto,
    /// Reading or writing the key file failed.
    #[error("reading or writing the key file failed")]
    Io(#[source] io::Error),
}

impl From<aws_lc_rs::error::Unspecified> for Error {
    fn from(_: aws_lc_rs::error::Unspecified) -> Self {
        Self::Crypto
    }
}
