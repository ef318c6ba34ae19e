//! The tray: long work that the person may see, with how far it is.

use std::collections::HashMap;

use legalmind_core::{
    Ctx, DocumentId,
    audit::Entry,
    document::Progress,
    job::{JobKind, JobState},
    rights::Action,
};
use legalmind_store::{
    Ask, Listed,
    document::{self, Document},
    job::{self, Job},
};

use crate::{Result, Vault};

/// A job in the tray.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The job.
    pub job: Job,
    /// The name of the document it works on.
    pub document_name: Option<String>,
    /// How far that document is, where reading it is the work.
    pub progress: Option<Progress>,
}

impl Vault {
    /// The jobs in these states (none named: in all) in dossiers the person may see, newest
    /// first.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] for a cursor of another list.
    pub async fn list_jobs(&self, ctx: &Ctx, states: &[JobState], ask: &Ask) -> Result<Listed<Item>> {
        self.in_firm(ctx, Action::JobList).await?;
        let tx = self.store.read(ctx).await?;
        let found = job::list(ctx, &tx, states, ask).await?;
        let ids: Vec<DocumentId> = found.items.iter().filter_map(|it| it.document).collect();
        let documents = document::get_all(ctx, &tx, &ids).await?;
        drop(tx);
        let documents: HashMap<DocumentId, Document> = documents.into_iter().map(|it| (it.id, it)).collect();
        self.store.look(ctx, Entry::done("job.list", "firm", ctx.tenant().uuid())).await?;
        Ok(found.map(|job| {
            let document = job.document.and_then(|id| documents.get(&id));
            Item {
                job,
                document_name: document.map(|it| it.content.name.clone()),
                progress: document
                    .filter(|_| job.kind == JobKind::Ingest)
                    .and_then(|it| it.version)
                    .map(|it| it.progress),
            }
        }))
    }
}
