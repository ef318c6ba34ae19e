//! Turns at SQLite's one writer: units of work one after another in one transaction, which is
//! committed once for all who are done.
//!
//! The first unit has the transaction to itself; each that joins it, once the first is done, is a
//! savepoint. Who is done with theirs goes to the end of the line again; when their turn comes, all
//! who stood before them are done too, and one flush of the disk serves them all.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use sea_orm::{
    ConnAcquireErr, DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
use tokio::{
    runtime::Handle,
    sync::{Mutex, Notify, OwnedMutexGuard},
    time::timeout,
};

/// How many units one transaction holds at most.
const MOST: usize = 128;

/// The units that are done and will be committed together.
struct Group {
    tx: DatabaseTransaction,
    units: usize,
    committed: Arc<OnceLock<bool>>,
}

/// The line before the writer.
#[derive(Clone, Default)]
pub(super) struct Line {
    open: Arc<Mutex<Option<Group>>>,
    grown: Arc<Notify>,
}

/// SQLite's one writer, and who waits for it.
pub(super) struct Writer {
    db: DatabaseConnection,
    line: Line,
}

/// A unit's turn: nobody else writes until it is over.
pub(crate) struct Turn {
    line: Line,
    group: Option<OwnedMutexGuard<Option<Group>>>,
}

impl Writer {
    pub(super) fn new(db: DatabaseConnection) -> Self {
        Self { db, line: Line::default() }
    }

    pub(super) const fn db(&self) -> &DatabaseConnection {
        &self.db
    }

    pub(super) const fn line(&self) -> &Line {
        &self.line
    }

    /// Begins a unit of work once it is its turn, which takes at most `wait`.
    pub(super) async fn begin(&self, wait: Duration) -> Result<(DatabaseTransaction, Turn), DbErr> {
        let mut group = timeout(wait, self.line.turn())
            .await
            .map_err(|_| DbErr::ConnectionAcquire(ConnAcquireErr::Timeout))?;
        let unit = match &mut *group {
            Some(open) => open.tx.begin().await?,
            None => self.first().await?,
        };
        Ok((unit, Turn { line: self.line.clone(), group: Some(group) }))
    }

    async fn first(&self) -> Result<DatabaseTransaction, DbErr> {
        // The lock is taken at once: a transaction that read first and wrote later could
        // otherwise be told that the file is busy, with its work lost.
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        self.db.begin_with_options(options).await
    }
}

impl Line {
    /// Waits for the next commit, or is told of one that nobody waited for.
    pub(super) async fn grown(&self) {
        self.grown.notified().await;
    }

    /// A turn in which nobody writes and all who were done are committed.
    pub(super) async fn alone(&self) -> Result<impl Sized, DbErr> {
        let mut turn = self.turn().await;
        if let Some(group) = turn.take() {
            self.commit(group).await?;
        }
        Ok(turn)
    }

    fn turn(&self) -> impl Future<Output = OwnedMutexGuard<Option<Group>>> + use<> {
        Arc::clone(&self.open).lock_owned()
    }

    async fn commit(&self, group: Group) -> Result<(), DbErr> {
        let outcome = group.commit().await;
        self.grown.notify_one();
        outcome
    }
}

impl Group {
    fn of(first: DatabaseTransaction) -> Self {
        Self { tx: first, units: 0, committed: Arc::default() }
    }

    async fn commit(self) -> Result<(), DbErr> {
        let outcome = self.tx.commit().await;
        let _ = self.committed.set(outcome.is_ok());
        outcome
    }
}

impl Turn {
    /// Ends a unit that did all it had to, and returns once it is on the disk. It gets there
    /// whether or not anybody waits for it.
    pub(crate) async fn commit(self, unit: DatabaseTransaction) -> Result<(), DbErr> {
        tokio::spawn(self.finish(unit)).await.map_err(|_| gone())?
    }

    async fn finish(mut self, unit: DatabaseTransaction) -> Result<(), DbErr> {
        let joined = self.group.as_deref().is_some_and(Option::is_some);
        let first = if joined { unit.commit().await.map(|()| None)? } else { Some(unit) };
        let mut turn = self.group.take().ok_or_else(gone)?;
        let group = match first {
            Some(first) => turn.insert(Group::of(first)),
            None => turn.as_mut().ok_or_else(gone)?,
        };
        group.units += 1;
        let committed = Arc::clone(&group.committed);
        if group.units < MOST {
            drop(turn);
            turn = self.line.turn().await;
        }
        match committed.get() {
            Some(true) => Ok(()),
            Some(false) => Err(gone()),
            // nobody did it for this unit: the open group is still its own
            None => self.line.commit(turn.take().ok_or_else(gone)?).await,
        }
    }
}

impl Drop for Turn {
    /// A unit that was given up ends the group it joined: what the others did is committed before
    /// anybody goes on, since the fault may have been the file's own.
    fn drop(&mut self) {
        let Some(mut turn) = self.group.take() else { return };
        let Some(group) = turn.take() else { return };
        // without a runtime the process ends, and nobody was told that anything is kept
        let Ok(runtime) = Handle::try_current() else { return };
        let line = self.line.clone();
        runtime.spawn(async move {
            if let Err(error) = line.commit(group).await {
                tracing::error!(%error, "units of work were not committed");
            }
            drop(turn);
        });
    }
}

fn gone() -> DbErr {
    DbErr::Custom("the units of work were not committed".to_owned())
}
