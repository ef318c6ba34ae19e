//! The last step: a document that is read is searchable once the index has come to it.
//!
//! Its job ends only then. A process that dies in between leaves the job to the next one, which
//! finds the text saved and comes straight here.

use std::{collections::HashMap, time::Duration};

use legalmind_core::{TenantId, VersionId};
use legalmind_store::{
    job::{self, Claimed},
    version,
};
use tokio::{sync::mpsc, time::MissedTickBehavior};

use crate::{Error, Result, Vault};

/// How often the index is looked at while something waits for it.
const LOOK: Duration = Duration::from_millis(100);
/// How many may wait for the index. More are not read meanwhile: their leases would run out.
const MOST: usize = 512;
/// How long a single job waits for the index.
const PATIENCE: Duration = Duration::from_secs(20);

/// A version whose text is saved and in the change log.
#[derive(Clone, Copy, Debug)]
pub(super) struct Saved {
    pub(super) claimed: Claimed,
    pub(super) version: VersionId,
    /// The line of the change log that the index must have seen.
    pub(super) seq: u64,
}

impl Vault {
    /// Marks what workers saved, many at once, until there are no workers any more. What still
    /// waits then is given back.
    pub(super) async fn mark(self, mut saved: mpsc::Receiver<Saved>) {
        let mut waiting: HashMap<TenantId, Vec<Saved>> = HashMap::new();
        // a clock of its own: a stream of documents without a pause must not put off the look
        let mut look = tokio::time::interval(LOOK);
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        while !saved.is_closed() {
            let room = waiting.values().map(Vec::len).sum::<usize>() < MOST;
            tokio::select! {
                _ = look.tick() => self.look(&mut waiting).await,
                got = saved.recv(), if room => match got {
                    Some(got) => waiting.entry(got.claimed.tenant).or_default().push(got),
                    None => break,
                },
            }
        }
        while let Ok(got) = saved.try_recv() {
            waiting.entry(got.claimed.tenant).or_default().push(got);
        }
        self.look(&mut waiting).await;
        for it in waiting.into_values().flatten() {
            if let Err(error) = job::release(&self.store, &it.claimed).await {
                tracing::debug!(%error, "a job was not given back; its lease runs out");
            }
        }
    }

    /// Marks those that the index has come to.
    async fn look(&self, waiting: &mut HashMap<TenantId, Vec<Saved>>) {
        for (tenant, all) in waiting.iter_mut() {
            let reached = match self.indexes.reached(*tenant).await {
                Ok(reached) => *reached.borrow(),
                Err(error) => {
                    tracing::warn!(%error, "the index cannot be opened; documents wait for it");
                    all.clear(); // their leases run out, and they come back
                    continue;
                }
            };
            let (seen, rest): (Vec<Saved>, Vec<Saved>) = all.iter().partition(|it| it.seq <= reached);
            *all = rest;
            if let Err(error) = self.searchable(*tenant, &seen).await {
                tracing::warn!(%error, "documents could not be marked as searchable; they come back");
            }
        }
        waiting.retain(|_, all| !all.is_empty());
    }

    /// Waits for the index, then marks one version.
    pub(super) async fn mark_one(&self, it: Saved) -> Result<()> {
        match self.indexes.wait_for(it.claimed.tenant, it.seq, PATIENCE).await {
            Ok(()) => self.searchable(it.claimed.tenant, &[it]).await,
            Err(legalmind_search::Error::Behind) => Ok(()), // the lease runs out, and it comes back
            Err(other) => Err(other.into()),
        }
    }

    /// Marks versions as found by search and ends their jobs.
    async fn searchable(&self, tenant: TenantId, seen: &[Saved]) -> Result<()> {
        if seen.is_empty() {
            return Ok(());
        }
        let ctx = self.store.housekeeper(tenant, "index");
        let work = self.store.begin(&ctx).await?;
        let versions: Vec<VersionId> = seen.iter().map(|it| it.version).collect();
        version::mark_searchable(&ctx, &work, &versions).await?;
        for it in seen {
            match job::done(&ctx, &work, &it.claimed).await.map_err(Error::from) {
                // removed in the meantime, or begun anew: the other ends it
                Ok(()) | Err(Error::Conflict) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(work.save().await?)
    }
}
