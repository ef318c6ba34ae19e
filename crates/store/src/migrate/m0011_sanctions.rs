//! The names of dossiers held against lists of sanctions.

use async_trait::async_trait;
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

use super::table::{bytes, int, maybe, name, table};

pub(super) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m0011_sanctions"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("screening", ["id"])
            .col(bytes("id"))
            .col(bytes("dossier"))
            .col(name("state"))
            .col(int("revision"))
            .col(int("created"))
            .col(maybe(bytes("created_by")))
            .col(int("updated"))
            .col(bytes("sealed"))
            .index(["tenant", "dossier"])
            .under("dossier", "dossier")
            .make(manager)
            .await
    }

    /// All or nothing, on both engines.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
