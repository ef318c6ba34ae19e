//! Whether models may work with a dossier.

use async_trait::async_trait;
use sea_orm::sea_query::Table;
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

use super::table::name;

pub(super) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m0009_ai"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut ai = name("ai");
        ai.default("allowed");
        manager.alter_table(Table::alter().table("dossier").add_column(&mut ai).to_owned()).await
    }

    /// All or nothing, on both engines.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
