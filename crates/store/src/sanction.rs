//! Screenings: the names of a dossier held against lists of sanctions, and what people decided. The
//! lists themselves are public and stand beside the law.

use legalmind_core::{
    Ctx, DossierId, ScreeningId, Timestamp, UserId,
    sanction::{ScreeningContent, ScreeningState},
};
use sea_orm::sea_query::{Expr, Order};

use crate::{
    Error, Result,
    row::Row,
    sql::{eq, id, insert, int, opt_id, revised, select, text, time},
    tx::{Tx, Work},
};

const TABLE: &str = "screening";

/// A screening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screening {
    /// Its id.
    pub id: ScreeningId,
    /// The dossier.
    pub dossier: DossierId,
    /// How far the people are.
    pub state: ScreeningState,
    /// Goes up with every change.
    pub revision: u64,
    /// When it was made.
    pub created: Timestamp,
    /// By whom.
    pub created_by: Option<UserId>,
    /// When it was last changed.
    pub updated: Timestamp,
    /// What is sealed.
    pub content: ScreeningContent,
}

/// Adds a screening.
///
/// # Errors
/// [`Error::NotFound`] where there is no such dossier.
pub async fn add(
    ctx: &Ctx,
    work: &Work,
    screening: ScreeningId,
    dossier: DossierId,
    content: &ScreeningContent,
) -> Result<()> {
    let now = time(work.now());
    let row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("id", id(screening)),
            ("dossier", id(dossier)),
            ("state", text(content.state().as_str())),
            ("revision", int(1)),
            ("created", now.clone()),
            ("created_by", opt_id(ctx.user())),
            ("updated", now),
            ("sealed", work.seal(TABLE, screening.as_bytes(), content)?),
        ],
    )?;
    work.change(&row).await.map(drop)
}

/// The screening of this id. Rights are the caller's matter: require them on its dossier.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn get(ctx: &Ctx, tx: &Tx, screening: ScreeningId) -> Result<Screening> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("id", id(screening)));
    read(tx, &tx.sql.one(&query).await?.ok_or(Error::NotFound)?)
}

/// The last screenings of a dossier, newest first, at most so many. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn list(ctx: &Ctx, tx: &Tx, dossier: DossierId, most: u64) -> Result<Vec<Screening>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("dossier", id(dossier))).order_by("id", Order::Desc).limit(most);
    tx.sql.all(&query).await?.iter().map(|row| read(tx, row)).collect()
}

/// Changes what is decided on a screening, if its revision is still `revision`.
///
/// # Errors
/// [`Error::Conflict`] where it is not.
pub async fn update(
    ctx: &Ctx,
    work: &Work,
    screening: ScreeningId,
    revision: u64,
    content: &ScreeningContent,
) -> Result<()> {
    let mut update = revised(TABLE, work.tenant(ctx)?, screening, revision);
    update
        .value("state", Expr::val(text(content.state().as_str())))
        .value("updated", Expr::val(time(work.now())))
        .value("sealed", Expr::val(work.seal(TABLE, screening.as_bytes(), content)?));
    if work.change(&update).await? == 0 {
        get(ctx, work, screening).await?;
        return Err(Error::Conflict);
    }
    Ok(())
}

fn read(tx: &Tx, row: &Row) -> Result<Screening> {
    let id: ScreeningId = row.id("id")?;
    Ok(Screening {
        id,
        dossier: row.id("dossier")?,
        state: row.named("state", ScreeningState::parse)?,
        revision: row.count("revision")?,
        created: row.time("created")?,
        created_by: row.opt_id("created_by")?,
        updated: row.time("updated")?,
        content: tx.open(TABLE, id.as_bytes(), row.bytes("sealed")?)?,
    })
}
