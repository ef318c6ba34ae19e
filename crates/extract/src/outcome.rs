//! What reading a file gives.

use legalmind_core::{
    document::{FileKind, Reason},
    passage::Page,
};

/// A file that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The kind its bytes are.
    pub kind: FileKind,
    /// Its pages, in order. One that could not be read says why.
    pub pages: Vec<Page>,
    /// Files it carries (attachments of a message or of a PDF), to be read as documents of their own.
    pub children: Vec<Child>,
    /// The title it gives itself, or the subject of a message.
    pub title: Option<String>,
    /// Why some of it is missing: the reason of the first such page, or of its attachments. None
    /// where it is whole.
    pub missing: Option<Reason>,
}

/// A file inside a file.
#[derive(Clone, PartialEq, Eq)]
pub struct Child {
    /// The name it carries, without folders or control characters.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Child {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Child({} bytes)", self.bytes.len())
    }
}

/// How far reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Pages that are ready.
    pub done: u32,
    /// Pages in all, as far as known.
    pub total: u32,
    /// At least one page is being recognised from a picture.
    pub recognising: bool,
}
