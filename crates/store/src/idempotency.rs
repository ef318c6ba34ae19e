//! Answers to requests that may be sent twice: the second gets what the first got.

use legalmind_core::{Ctx, Timestamp};
use sea_orm::sea_query::{Expr, ExprTrait, Query, Value};
use serde::{Deserialize, Serialize};

use crate::{
    Result,
    sql::{eq, insert, select, time},
    tx::{Tx, Work},
};

const TABLE: &str = "idempotency";

/// What a request was answered with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    /// A digest of the request: the same key with another request is refused by the caller.
    pub fingerprint: [u8; 32],
    /// The status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

/// What the request with this key of the person in `ctx` was answered with.
///
/// # Errors
/// [`crate::Error::Integrity`] where the row does not open.
pub async fn get(ctx: &Ctx, tx: &Tx, key: &str) -> Result<Option<Remembered>> {
    let index = index(ctx, tx, key);
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("key_ix", index));
    let Some(row) = tx.sql.one(&query).await? else { return Ok(None) };
    tx.open(TABLE, &row.bytes("key_ix")?, row.bytes("sealed")?).map(Some)
}

/// Keeps what a request is answered with, in the unit of work that does what it asks.
/// Book-keeping.
///
/// # Errors
/// [`crate::Error::Exists`] where another request with this key was faster: nothing of this
/// one is saved then.
pub async fn put(ctx: &Ctx, work: &Work, key: &str, answer: &Remembered) -> Result<()> {
    let index = index(ctx, work, key);
    let place = match &index {
        Value::Bytes(Some(bytes)) => bytes.clone(),
        _ => Vec::new(),
    };
    let row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("key_ix", index),
            ("created", time(work.now())),
            ("sealed", work.seal(TABLE, &place, answer)?),
        ],
    )?;
    work.note(&row).await.map(drop)
}

/// Forgets answers older than `then`. Book-keeping.
///
/// # Errors
/// [`crate::Error::Unavailable`] where the database refuses.
pub async fn sweep(ctx: &Ctx, work: &Work, then: Timestamp) -> Result<()> {
    let mut delete = Query::delete();
    delete
        .from_table(TABLE)
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(Expr::col("created").lt(time(then)));
    work.note(&delete).await.map(drop)
}

fn index(ctx: &Ctx, tx: &Tx, key: &str) -> Value {
    let user = ctx.user().map(|it| it.uuid()).unwrap_or_default();
    tx.blind("idempotency.key", &[user.as_bytes().as_slice(), key.as_bytes()].concat())
}
