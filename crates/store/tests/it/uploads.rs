//! Uploads under way, and requests sent twice.

use std::time::Duration;

use legalmind_core::account::Role;
use legalmind_store::{
    Error,
    idempotency::{self, Remembered},
    upload::{self, UploadContent},
    version::Segment,
};

use crate::house::{House, both, save};

both!(an_upload_grows_by_segments, a_request_sent_twice_is_answered_once);

async fn an_upload_grows_by_segments(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let dossier = house.dossier(firm, "Groot").await;
    let later = |millis: u64| house.world.now().checked_add(Duration::from_millis(millis)).unwrap();
    let content = UploadContent {
        name: "groot.pdf".to_owned(),
        folder: vec!["A".to_owned()],
        declared: String::new(),
        version: house.id(),
        key: vec![1; 40],
        segments: vec![],
    };
    let id = house.id();
    let work = house.store.begin(&ctx).await.unwrap();
    upload::add(&ctx, &work, id, dossier, 150, later(1000), &content).await.unwrap();
    save(work, "upload.create").await;
    let segment = |len| Segment { blob: house.id(), len };
    let work = house.store.begin(&ctx).await.unwrap();
    let mut it = upload::get(&ctx, &work, id).await.unwrap();
    let mut stale = it.clone();
    let first = segment(100);
    assert_eq!(upload::append_segment(&ctx, &work, &mut it, first, later(2000)).await.unwrap(), 100);
    let twice = upload::append_segment(&ctx, &work, &mut stale, segment(100), later(2000)).await;
    assert!(matches!(twice, Err(Error::Conflict)));
    let much = upload::append_segment(&ctx, &work, &mut it, segment(51), later(2000)).await;
    assert!(matches!(much, Err(Error::Conflict)));
    work.save().await.unwrap();
    let store = house.reopen().await;
    let tx = store.read(&ctx).await.unwrap();
    assert_eq!(upload::list(&ctx, &tx, dossier).await.unwrap(), [it.clone()]);
    assert_eq!((it.offset, it.size, it.content.segments.as_slice()), (100, 150, [first].as_slice()));
    assert_eq!(upload::blobs(&ctx, &tx).await.unwrap(), [first.blob]);
    assert!(upload::expired(&ctx, &tx).await.unwrap().is_empty());
    drop(tx);
    let other = house.ctx(firm.tenant, house.id(), Role::Lawyer);
    let tx = store.read(&other).await.unwrap();
    assert!(matches!(upload::get(&other, &tx, id).await, Err(Error::NotFound)), "another's upload");
    drop(tx);
    house.pass(2000);
    let work = house.store.begin(&ctx).await.unwrap();
    assert_eq!(upload::expired(&ctx, &work).await.unwrap(), [it]);
    upload::remove(&ctx, &work, id).await.unwrap();
    assert!(matches!(upload::remove(&ctx, &work, id).await, Err(Error::NotFound)));
    save(work, "upload.expire").await;
}

async fn a_request_sent_twice_is_answered_once(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let answer = Remembered { fingerprint: [1; 32], status: 201, body: b"{}".to_vec() };
    let work = house.store.begin(&ctx).await.unwrap();
    assert_eq!(idempotency::get(&ctx, &work, "k1").await.unwrap(), None);
    idempotency::put(&ctx, &work, "k1", &answer).await.unwrap();
    work.save().await.unwrap();
    let work = house.store.begin(&ctx).await.unwrap();
    assert_eq!(idempotency::get(&ctx, &work, "k1").await.unwrap(), Some(answer.clone()));
    let other = house.ctx(firm.tenant, house.id(), Role::Lawyer);
    assert_eq!(idempotency::get(&other, &work, "k1").await.unwrap(), None, "keys are a person's own");
    assert!(matches!(idempotency::put(&ctx, &work, "k1", &answer).await, Err(Error::Exists)));
    drop(work);
    house.pass(1000);
    let work = house.store.begin(&ctx).await.unwrap();
    idempotency::sweep(&ctx, &work, house.world.now()).await.unwrap();
    assert_eq!(idempotency::get(&ctx, &work, "k1").await.unwrap(), None);
}
