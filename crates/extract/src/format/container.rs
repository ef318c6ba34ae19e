//! ZIP containers of spreadsheets, weighed before they are opened.

use std::io::{self, Cursor, Read};

use legalmind_core::document::Reason;
use zip::{ZipArchive, read::ZipFile, result::ZipError};

/// More parts than any office file has.
const MOST_PARTS: usize = 20_000;

/// Below this many bytes no ratio is suspect.
const SMALL: u64 = 16 << 20;

/// Text never packs better than this; a bomb does.
const RATIO: u64 = 150;

/// Weighs a container: each part that would be parsed is unpacked once to nowhere, because the sizes a
/// container states of itself may be lies.
pub fn weighed(bytes: &[u8], most: u64) -> Result<(), Reason> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| reason(&error, bytes))?;
    if archive.len() > MOST_PARTS {
        return Err(Reason::Bomb);
    }
    let mut weighed = 0_u64;
    let mut stated = 0_u64;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| reason(&error, bytes))?;
        stated = stated.saturating_add(part.size());
        if is_parsed(&part) {
            let markup = !part.name_raw().ends_with(b".bin");
            weighed = weighed.saturating_add(weigh(part, most.saturating_sub(weighed), markup)?);
        }
    }
    let suspect = |size: u64| size > SMALL && size / (bytes.len() as u64).max(1) > RATIO;
    if weighed >= most || suspect(weighed) || suspect(stated) || stated > most.saturating_mul(8) {
        return Err(Reason::Bomb);
    }
    Ok(())
}

fn is_parsed<R: Read>(part: &ZipFile<'_, R>) -> bool {
    let name = String::from_utf8_lossy(part.name_raw()).to_ascii_lowercase();
    [".xml", ".rels", ".vml", ".bin"].iter().any(|end| name.ends_with(end))
}

/// Unpacks a part to nowhere; refuses markup that declares its own document type, the door of
/// entity attacks. No Office part has one.
fn weigh<R: Read>(mut part: ZipFile<'_, R>, left: u64, markup: bool) -> Result<u64, Reason> {
    let mut start = Vec::new();
    let mut size = copied((&mut part).take(2048.min(left)).read_to_end(&mut start).map(|size| size as u64))?;
    let plain: Vec<u8> = start.iter().copied().filter(|&byte| byte != 0).collect();
    let declares = |mark: &[u8]| crate::sniff::find(&plain, mark).is_some();
    if markup && (declares(b"<!DOCTYPE") || declares(b"<!ENTITY")) {
        return Err(Reason::Malformed);
    }
    size += copied(io::copy(&mut part.take(left.saturating_sub(size)), &mut io::sink()))?;
    Ok(size)
}

fn copied(result: io::Result<u64>) -> Result<u64, Reason> {
    result.map_err(|_| Reason::Malformed)
}

fn reason(error: &ZipError, bytes: &[u8]) -> Reason {
    let tail = bytes.get(bytes.len().saturating_sub(66_000)..).unwrap_or_default();
    match error {
        ZipError::UnsupportedArchive(text) if text.to_ascii_lowercase().contains("password") => {
            Reason::Encrypted
        }
        ZipError::InvalidPassword => Reason::Encrypted,
        _ if crate::sniff::find(tail, b"PK\x05\x06").is_none() => Reason::Truncated,
        _ => Reason::Malformed,
    }
}
