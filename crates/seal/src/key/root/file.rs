//! The key file. Its bytes, integers big-endian:
//!
//! ```text
//! "Legal Mind root key\n" ‖ version 1 ‖ memory KiB u32 ‖ passes u32 ‖ lanes u32 ‖ salt 16
//!   ‖ nonce 12 ‖ AES-256-GCM(key 32) ‖ tag 16 ‖ SHA-256 of all before it
//! ```
//!
//! The digest tells a damaged file from a wrong passphrase, and is all it is for: the tag, which
//! covers everything before the nonce as associated data, is what protects the key.

use std::{
    fs::File,
    io::{self, Read, Write},
    path::Path,
};

use legalmind_core::World;
use tempfile::NamedTempFile;

use crate::{
    aead::{Cipher, KEY, NONCE, TAG},
    digest::{same, sha256},
    error::{Error, Result},
    key::{
        Secret,
        passphrase::{self, Cost, SALT},
    },
};

const MAGIC: &[u8; 20] = b"Legal Mind root key\n";
const VERSION: u8 = 1;
const LENGTH: usize = MAGIC.len() + 1 + 12 + SALT + NONCE + KEY + TAG + 32;

/// The bytes of a key file.
pub fn encode(secret: &Secret, passphrase: &str, world: &World) -> Result<Vec<u8>> {
    let cost = Cost::TODAY;
    let salt = passphrase::salt(world);
    let nonce: [u8; NONCE] = world.random();
    let cipher = Cipher::new(&*passphrase::stretch(passphrase, &salt, cost)?)?;

    let mut out = Vec::with_capacity(LENGTH);
    out.extend_from_slice(MAGIC);
    out.push(VERSION);
    for number in [cost.memory, cost.passes, cost.lanes] {
        out.extend_from_slice(&number.to_be_bytes());
    }
    out.extend_from_slice(&salt);
    let mut sealed = secret.clone();
    let tag = cipher.seal(nonce, &out, sealed.as_mut_slice())?;
    out.extend_from_slice(&nonce);
    out.extend_from_slice(sealed.as_slice());
    out.extend_from_slice(&tag);
    out.extend_from_slice(&sha256(&out));
    Ok(out)
}

/// The root key in the bytes of a key file.
pub fn decode(bytes: &[u8], passphrase: &str) -> Result<Secret> {
    if !bytes.starts_with(MAGIC) {
        return Err(Error::Format("this is not a key file"));
    }
    parse(bytes).ok_or(Error::KeyFileDamaged)?.open(passphrase)
}

/// A key file taken apart, its digest checked.
struct Parsed<'bytes> {
    head: &'bytes [u8],
    cost: Cost,
    salt: [u8; SALT],
    nonce: [u8; NONCE],
    sealed: [u8; KEY + TAG],
}

fn parse(bytes: &[u8]) -> Option<Parsed<'_>> {
    let (covered, digest) = bytes.split_last_chunk::<32>()?;
    if bytes.len() != LENGTH || !same(&sha256(covered), digest) {
        return None;
    }
    let (head, body) = covered.split_at_checked(MAGIC.len() + 1 + 12 + SALT)?;
    let (version, rest) = head.get(MAGIC.len()..)?.split_first()?;
    let (memory, rest) = rest.split_first_chunk()?;
    let (passes, rest) = rest.split_first_chunk()?;
    let (lanes, salt) = rest.split_first_chunk()?;
    let (nonce, sealed) = body.split_first_chunk()?;
    let cost = Cost {
        memory: u32::from_be_bytes(*memory),
        passes: u32::from_be_bytes(*passes),
        lanes: u32::from_be_bytes(*lanes),
    };
    (*version == VERSION).then_some(())?;
    Some(Parsed { head, cost, salt: salt.try_into().ok()?, nonce: *nonce, sealed: sealed.try_into().ok()? })
}

impl Parsed<'_> {
    fn open(&self, passphrase: &str) -> Result<Secret> {
        let cipher = Cipher::new(&*passphrase::stretch(passphrase, &self.salt, self.cost)?)?;
        let mut secret = Secret::new([0; KEY]);
        cipher
            .open_into(self.nonce, self.head, &self.sealed, secret.as_mut_slice())
            .map_err(|_| Error::WrongPassphrase)?;
        Ok(secret)
    }
}

/// Reads a key file, and no more of it than a key file is long.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    let file = File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Error::KeyFileMissing,
        _ => Error::Io(error),
    })?;
    let mut bytes = Vec::with_capacity(LENGTH);
    file.take(LENGTH as u64 + 1).read_to_end(&mut bytes).map_err(Error::Io)?;
    Ok(bytes)
}

/// Writes a new file that is there wholly or not at all, and never in the place of another.
pub fn create(path: &Path, bytes: &[u8]) -> Result<()> {
    if path.try_exists().map_err(Error::Io)? {
        return Err(Error::KeyFileExists);
    }
    let file = written(path, bytes)?;
    file.persist_noclobber(path).map_err(|refused| match refused.error.kind() {
        io::ErrorKind::AlreadyExists => Error::KeyFileExists,
        _ => Error::Io(refused.error),
    })?;
    sync_folder(path)
}

/// Replaces a file in one step.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    written(path, bytes)?.persist(path).map_err(|refused| Error::Io(refused.error))?;
    sync_folder(path)
}

/// The bytes on the disk beside `path`, under a name of the moment, for the owner alone.
fn written(path: &Path, bytes: &[u8]) -> Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".key-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600));
    let mut file = builder.tempfile_in(folder(path)).map_err(without_path)?;
    file.as_file_mut().write_all(bytes).map_err(Error::Io)?;
    file.as_file().sync_all().map_err(Error::Io)?;
    Ok(file)
}

/// A rename is on the disk once the folder is.
fn sync_folder(path: &Path) -> Result<()> {
    if cfg!(unix) {
        File::open(folder(path)).and_then(|folder| folder.sync_all()).map_err(Error::Io)?;
    }
    Ok(())
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// An error whose message names the path, told by its kind alone.
fn without_path(error: io::Error) -> Error {
    Error::Io(error.kind().into())
}
