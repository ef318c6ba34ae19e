//! Passages: stretches of a version's text, the unit of retrieval.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use legalmind_core::{CharRange, Ctx, DocumentId, DossierId, PageNumber, PassageId, VersionId};
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query};

use crate::{
    Error, Result, change, page,
    row::Row,
    sql::{eq, id, int, select},
    tx::{Tx, Work},
    version,
};

const TABLE: &str = "passage";

/// A passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Its id.
    pub id: PassageId,
    /// The version it is of.
    pub version: VersionId,
    /// The document of that version.
    pub document: DocumentId,
    /// The dossier of that document.
    pub dossier: DossierId,
    /// Its place among the version's passages, from 0; the next one follows in the text.
    pub ordinal: u32,
    /// The page it stands on; a passage never crosses pages.
    pub page: PageNumber,
    /// Which characters of the page's text it is.
    pub range: CharRange,
    /// Its text, as it stands on the page.
    pub text: String,
    /// The heading it stands under.
    pub heading: Option<String>,
}

/// A passage to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPassage {
    /// The page it stands on.
    pub page: PageNumber,
    /// Which characters of the page's text it is.
    pub range: CharRange,
    /// The heading it stands under.
    pub heading: Option<String>,
}

/// Writes all passages of a version, in the place of what was there, and tells the index
/// through the change log. Gives their ids, in order. Their text stays where it is, in the
/// pages, which must be written before they are read.
///
/// # Errors
/// [`Error::NotFound`] where there is no such version.
pub async fn put_all(
    ctx: &Ctx,
    work: &Work,
    version: VersionId,
    passages: &[NewPassage],
) -> Result<Vec<PassageId>> {
    let tenant = work.tenant(ctx)?;
    let (document, dossier) = version::home(ctx, work, version).await?;
    let mut delete = Query::delete();
    delete.from_table(TABLE).and_where(eq("tenant", tenant.clone())).and_where(eq("version", id(version)));
    work.change(&delete).await?;
    let mut ids = Vec::with_capacity(passages.len());
    let mut rows = Vec::with_capacity(passages.len());
    for (ordinal, new) in (0_u32..).zip(passages) {
        let passage = PassageId::new(work.world());
        ids.push(passage);
        rows.push([
            tenant.clone(),
            id(passage),
            id(version),
            id(document),
            id(dossier),
            int(ordinal),
            int(new.page.0),
            int(new.range.start),
            int(new.range.end),
            work.seal(TABLE, passage.as_bytes(), &new.heading)?,
        ]);
    }
    work.sql.run_many(TABLE, COLUMNS, rows).await?;
    work.log(change::indexed(version, document, dossier));
    Ok(ids)
}

/// Lets the index take up all passages of a dossier anew, as when models may work with it no longer
/// or again.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn index_again(ctx: &Ctx, work: &Work, dossier: DossierId) -> Result<()> {
    let mut query = Query::select();
    query
        .distinct()
        .columns(["version", "document"])
        .from(TABLE)
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("dossier", id(dossier)));
    for row in work.sql.all(&query).await? {
        work.log(change::indexed(row.id("version")?, row.id("document")?, dossier));
    }
    Ok(())
}

/// The passages of a version, in the order of its text.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open, or a passage is no part of its page.
pub async fn list(ctx: &Ctx, tx: &Tx, version: VersionId) -> Result<Vec<Passage>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("version", id(version))).order_by("ordinal", Order::Asc);
    let rows = tx.sql.all(&query).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let texts: HashMap<_, _> = (1..).map(PageNumber).zip(page::text(ctx, tx, version).await?).collect();
    rows.iter().map(|row| read(tx, row, &texts)).collect()
}

/// The passages of these ids, in the order they were asked for; ids that do not exist are left
/// out. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open, or a passage is no part of its page.
pub async fn get(ctx: &Ctx, tx: &Tx, passages: &[PassageId]) -> Result<Vec<Passage>> {
    let mut by_version: BTreeMap<VersionId, Vec<Row>> = BTreeMap::new();
    for some in passages.chunks(500) {
        let mut query = select(TABLE, tx.tenant(ctx)?);
        query.and_where(Expr::col((TABLE, "id")).is_in(some.iter().map(|it| id(*it))));
        for row in tx.sql.all(&query).await? {
            by_version.entry(row.id("version")?).or_default().push(row);
        }
    }
    let mut found = HashMap::with_capacity(passages.len());
    for (version, rows) in by_version {
        let pages: BTreeSet<u32> = rows.iter().map(|row| row.count("page")).collect::<Result<_>>()?;
        let texts = page::texts(ctx, tx, version, &pages).await?;
        for row in &rows {
            let passage = read(tx, row, &texts)?;
            found.insert(passage.id, passage);
        }
    }
    Ok(passages.iter().filter_map(|it| found.remove(it)).collect())
}

const COLUMNS: [&str; 10] =
    ["tenant", "id", "version", "document", "dossier", "ordinal", "page", "start", "stop", "sealed"];

fn read(tx: &Tx, row: &Row, texts: &HashMap<PageNumber, String>) -> Result<Passage> {
    let id: PassageId = row.id("id")?;
    let (page, range) = (PageNumber(row.count("page")?), range(row)?);
    let text = texts.get(&page).and_then(|text| range.of(text)).ok_or(Error::Integrity)?;
    Ok(Passage {
        id,
        version: row.id("version")?,
        document: row.id("document")?,
        dossier: row.id("dossier")?,
        ordinal: row.count("ordinal")?,
        page,
        range,
        text: text.to_owned(),
        heading: tx.open(TABLE, id.as_bytes(), row.bytes("sealed")?)?,
    })
}

/// The characters a row with `start` and `stop` points at.
pub(crate) fn range(row: &Row) -> Result<CharRange> {
    Ok(CharRange { start: row.count("start")?, end: row.count("stop")? })
}
