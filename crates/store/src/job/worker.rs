//! A worker: claims what is due, sleeps where nothing is, and keeps up the lease of what it does.

use std::{fmt::Display, future::Future, time::Duration};

use legalmind_core::{Actor, Ctx, RequestId, Timestamp, account::Role, job::JobKind};
use tokio::{
    sync::watch,
    task::JoinSet,
    time::{interval, sleep},
};

use super::{Claimed, claim, next_due};
use crate::{Result, Store};

/// How long a job belongs to a worker that does not say anything.
pub const LEASE: Duration = Duration::from_secs(30);
/// The longest an idle worker sleeps: other nodes add jobs unheard.
const NAP: Duration = Duration::from_secs(5);
/// How long a worker rests when the database does not answer.
const REST: Duration = Duration::from_secs(1);

/// Running workers. Dropping them ends them in the middle of what they do, which loses nothing but
/// time.
#[derive(Debug, Default)]
pub struct Workers {
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
}

impl Workers {
    /// Starts a worker.
    pub fn start(&mut self, worker: impl Future<Output = ()> + Send + 'static) {
        self.tasks.spawn(worker);
    }

    /// Turns true once the workers are to stop.
    #[must_use]
    pub fn stopping(&self) -> watch::Receiver<bool> {
        self.stop.subscribe()
    }

    /// Stops the workers: what they hold is given back to the queue.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        while self.tasks.join_next().await.is_some() {}
    }
}

/// Does the jobs of a kind, one after the other, until told to stop. `worker` names the process and
/// the worker in it, with a slash between.
pub async fn work<F, E>(
    store: Store,
    kind: JobKind,
    worker: String,
    mut stop: watch::Receiver<bool>,
    run: impl Fn(Claimed) -> F,
) where
    F: Future<Output = Result<(), E>>,
    E: From<crate::Error> + Display,
{
    let mut added = store.jobs_added();
    while !*stop.borrow() {
        added.borrow_and_update();
        let pause = match one(&store, kind, &worker, &run).await {
            Ok(true) => continue,
            Ok(false) => nap(&store, kind).await,
            Err(error) => {
                tracing::warn!(%error, "a worker could not get at its work; it tries again");
                REST
            }
        };
        tokio::select! {
            () = sleep(pause) => {}
            _ = added.changed() => {}
            _ = stop.changed() => {}
        }
    }
}

/// Does one job, if one is due.
async fn one<F, E>(store: &Store, kind: JobKind, worker: &str, run: &impl Fn(Claimed) -> F) -> Result<bool, E>
where
    F: Future<Output = Result<(), E>>,
    E: From<crate::Error>,
{
    let Some(claimed) = claim(store, kind, worker, LEASE).await? else { return Ok(false) };
    run(claimed).await?;
    Ok(true)
}

/// How long until a job may be due.
async fn nap(store: &Store, kind: JobKind) -> Duration {
    let due = next_due(store, kind).await.ok().flatten();
    due.map_or(NAP, |at| until(store.world().now(), at)).clamp(Duration::from_millis(20), NAP)
}

fn until(now: Timestamp, at: Timestamp) -> Duration {
    Duration::try_from(at.duration_since(now)).unwrap_or_default()
}

/// How work under a lease ended.
#[derive(Debug)]
pub enum Held<T> {
    /// With what came of it.
    Ended(T),
    /// It brought its task down, which disturbs no other.
    Crashed,
    /// The lease was lost, or the job was taken back: there is nothing to say.
    Lost,
    /// The workers are to stop: the job is to be given back.
    Stopping,
}

/// Does work in a task of its own, and beside it `beat` every so often: it keeps the lease up, and is
/// false once that is lost. The work ends there, and where the workers are to stop.
pub async fn hold<T, B>(
    work: impl Future<Output = T> + Send + 'static,
    mut stop: watch::Receiver<bool>,
    every: Duration,
    mut beat: impl FnMut() -> B,
) -> Held<T>
where
    T: Send + 'static,
    B: Future<Output = bool>,
{
    // a task of its own, that ends when this one is dropped
    let mut task = JoinSet::new();
    task.spawn(work);
    let mut tick = interval(every);
    loop {
        tokio::select! {
            ended = task.join_next() => return match ended {
                Some(Ok(ended)) => Held::Ended(ended),
                Some(Err(_)) | None => Held::Crashed,
            },
            () = told(&mut stop) => {
                task.shutdown().await;
                return Held::Stopping;
            }
            _ = tick.tick() => {
                if !beat().await {
                    return Held::Lost;
                }
            }
        }
    }
}

/// Returns when the workers are to stop; never if nobody is left to say so.
async fn told(stop: &mut watch::Receiver<bool>) {
    if stop.wait_for(|stop| *stop).await.is_err() {
        std::future::pending::<()>().await;
    }
}

impl Claimed {
    /// The context of the job: the person recorded with it, as they are now.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the job runner")]
    pub fn ctx(&self, store: &Store) -> Ctx {
        let Some(user) = self.job.user else { return store.housekeeper(self.tenant, "worker") };
        let actor = Actor::Job { job: self.job.id, user };
        let role = self.role.unwrap_or(Role::ReadOnly);
        let (request, now) = (RequestId::new(store.world()), store.world().now());
        Ctx::issue(self.tenant, actor, role, request, now, "worker")
    }
}
