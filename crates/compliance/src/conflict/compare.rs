//! Names against the parties of every dossier.

use std::{cmp::Reverse, sync::Arc};

use legalmind_core::{
    Ctx, DossierId,
    conflict::{ConflictContent, ConflictHit, PartyName},
    dossier::DossierFacts,
    rights::{Action, decide},
};
use legalmind_store::{
    Tx,
    dossier::{self, Dossier},
};

use super::parties;
use crate::{
    Error, Result,
    name::{Name, Roll, WEAK},
};

/// How many dossiers are opened at a time.
const STRETCH: u64 = 500;
/// The most hits that are kept: of what the asker may see, and of the rest.
pub(super) const MOST_HITS: usize = 250;

/// Compares `names` with the parties of all dossiers of the firm but `own`.
pub(super) async fn compare(
    ctx: &Ctx,
    tx: &Tx,
    names: Vec<PartyName>,
    own: Option<DossierId>,
) -> Result<ConflictContent> {
    let names = Arc::new(names);
    let roll = Arc::new(Roll::of(names.iter().map(|it| Name::read(&it.name))));
    let (mut seen, mut unseen) = (Vec::new(), Vec::new());
    let (mut after, mut count) = (None, 0_u32);
    loop {
        let some = dossier::every(ctx, tx, after, STRETCH).await?;
        let last = u64::try_from(some.len()).unwrap_or(u64::MAX) < STRETCH;
        after = some.last().map(|it| it.0.id).or(after);
        let others: Vec<_> = some.into_iter().filter(|it| Some(it.0.id) != own).collect();
        count = count.saturating_add(u32::try_from(others.len()).unwrap_or(u32::MAX));
        for (hits, facts) in found(&names, &roll, others).await? {
            let readable = decide(ctx, Action::DossierRead, facts).is_ok();
            if readable { &mut seen } else { &mut unseen }.extend(hits);
        }
        if last {
            break;
        }
    }
    let cut = worst(&mut seen, &names);
    // that there is more of what the asker may not see is not told
    worst(&mut unseen, &names);
    let mut hits = [seen, unseen].concat();
    worst_first(&mut hits, &names);
    Ok(ConflictContent { names: names.to_vec(), dossiers: count, hits, cut, conclusion: None })
}

/// The hits of each dossier that has some, found beside the threads that serve others.
async fn found(
    names: &Arc<Vec<PartyName>>,
    roll: &Arc<Roll>,
    dossiers: Vec<(Dossier, DossierFacts)>,
) -> Result<Vec<(Vec<ConflictHit>, DossierFacts)>> {
    let (names, roll) = (names.clone(), roll.clone());
    let work = move || {
        let of = |(dossier, facts): (Dossier, DossierFacts)| (hits(&names, &roll, &dossier), facts);
        dossiers.into_iter().map(of).filter(|it| !it.0.is_empty()).collect()
    };
    tokio::task::spawn_blocking(work).await.map_err(|_| Error::State("interrupted"))
}

/// What of a dossier's parties is like one of the names: of each pair the best.
fn hits(names: &[PartyName], roll: &Roll, dossier: &Dossier) -> Vec<ConflictHit> {
    let mut hits = Vec::new();
    for party in parties(&dossier.content) {
        for found in roll.find(&Name::read(&party.name)) {
            let Ok(asked) = u32::try_from(found.place) else { continue };
            hits.push(ConflictHit {
                asked,
                dossier: dossier.id,
                party: party.clone(),
                kind: found.likeness.kind,
                score: found.likeness.score,
            });
        }
    }
    worst_first(&mut hits, names);
    hits
}

/// Opposite sides first, then what is most alike; last what is alike by a common surname alone.
fn worst_first(hits: &mut [ConflictHit], names: &[PartyName]) {
    let role =
        |it: &ConflictHit| usize::try_from(it.asked).ok().and_then(|at| names.get(at)).map(|it| it.role);
    let against = |it: &ConflictHit| role(it).map_or(0, |role| role.against(it.party.role));
    let strong = |it: &ConflictHit| it.score >= WEAK;
    hits.sort_by_key(|it| (Reverse((strong(it), against(it), it.score)), it.asked, Reverse(it.dossier)));
}

/// Keeps the worst; whether some were left out.
fn worst(hits: &mut Vec<ConflictHit>, names: &[PartyName]) -> bool {
    worst_first(hits, names);
    let more = hits.len() > MOST_HITS;
    hits.truncate(MOST_HITS);
    more
}
