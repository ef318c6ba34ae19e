//! Tables, and those in which a party signs.

use super::{
    super::{
        inline::{Inline, Piece},
        node::{Cell, Ids, Table},
        paper::DOTS,
    },
    scan::{RawCell, RawTable},
    sort::Sorter,
};
use crate::error::Error;

/// The lines of each cell of each row.
pub(super) type Lines = Vec<Vec<Vec<Vec<Inline>>>>;

/// Reads the lines of all cells.
pub(super) fn lines(raw: &RawTable, sorter: &mut Sorter<'_>) -> Result<Lines, Error> {
    let mut cell = |cell: &RawCell| -> Result<Vec<Vec<Inline>>, Error> {
        let lines = cell.paragraphs.iter().map(|number| Ok(sorter.pieces(*number)?.line));
        let lines: Vec<Vec<Inline>> = lines.collect::<Result<_, Error>>()?;
        Ok(lines.into_iter().filter(|line| !line.is_empty()).collect())
    };
    raw.rows.iter().map(|row| row.cells.iter().map(&mut cell).collect()).collect()
}

/// The table; `None` if it says nothing.
pub(super) fn table(id: String, raw: &RawTable, lines: Lines, ids: &mut Ids) -> Option<Table> {
    let header = raw.rows.first().is_some_and(|row| row.head);
    let mut rows: Vec<Vec<Cell>> = Vec::with_capacity(raw.rows.len());
    // the cell that each column hangs down from
    let mut above: Vec<Option<(usize, usize)>> = Vec::new();
    let mut says = false;
    for (row, found) in raw.rows.iter().zip(lines) {
        let number = rows.len();
        let mut cells: Vec<Cell> = Vec::new();
        let mut hung: Vec<(usize, usize)> = Vec::new();
        let mut column = 0;
        if row.before > 0 {
            cells.push(Cell { colspan: row.before, rowspan: 1, content: vec![ids.line(Vec::new())] });
            column += row.before as usize;
        }
        for (cell, mut content) in row.cells.iter().zip(found) {
            let span = cell.span as usize;
            if above.len() < column + span {
                above.resize(column + span, None);
            }
            let holder = above.get(column).copied().flatten();
            match holder.filter(|_| cell.falls && content.is_empty()) {
                Some(holder) => hung.push(holder),
                None => {
                    says |= !content.is_empty();
                    if header && number == 0 {
                        content.iter_mut().flatten().for_each(|inline| inline.marks.bold = false);
                    }
                    if content.is_empty() {
                        content.push(Vec::new());
                    }
                    let place = Some((number, cells.len()));
                    above.iter_mut().skip(column).take(span).for_each(|it| *it = None);
                    if let Some(first) = above.get_mut(column).filter(|_| cell.holds) {
                        *first = place;
                    }
                    let content = content.into_iter().map(|line| ids.line(line)).collect();
                    cells.push(Cell { colspan: cell.span, rowspan: 1, content });
                }
            }
            column += span;
        }
        // a row that only hangs down is no row
        if cells.is_empty() {
            continue;
        }
        for (row, cell) in hung {
            if let Some(cell) = rows.get_mut(row).and_then(|row| row.get_mut(cell)) {
                cell.rowspan += 1;
            }
        }
        rows.push(cells);
    }
    says.then_some(Table { id, header, rows })
}

/// The party and who signs for it, if a table is the block for a signature that is composed here.
pub(super) fn signature(raw: &RawTable, lines: &Lines) -> Option<(String, String)> {
    let rows: Vec<Vec<String>> =
        lines.iter().map(|row| row.iter().map(|cell| words(cell)).collect()).collect();
    let (first, rest) = rows.split_first()?;
    let [party] = first.as_slice() else { return None };
    if raw.rows.first()?.cells.first()?.span != 2 || party.is_empty() {
        return None;
    }
    let (mut name, mut function, mut signed) = (String::new(), String::new(), false);
    for row in rest {
        let [label, value] = row.as_slice() else { return None };
        match label.as_str() {
            "Naam" => name = value.clone(),
            "Functie" => function = value.clone(),
            "Plaats" | "Datum" if is_open(value) => {}
            "Handtekening" if is_open(value) => signed = true,
            _ => return None,
        }
    }
    if !signed {
        return None;
    }
    let name = if is_open(&name) || name == *party && function.is_empty() { "" } else { name.as_str() };
    let capacity = match (name, function.as_str()) {
        ("", "") => String::new(),
        // the comma says that this is no function
        (name, "") => format!("{name},"),
        ("", function) => function.to_owned(),
        (name, function) => format!("{name}, {function}"),
    };
    Some((party.clone(), capacity))
}

/// Only dots stand there, or nothing.
fn is_open(value: &str) -> bool {
    let dot = DOTS.chars().next().unwrap_or('.');
    value.chars().all(|c| c == dot || c == '.' || c.is_whitespace())
}

/// The words of a cell.
fn words(cell: &[Vec<Inline>]) -> String {
    let mut out = String::new();
    for inline in cell.iter().flatten() {
        match &inline.piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Break => out.push('\n'),
            Piece::Variable(variable) => out.push_str(&variable.shown()),
            Piece::Citation(citation) => out.push_str(&citation.text),
            Piece::Reference { .. } => {}
        }
    }
    out.trim().to_owned()
}
