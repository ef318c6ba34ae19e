//! What searches read of rows, kept for as long as nothing of it changes.
//!
//! Each search asks the database how far the firm is ([`legalmind_store::sight`]), which is one row.
//! While that number is the same, the dossiers a person may read and the titles of documents are
//! those that were read before; once it is another, all of it is forgotten. So a right that was
//! taken away is gone with the next search, on every node, and a thousand dossiers need not be
//! listed for each word that is typed.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use legalmind_core::{Ctx, DocumentId, DossierId, TenantId, UserId, account::Role};
use legalmind_store::document::Title;

/// The most titles that are kept of a firm.
const TITLES: usize = 20_000;
/// The most dossiers that are kept of all people of a firm together.
const DOSSIERS: usize = 500_000;

/// The dossiers that a person may read.
pub type Visible = Arc<[DossierId]>;

/// What is kept of all firms.
#[derive(Default)]
pub struct Sights(Mutex<HashMap<TenantId, Kept>>);

/// What was read of a firm under one number.
#[derive(Default)]
struct Kept {
    number: u64,
    visible: HashMap<(Option<UserId>, Role), Visible>,
    dossiers: usize,
    titles: HashMap<DocumentId, Arc<Title>>,
}

impl Sights {
    fn all(&self) -> MutexGuard<'_, HashMap<TenantId, Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The dossiers of the person in `ctx`, where they were read under this number.
    pub fn visible(&self, ctx: &Ctx, number: u64) -> Option<Visible> {
        let all = self.all();
        let kept = all.get(&ctx.tenant()).filter(|kept| kept.number == number)?;
        kept.visible.get(&(ctx.user(), ctx.role())).map(Arc::clone)
    }

    /// Keeps the dossiers of the person in `ctx`, read after the number was.
    pub fn keep_visible(&self, ctx: &Ctx, number: u64, visible: &Visible) {
        self.keep(ctx, number, |kept| {
            if kept.dossiers + visible.len() > DOSSIERS {
                kept.visible.clear();
                kept.dossiers = 0;
            }
            kept.dossiers += visible.len();
            kept.visible.insert((ctx.user(), ctx.role()), Arc::clone(visible));
        });
    }

    /// The titles of these documents that were read under this number, and which were not.
    pub fn titles(
        &self,
        ctx: &Ctx,
        number: u64,
        documents: Vec<DocumentId>,
    ) -> (HashMap<DocumentId, Arc<Title>>, Vec<DocumentId>) {
        let all = self.all();
        let Some(kept) = all.get(&ctx.tenant()).filter(|kept| kept.number == number) else {
            return (HashMap::new(), documents);
        };
        let (mut known, mut missing) = (HashMap::with_capacity(documents.len()), Vec::new());
        for document in documents {
            match kept.titles.get(&document) {
                Some(title) => drop(known.insert(document, Arc::clone(title))),
                None => missing.push(document),
            }
        }
        (known, missing)
    }

    /// Keeps titles, read after the number was.
    pub fn keep_titles(&self, ctx: &Ctx, number: u64, titles: &[Arc<Title>]) {
        self.keep(ctx, number, |kept| {
            if kept.titles.len() + titles.len() > TITLES {
                kept.titles.clear();
            }
            kept.titles.extend(titles.iter().map(|title| (title.document, Arc::clone(title))));
        });
    }

    /// Keeps something that was read after the number was. Under a higher number than that of what
    /// is kept, all that is kept is forgotten first; under a lower one it comes too late.
    fn keep(&self, ctx: &Ctx, number: u64, put: impl FnOnce(&mut Kept)) {
        let mut all = self.all();
        let kept = all.entry(ctx.tenant()).or_default();
        if kept.number < number {
            *kept = Kept { number, ..Kept::default() };
        }
        if kept.number == number {
            put(kept);
        }
    }
}
