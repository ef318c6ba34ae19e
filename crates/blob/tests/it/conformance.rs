//! The conformance suite: what every store of objects must do. A new store gets one line in
//! [`suite!`].

use std::{collections::HashSet, sync::Arc};

use bytes::Bytes;
use legalmind_blob::{Blobs, Error};
use legalmind_core::{BlobId, Timestamp};
use legalmind_seal::{
    FileKey,
    stream::{CHUNK, SEGMENT, sealed_len},
};
use object_store::memory::InMemory;
use tempfile::TempDir;

use super::support::{Desk, bytes, ctx, id, place, world};

/// Runs each check on each store.
macro_rules! suite {
    ($($check:ident),+ $(,)?) => {
        mod on_disk {
            $(#[tokio::test] async fn $check() {
                let root = tempfile::TempDir::new().expect("a folder");
                super::$check(&super::disk(&root)).await;
            })+
        }
        mod in_memory {
            $(#[tokio::test] async fn $check() { super::$check(&super::memory()).await; })+
        }
    };
}

suite!(
    what_is_put_comes_back,
    parts_come_back,
    p055_an_object_opens_for_its_own_place_and_key_alone,
    p081_a_tenant_sees_its_own_objects_alone,
    a_missing_object_is_a_typed_error,
    an_object_is_written_once,
    a_deleted_object_is_gone_and_may_be_deleted_again,
    orphans_are_what_no_row_knows_and_no_write_is_at,
    many_objects_at_once_keep_apart,
    the_store_says_that_it_is_there,
);

fn disk(root: &TempDir) -> Desk {
    Desk::new(Blobs::disk(root.path(), world()).expect("a store"))
}

fn memory() -> Desk {
    Desk::new(Blobs::over(Arc::new(InMemory::new()), world()))
}

async fn what_is_put_comes_back(desk: &Desk) {
    for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, SEGMENT] {
        let blob = BlobId::new(&world());
        let stored = desk.blobs.put(&desk.ctx, blob, &desk.key, place(0), bytes(length)).await.expect("put");
        assert_eq!(stored, sealed_len(length) as u64);
        assert_eq!(desk.get(blob, 0).await.expect("got"), bytes(length), "{length}");
    }
    let blob = BlobId::new(&world());
    let refused = desk.blobs.put(&desk.ctx, blob, &desk.key, place(0), bytes(SEGMENT + 1)).await;
    assert!(matches!(refused, Err(Error::Seal(_))));
    assert!(matches!(desk.get(blob, 0).await, Err(Error::Missing)), "nothing is stored of it");
}

async fn parts_come_back(desk: &Desk) {
    let length = 3 * CHUNK + 100;
    let blob = desk.put(4, length).await;
    let whole = bytes(length);
    let edges = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK, length - 1, length];
    for (at, &start) in edges.iter().enumerate() {
        for &end in &edges[at..] {
            let part = desk.blobs.get_range(&desk.ctx, blob, &desk.key, place(4), start..end).await;
            assert_eq!(part.expect("got"), whole.slice(start..end), "{start}..{end}");
        }
    }
    for beyond in [0..length + 1, length + 1..length + 2] {
        let part = desk.blobs.get_range(&desk.ctx, blob, &desk.key, place(4), beyond).await;
        assert!(matches!(part, Err(Error::OutOfRange)));
    }
    let empty = desk.put(0, 0).await;
    let part = desk.blobs.get_range(&desk.ctx, empty, &desk.key, place(0), 0..0).await;
    assert_eq!(part.expect("got"), Bytes::new());
}

async fn p055_an_object_opens_for_its_own_place_and_key_alone(desk: &Desk) {
    let blob = desk.put(0, 500).await;
    assert!(matches!(desk.get(blob, 1).await, Err(Error::Integrity)));
    let other = FileKey::generate(&world());
    let result = desk.blobs.get(&desk.ctx, blob, &other, place(0)).await;
    assert!(matches!(result, Err(Error::Integrity)));
    let result = desk.blobs.get_range(&desk.ctx, blob, &other, place(0), 0..10).await;
    assert!(matches!(result, Err(Error::Integrity)));
}

async fn p081_a_tenant_sees_its_own_objects_alone(desk: &Desk) {
    let (blob, theirs) = (desk.put(0, 500).await, ctx(2));
    let result = desk.blobs.get(&theirs, blob, &desk.key, place(0)).await;
    assert!(matches!(result, Err(Error::Missing)));
    assert!(desk.blobs.list(&theirs).await.expect("listed").is_empty());
    desk.blobs.delete(&theirs, blob).await.expect("nothing to delete");
    assert_eq!(desk.get(blob, 0).await.expect("still there"), bytes(500));
    desk.blobs.put(&theirs, blob, &desk.key, place(0), bytes(3)).await.expect("an id is a tenant's own");
    assert_eq!(desk.get(blob, 0).await.expect("unchanged"), bytes(500));
}

async fn a_missing_object_is_a_typed_error(desk: &Desk) {
    let blob = BlobId::new(&world());
    assert!(matches!(desk.get(blob, 0).await, Err(Error::Missing)));
    let part = desk.blobs.get_range(&desk.ctx, blob, &desk.key, place(0), 0..1).await;
    assert!(matches!(part, Err(Error::Missing)));
}

async fn an_object_is_written_once(desk: &Desk) {
    let blob = desk.put(0, 500).await;
    let again = desk.blobs.put(&desk.ctx, blob, &desk.key, place(0), bytes(3)).await;
    assert!(matches!(again, Err(Error::Exists)));
    assert_eq!(desk.get(blob, 0).await.expect("unchanged"), bytes(500));
}

async fn a_deleted_object_is_gone_and_may_be_deleted_again(desk: &Desk) {
    let (blob, kept) = (desk.put(0, 500).await, desk.put(1, 500).await);
    for _ in 0..2 {
        desk.blobs.delete(&desk.ctx, blob).await.expect("deleted");
        assert!(matches!(desk.get(blob, 0).await, Err(Error::Missing)));
    }
    assert_eq!(desk.blobs.list(&desk.ctx).await.expect("listed"), [kept]);
}

async fn orphans_are_what_no_row_knows_and_no_write_is_at(desk: &Desk) {
    let (known, forgotten) = (desk.put(0, 10).await, desk.put(1, 10).await);
    let before = world().now() + std::time::Duration::from_secs(1);
    let of_tomorrow = id(u128::from_be_bytes(tomorrow()));
    desk.blobs.put(&desk.ctx, of_tomorrow, &desk.key, place(2), bytes(10)).await.expect("put");

    let all: HashSet<BlobId> = desk.blobs.list(&desk.ctx).await.expect("listed").into_iter().collect();
    assert_eq!(all, HashSet::from([known, forgotten, of_tomorrow]));
    let rows = HashSet::from([known]);
    let orphans = desk.blobs.orphans(&desk.ctx, &rows, before).await.expect("listed");
    assert_eq!(orphans, [forgotten], "not what a row knows, not what is being written");
    let none = desk.blobs.orphans(&desk.ctx, &rows, Timestamp::UNIX_EPOCH).await.expect("listed");
    assert!(none.is_empty());
}

/// A UUID version 7 of a day from now.
fn tomorrow() -> [u8; 16] {
    let millis = u64::try_from(world().now().as_millisecond()).expect("after 1970") + 86_400_000;
    *uuid::Builder::from_unix_timestamp_millis(millis, &[7; 10]).as_uuid().as_bytes()
}

async fn many_objects_at_once_keep_apart(desk: &Desk) {
    let blobs = futures::future::join_all((0..40).map(|index| desk.put(index, 1000 + index as usize))).await;
    for (index, &blob) in (0_u32..).zip(&blobs) {
        assert_eq!(desk.get(blob, index).await.expect("got"), bytes(1000 + index as usize));
    }
    assert_eq!(desk.blobs.list(&desk.ctx).await.expect("listed").len(), 40);
}

async fn the_store_says_that_it_is_there(desk: &Desk) {
    desk.blobs.check().await.expect("there");
}
