//! What becomes of a job that did not end well.

use std::time::Duration;

use legalmind_core::{
    Ctx, Timestamp,
    audit::{Entry, Outcome},
    document::{Progress, Reason},
};
use legalmind_store::{
    Work,
    job::{self, Claimed},
    version::{self, Version},
};

use super::run::Task;
use crate::{Error, Result, Vault};

/// How often a document is tried when the trouble is the house's own.
const TRIES: u32 = 5;
/// How often a document is tried that brings its reading process down.
const CRASHES: u32 = 2;

/// When to try again; none where trying again cannot help.
fn wait(reason: Reason, attempt: u32) -> Option<Duration> {
    let doubled = |seconds: u64| {
        Duration::from_secs(seconds.saturating_mul(1 << attempt.saturating_sub(1).min(6)).min(300))
    };
    match reason {
        // the document waits as long as the scanner is away: failing closed is not losing
        Reason::ScannerUnavailable => Some(doubled(15)),
        Reason::Internal if attempt < TRIES => Some(doubled(5)),
        Reason::Crashed if attempt < CRASHES => Some(doubled(5)),
        _ => None,
    }
}

impl Vault {
    /// Puts the job back for later, or gives the document up with its reason.
    pub(super) async fn settle(&self, ctx: &Ctx, claimed: &Claimed, reason: Reason) -> Result<()> {
        let work = self.store.begin(ctx).await?;
        match self.settled(ctx, &work, claimed, reason).await {
            Ok(()) => Ok(work.save().await?),
            Err(Error::NotFound | Error::Conflict) => Ok(()), // gone, or another's
            Err(other) => Err(other),
        }
    }

    async fn settled(&self, ctx: &Ctx, work: &Work, claimed: &Claimed, reason: Reason) -> Result<()> {
        let id = legalmind_core::Id::from_uuid(claimed.job.subject);
        let Version { document, dossier, .. } = version::get(ctx, work, id).await?;
        if let Some(wait) = wait(reason, claimed.job.attempt) {
            let at = self.world.now().checked_add(wait).unwrap_or(Timestamp::MAX);
            version::set_progress(ctx, work, id, self.first_progress(), Some(reason)).await?;
            return Ok(job::retry(ctx, work, claimed, reason, at).await?);
        }
        version::set_progress(ctx, work, id, Progress::Failed, Some(reason)).await?;
        job::fail(ctx, work, claimed, reason).await?;
        let entry = Entry::done("document.ingest", "document", document.uuid()).in_dossier(dossier);
        Ok(work.audit(entry.outcome(Outcome::Failed))?)
    }

    /// Ends a job whose work an earlier try saved.
    pub(super) async fn already_done(&self, ctx: &Ctx, task: &Task) -> Result<()> {
        let work = self.store.begin(ctx).await?;
        job::done(ctx, &work, &task.claimed).await?;
        Ok(work.save().await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_trouble_of_the_house_is_tried_again() {
        for reason in Reason::ALL {
            let again = wait(reason, 1).is_some();
            let own = matches!(reason, Reason::Internal | Reason::Crashed | Reason::ScannerUnavailable);
            assert_eq!(again, own, "{reason:?}");
        }
    }

    #[test]
    fn tries_grow_apart_and_end() {
        let waits: Vec<_> = (1..=5).map(|attempt| wait(Reason::Internal, attempt)).collect();
        assert_eq!(
            waits,
            [5, 10, 20, 40]
                .map(|s| Some(Duration::from_secs(s)))
                .into_iter()
                .chain([None])
                .collect::<Vec<_>>()
        );
        assert_eq!(wait(Reason::ScannerUnavailable, 900), Some(Duration::from_secs(300)));
    }
}
