//! Cycles of campaigns, and what happened in them. A cycle is named by its row, its campaign and when
//! it is due, an event by its cycle and what it is: so each is there once, however many look for them.

use std::collections::HashMap;

use legalmind_core::{
    Ctx, RegisterRowId, Timestamp, UserId,
    register::{CycleContent, CycleKey, CycleState, EventKind},
};
use sea_orm::sea_query::{
    Condition, Expr, ExprTrait, OnConflict, Order, Query, SelectStatement, UpdateStatement,
};

use super::{Sight, receipt};
use crate::{
    Error, Result,
    row::Row,
    sql::{eq, id, insert, int, opt_time, same, select, text, time},
    tx::{Tx, Work},
};

const TABLE: &str = "register_cycle";
const EVENTS: &str = "register_event";
const ROWS: &str = "register_row";

/// One cycle of a campaign on a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cycle {
    /// Its name.
    pub key: CycleKey,
    /// The register of the row, by its key.
    pub register: String,
    /// When it opened.
    pub opens: Timestamp,
    /// How far it is.
    pub state: CycleState,
    /// When it was done or lapsed.
    pub finished: Option<Timestamp>,
    /// What is sealed.
    pub content: CycleContent,
}

/// What happened in a cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The cycle.
    pub cycle: CycleKey,
    /// When it fell; it may have been written down later, where the program was not running.
    pub fell: Timestamp,
    /// What.
    pub kind: EventKind,
    /// Of a reminder, how many hours before the cycle is due; else 0.
    pub hours: u32,
    /// When it was written down.
    pub written: Timestamp,
}

/// Opens a cycle. False where it is there already: then it stays as it is.
///
/// # Errors
/// [`Error::NotFound`] where there is no such row.
pub async fn open(ctx: &Ctx, work: &Work, key: &CycleKey, register: &str, opens: Timestamp) -> Result<bool> {
    let mut row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("subject", id(key.row)),
            ("campaign", text(&key.campaign)),
            ("due", time(key.due)),
            ("register", text(register)),
            ("opens", time(opens)),
            ("state", text(CycleState::Open.as_str())),
            ("finished", opt_time(None)),
            ("sealed", work.seal(TABLE, &place(key), &CycleContent::default())?),
        ],
    )?;
    row.on_conflict(OnConflict::columns(["tenant", "subject", "campaign", "due"]).do_nothing().to_owned());
    Ok(work.change(&row).await? == 1)
}

/// Writes down what happened in a cycle. False where that was written down before.
///
/// # Errors
/// [`Error::NotFound`] where there is no such row.
pub async fn happened(
    ctx: &Ctx,
    work: &Work,
    cycle: &CycleKey,
    (kind, hours): (EventKind, u32),
    fell: Timestamp,
) -> Result<bool> {
    let mut row = insert(
        EVENTS,
        [
            ("tenant", work.tenant(ctx)?),
            ("subject", id(cycle.row)),
            ("campaign", text(&cycle.campaign)),
            ("due", time(cycle.due)),
            ("kind", text(kind.as_str())),
            ("hours", int(hours)),
            ("fell", time(fell)),
            ("created", time(work.now())),
        ],
    )?;
    row.on_conflict(
        OnConflict::columns(["tenant", "subject", "campaign", "due", "kind", "hours"])
            .do_nothing()
            .to_owned(),
    );
    Ok(work.change(&row).await? == 1)
}

/// A cycle. Rights are the caller's matter.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn get(ctx: &Ctx, tx: &Tx, key: &CycleKey) -> Result<Cycle> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query
        .and_where(eq("subject", id(key.row)))
        .and_where(eq("campaign", text(&key.campaign)))
        .and_where(eq("due", time(key.due)));
    read(tx, &tx.sql.one(&query).await?.ok_or(Error::NotFound)?)
}

/// The cycles of these rows, by when they are due. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn of(ctx: &Ctx, tx: &Tx, rows: &[RegisterRowId]) -> Result<Vec<Cycle>> {
    let mut all = Vec::new();
    for some in rows.chunks(500) {
        let mut query = select(TABLE, tx.tenant(ctx)?);
        query
            .and_where(Expr::col((TABLE, "subject")).is_in(some.iter().map(|it| id(*it))))
            .order_by("due", Order::Asc)
            .order_by("campaign", Order::Asc);
        for row in tx.sql.all(&query).await? {
            all.push(read(tx, &row)?);
        }
    }
    Ok(all)
}

/// What happened in the cycles of a row, oldest first. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn events(ctx: &Ctx, tx: &Tx, row: RegisterRowId) -> Result<Vec<Event>> {
    let mut query = select(EVENTS, tx.tenant(ctx)?);
    query.and_where(eq("subject", id(row)));
    let read = |row: &Row| {
        Ok(Event {
            cycle: key(row)?,
            fell: row.time("fell")?,
            kind: row.named("kind", EventKind::parse)?,
            hours: row.count("hours")?,
            written: row.time("created")?,
        })
    };
    let mut all = tx.sql.all(&query).await?.iter().map(read).collect::<Result<Vec<_>>>()?;
    let order = |kind: EventKind| EventKind::ALL.iter().position(|it| *it == kind);
    all.sort_by_key(|it| (it.fell, it.written, it.cycle.clone(), order(it.kind)));
    Ok(all)
}

/// How many open cycles each register has that a person may see; of them, how many were due by `now`.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn counts(
    ctx: &Ctx,
    tx: &Tx,
    sight: Sight<'_>,
    due_by: Option<Timestamp>,
) -> Result<Vec<(String, u64)>> {
    let mut query = Query::select();
    query
        .expr_as(Expr::col((TABLE, "register")), "register")
        .expr_as(Expr::cust("COUNT(*)"), "count")
        .from(TABLE)
        .and_where(eq((TABLE, "tenant"), tx.tenant(ctx)?))
        .and_where(open_ones());
    if let Some(now) = due_by {
        query.and_where(Expr::col((TABLE, "due")).lt(time(now)));
    }
    join_rows(&mut query);
    query.cond_where(sight.condition(ctx)).group_by_col((TABLE, "register"));
    tx.sql.all(&query).await?.iter().map(|row| Ok((row.text("register")?, row.count("count")?))).collect()
}

/// Whose open cycles are asked for: of rows that nobody looks after, and of those that were escalated,
/// also where these people are the responsible lawyer of the row's dossier; and of these campaigns.
#[derive(Clone, Copy, Debug)]
pub struct Whose<'a> {
    /// Of rows that these people look after.
    pub owners: &'a [UserId],
    /// Also of all rows that nobody looks after, and those that were escalated.
    pub escalated: bool,
    /// Also these campaigns, each with its register, whoever looks after the row.
    pub told: &'a [(&'a str, &'a str)],
    /// Also those that ask this person, who did not answer yet.
    pub asked: Option<Asked<'a>>,
}

/// A person whom campaigns ask.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Who.
    pub user: UserId,
    /// The campaigns by their keys, each with its register.
    pub campaigns: &'a [(&'a str, &'a str)],
}

impl Asked<'_> {
    /// The open cycles that they did not answer.
    fn unanswered(self) -> Condition {
        let of = |(register, campaign): &(&str, &str)| {
            Condition::all()
                .add(eq((TABLE, "register"), text(register)))
                .add(eq((TABLE, "campaign"), text(campaign)))
        };
        let these =
            self.campaigns.iter().map(of).fold(Condition::any().add(Expr::cust("1 = 0")), Condition::add);
        Condition::all().add(these).add(Expr::not_exists(receipt::of_person(TABLE, self.user)))
    }
}

/// The open cycles of these people among the rows that a person may see, by when they are due; at
/// most `limit`.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn due(ctx: &Ctx, tx: &Tx, sight: Sight<'_>, whose: Whose<'_>, limit: u64) -> Result<Vec<Cycle>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    of_these(ctx, &mut query, sight, whose, limit);
    tx.sql.all(&query).await?.iter().map(|row| read(tx, row)).collect()
}

/// An open cycle of somebody, without what is sealed of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// Its name.
    pub key: CycleKey,
    /// The register of the row, by its key.
    pub register: String,
    /// Who looks after the row.
    pub owner: Option<UserId>,
}

/// The same cycles as [`due`] gives; nothing is opened.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn owed(ctx: &Ctx, tx: &Tx, sight: Sight<'_>, whose: Whose<'_>, limit: u64) -> Result<Vec<Owed>> {
    let mut query = Query::select();
    query
        .columns(["subject", "campaign", "due", "register"].map(|it| (TABLE, it)))
        .column((ROWS, "owner"))
        .from(TABLE)
        .and_where(eq((TABLE, "tenant"), tx.tenant(ctx)?));
    of_these(ctx, &mut query, sight, whose, limit);
    let read =
        |row: &Row| Ok(Owed { key: key(row)?, register: row.text("register")?, owner: row.opt_id("owner")? });
    tx.sql.all(&query).await?.iter().map(read).collect()
}

/// What fell last in each open cycle of these rows, with the hours of a reminder. Rights are the caller's
/// matter.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn fallen(
    ctx: &Ctx,
    tx: &Tx,
    rows: &[RegisterRowId],
) -> Result<HashMap<CycleKey, (EventKind, u32)>> {
    let order = |kind: EventKind| EventKind::ALL.iter().position(|it| *it == kind);
    let told = [EventKind::Opened, EventKind::Reminder, EventKind::Overdue, EventKind::Escalated];
    let mut last: HashMap<CycleKey, (Timestamp, EventKind, u32)> = HashMap::new();
    for some in rows.chunks(500) {
        let mut query = Query::select();
        query
            .columns(["subject", "campaign", "due", "kind", "hours", "fell"])
            .from(EVENTS)
            .and_where(eq("tenant", tx.tenant(ctx)?))
            .and_where(Expr::col("subject").is_in(some.iter().map(|it| id(*it))))
            .and_where(Expr::col("kind").is_in(told.iter().map(|it| text(it.as_str()))));
        for row in tx.sql.all(&query).await? {
            let (kind, hours) = (row.named("kind", EventKind::parse)?, row.count("hours")?);
            let (key, fell) = (key(&row)?, row.time("fell")?);
            let later = |it: &(Timestamp, EventKind, u32)| (it.0, order(it.1)) < (fell, order(kind));
            if last.get(&key).is_none_or(later) {
                last.insert(key, (fell, kind, hours));
            }
        }
    }
    Ok(last.into_iter().map(|(key, (_, kind, hours))| (key, (kind, hours))).collect())
}

/// Of which campaigns the firm has open cycles, each with its register.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn running(ctx: &Ctx, tx: &Tx) -> Result<Vec<(String, String)>> {
    let mut query = Query::select();
    query
        .distinct()
        .columns(["register", "campaign"])
        .from(TABLE)
        .and_where(eq("tenant", tx.tenant(ctx)?))
        .and_where(open_ones());
    tx.sql.all(&query).await?.iter().map(|row| Ok((row.text("register")?, row.text("campaign")?))).collect()
}

/// Narrows a query to the open cycles of these people that a person may see, by when they are due.
fn of_these(ctx: &Ctx, query: &mut SelectStatement, sight: Sight<'_>, whose: Whose<'_>, limit: u64) {
    query.and_where(open_ones());
    join_rows(query);
    let owned = Expr::col((ROWS, "owner")).is_in(whose.owners.iter().map(|it| id(*it)));
    let mut open =
        Condition::any().add(Expr::col((ROWS, "owner")).is_null()).add(Expr::exists(escalations()));
    if !whose.escalated {
        open = Condition::all().add(open).add(Expr::exists(led_by(whose.owners)));
    }
    let mut theirs = Condition::any().add(Expr::cust("1 = 0")).add(owned).add(open);
    for (register, campaign) in whose.told {
        let of = eq((TABLE, "register"), text(register)).and(eq((TABLE, "campaign"), text(campaign)));
        theirs = theirs.add(of);
    }
    if let Some(asked) = whose.asked {
        theirs = theirs.add(asked.unanswered());
    }
    query
        .cond_where(sight.condition(ctx))
        .cond_where(theirs)
        .order_by((TABLE, "due"), Order::Asc)
        .order_by((TABLE, "subject"), Order::Asc)
        .limit(limit);
}

/// Takes what was said away from the cycles of a row, and leaves who did them and when: what the row held
/// is removed.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn hush(ctx: &Ctx, work: &Work, row: RegisterRowId) -> Result<()> {
    for it in of(ctx, work, &[row]).await? {
        let mut content = it.content;
        for said in content.done.iter_mut().chain(&mut content.checked).chain(&mut content.sent_back) {
            said.note.clear();
            said.document = None;
        }
        let mut update = Query::update();
        update.table(TABLE).value("sealed", Expr::val(work.seal(TABLE, &place(&it.key), &content)?));
        named(&mut update, work.tenant(ctx)?, &it.key);
        work.note(&update).await?;
    }
    Ok(())
}

/// The names of the open cycles of which others were told until `by`. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn escalated(ctx: &Ctx, tx: &Tx, by: Timestamp) -> Result<Vec<CycleKey>> {
    let mut told = escalations();
    told.and_where(Expr::col((EVENTS, "fell")).lte(time(by)));
    let mut query = Query::select();
    query
        .columns(["subject", "campaign", "due"].map(|it| (TABLE, it)))
        .from(TABLE)
        .and_where(eq((TABLE, "tenant"), tx.tenant(ctx)?))
        .and_where(open_ones())
        .and_where(Expr::exists(told));
    tx.sql.all(&query).await?.iter().map(key).collect()
}

/// Puts a cycle that is still open into another state. False where it was not open any more.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn update(
    ctx: &Ctx,
    work: &Work,
    cycle: &CycleKey,
    from: CycleState,
    to: (CycleState, &CycleContent),
) -> Result<bool> {
    let finished = (!to.0.is_open()).then(|| work.now());
    let mut update = Query::update();
    update
        .table(TABLE)
        .value("state", Expr::val(text(to.0.as_str())))
        .value("finished", Expr::val(opt_time(finished)))
        .value("sealed", Expr::val(work.seal(TABLE, &place(cycle), to.1)?));
    named(&mut update, work.tenant(ctx)?, cycle);
    update.and_where(eq("state", text(from.as_str())));
    Ok(work.change(&update).await? == 1)
}

fn named(update: &mut UpdateStatement, tenant: sea_orm::sea_query::Value, cycle: &CycleKey) {
    update
        .and_where(eq("tenant", tenant))
        .and_where(eq("subject", id(cycle.row)))
        .and_where(eq("campaign", text(&cycle.campaign)))
        .and_where(eq("due", time(cycle.due)));
}

/// An open cycle of a campaign on the row of the outer query.
pub(super) fn open_of(campaign: &str) -> SelectStatement {
    let mut cycles = Query::select();
    cycles
        .expr(Expr::cust("1"))
        .from(TABLE)
        .and_where(same((TABLE, "tenant"), (ROWS, "tenant")))
        .and_where(same((TABLE, "subject"), (ROWS, "id")))
        .and_where(eq((TABLE, "campaign"), text(campaign)))
        .and_where(open_ones());
    cycles
}

fn open_ones() -> Expr {
    let open = CycleState::ALL.iter().filter(|it| it.is_open()).map(|it| text(it.as_str()));
    Expr::col((TABLE, "state")).is_in(open)
}

fn join_rows(query: &mut SelectStatement) {
    let on = Condition::all()
        .add(same((ROWS, "tenant"), (TABLE, "tenant")))
        .add(same((ROWS, "id"), (TABLE, "subject")));
    query.inner_join(ROWS, on);
}

/// The dossier of the row of the outer query, where one of these people is its responsible lawyer.
fn led_by(people: &[UserId]) -> SelectStatement {
    let mut rows = Query::select();
    rows.expr(Expr::cust("1"))
        .from("dossier")
        .and_where(same(("dossier", "tenant"), (ROWS, "tenant")))
        .and_where(same(("dossier", "id"), (ROWS, "dossier")))
        .and_where(Expr::col(("dossier", "responsible")).is_in(people.iter().map(|it| id(*it))));
    rows
}

/// The escalation of the cycle of the outer query.
fn escalations() -> SelectStatement {
    let mut rows = Query::select();
    rows.expr(Expr::cust("1"))
        .from(EVENTS)
        .and_where(same((EVENTS, "tenant"), (TABLE, "tenant")))
        .and_where(same((EVENTS, "subject"), (TABLE, "subject")))
        .and_where(same((EVENTS, "campaign"), (TABLE, "campaign")))
        .and_where(same((EVENTS, "due"), (TABLE, "due")))
        .and_where(eq((EVENTS, "kind"), text(EventKind::Escalated.as_str())));
    rows
}

fn key(row: &Row) -> Result<CycleKey> {
    Ok(CycleKey { row: row.id("subject")?, campaign: row.text("campaign")?, due: row.time("due")? })
}

fn read(tx: &Tx, row: &Row) -> Result<Cycle> {
    let key = key(row)?;
    let content = tx.open(TABLE, &place(&key), row.bytes("sealed")?)?;
    Ok(Cycle {
        key,
        register: row.text("register")?,
        opens: row.time("opens")?,
        state: row.named("state", CycleState::parse)?,
        finished: row.opt_time("finished")?,
        content,
    })
}

/// The key of a cycle's row after the tenant.
fn place(key: &CycleKey) -> Vec<u8> {
    let due = key.due.as_millisecond().to_be_bytes();
    [key.row.as_bytes().as_slice(), &due, key.campaign.as_bytes()].concat()
}
