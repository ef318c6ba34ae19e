//! Uploads under way, and requests sent twice.

use std::{sync::Arc, time::Duration};

use legalmind_core::{Ctx, Once, account::Role, audit::Entry};
use legalmind_store::{
    Error,
    dossier::{self, DossierDraft},
    idempotency::{self, Answered},
    upload::{self, UploadContent},
    version::Segment,
};

use crate::house::{House, both, save};

both!(an_upload_grows_by_segments, a_request_sent_twice_is_carried_out_once);

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
    let segment = |len| Segment { blob: house.id(), len, squeezed: false };
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

async fn a_request_sent_twice_is_carried_out_once(house: &House) {
    let firm = house.firm().await;
    let sent = |key: &str, request: &[u8]| {
        let once = Arc::new(Once::new(key, request.to_vec()));
        (house.lawyer(firm).with_once(Arc::clone(&once)), once)
    };
    let open = async |ctx: &Ctx| {
        let work = house.store.begin(ctx).await.unwrap();
        let dossier = house.id();
        dossier::add(ctx, &work, dossier, &DossierDraft::default()).await.unwrap();
        work.audit(Entry::done("dossier.create", "dossier", dossier.uuid()).in_dossier(dossier)).unwrap();
        (dossier, work)
    };
    let known = async |ctx: &Ctx, once: &Once| {
        let tx = house.store.read(ctx).await.unwrap();
        idempotency::find(ctx, &tx, once).await.unwrap()
    };
    // what is not saved is not known
    let (ctx, once) = sent("k1", b"a");
    let (_, lost) = open(&ctx).await;
    drop(lost);
    assert_eq!(known(&ctx, &once).await, None);
    assert!(!once.taken());

    let (dossier, work) = open(&ctx).await;
    work.save().await.unwrap();
    let found = known(&ctx, &once).await.unwrap();
    assert_eq!(
        (found.same, found.made.id, found.made.dossier()),
        (true, Some(dossier.uuid()), Some(dossier))
    );
    assert_eq!((found.made.object.as_str(), found.answer), ("dossier", None));
    // what the same request does later in its own name is not another try
    let (_, work) = open(&ctx).await;
    work.save().await.unwrap();

    let answer =
        Answered { status: 201, headers: vec![("etag".into(), b"x".to_vec())], body: b"{}".to_vec() };
    let work = house.store.begin(&ctx).await.unwrap();
    idempotency::answer(&ctx, &work, "k1", answer.clone()).await.unwrap();
    work.save().await.unwrap();
    assert_eq!(known(&ctx, &once).await.unwrap().answer, Some(answer));

    // a second request under this key, the same or another, saves nothing
    for request in [b"a", b"b"] {
        let (again, twice) = sent("k1", request);
        assert_eq!(known(&again, &twice).await.unwrap().same, request == b"a");
        let (never, work) = open(&again).await;
        assert!(matches!(work.save().await, Err(Error::Exists)));
        assert!(twice.clashed());
        let tx = house.store.read(&again).await.unwrap();
        assert!(dossier::facts(&again, &tx, never).await.unwrap().is_none());
    }
    // keys are a person's own
    let other = house.ctx(firm.tenant, house.id(), Role::Lawyer);
    assert_eq!(known(&other, &once).await, None);
    house.pass(1000);
    let work = house.store.begin(&ctx).await.unwrap();
    idempotency::sweep(&ctx, &work, house.world.now()).await.unwrap();
    work.save().await.unwrap();
    assert_eq!(known(&ctx, &once).await, None);
}
