//! The form in which contents are sealed. It comes before all tables, so that a database that has
//! tables and lacks it was made in an older form, which no step can bring up to date: what it holds
//! is sealed. Such a form was never released.

use async_trait::async_trait;
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

pub(super) struct Step;

/// Change it with any change of a sealed form, until the first release.
pub(super) const NAME: &str = "m0000_form_7";

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        NAME
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Ok(())
    }
}
