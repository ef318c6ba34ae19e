//! The library: one index folder that holds the public law, beside the data of the firms and
//! without a key, since all of it is public.
//!
//! ```text
//! Writer ──commit──▶ folder (Tantivy) ──▶ Library::now() ──▶ Snapshot: documents + Catalogue
//! ```
//!
//! A document is a provision of a state, a decision, or what is known of a law. Dates stand in
//! the documents about laws alone, so that a new state changes no other document. A process that
//! serves sees what another imports without starting again.

pub mod catalogue;
mod document;
pub mod everyday;
mod schema;
pub mod search;
pub mod vectors;
mod writer;

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use legalmind_search::Analyser;
use tantivy::{
    Index, IndexReader, ReloadPolicy, Searcher, TantivyDocument, Term,
    collector::{Count, DocSetCollector},
    directory::MmapDirectory,
    query::TermQuery,
    schema::{Field, IndexRecordOption},
};

use crate::{
    Error, Result,
    decision::Decision,
    statute::{Provision, ProvisionKind, Standing},
};
use catalogue::{Catalogue, State};
use document::{Row, StoredDecision, StoredProvision, read};
use everyday::Everyday;
use schema::Fields;

pub use document::Cited;
pub use writer::{Change, Writer};

/// Raise this with any change in the fields or in what is written into them.
const FORM: &str = "1";
/// The file that tells the form of the folder.
const FORM_FILE: &str = "form";

/// The public law on this machine.
pub struct Library {
    root: PathBuf,
    index: Index,
    reader: IndexReader,
    fields: Fields,
    analyser: Arc<Analyser>,
    everyday: Arc<OnceLock<Everyday>>,
    now: Mutex<Option<Arc<Snapshot>>>,
}

impl std::fmt::Debug for Library {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Library").field("root", &self.root).finish_non_exhaustive()
    }
}

/// The library at one commit.
pub struct Snapshot {
    searcher: Searcher,
    fields: Fields,
    analyser: Arc<Analyser>,
    everyday: Arc<OnceLock<Everyday>>,
    /// The laws, their names and states.
    pub catalogue: Catalogue,
    /// How many decisions there are.
    pub decisions: usize,
}

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Snapshot").field("laws", &self.catalogue.laws.len()).finish_non_exhaustive()
    }
}

impl Library {
    /// Opens the library in this folder, and makes it where there is none.
    ///
    /// # Errors
    /// [`Error::Form`] where the folder holds something else.
    pub fn open(root: &Path, analyser: Arc<Analyser>) -> Result<Self> {
        fs::create_dir_all(root)?;
        check_form(root)?;
        let (schema, fields) = schema::schema();
        let directory = MmapDirectory::open(root).map_err(|_| Error::Form(root.to_owned()))?;
        let index = Index::open_or_create(directory, schema).map_err(|error| match error {
            tantivy::TantivyError::SchemaError(_) => Error::Form(root.to_owned()),
            other => Error::Engine(other),
        })?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::OnCommitWithDelay).try_into()?;
        Ok(Self {
            root: root.to_owned(),
            index,
            reader,
            fields,
            analyser,
            everyday: Arc::default(),
            now: Mutex::new(None),
        })
    }

    /// The library as it was last committed.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn now(&self) -> Result<Arc<Snapshot>> {
        let searcher = self.reader.searcher();
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = now.as_ref().filter(|known| {
            known.searcher.generation().generation_id() == searcher.generation().generation_id()
        }) {
            return Ok(Arc::clone(known));
        }
        let snapshot = Arc::new(Snapshot::of(self, searcher)?);
        *now = Some(Arc::clone(&snapshot));
        Ok(snapshot)
    }

    /// The folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Opens the library for writing; one writer at a time, in all processes.
    ///
    /// # Errors
    /// [`Error::Busy`] where another writes.
    pub fn writer(&self) -> Result<Writer> {
        Writer::open(&self.index, self.fields, Arc::clone(&self.analyser), self.now()?)
    }

    /// Sees at once what was committed.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn reload(&self) -> Result<()> {
        Ok(self.reader.reload()?)
    }
}

fn check_form(root: &Path) -> Result<()> {
    match fs::read_to_string(root.join(FORM_FILE)) {
        Ok(form) if form.trim() == FORM => Ok(()),
        Ok(_) => Err(Error::Form(root.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if fs::read_dir(root)?.next().is_some() {
                return Err(Error::Form(root.to_owned()));
            }
            Ok(fs::write(root.join(FORM_FILE), FORM)?)
        }
        Err(error) => Err(error.into()),
    }
}

fn exactly(field: Field, text: &str) -> TermQuery {
    TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic)
}

impl Snapshot {
    fn of(library: &Library, searcher: Searcher) -> Result<Self> {
        let fields = library.fields;
        let mut rows = Vec::new();
        for address in searcher.search(&exactly(fields.kind, schema::ABOUT), &DocSetCollector)? {
            rows.push(read::<Row>(&searcher.doc::<TantivyDocument>(address)?, fields.stored)?);
        }
        let decisions = searcher.search(&exactly(fields.kind, schema::DECISION), &Count)?;
        let (analyser, everyday) = (Arc::clone(&library.analyser), Arc::clone(&library.everyday));
        Ok(Self { catalogue: Catalogue::of(rows), decisions, searcher, fields, analyser, everyday })
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.catalogue.laws.is_empty() && self.decisions == 0
    }

    /// The provision that a number means in a state: an article outside of the annexes, one of the
    /// law itself before one that it quotes, one in force before one that is not. Where no article
    /// has a number, as in a circulaire, any other part with this number.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn provision(&self, state: &State, number: &str) -> Result<Option<Provision>> {
        let key = schema::provision_key(&state.id, number);
        let found: Vec<StoredProvision> = self.documents(&exactly(self.fields.key, &key))?;
        let is_article = |provision: &Provision| provision.kind == ProvisionKind::Article;
        let meant = found.into_iter().filter(|StoredProvision { provision, .. }| {
            !provision.is_in_annex() && (is_article(provision) || state.highest.is_empty())
        });
        let best = meant.min_by_key(|StoredProvision { provision, ordinal, .. }| {
            (!is_article(provision), provision.is_quoted(), provision.standing != Standing::InForce, *ordinal)
        });
        Ok(best.map(|stored| stored.provision))
    }

    /// All provisions of a state, in order.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn contents(&self, state: &State) -> Result<Vec<Provision>> {
        let key = schema::provision_key(&state.id, schema::ALL);
        let mut found: Vec<StoredProvision> = self.documents(&exactly(self.fields.key, &key))?;
        found.sort_by_key(|stored| stored.ordinal);
        Ok(found.into_iter().map(|stored| stored.provision).collect())
    }

    /// The mark of the file that this was read from: a state, a manifest, names, or a decision.
    fn mark(&self, group: &str) -> Result<Option<u64>> {
        let rows: Vec<Row> = self.documents(&exactly(self.fields.key, &schema::about_key(group)))?;
        if let Some(row) = rows.first() {
            return Ok(Some(row.mark()));
        }
        let decisions: Vec<StoredDecision> =
            self.documents(&exactly(self.fields.key, &group.to_lowercase()))?;
        Ok(decisions.first().map(|stored| stored.mark))
    }

    /// A decision, by its ECLI, by the number it had before, by a case number or by a journal, in
    /// canonical form ([`legalmind_text::reference`]); several where they share a case number.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn decisions(&self, canonical: &str) -> Result<Vec<Decision>> {
        let found: Vec<StoredDecision> = self.documents(&exactly(self.fields.key, canonical))?;
        Ok(found.into_iter().map(|stored| stored.decision).collect())
    }

    /// What a decision cites.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn cites(&self, ecli: &str) -> Result<Vec<Cited>> {
        let found: Vec<StoredDecision> = self.documents(&exactly(self.fields.key, &ecli.to_lowercase()))?;
        Ok(found.into_iter().next().map(|stored| stored.cites).unwrap_or_default())
    }

    /// The decisions that cite what has this canonical form, the newest first, and where.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn cited_by(&self, canonical: &str) -> Result<Vec<(Decision, Vec<Cited>)>> {
        let found: Vec<StoredDecision> = self.documents(&exactly(self.fields.cites, canonical))?;
        let mut out: Vec<(Decision, Vec<Cited>)> = found
            .into_iter()
            .map(|stored| {
                let places = stored.cites.into_iter().filter(|cited| cited.has(canonical)).collect();
                (stored.decision, places)
            })
            .collect();
        out.sort_by(|(a, _), (b, _)| b.date.cmp(&a.date).then_with(|| a.ecli.cmp(&b.ecli)));
        Ok(out)
    }

    fn documents<T: document::Stored>(&self, query: &TermQuery) -> Result<Vec<T>> {
        let mut out = Vec::new();
        for address in self.searcher.search(query, &DocSetCollector)? {
            out.push(read(&self.searcher.doc::<TantivyDocument>(address)?, self.fields.stored)?);
        }
        Ok(out)
    }
}
