//! Reports of quarters to management. When the quarter was over stands in the clear, and is what names a
//! report: a firm has one of each quarter, however many make it.

use legalmind_core::{Ctx, ManagementReportId, Timestamp, accountability::ReportContent};
use sea_orm::sea_query::{Expr, OnConflict, Order, Query};

use crate::{
    Error, Result,
    row::Row,
    sql::{eq, id, insert, int, revised, select, time},
    tx::{Tx, Work},
};

const TABLE: &str = "management_report";
/// The most reports of a list: a century of quarters.
const MOST: u64 = 400;

/// A report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManagementReport {
    /// Its id.
    pub id: ManagementReportId,
    /// The instant at which the quarter was over.
    pub fell: Timestamp,
    /// Goes up with every change.
    pub revision: u64,
    /// When it was made.
    pub created: Timestamp,
    /// What is sealed.
    pub content: ReportContent,
}

/// Adds the report of a quarter. False where there is one already: then it stays as it is.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn add(
    ctx: &Ctx,
    work: &Work,
    report: ManagementReportId,
    fell: Timestamp,
    content: &ReportContent,
) -> Result<bool> {
    let mut row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("id", id(report)),
            ("fell", time(fell)),
            ("revision", int(1)),
            ("created", time(work.now())),
            ("sealed", work.seal(TABLE, report.as_bytes(), content)?),
        ],
    )?;
    row.on_conflict(OnConflict::columns(["tenant", "fell"]).do_nothing().to_owned());
    Ok(work.change(&row).await? == 1)
}

/// The report of this id. Rights are the caller's matter.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn get(ctx: &Ctx, tx: &Tx, report: ManagementReportId) -> Result<ManagementReport> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("id", id(report)));
    read(tx, &tx.sql.one(&query).await?.ok_or(Error::NotFound)?)
}

/// The reports of the firm, the newest first. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Integrity`] where one does not open.
pub async fn list(ctx: &Ctx, tx: &Tx) -> Result<Vec<ManagementReport>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.order_by("fell", Order::Desc).limit(MOST);
    tx.sql.all(&query).await?.iter().map(|row| read(tx, row)).collect()
}

/// When the quarter of the newest report was over; none where there is no report yet.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn last(ctx: &Ctx, tx: &Tx) -> Result<Option<Timestamp>> {
    let mut query = Query::select();
    query
        .column("fell")
        .from(TABLE)
        .and_where(eq("tenant", tx.tenant(ctx)?))
        .order_by("fell", Order::Desc)
        .limit(1);
    tx.sql.one(&query).await?.map(|row| row.time("fell")).transpose()
}

/// Changes what is sealed of a report, if its revision is still `revision`.
///
/// # Errors
/// [`Error::Conflict`] where it is not.
pub async fn update(
    ctx: &Ctx,
    work: &Work,
    report: ManagementReportId,
    revision: u64,
    content: &ReportContent,
) -> Result<()> {
    let mut update = revised(TABLE, work.tenant(ctx)?, report, revision);
    update.value("sealed", Expr::val(work.seal(TABLE, report.as_bytes(), content)?));
    if work.change(&update).await? == 0 {
        get(ctx, work, report).await?;
        return Err(Error::Conflict);
    }
    Ok(())
}

fn read(tx: &Tx, row: &Row) -> Result<ManagementReport> {
    let id: ManagementReportId = row.id("id")?;
    Ok(ManagementReport {
        id,
        fell: row.time("fell")?,
        revision: row.count("revision")?,
        created: row.time("created")?,
        content: tx.open(TABLE, id.as_bytes(), row.bytes("sealed")?)?,
    })
}
