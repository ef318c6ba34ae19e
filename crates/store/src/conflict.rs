//! Conflict checks of dossiers. The last one of a dossier counts, until a party is added or renamed. Those made
//! before there is a dossier are in `conflict/intake.rs`.

pub mod intake;

use legalmind_core::{
    ConflictId, Ctx, DossierId, Timestamp, UserId,
    conflict::{ConflictContent, ConflictState},
};
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};

use crate::{
    Error, Result,
    row::Row,
    sql::{eq, id, insert, int, opt_id, revised, same, select, text, time},
    tx::{Tx, Work},
};

const TABLE: &str = "conflict_check";
/// The most checks of a list.
const MOST: u64 = 50;

/// A conflict check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Its id.
    pub id: ConflictId,
    /// The dossier whose parties were held against the others.
    pub dossier: DossierId,
    /// How far it is.
    pub state: ConflictState,
    /// A party came or was renamed since.
    pub lapsed: bool,
    /// Goes up with every change.
    pub revision: u64,
    /// When it was made.
    pub created: Timestamp,
    /// By whom.
    pub created_by: Option<UserId>,
    /// When it was last changed.
    pub updated: Timestamp,
    /// What is sealed.
    pub content: ConflictContent,
}

/// Adds a check without a conclusion.
///
/// # Errors
/// [`Error::NotFound`] where there is no such dossier.
pub async fn add(
    ctx: &Ctx,
    work: &Work,
    conflict: ConflictId,
    dossier: DossierId,
    content: &ConflictContent,
) -> Result<()> {
    let (created, content) = (work.now(), content.clone());
    let new = Conflict {
        id: conflict,
        dossier,
        state: ConflictState::Open,
        lapsed: false,
        revision: 1,
        created,
        created_by: ctx.user(),
        updated: created,
        content,
    };
    put(ctx, work, &new).await
}

async fn put(ctx: &Ctx, work: &Work, it: &Conflict) -> Result<()> {
    let row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("id", id(it.id)),
            ("dossier", id(it.dossier)),
            ("state", text(it.state.as_str())),
            ("lapsed", int(u64::from(it.lapsed))),
            ("revision", int(it.revision)),
            ("created", time(it.created)),
            ("created_by", opt_id(it.created_by)),
            ("updated", time(it.updated)),
            ("sealed", work.seal(TABLE, it.id.as_bytes(), &it.content)?),
        ],
    )?;
    work.change(&row).await.map(drop)
}

/// The check of this id. Rights are the caller's matter: require them on its dossier.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn get(ctx: &Ctx, tx: &Tx, conflict: ConflictId) -> Result<Conflict> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("id", id(conflict)));
    read(tx, &tx.sql.one(&query).await?.ok_or(Error::NotFound)?)
}

/// The checks of a dossier, newest first; the last fifty. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn list(ctx: &Ctx, tx: &Tx, dossier: DossierId) -> Result<Vec<Conflict>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("dossier", id(dossier))).order_by("id", Order::Desc).limit(MOST);
    tx.sql.all(&query).await?.iter().map(|row| read(tx, row)).collect()
}

/// Writes down what was concluded, if the check's revision is still `revision`.
///
/// # Errors
/// [`Error::Conflict`] where it is not.
pub async fn update(
    ctx: &Ctx,
    work: &Work,
    conflict: ConflictId,
    revision: u64,
    state: ConflictState,
    content: &ConflictContent,
) -> Result<()> {
    let mut update = revised(TABLE, work.tenant(ctx)?, conflict, revision);
    update
        .value("state", Expr::val(text(state.as_str())))
        .value("updated", Expr::val(time(work.now())))
        .value("sealed", Expr::val(work.seal(TABLE, conflict.as_bytes(), content)?));
    if work.change(&update).await? == 0 {
        get(ctx, work, conflict).await?;
        return Err(Error::Conflict);
    }
    Ok(())
}

/// Says that a party of the dossier came or was renamed: what was checked before counts no more.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn lapse(ctx: &Ctx, work: &Work, dossier: DossierId) -> Result<()> {
    let mut update = Query::update();
    update
        .table(TABLE)
        .value("lapsed", Expr::val(int(1)))
        .value("updated", Expr::val(time(work.now())))
        .value("revision", Expr::col("revision").add(1_i64))
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("dossier", id(dossier)))
        .and_where(eq("lapsed", int(0)));
    work.change(&update).await.map(drop)
}

/// The state of the check that counts for a dossier; [`ConflictState::Open`] where one is to be done.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn state(ctx: &Ctx, tx: &Tx, dossier: DossierId) -> Result<ConflictState> {
    let mut query = counting();
    query.and_where(eq((TABLE, "tenant"), tx.tenant(ctx)?)).and_where(eq((TABLE, "dossier"), id(dossier)));
    let row = tx.sql.one(&query).await?;
    Ok(row.map(|row| row.named("state", ConflictState::parse)).transpose()?.unwrap_or(ConflictState::Open))
}

/// The state of the newest check that did not lapse.
fn counting() -> SelectStatement {
    let mut query = Query::select();
    query
        .column((TABLE, "state"))
        .from(TABLE)
        .and_where(eq((TABLE, "lapsed"), int(0)))
        .order_by((TABLE, "id"), Order::Desc)
        .limit(1);
    query
}

/// Adds the state to a query of dossiers, for [`read_state`].
pub(crate) fn select_state(query: &mut SelectStatement) {
    let mut state = counting();
    state
        .and_where(same((TABLE, "tenant"), ("dossier", "tenant")))
        .and_where(same((TABLE, "dossier"), ("dossier", "id")));
    query.expr_as(state, "conflict_state");
}

/// The state in a row that was read with [`select_state`].
pub(crate) fn read_state(row: &Row) -> Result<ConflictState> {
    Ok(row.opt_named("conflict_state", ConflictState::parse)?.unwrap_or(ConflictState::Open))
}

fn read(tx: &Tx, row: &Row) -> Result<Conflict> {
    let id: ConflictId = row.id("id")?;
    Ok(Conflict {
        id,
        dossier: row.id("dossier")?,
        state: row.named("state", ConflictState::parse)?,
        lapsed: row.flag("lapsed")?,
        revision: row.count("revision")?,
        created: row.time("created")?,
        created_by: row.opt_id("created_by")?,
        updated: row.time("updated")?,
        content: tx.open(TABLE, id.as_bytes(), row.bytes("sealed")?)?,
    })
}
