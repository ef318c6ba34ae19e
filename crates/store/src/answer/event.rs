//! The events of an answer in the making, so that a browser that comes back misses none.

use legalmind_core::{AnswerId, Ctx};
use sea_orm::sea_query::{Expr, ExprTrait, Order};

use super::place;
use crate::{
    Result,
    row::Row,
    sql::{eq, id, int, select},
    tx::{Tx, Work},
};

const TABLE: &str = "answer_event";

/// An event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its number in the answer, from 1.
    pub seq: u64,
    /// What it says, as JSON.
    pub data: String,
}

/// Adds events; their numbers are the writer's, who is alone, and go up. Book-keeping.
///
/// # Errors
/// [`crate::Error::Exists`] where a number is taken.
pub async fn add_events(ctx: &Ctx, work: &Work, answer: AnswerId, events: &[Event]) -> Result<()> {
    let tenant = work.tenant(ctx)?;
    let mut rows = Vec::with_capacity(events.len());
    for event in events {
        let sealed = work.seal(TABLE, &place(answer, event.seq), &event.data)?;
        rows.push([tenant.clone(), id(answer), int(event.seq), sealed]);
    }
    work.sql.run_many(TABLE, ["tenant", "answer", "seq", "sealed"], rows).await
}

/// The events after the number `after`, in order. Rights are the caller's matter.
///
/// # Errors
/// [`crate::Error::Integrity`] where a row does not open.
pub async fn events(ctx: &Ctx, tx: &Tx, answer: AnswerId, after: u64) -> Result<Vec<Event>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query
        .and_where(eq("answer", id(answer)))
        .and_where(Expr::col("seq").gt(int(after)))
        .order_by("seq", Order::Asc);
    let read = |row: &Row| {
        let seq = row.count("seq")?;
        Ok(Event { seq, data: tx.open(TABLE, &place(answer, seq), row.bytes("sealed")?)? })
    };
    tx.sql.all(&query).await?.iter().map(read).collect()
}
