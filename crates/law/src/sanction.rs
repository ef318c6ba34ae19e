//! Lists of sanctions: public, shared by all firms, without a key, like the law.
//!
//! ```text
//! official file ─ eu (XML) │ union (CSV) │ national (CSV) ─▶ Draft ─ sound ─▶ Shelf: one file a list
//!                                   └▶ Refused: a fault at its place; the list before stays    │
//!                                                    names compared in compliance ◀── List ────┘
//! ```
//!
//! A file is taken as a whole or not at all: a list that lacks a part says of somebody on it that
//! they are not. To add a list: a variant of [`SanctionList`], a reader here, its broken forms in the
//! tests.

mod draft;
mod eu;
mod fault;
mod national;
mod shelf;
mod table;
mod union;

use std::{
    fs::File,
    io::{BufReader, Read as _, Seek as _},
    path::Path,
};

use jiff::civil::Date;
use legalmind_core::{
    Timestamp,
    sanction::{ListHead, ListedSubject, SanctionList},
};
use legalmind_seal::digest::Sha256;
use serde::{Deserialize, Serialize};

pub use fault::{Fault, Place, Refused};
pub use shelf::{Shelf, Standing};

/// The largest file, in bytes.
pub const MAX_FILE: u64 = 300 << 20;
/// How much of a file tells what it is.
const BEGINNING: u64 = 4 << 10;

/// A list with all that stands on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// Which, of when, from which file.
    pub head: ListHead,
    /// Who stands on it.
    pub entries: Vec<ListedSubject>,
}

/// A file as it was read, with what was passed over in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The list.
    pub list: List,
    /// Entries without any name, which nothing can be held against.
    pub nameless: u32,
    /// Columns that the table does not have and that are not needed to compare names.
    pub without: Vec<&'static str>,
}

/// What is told of a file, and cannot be read in it.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    /// Which list it is.
    pub list: SanctionList,
    /// Its day, where it does not tell itself.
    pub date: Option<Date>,
    /// Now.
    pub now: Timestamp,
}

/// Reads a file as a list.
///
/// # Errors
/// [`Refused`], at the place where the file goes wrong.
pub fn read(path: &Path, told: Told) -> Result<Read, Refused> {
    let file = File::open(path).map_err(Fault::from)?;
    let size = file.metadata().map_err(Fault::from)?.len();
    let limit = if told.list == SanctionList::Nl { national::MAX_FILE } else { MAX_FILE };
    match size {
        0 => return Err(Fault::Empty.into()),
        _ if size > limit => return Err(Fault::TooLarge { megabytes: limit >> 20 }.into()),
        _ => {}
    }
    let sha256 = hash(&file)?;
    let mut beginning = Vec::new();
    rewound(&file)?.take(BEGINNING).read_to_end(&mut beginning).map_err(Fault::from)?;
    let source = rewound(&file)?;
    let name = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    let draft = match (told.list, kind(&beginning)?) {
        (SanctionList::Eu, Kind::Xml) => eu::read(source)?,
        (SanctionList::Eu, Kind::Table) => union::read(source)?,
        (SanctionList::Nl, Kind::Table) => national::read(source, &name)?,
        (SanctionList::Nl, Kind::Xml) => return Err(Fault::UnknownFormat(SanctionList::Nl).into()),
        (list, Kind::Other) => return Err(Fault::UnknownFormat(list).into()),
    };
    draft.sound(told, sha256)
}

fn rewound(file: &File) -> Result<BufReader<&File>, Fault> {
    let mut source = file;
    source.rewind()?;
    Ok(BufReader::with_capacity(64 << 10, source))
}

fn hash(file: &File) -> Result<[u8; 32], Fault> {
    let (mut source, mut hash) = (rewound(file)?, Sha256::new());
    let mut buffer = vec![0_u8; 64 << 10];
    loop {
        match source.read(&mut buffer)? {
            0 => return Ok(hash.finish()),
            read => hash.update(buffer.get(..read).unwrap_or_default()),
        }
    }
}

/// What a file is by its beginning.
enum Kind {
    Xml,
    Table,
    /// Packed as a spreadsheet, or no text at all.
    Other,
}

fn kind(beginning: &[u8]) -> Result<Kind, Fault> {
    if beginning.starts_with(&[0xff, 0xfe]) || beginning.starts_with(&[0xfe, 0xff]) {
        return Err(Fault::Encoding);
    }
    let text = beginning.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(beginning).trim_ascii_start();
    Ok(match text.first() {
        None => return Err(Fault::Empty),
        _ if beginning.contains(&0) || text.starts_with(b"PK\x03\x04") || text.starts_with(b"%PDF") => {
            Kind::Other
        }
        Some(b'<') => Kind::Xml,
        Some(_) => Kind::Table,
    })
}

#[cfg(test)]
mod tests;
