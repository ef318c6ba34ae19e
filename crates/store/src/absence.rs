//! Who is away, and who stands in meanwhile.

use jiff::civil::Date;
use legalmind_core::{AbsenceId, Ctx, UserId};
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query};

use crate::{
    Error, Result,
    deadline::{day, days},
    row::Row,
    sql::{eq, id, insert, int, select, time},
    tx::{Tx, Work},
};

const TABLE: &str = "absence";

/// A period in which a person is away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Absence {
    /// Its id.
    pub id: AbsenceId,
    /// Who is away.
    pub user: UserId,
    /// Who stands in.
    pub standin: UserId,
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

/// Adds a period.
///
/// # Errors
/// [`Error::NotFound`] where one of the two is not there.
pub async fn add(ctx: &Ctx, work: &Work, new: &Absence) -> Result<()> {
    let row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("id", id(new.id)),
            ("account", id(new.user)),
            ("standin", id(new.standin)),
            ("first", int(days(new.first))),
            ("last", int(days(new.last))),
            ("created", time(work.now())),
        ],
    )?;
    work.change(&row).await.map(drop)
}

/// The periods of a person that are not over on `today`, by day.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn list(ctx: &Ctx, tx: &Tx, user: UserId, today: Date) -> Result<Vec<Absence>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query
        .and_where(eq("account", id(user)))
        .and_where(Expr::col("last").gte(int(days(today))))
        .order_by("first", Order::Asc)
        .order_by("id", Order::Asc);
    tx.sql.all(&query).await?.iter().map(read).collect()
}

/// Everyone of the firm who is away on a day.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn on(ctx: &Ctx, tx: &Tx, today: Date) -> Result<Vec<Absence>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query
        .and_where(Expr::col("first").lte(int(days(today))))
        .and_where(Expr::col("last").gte(int(days(today))))
        .order_by("first", Order::Asc)
        .order_by("id", Order::Asc);
    tx.sql.all(&query).await?.iter().map(read).collect()
}

/// Removes a period of a person.
///
/// # Errors
/// [`Error::NotFound`] where that person has no such period.
pub async fn remove(ctx: &Ctx, work: &Work, user: UserId, absence: AbsenceId) -> Result<()> {
    let mut delete = Query::delete();
    delete
        .from_table(TABLE)
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("id", id(absence)))
        .and_where(eq("account", id(user)));
    if work.change(&delete).await? == 0 { Err(Error::NotFound) } else { Ok(()) }
}

fn read(row: &Row) -> Result<Absence> {
    Ok(Absence {
        id: row.id("id")?,
        user: row.id("account")?,
        standin: row.id("standin")?,
        first: day(row.int("first")?)?,
        last: day(row.int("last")?)?,
    })
}
