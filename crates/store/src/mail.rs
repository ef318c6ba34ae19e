//! Mail to the people of a firm. A mail has a slot: the day, or the thing in a clock that fell. There is one
//! of each, however many look for it; who has it may hand it to the relay. No row says what a mail is about.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use legalmind_core::{
    Ctx, Timestamp, UserId,
    mail::{MailKind, MailSort, MailState, Matter},
};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, OnConflict, Order, Query, Value};

use crate::{
    Error, Result,
    deadline::days,
    sql::{bytes, eq, id, insert, select, text, time},
    tx::{Tx, Work},
};

const TABLE: &str = "mail";
const TOLD: &str = "mail_told";
const OFF: &str = "mail_off";
/// The most mails that are looked at for what went wrong.
const MOST: u64 = 1_000;

/// What a mail is there once for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot<'a> {
    /// A day.
    Day(Date),
    /// What fell in a clock.
    Fell(&'a Matter),
}

impl Slot<'_> {
    const fn sort(self) -> MailSort {
        match self {
            Self::Day(_) => MailSort::Daily,
            Self::Fell(_) => MailSort::Clock,
        }
    }

    fn value(self, tx: &Tx) -> Result<Value> {
        match self {
            Self::Day(day) => Ok(bytes(days(day).to_be_bytes())),
            Self::Fell(matter) => {
                let named = postcard::to_stdvec(matter).map_err(|_| Error::Integrity)?;
                Ok(tx.blind("mail.slot", &named))
            }
        }
    }
}

/// Whether a mail may be handed over by whoever asked for its slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is new.
    New,
    /// It was tried before.
    Again,
    /// Somebody else has it, or it is done with.
    No,
}

/// Takes the slot of a mail. One that waits may be taken again; one that was being handed over, only where
/// that began before `lost`.
///
/// # Errors
/// [`Error::NotFound`] where there is no such person.
pub async fn take(
    ctx: &Ctx,
    work: &Work,
    (user, slot): (UserId, Slot<'_>),
    lost: Option<Timestamp>,
) -> Result<Taken> {
    let now = work.now();
    let mut row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("account", id(user)),
            ("sort", text(slot.sort().as_str())),
            ("slot", slot.value(work)?),
            ("state", text(MailState::Sending.as_str())),
            ("created", time(now)),
            ("updated", time(now)),
        ],
    )?;
    row.on_conflict(OnConflict::columns(["tenant", "account", "sort", "slot"]).do_nothing().to_owned());
    // to take it again is book-keeping
    if work.note(&row).await? == 1 {
        work.mark_changed();
        return Ok(Taken::New);
    }
    let mut free = Condition::any().add(eq("state", text(MailState::Waiting.as_str())));
    if let Some(lost) = lost {
        let begun = Condition::all()
            .add(eq("state", text(MailState::Sending.as_str())))
            .add(Expr::col("updated").lte(time(lost)));
        free = free.add(begun);
    }
    let mut again = Query::update();
    again
        .table(TABLE)
        .value("state", Expr::val(text(MailState::Sending.as_str())))
        .value("updated", Expr::val(time(now)))
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("account", id(user)))
        .and_where(eq("sort", text(slot.sort().as_str())))
        .and_where(eq("slot", slot.value(work)?))
        .cond_where(free);
    Ok(if work.note(&again).await? == 1 { Taken::Again } else { Taken::No })
}

/// Says how a mail ended that was taken. False where nobody had taken it.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn settle(
    ctx: &Ctx,
    work: &Work,
    (user, slot): (UserId, Slot<'_>),
    state: MailState,
) -> Result<bool> {
    let mut update = Query::update();
    update
        .table(TABLE)
        .value("state", Expr::val(text(state.as_str())))
        .value("updated", Expr::val(time(work.now())))
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("account", id(user)))
        .and_where(eq("sort", text(slot.sort().as_str())))
        .and_where(eq("slot", slot.value(work)?))
        .and_where(eq("state", text(MailState::Sending.as_str())));
    Ok(work.note(&update).await? == 1)
}

/// How far the mail of a slot is; none where there is none.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn state(ctx: &Ctx, tx: &Tx, (user, slot): (UserId, Slot<'_>)) -> Result<Option<MailState>> {
    let mut query = Query::select();
    query
        .column("state")
        .from(TABLE)
        .and_where(eq("tenant", tx.tenant(ctx)?))
        .and_where(eq("account", id(user)))
        .and_where(eq("sort", text(slot.sort().as_str())))
        .and_where(eq("slot", slot.value(tx)?));
    tx.sql.one(&query).await?.map(|row| row.named("state", MailState::parse)).transpose()
}

/// Everyone who had their mail of a day, or of whom it is being handed over.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn had(ctx: &Ctx, tx: &Tx, day: Date) -> Result<BTreeSet<UserId>> {
    let mut query = Query::select();
    query
        .column("account")
        .from(TABLE)
        .and_where(eq("tenant", tx.tenant(ctx)?))
        .and_where(eq("sort", text(MailSort::Daily.as_str())))
        .and_where(eq("slot", Slot::Day(day).value(tx)?))
        .and_where(Expr::col("state").ne(text(MailState::Waiting.as_str())));
    tx.sql.all(&query).await?.iter().map(|row| row.id("account")).collect()
}

/// How the last mail to a person ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Last {
    /// To whom.
    pub user: UserId,
    /// How it ended.
    pub state: MailState,
    /// When.
    pub at: Timestamp,
}

/// How the last mail to each person ended since an instant, the newest first.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn last(ctx: &Ctx, tx: &Tx, since: Timestamp) -> Result<Vec<Last>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(Expr::col("updated").gte(time(since))).order_by("updated", Order::Desc).limit(MOST);
    let mut all: Vec<Last> = Vec::new();
    let mut seen: HashMap<UserId, ()> = HashMap::new();
    for row in tx.sql.all(&query).await? {
        let user: UserId = row.id("account")?;
        if seen.insert(user, ()).is_none() {
            let state = row.named("state", MailState::parse)?;
            all.push(Last { user, state, at: row.time("updated")? });
        }
    }
    Ok(all)
}

/// When the relay took a mail of the firm last.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn last_sent(ctx: &Ctx, tx: &Tx) -> Result<Option<Timestamp>> {
    let mut query = Query::select();
    query
        .column("updated")
        .from(TABLE)
        .and_where(eq("tenant", tx.tenant(ctx)?))
        .and_where(eq("state", text(MailState::Sent.as_str())))
        .order_by("updated", Order::Desc)
        .limit(1);
    tx.sql.one(&query).await?.map(|row| row.time("updated")).transpose()
}

/// What a person knows of what waits for them: it was in a mail that the relay took.
///
/// # Errors
/// [`Error::Integrity`] where the row does not open.
pub async fn told(ctx: &Ctx, tx: &Tx, user: UserId) -> Result<BTreeSet<Matter>> {
    let mut query = select(TOLD, tx.tenant(ctx)?);
    query.and_where(eq("account", id(user)));
    match tx.sql.one(&query).await? {
        Some(row) => tx.open(TOLD, user.as_bytes(), row.bytes("sealed")?),
        None => Ok(BTreeSet::new()),
    }
}

/// Keeps what a person knows. Book-keeping.
///
/// # Errors
/// [`Error::NotFound`] where there is no such person.
pub async fn set_told(ctx: &Ctx, work: &Work, user: UserId, told: &BTreeSet<Matter>) -> Result<()> {
    let mut row = insert(
        TOLD,
        [
            ("tenant", work.tenant(ctx)?),
            ("account", id(user)),
            ("updated", time(work.now())),
            ("sealed", work.seal(TOLD, user.as_bytes(), told)?),
        ],
    )?;
    let known = OnConflict::columns(["tenant", "account"]).update_columns(["updated", "sealed"]).to_owned();
    row.on_conflict(known);
    work.note(&row).await.map(drop)
}

/// What a person does not want to be mailed about.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn off(ctx: &Ctx, tx: &Tx, user: UserId) -> Result<Vec<MailKind>> {
    let mut query = select(OFF, tx.tenant(ctx)?);
    query.and_where(eq("account", id(user)));
    tx.sql.all(&query).await?.iter().map(|row| row.named("kind", MailKind::parse)).collect()
}

/// Keeps what a person does not want to be mailed about.
///
/// # Errors
/// [`Error::NotFound`] where there is no such person.
pub async fn set_off(ctx: &Ctx, work: &Work, user: UserId, off: &[MailKind]) -> Result<()> {
    let mut delete = Query::delete();
    delete.from_table(OFF).and_where(eq("tenant", work.tenant(ctx)?)).and_where(eq("account", id(user)));
    work.change(&delete).await?;
    for kind in off {
        let row = insert(
            OFF,
            [
                ("tenant", work.tenant(ctx)?),
                ("account", id(user)),
                ("kind", text(kind.as_str())),
                ("created", time(work.now())),
            ],
        )?;
        work.change(&row).await?;
    }
    Ok(())
}
