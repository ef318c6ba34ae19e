//! Who keeps the registers of the firm: the right of compliance, given to a person whatever their role.

use legalmind_core::{Ctx, UserId, account::AccountState};
use sea_orm::sea_query::{Condition, Expr, OnConflict, Order, Query};

use crate::{
    Error, Result, account,
    sql::{eq, id, insert, opt_id, same, select, text, time},
    tx::{Tx, Work},
};

const TABLE: &str = "officer";

/// Gives a person the right. False where they have it already.
///
/// # Errors
/// [`Error::NotFound`] where there is no such person.
pub async fn add(ctx: &Ctx, work: &Work, user: UserId) -> Result<bool> {
    let mut row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("account", id(user)),
            ("created", time(work.now())),
            ("created_by", opt_id(ctx.user())),
        ],
    )?;
    row.on_conflict(OnConflict::columns(["tenant", "account"]).do_nothing().to_owned());
    Ok(work.change(&row).await? == 1)
}

/// Takes the right away.
///
/// # Errors
/// [`Error::NotFound`] where they did not have it.
pub async fn remove(ctx: &Ctx, work: &Work, user: UserId) -> Result<()> {
    let mut delete = Query::delete();
    delete.from_table(TABLE).and_where(eq("tenant", work.tenant(ctx)?)).and_where(eq("account", id(user)));
    if work.change(&delete).await? == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Whether a person has the right.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn is(ctx: &Ctx, tx: &Tx, user: UserId) -> Result<bool> {
    let mut query = Query::select();
    query
        .expr(Expr::cust("1"))
        .from(TABLE)
        .and_where(eq("tenant", tx.tenant(ctx)?))
        .and_where(eq("account", id(user)));
    Ok(tx.sql.one(&query).await?.is_some())
}

/// How many have the right and can sign in.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn count(ctx: &Ctx, tx: &Tx) -> Result<u64> {
    let on = Condition::all()
        .add(same(("account", "tenant"), (TABLE, "tenant")))
        .add(same(("account", "id"), (TABLE, "account")));
    let mut query = Query::select();
    query
        .expr_as(Expr::cust("COUNT(*)"), "count")
        .from(TABLE)
        .inner_join("account", on)
        .and_where(eq((TABLE, "tenant"), tx.tenant(ctx)?))
        .and_where(eq(("account", "state"), text(account::state_name(AccountState::Active))));
    tx.sql.one(&query).await?.map_or(Ok(0), |row| row.count("count"))
}

/// Everyone who has the right.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn list(ctx: &Ctx, tx: &Tx) -> Result<Vec<UserId>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.order_by("account", Order::Asc);
    tx.sql.all(&query).await?.iter().map(|row| row.id("account")).collect()
}
