//! Search over the dossiers the person may see, or in one of them.
//!
//! The dossiers are looked up first and are a filter inside the index: what may not be seen is
//! not ranked, counted or named. Names come from the rows, after.

use std::{collections::HashMap, time::Duration};

use legalmind_core::{
    CharRange, Ctx, DocumentId, DossierId, PageNumber, PassageId, VersionId, audit::Entry,
    document::FileKind, rights::Action,
};
pub use legalmind_search::Fragment;
use legalmind_search::{Hit, Hits, Query};
use legalmind_store::{change, document, document::Document, dossier};

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
        let (visible, head) = self.searched(ctx, sought.dossier).await?;
        let entry = match sought.dossier {
            Some(id) => Entry::done("dossier.search", "dossier", id.uuid()).in_dossier(id),
            None => Entry::done("dossier.search", "firm", ctx.tenant().uuid()),
        };
        let query = Query { text: sought.text.clone(), limit, offset, ..Query::default() };
        let found = async {
            let hits = self.hits(ctx, &visible, head, &query).await?;
            self.named(ctx, hits, offset.saturating_add(limit)).await
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

    /// The dossiers to search in, and the last line of the change log at this moment.
    async fn searched(&self, ctx: &Ctx, within: Option<DossierId>) -> Result<(Vec<DossierId>, u64)> {
        let Some(dossier) = within else {
            return Ok(dossier::searchable(ctx, &self.store.glance(ctx).await?).await?);
        };
        let tx = self.reading(ctx, Action::DossierSearch, dossier).await?;
        Ok((vec![dossier], change::head(ctx, &tx).await?))
    }

    /// The hits with the names of their documents and dossiers. Hits of documents that are gone
    /// by now are left out.
    async fn named(&self, ctx: &Ctx, hits: Hits, end: usize) -> Result<Found> {
        let mut documents: Vec<DocumentId> = hits.hits.iter().map(|it| it.document).collect();
        documents.sort_unstable();
        documents.dedup();
        let found = self.store.glance(ctx).await?;
        let documents = document::get_all_placed(ctx, &found, &documents).await?;
        let documents: HashMap<_, _> = documents.into_iter().map(|it| (it.0.id, it)).collect();
        let next = (end < hits.total && end < DEEPEST && !hits.hits.is_empty()).then(|| end.to_string());
        let item = |hit: Hit| {
            let (document, dossier) = documents.get(&hit.document)?;
            Some(passage(hit, document, &dossier.name))
        };
        let items = hits.hits.into_iter().filter_map(item).collect();
        Ok(Found { total: hits.total, relaxed: hits.relaxed, items, next })
    }
}

fn passage(hit: Hit, document: &Document, dossier_name: &str) -> FoundPassage {
    FoundPassage {
        passage: hit.passage,
        version: hit.version,
        document: hit.document,
        document_name: document.content.name.clone(),
        kind: document.version.map_or(FileKind::Other, |it| it.kind),
        dossier: document.dossier,
        dossier_name: dossier_name.to_owned(),
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
