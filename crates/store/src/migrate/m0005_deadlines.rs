//! Deadlines in dossiers, who is away, and the secret addresses of calendars.

use async_trait::async_trait;
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

use super::table::{bytes, int, maybe, name, table};
use crate::engine::Guard;

pub(super) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m0005_deadlines"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("deadline", ["id"])
            .col(bytes("id"))
            .col(bytes("dossier"))
            .col(maybe(bytes("parent")))
            .col(maybe(bytes("responsible")))
            .col(name("state"))
            .col(int("last"))
            .col(int("revision"))
            .col(int("created"))
            .col(maybe(bytes("created_by")))
            .col(int("updated"))
            .col(bytes("sealed"))
            .index(["tenant", "dossier"])
            .index(["tenant", "responsible", "last"])
            .under("dossier", "dossier")
            .make(manager)
            .await?;
        table("absence", ["id"])
            .col(bytes("id"))
            .col(bytes("account"))
            .col(bytes("standin"))
            .col(int("first"))
            .col(int("last"))
            .col(int("created"))
            .index(["tenant", "account"])
            .index(["tenant", "standin"])
            .under("account", "account")
            .under("standin", "account")
            .make(manager)
            .await?;
        table("calendar", ["id"])
            .col(bytes("id"))
            .col(bytes("account"))
            .col(maybe(bytes("dossier")))
            .col(bytes("token_hash"))
            .col(int("names"))
            .col(int("created"))
            .col(maybe(int("fetched")))
            .unique(["token_hash"])
            .index(["tenant", "account"])
            .under("account", "account")
            .guard(Guard::TenantAndSystem)
            .make(manager)
            .await
    }

    /// All or nothing, on both engines.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
