//! Vectors for search, from an embedding model behind the gateway.

use async_trait::async_trait;
use legalmind_core::Ctx;
use legalmind_model::{Embedder, Texts};
use legalmind_search::{Embed, Error, Result};

/// An [`Embed`] over an [`Embedder`].
pub struct ByModel(pub Embedder);

#[async_trait]
impl Embed for ByModel {
    fn made_by(&self) -> String {
        self.0.made_by()
    }

    async fn passages(&self, ctx: &Ctx, texts: &[String]) -> Result<Vec<Vec<f32>>> {
        self.ask(ctx, Texts::passages(texts, &[])).await
    }

    async fn question(&self, ctx: &Ctx, text: &str) -> Result<Vec<f32>> {
        let texts = [text.to_owned()];
        self.ask(ctx, Texts::queries(&texts)).await?.pop().ok_or(Error::Embedding)
    }
}

impl ByModel {
    async fn ask(&self, ctx: &Ctx, texts: Texts<'_>) -> Result<Vec<Vec<f32>>> {
        // the register admits only this machine for embeddings, so nothing leaves it
        self.0.embed(ctx, texts, &legalmind_core::outgoing::NoLedger).await.map_err(|error| {
            tracing::warn!(%error, "texts could not be turned into vectors");
            Error::Embedding
        })
    }
}
