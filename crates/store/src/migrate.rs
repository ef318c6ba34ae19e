//! The tables, brought up to date step by step. A step that was released is never edited.

mod m0001_first;
mod m0002_walls;
mod table;

use sea_orm::DatabaseConnection;
use sea_orm_migration::{MigrationTrait, MigratorTrait};

use crate::Result;

struct Steps;

impl MigratorTrait for Steps {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(m0001_first::Step), Box::new(m0002_walls::Step)]
    }
}

/// Does the steps that were not done yet.
pub(crate) async fn up(connection: &DatabaseConnection) -> Result<()> {
    Ok(Steps::up(connection, None).await?)
}
