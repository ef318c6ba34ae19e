//! Search over the dossiers the person may see, or in one of them.
//!
//! The dossiers are looked up first and are a filter inside the index: what may not be seen is
//! not ranked, counted or named. Names come from the rows, after.

pub(crate) mod sight;

use std::{sync::Arc, time::Duration};

use legalmind_core::{
    CharRange, Ctx, DocumentId, DossierId, PageNumber, PassageId, VersionId, audit::Entry,
    document::FileKind, rights::Action,
};
pub use legalmind_search::Fragment;
use legalmind_search::{Hit, Hits, Query};
use legalmind_store::{
    document::{self, Title},
    dossier,
    sight::{self as rows, Sight},
};

use self::sight::Visible;

use crate::{Error, Result, Vault};

/// How long a search waits for the index to see what was saved before it; then it answers from
/// what the index sees.
const PATIENCE: Duration = Duration::from_millis(300);
/// The most items at once.
const MOST: u32 = 100;
/// How far one can page.
const DEEPEST: usize = 10_000;

/// What is sought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    /// Words, "phrases", references, as they were typed.
    pub text: String,
    /// The dossier to search in; none: all that the person may see.
    pub dossier: Option<DossierId>,
    /// How many items at most; more than a hundred are not given.
    pub limit: u32,
    /// Where the last piece ended: its `next`.
    pub after: Option<String>,
}

/// A piece of what was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// How many passages match in all.
    pub total: usize,
    /// No passage holds all words, so these hold some.
    pub relaxed: bool,
    /// The passages, best first.
    pub items: Vec<FoundPassage>,
    /// Where the next piece begins; none at the end.
    pub next: Option<String>,
}

/// A passage that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundPassage {
    /// The passage.
    pub passage: PassageId,
    /// The version it is of.
    pub version: VersionId,
    /// The document of that version.
    pub document: DocumentId,
    /// That document's name.
    pub document_name: String,
    /// What kind of file it is.
    pub kind: FileKind,
    /// The dossier of that document.
    pub dossier: DossierId,
    /// That dossier's name.
    pub dossier_name: String,
    /// The page it stands on.
    pub page: PageNumber,
    /// Its characters in the page's text.
    pub range: CharRange,
    /// The heading it stands under.
    pub heading: Option<String>,
    /// The part of the text that shows why it was found, the hits marked.
    pub snippet: Vec<Fragment>,
}

impl Vault {
    /// Searches. What the person saved before is seen, if the index comes to it in time; what
    /// was removed is not shown.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a dossier they may not see; [`Error::Invalid`] for a cursor that
    /// is none; [`Error::Unavailable`] where the index is.
    pub async fn search(&self, ctx: &Ctx, sought: &Sought) -> Result<Found> {
        let offset = offset(sought.after.as_deref())?;
        let limit = sought.limit.clamp(1, MOST) as usize;
        let (visible, sight) = self.searched(ctx, sought.dossier).await?;
        let entry = match sought.dossier {
            Some(id) => Entry::done("dossier.search", "dossier", id.uuid()).in_dossier(id),
            None => Entry::done("dossier.search", "firm", ctx.tenant().uuid()),
        };
        let query = Query { text: sought.text.clone(), limit, offset, ..Query::default() };
        let found = async {
            let hits = self.hits(ctx, &visible, sight.head, &query).await?;
            self.named(ctx, sight, hits, offset.saturating_add(limit)).await
        };
        // at the same time; without its entry nothing is answered
        let looked = async { Ok(self.store.look(ctx, entry).await?) };
        tokio::try_join!(found, looked).map(|(found, ())| found)
    }

    /// What the index finds, once it has seen the line `head` of the change log.
    async fn hits(&self, ctx: &Ctx, visible: &[DossierId], head: u64, query: &Query) -> Result<Hits> {
        match self.indexes.wait_for(ctx.tenant(), head, PATIENCE).await {
            Ok(()) | Err(legalmind_search::Error::Behind) => {}
            Err(other) => return Err(other.into()),
        }
        Ok(self.indexes.search(ctx, visible, query).await?)
    }

    /// The dossiers to search in, and how far the firm was before they were read.
    async fn searched(&self, ctx: &Ctx, within: Option<DossierId>) -> Result<(Visible, Sight)> {
        if let Some(dossier) = within {
            let tx = self.reading(ctx, Action::DossierSearch, dossier).await?;
            return Ok((Arc::new([dossier]), rows::now(ctx, &tx).await?));
        }
        self.in_firm(ctx, Action::DossierList).await?;
        let sight = rows::now(ctx, &self.store.glance(ctx).await?).await?;
        if let Some(visible) = self.sights.visible(ctx, sight.number) {
            return Ok((visible, sight));
        }
        let visible: Visible = dossier::visible(ctx, &self.store.glance(ctx).await?).await?.into();
        self.sights.keep_visible(ctx, sight.number, &visible);
        Ok((visible, sight))
    }

    /// The hits with the names of their documents and dossiers. Hits of documents that were gone
    /// before are left out.
    async fn named(&self, ctx: &Ctx, sight: Sight, hits: Hits, end: usize) -> Result<Found> {
        let mut documents: Vec<DocumentId> = hits.hits.iter().map(|it| it.document).collect();
        documents.sort_unstable();
        documents.dedup();
        let (mut titles, missing) = self.sights.titles(ctx, sight.number, documents);
        if !missing.is_empty() {
            let read = document::titles(ctx, &self.store.glance(ctx).await?, &missing).await?;
            let read: Vec<Arc<Title>> = read.into_iter().map(Arc::new).collect();
            self.sights.keep_titles(ctx, sight.number, &read);
            titles.extend(read.into_iter().map(|title| (title.document, title)));
        }
        let next = (end < hits.total && end < DEEPEST && !hits.hits.is_empty()).then(|| end.to_string());
        let item = |hit: Hit| Some(passage(titles.get(&hit.document)?, hit));
        let items = hits.hits.into_iter().filter_map(item).collect();
        Ok(Found { total: hits.total, relaxed: hits.relaxed, items, next })
    }
}

fn passage(title: &Title, hit: Hit) -> FoundPassage {
    FoundPassage {
        passage: hit.passage,
        version: hit.version,
        document: title.document,
        document_name: title.name.clone(),
        kind: title.kind.unwrap_or(FileKind::Other),
        dossier: title.dossier,
        dossier_name: title.dossier_name.to_string(),
        page: hit.page,
        range: hit.range,
        heading: hit.heading,
        snippet: hit.snippet,
    }
}

/// The cursor is the number of hits that were given.
fn offset(after: Option<&str>) -> Result<usize> {
    let Some(after) = after else { return Ok(0) };
    let offset = after.parse().ok().filter(|it| *it <= DEEPEST);
    offset.ok_or(Error::Invalid { field: "cursor", code: "unknown" })
}
