//! The work that makes a document searchable, done by workers from the queue.
//!
//! ```text
//! claim ─▶ scan (if set) ─▶ read in the child ─▶ pages, passages, attachments ─▶ index ─▶ done
//!            │ down: later      │ progress: rows     └── one unit of work ──┘
//!            ▼                  ▼
//!        infected, malformed, …: failed, with its reason     inside the house: again, later
//! ```
//!
//! Each document is worked on in a task of its own, under a lease that is kept up beside it. A
//! worker that dies at any place leaves a job whose lease runs out and which another begins
//! anew: nothing of it is visible before the one unit of work that saves it all.

mod children;
mod mark;
mod run;
mod save;
mod settle;

use std::time::Duration;

use legalmind_core::{DocumentId, DossierId, Timestamp, VersionId, job::JobKind};
use legalmind_store::job::{self, NewJob};
use mark::Saved;
use tokio::{
    sync::{mpsc, watch},
    task::JoinSet,
};

use crate::{Result, Vault};

/// How long a job belongs to a worker that does not say anything.
const LEASE: Duration = Duration::from_secs(30);
/// The longest an idle worker sleeps: other nodes add jobs unheard.
const NAP: Duration = Duration::from_secs(5);
/// How long a worker rests when the database does not answer.
const REST: Duration = Duration::from_secs(1);

/// The job that reads a version.
pub(crate) fn job_for(version: VersionId, document: DocumentId, dossier: DossierId) -> NewJob {
    NewJob {
        kind: JobKind::Ingest,
        subject: version.uuid(),
        document: Some(document),
        dossier: Some(dossier),
    }
}

/// Running workers.
#[derive(Debug)]
pub struct Workers {
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
}

impl Workers {
    /// Stops the workers: what they hold is given back to the queue.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        while self.tasks.join_next().await.is_some() {}
    }
}

impl Vault {
    /// Starts the workers of this process, as many as are set or as there are cores. Dropping
    /// them ends them in the middle of what they do, which loses nothing but time.
    #[must_use]
    pub fn start_workers(&self, process: &str) -> Workers {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let (stop, stopped) = watch::channel(false);
        let mut tasks = JoinSet::new();
        let (saved, waiting) = mpsc::channel(1);
        tasks.spawn(self.clone().mark(waiting));
        for number in 0..self.options.workers.unwrap_or(cores).max(1) {
            let worker = format!("{process}/{number}");
            tasks.spawn(self.clone().work(worker, saved.clone(), stopped.clone()));
        }
        Workers { stop, tasks }
    }

    /// Gives back what an earlier run of this process was working on when it was killed, so that
    /// it need not wait for the end of the lease. How many documents there were.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] where the database refuses.
    pub async fn take_back(&self, process: &str) -> Result<u64> {
        Ok(job::take_back(&self.store, process).await?)
    }

    async fn work(self, worker: String, saved: mpsc::Sender<Saved>, mut stop: watch::Receiver<bool>) {
        let mut added = self.store.jobs_added();
        while !*stop.borrow() {
            added.borrow_and_update();
            let pause = match self.claim_and_run(&worker, &stop).await {
                Ok(Some(None)) => continue,
                Ok(Some(Some(done))) => {
                    tokio::select! {
                        sent = saved.send(done) => if sent.is_err() { return },
                        // what is saved and not marked comes back at the next start
                        _ = stop.changed() => {}
                    }
                    continue;
                }
                Ok(None) => self.nap().await,
                Err(error) => {
                    tracing::warn!(%error, "a worker could not get at its work; it tries again");
                    REST
                }
            };
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                _ = added.changed() => {}
                _ = stop.changed() => {}
            }
        }
    }

    /// Does one job, if one is due, to where search finds its document. False where none is due.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] where database or index refuse.
    pub async fn work_once(&self, worker: &str, stop: &watch::Receiver<bool>) -> Result<bool> {
        let Some(done) = self.claim_and_run(worker, stop).await? else { return Ok(false) };
        if let Some(saved) = done {
            self.mark_one(saved).await?;
        }
        Ok(true)
    }

    /// Does one job, if one is due, to where its text is saved.
    async fn claim_and_run(
        &self,
        worker: &str,
        stop: &watch::Receiver<bool>,
    ) -> Result<Option<Option<Saved>>> {
        let Some(claimed) = job::claim(&self.store, JobKind::Ingest, worker, LEASE).await? else {
            return Ok(None);
        };
        Ok(Some(self.run(claimed, stop.clone()).await?))
    }

    /// How long until a job may be due.
    async fn nap(&self) -> Duration {
        let due = job::next_due(&self.store, JobKind::Ingest).await.ok().flatten();
        due.map_or(NAP, |at| until(self.world.now(), at)).clamp(Duration::from_millis(20), NAP)
    }
}

fn until(now: Timestamp, at: Timestamp) -> Duration {
    Duration::try_from(at.duration_since(now)).unwrap_or_default()
}
