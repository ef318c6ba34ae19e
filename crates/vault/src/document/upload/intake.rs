//! Bytes on their way in: gathered to segments, hashed, sealed, stored, entered.
//!
//! While some segments are sealed and stored the next one is already being received. A segment is
//! entered in the upload's row after it is stored and all before it are entered, so a row never
//! names what is not there.

use std::{
    collections::VecDeque,
    mem,
    sync::{Arc, PoisonError},
};

use bytes::{Bytes, BytesMut};
use legalmind_core::{BlobId, Ctx, UploadId};
use legalmind_seal::{FileKey, SegmentPlace, digest::Sha256, stream::SEGMENT};
use legalmind_store::{
    upload::{self, Upload},
    version::Segment,
};
use tokio::{sync::oneshot, task::JoinHandle};

use super::{Appended, Running};
use crate::{Error, Result, Vault};

/// How many of the first bytes are kept to tell the kind of file by.
const FIRST: usize = 256 * 1024;
/// How many segments of one upload are on their way at a time, at most.
const FLYING: usize = 3;
/// How many uploads' hashes are kept in memory between two pieces.
const REMEMBERED: usize = 256;

/// A stored segment, and the hash of the file up to its end.
type Stored = Result<(Sha256, Segment)>;

/// An upload that bytes are coming for.
pub(super) struct Intake<'a> {
    vault: &'a Vault,
    ctx: &'a Ctx,
    pub(super) upload: Upload,
    key: FileKey,
    gathered: BytesMut,
    pub(super) hash: Sha256,
    pub(super) first: Bytes,
    /// The hash of all that is on its way, once it is there.
    coming: Option<oneshot::Receiver<Sha256>>,
    flights: VecDeque<JoinHandle<Stored>>,
}

impl<'a> Intake<'a> {
    /// Readies itself to go on with `upload`, from memory if it came here last time, otherwise
    /// from the stored bytes.
    pub(super) async fn begin(vault: &'a Vault, ctx: &'a Ctx, upload: Upload) -> Result<Self> {
        let key = vault.file_key(ctx, upload.content.version, &upload.content.key).await?;
        let known = vault.recall(upload.id).filter(|it| it.offset == upload.offset);
        let Running { hash, first, .. } = match known {
            Some(known) => known,
            None => vault.reread(ctx, &key, &upload).await?,
        };
        let gathered = BytesMut::new();
        let flights = VecDeque::with_capacity(FLYING);
        Ok(Self { vault, ctx, upload, key, gathered, hash, first, coming: None, flights })
    }

    /// Takes the next bytes.
    pub(super) async fn take(&mut self, piece: Bytes) -> Result<()> {
        if self.seen().saturating_add(piece.len() as u64) > self.upload.size {
            // what came before is kept
            while !self.flights.is_empty() {
                self.land().await?;
            }
            return Err(Error::TooMuch);
        }
        let mut rest = piece;
        while !rest.is_empty() {
            if self.gathered.is_empty() {
                // all at once: growing by and by would copy a long segment many times
                let coming = self.upload.size.saturating_sub(self.seen());
                self.gathered.reserve(usize::try_from(coming).unwrap_or(SEGMENT).min(SEGMENT));
            }
            let room = SEGMENT.saturating_sub(self.gathered.len()).min(rest.len());
            self.gathered.extend_from_slice(&rest.split_to(room));
            if self.gathered.len() >= SEGMENT {
                self.roll().await?;
            }
        }
        Ok(())
    }

    /// Stores what is gathered; makes the document if that was all.
    pub(super) async fn end(mut self) -> Result<Appended> {
        if !self.gathered.is_empty() {
            self.roll().await?;
        }
        while self.flights.len() > 1 {
            self.land().await?;
        }
        if !self.flights.is_empty() {
            let stored = self.stored().await;
            let segment = self.arrived(stored)?;
            let whole = self.upload.offset.saturating_add(u64::from(segment.len)) == self.upload.size;
            if whole {
                return self.finish(segment).await;
            }
            self.enter(segment).await?;
        }
        Ok(Appended { offset: self.upload.offset, document: None })
    }

    /// How many bytes of the file were seen.
    fn seen(&self) -> u64 {
        let flying = self.flights.len().saturating_mul(SEGMENT);
        self.upload.offset.saturating_add(flying as u64).saturating_add(self.gathered.len() as u64)
    }

    /// Sends what is gathered on its way, once there is room for it.
    async fn roll(&mut self) -> Result<()> {
        while self.flights.len() >= FLYING {
            self.land().await?;
        }
        let bytes = mem::take(&mut self.gathered).freeze();
        if self.upload.offset == 0 && self.flights.is_empty() {
            self.first = Bytes::copy_from_slice(bytes.get(..bytes.len().min(FIRST)).unwrap_or_default());
        }
        let index = self.upload.content.segments.len().saturating_add(self.flights.len());
        let index = u32::try_from(index).map_err(|_| Error::TooMuch)?;
        let place = SegmentPlace { version: self.upload.content.version, index };
        let (vault, ctx, key) = (self.vault.clone(), self.ctx.clone(), self.key.clone());
        let before = self.coming.take().unwrap_or_else(|| {
            let (known, before) = oneshot::channel();
            let _ = known.send(self.hash.clone());
            before
        });
        let (after, coming) = oneshot::channel();
        self.coming = Some(coming);
        let room = Arc::clone(&self.vault.flying).acquire_owned().await;
        let room = room.map_err(|error| Error::unavailable("the upload", error))?;
        let hashing = tokio::spawn(hash(before, bytes.clone(), after));
        self.flights.push_back(tokio::spawn(async move {
            let segment = vault.put_segment(&ctx, &key, place, bytes).await?;
            drop(room);
            let hash = hashing.await.map_err(|error| Error::unavailable("the upload", error))??;
            Ok((hash, segment))
        }));
        Ok(())
    }

    /// Enters the first segment that is on its way, if one is.
    async fn land(&mut self) -> Result<()> {
        if self.flights.is_empty() {
            return Ok(());
        }
        let stored = self.stored().await;
        self.landed(stored).await
    }

    /// Waits until the first segment on its way is stored; for ever, where none is.
    pub(super) async fn stored(&mut self) -> Stored {
        match self.flights.front_mut() {
            Some(flight) => flight.await.map_err(|error| Error::unavailable("the upload", error))?,
            None => std::future::pending().await,
        }
    }

    /// Enters the segment that [`Intake::stored`] gave. Where that fails, those behind it are not
    /// needed.
    pub(super) async fn landed(&mut self, stored: Stored) -> Result<()> {
        let entered = match self.arrived(stored) {
            Ok(segment) => self.enter(segment).await,
            Err(error) => Err(error),
        };
        if entered.is_err() {
            for behind in mem::take(&mut self.flights) {
                if let Ok(Ok((_, segment))) = behind.await {
                    self.vault.delete_blobs(self.ctx, &[segment.blob]).await;
                }
            }
        }
        entered
    }

    fn arrived(&mut self, stored: Stored) -> Result<Segment> {
        self.flights.pop_front();
        let (hash, segment) = stored?;
        self.hash = hash;
        Ok(segment)
    }

    /// Enters a stored segment into the upload's row: from here it is acknowledged.
    async fn enter(&mut self, segment: Segment) -> Result<()> {
        let work = self.vault.store.begin(self.ctx).await?;
        let expiry = self.vault.expiry();
        let entered = upload::append_segment(self.ctx, &work, &mut self.upload, segment, expiry).await;
        if let Err(error) = entered {
            drop(work);
            return Err(self.overtaken(segment.blob, error).await);
        }
        work.save().await?;
        let (offset, hash, first) = (self.upload.offset, self.hash.clone(), self.first.clone());
        self.vault.remember(self.upload.id, Running { offset, hash, first });
        Ok(())
    }

    async fn finish(self, segment: Segment) -> Result<Appended> {
        let offset = self.upload.size;
        let (vault, ctx, id) = (self.vault, self.ctx, self.upload.id);
        let whole = super::finish::Whole { upload: self.upload.clone(), hash: self.hash.clone().finish() };
        match vault.finish_upload(ctx, whole, segment, &self.first).await {
            Ok(document) => {
                vault.forget(id);
                Ok(Appended { offset, document: Some(document) })
            }
            Err(Error::Conflict | Error::NotFound) => {
                Err(self.overtaken(segment.blob, legalmind_store::Error::Conflict).await)
            }
            Err(other) => Err(other),
        }
    }

    /// Another connection was faster, or the upload was given up: our bytes are not needed.
    async fn overtaken(&self, blob: BlobId, error: legalmind_store::Error) -> Error {
        self.vault.delete_blobs(self.ctx, &[blob]).await;
        if !matches!(error, legalmind_store::Error::Conflict) {
            return error.into();
        }
        match self.vault.own_upload(self.ctx, self.upload.id).await {
            Ok(now) => Error::OffsetMismatch { expected: now.offset },
            Err(error) => error,
        }
    }
}

/// Goes on with the hash of all bytes before these.
async fn hash(
    before: oneshot::Receiver<Sha256>,
    bytes: Bytes,
    after: oneshot::Sender<Sha256>,
) -> Result<Sha256> {
    let mut hash = before.await.map_err(|error| Error::unavailable("the upload", error))?;
    let update = move || {
        hash.update(&bytes);
        hash
    };
    let hash =
        tokio::task::spawn_blocking(update).await.map_err(|error| Error::unavailable("the upload", error))?;
    // nobody waits behind the last one
    let _ = after.send(hash.clone());
    Ok(hash)
}

impl Vault {
    /// The hash and the first bytes of what is here of an upload, from the stored segments.
    async fn reread(&self, ctx: &Ctx, key: &FileKey, upload: &Upload) -> Result<Running> {
        let mut hash = Sha256::new();
        let mut first = Bytes::new();
        for (index, segment) in (0_u32..).zip(&upload.content.segments) {
            let place = SegmentPlace { version: upload.content.version, index };
            let bytes = self.get_segment(ctx, key, place, *segment).await?;
            if index == 0 {
                first = bytes.slice(..bytes.len().min(FIRST));
            }
            hash.update(&bytes);
        }
        Ok(Running { offset: upload.offset, hash, first })
    }

    fn recall(&self, id: UploadId) -> Option<Running> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner).remove(&id)
    }

    fn remember(&self, id: UploadId, running: Running) {
        let mut all = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= REMEMBERED {
            // which one does not matter: it is read again if it goes on
            if let Some(other) = all.keys().next().copied() {
                all.remove(&other);
            }
        }
        all.insert(id, running);
    }

    pub(super) fn forget(&self, id: UploadId) {
        self.running.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }
}
