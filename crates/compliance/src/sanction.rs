//! Sanctions: the names of a dossier held against the public lists, kept with what people decide.
//!
//! ```text
//! lists (law::sanction, public, shared) ─▶ Screener: names by their keys ─┐
//! client, counterparties, names that are typed ───────────────────────────┴▶ possible matches, kept
//! decide ─▶ each: somebody else │ the same, with a reason
//! a newer list, a new party ─▶ to be done again; a decision goes along where entry and name are the same
//! ```
//!
//! A possible match is no match: only a person says that it is. That nothing was found says no more
//! than the lists of that day do, so their days are told everywhere.

mod decide;
mod screener;
mod view;

use std::sync::{Arc, Mutex, PoisonError};

use legalmind_core::{
    Ctx, DossierId, Id, ScreeningId, World,
    audit::Entry,
    name::{self, NameError},
    party::PartyRole,
    rights::Action,
    sanction::{ListHead, MatchDecision, PossibleMatch, SanctionList, ScreeningContent},
};
use legalmind_law::sanction::{Shelf, Standing};
use legalmind_store::{
    Store, Tx, Work,
    dossier::{self, Dossier},
    rights,
    sanction::{self as rows, Screening},
};

pub use decide::MatchSettling;
pub use screener::{Asked, Screener};
pub use view::{Again, ListNow, SanctionsView, ScreeningHead, ScreeningView};

use crate::{Error, Result, zone};

/// The most names that are typed beside those of the dossier.
const MAX_NAMES: usize = 50;
/// The most screenings of a dossier that are listed.
const MOST: u64 = 20;

/// The lists, and dossiers held against them. Cheap to clone.
#[derive(Clone)]
pub struct Sanctions {
    store: Store,
    world: World,
    shelf: Arc<Shelf>,
    ready: Arc<Mutex<Option<Arc<Screener>>>>,
}

impl std::fmt::Debug for Sanctions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sanctions")
    }
}

/// The lists as they stand on the shelf.
type Lists = Vec<(SanctionList, Standing)>;

impl Sanctions {
    /// Screening over these rows and lists.
    #[must_use]
    pub fn new(store: Store, shelf: Shelf, world: World) -> Self {
        Self { store, world, shelf: Arc::new(shelf), ready: Arc::default() }
    }

    /// The lists with their age, the names of the dossier, its last screening, and whether it has to
    /// be done again.
    ///
    /// # Errors
    /// Not found as the rules say; where the lists cannot be read.
    pub async fn get_sanctions(&self, ctx: &Ctx, dossier: DossierId) -> Result<SanctionsView> {
        let lists = self.lists().await?;
        let tx = self.store.reading(ctx, Action::SanctionRead, dossier).await?;
        let view = self.view(ctx, &tx, dossier, &lists).await?;
        drop(tx);
        self.store
            .look(ctx, Entry::done("sanction.read", "dossier", dossier.uuid()).in_dossier(dossier))
            .await?;
        Ok(view)
    }

    /// Holds the client, the counterparties and further names against all lists, and keeps what comes
    /// out. Decisions go along where the same name met the same entry.
    ///
    /// # Errors
    /// [`Error::Invalid`] at a name that cannot be used; [`Error::State`] where no list was imported or
    /// one is damaged; not found or refused as the rules say.
    pub async fn screen(&self, ctx: &Ctx, dossier: DossierId, further: &[String]) -> Result<SanctionsView> {
        let lists = self.lists().await?;
        let tx = self.store.reading(ctx, Action::SanctionWrite, dossier).await?;
        let asked = asked(&dossier::get(ctx, &tx, dossier).await?, further)?;
        let before = rows::list(ctx, &tx, dossier, 1).await?.pop();
        drop(tx);
        let content = self.screened(&lists, asked, before).await?;
        let id: ScreeningId = Id::new(&self.world);
        let work = self.store.writing(ctx, Action::SanctionWrite, dossier).await?;
        rows::add(ctx, &work, id, dossier, &content).await?;
        work.audit(Entry::done("sanction.screen", "screening", id.uuid()).in_dossier(dossier))?;
        let view = self.view(ctx, &work, dossier, &lists).await?;
        work.save().await?;
        Ok(view)
    }

    /// A screening, also one that others followed.
    ///
    /// # Errors
    /// Not found as the rules say.
    pub async fn get_screening(&self, ctx: &Ctx, id: ScreeningId) -> Result<ScreeningView> {
        let tx = self.store.read(ctx).await?;
        let tried = allowed(ctx, &tx, Action::SanctionRead, id).await;
        let entry = Entry::done(Action::SanctionRead.as_str(), "screening", id.uuid());
        let (tx, found) = self.store.granted(ctx, entry, tx, tried).await?;
        let dossier = found.dossier;
        let view = ScreeningView::of(ctx, &tx, found).await?;
        drop(tx);
        self.store
            .look(ctx, Entry::done("screening.read", "screening", id.uuid()).in_dossier(dossier))
            .await?;
        Ok(view)
    }

    /// The lists as they stand now; files are read apart from the threads that others wait for.
    async fn lists(&self) -> Result<Lists> {
        let shelf = Arc::clone(&self.shelf);
        let read = tokio::task::spawn_blocking(move || shelf.now());
        Ok(read.await.map_err(|_| Error::State("screening_failed"))??)
    }

    /// What the lists say of these names.
    async fn screened(
        &self,
        lists: &Lists,
        asked: Vec<Asked>,
        before: Option<Screening>,
    ) -> Result<ScreeningContent> {
        if lists.iter().any(|(_, it)| matches!(it, Standing::Damaged)) {
            return Err(Error::State("list_damaged"));
        }
        let present: Vec<_> = lists.iter().filter_map(|(_, it)| it.list().cloned()).collect();
        if present.is_empty() {
            return Err(Error::State("no_list"));
        }
        let heads: Vec<ListHead> = present.iter().map(|it| it.head.clone()).collect();
        let ready = Arc::clone(&self.ready);
        let made = tokio::task::spawn_blocking(move || {
            let known = ready.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let screener = known.filter(|it| it.is_of(&present)).unwrap_or_else(|| {
                let made = Arc::new(Screener::of(present));
                *ready.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&made));
                made
            });
            screener.screen(&asked)
        });
        let names = made.await.map_err(|_| Error::State("screening_failed"))?;
        let on = self.world.now().to_zoned(zone()).date();
        let mut content = ScreeningContent { lists: heads, on, names, decisions: Vec::new() };
        content.decisions = before.map(|it| carried(&it.content, &content)).unwrap_or_default();
        Ok(content)
    }

    /// A unit of work with a screening whose dossier the person may change.
    async fn deciding(&self, ctx: &Ctx, id: ScreeningId) -> Result<(Work, Screening)> {
        let work = self.store.begin(ctx).await?;
        let tried = allowed(ctx, &work, Action::SanctionWrite, id).await;
        let entry = Entry::done(Action::SanctionWrite.as_str(), "screening", id.uuid());
        Ok(self.store.granted(ctx, entry, work, tried).await?)
    }
}

/// The screening, if the person may do `action` in its dossier.
async fn allowed(ctx: &Ctx, tx: &Tx, action: Action, id: ScreeningId) -> legalmind_store::Result<Screening> {
    let found = rows::get(ctx, tx, id).await?;
    rights::require(ctx, tx, action, found.dossier).await?;
    Ok(found)
}

/// The names that a dossier has of itself.
fn parties(dossier: &Dossier) -> Vec<Asked> {
    let content = &dossier.content;
    let client = (content.client.as_str(), PartyRole::Client);
    let others = content.counterparties.iter().map(|it| (it.as_str(), PartyRole::Counterparty));
    let mut out: Vec<Asked> = Vec::new();
    for (name, role) in [client].into_iter().chain(others) {
        let name = name.trim();
        if !name.is_empty() && out.iter().all(|it| it.name != name) {
            out.push(Asked { name: name.to_owned(), role });
        }
    }
    out
}

/// All names that are held against the lists.
fn asked(dossier: &Dossier, further: &[String]) -> Result<Vec<Asked>> {
    if further.len() > MAX_NAMES {
        return Err(Error::invalid("/names", "too_many"));
    }
    let mut out = parties(dossier);
    for (at, raw) in further.iter().enumerate() {
        let code = |error| match error {
            NameError::Empty => "required",
            NameError::TooLong => "too_long",
        };
        let name = name::line(raw).map_err(|error| Error::invalid(format!("/names/{at}"), code(error)))?;
        if !name.chars().any(char::is_alphabetic) {
            return Err(Error::invalid(format!("/names/{at}"), "no_name"));
        }
        if out.iter().all(|it| it.name != name) {
            out.push(Asked { name, role: PartyRole::Other });
        }
    }
    if out.is_empty() { Err(Error::invalid("/names", "required")) } else { Ok(out) }
}

/// The decisions of the screening before on what was found again: the same name, and an entry that
/// says the same.
fn carried(before: &ScreeningContent, now: &ScreeningContent) -> Vec<MatchDecision> {
    let pairs = |content: &ScreeningContent| -> Vec<(String, PossibleMatch)> {
        let of =
            content.names.iter().flat_map(|it| it.matches.iter().map(|one| (it.name.clone(), one.clone())));
        of.collect()
    };
    let old = pairs(before);
    let again = |(name, found): (String, PossibleMatch)| {
        let same = |it: &&(String, PossibleMatch)| {
            it.0 == name && it.1.list == found.list && it.1.entry == found.entry
        };
        let decision = before.decision(old.iter().find(same)?.1.number)?;
        Some(MatchDecision { number: found.number, carried: true, ..decision.clone() })
    };
    pairs(now).into_iter().filter_map(again).collect()
}
