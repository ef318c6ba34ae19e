//! The root key's file: one passphrase opens it, damage is told from a wrong passphrase, and it
//! is never overwritten.

use std::{
    fs,
    path::{Path, PathBuf},
    thread,
};

use legalmind_seal::{Error, RootKey, digest::sha256, key::LEAST_CHARACTERS};
use proptest::prelude::*;
use tempfile::TempDir;

use super::support::{cuts, flips, id, tenant_key, world};

const PASSPHRASE: &str = "correct paard batterij nietje";

fn made() -> (TempDir, PathBuf, RootKey) {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("root.key");
    let root = RootKey::create(&path, PASSPHRASE, &world()).expect("created");
    (folder, path, root)
}

fn same_root(one: &RootKey, other: &RootKey) -> bool {
    let wrapped = one.wrap_tenant(id(1), &tenant_key(), &world()).expect("wrapped");
    other.unwrap_tenant(id(1), &wrapped).is_ok()
}

fn try_bytes(path: &Path, bytes: &[u8], passphrase: &str) -> Result<RootKey, Error> {
    fs::write(path, bytes).expect("written");
    RootKey::open(path, passphrase)
}

#[test]
fn a_key_file_opens_with_its_passphrase_and_no_other() {
    let (_folder, path, root) = made();
    assert!(same_root(&root, &RootKey::open(&path, PASSPHRASE).expect("opened")));
    for wrong in ["", "correct paard batterij nietj", "Correct paard batterij nietje"] {
        assert!(matches!(RootKey::open(&path, wrong), Err(Error::WrongPassphrase)));
    }
}

#[test]
fn p055_every_bit_of_a_key_file_counts() {
    let (_folder, path, _) = made();
    let bytes = fs::read(&path).expect("read");
    let is_told = |result| matches!(result, Err(Error::KeyFileDamaged | Error::Format(_)));
    for (bit, changed) in flips(&bytes) {
        assert!(is_told(try_bytes(&path, &changed, PASSPHRASE)), "bit {bit} turned");
    }
    for changed in cuts(&bytes) {
        assert!(is_told(try_bytes(&path, &changed, PASSPHRASE)), "cut or grown to {}", changed.len());
    }
    assert!(try_bytes(&path, &bytes, PASSPHRASE).is_ok());
}

#[test]
fn p055_a_key_file_changed_by_hand_with_its_digest_mended_does_not_open() {
    let (_folder, path, _) = made();
    let bytes = fs::read(&path).expect("read");
    // One byte in each field after the title: version, memory, passes, lanes, salt, nonce, key, tag.
    for at in [20, 23, 28, 32, 33, 49, 61, 93] {
        let mut changed = bytes[..bytes.len() - 32].to_vec();
        changed[at] ^= 1;
        let digest = sha256(&changed);
        changed.extend_from_slice(&digest);
        let result = try_bytes(&path, &changed, PASSPHRASE);
        assert!(matches!(result, Err(Error::KeyFileDamaged | Error::WrongPassphrase)), "byte {at}");
    }
}

#[test]
fn a_key_file_never_asks_for_endless_memory() {
    let (_folder, path, _) = made();
    let bytes = fs::read(&path).expect("read");
    let mut changed = bytes[..bytes.len() - 32].to_vec();
    changed[21..25].copy_from_slice(&u32::MAX.to_be_bytes());
    let digest = sha256(&changed);
    changed.extend_from_slice(&digest);
    assert!(matches!(try_bytes(&path, &changed, PASSPHRASE), Err(Error::KeyFileDamaged)));
}

#[test]
fn the_cost_of_a_guess_is_at_least_the_owasp_minimum_and_stands_in_the_file() {
    let (_folder, path, _) = made();
    let bytes = fs::read(&path).expect("read");
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four"));
    assert!(bytes.starts_with(b"Legal Mind root key\n"));
    assert!(number(21) >= 19 * 1024 && number(25) >= 2 && number(29) == 1);
}

#[test]
fn a_key_file_is_never_overwritten() {
    let (folder, path, root) = made();
    let again = RootKey::create(&path, "another long passphrase", &world());
    assert!(matches!(again, Err(Error::KeyFileExists)));
    assert!(same_root(&root, &RootKey::open(&path, PASSPHRASE).expect("opened")));
    assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1, "no other file is left behind");
}

#[test]
fn of_many_who_create_at_once_one_wins() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("root.key");
    let create = |n: usize| RootKey::create(&path, &format!("passphrase number {n}"), &world()).is_ok();
    let won: Vec<usize> = thread::scope(|scope| {
        let tries: Vec<_> = (0..6).map(|n| scope.spawn(move || create(n).then_some(n))).collect();
        tries.into_iter().filter_map(|one| one.join().expect("joined")).collect()
    });
    assert_eq!(won.len(), 1);
    assert!(RootKey::open(&path, &format!("passphrase number {}", won[0])).is_ok());
    assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1);
}

#[cfg(unix)]
#[test]
fn a_key_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;

    let (_folder, path, _) = made();
    assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);
    RootKey::change_passphrase(&path, PASSPHRASE, "another long passphrase", &world()).expect("changed");
    assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_changed_passphrase_opens_the_same_key() {
    let (folder, path, root) = made();
    let new = "een andere lange zin";
    let refused = RootKey::change_passphrase(&path, "not the passphrase", new, &world());
    assert!(matches!(refused, Err(Error::WrongPassphrase)));
    RootKey::change_passphrase(&path, PASSPHRASE, new, &world()).expect("changed");
    assert!(same_root(&root, &RootKey::open(&path, new).expect("opened")));
    assert!(matches!(RootKey::open(&path, PASSPHRASE), Err(Error::WrongPassphrase)));
    assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1);
}

#[test]
fn what_goes_wrong_is_said_in_a_way_one_can_act_on() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("root.key");
    assert!(matches!(RootKey::open(&path, PASSPHRASE), Err(Error::KeyFileMissing)));
    let short = RootKey::create(&path, "elf tekens!", &world());
    assert!(matches!(short, Err(Error::PassphraseTooShort { least: LEAST_CHARACTERS })));
    assert!(!path.exists());
    let nowhere = RootKey::create(&folder.path().join("no/such/root.key"), PASSPHRASE, &world());
    let error = nowhere.expect_err("no folder");
    assert!(matches!(error, Error::Io(_)));
    let all = format!("{error} {}", std::error::Error::source(&error).expect("a source"));
    assert!(!all.contains("such"), "no path in a message: {all}");
    assert!(matches!(try_bytes(&path, b"something else", PASSPHRASE), Err(Error::Format(_))));
}

#[test]
fn a_passphrase_does_not_depend_on_how_the_keyboard_makes_accents() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("root.key");
    let root = RootKey::create(&path, "co\u{f6}rdinatie e\u{301}\u{e9}n", &world()).expect("created");
    let opened = RootKey::open(&path, "coo\u{308}rdinatie \u{e9}e\u{301}n").expect("opened");
    assert!(same_root(&root, &opened));
}

proptest! {
    #[test]
    fn no_bytes_are_taken_for_a_key_file(tail in prop::collection::vec(any::<u8>(), 0..200)) {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join("root.key");
        let bytes = [b"Legal Mind root key\n".as_slice(), &tail].concat();
        prop_assert!(matches!(try_bytes(&path, &bytes, PASSPHRASE), Err(Error::KeyFileDamaged)));
    }
}
