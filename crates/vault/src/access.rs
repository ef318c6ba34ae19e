//! The one way into a transaction: with the right that is needed, and an entry where it is
//! refused.

use legalmind_core::{
    Ctx, DocumentId, DossierId,
    audit::{Entry, Outcome},
    rights::{Action, decide},
};
use legalmind_store::{Tx, Work, document, document::Document, rights};
use uuid::Uuid;

use crate::{Error, Result, Vault};

impl Vault {
    /// A read transaction in which the person may do `action` on the dossier.
    pub(crate) async fn reading(&self, ctx: &Ctx, action: Action, dossier: DossierId) -> Result<Tx> {
        let tx = self.store.read(ctx).await?;
        match rights::require(ctx, &tx, action, dossier).await {
            Ok(_) => Ok(tx),
            Err(error) => {
                drop(tx);
                self.refused(ctx, action, ("dossier", dossier.uuid()), error.into()).await
            }
        }
    }

    /// A unit of work in which the person may do `action` on the dossier.
    pub(crate) async fn writing(&self, ctx: &Ctx, action: Action, dossier: DossierId) -> Result<Work> {
        let work = self.store.begin(ctx).await?;
        match rights::require(ctx, &work, action, dossier).await {
            Ok(_) => Ok(work),
            Err(error) => {
                drop(work);
                self.refused(ctx, action, ("dossier", dossier.uuid()), error.into()).await
            }
        }
    }

    /// A read transaction with a document of which the person may do `action`.
    pub(crate) async fn reading_document(
        &self,
        ctx: &Ctx,
        action: Action,
        id: DocumentId,
    ) -> Result<(Tx, Document)> {
        let tx = self.store.read(ctx).await?;
        match allowed(ctx, &tx, action, id).await {
            Ok(found) => Ok((tx, found)),
            Err(error) => {
                drop(tx);
                self.refused(ctx, action, ("document", id.uuid()), error).await
            }
        }
    }

    /// A unit of work with a document of which the person may do `action`.
    pub(crate) async fn writing_document(
        &self,
        ctx: &Ctx,
        action: Action,
        id: DocumentId,
    ) -> Result<(Work, Document)> {
        let work = self.store.begin(ctx).await?;
        match allowed(ctx, &work, action, id).await {
            Ok(found) => Ok((work, found)),
            Err(error) => {
                drop(work);
                self.refused(ctx, action, ("document", id.uuid()), error).await
            }
        }
    }

    /// Asks for a right in the firm itself.
    pub(crate) async fn in_firm(&self, ctx: &Ctx, action: Action) -> Result<()> {
        let Err(refused) = decide(ctx, action, legalmind_core::dossier::DossierFacts::default()) else {
            return Ok(());
        };
        let entry = Entry {
            action: action.as_str(),
            object: "firm",
            id: Some(ctx.tenant().uuid()),
            dossier: None,
            outcome: Outcome::Refused,
            text: None,
        };
        self.store.look(ctx, entry).await?;
        Err(Error::Refused(refused))
    }

    /// Writes down that somebody tried what they may not, or asked for what is not there for
    /// them, and passes the error on. Both leave an entry, so that neither the answer nor the
    /// time it takes tells a hidden thing from one that does not exist.
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
async fn allowed(ctx: &Ctx, tx: &Tx, action: Action, id: DocumentId) -> Result<Document> {
    let found = document::get(ctx, tx, id).await?;
    rights::require(ctx, tx, action, found.dossier).await?;
    Ok(found)
}
