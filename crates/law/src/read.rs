//! Files of law read: official XML as a stream, whatever its size.
//!
//! ```text
//! file ── sniff ─┬─ toestand ──▶ head, provisions ─┐
//!                ├─ eurlex, table ─────────────────┤
//!                ├─ rechtspraak ──▶ decision ──────┼──▶ Sink
//!                └─ manifest, wti ──▶ dates, names ┘
//! ```
//!
//! To add a kind of file: how it begins in [`Format::of`], a reader here, its broken forms in the
//! tests.

pub mod eurlex;
pub mod manifest;
pub mod rechtspraak;
pub mod table;
pub mod toestand;
pub mod wti;
pub(crate) mod xml;

use crate::{
    Error, Result,
    statute::{Head, Provision},
};

/// What takes a statute as it is read.
pub trait Sink {
    /// Which state it is; comes before all provisions.
    ///
    /// # Errors
    /// Ends the reading.
    fn head(&mut self, head: &Head) -> Result<()>;
    /// The next provision.
    ///
    /// # Errors
    /// Ends the reading.
    fn provision(&mut self, provision: Provision) -> Result<()>;
}

/// A sink that keeps all.
#[derive(Debug, Default)]
pub struct Whole {
    /// The head, once it came.
    pub head: Option<Head>,
    /// The provisions.
    pub provisions: Vec<Provision>,
}

impl Sink for Whole {
    fn head(&mut self, head: &Head) -> Result<()> {
        self.head = Some(head.clone());
        Ok(())
    }

    fn provision(&mut self, provision: Provision) -> Result<()> {
        self.provisions.push(provision);
        Ok(())
    }
}

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// BWB toestand.
    State,
    /// BWB manifest.
    Manifest,
    /// BWB WTI.
    Information,
    /// open-rechtspraak.
    Decision,
    /// EUR-Lex HTML.
    Union,
    /// A law as a table of articles.
    Table,
}

/// How much of a file tells its kind, in bytes.
pub const BEGINNING: usize = 16 << 10;

impl Format {
    /// The kind of a file by its beginning.
    ///
    /// # Errors
    /// [`Error::UnknownFormat`]; [`Error::UnknownSchema`] where it is XML of another vocabulary.
    pub fn of(beginning: &[u8]) -> Result<Self> {
        if beginning.starts_with(&[0xff, 0xfe]) || beginning.starts_with(&[0xfe, 0xff]) {
            return Err(Error::Encoding);
        }
        let text = String::from_utf8_lossy(beginning);
        let text = text.trim_start_matches('\u{feff}').trim_start();
        let lower = text.to_lowercase();
        if lower.starts_with("<!doctype html") || lower.starts_with("<html") || lower.contains("<html") {
            return match eurlex::celex(text) {
                Some(_) => Ok(Self::Union),
                None => Err(Error::UnknownFormat),
            };
        }
        match root(text) {
            Some("toestand") => Ok(Self::State),
            Some("work") => Ok(Self::Manifest),
            Some("wetstechnische-informatie") => Ok(Self::Information),
            Some("open-rechtspraak") => Ok(Self::Decision),
            Some(other) => Err(Error::UnknownSchema(other.chars().take(40).collect())),
            None if table::fits(text) => Ok(Self::Table),
            None => Err(Error::UnknownFormat),
        }
    }
}

/// The name of the first element of an XML text.
fn root(text: &str) -> Option<&str> {
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        if !rest.get(..at)?.trim().is_empty() {
            return None;
        }
        rest = rest.get(at..)?;
        let end = if rest.starts_with("<!--") {
            rest.find("-->")? + 3
        } else if rest.starts_with("<?") || rest.starts_with("<!") {
            rest.find('>')? + 1
        } else {
            let name = rest.get(1..)?.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next()?;
            return Some(name.rsplit(':').next().unwrap_or(name)).filter(|name| !name.is_empty());
        };
        rest = rest.get(end..)?;
    }
    None
}

#[cfg(test)]
mod tests;
