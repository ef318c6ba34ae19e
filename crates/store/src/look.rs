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
    let mut waiting = Vec::with_capacity(MOST);
    while looks.recv_many(&mut waiting, MOST).await > 0 {
        // In the order of tenants, so that two nodes never wait for each other in a ring.
        let mut groups: BTreeMap<TenantId, Group> = BTreeMap::new();
        for look in waiting.drain(..) {
            let group = groups.entry(look.tenant).or_insert_with(|| Group::new(look.tenant, look.key));
            group.entries.push(look.entry);
            group.waiting.push(look.done);
        }
        let groups: Vec<_> = groups.into_values().collect();
        if commit(&shared, &groups).await.is_ok() {
            groups.into_iter().for_each(|group| group.answer(true));
            continue;
        }
        // One tenant's trouble is not the others': each once more by itself.
        for group in groups {
            let outcome = commit(&shared, std::slice::from_ref(&group)).await;
            if let Err(error) = &outcome {
                tracing::error!(tenant = %group.tenant, looks = group.entries.len(), %error, "looks were not committed");
            }
            group.answer(outcome.is_ok());
        }
    }
}

/// The looks of one tenant that are committed together.
struct Group {
    tenant: TenantId,
    key: Arc<TenantKey>,
    entries: Vec<Pending>,
    waiting: Vec<oneshot::Sender<Result<()>>>,
}

impl Group {
    const fn new(tenant: TenantId, key: Arc<TenantKey>) -> Self {
        Self { tenant, key, entries: Vec::new(), waiting: Vec::new() }
    }

    /// Tells all who wait; who stopped waiting needs no answer.
    fn answer(self, committed: bool) {
        for done in self.waiting {
            let _ = done.send(if committed { Ok(()) } else { Err(not_committed()) });
        }
    }
}

fn not_committed() -> Error {
    Error::Unavailable(DbErr::Custom("the group of looks was not committed".to_owned()))
}

async fn commit(shared: &Shared, groups: &[Group]) -> Result<()> {
    let sql = shared.engine.write(Scope::System).await?;
    for group in groups {
        shared.engine.enter(&sql, Scope::Tenant(group.tenant)).await?;
        audit::append(&sql, &*shared.engine, group.tenant, &group.key, &group.entries).await?;
    }
    sql.commit().await
}
