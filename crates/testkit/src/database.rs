//! A database of a test's own on a PostgreSQL server that the environment names.

use legalmind_core::World;
use legalmind_seal::{OsChance, SystemClock};
use sqlx::{AssertSqlSafe, Connection, PgConnection};

use crate::{Error, Result};

/// The role that the product has in a test: it owns its database and is no superuser.
const ROLE: &str = "legalmind_suite";

/// A database, until it is dropped by [`Database::remove`].
pub struct Database {
    admin: String,
    name: String,
    url: String,
}

impl Database {
    /// A fresh database where `LEGALMIND_TEST_PG` names a superuser's URL; none, and a word about
    /// it, where it does not.
    ///
    /// # Errors
    /// Where the server refuses.
    #[expect(clippy::disallowed_methods, reason = "tests are configured by the environment")]
    pub async fn create() -> Result<Option<Self>> {
        let Ok(admin) = std::env::var("LEGALMIND_TEST_PG") else {
            println!("skipped: PostgreSQL is not tested, LEGALMIND_TEST_PG is not set");
            return Ok(None);
        };
        let random: [u8; 8] = World::new(SystemClock, OsChance).random();
        let name = format!("legalmind_{:016x}", u64::from_be_bytes(random));
        let mut server = PgConnection::connect(&admin).await?;
        // another test may be making the role at the same moment
        let role = format!("CREATE ROLE {ROLE} LOGIN NOSUPERUSER NOBYPASSRLS");
        let _ = sqlx::raw_sql(AssertSqlSafe(role)).execute(&mut server).await;
        let create = format!("CREATE DATABASE {name} OWNER {ROLE}");
        sqlx::raw_sql(AssertSqlSafe(create)).execute(&mut server).await?;
        let (scheme, rest) = admin.split_once("://").ok_or(Error::Address)?;
        let host = rest.split_once('@').map_or(rest, |(_, host)| host);
        let host = host.split_once('/').map_or(host, |(host, _)| host);
        let url = format!("{scheme}://{ROLE}@{host}/{name}");
        Ok(Some(Self { admin, name, url }))
    }

    /// The address at which the product reaches it.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The superuser's address of this database.
    ///
    /// # Errors
    /// Where `LEGALMIND_TEST_PG` names no database.
    pub fn admin_url(&self) -> Result<String> {
        let (head, _) = self.admin.rsplit_once('/').ok_or(Error::Address)?;
        Ok(format!("{head}/{}", self.name))
    }

    /// Drops the database, whoever is still connected.
    ///
    /// # Errors
    /// Where the server refuses.
    pub async fn remove(&self) -> Result<()> {
        let mut server = PgConnection::connect(&self.admin).await?;
        let drop = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        sqlx::raw_sql(AssertSqlSafe(drop)).execute(&mut server).await?;
        Ok(())
    }
}
