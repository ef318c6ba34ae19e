//! Vectors of texts, beside the index: one file that only grows, without a key as all of the
//! library. A text is known by its mark, so that one that did not change keeps its vector, and one
//! that did has none until one is made.
//!
//! ```text
//! length, mark, Begin { form, made_by } │ length, mark, [(mark of a text, vector)] │ …
//! ```
//!
//! A process that makes vectors holds the file's lock; others read what it added.

use std::{
    collections::HashMap,
    fs::{File, OpenOptions, TryLockError},
    io::{ErrorKind, Read as _, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use legalmind_search::{dot, quantise};
use serde::{Deserialize, Serialize};

use super::schema::fnv;
use crate::{Error, Result};

/// Raise this with any change in the form of the file.
const FORM: u32 = 1;
/// The name of the file.
const FILE: &str = "vectors";
/// The longest piece of the file, in bytes.
const MAX_PIECE: u64 = 64 << 20;

/// A vector as bytes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Vector {
    scale: f32,
    parts: Vec<i8>,
}

impl Vector {
    /// Of numbers; none where they have no length or direction.
    #[must_use]
    pub fn of(numbers: &[f32]) -> Option<Self> {
        quantise(numbers).map(|(scale, parts)| Self { scale, parts })
    }

    /// The cosine with another; none where they are of different length.
    #[must_use]
    pub fn like(&self, other: &Self) -> Option<f32> {
        let same = self.parts.len() == other.parts.len();
        same.then(|| dot(&self.parts, &other.parts) * self.scale * other.scale)
    }
}

/// What the file begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Begin {
    form: u32,
    /// The model, and how it is used: what another made cannot be compared.
    made_by: String,
}

/// What was read of the file.
#[derive(Debug, Default)]
struct Known {
    /// Up to where.
    at: u64,
    rows: HashMap<u64, Vector>,
}

/// The vectors of texts that one model made.
#[derive(Debug)]
pub struct Vectors {
    path: PathBuf,
    begin: Begin,
    known: Mutex<Known>,
}

/// The right to add vectors, as long as it is held.
#[derive(Debug)]
pub struct Adding<'a> {
    vectors: &'a Vectors,
    file: File,
}

impl Vectors {
    /// The vectors in the folder of a library that `made_by` made; none at first where there are none,
    /// or where another made them.
    ///
    /// # Errors
    /// Where the disk fails.
    pub fn open(root: &Path, made_by: &str) -> Result<Self> {
        let begin = Begin { form: FORM, made_by: made_by.to_owned() };
        let vectors = Self { path: root.join(FILE), begin, known: Mutex::default() };
        vectors.refresh()?;
        Ok(vectors)
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.known().rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads what was added since.
    ///
    /// # Errors
    /// Where the disk fails.
    pub fn refresh(&self) -> Result<()> {
        let mut file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        let mut known = self.known();
        if file.metadata()?.len() < known.at {
            *known = Known::default();
        }
        file.seek(SeekFrom::Start(known.at))?;
        if known.at == 0 {
            match piece(&mut file)?.and_then(|bytes| postcard::from_bytes::<Begin>(&bytes).ok()) {
                Some(begin) if begin == self.begin => known.at = file.stream_position()?,
                _ => return Ok(()),
            }
        }
        while let Some(bytes) = piece(&mut file)? {
            let Ok(rows) = postcard::from_bytes::<Vec<(u64, Vector)>>(&bytes) else { break };
            known.rows.extend(rows);
            known.at = file.stream_position()?;
        }
        Ok(())
    }

    /// How like a vector each of the texts with these marks is; none for one without a vector.
    #[must_use]
    pub fn like(&self, vector: &Vector, marks: impl Iterator<Item = u64>) -> Vec<Option<f32>> {
        let known = self.known();
        marks.map(|mark| known.rows.get(&mark)?.like(vector)).collect()
    }

    /// Whether a text has a vector.
    #[must_use]
    pub fn has(&self, mark: u64) -> bool {
        self.known().rows.contains_key(&mark)
    }

    /// Opens the file for adding; none where another process adds. What another model made, and a
    /// piece that was not written to its end, is thrown away.
    ///
    /// # Errors
    /// Where the disk fails.
    pub fn adding(&self) -> Result<Option<Adding<'_>>> {
        let mut options = OpenOptions::new();
        let file = options.create(true).truncate(false).read(true).write(true).open(&self.path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        self.refresh()?;
        let mut adding = Adding { vectors: self, file };
        let at = self.known().at;
        adding.file.set_len(at)?;
        adding.file.seek(SeekFrom::Start(at))?;
        if at == 0 {
            adding.write(&self.begin)?;
        }
        Ok(Some(adding))
    }
}

impl Adding<'_> {
    /// Adds the vectors of texts, by their marks.
    ///
    /// # Errors
    /// Where the disk fails.
    pub fn add(&mut self, rows: Vec<(u64, Vector)>) -> Result<()> {
        self.write(&rows)?;
        self.vectors.known().rows.extend(rows);
        Ok(())
    }

    fn write<T: Serialize>(&mut self, value: &T) -> Result<()> {
        let bytes = postcard::to_stdvec(value).map_err(|_| Error::Damaged)?;
        let mut out = (bytes.len() as u64).to_le_bytes().to_vec();
        out.extend_from_slice(&fnv(&bytes).to_le_bytes());
        out.extend_from_slice(&bytes);
        self.file.write_all(&out)?;
        self.file.sync_data()?;
        self.vectors.known().at += out.len() as u64;
        Ok(())
    }
}

/// The next piece of the file; none at its end, and where it is not whole.
fn piece(file: &mut File) -> Result<Option<Vec<u8>>> {
    let mut head = [0; 16];
    let Some((length, mark)) = read(file, &mut head)?.then(|| (number(&head, 0), number(&head, 8))) else {
        return Ok(None);
    };
    if length > MAX_PIECE {
        return Ok(None);
    }
    let mut bytes = vec![0; usize::try_from(length).unwrap_or_default()];
    Ok((read(file, &mut bytes)? && fnv(&bytes) == mark).then_some(bytes))
}

fn number(head: &[u8; 16], at: usize) -> u64 {
    let bytes = head.get(at..at + 8).and_then(|bytes| bytes.try_into().ok());
    bytes.map_or(u64::MAX, u64::from_le_bytes)
}

fn read(file: &mut File, into: &mut [u8]) -> Result<bool> {
    match file.read_exact(into) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(root: &Path, by: u64) {
        let file = OpenOptions::new().write(true).open(root.join(FILE)).expect("the file");
        let length = file.metadata().expect("its length").len();
        file.set_len(length - by).expect("cut");
    }

    fn vector(numbers: &[f32]) -> Vector {
        Vector::of(numbers).expect("a vector")
    }

    fn add(vectors: &Vectors, mark: u64, numbers: &[f32]) {
        vectors
            .adding()
            .expect("the file")
            .expect("alone")
            .add(vec![(mark, vector(numbers))])
            .expect("added");
    }

    #[test]
    fn what_was_added_is_there_after_a_restart_and_in_other_processes() {
        let folder = tempfile::tempdir().expect("a folder");
        let one = Vectors::open(folder.path(), "e5").expect("vectors");
        let other = Vectors::open(folder.path(), "e5").expect("vectors");
        assert!(one.is_empty());
        add(&one, 1, &[1.0, 0.0]);
        add(&one, 2, &[0.0, 1.0]);
        assert!(!other.has(1));
        other.refresh().expect("read");
        assert!(other.has(1) && other.has(2) && other.len() == 2);
        assert_eq!(Vectors::open(folder.path(), "e5").expect("vectors").len(), 2);
        let like = other.like(&vector(&[1.0, 0.0]), [1, 2, 9].into_iter());
        assert!(
            matches!(like[..], [Some(same), Some(other), None] if same > 0.99 && other < 0.01),
            "{like:?}"
        );
    }

    #[test]
    fn what_another_model_made_is_made_again() {
        let folder = tempfile::tempdir().expect("a folder");
        add(&Vectors::open(folder.path(), "e5").expect("vectors"), 1, &[1.0, 0.0]);
        let other = Vectors::open(folder.path(), "bge").expect("vectors");
        assert!(other.is_empty());
        add(&other, 2, &[1.0, 0.0, 0.0]);
        assert!(Vectors::open(folder.path(), "e5").expect("vectors").is_empty());
        assert_eq!(Vectors::open(folder.path(), "bge").expect("vectors").len(), 1);
    }

    #[test]
    fn a_piece_that_was_not_written_to_its_end_is_made_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let vectors = Vectors::open(folder.path(), "e5").expect("vectors");
        add(&vectors, 1, &[1.0, 0.0]);
        add(&vectors, 2, &[0.0, 1.0]);
        cut(folder.path(), 3);
        let vectors = Vectors::open(folder.path(), "e5").expect("vectors");
        assert!(vectors.has(1) && !vectors.has(2));
        add(&vectors, 2, &[0.0, 1.0]);
        assert_eq!(Vectors::open(folder.path(), "e5").expect("vectors").len(), 2);
    }

    #[test]
    fn one_adds_at_a_time() {
        let folder = tempfile::tempdir().expect("a folder");
        let vectors = Vectors::open(folder.path(), "e5").expect("vectors");
        let adding = vectors.adding().expect("the file");
        assert!(adding.is_some());
        let other = Vectors::open(folder.path(), "e5").expect("vectors");
        assert!(other.adding().expect("the file").is_none());
    }
}
