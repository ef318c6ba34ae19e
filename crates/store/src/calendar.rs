//! Secret addresses of calendars: found by the digest of their token before anything is known of who
//! asks. They hold no content.

use legalmind_core::{
    CalendarId, Ctx, DossierId, TenantId, Timestamp, UserId,
    account::{AccountState, Role},
};
use sea_orm::sea_query::{Expr, Order, Query};

use crate::{
    Error, Result, Store, account,
    engine::Scope,
    requirement, rights,
    row::Row,
    sql::{bytes, eq, flag, id, insert, opt_id, opt_time, select, time},
    tx::{Tx, Work},
};

const TABLE: &str = "calendar";

/// A secret address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Its id.
    pub id: CalendarId,
    /// The firm.
    pub tenant: TenantId,
    /// The person whose rights it has.
    pub user: UserId,
    /// The dossier it shows; without one, all that is this person's.
    pub dossier: Option<DossierId>,
    /// It shows titles and names of dossiers.
    pub names: bool,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last fetched.
    pub fetched: Option<Timestamp>,
}

/// An address with the person's present role and state: all a fetch needs for its context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The address.
    pub calendar: Calendar,
    /// The person's role now.
    pub role: Role,
    /// Whether the person may be signed in now.
    pub state: AccountState,
    /// Whether the person has the trainings that open dossiers to their role.
    pub trained: bool,
}

/// An address to be added.
#[derive(Clone, Copy, Debug)]
pub struct NewCalendar {
    /// Its id.
    pub id: CalendarId,
    /// SHA-256 of its token; the token itself is kept nowhere.
    pub token_hash: [u8; 32],
    /// The person.
    pub user: UserId,
    /// The dossier it shows.
    pub dossier: Option<DossierId>,
    /// It shows titles and names of dossiers.
    pub names: bool,
}

/// Adds an address.
///
/// # Errors
/// [`Error::NotFound`] where there is no such account.
pub async fn add(ctx: &Ctx, work: &Work, new: &NewCalendar) -> Result<()> {
    let row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("id", id(new.id)),
            ("account", id(new.user)),
            ("dossier", opt_id(new.dossier)),
            ("token_hash", bytes(new.token_hash)),
            ("names", flag(new.names)),
            ("created", time(work.now())),
            ("fetched", opt_time(None)),
        ],
    )?;
    work.change(&row).await.map(drop)
}

/// The address of a token. Needs no context: this is where a context comes from.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn find_by_token_hash(store: &Store, token_hash: &[u8; 32]) -> Result<Option<Found>> {
    let sql = store.system_read().await?;
    let mut query = Query::select();
    query
        .columns(["tenant", "id", "account", "dossier", "names", "created", "fetched"])
        .from(TABLE)
        .and_where(eq("token_hash", bytes(*token_hash)));
    let Some(row) = sql.one(&query).await? else { return Ok(None) };
    let calendar = read(&row)?;
    store.shared.engine.enter(&sql, Scope::Tenant(calendar.tenant)).await?;
    let mut query = Query::select();
    query
        .columns(["role", "state"])
        .expr_as(rights::one_or_zero(requirement::untrained(store.shared.world.now())), "untrained")
        .from("account")
        .and_where(eq("tenant", id(calendar.tenant)))
        .and_where(eq("id", id(calendar.user)));
    let Some(row) = sql.one(&query).await? else { return Ok(None) };
    let (role, state) = (row.named("role", Role::parse)?, row.named("state", account::state)?);
    Ok(Some(Found { calendar, role, state, trained: !row.flag("untrained")? }))
}

/// A person's addresses, newest first.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn list(ctx: &Ctx, tx: &Tx, user: UserId) -> Result<Vec<Calendar>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("account", id(user))).order_by("id", Order::Desc);
    tx.sql.all(&query).await?.iter().map(read).collect()
}

/// Keeps that an address was fetched now. Book-keeping.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn touch(ctx: &Ctx, work: &Work, calendar: CalendarId) -> Result<()> {
    let mut update = Query::update();
    update
        .table(TABLE)
        .value("fetched", Expr::val(time(work.now())))
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("id", id(calendar)));
    work.note(&update).await.map(drop)
}

/// Revokes an address of a person.
///
/// # Errors
/// [`Error::NotFound`] where that person has no such address.
pub async fn remove(ctx: &Ctx, work: &Work, user: UserId, calendar: CalendarId) -> Result<()> {
    let mut delete = Query::delete();
    delete
        .from_table(TABLE)
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("id", id(calendar)))
        .and_where(eq("account", id(user)));
    if work.change(&delete).await? == 0 { Err(Error::NotFound) } else { Ok(()) }
}

fn read(row: &Row) -> Result<Calendar> {
    Ok(Calendar {
        id: row.id("id")?,
        tenant: row.id("tenant")?,
        user: row.id("account")?,
        dossier: row.opt_id("dossier")?,
        names: row.flag("names")?,
        created: row.time("created")?,
        fetched: row.opt_time("fetched")?,
    })
}
