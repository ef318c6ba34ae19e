//! What the lists that are tables have in common: a row by the names of its columns, at its line.

use std::io::Read;

use csv::{Reader, ReaderBuilder, StringRecord};

use super::fault::{Counted, Fault, Place, Refused};

/// The largest row, in bytes.
const MAX_ROW: usize = 4 << 20;

/// A table being read.
pub(super) struct Table<R> {
    rows: Reader<R>,
    row: StringRecord,
    /// The line at which the row begins.
    pub line: u64,
}

impl<R: Read> Table<R> {
    pub fn new(source: R, delimiter: u8) -> Self {
        let rows =
            ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(source);
        Self { rows, row: StringRecord::new(), line: 0 }
    }

    /// The next row that is not empty; none at the end.
    pub fn next(&mut self) -> Result<Option<&StringRecord>, Refused> {
        loop {
            self.line = self.rows.position().line();
            let more = self.rows.read_record(&mut self.row).map_err(|error| self.fault(error))?;
            if !more {
                return Ok(None);
            }
            self.line = self.row.position().map_or(self.line, csv::Position::line);
            if self.row.as_slice().len() > MAX_ROW {
                return Err(self.at(Fault::TooMany { what: Counted::Characters, limit: MAX_ROW }));
            }
            if self.row.iter().any(|cell| !cell.trim().is_empty()) {
                return Ok(Some(&self.row));
            }
        }
    }

    /// A fault at the row that is read.
    pub fn at(&self, fault: Fault) -> Refused {
        fault.at(Place::Line(self.line))
    }

    fn fault(&self, error: csv::Error) -> Refused {
        let line = error.position().map_or(self.line, csv::Position::line);
        let fault = match error.into_kind() {
            csv::ErrorKind::Io(error) => Fault::Io(error),
            csv::ErrorKind::Utf8 { .. } => Fault::Encoding,
            _ => Fault::Malformed,
        };
        fault.at(Place::Line(line))
    }
}

/// A row that lacks cells is of a file that was cut off.
pub(super) fn whole(row: &StringRecord, columns: usize) -> Result<(), Fault> {
    match row.len() {
        len if len < columns => Err(Fault::Truncated),
        _ if row.iter().skip(columns).any(|cell| !cell.trim().is_empty()) => Err(Fault::Malformed),
        _ => Ok(()),
    }
}
