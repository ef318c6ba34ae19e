//! The unit of work: all or nothing, and never without an audit entry.

use legalmind_core::{audit::Entry, dossier::DossierContent};
use legalmind_store::{
    Ask, Error,
    dossier::{self, DossierDraft, Filter},
    rights,
};

use crate::house::{House, both, save};

both!(
    p059_a_change_without_an_entry_is_not_saved,
    what_is_not_saved_leaves_nothing,
    a_stale_revision_is_a_conflict,
    a_key_is_fetched_from_the_row_after_a_restart,
    a_saved_unit_is_heard_of,
);

async fn p059_a_change_without_an_entry_is_not_saved(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let work = house.store.begin(&ctx).await.unwrap();
    let dossier = house.id();
    dossier::add(&ctx, &work, dossier, &DossierDraft::default()).await.unwrap();
    assert!(matches!(work.save().await, Err(Error::Unaudited)));
    let tx = house.store.read(&ctx).await.unwrap();
    assert!(matches!(dossier::get(&ctx, &tx, dossier).await, Err(Error::NotFound)));
    assert_eq!(legalmind_store::audit::verify(&ctx, &tx).await.unwrap().seq, 1);
    drop(tx);
    // Without a change, no entry is needed.
    house.store.begin(&ctx).await.unwrap().save().await.unwrap();
}

async fn what_is_not_saved_leaves_nothing(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let dossier = house.id();
    {
        let work = house.store.begin(&ctx).await.unwrap();
        dossier::add(&ctx, &work, dossier, &DossierDraft::default()).await.unwrap();
        work.audit(Entry::done("dossier.create", "dossier", uuid::Uuid::nil())).unwrap();
        // What is not saved is seen by nobody else.
        let tx = house.store.read(&ctx).await.unwrap();
        assert!(dossier::facts(&ctx, &tx, dossier).await.unwrap().is_none());
    }
    let again = house.reopen().await;
    let tx = again.read(&ctx).await.unwrap();
    assert!(dossier::facts(&ctx, &tx, dossier).await.unwrap().is_none());
    assert_eq!(legalmind_store::audit::verify(&ctx, &tx).await.unwrap().seq, 1);
    // The writer is free again.
    house.dossier(firm, "Na de val").await;
}

async fn a_stale_revision_is_a_conflict(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let dossier = house.dossier(firm, "Oud").await;
    let draft = |name: &str| DossierDraft {
        content: DossierContent { name: name.to_owned(), ..DossierContent::default() },
        ..DossierDraft::default()
    };
    let work = house.store.begin(&ctx).await.unwrap();
    dossier::update(&ctx, &work, dossier, 1, &draft("Nieuw")).await.unwrap();
    save(work, "dossier.update").await;
    let work = house.store.begin(&ctx).await.unwrap();
    let stale = dossier::update(&ctx, &work, dossier, 1, &draft("Nooit")).await;
    assert!(matches!(stale, Err(Error::Conflict)), "{stale:?}");
    let absent = dossier::update(&ctx, &work, house.id(), 1, &draft("Nooit")).await;
    assert!(matches!(absent, Err(Error::NotFound)));
    drop(work);
    let tx = house.store.read(&ctx).await.unwrap();
    let now = dossier::get(&ctx, &tx, dossier).await.unwrap();
    assert_eq!((now.content.name.as_str(), now.revision), ("Nieuw", 2));
}

async fn a_key_is_fetched_from_the_row_after_a_restart(house: &House) {
    let firm = house.firm().await;
    let dossier = house.dossier(firm, "Van Loon").await;
    house.ring.forget(firm.tenant);
    let ctx = house.lawyer(firm);
    let store = house.reopen().await;
    let tx = store.read(&ctx).await.unwrap();
    assert_eq!(dossier::get(&ctx, &tx, dossier).await.unwrap().content.name, "Van Loon");
    assert_eq!(legalmind_store::tenant::get(&ctx, &tx).await.unwrap().name, "Kade Advocaten");
    assert_eq!(legalmind_store::tenant::list(&store).await.unwrap(), [firm.tenant]);
    let nobody = house.ctx(house.id(), firm.user, legalmind_core::account::Role::Lawyer);
    assert!(matches!(store.read(&nobody).await, Err(Error::NotFound)));
    store.ping().await.unwrap();
}

async fn a_saved_unit_is_heard_of(house: &House) {
    let (one, other) = (house.firm().await, house.firm().await);
    let (mut mine, theirs) = (house.store.changed(one.tenant), house.store.changed(other.tenant));
    house.dossier(one, "Gehoord").await;
    mine.changed().await.unwrap();
    assert!(!theirs.has_changed().unwrap());
    // The house's own context has a tenant and no rights.
    let keeper = house.store.housekeeper(one.tenant, "index");
    let tx = house.store.read(&keeper).await.unwrap();
    assert!(dossier::visible(&keeper, &tx).await.unwrap().is_empty());
    let all = dossier::list(&keeper, &tx, &Filter::default(), &Ask::default()).await.unwrap();
    assert!(all.items.is_empty());
    let read = legalmind_core::rights::Action::DossierRead;
    assert!(matches!(rights::require(&keeper, &tx, read, house.id()).await, Err(Error::NotFound)));
}
