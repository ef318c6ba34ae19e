//! SQLite: one file, one writer, many readers.

mod glance;
mod journal;
mod turn;

use std::{str::FromStr, time::Duration};

use async_trait::async_trait;
use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbErr, RuntimeErr, SqlxSqliteConnector, TransactionTrait,
    sea_query::SelectStatement,
};
use sqlx::{
    ConnectOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

pub(crate) use self::{glance::Glances, turn::Turn};
use self::{journal::Carrier, turn::Writer};
use super::{Engine, Guard, Scope};
use crate::{StoreOptions, sql::Sql};

/// How long a unit of work waits for the writer before it gives up.
const WAIT: Duration = Duration::from_secs(30);

/// An open SQLite file.
pub(super) struct Sqlite {
    writer: Writer,
    readers: DatabaseConnection,
    glances: Glances,
    carrier: Carrier,
}

impl Sqlite {
    /// Opens the file, makes it where there is none.
    pub(super) async fn open(options: &StoreOptions) -> Result<Self, DbErr> {
        let file = SqliteConnectOptions::from_str(&options.url)
            .map_err(fault)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(WAIT)
            .pragma("temp_store", "memory")
            .pragma("secure_delete", "on")
            .pragma("wal_autocheckpoint", "0")
            .statement_cache_capacity(256)
            .disable_statement_logging();
        // The writer first: it makes the file and its journal, which readers then find.
        let writer = pool(1).connect_with(file.clone()).await.map_err(fault)?;
        let writer = Writer::new(SqlxSqliteConnector::from_sqlx_sqlite_pool(writer));
        let carrier = Carrier::start(&file, writer.line().clone()).await?;
        let reading = file.pragma("query_only", "on");
        let connections = options.connections.max(1);
        let readers = pool(connections).connect_with(reading.clone()).await.map_err(fault)?;
        Ok(Self {
            writer,
            readers: SqlxSqliteConnector::from_sqlx_sqlite_pool(readers),
            glances: Glances::new(reading, connections),
            carrier,
        })
    }
}

fn pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(WAIT)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
}

fn fault(error: sqlx::Error) -> DbErr {
    DbErr::Conn(RuntimeErr::SqlxError(std::sync::Arc::new(error)))
}

#[async_trait]
impl Engine for Sqlite {
    fn writer(&self) -> &DatabaseConnection {
        self.writer.db()
    }

    async fn alone(&self) -> Result<Option<DatabaseTransaction>, DbErr> {
        Ok(None)
    }

    async fn close(&self) -> Result<(), DbErr> {
        self.carrier.close().await?;
        self.glances.close().await?;
        self.readers.close_by_ref().await?;
        self.writer.db().close_by_ref().await
    }

    async fn write(&self, _scope: Scope) -> Result<Sql, DbErr> {
        let (tx, turn) = self.writer.begin(WAIT).await?;
        Ok(Sql::in_turn(tx, turn))
    }

    async fn read(&self, _scope: Scope) -> Result<Sql, DbErr> {
        Ok(Sql::of(self.readers.begin().await?))
    }

    async fn glance(&self, _scope: Scope) -> Result<Sql, DbErr> {
        Ok(Sql::of_each(self.glances.clone()))
    }

    async fn enter(&self, _sql: &Sql, _scope: Scope) -> Result<(), DbErr> {
        Ok(())
    }

    // There is one writer, so nobody else can hold a row.
    fn lock(&self, _query: &mut SelectStatement) {}
    fn claim(&self, _query: &mut SelectStatement) {}
}

/// SQLite knows no row-level security; its guards are triggers.
pub(super) fn guard(table: &str, guard: Guard) -> Vec<String> {
    if guard != Guard::AppendOnly {
        return Vec::new();
    }
    let trigger = |event: &str| {
        format!(
            "CREATE TRIGGER \"{table}_no_{event}\" BEFORE {event} ON \"{table}\" \
             BEGIN SELECT RAISE(ABORT, 'append only'); END"
        )
    };
    vec![trigger("update"), trigger("delete")]
}
