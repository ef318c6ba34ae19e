//! Conflict checks, and the dossiers that are read for them.

use legalmind_core::{
    ConflictId, Ctx, DossierId,
    account::Role,
    conflict::{ConflictContent, ConflictHit, ConflictState, PartyName},
    dossier::Access,
    party::{LikenessKind, PartyRole},
};
use legalmind_store::{
    Ask, Error, Tx,
    conflict::{self, intake},
    dossier::{self, DossierDraft, Filter},
    wall::{self, WallContent},
};

use crate::house::{Firm, House, both, save};

both!(
    the_newest_check_that_did_not_lapse_counts,
    a_conflict_check_is_concluded_by_whoever_read_it_last,
    another_firms_conflict_check_is_not_there,
    a_check_without_a_dossier_becomes_one_of_a_dossier_or_is_forgotten,
    every_dossier_of_the_firm_is_read_with_the_facts,
);

/// A check's content with these words in all of its fields.
pub fn content(words: &str) -> ConflictContent {
    let party = PartyName { name: words.to_owned(), role: PartyRole::Client };
    let dossier = DossierId::from_uuid(uuid::Uuid::nil());
    let hit = ConflictHit { asked: 0, dossier, party: party.clone(), kind: LikenessKind::Same, score: 100 };
    ConflictContent { names: vec![party], dossiers: 3, hits: vec![hit], ..ConflictContent::default() }
}

pub async fn check(house: &House, firm: Firm, dossier: DossierId, words: &str) -> ConflictId {
    let ctx = house.lawyer(firm);
    let id = house.id();
    let work = house.store.begin(&ctx).await.unwrap();
    conflict::add(&ctx, &work, id, dossier, &content(words)).await.unwrap();
    save(work, "conflict.check").await;
    house.pass(1_000);
    id
}

async fn conclude(house: &House, firm: Firm, id: ConflictId, state: ConflictState) {
    let ctx = house.lawyer(firm);
    let work = house.store.begin(&ctx).await.unwrap();
    conflict::update(&ctx, &work, id, 1, state, &content("besluit")).await.unwrap();
    save(work, "conflict.conclude").await;
}

/// The state, as one dossier tells it and as the list does.
async fn state(house: &House, firm: Firm, dossier: DossierId) -> ConflictState {
    let ctx = house.lawyer(firm);
    let tx = house.store.read(&ctx).await.unwrap();
    let state = conflict::state(&ctx, &tx, dossier).await.unwrap();
    let listed = dossier::list(&ctx, &tx, &Filter::default(), &Ask::default()).await.unwrap();
    let listed = listed.items.into_iter().find(|it| it.dossier.id == dossier).unwrap();
    assert_eq!(listed.conflict, state);
    state
}

async fn the_newest_check_that_did_not_lapse_counts(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let (dossier, other) = (house.dossier(firm, "Zaak").await, house.dossier(firm, "Ander").await);
    assert_eq!(state(house, firm, dossier).await, ConflictState::Open);
    let first = check(house, firm, dossier, "een").await;
    assert_eq!(state(house, firm, dossier).await, ConflictState::Open);
    conclude(house, firm, first, ConflictState::Accepted).await;
    assert_eq!(state(house, firm, dossier).await, ConflictState::Accepted);
    let second = check(house, firm, dossier, "twee").await;
    assert_eq!(state(house, firm, dossier).await, ConflictState::Open);
    conclude(house, firm, second, ConflictState::Clear).await;
    let elsewhere = check(house, firm, other, "drie").await;
    conclude(house, firm, elsewhere, ConflictState::Refused).await;
    let work = house.store.begin(&ctx).await.unwrap();
    conflict::lapse(&ctx, &work, dossier).await.unwrap();
    save(work, "dossier.update").await;
    assert_eq!(state(house, firm, dossier).await, ConflictState::Open);
    assert_eq!(state(house, firm, other).await, ConflictState::Refused);
    let tx = house.store.read(&ctx).await.unwrap();
    let all = conflict::list(&ctx, &tx, dossier).await.unwrap();
    assert_eq!(all.iter().map(|it| (it.id, it.lapsed)).collect::<Vec<_>>(), [(second, true), (first, true)]);
}

async fn a_conflict_check_is_concluded_by_whoever_read_it_last(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let dossier = house.dossier(firm, "Zaak").await;
    let id = check(house, firm, dossier, "een").await;
    conclude(house, firm, id, ConflictState::Clear).await;
    let work = house.store.begin(&ctx).await.unwrap();
    let late = conflict::update(&ctx, &work, id, 1, ConflictState::Refused, &content("x")).await;
    assert!(matches!(late, Err(Error::Conflict)), "{late:?}");
    let none = conflict::update(&ctx, &work, house.id(), 1, ConflictState::Clear, &content("x")).await;
    assert!(matches!(none, Err(Error::NotFound)), "{none:?}");
    drop(work);
    let found = conflict::get(&ctx, &house.store.read(&ctx).await.unwrap(), id).await.unwrap();
    assert_eq!((found.state, found.revision, found.content), (ConflictState::Clear, 2, content("besluit")));
}

async fn another_firms_conflict_check_is_not_there(house: &House) {
    let firm = house.firm().await;
    let dossier = house.dossier(firm, "Zaak").await;
    let id = check(house, firm, dossier, "een").await;
    let other = house.lawyer(house.firm().await);
    let tx = house.store.read(&other).await.unwrap();
    assert!(matches!(conflict::get(&other, &tx, id).await, Err(Error::NotFound)));
    assert!(conflict::list(&other, &tx, dossier).await.unwrap().is_empty());
    assert!(dossier::every(&other, &tx, None, 10).await.unwrap().is_empty());
    assert!(dossier::get_all_with_facts(&other, &tx, &[dossier]).await.unwrap().is_empty());
    drop(tx);
    let work = house.store.begin(&other).await.unwrap();
    let foreign = conflict::update(&other, &work, id, 1, ConflictState::Clear, &content("x")).await;
    assert!(matches!(foreign, Err(Error::NotFound)), "{foreign:?}");
    conflict::lapse(&other, &work, dossier).await.unwrap();
    save(work, "dossier.update").await;
    let mine = house.lawyer(firm);
    assert!(!conflict::get(&mine, &house.store.read(&mine).await.unwrap(), id).await.unwrap().lapsed);
    let work = house.store.begin(&other).await.unwrap();
    let added = conflict::add(&other, &work, house.id(), dossier, &content("x")).await;
    assert!(matches!(added, Err(Error::NotFound)), "{added:?}");
}

async fn a_check_without_a_dossier_becomes_one_of_a_dossier_or_is_forgotten(house: &House) {
    let firm = house.firm().await;
    let (ctx, other) = (house.lawyer(firm), house.lawyer(house.firm().await));
    let add = async || {
        let id = house.id();
        let work = house.store.begin(&ctx).await.unwrap();
        intake::add(&ctx, &work, id, &content("vooraf")).await.unwrap();
        save(work, "conflict.screen").await;
        house.pass(1_000);
        id
    };
    let (first, second) = (add().await, add().await);
    let all = async |ctx: &Ctx| intake::list(ctx, &house.store.read(ctx).await.unwrap()).await.unwrap();
    assert_eq!(all(&ctx).await.iter().map(|it| it.id).collect::<Vec<_>>(), [second, first]);
    assert!(all(&other).await.is_empty());
    let work = house.store.begin(&ctx).await.unwrap();
    intake::update(&ctx, &work, first, 1, ConflictState::Clear, &content("besluit")).await.unwrap();
    let late = intake::update(&ctx, &work, first, 1, ConflictState::Refused, &content("x")).await;
    assert!(matches!(late, Err(Error::Conflict)), "{late:?}");
    save(work, "conflict.conclude").await;
    // it goes with a dossier as it is, and counts there
    let dossier = house.dossier(firm, "Zaak").await;
    let kept = intake::get(&ctx, &house.store.read(&ctx).await.unwrap(), first).await.unwrap();
    let work = house.store.begin(&other).await.unwrap();
    let foreign = intake::attach(&other, &work, kept.clone(), dossier, false).await;
    assert!(matches!(foreign, Err(Error::NotFound)), "{foreign:?}");
    drop(work);
    let work = house.store.begin(&ctx).await.unwrap();
    intake::attach(&ctx, &work, kept.clone(), dossier, false).await.unwrap();
    save(work, "conflict.attach").await;
    let found = conflict::get(&ctx, &house.store.read(&ctx).await.unwrap(), first).await.unwrap();
    assert_eq!((found.created, found.created_by, found.revision), (kept.created, kept.created_by, 2));
    assert_eq!((found.content, found.lapsed), (content("besluit"), false));
    assert_eq!(state(house, firm, dossier).await, ConflictState::Clear);
    // the other is forgotten, and nothing of another firm
    let then = house.world.now();
    let tx = house.store.read(&ctx).await.unwrap();
    assert!(intake::any_before(&ctx, &tx, then).await.unwrap());
    assert!(!intake::any_before(&other, &tx_of(house, &other).await, then).await.unwrap());
    let ids = async |ctx: &Ctx, then| {
        let found = intake::before(ctx, &tx_of(house, ctx).await, then).await.unwrap();
        found.into_iter().map(|it| it.id).collect::<Vec<_>>()
    };
    assert_eq!((ids(&ctx, then).await, ids(&other, then).await), (vec![second], Vec::new()));
    assert_eq!(ids(&ctx, kept.created).await, [], "as old as that is not older");
    drop(tx);
    for (ctx, many) in [(&other, 0), (&ctx, 1)] {
        let work = house.store.begin(ctx).await.unwrap();
        assert_eq!(intake::forget(ctx, &work, then).await.unwrap(), many);
        save(work, "conflict.forget").await;
    }
    assert!(all(&ctx).await.is_empty());
}

async fn tx_of(house: &House, ctx: &Ctx) -> Tx {
    house.store.read(ctx).await.unwrap()
}

async fn every_dossier_of_the_firm_is_read_with_the_facts(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let colleague = house.person(firm, Role::Lawyer).await;
    let theirs = house.ctx(firm.tenant, colleague, Role::Lawyer);
    let own = house.dossier(firm, "Eigen").await;
    house.pass(1_000);
    let open: DossierId = house.id();
    let work = house.store.begin(&ctx).await.unwrap();
    let draft = DossierDraft { access: Access::Firm, ..DossierDraft::default() };
    dossier::add(&ctx, &work, open, &draft).await.unwrap();
    wall::raise(&ctx, &work, open, colleague, &WallContent::default()).await.unwrap();
    save(work, "dossier.create").await;
    let tx = house.store.read(&theirs).await.unwrap();
    let all = dossier::every(&theirs, &tx, None, 10).await.unwrap();
    let seen: Vec<_> =
        all.iter().map(|(it, facts)| (it.id, facts.member, facts.walled, facts.open_to_firm)).collect();
    assert_eq!(seen, [(own, false, false, false), (open, false, true, true)]);
    let (first, rest) = (
        dossier::every(&theirs, &tx, None, 1).await.unwrap(),
        dossier::every(&theirs, &tx, Some(own), 10).await.unwrap(),
    );
    assert_eq!((first[0].0.id, first.len(), rest[0].0.id, rest.len()), (own, 1, open, 1));
}
