//! Connections for single statements, kept by whoever has just used one.
//!
//! A pool asks a connection, in a task of its own, whether it is well each time it comes back. Each
//! connection has a thread, so that costs as much again as a short statement. Here the last one that
//! came back is taken first: what it read last is still in its memory.

use std::sync::{Arc, Mutex, PoisonError};

use sea_orm::{DbErr, QueryResult, RuntimeErr, Statement};
use sea_query_sqlx::SqlxValues;
use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, Sqlite, SqliteConnection, query::Query,
    sqlite::SqliteConnectOptions,
};
use tokio::sync::{Semaphore, SemaphorePermit};

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
        let rows = statement(&query).fetch_all(loan.connection()?).await.map_err(fault)?;
        Ok(rows.into_iter().map(QueryResult::from).collect())
    }

    /// The first row of a query.
    pub(crate) async fn one(&self, query: Statement) -> Result<Option<QueryResult>, DbErr> {
        let mut loan = self.0.take().await?;
        let row = statement(&query).fetch_optional(loan.connection()?).await.map_err(fault)?;
        Ok(row.map(QueryResult::from))
    }

    /// Closes them, once they are given back.
    pub(super) async fn close(&self) -> Result<(), DbErr> {
        let all = self.0.room.acquire_many(self.0.most).await.map_err(|_| gone())?;
        let idle = std::mem::take(&mut *self.0.idle.lock().unwrap_or_else(PoisonError::into_inner));
        for connection in idle {
            connection.close().await.map_err(fault)?;
        }
        all.forget();
        self.0.room.close();
        Ok(())
    }
}

impl Kept {
    async fn take(&self) -> Result<Loan<'_>, DbErr> {
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
