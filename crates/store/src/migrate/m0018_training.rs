//! Attempts of people at the tests of the product.

use async_trait::async_trait;
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

use super::table::{bytes, int, maybe, name, table};

pub(super) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m0018_training"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("training_attempt", ["id"])
            .col(bytes("id"))
            .col(bytes("account"))
            .col(name("test"))
            .col(int("number"))
            .col(name("state"))
            .col(int("created"))
            .col(int("ends"))
            .col(maybe(int("finished")))
            .col(bytes("sealed"))
            .unique(["tenant", "account", "test", "number"])
            .under("account", "account")
            .make(manager)
            .await
    }

    /// All or nothing, on both engines.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
