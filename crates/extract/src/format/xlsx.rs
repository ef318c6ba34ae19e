//! Spreadsheets: a sheet is a page, a row is a line, cells are set apart by tabs.

use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx, XlsxError};
use legalmind_core::document::Reason;

use super::container;
use crate::{
    block::Block,
    limits::Limits,
    table::{MAX_COLUMNS, MAX_ROWS, TableRow},
};

/// The blocks of each sheet. Cells are streamed: a sheet with two cells a million rows apart
/// costs two cells.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Vec<Block>>, Reason> {
    container::weighed(bytes, limits.unpacked)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| reason(&error))?;
    let mut sheets = Vec::new();
    let mut text = 0_u64;
    for name in book.sheet_names() {
        let mut sheet = vec![Block::heading(name.clone())];
        match rows(&mut book, &name, limits.text, &mut text) {
            Ok(rows) => sheet.extend(rows),
            // a chart sheet has no cells
            Err(Stop::Sheet) => {}
            Err(Stop::File(reason)) => return Err(reason),
        }
        sheets.push(sheet);
    }
    if sheets.is_empty() { Err(Reason::Malformed) } else { Ok(sheets) }
}

/// The rows of the first sheet that has any.
pub fn table(bytes: &[u8], limits: &Limits) -> Result<Vec<TableRow>, Reason> {
    container::weighed(bytes, limits.unpacked)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| reason(&error))?;
    let mut text = 0_u64;
    for name in book.sheet_names() {
        match table_of(&mut book, &name, limits.text, &mut text) {
            Ok(rows) if rows.is_empty() => {}
            Ok(rows) => return Ok(rows),
            Err(Stop::Sheet) => {}
            Err(Stop::File(reason)) => return Err(reason),
        }
    }
    Err(Reason::Empty)
}

fn table_of(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    most: u64,
    text: &mut u64,
) -> Result<Vec<TableRow>, Stop> {
    let mut rows: Vec<TableRow> = Vec::new();
    let mut reader = book.worksheet_cells_reader(name).map_err(|error| stop(&error))?;
    while let Some(cell) = reader.next_cell().map_err(|error| Stop::File(reason(&error)))? {
        let value = match cell.get_value() {
            DataRef::String(text) => text.trim().replace("\r\n", "\n"),
            DataRef::SharedString(text) => text.trim().replace("\r\n", "\n"),
            other => show(other),
        };
        if value.is_empty() {
            continue;
        }
        *text = text.saturating_add(value.len() as u64);
        let (at, column) = cell.get_position();
        let number = at.saturating_add(1);
        if rows.last().is_none_or(|it| it.number != number) {
            rows.push(TableRow { number, ..TableRow::default() });
        }
        if *text > most || rows.len() > MAX_ROWS {
            return Err(Stop::File(Reason::TooLarge));
        }
        let column = usize::try_from(column).unwrap_or(MAX_COLUMNS).min(MAX_COLUMNS);
        if let Some(row) = rows.last_mut() {
            row.cells.resize(row.cells.len().max(column + 1), String::new());
            row.broken |= matches!(cell.get_value(), DataRef::Error(_));
            if let Some(place) = row.cells.get_mut(column) {
                *place = value;
            }
        }
    }
    Ok(rows)
}

enum Stop {
    Sheet,
    File(Reason),
}

fn rows(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, most: u64, text: &mut u64) -> Result<Vec<Block>, Stop> {
    let mut reader = book.worksheet_cells_reader(name).map_err(|error| stop(&error))?;
    let mut rows = Vec::new();
    let mut line = String::new();
    let mut row = None;
    while let Some(cell) = reader.next_cell().map_err(|error| Stop::File(reason(&error)))? {
        let value = show(cell.get_value());
        if value.is_empty() {
            continue;
        }
        *text = text.saturating_add(value.len() as u64 + 1);
        if *text > most {
            return Err(Stop::File(Reason::TooLarge));
        }
        let at = cell.get_position().0;
        if row == Some(at) {
            line.push('\t');
        } else {
            push(&mut rows, std::mem::take(&mut line));
            row = Some(at);
        }
        line.push_str(&value);
    }
    push(&mut rows, line);
    Ok(rows)
}

/// Why a sheet gives no cells; a chart sheet has none.
fn stop(error: &XlsxError) -> Stop {
    match error {
        XlsxError::WorksheetNotFound(_) | XlsxError::NotAWorksheet(_) | XlsxError::FileNotFound(_) => {
            Stop::Sheet
        }
        other => Stop::File(reason(other)),
    }
}

fn push(rows: &mut Vec<Block>, line: String) {
    if !line.is_empty() {
        rows.push(if rows.is_empty() { Block::text(line) } else { Block::tight(line) });
    }
}

/// A cell as a reader sees it, in one line.
fn show(value: &DataRef<'_>) -> String {
    let text = match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => float(*number),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(date) if date.is_duration() => float(date.as_f64()),
        DataRef::DateTime(date) => moment(date.to_ymd_hms_milli(), date.as_f64()),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A date, with its time of day where it has one, to the nearest second: a time is kept as a fraction.
fn moment((year, month, day, ..): (u16, u8, u8, u8, u8, u8, u16), serial: f64) -> String {
    let date = format!("{year:04}-{month:02}-{day:02}");
    let fraction = (serial.fract() * 86_400.0).round().clamp(0.0, 86_399.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a day")]
    let seconds = fraction as u32;
    let time = format!("{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if serial < 1.0 {
        time
    } else if seconds == 0 {
        date
    } else {
        format!("{date} {time}")
    }
}

/// A number without the noise of binary fractions.
fn float(number: f64) -> String {
    let rounded = format!("{number:.10}");
    let plain = rounded.trim_end_matches('0').trim_end_matches('.');
    if plain.is_empty() || plain == "-0" { "0".to_owned() } else { plain.to_owned() }
}

fn reason(error: &XlsxError) -> Reason {
    match error {
        XlsxError::Password => Reason::Encrypted,
        _ => Reason::Malformed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_written() {
        assert_eq!(float(0.1 + 0.2), "0.3");
        assert_eq!(float(1200.0), "1200");
        assert_eq!(float(-0.0), "0");
        assert_eq!(moment((2024, 3, 1, 0, 0, 0, 0), 45352.0), "2024-03-01");
        assert_eq!(moment((2024, 3, 1, 12, 29, 59, 999), 45_352.520_833_333), "2024-03-01 12:30:00");
    }
}
