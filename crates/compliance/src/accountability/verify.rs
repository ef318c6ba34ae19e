//! Verifies an evidence pack, offline: the signature over its manifest, and each file against that. The
//! file comes from anywhere: no more of it is read than its manifest says.

use std::{
    borrow::Cow,
    collections::HashSet,
    io::{Read, Seek, SeekFrom},
};

use data_encoding::HEXLOWER_PERMISSIVE;
use legalmind_seal::{digest::Sha256, sign::holds};
use zip::ZipArchive;

use super::pack::{MANIFEST, Manifest, SIGNATURE, fingerprint};

/// The largest manifest that is read.
const MOST: u64 = 16 << 20;
/// How an entry of the directory of a ZIP begins, and how long its fixed part is (APPNOTE 4.3.12).
const ENTRY: ([u8; 4], usize) = ([0x50, 0x4b, 0x01, 0x02], 46);

/// Something that is wrong with a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is no ZIP with a manifest that can be read.
    NoPack,
    /// A name is in it more than once.
    Twice,
    /// The manifest is not signed with the key it names.
    Signature,
    /// It is signed with another key than was expected.
    OtherKey,
    /// A file is not what was signed.
    Changed(String),
    /// A file is gone.
    Missing(String),
    /// A file was added.
    Added(String),
}

/// What a pack says of itself, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// The firm.
    pub firm: String,
    /// When it was made.
    pub made_at: String,
    /// The first day of its period.
    pub from: String,
    /// The last.
    pub until: String,
    /// The fingerprint of the key it is signed with.
    pub fingerprint: String,
    /// How many files were compared.
    pub files: usize,
    /// What is wrong; nothing where it holds.
    pub faults: Vec<Fault>,
}

/// Verifies a pack. With `expected` its key has to have that fingerprint; signs between its digits do not
/// matter.
#[must_use]
pub fn verify<R: Read + Seek>(mut file: R, expected: Option<&str>) -> Verified {
    let nothing = || Verified { faults: vec![Fault::NoPack], ..Verified::default() };
    let Ok(mut zip) = ZipArchive::new(&mut file) else { return nothing() };
    let Some(text) = read(&mut zip, MANIFEST, MOST) else { return nothing() };
    let Ok(manifest) = serde_json::from_slice::<Manifest>(&text) else { return nothing() };
    let mut faults = Vec::new();
    let signature = read(&mut zip, SIGNATURE, 64).unwrap_or_default();
    let public: Option<[u8; 32]> =
        HEXLOWER_PERMISSIVE.decode(manifest.public_key.as_bytes()).ok().and_then(|it| it.try_into().ok());
    if !public.is_some_and(|public| holds(&public, &text, &signature)) {
        faults.push(Fault::Signature);
    }
    // what the manifest says of its key is not believed
    let print = public.as_ref().map(fingerprint).unwrap_or_default();
    if expected.is_some_and(|it| digits(it) != print) {
        faults.push(Fault::OtherKey);
    }
    for it in &manifest.files {
        match hash(&mut zip, &it.name, it.size) {
            None => faults.push(Fault::Missing(it.name.clone())),
            Some(found) if found != it.sha256 => faults.push(Fault::Changed(it.name.clone())),
            Some(_) => {}
        }
    }
    let known: HashSet<&str> =
        manifest.files.iter().map(|it| it.name.as_str()).chain([MANIFEST, SIGNATURE]).collect();
    // a name that cannot be read is in no manifest
    let names = zip.file_names().map(|it| it.map(Cow::into_owned).unwrap_or_default());
    faults.extend(names.filter(|it| !known.contains(it.as_str())).map(Fault::Added));
    let (count, begins) = (zip.len(), zip.central_directory_start());
    drop(zip);
    if entries(&mut file, begins) != Some(count) {
        faults.push(Fault::Twice);
    }
    Verified {
        firm: manifest.firm,
        made_at: manifest.made_at,
        from: manifest.from,
        until: manifest.until,
        fingerprint: print,
        files: manifest.files.len(),
        faults,
    }
}

/// The hexadecimal digits of a fingerprint as somebody typed it.
fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_hexdigit).map(|it| it.to_ascii_lowercase()).collect()
}

/// A small file of a ZIP.
fn read<R: Read + Seek>(zip: &mut ZipArchive<R>, name: &str, most: u64) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    zip.by_name(name).ok()?.take(most).read_to_end(&mut out).ok()?;
    Some(out)
}

/// The hash of a file of a ZIP, of one sign more than it should have at most: more is not the same anyway.
/// What cannot be unpacked is empty.
fn hash<R: Read + Seek>(zip: &mut ZipArchive<R>, name: &str, size: u64) -> Option<String> {
    let mut file = zip.by_name(name).ok()?.take(size.saturating_add(1));
    let (mut hash, mut piece) = (Sha256::new(), vec![0; 64 << 10]);
    loop {
        match file.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => hash.update(piece.get(..read)?),
            Err(_) => return Some(String::new()),
        }
    }
    Some(data_encoding::HEXLOWER.encode(&hash.finish()))
}

/// How many entries the directory of a ZIP has, also where two have one name: a program that unpacks it
/// may take either.
fn entries<R: Read + Seek>(file: &mut R, begins: u64) -> Option<usize> {
    file.seek(SeekFrom::Start(begins)).ok()?;
    let mut directory = Vec::new();
    file.take(MOST).read_to_end(&mut directory).ok()?;
    let (mut at, mut count) = (0_usize, 0);
    while directory.get(at..at + 4) == Some(&ENTRY.0) {
        let length = |from: usize| {
            let bytes: [u8; 2] = directory.get(at + from..at + from + 2)?.try_into().ok()?;
            Some(usize::from(u16::from_le_bytes(bytes)))
        };
        at += ENTRY.1 + length(28)? + length(30)? + length(32)?;
        count += 1;
    }
    Some(count)
}
