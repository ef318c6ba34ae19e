//! Reading sealed objects, wholly or in part.

use std::ops::Range;

use bytes::{Bytes, BytesMut};
use legalmind_core::{BlobId, Ctx};
use legalmind_seal::{
    FileKey, SegmentPlace,
    stream::{CHUNK, HEADER, SegmentOpener, open_segment, plain_len},
};
use object_store::{ObjectStore, ObjectStoreExt};

use crate::{
    error::{Error, Result},
    layout,
    store::{Blobs, heavy},
};

impl Blobs {
    /// The plaintext of an object.
    ///
    /// # Errors
    /// [`Error::Missing`]; [`Error::Integrity`] unless it is, to the bit, what was put under this
    /// key for this place; [`Error::Unavailable`].
    pub async fn get(&self, ctx: &Ctx, id: BlobId, key: &FileKey, place: SegmentPlace) -> Result<Bytes> {
        let found = self.store.get(&layout::object(ctx.tenant(), id)).await?;
        // An object that was made longer is refused before it is read.
        plain_len(found.meta.size)?;
        let (sealed, key) = (found.bytes().await?, key.clone());
        Ok(heavy(sealed.len(), move || open_segment(&key, place, &sealed)).await??.into())
    }

    /// A part of the plaintext of an object; only the chunks it lies in are read and opened.
    ///
    /// # Errors
    /// As [`Blobs::get`]; [`Error::OutOfRange`] where the object is shorter.
    pub async fn get_range(
        &self,
        ctx: &Ctx,
        id: BlobId,
        key: &FileKey,
        place: SegmentPlace,
        range: Range<usize>,
    ) -> Result<Bytes> {
        let path = layout::object(ctx.tenant(), id);
        let size = self.store.head(&path).await?.size;
        if range.start > range.end || range.end > plain_len(size)? {
            // An object that was cut off is damaged; only a sound one is too short.
            self.get(ctx, id, key, place).await?;
            return Err(Error::OutOfRange);
        }
        let header = self.store.get_range(&path, 0..HEADER as u64).await?;
        let opener = SegmentOpener::new(key, place, &header, size)?;
        let chunks = range.start / CHUNK..range.end.div_ceil(CHUNK).max(range.start / CHUNK);
        let sealed = sealed_ranges(&opener, chunks.clone());
        let parts = self.store.get_ranges(&path, &sealed).await?;

        let mut out = BytesMut::with_capacity(parts.iter().map(Bytes::len).sum());
        for (chunk, part) in chunks.clone().zip(parts) {
            out.extend_from_slice(&opener.open_chunk(chunk, &part)?);
        }
        let skipped = chunks.start * CHUNK;
        let wanted = range.start - skipped..range.end - skipped;
        Ok(out.freeze().slice(wanted))
    }
}

fn sealed_ranges(opener: &SegmentOpener, chunks: Range<usize>) -> Vec<Range<u64>> {
    chunks.map(|chunk| opener.sealed_range(chunk)).collect()
}
