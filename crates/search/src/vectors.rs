//! Vectors of a firm's passages: sealed files, and an exact scan filtered by rights.
//!
//! A vector is kept as bytes: normalised, scaled by its largest part to −127…127. Sixty-four
//! bits of the scan's sum are never in question: the sum of `d` products of bytes fits in 32
//! bits up to 130,000 dimensions. A firm's vectors are in memory as long as its index is open.

mod matrix;

use std::{
    collections::{HashMap, HashSet},
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, RwLock},
};

use legalmind_core::{DossierId, PassageId, VersionId, World};
use legalmind_seal::TenantKey;
use serde::{Deserialize, Serialize};
use tantivy::Directory as _;
use uuid::Uuid;

use crate::{Error, Result, directory::SealedDirectory};
use matrix::Rows;

/// A passage's vector.
#[derive(Clone, Debug, PartialEq)]
pub struct VectorItem {
    /// The passage.
    pub passage: PassageId,
    /// Its version.
    pub version: VersionId,
    /// Its dossier.
    pub dossier: DossierId,
    /// Its vector, of any length above zero.
    pub vector: Vec<f32>,
}

/// More files than this are made one.
const MAX_FILES: usize = 24;
/// Raise this with any change in the form of the files.
const FORM: u32 = 2;

type Id = [u8; 16];

#[derive(Clone, Serialize, Deserialize)]
struct Row {
    passage: Id,
    version: Id,
    dossier: Id,
    scale: f32,
    parts: Vec<i8>,
}

/// Which files hold what, and how far the log was read.
#[derive(Clone, Default, Serialize, Deserialize)]
struct Manifest {
    form: u32,
    /// Which model made the vectors, and how.
    made_by: String,
    seq: u64,
    next: u64,
    files: Vec<u64>,
    /// Versions that are gone, with the number of the first file that may hold them again.
    removed: Vec<(Id, u64)>,
}

#[derive(Default)]
struct State {
    manifest: Manifest,
    pending: Vec<Row>,
    changed: bool,
}

/// A firm's vectors.
pub struct Vectors {
    root: PathBuf,
    made_by: String,
    key: Arc<TenantKey>,
    world: World,
    directory: RwLock<SealedDirectory>,
    state: Mutex<State>,
    rows: RwLock<Rows>,
}

impl std::fmt::Debug for Vectors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vectors")
    }
}

impl Vectors {
    /// Opens the vectors at `root`; where they are damaged, or were made by something else than
    /// `made_by` (a model, and how it is used), none are left and the log is read from its
    /// beginning.
    ///
    /// # Errors
    /// [`Error::Io`] where the disk fails.
    pub fn open(root: &Path, key: Arc<TenantKey>, world: World, made_by: &str) -> Result<Self> {
        let directory = SealedDirectory::open(root, Arc::clone(&key), world.clone(), 0)?;
        let vectors = Self {
            root: root.to_owned(),
            made_by: made_by.to_owned(),
            key,
            world,
            directory: RwLock::new(directory),
            state: Mutex::default(),
            rows: RwLock::default(),
        };
        match vectors.load() {
            Ok(()) => {}
            Err(Error::Io(error)) => return Err(Error::Io(error)),
            Err(_) => vectors.rebuild()?,
        }
        Ok(vectors)
    }

    fn directory(&self) -> SealedDirectory {
        self.directory.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn fresh(&self) -> Manifest {
        Manifest { form: FORM, made_by: self.made_by.clone(), ..Manifest::default() }
    }

    fn load(&self) -> Result<()> {
        let directory = self.directory();
        let manifest = match directory.exists(Path::new(MANIFEST)) {
            Ok(false) => self.fresh(),
            _ => read(&directory, MANIFEST)?,
        };
        if manifest.form != FORM || manifest.made_by != self.made_by {
            return Err(Error::Integrity);
        }
        let gone: HashMap<Id, u64> = manifest.removed.iter().copied().collect();
        let mut rows = Rows::default();
        for file in &manifest.files {
            let some: Vec<Row> = read(&directory, &file_name(*file))?;
            let there = |row: &&Row| gone.get(&row.version).is_none_or(|until| file >= until);
            some.iter().filter(there).for_each(|row| rows.push(row));
        }
        *self.rows.write().unwrap_or_else(PoisonError::into_inner) = rows;
        self.state().manifest = manifest;
        Ok(())
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The line of the change log that is saved here.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.state().manifest.seq
    }

    /// How many vectors there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.read().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether something on disk is not what was written.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.directory().is_damaged()
    }

    /// Reads every file from the disk anew.
    ///
    /// # Errors
    /// [`Error::Integrity`] where one is not what was written; [`Vectors::rebuild`] helps.
    pub fn verify(&self) -> Result<()> {
        let files = self.state().manifest.files.clone();
        let directory = self.directory();
        for file in std::iter::once(MANIFEST.to_owned()).chain(files.into_iter().map(file_name)) {
            directory.verify(Path::new(&file))?;
        }
        Ok(())
    }

    /// Throws everything away.
    ///
    /// # Errors
    /// [`Error::Io`] where the disk fails.
    pub fn rebuild(&self) -> Result<()> {
        let mut state = self.state();
        match fs::remove_dir_all(&self.root) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(Error::Io(error)),
            _ => {}
        }
        let fresh = SealedDirectory::open(&self.root, Arc::clone(&self.key), self.world.clone(), 0)?;
        *self.directory.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        *self.rows.write().unwrap_or_else(PoisonError::into_inner) = Rows::default();
        *state = State { manifest: self.fresh(), ..State::default() };
        Ok(())
    }

    /// Puts the vectors of a version in the place of what is there of it.
    pub fn put(&self, version: VersionId, items: &[VectorItem]) {
        let mut state = self.state();
        let version = *version.as_bytes();
        let next = state.manifest.next;
        state.manifest.removed.retain(|(known, _)| *known != version);
        state.manifest.removed.push((version, next));
        state.pending.retain(|row| row.version != version);
        state.changed = true;
        let fresh: Vec<Row> = items.iter().filter_map(row).collect();
        let mut rows = self.rows.write().unwrap_or_else(PoisonError::into_inner);
        rows.remove(&version);
        fresh.iter().for_each(|row| rows.push(row));
        drop(rows);
        state.pending.extend(fresh);
    }

    /// Saves what was put, as of line `seq` of the change log.
    ///
    /// # Errors
    /// [`Error::Io`] where the disk fails.
    pub fn commit(&self, seq: u64) -> Result<()> {
        let mut state = self.state();
        let directory = self.directory();
        let mut manifest = Manifest { seq, ..state.manifest.clone() };
        let many = manifest.files.len() >= MAX_FILES;
        if state.changed {
            let number = manifest.next;
            manifest.next += 1;
            if many {
                let rows = self.rows.read().unwrap_or_else(PoisonError::into_inner).all();
                write(&directory, &file_name(number), &rows)?;
                manifest.files = vec![number];
                manifest.removed.clear();
            } else if !state.pending.is_empty() {
                write(&directory, &file_name(number), &state.pending)?;
                manifest.files.push(number);
            }
        }
        write(&directory, MANIFEST, &manifest)?;
        let old = std::mem::replace(&mut state.manifest, manifest);
        for file in old.files.iter().filter(|file| !state.manifest.files.contains(file)) {
            directory.delete(Path::new(&file_name(*file))).ok();
        }
        state.pending.clear();
        state.changed = false;
        Ok(())
    }

    /// The passages of these dossiers that are most like `query`, best first, with the cosine.
    #[must_use]
    pub fn search(&self, dossiers: &[DossierId], query: &[f32], limit: usize) -> Vec<(PassageId, f32)> {
        let visible: HashSet<Id> = dossiers.iter().map(|dossier| *dossier.as_bytes()).collect();
        let Some((scale, parts)) = quantise(query) else { return Vec::new() };
        let rows = self.rows.read().unwrap_or_else(PoisonError::into_inner);
        // passages of a dossier mostly follow each other
        let mut last: Option<(Id, bool)> = None;
        let mut is_visible = |dossier: Id| match last {
            Some((known, seen)) if known == dossier => seen,
            _ => last.insert((dossier, visible.contains(&dossier))).1,
        };
        let mut found: Vec<(f32, Id)> = rows
            .of_length(parts.len())
            .filter(|(head, _)| is_visible(head.dossier))
            .map(|(head, row)| (dot(row, &parts) * head.scale * scale, head.passage))
            .collect();
        drop(rows);
        let order = |a: &(f32, Id), b: &(f32, Id)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if limit > 0 && found.len() > limit {
            found.select_nth_unstable_by(limit - 1, order);
        }
        found.truncate(limit);
        found.sort_by(order);
        found.into_iter().map(|(score, id)| (PassageId::from_uuid(Uuid::from_bytes(id)), score)).collect()
    }
}

const MANIFEST: &str = "manifest";

fn file_name(number: u64) -> String {
    format!("{number:08}")
}

fn write<T: Serialize>(directory: &SealedDirectory, name: &str, value: &T) -> Result<()> {
    let bytes = postcard::to_stdvec(value).map_err(|_| Error::Integrity)?;
    Ok(directory.atomic_write(Path::new(name), &bytes)?)
}

fn read<T: for<'de> Deserialize<'de>>(directory: &SealedDirectory, name: &str) -> Result<T> {
    let bytes = directory.atomic_read(Path::new(name)).map_err(|_| Error::Integrity)?;
    postcard::from_bytes(&bytes).map_err(|_| Error::Integrity)
}

fn row(item: &VectorItem) -> Option<Row> {
    let (scale, parts) = quantise(&item.vector)?;
    let (passage, version, dossier) =
        (*item.passage.as_bytes(), *item.version.as_bytes(), *item.dossier.as_bytes());
    Some(Row { passage, version, dossier, scale, parts })
}

/// The vector, normalised, as bytes with the factor that makes them numbers again; none for a
/// vector without length or direction.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "the parts are scaled into a byte")]
pub fn quantise(vector: &[f32]) -> Option<(f32, Vec<i8>)> {
    let norm = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
    let largest = vector.iter().fold(0.0_f32, |most, x| most.max(x.abs()));
    if !norm.is_finite() || norm <= 0.0 || largest <= 0.0 {
        return None;
    }
    let parts = vector.iter().map(|x| (x / largest * 127.0).round() as i8).collect();
    Some((largest / norm / 127.0, parts))
}

/// The sum of the products of two vectors' bytes. A product of two bytes of −127…127 fits in 16 bits,
/// which processors multiply many at once.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "a similarity needs no more")]
pub fn dot(a: &[i8], b: &[i8]) -> f32 {
    a.iter().zip(b).map(|(x, y)| i32::from(i16::from(*x) * i16::from(*y))).sum::<i32>() as f32
}

#[cfg(test)]
mod tests;
