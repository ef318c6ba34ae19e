//! Documents in dossiers.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::Arc,
};

use legalmind_core::{
    BlobId, Ctx, DocumentId, DossierId, Timestamp, UserId, VersionId,
    document::{DocumentContent, FileKind},
};
use sea_orm::sea_query::{Asterisk, Condition, Expr, ExprTrait, Func, Order, Query, SelectStatement};

use crate::{
    Ask, Error, Listed, Result, change, dossier,
    rights::readable_through,
    row::Row,
    sql::{eq, id, insert, int, opt_id, revised, same, select, time},
    tx::{Tx, Work},
    version::{self, VersionState},
};

const TABLE: &str = "document";

/// A document with the state of its present version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its id.
    pub id: DocumentId,
    /// The dossier it is in.
    pub dossier: DossierId,
    /// The message or archive it came in.
    pub parent: Option<DocumentId>,
    /// The document of which it is a copy, where the same bytes were there already.
    pub duplicate_of: Option<DocumentId>,
    /// Goes up with every change of name or place.
    pub revision: u64,
    /// When it was added.
    pub created: Timestamp,
    /// Who added it.
    pub created_by: Option<UserId>,
    /// When its name or place was last changed, or a version was added.
    pub updated: Timestamp,
    /// Name and folders.
    pub content: DocumentContent,
    /// Its present version; none only inside the unit of work that adds it.
    pub version: Option<VersionState>,
}

/// A document to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDocument {
    /// Its id.
    pub id: DocumentId,
    /// The dossier it goes into.
    pub dossier: DossierId,
    /// The message or archive it came in.
    pub parent: Option<DocumentId>,
    /// The document of which it is a copy.
    pub duplicate_of: Option<DocumentId>,
    /// Name and folders.
    pub content: DocumentContent,
}

/// What a list of places in documents shows of one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// The document.
    pub document: DocumentId,
    /// The dossier it is in.
    pub dossier: DossierId,
    /// Its name.
    pub name: String,
    /// What kind of file its present version is.
    pub kind: Option<FileKind>,
    /// The name of its dossier.
    pub dossier_name: Arc<str>,
}

/// Adds a document; its first version follows in the same unit of work ([`version::add`]).
///
/// # Errors
/// [`Error::NotFound`] where there is no such dossier.
pub async fn add(ctx: &Ctx, work: &Work, new: &NewDocument) -> Result<()> {
    let now = time(work.now());
    let row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("id", id(new.id)),
            ("dossier", id(new.dossier)),
            ("parent", opt_id(new.parent)),
            ("duplicate_of", opt_id(new.duplicate_of)),
            ("revision", int(1)),
            ("created", now.clone()),
            ("created_by", opt_id(ctx.user())),
            ("updated", now),
            ("sealed", work.seal(TABLE, new.id.as_bytes(), &new.content)?),
        ],
    )?;
    work.change(&row).await.map(drop)
}

/// The document of this id. Rights are the caller's matter: require them on its dossier.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn get(ctx: &Ctx, tx: &Tx, document: DocumentId) -> Result<Document> {
    let mut query = query(ctx, tx)?;
    query.and_where(eq((TABLE, "id"), id(document)));
    read(tx, &tx.sql.one(&query).await?.ok_or(Error::NotFound)?)
}

/// The documents of these ids, in no order; ids that do not exist are left out. Rights are the
/// caller's matter.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn get_all(ctx: &Ctx, tx: &Tx, documents: &[DocumentId]) -> Result<Vec<Document>> {
    let mut all = Vec::with_capacity(documents.len());
    for some in documents.chunks(500) {
        let mut query = query(ctx, tx)?;
        query.and_where(Expr::col((TABLE, "id")).is_in(some.iter().map(|it| id(*it))));
        for row in tx.sql.all(&query).await? {
            all.push(read(tx, &row)?);
        }
    }
    Ok(all)
}

/// The titles of the documents of these ids, in no order; ids that do not exist are left out. One
/// statement for up to 500 of them. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn titles(ctx: &Ctx, tx: &Tx, documents: &[DocumentId]) -> Result<Vec<Title>> {
    let mut all = Vec::with_capacity(documents.len());
    let mut dossiers: HashMap<DossierId, Arc<str>> = HashMap::new();
    for some in documents.chunks(500) {
        let mut query = Query::select();
        query.columns([(TABLE, "id"), (TABLE, "dossier"), (TABLE, "sealed")]).from(TABLE);
        query.and_where(eq((TABLE, "tenant"), tx.tenant(ctx)?));
        query.and_where(Expr::col((TABLE, "id")).is_in(some.iter().map(|it| id(*it))));
        query.column(("version", "kind"));
        join_version(&mut query);
        dossier::join_sealed(&mut query, TABLE);
        for row in tx.sql.all(&query).await? {
            let (document, dossier): (DocumentId, DossierId) = (row.id("id")?, row.id("dossier")?);
            let dossier_name = match dossiers.entry(dossier) {
                Entry::Occupied(known) => Arc::clone(known.get()),
                Entry::Vacant(free) => Arc::clone(free.insert(dossier::read_name(tx, dossier, &row)?.into())),
            };
            let name = tx.open_first(TABLE, document.as_bytes(), &row.bytes("sealed")?)?;
            let kind = row.opt_named("kind", FileKind::parse)?;
            all.push(Title { document, dossier, name, kind, dossier_name });
        }
    }
    Ok(all)
}

/// The documents of a dossier, newest first. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Cursor`] where the cursor is not this list's.
pub async fn list(ctx: &Ctx, tx: &Tx, dossier: DossierId, ask: &Ask) -> Result<Listed<Document>> {
    let after: Option<DocumentId> = ask.after_id()?;
    let mut query = query(ctx, tx)?;
    query
        .and_where(eq((TABLE, "dossier"), id(dossier)))
        .and_where_option(after.map(|it| Expr::col((TABLE, "id")).lt(id(it))))
        .order_by((TABLE, "id"), Order::Desc)
        .limit(ask.rows());
    let rows = tx.sql.all(&query).await?;
    let items = rows.iter().map(|row| read(tx, row)).collect::<Result<_>>()?;
    Ok(Listed::cut(items, ask, |it: &Document| it.id.to_string()))
}

/// How many documents a dossier holds. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn count(ctx: &Ctx, tx: &Tx, dossier: DossierId) -> Result<u64> {
    let mut query = Query::select();
    query
        .expr_as(Func::count(Expr::col(Asterisk)), "documents")
        .from(TABLE)
        .and_where(eq("tenant", tx.tenant(ctx)?))
        .and_where(eq("dossier", id(dossier)));
    tx.sql.one(&query).await?.ok_or(Error::Integrity)?.count("documents")
}

/// The documents that came inside this one, oldest first. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn children(ctx: &Ctx, tx: &Tx, parent: DocumentId) -> Result<Vec<Document>> {
    let mut query = query(ctx, tx)?;
    query.and_where(eq((TABLE, "parent"), id(parent))).order_by((TABLE, "id"), Order::Asc);
    tx.sql.all(&query).await?.iter().map(|row| read(tx, row)).collect()
}

/// Where the same bytes are kept already, as far as the person in `ctx` may see it: in one
/// dossier, or in the whole firm.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn find_by_hash(
    ctx: &Ctx,
    tx: &Tx,
    sha256: &[u8; 32],
    within: Option<DossierId>,
) -> Result<Vec<(DocumentId, DossierId)>> {
    let mut query = Query::select();
    query
        .columns([("version", "document"), ("version", "dossier")])
        .distinct()
        .from("version")
        .and_where(eq(("version", "tenant"), tx.tenant(ctx)?))
        .and_where(eq(("version", "hash_ix"), version::hash_index(tx, sha256)))
        .and_where(readable_through(ctx, "version"))
        .and_where_option(within.map(|it| eq(("version", "dossier"), id(it))))
        .order_by(("version", "document"), Order::Asc);
    let read = |row: &Row| Ok((row.id("document")?, row.id("dossier")?));
    tx.sql.all(&query).await?.iter().map(read).collect()
}

/// Changes a document's name or folders.
///
/// # Errors
/// [`Error::Conflict`] where its revision is not `revision` any more.
pub async fn update(
    ctx: &Ctx,
    work: &Work,
    document: DocumentId,
    revision: u64,
    content: &DocumentContent,
) -> Result<()> {
    let mut update = revised(TABLE, work.tenant(ctx)?, document, revision);
    update
        .value("updated", Expr::val(time(work.now())))
        .value("sealed", Expr::val(work.seal(TABLE, document.as_bytes(), content)?));
    if work.change_seen(&update).await? == 0 {
        get(ctx, work, document).await?;
        return Err(Error::Conflict);
    }
    Ok(())
}

/// Removes a document with its versions, pages, passages and waiting jobs; documents that came
/// inside it stay and lose their parent only if the caller removes them too ([`children`]).
/// Gives the sealed objects that nothing names any more, to be deleted after saving.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn remove(ctx: &Ctx, work: &Work, document: DocumentId) -> Result<Vec<BlobId>> {
    let versions = version::list(ctx, work, document).await?;
    let tenant = work.tenant(ctx)?;
    let mut delete = Query::delete();
    delete.from_table(TABLE).and_where(eq("tenant", tenant.clone())).and_where(eq("id", id(document)));
    if work.change_seen(&delete).await? == 0 {
        return Err(Error::NotFound);
    }
    let mut jobs = Query::delete();
    jobs.from_table("job").and_where(eq("tenant", tenant)).and_where(eq("document", id(document)));
    work.note(&jobs).await?;
    for it in &versions {
        work.log(change::removed(it.id, it.document, it.dossier));
    }
    Ok(versions.into_iter().flat_map(|it| it.content.segments).map(|it| it.blob).collect())
}

/// Makes a version the present one.
pub(crate) async fn set_version(ctx: &Ctx, work: &Work, document: DocumentId, it: VersionId) -> Result<()> {
    let mut update = Query::update();
    update
        .table(TABLE)
        .value("version", Expr::val(id(it)))
        .value("updated", Expr::val(time(work.now())))
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("id", id(document)));
    work.change(&update).await.map(drop)
}

fn query(ctx: &Ctx, tx: &Tx) -> Result<SelectStatement> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    version::select_state(&mut query);
    join_version(&mut query);
    Ok(query)
}

/// Joins the present version of each document.
fn join_version(query: &mut SelectStatement) {
    query.left_join(
        "version",
        Condition::all()
            .add(same(("version", "tenant"), (TABLE, "tenant")))
            .add(same(("version", "id"), (TABLE, "version"))),
    );
}

fn read(tx: &Tx, row: &Row) -> Result<Document> {
    let id: DocumentId = row.id("id")?;
    Ok(Document {
        id,
        dossier: row.id("dossier")?,
        parent: row.opt_id("parent")?,
        duplicate_of: row.opt_id("duplicate_of")?,
        revision: row.count("revision")?,
        created: row.time("created")?,
        created_by: row.opt_id("created_by")?,
        updated: row.time("updated")?,
        content: tx.open(TABLE, id.as_bytes(), row.bytes("sealed")?)?,
        version: version::read_state(row)?,
    })
}
