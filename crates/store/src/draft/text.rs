//! The text of a draft: one row, changed as somebody types.

use legalmind_core::{Ctx, DraftId, Timestamp, UserId, draft::TextContent};
use sea_orm::sea_query::{Expr, ExprTrait, Query};

use crate::{
    Error, Result,
    sql::{eq, id, insert, int, opt_id, select, time},
    tx::{Tx, Work},
};

const TABLE: &str = "draft_text";

/// The text of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Goes up with every change, also over a text that was given up.
    pub revision: u64,
    /// When it was last changed.
    pub updated: Timestamp,
    /// By whom.
    pub updated_by: Option<UserId>,
    /// What is sealed.
    pub content: TextContent,
}

/// Adds the text of a draft, with its first revision.
///
/// # Errors
/// [`Error::Exists`] where the draft has a text.
pub async fn add(ctx: &Ctx, work: &Work, draft: DraftId, revision: u64, content: &TextContent) -> Result<()> {
    let row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("draft", id(draft)),
            ("revision", int(revision)),
            ("updated", time(work.now())),
            ("updated_by", opt_id(ctx.user())),
            ("sealed", work.seal(TABLE, draft.as_bytes(), content)?),
        ],
    )?;
    work.change(&row).await.map(drop)
}

/// The text of a draft; none where it has none. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Integrity`] where the row does not open.
pub async fn find(ctx: &Ctx, tx: &Tx, draft: DraftId) -> Result<Option<Text>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("draft", id(draft)));
    let Some(row) = tx.sql.one(&query).await? else { return Ok(None) };
    Ok(Some(Text {
        revision: row.count("revision")?,
        updated: row.time("updated")?,
        updated_by: row.opt_id("updated_by")?,
        content: tx.open(TABLE, draft.as_bytes(), row.bytes("sealed")?)?,
    }))
}

/// What stands in the clear of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// Its revision.
    pub revision: u64,
    /// When it was last changed.
    pub updated: Timestamp,
    /// By whom.
    pub updated_by: Option<UserId>,
}

/// The same of a text that is not opened.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn state(ctx: &Ctx, tx: &Tx, draft: DraftId) -> Result<Option<State>> {
    let mut query = Query::select();
    query
        .columns(["revision", "updated", "updated_by"])
        .from(TABLE)
        .and_where(eq("tenant", tx.tenant(ctx)?))
        .and_where(eq("draft", id(draft)));
    let Some(row) = tx.sql.one(&query).await? else { return Ok(None) };
    Ok(Some(State {
        revision: row.count("revision")?,
        updated: row.time("updated")?,
        updated_by: row.opt_id("updated_by")?,
    }))
}

/// Changes the text of a draft, if its revision is still `revision`.
///
/// # Errors
/// [`Error::Conflict`] where it is not; [`Error::NotFound`] where there is none.
pub async fn update(
    ctx: &Ctx,
    work: &Work,
    draft: DraftId,
    revision: u64,
    content: &TextContent,
) -> Result<()> {
    let mut update = Query::update();
    update
        .table(TABLE)
        .value("updated", Expr::val(time(work.now())))
        .value("updated_by", Expr::val(opt_id(ctx.user())))
        .value("sealed", Expr::val(work.seal(TABLE, draft.as_bytes(), content)?))
        .value("revision", Expr::col("revision").add(1_i64))
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("draft", id(draft)))
        .and_where(eq("revision", int(revision)));
    if work.change(&update).await? == 0 {
        return other(ctx, work, draft).await;
    }
    Ok(())
}

/// Removes the text of a draft, if its revision is still `revision`.
///
/// # Errors
/// [`Error::Conflict`] where it is not; [`Error::NotFound`] where there is none.
pub async fn remove(ctx: &Ctx, work: &Work, draft: DraftId, revision: u64) -> Result<()> {
    let mut delete = Query::delete();
    delete
        .from_table(TABLE)
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("draft", id(draft)))
        .and_where(eq("revision", int(revision)));
    if work.change(&delete).await? == 0 {
        return other(ctx, work, draft).await;
    }
    Ok(())
}

async fn other(ctx: &Ctx, work: &Work, draft: DraftId) -> Result<()> {
    match state(ctx, work, draft).await? {
        Some(_) => Err(Error::Conflict),
        None => Err(Error::NotFound),
    }
}
