//! What left the vault for a model: written, sealed, before it leaves (P077).

use async_trait::async_trait;
use legalmind_core::{
    Ctx, DossierId, Timestamp,
    audit::{Entry, Outcome},
    dossier::AiUse,
    outgoing::{self, Ledger, LedgerError, Returned},
};
use sea_orm::sea_query::{Expr, Order, Query};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Error, Result, Store, dossier, recipient,
    row::Row,
    sql::{eq, flag, id, insert, int, opt_int, opt_uuid, select, text, time},
    tx::{Tx, Work},
};

const TABLE: &str = "outgoing";

/// For what a call was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The kind of object, `answer`, `redline`.
    pub object: &'static str,
    /// Its id.
    pub id: Uuid,
}

/// The ledger of the calls made for one subject: each is written down before it leaves.
#[derive(Clone, Debug)]
pub struct Book {
    /// Where it is written.
    pub store: Store,
    /// For what the calls are made.
    pub subject: Subject,
    /// In which dossier.
    pub dossier: DossierId,
}

#[async_trait]
impl Ledger for Book {
    async fn leaving(&self, ctx: &Ctx, out: &outgoing::Outgoing) -> Result<(), LedgerError> {
        match self.write(ctx, out).await {
            Ok(AiUse::Allowed) => Ok(()),
            Ok(AiUse::Forbidden) => Err(LedgerError::Forbidden),
            Err(error) => {
                tracing::error!(%error, "what leaves could not be written down");
                Err(LedgerError::Unwritten)
            }
        }
    }

    async fn returned(&self, ctx: &Ctx, back: Returned) -> Result<(), LedgerError> {
        let work = self.store.begin(ctx).await.map_err(|_| LedgerError::Unwritten)?;
        let came = Back {
            bytes: back.bytes,
            tokens_in: back.tokens_in,
            tokens_out: back.tokens_out,
            complete: back.complete,
        };
        returned(ctx, &work, back.call.uuid(), came).await.map_err(|_| LedgerError::Unwritten)?;
        work.save().await.map_err(|_| LedgerError::Unwritten)
    }
}

impl Book {
    /// Writes it down where it may leave.
    async fn write(&self, ctx: &Ctx, out: &outgoing::Outgoing) -> Result<AiUse> {
        let content = OutgoingContent {
            provider: out.provider.clone(),
            model: out.model.clone(),
            region: out.region.clone(),
            body: out.body.to_vec(),
        };
        let work = self.store.begin(ctx).await?;
        if dossier::ai(ctx, &work, self.dossier).await? == AiUse::Forbidden {
            let entry = Entry::done("model.call", self.subject.object, self.subject.id);
            work.audit(entry.in_dossier(self.dossier).outcome(Outcome::Refused))?;
            work.save().await?;
            return Ok(AiUse::Forbidden);
        }
        recipient::sent(ctx, &work, out).await?;
        add(ctx, &work, out.call.uuid(), self.subject, self.dossier, out.bytes, &content).await?;
        work.audit(Entry::done("model.call", self.subject.object, self.subject.id).in_dossier(self.dossier))?;
        work.save().await?;
        Ok(AiUse::Allowed)
    }
}

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

/// Writes down a call that is about to be made.
///
/// # Errors
/// [`Error::NotFound`] where there is no such dossier.
pub async fn add(
    ctx: &Ctx,
    work: &Work,
    call: Uuid,
    subject: Subject,
    dossier: DossierId,
    bytes: u64,
    content: &OutgoingContent,
) -> Result<()> {
    let row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("id", opt_uuid(Some(call))),
            ("object", text(subject.object)),
            ("subject", opt_uuid(Some(subject.id))),
            ("dossier", id(dossier)),
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

/// The calls that were made for a subject, in order. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn list(ctx: &Ctx, tx: &Tx, subject: Uuid) -> Result<Vec<Outgoing>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("subject", opt_uuid(Some(subject)))).order_by("id", Order::Asc);
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
