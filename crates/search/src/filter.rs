//! Rights as a filter inside the query.
//!
//! Each segment has a table of the dossiers in it and, for each passage, its row in that table.
//! A query's set of visible dossiers becomes one bit per row, so thousands of dossiers cost no
//! more than one, and what is not visible is neither counted nor ranked.

use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasherDefault, Hasher},
    net::Ipv6Addr,
    sync::Arc,
};

use legalmind_core::DossierId;
use tantivy::{
    DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError,
    index::SegmentId,
    query::{AllScorer, EnableScoring, Explanation, Query, Scorer, Weight},
};

use crate::schema;

/// Ids are random already: their last half is as good as any hash of them.
#[derive(Clone, Copy, Default)]
struct IdHasher(u64);

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        let half = bytes.first_chunk().map_or(0, |half| u64::from_le_bytes(*half));
        self.0 = self.0.rotate_left(5) ^ half;
    }
}

type Random = BuildHasherDefault<IdHasher>;

/// A dossier's id as the column holds it.
pub fn column_value(dossier: DossierId) -> Ipv6Addr {
    Ipv6Addr::from(dossier.uuid().as_u128())
}

/// Which dossier each passage of a segment is in.
#[derive(Debug, Default)]
pub struct DossierTable {
    dossiers: Vec<u128>,
    rows: Vec<u32>,
}

impl DossierTable {
    /// Reads the column.
    pub fn of(reader: &SegmentReader) -> tantivy::Result<Self> {
        let column = reader.fast_fields().ip_addr(schema::DOSSIER)?;
        let mut known: HashMap<u128, u32, Random> = HashMap::default();
        let mut table = Self::default();
        for doc in 0..reader.max_doc() {
            let dossier = u128::from(column.first(doc).unwrap_or(Ipv6Addr::UNSPECIFIED));
            let next = u32::try_from(table.dossiers.len()).unwrap_or(u32::MAX);
            let row = *known.entry(dossier).or_insert(next);
            if row == next {
                table.dossiers.push(dossier);
            }
            table.rows.push(row);
        }
        Ok(table)
    }
}

/// The tables of the segments of a snapshot.
pub type Tables = HashMap<SegmentId, Arc<DossierTable>>;

/// Matches the passages of visible dossiers; adds nothing to a score.
#[derive(Clone, Debug)]
pub struct DossierFilter {
    tables: Arc<Tables>,
    visible: Arc<HashSet<u128, Random>>,
}

impl DossierFilter {
    pub fn new(tables: Arc<Tables>, visible: &[DossierId]) -> Self {
        Self { tables, visible: Arc::new(visible.iter().map(|dossier| dossier.uuid().as_u128()).collect()) }
    }
}

impl Query for DossierFilter {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for DossierFilter {
    fn scorer(&self, reader: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let table = match self.tables.get(&reader.segment_id()) {
            Some(table) => Arc::clone(table),
            None => Arc::new(DossierTable::of(reader)?),
        };
        let allowed: Vec<bool> =
            table.dossiers.iter().map(|dossier| self.visible.contains(dossier)).collect();
        if allowed.iter().all(|allowed| *allowed) {
            // nothing to hide here; the engine leaves such a part out of the work
            return Ok(Box::new(AllScorer::new(reader.max_doc())));
        }
        let mut docs = Visible { table, allowed, doc: 0 };
        docs.settle();
        Ok(Box::new(docs))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument("rights are not explained".to_owned()))
    }
}

/// The visible passages of a segment.
struct Visible {
    table: Arc<DossierTable>,
    allowed: Vec<bool>,
    doc: DocId,
}

impl Visible {
    /// Goes on to the first visible passage from `doc` on.
    fn settle(&mut self) -> DocId {
        let from = usize::try_from(self.doc).unwrap_or(usize::MAX);
        let rows = self.table.rows.get(from..).unwrap_or_default();
        let seen =
            |row: &u32| usize::try_from(*row).ok().and_then(|row| self.allowed.get(row)) == Some(&true);
        self.doc = match rows.iter().position(seen) {
            Some(ahead) => self.doc.saturating_add(u32::try_from(ahead).unwrap_or(u32::MAX)),
            None => TERMINATED,
        };
        self.doc
    }
}

impl DocSet for Visible {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            return TERMINATED;
        }
        self.doc += 1;
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target > self.doc {
            self.doc = target;
            self.settle();
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        u32::try_from(self.table.rows.len()).unwrap_or(u32::MAX)
    }
}

impl Scorer for Visible {
    fn score(&mut self) -> Score {
        0.0
    }
}
