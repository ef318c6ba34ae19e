//! What a line consists of.

use serde::{Deserialize, Serialize};

/// A piece of a line and how it is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    /// What stands there.
    pub piece: Piece,
    /// How it is set.
    pub marks: Marks,
}

/// How a piece is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Underlined.
    pub underline: bool,
}

/// What stands in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// A new line in the same paragraph.
    Break,
    /// An answer of the interview, or one that is still open.
    Variable(Variable),
    /// A reference to the article or member with this id.
    Reference {
        /// The id of the block.
        target: String,
    },
    /// A citation.
    Citation(Box<Citation>),
}

/// An answer in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variable {
    /// The path of the answer: `partij.naam`.
    pub name: String,
    /// What is asked, in words.
    #[serde(default)]
    pub label: String,
    /// What is printed; `None` while it is open.
    #[serde(default)]
    pub value: Option<String>,
}

impl Variable {
    /// What is printed: the value, or the question between brackets.
    #[must_use]
    pub fn shown(&self) -> String {
        match &self.value {
            Some(value) => value.clone(),
            None if self.label.is_empty() => format!("[{}]", self.name),
            None => format!("[{}]", self.label),
        }
    }
}

/// What a citation points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CitationKind {
    /// A document of the dossier.
    Document,
    /// A provision.
    Law,
    /// A decision of a court.
    Decision,
}

/// A citation, as printed and as it is checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// Its id, of the same letters as that of a block.
    pub id: String,
    /// What it points at.
    pub kind: CitationKind,
    /// As printed.
    pub text: String,
    /// The words that are quoted.
    #[serde(default)]
    pub quote: Option<String>,
    /// The document of the dossier: a UUID.
    #[serde(default)]
    pub document: Option<String>,
    /// Its version: a UUID.
    #[serde(default)]
    pub version: Option<String>,
    /// The page, from 1.
    #[serde(default)]
    pub page: Option<u32>,
    /// Where the quote begins on it, in characters.
    #[serde(default)]
    pub start: Option<u32>,
    /// Where it ends.
    #[serde(default)]
    pub end: Option<u32>,
    /// The reference in its canonical form: `art. 6:162 lid 1 BW`, `ECLI:NL:HR:2016:162`.
    #[serde(default)]
    pub reference: Option<String>,
}

impl Inline {
    /// Words, set plainly.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Piece::Text(text.into()).into()
    }

    /// Words, in bold.
    #[must_use]
    pub fn bold(text: impl Into<String>) -> Self {
        Self { piece: Piece::Text(text.into()), marks: Marks { bold: true, ..Marks::default() } }
    }
}

impl From<Piece> for Inline {
    fn from(piece: Piece) -> Self {
        Self { piece, marks: Marks::default() }
    }
}
