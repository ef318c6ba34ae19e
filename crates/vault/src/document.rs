//! Documents: uploading, reading, changing, and the work that makes them searchable.

mod change;
mod content;
pub mod ingest;
mod made;
mod read;
mod segment;
mod sweep;
pub mod upload;

use std::collections::{HashMap, HashSet};

use legalmind_core::{Ctx, DocumentId, DossierId, Timestamp, UserId, VersionId};
use legalmind_store::{
    Tx,
    document::{self, Document},
    dossier,
    version::VersionState,
};

pub use change::DocumentPatch;
pub use content::{Content, Purpose};
pub use made::{Listing, Original, SealedFile};
pub use read::Pages;
pub use sweep::Swept;

use crate::{
    Error, Result,
    dossier::{Person, names},
};

/// A document as the person asking sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its id.
    pub id: DocumentId,
    /// The dossier it is in.
    pub dossier: DossierId,
    /// The message it came in.
    pub parent: Option<DocumentId>,
    /// The document with the same bytes, if the person may see that one too.
    pub duplicate_of: Option<DocumentId>,
    /// The file's name.
    pub name: String,
    /// The folders it came in, outermost first.
    pub folder: Vec<String>,
    /// Goes up with every change of name or place.
    pub revision: u64,
    /// Its present version, with kind, size, progress and reason.
    pub version: VersionState,
    /// When it was added.
    pub created: Timestamp,
    /// Who added it.
    pub created_by: Option<Person>,
}

/// Documents as the person in `ctx` sees them, in the order given.
async fn views(ctx: &Ctx, tx: &Tx, documents: Vec<Document>) -> Result<Vec<View>> {
    let people = names(ctx, tx).await?;
    let shown = shown_duplicates(ctx, tx, &documents).await?;
    documents.into_iter().map(|it| view_of(it, &people, &shown)).collect()
}

/// One document as the person in `ctx` sees it.
async fn view(ctx: &Ctx, tx: &Tx, found: Document) -> Result<View> {
    views(ctx, tx, vec![found]).await?.pop().ok_or(Error::NotFound)
}

fn view_of(it: Document, people: &HashMap<UserId, Person>, shown: &HashSet<DocumentId>) -> Result<View> {
    Ok(View {
        id: it.id,
        dossier: it.dossier,
        parent: it.parent,
        duplicate_of: it.duplicate_of.filter(|id| shown.contains(id)),
        name: it.content.name,
        folder: it.content.folder,
        revision: it.revision,
        version: it.version.ok_or(Error::Integrity)?,
        created: it.created,
        created_by: it.created_by.and_then(|id| people.get(&id).cloned()),
    })
}

/// The originals named by `documents` that exist and stand in a dossier the person may see.
async fn shown_duplicates(ctx: &Ctx, tx: &Tx, documents: &[Document]) -> Result<HashSet<DocumentId>> {
    let named: Vec<DocumentId> = documents.iter().filter_map(|it| it.duplicate_of).collect();
    if named.is_empty() {
        return Ok(HashSet::new());
    }
    let originals = document::get_all(ctx, tx, &named).await?;
    let own: HashSet<DossierId> = documents.iter().map(|it| it.dossier).collect();
    if originals.iter().all(|it| own.contains(&it.dossier)) {
        return Ok(originals.iter().map(|it| it.id).collect());
    }
    let visible: HashSet<DossierId> = dossier::visible(ctx, tx).await?.into_iter().collect();
    Ok(originals.iter().filter(|it| visible.contains(&it.dossier)).map(|it| it.id).collect())
}

/// The version of a document, if it is one of it: a foreign one is not found.
pub(crate) async fn version_of(
    ctx: &Ctx,
    tx: &Tx,
    of: DocumentId,
    version: VersionId,
) -> Result<legalmind_store::version::Version> {
    let found = legalmind_store::version::get(ctx, tx, version).await?;
    if found.document == of { Ok(found) } else { Err(Error::NotFound) }
}
