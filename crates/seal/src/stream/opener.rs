//! Opening a segment chunk by chunk: a part of a large file, without the rest of it.

use std::ops::Range;

use super::{CHUNK, HEADER, Lock, SegmentPlace, VERSION, chunk_count, plain_len};
use crate::{
    aead::TAG,
    error::{Error, Result},
    key::FileKey,
};

/// Opens any chunk of one segment. The number of the last chunk follows from the length of the
/// stored object, so a shortened object fails on its last chunk.
pub struct SegmentOpener {
    lock: Lock,
    plain: usize,
}

impl SegmentOpener {
    /// An opener for the segment that begins with `header` (its first [`HEADER`] bytes or more)
    /// and is `sealed` bytes long as it is stored.
    ///
    /// # Errors
    /// [`Error::Integrity`] if no segment begins so, or has that length.
    pub fn new(key: &FileKey, place: SegmentPlace, header: &[u8], sealed: u64) -> Result<Self> {
        let header = header.get(..HEADER).ok_or(Error::Integrity)?;
        if header.first() != Some(&VERSION) {
            return Err(Error::Integrity);
        }
        Ok(Self { lock: Lock::new(key, place, header)?, plain: plain_len(sealed)? })
    }

    /// How many plaintext bytes the segment has.
    #[must_use]
    pub const fn plain_len(&self) -> usize {
        self.plain
    }

    /// How many chunks the segment has; an empty segment has one.
    #[must_use]
    pub const fn chunks(&self) -> usize {
        chunk_count(self.plain)
    }

    /// Where the chunk stands in the sealed bytes; empty when there is no such chunk.
    #[must_use]
    pub fn sealed_range(&self, chunk: usize) -> Range<u64> {
        if chunk >= self.chunks() {
            return 0..0;
        }
        let start = HEADER + chunk * (CHUNK + TAG);
        start as u64..(start + self.chunk_len(chunk) + TAG) as u64
    }

    /// Opens one chunk, given its sealed bytes.
    ///
    /// # Errors
    /// [`Error::Integrity`] unless they are, to the bit, what was sealed as this chunk.
    pub fn open_chunk(&self, chunk: usize, sealed: &[u8]) -> Result<Vec<u8>> {
        let mut out = vec![0; self.chunk_len(chunk)];
        self.open_chunk_into(chunk, sealed, &mut out)?;
        Ok(out)
    }

    /// Opens one chunk into `out`, which is as long as the chunk is.
    ///
    /// # Errors
    /// As [`SegmentOpener::open_chunk`]; `out` then holds nothing of use.
    pub fn open_chunk_into(&self, chunk: usize, sealed: &[u8], out: &mut [u8]) -> Result<()> {
        if chunk >= self.chunks() || out.len() != self.chunk_len(chunk) {
            return Err(Error::Integrity);
        }
        self.lock.open_into(chunk, chunk + 1 == self.chunks(), sealed, out)
    }

    fn chunk_len(&self, chunk: usize) -> usize {
        self.plain.saturating_sub(chunk.saturating_mul(CHUNK)).min(CHUNK)
    }
}

impl std::fmt::Debug for SegmentOpener {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SegmentOpener({} bytes)", self.plain)
    }
}
