//! Files inside a file: each becomes a document of its own, beside its message.

use legalmind_core::{
    Ctx, DocumentId, Id,
    audit::Entry,
    document::{DocumentContent, Reason},
    name,
};
use legalmind_extract::Child;
use legalmind_store::{
    Work,
    document::{self, Document, NewDocument},
    job,
    version::{self, NewVersion},
};

use super::{
    job_for,
    run::{Stopped, Task},
};
use crate::{Result, Vault, document::upload::duplicate};

impl Vault {
    /// Seals and stores the bytes of the files a document carries, ready to be entered. None
    /// where they were entered before, as when a document is read again.
    pub(super) async fn children(
        &self,
        ctx: &Ctx,
        task: &Task,
        children: Vec<Child>,
    ) -> Result<Vec<(NewDocument, NewVersion)>> {
        let mut all = Vec::with_capacity(children.len());
        let tx = self.store.read(ctx).await?;
        let entered = document::children(ctx, &tx, task.document.id).await?;
        drop(tx);
        if !entered.is_empty() {
            return Ok(all);
        }
        for (number, child) in (1_u32..).zip(children) {
            all.push(self.child(ctx, &task.document, number, child).await?);
        }
        Ok(all)
    }

    async fn child(
        &self,
        ctx: &Ctx,
        parent: &Document,
        number: u32,
        child: Child,
    ) -> Result<(NewDocument, NewVersion)> {
        let id = Id::new(&self.world);
        let name = name::file_name(&child.name).unwrap_or_else(|_| format!("{number}"));
        let file = self.seal_file(ctx, &name, child.bytes.into()).await?;
        let document = NewDocument {
            id,
            dossier: parent.dossier,
            parent: Some(parent.id),
            duplicate_of: None,
            content: DocumentContent { name, folder: parent.content.folder.clone() },
        };
        Ok((document, file.into_version((id, parent.dossier), 1, self.first_progress())))
    }

    /// Enters the files a document carries, in the unit of work that saves the document's text.
    pub(super) async fn enter_children(
        &self,
        ctx: &Ctx,
        work: &Work,
        children: Vec<(NewDocument, NewVersion)>,
    ) -> Result<()> {
        for (mut document, version) in children {
            if version.size > 0 {
                let hash = &version.content.sha256;
                document.duplicate_of = duplicate(ctx, work, document.dossier, hash).await?;
            }
            document::add(ctx, work, &document).await?;
            version::add(ctx, work, &version).await?;
            if version.size > 0 {
                job::add(ctx, work, &job_for(version.id, document.id, document.dossier)).await?;
            }
            let entry = Entry::done("document.add", "document", document.id.uuid());
            work.audit(entry.in_dossier(document.dossier))?;
        }
        Ok(())
    }

    /// Refuses a document that stands too deep inside others.
    pub(super) async fn depth(&self, ctx: &Ctx, document: &Document) -> Result<(), Stopped> {
        let tx = self.store.read(ctx).await?;
        let most = self.extractor.options().limits.depth;
        let mut above: Option<DocumentId> = document.parent;
        let mut depth = 0_u32;
        while let Some(parent) = above {
            depth = depth.saturating_add(1);
            if depth > most {
                return Err(Stopped::Reason(Reason::NestedTooDeep));
            }
            above = match document::get(ctx, &tx, parent).await {
                Ok(it) => it.parent,
                Err(legalmind_store::Error::NotFound) => None,
                Err(other) => return Err(other.into()),
            };
        }
        Ok(())
    }
}
