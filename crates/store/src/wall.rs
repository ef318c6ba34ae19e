//! Ethical walls: a person and a dossier that are kept apart, with the reason sealed.

use legalmind_core::{Ctx, DossierId, Timestamp, UserId};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, OnConflict, Order, Query};
use serde::{Deserialize, Serialize};

use crate::{
    Ask, Error, Listed, Result,
    row::Row,
    sql::{eq, id, insert, opt_id, select, time},
    tx::{Tx, Work},
};

const TABLE: &str = "wall";

/// What is sealed of a wall.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WallContent {
    /// Why it was raised; empty for walls that were raised before reasons were kept.
    pub reason: String,
}

/// A wall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wall {
    /// The dossier it stands around.
    pub dossier: DossierId,
    /// Who is behind it.
    pub user: UserId,
    /// Since when.
    pub raised: Timestamp,
    /// By whom.
    pub by: Option<UserId>,
    /// What is sealed.
    pub content: WallContent,
}

/// Raises a wall between a person and a dossier; it beats membership and role. False where it
/// stands already: then it stays as it is.
///
/// # Errors
/// [`Error::NotFound`] where the dossier or the person is not there.
pub async fn raise(
    ctx: &Ctx,
    work: &Work,
    dossier: DossierId,
    user: UserId,
    content: &WallContent,
) -> Result<bool> {
    let mut row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("dossier", id(dossier)),
            ("account", id(user)),
            ("created", time(work.now())),
            ("created_by", opt_id(ctx.user())),
            ("sealed", work.seal(TABLE, &place(dossier, user), content)?),
        ],
    )?;
    row.on_conflict(OnConflict::columns(["tenant", "dossier", "account"]).do_nothing().to_owned());
    Ok(work.change_seen(&row).await? == 1)
}

/// Takes a wall down.
///
/// # Errors
/// [`Error::NotFound`] where there was none.
pub async fn lift(ctx: &Ctx, work: &Work, dossier: DossierId, user: UserId) -> Result<()> {
    let mut delete = Query::delete();
    delete
        .from_table(TABLE)
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("dossier", id(dossier)))
        .and_where(eq("account", id(user)));
    if work.change_seen(&delete).await? == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// A wall.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn get(ctx: &Ctx, tx: &Tx, dossier: DossierId, user: UserId) -> Result<Wall> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("dossier", id(dossier))).and_where(eq("account", id(user)));
    read(tx, &tx.sql.one(&query).await?.ok_or(Error::NotFound)?)
}

/// The walls around a dossier, oldest first. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn around(ctx: &Ctx, tx: &Tx, dossier: DossierId) -> Result<Vec<Wall>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query
        .and_where(eq("dossier", id(dossier)))
        .order_by("created", Order::Asc)
        .order_by("account", Order::Asc);
    tx.sql.all(&query).await?.iter().map(|row| read(tx, row)).collect()
}

/// All walls of the firm, those around the newest dossier first. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Cursor`] where the cursor is not this list's.
pub async fn list(ctx: &Ctx, tx: &Tx, ask: &Ask) -> Result<Listed<Wall>> {
    let after: Option<(DossierId, UserId)> = ask.after_ids()?;
    let mut query = select(TABLE, tx.tenant(ctx)?);
    if let Some((dossier, user)) = after {
        let same = Condition::all().add(eq("dossier", id(dossier))).add(Expr::col("account").gt(id(user)));
        query.cond_where(Condition::any().add(Expr::col("dossier").lt(id(dossier))).add(same));
    }
    query.order_by("dossier", Order::Desc).order_by("account", Order::Asc).limit(ask.rows());
    let items = tx.sql.all(&query).await?.iter().map(|row| read(tx, row)).collect::<Result<_>>()?;
    Ok(Listed::cut(items, ask, |it: &Wall| format!("{}.{}", it.dossier, it.user)))
}

fn read(tx: &Tx, row: &Row) -> Result<Wall> {
    let (dossier, user): (DossierId, UserId) = (row.id("dossier")?, row.id("account")?);
    let open = |sealed| tx.open(TABLE, &place(dossier, user), sealed);
    Ok(Wall {
        dossier,
        user,
        raised: row.time("created")?,
        by: row.opt_id("created_by")?,
        content: row.opt_bytes("sealed")?.map(open).transpose()?.unwrap_or_default(),
    })
}

/// The key of a wall's row after the tenant.
fn place(dossier: DossierId, user: UserId) -> Vec<u8> {
    [dossier.as_bytes().as_slice(), user.as_bytes().as_slice()].concat()
}
