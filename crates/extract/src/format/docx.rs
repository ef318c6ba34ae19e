//! Word documents, read by the engine that changes them: what is searched and cited is the text that
//! a review works on, each character of it with its place in the file.
//!
//! The order is the engine's: the document, headers, footers, footnotes, endnotes; a page never runs
//! over two of them. Tracked changes are read as they stand: inserted text is there, deleted text is
//! not. In front of a paragraph stands its number as Word shows it, in front of a note `[1]`; a row
//! of short cells is a line.

mod lay;

use std::collections::HashSet;

use bytes::Bytes;
use legalmind_core::document::Reason;
use legalmind_docx::{Error, Line, Package, StoryKind};

use crate::{
    block::{Block, Group},
    limits::Limits,
};

/// A heading is a line, not a clause.
const LONGEST_HEADING: usize = 200;

/// A Word document.
pub struct Document {
    /// The title in its properties.
    pub title: String,
    /// Its blocks, by part.
    pub groups: Vec<Group>,
}

/// Reads a document.
pub fn read(bytes: Bytes, limits: &Limits) -> Result<Document, Reason> {
    let within = legalmind_docx::Limits {
        bytes: usize::try_from(limits.bytes).unwrap_or(usize::MAX),
        part: limits.unpacked,
        ..legalmind_docx::Limits::default()
    };
    let package = Package::open_within(bytes, &within).map_err(|error| reason(&error))?;
    let mut gathered = Gathered::default();
    package.lines(|part, kind, line| gathered.line(part, kind, &line)).map_err(|error| reason(&error))?;
    gathered.end_row();
    Ok(Document { title: package.title().unwrap_or_default(), groups: gathered.groups })
}

fn reason(error: &Error) -> Reason {
    match error {
        Error::Empty => Reason::Empty,
        Error::TooLarge(_) => Reason::TooLarge,
        Error::Encrypted => Reason::Encrypted,
        Error::OldWord => Reason::Unsupported,
        Error::OtherKind(_) => Reason::KindMismatch,
        Error::Truncated => Reason::Truncated,
        Error::Bomb { .. } => Reason::Bomb,
        Error::TooDeep { .. } => Reason::NestedTooDeep,
        _ => Reason::Malformed,
    }
}

/// A row of a table: the texts of its cells with their columns.
struct Row {
    table: usize,
    number: usize,
    cells: Vec<(usize, Block)>,
}

/// The blocks so far.
#[derive(Default)]
struct Gathered {
    groups: Vec<Group>,
    /// The row that is open.
    row: Option<Row>,
    /// The table whose row was a line just before.
    table: Option<usize>,
    /// What headers and footers have said already.
    seen: HashSet<String>,
}

impl Gathered {
    fn line(&mut self, part: &str, kind: StoryKind, line: &Line) {
        let text = lay::laid(line);
        if text.text.is_empty() {
            return;
        }
        let around = matches!(kind, StoryKind::Header | StoryKind::Footer);
        // sections repeat their headers, and a page number says nothing without its page
        if around && (!text.text.chars().any(char::is_alphabetic) || !self.seen.insert(text.text.clone())) {
            return;
        }
        if self.groups.last().is_none_or(|group| group.part.as_deref() != Some(part)) {
            self.end_row();
            self.table = None;
            self.groups.push(Group { part: Some(part.to_owned()), blocks: Vec::new() });
        }
        let heading = line.heading && !around && text.text.chars().count() <= LONGEST_HEADING;
        let block = Block { heading, ..text };
        match line.cell {
            Some(cell) => {
                let here = |row: &&mut Row| (row.table, row.number) == (cell.table, cell.row);
                if let Some(row) = self.row.as_mut().filter(here) {
                    row.cells.push((cell.column, block));
                } else {
                    self.end_row();
                    self.row =
                        Some(Row { table: cell.table, number: cell.row, cells: vec![(cell.column, block)] });
                }
            }
            None => {
                self.end_row();
                self.table = None;
                self.push(block);
            }
        }
    }

    /// A row of short cells is a line; a row with several paragraphs in a cell is read one by one.
    fn end_row(&mut self) {
        let Some(Row { table, cells, .. }) = self.row.take() else { return };
        let columns: HashSet<usize> = cells.iter().map(|(column, _)| *column).collect();
        let short = columns.len() == cells.len() && cells.iter().all(|(_, cell)| !cell.text.contains('\n'));
        if !short || cells.len() < 2 {
            self.table = None;
            return cells.into_iter().for_each(|(_, block)| self.push(block));
        }
        let line = Block::line("\t", cells.into_iter().map(|(_, cell)| cell));
        let line = Block { tight: self.table == Some(table), ..line };
        self.table = Some(table);
        self.push(line);
    }

    fn push(&mut self, block: Block) {
        if let Some(group) = self.groups.last_mut() {
            group.blocks.push(block);
        }
    }
}

#[cfg(test)]
mod tests {
    use legalmind_docx::Cell;

    use super::*;

    fn cell(table: usize, row: usize, column: usize) -> Option<Cell> {
        Some(Cell { table, row, column, ..Cell::default() })
    }

    fn texts(lines: Vec<(Option<Cell>, &str)>) -> Vec<(String, bool)> {
        let mut gathered = Gathered::default();
        for (number, (cell, text)) in lines.into_iter().enumerate() {
            let line = Line { number, cell, text: text.into(), ..Line::default() };
            gathered.line("word/document.xml", StoryKind::Document, &line);
        }
        gathered.end_row();
        let blocks = gathered.groups.into_iter().flat_map(|group| group.blocks);
        blocks.map(|block| (block.text, block.tight)).collect()
    }

    #[test]
    fn short_rows_are_lines_and_long_cells_are_read_one_by_one() {
        let found = texts(vec![
            (cell(0, 0, 0), "a"),
            (cell(0, 0, 1), "b"),
            (cell(0, 1, 0), "c"),
            (cell(0, 1, 1), ""),
            (cell(0, 1, 2), "d"),
            (cell(0, 2, 0), "lang"),
            (cell(0, 2, 0), "en nog"),
            (cell(0, 2, 1), "e"),
            (cell(1, 0, 0), "x"),
            (cell(1, 0, 1), "y"),
            (None, "na"),
        ]);
        let found: Vec<(&str, bool)> = found.iter().map(|(text, tight)| (text.as_str(), *tight)).collect();
        let alone = |text| (text, false);
        assert_eq!(
            found,
            [
                alone("a\tb"),
                ("c\td", true),
                alone("lang"),
                alone("en nog"),
                alone("e"),
                alone("x\ty"),
                alone("na")
            ]
        );
    }

    #[test]
    fn headers_say_each_thing_once() {
        let mut gathered = Gathered::default();
        for (part, text) in [("h1", "Vertrouwelijk"), ("h1", "3"), ("h2", "Vertrouwelijk"), ("h2", "Concept")]
        {
            let line = Line { text: text.into(), heading: true, ..Line::default() };
            gathered.line(part, StoryKind::Header, &line);
        }
        let found: Vec<(Option<String>, usize)> =
            gathered.groups.into_iter().map(|group| (group.part, group.blocks.len())).collect();
        assert_eq!(found, [(Some("h1".into()), 1), (Some("h2".into()), 1)]);
    }
}
