//! P055: a sealed thing that is not, to the bit and in its place, what was written gives a typed
//! error and never other plaintext.

use legalmind_seal::{
    FileKey, Place, RootKey, Sealed, TenantKey,
    aead::TAG,
    stream::{CHUNK, HEADER, SegmentOpener, open_segment, seal_segment},
    value,
};

use super::support::{bytes, cuts, file_key, flips, id, is_integrity, place, segment, tenant_key, world};

/// Every flip of a bit and every cut of `sealed` must be refused by `open`.
fn refuses_all_damage<T>(sealed: &[u8], open: impl Fn(&[u8]) -> legalmind_seal::Result<T>) {
    assert!(open(sealed).is_ok(), "unchanged bytes open");
    for (bit, changed) in flips(sealed) {
        assert!(is_integrity(&open(&changed)), "bit {bit} turned");
    }
    for changed in cuts(sealed) {
        assert!(is_integrity(&open(&changed)), "cut or grown to {}", changed.len());
    }
}

#[test]
fn p055_every_bit_of_a_sealed_value_counts() {
    let key = tenant_key();
    let squeezed = "de huurder is gehouden de huur te betalen; ".repeat(40);
    for plain in [b"".as_slice(), b"Jansen / De Vries", squeezed.as_bytes()] {
        let sealed = value::seal(&key, place(), plain, &world()).expect("sealed");
        refuses_all_damage(&sealed, |bytes| value::open(&key, place(), bytes));
    }
}

#[test]
fn p055_every_bit_of_a_typed_value_counts() {
    let key = tenant_key();
    let content = ("Jansen".to_owned(), vec![1_u32, 2, 3]);
    let sealed = Sealed::seal(&key, place(), &content, &world()).expect("sealed").into_bytes();
    refuses_all_damage(&sealed, |bytes| {
        Sealed::<(String, Vec<u32>)>::from_bytes(bytes.to_vec()).open(&key, place())
    });
}

#[test]
fn p055_a_value_opens_at_its_own_place_alone() {
    let key = tenant_key();
    let sealed = value::seal(&key, place(), b"Jansen", &world()).expect("sealed");
    let elsewhere = [
        Place { table: "document", ..place() },
        Place { table: "dossie", id: b"rrow one", ..place() },
        Place { table: "dossier ", ..place() },
        Place { tenant: id(2), ..place() },
        Place { id: b"row two", ..place() },
        Place { id: b"row one ", ..place() },
        Place { id: b"", ..place() },
    ];
    for other in elsewhere {
        assert!(is_integrity(&value::open(&key, other, &sealed)), "{other:?}");
    }
}

#[test]
fn p055_every_bit_of_a_wrapped_key_counts() {
    let (root, key) = (RootKey::generate(&world()).expect("a root key"), tenant_key());
    let wrapped = root.wrap_tenant(id(1), &key, &world()).expect("wrapped");
    refuses_all_damage(&wrapped, |bytes| root.unwrap_tenant(id(1), bytes));
    let wrapped = file_key().wrap(&key, b"version", &world()).expect("wrapped");
    refuses_all_damage(&wrapped, |bytes| FileKey::unwrap(&key, b"version", bytes));
    assert!(is_integrity(&FileKey::unwrap(&key, b"versiom", &wrapped)));
}

#[test]
fn p055_every_bit_of_a_small_segment_counts() {
    let key = file_key();
    for length in [0, 1, 300] {
        let sealed = seal_segment(&key, segment(0), &bytes(length), &world()).expect("sealed");
        refuses_all_damage(&sealed, |bytes| open_segment(&key, segment(0), bytes));
    }
}

#[test]
fn p055_every_byte_of_a_segment_of_two_chunks_counts() {
    let key = file_key();
    let mut sealed = seal_segment(&key, segment(3), &bytes(CHUNK + 5), &world()).expect("sealed");
    for at in 0..sealed.len() {
        sealed[at] ^= 0x40;
        assert!(is_integrity(&open_segment(&key, segment(3), &sealed)), "byte {at}");
        sealed[at] ^= 0x40;
    }
    assert!(open_segment(&key, segment(3), &sealed).is_ok());
}

#[test]
fn p055_chunks_cannot_be_swapped_repeated_dropped_or_cut_off() {
    let key = file_key();
    let sealed = seal_segment(&key, segment(0), &bytes(3 * CHUNK), &world()).expect("sealed");
    let (header, body) = sealed.split_at(HEADER);
    let chunks: Vec<&[u8]> = body.chunks(CHUNK + TAG).collect();
    assert_eq!(chunks.len(), 3);
    let orders: [&[usize]; 11] = [
        &[1, 0, 2],
        &[0, 2, 1],
        &[2, 1, 0],
        &[0, 1],
        &[0],
        &[0, 2],
        &[1, 2],
        &[2],
        &[0, 1, 1],
        &[],
        &[0, 1, 2, 2],
    ];
    for order in orders {
        let mut changed = header.to_vec();
        order.iter().for_each(|&chunk| changed.extend_from_slice(chunks[chunk]));
        assert!(is_integrity(&open_segment(&key, segment(0), &changed)), "chunks {order:?}");
    }
    for length in (0..sealed.len()).step_by(997).chain([sealed.len() - 1, sealed.len() - TAG]) {
        assert!(is_integrity(&open_segment(&key, segment(0), &sealed[..length])), "cut at {length}");
    }
}

#[test]
fn p055_segments_cannot_be_moved_between_places_keys_or_headers() {
    let (key, other_key) = (file_key(), file_key());
    let sealed = seal_segment(&key, segment(0), &bytes(100), &world()).expect("sealed");
    let next = seal_segment(&key, segment(1), &bytes(100), &world()).expect("sealed");
    let again = seal_segment(&key, segment(0), &bytes(100), &world()).expect("sealed");
    let other_version = legalmind_seal::SegmentPlace { version: id(8), index: 0 };
    assert!(is_integrity(&open_segment(&key, segment(1), &sealed)));
    assert!(is_integrity(&open_segment(&key, segment(0), &next)));
    assert!(is_integrity(&open_segment(&key, other_version, &sealed)));
    assert!(is_integrity(&open_segment(&other_key, segment(0), &sealed)));
    let mixed = [&sealed[..HEADER], &again[HEADER..]].concat();
    assert!(is_integrity(&open_segment(&key, segment(0), &mixed)), "chunk under another sealing's salt");
}

#[test]
fn p055_one_chunk_cannot_be_opened_as_another() {
    let key = file_key();
    let sealed = seal_segment(&key, segment(0), &bytes(2 * CHUNK), &world()).expect("sealed");
    let opener = SegmentOpener::new(&key, segment(0), &sealed, sealed.len() as u64).expect("an opener");
    let range = opener.sealed_range(0);
    let first =
        &sealed[usize::try_from(range.start).expect("small")..usize::try_from(range.end).expect("small")];
    assert_eq!(opener.open_chunk(0, first).expect("opened"), bytes(2 * CHUNK)[..CHUNK]);
    assert!(is_integrity(&opener.open_chunk(1, first)));
    assert!(is_integrity(&opener.open_chunk(2, first)));
    // The stored object was cut after its first chunk: that chunk must not pass for the last.
    let cut = SegmentOpener::new(&key, segment(0), &sealed, range.end).expect("an opener");
    assert!(is_integrity(&cut.open_chunk(0, first)));
}

#[test]
fn p055_a_resealed_segment_shares_no_key_stream() {
    let key = file_key();
    let one = seal_segment(&key, segment(0), &[0; 64], &world()).expect("sealed");
    let two = seal_segment(&key, segment(0), &[0; 64], &world()).expect("sealed");
    assert_ne!(one[HEADER..], two[HEADER..], "zeros sealed twice show the key stream twice");
}

#[test]
fn p055_plaintext_does_not_show_in_what_is_sealed() {
    let (key, canary) = (tenant_key(), b"KANARIE-8f1c2d");
    let value = value::seal(&key, place(), canary, &world()).expect("sealed");
    let segment = seal_segment(&file_key(), segment(0), canary, &world()).expect("sealed");
    for sealed in [value, segment] {
        assert!(!sealed.windows(4).any(|window| canary.windows(4).any(|part| part == window)));
    }
    let key = TenantKey::generate(&world()).expect("a key");
    assert_eq!(format!("{key:?} {:?}", file_key()), "TenantKey FileKey", "nothing of a key is printed");
}
