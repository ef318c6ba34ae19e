//! A container with some entries changed or added.

use std::{collections::BTreeMap, io::Write};

use flate2::{Compression, write::DeflateEncoder};

use super::{Container, Entry, key, read::END_LENGTH};
use crate::error::Error;

/// Names in UTF-8 (APPNOTE §4.4.4, bit 11).
const UTF_8: u16 = 1 << 11;

/// The first day a ZIP container knows, 1 January 1980: a new entry has no time of its own.
const EPOCH: [u8; 4] = [0, 0, 0x21, 0];

/// What the directory says of an entry that was written anew.
struct Packed {
    crc: u32,
    packed: u32,
    unpacked: u32,
}

impl Container {
    /// The bytes of the container with these entries instead of its own, or added after them. With
    /// no entries: exactly the bytes that were opened.
    pub(crate) fn with(&self, changed: &BTreeMap<String, &str>) -> Result<Vec<u8>, Error> {
        if changed.is_empty() {
            return Ok(self.bytes.to_vec());
        }
        let mut changed: BTreeMap<String, (&str, &str)> =
            changed.iter().map(|(name, text)| (key(name), (name.as_str(), *text))).collect();
        let mut out = Vec::with_capacity(self.bytes.len() + self.bytes.len() / 8 + (1 << 12));
        let mut records: Vec<(usize, Vec<u8>)> = Vec::with_capacity(self.entries.len() + 2);
        let mut order: Vec<(usize, &Entry)> = self.entries.iter().enumerate().collect();
        order.sort_by_key(|(_, entry)| entry.region.start);
        out.extend_from_slice(self.head(&order));
        for (number, entry) in order {
            let at = out.len();
            let record = self.bytes.get(entry.record.clone()).unwrap_or_default();
            if let Some((_, text)) = changed.remove(&key(&entry.name)) {
                let header = Header::of(record);
                let packed = header.write(text.as_bytes(), &mut out)?;
                records.push((number, header.record(&packed, record, at)?));
            } else {
                out.extend_from_slice(self.bytes.get(entry.region.clone()).unwrap_or_default());
                records.push((number, moved(record, at)?));
            }
        }
        for (name, text) in changed.into_values() {
            let at = out.len();
            let header = Header::new(name);
            let packed = header.write(text.as_bytes(), &mut out)?;
            records.push((usize::MAX, header.record(&packed, &[], at)?));
        }
        records.sort_by_key(|(number, _)| *number);
        self.finish(out, &records)
    }

    /// Bytes before the first entry.
    fn head(&self, order: &[(usize, &Entry)]) -> &[u8] {
        let first = order.first().map_or(0, |(_, entry)| entry.region.start);
        self.bytes.get(..first).unwrap_or_default()
    }

    fn finish(&self, mut out: Vec<u8>, records: &[(usize, Vec<u8>)]) -> Result<Vec<u8>, Error> {
        let start = narrow(out.len())?;
        for (_, record) in records {
            out.extend_from_slice(record);
        }
        let size = narrow(out.len())? - start;
        let count = u16::try_from(records.len()).map_err(|_| Error::bomb("too many entries"))?;
        out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
        out.extend(count.to_le_bytes());
        out.extend(count.to_le_bytes());
        out.extend(size.to_le_bytes());
        out.extend(start.to_le_bytes());
        // the comment of the container and its length; after a ZIP64 end there is no plain one here
        let plain = self.bytes.get(self.end..).filter(|end| end.starts_with(b"PK\x05\x06"));
        out.extend_from_slice(plain.and_then(|end| end.get(END_LENGTH - 2..)).unwrap_or(&[0, 0]));
        Ok(out)
    }
}

fn narrow(size: usize) -> Result<u32, Error> {
    u32::try_from(size).map_err(|_| Error::TooLarge(u32::MAX as usize))
}

/// A record of an entry that only moved.
fn moved(record: &[u8], at: usize) -> Result<Vec<u8>, Error> {
    let mut record = record.to_vec();
    put(&mut record, 42, &narrow(at)?.to_le_bytes());
    Ok(record)
}

fn put(bytes: &mut [u8], at: usize, value: &[u8]) {
    if let Some(place) = bytes.get_mut(at..at + value.len()) {
        place.copy_from_slice(value);
    }
}

/// What an entry that is written anew keeps of the old one.
struct Header {
    name: Vec<u8>,
    flags: u16,
    time: [u8; 4],
}

impl Header {
    fn new(name: &str) -> Self {
        Self { name: name.as_bytes().to_vec(), flags: UTF_8, time: EPOCH }
    }

    fn of(record: &[u8]) -> Self {
        let pair = |at: usize| record.get(at..at + 2).and_then(|two| two.try_into().ok()).unwrap_or([0, 0]);
        let length = usize::from(u16::from_le_bytes(pair(28)));
        let time = record.get(12..16).and_then(|four| four.try_into().ok()).unwrap_or(EPOCH);
        let name = record.get(46..46 + length).unwrap_or_default().to_vec();
        Self { name, flags: u16::from_le_bytes(pair(8)) & UTF_8, time }
    }

    /// Version needed, flags, method and time, as both headers have them.
    fn common(&self) -> Vec<u8> {
        [&20_u16.to_le_bytes()[..], &self.flags.to_le_bytes(), &8_u16.to_le_bytes(), &self.time].concat()
    }

    fn sizes(&self, packed: &Packed) -> Vec<u8> {
        let name = (self.name.len() as u16).to_le_bytes();
        let [crc, small, large] = [packed.crc, packed.packed, packed.unpacked].map(u32::to_le_bytes);
        [&crc[..], &small, &large, &name].concat()
    }

    fn write(&self, bytes: &[u8], out: &mut Vec<u8>) -> Result<Packed, Error> {
        let at = out.len();
        out.resize(at + 30, 0);
        out.extend_from_slice(&self.name);
        let start = out.len();
        let mut deflate = DeflateEncoder::new(&mut *out, Compression::new(LEVEL));
        let written = deflate.write_all(bytes).and_then(|()| deflate.finish().map(drop));
        written.map_err(|_| Error::container(at as u64, "an entry could not be packed"))?;
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        let packed =
            Packed { crc: crc.sum(), packed: narrow(out.len() - start)?, unpacked: narrow(bytes.len())? };
        let header = [b"PK\x03\x04".to_vec(), self.common(), self.sizes(&packed), vec![0, 0]].concat();
        put(out, at, &header);
        Ok(packed)
    }

    /// The record in the directory. Attributes, extra fields and comment of an old entry stay, but
    /// for the sizes of ZIP64 (§4.5.3).
    fn record(&self, packed: &Packed, old: &[u8], at: usize) -> Result<Vec<u8>, Error> {
        let pair = |at: usize| old.get(at..at + 2).and_then(|two| two.try_into().ok()).unwrap_or([0, 0]);
        let [name, extra, comment] = [28, 30, 32].map(|at| usize::from(u16::from_le_bytes(pair(at))));
        let kept = without_sizes(old.get(46 + name..46 + name + extra).unwrap_or_default());
        let comment = old.get(46 + name + extra..46 + name + extra + comment).unwrap_or_default();
        let made = old.get(4..6).unwrap_or(&[20, 0]);
        let attributes = old.get(36..42).unwrap_or(&[0; 6]);
        let comment_length = (comment.len() as u16).to_le_bytes();
        let at = narrow(at)?.to_le_bytes();
        Ok([
            b"PK\x01\x02",
            made,
            &self.common(),
            &self.sizes(packed),
            &(kept.len() as u16).to_le_bytes(),
            &comment_length,
            &[0, 0],
            attributes,
            &at,
            &self.name,
            &kept,
            comment,
        ]
        .concat())
    }
}

/// How hard changed parts are packed: a fast level, since a person waits.
const LEVEL: u32 = 4;

/// Extra fields without that of ZIP64.
fn without_sizes(mut extra: &[u8]) -> Vec<u8> {
    let mut kept = Vec::new();
    while let Some((head, rest)) = extra.split_first_chunk::<4>() {
        let [a, b, c, d] = *head;
        let length = usize::from(u16::from_le_bytes([c, d])).min(rest.len());
        let (field, next) = rest.split_at(length);
        if [a, b] != [1, 0] && length == usize::from(u16::from_le_bytes([c, d])) {
            kept.extend_from_slice(head);
            kept.extend_from_slice(field);
        }
        extra = next;
    }
    kept
}
