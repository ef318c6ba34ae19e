//! The indexes of all firms: opened when first needed, each followed by a task of its own.

mod sink;

use std::{
    collections::HashMap,
    num::NonZero,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    thread::available_parallelism,
    time::Duration,
};

use async_trait::async_trait;
use legalmind_core::{Ctx, DossierId, PassageId, TenantId, dossier::AiUse};
use legalmind_store::{Store, dossier};
use legalmind_text::compound::Compounds;
use tokio::{
    sync::{Notify, OnceCell, Semaphore, watch},
    task::{AbortHandle, JoinHandle, spawn_blocking},
    time::timeout,
};

use crate::{
    Error, Result,
    analysis::Analyser,
    follower::{Follower, Sink},
    fusion,
    index::Index,
    query::{Hit, Hits, Query},
    vectors::Vectors,
};
use sink::{VectorSink, WordSink};

/// Turns texts into vectors; in the product, through the gateway to models.
#[async_trait]
pub trait Embed: Send + Sync + 'static {
    /// The model, and whatever of its use changes what it makes: vectors that were made by
    /// another cannot be compared and are made anew.
    fn made_by(&self) -> String;
    /// The vectors of passages.
    ///
    /// # Errors
    /// [`Error::Embedding`].
    async fn passages(&self, ctx: &Ctx, texts: &[String]) -> Result<Vec<Vec<f32>>>;
    /// The vector of a question.
    ///
    /// # Errors
    /// [`Error::Embedding`].
    async fn question(&self, ctx: &Ctx, text: &str) -> Result<Vec<f32>>;
}

/// How indexes are kept.
#[derive(Clone)]
pub struct SearchOptions {
    /// The directory under which each tenant has one.
    pub root: PathBuf,
    /// The most bytes of opened chunks that are kept in memory, for each tenant.
    pub cache: usize,
    /// The words that compounds are taken apart with; empty where there is no list.
    pub compounds: Compounds,
    /// Where vectors come from; without it, words alone are searched.
    pub embed: Option<Arc<dyn Embed>>,
}

impl SearchOptions {
    /// The usual options.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), cache: 32 << 20, compounds: Compounds::default(), embed: None }
    }
}

/// How many of each ranking are fused.
const FUSED: usize = 100;
/// How long a question may take to become a vector before words alone answer.
const EMBED_PATIENCE: Duration = Duration::from_secs(3);

/// The indexes of all firms of this node.
pub struct Indexes {
    store: Store,
    options: SearchOptions,
    analyser: Arc<Analyser>,
    tenants: Mutex<HashMap<TenantId, Arc<OnceCell<Open>>>>,
    /// As many searches at a time as there are processors: one after another they all end sooner.
    turns: Semaphore,
}

/// A tenant's index, open and followed.
struct Open {
    words: Arc<Index>,
    vectors: Option<Arc<Vectors>>,
    reached: watch::Receiver<u64>,
    nudge: Arc<Notify>,
    tasks: Vec<AbortHandle>,
}

impl Drop for Open {
    fn drop(&mut self) {
        self.tasks.iter().for_each(AbortHandle::abort);
    }
}

impl Indexes {
    /// The indexes under the options' root, none of them open yet.
    #[must_use]
    pub fn new(store: Store, options: SearchOptions) -> Self {
        let analyser = Arc::new(Analyser::new(options.compounds.clone()));
        let turns = Semaphore::new(available_parallelism().map_or(1, NonZero::get));
        Self { store, options, analyser, tenants: Mutex::default(), turns }
    }

    /// Opens a tenant's index and lets it follow the log, if that is not so already.
    ///
    /// # Errors
    /// [`Error::Busy`] where another process has it open; [`Error::Store`] where the tenant has
    /// no key.
    pub async fn open(&self, tenant: TenantId) -> Result<()> {
        self.of(tenant).await.map(drop)
    }

    /// Closes a tenant's index, as when its key is destroyed. Its files stay.
    pub fn close(&self, tenant: TenantId) {
        self.tenants.lock().unwrap_or_else(PoisonError::into_inner).remove(&tenant);
    }

    async fn of(&self, tenant: TenantId) -> Result<Arc<OnceCell<Open>>> {
        let cell = {
            let mut tenants = self.tenants.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(tenants.entry(tenant).or_default())
        };
        cell.get_or_try_init(|| self.start(tenant)).await?;
        Ok(cell)
    }

    async fn start(&self, tenant: TenantId) -> Result<Open> {
        let key = self.store.key(tenant).await?;
        let root = self.options.root.join(tenant.to_string());
        let (analyser, world, cache) =
            (Arc::clone(&self.analyser), self.store.world().clone(), self.options.cache);
        let made_by = self.options.embed.as_ref().map(|embed| embed.made_by());
        let (words, vectors) = blocking(move || {
            let words = Index::open(&root, Arc::clone(&key), analyser, world.clone(), cache)?;
            let open = |made_by: String| Vectors::open(&root.join("vectors"), key, world, &made_by);
            let vectors = made_by.map(open).transpose()?;
            Ok((Arc::new(words), vectors.map(Arc::new)))
        })
        .await?;
        let nudge = Arc::new(Notify::new());
        let mut tasks = Vec::new();
        let (task, reached) = self.follow(tenant, Arc::new(WordSink(Arc::clone(&words))), &nudge);
        tasks.push(task.abort_handle());
        if let (Some(vectors), Some(embed)) = (&vectors, &self.options.embed) {
            let ctx = self.store.housekeeper(tenant, "index");
            let sink = VectorSink {
                vectors: Arc::clone(vectors),
                embed: Arc::clone(embed),
                store: self.store.clone(),
                ctx,
            };
            tasks.push(self.follow(tenant, Arc::new(sink), &nudge).0.abort_handle());
        }
        Ok(Open { words, vectors, reached, nudge, tasks })
    }

    fn follow(
        &self,
        tenant: TenantId,
        sink: Arc<dyn Sink>,
        nudge: &Arc<Notify>,
    ) -> (JoinHandle<()>, watch::Receiver<u64>) {
        let (reached, watching) = watch::channel(sink.seq());
        let follower =
            Follower { store: self.store.clone(), tenant, sink, reached, nudge: Arc::clone(nudge) };
        (tokio::spawn(follower.run()), watching)
    }

    /// Tells the line of the tenant's change log that searches see, now and whenever it grows.
    ///
    /// # Errors
    /// As [`Indexes::open`].
    pub async fn reached(&self, tenant: TenantId) -> Result<watch::Receiver<u64>> {
        let cell = self.of(tenant).await?;
        cell.get().map(|open| open.reached.clone()).ok_or(Error::Stopped)
    }

    /// Waits until searches see line `seq` of the tenant's change log
    /// ([`legalmind_store::change::head`]).
    ///
    /// # Errors
    /// [`Error::Behind`] after `patience`.
    pub async fn wait_for(&self, tenant: TenantId, seq: u64, patience: Duration) -> Result<()> {
        let mut reached = self.reached(tenant).await?;
        let waiting = reached.wait_for(|now| *now >= seq);
        match timeout(patience, waiting).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(_)) => Err(Error::Stopped),
            Err(_) => Err(Error::Behind),
        }
    }

    /// Reads everything on disk of a tenant's index anew, as its follower also does once a day.
    /// What is damaged is then made anew by itself.
    ///
    /// # Errors
    /// [`Error::Integrity`] where something is not what was written.
    pub async fn verify(&self, tenant: TenantId) -> Result<()> {
        let cell = self.of(tenant).await?;
        let open = cell.get().ok_or(Error::Stopped)?;
        let (words, vectors) = (Arc::clone(&open.words), open.vectors.clone());
        let verified = blocking(move || {
            words.verify()?;
            vectors.map_or(Ok(()), |vectors| vectors.verify())
        })
        .await;
        if matches!(verified, Err(Error::Integrity)) {
            open.nudge.notify_waiters();
        }
        verified
    }

    /// The passages that match, of the `visible` dossiers of the context's tenant alone: what
    /// is not visible is not ranked, counted or named. Rights are the caller's to look up
    /// ([`legalmind_store::dossier::visible`]).
    ///
    /// # Errors
    /// [`Error::Integrity`] where the index is damaged; it is then made anew by itself.
    pub async fn search(&self, ctx: &Ctx, visible: &[DossierId], query: &Query) -> Result<Hits> {
        let cell = self.of(ctx.tenant()).await?;
        let open = cell.get().ok_or(Error::Stopped)?;
        let vector = self.vector(ctx, open, visible, query).await;
        let turn = self.turns.acquire().await.map_err(|_| Error::Stopped)?;
        let found = match vector {
            Some((vectors, vector)) => fused(&open.words, vectors, vector, visible, query).await,
            None => {
                let (words, visible, query) = (Arc::clone(&open.words), visible.to_vec(), query.clone());
                blocking(move || words.search(&visible, &query)).await
            }
        };
        drop(turn);
        if matches!(found, Err(Error::Integrity)) {
            open.nudge.notify_waiters();
        }
        found
    }

    /// The passages nearest in meaning, words left aside; none where vectors are not to be had.
    ///
    /// # Errors
    /// As [`Indexes::search`]; [`Error::Embedding`] where the question gets no vector.
    pub async fn nearest(
        &self,
        ctx: &Ctx,
        visible: &[DossierId],
        text: &str,
        limit: usize,
    ) -> Result<Vec<Hit>> {
        let cell = self.of(ctx.tenant()).await?;
        let open = cell.get().ok_or(Error::Stopped)?;
        let (Some(vectors), Some(embed)) = (&open.vectors, &self.options.embed) else {
            return Ok(Vec::new());
        };
        if !self.may_embed(ctx, visible).await? {
            return Ok(Vec::new());
        }
        let vector = embed.question(ctx, text).await?;
        let (words, vectors) = (Arc::clone(&open.words), Arc::clone(vectors));
        let (visible, text) = (visible.to_vec(), text.to_owned());
        blocking(move || {
            let near = vectors.search(&visible, &vector, limit);
            let ids: Vec<PassageId> = near.into_iter().map(|(id, _)| id).collect();
            words.get(&visible, &ids, &text)
        })
        .await
    }

    /// Whether a question may be given to a model: not where it is asked within one dossier whose
    /// client wants none.
    async fn may_embed(&self, ctx: &Ctx, visible: &[DossierId]) -> Result<bool> {
        let [only] = visible else { return Ok(true) };
        let tx = self.store.read(ctx).await?;
        Ok(dossier::ai(ctx, &tx, *only).await? == AiUse::Allowed)
    }

    /// The vector of what is asked, where vectors are to be had and of use.
    async fn vector(
        &self,
        ctx: &Ctx,
        open: &Open,
        visible: &[DossierId],
        query: &Query,
    ) -> Option<(Arc<Vectors>, Vec<f32>)> {
        let (vectors, embed) = (open.vectors.as_ref()?, self.options.embed.as_ref()?);
        let plain = !query.text.contains(['"', '“', '„']) && query.text.split_whitespace().count() > 1;
        if vectors.is_empty()
            || !plain
            || query.limit == 0
            || query.limit.saturating_add(query.offset) > FUSED
        {
            return None;
        }
        if !self.may_embed(ctx, visible).await.unwrap_or(false) {
            return None;
        }
        match timeout(EMBED_PATIENCE, embed.question(ctx, &query.text)).await {
            Ok(Ok(vector)) => Some((Arc::clone(vectors), vector)),
            _ => {
                tracing::warn!("the question got no vector; words alone answer");
                None
            }
        }
    }
}

/// Both rankings, fused.
async fn fused(
    words: &Arc<Index>,
    vectors: Arc<Vectors>,
    vector: Vec<f32>,
    visible: &[DossierId],
    query: &Query,
) -> Result<Hits> {
    let (words, visible, query) = (Arc::clone(words), visible.to_vec(), query.clone());
    blocking(move || {
        let wide = Query { limit: FUSED, offset: 0, ..query.clone() };
        let found = words.search(&visible, &wide)?;
        let like: Vec<PassageId> =
            vectors.search(&visible, &vector, FUSED / 2).into_iter().map(|(id, _)| id).collect();
        let ranked: Vec<PassageId> = found.hits.iter().map(|hit| hit.passage).collect();
        let order = fusion::fuse(&ranked, &like);
        let mut known: HashMap<PassageId, Hit> =
            found.hits.into_iter().map(|hit| (hit.passage, hit)).collect();
        let page: Vec<(PassageId, f32)> =
            order.iter().skip(query.offset).take(query.limit).copied().collect();
        let missing: Vec<PassageId> =
            page.iter().map(|(id, _)| *id).filter(|id| !known.contains_key(id)).collect();
        known.extend(words.get(&visible, &missing, &query.text)?.into_iter().map(|hit| (hit.passage, hit)));
        let hits = page
            .into_iter()
            .filter_map(|(id, score)| known.remove(&id).map(|hit| Hit { score, ..hit }))
            .collect();
        Ok(Hits { total: found.total.max(order.len()), relaxed: found.relaxed, hits })
    })
    .await
}

/// Runs blocking work apart. A panic inside the engine, as on bytes that are not what it
/// wrote, is damage.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    match spawn_blocking(work).await {
        Ok(done) => done,
        Err(error) if error.is_panic() => Err(Error::Integrity),
        Err(_) => Err(Error::Stopped),
    }
}
