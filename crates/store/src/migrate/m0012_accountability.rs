//! The reports of quarters to management, and the key with which a firm signs evidence packs.

use async_trait::async_trait;
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

use super::table::{bytes, int, table};

pub(super) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m0012_accountability"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("management_report", ["id"])
            .col(bytes("id"))
            .col(int("fell"))
            .col(int("revision"))
            .col(int("created"))
            .col(bytes("sealed"))
            .unique(["tenant", "fell"])
            .make(manager)
            .await?;
        table("signing_key", []).col(int("created")).col(bytes("sealed")).make(manager).await
    }

    /// All or nothing, on both engines.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
