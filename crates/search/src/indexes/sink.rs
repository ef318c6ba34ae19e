//! The words and the vectors of a tenant as followers of the log.

use std::sync::Arc;

use async_trait::async_trait;
use legalmind_core::{Ctx, VersionId, dossier::AiUse};
use legalmind_store::{Store, dossier, passage::Passage};

use super::{Embed, blocking};
use crate::{
    Error, Result,
    follower::Sink,
    index::Index,
    vectors::{VectorItem, Vectors},
};

/// Texts that are sent for their vectors at once.
const BATCH: usize = 32;

/// The words.
pub struct WordSink(pub Arc<Index>);

#[async_trait]
impl Sink for WordSink {
    fn seq(&self) -> u64 {
        self.0.seq()
    }
    fn is_damaged(&self) -> bool {
        self.0.is_damaged()
    }
    async fn verify(&self) -> Result<()> {
        let index = Arc::clone(&self.0);
        blocking(move || index.verify()).await
    }
    async fn rebuild(&self) -> Result<()> {
        let index = Arc::clone(&self.0);
        blocking(move || index.rebuild()).await
    }
    async fn put(&self, version: VersionId, passages: Vec<Passage>) -> Result<()> {
        let index = Arc::clone(&self.0);
        blocking(move || index.put(version, &passages)).await
    }
    async fn commit(&self, seq: u64) -> Result<()> {
        let index = Arc::clone(&self.0);
        blocking(move || index.commit(seq)).await
    }
    async fn settle(&self) -> Result<()> {
        loop {
            let index = Arc::clone(&self.0);
            let Some(joining) = blocking(move || index.join()).await? else { return Ok(()) };
            joining.await?;
            let index = Arc::clone(&self.0);
            blocking(move || index.joined()).await?;
        }
    }
}

/// The vectors.
pub struct VectorSink {
    pub vectors: Arc<Vectors>,
    pub embed: Arc<dyn Embed>,
    pub store: Store,
    pub ctx: Ctx,
}

impl VectorSink {
    /// Whether passages may be given to the model that makes vectors. All are of one version, so of
    /// one dossier.
    async fn may_embed(&self, passages: &[Passage]) -> Result<bool> {
        let Some(first) = passages.first() else { return Ok(false) };
        let tx = self.store.read(&self.ctx).await?;
        Ok(dossier::ai(&self.ctx, &tx, first.dossier).await? == AiUse::Allowed)
    }
}

#[async_trait]
impl Sink for VectorSink {
    fn seq(&self) -> u64 {
        self.vectors.seq()
    }
    fn is_damaged(&self) -> bool {
        self.vectors.is_damaged()
    }
    async fn verify(&self) -> Result<()> {
        let vectors = Arc::clone(&self.vectors);
        blocking(move || vectors.verify()).await
    }
    async fn rebuild(&self) -> Result<()> {
        let vectors = Arc::clone(&self.vectors);
        blocking(move || vectors.rebuild()).await
    }
    async fn put(&self, version: VersionId, passages: Vec<Passage>) -> Result<()> {
        let mut items = Vec::with_capacity(passages.len());
        for some in passages.chunks(BATCH) {
            if !self.may_embed(some).await? {
                items.clear();
                break;
            }
            let texts: Vec<String> = some.iter().map(|passage| passage.text.clone()).collect();
            let made = self.embed.passages(&self.ctx, &texts).await?;
            if made.len() != some.len() {
                return Err(Error::Embedding);
            }
            items.extend(some.iter().zip(made).map(|(passage, vector)| VectorItem {
                passage: passage.id,
                version,
                dossier: passage.dossier,
                vector,
            }));
        }
        let vectors = Arc::clone(&self.vectors);
        blocking(move || {
            vectors.put(version, &items);
            Ok(())
        })
        .await
    }
    async fn commit(&self, seq: u64) -> Result<()> {
        let vectors = Arc::clone(&self.vectors);
        blocking(move || vectors.commit(seq)).await
    }
    /// Their scan goes over all of them, in however many files they are.
    async fn settle(&self) -> Result<()> {
        Ok(())
    }
}
