//! To whom something was sent, once each: by this the registers of processing and of processors are held
//! against what really left (AVG art. 30). It is written in the unit of work in which the ledger is.

use legalmind_core::{Ctx, Timestamp, outgoing::Outgoing};
use sea_orm::sea_query::{Expr, OnConflict, Order, Query, Value};
use serde::{Deserialize, Serialize};

use crate::{
    Result,
    row::Row,
    sql::{eq, id, insert, select, time},
    tx::{Tx, Work},
};

const TABLE: &str = "recipient";

/// What is sealed of a recipient: whose, and what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Party {
    /// The provider's record.
    pub provider: String,
    /// The model.
    pub model: String,
    /// The region the record names.
    pub region: String,
    /// It is this machine itself: nobody else receives anything.
    pub own_machine: bool,
}

/// A recipient with when it first and last received something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// Who and what.
    pub party: Party,
    /// The first time.
    pub first: Timestamp,
    /// The last.
    pub last: Timestamp,
}

/// Writes down that something leaves for its recipient.
pub(crate) async fn sent(ctx: &Ctx, work: &Work, out: &Outgoing) -> Result<()> {
    let party = Party {
        provider: out.provider.clone(),
        model: out.model.clone(),
        region: out.region.clone(),
        own_machine: out.own_machine,
    };
    let key = key(work, &party);
    let mut update = Query::update();
    update
        .table(TABLE)
        .value("last", Expr::val(time(work.now())))
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("key_ix", key.clone()));
    if work.note(&update).await? > 0 {
        return Ok(());
    }
    let new: legalmind_core::Id<()> = legalmind_core::Id::new(work.world());
    let mut row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("id", id(new)),
            ("key_ix", key),
            ("first", time(work.now())),
            ("last", time(work.now())),
            ("sealed", work.seal(TABLE, new.as_bytes(), &party)?),
        ],
    )?;
    row.on_conflict(OnConflict::columns(["tenant", "key_ix"]).do_nothing().to_owned());
    work.note(&row).await.map(drop)
}

/// Everyone to whom something was sent, the first first.
///
/// # Errors
/// [`crate::Error::Integrity`] where a row does not open.
pub async fn list(ctx: &Ctx, tx: &Tx) -> Result<Vec<Recipient>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.order_by("first", Order::Asc).order_by("id", Order::Asc);
    let read = |row: &Row| {
        let id: legalmind_core::Id<()> = row.id("id")?;
        Ok(Recipient {
            party: tx.open(TABLE, id.as_bytes(), row.bytes("sealed")?)?,
            first: row.time("first")?,
            last: row.time("last")?,
        })
    };
    tx.sql.all(&query).await?.iter().map(read).collect()
}

/// The instant before which calls left whose recipients are not in this list: they were made before it was
/// kept. None where there are no such calls.
///
/// # Errors
/// [`crate::Error::Unavailable`] where the database refuses.
pub async fn unrecorded_before(ctx: &Ctx, tx: &Tx) -> Result<Option<Timestamp>> {
    // ids are in the order of time
    let mut call = Query::select();
    call.column("at").from("outgoing").and_where(eq("tenant", tx.tenant(ctx)?)).order_by("id", Order::Asc);
    let Some(call) = tx.sql.one(call.limit(1)).await? else { return Ok(None) };
    let mut known = Query::select();
    known.column("first").from(TABLE).and_where(eq("tenant", tx.tenant(ctx)?)).order_by("first", Order::Asc);
    let known = tx.sql.one(known.limit(1)).await?;
    let kept_since = known.map(|it| it.time("first")).transpose()?.unwrap_or_else(|| tx.now());
    Ok((call.time("at")? < kept_since).then_some(kept_since))
}

fn key(work: &Work, party: &Party) -> Value {
    let name = format!("{}\0{}\0{}\0{}", party.provider, party.model, party.region, party.own_machine);
    work.blind("recipient", name.as_bytes())
}
