//! The hash chain notices every entry that is changed, taken out, put in or moved.

use legalmind_seal::{
    Error,
    chain::{Chain, GENESIS},
    digest::Digest,
};
use proptest::prelude::*;

use super::support::tenant_key;

fn log(chain: &Chain, count: u32) -> Vec<(Vec<u8>, Digest)> {
    let mut head = GENESIS;
    (0..count)
        .map(|number| {
            let entry = format!("entry {number}").into_bytes();
            head = chain.link(&head, &entry);
            (entry, head)
        })
        .collect()
}

fn broken_at(chain: &Chain, log: Vec<(Vec<u8>, Digest)>) -> Option<u64> {
    match chain.verify(GENESIS, log) {
        Ok(_) => None,
        Err(Error::Chain { position }) => Some(position),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn a_chain_holds_and_can_be_verified_in_pages() {
    let chain = Chain::of(&tenant_key()).expect("a chain");
    let log = log(&chain, 10);
    let head = chain.verify(GENESIS, log.clone()).expect("holds");
    assert_eq!(head, log[9].1);
    let half = chain.verify(GENESIS, log[..5].to_vec()).expect("holds");
    assert_eq!(chain.verify(half, log[5..].to_vec()).expect("holds"), head);
    assert_eq!(chain.verify(GENESIS, Vec::<(Vec<u8>, Digest)>::new()).expect("holds"), GENESIS);
}

#[test]
fn p059_edits_removals_insertions_and_moves_are_found_where_they_are() {
    let chain = Chain::of(&tenant_key()).expect("a chain");
    let original = log(&chain, 10);

    let mut edited = original.clone();
    edited[4].0 = b"entry X".to_vec();
    assert_eq!(broken_at(&chain, edited), Some(4));

    let mut removed = original.clone();
    removed.remove(4);
    assert_eq!(broken_at(&chain, removed), Some(4));

    let mut first_removed = original.clone();
    first_removed.remove(0);
    assert_eq!(broken_at(&chain, first_removed), Some(0));

    let mut swapped = original.clone();
    swapped.swap(4, 5);
    assert_eq!(broken_at(&chain, swapped), Some(4));

    let mut inserted = original.clone();
    inserted.insert(4, original[3].clone());
    assert_eq!(broken_at(&chain, inserted), Some(4));
    assert_eq!(broken_at(&chain, original), None);
}

#[test]
fn p059_a_chain_cannot_be_mended_without_the_tenants_key() {
    let chain = Chain::of(&tenant_key()).expect("a chain");
    let forger = Chain::of(&tenant_key()).expect("a chain");
    assert_eq!(broken_at(&chain, log(&forger, 3)), Some(0));
}

proptest! {
    #[test]
    fn p059_any_bit_of_any_entry_or_link_counts(which in 0_usize..6, at in 0_usize..39, bit in 0_u32..8) {
        let chain = Chain::of(&tenant_key()).expect("a chain");
        let mut log = log(&chain, 6);
        let (entry, link) = &mut log[which];
        if at < 7 { entry[at] ^= 1 << bit } else { link[at - 7] ^= 1 << bit }
        prop_assert_eq!(broken_at(&chain, log), Some(which as u64));
    }
}
