//! Firms: their names, sealed, and their keys, wrapped.

use legalmind_core::{Ctx, TenantId, Timestamp};
use legalmind_seal::chain::GENESIS;
use sea_orm::sea_query::{Order, Query};

use crate::{
    Error, Result, Store,
    sql::{bytes, eq, id, insert, int, select, time},
    tx::{Tx, Work},
};

const TABLE: &str = "tenant";

/// A firm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenant {
    /// Its id.
    pub id: TenantId,
    /// Its name.
    pub name: String,
    /// Since when it is here.
    pub created: Timestamp,
}

/// Adds the firm of `ctx`, with its wrapped key as [`legalmind_seal::KeyRing::create`] gave it;
/// the ring knows the key by then, so that [`Store::begin`] worked.
///
/// # Errors
/// [`Error::Exists`] where the firm is there already.
pub async fn create(ctx: &Ctx, work: &Work, name: &str, wrapped_key: &[u8]) -> Result<()> {
    let tenant = work.tenant(ctx)?;
    let row = insert(
        TABLE,
        [
            ("tenant", tenant.clone()),
            ("created", time(work.now())),
            ("wrapped_key", bytes(wrapped_key)),
            ("sealed", work.seal(TABLE, ctx.tenant().as_bytes(), &name)?),
        ],
    )?;
    work.change(&row).await?;
    let chain = insert(
        "chain",
        [("tenant", tenant), ("audit_seq", int(0)), ("audit_link", bytes(GENESIS)), ("change_seq", int(0))],
    )?;
    work.change(&chain).await.map(drop)
}

/// The firm of `ctx`.
///
/// # Errors
/// [`Error::NotFound`] where it is not there.
pub async fn get(ctx: &Ctx, tx: &Tx) -> Result<Tenant> {
    let row = tx.sql.one(&select(TABLE, tx.tenant(ctx)?)).await?.ok_or(Error::NotFound)?;
    let id: TenantId = row.id("tenant")?;
    let name = tx.open(TABLE, id.as_bytes(), row.bytes("sealed")?)?;
    Ok(Tenant { id, name, created: row.time("created")? })
}

/// All firms, oldest first: what the house's own work (index, sweeps) goes through.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn list(store: &Store) -> Result<Vec<TenantId>> {
    let mut query = Query::select();
    query.column("tenant").from(TABLE).order_by("tenant", Order::Asc);
    store.system_read().await?.all(&query).await?.iter().map(|row| row.id("tenant")).collect()
}

/// A firm's wrapped key.
pub(crate) async fn wrapped_key(store: &Store, tenant: TenantId) -> Result<Option<Vec<u8>>> {
    let mut query = Query::select();
    query.column("wrapped_key").from(TABLE).and_where(eq("tenant", id(tenant)));
    store.system_read().await?.one(&query).await?.map(|row| row.bytes("wrapped_key")).transpose()
}
