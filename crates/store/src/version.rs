//! Versions of documents: where their bytes are, and how far the work on them is.

mod state;

use legalmind_core::{
    BlobId, Ctx, DocumentId, DossierId, VersionId,
    document::{FileKind, Progress, Reason},
};
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query, SelectStatement, UpdateStatement, Value};
use serde::{Deserialize, Serialize};

pub use self::state::VersionState;
pub(crate) use self::state::{read_state, select_state};
use crate::{
    Error, Result, change, document,
    row::Row,
    sql::{eq, flag, id, insert, int, opt_id, opt_int, opt_text, select, text, time},
    tx::{Tx, Work},
};

const TABLE: &str = "version";

/// One sealed object of a version's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// Where it is kept.
    pub blob: BlobId,
    /// How many bytes of the original it holds.
    pub len: u32,
    /// They were squeezed (zstd) before they were sealed.
    pub squeezed: bool,
}

/// What is sealed of a version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionContent {
    /// The key of the version's bytes, wrapped by the tenant's key.
    pub key: Vec<u8>,
    /// SHA-256 of the original bytes.
    pub sha256: [u8; 32],
    /// The sealed objects, in order.
    pub segments: Vec<Segment>,
    /// The content type the sender declared.
    pub declared: String,
    /// A title the file itself carries.
    pub title: Option<String>,
}

/// A version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its id.
    pub id: VersionId,
    /// The document it is of.
    pub document: DocumentId,
    /// The dossier that document is in.
    pub dossier: DossierId,
    /// What is in the clear.
    pub state: VersionState,
    /// What is sealed.
    pub content: VersionContent,
}

/// A version to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewVersion {
    /// Its id.
    pub id: VersionId,
    /// The document it is of.
    pub document: DocumentId,
    /// The dossier that document is in.
    pub dossier: DossierId,
    /// Its number in the document, from 1.
    pub number: u32,
    /// How many bytes the original has.
    pub size: u64,
    /// What kind of file it is.
    pub kind: FileKind,
    /// How far the work on it is.
    pub progress: Progress,
    /// Why the work stopped.
    pub reason: Option<Reason>,
    /// What is sealed.
    pub content: VersionContent,
}

/// Adds a version and makes it the document's present one.
///
/// # Errors
/// [`Error::Exists`] where the document has a version of this number.
pub async fn add(ctx: &Ctx, work: &Work, new: &NewVersion) -> Result<()> {
    let row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("id", id(new.id)),
            ("document", id(new.document)),
            ("dossier", id(new.dossier)),
            ("number", int(new.number)),
            ("size", int(new.size)),
            ("kind", text(new.kind.as_str())),
            ("progress", text(new.progress.as_str())),
            ("reason", opt_text(new.reason.map(Reason::as_str))),
            ("pages", opt_int(None::<i64>)),
            ("pages_done", int(0)),
            ("recognised", flag(false)),
            ("hash_ix", hash_index(work, &new.content.sha256)),
            ("created", time(work.now())),
            ("created_by", opt_id(ctx.user())),
            ("sealed", work.seal(TABLE, new.id.as_bytes(), &new.content)?),
        ],
    )?;
    work.change(&row).await?;
    // the kind of the present version; a document of one version was shown by no search yet
    if new.number > 1 {
        work.mark_seen();
    }
    document::set_version(ctx, work, new.document, new.id).await
}

/// The version of this id. Rights are the caller's matter: require them on its dossier.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn get(ctx: &Ctx, tx: &Tx, version: VersionId) -> Result<Version> {
    let mut query = query(ctx, tx)?;
    query.and_where(eq((TABLE, "id"), id(version)));
    read(tx, &tx.sql.one(&query).await?.ok_or(Error::NotFound)?)
}

/// The versions of a document, oldest first.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn list(ctx: &Ctx, tx: &Tx, document: DocumentId) -> Result<Vec<Version>> {
    let mut query = query(ctx, tx)?;
    query.and_where(eq((TABLE, "document"), id(document))).order_by((TABLE, "number"), Order::Asc);
    tx.sql.all(&query).await?.iter().map(|row| read(tx, row)).collect()
}

/// Takes all versions of a document but the present one out of the index. Book-keeping.
///
/// # Errors
/// [`Error::NotFound`] where there is no such document.
pub async fn retire_older(ctx: &Ctx, work: &Work, document: DocumentId) -> Result<()> {
    let present = document::get(ctx, work, document).await?.version.map(|it| it.id);
    let mut query = Query::select();
    query
        .columns(["id", "dossier"])
        .from(TABLE)
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("document", id(document)));
    for row in work.sql.all(&query).await? {
        let version: VersionId = row.id("id")?;
        if Some(version) != present {
            work.log(change::removed(version, document, row.id("dossier")?));
        }
    }
    Ok(())
}

/// All sealed objects that versions of the tenant name: what a sweep for orphans must keep,
/// and what a backup must hold.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn blobs(ctx: &Ctx, tx: &Tx) -> Result<Vec<BlobId>> {
    let mut all = Vec::new();
    let mut after: Option<VersionId> = None;
    loop {
        let mut query = query(ctx, tx)?;
        query
            .and_where_option(after.map(|it| Expr::col((TABLE, "id")).gt(id(it))))
            .order_by((TABLE, "id"), Order::Asc)
            .limit(1000);
        let rows = tx.sql.all(&query).await?;
        let Some(last) = rows.last() else { return Ok(all) };
        after = Some(last.id("state_id")?);
        for row in &rows {
            all.extend(read(tx, row)?.content.segments.iter().map(|it| it.blob));
        }
    }
}

/// Says how far the work on a version is. Book-keeping: the job that does the work has its own
/// audit entry.
///
/// # Errors
/// [`Error::NotFound`] where there is no such version.
pub async fn set_progress(
    ctx: &Ctx,
    work: &Work,
    version: VersionId,
    progress: Progress,
    reason: Option<Reason>,
) -> Result<()> {
    let mut update = update(ctx, work, version)?;
    update
        .value("progress", Expr::val(text(progress.as_str())))
        .value("reason", Expr::val(opt_text(reason.map(Reason::as_str))));
    found(work.note(&update).await?)
}

/// Says how many pages there are and how many are read. Book-keeping.
///
/// # Errors
/// [`Error::NotFound`] where there is no such version.
pub async fn set_pages(
    ctx: &Ctx,
    work: &Work,
    version: VersionId,
    pages: Option<u32>,
    done: u32,
    recognised: bool,
) -> Result<()> {
    let mut update = update(ctx, work, version)?;
    update
        .value("pages", Expr::val(opt_int(pages)))
        .value("pages_done", Expr::val(int(done)))
        .value("recognised", Expr::val(flag(recognised)));
    found(work.note(&update).await?)
}

/// Says what kind of file the bytes turned out to be. Book-keeping.
///
/// # Errors
/// [`Error::NotFound`] where there is no such version.
pub async fn set_kind(ctx: &Ctx, work: &Work, version: VersionId, kind: FileKind) -> Result<()> {
    let mut update = update(ctx, work, version)?;
    update.value("kind", Expr::val(text(kind.as_str()))).returning_col("number");
    let number: u32 = work.sql.one(&update).await?.ok_or(Error::NotFound)?.count("number")?;
    // a document is not found by search before its first version is read
    if number > 1 {
        work.mark_seen();
    }
    Ok(())
}

/// Replaces what is sealed of a version, such as the title found while reading.
///
/// # Errors
/// [`Error::NotFound`] where there is no such version.
pub async fn set_content(ctx: &Ctx, work: &Work, version: VersionId, content: &VersionContent) -> Result<()> {
    let mut update = update(ctx, work, version)?;
    update
        .value("hash_ix", Expr::val(hash_index(work, &content.sha256)))
        .value("sealed", Expr::val(work.seal(TABLE, version.as_bytes(), content)?));
    found(work.change(&update).await?)
}

/// Marks versions that are read as found by search. Book-keeping, by the index follower;
/// versions that are gone or failed in the meantime are passed over.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn mark_searchable(ctx: &Ctx, work: &Work, versions: &[VersionId]) -> Result<()> {
    for some in versions.chunks(500) {
        let mut update = Query::update();
        update
            .table(TABLE)
            .value("progress", Expr::val(text(Progress::Searchable.as_str())))
            .and_where(eq("tenant", work.tenant(ctx)?))
            .and_where(eq("progress", text(Progress::Read.as_str())))
            .and_where(Expr::col("id").is_in(some.iter().map(|it| id(*it))));
        work.note(&update).await?;
    }
    Ok(())
}

fn update(ctx: &Ctx, work: &Work, version: VersionId) -> Result<UpdateStatement> {
    let mut update = Query::update();
    update.table(TABLE).and_where(eq("tenant", work.tenant(ctx)?)).and_where(eq("id", id(version)));
    Ok(update)
}

const fn found(rows: u64) -> Result<()> {
    if rows == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// The blind index under which equal bytes find each other inside a tenant.
pub(crate) fn hash_index(tx: &Tx, sha256: &[u8; 32]) -> Value {
    tx.blind("version.hash", sha256)
}

/// The document and the dossier a version belongs to.
pub(crate) async fn home(ctx: &Ctx, tx: &Tx, version: VersionId) -> Result<(DocumentId, DossierId)> {
    let mut query = Query::select();
    query
        .columns(["document", "dossier"])
        .from(TABLE)
        .and_where(eq("tenant", tx.tenant(ctx)?))
        .and_where(eq("id", id(version)));
    let row = tx.sql.one(&query).await?.ok_or(Error::NotFound)?;
    Ok((row.id("document")?, row.id("dossier")?))
}

fn query(ctx: &Ctx, tx: &Tx) -> Result<SelectStatement> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    select_state(&mut query);
    Ok(query)
}

fn read(tx: &Tx, row: &Row) -> Result<Version> {
    let state = read_state(row)?.ok_or(Error::Integrity)?;
    Ok(Version {
        id: state.id,
        document: row.id("document")?,
        dossier: row.id("dossier")?,
        state,
        content: tx.open(TABLE, state.id.as_bytes(), row.bytes("sealed")?)?,
    })
}
