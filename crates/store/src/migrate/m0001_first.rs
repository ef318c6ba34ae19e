//! The first tables.

use async_trait::async_trait;
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

use super::table::{Draft, bytes, global, int, maybe, name, table};
use crate::engine::Guard;

pub(super) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m0001_first"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let all = firm()
            .into_iter()
            .chain(people())
            .chain(dossiers())
            .chain(texts())
            .chain(answers())
            .chain(work());
        for draft in all {
            draft.make(manager).await?;
        }
        Ok(())
    }

    /// All or nothing, on both engines.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn firm() -> [Draft; 4] {
    [
        table("tenant", [])
            .col(int("created"))
            .col(bytes("wrapped_key"))
            .col(bytes("sealed"))
            .guard(Guard::TenantAndSystem),
        table("chain", []).col(int("audit_seq")).col(bytes("audit_link")).col(int("change_seq")),
        table("audit", ["seq"])
            .col(int("seq"))
            .col(int("at"))
            .col(maybe(bytes("account")))
            .col(maybe(bytes("job")))
            .col(bytes("request"))
            .col(name("action"))
            .col(name("object"))
            .col(maybe(bytes("object_id")))
            .col(maybe(bytes("dossier")))
            .col(name("outcome"))
            .col(bytes("link"))
            .col(bytes("sealed"))
            .guard(Guard::AppendOnly),
        table("change", ["seq"])
            .col(int("seq"))
            .col(name("kind"))
            .col(bytes("version"))
            .col(bytes("document"))
            .col(bytes("dossier")),
    ]
}

fn people() -> [Draft; 5] {
    [
        table("account", ["id"])
            .col(bytes("id"))
            .col(int("revision"))
            .col(name("role"))
            .col(name("state"))
            .col(bytes("email_ix"))
            .col(maybe(int("totp_last_step")))
            .col(int("failed"))
            .col(maybe(int("locked_until")))
            .col(int("created"))
            .col(int("updated"))
            .col(bytes("sealed"))
            .unique(["tenant", "email_ix"]),
        table("recovery", ["account", "code_ix"])
            .col(bytes("account"))
            .col(bytes("code_ix"))
            .under("account", "account"),
        table("session", ["id"])
            .col(bytes("id"))
            .col(bytes("account"))
            .col(bytes("token_hash"))
            .col(name("level"))
            .col(int("created"))
            .col(int("last_seen"))
            .col(int("ends"))
            .col(bytes("sealed"))
            .unique(["token_hash"])
            .index(["tenant", "account"])
            .under("account", "account")
            .guard(Guard::TenantAndSystem),
        global("login", "email_ix", Guard::TenantAndSystem)
            .col(bytes("tenant"))
            .col(bytes("account"))
            .index(["tenant", "account"])
            .under("account", "account"),
        global("throttle", "key_ix", Guard::System).col(int("since")).col(int("count")),
    ]
}

fn dossiers() -> [Draft; 5] {
    let person = |it: &'static str| {
        table(it, ["dossier", "account"])
            .col(bytes("dossier"))
            .col(bytes("account"))
            .col(int("created"))
            .col(maybe(bytes("created_by")))
            .index(["tenant", "account"])
            .under("dossier", "dossier")
            .under("account", "account")
    };
    [
        table("dossier", ["id"])
            .col(bytes("id"))
            .col(int("revision"))
            .col(name("state"))
            .col(name("access"))
            .col(maybe(bytes("responsible")))
            .col(int("created"))
            .col(maybe(bytes("created_by")))
            .col(int("updated"))
            .col(bytes("sealed")),
        person("member"),
        person("wall"),
        table("document", ["id"])
            .col(bytes("id"))
            .col(bytes("dossier"))
            .col(maybe(bytes("parent")))
            .col(maybe(bytes("duplicate_of")))
            .col(maybe(bytes("version")))
            .col(int("revision"))
            .col(int("created"))
            .col(maybe(bytes("created_by")))
            .col(int("updated"))
            .col(bytes("sealed"))
            .index(["tenant", "dossier", "id"])
            .index(["tenant", "parent"])
            .under("dossier", "dossier"),
        table("version", ["id"])
            .col(bytes("id"))
            .col(bytes("document"))
            .col(bytes("dossier"))
            .col(int("number"))
            .col(int("size"))
            .col(name("kind"))
            .col(name("progress"))
            .col(maybe(name("reason")))
            .col(maybe(int("pages")))
            .col(int("pages_done"))
            .col(int("recognised"))
            .col(bytes("hash_ix"))
            .col(int("created"))
            .col(maybe(bytes("created_by")))
            .col(bytes("sealed"))
            .unique(["tenant", "document", "number"])
            .index(["tenant", "hash_ix"])
            .under("document", "document"),
    ]
}

fn texts() -> [Draft; 2] {
    [
        table("page", ["version", "number"])
            .col(bytes("version"))
            .col(int("number"))
            .col(bytes("sealed"))
            .under("version", "version"),
        table("passage", ["id"])
            .col(bytes("id"))
            .col(bytes("version"))
            .col(bytes("document"))
            .col(bytes("dossier"))
            .col(int("ordinal"))
            .col(int("page"))
            .col(int("start"))
            .col(int("stop"))
            .col(bytes("sealed"))
            .unique(["tenant", "version", "ordinal"])
            .under("version", "version"),
    ]
}

fn answers() -> [Draft; 5] {
    [
        table("answer", ["id"])
            .col(bytes("id"))
            .col(bytes("dossier"))
            .col(name("state"))
            .col(maybe(bytes("asked_by")))
            .col(int("created"))
            .col(maybe(int("finished")))
            .col(bytes("sealed"))
            .index(["tenant", "dossier", "id"])
            .index(["tenant", "state"])
            .under("dossier", "dossier"),
        table("answer_event", ["answer", "seq"])
            .col(bytes("answer"))
            .col(int("seq"))
            .col(bytes("sealed"))
            .under("answer", "answer"),
        table("outgoing", ["id"])
            .col(bytes("id"))
            .col(name("object"))
            .col(bytes("subject"))
            .col(bytes("dossier"))
            .col(int("at"))
            .col(int("bytes"))
            .col(maybe(int("bytes_back")))
            .col(maybe(int("tokens_in")))
            .col(maybe(int("tokens_out")))
            .col(int("complete"))
            .col(bytes("sealed"))
            .index(["tenant", "subject"])
            .under("dossier", "dossier"),
        table("answer_read", ["answer", "ordinal"])
            .col(bytes("answer"))
            .col(int("ordinal"))
            .col(bytes("passage"))
            .col(bytes("version"))
            .col(bytes("document"))
            .col(int("page"))
            .col(int("start"))
            .col(int("stop"))
            .col(int("cited"))
            .under("answer", "answer"),
        table("citation", ["id"])
            .col(bytes("id"))
            .col(bytes("answer"))
            .col(bytes("dossier"))
            .col(int("ordinal"))
            .col(bytes("document"))
            .col(bytes("version"))
            .col(int("page"))
            .col(int("start"))
            .col(int("stop"))
            .col(name("state"))
            .col(bytes("sealed"))
            .unique(["tenant", "answer", "ordinal"])
            .under("answer", "answer"),
    ]
}

fn work() -> [Draft; 3] {
    [
        table("upload", ["id"])
            .col(bytes("id"))
            .col(bytes("dossier"))
            .col(maybe(bytes("account")))
            .col(int("size"))
            .col(int("offset"))
            .col(int("created"))
            .col(int("expires"))
            .col(bytes("sealed"))
            .index(["tenant", "dossier"])
            .under("dossier", "dossier"),
        table("job", ["id"])
            .col(bytes("id"))
            .col(name("kind"))
            .col(name("state"))
            .col(bytes("subject"))
            .col(maybe(bytes("document")))
            .col(maybe(bytes("dossier")))
            .col(maybe(bytes("account")))
            .col(int("attempt"))
            .col(int("run_at"))
            .col(maybe(int("lease_until")))
            .col(maybe(name("worker")))
            .col(int("done"))
            .col(int("total"))
            .col(maybe(name("reason")))
            .col(int("created"))
            .col(int("updated"))
            .index(["kind", "state", "run_at"])
            .index(["tenant", "subject"])
            .index(["tenant", "document"])
            .guard(Guard::TenantAndSystem),
        table("idempotency", ["key_ix"])
            .col(bytes("key_ix"))
            .col(int("created"))
            .col(bytes("sealed"))
            .index(["tenant", "created"]),
    ]
}
