//! What one reader may see of a check.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use legalmind_core::{
    ConflictId, Ctx, DossierId, Timestamp, UserId,
    account::{AccountState, Role},
    conflict::{ConflictConclusion, ConflictContent, ConflictHit, ConflictState, PartyName},
    dossier::{DossierFacts, DossierState},
    rights::{Action, decide},
};
use legalmind_store::{
    Tx,
    account::{self, Account},
    conflict::{Conflict, intake::Intake},
    dossier::{self, Dossier},
    officer, wall,
};

use super::intake::kept_until;
use crate::{Result, name::WEAK};

/// What was found, as far as one reader may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screening {
    /// The names that were asked for.
    pub names: Vec<PartyName>,
    /// How many dossiers they were held against.
    pub dossiers: u32,
    /// The hits in dossiers that the reader may see, worst first.
    pub hits: Vec<SeenHit>,
    /// There is something in what the reader may not see.
    pub hidden: Option<Hidden>,
    /// There were more hits than are kept.
    pub cut: bool,
}

/// A hit in a dossier that the reader may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenHit {
    /// The hit.
    pub hit: ConflictHit,
    /// The name of the dossier.
    pub dossier_name: String,
    /// The firm's own number of it.
    pub dossier_number: String,
    /// The dossier is closed.
    pub closed: bool,
    /// All that the names have in common is a surname that many have.
    pub weak: bool,
}

/// All that the reader may not see, as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// Whom to ask, by name.
    pub ask: Vec<String>,
}

/// A check that was kept, as one reader may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictView {
    /// Its id.
    pub id: ConflictId,
    /// The dossier.
    pub dossier: DossierId,
    /// How far it is.
    pub state: ConflictState,
    /// A party came or was renamed since.
    pub lapsed: bool,
    /// Goes up with every change.
    pub revision: u64,
    /// When it was made.
    pub created: Timestamp,
    /// The name of who made it.
    pub created_by: Option<String>,
    /// What was concluded.
    pub concluded: Option<Concluded>,
    /// What was found.
    pub found: Screening,
}

/// A check without a dossier, as one reader may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntakeView {
    /// Its id.
    pub id: ConflictId,
    /// How far it is.
    pub state: ConflictState,
    /// Goes up with every change.
    pub revision: u64,
    /// When it was made.
    pub created: Timestamp,
    /// The name of who made it.
    pub created_by: Option<String>,
    /// The last day on which it is kept, if no dossier is made from it.
    pub kept_until: Option<Date>,
    /// What was concluded.
    pub concluded: Option<Concluded>,
    /// What was found.
    pub found: Screening,
}

/// What was concluded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concluded {
    /// Why.
    pub reason: String,
    /// The name of who concluded it.
    pub by: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// Checks as the person in `ctx` may see them.
pub(super) async fn views(ctx: &Ctx, tx: &Tx, conflicts: Vec<Conflict>) -> Result<Vec<ConflictView>> {
    let people = People::read(ctx, tx).await?;
    let mut all = Vec::with_capacity(conflicts.len());
    for conflict in conflicts {
        let found = people.screening(ctx, tx, &conflict.content).await?;
        all.push(people.view(conflict, found));
    }
    Ok(all)
}

/// Checks without a dossier as the person in `ctx` may see them.
pub(super) async fn intakes(ctx: &Ctx, tx: &Tx, intakes: Vec<Intake>) -> Result<Vec<IntakeView>> {
    let people = People::read(ctx, tx).await?;
    let mut all = Vec::with_capacity(intakes.len());
    for intake in intakes {
        let found = people.screening(ctx, tx, &intake.content).await?;
        all.push(IntakeView {
            id: intake.id,
            state: intake.state,
            revision: intake.revision,
            created: intake.created,
            created_by: intake.created_by.and_then(|it| people.name(it)),
            kept_until: kept_until(intake.created),
            concluded: intake.content.conclusion.map(|it| people.concluded(it)),
            found,
        });
    }
    Ok(all)
}

/// The people of the firm, and who of them may be asked about what others may not see.
struct People {
    all: HashMap<UserId, Account>,
    keepers: BTreeSet<UserId>,
}

impl People {
    async fn read(ctx: &Ctx, tx: &Tx) -> Result<Self> {
        let all: HashMap<UserId, Account> =
            account::list(ctx, tx).await?.into_iter().map(|it| (it.id, it)).collect();
        let administrators = all.values().filter(|it| it.role == Role::FirmAdministrator).map(|it| it.id);
        let keepers = officer::list(ctx, tx).await?.into_iter().chain(administrators).collect();
        Ok(Self { all, keepers })
    }

    fn name(&self, user: UserId) -> Option<String> {
        self.all.get(&user).map(|it| it.content.name.clone())
    }

    fn view(&self, conflict: Conflict, found: Screening) -> ConflictView {
        let name = |it: Option<UserId>| it.and_then(|it| self.name(it));
        let conclusion = conflict.content.conclusion;
        ConflictView {
            id: conflict.id,
            dossier: conflict.dossier,
            state: conflict.state,
            lapsed: conflict.lapsed,
            revision: conflict.revision,
            created: conflict.created,
            created_by: name(conflict.created_by),
            concluded: conclusion.map(|it| self.concluded(it)),
            found,
        }
    }

    fn concluded(&self, it: ConflictConclusion) -> Concluded {
        Concluded { reason: it.reason, by: it.by.and_then(|it| self.name(it)), at: it.at }
    }

    fn active(&self, user: UserId) -> bool {
        self.all.get(&user).is_some_and(|it| it.state == AccountState::Active)
    }

    async fn screening(&self, ctx: &Ctx, tx: &Tx, found: &ConflictContent) -> Result<Screening> {
        let ids: BTreeSet<DossierId> = found.hits.iter().map(|it| it.dossier).collect();
        let ids: Vec<DossierId> = ids.into_iter().collect();
        let dossiers = dossier::get_all_with_facts(ctx, tx, &ids).await?;
        let may = |it: &&(Dossier, DossierFacts)| decide(ctx, Action::DossierRead, it.1).is_ok();
        let (seen, unseen): (Vec<_>, Vec<_>) = dossiers.iter().partition(may);
        let seen: HashMap<DossierId, &Dossier> = seen.into_iter().map(|it| (it.0.id, &it.0)).collect();
        let hits = found.hits.iter().filter_map(|hit| {
            seen.get(&hit.dossier).map(|it| SeenHit {
                hit: hit.clone(),
                dossier_name: it.content.name.clone(),
                dossier_number: it.content.number.clone(),
                closed: it.state == DossierState::Closed,
                weak: hit.score < WEAK,
            })
        });
        Ok(Screening {
            names: found.names.clone(),
            dossiers: found.dossiers,
            hits: hits.collect(),
            hidden: self.hidden(ctx, tx, &unseen).await?,
            cut: found.cut,
        })
    }

    /// One answer for all dossiers that the person may not see.
    async fn hidden(
        &self,
        ctx: &Ctx,
        tx: &Tx,
        unseen: &[&(Dossier, DossierFacts)],
    ) -> Result<Option<Hidden>> {
        if unseen.is_empty() {
            return Ok(None);
        }
        let mut ask = BTreeSet::new();
        for (dossier, facts) in unseen {
            let walls: BTreeSet<UserId> =
                wall::around(ctx, tx, dossier.id).await?.into_iter().map(|it| it.user).collect();
            let fit = |it: &UserId| self.active(*it) && Some(*it) != ctx.user() && !walls.contains(it);
            let lawyer = dossier.responsible.filter(|it| !facts.walled && fit(it));
            match lawyer {
                Some(lawyer) => drop(ask.insert(lawyer)),
                None => ask.extend(self.keepers.iter().copied().filter(fit)),
            }
        }
        let mut ask: Vec<String> = ask.into_iter().filter_map(|it| self.name(it)).collect();
        ask.sort_by_cached_key(|it| it.to_lowercase());
        Ok(Some(Hidden { ask }))
    }
}
