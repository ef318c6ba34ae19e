//! Requests that may be sent twice ([`Once`]): what they made, and what they were answered with.
//!
//! The key is kept by the unit of work that makes what the request asks for ([`Work::save`]), the
//! answer right after it. A crash between the two loses the answer, never the knowledge that the
//! request was carried out.

use legalmind_core::{Ctx, DossierId, Id, Once, Timestamp, audit::Entry};
use sea_orm::sea_query::{Expr, ExprTrait, Query, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Error, Result,
    sql::{bytes, eq, insert, select, time},
    tx::{Tx, Work},
};

const TABLE: &str = "idempotency";

/// What a request made, as its audit entry names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The kind of object.
    pub object: String,
    /// Its id.
    pub id: Option<Uuid>,
    dossier: Option<Uuid>,
}

impl Made {
    /// The dossier it belongs to.
    #[must_use]
    pub fn dossier(&self) -> Option<DossierId> {
        self.dossier.map(Id::from_uuid)
    }
}

/// What a request was answered with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The body.
    pub body: Vec<u8>,
}

/// A request that was carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Whether it was this very request, and not another under the same key.
    pub same: bool,
    /// What it made.
    pub made: Made,
    /// What it was answered with; none where a crash came between.
    pub answer: Option<Answered>,
}

/// What is sealed.
#[derive(Serialize, Deserialize)]
struct Content {
    /// A keyed digest of the request.
    request: Vec<u8>,
    made: Made,
    answer: Option<Answered>,
}

/// What is known of a request of the person in `ctx`. Whether they may still see what it made is
/// the caller's matter.
///
/// # Errors
/// [`Error::Integrity`] where the row does not open.
pub async fn find(ctx: &Ctx, tx: &Tx, once: &Once) -> Result<Option<Known>> {
    let Some(Content { request, made, answer }) = read(ctx, tx, once.key()).await? else { return Ok(None) };
    Ok(Some(Known { same: request == digest(tx, once), made, answer }))
}

/// Keeps what a request was answered with. Book-keeping.
///
/// # Errors
/// [`Error::NotFound`] where the key was not kept, or was swept.
pub async fn answer(ctx: &Ctx, work: &Work, key: &str, answer: Answered) -> Result<()> {
    let content = read(ctx, work, key).await?.ok_or(Error::NotFound)?;
    let content = Content { answer: Some(answer), ..content };
    let place = index(ctx, work, key);
    let mut update = Query::update();
    update
        .table(TABLE)
        .value("sealed", Expr::val(work.seal(TABLE, &place, &content)?))
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("key_ix", bytes(place)));
    work.note(&update).await.map(drop)
}

/// Forgets requests older than `then`. Book-keeping.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn sweep(ctx: &Ctx, work: &Work, then: Timestamp) -> Result<()> {
    let mut delete = Query::delete();
    delete
        .from_table(TABLE)
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(Expr::col("created").lt(time(then)));
    work.note(&delete).await.map(drop)
}

/// Keeps the key in the transaction that makes what `entry` names.
pub(crate) async fn keep(ctx: &Ctx, tx: &Tx, once: &Once, entry: &Entry) -> Result<()> {
    let place = index(ctx, tx, once.key());
    let made =
        Made { object: entry.object.to_owned(), id: entry.id, dossier: entry.dossier.map(|it| it.uuid()) };
    let content = Content { request: digest(tx, once), made, answer: None };
    let sealed = tx.seal(TABLE, &place, &content)?;
    let row = insert(
        TABLE,
        [
            ("tenant", tx.tenant(ctx)?),
            ("key_ix", bytes(place)),
            ("created", time(tx.now())),
            ("sealed", sealed),
        ],
    )?;
    match tx.sql.run(&row).await {
        Err(Error::Exists) => {
            once.clash();
            Err(Error::Exists)
        }
        other => other.map(drop),
    }
}

async fn read(ctx: &Ctx, tx: &Tx, key: &str) -> Result<Option<Content>> {
    let place = index(ctx, tx, key);
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("key_ix", bytes(place.clone())));
    let Some(row) = tx.sql.one(&query).await? else { return Ok(None) };
    tx.open(TABLE, &place, row.bytes("sealed")?).map(Some)
}

/// A person's key, blind: keys of two people are never the same one.
fn index(ctx: &Ctx, tx: &Tx, key: &str) -> Vec<u8> {
    let user = ctx.user().map(|it| it.uuid()).unwrap_or_default();
    plain(tx.blind("idempotency.key", &[user.as_bytes().as_slice(), key.as_bytes()].concat()))
}

fn digest(tx: &Tx, once: &Once) -> Vec<u8> {
    plain(tx.blind("idempotency.request", once.request()))
}

fn plain(value: Value) -> Vec<u8> {
    match value {
        Value::Bytes(Some(bytes)) => bytes.clone(),
        _ => Vec::new(),
    }
}
