//! A document in a dossier, its versions and the states its work goes through.

use serde::{Deserialize, Serialize};

/// The kind of a file, decided by its bytes and not by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// PDF.
    Pdf,
    /// Word (Office Open XML).
    Docx,
    /// Spreadsheet (Office Open XML).
    Xlsx,
    /// E-mail (RFC 5322).
    Eml,
    /// HTML.
    Html,
    /// Plain text or Markdown.
    Text,
    /// Anything else: kept, not read.
    Other,
}

impl FileKind {
    /// All kinds.
    pub const ALL: [Self; 7] =
        [Self::Pdf, Self::Docx, Self::Xlsx, Self::Eml, Self::Html, Self::Text, Self::Other];

    /// The name under which the kind is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Eml => "eml",
            Self::Html => "html",
            Self::Text => "text",
            Self::Other => "other",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// The content type a download carries.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Eml => "message/rfc822",
            Self::Html => "text/html",
            Self::Text => "text/plain",
            Self::Other => "application/octet-stream",
        }
    }
}

/// How far the work on a version is. Each state is a row the browser can watch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// All bytes are here and hashed.
    Received,
    /// A virus scanner is set and has passed it.
    Scanned,
    /// Sealed in the blob store.
    Stored,
    /// The text is being read.
    Reading,
    /// Pages without text are being recognised.
    Recognising,
    /// The text is stored; the index has not seen it yet.
    Read,
    /// Found by search; with a [`Reason`] where some of it could not be read.
    Searchable,
    /// Stopped, with a [`Reason`]; the original is kept unless the reason says otherwise.
    Failed,
}

impl Progress {
    /// All states.
    pub const ALL: [Self; 8] = [
        Self::Received,
        Self::Scanned,
        Self::Stored,
        Self::Reading,
        Self::Recognising,
        Self::Read,
        Self::Searchable,
        Self::Failed,
    ];

    /// The name under which the state is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Scanned => "scanned",
            Self::Stored => "stored",
            Self::Reading => "reading",
            Self::Recognising => "recognising",
            Self::Read => "read",
            Self::Searchable => "searchable",
            Self::Failed => "failed",
        }
    }

    /// The state of this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// Why work on a file stopped, or why some of it could not be read. The texts are in `web/src/i18n`, one per language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The file has no bytes.
    Empty,
    /// The file is larger than the limit.
    TooLarge,
    /// A password is needed to open it.
    Encrypted,
    /// It is damaged: its structure does not hold.
    Malformed,
    /// It ends too early.
    Truncated,
    /// It unpacks to more than is allowed.
    Bomb,
    /// Its name promises another kind than its bytes are.
    KindMismatch,
    /// The product does not read this kind; the original is kept.
    Unsupported,
    /// It nests messages or archives too deep.
    NestedTooDeep,
    /// The virus scanner found something.
    Infected,
    /// The virus scanner is set, and could not be reached.
    ScannerUnavailable,
    /// Reading it took longer than is allowed.
    Timeout,
    /// Reading it took more memory than is allowed.
    Memory,
    /// The reading process ended unexpectedly.
    Crashed,
    /// Text recognition is not installed.
    OcrUnavailable,
    /// The PDF library is not installed.
    PdfUnavailable,
    /// Stored bytes were not what was written.
    Integrity,
    /// Something inside the product went wrong; it will be tried again.
    Internal,
}

impl Reason {
    /// All reasons.
    pub const ALL: [Self; 18] = [
        Self::Empty,
        Self::TooLarge,
        Self::Encrypted,
        Self::Malformed,
        Self::Truncated,
        Self::Bomb,
        Self::KindMismatch,
        Self::Unsupported,
        Self::NestedTooDeep,
        Self::Infected,
        Self::ScannerUnavailable,
        Self::Timeout,
        Self::Memory,
        Self::Crashed,
        Self::OcrUnavailable,
        Self::PdfUnavailable,
        Self::Integrity,
        Self::Internal,
    ];

    /// The name under which the reason is stored and translated.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too_large",
            Self::Encrypted => "encrypted",
            Self::Malformed => "malformed",
            Self::Truncated => "truncated",
            Self::Bomb => "bomb",
            Self::KindMismatch => "kind_mismatch",
            Self::Unsupported => "unsupported",
            Self::NestedTooDeep => "nested_too_deep",
            Self::Infected => "infected",
            Self::ScannerUnavailable => "scanner_unavailable",
            Self::Timeout => "timeout",
            Self::Memory => "memory",
            Self::Crashed => "crashed",
            Self::OcrUnavailable => "ocr_unavailable",
            Self::PdfUnavailable => "pdf_unavailable",
            Self::Integrity => "integrity",
            Self::Internal => "internal",
        }
    }

    /// The reason of this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == name)
    }
}

/// What a person would call the content of a document's row. It is stored sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentContent {
    /// The file's name.
    pub name: String,
    /// The folders it came in, outermost first.
    pub folder: Vec<String>,
}
