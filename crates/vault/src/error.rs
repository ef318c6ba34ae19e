//! What can go wrong in the vault. Messages hold no content: no names, no text, no places.

use legalmind_core::{DocumentId, document::Reason, name::NameError, rights::Refused};
use thiserror::Error;

/// The result of a use case.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a use case was not carried out.
#[derive(Debug, Error)]
pub enum Error {
    /// There is no such thing, or none that the person asking may know of.
    #[error("there is no such thing, or none you may see")]
    NotFound,
    /// It may be seen, but not done.
    #[error(transparent)]
    Refused(Refused),
    /// Somebody changed it in the meantime.
    #[error("it was changed in the meantime; read it again")]
    Conflict,
    /// A value that was given cannot be used.
    #[error("the value of {field} cannot be used: {code}")]
    Invalid {
        /// The field, as the API names it.
        field: &'static str,
        /// What is wrong with it; texts are in `web/src/i18n`.
        code: &'static str,
    },
    /// What was to be made is there already.
    #[error("{field} names what is there already: {code}")]
    Exists {
        /// The field, as the API names it.
        field: &'static str,
        /// What is there; texts are in `web/src/i18n`.
        code: &'static str,
    },
    /// The bytes do not begin where those before them ended.
    #[error("the upload goes on at byte {expected}")]
    OffsetMismatch {
        /// Where the upload goes on.
        expected: u64,
    },
    /// The file is larger than the product takes. It was recorded as a document that failed.
    #[error("the file is larger than {limit} bytes")]
    TooLarge {
        /// The most bytes a file may have.
        limit: u64,
        /// The document that shows the refusal in the dossier.
        document: DocumentId,
    },
    /// More bytes came than the upload announced; none of the surplus was kept.
    #[error("more bytes came than were announced")]
    TooMuch,
    /// The sender stopped before the end; what came is kept, and the upload can be resumed.
    #[error("the connection broke; the upload goes on at byte {offset}")]
    CutOff {
        /// Where the upload goes on.
        offset: u64,
    },
    /// The content is kept back: not scanned yet, or not clean.
    #[error("the content is kept back")]
    Withheld {
        /// Why.
        reason: Reason,
    },
    /// Stored bytes or rows are not what was written.
    #[error("stored data is not what was written")]
    Integrity,
    /// A part the vault stands on could not do its work; trying again may help.
    #[error("{part} could not do it")]
    Unavailable {
        /// Which part.
        part: &'static str,
        /// What it said.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl Error {
    pub(crate) fn unavailable(
        part: &'static str,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self::Unavailable { part, source: source.into() }
    }

    pub(crate) const fn name(field: &'static str, error: NameError) -> Self {
        let code = match error {
            NameError::Empty => "empty",
            NameError::TooLong => "too_long",
        };
        Self::Invalid { field, code }
    }
}

impl From<legalmind_store::Error> for Error {
    fn from(error: legalmind_store::Error) -> Self {
        use legalmind_store::Error as Store;
        match error {
            Store::NotFound => Self::NotFound,
            Store::Refused(refused) => Self::Refused(refused),
            Store::Conflict | Store::Exists => Self::Conflict,
            Store::Cursor => Self::Invalid { field: "cursor", code: "unknown" },
            Store::Integrity | Store::Seal(legalmind_seal::Error::Integrity) => Self::Integrity,
            other => Self::unavailable("the database", other),
        }
    }
}

impl From<legalmind_seal::Error> for Error {
    fn from(error: legalmind_seal::Error) -> Self {
        match error {
            legalmind_seal::Error::Integrity => Self::Integrity,
            other => Self::unavailable("the key service", other),
        }
    }
}

impl From<legalmind_blob::Error> for Error {
    fn from(error: legalmind_blob::Error) -> Self {
        use legalmind_blob::Error as Blob;
        match error {
            // a row names it and it is gone or another: both mean that the stored file is not whole
            Blob::Integrity | Blob::Missing | Blob::OutOfRange => Self::Integrity,
            other => Self::unavailable("the object store", other),
        }
    }
}

impl From<legalmind_search::Error> for Error {
    fn from(error: legalmind_search::Error) -> Self {
        match error {
            legalmind_search::Error::Store(error) => error.into(),
            // it is made anew from the rows by itself: trying again helps
            other => Self::unavailable("the index", other),
        }
    }
}
