//! Sign-ins: found by the digest of their token before anything is known of who asks.

use legalmind_core::{
    Ctx, SessionId, TenantId, Timestamp, UserId,
    account::{AccountState, Role},
};
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query, UpdateStatement};
use serde::{Deserialize, Serialize};

use crate::{
    Error, Result, Store, account,
    engine::Scope,
    requirement, rights,
    row::Row,
    sql::{bytes, eq, id, insert, select, text, time},
    tx::{Tx, Work},
};

const TABLE: &str = "session";

/// How far a sign-in got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// The password was right; the second factor is still to come.
    Password,
    /// Signed in.
    Full,
}

impl Level {
    /// The name under which the level is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Full => "full",
        }
    }

    /// The level of this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Password, Self::Full].into_iter().find(|it| it.as_str() == name)
    }
}

/// What is sealed of a session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionContent {
    /// The browser, as it names itself.
    pub agent: String,
    /// The network address it began from.
    pub address: String,
}

/// A session as it is found by its token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// The firm.
    pub tenant: TenantId,
    /// The person.
    pub user: UserId,
    /// How far the sign-in got.
    pub level: Level,
    /// When it began.
    pub created: Timestamp,
    /// When it was last used, as [`touch`] keeps it.
    pub last_seen: Timestamp,
    /// When it ends, whatever happens.
    pub ends: Timestamp,
}

/// A session with the person's present role and state: all a request needs for its context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The session.
    pub session: Session,
    /// The person's role now.
    pub role: Role,
    /// Whether the person may be signed in now.
    pub state: AccountState,
    /// Whether the person has the trainings that open dossiers to their role.
    pub trained: bool,
}

/// A session to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSession {
    /// Its id.
    pub id: SessionId,
    /// SHA-256 of its token; the token itself is kept nowhere.
    pub token_hash: [u8; 32],
    /// The person.
    pub user: UserId,
    /// How far the sign-in got.
    pub level: Level,
    /// When it ends, whatever happens.
    pub ends: Timestamp,
    /// What is sealed.
    pub content: SessionContent,
}

/// Begins a session.
///
/// # Errors
/// [`Error::NotFound`] where there is no such account.
pub async fn add(ctx: &Ctx, work: &Work, new: &NewSession) -> Result<()> {
    let now = time(work.now());
    let row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("id", id(new.id)),
            ("account", id(new.user)),
            ("token_hash", bytes(new.token_hash)),
            ("level", text(new.level.as_str())),
            ("created", now.clone()),
            ("last_seen", now),
            ("ends", time(new.ends)),
            ("sealed", work.seal(TABLE, new.id.as_bytes(), &new.content)?),
        ],
    )?;
    work.change(&row).await.map(drop)
}

/// The session of a token, if it has not reached its end; whether it was idle too long is the
/// caller's matter. Needs no context: this is where a context comes from.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn find_by_token_hash(store: &Store, token_hash: &[u8; 32]) -> Result<Option<Found>> {
    // the account is read after the session, and not as it was then: a role or a state that has
    // just changed counts
    let sql = store.system_glance().await?;
    let mut query = Query::select();
    query
        .columns(["tenant", "id", "account", "level", "created", "last_seen", "ends"])
        .from(TABLE)
        .and_where(eq("token_hash", bytes(*token_hash)))
        .and_where(Expr::col("ends").gt(time(store.shared.world.now())));
    let Some(row) = sql.one(&query).await? else { return Ok(None) };
    let session = read(&row)?;
    store.shared.engine.enter(&sql, Scope::Tenant(session.tenant)).await?;
    let mut query = Query::select();
    query
        .columns(["role", "state"])
        .expr_as(rights::one_or_zero(requirement::untrained(store.shared.world.now())), "untrained")
        .from("account")
        .and_where(eq("tenant", id(session.tenant)))
        .and_where(eq("id", id(session.user)));
    let Some(row) = sql.one(&query).await? else { return Ok(None) };
    let (role, state) = (row.named("role", Role::parse)?, row.named("state", account::state)?);
    Ok(Some(Found { session, role, state, trained: !row.flag("untrained")? }))
}

/// A person's sessions, newest first.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn list(ctx: &Ctx, tx: &Tx, user: UserId) -> Result<Vec<(Session, SessionContent)>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("account", id(user))).order_by("id", Order::Desc);
    let open = |row: &Row| {
        let session = read(row)?;
        let content = tx.open(TABLE, session.id.as_bytes(), row.bytes("sealed")?)?;
        Ok((session, content))
    };
    tx.sql.all(&query).await?.iter().map(open).collect()
}

/// Keeps that a session was used now. Book-keeping; once a minute is enough.
///
/// # Errors
/// [`Error::NotFound`] where there is no such session.
pub async fn touch(ctx: &Ctx, work: &Work, session: SessionId) -> Result<()> {
    let mut update = change(ctx, work, session)?;
    update.value("last_seen", Expr::val(time(work.now())));
    if work.note(&update).await? == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Lifts a session to another level, under a fresh token (against session fixation).
///
/// # Errors
/// [`Error::NotFound`] where there is no such session.
pub async fn raise(
    ctx: &Ctx,
    work: &Work,
    session: SessionId,
    level: Level,
    token_hash: &[u8; 32],
    ends: Timestamp,
) -> Result<()> {
    let mut update = change(ctx, work, session)?;
    update
        .value("level", Expr::val(text(level.as_str())))
        .value("token_hash", Expr::val(bytes(*token_hash)))
        .value("last_seen", Expr::val(time(work.now())))
        .value("ends", Expr::val(time(ends)));
    if work.change(&update).await? == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Ends a session.
///
/// # Errors
/// [`Error::NotFound`] where there is no such session.
pub async fn end(ctx: &Ctx, work: &Work, session: SessionId) -> Result<()> {
    let mut delete = Query::delete();
    delete.from_table(TABLE).and_where(eq("tenant", work.tenant(ctx)?)).and_where(eq("id", id(session)));
    if work.change(&delete).await? == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Ends all sessions of a person, but for one they may keep. Gives how many ended.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn end_all(ctx: &Ctx, work: &Work, user: UserId, keep: Option<SessionId>) -> Result<u64> {
    let mut delete = Query::delete();
    delete
        .from_table(TABLE)
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("account", id(user)))
        .and_where_option(keep.map(|it| Expr::col("id").ne(id(it))));
    work.change(&delete).await
}

/// Forgets sessions that have reached their end. Book-keeping.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn sweep(ctx: &Ctx, work: &Work) -> Result<()> {
    let mut delete = Query::delete();
    delete
        .from_table(TABLE)
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(Expr::col("ends").lte(time(work.now())));
    work.note(&delete).await.map(drop)
}

fn change(ctx: &Ctx, work: &Work, session: SessionId) -> Result<UpdateStatement> {
    let mut update = Query::update();
    update.table(TABLE).and_where(eq("tenant", work.tenant(ctx)?)).and_where(eq("id", id(session)));
    Ok(update)
}

fn read(row: &Row) -> Result<Session> {
    Ok(Session {
        id: row.id("id")?,
        tenant: row.id("tenant")?,
        user: row.id("account")?,
        level: row.named("level", Level::parse)?,
        created: row.time("created")?,
        last_seen: row.time("last_seen")?,
        ends: row.time("ends")?,
    })
}
