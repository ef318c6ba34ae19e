//! The library of a firm (clauses, templates), drafts, and reviews of Word documents.

use async_trait::async_trait;
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

use super::table::{Draft, bytes, int, maybe, name, table};

pub(super) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m0003_drafts"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for draft in library().into_iter().chain(drafts()) {
            draft.make(manager).await?;
        }
        Ok(())
    }

    /// All or nothing, on both engines.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn library() -> [Draft; 4] {
    let ([clause, clauses], [template, templates]) =
        (shelf("clause", "clause_version"), shelf("template", "template_version"));
    [clause, clauses, template, templates]
}

/// The two tables of a kind of piece of the library: the pieces, and their versions.
pub(super) fn shelf(pieces: &'static str, versions: &'static str) -> [Draft; 2] {
    let piece = table(pieces, ["id"])
        .col(bytes("id"))
        .col(name("state"))
        .col(int("revision"))
        .col(int("number"))
        .col(maybe(bytes("key_ix")))
        .col(int("created"))
        .col(maybe(bytes("created_by")))
        .col(int("updated"))
        .col(bytes("sealed"))
        .unique(["tenant", "key_ix"]);
    let version = table(versions, ["subject", "number"])
        .col(bytes("subject"))
        .col(int("number"))
        .col(int("created"))
        .col(maybe(bytes("created_by")))
        .col(bytes("sealed"))
        .under("subject", pieces);
    [piece, version]
}

fn drafts() -> [Draft; 2] {
    [
        table("draft", ["id"])
            .col(bytes("id"))
            .col(bytes("dossier"))
            .col(bytes("template"))
            .col(int("template_number"))
            .col(name("state"))
            .col(int("revision"))
            .col(maybe(bytes("document")))
            .col(maybe(bytes("version")))
            .col(int("created"))
            .col(maybe(bytes("created_by")))
            .col(int("updated"))
            .col(bytes("sealed"))
            .index(["tenant", "dossier"])
            .under("dossier", "dossier"),
        table("redline", ["id"])
            .col(bytes("id"))
            .col(bytes("dossier"))
            .col(bytes("document"))
            .col(bytes("version"))
            .col(name("state"))
            .col(int("revision"))
            .col(maybe(bytes("result")))
            .col(int("created"))
            .col(maybe(bytes("created_by")))
            .col(maybe(int("finished")))
            .col(bytes("sealed"))
            .index(["tenant", "document"])
            .under("document", "document"),
    ]
}
