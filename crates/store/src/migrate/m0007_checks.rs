//! Playbooks of a firm, and documents held against them.

use async_trait::async_trait;
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

use super::{
    m0003_drafts::shelf,
    table::{bytes, int, maybe, name, table},
};

pub(super) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m0007_checks"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for draft in shelf("playbook", "playbook_version") {
            draft.make(manager).await?;
        }
        table("check", ["id"])
            .col(bytes("id"))
            .col(bytes("dossier"))
            .col(bytes("document"))
            .col(bytes("version"))
            .col(bytes("playbook"))
            .col(int("playbook_number"))
            .col(maybe(bytes("previous")))
            .col(name("state"))
            .col(int("revision"))
            .col(int("created"))
            .col(maybe(bytes("created_by")))
            .col(int("updated"))
            .col(bytes("sealed"))
            .index(["tenant", "dossier"])
            .index(["tenant", "document"])
            .under("document", "document")
            .make(manager)
            .await
    }

    /// All or nothing, on both engines.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
