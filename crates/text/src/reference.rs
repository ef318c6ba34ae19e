//! Legal references in a text, each in one canonical form.
//!
//! `art. 6:162 lid 1 BW`, `artikel 162, eerste lid, van Boek 6 van het Burgerlijk Wetboek` and
//! `6:162(1) BW` are one reference, `bw:6:162:1`. Each reference also has wider keys, here
//! `bw:6:162`, so that who looks for the article finds the paragraph.
//!
//! ```text
//! text ─┬─ lexer ── article (with law) ── articles of laws
//!       └─ code ── ECLI, LJN, CELEX, BWB, case numbers, journals, parliamentary papers
//! ```

mod article;
mod code;
mod law;
mod lexer;

use legalmind_core::CharRange;

/// What a reference points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReferenceKind {
    /// An article of a law or treaty.
    Article,
    /// A law as a whole, by its number in the Basiswettenbestand (BWB).
    Law,
    /// A decision by its European Case Law Identifier.
    Ecli,
    /// A decision by its Landelijk Jurisprudentie Nummer, the predecessor of the ECLI.
    Ljn,
    /// An act of the European Union.
    Union,
    /// A case number (zaaknummer, parketnummer).
    Case,
    /// A rolnummer (number on the cause list).
    Roll,
    /// A decision in a journal, `NJ 2000/730`.
    Journal,
    /// A parliamentary paper (Kamerstuk).
    Paper,
    /// An official gazette, `Stb. 2013, 144`.
    Gazette,
}

/// A reference found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// What it points to.
    pub kind: ReferenceKind,
    /// The same for every spelling; lower case.
    pub canonical: String,
    /// Keys of what contains it, the narrowest first.
    pub wider: Vec<String>,
    /// Its characters in the text.
    pub range: CharRange,
}

impl Reference {
    /// All keys it is found by, the narrowest first.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.canonical.as_str()).chain(self.wider.iter().map(String::as_str))
    }
}

/// Whether this is what a law is called: lower case, words separated by single spaces.
#[must_use]
pub fn is_law(name: &str) -> bool {
    law::by_name(name).is_some()
}

/// The keys of the laws whose names are known.
pub fn laws() -> impl Iterator<Item = &'static str> {
    law::keys()
}

/// A reference with its place in bytes.
struct Found {
    kind: ReferenceKind,
    canonical: String,
    wider: Vec<String>,
    start: usize,
    end: usize,
}

/// The references in a text, in the order in which they begin.
#[must_use]
pub fn find(text: &str) -> Vec<Reference> {
    let mut found = article::find(text);
    code::find(text, &mut found);
    found.sort_by_key(|found| (found.start, std::cmp::Reverse(found.end)));
    let (mut byte, mut char) = (0_usize, 0_u32);
    found.into_iter().map(|found| place(text, found, &mut byte, &mut char)).collect()
}

/// Counts characters from the last reference's first byte on.
fn place(text: &str, found: Found, byte: &mut usize, char: &mut u32) -> Reference {
    *char = char.saturating_add(count(text, *byte, found.start));
    *byte = found.start;
    let end = char.saturating_add(count(text, found.start, found.end));
    let range = CharRange { start: *char, end };
    Reference { kind: found.kind, canonical: found.canonical, wider: found.wider, range }
}

fn count(text: &str, start: usize, end: usize) -> u32 {
    text.get(start..end).map_or(0, |part| u32::try_from(part.chars().count()).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests;
