//! SQLite's journal (the write-ahead log) is carried into the file beside the writer.
//!
//! By itself SQLite lets whoever commits a thousandth page do it, while all behind them in the line
//! wait for the disk. Here a connection of its own does it soon after there is something to carry;
//! units of work go on meanwhile. A journal begins anew only when all of it was carried, so one that
//! has grown long under writers who never pause is carried to its end in a turn of its own. When
//! nobody writes for a while, what was carried is cut off on the disk.

use std::{
    future::pending,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use sea_orm::DbErr;
use sqlx::{ConnectOptions, Connection, Row, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::{sync::Notify, task::JoinHandle, time::sleep};

use super::{fault, turn::Line};

/// How long after a commit it is carried, with all that came in between.
const PAUSE: Duration = Duration::from_millis(250);
/// How long nobody has written before a journal that was carried is cut off.
const REST: Duration = Duration::from_secs(1);
/// How many pages of 4 KiB make a journal long.
const LONG: i64 = 4_096;
/// How many make it worth to be cut off.
const SOME: i64 = 64;

/// What carries the journal until it is closed.
pub(super) struct Carrier {
    enough: Arc<Notify>,
    task: Mutex<Option<JoinHandle<Result<(), DbErr>>>>,
}

impl Carrier {
    /// Carries what `line` commits, from now on.
    pub(super) async fn start(file: &SqliteConnectOptions, line: Line) -> Result<Self, DbErr> {
        // who carries waits for no reader
        let connection = file.clone().busy_timeout(Duration::ZERO).connect().await.map_err(fault)?;
        let enough = Arc::new(Notify::new());
        let task = tokio::spawn(run(connection, line, Arc::clone(&enough)));
        Ok(Self { enough, task: Mutex::new(Some(task)) })
    }

    /// Stops, and closes its connection. What is not carried yet stays in the journal, where the next
    /// connection finds it. Closing it again changes nothing.
    pub(super) async fn close(&self) -> Result<(), DbErr> {
        let task = self.task.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(task) = task else { return Ok(()) };
        self.enough.notify_one();
        task.await.unwrap_or(Ok(()))
    }
}

async fn run(mut connection: SqliteConnection, line: Line, enough: Arc<Notify>) -> Result<(), DbErr> {
    // pages that lie in the journal and may be cut off
    let mut left = 0;
    while let Some(due) = due(&line, &enough, left >= SOME).await {
        let done = match due {
            Due::Carry => carry_on(&mut connection, &line).await,
            Due::CutOff => cut_off(&mut connection, &line).await,
        };
        left = done.unwrap_or_else(|error| {
            tracing::warn!(%error, "the database's journal was not carried into its file; the next commit tries again");
            0
        });
    }
    connection.close().await.map_err(fault)
}

enum Due {
    Carry,
    CutOff,
}

/// Waits until there is something to carry, or nobody has written for a while; none once it is enough.
async fn due(line: &Line, enough: &Notify, left: bool) -> Option<Due> {
    let rest = async { if left { sleep(REST).await } else { pending().await } };
    tokio::select! {
        () = enough.notified() => None,
        () = async { line.grown().await; sleep(PAUSE).await } => Some(Due::Carry),
        () = rest => Some(Due::CutOff),
    }
}

/// Carries it, in a turn of its own where it is long; gives the pages that lie in it.
async fn carry_on(connection: &mut SqliteConnection, line: &Line) -> Result<i64, DbErr> {
    // how far it gets is no measure: what is committed meanwhile is not counted
    let pages = carry(connection, "PRAGMA wal_checkpoint(PASSIVE)").await?;
    if pages < LONG {
        return Ok(pages);
    }
    let _alone = line.alone().await?;
    carry(connection, "PRAGMA wal_checkpoint(PASSIVE)").await
}

/// Makes the journal's file empty; one that a reader holds stays, until somebody has written again.
async fn cut_off(connection: &mut SqliteConnection, line: &Line) -> Result<i64, DbErr> {
    let _alone = line.alone().await?;
    carry(connection, "PRAGMA wal_checkpoint(TRUNCATE)").await?;
    Ok(0)
}

/// Carries what no reader stands in the way of, and waits for nobody; gives the pages in the journal.
async fn carry(connection: &mut SqliteConnection, how: &'static str) -> Result<i64, DbErr> {
    let row = sqlx::query(how).fetch_one(connection).await.map_err(fault)?;
    row.try_get(1).map_err(fault)
}
