//! Tables, and the block where a party signs.

use super::{
    super::{
        inline::Marks,
        node::{Cell, Signature, Table},
    },
    body::paragraph,
    inline::{Pen, run},
    sheet::{Look, Sheet},
};
use crate::xml::escape;

/// Width of the text of a page of A4 with margins of 2.5 cm, in twentieths of a point.
const WIDTH: i32 = 9026;

/// Where a signature is to come.
pub(in crate::text) const DOTS: &str = "……………………………………";

/// A cell in its row: where it begins, and whether it hangs down from the row above.
struct Slot<'a> {
    span: usize,
    cell: Option<&'a Cell>,
    falls: bool,
}

/// A table; it begins at `left`.
pub(super) fn table(table: &Table, sheet: &Sheet, pen: &Pen, left: i32) -> String {
    let rows = slots(table);
    let columns = rows.iter().map(|row| row.iter().map(|slot| slot.span).sum()).max().unwrap_or(1).max(1);
    let width = (WIDTH - left) / i32::try_from(columns).unwrap_or(1);
    let grid: String = (0..columns).map(|_| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    let indent = if left > 0 { format!("<w:tblInd w:w=\"{left}\" w:type=\"dxa\"/>") } else { String::new() };
    let look = match &sheet.table {
        Some(style) => format!("<w:tblStyle w:val=\"{}\"/>", escape(style)),
        None => String::new(),
    };
    let borders = if sheet.table.is_some() { String::new() } else { borders() };
    let mut out = format!(
        "<w:tbl><w:tblPr>{look}<w:tblW w:w=\"{}\" w:type=\"dxa\"/>{indent}{borders}\
         <w:tblLook w:val=\"0420\" w:firstRow=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>",
        width * i32::try_from(columns).unwrap_or(1)
    );
    for (number, row) in rows.iter().enumerate() {
        let is_head = table.header && number == 0;
        let repeats = if is_head { "<w:tblHeader/>" } else { "" };
        out.push_str(&format!("<w:tr><w:trPr><w:cantSplit/>{repeats}</w:trPr>"));
        row.iter().for_each(|slot| out.push_str(&cell(slot, is_head, width, sheet, pen)));
        out.push_str("</w:tr>");
    }
    // Word asks for a paragraph between two tables, and behind the last one
    out.push_str("</w:tbl><w:p><w:pPr><w:spacing w:after=\"0\"/></w:pPr></w:p>");
    out
}

/// Each row with the cells that hang down into it.
fn slots(table: &Table) -> Vec<Vec<Slot<'_>>> {
    let mut out = Vec::with_capacity(table.rows.len());
    // how many rows each column still hangs down, and how wide the cell is
    let mut hanging: Vec<(u32, usize)> = Vec::new();
    for row in &table.rows {
        let last = hanging.iter().rposition(|(rows, _)| *rows > 0);
        let mut cells = row.iter();
        let mut slots: Vec<Slot<'_>> = Vec::new();
        let mut column = 0;
        loop {
            match hanging.get(column).copied() {
                Some((rows, span)) if rows > 0 => {
                    slots.push(Slot { span, cell: None, falls: true });
                    if let Some(place) = hanging.get_mut(column) {
                        place.0 -= 1;
                    }
                    column += span;
                    continue;
                }
                _ => {}
            }
            let Some(cell) = cells.next() else {
                // a column further on may still hang down
                if last.is_some_and(|last| column <= last) {
                    slots.push(Slot { span: 1, cell: None, falls: false });
                    column += 1;
                    continue;
                }
                break;
            };
            let span = usize::try_from(cell.colspan).unwrap_or(1).clamp(1, 63);
            if hanging.len() < column + span {
                hanging.resize(column + span, (0, 1));
            }
            if let Some(place) = hanging.get_mut(column) {
                *place = (cell.rowspan.saturating_sub(1), span);
            }
            slots.push(Slot { span, cell: Some(cell), falls: false });
            column += span;
        }
        if slots.is_empty() {
            slots.push(Slot { span: 1, cell: None, falls: false });
        }
        out.push(slots);
    }
    out
}

fn cell(slot: &Slot<'_>, is_head: bool, width: i32, sheet: &Sheet, pen: &Pen) -> String {
    let span = i32::try_from(slot.span).unwrap_or(1);
    let mut props = format!("<w:tcW w:w=\"{}\" w:type=\"dxa\"/>", width * span);
    if span > 1 {
        props.push_str(&format!("<w:gridSpan w:val=\"{span}\"/>"));
    }
    match slot.cell {
        Some(cell) if cell.rowspan > 1 => props.push_str("<w:vMerge w:val=\"restart\"/>"),
        None if slot.falls => props.push_str("<w:vMerge/>"),
        _ => {}
    }
    let inner: String = match slot.cell {
        Some(cell) => (cell.content.iter())
            .map(|line| {
                let mut content = line.content.clone();
                content.iter_mut().filter(|_| is_head).for_each(|inline| inline.marks.bold = true);
                paragraph(&sheet.cell, "", None, &pen.runs(&content))
            })
            .collect(),
        None => "<w:p/>".to_owned(),
    };
    format!("<w:tc><w:tcPr>{props}</w:tcPr>{inner}</w:tc>")
}

fn borders() -> String {
    let side =
        |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"808080\"/>");
    let all: String =
        ["top", "left", "bottom", "right", "insideH", "insideV"].into_iter().map(side).collect();
    format!("<w:tblBorders>{all}</w:tblBorders>")
}

/// The block where a party signs; it stays on one page.
pub(super) fn signature(signature: &Signature, sheet: &Sheet) -> String {
    let bold = Marks { bold: true, ..Marks::default() };
    let (name, function) = signatory(signature);
    let mut rows = vec![(run(&signature.party, bold), None), (plain("Naam"), Some(plain(&name)))];
    if let Some(function) = function {
        rows.push((plain("Functie"), Some(plain(&function))));
    }
    rows.push((plain("Plaats"), Some(plain(DOTS))));
    rows.push((plain("Datum"), Some(plain(DOTS))));
    rows.push((plain("Handtekening"), Some(format!("<w:r><w:br/><w:br/></w:r>{}", plain(DOTS)))));
    let (left, right) = (WIDTH / 5, WIDTH * 2 / 5);
    let mut out = format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr>\
         <w:tblGrid><w:gridCol w:w=\"{left}\"/><w:gridCol w:w=\"{right}\"/></w:tblGrid>",
        left + right
    );
    let last = rows.len() - 1;
    for (number, (label, value)) in rows.into_iter().enumerate() {
        let keep = if number < last { "<w:keepNext/>" } else { "" };
        let cell = |width: i32, more: &str, runs: &str| {
            let look = Look { list: None, ..sheet.cell.clone() };
            format!(
                "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{more}</w:tcPr>{}</w:tc>",
                paragraph(&look, keep, None, runs)
            )
        };
        out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        match value {
            None => out.push_str(&cell(left + right, "<w:gridSpan w:val=\"2\"/>", &label)),
            Some(value) => {
                out.push_str(&cell(left, "", &label));
                out.push_str(&cell(right, "", &value));
            }
        }
        out.push_str("</w:tr>");
    }
    out.push_str("</w:tbl><w:p/>");
    out
}

fn plain(text: &str) -> String {
    run(text, Marks::default())
}

/// Who signs, and in which function: `J. de Vries, directeur` is both, `directeur` the function,
/// `J. de Vries,` who signs without one; without any of these the party signs itself.
fn signatory(signature: &Signature) -> (String, Option<String>) {
    let capacity = signature.capacity.trim();
    if capacity.is_empty() {
        return (signature.party.clone(), None);
    }
    match (capacity.strip_suffix(','), capacity.split_once(", ")) {
        (Some(name), _) => (name.to_owned(), None),
        (None, Some((name, function))) => (name.to_owned(), Some(function.to_owned())),
        (None, None) => (DOTS.to_owned(), Some(capacity.to_owned())),
    }
}
