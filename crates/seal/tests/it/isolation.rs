//! P081: what one tenant's key made, another's neither opens nor recognises.

use std::sync::Arc;

use legalmind_seal::{
    Error, FileKey, KeyProvider, KeyRing, Purpose, RootKey, SealedFile, blind,
    chain::{Chain, GENESIS},
    value,
};

use super::support::{file_key, id, is_integrity, place, tenant_key, world};

const PURPOSES: [Purpose; 5] =
    [Purpose::Payload, Purpose::Index, Purpose::Blind, Purpose::Audit, Purpose::Wrap];

fn ring() -> (Arc<SealedFile>, KeyRing) {
    let provider = Arc::new(SealedFile::new(RootKey::generate(&world()).expect("a root key"), world()));
    (Arc::clone(&provider), KeyRing::new(provider))
}

#[test]
fn p081_nothing_of_one_tenant_opens_under_anothers_key() {
    let (ours, theirs) = (tenant_key(), tenant_key());
    let sealed = value::seal(&ours, place(), b"content", &world()).expect("sealed");
    assert!(is_integrity(&value::open(&theirs, place(), &sealed)));
    let wrapped = file_key().wrap(&ours, b"version", &world()).expect("wrapped");
    assert!(is_integrity(&FileKey::unwrap(&theirs, b"version", &wrapped)));
    assert_ne!(blind(&ours, "email", b"a@b.nl"), blind(&theirs, "email", b"a@b.nl"));
    let link = |key| Chain::of(key).expect("a chain").link(&GENESIS, b"entry");
    assert_ne!(link(&ours), link(&theirs));
    for purpose in PURPOSES {
        assert_ne!(*ours.subkey(purpose).expect("a key"), *theirs.subkey(purpose).expect("a key"));
    }
}

#[test]
fn p081_a_wrapped_key_is_its_tenants_alone() {
    let root = RootKey::generate(&world()).expect("a root key");
    let wrapped = root.wrap_tenant(id(1), &tenant_key(), &world()).expect("wrapped");
    assert!(root.unwrap_tenant(id(1), &wrapped).is_ok());
    assert!(is_integrity(&root.unwrap_tenant(id(2), &wrapped)));
    let other = RootKey::generate(&world()).expect("a root key");
    assert!(is_integrity(&other.unwrap_tenant(id(1), &wrapped)));
}

#[test]
fn keys_of_different_purposes_and_contexts_differ() {
    let key = tenant_key();
    let mut all: Vec<[u8; 32]> =
        PURPOSES.iter().map(|&purpose| *key.subkey(purpose).expect("a key")).collect();
    for context in [b"".as_slice(), b"a", b"b", b"index"] {
        all.push(*key.subkey_for(Purpose::Index, context).expect("a key"));
    }
    all.push(*key.subkey_for(Purpose::Blind, b"a").expect("a key"));
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), count);
}

#[test]
fn a_blind_index_is_stable_and_its_label_and_data_do_not_run_together() {
    let key = tenant_key();
    assert_eq!(blind(&key, "email", b"a@b.nl"), blind(&key, "email", b"a@b.nl"));
    assert_ne!(blind(&key, "email", b"a@b.nl"), blind(&key, "name", b"a@b.nl"));
    assert_ne!(blind(&key, "ab", b"c"), blind(&key, "a", b"bc"));
}

#[tokio::test]
async fn a_ring_gives_the_keys_it_was_given_until_they_are_forgotten() {
    let (provider, ring) = ring();
    assert!(matches!(ring.tenant(id(1)), Err(Error::UnknownTenant)));
    let wrapped = ring.create(id(1), &world()).await.expect("created");
    let key = ring.tenant(id(1)).expect("known");
    let sealed = value::seal(&key, place(), b"content", &world()).expect("sealed");

    let restarted = KeyRing::new(provider);
    let reopened = restarted.add(id(1), &wrapped).await.expect("added");
    assert_eq!(value::open(&reopened, place(), &sealed).expect("opened"), b"content");
    restarted.forget(id(1));
    assert!(matches!(restarted.tenant(id(1)), Err(Error::UnknownTenant)));
}

#[tokio::test]
async fn p081_a_ring_refuses_a_key_that_was_wrapped_for_another_tenant() {
    let (_, ring) = ring();
    let wrapped = ring.create(id(1), &world()).await.expect("created");
    assert!(is_integrity(&ring.add(id(2), &wrapped).await));
    assert!(matches!(ring.tenant(id(2)), Err(Error::UnknownTenant)));
}

#[tokio::test]
async fn a_sign_in_is_found_by_the_root_key_and_by_no_tenants() {
    let (provider, ring) = ring();
    let found = ring.blind("login", b"a@b.nl").await.expect("blind");
    assert_eq!(found, provider.blind("login", b"a@b.nl").await.expect("blind"));
    ring.create(id(1), &world()).await.expect("created");
    assert_ne!(found, blind(&ring.tenant(id(1)).expect("known"), "login", b"a@b.nl"));
}
