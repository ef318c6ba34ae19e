//! The citations of answers: addresses, with quotes that were compared with the stored text.

use legalmind_core::{
    AnswerId, CharRange, CitationId, Ctx, DocumentId, DossierId, PageNumber, VersionId,
    citation::CitationState,
};
use sea_orm::sea_query::Order;
use serde::{Deserialize, Serialize};

use crate::{
    Error, Result, passage,
    row::Row,
    sql::{eq, id, int, select, text},
    tx::{Tx, Work},
};

const TABLE: &str = "citation";

/// What is sealed of a citation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CitationContent {
    /// The quote.
    pub quote: String,
    /// The heading it stands under.
    pub heading: Option<String>,
    /// The document's name when it was cited.
    pub document_name: String,
}

/// A citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Its id.
    pub id: CitationId,
    /// The answer it stands in.
    pub answer: AnswerId,
    /// The dossier of that answer.
    pub dossier: DossierId,
    /// Its number in the answer, from 1: the mark `[1]`.
    pub ordinal: u32,
    /// The document it points into.
    pub document: DocumentId,
    /// The version of that document.
    pub version: VersionId,
    /// The page.
    pub page: PageNumber,
    /// Which characters of the page's text.
    pub range: CharRange,
    /// What comparing the quote came to.
    pub state: CitationState,
    /// What is sealed.
    pub content: CitationContent,
}

/// Adds citations to an answer.
///
/// # Errors
/// [`Error::Exists`] where the answer has a citation of that number.
pub async fn add_all(ctx: &Ctx, work: &Work, citations: &[Citation]) -> Result<()> {
    let tenant = work.tenant(ctx)?;
    let mut rows = Vec::with_capacity(citations.len());
    for it in citations {
        rows.push([
            tenant.clone(),
            id(it.id),
            id(it.answer),
            id(it.dossier),
            int(it.ordinal),
            id(it.document),
            id(it.version),
            int(it.page.0),
            int(it.range.start),
            int(it.range.end),
            text(it.state.as_str()),
            work.seal(TABLE, it.id.as_bytes(), &it.content)?,
        ]);
    }
    work.mark_changed();
    work.sql.run_many(TABLE, COLUMNS, rows).await
}

/// The citation of this id. Rights are the caller's matter: require them on its dossier.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn get(ctx: &Ctx, tx: &Tx, citation: CitationId) -> Result<Citation> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("id", id(citation)));
    read(tx, &tx.sql.one(&query).await?.ok_or(Error::NotFound)?)
}

/// The citations of an answer, by their numbers. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn list(ctx: &Ctx, tx: &Tx, answer: AnswerId) -> Result<Vec<Citation>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("answer", id(answer))).order_by("ordinal", Order::Asc);
    tx.sql.all(&query).await?.iter().map(|row| read(tx, row)).collect()
}

const COLUMNS: [&str; 12] = [
    "tenant", "id", "answer", "dossier", "ordinal", "document", "version", "page", "start", "stop", "state",
    "sealed",
];

fn read(tx: &Tx, row: &Row) -> Result<Citation> {
    let id: CitationId = row.id("id")?;
    Ok(Citation {
        id,
        answer: row.id("answer")?,
        dossier: row.id("dossier")?,
        ordinal: row.count("ordinal")?,
        document: row.id("document")?,
        version: row.id("version")?,
        page: PageNumber(row.count("page")?),
        range: passage::range(row)?,
        state: row.named("state", CitationState::parse)?,
        content: tx.open(TABLE, id.as_bytes(), row.bytes("sealed")?)?,
    })
}
