//! Bytes on their way in: gathered to segments, hashed, sealed, stored, entered.
//!
//! While one segment is sealed and stored the next one is already being received. A segment is
//! entered in the upload's row after it is stored, so a row never names what is not there.

use std::{mem, sync::PoisonError};

use bytes::{Bytes, BytesMut};
use legalmind_core::{BlobId, Ctx, UploadId};
use legalmind_seal::{FileKey, SegmentPlace, digest::Sha256, stream::SEGMENT};
use legalmind_store::{
    upload::{self, Upload},
    version::Segment,
};
use tokio::task::JoinHandle;

use super::{Appended, Running};
use crate::{Error, Result, Vault};

/// How many of the first bytes are kept to tell the kind of file by.
const FIRST: usize = 256 * 1024;
/// How many uploads' hashes are kept in memory between two pieces.
const REMEMBERED: usize = 256;

/// An upload that bytes are coming for.
pub(super) struct Intake<'a> {
    vault: &'a Vault,
    ctx: &'a Ctx,
    pub(super) upload: Upload,
    key: FileKey,
    gathered: BytesMut,
    pub(super) hash: Sha256,
    pub(super) first: Bytes,
    flight: Option<JoinHandle<Result<(Sha256, Segment)>>>,
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
        Ok(Self { vault, ctx, upload, key, gathered, hash, first, flight: None })
    }

    /// Takes the next bytes.
    pub(super) async fn take(&mut self, piece: Bytes) -> Result<()> {
        if self.seen().saturating_add(piece.len() as u64) > self.upload.size {
            // what came before is not acknowledged yet and is sent again
            self.land().await?;
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
        if let Some((segment, blob)) = self.arrive().await? {
            let whole = self.upload.offset.saturating_add(u64::from(segment.len)) == self.upload.size;
            if whole {
                return self.finish(segment, blob).await;
            }
            self.enter(segment).await?;
        }
        Ok(Appended { offset: self.upload.offset, document: None })
    }

    /// How many bytes of the file were seen.
    fn seen(&self) -> u64 {
        let flying = if self.flight.is_some() { SEGMENT } else { 0 };
        self.upload.offset.saturating_add(flying as u64).saturating_add(self.gathered.len() as u64)
    }

    /// Sends what is gathered on its way, after the segment before has landed.
    async fn roll(&mut self) -> Result<()> {
        self.land().await?;
        let bytes = mem::take(&mut self.gathered).freeze();
        if self.upload.offset == 0 {
            self.first = Bytes::copy_from_slice(bytes.get(..bytes.len().min(FIRST)).unwrap_or_default());
        }
        let index = u32::try_from(self.upload.content.segments.len()).map_err(|_| Error::TooMuch)?;
        let place = SegmentPlace { version: self.upload.content.version, index };
        let (vault, ctx, key) = (self.vault.clone(), self.ctx.clone(), self.key.clone());
        let hash = self.hash.clone();
        self.flight =
            Some(tokio::spawn(async move { vault.store_segment(&ctx, &key, place, bytes, hash).await }));
        Ok(())
    }

    /// Enters the segment that is on its way, if one is.
    async fn land(&mut self) -> Result<()> {
        match self.arrive().await? {
            Some((segment, _)) => self.enter(segment).await,
            None => Ok(()),
        }
    }

    /// Waits for the segment on its way.
    async fn arrive(&mut self) -> Result<Option<(Segment, BlobId)>> {
        let Some(flight) = self.flight.take() else { return Ok(None) };
        let (hash, segment) = flight.await.map_err(|error| Error::unavailable("the upload", error))??;
        self.hash = hash;
        Ok(Some((segment, segment.blob)))
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

    async fn finish(self, segment: Segment, blob: BlobId) -> Result<Appended> {
        let offset = self.upload.size;
        let (vault, ctx, id) = (self.vault, self.ctx, self.upload.id);
        let whole = super::finish::Whole { upload: self.upload.clone(), hash: self.hash.clone().finish() };
        match vault.finish_upload(ctx, whole, segment, &self.first).await {
            Ok(document) => {
                vault.forget(id);
                Ok(Appended { offset, document: Some(document) })
            }
            Err(Error::Conflict | Error::NotFound) => {
                Err(self.overtaken(blob, legalmind_store::Error::Conflict).await)
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

impl Vault {
    /// Hashes, seals and stores one segment.
    async fn store_segment(
        &self,
        ctx: &Ctx,
        key: &FileKey,
        place: SegmentPlace,
        bytes: Bytes,
        mut hash: Sha256,
    ) -> Result<(Sha256, Segment)> {
        let hashed = bytes.clone();
        let hashing = tokio::task::spawn_blocking(move || {
            hash.update(&hashed);
            hash
        });
        let segment = self.put_segment(ctx, key, place, bytes).await?;
        let hash = hashing.await.map_err(|error| Error::unavailable("the upload", error))?;
        Ok((hash, segment))
    }

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
