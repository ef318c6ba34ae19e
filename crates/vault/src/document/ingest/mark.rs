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
use tokio::sync::mpsc;

use crate::{Error, Result, Vault};

/// How often the index is looked at while something waits for it.
const LOOK: Duration = Duration::from_millis(100);
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
    pub(super) async fn mark(self, mut saved: mpsc::UnboundedReceiver<Saved>) {
        let mut waiting: HashMap<TenantId, Vec<Saved>> = HashMap::new();
        loop {
            let got = tokio::select! {
                got = saved.recv() => got,
                () = tokio::time::sleep(LOOK), if !waiting.is_empty() => {
                    self.look(&mut waiting).await;
                    continue;
                }
            };
            let Some(got) = got else { break };
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
