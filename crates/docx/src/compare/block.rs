//! Paragraphs and tables of a part as a tree.

use crate::{
    error::Error,
    span::Span,
    story::{Story, located},
    xml::{Kind, Tokens},
};

/// Tables in tables up to here are compared by cell; deeper ones as one text.
const DEEPEST: usize = 60;

/// What stands in a body, a cell, a note.
#[derive(Debug, Clone)]
pub(super) enum Block {
    /// A paragraph by its number.
    Paragraph(usize),
    /// A table and its place.
    Table(Span, Vec<Row>),
}

#[derive(Debug, Clone)]
pub(super) struct Row {
    pub span: Span,
    /// Behind its start tag; its properties if it has some.
    pub inner: u32,
    pub props: Option<Span>,
    pub cells: Vec<Cell>,
}

#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub props: Option<Span>,
    pub blocks: Vec<Block>,
}

enum Open {
    Blocks(u32, Vec<Block>),
    Table(Span, Vec<Row>),
    Row(Row),
    Cell(Cell),
}

/// Where a body, a header or a note begins, and its blocks.
pub(super) type Body = (u32, Vec<Block>);

/// The blocks of a part, one list for each body, header or note.
pub(super) fn blocks(story: &Story) -> Result<Vec<Body>, Error> {
    let fault = |error| located(&story.name, error);
    let mut tokens = Tokens::new(&story.text, &story.prefix);
    let mut open = vec![Open::Blocks(0, Vec::new())];
    let mut done = Vec::new();
    let mut next = 0;
    while let Some(token) = tokens.next().map_err(fault)? {
        let start = token.kind == Kind::Start;
        let tables = open.len() / 3;
        match (token.w, token.kind) {
            (Some("p"), Kind::Start | Kind::Empty) => {
                let end = tokens.skip(&token).map_err(fault)?;
                let mine = next;
                while story.places.get(next).is_some_and(|place| place.span.start < end) {
                    next += 1;
                }
                if mine < next {
                    add(&mut open, Block::Paragraph(mine));
                }
            }
            (Some("tbl"), Kind::Start) if tables < DEEPEST => open.push(Open::Table(token.span, Vec::new())),
            (Some("tr"), Kind::Start) if matches!(open.last(), Some(Open::Table(..))) => {
                let row = Row { span: token.span, inner: token.span.end, props: None, cells: Vec::new() };
                open.push(Open::Row(row));
            }
            (Some("tc"), Kind::Start) if matches!(open.last(), Some(Open::Row(_))) => {
                open.push(Open::Cell(Cell { props: None, blocks: Vec::new() }));
            }
            (Some("trPr"), _) if token.kind != Kind::End => {
                let end = tokens.skip(&token).map_err(fault)?;
                if let Some(Open::Row(row)) = open.last_mut() {
                    row.props = Some(Span { start: token.span.start, end });
                }
            }
            (Some("tcPr"), _) if token.kind != Kind::End => {
                let end = tokens.skip(&token).map_err(fault)?;
                if let Some(Open::Cell(cell)) = open.last_mut() {
                    cell.props = Some(Span { start: token.span.start, end });
                }
            }
            (Some("footnote" | "endnote"), _) if start => {
                open.push(Open::Blocks(token.span.end, Vec::new()));
            }
            (Some("body" | "hdr" | "ftr"), Kind::Start) => {
                if let Some(Open::Blocks(at, _)) = open.last_mut() {
                    *at = token.span.end;
                }
            }
            (Some("footnote" | "endnote"), Kind::End) => {
                if let Some(Open::Blocks(at, blocks)) = open.pop() {
                    done.push((at, blocks));
                }
            }
            (Some("tc"), Kind::End) => match open.pop() {
                Some(Open::Cell(cell)) => {
                    if let Some(Open::Row(row)) = open.last_mut() {
                        row.cells.push(cell);
                    }
                }
                other => open.extend(other),
            },
            (Some("tr"), Kind::End) => match open.pop() {
                Some(Open::Row(mut row)) => {
                    row.span.end = token.span.end;
                    if let Some(Open::Table(_, rows)) = open.last_mut() {
                        rows.push(row);
                    }
                }
                other => open.extend(other),
            },
            (Some("tbl"), Kind::End) => match open.pop() {
                Some(Open::Table(span, rows)) => add(&mut open, Block::Table(span.to(token.span), rows)),
                other => open.extend(other),
            },
            _ => {}
        }
    }
    if let Some(Open::Blocks(at, blocks)) = open.pop()
        && (done.is_empty() || !blocks.is_empty())
    {
        done.push((at, blocks));
    }
    Ok(done)
}

fn add(open: &mut [Open], block: Block) {
    match open.last_mut() {
        Some(Open::Blocks(_, blocks)) => blocks.push(block),
        Some(Open::Cell(cell)) => cell.blocks.push(block),
        _ => {}
    }
}

impl Block {
    /// All paragraphs in it, in order.
    pub(super) fn paragraphs(&self) -> Vec<usize> {
        match self {
            Self::Paragraph(number) => vec![*number],
            Self::Table(_, rows) => rows.iter().flat_map(Row::paragraphs).collect(),
        }
    }
}

impl Row {
    pub(super) fn paragraphs(&self) -> Vec<usize> {
        self.cells.iter().flat_map(|cell| &cell.blocks).flat_map(Block::paragraphs).collect()
    }
}
