//! Passages as they stand in their documents, and where on the page a stretch of text is marked.

use legalmind_core::{
    CharRange, Ctx, DocumentId, PageNumber, VersionId, audit::Entry, passage::Quad, rights::Action,
};
use legalmind_store::page;

use crate::{Result, Vault, document::version_of, mark};

/// A stretch of a page's text, and where to mark it.
#[derive(Clone, Debug, PartialEq)]
pub struct PageMarks {
    /// The page.
    pub page: PageNumber,
    /// Which characters of its text.
    pub range: CharRange,
    /// The characters themselves.
    pub text: String,
    /// Whether the place is sure; if not, nothing is to be marked.
    pub sure: bool,
    /// One quad per line.
    pub quads: Vec<Quad>,
}

impl Vault {
    /// Where stretches of a version's text stand on its pages.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`], also where a page is not there.
    pub async fn marks(
        &self,
        ctx: &Ctx,
        document: DocumentId,
        version: VersionId,
        ranges: &[(PageNumber, CharRange)],
    ) -> Result<Vec<PageMarks>> {
        let (tx, found) = self.reading_document(ctx, Action::DocumentRead, document).await?;
        let version = version_of(ctx, &tx, document, version).await?;
        let mut all = Vec::with_capacity(ranges.len());
        for &(number, range) in ranges {
            let page = page::get(ctx, &tx, version.id, number).await?;
            let mark::Marks { sure, quads } = mark::marks(&page, range);
            let chars = page.text.chars().skip(range.start as usize).take(range.len() as usize);
            all.push(PageMarks { page: number, range, text: chars.collect(), sure, quads });
        }
        drop(tx);
        let entry = Entry::done("document.read", "document", document.uuid()).in_dossier(found.dossier);
        self.store.look(ctx, entry).await?;
        Ok(all)
    }
}
