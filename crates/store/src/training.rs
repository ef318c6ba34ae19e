//! Attempts of people at the tests of the product. Which test, whose, and how it ended stand in the clear;
//! what was asked and answered is sealed, and goes before the rest does.

use legalmind_core::{
    AttemptId, Ctx, Timestamp, UserId,
    training::{AttemptContent, AttemptState},
};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Order, Query};

use crate::{
    Error, Result,
    row::Row,
    sql::{eq, id, insert, int, opt_time, select, text, time},
    tx::{Tx, Work},
};

const TABLE: &str = "training_attempt";

/// An attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Its id.
    pub id: AttemptId,
    /// Whose it is.
    pub user: UserId,
    /// The test, by its key.
    pub test: String,
    /// How manieth of this person at this test, from 1 on.
    pub number: u64,
    /// How it stands.
    pub state: AttemptState,
    /// When it began.
    pub created: Timestamp,
    /// Until when answers are taken.
    pub ends: Timestamp,
    /// When they were handed in.
    pub finished: Option<Timestamp>,
    /// What is sealed.
    pub content: AttemptContent,
}

/// An attempt that was handed in and whose answers are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Its id.
    pub id: AttemptId,
    /// Whose it is.
    pub user: UserId,
    /// The test, by its key.
    pub test: String,
    /// How it ended.
    pub state: AttemptState,
    /// When it was handed in.
    pub finished: Timestamp,
}

/// An attempt to be added.
#[derive(Clone, Debug)]
pub struct NewAttempt<'a> {
    /// Its id.
    pub id: AttemptId,
    /// Whose it is.
    pub user: UserId,
    /// The test, by its key.
    pub test: &'a str,
    /// How manieth of this person at this test.
    pub number: u64,
    /// Until when answers are taken.
    pub ends: Timestamp,
    /// What is sealed.
    pub content: &'a AttemptContent,
}

/// Adds an attempt. False where this person has one of this number at this test already.
///
/// # Errors
/// [`Error::NotFound`] where there is no such person.
pub async fn add(ctx: &Ctx, work: &Work, new: &NewAttempt<'_>) -> Result<bool> {
    let mut row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("id", id(new.id)),
            ("account", id(new.user)),
            ("test", text(new.test)),
            ("number", int(new.number)),
            ("state", text(AttemptState::Open.as_str())),
            ("created", time(work.now())),
            ("ends", time(new.ends)),
            ("finished", opt_time(None)),
            ("sealed", work.seal(TABLE, new.id.as_bytes(), new.content)?),
        ],
    )?;
    let known = OnConflict::columns(["tenant", "account", "test", "number"]).do_nothing().to_owned();
    row.on_conflict(known);
    Ok(work.change(&row).await? == 1)
}

/// The attempt of this id, if it is this person's.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn get(ctx: &Ctx, tx: &Tx, attempt: AttemptId, user: UserId) -> Result<Attempt> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("id", id(attempt))).and_where(eq("account", id(user)));
    read(tx, &tx.sql.one(&query).await?.ok_or(Error::NotFound)?)
}

/// The last attempts of a person, newest first, at most so many.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn list(ctx: &Ctx, tx: &Tx, user: UserId, most: u64) -> Result<Vec<Attempt>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("account", id(user))).order_by("id", Order::Desc).limit(most);
    tx.sql.all(&query).await?.iter().map(|row| read(tx, row)).collect()
}

/// Ends an attempt that is open. False where it was not open any more.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn finish(
    ctx: &Ctx,
    work: &Work,
    attempt: AttemptId,
    (state, content): (AttemptState, &AttemptContent),
) -> Result<bool> {
    let mut update = Query::update();
    update
        .table(TABLE)
        .value("state", Expr::val(text(state.as_str())))
        .value("finished", Expr::val(time(work.now())))
        .value("sealed", Expr::val(work.seal(TABLE, attempt.as_bytes(), content)?))
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("id", id(attempt)))
        .and_where(eq("state", text(AttemptState::Open.as_str())));
    Ok(work.change(&update).await? == 1)
}

/// The attempts that were handed in and whose answers are kept, oldest first: of this person, or of everyone,
/// where rights are the caller's matter.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn answered(ctx: &Ctx, tx: &Tx, whose: Option<UserId>) -> Result<Vec<Answered>> {
    let mut query = Query::select();
    query
        .columns(["id", "account", "test", "state", "finished"])
        .from(TABLE)
        .and_where(eq("tenant", tx.tenant(ctx)?))
        .and_where(Expr::col("finished").is_not_null())
        .and_where(Expr::col("forgotten").is_null())
        .order_by("id", Order::Asc);
    if let Some(user) = whose {
        query.and_where(eq("account", id(user)));
    }
    let read = |row: &Row| {
        Ok(Answered {
            id: row.id("id")?,
            user: row.id("account")?,
            test: row.text("test")?,
            state: row.named("state", AttemptState::parse)?,
            finished: row.time("finished")?,
        })
    };
    tx.sql.all(&query).await?.iter().map(read).collect()
}

/// Removes the questions and answers of an attempt that was handed in; how it ended, when, at which version
/// of the test and with how many right stays. False where they went before.
///
/// # Errors
/// [`Error::NotFound`] where there is no such attempt.
pub async fn forget(ctx: &Ctx, work: &Work, it: &Answered) -> Result<bool> {
    let kept = get(ctx, work, it.id, it.user).await?.content;
    let content = AttemptContent { drawn: Vec::new(), ..kept };
    let mut update = Query::update();
    update
        .table(TABLE)
        .value("forgotten", Expr::val(time(work.now())))
        .value("sealed", Expr::val(work.seal(TABLE, it.id.as_bytes(), &content)?))
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("id", id(it.id)))
        .and_where(Expr::col("finished").is_not_null())
        .and_where(Expr::col("forgotten").is_null());
    Ok(work.change(&update).await? == 1)
}

fn read(tx: &Tx, row: &Row) -> Result<Attempt> {
    let id: AttemptId = row.id("id")?;
    Ok(Attempt {
        id,
        user: row.id("account")?,
        test: row.text("test")?,
        number: row.count("number")?,
        state: row.named("state", AttemptState::parse)?,
        created: row.time("created")?,
        ends: row.time("ends")?,
        finished: row.opt_time("finished")?,
        content: tx.open(TABLE, id.as_bytes(), row.bytes("sealed")?)?,
    })
}
