//! The queue: nobody works twice on one job, and no job is lost.

use std::{collections::BTreeMap, time::Duration};

use legalmind_core::{
    account::Role,
    document::Reason,
    job::{JobKind, JobState},
};
use legalmind_store::{
    Ask, Error,
    job::{self, NewJob},
};

use crate::house::{Firm, House, both, save};

both!(
    no_job_runs_twice_among_many_workers,
    a_job_left_behind_is_claimed_by_another_and_the_first_can_do_nothing,
    a_job_is_retried_when_its_time_has_come,
    jobs_are_seen_by_readers_of_their_dossier,
    a_job_comes_with_its_change_or_not_at_all,
    a_process_that_comes_back_takes_its_own_jobs_back,
    a_job_that_is_withdrawn_is_lost_to_who_holds_it,
);

const LEASE: Duration = Duration::from_secs(60);

async fn put(house: &House, firm: Firm, many: u128) {
    let ctx = house.lawyer(firm);
    let work = house.store.begin(&ctx).await.unwrap();
    for n in 0..many {
        let new = NewJob {
            kind: JobKind::Ingest,
            subject: uuid::Uuid::from_u128(n),
            document: None,
            dossier: None,
        };
        job::add(&ctx, &work, &new).await.unwrap();
    }
    save(work, "job.create").await;
}

async fn claim(house: &House, worker: &str) -> Option<job::Claimed> {
    job::claim(&house.store, JobKind::Ingest, worker, LEASE).await.unwrap()
}

async fn no_job_runs_twice_among_many_workers(house: &House) {
    let (one, other) = (house.firm().await, house.firm().await);
    let heard = house.store.jobs_added();
    put(house, one, 30).await;
    put(house, other, 10).await;
    assert!(heard.has_changed().unwrap());
    let mut workers = tokio::task::JoinSet::new();
    for n in 0..8 {
        // Half of the workers are another process's.
        let store = if n % 2 == 0 { house.store.clone() } else { house.reopen().await };
        let world = house.world.clone();
        workers.spawn(async move {
            let mut ran = Vec::new();
            while let Some(it) = job::claim(&store, JobKind::Ingest, &format!("w{n}"), LEASE).await.unwrap() {
                assert_eq!(it.role, Some(Role::Lawyer));
                let ctx = store.housekeeper(it.tenant, "test");
                let work = store.begin(&ctx).await.unwrap();
                job::done(&ctx, &work, &it).await.unwrap();
                work.save().await.unwrap();
                ran.push((it.tenant, it.job.id));
                let _ = world.now();
            }
            ran
        });
    }
    let mut runs = BTreeMap::new();
    while let Some(ran) = workers.join_next().await {
        for it in ran.unwrap() {
            *runs.entry(it).or_insert(0) += 1;
        }
    }
    assert_eq!(runs.len(), 40);
    assert!(runs.values().all(|times| *times == 1));
}

async fn a_job_left_behind_is_claimed_by_another_and_the_first_can_do_nothing(house: &House) {
    let firm = house.firm().await;
    put(house, firm, 1).await;
    let ctx = house.lawyer(firm);
    let first = claim(house, "first").await.unwrap();
    assert!(claim(house, "second").await.is_none());
    house.pass(59_000);
    job::beat(&house.store, &first, LEASE, 3, 10).await.unwrap();
    house.pass(59_000);
    assert!(claim(house, "second").await.is_none(), "the lease was kept up");
    let due = job::next_due(&house.store, JobKind::Ingest).await.unwrap().unwrap();
    assert_eq!(due.as_millisecond() - house.world.now().as_millisecond(), 1000);
    house.pass(2_000);
    let second = claim(house, "second").await.unwrap();
    assert_eq!((second.job.id, second.job.attempt, second.job.done), (first.job.id, 2, 3));
    assert!(matches!(job::beat(&house.store, &first, LEASE, 4, 10).await, Err(Error::Conflict)));
    assert!(matches!(job::release(&house.store, &first).await, Err(Error::Conflict)));
    let work = house.store.begin(&ctx).await.unwrap();
    assert!(matches!(job::done(&ctx, &work, &first).await, Err(Error::Conflict)));
    let late = job::retry(&ctx, &work, &first, Reason::Crashed, house.world.now()).await;
    assert!(matches!(late, Err(Error::Conflict)));
    assert!(matches!(job::fail(&ctx, &work, &first, Reason::Crashed).await, Err(Error::Conflict)));
    job::done(&ctx, &work, &second).await.unwrap();
    work.save().await.unwrap();
    let tx = house.store.read(&ctx).await.unwrap();
    let ended = job::get(&ctx, &tx, second.job.id).await.unwrap();
    assert_eq!((ended.done, ended.total), (10, 10), "what is done is whole");
    drop(tx);
    house.pass(3_600_000);
    assert!(claim(house, "third").await.is_none());
}

async fn a_job_is_retried_when_its_time_has_come(house: &House) {
    let firm = house.firm().await;
    put(house, firm, 1).await;
    let ctx = house.lawyer(firm);
    let subject = uuid::Uuid::from_u128(0);
    let now = async || {
        let tx = house.store.read(&ctx).await.unwrap();
        job::find_by_subject(&ctx, &tx, JobKind::Ingest, subject).await.unwrap().unwrap()
    };
    let it = claim(house, "w").await.unwrap();
    let at = house.world.now().checked_add(Duration::from_secs(30)).unwrap();
    let work = house.store.begin(&ctx).await.unwrap();
    job::retry(&ctx, &work, &it, Reason::ScannerUnavailable, at).await.unwrap();
    work.save().await.unwrap();
    let shown = now().await;
    assert_eq!(
        (shown.state, shown.reason, shown.run_at),
        (JobState::Waiting, Some(Reason::ScannerUnavailable), at)
    );
    assert!(claim(house, "w").await.is_none());
    assert_eq!(job::next_due(&house.store, JobKind::Ingest).await.unwrap(), Some(at));
    house.pass(30_000);
    let it = claim(house, "w").await.unwrap();
    job::release(&house.store, &it).await.unwrap();
    let it = claim(house, "w").await.unwrap();
    assert_eq!(it.job.attempt, 3);
    let work = house.store.begin(&ctx).await.unwrap();
    job::fail(&ctx, &work, &it, Reason::Malformed).await.unwrap();
    work.save().await.unwrap();
    let shown = now().await;
    assert_eq!((shown.state, shown.reason), (JobState::Failed, Some(Reason::Malformed)));
    assert_eq!(job::next_due(&house.store, JobKind::Ingest).await.unwrap(), None);
    let tx = house.store.read(&ctx).await.unwrap();
    assert_eq!(job::get(&ctx, &tx, it.job.id).await.unwrap(), shown);
}

async fn jobs_are_seen_by_readers_of_their_dossier(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let dossier = house.dossier(firm, "Werk").await;
    let (document, version) = house.document(firm, dossier, "x.pdf", [1; 32]).await;
    let work = house.store.begin(&ctx).await.unwrap();
    let new = NewJob {
        kind: JobKind::Ingest,
        subject: version.uuid(),
        document: Some(document),
        dossier: Some(dossier),
    };
    let id = job::add(&ctx, &work, &new).await.unwrap();
    save(work, "document.create").await;
    let list = async |ctx: &legalmind_core::Ctx, states: &[JobState]| {
        let tx = house.store.read(ctx).await.unwrap();
        let listed = job::list(ctx, &tx, states, &Ask::default()).await.unwrap();
        listed.items.into_iter().map(|it| it.id).collect::<Vec<_>>()
    };
    assert_eq!(list(&ctx, &[]).await, [id]);
    assert_eq!(list(&ctx, &[JobState::Waiting, JobState::Running]).await, [id]);
    assert!(list(&ctx, &[JobState::Done]).await.is_empty());
    assert!(list(&house.ctx(firm.tenant, house.id(), Role::Lawyer), &[]).await.is_empty());
    let other = house.firm().await;
    assert!(list(&house.lawyer(other), &[]).await.is_empty());
    // A document that goes takes its jobs with it.
    let work = house.store.begin(&ctx).await.unwrap();
    legalmind_store::document::remove(&ctx, &work, document).await.unwrap();
    save(work, "document.remove").await;
    assert!(claim(house, "w").await.is_none());
}

async fn a_job_comes_with_its_change_or_not_at_all(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let work = house.store.begin(&ctx).await.unwrap();
    let new = NewJob { kind: JobKind::Ingest, subject: uuid::Uuid::nil(), document: None, dossier: None };
    job::add(&ctx, &work, &new).await.unwrap();
    if house.is_postgres() {
        assert!(claim(house, "w").await.is_none(), "not before it is saved");
    }
    drop(work);
    assert!(claim(house, "w").await.is_none());
}

async fn a_process_that_comes_back_takes_its_own_jobs_back(house: &House) {
    let (one, other) = (house.firm().await, house.firm().await);
    put(house, one, 1).await;
    put(house, other, 2).await;
    let killed = [claim(house, "a/0").await.unwrap(), claim(house, "a/1").await.unwrap()];
    let elsewhere = claim(house, "ab/0").await.unwrap();
    assert!(claim(house, "a/0").await.is_none(), "all are held");
    let heard = house.store.jobs_added();
    assert_eq!(job::take_back(&house.store, "a").await.unwrap(), 2);
    assert!(heard.has_changed().unwrap());
    // at once, and no worker of the run before can end them
    let again = [claim(house, "a/0").await.unwrap(), claim(house, "a/1").await.unwrap()];
    let ids =
        |all: &[job::Claimed]| all.iter().map(|it| it.job.id).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(ids(&again), ids(&killed));
    assert!(again.iter().all(|it| it.job.attempt == 2));
    assert!(matches!(job::release(&house.store, &killed[0]).await, Err(Error::Conflict)));
    // another process still holds its own
    job::beat(&house.store, &elsewhere, LEASE, 1, 2).await.unwrap();
    assert_eq!(job::take_back(&house.store, "b").await.unwrap(), 0);
}

async fn a_job_that_is_withdrawn_is_lost_to_who_holds_it(house: &House) {
    let firm = house.firm().await;
    put(house, firm, 2).await;
    let (ctx, other) = (house.lawyer(firm), house.lawyer(house.firm().await));
    let held = claim(house, "w").await.unwrap();
    let withdraw = async |ctx: &legalmind_core::Ctx, kind: JobKind| {
        let work = house.store.begin(ctx).await.unwrap();
        job::withdraw(ctx, &work, kind, held.job.subject).await.unwrap();
        work.save().await.unwrap();
    };
    // another firm's, and another kind's, stay
    withdraw(&other, JobKind::Ingest).await;
    withdraw(&ctx, JobKind::Check).await;
    job::beat(&house.store, &held, LEASE, 1, 2).await.unwrap();
    withdraw(&ctx, JobKind::Ingest).await;
    assert!(matches!(job::beat(&house.store, &held, LEASE, 1, 2).await, Err(Error::Conflict)));
    let work = house.store.begin(&ctx).await.unwrap();
    assert!(matches!(job::done(&ctx, &work, &held).await, Err(Error::Conflict)));
    drop(work);
    assert!(claim(house, "w").await.is_some(), "that of another subject waits as before");
    assert!(claim(house, "w").await.is_none());
}
