//! What a paragraph and its runs are to a screen.

use serde::{Deserialize, Serialize};

use crate::{revision::RevisionKind, story::StoryKind};

/// How lines stand between the margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Align {
    /// At the left margin.
    Left,
    /// In the middle.
    Center,
    /// At the right margin.
    Right,
    /// At both.
    Justify,
}

impl Align {
    /// The value of `jc` (`ST_Jc`, §17.18.44).
    pub(crate) fn of(value: &str) -> Option<Self> {
        Some(match value {
            "left" | "start" => Self::Left,
            "center" => Self::Center,
            "right" | "end" => Self::Right,
            "both" | "distribute" => Self::Justify,
            _ => return None,
        })
    }
}

/// The place of a paragraph in a table; in tables within tables, the innermost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cell {
    /// Number of the table in the part, from 0, in the order in which they start.
    pub table: usize,
    /// Number of the row, from 0.
    pub row: usize,
    /// Number of the column in the grid of the table, from 0.
    pub column: usize,
    /// Over how many columns the cell reaches.
    pub span: usize,
    /// Rows of the table.
    pub rows: usize,
    /// Columns of its grid.
    pub columns: usize,
}

/// The revision on a paragraph mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// What became of the mark: one of the four kinds of paragraphs.
    pub kind: RevisionKind,
    /// Its number, as [`Package::revisions`](crate::Package::revisions) gives it.
    pub revision: usize,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadParagraph {
    /// The part it stands in.
    pub part: String,
    /// What the part is.
    pub kind: StoryKind,
    /// Its number in the part, as in an [`Address`](crate::Address).
    pub number: usize,
    /// The number before it as Word shows it: `1.1`, `a.`, `•`.
    pub label: Option<String>,
    /// The level of a heading, from 1.
    pub heading: Option<u32>,
    /// The id of its style.
    pub style: Option<String>,
    /// The name of that style.
    pub style_name: Option<String>,
    /// How its lines stand, if it or its style says so.
    pub align: Option<Align>,
    /// How far it is set in: half inches of its left indent, in a list at least its level; 0 to 8.
    pub indent: u32,
    /// Its place in a table.
    pub cell: Option<Cell>,
    /// The revision on its mark.
    pub mark: Option<Mark>,
    /// Its text, what is deleted included.
    pub runs: Vec<ReadRun>,
}

/// A text of one look under the same revisions and comments.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReadRun {
    /// The text; [`OBJECT`](crate::OBJECT) stands for a picture, a formula or a note.
    pub text: String,
    /// Where it starts in the paragraph's current text, in characters; nothing for deleted text,
    /// which has no place in it.
    pub start: Option<usize>,
    /// It is bold, by itself or by its styles.
    pub bold: bool,
    /// It is italic, by itself or by its styles.
    pub italic: bool,
    /// It is underlined.
    pub underline: bool,
    /// It is struck through, as a look and not as a revision.
    pub strike: bool,
    /// It is highlighted (§17.3.2.15).
    pub highlight: bool,
    /// The number of the innermost revision that inserted it or moved it here.
    pub inserted: Option<usize>,
    /// The number of the innermost revision that deleted it or moved it away.
    pub deleted: Option<usize>,
    /// Whether one of these is a move.
    pub moved: bool,
    /// The ids of comments that speak of it, [`MOST_COMMENTS`] at most.
    pub comments: Vec<u32>,
    /// The mark of a note, such as `3`: at its reference and at the start of the note itself.
    pub note: Option<String>,
    /// It is the result of a field.
    pub field: bool,
}

/// More comments on one place than anybody reads are not listed at it.
pub(crate) const MOST_COMMENTS: usize = 32;

impl ReadRun {
    /// Whether a text behind this one belongs to it.
    pub(super) fn takes(&self, next: &Self) -> bool {
        let behind = match (self.start, next.start) {
            (Some(start), Some(at)) => start + self.text.chars().count() == at,
            (None, None) => true,
            _ => false,
        };
        behind
            && self.note.is_none()
            && next.note.is_none()
            && self.looks() == next.looks()
            && (self.inserted, self.deleted, self.moved) == (next.inserted, next.deleted, next.moved)
            && self.comments == next.comments
    }

    fn looks(&self) -> [bool; 6] {
        [self.bold, self.italic, self.underline, self.strike, self.highlight, self.field]
    }
}
