//! A check as a job. A worker that dies at any place leaves a job that another begins anew: nothing of it is
//! seen before the one unit of work that keeps all that was found and ends the job.

use std::time::Duration;

use legalmind_core::{
    CheckId, Ctx, Id, Timestamp,
    audit::{Entry, Outcome},
    check::{CheckState, CheckTrouble},
    document::Reason,
    job::JobKind,
    rights::Action,
};
use legalmind_store::{
    check::{self as rows, Check, CheckOf},
    job::{
        self, Claimed, NewJob,
        worker::{Held, LEASE, Workers, hold, work},
    },
    library,
    playbook::Playbooks,
    rights,
};
use tokio::sync::watch;

use super::{apart, ask::Step, carried, view::proposed};
use crate::{
    Checks, Error, Result,
    check::{Checker, Contract},
};

/// How many checks a process makes at a time: one may wait long for a model.
const WORKERS: usize = 2;
/// How often the lease is kept up, and a stop is heard of.
const BEAT: Duration = Duration::from_secs(1);
/// How often a check is tried when the trouble is the house's own.
const TRIES: u32 = 3;

/// The job that makes a check.
pub(super) fn job_for(check: CheckId, of: &CheckOf) -> NewJob {
    NewJob {
        kind: JobKind::Check,
        subject: check.uuid(),
        document: Some(of.document),
        dossier: Some(of.dossier),
    }
}

/// How a try ended that found nothing.
enum Stopped {
    /// It cannot be made, or not now.
    Trouble(CheckTrouble),
    /// Stopped, gone, or another's: there is nothing to say.
    Lost,
}

impl From<Error> for Stopped {
    fn from(error: Error) -> Self {
        use legalmind_store::Error as Row;
        use legalmind_vault::Error as Document;
        match error {
            Error::Store(Row::Conflict) => Self::Lost,
            Error::Store(Row::NotFound | Row::Refused(_))
            | Error::Vault(Document::NotFound | Document::Refused(_)) => Self::Trouble(CheckTrouble::Refused),
            other => {
                tracing::warn!(error = %other, "a check stopped");
                Self::Trouble(CheckTrouble::Internal)
            }
        }
    }
}

impl From<legalmind_store::Error> for Stopped {
    fn from(error: legalmind_store::Error) -> Self {
        Error::from(error).into()
    }
}

impl Checks {
    /// Starts the workers of this process. `process` is the name under which it holds jobs.
    #[must_use]
    pub fn start_workers(&self, process: &str) -> Workers {
        let mut workers = Workers::default();
        for number in 0..WORKERS {
            let (checks, stop) = (self.clone(), workers.stopping());
            let (store, worker) = (self.store.clone(), format!("{process}/check-{number}"));
            workers.start(async move {
                let run = |claimed| checks.run(claimed, stop.clone());
                work(store, JobKind::Check, worker, stop.clone(), run).await;
            });
        }
        workers
    }

    /// Runs a claimed job to its end, or until it is stopped, its lease is lost or the workers stop.
    async fn run(&self, claimed: Claimed, stop: watch::Receiver<bool>) -> Result<()> {
        let ctx = claimed.ctx(&self.store);
        let (tell, told) = watch::channel((0, 0));
        let (checks, its_ctx) = (self.clone(), ctx.clone());
        let making = async move { checks.make(&its_ctx, &claimed, &tell).await };
        let beat = || {
            let (store, (done, total)) = (self.store.clone(), *told.borrow());
            async move {
                let held = job::beat(&store, &claimed, LEASE, done, total).await;
                !held.is_err_and(|it| matches!(it, legalmind_store::Error::Conflict))
            }
        };
        match hold(making, stop, BEAT, beat).await {
            Held::Ended(Ok(())) | Held::Ended(Err(Stopped::Lost)) | Held::Lost => Ok(()),
            Held::Ended(Err(Stopped::Trouble(trouble))) => self.settle(&ctx, &claimed, trouble).await,
            Held::Crashed => self.settle(&ctx, &claimed, CheckTrouble::Internal).await,
            Held::Stopping => {
                // if it was lost or cannot be given back, its lease runs out
                let _ = job::release(&self.store, &claimed).await;
                Ok(())
            }
        }
    }

    /// One try, from the stored pages to what is kept.
    async fn make(&self, ctx: &Ctx, claimed: &Claimed, tell: &watch::Sender<Step>) -> Result<(), Stopped> {
        let tx = self.store.read(ctx).await?;
        let check = running(rows::get(ctx, &tx, Id::from_uuid(claimed.job.subject)).await)?;
        let (dossier, of) = (check.of.dossier, check.of);
        rights::require(ctx, &tx, Action::CheckWrite, dossier).await?;
        let playbook = library::version::<Playbooks>(ctx, &tx, of.playbook, of.playbook_number).await?;
        drop(tx);
        let text = playbook.content.text;
        let checker = apart(move || Checker::read(&text)).await?;
        let checker = checker.map_err(|_| Stopped::Trouble(CheckTrouble::Unreadable))?;
        let pages = self.vault.all_pages(ctx, of.document, of.version).await.map_err(Error::from)?;
        let facts = check.content.facts.clone();
        let found = apart(move || {
            let pages: Vec<_> = pages.into_iter().map(|(_, page)| page).collect();
            let contract = Contract::read(&pages);
            let read = !contract.paragraphs().is_empty();
            read.then(|| (checker.run(&contract, &facts), contract, pages))
        });
        let (mut report, contract, pages) = found.await?.ok_or(Stopped::Trouble(CheckTrouble::NoText))?;
        let mut content = check.content.clone();
        content.questions = self.ask(ctx, &check, (&contract, &pages), &mut report, tell).await?;
        content.report = report;
        // what becomes of the rights meanwhile is seen here
        let work = self.store.writing(ctx, Action::CheckWrite, dossier).await?;
        if let Some(previous) = of.previous {
            let previous = rows::get(ctx, &work, previous).await?;
            content.decisions = carried(&previous.content, &content.report);
        }
        content.proposed = proposed(ctx, &work, &content.report).await?;
        rows::update(ctx, &work, check.id, check.revision, content.state(), &content).await?;
        job::done(ctx, &work, claimed).await?;
        work.audit(Entry::done("check.run", "check", check.id.uuid()).in_dossier(dossier))
            .map_err(Error::from)?;
        Ok(work.save().await?)
    }

    /// Puts the job back for later, or gives the check up with its reason.
    async fn settle(&self, ctx: &Ctx, claimed: &Claimed, trouble: CheckTrouble) -> Result<()> {
        match self.settled(ctx, claimed, trouble).await {
            Ok(()) | Err(Stopped::Lost) => Ok(()),
            // the lease runs out, and it comes back
            Err(Stopped::Trouble(_)) => Err(Error::State("check_failed")),
        }
    }

    async fn settled(&self, ctx: &Ctx, claimed: &Claimed, trouble: CheckTrouble) -> Result<(), Stopped> {
        let work = self.store.begin(ctx).await?;
        let mut check = running(rows::get(ctx, &work, Id::from_uuid(claimed.job.subject)).await)?;
        if trouble == CheckTrouble::Internal && claimed.job.attempt < TRIES {
            let wait = Duration::from_secs(5 << claimed.job.attempt.min(TRIES));
            let at = self.world.now().checked_add(wait).unwrap_or(Timestamp::MAX);
            job::retry(ctx, &work, claimed, Reason::Internal, at).await?;
            return Ok(work.save().await?);
        }
        check.content.trouble = Some(trouble);
        rows::update(ctx, &work, check.id, check.revision, CheckState::Failed, &check.content).await?;
        job::fail(ctx, &work, claimed, reason(trouble)).await?;
        let entry = Entry::done("check.run", "check", check.id.uuid()).in_dossier(check.of.dossier);
        work.audit(entry.outcome(Outcome::Failed))?;
        Ok(work.save().await?)
    }
}

/// The check of a job, while it is to be made.
fn running(found: legalmind_store::Result<Check>) -> Result<Check, Stopped> {
    match found {
        Ok(check) if check.state == CheckState::Running => Ok(check),
        Ok(_) | Err(legalmind_store::Error::NotFound) => Err(Stopped::Lost),
        Err(error) => Err(error.into()),
    }
}

/// What is shown of it where all long work is.
const fn reason(trouble: CheckTrouble) -> Reason {
    match trouble {
        CheckTrouble::NoText => Reason::Empty,
        CheckTrouble::Unreadable => Reason::Malformed,
        CheckTrouble::Refused | CheckTrouble::Internal => Reason::Internal,
    }
}
