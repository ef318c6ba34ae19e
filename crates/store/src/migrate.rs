//! The tables, brought up to date step by step. A step that was released is never edited.

mod m0000_form;
mod m0001_first;
mod m0002_walls;
mod m0003_drafts;
mod m0004_draft_texts;
mod m0005_deadlines;
mod m0006_sight;
mod m0007_checks;
mod m0008_registers;
mod m0009_ai;
mod m0010_conflicts;
mod m0011_sanctions;
mod m0012_accountability;
mod m0014_requirements;
mod m0015_mail;
mod m0016_receipts;
mod m0017_intakes;
mod m0018_training;
mod m0019_answers;
mod table;

use sea_orm::DatabaseConnection;
use sea_orm_migration::{MigrationTrait, MigratorTrait};

use crate::{Error, Result};

struct Steps;

impl MigratorTrait for Steps {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0000_form::Step),
            Box::new(m0001_first::Step),
            Box::new(m0002_walls::Step),
            Box::new(m0003_drafts::Step),
            Box::new(m0004_draft_texts::Step),
            Box::new(m0005_deadlines::Step),
            Box::new(m0006_sight::Step),
            Box::new(m0007_checks::Step),
            Box::new(m0008_registers::Step),
            Box::new(m0009_ai::Step),
            Box::new(m0010_conflicts::Step),
            Box::new(m0011_sanctions::Step),
            Box::new(m0012_accountability::Step),
            Box::new(m0014_requirements::Step),
            Box::new(m0015_mail::Step),
            Box::new(m0016_receipts::Step),
            Box::new(m0017_intakes::Step),
            Box::new(m0018_training::Step),
            Box::new(m0019_answers::Step),
        ]
    }
}

/// Does the steps that were not done yet.
///
/// # Errors
/// [`Error::OldForm`] where the contents are in a form that is not read any more; nothing was
/// changed then.
pub(crate) async fn up(connection: &DatabaseConnection) -> Result<()> {
    Steps::install(connection).await?;
    let done = Steps::get_migration_models(connection).await?;
    if !done.is_empty() && !done.iter().any(|it| it.version == m0000_form::NAME) {
        return Err(Error::OldForm);
    }
    Ok(Steps::up(connection, None).await?)
}
