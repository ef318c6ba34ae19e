//! Drafts in dossiers, their texts, and the versions of those that were kept.

pub mod kept;
pub mod text;

use legalmind_core::{
    Ctx, DocumentId, DossierId, DraftId, TemplateId, Timestamp, UserId, VersionId,
    draft::{DraftContent, DraftState},
};
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query};

use crate::{
    Ask, Error, Listed, Result,
    row::Row,
    sql::{eq, id, insert, int, opt_id, revised, select, text, time},
    tx::{Tx, Work},
};

const TABLE: &str = "draft";

/// A draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its id.
    pub id: DraftId,
    /// The dossier it is in.
    pub dossier: DossierId,
    /// The template it is made from, and which version of it.
    pub template: (TemplateId, u32),
    /// How far it is.
    pub state: DraftState,
    /// Goes up with every change.
    pub revision: u64,
    /// The document that was made, in the version that was made last.
    pub made: Option<(DocumentId, VersionId)>,
    /// When it was begun.
    pub created: Timestamp,
    /// By whom.
    pub created_by: Option<UserId>,
    /// When it was last changed.
    pub updated: Timestamp,
    /// What is sealed.
    pub content: DraftContent,
}

/// Adds a draft.
///
/// # Errors
/// [`Error::NotFound`] where there is no such dossier.
pub async fn add(
    ctx: &Ctx,
    work: &Work,
    draft: DraftId,
    dossier: DossierId,
    template: (TemplateId, u32),
    content: &DraftContent,
) -> Result<()> {
    let now = time(work.now());
    let row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("id", id(draft)),
            ("dossier", id(dossier)),
            ("template", id(template.0)),
            ("template_number", int(template.1)),
            ("state", text(DraftState::Answering.as_str())),
            ("revision", int(1)),
            ("document", opt_id(None::<DocumentId>)),
            ("version", opt_id(None::<VersionId>)),
            ("created", now.clone()),
            ("created_by", opt_id(ctx.user())),
            ("updated", now),
            ("sealed", work.seal(TABLE, draft.as_bytes(), content)?),
        ],
    )?;
    work.change(&row).await.map(drop)
}

/// The draft of this id. Rights are the caller's matter: require them on its dossier.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn get(ctx: &Ctx, tx: &Tx, draft: DraftId) -> Result<Draft> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("id", id(draft)));
    read(tx, &tx.sql.one(&query).await?.ok_or(Error::NotFound)?)
}

/// The drafts of a dossier, newest first. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Cursor`] where the cursor is not this list's.
pub async fn list(ctx: &Ctx, tx: &Tx, dossier: DossierId, ask: &Ask) -> Result<Listed<Draft>> {
    let after: Option<DraftId> = ask.after_id()?;
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query
        .and_where(eq("dossier", id(dossier)))
        .and_where_option(after.map(|it| Expr::col("id").lt(id(it))))
        .order_by("id", Order::Desc)
        .limit(ask.rows());
    let rows = tx.sql.all(&query).await?;
    let items = rows.iter().map(|row| read(tx, row)).collect::<Result<_>>()?;
    Ok(Listed::cut(items, ask, |it: &Draft| it.id.to_string()))
}

/// What a draft becomes.
#[derive(Clone, Copy, Debug)]
pub struct Next<'a> {
    /// How far it is now.
    pub state: DraftState,
    /// The document that was made.
    pub made: Option<(DocumentId, VersionId)>,
    /// What is sealed.
    pub content: &'a DraftContent,
}

/// Changes a draft, if its revision is still `revision`.
///
/// # Errors
/// [`Error::Conflict`] where it is not.
pub async fn update(ctx: &Ctx, work: &Work, draft: DraftId, revision: u64, next: Next<'_>) -> Result<()> {
    let (document, version) = next.made.unzip();
    let mut update = revised(TABLE, work.tenant(ctx)?, draft, revision);
    update
        .value("state", Expr::val(text(next.state.as_str())))
        .value("document", Expr::val(opt_id(document)))
        .value("version", Expr::val(opt_id(version)))
        .value("updated", Expr::val(time(work.now())))
        .value("sealed", Expr::val(work.seal(TABLE, draft.as_bytes(), next.content)?));
    if work.change(&update).await? == 0 {
        get(ctx, work, draft).await?;
        return Err(Error::Conflict);
    }
    Ok(())
}

/// Removes a draft, if its revision is still `revision`; the document it made stays.
///
/// # Errors
/// [`Error::Conflict`] where it is not.
pub async fn remove(ctx: &Ctx, work: &Work, draft: DraftId, revision: u64) -> Result<()> {
    let mut delete = Query::delete();
    delete
        .from_table(TABLE)
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("id", id(draft)))
        .and_where(eq("revision", int(revision)));
    if work.change(&delete).await? == 0 {
        get(ctx, work, draft).await?;
        return Err(Error::Conflict);
    }
    Ok(())
}

fn read(tx: &Tx, row: &Row) -> Result<Draft> {
    let id: DraftId = row.id("id")?;
    Ok(Draft {
        id,
        dossier: row.id("dossier")?,
        template: (row.id("template")?, row.count("template_number")?),
        state: row.named("state", DraftState::parse)?,
        revision: row.count("revision")?,
        made: row.opt_id("document")?.zip(row.opt_id("version")?),
        created: row.time("created")?,
        created_by: row.opt_id("created_by")?,
        updated: row.time("updated")?,
        content: tx.open(TABLE, id.as_bytes(), row.bytes("sealed")?)?,
    })
}
