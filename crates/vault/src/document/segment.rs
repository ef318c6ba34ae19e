//! A segment of a file's bytes, squeezed where that saves room.
//!
//! Text, mail and mark-up take a third of their room squeezed; PDF, Word and pictures are squeezed
//! already and are stored as they are. What is sealed is decided for each segment by its own first
//! bytes and told in its row, so no reader has to guess.

use bytes::Bytes;
use legalmind_core::{Ctx, Id};
use legalmind_seal::{FileKey, SegmentPlace};
use legalmind_store::version::Segment;

use crate::{Error, Result, Vault};

/// Segments up to this many bytes take one block of the disk, squeezed or not.
const SMALL: usize = 4 * 1024;
/// By how many first bytes it is told whether squeezing helps.
const SAMPLE: usize = 64 * 1024;
/// Fast on text, and near to the best.
const LEVEL: i32 = 3;

impl Vault {
    /// Seals and stores a segment.
    ///
    /// # Errors
    /// [`Error::TooMuch`] for more bytes than a segment has; [`Error::Unavailable`].
    pub(in crate::document) async fn put_segment(
        &self,
        ctx: &Ctx,
        key: &FileKey,
        place: SegmentPlace,
        bytes: Bytes,
    ) -> Result<Segment> {
        let len = u32::try_from(bytes.len()).map_err(|_| Error::TooMuch)?;
        let blob = Id::new(&self.world);
        let (bytes, squeezed) = beside(bytes.len(), move || squeeze(bytes)).await?;
        self.blobs.put(ctx, blob, key, place, bytes).await?;
        Ok(Segment { blob, len, squeezed })
    }

    /// The bytes of a segment.
    ///
    /// # Errors
    /// [`Error::Integrity`] unless they are what was stored there; [`Error::Unavailable`].
    pub(in crate::document) async fn get_segment(
        &self,
        ctx: &Ctx,
        key: &FileKey,
        place: SegmentPlace,
        segment: Segment,
    ) -> Result<Bytes> {
        let len = segment.len as usize;
        let stored = self.blobs.get(ctx, segment.blob, key, place).await?;
        let bytes = match segment.squeezed {
            true => beside(len, move || stretch(&stored, len)).await?.ok_or(Error::Integrity)?,
            false => stored,
        };
        if bytes.len() == len { Ok(bytes) } else { Err(Error::Integrity) }
    }
}

/// Runs work on `length` bytes: where it stands if it is short, beside the runtime if not.
async fn beside<T: Send + 'static>(length: usize, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    if length <= SAMPLE {
        return Ok(work());
    }
    tokio::task::spawn_blocking(work).await.map_err(|error| Error::unavailable("a segment", error))
}

/// The bytes to be sealed, and whether they are squeezed.
fn squeeze(bytes: Bytes) -> (Bytes, bool) {
    let saves = |squeezed: &[u8], plain: &[u8]| squeezed.len() < plain.len() / 4 * 3;
    let first = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or_default();
    let helps = bytes.len() > SMALL && zstd::bulk::compress(first, 1).is_ok_and(|it| saves(&it, first));
    let squeezed = helps.then(|| zstd::bulk::compress(&bytes, LEVEL).ok()).flatten();
    match squeezed.filter(|it| saves(it, &bytes)) {
        Some(squeezed) => (squeezed.into(), true),
        None => (bytes, false),
    }
}

/// The plain bytes; none where these are no `len` squeezed bytes.
fn stretch(squeezed: &[u8], len: usize) -> Option<Bytes> {
    zstd::bulk::decompress(squeezed, len).ok().map(Bytes::from)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_squeezed_comes_back(
            piece in prop::collection::vec(any::<u8>(), 1..400),
            times in 1_usize..2_000,
        ) {
            let plain = Bytes::from(piece.repeat(times));
            let (stored, squeezed) = squeeze(plain.clone());
            prop_assert!(stored.len() <= plain.len());
            if squeezed {
                prop_assert_eq!(stretch(&stored, plain.len()), Some(plain.clone()));
                prop_assert!(stretch(&stored, plain.len() - 1).is_none(), "never more than is told");
            } else {
                prop_assert_eq!(stored, plain);
            }
        }
    }

    #[test]
    fn text_is_squeezed_and_what_has_no_pattern_is_not() {
        let text = Bytes::from("De huurder heeft de huur over maart niet betaald. ".repeat(500));
        let (stored, squeezed) = squeeze(text);
        assert!(squeezed && stored.len() < 1_000);
        let noise: Vec<u8> =
            (0_u64..10_000).flat_map(|n| legalmind_seal::digest::sha256(&n.to_be_bytes())).collect();
        assert!(!squeeze(Bytes::from(noise)).1);
        assert!(!squeeze(Bytes::from(vec![b'a'; SMALL])).1, "one block either way");
    }
}
