//! The pages of a version as they were read: text, words with their places, headings.

use std::collections::{BTreeSet, HashMap};

use legalmind_core::{Ctx, PageNumber, VersionId, passage::Page};
use sea_orm::sea_query::{Asterisk, Expr, ExprTrait, Func, Order, Query, SelectStatement};

use crate::{
    Error, Result,
    row::Row,
    sql::{eq, id, int, select},
    tx::{Tx, Work},
};

const TABLE: &str = "page";

/// Writes all pages of a version, in the place of what was there.
///
/// # Errors
/// [`Error::NotFound`] where there is no such version.
pub async fn put_all(ctx: &Ctx, work: &Work, version: VersionId, pages: &[Page]) -> Result<()> {
    let mut delete = Query::delete();
    delete.from_table(TABLE).and_where(eq("tenant", work.tenant(ctx)?)).and_where(eq("version", id(version)));
    work.change(&delete).await?;
    put_from(ctx, work, version, PageNumber(1), pages).await
}

/// Writes pages from the number `first` on; none of them may be there. For long documents,
/// written in several units of work.
///
/// # Errors
/// [`Error::Exists`] where one of them is there.
pub async fn put_from(
    ctx: &Ctx,
    work: &Work,
    version: VersionId,
    first: PageNumber,
    pages: &[Page],
) -> Result<()> {
    let tenant = work.tenant(ctx)?;
    let mut rows = Vec::with_capacity(pages.len());
    for (number, page) in (first.0..).zip(pages) {
        let sealed = work.seal(TABLE, &place(version, number), page)?;
        rows.push([tenant.clone(), id(version), int(number), sealed]);
    }
    work.mark_changed();
    work.sql.run_many(TABLE, ["tenant", "version", "number", "sealed"], rows).await
}

/// One page. Rights are the caller's matter.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn get(ctx: &Ctx, tx: &Tx, version: VersionId, number: PageNumber) -> Result<Page> {
    let mut query = query(ctx, tx, version)?;
    query.and_where(eq("number", int(number.0)));
    read(tx, version, &tx.sql.one(&query).await?.ok_or(Error::NotFound)?).map(|(_, page)| page)
}

/// The pages from `from` to `to`, both included, in order.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn range(
    ctx: &Ctx,
    tx: &Tx,
    version: VersionId,
    from: PageNumber,
    to: PageNumber,
) -> Result<Vec<(PageNumber, Page)>> {
    let mut query = query(ctx, tx, version)?;
    query.and_where(Expr::col("number").between(int(from.0), int(to.0))).order_by("number", Order::Asc);
    tx.sql.all(&query).await?.iter().map(|row| read(tx, version, row)).collect()
}

/// The texts of all pages, in order; words are not opened.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn text(ctx: &Ctx, tx: &Tx, version: VersionId) -> Result<Vec<String>> {
    let mut query = query(ctx, tx, version)?;
    query.order_by("number", Order::Asc);
    tx.sql.all(&query).await?.iter().map(|row| read_text(tx, version, row).map(|(_, text)| text)).collect()
}

/// The texts of some pages; numbers that do not exist are left out.
pub(crate) async fn texts(
    ctx: &Ctx,
    tx: &Tx,
    version: VersionId,
    numbers: &BTreeSet<u32>,
) -> Result<HashMap<PageNumber, String>> {
    let mut found = HashMap::with_capacity(numbers.len());
    for some in numbers.iter().collect::<Vec<_>>().chunks(500) {
        let mut query = query(ctx, tx, version)?;
        query.and_where(Expr::col("number").is_in(some.iter().map(|it| int(**it))));
        for row in tx.sql.all(&query).await? {
            let (number, text) = read_text(tx, version, &row)?;
            found.insert(number, text);
        }
    }
    Ok(found)
}

/// How many pages are written.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn count(ctx: &Ctx, tx: &Tx, version: VersionId) -> Result<u32> {
    let mut query = Query::select();
    query
        .expr_as(Func::count(Expr::col(Asterisk)), "pages")
        .from(TABLE)
        .and_where(eq("tenant", tx.tenant(ctx)?))
        .and_where(eq("version", id(version)));
    tx.sql.one(&query).await?.ok_or(Error::Integrity)?.count("pages")
}

fn query(ctx: &Ctx, tx: &Tx, version: VersionId) -> Result<SelectStatement> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("version", id(version)));
    Ok(query)
}

fn read(tx: &Tx, version: VersionId, row: &Row) -> Result<(PageNumber, Page)> {
    let number = row.count("number")?;
    Ok((PageNumber(number), tx.open(TABLE, &place(version, number), row.bytes("sealed")?)?))
}

/// The text of a page, whose first field it is; its words are not opened.
fn read_text(tx: &Tx, version: VersionId, row: &Row) -> Result<(PageNumber, String)> {
    let number = row.count("number")?;
    Ok((PageNumber(number), tx.open_first(TABLE, &place(version, number), &row.bytes("sealed")?)?))
}

/// The key of a page's row after the tenant: the version and the number.
fn place(version: VersionId, number: u32) -> [u8; 20] {
    let mut out = [0; 20];
    let (head, tail) = out.split_at_mut(16);
    head.copy_from_slice(version.as_bytes());
    tail.copy_from_slice(&number.to_be_bytes());
    out
}
