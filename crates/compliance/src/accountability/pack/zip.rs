//! A ZIP as a stream, each file hashed as it goes in, and the manifest with its signature at the end.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex, PoisonError},
};

use bytes::Bytes;
use data_encoding::HEXLOWER;
use legalmind_seal::{
    digest::{Sha256, sha256},
    sign::SigningKey,
};
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc::Sender;
use zip::{
    ZipWriter,
    write::{SimpleFileOptions, StreamWriter},
};

use crate::{Error, Result};

/// The name of the manifest.
pub(crate) const MANIFEST: &str = "inhoud.json";
/// The name of its signature: 64 bytes (RFC 8032).
pub(crate) const SIGNATURE: &str = "inhoud.json.sig";
/// How much is gathered before it goes out.
const PIECE: usize = 64 << 10;

/// What is in a pack. Its signature is over the bytes of this file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    pub(crate) form: String,
    pub(crate) firm: String,
    pub(crate) made_at: String,
    pub(crate) made_by: String,
    pub(crate) from: String,
    pub(crate) until: String,
    pub(crate) chapters: Vec<String>,
    /// The public key, in hexadecimal signs.
    pub(crate) public_key: String,
    /// SHA-256 of the public key.
    pub(crate) fingerprint: String,
    pub(crate) files: Vec<Listed>,
}

/// A file of a pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Listed {
    pub(crate) name: String,
    pub(crate) sha256: String,
    pub(crate) size: u64,
}

/// What was written and has not gone out.
#[derive(Clone, Default)]
struct Waiting(Arc<Mutex<Vec<u8>>>);

impl Waiting {
    fn len(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    fn take(&self) -> Bytes {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner)).into()
    }
}

impl Write for Waiting {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A pack being written.
pub(super) struct Pack<'a> {
    zip: ZipWriter<StreamWriter<Waiting>>,
    waiting: Waiting,
    out: &'a Sender<Result<Bytes>>,
    files: Vec<Listed>,
    /// The file that is being written: its hash so far, and its size.
    now: (Sha256, u64),
}

impl<'a> Pack<'a> {
    pub(super) fn new(out: &'a Sender<Result<Bytes>>) -> Self {
        let waiting = Waiting::default();
        let zip = ZipWriter::new_stream(waiting.clone());
        Self { zip, waiting, out, files: Vec::new(), now: (Sha256::new(), 0) }
    }

    /// A whole file.
    pub(super) async fn file(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        self.begin(name)?;
        for piece in bytes.chunks(PIECE) {
            self.more(piece).await?;
        }
        self.end(name);
        Ok(())
    }

    /// Begins a file that comes in pieces.
    pub(super) fn begin(&mut self, name: &str) -> Result<()> {
        self.now = (Sha256::new(), 0);
        self.zip.start_file(name, SimpleFileOptions::default()).map_err(|_| Error::State("file"))
    }

    /// The next piece of it.
    pub(super) async fn more(&mut self, piece: &[u8]) -> Result<()> {
        self.now.0.update(piece);
        self.now.1 = self.now.1.saturating_add(piece.len() as u64);
        self.zip.write_all(piece).map_err(|_| Error::State("file"))?;
        self.send(PIECE).await
    }

    /// Ends it.
    pub(super) fn end(&mut self, name: &str) {
        let (hash, size) = std::mem::take(&mut self.now);
        let sha256 = HEXLOWER.encode(&hash.finish());
        self.files.push(Listed { name: name.to_owned(), sha256, size });
    }

    /// The hashes as `sha256sum` reads them.
    pub(super) fn sums(&self) -> String {
        self.files.iter().map(|it| format!("{}  {}\n", it.sha256, it.name)).collect()
    }

    /// Writes the manifest with its signature, and the end; gives the hash of the manifest.
    pub(super) async fn sign(mut self, manifest: Manifest, key: &SigningKey) -> Result<[u8; 32]> {
        let manifest = Manifest { files: std::mem::take(&mut self.files), ..manifest };
        let text = serde_json::to_vec_pretty(&manifest).map_err(|_| Error::State("unreadable"))?;
        let signature = key.sign(&text).map_err(legalmind_store::Error::from)?;
        self.file(MANIFEST, &text).await?;
        self.file(SIGNATURE, &signature).await?;
        let Self { zip, waiting, out, .. } = self;
        zip.finish().map_err(|_| Error::State("file"))?;
        out.send(Ok(waiting.take())).await.map_err(|_| Error::State("gone"))?;
        Ok(sha256(&text))
    }

    async fn send(&self, from: usize) -> Result<()> {
        if self.waiting.len() < from {
            return Ok(());
        }
        self.out.send(Ok(self.waiting.take())).await.map_err(|_| Error::State("gone"))
    }
}
