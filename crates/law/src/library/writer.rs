//! Files written into the library. A statute is read to its end before any of it is written, so
//! that a broken file never takes the place of a good one.

use std::{
    collections::BTreeMap,
    fs::File,
    hash::Hasher as _,
    io::{BufReader, Read as _},
    path::Path,
    sync::Arc,
};

use legalmind_search::Analyser;
use legalmind_text::reference::LawNames;
use tantivy::{Index, IndexWriter, TantivyError, Term, directory::error::LockError};

use super::{
    Snapshot,
    document::{self, Row},
    schema::Fields,
};
use crate::{
    Error, Result,
    read::{Sink, eurlex, manifest, rechtspraak, table, toestand, wti},
    statute::{Head, Provision, ProvisionKind, Standing},
};

/// Memory in which documents wait for a commit, in bytes.
const MEMORY: usize = 96 << 20;
/// As many bytes of a statute are kept while it is read; a longer one is read once more.
const KEPT: usize = 8 << 20;
/// Raise this where reading changes, so that files that did not change are read again.
const READING: u64 = 3;

/// What a file changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was read and is in the library from the next commit on.
    Added {
        /// The state, the law, or the ECLI.
        name: String,
        /// Provisions, states or paragraphs.
        parts: u64,
        /// Articles, where it is a statute.
        articles: u64,
    },
    /// It is in the library already.
    Unchanged {
        /// The state, the law, or the ECLI.
        name: String,
    },
}

/// Writes into the library.
pub struct Writer {
    writer: IndexWriter,
    fields: Fields,
    analyser: Arc<Analyser>,
    before: Arc<Snapshot>,
    names: LawNames,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Writer")
    }
}

impl Writer {
    pub(super) fn open(
        index: &Index,
        fields: Fields,
        analyser: Arc<Analyser>,
        before: Arc<Snapshot>,
    ) -> Result<Self> {
        let writer = index.writer_with_num_threads(2, MEMORY).map_err(|error| match error {
            TantivyError::LockFailure(LockError::LockBusy, _) => Error::Busy,
            other => Error::Engine(other),
        })?;
        let names = before.catalogue.names.clone();
        Ok(Self { writer, fields, analyser, before, names })
    }

    /// Makes what was written visible, at once and as a whole.
    ///
    /// # Errors
    /// Where the disk fails.
    pub fn commit(&mut self) -> Result<()> {
        self.writer.commit()?;
        Ok(())
    }

    /// Commits, and lets the engine finish its housekeeping.
    ///
    /// # Errors
    /// Where the disk fails.
    pub fn finish(mut self) -> Result<()> {
        self.commit()?;
        Ok(self.writer.wait_merging_threads()?)
    }

    /// A BWB toestand.
    ///
    /// # Errors
    /// As [`Error`] says; the library then holds what it held, unless a file too long to be kept
    /// changed between its two readings.
    pub fn state(&mut self, path: &Path) -> Result<Change> {
        let mark = mark_of(path)?;
        self.statute(mark, &|sink| toestand::read(open(path)?, sink))
    }

    /// A law as a table.
    ///
    /// # Errors
    /// As [`Error`] says.
    pub fn table(&mut self, path: &Path) -> Result<Change> {
        if std::fs::metadata(path)?.len() > table::MAX_FILE {
            return Err(Error::TooLarge { what: "a table", limit: table::MAX_FILE });
        }
        let mark = mark_of(path)?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        self.statute(mark, &|sink| table::read(open(path)?, &name, sink))
    }

    /// An act of the Union, from its pages in order.
    ///
    /// # Errors
    /// As [`Error`] says.
    pub fn union(&mut self, celex: &str, pages: &[String]) -> Result<Change> {
        let mut mark = new_mark();
        pages.iter().for_each(|page| mark.write(page.as_bytes()));
        self.statute(mark.finish(), &|sink| eurlex::read(celex, pages, sink))
    }

    fn statute(&mut self, mark: u64, read: &dyn Fn(&mut dyn Sink) -> Result<()>) -> Result<Change> {
        let mut seen = Survey::new();
        read(&mut seen)?;
        let head = seen.head.clone().ok_or(Error::Missing("provisions"))?;
        let name = head.state();
        if self.knows(&name, mark) {
            return Ok(Change::Unchanged { name });
        }
        self.remove(&name);
        let mut put = Put { writer: self, head: head.clone(), ordinal: 0 };
        let written = match seen.kept {
            Some(kept) => kept.into_iter().try_for_each(|provision| put.provision(provision)),
            None => read(&mut put),
        };
        if let Err(error) = written {
            self.remove(&name);
            return Err(error);
        }
        self.names.add(&head.title, &head.law);
        let row = Row::State {
            provisions: seen.provisions,
            articles: seen.articles,
            highest: seen.highest.into_iter().collect(),
            divided: seen.divided,
            head,
            mark,
        };
        self.writer.add_document(document::of_row(&self.fields, &row))?;
        Ok(Change::Added { name, parts: seen.provisions, articles: seen.articles })
    }

    /// The manifest of a law.
    ///
    /// # Errors
    /// As [`Error`] says.
    pub fn manifest(&mut self, path: &Path) -> Result<Change> {
        let mark = mark_of(path)?;
        let manifest = manifest::read(open(path)?)?;
        let (name, parts) = (manifest.law.clone(), manifest.states.len() as u64);
        self.about(
            Row::Manifest { law: manifest.law, since: manifest.from, states: manifest.states, mark },
            name,
            parts,
        )
    }

    /// The WTI of a law.
    ///
    /// # Errors
    /// As [`Error`] says.
    pub fn information(&mut self, path: &Path) -> Result<Change> {
        let mark = mark_of(path)?;
        let information = wti::read(open(path)?)?;
        for name in information.titles.iter().chain(&information.abbreviations) {
            self.names.add(name, &information.law);
        }
        let (name, parts) = (information.law.clone(), information.abbreviations.len() as u64);
        self.about(Row::Information { information, mark }, name, parts)
    }

    fn about(&mut self, row: Row, name: String, parts: u64) -> Result<Change> {
        let group = row.group();
        if self.knows(&group, row.mark()) {
            return Ok(Change::Unchanged { name });
        }
        self.remove(&group);
        self.writer.add_document(document::of_row(&self.fields, &row))?;
        Ok(Change::Added { name, parts, articles: 0 })
    }

    /// A decision.
    ///
    /// # Errors
    /// As [`Error`] says.
    pub fn decision(&mut self, path: &Path) -> Result<Change> {
        let mark = mark_of(path)?;
        let decision = rechtspraak::read(open(path)?)?;
        let (name, parts) = (decision.ecli.clone(), decision.paragraphs.len() as u64);
        if self.knows(&name, mark) {
            return Ok(Change::Unchanged { name });
        }
        self.remove(&name);
        let document = document::of_decision(&self.fields, &self.analyser, &self.names, decision, mark);
        self.writer.add_document(document)?;
        Ok(Change::Added { name, parts, articles: 0 })
    }

    fn knows(&self, group: &str, mark: u64) -> bool {
        self.before.mark(group).is_ok_and(|known| known == Some(mark))
    }

    fn remove(&self, group: &str) {
        self.writer.delete_term(Term::from_field_text(self.fields.group, group));
    }
}

/// Sees what a statute holds.
struct Survey {
    head: Option<Head>,
    provisions: u64,
    articles: u64,
    highest: BTreeMap<String, u32>,
    divided: bool,
    /// All provisions, as long as they are not more than is kept.
    kept: Option<Vec<Provision>>,
    size: usize,
}

impl Survey {
    fn new() -> Self {
        Self {
            head: None,
            provisions: 0,
            articles: 0,
            highest: BTreeMap::new(),
            divided: false,
            kept: Some(Vec::new()),
            size: 0,
        }
    }

    fn count(&mut self, provision: &Provision) {
        self.provisions += 1;
        self.divided |= provision.lines.iter().any(|line| !line.lid.is_empty());
        if provision.kind != ProvisionKind::Article {
            return;
        }
        self.articles += 1;
        if provision.is_in_annex() || provision.is_quoted() || provision.standing == Standing::NotYet {
            return;
        }
        for key in provision.keys() {
            let at = key.rfind(':');
            let chapter = at.and_then(|at| key.get(..at)).unwrap_or_default();
            let rest = key.get(at.map_or(0, |at| at + 1)..).unwrap_or_default();
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            let Ok(number) = digits.parse::<u32>() else { continue };
            match self.highest.get_mut(chapter) {
                Some(highest) => *highest = (*highest).max(number),
                None => _ = self.highest.insert(chapter.to_owned(), number),
            }
        }
    }
}

impl Sink for Survey {
    fn head(&mut self, head: &Head) -> Result<()> {
        self.head = Some(head.clone());
        Ok(())
    }

    fn provision(&mut self, provision: Provision) -> Result<()> {
        self.count(&provision);
        let levels = provision.path.iter().map(|it| size_of_val(it) + it.heading.len());
        let lines = provision.lines.iter().map(|it| size_of_val(it) + it.text.len());
        self.size += size_of::<Provision>() + provision.heading.len() + levels.chain(lines).sum::<usize>();
        self.kept = self.kept.take().filter(|_| self.size <= KEPT);
        if let Some(kept) = &mut self.kept {
            kept.push(provision);
        }
        Ok(())
    }
}

/// Writes what a statute holds.
struct Put<'a> {
    writer: &'a Writer,
    head: Head,
    ordinal: u64,
}

impl Sink for Put<'_> {
    fn head(&mut self, head: &Head) -> Result<()> {
        // the file is another than it was a moment ago
        if *head == self.head { Ok(()) } else { Err(Error::Invalid("statute: it changed while it was read")) }
    }

    fn provision(&mut self, provision: Provision) -> Result<()> {
        let Writer { writer, fields, analyser, .. } = self.writer;
        let document = document::of_provision(fields, analyser, &self.head, self.ordinal, provision);
        self.ordinal += 1;
        writer.add_document(document)?;
        Ok(())
    }
}

fn open(path: &Path) -> Result<BufReader<File>> {
    Ok(BufReader::with_capacity(64 << 10, File::open(path)?))
}

fn new_mark() -> std::collections::hash_map::DefaultHasher {
    let mut mark = std::collections::hash_map::DefaultHasher::new();
    mark.write_u64(READING);
    mark
}

/// A mark by which a file that did not change is known again.
fn mark_of(path: &Path) -> Result<u64> {
    let mut mark = new_mark();
    let mut file = File::open(path)?;
    let mut buffer = vec![0_u8; 64 << 10];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(mark.finish());
        }
        mark.write(buffer.get(..read).unwrap_or_default());
    }
}
