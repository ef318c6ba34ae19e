//! What lies on the disk: sealed, whole, and noticed when it was touched.

use std::{fs, path::PathBuf};

use bytes::Bytes;
use legalmind_blob::{Blobs, Error};
use legalmind_core::BlobId;
use legalmind_seal::stream::CHUNK;
use proptest::prelude::*;
use tempfile::TempDir;

use super::support::{Desk, bytes, place, world};

fn desk() -> (TempDir, Desk) {
    let root = TempDir::new().expect("a folder");
    let blobs = Blobs::disk(&root.path().join("blobs"), world()).expect("a store");
    (root, Desk::new(blobs))
}

fn files(root: &TempDir) -> Vec<PathBuf> {
    let mut folders = vec![root.path().to_owned()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("listed") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files
}

#[tokio::test]
async fn p055_every_byte_of_a_stored_object_counts() {
    let (root, desk) = desk();
    let blob = desk.put(0, 300).await;
    let path = files(&root).remove(0);
    let original = fs::read(&path).expect("read");
    for at in 0..original.len() {
        let mut changed = original.clone();
        changed[at] ^= 0x10;
        fs::write(&path, &changed).expect("written");
        assert!(matches!(desk.get(blob, 0).await, Err(Error::Integrity)), "byte {at}");
        let part = desk.blobs.get_range(&desk.ctx, blob, &desk.key, place(0), 0..1).await;
        assert!(matches!(part, Err(Error::Integrity)), "byte {at}, in part");
    }
    for length in 0..original.len() {
        fs::write(&path, &original[..length]).expect("written");
        assert!(matches!(desk.get(blob, 0).await, Err(Error::Integrity)), "cut at {length}");
        let part = desk.blobs.get_range(&desk.ctx, blob, &desk.key, place(0), 0..1).await;
        assert!(matches!(part, Err(Error::Integrity)), "cut at {length}, in part");
    }
    fs::write(&path, [&original[..], &[0; 64]].concat()).expect("written");
    assert!(matches!(desk.get(blob, 0).await, Err(Error::Integrity)), "grown");
    fs::write(&path, &original).expect("written");
    assert_eq!(desk.get(blob, 0).await.expect("mended"), bytes(300));
}

#[tokio::test]
async fn p055_an_object_put_in_anothers_place_is_noticed() {
    let (root, desk) = desk();
    let one = desk.put(0, 300).await;
    let one_path = files(&root).remove(0);
    let two = desk.put(1, 300).await;
    let two_path = files(&root).into_iter().find(|path| *path != one_path).expect("two files");
    let (one_bytes, two_bytes) = (fs::read(&one_path).expect("read"), fs::read(&two_path).expect("read"));
    fs::write(&one_path, two_bytes).expect("written");
    fs::write(&two_path, one_bytes).expect("written");
    assert!(matches!(desk.get(one, 0).await, Err(Error::Integrity)));
    assert!(matches!(desk.get(two, 1).await, Err(Error::Integrity)));
}

#[tokio::test]
async fn p055_no_plaintext_and_no_half_written_file_lies_on_the_disk() {
    let (root, desk) = desk();
    let canary = b"KANARIE-5e0d77a1";
    let plain = Bytes::from(canary.repeat(5000));
    desk.blobs.put(&desk.ctx, BlobId::new(&world()), &desk.key, place(0), plain).await.expect("put");
    let files = files(&root);
    assert_eq!(files.len(), 1, "no staging file is left");
    let stored = fs::read(&files[0]).expect("read");
    assert!(!stored.windows(8).any(|window| window == &canary[..8]));
}

#[tokio::test]
async fn foreign_and_unfinished_files_are_not_listed() {
    let (root, desk) = desk();
    let blob = desk.put(0, 10).await;
    let path = files(&root).remove(0);
    let folder = path.parent().expect("a folder");
    fs::write(folder.join("notes.txt"), b"x").expect("written");
    let staged = format!("{}#1", path.file_name().expect("a name").to_string_lossy());
    fs::write(folder.join(staged), b"half").expect("written");
    fs::write(root.path().join("blobs/lost"), b"x").expect("written");
    assert_eq!(desk.blobs.list(&desk.ctx).await.expect("listed"), [blob]);
}

#[tokio::test]
async fn a_restart_finds_what_was_stored() {
    let (root, desk) = desk();
    let blob = desk.put(0, 3 * CHUNK).await;
    let again = Blobs::disk(&root.path().join("blobs"), world()).expect("a store");
    let got = again.get(&desk.ctx, blob, &desk.key, place(0)).await.expect("got");
    assert_eq!(got, bytes(3 * CHUNK));
}

#[tokio::test]
async fn a_place_that_cannot_be_used_says_so_without_naming_it() {
    let root = TempDir::new().expect("a folder");
    let file = root.path().join("a file");
    fs::write(&file, b"x").expect("written");
    let error = Blobs::disk(&file, world()).expect_err("not a folder");
    assert!(matches!(error, Error::Unavailable(_)));
    assert!(!error.to_string().contains("a file"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_part_is_the_same_part_of_the_whole(
        length in 0_usize..3 * CHUNK, from in 0.0..=1.0_f64, to in 0.0..=1.0_f64,
    ) {
        let at = |fraction: f64| ((length as f64) * fraction) as usize;
        let (start, end) = (at(from.min(to)), at(from.max(to)));
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        runtime.block_on(async {
            let (_root, desk) = desk();
            let blob = desk.put(0, length).await;
            let part = desk.blobs.get_range(&desk.ctx, blob, &desk.key, place(0), start..end).await;
            assert_eq!(part.expect("got"), bytes(length).slice(start..end));
        });
    }
}
