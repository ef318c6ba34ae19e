//! The unit of work: all or nothing, and never without an audit entry.

use legalmind_core::{audit::Entry, dossier::DossierContent};
use legalmind_store::{
    Ask, Error, Store, StoreOptions,
    dossier::{self, DossierDraft, Filter},
    rights,
};

use crate::house::{Engine, Firm, House, both, save};

both!(
    p059_a_change_without_an_entry_is_not_saved,
    what_is_not_saved_leaves_nothing,
    a_stale_revision_is_a_conflict,
    a_key_is_fetched_from_the_row_after_a_restart,
    a_saved_unit_is_heard_of,
    p064_a_crash_loses_nothing_that_was_acknowledged,
    nodes_bring_the_tables_up_to_date_one_at_a_time,
    a_database_of_an_older_form_is_refused_and_left_as_it_is,
    p047_a_role_that_passes_by_row_level_security_is_refused,
    one_firms_trouble_does_not_fail_the_looks_of_others,
    of_units_at_the_same_time_each_is_kept_whole_or_not_at_all,
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

/// What the disk holds at this moment, as after a loss of power: the file and its journal,
/// copied while the process runs.
async fn p064_a_crash_loses_nothing_that_was_acknowledged(house: &House) {
    let Engine::Sqlite { dir } = &house.engine else { return };
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let kept = house.dossier(firm, "Bevestigd").await;
    house.store.look(&ctx, Entry::done("dossier.read", "dossier", kept.uuid())).await.unwrap();
    let work = house.store.begin(&ctx).await.unwrap();
    let lost = house.id();
    dossier::add(&ctx, &work, lost, &DossierDraft::default()).await.unwrap();
    work.audit(Entry::done("dossier.create", "dossier", uuid::Uuid::nil())).unwrap();
    let crashed = tempfile::tempdir().unwrap();
    for file in ["rows.db", "rows.db-wal"] {
        std::fs::copy(dir.path().join(file), crashed.path().join(file)).unwrap();
    }
    let url = format!("sqlite://{}/rows.db", crashed.path().display());
    let after = Store::open(&StoreOptions::new(url), house.ring.clone(), house.world.clone()).await.unwrap();
    after.migrate().await.unwrap();
    let tx = after.read(&ctx).await.unwrap();
    assert_eq!(dossier::get(&ctx, &tx, kept).await.unwrap().content.name, "Bevestigd");
    assert!(dossier::facts(&ctx, &tx, lost).await.unwrap().is_none());
    assert_eq!(legalmind_store::audit::verify(&ctx, &tx).await.unwrap().seq, 3);
}

async fn a_database_of_an_older_form_is_refused_and_left_as_it_is(house: &House) {
    let firm = house.firm().await;
    assert_eq!(house.tamper("DELETE FROM seaql_migrations WHERE version LIKE 'm0000%'").await, 1);
    let again = house.reopen().await;
    assert!(matches!(again.migrate().await, Err(Error::OldForm)));
    assert!(matches!(again.migrate().await, Err(Error::OldForm)), "the refusal itself changes nothing");
    let tx = house.store.read(&house.lawyer(firm)).await.unwrap();
    assert!(dossier::visible(&house.lawyer(firm), &tx).await.is_ok());
}

async fn nodes_bring_the_tables_up_to_date_one_at_a_time(house: &House) {
    if house.is_postgres() {
        house.tamper("DROP SCHEMA public CASCADE; CREATE SCHEMA public AUTHORIZATION legalmind_suite").await;
        let (one, two, three) = (house.reopen().await, house.reopen().await, house.reopen().await);
        let (one, two, three) = tokio::join!(one.migrate(), two.migrate(), three.migrate());
        assert!(one.is_ok() && two.is_ok() && three.is_ok(), "{one:?} {two:?} {three:?}");
    }
    house.firm().await;
    house.store.close().await.unwrap();
    assert!(matches!(house.store.ping().await, Err(Error::Unavailable(_))));
}

async fn p047_a_role_that_passes_by_row_level_security_is_refused(house: &House) {
    if house.is_postgres() {
        let options = StoreOptions::new(house.admin_url());
        let refused = Store::open(&options, house.ring.clone(), house.world.clone()).await;
        assert!(matches!(refused, Err(Error::Unavailable(_))));
    }
}

async fn one_firms_trouble_does_not_fail_the_looks_of_others(house: &House) {
    let firm = house.firm().await;
    let nowhere = Firm { tenant: house.id(), user: house.id() };
    // A key is known, but the firm's rows are not there.
    house.ring.create(nowhere.tenant, &house.world).await.unwrap();
    let entry = Entry::done("search", "search", uuid::Uuid::nil());
    let (mine, theirs) = (house.lawyer(firm), house.lawyer(nowhere));
    let looks = async |ctx| {
        let mut outcomes = Vec::new();
        for _ in 0..10 {
            outcomes.push(house.store.look(ctx, entry).await.is_ok());
        }
        outcomes
    };
    let (sound, broken) = tokio::join!(looks(&mine), looks(&theirs));
    assert_eq!((sound, broken), (vec![true; 10], vec![false; 10]));
    let tx = house.store.read(&mine).await.unwrap();
    assert_eq!(legalmind_store::audit::verify(&mine, &tx).await.unwrap().seq, 11);
}

async fn of_units_at_the_same_time_each_is_kept_whole_or_not_at_all(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let unit = async |number: u32| {
        let dossier = house.id();
        let work = house.store.begin(&ctx).await.unwrap();
        dossier::add(&ctx, &work, dossier, &DossierDraft::default()).await.unwrap();
        work.audit(Entry::done("dossier.create", "dossier", dossier.uuid())).unwrap();
        match number % 5 {
            // given up
            0 => drop(work),
            // refused by the database, since the dossier is there
            1 => {
                let again = dossier::add(&ctx, &work, dossier, &DossierDraft::default()).await;
                assert!(matches!(again, Err(Error::Exists)), "{again:?}");
            }
            // nobody waits until it is saved
            2 => {
                let _ = tokio::time::timeout(std::time::Duration::ZERO, work.save()).await;
                return (dossier, None);
            }
            _ => {
                work.save().await.unwrap();
                // from here on every reader sees it
                let tx = house.store.read(&ctx).await.unwrap();
                assert!(dossier::facts(&ctx, &tx, dossier).await.unwrap().is_some());
                return (dossier, Some(true));
            }
        }
        (dossier, Some(false))
    };
    let units = futures::future::join_all((0..250).map(unit)).await;
    // the last word of those nobody waited for
    house.store.begin(&ctx).await.unwrap().save().await.unwrap();
    let tx = house.store.read(&ctx).await.unwrap();
    let mut kept = 0;
    for (dossier, expected) in units {
        let there = dossier::facts(&ctx, &tx, dossier).await.unwrap().is_some();
        assert_eq!(there, expected.unwrap_or(there), "as it was said");
        kept += u64::from(there);
    }
    assert!(kept >= 100);
    assert_eq!(legalmind_store::audit::verify(&ctx, &tx).await.unwrap().seq, 1 + kept);
}
