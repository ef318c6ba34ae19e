//! Listing documents and reading their pages.

use legalmind_core::{
    Ctx, DocumentId, DossierId, PageNumber, VersionId, audit::Entry, passage::Page, rights::Action,
};
use legalmind_store::{Ask, Listed, document, page};

use super::{View, version_of, view, views};
use crate::{Result, Vault};

/// The most pages given at once.
const MOST_PAGES: u32 = 50;

/// Some pages of a version.
#[derive(Clone, Debug, PartialEq)]
pub struct Pages {
    /// The pages with their numbers, in order.
    pub items: Vec<(PageNumber, Page)>,
    /// How many pages the version has; none while it is not read.
    pub total: Option<u32>,
}

impl Vault {
    /// The documents of a dossier, newest first.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`]; [`crate::Error::Invalid`] for a cursor of another list.
    pub async fn list_documents(&self, ctx: &Ctx, dossier: DossierId, ask: &Ask) -> Result<Listed<View>> {
        let tx = self.reading(ctx, Action::DossierRead, dossier).await?;
        let Listed { items, next } = document::list(ctx, &tx, dossier, ask).await?;
        let items = views(ctx, &tx, items).await?;
        drop(tx);
        let entry = Entry::done("document.list", "dossier", dossier.uuid()).in_dossier(dossier);
        self.store.look(ctx, entry).await?;
        Ok(Listed { items, next })
    }

    /// A document: its name, its place, how far the work on it is.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub async fn get_document(&self, ctx: &Ctx, id: DocumentId) -> Result<View> {
        let (tx, found) = self.reading_document(ctx, Action::DossierRead, id).await?;
        let view = view(ctx, &tx, found).await?;
        drop(tx);
        let entry = Entry::done("document.look", "document", id.uuid()).in_dossier(view.dossier);
        self.store.look(ctx, entry).await?;
        Ok(view)
    }

    /// The text of all pages of a version, in order.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] where the version is not one of this document, too.
    pub async fn text(
        &self,
        ctx: &Ctx,
        id: DocumentId,
        version: VersionId,
    ) -> Result<Vec<(PageNumber, String)>> {
        let pages = self.all_pages(ctx, id, version).await?;
        Ok(pages.into_iter().map(|(number, page)| (number, page.text)).collect())
    }

    /// All pages of a version, in order.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] where the version is not one of this document, too.
    pub async fn all_pages(
        &self,
        ctx: &Ctx,
        id: DocumentId,
        version: VersionId,
    ) -> Result<Vec<(PageNumber, Page)>> {
        let (tx, found) = self.reading_document(ctx, Action::DocumentRead, id).await?;
        let version = version_of(ctx, &tx, id, version).await?;
        let mut out = Vec::new();
        let mut from = 1;
        loop {
            let to = PageNumber(from + MOST_PAGES - 1);
            let pages = page::range(ctx, &tx, version.id, PageNumber(from), to).await?;
            let Some((last, _)) = pages.last() else { break };
            from = last.0 + 1;
            out.extend(pages);
        }
        drop(tx);
        let entry = Entry::done("document.read", "document", id.uuid()).in_dossier(found.dossier);
        self.store.look(ctx, entry).await?;
        Ok(out)
    }

    /// Pages `from` to `to` of a version, both included; at most fifty at once.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] where the version is not one of this document, too.
    pub async fn pages(
        &self,
        ctx: &Ctx,
        id: DocumentId,
        version: VersionId,
        from: PageNumber,
        to: PageNumber,
    ) -> Result<Pages> {
        let (tx, found) = self.reading_document(ctx, Action::DocumentRead, id).await?;
        let version = version_of(ctx, &tx, id, version).await?;
        let last = to.0.min(from.0.saturating_add(MOST_PAGES - 1));
        let items = page::range(ctx, &tx, version.id, from, PageNumber(last)).await?;
        drop(tx);
        let entry = Entry::done("document.read", "document", id.uuid()).in_dossier(found.dossier);
        self.store.look(ctx, entry).await?;
        Ok(Pages { items, total: version.state.pages })
    }
}
