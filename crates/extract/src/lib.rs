//! Bytes to pages of text, read by a process that can touch nothing.
//!
//! A file somebody sent is never parsed in the server. The server starts its own binary again
//! with the hidden sub-command `extract-child`; that process loads the PDF library, gives up
//! files, sockets and new programs, takes limits on memory and processor time, and only then
//! reads the file from its standard input. Pages come back as frames on its standard output and
//! are checked once more here. Pages that are only a picture come back as a picture and are
//! recognised by tesseract, which runs in a second limited process.
//!
//! ```text
//! Extractor::read ─ sniff ─▶ spawn `program extract-child read …`
//!                               │ 1 load libpdfium  2 rlimits  3 landlock  4 seccomp
//!                               ▼
//!                 request + bytes ▶ format::{pdf,docx,xlsx,eml,html,text}
//!                               ▼
//!        Page │ Picture ──▶ `program extract-child ocr … tesseract` ──▶ Page
//! ```
//!
//! To add a format: a [`FileKind`](legalmind_core::document::FileKind) in core, its signs in
//! [`sniff`], a module in `format/` that turns bytes into [`block::Block`]s, and its arm in
//! `format::read`.

pub mod block;
pub mod child;
mod error;
mod extractor;
mod format;
mod limits;
mod outcome;
mod page;
mod print;
mod sniff;
mod table;
mod wire;
pub mod word;

pub use error::Error;
pub use extractor::{ExtractOptions, Extractor};
pub use limits::Limits;
pub use outcome::{Child, Outcome, Step};
pub use print::PrintFault;
pub use sniff::sniff;
pub use table::TableRow;
