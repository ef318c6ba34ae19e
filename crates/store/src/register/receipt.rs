//! Receipts: of a campaign that asks each of some people, who said that they know. A person says it once.

use legalmind_core::{Ctx, Timestamp, UserId, register::CycleKey};
use sea_orm::sea_query::{Expr, OnConflict, Order, Query, SelectStatement};

use crate::{
    Result,
    sql::{eq, id, insert, same, text, time},
    tx::{Tx, Work},
};

const TABLE: &str = "register_receipt";

/// That a person knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Who.
    pub user: UserId,
    /// Since when.
    pub at: Timestamp,
}

/// Writes down that a person knows. False where they said it before.
///
/// # Errors
/// [`crate::Error::NotFound`] where there is no such row.
pub async fn add(ctx: &Ctx, work: &Work, cycle: &CycleKey, user: UserId) -> Result<bool> {
    let mut row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("subject", id(cycle.row)),
            ("campaign", text(&cycle.campaign)),
            ("due", time(cycle.due)),
            ("account", id(user)),
            ("created", time(work.now())),
        ],
    )?;
    let key = ["tenant", "subject", "campaign", "due", "account"];
    row.on_conflict(OnConflict::columns(key).do_nothing().to_owned());
    Ok(work.change(&row).await? == 1)
}

/// Who said that they know in a cycle, first first. Rights are the caller's matter.
///
/// # Errors
/// [`crate::Error::Unavailable`] where the database refuses.
pub async fn of(ctx: &Ctx, tx: &Tx, cycle: &CycleKey) -> Result<Vec<Receipt>> {
    let mut query = Query::select();
    query
        .columns(["account", "created"])
        .from(TABLE)
        .and_where(eq("tenant", tx.tenant(ctx)?))
        .and_where(eq("subject", id(cycle.row)))
        .and_where(eq("campaign", text(&cycle.campaign)))
        .and_where(eq("due", time(cycle.due)))
        .order_by("created", Order::Asc)
        .order_by("account", Order::Asc);
    let all = tx.sql.all(&query).await?;
    all.iter().map(|row| Ok(Receipt { user: row.id("account")?, at: row.time("created")? })).collect()
}

/// The receipt of a person for the cycle of the outer query, a row of `cycles`.
pub(super) fn of_person(cycles: &'static str, user: UserId) -> SelectStatement {
    let mut rows = Query::select();
    rows.expr(Expr::cust("1")).from(TABLE);
    for column in ["tenant", "subject", "campaign", "due"] {
        rows.and_where(same((TABLE, column), (cycles, column)));
    }
    rows.and_where(eq((TABLE, "account"), id(user)));
    rows
}
