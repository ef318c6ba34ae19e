//! A spreadsheet as rows of cells, for whoever takes its rows in. It is read in a child of its own, as every
//! file that somebody sent.

use bytes::Bytes;
use legalmind_core::document::{FileKind, Reason};
use serde::{Deserialize, Serialize};

use crate::{Extractor, extractor::Reader, sniff, wire};

/// The most rows that are read; of a larger sheet none.
pub const MAX_ROWS: usize = 50_001;
/// The most columns of a row that are told; what stands further is as one more.
pub const MAX_COLUMNS: usize = 500;

/// A row of the first sheet that has any.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRow {
    /// Its number in the sheet, from 1.
    pub number: u32,
    /// Its cells from the first column on, as text: days and times by ISO 8601, formulas by their value.
    pub cells: Vec<String>,
    /// One of its formulas has no value but an error.
    pub broken: bool,
}

impl Extractor {
    /// Reads the rows of a spreadsheet; rows without anything are left out.
    ///
    /// # Errors
    /// [`Reason::Encrypted`], [`Reason::TooLarge`] and others: why it cannot be read.
    pub async fn table(&self, bytes: Bytes) -> Result<Vec<TableRow>, Reason> {
        let limits = self.options().limits;
        if bytes.len() as u64 > limits.bytes {
            return Err(Reason::TooLarge);
        }
        if sniff(&bytes, "rows.xlsx")? != FileKind::Xlsx {
            return Err(Reason::KindMismatch);
        }
        let mut reader = Reader::start(self.options(), false).map_err(|_| Reason::Internal)?;
        reader.ask(&wire::Request::Table { limits }, &bytes).await?;
        match reader.next().await? {
            (wire::Answer::Table(rows), _) => Ok(rows),
            (wire::Answer::Failed(reason), _) => Err(reason),
            _ => Err(Reason::Internal),
        }
    }
}
