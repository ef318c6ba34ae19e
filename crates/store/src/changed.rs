//! Word that something was saved, for those who wait: the index follower, browser events, workers.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use legalmind_core::TenantId;
use tokio::sync::watch;

/// A counter per tenant that goes up with every saved unit of work of this process.
///
/// Other nodes' work is not heard of here: who waits also looks again after a while.
#[derive(Default)]
pub(crate) struct Changed {
    tenants: Mutex<HashMap<TenantId, watch::Sender<u64>>>,
    jobs: watch::Sender<u64>,
}

impl Changed {
    pub(crate) fn of(&self, tenant: TenantId) -> watch::Receiver<u64> {
        self.tenants.lock().unwrap_or_else(PoisonError::into_inner).entry(tenant).or_default().subscribe()
    }

    pub(crate) fn bump(&self, tenant: TenantId) {
        if let Some(sender) = self.tenants.lock().unwrap_or_else(PoisonError::into_inner).get(&tenant) {
            sender.send_modify(|n| *n = n.wrapping_add(1));
        }
    }

    pub(crate) fn jobs(&self) -> watch::Receiver<u64> {
        self.jobs.subscribe()
    }

    pub(crate) fn job_added(&self) {
        self.jobs.send_modify(|n| *n = n.wrapping_add(1));
    }
}
