//! Who said that they know of what a campaign tells them.

use async_trait::async_trait;
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

use super::table::{bytes, int, name, table};

pub(super) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m0016_receipts"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("register_receipt", ["subject", "campaign", "due", "account"])
            .col(bytes("subject"))
            .col(name("campaign"))
            .col(int("due"))
            .col(bytes("account"))
            .col(int("created"))
            .under("subject", "register_row")
            .make(manager)
            .await
    }

    /// All or nothing, on both engines.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
