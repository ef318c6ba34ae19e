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

use legalmind_core::{DocumentId, DossierId, VersionId, job::JobKind};
use legalmind_store::job::{
    self, Claimed, NewJob,
    worker::{LEASE, Workers},
};
use mark::Saved;
use tokio::sync::{mpsc, watch};

use crate::{Result, Vault};

/// The job that reads a version.
pub(crate) fn job_for(version: VersionId, document: DocumentId, dossier: DossierId) -> NewJob {
    NewJob {
        kind: JobKind::Ingest,
        subject: version.uuid(),
        document: Some(document),
        dossier: Some(dossier),
    }
}

impl Vault {
    /// Starts the workers of this process, as many as are set or as there are cores.
    #[must_use]
    pub fn start_workers(&self, process: &str) -> Workers {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let mut workers = Workers::default();
        let (saved, waiting) = mpsc::channel(1);
        workers.start(self.clone().mark(waiting));
        for number in 0..self.options.workers.unwrap_or(cores).max(1) {
            let worker = format!("{process}/{number}");
            let stop = workers.stopping();
            workers.start(self.clone().work(worker, saved.clone(), stop));
        }
        workers
    }

    /// Gives back what an earlier run of this process was working on when it was killed, so that
    /// it need not wait for the end of the lease. How many jobs there were.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] where the database refuses.
    pub async fn take_back(&self, process: &str) -> Result<u64> {
        Ok(job::take_back(&self.store, process).await?)
    }

    async fn work(self, worker: String, saved: mpsc::Sender<Saved>, stop: watch::Receiver<bool>) {
        let run = |claimed: Claimed| {
            let (vault, saved, mut stop) = (self.clone(), saved.clone(), stop.clone());
            async move {
                let Some(done) = vault.run(claimed, stop.clone()).await? else { return Ok(()) };
                tokio::select! {
                    _ = saved.send(done) => {}
                    // what is saved and not marked comes back at the next start
                    _ = stop.changed() => {}
                }
                Result::<()>::Ok(())
            }
        };
        job::worker::work(self.store.clone(), JobKind::Ingest, worker, stop.clone(), run).await;
    }

    /// Does one job, if one is due, to where search finds its document. False where none is due.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] where database or index refuse.
    pub async fn work_once(&self, worker: &str, stop: &watch::Receiver<bool>) -> Result<bool> {
        let Some(claimed) = job::claim(&self.store, JobKind::Ingest, worker, LEASE).await? else {
            return Ok(false);
        };
        if let Some(saved) = self.run(claimed, stop.clone()).await? {
            self.mark_one(saved).await?;
        }
        Ok(true)
    }
}
