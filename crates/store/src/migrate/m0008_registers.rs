//! Rows of registers, the cycles of their campaigns with what happened in them, and who keeps the
//! registers.

use async_trait::async_trait;
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

use super::table::{bytes, int, maybe, name, table};

pub(super) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m0008_registers"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("register_row", ["id"])
            .col(bytes("id"))
            .col(name("register"))
            .col(name("state"))
            .col(maybe(bytes("dossier")))
            .col(maybe(bytes("owner")))
            .col(maybe(int("since")))
            .col(maybe(int("due_next")))
            .col(maybe(bytes("key_ix")))
            .col(int("revision"))
            .col(int("created"))
            .col(maybe(bytes("created_by")))
            .col(int("updated"))
            .col(bytes("sealed"))
            .unique(["tenant", "key_ix"])
            .index(["tenant", "register"])
            .index(["tenant", "due_next"])
            .index(["tenant", "dossier"])
            .under("dossier", "dossier")
            .make(manager)
            .await?;
        table("register_cycle", ["subject", "campaign", "due"])
            .col(bytes("subject"))
            .col(name("campaign"))
            .col(int("due"))
            .col(name("register"))
            .col(int("opens"))
            .col(name("state"))
            .col(maybe(int("finished")))
            .col(bytes("sealed"))
            .index(["tenant", "state", "due"])
            .under("subject", "register_row")
            .make(manager)
            .await?;
        table("register_event", ["subject", "campaign", "due", "kind", "hours"])
            .col(bytes("subject"))
            .col(name("campaign"))
            .col(int("due"))
            .col(name("kind"))
            .col(int("hours"))
            .col(int("fell"))
            .col(int("created"))
            .under("subject", "register_row")
            .make(manager)
            .await?;
        table("officer", ["account"])
            .col(bytes("account"))
            .col(int("created"))
            .col(maybe(bytes("created_by")))
            .under("account", "account")
            .make(manager)
            .await
    }

    /// All or nothing, on both engines.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
