//! Dutch and English text: what a word, a sentence, a passage, a quote and a legal reference are.
//!
//! Nothing here reads a file or knows where a text came from. All places in a text are ranges
//! of characters ([`legalmind_core::CharRange`]), never of bytes, except in [`token`], whose
//! offsets feed an index that counts bytes.
//!
//! ```text
//! pages ──passage::split──▶ passages ──token, stem, compound, reference──▶ search
//!   └──citation::check, normal::find_quote◀── the quote of a citation
//! ```
//!
//! To add a law: a row in `reference/law.rs`, and its abbreviation in `form/law.rs`. To add a kind of reference: a file in
//! `reference/` with a recogniser, and its kind in [`reference::ReferenceKind`].

pub mod citation;
pub mod compound;
pub mod form;
pub mod language;
pub mod normal;
pub mod passage;
pub mod reference;
pub mod sentence;
pub mod stem;
pub mod thesaurus;
pub mod token;
