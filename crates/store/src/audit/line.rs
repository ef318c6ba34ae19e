//! A line of the log: how it comes about, and the canonical bytes the chain binds.

use legalmind_core::{Actor, Ctx, RequestId, TenantId, Timestamp, World, audit::Entry};
use legalmind_seal::TenantKey;
use sea_orm::sea_query::Value;
use uuid::Uuid;

use super::{Source, TABLE};
use crate::{
    Error, Result,
    row::Row,
    sealing,
    sql::{bytes, id, int, opt_uuid, text},
    tx::Tx,
};

/// An entry on its way into the log, its source sealed.
pub(crate) struct Pending {
    entry: Entry,
    at: Timestamp,
    actor: Actor,
    request: RequestId,
    sealed: Vec<u8>,
}

impl Pending {
    pub(crate) fn of(ctx: &Ctx, entry: Entry, tx: &Tx) -> Result<Self> {
        Self::sealed(ctx, entry, &tx.key, tx.world())
    }

    pub(crate) const fn entry(&self) -> &Entry {
        &self.entry
    }

    pub(crate) fn sealed(ctx: &Ctx, entry: Entry, key: &TenantKey, world: &World) -> Result<Self> {
        let source = Source { origin: ctx.origin().to_owned(), role: ctx.role(), text: entry.text };
        // The number is not known yet, and the chain binds the sealed bytes to their place.
        let request = ctx.request();
        let place = (TABLE, ctx.tenant(), request.as_bytes().as_slice());
        let sealed = sealing::seal(key, place, &source, world)?;
        Ok(Self { entry, at: world.now(), actor: ctx.actor(), request, sealed })
    }
}

pub(super) const COLUMNS: [&str; 13] = [
    "tenant",
    "seq",
    "at",
    "account",
    "job",
    "request",
    "action",
    "object",
    "object_id",
    "dossier",
    "outcome",
    "link",
    "sealed",
];

/// A line of the log as the chain sees it: all of its columns.
pub(super) struct Line {
    pub(super) seq: u64,
    at: i64,
    user: Option<Uuid>,
    job: Option<Uuid>,
    request: Uuid,
    action: String,
    object: String,
    object_id: Option<Uuid>,
    dossier: Option<Uuid>,
    outcome: String,
    sealed: Vec<u8>,
}

impl Line {
    pub(super) fn of(seq: u64, pending: &Pending) -> Self {
        let job = match pending.actor {
            Actor::Job { job, .. } => Some(job.uuid()),
            Actor::User(_) | Actor::Operator => None,
        };
        Self {
            seq,
            at: pending.at.as_millisecond(),
            user: pending.actor.user().map(|it| it.uuid()),
            job,
            request: pending.request.uuid(),
            action: pending.entry.action.to_owned(),
            object: pending.entry.object.to_owned(),
            object_id: pending.entry.id,
            dossier: pending.entry.dossier.map(|it| it.uuid()),
            outcome: pending.entry.outcome.as_str().to_owned(),
            sealed: pending.sealed.clone(),
        }
    }

    pub(super) fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            seq: row.count("seq")?,
            at: row.int("at")?,
            user: row.opt_uuid("account")?,
            job: row.opt_uuid("job")?,
            request: row.opt_uuid("request")?.ok_or(Error::Integrity)?,
            action: row.text("action")?,
            object: row.text("object")?,
            object_id: row.opt_uuid("object_id")?,
            dossier: row.opt_uuid("dossier")?,
            outcome: row.text("outcome")?,
            sealed: row.bytes("sealed")?,
        })
    }

    /// The canonical bytes: every field with its length before it, an absent one as a mark of
    /// its own, so that no two lines have the same bytes.
    pub(super) fn bytes(&self, tenant: TenantId) -> Vec<u8> {
        let mut out = Vec::with_capacity(256);
        let fixed =
            [Some(tenant.uuid()), self.user, self.job, Some(self.request), self.object_id, self.dossier];
        for uuid in fixed {
            out.push(u8::from(uuid.is_some()));
            out.extend_from_slice(uuid.unwrap_or_default().as_bytes());
        }
        out.extend_from_slice(&self.seq.to_be_bytes());
        out.extend_from_slice(&self.at.to_be_bytes());
        let loose = [self.action.as_bytes(), self.object.as_bytes(), self.outcome.as_bytes(), &self.sealed];
        for field in loose {
            out.extend_from_slice(&u64::try_from(field.len()).unwrap_or(u64::MAX).to_be_bytes());
            out.extend_from_slice(field);
        }
        out
    }

    pub(super) fn values(self, tenant: TenantId, link: [u8; 32]) -> [Value; 13] {
        [
            id(tenant),
            int(self.seq),
            int(self.at),
            opt_uuid(self.user),
            opt_uuid(self.job),
            opt_uuid(Some(self.request)),
            text(&self.action),
            text(&self.object),
            opt_uuid(self.object_id),
            opt_uuid(self.dossier),
            text(&self.outcome),
            bytes(link),
            bytes(self.sealed),
        ]
    }
}
