//! One sealed file: written from front to back, read from anywhere.

use std::{
    fmt,
    fs::File,
    io::{self, Write},
    ops::Range,
    os::unix::fs::FileExt as _,
    sync::OnceLock,
};

use legalmind_core::World;
use legalmind_seal::{
    Purpose, TenantKey,
    aead::{Cipher, NONCE, TAG},
};
use tantivy::{
    HasLen,
    directory::{AntiCallToken, FileHandle, OwnedBytes, TerminatingWrite},
};

use super::SealedDirectory;

/// Plain bytes of a chunk.
pub const CHUNK: usize = 16 * 1024;
const SEALED: usize = CHUNK + TAG;
const SALT: usize = 32;
const HEADER: usize = 1 + SALT;
/// The form written today.
const VERSION: u8 = 1;
/// A range over more chunks than this is read past the cache, which it would only empty.
const CACHED: usize = 64;
/// A file of at most this many chunks is kept in one piece, so that no range of it is copied.
const SHORT: usize = 64;
/// Files of lengths, one byte for each passage and field: each word of a query asks for all of a
/// field's, so they are held in one piece for as long as the file is open.
const LENGTHS: &str = ".fieldnorm";
/// The number under which the cache knows all chunks of a file together.
const WHOLE: usize = usize::MAX;
/// Chunks that are read at once where a whole file is verified.
const AT_ONCE: usize = 64;

fn cipher(key: &TenantKey, salt: &[u8], name: &str) -> io::Result<Cipher> {
    let context = [b"file/", salt, name.as_bytes()].concat();
    let key = key.subkey_for(Purpose::Index, &context).map_err(io::Error::other)?;
    Cipher::new(&key).map_err(io::Error::other)
}

fn nonce(chunk: usize, last: bool) -> [u8; NONCE] {
    let [a, b, c, d, e, f, g, h] = u64::try_from(chunk).unwrap_or(u64::MAX).to_be_bytes();
    [VERSION, 0, 0, u8::from(last), a, b, c, d, e, f, g, h]
}

fn damage() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, legalmind_seal::Error::Integrity)
}

/// Writes a sealed file.
pub struct Writer {
    file: File,
    cipher: Cipher,
    name: String,
    open: Vec<u8>,
    chunk: usize,
}

impl Writer {
    pub fn begin(key: &TenantKey, world: &World, mut file: File, name: &str) -> io::Result<Self> {
        let salt: [u8; SALT] = world.random();
        let cipher = cipher(key, &salt, name)?;
        file.write_all(&[VERSION])?;
        file.write_all(&salt)?;
        Ok(Self { file, cipher, name: name.to_owned(), open: Vec::with_capacity(SEALED), chunk: 0 })
    }

    fn seal(&mut self, last: bool) -> io::Result<()> {
        let nonce = nonce(self.chunk, last);
        let tag = self.cipher.seal(nonce, self.name.as_bytes(), &mut self.open).map_err(io::Error::other)?;
        self.open.extend_from_slice(&tag);
        self.file.write_all(&self.open)?;
        self.open.clear();
        self.chunk += 1;
        Ok(())
    }
}

impl Write for Writer {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        if self.open.len() == CHUNK && !data.is_empty() {
            self.seal(false)?;
        }
        let (now, _) = data.split_at(data.len().min(CHUNK - self.open.len()));
        self.open.extend_from_slice(now);
        Ok(now.len())
    }

    /// An open chunk cannot be sealed before it is known whether it is the last.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl TerminatingWrite for Writer {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.seal(true)
    }
}

/// Reads a sealed file.
pub struct Reader {
    directory: SealedDirectory,
    file: File,
    cipher: Cipher,
    name: String,
    /// The beginning of the salt: chunks that were opened stay known when a file is opened again.
    id: u128,
    /// Plain bytes.
    length: usize,
    chunks: usize,
    /// All of it, where it is a file of lengths that was read.
    held: OnceLock<OwnedBytes>,
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reader")
    }
}

impl HasLen for Reader {
    fn len(&self) -> usize {
        self.length
    }
}

impl Reader {
    pub fn open(directory: SealedDirectory, file: File, name: &str) -> io::Result<Self> {
        let whole = usize::try_from(file.metadata()?.len()).map_err(|_| damage())?;
        let body = whole.checked_sub(HEADER).filter(|body| *body > 0).ok_or_else(damage)?;
        let chunks = body.div_ceil(SEALED);
        let last = body - (chunks - 1) * SEALED;
        if last < TAG || (last == TAG && chunks > 1) {
            return Err(damage());
        }
        let mut header = [0; HEADER];
        file.read_exact_at(&mut header, 0)?;
        let (version, salt) = header.split_first().ok_or_else(damage)?;
        if *version != VERSION {
            return Err(damage());
        }
        let cipher = cipher(&directory.inner.key, salt, name)?;
        let id = u128::from_le_bytes(*salt.first_chunk().ok_or_else(damage)?);
        let length = body - chunks * TAG;
        let (name, held) = (name.to_owned(), OnceLock::new());
        Ok(Self { directory, file, cipher, name, id, length, chunks, held })
    }

    /// The whole content.
    pub fn all(&self) -> io::Result<Vec<u8>> {
        self.read(0..self.chunks).map_err(|error| self.directory.noticed(error))
    }

    /// Opens every chunk anew, a few at a time, and keeps none.
    pub fn verify(&self) -> io::Result<()> {
        for start in (0..self.chunks).step_by(AT_ONCE) {
            let some = start..(start + AT_ONCE).min(self.chunks);
            self.read(some).map_err(|error| self.directory.noticed(error))?;
        }
        Ok(())
    }

    /// The plain bytes of these chunks.
    fn read(&self, chunks: Range<usize>) -> io::Result<Vec<u8>> {
        let end = (chunks.end * SEALED).min(self.length + self.chunks * TAG);
        let start = chunks.start * SEALED;
        let mut sealed = vec![0; end.checked_sub(start).ok_or_else(damage)?];
        self.file.read_exact_at(&mut sealed, u64::try_from(HEADER + start).map_err(|_| damage())?)?;
        let mut out = vec![0; sealed.len() - chunks.len() * TAG];
        for ((number, sealed), out) in chunks.zip(sealed.chunks(SEALED)).zip(slices(&mut out)) {
            let nonce = nonce(number, number + 1 == self.chunks);
            self.cipher.open_into(nonce, self.name.as_bytes(), sealed, out).map_err(|_| damage())?;
        }
        Ok(out)
    }

    fn chunk(&self, number: usize) -> io::Result<OwnedBytes> {
        let place = (self.id, number);
        if let Some(chunk) = self.directory.inner.cache.get(place) {
            return Ok(chunk);
        }
        let chunk = OwnedBytes::new(self.read(number..number + 1)?);
        self.directory.inner.cache.put(place, chunk.clone());
        Ok(chunk)
    }

    fn held(&self) -> io::Result<OwnedBytes> {
        if let Some(held) = self.held.get() {
            return Ok(held.clone());
        }
        let whole = OwnedBytes::new(self.read(0..self.chunks)?);
        Ok(self.held.get_or_init(|| whole).clone())
    }

    /// All of a file that is short enough to be kept in one piece.
    fn whole(&self) -> io::Result<OwnedBytes> {
        let place = (self.id, WHOLE);
        if let Some(whole) = self.directory.inner.cache.get(place) {
            return Ok(whole);
        }
        let whole = OwnedBytes::new(self.read(0..self.chunks)?);
        self.directory.inner.cache.put(place, whole.clone());
        Ok(whole)
    }

    fn range(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.start > range.end || range.end > self.length {
            return Err(damage());
        }
        if range.is_empty() {
            return Ok(OwnedBytes::empty());
        }
        if self.name.ends_with(LENGTHS) {
            return Ok(self.held()?.slice(range));
        }
        if self.chunks <= SHORT && self.directory.inner.cache.takes(self.length) {
            return Ok(self.whole()?.slice(range));
        }
        let chunks = range.start / CHUNK..(range.end - 1) / CHUNK + 1;
        let base = chunks.start * CHUNK;
        let within = range.start - base..range.end - base;
        if chunks.len() == 1 {
            return Ok(self.chunk(chunks.start)?.slice(within));
        }
        if chunks.len() > CACHED {
            return Ok(OwnedBytes::new(self.read(chunks)?).slice(within));
        }
        let mut out = Vec::with_capacity(chunks.len() * CHUNK);
        for number in chunks {
            out.extend_from_slice(&self.chunk(number)?);
        }
        Ok(OwnedBytes::new(out).slice(within))
    }
}

/// The plain places of the chunks; an empty file has one empty chunk.
fn slices(out: &mut [u8]) -> Box<dyn Iterator<Item = &mut [u8]> + '_> {
    if out.is_empty() { Box::new(std::iter::once(out)) } else { Box::new(out.chunks_mut(CHUNK)) }
}

impl FileHandle for Reader {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        self.range(range).map_err(|error| self.directory.noticed(error))
    }
}
