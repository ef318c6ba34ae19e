//! Versions of the text of a draft that were kept. They are never changed, and outlive the text.

use legalmind_core::{
    Ctx, DraftId, Timestamp, UserId,
    draft::{KeptHead, KeptText},
};
use sea_orm::sea_query::{Expr, ExprTrait, Func, Order, Query};

use crate::{
    Ask, Error, Listed, Result,
    row::Row,
    sql::{eq, id, insert, int, opt_id, select, time},
    tx::{Tx, Work},
};

const TABLE: &str = "draft_version";

/// A kept version; in a list, with what it is known by alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept<C> {
    /// Its number in the draft, from 1.
    pub number: u32,
    /// The revision of the text that was kept.
    pub revision: u64,
    /// When.
    pub created: Timestamp,
    /// By whom.
    pub created_by: Option<UserId>,
    /// What is sealed.
    pub content: C,
}

/// Keeps a text as the next version; its number.
///
/// # Errors
/// [`Error::Conflict`] where another was kept at the same time.
pub async fn add(ctx: &Ctx, work: &Work, draft: DraftId, revision: u64, content: &KeptText) -> Result<u32> {
    let number = last(ctx, work, draft).await?.map_or(1, |(number, _)| number.saturating_add(1));
    let row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("draft", id(draft)),
            ("number", int(number)),
            ("revision", int(revision)),
            ("created", time(work.now())),
            ("created_by", opt_id(ctx.user())),
            ("sealed", work.seal(TABLE, &place(draft, number), content)?),
        ],
    )?;
    match work.change(&row).await {
        Err(Error::Exists) => Err(Error::Conflict),
        other => other.map(|_| number),
    }
}

/// The number of the newest version, and the highest revision that any of them is of.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn last(ctx: &Ctx, tx: &Tx, draft: DraftId) -> Result<Option<(u32, u64)>> {
    let mut query = Query::select();
    query
        .expr_as(Func::max(Expr::col("number")), "number")
        .expr_as(Func::max(Expr::col("revision")), "revision")
        .from(TABLE)
        .and_where(eq("tenant", tx.tenant(ctx)?))
        .and_where(eq("draft", id(draft)));
    let row = tx.sql.one(&query).await?.ok_or(Error::Integrity)?;
    Ok(row.opt_count("number")?.zip(row.opt_count("revision")?))
}

/// A version. Rights are the caller's matter.
///
/// # Errors
/// [`Error::NotFound`] where there is none of this number.
pub async fn get(ctx: &Ctx, tx: &Tx, draft: DraftId, number: u32) -> Result<Kept<KeptText>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("draft", id(draft))).and_where(eq("number", int(number)));
    let row = tx.sql.one(&query).await?.ok_or(Error::NotFound)?;
    read(&row, tx.open(TABLE, &place(draft, number), row.bytes("sealed")?)?)
}

/// The versions of a draft, newest first. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Cursor`] where the cursor is not this list's.
pub async fn list(ctx: &Ctx, tx: &Tx, draft: DraftId, ask: &Ask) -> Result<Listed<Kept<KeptHead>>> {
    let after = ask.after_number()?;
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query
        .and_where(eq("draft", id(draft)))
        .and_where_option(after.map(|it| Expr::col("number").lt(int(it))))
        .order_by("number", Order::Desc)
        .limit(ask.rows());
    let head = |row: &Row| {
        let place = place(draft, row.count("number")?);
        read(row, tx.open_first(TABLE, &place, &row.bytes("sealed")?)?)
    };
    let items = tx.sql.all(&query).await?.iter().map(head).collect::<Result<_>>()?;
    Ok(Listed::cut(items, ask, |it: &Kept<KeptHead>| it.number.to_string()))
}

fn read<C>(row: &Row, content: C) -> Result<Kept<C>> {
    Ok(Kept {
        number: row.count("number")?,
        revision: row.count("revision")?,
        created: row.time("created")?,
        created_by: row.opt_id("created_by")?,
        content,
    })
}

/// The key of a version's row.
fn place(draft: DraftId, number: u32) -> [u8; 20] {
    let mut out = [0; 20];
    let (head, tail) = out.split_at_mut(16);
    head.copy_from_slice(draft.as_bytes());
    tail.copy_from_slice(&number.to_be_bytes());
    out
}
