//! The change log: what the index of a tenant follows, in the order of commits.

use legalmind_core::{Ctx, DocumentId, DossierId, TenantId, VersionId};
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query};

use crate::{
    Error, Result,
    row::Row,
    sight,
    sql::{Sql, eq, id, int, select, text},
    tx::Tx,
};

const TABLE: &str = "change";

/// What happened to a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChangeKind {
    /// Its passages were written, for the first time or anew: what the index holds of it goes,
    /// what [`crate::passage::list`] gives comes.
    VersionIndexed,
    /// It is gone.
    VersionRemoved,
}

impl ChangeKind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::VersionIndexed => "version_indexed",
            Self::VersionRemoved => "version_removed",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        [Self::VersionIndexed, Self::VersionRemoved].into_iter().find(|it| it.as_str() == name)
    }
}

/// A line of the change log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its number in the tenant's log, from 1, without gaps. A line is never committed after
    /// one with a higher number.
    pub seq: u64,
    /// What happened.
    pub kind: ChangeKind,
    /// To which version.
    pub version: VersionId,
    /// Of which document.
    pub document: DocumentId,
    /// In which dossier.
    pub dossier: DossierId,
}

/// The lines after `after`, oldest first, at most `limit`.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn read(ctx: &Ctx, tx: &Tx, after: u64, limit: u32) -> Result<Vec<Change>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(Expr::col("seq").gt(int(after))).order_by("seq", Order::Asc).limit(u64::from(limit));
    let read = |row: &Row| {
        Ok(Change {
            seq: row.count("seq")?,
            kind: row.named("kind", ChangeKind::parse)?,
            version: row.id("version")?,
            document: row.id("document")?,
            dossier: row.id("dossier")?,
        })
    };
    tx.sql.all(&query).await?.iter().map(read).collect()
}

/// The number of the last line; 0 in an empty log. Who writes and then waits until the index
/// has reached this number finds what it wrote.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn head(ctx: &Ctx, tx: &Tx) -> Result<u64> {
    Ok(sight::now(ctx, tx).await?.head)
}

/// A line to be appended.
#[derive(Clone, Copy)]
pub(crate) struct NewChange {
    kind: ChangeKind,
    version: VersionId,
    document: DocumentId,
    dossier: DossierId,
}

pub(crate) const fn indexed(version: VersionId, document: DocumentId, dossier: DossierId) -> NewChange {
    NewChange { kind: ChangeKind::VersionIndexed, version, document, dossier }
}

pub(crate) const fn removed(version: VersionId, document: DocumentId, dossier: DossierId) -> NewChange {
    NewChange { kind: ChangeKind::VersionRemoved, version, document, dossier }
}

/// Appends lines inside an open transaction. The tenant's counter is held until the transaction
/// ends, so numbers stand in the order of commits.
pub(crate) async fn append(sql: &Sql, tenant: TenantId, changes: &[NewChange]) -> Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let many = i64::try_from(changes.len()).unwrap_or(i64::MAX);
    let mut update = Query::update();
    update
        .table("chain")
        .value("change_seq", Expr::col("change_seq").add(many))
        .and_where(eq("tenant", id(tenant)))
        .returning_col("change_seq");
    let last = sql.one(&update).await?.ok_or(Error::NotFound)?.int("change_seq")?;
    let first = last.saturating_sub(many).saturating_add(1);
    let row = |(seq, it): (i64, &NewChange)| {
        [id(tenant), int(seq), text(it.kind.as_str()), id(it.version), id(it.document), id(it.dossier)]
    };
    let rows = (first..).zip(changes).map(row).collect();
    sql.run_many(TABLE, ["tenant", "seq", "kind", "version", "document", "dossier"], rows).await
}
