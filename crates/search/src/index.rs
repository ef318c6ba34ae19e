//! The words of a firm's passages: a Tantivy index in a sealed directory.
//!
//! All calls block; [`crate::Indexes`] runs them apart from the requests.

mod document;
mod segments;

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, RwLock},
};

use legalmind_core::{DossierId, PassageId, VersionId, World};
use legalmind_seal::TenantKey;
use legalmind_store::passage::Passage;
use tantivy::{
    DocAddress, FutureResult, IndexReader, IndexWriter, ReloadPolicy, Searcher, SegmentMeta, TantivyDocument,
    Term,
    collector::{Count, TopDocs},
    query::{BooleanQuery, Occur, Query as Tantivy, QueryClone as _, TermQuery},
    schema::IndexRecordOption,
    store::{Compressor, ZstdCompressor},
};

use crate::{
    Error, Result,
    analysis::Analyser,
    directory::SealedDirectory,
    filter::{DossierFilter, DossierTable, Tables},
    query::{Hit, Hits, Loose, Matching, Plan, Query},
    schema::{self, Fields},
    snippet::Snippets,
};

/// Memory in which passages wait for a commit, in bytes.
const WRITER: usize = 32 << 20;
/// Bytes of a block of stored texts. The hits of a search lie far apart, and for each of them a
/// block is opened.
const STORE_BLOCK: usize = 4 << 10;
/// Opened blocks of stored texts that are kept, per segment.
const STORE_BLOCKS: usize = 64;
/// The most hits that can be passed over and given.
const MAX_HITS: usize = 10_000;

/// The engine's own two files beside those of its segments.
const META: &str = "meta.json";
const MANAGED: &str = ".managed.json";

/// A firm's index on disk, open for reading and writing by this process alone.
pub struct Index {
    root: PathBuf,
    key: Arc<TenantKey>,
    analyser: Arc<Analyser>,
    world: World,
    cache: usize,
    live: RwLock<Arc<Live>>,
    writer: Mutex<Option<IndexWriter>>,
    /// Held as long as the index is open.
    _lock: fs::File,
}

/// What is being joined ends first: the next to open the index would write the same files beside it.
impl Drop for Index {
    fn drop(&mut self) {
        let writer = self.writer.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        // how it ended does not matter: what was committed is whole, joined or not
        writer.map(IndexWriter::wait_merging_threads);
    }
}

/// An index as it was opened.
struct Live {
    directory: SealedDirectory,
    index: tantivy::Index,
    reader: IndexReader,
    fields: Fields,
    snapshot: RwLock<Snapshot>,
}

/// What searches see: the passages of one commit.
#[derive(Clone)]
struct Snapshot {
    searcher: Searcher,
    tables: Arc<Tables>,
    seq: u64,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Index")
    }
}

impl Index {
    /// Opens the index at `root`; where there is none, or a damaged one, or one of an older
    /// form or another word list, an empty one is made, which has reached line 0 of the log.
    /// `cache` is the most bytes of opened chunks that are kept in memory.
    ///
    /// # Errors
    /// [`Error::Busy`] where another process has it open; [`Error::Io`] where the disk fails.
    pub fn open(
        root: &Path,
        key: Arc<TenantKey>,
        analyser: Arc<Analyser>,
        world: World,
        cache: usize,
    ) -> Result<Self> {
        fs::create_dir_all(root)?;
        let lock = fs::OpenOptions::new().write(true).create(true).truncate(false).open(root.join("lock"))?;
        lock.try_lock().map_err(|_| Error::Busy)?;
        let words = home(root, newest(root)?);
        let first = !words.exists();
        let directory = SealedDirectory::open(&words, Arc::clone(&key), world.clone(), cache)?;
        let live = match Live::open(directory, analyser.list_size()) {
            Ok(live) => live,
            Err(error) => {
                if !first {
                    tracing::info!(reason = %error, "the index is made anew");
                }
                Live::fresh(root, &key, &world, cache)?
            }
        };
        let live = RwLock::new(Arc::new(live));
        Ok(Self {
            root: root.to_owned(),
            key,
            analyser,
            world,
            cache,
            live,
            writer: Mutex::default(),
            _lock: lock,
        })
    }

    fn live(&self) -> Arc<Live> {
        Arc::clone(&self.live.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The line of the change log that searches see.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.live().snapshot().seq
    }

    /// Whether something on disk is not what was written; [`Index::rebuild`] helps.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.live().directory.is_damaged()
    }

    /// Reads everything that searches rely on from the disk anew, past what is kept in memory.
    /// A search only notices damage in what it reads; this notices all of it.
    ///
    /// # Errors
    /// [`Error::Integrity`] where something is not what was written; [`Index::rebuild`] helps.
    pub fn verify(&self) -> Result<()> {
        let live = self.live();
        let metas = live.index.load_metas().map_err(|error| live.error(error))?;
        let files = metas.list_segment_files();
        let own = [META, MANAGED].into_iter().map(Path::new);
        for file in own.chain(files.iter().map(PathBuf::as_path)) {
            live.directory.verify(file)?;
        }
        Ok(())
    }

    /// Throws everything away; the index has then reached line 0.
    ///
    /// # Errors
    /// [`Error::Io`] where the disk fails.
    pub fn rebuild(&self) -> Result<()> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        drop(writer.take());
        let fresh = Live::fresh(&self.root, &self.key, &self.world, self.cache)?;
        *self.live.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(fresh);
        drop(writer);
        Ok(())
    }

    /// Puts the passages of a version in the place of what is there of it; seen after the next
    /// commit.
    ///
    /// # Errors
    /// [`Error::Integrity`] or [`Error::Engine`].
    pub fn put(&self, version: VersionId, passages: &[Passage]) -> Result<()> {
        self.write(|live, writer| {
            writer.delete_term(Term::from_field_bytes(live.fields.version, version.as_bytes()));
            for passage in passages {
                writer.add_document(document::of(passage, &live.fields, &self.analyser))?;
            }
            Ok(())
        })
    }

    /// Takes a version out; seen after the next commit.
    ///
    /// # Errors
    /// [`Error::Integrity`] or [`Error::Engine`].
    pub fn remove(&self, version: VersionId) -> Result<()> {
        self.put(version, &[])
    }

    /// Makes what was put and removed visible, as of line `seq` of the change log.
    ///
    /// # Errors
    /// [`Error::Integrity`] or [`Error::Engine`].
    pub fn commit(&self, seq: u64) -> Result<()> {
        self.write(|live, writer| {
            let mut prepared = writer.prepare_commit()?;
            prepared.set_payload(&payload(self.analyser.list_size(), seq));
            prepared.commit()?;
            live.reload(seq)
        })
    }

    /// Begins to make one segment of those that need not be apart, so that a search looks a word up
    /// in few places; none where there are few. It takes its time: commits and searches go on
    /// meanwhile; an index that is closed waits for it. Then [`Index::joined`].
    ///
    /// # Errors
    /// [`Error::Integrity`] or [`Error::Engine`].
    pub fn join(&self) -> Result<Option<FutureResult<Option<SegmentMeta>>>> {
        let live = self.live();
        // a meta that is held keeps its files on the disk
        let metas = live.index.searchable_segment_metas().map_err(|error| live.error(error))?;
        let few = segments::to_join(metas.into_iter().map(|meta| (meta.id(), meta.num_docs())).collect());
        if few.is_empty() {
            return Ok(None);
        }
        self.write(|_, writer| Ok(Some(writer.merge(&few))))
    }

    /// Searches in what was joined, and lets go of what it was joined of; what searches see stays
    /// the same.
    ///
    /// # Errors
    /// [`Error::Integrity`] or [`Error::Engine`].
    pub fn joined(&self) -> Result<()> {
        // held, so that no commit comes between; a fault is not the writer's, which keeps what was put
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let live = self.live();
        live.reload(live.snapshot().seq).map_err(|error| live.error(error))?;
        let Some(files) = writer.as_ref().map(IndexWriter::garbage_collect_files) else { return Ok(()) };
        drop(writer);
        files.wait().map(drop).map_err(|error| live.error(error))
    }

    fn write<T>(&self, step: impl FnOnce(&Live, &mut IndexWriter) -> tantivy::Result<T>) -> Result<T> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        // only now: it is another one where the index was just made anew
        let live = self.live();
        let done = match &mut *writer {
            Some(writer) => step(&live, writer),
            None => {
                let new = live.index.writer_with_num_threads(1, WRITER);
                new.and_then(|new| step(&live, writer.insert(new)))
            }
        };
        if done.is_err() {
            // a writer that failed takes no more
            drop(writer.take());
        }
        done.map_err(|error| live.error(error))
    }

    /// The passages that match, of these dossiers alone.
    ///
    /// # Errors
    /// [`Error::Integrity`] where the index on disk is not what was written.
    pub fn search(&self, dossiers: &[DossierId], query: &Query) -> Result<Hits> {
        let live = self.live();
        let plan = Plan::of(&query.text, &self.analyser);
        if plan.is_empty() || dossiers.is_empty() {
            return Ok(Hits::default());
        }
        let snapshot = live.snapshot();
        let filter = DossierFilter::new(Arc::clone(&snapshot.tables), dossiers);
        let mut found = Hits::default();
        for (step, (matching, loose)) in ladder(&plan, query.matching).into_iter().enumerate() {
            let asked = plan.query(&live.fields, matching, loose);
            found = self.run(&live, &snapshot, &filter, asked, &plan, query)?;
            if found.total > 0 {
                found.relaxed = step > 0;
                break;
            }
        }
        Ok(found)
    }

    fn run(
        &self,
        live: &Live,
        snapshot: &Snapshot,
        filter: &DossierFilter,
        asked: Box<dyn Tantivy>,
        plan: &Plan,
        query: &Query,
    ) -> Result<Hits> {
        let asked = BooleanQuery::new(vec![(Occur::Must, asked), (Occur::Must, filter.box_clone())]);
        let (limit, offset) = (query.limit.min(MAX_HITS), query.offset.min(MAX_HITS));
        if limit == 0 {
            let total = snapshot.searcher.search(&asked, &Count).map_err(|error| live.error(error))?;
            return Ok(Hits { total, ..Hits::default() });
        }
        let best = TopDocs::with_limit(limit).and_offset(offset).order_by_score();
        let (best, total) =
            snapshot.searcher.search(&asked, &(best, Count)).map_err(|error| live.error(error))?;
        let mut hits = Vec::with_capacity(best.len());
        let snippets = Snippets::new(plan, &self.analyser);
        for (score, address) in best {
            hits.push(hit(live, snapshot, address, score, &snippets)?);
        }
        Ok(Hits { total, relaxed: false, hits })
    }

    /// The passages with these ids as far as they are in these dossiers, in the order asked.
    ///
    /// # Errors
    /// As [`Index::search`].
    pub fn get(&self, dossiers: &[DossierId], passages: &[PassageId], text: &str) -> Result<Vec<Hit>> {
        let live = self.live();
        let snapshot = live.snapshot();
        let plan = Plan::of(text, &self.analyser);
        let filter = DossierFilter::new(Arc::clone(&snapshot.tables), dossiers);
        let snippets = Snippets::new(&plan, &self.analyser);
        let mut out = Vec::with_capacity(passages.len());
        for passage in passages {
            let term = Term::from_field_bytes(live.fields.passage, passage.as_bytes());
            let one = TermQuery::new(term, IndexRecordOption::Basic);
            let asked =
                BooleanQuery::new(vec![(Occur::Must, one.box_clone()), (Occur::Must, filter.box_clone())]);
            let top = TopDocs::with_limit(1).order_by_score();
            let found = snapshot.searcher.search(&asked, &top).map_err(|error| live.error(error))?;
            if let Some((_, address)) = found.first() {
                out.push(hit(&live, &snapshot, *address, 0.0, &snippets)?);
            }
        }
        Ok(out)
    }
}

fn hit(
    live: &Live,
    snapshot: &Snapshot,
    address: DocAddress,
    score: f32,
    snippets: &Snippets<'_>,
) -> Result<Hit> {
    let found: TantivyDocument = snapshot.searcher.doc(address).map_err(|error| live.error(error))?;
    let mut hit = document::hit(&found, &live.fields, score).ok_or(Error::Integrity)?;
    hit.snippet = snippets.of(&hit.text);
    Ok(hit)
}

impl Live {
    /// Opens what is there, if it is whole and of today's form.
    fn open(directory: SealedDirectory, list: usize) -> Result<Self> {
        let index = tantivy::Index::open(directory.clone())?;
        let (schema, _) = schema::schema();
        let seq = index.load_metas()?.payload.and_then(|payload| read_payload(&payload, list));
        match seq {
            Some(seq) if index.schema() == schema => Self::start(directory, index, seq),
            _ => Err(Error::Integrity),
        }
    }

    /// An empty index in a directory of its own, so that nothing that the old one still has in
    /// hand (a merge, a search) comes into it; the old directories go.
    fn fresh(root: &Path, key: &Arc<TenantKey>, world: &World, cache: usize) -> Result<Self> {
        let old = newest(root)?;
        let words = home(root, old + 1);
        let directory = SealedDirectory::open(&words, Arc::clone(key), world.clone(), cache)?;
        for number in generations(root)?.into_iter().filter(|number| *number <= old) {
            fs::remove_dir_all(home(root, number))?;
        }
        let (schema, _) = schema::schema();
        // half of what lz4 leaves
        let squeezed = Compressor::Zstd(ZstdCompressor::default());
        let settings = tantivy::IndexSettings {
            docstore_compression: squeezed,
            docstore_blocksize: STORE_BLOCK,
            ..Default::default()
        };
        let index = tantivy::Index::create(directory.clone(), schema, settings)?;
        Self::start(directory, index, 0)
    }

    fn start(directory: SealedDirectory, index: tantivy::Index, seq: u64) -> Result<Self> {
        let reader: IndexReader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(STORE_BLOCKS)
            .try_into()?;
        let searcher = reader.searcher();
        let tables = Arc::new(tables(&searcher, &Tables::new())?);
        let snapshot = RwLock::new(Snapshot { searcher: searcher.clone(), tables, seq });
        let live = Self { directory, index, reader, fields: schema::schema().1, snapshot };
        live.warm(&searcher)?;
        Ok(live)
    }

    /// Opens the dictionaries of new segments, so that the next search need not.
    fn warm(&self, searcher: &Searcher) -> tantivy::Result<()> {
        for reader in searcher.segment_readers() {
            for field in self.fields.searched() {
                reader.inverted_index(field)?;
            }
        }
        Ok(())
    }

    fn snapshot(&self) -> Snapshot {
        self.snapshot.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn reload(&self, seq: u64) -> tantivy::Result<()> {
        self.reader.reload()?;
        let searcher = self.reader.searcher();
        let tables = Arc::new(tables(&searcher, &self.snapshot().tables)?);
        self.warm(&searcher)?;
        *self.snapshot.write().unwrap_or_else(PoisonError::into_inner) = Snapshot { searcher, tables, seq };
        Ok(())
    }

    /// What failed; damage on disk, however the engine put it.
    fn error(&self, error: tantivy::TantivyError) -> Error {
        if self.directory.is_damaged() { Error::Integrity } else { error.into() }
    }
}

/// The ways to ask, the strictest first; the next is tried where one finds nothing.
fn ladder(plan: &Plan, asked: Matching) -> Vec<(Matching, Loose)> {
    let mut ways = vec![(asked, Loose::No)];
    if asked == Matching::All && plan.can_be_relaxed() {
        ways.push((Matching::Any, Loose::No));
    }
    if plan.holds_compound() {
        ways.push((Matching::Any, Loose::Parts));
    }
    ways
}

/// The dossier tables of a searcher's segments; those known already are kept.
fn tables(searcher: &Searcher, known: &Tables) -> tantivy::Result<Tables> {
    let segments = searcher.segment_readers().iter();
    segments
        .map(|reader| {
            let id = reader.segment_id();
            let table = match known.get(&id) {
                Some(table) => Arc::clone(table),
                None => Arc::new(DossierTable::of(reader)?),
            };
            Ok((id, table))
        })
        .collect()
}

/// The directory of a generation of the index.
fn home(root: &Path, generation: u64) -> PathBuf {
    root.join(format!("words-{generation}"))
}

/// The generations there are.
fn generations(root: &Path) -> io::Result<Vec<u64>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root)? {
        let name = entry?.file_name();
        found.extend(
            name.to_str().and_then(|name| name.strip_prefix("words-")).and_then(|n| n.parse::<u64>().ok()),
        );
    }
    Ok(found)
}

fn newest(root: &Path) -> io::Result<u64> {
    Ok(generations(root)?.into_iter().max().unwrap_or(0))
}

fn payload(list: usize, seq: u64) -> String {
    format!("{}:{list}:{seq}", schema::VERSION)
}

/// The line reached, if the payload is of today's form and word list.
fn read_payload(payload: &str, list: usize) -> Option<u64> {
    let (form, seq) = payload.rsplit_once(':')?;
    (form == format!("{}:{list}", schema::VERSION)).then(|| seq.parse().ok()).flatten()
}

#[cfg(test)]
mod tests;
