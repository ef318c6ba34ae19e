//! Checks: documents held against playbooks, and what people decided.

use legalmind_core::{
    CheckId, Ctx, DocumentId, DossierId, PlaybookId, Timestamp, UserId, VersionId,
    check::{CheckContent, CheckState},
};
use sea_orm::sea_query::{Expr, ExprTrait, Order, SelectStatement};

use crate::{
    Error, Result,
    row::Row,
    sql::{eq, id, insert, int, opt_id, revised, select, text, time},
    tx::{Tx, Work},
};

const TABLE: &str = "check";
/// The most checks of a list.
const MOST: u64 = 200;

/// A check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Its id.
    pub id: CheckId,
    /// What was held against what.
    pub of: CheckOf,
    /// How far it is, and the people are.
    pub state: CheckState,
    /// Goes up with every change.
    pub revision: u64,
    /// When it was made.
    pub created: Timestamp,
    /// By whom.
    pub created_by: Option<UserId>,
    /// When it was last changed.
    pub updated: Timestamp,
    /// What is sealed.
    pub content: CheckContent,
}

/// What was held against what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CheckOf {
    /// The dossier of the document.
    pub dossier: DossierId,
    /// The document.
    pub document: DocumentId,
    /// Its version.
    pub version: VersionId,
    /// The playbook.
    pub playbook: PlaybookId,
    /// The number of its version.
    pub playbook_number: u32,
    /// The check of the same document that it follows.
    pub previous: Option<CheckId>,
}

/// Adds a check.
///
/// # Errors
/// [`Error::NotFound`] where there is no such document.
pub async fn add(
    ctx: &Ctx,
    work: &Work,
    check: CheckId,
    of: CheckOf,
    state: CheckState,
    content: &CheckContent,
) -> Result<()> {
    let now = time(work.now());
    let row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("id", id(check)),
            ("dossier", id(of.dossier)),
            ("document", id(of.document)),
            ("version", id(of.version)),
            ("playbook", id(of.playbook)),
            ("playbook_number", int(of.playbook_number)),
            ("previous", opt_id(of.previous)),
            ("state", text(state.as_str())),
            ("revision", int(1)),
            ("created", now.clone()),
            ("created_by", opt_id(ctx.user())),
            ("updated", now),
            ("sealed", work.seal(TABLE, check.as_bytes(), content)?),
        ],
    )?;
    work.change(&row).await.map(drop)
}

/// The check of this id. Rights are the caller's matter: require them on its dossier.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn get(ctx: &Ctx, tx: &Tx, check: CheckId) -> Result<Check> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("id", id(check)));
    read(tx, &tx.sql.one(&query).await?.ok_or(Error::NotFound)?)
}

/// The checks of a dossier, newest first; the last two hundred. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn list(ctx: &Ctx, tx: &Tx, dossier: DossierId) -> Result<Vec<Check>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("dossier", id(dossier)));
    newest(tx, query, MOST).await
}

/// The last check of a document against a playbook that found something. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Integrity`] where the row does not open.
pub async fn last(ctx: &Ctx, tx: &Tx, document: DocumentId, playbook: PlaybookId) -> Result<Option<Check>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    let made = CheckState::ALL.iter().filter(|it| it.is_made()).map(|it| text(it.as_str()));
    query
        .and_where(eq("document", id(document)))
        .and_where(eq("playbook", id(playbook)))
        .and_where(Expr::col("state").is_in(made));
    Ok(newest(tx, query, 1).await?.into_iter().next())
}

async fn newest(tx: &Tx, mut query: SelectStatement, most: u64) -> Result<Vec<Check>> {
    query.order_by("id", Order::Desc).limit(most);
    tx.sql.all(&query).await?.iter().map(|row| read(tx, row)).collect()
}

/// Changes a check, if its revision is still `revision`.
///
/// # Errors
/// [`Error::Conflict`] where it is not.
pub async fn update(
    ctx: &Ctx,
    work: &Work,
    check: CheckId,
    revision: u64,
    state: CheckState,
    content: &CheckContent,
) -> Result<()> {
    let mut update = revised(TABLE, work.tenant(ctx)?, check, revision);
    update
        .value("state", Expr::val(text(state.as_str())))
        .value("updated", Expr::val(time(work.now())))
        .value("sealed", Expr::val(work.seal(TABLE, check.as_bytes(), content)?));
    if work.change(&update).await? == 0 {
        get(ctx, work, check).await?;
        return Err(Error::Conflict);
    }
    Ok(())
}

fn read(tx: &Tx, row: &Row) -> Result<Check> {
    let id: CheckId = row.id("id")?;
    Ok(Check {
        id,
        of: CheckOf {
            dossier: row.id("dossier")?,
            document: row.id("document")?,
            version: row.id("version")?,
            playbook: row.id("playbook")?,
            playbook_number: row.count("playbook_number")?,
            previous: row.opt_id("previous")?,
        },
        state: row.named("state", CheckState::parse)?,
        revision: row.count("revision")?,
        created: row.time("created")?,
        created_by: row.opt_id("created_by")?,
        updated: row.time("updated")?,
        content: tx.open(TABLE, id.as_bytes(), row.bytes("sealed")?)?,
    })
}
