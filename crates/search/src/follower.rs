//! Brings what is committed in the store into an index, line by line of the change log.
//!
//! After a pause a change is visible at once; under load commits are at least
//! [`PAUSE`] apart, so that many documents share one.

use std::{collections::HashMap, sync::Arc, time::Duration};

use async_trait::async_trait;
use legalmind_core::{Ctx, TenantId, VersionId};
use legalmind_store::{
    Store,
    change::{self, Change, ChangeKind},
    passage::{self, Passage},
};
use tokio::{
    sync::{Notify, watch},
    time::{Instant, sleep, timeout},
};

use crate::{Error, Result};

/// The least time between two commits while changes keep coming.
const PAUSE: Duration = Duration::from_millis(250);
/// The same while many come: each commit is a segment, which is merged with others later.
const BUSY_PAUSE: Duration = Duration::from_secs(1);
/// The same while the index is far behind, as when it is made anew.
const LONG_PAUSE: Duration = Duration::from_secs(2);
/// More lines than this since the last commit are many.
const BUSY: usize = 8;
/// How long to wait before looking for changes that other nodes saved.
const LOOK: Duration = Duration::from_secs(2);
/// How long to wait after a failure.
const RETRY: Duration = Duration::from_secs(1);
/// How long after everything on disk was read anew it is read again.
const VERIFY: Duration = Duration::from_secs(24 * 60 * 60);
/// How long nothing must have come before the sink is put in order.
const QUIET: Duration = Duration::from_secs(5);
/// Lines of the log that are read at once.
const LINES: u32 = 256;

/// What follows the log.
#[async_trait]
pub trait Sink: Send + Sync + 'static {
    /// The line that is saved.
    fn seq(&self) -> u64;
    /// Whether it must be made anew.
    fn is_damaged(&self) -> bool;
    /// Reads everything on disk anew; what is not what was written is damage from then on.
    async fn verify(&self) -> Result<()>;
    /// Makes it anew, empty.
    async fn rebuild(&self) -> Result<()>;
    /// Puts the passages of a version in the place of what is there; none removes it.
    async fn put(&self, version: VersionId, passages: Vec<Passage>) -> Result<()>;
    /// Saves everything up to a line and shows it.
    async fn commit(&self, seq: u64) -> Result<()>;
    /// Puts in order what many commits left behind, so that searches are quick. Commits go on
    /// meanwhile.
    async fn settle(&self) -> Result<()>;
}

/// One sink at work.
pub struct Follower {
    pub store: Store,
    pub tenant: TenantId,
    pub sink: Arc<dyn Sink>,
    /// Told the line that searches see.
    pub reached: watch::Sender<u64>,
    /// Wakes the follower, as when damage was seen.
    pub nudge: Arc<Notify>,
}

/// How far the follower is.
struct Progress {
    seq: u64,
    /// Lines that were applied since the last commit.
    pending: usize,
    committed: Option<Instant>,
}

impl Follower {
    /// Follows, and looks after what is on disk, until it is dropped.
    pub async fn run(self) {
        tokio::join!(self.follow(), self.watch(), self.settle());
    }

    /// Puts the sink in order, once after each time that something came.
    async fn settle(&self) {
        let mut reached = self.reached.subscribe();
        loop {
            while let Ok(Ok(())) = timeout(QUIET, reached.changed()).await {}
            if let Err(error) = self.sink.settle().await {
                tracing::warn!(tenant = %self.tenant, reason = %error, "the index could not be put in order");
            }
            if reached.changed().await.is_err() {
                return;
            }
        }
    }

    /// Reads everything on disk anew, at once and then every day. A search only notices damage in
    /// what it reads; this finds it before anybody needs the place.
    async fn watch(&self) {
        loop {
            match self.sink.verify().await {
                Ok(()) => {}
                Err(Error::Integrity) => self.nudge.notify_waiters(),
                Err(error) => {
                    tracing::warn!(tenant = %self.tenant, reason = %error, "the index on disk could not be verified");
                }
            }
            sleep(VERIFY).await;
        }
    }

    async fn follow(&self) {
        let mut changed = self.store.changed(self.tenant);
        let mut at = Progress { seq: self.sink.seq(), pending: 0, committed: None };
        self.reached.send_replace(at.seq);
        loop {
            if let Err(error) = self.step(&mut at, &mut changed).await {
                tracing::warn!(tenant = %self.tenant, reason = %error, "the index could not follow the log");
                // what was put and not committed may be lost with the failed writer
                at = Progress { seq: self.sink.seq(), pending: 0, committed: None };
                sleep(RETRY).await;
            }
        }
    }

    async fn step(&self, at: &mut Progress, changed: &mut watch::Receiver<u64>) -> Result<()> {
        if self.sink.is_damaged() {
            tracing::warn!(tenant = %self.tenant, "the index is damaged and is made anew");
            // nobody is to take what is empty for what is caught up
            self.reached.send_replace(0);
            self.sink.rebuild().await?;
            *at = Progress { seq: 0, pending: 1, committed: None };
        }
        changed.borrow_and_update();
        let ctx = self.store.housekeeper(self.tenant, "index");
        let lines = {
            let tx = self.store.read(&ctx).await?;
            change::read(&ctx, &tx, at.seq, LINES).await?
        };
        self.apply(&ctx, &lines).await?;
        if let Some(last) = lines.last() {
            at.seq = last.seq;
            at.pending += lines.len();
        }
        let full = lines.len() >= usize::try_from(LINES).unwrap_or(usize::MAX);
        let rest = at.committed.map_or(Duration::ZERO, |last| {
            let pause = if full {
                LONG_PAUSE
            } else if at.pending > BUSY {
                BUSY_PAUSE
            } else {
                PAUSE
            };
            pause.saturating_sub(last.elapsed())
        });
        if at.pending > 0 && rest.is_zero() {
            self.sink.commit(at.seq).await?;
            self.reached.send_replace(at.seq);
            at.pending = 0;
            at.committed = Some(Instant::now());
        }
        if full {
            return Ok(());
        }
        let wait = if at.pending > 0 { rest } else { LOOK };
        let woken = async {
            tokio::select! {
                _ = changed.changed() => {}
                () = self.nudge.notified() => {}
            }
        };
        timeout(wait, woken).await.ok();
        Ok(())
    }

    /// Applies lines; of several about one version only the last counts.
    async fn apply(&self, ctx: &Ctx, lines: &[Change]) -> Result<()> {
        let last: HashMap<VersionId, u64> = lines.iter().map(|line| (line.version, line.seq)).collect();
        for line in lines.iter().filter(|line| last.get(&line.version) == Some(&line.seq)) {
            let passages = match line.kind {
                ChangeKind::VersionRemoved => Vec::new(),
                ChangeKind::VersionIndexed => self.passages(ctx, line.version).await?,
            };
            self.sink.put(line.version, passages).await?;
        }
        Ok(())
    }

    /// The passages of a version. One whose rows do not open is left out, and the others go on.
    async fn passages(&self, ctx: &Ctx, version: VersionId) -> Result<Vec<Passage>> {
        let tx = self.store.read(ctx).await?;
        match passage::list(ctx, &tx, version).await {
            Ok(passages) => Ok(passages),
            Err(legalmind_store::Error::Integrity) => {
                tracing::error!(tenant = %self.tenant, version = %version, "stored passages are damaged; not searchable");
                Ok(Vec::new())
            }
            Err(error) => Err(Error::Store(error)),
        }
    }
}
