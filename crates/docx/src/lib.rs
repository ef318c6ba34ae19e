//! Word files (DOCX) that stay whole: read, changed, compared, without losing a byte that nobody
//! asked to change.
//!
//! ```text
//! bytes ─zip─▶ Package ─story─▶ paragraphs ─paragraph─▶ runs ─view─▶ text with addresses
//!                │                                                        │
//!                └◀── resolve (accept, reject) ◀── apply(Edit…) ◀─────────┘
//! ```
//!
//! A part is one text for its whole life; reading finds ranges in it, changing replaces ranges of
//! it ([`span`]). What is not changed is therefore the same bytes: inside of a part, and in the
//! container, where unchanged entries are copied as they are packed ([`zip`]).
//!
//! [`Package::reading`] gives all of it to a screen; all values that cross a border of processes can
//! be serialized.
//!
//! To add an operation: a variant of [`Edit`], its plan in `edit/`, its case in `edit/apply.rs`.
//! To add a kind of revision: [`RevisionKind`], then `resolve/`.

mod address;
mod compare;
mod compose;
mod control;
mod edit;
mod error;
mod limits;
mod numbering;
mod package;
mod paragraph;
mod pen;
mod print;
mod props;
mod reading;
mod resolve;
mod revision;
mod slot;
mod span;
mod story;
mod style;
mod template;
pub mod text;
mod view;
mod xml;
mod zip;

pub use address::Address;
pub use compare::{Comparison, Difference, DifferenceKind, compare};
pub use compose::compose;
pub use control::ControlKind;
pub use edit::{Applied, Edit, Target};
pub use error::{Error, Refusal};
pub use limits::Limits;
pub use package::{Facts, Package};
pub use paragraph::OBJECT;
pub use pen::{Author, Mode};
pub use reading::{Align, Cell, Comment, Line, Mark, ReadParagraph, ReadRun, Reading};
pub use resolve::{Choice, Decision, Resolved};
pub use revision::{Revision, RevisionKind};
pub use slot::Slot;
pub use story::StoryKind;
pub use style::{Style, Styles};
pub use template::{FillError, Filled, Filling, TagFault, TemplateFault, TemplateUse, decides, names};
pub use text::{Left, Recovered, Text, TextFault, compose_text, read_text};
pub use view::{Part, View};
