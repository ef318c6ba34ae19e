//! Words for writing tables down.

use sea_orm::sea_query::{ColumnDef, ForeignKey, ForeignKeyAction, Index, Table, TableCreateStatement};
use sea_orm_migration::{DbErr, SchemaManager};

use crate::engine::{self, Guard};

/// Bytes: an id, a digest, sealed content.
pub(super) fn bytes(name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    column.blob().not_null();
    column
}

/// A number or an instant in milliseconds.
pub(super) fn int(name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    column.big_integer().not_null();
    column
}

/// The name of a state, kind or role.
pub(super) fn name(name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    column.text().not_null();
    column
}

/// The same column, which may be absent.
pub(super) fn maybe(mut column: ColumnDef) -> ColumnDef {
    column.null();
    column
}

/// A table being written down.
pub(super) struct Draft {
    table: &'static str,
    guard: Guard,
    create: TableCreateStatement,
    indexes: Vec<sea_orm::sea_query::IndexCreateStatement>,
}

/// A table of rows of one tenant, with `tenant` first in its primary key.
pub(super) fn table<const N: usize>(table: &'static str, key: [&'static str; N]) -> Draft {
    let mut draft = Draft::new(table, Guard::Tenant);
    let mut primary = Index::create();
    primary.col("tenant");
    for column in key {
        primary.col(column);
    }
    draft.create.col(bytes("tenant")).primary_key(&mut primary);
    draft
}

/// A table of rows that must be found before it is known whose they are.
pub(super) fn global(table: &'static str, key: &'static str, guard: Guard) -> Draft {
    let mut draft = Draft::new(table, guard);
    draft.create.col(bytes(key).primary_key());
    draft
}

impl Draft {
    fn new(table: &'static str, guard: Guard) -> Self {
        Self { table, guard, create: Table::create().table(table).to_owned(), indexes: Vec::new() }
    }

    pub(super) fn col(mut self, mut column: ColumnDef) -> Self {
        self.create.col(&mut column);
        self
    }

    pub(super) fn guard(mut self, guard: Guard) -> Self {
        self.guard = guard;
        self
    }

    /// The row goes when the row of `other` with the id in `column` goes.
    pub(super) fn under(mut self, column: &'static str, other: &'static str) -> Self {
        self.create.foreign_key(
            ForeignKey::create()
                .from(self.table, "tenant")
                .from(self.table, column)
                .to(other, "tenant")
                .to(other, "id")
                .on_delete(ForeignKeyAction::Cascade),
        );
        self
    }

    pub(super) fn index<const N: usize>(mut self, columns: [&'static str; N]) -> Self {
        self.indexes.push(index(self.table, &columns));
        self
    }

    pub(super) fn unique<const N: usize>(mut self, columns: [&'static str; N]) -> Self {
        self.indexes.push(index(self.table, &columns).unique().to_owned());
        self
    }

    /// Makes the table, its indexes and its guards.
    pub(super) async fn make(self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        manager.create_table(self.create).await?;
        for index in self.indexes {
            manager.create_index(index).await?;
        }
        for statement in engine::guard(manager.get_database_backend(), self.table, self.guard) {
            sea_orm::ConnectionTrait::execute_unprepared(manager.get_connection(), &statement).await?;
        }
        Ok(())
    }
}

fn index(table: &'static str, columns: &[&'static str]) -> sea_orm::sea_query::IndexCreateStatement {
    let mut index = Index::create();
    index.name(format!("{table}_{}", columns.join("_"))).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}
