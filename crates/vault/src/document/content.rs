//! The original bytes: sealed segment by segment, opened segment by segment.

use std::ops::Range;

use bytes::Bytes;
use futures::{Stream, StreamExt, stream};
use legalmind_core::{
    Ctx, DocumentId, VersionId,
    audit::Entry,
    document::{FileKind, Progress, Reason},
    rights::Action,
};
use legalmind_seal::{FileKey, SegmentPlace};
use legalmind_store::version::{Segment, Version};

use super::version_of;
use crate::{Error, Result, Vault};

/// How many segments are fetched ahead while one is being sent.
const AHEAD: usize = 2;

/// For what the bytes are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be shown in the viewer.
    View,
    /// To be kept outside.
    Download,
}

/// The original of a version.
pub struct Content<S> {
    /// The file's name.
    pub name: String,
    /// What its bytes are.
    pub kind: FileKind,
    /// How many bytes the whole original has.
    pub size: u64,
    /// The bytes that `stream` gives.
    pub range: Range<u64>,
    /// The bytes. An error in the middle means that what came before must not be used.
    pub stream: S,
}

impl Vault {
    /// The original bytes of a version, or a part of them; a part beyond the end is empty.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Withheld`] where the scanner has not passed it. In the
    /// stream, [`Error::Integrity`] where stored bytes are not what was written.
    pub async fn content(
        &self,
        ctx: &Ctx,
        document: DocumentId,
        version: VersionId,
        purpose: Purpose,
        part: Option<Range<u64>>,
    ) -> Result<Content<impl Stream<Item = Result<Bytes>> + Send + use<>>> {
        let (action, entry) = match purpose {
            Purpose::View => (Action::DocumentRead, "document.read"),
            Purpose::Download => (Action::DocumentDownload, "document.download"),
        };
        let (tx, found) = self.reading_document(ctx, action, document).await?;
        let version = version_of(ctx, &tx, document, version).await?;
        drop(tx);
        self.given_out(&version)?;
        self.store
            .look(ctx, Entry::done(entry, "document", document.uuid()).in_dossier(found.dossier))
            .await?;
        let size = version.state.size;
        let part = part.unwrap_or(0..size);
        let range = part.start.min(size)..part.end.min(size).max(part.start.min(size));
        let stream = self.stream(ctx, &version, range.clone()).await?;
        Ok(Content { name: found.content.name, kind: version.state.kind, size, range, stream })
    }

    /// Whether the bytes may be given out: fails closed while a scanner is set.
    pub(crate) fn given_out(&self, version: &Version) -> Result<()> {
        let state = version.state;
        match (state.progress, state.reason) {
            (_, Some(reason @ (Reason::Infected | Reason::ScannerUnavailable))) => {
                Err(Error::Withheld { reason })
            }
            (Progress::Received, _) if self.options.scanner.is_some() => {
                Err(Error::Withheld { reason: Reason::ScannerUnavailable })
            }
            (_, Some(Reason::TooLarge)) if version.content.segments.is_empty() => Err(Error::NotFound),
            _ => Ok(()),
        }
    }

    /// The bytes of `range`, one piece per segment.
    pub(crate) async fn stream(
        &self,
        ctx: &Ctx,
        version: &Version,
        range: Range<u64>,
    ) -> Result<impl Stream<Item = Result<Bytes>> + Send + use<>> {
        let key = self.file_key(ctx, version.id, &version.content.key).await?;
        let pieces = pieces(&version.content.segments, &range)?;
        let (vault, ctx, id) = (self.clone(), ctx.clone(), version.id);
        let opened = stream::iter(pieces).map(move |piece| {
            let (vault, ctx, key) = (vault.clone(), ctx.clone(), key.clone());
            async move {
                let place = SegmentPlace { version: id, index: piece.index };
                vault.piece(&ctx, &key, place, &piece).await
            }
        });
        Ok(opened.buffered(AHEAD))
    }

    /// All bytes of a version, in their segments, compared with the hash that was recorded when
    /// they came.
    pub(crate) async fn whole(&self, ctx: &Ctx, version: &Version) -> Result<Vec<Bytes>> {
        let stream = self.stream(ctx, version, 0..version.state.size).await?;
        futures::pin_mut!(stream);
        let mut hash = legalmind_seal::digest::Sha256::new();
        let mut all = Vec::new();
        while let Some(piece) = stream.next().await {
            let piece = piece?;
            hash.update(&piece);
            all.push(piece);
        }
        if hash.finish() == version.content.sha256 { Ok(all) } else { Err(Error::Integrity) }
    }

    /// The opened bytes of a piece: of the whole segment, which then has exactly the recorded
    /// length, or of the chunks the piece lies in.
    async fn piece(&self, ctx: &Ctx, key: &FileKey, place: SegmentPlace, piece: &Piece) -> Result<Bytes> {
        let (segment, within) = (piece.segment, piece.within.clone());
        let whole = within == (0..segment.len as usize);
        if !whole && !segment.squeezed {
            return Ok(self.blobs.get_range(ctx, segment.blob, key, place, within).await?);
        }
        let bytes = self.get_segment(ctx, key, place, segment).await?;
        if within.end <= bytes.len() { Ok(bytes.slice(within)) } else { Err(Error::Integrity) }
    }

    /// The key of a version's bytes.
    pub(crate) async fn file_key(&self, ctx: &Ctx, version: VersionId, wrapped: &[u8]) -> Result<FileKey> {
        let tenant = self.store.key(ctx.tenant()).await?;
        Ok(FileKey::unwrap(&tenant, version.as_bytes(), wrapped)?)
    }
}

/// A part of a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    index: u32,
    segment: Segment,
    within: Range<usize>,
}

/// The parts of segments that together are `range`.
fn pieces(segments: &[Segment], range: &Range<u64>) -> Result<Vec<Piece>> {
    let mut out = Vec::new();
    let mut start = 0_u64;
    for (index, &segment) in (0_u32..).zip(segments) {
        let end = start.checked_add(u64::from(segment.len)).ok_or(Error::Integrity)?;
        let (from, to) = (range.start.max(start), range.end.min(end));
        if from < to {
            let within = inside(from, start)?..inside(to, start)?;
            out.push(Piece { index, segment, within });
        }
        start = end;
    }
    // the recorded size must be covered: a missing segment is not a shorter file
    if range.end > start && !range.is_empty() { Err(Error::Integrity) } else { Ok(out) }
}

fn inside(at: u64, start: u64) -> Result<usize> {
    at.checked_sub(start).and_then(|it| usize::try_from(it).ok()).ok_or(Error::Integrity)
}

#[cfg(test)]
mod tests {
    use legalmind_core::Id;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn segments(lens: &[u32]) -> Vec<Segment> {
        lens.iter().map(|&len| Segment { blob: Id::from_uuid(Uuid::nil()), len, squeezed: false }).collect()
    }

    proptest! {
        #[test]
        fn pieces_are_the_range_and_nothing_else(
            lens in prop::collection::vec(0_u32..50, 0..8),
            a in 0_u64..400,
            b in 0_u64..400,
        ) {
            let total: u64 = lens.iter().map(|it| u64::from(*it)).sum();
            let range = a.min(b).min(total)..a.max(b).min(total);
            let mut bytes = Vec::new();
            for piece in pieces(&segments(&lens), &range).expect("covered") {
                let before: u64 = lens.iter().take(piece.index as usize).map(|it| u64::from(*it)).sum();
                bytes.extend(piece.within.map(|at| before + at as u64));
            }
            prop_assert_eq!(bytes, range.collect::<Vec<u64>>());
        }
    }

    #[test]
    fn p055_a_missing_segment_is_an_integrity_error() {
        assert!(matches!(pieces(&segments(&[10]), &(0..20)), Err(Error::Integrity)));
        assert!(matches!(pieces(&[], &(0..1)), Err(Error::Integrity)));
        assert!(pieces(&[], &(0..0)).expect("an empty file").is_empty());
    }
}
