//! The central directory (APPNOTE §4.3.12, §4.3.16; ZIP64: §4.3.14, §4.5.3).

use super::Entry;
use crate::{error::Error, limits::Limits};

const END: &[u8] = b"PK\x05\x06";
const END_64: &[u8] = b"PK\x06\x06";
const END_64_LOCATOR: &[u8] = b"PK\x06\x07";
const RECORD: &[u8] = b"PK\x01\x02";
const LOCAL: &[u8] = b"PK\x03\x04";
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Fixed lengths of the structures.
pub(super) const END_LENGTH: usize = 22;
const RECORD_LENGTH: usize = 46;
const LOCAL_LENGTH: usize = 30;

/// A number in little-endian bytes.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    let slice = bytes.get(at..at.checked_add(length)?)?;
    Some(slice.iter().rev().fold(0, |sum, &byte| sum << 8 | u64::from(byte)))
}

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    number(bytes, at, 2).map(|value| value as usize)
}

struct End {
    at: usize,
    entries: u64,
    size: u64,
    start: u64,
}

/// The entries in the order of the directory, and where its end record starts.
pub(super) fn directory(bytes: &[u8], limits: &Limits) -> Result<(Vec<Entry>, usize), Error> {
    let end = end(bytes, limits)?;
    if end.entries > limits.entries as u64 {
        return Err(Error::bomb("too many entries"));
    }
    let mut entries = Vec::new();
    let mut at = usize::try_from(end.start).unwrap_or(usize::MAX);
    let stop = at.saturating_add(usize::try_from(end.size).unwrap_or(usize::MAX));
    if stop > end.at {
        return Err(Error::container(end.at as u64, "the directory is not where it is stated"));
    }
    for _ in 0..end.entries {
        let entry = record(bytes, at)?;
        at = entry.record.end;
        entries.push(entry);
    }
    place(bytes, &mut entries, usize::try_from(end.start).unwrap_or(usize::MAX))?;
    weigh(&entries, bytes.len(), limits)?;
    Ok((entries, end.at))
}

fn end(bytes: &[u8], limits: &Limits) -> Result<End, Error> {
    if bytes.is_empty() {
        return Err(Error::Empty);
    }
    if bytes.len() > limits.bytes {
        return Err(Error::TooLarge(limits.bytes));
    }
    if bytes.starts_with(OLE) {
        return Err(if has_wide(bytes, "EncryptedPackage") { Error::Encrypted } else { Error::OldWord });
    }
    if !bytes.starts_with(b"PK") {
        return Err(Error::NotZip);
    }
    let from = bytes.len().saturating_sub(END_LENGTH + usize::from(u16::MAX));
    let tail = bytes.get(from..).unwrap_or_default();
    let found = (0..tail.len().saturating_sub(END_LENGTH - 1)).rev().map(|at| from + at).find(|&at| {
        bytes.get(at..).is_some_and(|rest| rest.starts_with(END))
            && short(bytes, at + 20).is_some_and(|comment| at + END_LENGTH + comment <= bytes.len())
    });
    let at = found.ok_or(Error::Truncated)?;
    let field = |offset, length| number(bytes, at + offset, length).unwrap_or_default();
    let plain = End { at, entries: field(10, 2), size: field(12, 4), start: field(16, 4) };
    let wide = plain.entries == 0xFFFF || plain.size == 0xFFFF_FFFF || plain.start == 0xFFFF_FFFF;
    Ok(if wide { end_64(bytes, at).unwrap_or(plain) } else { plain })
}

fn end_64(bytes: &[u8], at: usize) -> Option<End> {
    let locator = at.checked_sub(20)?;
    bytes.get(locator..)?.starts_with(END_64_LOCATOR).then_some(())?;
    let wide = usize::try_from(number(bytes, locator + 8, 8)?).ok()?;
    bytes.get(wide..)?.starts_with(END_64).then_some(())?;
    let field = |offset| number(bytes, wide.checked_add(offset)?, 8);
    Some(End { at: wide, entries: field(32)?, size: field(40)?, start: field(48)? })
}

fn record(bytes: &[u8], at: usize) -> Result<Entry, Error> {
    let damaged = |what| Error::container(at as u64, what);
    if !bytes.get(at..).is_some_and(|rest| rest.starts_with(RECORD)) {
        return Err(damaged("an entry of the directory is missing"));
    }
    let field =
        |offset, length| number(bytes, at + offset, length).ok_or_else(|| damaged("the directory is cut"));
    if field(8, 2)? & 1 == 1 {
        return Err(Error::Encrypted);
    }
    let (name, extra, comment) = (field(28, 2)? as usize, field(30, 2)? as usize, field(32, 2)? as usize);
    let stop = at + RECORD_LENGTH + name + extra + comment;
    let start = at + RECORD_LENGTH;
    let raw = bytes.get(start..start + name).ok_or_else(|| damaged("the directory is cut"))?;
    bytes.get(at..stop).ok_or_else(|| damaged("the directory is cut"))?;
    let mut sizes = [field(24, 4)?, field(20, 4)?, field(42, 4)?];
    widen(bytes, start + name, extra, &mut sizes);
    if goes_by_another(bytes, start + name, extra, raw) {
        return Err(damaged("an entry goes by two names"));
    }
    let [unpacked, packed, header] = sizes.map(|size| usize::try_from(size).unwrap_or(usize::MAX));
    Ok(Entry {
        name: String::from_utf8_lossy(raw).into_owned(),
        method: field(10, 2)? as u16,
        crc: field(16, 4)? as u32,
        packed,
        unpacked: unpacked as u64,
        region: header..header,
        data: 0..0,
        record: at..stop,
    })
}

/// The extra fields of a record: their kinds and their bytes (APPNOTE 4.5).
fn extras(bytes: &[u8], mut at: usize, length: usize) -> impl Iterator<Item = (usize, &[u8])> {
    let stop = at + length;
    std::iter::from_fn(move || {
        let (kind, size) = (short(bytes, at)?, short(bytes, at + 2)?);
        let end = at + 4 + size;
        let field = bytes.get(at + 4..end).filter(|_| end <= stop)?;
        at = end;
        Some((kind, field))
    })
}

/// Sizes that stand in the ZIP64 field because they are marked so in the record.
fn widen(bytes: &[u8], at: usize, length: usize, sizes: &mut [u64; 3]) {
    let Some((_, field)) = extras(bytes, at, length).find(|(kind, _)| *kind == 1) else { return };
    let mut next = 0;
    for value in sizes.iter_mut().filter(|value| **value == 0xFFFF_FFFF) {
        *value = number(field, next, 8).unwrap_or(u64::MAX);
        next += 8;
    }
}

/// Whether the Unicode path field (0x7075, APPNOTE 4.6.9) gives an entry a name that its record does
/// not: programs that heed the field would open another document than those that do not.
fn goes_by_another(bytes: &[u8], at: usize, length: usize, name: &[u8]) -> bool {
    let mut paths = extras(bytes, at, length).filter(|(kind, _)| *kind == 0x7075);
    // a version and a checksum come before the name
    paths.any(|(_, field)| field.get(5..).is_some_and(|other| other != name && name.is_ascii()))
}

/// Finds the bytes of each entry. No two entries may share bytes: that is how small files unpack
/// to without end.
fn place(bytes: &[u8], entries: &mut [Entry], directory: usize) -> Result<(), Error> {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|&number| entries.get(number).map(|entry| entry.region.start));
    let mut stop = directory;
    for number in order.into_iter().rev() {
        let Some(entry) = entries.get_mut(number) else { continue };
        let at = entry.region.start;
        let damaged = |what| Error::container(at as u64, what);
        if at >= stop || !bytes.get(at..).is_some_and(|rest| rest.starts_with(LOCAL)) {
            return Err(damaged("an entry is not where it is stated"));
        }
        let lengths = short(bytes, at + 26).zip(short(bytes, at + 28));
        let (name, extra) = lengths.ok_or_else(|| damaged("an entry is cut"))?;
        let start = at + LOCAL_LENGTH + name + extra;
        let end = start.checked_add(entry.packed).filter(|&end| end <= stop);
        let end = end.ok_or_else(|| damaged("two entries share bytes"))?;
        entry.region = at..stop;
        entry.data = start..end;
        stop = at;
    }
    Ok(())
}

fn weigh(entries: &[Entry], size: usize, limits: &Limits) -> Result<(), Error> {
    let mut all = 0_u64;
    for entry in entries {
        all = all.saturating_add(entry.unpacked);
        if entry.unpacked > limits.small && entry.unpacked / (entry.packed as u64).max(1) > limits.ratio {
            return Err(Error::bomb("an entry is packed too well"));
        }
    }
    if all > limits.unpacked {
        return Err(Error::bomb("all entries together are too large"));
    }
    if all > limits.small && all / (size as u64).max(1) > limits.ratio {
        return Err(Error::bomb("the whole is packed too well"));
    }
    Ok(())
}

/// Whether a text stands in the bytes in UTF-16, as names in an OLE container do.
fn has_wide(bytes: &[u8], text: &str) -> bool {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(wide.len()).any(|window| window == wide)
}
