//! Deadlines in dossiers. The last day stands in the clear, as days since 1970, so that what is due
//! can be asked for; what it is about is sealed.

use jiff::{ToSpan, civil::Date};
use legalmind_core::{
    Ctx, DeadlineId, DossierId, Timestamp, UserId,
    deadline::{DeadlineContent, DeadlineState},
};
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};

use crate::{
    Error, Result,
    rights::{mine, readable_through},
    row::Row,
    sql::{eq, id, insert, int, opt_id, revised, select, text, time},
    tx::{Tx, Work},
};

const TABLE: &str = "deadline";
const EPOCH: Date = jiff::civil::date(1970, 1, 1);

/// A deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// Its id.
    pub id: DeadlineId,
    /// The dossier it is in.
    pub dossier: DossierId,
    /// The deadline it is a step towards.
    pub parent: Option<DeadlineId>,
    /// Who has to act.
    pub responsible: Option<UserId>,
    /// How far it is.
    pub state: DeadlineState,
    /// The last day.
    pub last: Date,
    /// Goes up with every change.
    pub revision: u64,
    /// When it was added.
    pub created: Timestamp,
    /// By whom.
    pub created_by: Option<UserId>,
    /// When it was last changed.
    pub updated: Timestamp,
    /// What is sealed.
    pub content: DeadlineContent,
}

/// A deadline to be added.
#[derive(Clone, Debug)]
pub struct NewDeadline {
    /// Its id.
    pub id: DeadlineId,
    /// The dossier it is in.
    pub dossier: DossierId,
    /// The deadline it is a step towards.
    pub parent: Option<DeadlineId>,
    /// Who has to act.
    pub responsible: Option<UserId>,
    /// What is sealed; its reckoning has the last day.
    pub content: DeadlineContent,
}

/// Adds a deadline; it is proposed.
///
/// # Errors
/// [`Error::NotFound`] where there is no such dossier.
pub async fn add(ctx: &Ctx, work: &Work, new: &NewDeadline) -> Result<()> {
    let now = time(work.now());
    let row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("id", id(new.id)),
            ("dossier", id(new.dossier)),
            ("parent", opt_id(new.parent)),
            ("responsible", opt_id(new.responsible)),
            ("state", text(DeadlineState::Proposed.as_str())),
            ("last", int(days(new.content.reckoning.last))),
            ("revision", int(1)),
            ("created", now.clone()),
            ("created_by", opt_id(ctx.user())),
            ("updated", now),
            ("sealed", work.seal(TABLE, new.id.as_bytes(), &new.content)?),
        ],
    )?;
    work.change(&row).await.map(drop)
}

/// The deadline of this id. Rights are the caller's matter: require them on its dossier.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn get(ctx: &Ctx, tx: &Tx, deadline: DeadlineId) -> Result<Deadline> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("id", id(deadline)));
    read(tx, &tx.sql.one(&query).await?.ok_or(Error::NotFound)?)
}

/// The deadlines of a dossier, by day. Rights are the caller's matter; how many there are is bounded
/// where they are added ([`count`]).
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn list(ctx: &Ctx, tx: &Tx, dossier: DossierId) -> Result<Vec<Deadline>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("dossier", id(dossier))).order_by("last", Order::Asc).order_by("id", Order::Asc);
    tx.sql.all(&query).await?.iter().map(|row| read(tx, row)).collect()
}

/// How many deadlines a dossier has.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn count(ctx: &Ctx, tx: &Tx, dossier: DossierId) -> Result<u64> {
    let mut query = Query::select();
    query
        .expr_as(Expr::cust("COUNT(*)"), "count")
        .from(TABLE)
        .and_where(eq("tenant", tx.tenant(ctx)?))
        .and_where(eq("dossier", id(dossier)));
    tx.sql.one(&query).await?.map_or(Ok(0), |row| row.count("count"))
}

/// The open deadlines of these people until a day, in dossiers that the person in `ctx` may read; by
/// day, at most `limit`. Those that are past are among them.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn due(ctx: &Ctx, tx: &Tx, of: &[UserId], until: Date, limit: u64) -> Result<Vec<Deadline>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    of_these(ctx, &mut query, of, until, limit);
    tx.sql.all(&query).await?.iter().map(|row| read(tx, row)).collect()
}

/// The ids and last days of the same deadlines; nothing is opened.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn owed(
    ctx: &Ctx,
    tx: &Tx,
    of: &[UserId],
    until: Date,
    limit: u64,
) -> Result<Vec<(DeadlineId, Date)>> {
    let mut query = Query::select();
    query
        .columns(["id", "last"].map(|it| (TABLE, it)))
        .from(TABLE)
        .and_where(eq((TABLE, "tenant"), tx.tenant(ctx)?));
    of_these(ctx, &mut query, of, until, limit);
    tx.sql.all(&query).await?.iter().map(|row| Ok((row.id("id")?, day(row.int("last")?)?))).collect()
}

fn of_these(ctx: &Ctx, query: &mut SelectStatement, of: &[UserId], until: Date, limit: u64) {
    let open = DeadlineState::ALL.iter().filter(|it| it.is_open()).map(|it| text(it.as_str()));
    query
        .and_where(Expr::col((TABLE, "responsible")).is_in(of.iter().map(|it| id(*it))))
        .and_where(Expr::col((TABLE, "state")).is_in(open))
        .and_where(Expr::col((TABLE, "last")).lte(int(days(until))))
        .and_where(readable_through(ctx, TABLE))
        .order_by((TABLE, "last"), Order::Asc)
        .order_by((TABLE, "id"), Order::Asc)
        .limit(limit);
}

/// Whose deadlines are counted.
#[derive(Clone, Copy, Debug)]
pub enum Counted {
    /// Of all dossiers of the firm, but for those walled off from the person in the context.
    Firm,
    /// Those that this person has to act on, in dossiers that the person in the context may read.
    Own(UserId),
}

/// How many open deadlines have their last day from `first` (from the beginning where there is none)
/// until `last`.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn open_between(
    ctx: &Ctx,
    tx: &Tx,
    whose: Counted,
    (first, last): (Option<Date>, Date),
) -> Result<u64> {
    let open = DeadlineState::ALL.iter().filter(|it| it.is_open()).map(|it| text(it.as_str()));
    let mut query = Query::select();
    query
        .expr_as(Expr::cust("COUNT(*)"), "count")
        .from(TABLE)
        .and_where(eq((TABLE, "tenant"), tx.tenant(ctx)?))
        .and_where(Expr::col((TABLE, "state")).is_in(open))
        .and_where(Expr::col((TABLE, "last")).lte(int(days(last))))
        .and_where_option(first.map(|it| Expr::col((TABLE, "last")).gte(int(days(it)))));
    match whose {
        Counted::Firm => query.and_where(Expr::not_exists(mine(ctx, "wall", (TABLE, "dossier")))),
        Counted::Own(user) => {
            query.and_where(eq((TABLE, "responsible"), id(user))).and_where(readable_through(ctx, TABLE))
        }
    };
    tx.sql.one(&query).await?.map_or(Ok(0), |row| row.count("count"))
}

/// What a deadline becomes.
#[derive(Clone, Copy, Debug)]
pub struct Next<'a> {
    /// How far it is now.
    pub state: DeadlineState,
    /// Who has to act.
    pub responsible: Option<UserId>,
    /// What is sealed; its reckoning has the last day.
    pub content: &'a DeadlineContent,
}

/// Changes a deadline, if its revision is still `revision`.
///
/// # Errors
/// [`Error::Conflict`] where it is not.
pub async fn update(
    ctx: &Ctx,
    work: &Work,
    deadline: DeadlineId,
    revision: u64,
    next: Next<'_>,
) -> Result<()> {
    let mut update = revised(TABLE, work.tenant(ctx)?, deadline, revision);
    update
        .value("state", Expr::val(text(next.state.as_str())))
        .value("responsible", Expr::val(opt_id(next.responsible)))
        .value("last", Expr::val(int(days(next.content.reckoning.last))))
        .value("updated", Expr::val(time(work.now())))
        .value("sealed", Expr::val(work.seal(TABLE, deadline.as_bytes(), next.content)?));
    if work.change(&update).await? == 0 {
        get(ctx, work, deadline).await?;
        return Err(Error::Conflict);
    }
    Ok(())
}

/// Removes a deadline, if its revision is still `revision`, and the steps towards it.
///
/// # Errors
/// [`Error::Conflict`] where it is not.
pub async fn remove(ctx: &Ctx, work: &Work, deadline: DeadlineId, revision: u64) -> Result<()> {
    let mut delete = Query::delete();
    delete
        .from_table(TABLE)
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("id", id(deadline)))
        .and_where(eq("revision", int(revision)));
    if work.change(&delete).await? == 0 {
        get(ctx, work, deadline).await?;
        return Err(Error::Conflict);
    }
    let mut steps = Query::delete();
    steps.from_table(TABLE).and_where(eq("tenant", work.tenant(ctx)?)).and_where(eq("parent", id(deadline)));
    work.change(&steps).await.map(drop)
}

fn read(tx: &Tx, row: &Row) -> Result<Deadline> {
    let id: DeadlineId = row.id("id")?;
    Ok(Deadline {
        id,
        dossier: row.id("dossier")?,
        parent: row.opt_id("parent")?,
        responsible: row.opt_id("responsible")?,
        state: row.named("state", DeadlineState::parse)?,
        last: day(row.int("last")?)?,
        revision: row.count("revision")?,
        created: row.time("created")?,
        created_by: row.opt_id("created_by")?,
        updated: row.time("updated")?,
        content: tx.open(TABLE, id.as_bytes(), row.bytes("sealed")?)?,
    })
}

/// A day as it is stored.
pub(crate) fn days(day: Date) -> i64 {
    day.duration_since(EPOCH).as_hours() / 24
}

/// A day as it was stored.
pub(crate) fn day(days: i64) -> Result<Date> {
    let days = i32::try_from(days).map_err(|_| Error::Integrity)?;
    EPOCH.checked_add(days.days()).map_err(|_| Error::Integrity)
}
