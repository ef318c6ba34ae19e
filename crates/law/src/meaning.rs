//! What articles are about, as vectors of an embedding model, so that a question also finds one with
//! which it shares no word.
//!
//! What becomes a vector are the everyday words of the articles whose law is in the library: these are
//! nearest to how people ask, and public. The vectors are made in the background and kept beside the
//! index ([`Vectors`]). A question becomes one when it is asked, and is kept nowhere; whether it may is
//! for those to say who ask. Where there is no vector, words alone answer.

use std::{sync::Arc, time::Duration};

use legalmind_core::Ctx;
use legalmind_search::Embed;
use tokio::time::{sleep, timeout};

use crate::{
    Error, Result,
    library::{
        Library,
        everyday::{self, Entry, Meant},
        vectors::{Vector, Vectors},
    },
};

/// How many texts become vectors at once.
const BATCH: usize = 32;
/// How long a question may take to become a vector before words alone answer.
const PATIENCE: Duration = Duration::from_secs(3);
/// How long until it is looked again whether there is new law, or a model that failed is back.
const LOOK: Duration = Duration::from_secs(60);

/// The vectors of the library, and the model that makes them.
pub struct Meaning {
    embed: Arc<dyn Embed>,
    vectors: Vectors,
}

/// A question with what it means.
#[derive(Clone, Debug)]
pub struct Question {
    vector: Vector,
    meaning: Arc<Meaning>,
}

impl std::fmt::Debug for Meaning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Meaning").field("vectors", &self.vectors.len()).finish_non_exhaustive()
    }
}

impl Question {
    /// Among the vectors of the articles.
    #[must_use]
    pub fn meant(&self) -> Meant<'_> {
        Meant { question: &self.vector, vectors: &self.meaning.vectors }
    }
}

impl Meaning {
    /// Over the vectors of a library.
    ///
    /// # Errors
    /// Where the disk fails.
    pub fn open(library: &Library, embed: Arc<dyn Embed>) -> Result<Self> {
        let vectors = Vectors::open(library.root(), &embed.made_by())?;
        Ok(Self { embed, vectors })
    }

    /// What a question means; none where that cannot be had in time, and before there is anything that
    /// it could be like.
    pub async fn question(self: &Arc<Self>, ctx: &Ctx, words: &str) -> Option<Question> {
        if self.vectors.refresh().is_err() || self.vectors.is_empty() {
            return None;
        }
        let Ok(Ok(numbers)) = timeout(PATIENCE, self.embed.question(ctx, words)).await else {
            tracing::warn!("a question about law got no vector; words alone answer");
            return None;
        };
        Some(Question { vector: Vector::of(&numbers)?, meaning: Arc::clone(self) })
    }

    /// Makes the vectors that the library lacks, and goes on doing so as it grows, until it is dropped.
    pub async fn follow(&self, library: &Library, ctx: impl Fn() -> Ctx + Send + Sync) {
        loop {
            match self.catch_up(library, &ctx()).await {
                Ok(0) => {}
                Ok(made) => tracing::info!(made, "everyday words of articles became vectors"),
                Err(error) => {
                    tracing::warn!(%error, "vectors of law could not be made; words alone find it");
                }
            }
            sleep(LOOK).await;
        }
    }

    /// Makes the vectors that the library lacks; tells how many. None where another process makes them.
    ///
    /// # Errors
    /// Where the model cannot be had or the disk fails; what was made until then is kept.
    pub async fn catch_up(&self, library: &Library, ctx: &Ctx) -> Result<usize> {
        let now = library.now()?;
        let here = |entry: &&Entry| now.catalogue.laws.contains_key(&entry.law);
        let lacking: Vec<&Entry> =
            everyday::shipped().iter().filter(here).filter(|entry| !self.vectors.has(entry.mark)).collect();
        if lacking.is_empty() {
            return Ok(0);
        }
        let Some(mut adding) = self.vectors.adding()? else { return Ok(0) };
        let mut made = 0;
        for some in lacking.chunks(BATCH) {
            let texts: Vec<String> = some.iter().map(|entry| entry.words.clone()).collect();
            let numbers = self.embed.passages(ctx, &texts).await.map_err(|_| Error::Embedding)?;
            let rows = some.iter().zip(numbers);
            let rows: Vec<_> =
                rows.filter_map(|(entry, numbers)| Some((entry.mark, Vector::of(&numbers)?))).collect();
            made += rows.len();
            adding.add(rows)?;
        }
        Ok(made)
    }
}
