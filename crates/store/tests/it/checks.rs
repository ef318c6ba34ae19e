//! Playbooks and the checks against them.

use legalmind_core::{
    CheckId, DocumentId, PlaybookId, VersionId,
    check::{CheckContent, CheckState, Facts, FindingDecision, Proposed, Report, Settlement, Words},
    clause::LibraryState,
    playbook::{PlaybookContent, PlaybookHead},
};
use legalmind_store::{
    Error,
    check::{self, CheckOf},
    document,
    library::{self, Next},
    playbook::{PlaybookVersion, Playbooks},
};

use crate::house::{Firm, House, both, save};

both!(
    a_playbook_keeps_its_versions,
    a_check_is_decided_by_whoever_read_it_last,
    checks_are_listed_newest_first_and_the_last_is_found,
    another_firms_check_is_not_there,
    a_check_goes_with_its_document,
);

/// A version of a playbook with these words in all of its fields.
pub fn version(words: &str) -> PlaybookVersion {
    let title = Words { nl: words.to_owned(), en: words.to_owned() };
    let head = PlaybookHead { title, kind: words.to_owned(), rules: 3, sha256: [5; 32] };
    PlaybookVersion { head, text: words.to_owned() }
}

/// A check's content with these words in all of its fields.
pub fn content(words: &str) -> CheckContent {
    let decision = FindingDecision {
        rule: words.to_owned(),
        settlement: Settlement::AcceptedRisk,
        reason: words.to_owned(),
        by: None,
        name: Some(words.to_owned()),
        at: legalmind_core::Timestamp::UNIX_EPOCH,
        by_lawyer: true,
        carried: false,
    };
    let title = Words { nl: words.to_owned(), en: words.to_owned() };
    let proposed =
        Proposed { rule: words.to_owned(), text: words.to_owned(), clause: Some(words.to_owned()) };
    CheckContent {
        document_name: words.to_owned(),
        version_number: 1,
        checked_by: Some(words.to_owned()),
        proposed: vec![proposed],
        facts: Facts([(words.to_owned(), words.to_owned())].into()),
        report: Report { playbook: words.to_owned(), title, ..Report::default() },
        decisions: vec![decision],
        ..CheckContent::default()
    }
}

async fn a_playbook_keeps_its_versions(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let id: PlaybookId = house.id();
    let kept = PlaybookContent { key: Some("avg".into()), approved: None };
    let work = house.store.begin(&ctx).await.unwrap();
    library::add::<Playbooks>(&ctx, &work, id, Some("avg"), &kept, &version("een")).await.unwrap();
    save(work, "playbook.add").await;
    let work = house.store.begin(&ctx).await.unwrap();
    let twice = library::add::<Playbooks>(&ctx, &work, house.id(), Some("avg"), &kept, &version("een")).await;
    assert!(matches!(twice, Err(Error::Exists)), "{twice:?}");
    drop(work);
    let work = house.store.begin(&ctx).await.unwrap();
    let twee = version("twee");
    let next = Next::<Playbooks> { state: LibraryState::Approved, content: &kept, version: Some(&twee) };
    library::update(&ctx, &work, id, 1, next).await.unwrap();
    save(work, "playbook.update").await;
    let tx = house.store.read(&ctx).await.unwrap();
    let found = library::find::<Playbooks>(&ctx, &tx, "avg").await.unwrap().unwrap();
    assert_eq!((found.id, found.number, found.state), (id, 2, LibraryState::Approved));
    let heads = library::versions::<Playbooks, PlaybookHead>(&ctx, &tx, id).await.unwrap();
    let titles: Vec<_> = heads.into_iter().map(|it| it.content.title.nl).collect();
    assert_eq!(titles, ["een", "twee"]);
    assert_eq!(library::version::<Playbooks>(&ctx, &tx, id, 1).await.unwrap().content.text, "een");
}

/// A check of a new document in a new dossier.
async fn checked(house: &House, firm: Firm) -> (CheckId, CheckOf) {
    let dossier = house.dossier(firm, "Zaak").await;
    let (document, version) = house.document(firm, dossier, "x.docx", [1; 32]).await;
    let of = CheckOf { dossier, document, version, playbook: house.id(), playbook_number: 2, previous: None };
    (again(house, firm, of).await, of)
}

async fn again(house: &House, firm: Firm, of: CheckOf) -> CheckId {
    let ctx = house.lawyer(firm);
    let id = house.id();
    let work = house.store.begin(&ctx).await.unwrap();
    check::add(&ctx, &work, id, of, CheckState::Open, &content("een")).await.unwrap();
    save(work, "check.start").await;
    house.pass(1_000);
    id
}

async fn a_check_is_decided_by_whoever_read_it_last(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let (id, of) = checked(house, firm).await;
    let found = check::get(&ctx, &house.store.read(&ctx).await.unwrap(), id).await.unwrap();
    assert_eq!((found.of, found.state, found.revision), (of, CheckState::Open, 1));
    assert_eq!((&found.content, found.created_by), (&content("een"), Some(firm.user)));
    let work = house.store.begin(&ctx).await.unwrap();
    check::update(&ctx, &work, id, 1, CheckState::Decided, &content("twee")).await.unwrap();
    save(work, "check.decide").await;
    let work = house.store.begin(&ctx).await.unwrap();
    let late = check::update(&ctx, &work, id, 1, CheckState::Open, &content("drie")).await;
    assert!(matches!(late, Err(Error::Conflict)), "{late:?}");
    let none = check::update(&ctx, &work, house.id(), 1, CheckState::Open, &content("x")).await;
    assert!(matches!(none, Err(Error::NotFound)), "{none:?}");
    drop(work);
    let found = check::get(&ctx, &house.store.read(&ctx).await.unwrap(), id).await.unwrap();
    assert_eq!((found.state, found.revision), (CheckState::Decided, 2));
    assert!(found.updated > found.created);
    assert_eq!(found.content, content("twee"));
}

async fn checks_are_listed_newest_first_and_the_last_is_found(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let (first, of) = checked(house, firm).await;
    let second = again(house, firm, CheckOf { previous: Some(first), ..of }).await;
    let other = again(house, firm, CheckOf { playbook: house.id(), ..of }).await;
    let tx = house.store.read(&ctx).await.unwrap();
    let all = check::list(&ctx, &tx, of.dossier).await.unwrap();
    assert_eq!(all.iter().map(|it| it.id).collect::<Vec<_>>(), [other, second, first]);
    let last = check::last(&ctx, &tx, of.document, of.playbook).await.unwrap().unwrap();
    assert_eq!((last.id, last.of.previous), (second, Some(first)));
    assert!(check::last(&ctx, &tx, house.id(), of.playbook).await.unwrap().is_none());
    drop(tx);
    // one that found nothing is followed by none
    for state in [CheckState::Running, CheckState::Stopped, CheckState::Failed] {
        let work = house.store.begin(&ctx).await.unwrap();
        check::add(&ctx, &work, house.id(), of, state, &content("een")).await.unwrap();
        save(work, "check.start").await;
    }
    let tx = house.store.read(&ctx).await.unwrap();
    let last = check::last(&ctx, &tx, of.document, of.playbook).await.unwrap().unwrap();
    assert_eq!(last.id, second);
}

async fn another_firms_check_is_not_there(house: &House) {
    let firm = house.firm().await;
    let (id, of) = checked(house, firm).await;
    let other = house.lawyer(house.firm().await);
    let tx = house.store.read(&other).await.unwrap();
    assert!(matches!(check::get(&other, &tx, id).await, Err(Error::NotFound)));
    assert!(check::list(&other, &tx, of.dossier).await.unwrap().is_empty());
    assert!(check::last(&other, &tx, of.document, of.playbook).await.unwrap().is_none());
    drop(tx);
    let work = house.store.begin(&other).await.unwrap();
    let foreign = check::update(&other, &work, id, 1, CheckState::Decided, &content("x")).await;
    assert!(matches!(foreign, Err(Error::NotFound)), "{foreign:?}");
    let (document, version): (DocumentId, VersionId) = (house.id(), house.id());
    let nowhere = CheckOf { document, version, ..of };
    let added = check::add(&other, &work, house.id(), nowhere, CheckState::Open, &content("x")).await;
    assert!(matches!(added, Err(Error::NotFound)), "{added:?}");
}

async fn a_check_goes_with_its_document(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let (id, of) = checked(house, firm).await;
    let work = house.store.begin(&ctx).await.unwrap();
    document::remove(&ctx, &work, of.document).await.unwrap();
    save(work, "document.remove").await;
    let tx = house.store.read(&ctx).await.unwrap();
    assert!(matches!(check::get(&ctx, &tx, id).await, Err(Error::NotFound)));
}
