//! The vectors in memory: those of one length one after the other, so that a scan reads memory
//! from front to back.

use std::collections::{BTreeMap, HashSet};

use super::{Id, Row};

/// What is known of a vector but its parts.
#[derive(Clone, Copy)]
pub struct Head {
    pub passage: Id,
    pub version: Id,
    pub dossier: Id,
    pub scale: f32,
}

/// Vectors of one length.
#[derive(Default)]
struct Matrix {
    heads: Vec<Head>,
    parts: Vec<i8>,
}

/// All vectors, by their length.
#[derive(Default)]
pub struct Rows {
    matrices: BTreeMap<usize, Matrix>,
    versions: HashSet<Id>,
}

impl Rows {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.matrices.values().map(|matrix| matrix.heads.len()).sum()
    }

    /// Adds a vector.
    pub fn push(&mut self, row: &Row) {
        let Row { passage, version, dossier, scale, .. } = *row;
        self.versions.insert(version);
        let matrix = self.matrices.entry(row.parts.len()).or_default();
        matrix.heads.push(Head { passage, version, dossier, scale });
        matrix.parts.extend_from_slice(&row.parts);
    }

    /// Takes the vectors of a version out; costs nothing where there are none.
    pub fn remove(&mut self, version: &Id) {
        if !self.versions.remove(version) {
            return;
        }
        for (length, matrix) in &mut self.matrices {
            let mut kept = Matrix::default();
            for (head, parts) in matrix.heads.iter().zip(matrix.parts.chunks_exact(*length)) {
                if head.version != *version {
                    kept.heads.push(*head);
                    kept.parts.extend_from_slice(parts);
                }
            }
            *matrix = kept;
        }
    }

    /// The vectors of one length.
    pub fn of_length(&self, length: usize) -> impl Iterator<Item = (&Head, &[i8])> {
        let matrix = self.matrices.get(&length).filter(|_| length > 0);
        matrix.into_iter().flat_map(move |it| it.heads.iter().zip(it.parts.chunks_exact(length)))
    }

    /// All vectors, as they are written.
    pub fn all(&self) -> Vec<Row> {
        let lengths = self.matrices.keys();
        lengths.flat_map(|length| self.of_length(*length)).map(|(head, parts)| row(head, parts)).collect()
    }
}

fn row(head: &Head, parts: &[i8]) -> Row {
    let Head { passage, version, dossier, scale } = *head;
    Row { passage, version, dossier, scale, parts: parts.to_vec() }
}
