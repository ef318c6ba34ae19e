//! The ledger of an answer: every passage that was read for it, cited or not.

use legalmind_core::{AnswerId, CharRange, Ctx, DocumentId, PageNumber, PassageId, VersionId};
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query};

use crate::{
    Result, passage,
    row::Row,
    sql::{eq, flag, id, int, select},
    tx::{Tx, Work},
};

const TABLE: &str = "answer_read";

/// A passage that was read for an answer. Its address stays when the passages of the version
/// are written anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadPassage {
    /// The passage.
    pub passage: PassageId,
    /// The version it is of.
    pub version: VersionId,
    /// The document of that version.
    pub document: DocumentId,
    /// The page it stands on.
    pub page: PageNumber,
    /// Which characters of the page's text it is.
    pub range: CharRange,
    /// The answer cites it.
    pub cited: bool,
}

/// Writes what was read for an answer, in the order it was read, once.
///
/// # Errors
/// [`crate::Error::Exists`] where it was written.
pub async fn add_read_passages(ctx: &Ctx, work: &Work, answer: AnswerId, read: &[ReadPassage]) -> Result<()> {
    let tenant = work.tenant(ctx)?;
    let row = |(ordinal, it): (u64, &ReadPassage)| {
        [
            tenant.clone(),
            id(answer),
            int(ordinal),
            id(it.passage),
            id(it.version),
            id(it.document),
            int(it.page.0),
            int(it.range.start),
            int(it.range.end),
            flag(it.cited),
        ]
    };
    let rows = (0_u64..).zip(read).map(row).collect();
    work.mark_changed();
    work.sql.run_many(TABLE, COLUMNS, rows).await
}

/// Marks which of the passages that were read are cited. Book-keeping.
///
/// # Errors
/// [`crate::Error::Unavailable`] where the database refuses.
pub async fn mark_cited(ctx: &Ctx, work: &Work, answer: AnswerId, cited: &[PassageId]) -> Result<()> {
    if cited.is_empty() {
        return Ok(());
    }
    let mut update = Query::update();
    update
        .table(TABLE)
        .value("cited", Expr::val(flag(true)))
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("answer", id(answer)))
        .and_where(Expr::col("passage").is_in(cited.iter().map(|it| id(*it))));
    work.note(&update).await.map(drop)
}

/// What was read for an answer, in order. Rights are the caller's matter.
///
/// # Errors
/// [`crate::Error::Unavailable`] where the database refuses.
pub async fn read_passages(ctx: &Ctx, tx: &Tx, answer: AnswerId) -> Result<Vec<ReadPassage>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("answer", id(answer))).order_by("ordinal", Order::Asc);
    let read = |row: &Row| {
        Ok(ReadPassage {
            passage: row.id("passage")?,
            version: row.id("version")?,
            document: row.id("document")?,
            page: PageNumber(row.count("page")?),
            range: passage::range(row)?,
            cited: row.flag("cited")?,
        })
    };
    tx.sql.all(&query).await?.iter().map(read).collect()
}

const COLUMNS: [&str; 10] =
    ["tenant", "answer", "ordinal", "passage", "version", "document", "page", "start", "stop", "cited"];
