//! What the tests share: a world, keys, places, and every way to damage bytes.

use legalmind_core::{Id, World};
use legalmind_seal::{Error, FileKey, Place, SegmentPlace, TenantKey};
use uuid::Uuid;

pub fn world() -> World {
    legalmind_seal::world::system()
}

pub fn tenant_key() -> TenantKey {
    TenantKey::generate(&world()).expect("a key")
}

pub fn file_key() -> FileKey {
    FileKey::generate(&world())
}

pub const fn id<K>(number: u128) -> Id<K> {
    Id::from_uuid(Uuid::from_u128(number))
}

pub const fn place() -> Place<'static> {
    Place { table: "dossier", tenant: id(1), id: b"row one" }
}

pub const fn segment(index: u32) -> SegmentPlace {
    SegmentPlace { version: id(7), index }
}

/// Bytes that do not repeat at the length of a chunk.
pub fn bytes(length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from((at * 31 + at / 257) % 251).expect("below 251")).collect()
}

/// The same bytes with one bit turned, for every bit.
pub fn flips(original: &[u8]) -> impl Iterator<Item = (usize, Vec<u8>)> + '_ {
    (0..original.len() * 8).map(|bit| {
        let mut changed = original.to_vec();
        changed[bit / 8] ^= 1 << (bit % 8);
        (bit, changed)
    })
}

/// The same bytes cut off at every length, and with one byte added at either end.
pub fn cuts(original: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    let shorter = (0..original.len()).map(|length| original[..length].to_vec());
    let without_front = (1..original.len()).map(|from| original[from..].to_vec());
    let longer = [[original, &[0]].concat(), [&[0], original].concat(), original.repeat(2)];
    shorter.chain(without_front).chain(longer)
}

pub fn is_integrity<T>(result: &Result<T, Error>) -> bool {
    matches!(result, Err(Error::Integrity))
}
