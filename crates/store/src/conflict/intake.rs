//! Conflict checks made before there is a dossier: kept until a dossier is made from them, or their time is
//! over.

use legalmind_core::{
    ConflictId, Ctx, DossierId, Timestamp, UserId,
    conflict::{ConflictContent, ConflictState},
};
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query};

use super::{Conflict, put};
use crate::{
    Error, Result,
    row::Row,
    sql::{eq, id, insert, int, opt_id, revised, select, text, time},
    tx::{Tx, Work},
};

const TABLE: &str = "conflict_intake";
/// The most checks of a list.
const MOST: u64 = 100;

/// A conflict check without a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intake {
    /// Its id; it stays the same once it is a check of a dossier.
    pub id: ConflictId,
    /// How far it is.
    pub state: ConflictState,
    /// Goes up with every change.
    pub revision: u64,
    /// When it was made.
    pub created: Timestamp,
    /// By whom.
    pub created_by: Option<UserId>,
    /// What is sealed.
    pub content: ConflictContent,
}

/// Adds a check without a conclusion.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn add(ctx: &Ctx, work: &Work, intake: ConflictId, content: &ConflictContent) -> Result<()> {
    let now = time(work.now());
    let row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("id", id(intake)),
            ("state", text(ConflictState::Open.as_str())),
            ("revision", int(1)),
            ("created", now.clone()),
            ("created_by", opt_id(ctx.user())),
            ("updated", now),
            ("sealed", work.seal(TABLE, intake.as_bytes(), content)?),
        ],
    )?;
    work.change(&row).await.map(drop)
}

/// The check of this id. Rights are the caller's matter.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn get(ctx: &Ctx, tx: &Tx, intake: ConflictId) -> Result<Intake> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("id", id(intake)));
    read(tx, &tx.sql.one(&query).await?.ok_or(Error::NotFound)?)
}

/// The checks without a dossier, newest first; the last hundred. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn list(ctx: &Ctx, tx: &Tx) -> Result<Vec<Intake>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.order_by("id", Order::Desc).limit(MOST);
    tx.sql.all(&query).await?.iter().map(|row| read(tx, row)).collect()
}

/// Writes down what was concluded, if the check's revision is still `revision`.
///
/// # Errors
/// [`Error::Conflict`] where it is not.
pub async fn update(
    ctx: &Ctx,
    work: &Work,
    intake: ConflictId,
    revision: u64,
    state: ConflictState,
    content: &ConflictContent,
) -> Result<()> {
    let mut update = revised(TABLE, work.tenant(ctx)?, intake, revision);
    update
        .value("state", Expr::val(text(state.as_str())))
        .value("updated", Expr::val(time(work.now())))
        .value("sealed", Expr::val(work.seal(TABLE, intake.as_bytes(), content)?));
    if work.change(&update).await? == 0 {
        get(ctx, work, intake).await?;
        return Err(Error::Conflict);
    }
    Ok(())
}

/// Makes it a check of a dossier, with who made it and when; one that does not count where `lapsed`.
///
/// # Errors
/// [`Error::NotFound`] where it or the dossier is not there.
pub async fn attach(ctx: &Ctx, work: &Work, intake: Intake, dossier: DossierId, lapsed: bool) -> Result<()> {
    let mut delete = Query::delete();
    delete.from_table(TABLE).and_where(eq("tenant", work.tenant(ctx)?)).and_where(eq("id", id(intake.id)));
    if work.change(&delete).await? == 0 {
        return Err(Error::NotFound);
    }
    let Intake { id, state, revision, created, created_by, content } = intake;
    let updated = work.now();
    put(ctx, work, &Conflict { id, dossier, state, lapsed, revision, created, created_by, updated, content })
        .await
}

/// The checks that are older than this instant, oldest first. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn before(ctx: &Ctx, tx: &Tx, then: Timestamp) -> Result<Vec<Intake>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(Expr::col("created").lt(time(then))).order_by("id", Order::Asc);
    tx.sql.all(&query).await?.iter().map(|row| read(tx, row)).collect()
}

/// Whether a check is older than this instant.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn any_before(ctx: &Ctx, tx: &Tx, then: Timestamp) -> Result<bool> {
    let mut query = Query::select();
    query
        .column("created")
        .from(TABLE)
        .and_where(eq("tenant", tx.tenant(ctx)?))
        .and_where(Expr::col("created").lt(time(then)))
        .limit(1);
    Ok(tx.sql.one(&query).await?.is_some())
}

/// Removes the checks that are older than this instant. Gives how many.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn forget(ctx: &Ctx, work: &Work, then: Timestamp) -> Result<u64> {
    let mut delete = Query::delete();
    delete
        .from_table(TABLE)
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(Expr::col("created").lt(time(then)));
    work.change(&delete).await
}

fn read(tx: &Tx, row: &Row) -> Result<Intake> {
    let id: ConflictId = row.id("id")?;
    Ok(Intake {
        id,
        state: row.named("state", ConflictState::parse)?,
        revision: row.count("revision")?,
        created: row.time("created")?,
        created_by: row.opt_id("created_by")?,
        content: tx.open(TABLE, id.as_bytes(), row.bytes("sealed")?)?,
    })
}
