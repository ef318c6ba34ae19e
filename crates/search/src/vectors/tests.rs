//! Vectors: the nearest are found among the visible, over restarts, and damage is noticed.

use legalmind_seal::{OsChance, SystemClock};
use proptest::prelude::*;

use super::*;

fn id<K>(n: u128) -> legalmind_core::Id<K> {
    legalmind_core::Id::from_uuid(Uuid::from_u128(n))
}

fn item(n: u128, dossier: u128, vector: &[f32]) -> VectorItem {
    VectorItem { passage: id(n), version: id(n), dossier: id(dossier), vector: vector.to_vec() }
}

fn open(root: &Path, key: &Arc<TenantKey>) -> Vectors {
    Vectors::open(root, Arc::clone(key), World::new(SystemClock, OsChance), "a model").expect("opens")
}

fn key() -> Arc<TenantKey> {
    Arc::new(TenantKey::generate(&World::new(SystemClock, OsChance)).expect("a key"))
}

fn nearest(vectors: &Vectors, dossiers: &[u128], query: &[f32]) -> Vec<u128> {
    let dossiers: Vec<DossierId> = dossiers.iter().map(|n| id(*n)).collect();
    vectors.search(&dossiers, query, 3).into_iter().map(|(id, _)| id.uuid().as_u128()).collect()
}

#[test]
fn the_nearest_visible_are_found_over_a_restart() {
    let (dir, key) = (tempfile::tempdir().expect("a directory"), key());
    let vectors = open(dir.path(), &key);
    for (n, vector) in [(1, [1.0, 0.0]), (2, [0.9, 0.3]), (3, [0.0, 1.0]), (4, [0.8, 0.1])] {
        vectors.put(id(n), &[item(n, n % 2, &vector)]);
    }
    vectors.commit(4).expect("saves");
    assert_eq!(nearest(&vectors, &[0, 1], &[2.0, 0.0]), [1, 4, 2]);
    assert_eq!(nearest(&vectors, &[0], &[2.0, 0.0]), [4, 2]);
    assert!(nearest(&vectors, &[], &[2.0, 0.0]).is_empty());
    assert!(nearest(&vectors, &[0, 1], &[1.0, 0.0, 0.0]).is_empty(), "another length");
    vectors.put(id(4), &[]);
    vectors.put(id(1), &[item(1, 1, &[0.0, -1.0])]);
    vectors.commit(6).expect("saves");
    drop(vectors);
    let vectors = open(dir.path(), &key);
    assert_eq!((vectors.seq(), vectors.len()), (6, 3));
    assert_eq!(nearest(&vectors, &[0, 1], &[2.0, 0.0]), [2, 1, 3]);
}

#[test]
fn vectors_of_another_model_are_made_anew() {
    let (dir, key) = (tempfile::tempdir().expect("a directory"), key());
    let vectors = open(dir.path(), &key);
    vectors.put(id(1), &[item(1, 1, &[1.0, 0.0])]);
    vectors.commit(1).expect("saves");
    drop(vectors);
    let world = World::new(SystemClock, OsChance);
    let other = Vectors::open(dir.path(), Arc::clone(&key), world, "another model").expect("opens");
    assert_eq!((other.seq(), other.len()), (0, 0), "the log is read from its beginning");
}

#[test]
fn many_commits_become_few_files() {
    let (dir, key) = (tempfile::tempdir().expect("a directory"), key());
    let vectors = open(dir.path(), &key);
    for n in 0..60 {
        vectors.put(id(n % 10), &[item(n % 10, 1, &[1.0, 0.5])]);
        vectors.commit(u64::try_from(n).expect("small")).expect("saves");
    }
    drop(vectors);
    assert!(fs::read_dir(dir.path()).expect("reads").count() <= MAX_FILES + 2);
    assert_eq!(open(dir.path(), &key).len(), 10);
}

#[test]
fn p055_a_flipped_byte_empties_the_vectors_and_none_is_readable() {
    let (dir, key) = (tempfile::tempdir().expect("a directory"), key());
    let vectors = open(dir.path(), &key);
    vectors.put(id(1), &[item(0x6b61_6e61_7269_6500_6b61_6e61_7269_6500, 1, &[1.0, 0.0])]);
    vectors.commit(1).expect("saves");
    drop(vectors);
    for entry in fs::read_dir(dir.path()).expect("reads").flatten() {
        let good = fs::read(entry.path()).expect("reads");
        assert!(!good.windows(7).any(|w| w == b"kanarie"));
    }
    let files: Vec<_> = fs::read_dir(dir.path())
        .expect("reads")
        .flatten()
        .map(|e| (e.path(), fs::read(e.path()).expect("reads")))
        .collect();
    for (path, good) in &files {
        for at in 0..good.len() {
            let mut bad = good.clone();
            bad[at] ^= 1;
            fs::write(path, bad).expect("writes");
            let vectors = open(dir.path(), &key);
            assert_eq!((vectors.seq(), vectors.len()), (0, 0));
            drop(vectors);
            for (path, good) in &files {
                fs::write(path, good).expect("writes");
            }
        }
    }
    assert_eq!(open(dir.path(), &key).len(), 1);
}

proptest! {
    #[test]
    fn bytes_keep_the_cosine(a in proptest::collection::vec(-1.0_f32..1.0, 64), b in proptest::collection::vec(-1.0_f32..1.0, 64)) {
        let norm = |v: &[f32]| v.iter().map(|x| x * x).sum::<f32>().sqrt();
        let exact = a.iter().zip(&b).map(|(x, y)| x * y).sum::<f32>() / norm(&a) / norm(&b);
        let ((s, p), (t, q)) = (quantise(&a).expect("some"), quantise(&b).expect("some"));
        prop_assert!((dot(&p, &q) * s * t - exact).abs() < 0.02);
    }
}
