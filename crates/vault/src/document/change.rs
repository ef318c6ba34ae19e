//! Renaming, removing and trying again.

use legalmind_core::{
    BlobId, Ctx, DocumentId,
    audit::Entry,
    document::{DocumentContent, Progress, Reason},
    name,
    rights::Action,
};
use legalmind_store::{
    Work,
    document::{self, Document},
    dossier, job, version,
};

use super::{View, ingest, view};
use crate::{Error, Result, Vault};

/// What is to be different. What is `None` stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentPatch {
    /// The file's name.
    pub name: Option<String>,
    /// Its folder, as a path with `/`.
    pub folder: Option<String>,
}

impl Vault {
    /// Changes a document's name or folder, if its revision is still `revision`.
    ///
    /// # Errors
    /// [`Error::Conflict`], [`Error::Refused`], [`Error::Invalid`], [`Error::NotFound`].
    pub async fn update_document(
        &self,
        ctx: &Ctx,
        id: DocumentId,
        revision: u64,
        patch: DocumentPatch,
    ) -> Result<View> {
        let (work, old) = self.writing_document(ctx, Action::DocumentUpdate, id).await?;
        let content = DocumentContent {
            name: patch.name.map_or(Ok(old.content.name), |raw| file_name(&raw))?,
            folder: patch.folder.map_or(Ok(old.content.folder), |raw| folder(&raw))?,
        };
        document::update(ctx, &work, id, revision, &content).await?;
        dossier::touch(ctx, &work, old.dossier).await?;
        work.audit(Entry::done("document.update", "document", id.uuid()).in_dossier(old.dossier))?;
        let found = document::get(ctx, &work, id).await?;
        let view = view(ctx, &work, found).await?;
        work.save().await?;
        Ok(view)
    }

    /// Removes a document with everything that came inside it. The sealed bytes go after the
    /// rows are gone; what a crash leaves of them, the sweep takes.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::NotFound`].
    pub async fn remove_document(&self, ctx: &Ctx, id: DocumentId) -> Result<()> {
        let (work, found) = self.writing_document(ctx, Action::DocumentRemove, id).await?;
        let blobs = remove_all(ctx, &work, found.clone()).await?;
        dossier::touch(ctx, &work, found.dossier).await?;
        work.save().await?;
        self.delete_blobs(ctx, &blobs).await;
        Ok(())
    }

    /// Has a document that failed, or of which some is missing, read again.
    ///
    /// # Errors
    /// [`Error::Invalid`] where nothing is missing of it, or where its bytes were never kept;
    /// [`Error::Refused`], [`Error::NotFound`].
    pub async fn retry_document(&self, ctx: &Ctx, id: DocumentId) -> Result<View> {
        let (work, found) = self.writing_document(ctx, Action::DocumentUpdate, id).await?;
        let state = found.version.ok_or(Error::Integrity)?;
        let partly = state.progress == Progress::Searchable && state.reason.is_some();
        if state.progress != Progress::Failed && !partly {
            return Err(Error::Invalid { field: "progress", code: "not_failed" });
        }
        let kept = version::get(ctx, &work, state.id).await?;
        let infected = state.reason == Some(Reason::Infected) && self.options.scanner.is_none();
        if kept.content.segments.is_empty() || infected {
            return Err(Error::Invalid { field: "progress", code: "nothing_to_read" });
        }
        version::set_progress(ctx, &work, state.id, self.first_progress(), None).await?;
        version::set_pages(ctx, &work, state.id, None, 0, false).await?;
        job::add(ctx, &work, &ingest::job_for(state.id, id, found.dossier)).await?;
        work.audit(Entry::done("document.retry", "document", id.uuid()).in_dossier(found.dossier))?;
        let found = document::get(ctx, &work, id).await?;
        let view = view(ctx, &work, found).await?;
        work.save().await?;
        Ok(view)
    }

    /// Where a document stands whose bytes are sealed and kept: a scanner that is set has yet to
    /// pass it.
    pub(crate) const fn first_progress(&self) -> Progress {
        if self.options.scanner.is_some() { Progress::Received } else { Progress::Stored }
    }

    /// Deletes sealed objects that no row names any more. What cannot be deleted now is left to
    /// the sweep.
    pub(crate) async fn delete_blobs(&self, ctx: &Ctx, blobs: &[BlobId]) {
        for blob in blobs {
            if let Err(error) = self.blobs.delete(ctx, *blob).await {
                tracing::warn!(%blob, %error, "a sealed object could not be deleted; the sweep will try again");
            }
        }
    }
}

/// Removes a document, then what came inside it, with an entry for each.
async fn remove_all(ctx: &Ctx, work: &Work, first: Document) -> Result<Vec<BlobId>> {
    let mut blobs = Vec::new();
    let mut waiting = vec![first];
    while let Some(next) = waiting.pop() {
        waiting.extend(document::children(ctx, work, next.id).await?);
        blobs.extend(document::remove(ctx, work, next.id).await?);
        work.audit(Entry::done("document.remove", "document", next.id.uuid()).in_dossier(next.dossier))?;
    }
    Ok(blobs)
}

/// A file's name made safe to show.
pub(super) fn file_name(raw: &str) -> Result<String> {
    name::file_name(raw).map_err(|error| Error::name("name", error))
}

/// The most folders inside each other.
const MAX_FOLDERS: usize = 50;

/// A folder's path, its parts made safe to show.
pub(super) fn folder(raw: &str) -> Result<Vec<String>> {
    let parts = name::folder(raw);
    if parts.len() > MAX_FOLDERS {
        return Err(Error::Invalid { field: "folder", code: "too_deep" });
    }
    Ok(parts)
}
