//! Connections for single statements, kept by whoever has just used one.
//!
//! A pool asks a connection, in a task of its own, whether it is well each time it comes back. Each
//! connection has a thread, so that costs as much again as a short statement. Here the last one that
//! came back is taken first: what it read last is still in its memory.

use std::sync::{Arc, Mutex, PoisonError};

use sea_orm::{ConnAcquireErr, DbErr, QueryResult, RuntimeErr, Statement};
use sea_query_sqlx::SqlxValues;
use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, Sqlite, SqliteConnection, query::Query,
    sqlite::SqliteConnectOptions,
};
use tokio::{
    sync::{Semaphore, SemaphorePermit},
    time::timeout,
};

use super::WAIT;

/// Reads with single statements. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Glances(Arc<Kept>);

struct Kept {
    file: SqliteConnectOptions,
    room: Semaphore,
    most: u32,
    idle: Mutex<Vec<SqliteConnection>>,
}

/// A connection on loan. It goes back also where nobody waits for its answer any more: the next
/// statement comes after what it still has to do.
struct Loan<'a> {
    kept: &'a Kept,
    connection: Option<SqliteConnection>,
    _place: SemaphorePermit<'a>,
}

impl Glances {
    /// As many connections as this at most, each opened when it is first needed.
    pub(super) fn new(file: SqliteConnectOptions, most: u32) -> Self {
        let room = Semaphore::new(usize::try_from(most).unwrap_or(1));
        Self(Arc::new(Kept { file, room, most, idle: Mutex::default() }))
    }

    /// All rows of a query.
    pub(crate) async fn all(&self, query: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let mut loan = self.0.take().await?;
        let rows = statement(&query).fetch_all(loan.connection()?).await;
        Ok(loan.answered(rows)?.into_iter().map(QueryResult::from).collect())
    }

    /// The first row of a query.
    pub(crate) async fn one(&self, query: Statement) -> Result<Option<QueryResult>, DbErr> {
        let mut loan = self.0.take().await?;
        let row = statement(&query).fetch_optional(loan.connection()?).await;
        Ok(loan.answered(row)?.map(QueryResult::from))
    }

    /// Closes them, once they are given back; who still waits for one is told. Closing them again
    /// changes nothing.
    pub(super) async fn close(&self) -> Result<(), DbErr> {
        let Ok(_all) = self.0.room.acquire_many(self.0.most).await else { return Ok(()) };
        self.0.room.close();
        let idle = std::mem::take(&mut *self.0.idle.lock().unwrap_or_else(PoisonError::into_inner));
        for connection in idle {
            connection.close().await.map_err(fault)?;
        }
        Ok(())
    }
}

impl Kept {
    /// A connection, once there is one, which takes at most [`WAIT`].
    async fn take(&self) -> Result<Loan<'_>, DbErr> {
        let taken = timeout(WAIT, self.find()).await;
        taken.map_err(|_| DbErr::ConnectionAcquire(ConnAcquireErr::Timeout))?
    }

    async fn find(&self) -> Result<Loan<'_>, DbErr> {
        let place = self.room.acquire().await.map_err(|_| gone())?;
        let known = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match known {
            Some(connection) => connection,
            None => self.file.connect().await.map_err(fault)?,
        };
        Ok(Loan { kept: self, connection: Some(connection), _place: place })
    }
}

impl Loan<'_> {
    fn connection(&mut self) -> Result<&mut SqliteConnection, DbErr> {
        self.connection.as_mut().ok_or_else(gone)
    }

    /// What a statement came to. A connection on which one failed is not used again: the fault may be
    /// its own, and the last one that came back is the first to be taken.
    fn answered<T>(&mut self, outcome: Result<T, sqlx::Error>) -> Result<T, DbErr> {
        outcome.map_err(|error| {
            self.connection = None;
            fault(error)
        })
    }
}

impl Drop for Loan<'_> {
    fn drop(&mut self) {
        let idle = &self.kept.idle;
        idle.lock().unwrap_or_else(PoisonError::into_inner).extend(self.connection.take());
    }
}

fn statement(query: &Statement) -> Query<'_, Sqlite, SqlxValues> {
    let values = query.values.clone().unwrap_or_else(|| sea_orm::sea_query::Values(Vec::new()));
    sqlx::query_with(AssertSqlSafe(query.sql.as_str()), SqlxValues(values))
}

fn fault(error: sqlx::Error) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(Arc::new(error)))
}

fn gone() -> DbErr {
    DbErr::Custom("the database is closed".to_owned())
}

#[cfg(test)]
mod tests {
    use sea_orm::DbBackend;

    use super::*;

    fn glances(folder: &tempfile::TempDir, most: u32) -> Glances {
        let file = SqliteConnectOptions::new().filename(folder.path().join("db")).create_if_missing(true);
        Glances::new(file, most)
    }

    fn sql(text: &str) -> Statement {
        Statement::from_string(DbBackend::Sqlite, text)
    }

    fn idle(glances: &Glances) -> usize {
        glances.0.idle.lock().unwrap().len()
    }

    #[tokio::test]
    async fn a_connection_whose_statement_failed_is_not_used_again() {
        let folder = tempfile::tempdir().unwrap();
        let glances = glances(&folder, 1);
        assert_eq!(glances.all(sql("SELECT 1")).await.unwrap().len(), 1);
        assert_eq!(idle(&glances), 1);
        assert!(glances.one(sql("SELECT x FROM nowhere")).await.is_err());
        assert_eq!(idle(&glances), 0);
        assert!(glances.one(sql("SELECT 1")).await.unwrap().is_some());
        assert!(glances.all(sql("SELECT x FROM nowhere")).await.is_err());
        assert_eq!(idle(&glances), 0);
    }

    #[tokio::test]
    async fn one_that_nobody_waits_for_any_more_comes_back_and_serves() {
        let folder = tempfile::tempdir().unwrap();
        let glances = glances(&folder, 1);
        glances.one(sql("SELECT 1")).await.unwrap();
        let long = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) SELECT i FROM n";
        let left = timeout(std::time::Duration::from_millis(1), glances.all(sql(long))).await;
        assert!(left.is_err());
        assert_eq!(idle(&glances), 1);
        assert!(glances.one(sql("SELECT 1")).await.unwrap().is_some());
    }

    #[tokio::test]
    async fn closed_twice_they_are_closed_and_nothing_is_read_any_more() {
        let folder = tempfile::tempdir().unwrap();
        let glances = glances(&folder, 2);
        glances.one(sql("SELECT 1")).await.unwrap();
        glances.close().await.unwrap();
        glances.close().await.unwrap();
        assert_eq!(idle(&glances), 0);
        assert!(glances.one(sql("SELECT 1")).await.is_err());
    }
}
