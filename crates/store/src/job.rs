//! The queue of long work: put in with the change that asks for it, claimed by one worker at a
//! time under a lease, retried with a reason.

mod claim;
pub mod worker;

use legalmind_core::{
    Ctx, DocumentId, DossierId, JobId, Timestamp, UserId,
    document::Reason,
    job::{JobKind, JobState},
};
use sea_orm::sea_query::{Expr, ExprTrait, Order};
use uuid::Uuid;

pub use self::claim::{Claimed, beat, claim, done, fail, next_due, release, retry, take_back, withdraw};
use crate::{
    Ask, Error, Listed, Result,
    rights::readable_through,
    row::Row,
    sql::{eq, id, insert, int, opt_id, opt_text, opt_time, opt_uuid, select, text, time},
    tx::{Tx, Work},
};

const TABLE: &str = "job";

/// A job as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// What it does.
    pub kind: JobKind,
    /// How far it is.
    pub state: JobState,
    /// What it works on.
    pub subject: Uuid,
    /// The document concerned.
    pub document: Option<DocumentId>,
    /// The dossier concerned.
    pub dossier: Option<DossierId>,
    /// Who set it to work.
    pub user: Option<UserId>,
    /// Steps done.
    pub done: u64,
    /// Steps in all; 0 while unknown.
    pub total: u64,
    /// Why the last try stopped.
    pub reason: Option<Reason>,
    /// How many tries were begun.
    pub attempt: u32,
    /// When it may be tried next.
    pub run_at: Timestamp,
    /// When it was put in.
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}

/// A job to be put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewJob {
    /// What it does.
    pub kind: JobKind,
    /// What it works on.
    pub subject: Uuid,
    /// The document concerned.
    pub document: Option<DocumentId>,
    /// The dossier concerned; its readers see the job.
    pub dossier: Option<DossierId>,
}

/// Puts a job in, in the name of the person in `ctx`, inside the unit of work that asks for it.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn add(ctx: &Ctx, work: &Work, new: &NewJob) -> Result<JobId> {
    let job = JobId::new(work.world());
    let now = time(work.now());
    let row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("id", id(job)),
            ("kind", text(new.kind.as_str())),
            ("state", text(JobState::Waiting.as_str())),
            ("subject", opt_uuid(Some(new.subject))),
            ("document", opt_id(new.document)),
            ("dossier", opt_id(new.dossier)),
            ("account", opt_id(ctx.user())),
            ("attempt", int(0)),
            ("run_at", now.clone()),
            ("lease_until", opt_time(None)),
            ("worker", opt_text(None)),
            ("done", int(0)),
            ("total", int(0)),
            ("reason", opt_text(None)),
            ("created", now.clone()),
            ("updated", now),
        ],
    )?;
    work.change(&row).await?;
    work.mark_job();
    Ok(job)
}

/// The jobs the person in `ctx` may see, newest first: those about dossiers they may read.
///
/// # Errors
/// [`Error::Cursor`] where the cursor is not this list's.
pub async fn list(ctx: &Ctx, tx: &Tx, states: &[JobState], ask: &Ask) -> Result<Listed<Job>> {
    let after: Option<JobId> = ask.after_id()?;
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query
        .and_where(readable_through(ctx, TABLE))
        .and_where_option(after.map(|it| Expr::col((TABLE, "id")).lt(id(it))))
        .order_by((TABLE, "id"), Order::Desc)
        .limit(ask.rows());
    if !states.is_empty() {
        query.and_where(Expr::col((TABLE, "state")).is_in(states.iter().map(|it| text(it.as_str()))));
    }
    let items = tx.sql.all(&query).await?.iter().map(read).collect::<Result<_>>()?;
    Ok(Listed::cut(items, ask, |it: &Job| it.id.to_string()))
}

/// The newest job on a subject, if there is one. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn find_by_subject(ctx: &Ctx, tx: &Tx, kind: JobKind, subject: Uuid) -> Result<Option<Job>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query
        .and_where(eq("kind", text(kind.as_str())))
        .and_where(eq("subject", opt_uuid(Some(subject))))
        .order_by("id", Order::Desc)
        .limit(1);
    tx.sql.one(&query).await?.as_ref().map(read).transpose()
}

/// The job of this id. Rights are the caller's matter.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn get(ctx: &Ctx, tx: &Tx, job: JobId) -> Result<Job> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("id", id(job)));
    read(&tx.sql.one(&query).await?.ok_or(Error::NotFound)?)
}

fn read(row: &Row) -> Result<Job> {
    Ok(Job {
        id: row.id("id")?,
        kind: row.named("kind", JobKind::parse)?,
        state: row.named("state", JobState::parse)?,
        subject: row.opt_uuid("subject")?.ok_or(Error::Integrity)?,
        document: row.opt_id("document")?,
        dossier: row.opt_id("dossier")?,
        user: row.opt_id("account")?,
        done: row.count("done")?,
        total: row.count("total")?,
        reason: row.opt_named("reason", Reason::parse)?,
        attempt: row.count("attempt")?,
        run_at: row.time("run_at")?,
        created: row.time("created")?,
        updated: row.time("updated")?,
    })
}
