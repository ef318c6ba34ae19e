//! Contexts, keys and places for tests.

use bytes::Bytes;
use legalmind_blob::Blobs;
use legalmind_core::{Actor, BlobId, Ctx, Id, World, account::Role};
use legalmind_seal::{FileKey, SegmentPlace};
use uuid::Uuid;

pub fn world() -> World {
    legalmind_seal::world::system()
}

pub const fn id<K>(number: u128) -> Id<K> {
    Id::from_uuid(Uuid::from_u128(number))
}

#[expect(clippy::disallowed_methods, reason = "a test is its own authentication")]
pub fn ctx(tenant: u128) -> Ctx {
    Ctx::issue(id(tenant), Actor::User(id(9)), Role::Lawyer, id(10), world().now(), "test")
}

pub const fn place(index: u32) -> SegmentPlace {
    SegmentPlace { version: id(7), index }
}

pub fn bytes(length: usize) -> Bytes {
    (0..length).map(|at| u8::try_from((at * 31 + at / 257) % 251).expect("below 251")).collect()
}

/// A store with one tenant at work in it.
pub struct Desk {
    pub blobs: Blobs,
    pub ctx: Ctx,
    pub key: FileKey,
}

impl Desk {
    pub fn new(blobs: Blobs) -> Self {
        Self { blobs, ctx: ctx(1), key: FileKey::generate(&world()) }
    }

    pub async fn put(&self, index: u32, length: usize) -> BlobId {
        let id = BlobId::new(&world());
        self.blobs.put(&self.ctx, id, &self.key, place(index), bytes(length)).await.expect("put");
        id
    }

    pub async fn get(&self, id: BlobId, index: u32) -> legalmind_blob::Result<Bytes> {
        self.blobs.get(&self.ctx, id, &self.key, place(index)).await
    }
}
