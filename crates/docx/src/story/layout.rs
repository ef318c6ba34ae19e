//! Found in the pass over a part: which cell each paragraph lies in, which note, where comments begin
//! and end.

use std::collections::BTreeMap;

use super::StoryKind;
use crate::{
    reading::{Cell, MOST_COMMENTS},
    xml::Token,
};

/// The notes of a document in the order of their references: kind and id, then number.
pub(crate) type Notes = BTreeMap<(StoryKind, i64), usize>;

/// What a paragraph lies in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Found {
    pub cell: Option<Cell>,
    pub note: Option<i64>,
    /// It is the line between text and notes (`ST_FtnEdn`, §17.18.33).
    pub hidden: bool,
    /// The comments that speak of its first character.
    pub comments: Vec<u32>,
}

/// A point of the text that matters to a comment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Point {
    /// Its offset in the part.
    pub at: u32,
    pub kind: PointKind,
    /// The comment.
    pub id: u32,
    /// The innermost paragraph that it stands in.
    pub paragraph: Option<usize>,
}

/// A mark of a comment's range, or its reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PointKind {
    Start,
    End,
    Reference,
}

/// What the paragraphs of a part lie in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Layout {
    /// By the number of the paragraph; of one that lies in nothing nothing is kept.
    pub paragraphs: BTreeMap<usize, Found>,
    /// By place.
    pub points: Vec<Point>,
    pub notes: Notes,
}

impl Layout {
    pub(crate) fn is_hidden(&self, paragraph: usize) -> bool {
        self.paragraphs.get(&paragraph).is_some_and(|found| found.hidden)
    }
}

/// A table that is open.
#[derive(Default)]
struct Table {
    number: usize,
    row: usize,
    column: usize,
    span: usize,
    columns: usize,
    /// It has a cell that is open.
    inside: bool,
    /// Paragraphs of its cells, for the counts at its end.
    paragraphs: Vec<usize>,
}

/// Takes the elements of WordprocessingML that stand in no older copy of a drawing.
pub(super) struct Laying<'a> {
    text: &'a str,
    pub out: Layout,
    /// The number of the next paragraph.
    next: usize,
    /// Paragraphs that are open.
    inside: Vec<usize>,
    /// How many tables have begun.
    count: usize,
    tables: Vec<Table>,
    note: Option<i64>,
    hidden: bool,
    /// Comments that have begun.
    open: Vec<u32>,
    /// References of footnotes and endnotes so far.
    seen: [usize; 2],
}

impl<'a> Laying<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self {
            text,
            out: Layout::default(),
            next: 0,
            inside: Vec::new(),
            count: 0,
            tables: Vec::new(),
            note: None,
            hidden: false,
            open: Vec::new(),
            seen: [0, 0],
        }
    }

    pub(super) fn start(&mut self, token: &Token<'_>) {
        match token.local {
            "p" => self.paragraph(),
            "tbl" => {
                self.tables.push(Table { number: self.count, ..Table::default() });
                self.count += 1;
            }
            "tr" => self.table(|table| table.column = 0),
            "tc" => self.table(|table| (table.span, table.inside) = (1, true)),
            "gridSpan" => {
                let span = self.number(token, "val").and_then(|span| usize::try_from(span).ok());
                self.table(|table| table.span = span.unwrap_or(1).clamp(1, MOST_COLUMNS));
            }
            "gridBefore" => {
                let before = self.number(token, "val").and_then(|span| usize::try_from(span).ok());
                self.table(|table| table.column += before.unwrap_or(0).min(MOST_COLUMNS));
            }
            "footnote" | "endnote" => {
                self.note = self.number(token, "id");
                let kind = token.attribute(self.text, "type");
                self.hidden = kind.is_some_and(|kind| kind != "normal");
            }
            "footnoteReference" => self.reference(token, StoryKind::Footnotes),
            "endnoteReference" => self.reference(token, StoryKind::Endnotes),
            "commentRangeStart" => self.point(token, PointKind::Start),
            "commentRangeEnd" => self.point(token, PointKind::End),
            "commentReference" => self.point(token, PointKind::Reference),
            _ => {}
        }
    }

    pub(super) fn end(&mut self, local: &str) {
        match local {
            "p" => drop(self.inside.pop()),
            "tc" => self.table(|table| {
                table.column += table.span;
                table.inside = false;
            }),
            "tr" => self.table(|table| {
                table.columns = table.columns.max(table.column);
                table.row += 1;
            }),
            "tbl" => self.end_table(),
            "footnote" | "endnote" => (self.note, self.hidden) = (None, false),
            _ => {}
        }
    }

    fn table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
    }

    fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        for number in table.paragraphs {
            let cell = self.out.paragraphs.get_mut(&number).and_then(|found| found.cell.as_mut());
            if let Some(cell) = cell {
                (cell.rows, cell.columns) = (table.row, table.columns);
            }
        }
    }

    fn paragraph(&mut self) {
        let number = self.next;
        self.next += 1;
        self.inside.push(number);
        let mut cell = None;
        if let Some(table) = self.tables.last_mut().filter(|table| table.inside) {
            let Table { number: of, row, column, span, .. } = *table;
            cell = Some(Cell { table: of, row, column, span, rows: 0, columns: 0 });
            table.paragraphs.push(number);
        }
        if cell.is_some() || self.note.is_some() || self.hidden || !self.open.is_empty() {
            let comments = self.open.clone();
            let found = Found { cell, note: self.note, hidden: self.hidden, comments };
            self.out.paragraphs.insert(number, found);
        }
    }

    fn number(&self, token: &Token<'_>, name: &str) -> Option<i64> {
        token.attribute(self.text, name)?.trim().parse().ok()
    }

    fn reference(&mut self, token: &Token<'_>, kind: StoryKind) {
        // a reference with a mark of its own takes no number (§17.11.14)
        let own = token.attribute(self.text, "customMarkFollows");
        if matches!(own.as_deref(), Some("1" | "true" | "on")) {
            return;
        }
        let Some(id) = self.number(token, "id") else { return };
        let [footnotes, endnotes] = &mut self.seen;
        let seen = if kind == StoryKind::Footnotes { footnotes } else { endnotes };
        *seen += 1;
        self.out.notes.insert((kind, id), *seen);
    }

    fn point(&mut self, token: &Token<'_>, kind: PointKind) {
        if let Some(id) = crate::revision::id(token, self.text) {
            let paragraph = self.inside.last().copied();
            let point = Point { at: token.span.start, kind, id, paragraph };
            self.out.points.push(point);
            point.turn(&mut self.open);
        }
    }
}

impl Point {
    /// What it does to the comments that have begun.
    pub(crate) fn turn(self, open: &mut Vec<u32>) {
        match self.kind {
            PointKind::Start if open.len() < MOST_COMMENTS && !open.contains(&self.id) => open.push(self.id),
            PointKind::End => open.retain(|other| *other != self.id),
            PointKind::Start | PointKind::Reference => {}
        }
    }
}

/// Word has 63 columns at most.
const MOST_COLUMNS: usize = 63;
