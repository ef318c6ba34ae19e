//! What can go wrong. No error carries text of a document: a place is a part, a number, an offset.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// Why a file was not opened, read, changed or saved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Error {
    /// The file has no bytes.
    #[error("the file is empty")]
    Empty,
    /// More bytes than [`Limits::bytes`](crate::Limits).
    #[error("the file is larger than {0} bytes")]
    TooLarge(usize),
    /// Not a ZIP container at all.
    #[error("the file is not a Word document: it is no ZIP container")]
    NotZip,
    /// A Word file of before 2007.
    #[error("the file is a Word document of before 2007 (.doc)")]
    OldWord,
    /// Protected with a password (an OLE container, ECMA-376 part 4 "agile encryption", or ZIP's own).
    #[error("the file is protected with a password")]
    Encrypted,
    /// A container of another kind, named by its content type.
    #[error("the file is not a Word document but {0}")]
    OtherKind(String),
    /// The end of the container is missing.
    #[error("the file is cut off")]
    Truncated,
    /// The container contradicts itself.
    #[error("the container is damaged at byte {at}: {what}")]
    Container {
        /// Offset in the file.
        at: u64,
        /// What is wrong there.
        what: Cow<'static, str>,
    },
    /// It would unpack to far more than it is.
    #[error("the file unpacks to too much: {what}")]
    Bomb {
        /// Which bound it breaks.
        what: Cow<'static, str>,
    },
    /// A part that must be there is not.
    #[error("the part {0} is missing")]
    Missing(String),
    /// A part is no well-formed XML, or not what its place asks for.
    #[error("the part {part} is damaged at byte {at}: {what}")]
    Malformed {
        /// Name of the part.
        part: String,
        /// Offset in the part.
        at: u64,
        /// What is wrong there.
        what: String,
    },
    /// A part declares a document type, the door of entity attacks. No Word file has one.
    #[error("the part {part} declares a document type")]
    DocType {
        /// Name of the part.
        part: String,
    },
    /// A part is not UTF-8.
    #[error("the part {part} is not written in UTF-8")]
    Encoding {
        /// Name of the part.
        part: String,
    },
    /// Elements nest deeper than [`Limits::depth`](crate::Limits).
    #[error("the part {part} nests too deep at byte {at}")]
    TooDeep {
        /// Name of the part.
        part: String,
        /// Offset in the part.
        at: u64,
    },
    /// An edit does not fit the document.
    #[error("edit {edit} was refused: {refusal}")]
    Refused {
        /// Which of the edits, from 0.
        edit: usize,
        /// Why.
        refusal: Refusal,
    },
    /// No revision has this number.
    #[error("there is no revision {0}")]
    NoRevision(usize),
    /// Revisions or comments would be lost: what was there and ours do not add up to what is there.
    #[error("a change of somebody else would be lost ({what}: {before} before, {after} after)")]
    Loss {
        /// What was counted.
        what: Cow<'static, str>,
        /// How many there should be.
        before: usize,
        /// How many there would be.
        after: usize,
    },
}

/// Why an edit does not fit. The document is then as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Refusal {
    /// The package has no such part, or it holds no running text.
    #[error("there is no text part {0}")]
    NoPart(String),
    /// The part has fewer paragraphs.
    #[error("there is no paragraph {0}")]
    NoParagraph(usize),
    /// The range does not lie inside the paragraph.
    #[error("the range ends outside of the paragraph")]
    OutOfRange,
    /// At the address stands another text than the edit says.
    #[error("the expected text does not stand there")]
    OtherText,
    /// The quote is nowhere in the document.
    #[error("the quote was not found")]
    NotFound,
    /// The quote is in the document more than once.
    #[error("the quote was found {0} times")]
    Ambiguous(usize),
    /// Two edits of one call touch the same characters or the same paragraph.
    #[error("it overlaps another edit")]
    Overlap,
    /// It would cut a field in half (ECMA-376 part 1 §17.16).
    #[error("it would cut a field in half")]
    CutsField,
    /// The content control is locked (§17.5.2.23).
    #[error("the content control is locked")]
    Locked,
    /// The content control shows a value of a data part, which would overwrite the edit (§17.5.2.6).
    #[error("the content control is bound to data")]
    Bound,
    /// The value is not in the list of the control.
    #[error("the value is not in the list of the control")]
    NotInList,
    /// No control or field has this name.
    #[error("there is no such control or field")]
    NoSlot,
    /// A direct edit would wipe out somebody's tracked change.
    #[error("it would wipe out a tracked change")]
    LosesRevision,
    /// The paragraph is already deleted or already carries such a change.
    #[error("the paragraph already carries such a change")]
    AlreadyChanged,
    /// The style is not in the document.
    #[error("there is no paragraph style {0}")]
    NoStyle(String),
    /// The text has a character that XML cannot hold.
    #[error("the text has a character that cannot be written")]
    BadText,
    /// The author's name is empty or the date is not `YYYY-MM-DDThh:mm:ssZ`.
    #[error("the author or the date cannot be written")]
    BadAuthor,
    /// The place holds something this operation does not change.
    #[error("this operation does not change {0}")]
    Unsupported(Cow<'static, str>),
}

impl Error {
    pub(crate) fn container(at: u64, what: &'static str) -> Self {
        Self::Container { at, what: what.into() }
    }

    pub(crate) fn bomb(what: &'static str) -> Self {
        Self::Bomb { what: what.into() }
    }
}

impl Refusal {
    pub(crate) fn unsupported(what: &'static str) -> Self {
        Self::Unsupported(what.into())
    }
}
