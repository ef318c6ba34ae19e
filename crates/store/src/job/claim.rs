//! The worker's side of the queue: a lease is taken, kept up, and given back.
//!
//! The number of the try is the fence: a worker whose lease ran out and whose job another has
//! claimed can neither keep it up nor end it, nor save anything in the unit of work that ends it.

use std::time::Duration;

use legalmind_core::{
    Ctx, TenantId, Timestamp,
    account::Role,
    document::Reason,
    job::{JobKind, JobState},
};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Func, Order, Query, SelectStatement, UpdateStatement};
use uuid::Uuid;

use super::{Job, TABLE, read};
use crate::{
    Error, Result, Store,
    engine::Scope,
    sql::{Sql, eq, id, int, opt_text, opt_time, opt_uuid, text, time},
    tx::Work,
};

/// A job in the hands of a worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// The job, as it was claimed; `attempt` counts this try.
    pub job: Job,
    /// The firm whose job it is.
    pub tenant: TenantId,
    /// The present role of the person who set it to work; none where there is no such person.
    pub role: Option<Role>,
    /// Until when nobody else takes it.
    pub lease_until: Timestamp,
}

/// Claims the job of this kind that waits longest, if one is due: waiting, or left by a worker
/// whose lease ran out. `worker` names the process.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn claim(store: &Store, kind: JobKind, worker: &str, lease: Duration) -> Result<Option<Claimed>> {
    let now = store.shared.world.now();
    let sql = store.system().await?;
    let mut query = due(kind, now);
    store.shared.engine.claim(&mut query);
    let Some(row) = sql.one(&query).await? else { return Ok(None) };
    let (tenant, mut job) = (row.id("tenant")?, read(&row)?);
    let lease_until = later(now, lease);
    job.state = JobState::Running;
    job.attempt = job.attempt.saturating_add(1);
    let mut update = Query::update();
    update
        .table(TABLE)
        .value("state", Expr::val(text(JobState::Running.as_str())))
        .value("attempt", Expr::val(int(job.attempt)))
        .value("worker", Expr::val(text(worker)))
        .value("lease_until", Expr::val(time(lease_until)))
        .value("updated", Expr::val(time(now)))
        .and_where(eq("tenant", id(tenant)))
        .and_where(eq("id", id(job.id)));
    sql.run(&update).await?;
    let role = role(store, &sql, tenant, &job).await?;
    sql.commit().await?;
    store.shared.changed.bump(tenant);
    Ok(Some(Claimed { job, tenant, role, lease_until }))
}

/// Gives the jobs back that an earlier run of a process held: `process` is the part of the worker's
/// name before the slash. How many there were. Only for a process that knows that the earlier run
/// has ended; the jobs of others run out by their leases.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn take_back(store: &Store, process: &str) -> Result<u64> {
    let now = store.shared.world.now();
    let mut update = Query::update();
    update
        .table(TABLE)
        .and_where(eq("state", text(JobState::Running.as_str())))
        .and_where(Expr::col("worker").like(format!("{process}/%")));
    ended(&mut update, JobState::Waiting, None, now);
    update.value("run_at", Expr::val(time(now)));
    let sql = store.system().await?;
    let taken = sql.run(&update).await?;
    sql.commit().await?;
    store.shared.changed.job_added();
    Ok(taken)
}

/// Keeps a lease up and says how far the work is.
///
/// # Errors
/// [`Error::Conflict`] where the lease was lost: stop at once, another works on it.
pub async fn beat(store: &Store, claimed: &Claimed, lease: Duration, done: u64, total: u64) -> Result<()> {
    let now = store.shared.world.now();
    let mut update = held(claimed);
    update
        .value("lease_until", Expr::val(time(later(now, lease))))
        .value("done", Expr::val(int(done)))
        .value("total", Expr::val(int(total)))
        .value("updated", Expr::val(time(now)));
    outside(store, claimed, &update).await
}

/// Gives a job back untried, as when the server stops.
///
/// # Errors
/// [`Error::Conflict`] where the lease was lost.
pub async fn release(store: &Store, claimed: &Claimed) -> Result<()> {
    let now = store.shared.world.now();
    let mut update = held(claimed);
    ended(&mut update, JobState::Waiting, None, now);
    update.value("run_at", Expr::val(time(now)));
    outside(store, claimed, &update).await
}

/// Ends a job well, in the unit of work that saves its result.
///
/// # Errors
/// [`Error::Conflict`] where the lease was lost: then do not save the unit of work.
pub async fn done(ctx: &Ctx, work: &Work, claimed: &Claimed) -> Result<()> {
    let mut update = held(claimed);
    ended(&mut update, JobState::Done, None, work.now());
    update.value("done", Expr::col("total"));
    inside(ctx, work, &update).await
}

/// Puts a job back to be tried again at `at`, with the reason this try stopped.
///
/// # Errors
/// [`Error::Conflict`] where the lease was lost.
pub async fn retry(ctx: &Ctx, work: &Work, claimed: &Claimed, reason: Reason, at: Timestamp) -> Result<()> {
    let mut update = held(claimed);
    ended(&mut update, JobState::Waiting, Some(reason), work.now());
    update.value("run_at", Expr::val(time(at)));
    inside(ctx, work, &update).await
}

/// Gives a job up, with the reason.
///
/// # Errors
/// [`Error::Conflict`] where the lease was lost.
pub async fn fail(ctx: &Ctx, work: &Work, claimed: &Claimed, reason: Reason) -> Result<()> {
    let mut update = held(claimed);
    ended(&mut update, JobState::Failed, Some(reason), work.now());
    inside(ctx, work, &update).await
}

/// Ends the open jobs on a subject, which are wanted no more, inside the unit of work that says so: who
/// holds one loses its lease.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn withdraw(ctx: &Ctx, work: &Work, kind: JobKind, subject: Uuid) -> Result<()> {
    let open = [JobState::Waiting, JobState::Running].map(|it| text(it.as_str()));
    let mut update = Query::update();
    update
        .table(TABLE)
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("kind", text(kind.as_str())))
        .and_where(eq("subject", opt_uuid(Some(subject))))
        .and_where(Expr::col("state").is_in(open));
    ended(&mut update, JobState::Done, None, work.now());
    work.note(&update).await?;
    work.mark_job();
    Ok(())
}

/// When the next job of this kind is due, or its lease ends; none where there is no job. What
/// an idle worker sleeps until.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn next_due(store: &Store, kind: JobKind) -> Result<Option<Timestamp>> {
    let at: Expr = Expr::case(eq("state", text(JobState::Waiting.as_str())), Expr::col("run_at"))
        .finally(Expr::col("lease_until"))
        .into();
    let open = [JobState::Waiting, JobState::Running].map(|it| text(it.as_str()));
    let mut query = Query::select();
    query
        .expr_as(Func::min(at), "due")
        .from(TABLE)
        .and_where(eq("kind", text(kind.as_str())))
        .and_where(Expr::col("state").is_in(open));
    store.system_read().await?.one(&query).await?.ok_or(Error::Integrity)?.opt_time("due")
}

fn due(kind: JobKind, now: Timestamp) -> SelectStatement {
    let waiting = Condition::all()
        .add(eq("state", text(JobState::Waiting.as_str())))
        .add(Expr::col("run_at").lte(time(now)));
    let left = Condition::all()
        .add(eq("state", text(JobState::Running.as_str())))
        .add(Expr::col("lease_until").lt(time(now)));
    let mut query = Query::select();
    query
        .column(sea_orm::sea_query::Asterisk)
        .from(TABLE)
        .and_where(eq("kind", text(kind.as_str())))
        .cond_where(Condition::any().add(waiting).add(left))
        .order_by("run_at", Order::Asc)
        .order_by("id", Order::Asc)
        .limit(1);
    query
}

/// The present role of the person a job works for.
async fn role(store: &Store, sql: &Sql, tenant: TenantId, job: &Job) -> Result<Option<Role>> {
    let Some(user) = job.user else { return Ok(None) };
    store.shared.engine.enter(sql, Scope::Tenant(tenant)).await?;
    let mut query = Query::select();
    query.column("role").from("account").and_where(eq("tenant", id(tenant))).and_where(eq("id", id(user)));
    sql.one(&query).await?.map(|row| row.named("role", Role::parse)).transpose()
}

/// An update that touches the job only while this try holds it.
fn held(claimed: &Claimed) -> UpdateStatement {
    let mut update = Query::update();
    update
        .table(TABLE)
        .and_where(eq("tenant", id(claimed.tenant)))
        .and_where(eq("id", id(claimed.job.id)))
        .and_where(eq("state", text(JobState::Running.as_str())))
        .and_where(eq("attempt", int(claimed.job.attempt)));
    update
}

fn ended(update: &mut UpdateStatement, state: JobState, reason: Option<Reason>, now: Timestamp) {
    update
        .value("state", Expr::val(text(state.as_str())))
        .value("reason", Expr::val(opt_text(reason.map(Reason::as_str))))
        .value("worker", Expr::val(opt_text(None)))
        .value("lease_until", Expr::val(opt_time(None)))
        .value("updated", Expr::val(time(now)));
}

async fn inside(ctx: &Ctx, work: &Work, update: &UpdateStatement) -> Result<()> {
    work.tenant(ctx)?;
    if work.note(update).await? == 0 {
        return Err(Error::Conflict);
    }
    work.mark_job();
    Ok(())
}

async fn outside(store: &Store, claimed: &Claimed, update: &UpdateStatement) -> Result<()> {
    let sql = store.system().await?;
    if sql.run(update).await? == 0 {
        return Err(Error::Conflict);
    }
    sql.commit().await?;
    store.shared.changed.bump(claimed.tenant);
    Ok(())
}

fn later(now: Timestamp, lease: Duration) -> Timestamp {
    now.checked_add(lease).unwrap_or(Timestamp::MAX)
}
