//! The one way into a transaction: with the right that is needed, and an entry where it is refused
//! (`legalmind_store`, `access.rs`); here also by a document.

use legalmind_core::{
    Ctx, DocumentId, DossierId,
    audit::{Entry, Outcome},
    rights::Action,
};
use legalmind_store::{Tx, Work, document, document::Document, rights};
use uuid::Uuid;

use crate::{Error, Result, Vault};

impl Vault {
    /// A read transaction in which the person may do `action` on the dossier.
    pub(crate) async fn reading(&self, ctx: &Ctx, action: Action, dossier: DossierId) -> Result<Tx> {
        Ok(self.store.reading(ctx, action, dossier).await?)
    }

    /// A unit of work in which the person may do `action` on the dossier.
    pub(crate) async fn writing(&self, ctx: &Ctx, action: Action, dossier: DossierId) -> Result<Work> {
        Ok(self.store.writing(ctx, action, dossier).await?)
    }

    /// A read transaction with a document of which the person may do `action`.
    pub(crate) async fn reading_document(
        &self,
        ctx: &Ctx,
        action: Action,
        id: DocumentId,
    ) -> Result<(Tx, Document)> {
        let tx = self.store.read(ctx).await?;
        let tried = allowed(ctx, &tx, action, id).await;
        let entry = Entry::done(action.as_str(), "document", id.uuid());
        Ok(self.store.granted(ctx, entry, tx, tried).await?)
    }

    /// A unit of work with a document of which the person may do `action`.
    pub(crate) async fn writing_document(
        &self,
        ctx: &Ctx,
        action: Action,
        id: DocumentId,
    ) -> Result<(Work, Document)> {
        let work = self.store.begin(ctx).await?;
        let tried = allowed(ctx, &work, action, id).await;
        let entry = Entry::done(action.as_str(), "document", id.uuid());
        Ok(self.store.granted(ctx, entry, work, tried).await?)
    }

    /// Asks for a right in the firm itself.
    pub(crate) async fn in_firm(&self, ctx: &Ctx, action: Action) -> Result<()> {
        Ok(self.store.in_firm(ctx, action).await?)
    }

    /// Leaves the entry of a refusal, and passes it on.
    pub(crate) async fn refused<T>(
        &self,
        ctx: &Ctx,
        action: Action,
        (object, id): (&'static str, Uuid),
        error: Error,
    ) -> Result<T> {
        if matches!(error, Error::Refused(_) | Error::NotFound) {
            let entry = Entry::done(action.as_str(), object, id).outcome(Outcome::Refused);
            self.store.look(ctx, entry).await?;
        }
        Err(error)
    }
}

/// The document, if the person may do `action` in its dossier.
async fn allowed(ctx: &Ctx, tx: &Tx, action: Action, id: DocumentId) -> legalmind_store::Result<Document> {
    let found = document::get(ctx, tx, id).await?;
    rights::require(ctx, tx, action, found.dossier).await?;
    Ok(found)
}
