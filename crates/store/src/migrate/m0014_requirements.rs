//! What the firm asks of people with a role, and what follows from rows of its registers for that; to whom
//! something was sent.

use async_trait::async_trait;
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

use super::table::{bytes, int, maybe, name, table};

pub(super) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m0014_requirements"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("requirement", ["role", "kind"])
            .col(name("role"))
            .col(name("kind"))
            .col(int("created"))
            .col(maybe(bytes("created_by")))
            .make(manager)
            .await?;
        table("requirement_met", ["subject", "kind"])
            .col(bytes("subject"))
            .col(name("kind"))
            .col(bytes("account"))
            .col(maybe(int("until")))
            .index(["tenant", "account", "kind"])
            .under("subject", "register_row")
            .under("account", "account")
            .make(manager)
            .await?;
        table("recipient", ["id"])
            .col(bytes("id"))
            .col(bytes("key_ix"))
            .col(int("first"))
            .col(int("last"))
            .col(bytes("sealed"))
            .unique(["tenant", "key_ix"])
            .make(manager)
            .await
    }

    /// All or nothing, on both engines.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
