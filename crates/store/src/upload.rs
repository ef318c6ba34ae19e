//! Uploads under way: how many bytes are here, and where they are kept.

use legalmind_core::{BlobId, Ctx, DossierId, Timestamp, UploadId, UserId, VersionId};
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};
use serde::{Deserialize, Serialize};

use crate::{
    Error, Result,
    row::Row,
    sql::{eq, id, insert, int, opt_id, select, time},
    tx::{Tx, Work},
    version::Segment,
};

const TABLE: &str = "upload";

/// What is sealed of an upload.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadContent {
    /// The file's name.
    pub name: String,
    /// The folders it comes in, outermost first.
    pub folder: Vec<String>,
    /// The content type the sender declares.
    pub declared: String,
    /// The version it will be: its segments are sealed for that already.
    pub version: VersionId,
    /// The key of the bytes, wrapped by the tenant's key.
    pub key: Vec<u8>,
    /// The sealed objects so far, in order.
    pub segments: Vec<Segment>,
}

/// An upload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Its id.
    pub id: UploadId,
    /// The dossier it goes into.
    pub dossier: DossierId,
    /// Who sends it.
    pub user: Option<UserId>,
    /// How many bytes it will have.
    pub size: u64,
    /// How many are here.
    pub offset: u64,
    /// When it began.
    pub created: Timestamp,
    /// When it is given up if nothing more comes.
    pub expires: Timestamp,
    /// What is sealed.
    pub content: UploadContent,
}

/// Begins an upload.
///
/// # Errors
/// [`Error::NotFound`] where there is no such dossier.
pub async fn add(
    ctx: &Ctx,
    work: &Work,
    upload: UploadId,
    dossier: DossierId,
    size: u64,
    expires: Timestamp,
    content: &UploadContent,
) -> Result<()> {
    let row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("id", id(upload)),
            ("dossier", id(dossier)),
            ("account", opt_id(ctx.user())),
            ("size", int(size)),
            ("offset", int(0)),
            ("created", time(work.now())),
            ("expires", time(expires)),
            ("sealed", work.seal(TABLE, upload.as_bytes(), content)?),
        ],
    )?;
    work.change(&row).await.map(drop)
}

/// The upload of this id, if the person in `ctx` began it.
///
/// # Errors
/// [`Error::NotFound`] where there is none of theirs.
pub async fn get(ctx: &Ctx, tx: &Tx, upload: UploadId) -> Result<Upload> {
    let mut query = mine(ctx, tx)?;
    query.and_where(eq("id", id(upload)));
    read(tx, &tx.sql.one(&query).await?.ok_or(Error::NotFound)?)
}

/// The unfinished uploads of the person in `ctx` into a dossier, oldest first.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn list(ctx: &Ctx, tx: &Tx, dossier: DossierId) -> Result<Vec<Upload>> {
    let mut query = mine(ctx, tx)?;
    query.and_where(eq("dossier", id(dossier))).order_by("id", Order::Asc);
    tx.sql.all(&query).await?.iter().map(|row| read(tx, row)).collect()
}

/// Adds a segment that is stored already, at the place `upload.offset`. Gives the new offset.
/// Book-keeping: the document that comes of it has its own audit entry.
///
/// # Errors
/// [`Error::Conflict`] where somebody else added one in the meantime, or the segment does not
/// fit into the announced size.
pub async fn append_segment(
    ctx: &Ctx,
    work: &Work,
    upload: &mut Upload,
    segment: Segment,
    expires: Timestamp,
) -> Result<u64> {
    let offset = upload.offset.saturating_add(u64::from(segment.len));
    if offset > upload.size {
        return Err(Error::Conflict);
    }
    let mut content = upload.content.clone();
    content.segments.push(segment);
    let mut update = Query::update();
    update
        .table(TABLE)
        .value("offset", Expr::val(int(offset)))
        .value("expires", Expr::val(time(expires)))
        .value("sealed", Expr::val(work.seal(TABLE, upload.id.as_bytes(), &content)?))
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("id", id(upload.id)))
        .and_where(eq("offset", int(upload.offset)));
    if work.note(&update).await? == 0 {
        return Err(Error::Conflict);
    }
    (upload.offset, upload.expires, upload.content) = (offset, expires, content);
    Ok(offset)
}

/// Ends an upload: its bytes became a document in the same unit of work, or it was given up
/// (then the caller deletes the sealed objects after saving).
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn remove(ctx: &Ctx, work: &Work, upload: UploadId) -> Result<()> {
    let mut delete = Query::delete();
    delete.from_table(TABLE).and_where(eq("tenant", work.tenant(ctx)?)).and_where(eq("id", id(upload)));
    if work.change(&delete).await? == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// The uploads of the firm that are past their end, for the sweep that gives them up.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn expired(ctx: &Ctx, tx: &Tx) -> Result<Vec<Upload>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(Expr::col("expires").lte(time(tx.now()))).order_by("id", Order::Asc);
    tx.sql.all(&query).await?.iter().map(|row| read(tx, row)).collect()
}

/// All sealed objects that uploads of the firm name: what a sweep for orphans must keep.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn blobs(ctx: &Ctx, tx: &Tx) -> Result<Vec<BlobId>> {
    let rows = tx.sql.all(&select(TABLE, tx.tenant(ctx)?)).await?;
    let uploads = rows.iter().map(|row| read(tx, row)).collect::<Result<Vec<_>>>()?;
    Ok(uploads.into_iter().flat_map(|it| it.content.segments).map(|it| it.blob).collect())
}

fn mine(ctx: &Ctx, tx: &Tx) -> Result<SelectStatement> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    match ctx.user() {
        Some(user) => query.and_where(eq("account", id(user))),
        None => query.and_where(Expr::col("account").is_null()),
    };
    Ok(query)
}

fn read(tx: &Tx, row: &Row) -> Result<Upload> {
    let id: UploadId = row.id("id")?;
    Ok(Upload {
        id,
        dossier: row.id("dossier")?,
        user: row.opt_id("account")?,
        size: row.count("size")?,
        offset: row.count("offset")?,
        created: row.time("created")?,
        expires: row.time("expires")?,
        content: tx.open(TABLE, id.as_bytes(), row.bytes("sealed")?)?,
    })
}
