//! The choice of engine, and the little that differs between them.

mod postgres;
mod sqlite;

use std::sync::Arc;

use async_trait::async_trait;
use legalmind_core::TenantId;
use sea_orm::{DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, sea_query::SelectStatement};

pub(crate) use self::sqlite::{Glances, Turn};
use crate::{Error, Result, StoreOptions, sql::Sql};

/// Whose rows a transaction sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// One tenant's.
    Tenant(TenantId),
    /// Those tables that must be read before it is known whose request it is.
    System,
}

/// What differs between the engines.
#[async_trait]
pub(crate) trait Engine: Send + Sync + 'static {
    /// The connection that may change tables.
    fn writer(&self) -> &DatabaseConnection;
    /// Keeps other nodes from bringing the tables up to date at the same time, until what is
    /// given back is dropped.
    async fn alone(&self) -> Result<Option<DatabaseTransaction>, DbErr>;
    /// Closes all connections, once they are given back.
    async fn close(&self) -> Result<(), DbErr>;
    /// Begins a transaction that writes.
    async fn write(&self, scope: Scope) -> Result<Sql, DbErr>;
    /// Begins a transaction that reads one consistent view.
    async fn read(&self, scope: Scope) -> Result<Sql, DbErr>;
    /// Reads with single statements, for which SQLite needs no transaction.
    async fn glance(&self, scope: Scope) -> Result<Sql, DbErr>;
    /// Puts an open transaction into another scope.
    async fn enter(&self, sql: &Sql, scope: Scope) -> Result<(), DbErr>;
    /// Makes a query keep others from the rows it reads, waiting for them.
    fn lock(&self, query: &mut SelectStatement);
    /// Makes a query keep others from the rows it reads, passing over rows others hold.
    fn claim(&self, query: &mut SelectStatement);
}

/// Opens the engine that the URL names.
pub(crate) async fn open(options: &StoreOptions) -> Result<Arc<dyn Engine>> {
    match options.url.split_once(':').map(|(scheme, _)| scheme) {
        Some("sqlite") => Ok(Arc::new(sqlite::Sqlite::open(options).await?)),
        Some("postgres" | "postgresql") => Ok(Arc::new(postgres::Postgres::open(options).await?)),
        _ => Err(Error::Unavailable(DbErr::Custom("the URL names no engine known here".to_owned()))),
    }
}

/// How far a table is open, for the guards a database can put on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Guard {
    /// Rows of one tenant, seen by it alone.
    Tenant,
    /// Rows of one tenant, seen by the system scope too.
    TenantAndSystem,
    /// Rows of no tenant, seen by the system scope alone.
    System,
    /// Rows of one tenant, written once and never changed.
    AppendOnly,
}

/// The statements that put a guard on a table.
pub(crate) fn guard(backend: DbBackend, table: &str, guard: Guard) -> Vec<String> {
    match backend {
        DbBackend::Postgres => postgres::guard(table, guard),
        _ => sqlite::guard(table, guard),
    }
}
