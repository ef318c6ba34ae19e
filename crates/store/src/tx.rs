//! A read transaction and the unit of work, both bound to the tenant of a context.

use std::{
    ops::Deref,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use legalmind_core::{Ctx, TenantId, Timestamp, World, audit::Entry};
use legalmind_seal::TenantKey;
use sea_orm::{StatementBuilder, sea_query::Value};

use crate::{
    Error, Result,
    audit::{self, Pending},
    change::{self, NewChange},
    idempotency, sight,
    sql::{self, Sql},
    store::Shared,
};

/// A transaction in the scope of one tenant. Dropped, it leaves nothing.
pub struct Tx {
    pub(crate) sql: Sql,
    tenant: TenantId,
    pub(crate) key: Arc<TenantKey>,
    pub(crate) shared: Arc<Shared>,
}

impl Tx {
    pub(crate) const fn new(sql: Sql, tenant: TenantId, key: Arc<TenantKey>, shared: Arc<Shared>) -> Self {
        Self { sql, tenant, key, shared }
    }

    /// The tenant as it is stored, if the context is of the tenant this transaction is bound to.
    pub(crate) fn tenant(&self, ctx: &Ctx) -> Result<Value> {
        if ctx.tenant() == self.tenant { Ok(sql::id(self.tenant)) } else { Err(Error::NotFound) }
    }

    pub(crate) const fn tenant_id(&self) -> TenantId {
        self.tenant
    }

    pub(crate) fn world(&self) -> &World {
        &self.shared.world
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.shared.world.now()
    }
}

/// A unit of work: what is done through it is saved together, or not at all.
///
/// Writes of a person's making count as *changes* and need an audit entry in the same unit;
/// book-keeping (a session seen, a job's beat, a progress bar, an event of a running answer)
/// does not. After an error, drop the unit: PostgreSQL does nothing more in it.
pub struct Work {
    tx: Tx,
    ctx: Ctx,
    changed: AtomicBool,
    entries: Mutex<Vec<Pending>>,
    changes: Mutex<Vec<NewChange>>,
    jobs: AtomicBool,
    seen: AtomicBool,
}

impl Deref for Work {
    type Target = Tx;
    fn deref(&self) -> &Tx {
        &self.tx
    }
}

impl Work {
    pub(crate) fn new(tx: Tx, ctx: Ctx) -> Self {
        Self {
            tx,
            ctx,
            changed: AtomicBool::new(false),
            entries: Mutex::default(),
            changes: Mutex::default(),
            jobs: AtomicBool::new(false),
            seen: AtomicBool::new(false),
        }
    }

    /// Adds the audit entry of what this unit does; it is saved with it.
    ///
    /// # Errors
    /// [`Error::Seal`] where the origin cannot be sealed.
    pub fn audit(&self, entry: Entry) -> Result<()> {
        let pending = Pending::of(&self.ctx, entry, &self.tx)?;
        self.entries.lock().unwrap_or_else(PoisonError::into_inner).push(pending);
        Ok(())
    }

    /// Saves all of it: rows, change log, audit entries.
    ///
    /// # Errors
    /// [`Error::Unaudited`] where a change was made and no entry written; [`Error::Exists`] where
    /// another request with the same key was faster. Nothing is saved then.
    pub async fn save(self) -> Result<()> {
        let entries = self.entries.into_inner().unwrap_or_else(PoisonError::into_inner);
        let changes = self.changes.into_inner().unwrap_or_else(PoisonError::into_inner);
        if self.changed.into_inner() {
            let first = entries.first().ok_or(Error::Unaudited)?;
            // a request that may be sent twice: what it makes and its key, together
            if let Some(once) = self.ctx.once().filter(|once| once.take()) {
                idempotency::keep(&self.ctx, &self.tx, once, first.entry()).await?;
            }
        }
        let Tx { sql, tenant, key, shared } = self.tx;
        if self.seen.into_inner() {
            sight::raise(&sql, tenant).await?;
        }
        change::append(&sql, tenant, &changes).await?;
        audit::append(&sql, &*shared.engine, tenant, &key, &entries).await?;
        sql.commit().await?;
        shared.changed.bump(tenant);
        if self.jobs.into_inner() {
            shared.changed.job_added();
        }
        Ok(())
    }

    /// Runs a statement that changes what people see; how many rows it touched.
    pub(crate) async fn change<S: StatementBuilder>(&self, statement: &S) -> Result<u64> {
        self.mark_changed();
        self.tx.sql.run(statement).await
    }

    /// Runs a statement that changes what a search shows of rows: who may read which dossier, the
    /// name of one or of a document, which document is there ([`crate::sight`]).
    pub(crate) async fn change_seen<S: StatementBuilder>(&self, statement: &S) -> Result<u64> {
        self.mark_seen();
        self.change(statement).await
    }

    /// Says that this unit changes what a search shows of rows.
    pub(crate) fn mark_seen(&self) {
        self.seen.store(true, Ordering::Relaxed);
    }

    /// Runs a statement of book-keeping.
    pub(crate) async fn note<S: StatementBuilder>(&self, statement: &S) -> Result<u64> {
        self.tx.sql.run(statement).await
    }

    pub(crate) fn mark_changed(&self) {
        self.changed.store(true, Ordering::Relaxed);
    }

    pub(crate) fn mark_job(&self) {
        self.jobs.store(true, Ordering::Relaxed);
    }

    /// Puts a line into the tenant's change log, when this unit is saved.
    pub(crate) fn log(&self, change: NewChange) {
        self.changes.lock().unwrap_or_else(PoisonError::into_inner).push(change);
    }
}
