//! Screenings of dossiers against lists of sanctions.

use jiff::civil::date;
use legalmind_core::{
    DossierId, ScreeningId, Timestamp,
    party::{LikenessKind, PartyRole},
    sanction::{
        ListHead, ListedName, ListedSubject, MatchDecision, MatchOutcome, PossibleMatch, SanctionList,
        Screened, ScreeningContent, ScreeningState,
    },
};
use legalmind_store::{Error, sanction};

use crate::house::{Firm, House, both, save};

both!(
    a_screening_is_decided_by_whoever_read_it_last,
    the_screenings_of_a_dossier_are_listed_newest_first,
    another_firms_screening_is_not_there,
);

/// A screening's content with these words in all of its fields.
pub fn content(words: &str, decided: bool) -> ScreeningContent {
    let text = words.to_owned();
    let all = || vec![text.clone()];
    let entry = ListedSubject {
        id: text.clone(),
        reference: text.clone(),
        kind: None,
        names: vec![ListedName { text: text.clone(), weak: false }],
        births: all(),
        nationalities: all(),
        identifications: all(),
        programmes: all(),
        regulations: all(),
        links: all(),
        since: text.clone(),
        remark: text.clone(),
    };
    let found = PossibleMatch {
        number: 1,
        list: SanctionList::Eu,
        likeness: LikenessKind::Spelling,
        alike: text.clone(),
        weak: false,
        entry,
    };
    let decision = MatchDecision {
        number: 1,
        outcome: MatchOutcome::OtherPerson,
        reason: text.clone(),
        by: None,
        at: Timestamp::UNIX_EPOCH,
        carried: false,
    };
    let list = ListHead {
        list: SanctionList::Eu,
        date: date(2026, 11, 27),
        entries: 1,
        names: 1,
        sha256: [7; 32],
        imported: Timestamp::UNIX_EPOCH,
    };
    let name = Screened { name: text, role: PartyRole::Client, matches: vec![found], more: 0 };
    ScreeningContent {
        lists: vec![list],
        on: date(2026, 11, 30),
        names: vec![name],
        decisions: if decided { vec![decision] } else { Vec::new() },
    }
}

async fn screened(house: &House, firm: Firm, dossier: DossierId, words: &str) -> ScreeningId {
    let (ctx, id) = (house.lawyer(firm), house.id());
    let work = house.store.begin(&ctx).await.unwrap();
    sanction::add(&ctx, &work, id, dossier, &content(words, false)).await.unwrap();
    save(work, "sanction.screen").await;
    house.pass(1_000);
    id
}

async fn a_screening_is_decided_by_whoever_read_it_last(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let dossier = house.dossier(firm, "Zaak").await;
    let id = screened(house, firm, dossier, "een").await;
    let found = sanction::get(&ctx, &house.store.read(&ctx).await.unwrap(), id).await.unwrap();
    assert_eq!((found.dossier, found.state, found.revision), (dossier, ScreeningState::Open, 1));
    assert_eq!((&found.content, found.created_by), (&content("een", false), Some(firm.user)));
    let work = house.store.begin(&ctx).await.unwrap();
    sanction::update(&ctx, &work, id, 1, &content("een", true)).await.unwrap();
    save(work, "sanction.decide").await;
    let work = house.store.begin(&ctx).await.unwrap();
    let late = sanction::update(&ctx, &work, id, 1, &content("twee", false)).await;
    assert!(matches!(late, Err(Error::Conflict)), "{late:?}");
    let none = sanction::update(&ctx, &work, house.id(), 1, &content("x", false)).await;
    assert!(matches!(none, Err(Error::NotFound)), "{none:?}");
    drop(work);
    let found = sanction::get(&ctx, &house.store.read(&ctx).await.unwrap(), id).await.unwrap();
    assert_eq!((found.state, found.revision), (ScreeningState::Decided, 2));
    assert_eq!(found.content, content("een", true));
    assert!(found.updated > found.created);
}

async fn the_screenings_of_a_dossier_are_listed_newest_first(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let dossier = house.dossier(firm, "Zaak").await;
    let other = house.dossier(firm, "Andere").await;
    let first = screened(house, firm, dossier, "een").await;
    let second = screened(house, firm, dossier, "twee").await;
    screened(house, firm, other, "drie").await;
    let tx = house.store.read(&ctx).await.unwrap();
    let ids = |all: Vec<sanction::Screening>| all.into_iter().map(|it| it.id).collect::<Vec<_>>();
    assert_eq!(ids(sanction::list(&ctx, &tx, dossier, 10).await.unwrap()), [second, first]);
    assert_eq!(ids(sanction::list(&ctx, &tx, dossier, 1).await.unwrap()), [second]);
}

async fn another_firms_screening_is_not_there(house: &House) {
    let firm = house.firm().await;
    let dossier = house.dossier(firm, "Zaak").await;
    let id = screened(house, firm, dossier, "een").await;
    let other = house.lawyer(house.firm().await);
    let tx = house.store.read(&other).await.unwrap();
    assert!(matches!(sanction::get(&other, &tx, id).await, Err(Error::NotFound)));
    assert!(sanction::list(&other, &tx, dossier, 10).await.unwrap().is_empty());
    drop(tx);
    let work = house.store.begin(&other).await.unwrap();
    let foreign = sanction::update(&other, &work, id, 1, &content("x", true)).await;
    assert!(matches!(foreign, Err(Error::NotFound)), "{foreign:?}");
    let added = sanction::add(&other, &work, house.id(), dossier, &content("x", false)).await;
    assert!(matches!(added, Err(Error::NotFound)), "{added:?}");
}
