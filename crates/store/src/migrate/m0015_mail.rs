//! Mail to the people of a firm: which was handed to the relay, what of it they know, and what they do not
//! want.

use async_trait::async_trait;
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

use super::table::{bytes, int, name, table};

pub(super) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m0015_mail"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("mail", ["account", "sort", "slot"])
            .col(bytes("account"))
            .col(name("sort"))
            .col(bytes("slot"))
            .col(name("state"))
            .col(int("created"))
            .col(int("updated"))
            .index(["tenant", "state", "updated"])
            .under("account", "account")
            .make(manager)
            .await?;
        table("mail_told", ["account"])
            .col(bytes("account"))
            .col(int("updated"))
            .col(bytes("sealed"))
            .under("account", "account")
            .make(manager)
            .await?;
        table("mail_off", ["account", "kind"])
            .col(bytes("account"))
            .col(name("kind"))
            .col(int("created"))
            .under("account", "account")
            .make(manager)
            .await
    }

    /// All or nothing, on both engines.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
