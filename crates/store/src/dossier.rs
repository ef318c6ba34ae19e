//! Dossiers and their members.

mod access;
mod list;
mod number;

use legalmind_core::{
    Ctx, DossierId, Timestamp, UserId,
    dossier::{Access, AiUse, DossierContent, DossierFacts, DossierState},
};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Order, Query, SelectStatement};

pub use self::{
    access::{Membership, add_member, facts, members, remove_member, visible},
    list::{Filter, Listing, list},
    number::find_by_number,
};
use crate::{
    Error, Result, passage,
    row::Row,
    sql::{eq, id, insert, int, opt_id, revised, same, select, text, time},
    tx::{Tx, Work},
};

const TABLE: &str = "dossier";

/// A dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    /// Its id.
    pub id: DossierId,
    /// Goes up with every change.
    pub revision: u64,
    /// How far it is.
    pub state: DossierState,
    /// Who may open it.
    pub access: Access,
    /// Whether models may work with it.
    pub ai: AiUse,
    /// The responsible lawyer.
    pub responsible: Option<UserId>,
    /// When it was opened.
    pub created: Timestamp,
    /// Who opened it.
    pub created_by: Option<UserId>,
    /// When it was last changed.
    pub updated: Timestamp,
    /// Its content.
    pub content: DossierContent,
}

/// What a dossier is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DossierDraft {
    /// How far it is.
    pub state: DossierState,
    /// Who may open it.
    pub access: Access,
    /// Whether models may work with it.
    pub ai: AiUse,
    /// The responsible lawyer.
    pub responsible: Option<UserId>,
    /// Its content.
    pub content: DossierContent,
}

/// Opens a dossier; it has no members yet ([`add_member`]).
///
/// # Errors
/// [`Error::Exists`] where the id is taken.
pub async fn add(ctx: &Ctx, work: &Work, dossier: DossierId, draft: &DossierDraft) -> Result<()> {
    let now = time(work.now());
    let row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("id", id(dossier)),
            ("revision", int(1)),
            ("state", text(state_name(draft.state))),
            ("access", text(access_name(draft.access))),
            ("ai", text(ai_name(draft.ai))),
            ("responsible", opt_id(draft.responsible)),
            ("created", now.clone()),
            ("created_by", opt_id(ctx.user())),
            ("updated", now),
            ("sealed", work.seal(TABLE, dossier.as_bytes(), &draft.content)?),
        ],
    )?;
    work.change_seen(&row).await.map(drop)
}

/// The dossier of this id. Rights are the caller's matter: [`crate::rights::require`].
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn get(ctx: &Ctx, tx: &Tx, dossier: DossierId) -> Result<Dossier> {
    let query = one(ctx, tx, dossier)?;
    read(tx, &tx.sql.one(&query).await?.ok_or(Error::NotFound)?)
}

/// The dossiers of these ids, in no order; ids that do not exist are left out. Rights are the
/// caller's matter.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn get_all(ctx: &Ctx, tx: &Tx, dossiers: &[DossierId]) -> Result<Vec<Dossier>> {
    let mut all = Vec::with_capacity(dossiers.len());
    for some in dossiers.chunks(500) {
        let mut query = select(TABLE, tx.tenant(ctx)?);
        query.and_where(Expr::col((TABLE, "id")).is_in(some.iter().map(|it| id(*it))));
        for row in tx.sql.all(&query).await? {
            all.push(read(tx, &row)?);
        }
    }
    Ok(all)
}

/// Changes a dossier.
///
/// # Errors
/// [`Error::Conflict`] where its revision is not `revision` any more.
pub async fn update(
    ctx: &Ctx,
    work: &Work,
    dossier: DossierId,
    revision: u64,
    draft: &DossierDraft,
) -> Result<()> {
    let mut update = revised(TABLE, work.tenant(ctx)?, dossier, revision);
    update
        .value("state", Expr::val(text(state_name(draft.state))))
        .value("access", Expr::val(text(access_name(draft.access))))
        .value("ai", Expr::val(text(ai_name(draft.ai))))
        .value("responsible", Expr::val(opt_id(draft.responsible)))
        .value("updated", Expr::val(time(work.now())))
        .value("sealed", Expr::val(work.seal(TABLE, dossier.as_bytes(), &draft.content)?));
    if work.change_seen(&update).await? == 0 {
        get(ctx, work, dossier).await?;
        return Err(Error::Conflict);
    }
    Ok(())
}

/// Whether models may work with a dossier. Rights are the caller's matter.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn ai(ctx: &Ctx, tx: &Tx, dossier: DossierId) -> Result<AiUse> {
    let mut query = Query::select();
    query.column("ai").from(TABLE).and_where(eq("tenant", tx.tenant(ctx)?)).and_where(eq("id", id(dossier)));
    tx.sql.one(&query).await?.ok_or(Error::NotFound)?.named("ai", ai_use)
}

/// Keeps models from a dossier; whether it was otherwise before. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn forbid_ai(ctx: &Ctx, work: &Work, dossier: DossierId) -> Result<bool> {
    let mut update = Query::update();
    update
        .table(TABLE)
        .value("ai", Expr::val(text(ai_name(AiUse::Forbidden))))
        .value("updated", Expr::val(time(work.now())))
        .value("revision", Expr::col("revision").add(1_i64))
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("id", id(dossier)))
        .and_where(eq("ai", text(ai_name(AiUse::Allowed))));
    if work.change_seen(&update).await? == 0 {
        return Ok(false);
    }
    passage::index_again(ctx, work, dossier).await?;
    Ok(true)
}

/// Marks a dossier as worked in, without a new revision: a document came, a question was asked.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn touch(ctx: &Ctx, work: &Work, dossier: DossierId) -> Result<()> {
    let mut update = Query::update();
    update
        .table(TABLE)
        .value("updated", Expr::val(time(work.now())))
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("id", id(dossier)));
    work.note(&update).await.map(drop)
}

fn one(ctx: &Ctx, tx: &Tx, dossier: DossierId) -> Result<SelectStatement> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq((TABLE, "id"), id(dossier)));
    Ok(query)
}

fn read(tx: &Tx, row: &Row) -> Result<Dossier> {
    let id: DossierId = row.id("id")?;
    Ok(Dossier {
        id,
        revision: row.count("revision")?,
        state: row.named("state", state)?,
        access: row.named("access", access)?,
        ai: row.named("ai", ai_use)?,
        responsible: row.opt_id("responsible")?,
        created: row.time("created")?,
        created_by: row.opt_id("created_by")?,
        updated: row.time("updated")?,
        content: tx.open(TABLE, id.as_bytes(), row.bytes("sealed")?)?,
    })
}

/// Joins the dossier of each row of `table` to a query, for [`read_name`].
pub(crate) fn join_sealed(query: &mut SelectStatement, table: &'static str) {
    query.expr_as(Expr::col((TABLE, "sealed")), "dossier_sealed").inner_join(
        TABLE,
        Condition::all()
            .add(same((TABLE, "tenant"), (table, "tenant")))
            .add(same((TABLE, "id"), (table, "dossier"))),
    );
}

/// The name of the dossier in a row that was read with [`join_sealed`].
pub(crate) fn read_name(tx: &Tx, dossier: DossierId, row: &Row) -> Result<String> {
    tx.open_first(TABLE, dossier.as_bytes(), &row.bytes("dossier_sealed")?)
}

/// The facts of a dossier with the dossier, in one query.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn get_with_facts(ctx: &Ctx, tx: &Tx, dossier: DossierId) -> Result<(Dossier, DossierFacts)> {
    let mut query = one(ctx, tx, dossier)?;
    crate::rights::select_facts(ctx, &mut query);
    let row = tx.sql.one(&query).await?.ok_or(Error::NotFound)?;
    Ok((read(tx, &row)?, crate::rights::facts(ctx, &row)?))
}

/// The dossiers of the firm after one of them, by id, with the facts on which the rights of the person in
/// `ctx` are decided; `most` of them. Also those that the person may not read: it is the caller's matter
/// that nothing of these is told.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn every(
    ctx: &Ctx,
    tx: &Tx,
    after: Option<DossierId>,
    most: u64,
) -> Result<Vec<(Dossier, DossierFacts)>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query
        .and_where_option(after.map(|it| Expr::col((TABLE, "id")).gt(id(it))))
        .order_by((TABLE, "id"), Order::Asc)
        .limit(most);
    read_with_facts(ctx, tx, query).await
}

/// The dossiers of these ids with the facts, as [`every`].
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn get_all_with_facts(
    ctx: &Ctx,
    tx: &Tx,
    dossiers: &[DossierId],
) -> Result<Vec<(Dossier, DossierFacts)>> {
    let mut all = Vec::with_capacity(dossiers.len());
    for some in dossiers.chunks(500) {
        let mut query = select(TABLE, tx.tenant(ctx)?);
        query.and_where(Expr::col((TABLE, "id")).is_in(some.iter().map(|it| id(*it))));
        all.extend(read_with_facts(ctx, tx, query).await?);
    }
    Ok(all)
}

async fn read_with_facts(
    ctx: &Ctx,
    tx: &Tx,
    mut query: SelectStatement,
) -> Result<Vec<(Dossier, DossierFacts)>> {
    crate::rights::select_facts(ctx, &mut query);
    let rows = tx.sql.all(&query).await?;
    rows.iter().map(|row| Ok((read(tx, row)?, crate::rights::facts(ctx, row)?))).collect()
}

pub(crate) const fn access_name(access: Access) -> &'static str {
    match access {
        Access::Members => "members",
        Access::Firm => "firm",
    }
}

pub(crate) fn access(name: &str) -> Option<Access> {
    [Access::Members, Access::Firm].into_iter().find(|it| access_name(*it) == name)
}

pub(crate) const fn ai_name(ai: AiUse) -> &'static str {
    match ai {
        AiUse::Allowed => "allowed",
        AiUse::Forbidden => "forbidden",
    }
}

pub(crate) fn ai_use(name: &str) -> Option<AiUse> {
    [AiUse::Allowed, AiUse::Forbidden].into_iter().find(|it| ai_name(*it) == name)
}

pub(crate) const fn state_name(state: DossierState) -> &'static str {
    match state {
        DossierState::Open => "open",
        DossierState::Closed => "closed",
    }
}

pub(crate) fn state(name: &str) -> Option<DossierState> {
    [DossierState::Open, DossierState::Closed].into_iter().find(|it| state_name(*it) == name)
}
