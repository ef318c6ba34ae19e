//! The ZIP container: read by its central directory, written so that every entry that was not
//! changed keeps its bytes, headers included (PKWARE APPNOTE 6.3.9 §4.3).
//!
//! ```text
//! file: [local header, packed bytes, descriptor]… [central directory] [end]
//!        └──────────── region, copied as it is ──┘  └ offsets patched
//! ```

mod read;
mod write;

use std::{collections::HashMap, io::Read, ops::Range};

use bytes::Bytes;
use flate2::bufread::DeflateDecoder;

use crate::{error::Error, limits::Limits};

/// One entry of the central directory.
#[derive(Debug, Clone)]
struct Entry {
    name: String,
    method: u16,
    crc: u32,
    packed: usize,
    unpacked: u64,
    /// Local header, packed bytes and all that follows up to the next entry.
    region: Range<usize>,
    /// Packed bytes.
    data: Range<usize>,
    /// The record in the central directory.
    record: Range<usize>,
}

/// A container and the entries that take the place of its own.
#[derive(Debug, Clone)]
pub(crate) struct Container {
    bytes: Bytes,
    entries: Vec<Entry>,
    by_name: HashMap<String, usize>,
    end: usize,
}

impl Container {
    /// Opens and weighs a container. Sizes are the ones it states; [`Container::read`] holds each
    /// entry to them.
    pub(crate) fn open(bytes: Bytes, limits: &Limits) -> Result<Self, Error> {
        let (entries, end) = read::directory(&bytes, limits)?;
        let mut by_name = HashMap::new();
        for (number, entry) in entries.iter().enumerate() {
            if by_name.insert(key(&entry.name), number).is_some() {
                let at = entry.record.start as u64;
                return Err(Error::container(at, "two entries have one name"));
            }
        }
        Ok(Self { bytes, entries, by_name, end })
    }

    pub(crate) fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.name.as_str())
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(&key(name))
    }

    /// An entry, unpacked. `None` if there is no such entry.
    pub(crate) fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let Some(entry) = self.by_name.get(&key(name)).and_then(|&number| self.entries.get(number)) else {
            return Ok(None);
        };
        let damaged = |what| Error::container(entry.region.start as u64, what);
        let packed = self.bytes.get(entry.data.clone()).unwrap_or_default();
        let size = usize::try_from(entry.unpacked).map_err(|_| damaged("an entry has no size"))?;
        let unpacked = match entry.method {
            0 => packed.to_vec(),
            8 => {
                let mut unpacked = Vec::with_capacity(size.min(packed.len().saturating_mul(1_100)));
                let mut inflate = DeflateDecoder::new(packed).take(entry.unpacked.saturating_add(1));
                inflate.read_to_end(&mut unpacked).map_err(|_| damaged("an entry does not unpack"))?;
                unpacked
            }
            _ => return Err(damaged("an entry is packed in a way that Word does not know")),
        };
        if unpacked.len() != size {
            return Err(damaged("an entry unpacks to another size than it states"));
        }
        let mut crc = flate2::Crc::new();
        crc.update(&unpacked);
        if crc.sum() != entry.crc {
            return Err(damaged("an entry does not match its checksum"));
        }
        Ok(Some(unpacked))
    }
}

/// Names of parts are compared without regard to ASCII case (ECMA-376 part 2 §6.2.2.3), and some
/// writers use the other slash.
pub(crate) fn key(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_ascii_lowercase()
}
