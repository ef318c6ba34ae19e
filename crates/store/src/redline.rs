//! Reviews of versions of Word documents.

use legalmind_core::{
    Ctx, DocumentId, DossierId, RedlineId, Timestamp, UserId, VersionId,
    redline::{RedlineContent, RedlineState},
};
use sea_orm::sea_query::{Expr, Order};

use crate::{
    Error, Result,
    row::Row,
    sql::{eq, id, insert, int, opt_id, opt_time, revised, select, text, time},
    tx::{Tx, Work},
};

const TABLE: &str = "redline";

/// A review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redline {
    /// Its id.
    pub id: RedlineId,
    /// The dossier of the document.
    pub dossier: DossierId,
    /// The document.
    pub document: DocumentId,
    /// The version that is reviewed.
    pub version: VersionId,
    /// How far it is.
    pub state: RedlineState,
    /// Goes up with every change.
    pub revision: u64,
    /// The version that it made.
    pub result: Option<VersionId>,
    /// When it was begun.
    pub created: Timestamp,
    /// By whom.
    pub created_by: Option<UserId>,
    /// When it ended, in whatever way.
    pub finished: Option<Timestamp>,
    /// What is sealed.
    pub content: RedlineContent,
}

/// Adds a review.
///
/// # Errors
/// [`Error::NotFound`] where there is no such document.
pub async fn add(
    ctx: &Ctx,
    work: &Work,
    redline: RedlineId,
    (dossier, document, version): (DossierId, DocumentId, VersionId),
    state: RedlineState,
    content: &RedlineContent,
) -> Result<()> {
    let row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("id", id(redline)),
            ("dossier", id(dossier)),
            ("document", id(document)),
            ("version", id(version)),
            ("state", text(state.as_str())),
            ("revision", int(1)),
            ("result", opt_id(None::<VersionId>)),
            ("created", time(work.now())),
            ("created_by", opt_id(ctx.user())),
            ("finished", opt_time(None)),
            ("sealed", work.seal(TABLE, redline.as_bytes(), content)?),
        ],
    )?;
    work.change(&row).await.map(drop)
}

/// The review of this id. Rights are the caller's matter: require them on its dossier.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn get(ctx: &Ctx, tx: &Tx, redline: RedlineId) -> Result<Redline> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("id", id(redline)));
    read(tx, &tx.sql.one(&query).await?.ok_or(Error::NotFound)?)
}

/// The reviews of a document, newest first. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn list(ctx: &Ctx, tx: &Tx, document: DocumentId) -> Result<Vec<Redline>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("document", id(document))).order_by("id", Order::Desc).limit(200);
    tx.sql.all(&query).await?.iter().map(|row| read(tx, row)).collect()
}

/// The reviews whose proposals are said to be in the making: after a restart, those that are not.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn running(ctx: &Ctx, tx: &Tx) -> Result<Vec<Redline>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("state", text(RedlineState::Running.as_str()))).order_by("id", Order::Asc);
    tx.sql.all(&query).await?.iter().map(|row| read(tx, row)).collect()
}

/// What a review becomes.
#[derive(Clone, Copy, Debug)]
pub struct Next<'a> {
    /// How far it is now.
    pub state: RedlineState,
    /// The version that it made.
    pub result: Option<VersionId>,
    /// What is sealed.
    pub content: &'a RedlineContent,
}

/// Changes a review, if its revision is still `revision`.
///
/// # Errors
/// [`Error::Conflict`] where it is not.
pub async fn update(ctx: &Ctx, work: &Work, redline: RedlineId, revision: u64, next: Next<'_>) -> Result<()> {
    let ended = !matches!(next.state, RedlineState::Running | RedlineState::Open);
    let mut update = revised(TABLE, work.tenant(ctx)?, redline, revision);
    update
        .value("state", Expr::val(text(next.state.as_str())))
        .value("result", Expr::val(opt_id(next.result)))
        .value("finished", Expr::val(opt_time(ended.then(|| work.now()))))
        .value("sealed", Expr::val(work.seal(TABLE, redline.as_bytes(), next.content)?));
    if work.change(&update).await? == 0 {
        get(ctx, work, redline).await?;
        return Err(Error::Conflict);
    }
    Ok(())
}

fn read(tx: &Tx, row: &Row) -> Result<Redline> {
    let id: RedlineId = row.id("id")?;
    Ok(Redline {
        id,
        dossier: row.id("dossier")?,
        document: row.id("document")?,
        version: row.id("version")?,
        state: row.named("state", RedlineState::parse)?,
        revision: row.count("revision")?,
        result: row.opt_id("result")?,
        created: row.time("created")?,
        created_by: row.opt_id("created_by")?,
        finished: row.opt_time("finished")?,
        content: tx.open(TABLE, id.as_bytes(), row.bytes("sealed")?)?,
    })
}
