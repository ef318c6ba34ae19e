//! A spreadsheet (XLSX) taken in as a CSV file is. It was sent by somebody: it is read in the closed-off
//! child, and only rows of text come out of it.

use bytes::Bytes;
use legalmind_core::{Ctx, document::Reason, rights::Action};
use legalmind_vault::{TableRow, Vault};

use super::{Definition, Imported, Keep, Line, MAX_FILE, MAX_LINES, columns, line};
use crate::{Compliance, Error, Result};

/// How a spreadsheet begins: a ZIP, or the container of one that is encrypted or of an older kind.
const BEGINNINGS: [&[u8]; 2] = [b"PK", &[0xd0, 0xcf, 0x11, 0xe0]];

impl Compliance {
    /// Takes rows in from a file of either kind.
    ///
    /// # Errors
    /// As [`Compliance::import_rows`].
    pub async fn import_file(
        &self,
        ctx: &Ctx,
        vault: &Vault,
        key: &str,
        file: Bytes,
        keep: Keep,
    ) -> Result<Imported> {
        if !BEGINNINGS.iter().any(|it| file.starts_with(it)) {
            return self.import_rows(ctx, key, &file, keep).await;
        }
        let (_, definition) = self.on_register(ctx, Action::RegisterManage, key).await?;
        let wrong = |code| Error::invalid("/file", code);
        if file.len() > MAX_FILE {
            return Err(wrong("too_large"));
        }
        let rows = vault.table(file).await.map_err(|reason| wrong(code(reason)))?;
        self.take(ctx, definition, lines(definition, rows)?, keep).await
    }
}

const fn code(reason: Reason) -> &'static str {
    match reason {
        Reason::Encrypted => "encrypted",
        Reason::Empty => "empty",
        Reason::TooLarge => "too_many",
        Reason::Internal | Reason::Crashed | Reason::Timeout => "not_read",
        _ => "no_book",
    }
}

fn lines(definition: &Definition, rows: Vec<TableRow>) -> Result<Vec<Line>> {
    let mut rows = rows.into_iter();
    let head = rows.next().ok_or_else(|| Error::invalid("/file", "empty"))?;
    let columns = columns(definition, head.cells.iter().map(String::as_str))?;
    let row = |it: TableRow| {
        let line = line(&columns, it.cells.iter().map(String::as_str), u64::from(it.number));
        let fault = if it.broken { Some("cell_error") } else { line.fault };
        Line { fault, ..line }
    };
    let lines: Vec<Line> = rows.map(row).collect();
    match lines.len() {
        0 => Err(Error::invalid("/file", "empty")),
        many if many > MAX_LINES => Err(Error::invalid("/file", "too_many")),
        _ => Ok(lines),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::find;

    fn row(number: u32, cells: &[&str]) -> TableRow {
        TableRow { number, cells: cells.iter().map(|it| (*it).to_owned()).collect(), broken: false }
    }

    #[test]
    fn rows_of_a_sheet_are_lines_under_its_first_row() {
        let of = find("opleiding").expect("the register of training");
        let head = row(3, &["titel", "Geldig tot en met"]);
        let broken = TableRow { broken: true, ..row(9, &["Een"]) };
        let rows = vec![head.clone(), row(5, &["Een"]), row(7, &["Twee", "2027-01-01", "x"]), broken];
        let lines = lines(of, rows).expect("lines");
        let told: Vec<_> = lines.iter().map(|it| (it.number, it.fault)).collect();
        assert_eq!(told, [(5, None), (7, Some("too_many_cells")), (9, Some("cell_error"))]);
        let code = |rows| match super::lines(of, rows) {
            Err(Error::Invalid { code, .. }) => code,
            _ => "read",
        };
        assert_eq!((code(Vec::new()), code(vec![head])), ("empty", "empty"));
        assert_eq!(code(vec![row(1, &["walvis"]), row(2, &["x"])]), "unknown_column");
    }
}
