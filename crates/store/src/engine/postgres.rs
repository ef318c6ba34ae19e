//! PostgreSQL: many nodes, rows locked one by one, row-level security forced.

use std::{str::FromStr, time::Duration};

use async_trait::async_trait;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, RuntimeErr, SqlxPostgresConnector,
    TransactionTrait,
    sea_query::{LockBehavior, LockType, SelectStatement},
};
use sqlx::{
    ConnectOptions,
    postgres::{PgConnectOptions, PgPoolOptions},
};

use super::{Engine, Guard, Scope};
use crate::{StoreOptions, sql::Sql};

/// How long to wait for a connection before giving up.
const WAIT: Duration = Duration::from_secs(30);

/// The number of the advisory lock under which tables are brought up to date.
const MIGRATING: i64 = 0x6c65_6761_6c6d_696e;

/// A pool of connections to a PostgreSQL database.
pub(super) struct Postgres {
    pool: DatabaseConnection,
}

impl Postgres {
    /// Connects. A role that may pass by row-level security is refused.
    pub(super) async fn open(options: &StoreOptions) -> Result<Self, DbErr> {
        let database = PgConnectOptions::from_str(&options.url)
            .map_err(fault)?
            .application_name("legalmind")
            .statement_cache_capacity(256)
            .disable_statement_logging();
        let pool = PgPoolOptions::new()
            .max_connections(options.connections.max(2))
            .acquire_timeout(WAIT)
            .connect_with(database)
            .await
            .map_err(fault)?;
        let passes: bool =
            sqlx::query_scalar("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
                .fetch_one(&pool)
                .await
                .map_err(fault)?;
        if passes {
            let advice = "the database role passes by row-level security; give the product a role \
                          made with NOSUPERUSER NOBYPASSRLS that owns its database";
            return Err(DbErr::Custom(advice.to_owned()));
        }
        Ok(Self { pool: SqlxPostgresConnector::from_sqlx_postgres_pool(pool) })
    }
}

fn fault(error: sqlx::Error) -> DbErr {
    DbErr::Conn(RuntimeErr::SqlxError(std::sync::Arc::new(error)))
}

/// Sets both settings, so that a scope entered later leaves nothing of the one before. They
/// hold until the end of the transaction. The values are hexadecimal digits or fixed words.
fn scope_sql(scope: Scope) -> String {
    let (name, tenant) = match scope {
        Scope::Tenant(tenant) => ("tenant", tenant.uuid().simple().to_string()),
        Scope::System => ("system", String::new()),
    };
    format!(
        "SELECT set_config('legalmind.scope', '{name}', true), set_config('legalmind.tenant', '{tenant}', true)"
    )
}

#[async_trait]
impl Engine for Postgres {
    fn writer(&self) -> &DatabaseConnection {
        &self.pool
    }

    async fn alone(&self) -> Result<Option<DatabaseTransaction>, DbErr> {
        let tx = self.pool.begin().await?;
        tx.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({MIGRATING})")).await?;
        Ok(Some(tx))
    }

    async fn close(&self) -> Result<(), DbErr> {
        self.pool.close_by_ref().await
    }

    async fn write(&self, scope: Scope) -> Result<Sql, DbErr> {
        let sql = Sql::of(self.pool.begin().await?);
        self.enter(&sql, scope).await?;
        Ok(sql)
    }

    async fn read(&self, scope: Scope) -> Result<Sql, DbErr> {
        let tx = self.pool.begin().await?;
        let scope = scope_sql(scope);
        tx.execute_unprepared(&format!("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; {scope}"))
            .await?;
        Ok(Sql::of(tx))
    }

    // the scope holds for a transaction
    async fn glance(&self, scope: Scope) -> Result<Sql, DbErr> {
        self.read(scope).await
    }

    async fn enter(&self, sql: &Sql, scope: Scope) -> Result<(), DbErr> {
        sql.plain(&scope_sql(scope)).await
    }

    fn lock(&self, query: &mut SelectStatement) {
        query.lock(LockType::Update);
    }

    fn claim(&self, query: &mut SelectStatement) {
        query.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    }
}

/// Row-level security, forced on the owner of the tables too.
pub(super) fn guard(table: &str, guard: Guard) -> Vec<String> {
    let own = "tenant = decode(current_setting('legalmind.tenant', true), 'hex')";
    let system = "current_setting('legalmind.scope', true) = 'system'";
    let sees = match guard {
        Guard::Tenant | Guard::AppendOnly => own.to_owned(),
        Guard::TenantAndSystem => format!("({own} OR {system})"),
        Guard::System => system.to_owned(),
    };
    let mut all = vec![
        format!("ALTER TABLE \"{table}\" ENABLE ROW LEVEL SECURITY"),
        format!("ALTER TABLE \"{table}\" FORCE ROW LEVEL SECURITY"),
        format!("CREATE POLICY scope ON \"{table}\" USING ({sees}) WITH CHECK ({sees})"),
    ];
    if guard == Guard::AppendOnly {
        all.push(format!(
            "CREATE FUNCTION \"{table}_kept\"() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RAISE EXCEPTION 'append only'; END $$"
        ));
        all.push(format!(
            "CREATE TRIGGER \"{table}_kept\" BEFORE UPDATE OR DELETE OR TRUNCATE ON \"{table}\" \
             FOR EACH STATEMENT EXECUTE FUNCTION \"{table}_kept\"()"
        ));
    }
    all
}
