//! What left the vault for a model: written, sealed, before it leaves (P077).

use legalmind_core::{AnswerId, Ctx, Timestamp};
use sea_orm::sea_query::{Expr, Order, Query};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Error, Result,
    row::Row,
    sql::{eq, flag, id, insert, int, opt_int, opt_uuid, select, time},
    tx::{Tx, Work},
};

const TABLE: &str = "outgoing";

/// What is sealed of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutgoingContent {
    /// The provider's record.
    pub provider: String,
    /// The model.
    pub model: String,
    /// The region the record names.
    pub region: String,
    /// The body that was sent, to the byte.
    pub body: Vec<u8>,
}

/// What came back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Back {
    /// How many bytes.
    pub bytes: u64,
    /// How many tokens the provider counted in the request.
    pub tokens_in: Option<u64>,
    /// How many it counted in the answer.
    pub tokens_out: Option<u64>,
    /// Whether the answer was complete.
    pub complete: bool,
}

/// A call that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// The call.
    pub call: Uuid,
    /// When it was written down.
    pub at: Timestamp,
    /// How many bytes were sent.
    pub bytes: u64,
    /// What came back; none while it runs, or where the reader let go.
    pub back: Option<Back>,
    /// What is sealed.
    pub content: OutgoingContent,
}

/// Writes down a call that is about to be made for an answer.
///
/// # Errors
/// [`Error::NotFound`] where there is no such answer.
pub async fn add(
    ctx: &Ctx,
    work: &Work,
    call: Uuid,
    answer: AnswerId,
    bytes: u64,
    content: &OutgoingContent,
) -> Result<()> {
    let row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("id", opt_uuid(Some(call))),
            ("answer", id(answer)),
            ("at", time(work.now())),
            ("bytes", int(bytes)),
            ("bytes_back", opt_int(None::<u64>)),
            ("tokens_in", opt_int(None::<u64>)),
            ("tokens_out", opt_int(None::<u64>)),
            ("complete", flag(false)),
            ("sealed", work.seal(TABLE, call.as_bytes(), content)?),
        ],
    )?;
    work.change(&row).await.map(drop)
}

/// Writes down what came back. Book-keeping.
///
/// # Errors
/// [`Error::NotFound`] where no such call was written down.
pub async fn returned(ctx: &Ctx, work: &Work, call: Uuid, back: Back) -> Result<()> {
    let mut update = Query::update();
    update
        .table(TABLE)
        .value("bytes_back", Expr::val(int(back.bytes)))
        .value("tokens_in", Expr::val(opt_int(back.tokens_in)))
        .value("tokens_out", Expr::val(opt_int(back.tokens_out)))
        .value("complete", Expr::val(flag(back.complete)))
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("id", opt_uuid(Some(call))));
    if work.note(&update).await? == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// The calls that were made for an answer, in order. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn list(ctx: &Ctx, tx: &Tx, answer: AnswerId) -> Result<Vec<Outgoing>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("answer", id(answer))).order_by("id", Order::Asc);
    let read = |row: &Row| {
        let call: legalmind_core::Id<()> = row.id("id")?;
        let back = match row.opt_count("bytes_back")? {
            None => None,
            Some(bytes) => Some(Back {
                bytes,
                tokens_in: row.opt_count("tokens_in")?,
                tokens_out: row.opt_count("tokens_out")?,
                complete: row.flag("complete")?,
            }),
        };
        Ok(Outgoing {
            call: call.uuid(),
            at: row.time("at")?,
            bytes: row.count("bytes")?,
            back,
            content: tx.open(TABLE, call.as_bytes(), row.bytes("sealed")?)?,
        })
    };
    tx.sql.all(&query).await?.iter().map(read).collect()
}
