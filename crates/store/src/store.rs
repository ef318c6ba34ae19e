//! The open store: scopes, transactions, looks.

use std::sync::Arc;

use legalmind_core::{Actor, Ctx, RequestId, TenantId, World, account::Role, audit::Entry};
use legalmind_seal::{KeyRing, TenantKey};
use tokio::sync::watch;

use crate::{
    Error, Result,
    audit::Pending,
    changed::Changed,
    engine::{self, Engine, Scope},
    look::Looks,
    migrate,
    sql::Sql,
    tenant,
    tx::{Tx, Work},
};

/// How to reach the database.
#[derive(Clone, Debug)]
pub struct StoreOptions {
    /// `sqlite:///var/lib/legalmind/legalmind.db` or `postgres://user@host/database`; the URL
    /// picks the engine.
    pub url: String,
    /// How many connections read at once (SQLite), or are open at once (PostgreSQL).
    pub connections: u32,
}

impl StoreOptions {
    /// The usual options for this URL.
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), connections: 8 }
    }
}

/// What all transactions of a store share.
pub(crate) struct Shared {
    pub(crate) engine: Arc<dyn Engine>,
    pub(crate) keys: Arc<KeyRing>,
    pub(crate) world: World,
    pub(crate) changed: Changed,
}

/// The open store; cheap to clone.
#[derive(Clone)]
pub struct Store {
    pub(crate) shared: Arc<Shared>,
    looks: Looks,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Store")
    }
}

impl Store {
    /// Opens the database the URL names; [`Store::migrate`] follows. Must be called inside a
    /// tokio runtime, which runs the committer of looks.
    ///
    /// # Errors
    /// [`Error::Unavailable`] where the database cannot be opened.
    pub async fn open(options: &StoreOptions, keys: Arc<KeyRing>, world: World) -> Result<Self> {
        let engine = engine::open(options).await?;
        let shared = Arc::new(Shared { engine, keys, world, changed: Changed::default() });
        let looks = Looks::start(Arc::clone(&shared));
        Ok(Self { shared, looks })
    }

    /// Brings the tables up to date. Running it again changes nothing.
    ///
    /// # Errors
    /// [`Error::OldForm`] where its contents cannot be read any more; [`Error::Unavailable`] where
    /// the database refuses.
    pub async fn migrate(&self) -> Result<()> {
        let alone = self.shared.engine.alone().await?;
        migrate::up(self.shared.engine.writer()).await?;
        drop(alone);
        Ok(())
    }

    /// Closes the database once all transactions have ended; the last thing a process does.
    ///
    /// # Errors
    /// [`Error::Unavailable`] where it cannot be closed.
    pub async fn close(&self) -> Result<()> {
        Ok(self.shared.engine.close().await?)
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`Error::Unavailable`] where it does not.
    pub async fn ping(&self) -> Result<()> {
        self.system_read().await.map(drop)
    }

    /// Begins a unit of work of the context's tenant.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is no such tenant.
    pub async fn begin(&self, ctx: &Ctx) -> Result<Work> {
        let key = self.key(ctx.tenant()).await?;
        let sql = self.shared.engine.write(Scope::Tenant(ctx.tenant())).await?;
        Ok(Work::new(Tx::new(sql, ctx.tenant(), key, Arc::clone(&self.shared)), ctx.clone()))
    }

    /// Begins a read transaction of the context's tenant: one consistent view.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is no such tenant.
    pub async fn read(&self, ctx: &Ctx) -> Result<Tx> {
        let key = self.key(ctx.tenant()).await?;
        let sql = self.shared.engine.read(Scope::Tenant(ctx.tenant())).await?;
        Ok(Tx::new(sql, ctx.tenant(), key, Arc::clone(&self.shared)))
    }

    /// A reader of the context's tenant for one statement: a second one may see another state of
    /// the database. It is cheaper than [`Store::read`] where a transaction takes statements of
    /// its own.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is no such tenant.
    pub async fn glance(&self, ctx: &Ctx) -> Result<Tx> {
        let key = self.key(ctx.tenant()).await?;
        let sql = self.shared.engine.glance(Scope::Tenant(ctx.tenant())).await?;
        Ok(Tx::new(sql, ctx.tenant(), key, Arc::clone(&self.shared)))
    }

    /// Writes the audit entry of a look, and returns once it is committed. Entries of many
    /// callers are committed together. Do not call this while holding a [`Work`].
    ///
    /// # Errors
    /// [`Error::Unavailable`] where it could not be committed: then the look must not be
    /// answered.
    pub async fn look(&self, ctx: &Ctx, entry: Entry) -> Result<()> {
        let key = self.key(ctx.tenant()).await?;
        let pending = Pending::sealed(ctx, entry, &key, &self.shared.world)?;
        self.looks.commit(ctx.tenant(), key, pending).await
    }

    /// A counter that goes up with every unit of work of this tenant that this process saved.
    /// With several nodes, look again every few seconds as well.
    #[must_use]
    pub fn changed(&self, tenant: TenantId) -> watch::Receiver<u64> {
        self.shared.changed.of(tenant)
    }

    /// A counter that goes up when this process saved a job.
    #[must_use]
    pub fn jobs_added(&self) -> watch::Receiver<u64> {
        self.shared.changed.jobs()
    }

    /// The context of the house's own work on one tenant (index, sweeps, recovery after a
    /// restart): it has no person, and so no right to any dossier.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the house's own work belongs to no request")]
    pub fn housekeeper(&self, tenant: TenantId, part: &str) -> Ctx {
        let world = &self.shared.world;
        Ctx::issue(tenant, Actor::Operator, Role::ReadOnly, RequestId::new(world), world.now(), part)
    }

    /// The world this store was opened with.
    #[must_use]
    pub fn world(&self) -> &World {
        &self.shared.world
    }

    /// The keys of the tenants.
    #[must_use]
    pub fn keys(&self) -> &Arc<KeyRing> {
        &self.shared.keys
    }

    /// The key of a tenant; fetched from its row where the ring has not seen it yet.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is no such tenant.
    pub async fn key(&self, tenant: TenantId) -> Result<Arc<TenantKey>> {
        match self.shared.keys.tenant(tenant) {
            Err(legalmind_seal::Error::UnknownTenant) => {
                let wrapped = tenant::wrapped_key(self, tenant).await?.ok_or(Error::NotFound)?;
                Ok(self.shared.keys.add(tenant, &wrapped).await?)
            }
            key => Ok(key?),
        }
    }

    /// A transaction in the system scope, to write.
    pub(crate) async fn system(&self) -> Result<Sql> {
        Ok(self.shared.engine.write(Scope::System).await?)
    }

    /// A reader in the system scope, for statements that need not see the same state.
    pub(crate) async fn system_glance(&self) -> Result<Sql> {
        Ok(self.shared.engine.glance(Scope::System).await?)
    }

    /// A transaction in the system scope, to read.
    pub(crate) async fn system_read(&self) -> Result<Sql> {
        Ok(self.shared.engine.read(Scope::System).await?)
    }
}
