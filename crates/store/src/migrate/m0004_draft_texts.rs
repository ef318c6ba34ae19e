//! The texts of drafts, and their versions that were kept.

use async_trait::async_trait;
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

use super::table::{bytes, int, maybe, table};

pub(super) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m0004_draft_texts"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("draft_text", ["draft"])
            .col(bytes("draft"))
            .col(int("revision"))
            .col(int("updated"))
            .col(maybe(bytes("updated_by")))
            .col(bytes("sealed"))
            .under("draft", "draft")
            .make(manager)
            .await?;
        table("draft_version", ["draft", "number"])
            .col(bytes("draft"))
            .col(int("number"))
            .col(int("revision"))
            .col(int("created"))
            .col(maybe(bytes("created_by")))
            .col(bytes("sealed"))
            .under("draft", "draft")
            .make(manager)
            .await
    }

    /// All or nothing, on both engines.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
