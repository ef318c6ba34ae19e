//! SQLite's journal (the write-ahead log) is carried into the file beside the writer.
//!
//! By itself SQLite lets whoever commits a thousandth page do it, while all behind them in the line
//! wait for the disk. Here a connection of its own does it soon after there is something to carry;
//! units of work go on meanwhile. A journal begins anew only when all of it was carried, so one that
//! has grown long under writers who never pause is carried to its end in a turn of its own.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use sea_orm::DbErr;
use sqlx::{ConnectOptions, Connection, Row, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::{sync::Notify, task::JoinHandle, time::sleep};

use super::{fault, turn::Line};

/// How long after a commit it is carried, with all that came in between.
const PAUSE: Duration = Duration::from_millis(250);
/// How many pages of 4 KiB make a journal long.
const LONG: i64 = 4_096;

/// What carries the journal until it is closed.
pub(super) struct Carrier {
    enough: Arc<Notify>,
    task: Mutex<Option<JoinHandle<Result<(), DbErr>>>>,
}

impl Carrier {
    /// Carries what `line` commits, from now on.
    pub(super) async fn start(file: &SqliteConnectOptions, line: Line) -> Result<Self, DbErr> {
        let connection = file.connect().await.map_err(fault)?;
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
    while grown(&line, &enough).await {
        if let Err(error) = carry_on(&mut connection, &line).await {
            tracing::warn!(%error, "the database's journal was not carried into its file; the next commit tries again");
        }
    }
    connection.close().await.map_err(fault)
}

/// Waits until there is something to carry; false once it is enough.
async fn grown(line: &Line, enough: &Notify) -> bool {
    tokio::select! {
        () = enough.notified() => false,
        () = async { line.grown().await; sleep(PAUSE).await } => true,
    }
}

async fn carry_on(connection: &mut SqliteConnection, line: &Line) -> Result<(), DbErr> {
    // how far it gets is no measure: what is committed meanwhile is not counted
    if carry(connection).await? >= LONG {
        let _alone = line.alone().await?;
        carry(connection).await?;
    }
    Ok(())
}

/// Carries what no reader stands in the way of, and waits for nobody; gives the pages in the journal.
async fn carry(connection: &mut SqliteConnection) -> Result<i64, DbErr> {
    let row = sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").fetch_one(connection).await.map_err(fault)?;
    row.try_get(1).map_err(fault)
}
