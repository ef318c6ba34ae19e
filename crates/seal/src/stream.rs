//! Sealed streams: the bytes of a document version.
//!
//! A version is a row of segments of at most [`SEGMENT`] bytes, each an object in the blob store;
//! a segment is a row of chunks of [`CHUNK`] bytes, so that a part of it can be opened alone.
//! Its bytes:
//!
//! ```text
//! version 1 ‖ salt 32 ‖ (ciphertext ≤ 64 KiB ‖ tag 16) × chunks
//! ```
//!
//! A segment has a key of its own, derived from the version's [`FileKey`], the salt, the version's
//! id and the segment's number. The random salt makes it safe to seal a segment again with other
//! bytes, after a broken upload for instance: no nonce is ever used twice under one key. The
//! nonce counts chunks; segment, chunk, version and whether it is the last chunk are bound to
//! each. So a byte that is flipped, a chunk that is moved or swapped, an end that is cut off or
//! added, a segment in another's place: each is [`Error::Integrity`]. That all segments of a
//! version are there, their sealed list in its row must tell.

mod opener;

use legalmind_core::{VersionId, World};

use crate::{
    aead::{Cipher, NONCE, TAG},
    error::{Error, Result},
    key::FileKey,
};

pub use opener::SegmentOpener;

/// Plaintext bytes in a chunk; the last may hold fewer.
pub const CHUNK: usize = 64 * 1024;
/// The most plaintext bytes in a segment.
pub const SEGMENT: usize = 8 * 1024 * 1024;
/// Bytes before the first chunk.
pub const HEADER: usize = 1 + SALT;

const VERSION: u8 = 1;
const SALT: usize = 32;

/// Where a segment belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SegmentPlace {
    /// The document version.
    pub version: VersionId,
    /// The segment's number in it, from 0.
    pub index: u32,
}

/// Bytes of a sealed segment of `plain` bytes. An empty segment has one empty chunk.
#[must_use]
pub const fn sealed_len(plain: usize) -> usize {
    HEADER + plain + chunk_count(plain) * TAG
}

/// Chunks in a segment of `plain` bytes.
const fn chunk_count(plain: usize) -> usize {
    if plain == 0 { 1 } else { plain.div_ceil(CHUNK) }
}

/// Bytes in a sealed segment of `sealed` bytes.
///
/// # Errors
/// [`Error::Integrity`] if no segment has that length.
pub fn plain_len(sealed: u64) -> Result<usize> {
    let sealed = usize::try_from(sealed).map_err(|_| Error::Integrity)?;
    let body = sealed.checked_sub(HEADER).ok_or(Error::Integrity)?;
    let plain = body.checked_sub(body.div_ceil(CHUNK + TAG) * TAG).ok_or(Error::Integrity)?;
    if plain > SEGMENT || sealed_len(plain) != sealed {
        return Err(Error::Integrity);
    }
    Ok(plain)
}

/// Seals a segment.
///
/// # Errors
/// [`Error::Format`] for more than [`SEGMENT`] bytes; [`Error::Crypto`] if the provider refuses.
pub fn seal_segment(key: &FileKey, place: SegmentPlace, plaintext: &[u8], world: &World) -> Result<Vec<u8>> {
    if plaintext.len() > SEGMENT {
        return Err(Error::Format("a segment is too long"));
    }
    let mut out = Vec::with_capacity(sealed_len(plaintext.len()));
    out.push(VERSION);
    out.extend_from_slice(&world.random::<SALT>());
    let lock = Lock::new(key, place, &out)?;

    let chunks = chunk_count(plaintext.len());
    let mut rest = plaintext;
    for number in 0..chunks {
        let (chunk, after) = rest.split_at(rest.len().min(CHUNK));
        let start = out.len();
        out.extend_from_slice(chunk);
        let data = out.get_mut(start..).ok_or(Error::Crypto)?;
        let tag = lock.seal(number, number + 1 == chunks, data)?;
        out.extend_from_slice(&tag);
        rest = after;
    }
    Ok(out)
}

/// Opens a whole segment.
///
/// # Errors
/// [`Error::Integrity`] unless it is, to the bit, what was sealed under this key for this place.
pub fn open_segment(key: &FileKey, place: SegmentPlace, sealed: &[u8]) -> Result<Vec<u8>> {
    let opener = SegmentOpener::new(key, place, sealed, sealed.len() as u64)?;
    let mut out = vec![0; opener.plain_len()];
    let body = sealed.get(HEADER..).ok_or(Error::Integrity)?;
    let mut rest = out.as_mut_slice();
    for (number, chunk) in (0..opener.chunks()).zip(body.chunks(CHUNK + TAG)) {
        let length = chunk.len().saturating_sub(TAG);
        let (here, after) = rest.split_at_mut_checked(length).ok_or(Error::Integrity)?;
        opener.open_chunk_into(number, chunk, here)?;
        rest = after;
    }
    Ok(out)
}

/// The key of one segment, with what is bound to each of its chunks.
struct Lock {
    cipher: Cipher,
    place: SegmentPlace,
}

impl Lock {
    /// The key of the segment with this header.
    fn new(key: &FileKey, place: SegmentPlace, header: &[u8]) -> Result<Self> {
        let index = place.index.to_be_bytes();
        let cipher = key.segment(&[b"segment|", header, place.version.as_bytes(), &index])?;
        Ok(Self { cipher, place })
    }

    fn seal(&self, chunk: usize, last: bool, data: &mut [u8]) -> Result<[u8; TAG]> {
        let (nonce, aad) = self.bound(chunk, last)?;
        self.cipher.seal(nonce, &aad, data)
    }

    fn open_into(&self, chunk: usize, last: bool, sealed: &[u8], out: &mut [u8]) -> Result<()> {
        let (nonce, aad) = self.bound(chunk, last)?;
        self.cipher.open_into(nonce, &aad, sealed, out)
    }

    /// Nonce: `segment u32 ‖ chunk u32 ‖ last u32`. Associated data: `form ‖ version ‖ nonce`.
    fn bound(&self, chunk: usize, last: bool) -> Result<([u8; NONCE], [u8; 1 + 16 + NONCE])> {
        let chunk = u32::try_from(chunk).map_err(|_| Error::Integrity)?;
        let mut nonce = [0; NONCE];
        let numbers = [self.place.index, chunk, u32::from(last)];
        let bytes = numbers.iter().flat_map(|number| number.to_be_bytes());
        nonce.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);

        let mut aad = [0; 1 + 16 + NONCE];
        let all = [VERSION].into_iter().chain(*self.place.version.as_bytes()).chain(nonce);
        aad.iter_mut().zip(all).for_each(|(to, from)| *to = from);
        Ok((nonce, aad))
    }
}
