//! One job: its context, its lease, its steps.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use legalmind_core::{
    Ctx,
    document::{Progress, Reason},
};
use legalmind_extract::{Outcome, Step};
use legalmind_store::{
    document::{self, Document},
    job::{
        self, Claimed,
        worker::{Held, LEASE, hold},
    },
    version::{self, Version},
};
use tokio::sync::watch;

use super::mark::Saved;
use crate::{
    Error, Result, Vault,
    scanner::{ScanError, Verdict, scan},
};

/// How often progress goes into the rows.
const TELL: Duration = Duration::from_millis(700);
/// After how many quiet tells the lease is kept up all the same.
const QUIET: u32 = 10;

/// How a try ended that did not end well.
#[derive(Debug)]
pub(super) enum Stopped {
    /// The file, or a part that reads it, is the matter.
    Reason(Reason),
    /// Another worker holds the job, or the document is gone: there is nothing to say.
    Lost,
}

impl From<Error> for Stopped {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound | Error::Conflict => Self::Lost,
            Error::Integrity => Self::Reason(Reason::Integrity),
            other => {
                tracing::warn!(error = %other, "reading a document stopped");
                Self::Reason(Reason::Internal)
            }
        }
    }
}

impl From<legalmind_store::Error> for Stopped {
    fn from(error: legalmind_store::Error) -> Self {
        Error::from(error).into()
    }
}

/// What a job works on.
#[derive(Clone)]
pub(super) struct Task {
    pub(super) claimed: Claimed,
    pub(super) document: Document,
    pub(super) version: Version,
}

impl Vault {
    /// Runs a claimed job to its end, or until the lease is lost or the workers stop.
    pub(super) async fn run(&self, claimed: Claimed, stop: watch::Receiver<bool>) -> Result<Option<Saved>> {
        let ctx = claimed.ctx(&self.store);
        let (tell, mut told) = watch::channel(Step { done: 0, total: 0, recognising: false });
        let (vault, its_ctx) = (self.clone(), ctx.clone());
        let reading = async move { vault.ingest(&its_ctx, claimed, tell).await };
        let mut quiet = 0;
        let beat = || {
            quiet = if told.has_changed().unwrap_or(false) { QUIET } else { quiet + 1 };
            let step = (quiet >= QUIET).then(|| *told.borrow_and_update());
            quiet = if step.is_some() { 0 } else { quiet };
            let (vault, ctx) = (self.clone(), ctx.clone());
            async move {
                match step {
                    Some(step) => {
                        !vault.tell(&ctx, &claimed, step).await.is_err_and(|it| matches!(it, Error::Conflict))
                    }
                    None => true,
                }
            }
        };
        let reason = match hold(reading, stop, TELL, beat).await {
            Held::Ended(Ok(saved)) => return Ok(saved),
            Held::Ended(Err(Stopped::Lost)) | Held::Lost => return Ok(None),
            Held::Ended(Err(Stopped::Reason(reason))) => reason,
            Held::Crashed => Reason::Internal,
            Held::Stopping => {
                // if it was lost or cannot be given back, its lease runs out
                let _ = job::release(&self.store, &claimed).await;
                return Ok(None);
            }
        };
        self.settle(&ctx, &claimed, reason).await?;
        Ok(None)
    }

    /// Keeps the lease up and says how far reading is.
    async fn tell(&self, ctx: &Ctx, claimed: &Claimed, step: Step) -> Result<()> {
        let (done, total) = (u64::from(step.done), u64::from(step.total));
        job::beat(&self.store, claimed, LEASE, done, total).await?;
        if step.total == 0 {
            return Ok(());
        }
        let id = legalmind_core::Id::from_uuid(claimed.job.subject);
        let work = self.store.begin(ctx).await?;
        if !matches!(
            version::get(ctx, &work, id).await?.state.progress,
            Progress::Reading | Progress::Recognising
        ) {
            return Ok(()); // it was saved between two tells
        }
        let progress = if step.recognising { Progress::Recognising } else { Progress::Reading };
        version::set_progress(ctx, &work, id, progress, None).await?;
        version::set_pages(ctx, &work, id, Some(step.total), step.done, step.recognising).await?;
        Ok(work.save().await?)
    }

    /// The steps of one try.
    async fn ingest(
        &self,
        ctx: &Ctx,
        claimed: Claimed,
        tell: watch::Sender<Step>,
    ) -> Result<Option<Saved>, Stopped> {
        let tx = self.store.read(ctx).await?;
        let version = version::get(ctx, &tx, legalmind_core::Id::from_uuid(claimed.job.subject)).await?;
        let document = document::get(ctx, &tx, version.document).await?;
        drop(tx);
        let task = Task { claimed, document, version };
        match task.version.state.progress {
            Progress::Read => return Ok(Some(self.saved(ctx, &task).await?)),
            Progress::Searchable | Progress::Failed => {
                self.already_done(ctx, &task).await?;
                return Ok(None);
            }
            _ => {}
        }
        if task.version.state.size > self.extractor.options().limits.bytes {
            return Err(Stopped::Reason(Reason::TooLarge));
        }
        self.depth(ctx, &task.document).await?;
        self.scan(ctx, &task.version).await?;
        let bytes = self.joined(ctx, &task.version).await?;
        self.progress(ctx, &task.version, Progress::Reading).await?;
        let say = move |step| {
            tell.send_replace(step);
        };
        let read = self.extractor.read(&task.document.content.name, bytes, &say).await;
        let outcome: Outcome = read.map_err(Stopped::Reason)?;
        self.save(ctx, &task, outcome).await?;
        Ok(Some(self.saved(ctx, &task).await?))
    }

    /// Has the virus scanner look at it, if one is set.
    async fn scan(&self, ctx: &Ctx, version: &Version) -> Result<(), Stopped> {
        let Some(scanner) = &self.options.scanner else { return Ok(()) };
        let bytes = self.stream(ctx, version, 0..version.state.size).await?;
        match scan(scanner, bytes).await {
            Ok(Verdict::Clean) => Ok(self.progress(ctx, version, Progress::Scanned).await?),
            Ok(Verdict::Infected) => Err(Stopped::Reason(Reason::Infected)),
            Err(ScanError::Source(source)) => match source.downcast::<Error>() {
                Ok(error) => Err(Stopped::from(*error)),
                Err(_) => Err(Stopped::Reason(Reason::Internal)),
            },
            Err(error) => {
                tracing::warn!(%error, "a document waits for the virus scanner");
                Err(Stopped::Reason(Reason::ScannerUnavailable))
            }
        }
    }

    async fn progress(&self, ctx: &Ctx, version: &Version, progress: Progress) -> Result<()> {
        let work = self.store.begin(ctx).await?;
        version::set_progress(ctx, &work, version.id, progress, None).await?;
        Ok(work.save().await?)
    }

    /// All bytes as one, as a closed-off process takes them.
    pub(crate) async fn joined(&self, ctx: &Ctx, version: &Version) -> Result<Bytes> {
        let mut parts = self.whole(ctx, version).await?;
        if parts.len() <= 1 {
            return Ok(parts.pop().unwrap_or_default());
        }
        let mut all = BytesMut::with_capacity(parts.iter().map(Bytes::len).sum());
        for part in parts {
            all.extend_from_slice(&part);
        }
        Ok(all.freeze())
    }
}
