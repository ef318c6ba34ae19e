//! Looks, committed in groups: one flush of the disk serves all who wait.

use std::{collections::BTreeMap, sync::Arc};

use legalmind_core::TenantId;
use legalmind_seal::TenantKey;
use sea_orm::DbErr;
use tokio::sync::{mpsc, oneshot};

use crate::{
    Error, Result,
    audit::{self, Pending},
    engine::Scope,
    sql::Sql,
    store::Shared,
};

/// How many looks one transaction takes at most.
const MOST: usize = 512;
/// How many looks may wait before callers wait to queue theirs.
const QUEUE: usize = 4096;

struct Look {
    tenant: TenantId,
    key: Arc<TenantKey>,
    entry: Pending,
    done: oneshot::Sender<Result<()>>,
}

/// The way to the committer, which ends when the last store is dropped.
#[derive(Clone)]
pub(crate) struct Looks {
    queue: mpsc::Sender<Look>,
}

impl Looks {
    /// Starts the committer.
    pub(crate) fn start(shared: Arc<Shared>) -> Self {
        let (queue, looks) = mpsc::channel(QUEUE);
        tokio::spawn(run(shared, looks));
        Self { queue }
    }

    /// Queues an entry and waits until it is committed.
    pub(crate) async fn commit(&self, tenant: TenantId, key: Arc<TenantKey>, entry: Pending) -> Result<()> {
        let (done, committed) = oneshot::channel();
        self.queue.send(Look { tenant, key, entry, done }).await.map_err(|_| gone())?;
        committed.await.map_err(|_| gone())?
    }
}

fn gone() -> Error {
    Error::Unavailable(DbErr::Custom("the committer of looks has ended".to_owned()))
}

async fn run(shared: Arc<Shared>, mut looks: mpsc::Receiver<Look>) {
    let mut group = Vec::with_capacity(MOST);
    while looks.recv_many(&mut group, MOST).await > 0 {
        // In the order of tenants, so that two nodes never wait for each other in a ring.
        let mut tenants: BTreeMap<TenantId, (Arc<TenantKey>, Vec<Pending>)> = BTreeMap::new();
        let mut waiting = Vec::with_capacity(group.len());
        for look in group.drain(..) {
            tenants.entry(look.tenant).or_insert_with(|| (look.key, Vec::new())).1.push(look.entry);
            waiting.push(look.done);
        }
        let failed = commit(&shared, &tenants).await.err();
        if let Some(error) = &failed {
            tracing::error!(looks = waiting.len(), %error, "looks were not committed");
        }
        for done in waiting {
            // Who stopped waiting needs no answer.
            let _ = done.send(failed.as_ref().map_or(Ok(()), |_| Err(not_committed())));
        }
    }
}

fn not_committed() -> Error {
    Error::Unavailable(DbErr::Custom("the group of looks was not committed".to_owned()))
}

async fn commit(shared: &Shared, tenants: &BTreeMap<TenantId, (Arc<TenantKey>, Vec<Pending>)>) -> Result<()> {
    let sql = Sql(shared.engine.write(Scope::System).await?);
    for (tenant, (key, entries)) in tenants {
        shared.engine.enter(&sql.0, Scope::Tenant(*tenant)).await?;
        audit::append(&sql, &*shared.engine, *tenant, key, entries).await?;
    }
    sql.commit().await
}
