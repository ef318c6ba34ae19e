//! What is sealed is what is opened, for every length and content.

use legalmind_seal::{
    Error, Sealed,
    stream::{self, CHUNK, SEGMENT, SegmentOpener, open_segment, plain_len, seal_segment, sealed_len},
    value::{self, SQUEEZE_FROM},
};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

use super::support::{bytes, file_key, is_integrity, place, segment, tenant_key, world};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Content {
    name: String,
    parties: Vec<String>,
    pages: Option<u32>,
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn values_come_back(plain in prop::collection::vec(any::<u8>(), 0..3000)) {
        let key = tenant_key();
        let sealed = value::seal(&key, place(), &plain, &world()).expect("sealed");
        prop_assert_eq!(value::open(&key, place(), &sealed).expect("opened"), plain);
    }

    #[test]
    fn texts_come_back_squeezed(word in "[a-z]{1,12}", times in 1_usize..400) {
        let (key, plain) = (tenant_key(), word.repeat(times).into_bytes());
        let sealed = value::seal(&key, place(), &plain, &world()).expect("sealed");
        prop_assert!(plain.len() <= SQUEEZE_FROM || sealed.len() < plain.len());
        prop_assert_eq!(value::open(&key, place(), &sealed).expect("opened"), plain);
    }

    #[test]
    fn typed_values_come_back(name in ".{0,80}", parties in prop::collection::vec(".{0,300}", 0..8), pages: Option<u32>) {
        let (key, content) = (tenant_key(), Content { name, parties, pages });
        let sealed = Sealed::seal(&key, place(), &content, &world()).expect("sealed");
        let stored = Sealed::<Content>::from_bytes(sealed.into_bytes());
        prop_assert_eq!(stored.open(&key, place()).expect("opened"), content);
    }

    #[test]
    fn segments_and_their_parts_come_back(chunks in 0_usize..4, more in 0_usize..CHUNK, at in 0_usize..4) {
        let (key, plain) = (file_key(), bytes(chunks * CHUNK + more));
        let sealed = seal_segment(&key, segment(2), &plain, &world()).expect("sealed");
        prop_assert_eq!(sealed.len(), sealed_len(plain.len()));
        prop_assert_eq!(&open_segment(&key, segment(2), &sealed).expect("opened"), &plain);

        let opener = SegmentOpener::new(&key, segment(2), &sealed, sealed.len() as u64).expect("an opener");
        prop_assert_eq!(opener.plain_len(), plain.len());
        let range = opener.sealed_range(at);
        if at < opener.chunks() {
            let range = usize::try_from(range.start).expect("small")..usize::try_from(range.end).expect("small");
            let part = opener.open_chunk(at, &sealed[range]).expect("opened");
            prop_assert_eq!(part.as_slice(), &plain[at * CHUNK..plain.len().min((at + 1) * CHUNK)]);
        } else {
            prop_assert!(range.is_empty());
        }
    }

    #[test]
    fn lengths_go_both_ways(plain in 0_usize..=SEGMENT) {
        prop_assert_eq!(plain_len(sealed_len(plain) as u64).expect("a length"), plain);
    }

    #[test]
    fn no_bytes_open_by_accident(noise in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut noise = noise;
        for first in [None, Some(1)] {
            if let (Some(first), Some(byte)) = (first, noise.first_mut()) { *byte = first; }
            prop_assert!(is_integrity(&value::open(&tenant_key(), place(), &noise)));
            prop_assert!(is_integrity(&open_segment(&file_key(), segment(0), &noise)));
        }
    }
}

#[test]
fn lengths_at_the_edges_of_chunks_come_back() {
    let key = file_key();
    for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, SEGMENT - 1, SEGMENT] {
        let sealed = seal_segment(&key, segment(0), &bytes(length), &world()).expect("sealed");
        assert_eq!(open_segment(&key, segment(0), &sealed).expect("opened"), bytes(length), "{length}");
    }
    assert!(matches!(seal_segment(&key, segment(0), &bytes(SEGMENT + 1), &world()), Err(Error::Format(_))));
}

#[test]
fn lengths_no_segment_has_are_refused() {
    let valid: Vec<usize> = [0, 1, 2, CHUNK - 1, CHUNK, CHUNK + 1].map(sealed_len).to_vec();
    for length in (0..60).chain(CHUNK + 30..CHUNK + 80) {
        let plain = length.checked_sub(stream::HEADER + 16);
        let expected = valid.contains(&length)
            || plain.is_some_and(|n| n <= CHUNK && sealed_len(n) == length)
            || length.checked_sub(stream::HEADER + 32).is_some_and(|n| n > CHUNK);
        assert_eq!(plain_len(length as u64).is_ok(), expected, "{length}");
    }
    assert!(plain_len(sealed_len(SEGMENT) as u64 + 17).is_err());
    assert!(plain_len(u64::MAX).is_err());
}

#[test]
fn the_same_value_sealed_twice_looks_different() {
    let key = tenant_key();
    let seal = || value::seal(&key, place(), b"Jansen", &world()).expect("sealed");
    assert_ne!(seal(), seal());
}

#[test]
fn a_value_of_another_kind_is_told_from_a_damaged_one() {
    let key = tenant_key();
    let sealed = Sealed::seal(&key, place(), &(1_u8, 2_u8), &world()).expect("sealed");
    let as_other = Sealed::<u8>::from_bytes(sealed.into_bytes());
    assert!(matches!(as_other.open(&key, place()), Err(Error::Format(_))));
}
