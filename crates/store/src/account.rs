//! People's accounts.

use legalmind_core::{
    Ctx, Timestamp, UserId,
    account::{AccountState, Language, Role},
};
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query, SelectStatement, UpdateStatement, Value};
use serde::{Deserialize, Serialize};

use crate::{
    Error, Result,
    row::Row,
    sql::{eq, id, insert, int, opt_int, opt_time, select, text, time},
    tx::{Tx, Work},
};

const TABLE: &str = "account";

/// What is sealed of an account.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountContent {
    /// The person's name.
    pub name: String,
    /// The e-mail address, in the form [`find_by_email`] is asked with.
    pub email: String,
    /// The language the person reads the product in.
    pub language: Language,
    /// The password's hash (PHC string); none until one is set.
    pub password_phc: Option<String>,
    /// The confirmed secret of the second factor.
    pub totp_secret: Option<Vec<u8>>,
    /// A secret that was shown but not confirmed yet.
    pub totp_offered: Option<Vec<u8>>,
}

impl std::fmt::Debug for AccountContent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AccountContent")
    }
}

/// A person's account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: UserId,
    /// Goes up with every change.
    pub revision: u64,
    /// The role in the firm.
    pub role: Role,
    /// Whether it may sign in.
    pub state: AccountState,
    /// The last time step a one-time code was taken for; a step is taken once.
    pub totp_last_step: Option<u64>,
    /// How many sign-ins failed since the last that succeeded.
    pub failed: u32,
    /// No sign-in before this instant.
    pub locked_until: Option<Timestamp>,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub updated: Timestamp,
    /// What is sealed.
    pub content: AccountContent,
}

/// Adds an account. The look-up before authentication is [`crate::login::add`].
///
/// # Errors
/// [`Error::Exists`] where the firm has an account of this e-mail address.
pub async fn add(ctx: &Ctx, work: &Work, user: UserId, role: Role, content: &AccountContent) -> Result<()> {
    let now = time(work.now());
    let row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("id", id(user)),
            ("revision", int(1)),
            ("role", text(role.as_str())),
            ("state", text(state_name(AccountState::Active))),
            ("email_ix", email_index(work, &content.email)),
            ("totp_last_step", opt_int(None::<i64>)),
            ("failed", int(0)),
            ("locked_until", opt_time(None)),
            ("created", now.clone()),
            ("updated", now),
            ("sealed", work.seal(TABLE, user.as_bytes(), content)?),
        ],
    )?;
    work.change(&row).await.map(drop)
}

/// The account of this id.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn get(ctx: &Ctx, tx: &Tx, user: UserId) -> Result<Account> {
    find(tx, select(TABLE, tx.tenant(ctx)?).and_where(eq("id", id(user)))).await?.ok_or(Error::NotFound)
}

/// The account of this e-mail address, which is in the form the account was given it in.
///
/// # Errors
/// [`Error::Integrity`] where the row does not open.
pub async fn find_by_email(ctx: &Ctx, tx: &Tx, email: &str) -> Result<Option<Account>> {
    find(tx, select(TABLE, tx.tenant(ctx)?).and_where(eq("email_ix", email_index(tx, email)))).await
}

/// All accounts of the firm, oldest first.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn list(ctx: &Ctx, tx: &Tx) -> Result<Vec<Account>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.order_by("id", Order::Asc);
    tx.sql.all(&query).await?.iter().map(|row| read(tx, row)).collect()
}

/// Changes an account: role, state and content as `account` has them.
///
/// # Errors
/// [`Error::Conflict`] where its revision is not `account.revision` any more.
pub async fn update(ctx: &Ctx, work: &Work, account: &Account) -> Result<()> {
    let mut update = change(ctx, work, account.id)?;
    update
        .value("role", Expr::val(text(account.role.as_str())))
        .value("state", Expr::val(text(state_name(account.state))))
        .value("email_ix", Expr::val(email_index(work, &account.content.email)))
        .value("updated", Expr::val(time(work.now())))
        .value("sealed", Expr::val(work.seal(TABLE, account.id.as_bytes(), &account.content)?))
        .value("revision", Expr::col("revision").add(1_i64))
        .and_where(eq("revision", int(account.revision)));
    if work.change(&update).await? == 0 {
        get(ctx, work, account.id).await?;
        return Err(Error::Conflict);
    }
    Ok(())
}

/// Takes a time step of the second factor; false where this step or a later one was taken
/// already (RFC 6238 §5.2: a code is used once). Book-keeping.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn take_totp_step(ctx: &Ctx, work: &Work, user: UserId, step: u64) -> Result<bool> {
    let mut update = change(ctx, work, user)?;
    update
        .value("totp_last_step", Expr::val(int(step)))
        .and_where(Expr::col("totp_last_step").is_null().or(Expr::col("totp_last_step").lt(int(step))));
    Ok(work.note(&update).await? == 1)
}

/// Keeps how many sign-ins failed, and until when none is taken. Book-keeping.
///
/// # Errors
/// [`Error::NotFound`] where there is no such account.
pub async fn set_failed(
    ctx: &Ctx,
    work: &Work,
    user: UserId,
    failed: u32,
    locked_until: Option<Timestamp>,
) -> Result<()> {
    let mut update = change(ctx, work, user)?;
    update.value("failed", Expr::val(int(failed))).value("locked_until", Expr::val(opt_time(locked_until)));
    if work.note(&update).await? == 0 { Err(Error::NotFound) } else { Ok(()) }
}

fn change(ctx: &Ctx, work: &Work, user: UserId) -> Result<UpdateStatement> {
    let mut update = Query::update();
    update.table(TABLE).and_where(eq("tenant", work.tenant(ctx)?)).and_where(eq("id", id(user)));
    Ok(update)
}

fn email_index(tx: &Tx, email: &str) -> Value {
    tx.blind("account.email", email.as_bytes())
}

async fn find(tx: &Tx, query: &SelectStatement) -> Result<Option<Account>> {
    tx.sql.one(query).await?.map(|row| read(tx, &row)).transpose()
}

fn read(tx: &Tx, row: &Row) -> Result<Account> {
    let id: UserId = row.id("id")?;
    Ok(Account {
        id,
        revision: row.count("revision")?,
        role: row.named("role", Role::parse)?,
        state: row.named("state", state)?,
        totp_last_step: row.opt_count("totp_last_step")?,
        failed: row.count("failed")?,
        locked_until: row.opt_time("locked_until")?,
        created: row.time("created")?,
        updated: row.time("updated")?,
        content: tx.open(TABLE, id.as_bytes(), row.bytes("sealed")?)?,
    })
}

pub(crate) const fn state_name(state: AccountState) -> &'static str {
    match state {
        AccountState::Active => "active",
        AccountState::Suspended => "suspended",
    }
}

pub(crate) fn state(name: &str) -> Option<AccountState> {
    [AccountState::Active, AccountState::Suspended].into_iter().find(|it| state_name(*it) == name)
}
