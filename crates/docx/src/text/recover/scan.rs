//! The paragraphs and tables of a part, in their order.

use crate::{
    error::Error,
    story::{Story, located},
    xml::{Kind, Token, Tokens},
};

/// What stands in a part.
pub(super) enum Node {
    /// A paragraph, by its number.
    Paragraph(usize),
    Table(RawTable),
}

/// A table: its paragraphs by their numbers.
#[derive(Debug, Default)]
pub(super) struct RawTable {
    /// Where it begins, in twentieths of a point.
    pub indent: i32,
    pub rows: Vec<RawRow>,
}

#[derive(Debug, Default)]
pub(super) struct RawRow {
    /// It is repeated at the head of each page.
    pub head: bool,
    /// Columns that it leaves out before its first cell.
    pub before: u32,
    pub cells: Vec<RawCell>,
}

#[derive(Debug, Default)]
pub(super) struct RawCell {
    pub span: u32,
    /// It hangs down from the row above.
    pub falls: bool,
    /// Others hang down from it.
    pub holds: bool,
    pub paragraphs: Vec<usize>,
}

#[derive(Default)]
struct Pass {
    out: Vec<Node>,
    table: RawTable,
    depth: u32,
    fallback: u32,
}

/// Reads a part. A table within a table is part of the cell of the outer one.
pub(super) fn scan(story: &Story) -> Result<Vec<Node>, Error> {
    let text = &story.text;
    let mut pass = Pass::default();
    let mut tokens = Tokens::new(text, &story.prefix);
    while let Some(token) = tokens.next().map_err(|error| located(&story.name, error))? {
        if token.w.is_none() && token.local == "Fallback" {
            match token.kind {
                Kind::Start => pass.fallback += 1,
                Kind::End => pass.fallback = pass.fallback.saturating_sub(1),
                _ => {}
            }
        }
        match (token.w, token.kind) {
            (Some("p"), Kind::Start | Kind::Empty) => {
                let found = story.places.binary_search_by_key(&token.span.start, |place| place.span.start);
                if let Ok(number) = found {
                    pass.paragraph(number);
                }
            }
            (Some("tbl"), Kind::Start) if pass.fallback == 0 => {
                pass.depth += 1;
                if pass.depth == 1 {
                    pass.table = RawTable::default();
                }
            }
            (Some("tbl"), Kind::End) if pass.fallback == 0 => {
                pass.depth = pass.depth.saturating_sub(1);
                if pass.depth == 0 {
                    pass.out.push(Node::Table(std::mem::take(&mut pass.table)));
                }
            }
            (Some(name), Kind::Start | Kind::Empty) if pass.depth == 1 && pass.fallback == 0 => {
                pass.part(name, &token, text);
            }
            _ => {}
        }
    }
    Ok(pass.out)
}

impl Pass {
    fn paragraph(&mut self, number: usize) {
        let cell = self.table.rows.last_mut().and_then(|row| row.cells.last_mut());
        match cell.filter(|_| self.depth > 0) {
            Some(cell) => cell.paragraphs.push(number),
            None => self.out.push(Node::Paragraph(number)),
        }
    }

    /// An element of the table itself.
    fn part(&mut self, name: &str, token: &Token<'_>, text: &str) {
        let number = |name: &str| token.attribute(text, name).and_then(|it| it.trim().parse::<i32>().ok());
        match name {
            "tblInd" => self.table.indent = number("w").unwrap_or_default(),
            "tr" => self.table.rows.push(RawRow::default()),
            _ => {}
        }
        let Some(row) = self.table.rows.last_mut() else { return };
        match name {
            "tc" => row.cells.push(RawCell { span: 1, ..RawCell::default() }),
            "tblHeader" => row.head = token.is_on(text),
            "gridBefore" => row.before = number("val").unwrap_or_default().clamp(0, 63) as u32,
            _ => {}
        }
        let Some(cell) = row.cells.last_mut() else { return };
        match name {
            "gridSpan" => cell.span = number("val").unwrap_or(1).clamp(1, 63) as u32,
            "vMerge" => {
                cell.holds = token.val(text).as_deref() == Some("restart");
                cell.falls = !cell.holds;
            }
            _ => {}
        }
    }
}
