//! What a search shows of rows (which dossiers a person may read, the names of dossiers and
//! documents, what kind of file these are) has a number that goes up when any of it changes. Who kept
//! what they read under a number may use it again for as long as the number is the same; it is in the
//! database, so that it holds for the changes of all nodes.

use legalmind_core::{Ctx, TenantId};
use sea_orm::sea_query::{Expr, ExprTrait, Query};

use crate::{
    Error, Result,
    sql::{Sql, eq, id},
    tx::Tx,
};

/// How far a firm is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sight {
    /// Goes up with every change of what a search shows of rows.
    pub number: u64,
    /// The last line of the change log ([`crate::change::head`]).
    pub head: u64,
}

/// How far the firm of `ctx` is now.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn now(ctx: &Ctx, tx: &Tx) -> Result<Sight> {
    let mut query = Query::select();
    query.columns(["sight", "change_seq"]).from("chain").and_where(eq("tenant", tx.tenant(ctx)?));
    let row = tx.sql.one(&query).await?.ok_or(Error::NotFound)?;
    Ok(Sight { number: row.count("sight")?, head: row.count("change_seq")? })
}

/// Raises the number inside an open transaction; it is held until the transaction ends.
pub(crate) async fn raise(sql: &Sql, tenant: TenantId) -> Result<()> {
    let mut update = Query::update();
    update.table("chain").value("sight", Expr::col("sight").add(1_i64)).and_where(eq("tenant", id(tenant)));
    sql.run(&update).await.map(drop)
}
