//! The directory keeps what it is given, and nothing else passes for it.

use std::{fs, io::Write as _, path::Path, sync::Arc};

use legalmind_seal::{OsChance, SystemClock, TenantKey};
use proptest::prelude::*;
use tantivy::{HasLen as _, directory::Directory as _};

use super::*;

fn directory(root: &Path) -> SealedDirectory {
    with_cache(root, 1 << 20)
}

fn with_cache(root: &Path, cache: usize) -> SealedDirectory {
    let world = World::new(SystemClock, OsChance);
    let key = Arc::new(TenantKey::generate(&world).expect("a key"));
    SealedDirectory::open(root, key, world, cache).expect("opens")
}

fn write(directory: &SealedDirectory, name: &str, data: &[u8]) {
    let mut writer = directory.open_write(Path::new(name)).expect("opens");
    for piece in data.chunks(7_001) {
        writer.write_all(piece).expect("writes");
    }
    writer.terminate().expect("ends");
}

fn read(directory: &SealedDirectory, name: &str) -> Result<Vec<u8>, ()> {
    let file = directory.open_read(Path::new(name)).map_err(|_| ())?;
    file.read_bytes().map(|bytes| bytes.to_vec()).map_err(|_| ())
}

#[test]
fn p055_any_changed_byte_length_or_name_is_noticed() {
    let dir = tempfile::tempdir().expect("a directory");
    // all is read from the disk
    let sealed = with_cache(dir.path(), 0);
    let data: Vec<u8> = (0..40_000_u32).map(|n| u8::try_from(n % 251).expect("small")).collect();
    write(&sealed, "a", &data);
    write(&sealed, "b", &data);
    let path = dir.path().join("a");
    let good = fs::read(&path).expect("reads");
    for at in (0..good.len()).step_by(97).chain([0, 1, 32, 33, good.len() - 1]) {
        let mut bad = good.clone();
        bad[at] ^= 1;
        fs::write(&path, &bad).expect("writes");
        assert_eq!(read(&sealed, "a"), Err(()), "byte {at}");
    }
    let cuts = [good.len() - 1, good.len() - SEALED_CHUNK, 33 + SEALED_CHUNK, 33, 0];
    for length in cuts {
        fs::write(&path, &good[..length]).expect("writes");
        assert_eq!(read(&sealed, "a"), Err(()), "length {length}");
    }
    fs::copy(dir.path().join("b"), &path).expect("copies");
    assert_eq!(read(&sealed, "a"), Err(()), "another file");
    assert!(sealed.is_damaged());
    fs::write(&path, &good).expect("writes");
    assert_eq!(read(&sealed, "a"), Ok(data));
}

#[test]
fn what_was_opened_stays_known_when_a_file_is_opened_again_and_verifying_reads_past_it() {
    let dir = tempfile::tempdir().expect("a directory");
    let sealed = directory(dir.path());
    let data = vec![7; 40_000];
    write(&sealed, "a", &data);
    assert_eq!(read(&sealed, "a"), Ok(data.clone()));
    let path = dir.path().join("a");
    let mut bad = fs::read(&path).expect("reads");
    bad[20_000] ^= 1;
    fs::write(&path, bad).expect("writes");
    assert_eq!(read(&sealed, "a"), Ok(data), "what was written, from memory");
    assert!(!sealed.is_damaged());
    assert!(sealed.verify(Path::new("a")).is_err());
    assert!(sealed.is_damaged());
    // written again, nothing of the old is known
    fs::remove_file(&path).expect("removes");
    write(&sealed, "a", b"nieuw");
    assert_eq!(read(&sealed, "a"), Ok(b"nieuw".to_vec()));
    sealed.verify(Path::new("a")).expect("whole");
    sealed.verify(Path::new("none")).expect("nothing to read");
}

const SEALED_CHUNK: usize = 16 * 1024 + 16;

#[test]
fn atomic_files_and_locks() {
    let dir = tempfile::tempdir().expect("a directory");
    let sealed = directory(dir.path());
    let name = Path::new("meta.json");
    for content in [&b""[..], b"{\"canary\":1}", b"{}"] {
        sealed.atomic_write(name, content).expect("writes");
        assert_eq!(sealed.atomic_read(name).expect("reads"), content);
        assert!(
            content.len() < 3
                || !fs::read(dir.path().join("meta.json"))
                    .expect("there")
                    .windows(content.len())
                    .any(|w| w == content)
        );
    }
    let lock = Lock { filepath: "l".into(), is_blocking: false };
    let held = sealed.acquire_lock(&lock).expect("free");
    assert!(matches!(sealed.acquire_lock(&lock), Err(LockError::LockBusy)));
    drop(held);
    assert!(sealed.acquire_lock(&lock).is_ok());
    assert!(matches!(sealed.atomic_read(Path::new("none")), Err(OpenReadError::FileDoesNotExist(_))));
    assert!(sealed.open_write(Path::new("../x")).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_range_of_any_length_is_what_was_written(length in prop_oneof![0_usize..300, 16_300_usize..16_500, 32_700_usize..120_000], a in 0.0_f64..1.0, b in 0.0_f64..1.0) {
        let dir = tempfile::tempdir().expect("a directory");
        let sealed = directory(dir.path());
        let data: Vec<u8> = (0..length).map(|n| u8::try_from(n * 7 % 256).expect("small")).collect();
        let name = if length % 2 == 0 { "f" } else { "f.fieldnorm" };
        write(&sealed, name, &data);
        let file = sealed.open_read(Path::new(name)).expect("opens");
        prop_assert_eq!(file.len(), length);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a test")]
        let place = |f: f64| (f * length as f64) as usize;
        let (start, end) = (place(a.min(b)), place(a.max(b)));
        let part = file.slice(start..end).read_bytes().expect("reads");
        prop_assert_eq!(part.as_slice(), &data[start..end]);
    }
}
