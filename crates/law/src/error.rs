//! What can go wrong with public law. No variant holds what a firm asked.

use std::{io, path::PathBuf};

use jiff::civil::Date;

/// A result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// An error of this crate.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file is none of the kinds that are read.
    #[error(
        "this is no file of law: its beginning is none of BWB toestand, manifest or WTI, open-rechtspraak, EUR-Lex HTML, or a table of articles"
    )]
    UnknownFormat,
    /// The root is known, its schema or vocabulary is not.
    #[error("this schema is not known: {0}")]
    UnknownSchema(String),
    /// The file ends before its last element is closed.
    #[error("the file is cut off; fetch it again")]
    Truncated,
    /// Not well-formed.
    #[error("the file is not well-formed at byte {at}")]
    Malformed {
        /// Where reading stopped.
        at: u64,
    },
    /// Not UTF-8.
    #[error("the file is not in UTF-8")]
    Encoding,
    /// It declares entities, or uses one that XML does not know.
    #[error("the file declares or uses entities of its own; these are not expanded")]
    Entities,
    /// More than is read of one thing.
    #[error("the file is too large: more than {limit} of {what}")]
    TooLarge {
        /// Of what.
        what: &'static str,
        /// How much is read at most.
        limit: u64,
    },
    /// Something without which the file says nothing.
    #[error("the file has no {0}")]
    Missing(&'static str),
    /// A value that is none.
    #[error("the file has no valid {0}")]
    Invalid(&'static str),
    /// Two dates that cannot both be true.
    #[error("the dates of the file contradict each other: {what}: {first} and {second}")]
    Contradiction {
        /// Which dates.
        what: &'static str,
        /// One.
        first: Date,
        /// The other.
        second: Date,
    },
    /// An article was counted and not read.
    #[error("{counted} articles stand in the file and {read} were read")]
    Lost {
        /// Elements in the file.
        counted: u64,
        /// Articles read.
        read: u64,
    },
    /// The file cannot be read.
    #[error("the file cannot be read")]
    Io(#[from] io::Error),
    /// The library's folder holds something else, or a form that this program does not know.
    #[error("the library of law at {0} is of another form; remove it and import again")]
    Form(PathBuf),
    /// Another process imports.
    #[error("the library of law is being imported into by another process; wait for it to end")]
    Busy,
    /// The library's engine failed.
    #[error("the library of law cannot be read or written")]
    Engine(#[from] tantivy::TantivyError),
    /// The model that makes vectors cannot be reached, or gave none.
    #[error("no vectors can be had")]
    Embedding,
    /// A stored row is none.
    #[error("the library of law is damaged; remove it and import again")]
    Damaged,
}

impl Error {
    /// A name for catalogues and for machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownFormat => "unknown_format",
            Self::UnknownSchema(_) => "unknown_schema",
            Self::Truncated => "truncated",
            Self::Malformed { .. } => "malformed",
            Self::Encoding => "encoding",
            Self::Entities => "entities",
            Self::TooLarge { .. } => "too_large",
            Self::Missing(_) => "missing",
            Self::Invalid(_) => "invalid",
            Self::Contradiction { .. } => "contradiction",
            Self::Lost { .. } => "lost",
            Self::Io(_) => "io",
            Self::Form(_) => "form",
            Self::Busy => "busy",
            Self::Engine(_) => "engine",
            Self::Embedding => "embedding",
            Self::Damaged => "damaged",
        }
    }
}
