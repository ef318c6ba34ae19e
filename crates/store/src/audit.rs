//! The audit log: append-only, one hash chain per tenant, under the tenant's key.

mod line;

use std::sync::Arc;

use legalmind_core::{Ctx, DossierId, JobId, RequestId, TenantId, Timestamp, UserId, account::Role};
use legalmind_seal::{
    TenantKey,
    chain::{Chain, GENESIS},
};
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query, SelectStatement, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub(crate) use self::line::Pending;
use self::line::{COLUMNS, Line};
use crate::{
    Ask, Error, Listed, Result,
    engine::Engine,
    row::Row,
    sql::{Sql, bytes, eq, id, int, select, text, time},
    tx::Tx,
};

const TABLE: &str = "audit";
/// How many entries are verified at a time.
const STRETCH: u64 = 2000;

/// An entry as it stands in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its place in the tenant's log, from 1, without gaps.
    pub seq: u64,
    /// When.
    pub at: Timestamp,
    /// Who; none for an operator or the house's own work.
    pub user: Option<UserId>,
    /// The job that acted for them.
    pub job: Option<JobId>,
    /// Under which request.
    pub request: RequestId,
    /// What was done.
    pub action: String,
    /// The kind of object.
    pub object: String,
    /// The object's id.
    pub id: Option<Uuid>,
    /// The dossier it belongs to.
    pub dossier: Option<DossierId>,
    /// How it ended.
    pub outcome: String,
    /// Where from, in which role, on which text.
    pub source: Source,
}

/// What is sealed of an entry: a network address is personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Network address or part of the house.
    pub origin: String,
    /// The role in which it was done.
    pub role: Role,
    /// SHA-256 of the text it was done on, where it was done on one.
    pub text: Option<[u8; 32]>,
}

/// The end of a tenant's log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The number of the last entry; 0 in an empty log.
    pub seq: u64,
    /// Its link. Kept elsewhere, it shows that nothing was cut off the end.
    pub link: [u8; 32],
}

/// Which entries are asked for; all that are not given fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this person.
    pub user: Option<UserId>,
    /// In this dossier.
    pub dossier: Option<DossierId>,
    /// Of this action.
    pub action: Option<String>,
}

/// The tenant's log, newest first. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Cursor`] where the cursor is not this list's.
pub async fn list(ctx: &Ctx, tx: &Tx, filter: &Filter, ask: &Ask) -> Result<Listed<Record>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query
        .and_where_option(ask.after_number()?.map(|it| Expr::col("seq").lt(it)))
        .and_where_option(filter.user.map(|it| eq("account", id(it))))
        .and_where_option(filter.dossier.map(|it| eq("dossier", id(it))))
        .and_where_option(filter.action.as_deref().map(|it| eq("action", text(it))))
        .order_by("seq", Order::Desc)
        .limit(ask.rows());
    let rows = tx.sql.all(&query).await?;
    let items = rows.iter().map(|row| read(tx, row)).collect::<Result<_>>()?;
    Ok(Listed::cut(items, ask, |it: &Record| it.seq.to_string()))
}

/// Follows the tenant's whole chain and gives its end.
///
/// # Errors
/// [`Error::Integrity`] where an entry was changed, taken out, put in or moved, or the end is
/// not where it was written.
pub async fn verify(ctx: &Ctx, tx: &Tx) -> Result<Head> {
    let followed = follow(ctx, tx, BEGIN).await?;
    if followed.holds { Ok(followed.head) } else { Err(Error::Integrity) }
}

/// The end of a log without entries.
pub const BEGIN: Head = Head { seq: 0, link: GENESIS };

/// How far a chain was followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Followed {
    /// The last entry that holds.
    pub head: Head,
    /// The number of the last entry that was written.
    pub written: u64,
    /// The chain holds to its end, and its end is where it was written.
    pub holds: bool,
}

/// Follows the tenant's chain from an entry that held before, as far as it holds.
///
/// # Errors
/// [`Error::Integrity`] where a row cannot be read at all.
pub async fn follow(ctx: &Ctx, tx: &Tx, from: Head) -> Result<Followed> {
    let tenant = tx.tenant(ctx)?;
    let chain = Chain::of(&tx.key)?;
    let written = read_head(&tx.sql.one(&head_query(tenant.clone())).await?.ok_or(Error::Integrity)?)?;
    let mut head = from;
    loop {
        let mut query = select(TABLE, tenant.clone());
        query.and_where(Expr::col("seq").gt(int(head.seq))).order_by("seq", Order::Asc).limit(STRETCH);
        let rows = tx.sql.all(&query).await?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            let line = Line::read(row)?;
            let seq = head.seq.saturating_add(1);
            let link = chain.link(&head.link, &line.bytes(tx.tenant_id()));
            if line.seq != seq || link != row.hash("link")? {
                return Ok(Followed { head, written: written.seq, holds: false });
            }
            head = Head { seq, link };
        }
    }
    Ok(Followed { head, written: written.seq, holds: written == head })
}

/// An entry with its link in the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    /// The entry.
    pub record: Record,
    /// Its link.
    pub link: [u8; 32],
}

/// The entries after number `after` that were written from `from` until before `until`, oldest first, at
/// most two thousand. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Integrity`] where an entry does not open.
pub async fn stretch(
    ctx: &Ctx,
    tx: &Tx,
    after: u64,
    (from, until): (Timestamp, Timestamp),
) -> Result<Vec<Linked>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query
        .and_where(Expr::col("seq").gt(int(after)))
        .and_where(Expr::col("at").gte(time(from)))
        .and_where(Expr::col("at").lt(time(until)))
        .order_by("seq", Order::Asc)
        .limit(STRETCH);
    let linked = |row: &Row| Ok(Linked { record: read(tx, row)?, link: row.hash("link")? });
    tx.sql.all(&query).await?.iter().map(linked).collect()
}

/// Appends entries to a tenant's log, inside an open transaction in that tenant's scope. The
/// tenant's head is held until the transaction ends, so entries stand in the order of commits.
pub(crate) async fn append(
    sql: &Sql,
    engine: &dyn Engine,
    tenant: TenantId,
    key: &Arc<TenantKey>,
    entries: &[Pending],
) -> Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let mut query = head_query(id(tenant));
    engine.lock(&mut query);
    let mut head = read_head(&sql.one(&query).await?.ok_or(Error::NotFound)?)?;
    let chain = Chain::of(key)?;
    let mut rows = Vec::with_capacity(entries.len());
    for entry in entries {
        head.seq = head.seq.saturating_add(1);
        let line = Line::of(head.seq, entry);
        head.link = chain.link(&head.link, &line.bytes(tenant));
        rows.push(line.values(tenant, head.link));
    }
    sql.run_many(TABLE, COLUMNS, rows).await?;
    let mut update = Query::update();
    update
        .table("chain")
        .value("audit_seq", Expr::val(int(head.seq)))
        .value("audit_link", Expr::val(bytes(head.link)))
        .and_where(eq("tenant", id(tenant)));
    sql.run(&update).await.map(drop)
}

fn head_query(tenant: Value) -> SelectStatement {
    let mut query = Query::select();
    query.columns(["audit_seq", "audit_link"]).from("chain").and_where(eq("tenant", tenant));
    query
}

fn read_head(row: &Row) -> Result<Head> {
    Ok(Head { seq: row.count("audit_seq")?, link: row.hash("audit_link")? })
}

fn read(tx: &Tx, row: &Row) -> Result<Record> {
    let request: RequestId = row.id("request")?;
    Ok(Record {
        seq: row.count("seq")?,
        at: row.time("at")?,
        user: row.opt_id("account")?,
        job: row.opt_id("job")?,
        request,
        action: row.text("action")?,
        object: row.text("object")?,
        id: row.opt_uuid("object_id")?,
        dossier: row.opt_id("dossier")?,
        outcome: row.text("outcome")?,
        source: tx.open(TABLE, request.as_bytes(), row.bytes("sealed")?)?,
    })
}
