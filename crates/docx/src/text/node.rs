//! The blocks of a text.

use serde::{Deserialize, Serialize};

use super::inline::Inline;

/// A text. [`Text::parse`] and [`Text::json`] read and write the JSON of the editor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// What it consists of.
    pub content: Vec<Block>,
}

/// A block. Every block and every item of one has an id that no other has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The title of the document.
    Title(Line),
    /// A heading without a number.
    Heading(Line),
    /// A paragraph.
    Paragraph(Line),
    /// An indented paragraph.
    Quote(Line),
    /// The parties: (1), (2).
    Parties(Parties),
    /// The recitals: (A), (B).
    Recitals(Recitals),
    /// An article, numbered through the whole text.
    Article(Article),
    /// A numbered list: 1.1, a., i. in an article; 1., a., i. elsewhere.
    Members(Members),
    /// A list with dashes.
    Bullets(Bullets),
    /// Terms and what they mean.
    Definitions(Definitions),
    /// A table.
    Table(Table),
    /// The block where a party signs.
    Signature(Signature),
    /// A new page.
    PageBreak {
        /// Its id.
        id: String,
    },
}

/// A block that is one line of pieces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Its id.
    pub id: String,
    /// Its pieces.
    pub content: Vec<Inline>,
}

/// The parties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parties {
    /// Its id.
    pub id: String,
    /// At least one.
    pub parties: Vec<Party>,
}

/// A party: its description, and the name it goes by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Its id.
    pub id: String,
    /// The short name, a defined term; may be empty.
    pub name: String,
    /// The description.
    pub content: Vec<Inline>,
}

/// The recitals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recitals {
    /// Its id.
    pub id: String,
    /// At least one.
    pub recitals: Vec<Line>,
}

/// An article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its id.
    pub id: String,
    /// The clause of the library that it was.
    pub clause: Option<ClauseUse>,
    /// Its title.
    pub title: Line,
    /// Paragraphs, members, bullets, definitions, tables, quotes.
    pub content: Vec<Block>,
}

/// Which clause of the library an article was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClauseUse {
    /// The clause: a UUID.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// For whom it was written.
    pub stance: Stance,
}

/// For whom a clause is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// For our client.
    Client,
    /// For nobody.
    Neutral,
    /// For the other party.
    Counterparty,
}

/// A numbered list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Members {
    /// Its id.
    pub id: String,
    /// At least one.
    pub members: Vec<Item>,
}

/// A list with dashes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bullets {
    /// Its id.
    pub id: String,
    /// At least one.
    pub bullets: Vec<Item>,
}

/// A member of a list. The first block is a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its id.
    pub id: String,
    /// A paragraph; then, in a member: paragraphs, members, bullets, definitions, tables; in a
    /// bullet: paragraphs and bullets.
    pub content: Vec<Block>,
}

/// Terms and what they mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definitions {
    /// Its id.
    pub id: String,
    /// At least one.
    pub definitions: Vec<Definition>,
}

/// A term and what it means: printed as **"term"**: meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// Its id.
    pub id: String,
    /// The term, without quotation marks.
    pub term: String,
    /// The meaning.
    pub content: Vec<Inline>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its id.
    pub id: String,
    /// The first row is a head.
    pub header: bool,
    /// The cells of each row; a cell that spans rows stands in the first of them only.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// How many columns it takes.
    pub colspan: u32,
    /// How many rows it takes.
    pub rowspan: u32,
    /// At least one paragraph.
    pub content: Vec<Line>,
}

/// The block where a party signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Its id.
    pub id: String,
    /// The party as printed.
    pub party: String,
    /// Who signs and in which function, `J. de Vries, directeur`; the function alone; or, with a comma
    /// behind it, who signs alone. Empty if the party signs itself.
    pub capacity: String,
}

/// Makes ids: a beginning of its own and a number, so that two makers with other beginnings never
/// make the same.
#[derive(Debug, Clone)]
pub struct Ids {
    beginning: String,
    next: u32,
}

impl Ids {
    /// Ids that begin so; of letters a-z and digits, at most 24.
    #[must_use]
    pub fn new(beginning: &str) -> Self {
        let beginning = beginning.chars().filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        Self { beginning: beginning.take(24).collect(), next: 0 }
    }

    /// The next one.
    #[expect(clippy::should_implement_trait, reason = "it never ends, so it gives no option")]
    pub fn next(&mut self) -> String {
        self.next += 1;
        format!("{}{}", self.beginning, self.next)
    }

    /// A line with a new id.
    pub fn line(&mut self, content: Vec<Inline>) -> Line {
        Line { id: self.next(), content }
    }
}

impl Block {
    /// The id of the block.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Title(line) | Self::Heading(line) | Self::Paragraph(line) | Self::Quote(line) => &line.id,
            Self::Parties(parties) => &parties.id,
            Self::Recitals(recitals) => &recitals.id,
            Self::Article(article) => &article.id,
            Self::Members(members) => &members.id,
            Self::Bullets(bullets) => &bullets.id,
            Self::Definitions(definitions) => &definitions.id,
            Self::Table(table) => &table.id,
            Self::Signature(signature) => &signature.id,
            Self::PageBreak { id } => id,
        }
    }
}
