//! Passages as they stand in their documents, and where on the page a stretch of text is marked.

use legalmind_core::{
    CharRange, Ctx, DocumentId, PageNumber, VersionId,
    audit::Entry,
    document::FileKind,
    passage::{Quad, WordPlace},
    rights::Action,
};
use legalmind_store::page;

use crate::{Error, Result, Vault, document::version_of, mark};

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
    /// Where it stands in a Word file, paragraph by paragraph: the places that reviews and changes
    /// have.
    pub places: Vec<WordPlace>,
}

/// Where stretches of one version's text are marked.
#[derive(Clone, Debug, PartialEq)]
pub struct Marked {
    /// All places are sure. A format without pages is shown as its text, where the range itself is
    /// the place.
    pub sure: bool,
    /// One for each stretch, in the order asked for.
    pub pages: Vec<PageMarks>,
}

impl Vault {
    /// Where stretches of a version's text stand on its pages.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`], also where a page is not there; [`crate::Error::Invalid`] for
    /// characters that are not on it.
    pub async fn marks(
        &self,
        ctx: &Ctx,
        document: DocumentId,
        version: VersionId,
        ranges: &[(PageNumber, CharRange)],
    ) -> Result<Marked> {
        let (tx, found) = self.reading_document(ctx, Action::DocumentRead, document).await?;
        let version = version_of(ctx, &tx, document, version).await?;
        let mut pages = Vec::with_capacity(ranges.len());
        for &(number, range) in ranges {
            let page = page::get(ctx, &tx, version.id, number).await?;
            let text = stretch(&page.text, range)?;
            let mark::Marks { sure, quads } = mark::marks(&page, range);
            let places = page.places(range);
            pages.push(PageMarks { page: number, range, text, sure, quads, places });
        }
        drop(tx);
        let entry = Entry::done("document.read", "document", document.uuid()).in_dossier(found.dossier);
        self.store.look(ctx, entry).await?;
        let sure = version.state.kind != FileKind::Pdf || pages.iter().all(|it| it.sure);
        Ok(Marked { sure, pages })
    }
}

/// The characters of a range, all of which must be there.
fn stretch(text: &str, range: CharRange) -> Result<String> {
    if range.is_empty() {
        return Err(Error::Invalid { field: "end", code: "before_start" });
    }
    let stretch = range.of(text).ok_or(Error::Invalid { field: "end", code: "outside_page" })?;
    Ok(stretch.to_owned())
}
