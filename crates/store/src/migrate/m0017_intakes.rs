//! Conflict checks made before there is a dossier.

use async_trait::async_trait;
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

use super::table::{bytes, int, maybe, name, table};

pub(super) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m0017_intakes"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("conflict_intake", ["id"])
            .col(bytes("id"))
            .col(name("state"))
            .col(int("revision"))
            .col(int("created"))
            .col(maybe(bytes("created_by")))
            .col(int("updated"))
            .col(bytes("sealed"))
            .index(["tenant", "created"])
            .make(manager)
            .await
    }

    /// All or nothing, on both engines.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
