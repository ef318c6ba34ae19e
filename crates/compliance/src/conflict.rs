//! Conflict checks: the parties of a dossier, or names before there is one, held against the parties of
//! every dossier of the firm (Gedragsregels advocatuur 2018, regel 15).
//!
//! ```text
//! names with their roles ─▶ compare: all dossiers of the firm, also those the asker may not see
//!      ─▶ hits, worst first, sealed with the dossier ─▶ view: what this reader may see of each
//!      ─▶ a person concludes, with a reason ─▶ counts until a party comes or is renamed (vault)
//! names before there is a dossier ─▶ the same, kept without one (`intake`) ─▶ goes with the dossier that is
//!      made from it, or is forgotten after a year
//! ```
//!
//! What a reader may not see is one line for all of it: that there is something, and whom to ask. How
//! much it is, in which dossier, by which name and behind a wall or not, is told to nobody. It scales
//! with the number of dossiers: each is opened and its parties are compared, nothing is kept in memory.

mod compare;
mod intake;
mod view;

use legalmind_core::{
    ConflictId, Ctx, DossierId, Id,
    audit::Entry,
    conflict::{ConflictConclusion, ConflictContent, ConflictState, PartyName},
    dossier::DossierContent,
    name,
    party::PartyRole,
    rights::Action,
};
use legalmind_store::{Error as StoreError, Work, conflict, dossier, rights};

pub(crate) use self::intake::kept_intakes;
pub use self::view::{ConflictView, Hidden, IntakeView, Screening, SeenHit};
use crate::{Compliance, Error, Result, access};

/// The most names of one check.
const MOST_NAMES: usize = 200;

impl Compliance {
    /// Holds the parties of a dossier, and `further` names that belong to them, against all other
    /// dossiers, and keeps what was found. Where the dossier was made from an `intake`, that goes with it: it
    /// is the check, with its conclusion, if the same is found now; else it is an earlier one.
    ///
    /// # Errors
    /// [`Error::Invalid`] where there is no name or too many, or no such intake; a conflict where the parties
    /// changed meanwhile.
    pub async fn check_conflicts(
        &self,
        ctx: &Ctx,
        id: DossierId,
        further: Vec<PartyName>,
        intake: Option<ConflictId>,
    ) -> Result<ConflictView> {
        let tx = self.store.reading(ctx, Action::DossierUpdate, id).await?;
        let parties = parties(&dossier::get(ctx, &tx, id).await?.content);
        let names = checked(parties.iter().cloned().chain(further).collect(), "/further")?;
        let found = compare::compare(ctx, &tx, names, Some(id)).await?;
        drop(tx);
        let work = self.store.writing(ctx, Action::DossierUpdate, id).await?;
        if self::parties(&dossier::get(ctx, &work, id).await?.content) != parties {
            return Err(StoreError::Conflict.into());
        }
        if let Some(intake) = intake
            && let Some(kept) = self.attach(ctx, &work, intake, id, &found).await?
        {
            return saved(ctx, work, kept).await;
        }
        let conflict = Id::new(&self.world);
        conflict::add(ctx, &work, conflict, id, &found).await?;
        work.audit(Entry::done("conflict.check", "conflict", conflict.uuid()).in_dossier(id))?;
        saved(ctx, work, conflict).await
    }

    /// The checks of a dossier, newest first, each as far as the person may see what it found.
    ///
    /// # Errors
    /// Not found where they may not see the dossier.
    pub async fn list_conflicts(&self, ctx: &Ctx, id: DossierId) -> Result<Vec<ConflictView>> {
        let tx = self.store.reading(ctx, Action::DossierRead, id).await?;
        let all = view::views(ctx, &tx, conflict::list(ctx, &tx, id).await?).await?;
        drop(tx);
        self.store.look(ctx, Entry::done("conflict.list", "dossier", id.uuid()).in_dossier(id)).await?;
        Ok(all)
    }

    /// Writes down what a person concludes from a check.
    ///
    /// # Errors
    /// [`Error::Invalid`] without a conclusion or a reason; [`Error::State`] for a check that lapsed; a
    /// conflict where somebody else was faster.
    pub async fn conclude_conflict(
        &self,
        ctx: &Ctx,
        id: ConflictId,
        revision: u64,
        state: ConflictState,
        reason: &str,
    ) -> Result<ConflictView> {
        let conclusion = self.conclusion(ctx, state, reason)?;
        let work = self.store.begin(ctx).await?;
        let tried = writable(ctx, &work, id).await;
        let entry = Entry::done("conflict.conclude", "conflict", id.uuid());
        let (work, found) = self.store.granted(ctx, entry, work, tried).await?;
        if found.lapsed {
            return Err(Error::State("conflict_lapsed"));
        }
        let content = ConflictContent { conclusion: Some(conclusion), ..found.content };
        conflict::update(ctx, &work, id, revision, state, &content).await?;
        work.audit(entry.in_dossier(found.dossier))?;
        saved(ctx, work, id).await
    }

    fn conclusion(&self, ctx: &Ctx, state: ConflictState, reason: &str) -> Result<ConflictConclusion> {
        if state == ConflictState::Open {
            return Err(Error::invalid("/conclusion", "unknown"));
        }
        let reason = access::reason(reason)?;
        Ok(ConflictConclusion { reason, by: ctx.user(), at: self.world.now() })
    }
}

async fn writable(ctx: &Ctx, work: &Work, id: ConflictId) -> legalmind_store::Result<conflict::Conflict> {
    let found = conflict::get(ctx, work, id).await?;
    rights::require(ctx, work, Action::DossierUpdate, found.dossier).await?;
    Ok(found)
}

/// The check as the person sees it, once it is saved.
async fn saved(ctx: &Ctx, work: Work, id: ConflictId) -> Result<ConflictView> {
    let seen = view::views(ctx, &work, vec![conflict::get(ctx, &work, id).await?]).await?.pop();
    work.save().await?;
    seen.ok_or_else(|| StoreError::NotFound.into())
}

/// The parties that a dossier names.
pub(crate) fn parties(content: &DossierContent) -> Vec<PartyName> {
    let party = |role| move |name: &String| PartyName { name: name.clone(), role };
    let clients = std::iter::once(&content.client).map(party(PartyRole::Client));
    let others = content.counterparties.iter().map(party(PartyRole::Counterparty));
    clients.chain(others).filter(|it| !it.name.trim().is_empty()).collect()
}

/// The names made safe to show, each once in a role; `pointer` is where they were given.
fn checked(names: Vec<PartyName>, pointer: &str) -> Result<Vec<PartyName>> {
    let mut all: Vec<PartyName> = Vec::with_capacity(names.len());
    for given in names {
        let name = match name::line(&given.name) {
            Ok(name) => name,
            Err(name::NameError::Empty) => continue,
            Err(name::NameError::TooLong) => return Err(Error::invalid(pointer, "too_long")),
        };
        let given = PartyName { name, role: given.role };
        if !all.contains(&given) {
            all.push(given);
        }
    }
    match all.len() {
        0 => Err(Error::invalid(pointer, "empty")),
        1..=MOST_NAMES => Ok(all),
        _ => Err(Error::invalid(pointer, "too_many")),
    }
}
