//! Counting of tries, over all nodes and before authentication.

use std::time::Duration;

use legalmind_core::Timestamp;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};

use crate::{
    Error, Result, Store,
    row::Row,
    sql::{bytes, eq, insert, int, time},
};

const TABLE: &str = "throttle";

/// How often something was tried since a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hits {
    /// How often.
    pub count: u32,
    /// Since when.
    pub since: Timestamp,
}

/// Counts a try under `key` (a blind index of an address or an account) and gives the count of
/// the window it falls in; a window begins with the first try after the last one ended.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn hit(store: &Store, key: &[u8; 32], now: Timestamp, window: Duration) -> Result<Hits> {
    let window = i64::try_from(window.as_millis()).unwrap_or(i64::MAX);
    let over = now.as_millisecond().saturating_sub(window);
    let fresh = Expr::col((TABLE, "since")).lte(over);
    let mut row = insert(TABLE, [("key_ix", bytes(*key)), ("since", time(now)), ("count", int(1))])?;
    let next = Expr::case(fresh.clone(), Expr::val(int(1))).finally(Expr::col((TABLE, "count")).add(1_i64));
    let since = Expr::case(fresh, Expr::val(time(now))).finally(Expr::col((TABLE, "since")));
    row.on_conflict(OnConflict::column("key_ix").value("count", next).value("since", since).to_owned());
    row.returning(Query::returning().columns(["count", "since"]));
    let sql = store.system().await?;
    let hits = read(&sql.one(&row).await?.ok_or(Error::Integrity)?)?;
    sql.commit().await?;
    Ok(hits)
}

/// The count under `key` without a new try; none where nothing was counted.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn peek(store: &Store, key: &[u8; 32]) -> Result<Option<Hits>> {
    let mut query = Query::select();
    query.columns(["count", "since"]).from(TABLE).and_where(eq("key_ix", bytes(*key)));
    store.system_read().await?.one(&query).await?.as_ref().map(read).transpose()
}

/// Forgets what was counted under `key`.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn clear(store: &Store, key: &[u8; 32]) -> Result<()> {
    let mut delete = Query::delete();
    delete.from_table(TABLE).and_where(eq("key_ix", bytes(*key)));
    run(store, &delete).await
}

/// Forgets all windows that began before `then`.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn sweep(store: &Store, then: Timestamp) -> Result<()> {
    let mut delete = Query::delete();
    delete.from_table(TABLE).and_where(Expr::col("since").lt(time(then)));
    run(store, &delete).await
}

async fn run(store: &Store, delete: &sea_orm::sea_query::DeleteStatement) -> Result<()> {
    let sql = store.system().await?;
    sql.run(delete).await?;
    sql.commit().await
}

fn read(row: &Row) -> Result<Hits> {
    Ok(Hits { count: row.count("count")?, since: row.time("since")? })
}
