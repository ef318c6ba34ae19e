//! When the answers of an attempt at a test went.

use async_trait::async_trait;
use sea_orm::sea_query::Table;
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

use super::table::{int, maybe};

pub(super) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m0019_answers"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut forgotten = maybe(int("forgotten"));
        manager
            .alter_table(Table::alter().table("training_attempt").add_column(&mut forgotten).to_owned())
            .await
    }

    /// All or nothing, on both engines.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
