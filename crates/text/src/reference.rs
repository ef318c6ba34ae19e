//! Legal references in a text, each in one canonical form.
//!
//! `art. 6:162 lid 1 BW`, `artikel 162, eerste lid, van Boek 6 van het Burgerlijk Wetboek` and
//! `6:162(1) BW` are one reference, `bw:6:162:1`. Each reference also has wider keys, here
//! `bw:6:162`, so that who looks for the article finds the paragraph; and a [`Target`], the
//! same in its parts.
//!
//! ```text
//! text ── scan ─┬─ article (tokens, law after or before) ── articles of laws
//!               └─ code ── ECLI, LJN, CELEX, BWB, jci, case numbers, journals, papers
//!                   └─ decision ── court and day before it, consideration after it
//! ```

mod article;
mod code;
mod date;
mod decision;
mod law;
mod lexer;
mod scan;

use legalmind_core::CharRange;

pub use date::{Day, dates, first_date};
pub use decision::Decision;
pub use law::{LawNames, by_number, key_of, numbers_of};

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
    /// What it points to, in parts.
    pub target: Target,
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

/// What a reference points to, in parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Target {
    /// Its canonical form says all.
    #[default]
    None,
    /// An article, or a part of one.
    Article(Article),
    /// What the text says of a decision beside its number.
    Decision(Decision),
}

/// An article or a part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// The key of the law ([`key_of`]).
    pub law: String,
    /// `6:162`, `287b`.
    pub number: String,
    /// The lid.
    pub lid: Option<String>,
    /// The onderdeel, the widest first: `["a", "1"]`.
    pub parts: Vec<String>,
    /// Whether the words before the onderdelen (aanhef) are meant too.
    pub lead: bool,
    /// The day on which it is meant, where the reference says so (`g=` of a jci).
    pub on: Option<Day>,
}

impl Article {
    /// Its canonical form, and those of what contains it.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        let article = format!("{}:{}", self.law, self.number);
        let mut keys = Vec::with_capacity(3);
        if !self.parts.is_empty() {
            keys.push(format!("{article}:{}:{}", self.lid.as_deref().unwrap_or("-"), self.parts.join(":")));
        }
        if let Some(lid) = &self.lid {
            keys.push(format!("{article}:{lid}"));
        }
        keys.push(article);
        keys
    }
}

/// A reference with its place in bytes.
struct Found {
    kind: ReferenceKind,
    canonical: String,
    wider: Vec<String>,
    start: usize,
    end: usize,
    target: Target,
}

/// The references in a text, in the order in which they begin.
#[must_use]
pub fn find(text: &str) -> Vec<Reference> {
    static NONE: std::sync::OnceLock<LawNames> = std::sync::OnceLock::new();
    find_with(text, NONE.get_or_init(LawNames::default))
}

/// As [`find`], with more names of laws.
#[must_use]
pub fn find_with(text: &str, names: &LawNames) -> Vec<Reference> {
    let mut found = Vec::new();
    let mut codes = code::Codes::default();
    let mut floor = 0_usize;
    scan::places(text, |at, mask| {
        if mask & (scan::ARTICLE | scan::COLON) != 0
            && at >= floor
            && let Some((articles, end)) = article::at(text, at, floor, mask, names)
        {
            found.extend(articles);
            floor = end;
        }
        codes.at(text, at, mask, &mut found);
    });
    found.sort_by_key(|found| (found.start, std::cmp::Reverse(found.end)));
    // the number of a case is found with the word before it, and by itself
    let case = |found: &Found| found.kind == ReferenceKind::Case;
    found.dedup_by(|inner, outer| inner.start < outer.end && case(inner) && case(outer));
    decisions(text, &mut found);
    let (mut byte, mut char) = (0_usize, 0_u32);
    found.into_iter().map(|found| place(text, found, &mut byte, &mut char)).collect()
}

/// Reads what stands around the numbers of decisions.
fn decisions(text: &str, found: &mut [Found]) {
    let is = |found: &Found| {
        matches!(found.kind, ReferenceKind::Ecli | ReferenceKind::Ljn | ReferenceKind::Journal)
    };
    let mut nexts = Vec::with_capacity(found.len());
    let mut next = text.len();
    for this in found.iter().rev() {
        nexts.push(next);
        next = if this.kind == ReferenceKind::Ecli { this.start } else { next };
    }
    let mut floor = 0_usize;
    for (this, next) in found.iter_mut().zip(nexts.into_iter().rev()).filter(|(this, _)| is(this)) {
        let (start, end) = (this.start, this.end);
        this.target = Target::Decision(decision::around(text, floor.min(start), start, end, next.max(end)));
        floor = end;
    }
}

/// Counts characters from the last reference's first byte on.
fn place(text: &str, found: Found, byte: &mut usize, char: &mut u32) -> Reference {
    *char = char.saturating_add(count(text, *byte, found.start));
    *byte = found.start;
    let end = char.saturating_add(count(text, found.start, found.end));
    let range = CharRange { start: *char, end };
    Reference {
        kind: found.kind,
        canonical: found.canonical,
        wider: found.wider,
        range,
        target: found.target,
    }
}

fn count(text: &str, start: usize, end: usize) -> u32 {
    text.get(start..end).map_or(0, |part| u32::try_from(part.chars().count()).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests;
