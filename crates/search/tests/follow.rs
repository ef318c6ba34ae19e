//! The index follows the store: what is saved is found, what is removed is gone, and damage
//! heals by itself.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "helpers of a test may fail loudly")]

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use legalmind_core::{
    Actor, CharRange, Ctx, DocumentId, DossierId, Id, PageNumber, RequestId, TenantId, UserId, VersionId,
    World,
    account::Role,
    audit::Entry,
    document::{DocumentContent, FileKind, Progress},
    dossier::AiUse,
    passage::Page,
};
use legalmind_seal::{KeyRing, OsChance, RootKey, SealedFile, SystemClock};
use legalmind_search::{Embed, Error, Hits, Indexes, Matching, Query, Result, SearchOptions};
use legalmind_store::{
    Store, StoreOptions, Work, account,
    account::AccountContent,
    change,
    document::{self, NewDocument},
    dossier::{self, DossierDraft},
    page,
    passage::{self, NewPassage},
    tenant,
    version::{self, NewVersion, VersionContent},
};

struct House {
    dir: tempfile::TempDir,
    store: Store,
    world: World,
    ctx: Ctx,
    dossier: DossierId,
}

impl House {
    #[expect(clippy::disallowed_methods, reason = "tests stand in for authentication")]
    async fn new() -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        let world = World::new(SystemClock, OsChance);
        let root = RootKey::generate(&world).expect("a root key");
        let ring = Arc::new(KeyRing::new(Arc::new(SealedFile::new(root, world.clone()))));
        let options = StoreOptions::new(format!("sqlite://{}/rows.db", dir.path().display()));
        let store = Store::open(&options, Arc::clone(&ring), world.clone()).await.expect("opens");
        store.migrate().await.expect("migrates");
        let (firm, user): (TenantId, UserId) = (Id::new(&world), Id::new(&world));
        let wrapped = ring.create(firm, &world).await.expect("a key");
        let request = RequestId::new(&world);
        let ctx = Ctx::issue(firm, Actor::User(user), Role::Lawyer, request, world.now(), "192.0.2.7");
        let work = store.begin(&ctx).await.expect("begins");
        tenant::create(&ctx, &work, "Kade Advocaten", &wrapped).await.expect("a tenant");
        let content = AccountContent { email: "noor@kade.example".to_owned(), ..AccountContent::default() };
        account::add(&ctx, &work, user, Role::Lawyer, &content).await.expect("an account");
        let dossier = Id::new(&world);
        let draft = DossierDraft { responsible: Some(user), ..DossierDraft::default() };
        dossier::add(&ctx, &work, dossier, &draft).await.expect("a dossier");
        save(work).await;
        Self { dir, store, world, ctx, dossier }
    }

    fn indexes(&self, embed: Option<Arc<dyn Embed>>) -> Indexes {
        Indexes::new(
            self.store.clone(),
            SearchOptions { embed, ..SearchOptions::new(self.dir.path().join("index")) },
        )
    }

    async fn add(&self, text: &str) -> (DocumentId, VersionId) {
        let (document, version) = (Id::new(&self.world), Id::new(&self.world));
        let work = self.store.begin(&self.ctx).await.expect("begins");
        let new = NewDocument {
            id: document,
            dossier: self.dossier,
            parent: None,
            duplicate_of: None,
            content: DocumentContent::default(),
        };
        document::add(&self.ctx, &work, &new).await.expect("a document");
        let new = NewVersion {
            id: version,
            document,
            dossier: self.dossier,
            number: 1,
            size: 1,
            kind: FileKind::Text,
            progress: Progress::Stored,
            reason: None,
            content: VersionContent::default(),
        };
        version::add(&self.ctx, &work, &new).await.expect("a version");
        self.write(&work, version, text).await;
        save(work).await;
        (document, version)
    }

    async fn write(&self, work: &Work, version: VersionId, text: &str) {
        let range = CharRange { start: 0, end: u32::try_from(text.chars().count()).expect("short") };
        let page = Page { text: text.to_owned(), ..Page::default() };
        page::put_all(&self.ctx, work, version, &[page]).await.expect("a page");
        let new = NewPassage { page: PageNumber(1), range, heading: None };
        passage::put_all(&self.ctx, work, version, &[new]).await.expect("passages");
    }

    /// Lets models work with the dossier, or not.
    async fn ai(&self, ai: AiUse) {
        let work = self.store.begin(&self.ctx).await.expect("begins");
        let old = dossier::get(&self.ctx, &work, self.dossier).await.expect("a dossier");
        let draft = DossierDraft { ai, responsible: old.responsible, ..DossierDraft::default() };
        dossier::update(&self.ctx, &work, self.dossier, old.revision, &draft).await.expect("changes");
        passage::index_again(&self.ctx, &work, self.dossier).await.expect("is indexed again");
        save(work).await;
    }

    /// What is nearest to a bird; with `wait`, as soon as there is something.
    async fn first_like_a_bird(&self, indexes: &Indexes, wait: bool) -> Option<String> {
        let query = bird();
        for _ in 0..if wait { 100 } else { 10 } {
            let hits = indexes.search(&self.ctx, &[self.dossier], &query).await.expect("searches").hits;
            if let Some(first) = hits.into_iter().next() {
                return Some(first.text);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        None
    }

    /// Waits until the index has what is saved.
    async fn settled(&self, indexes: &Indexes) {
        let head = {
            let tx = self.store.read(&self.ctx).await.expect("reads");
            change::head(&self.ctx, &tx).await.expect("reads")
        };
        indexes.wait_for(self.ctx.tenant(), head, Duration::from_secs(20)).await.expect("follows");
    }

    async fn search(&self, indexes: &Indexes, text: &str) -> Result<Hits> {
        let query = Query { text: text.to_owned(), limit: 10, ..Query::default() };
        indexes.search(&self.ctx, &[self.dossier], &query).await
    }

    async fn total(&self, indexes: &Indexes, text: &str) -> usize {
        self.search(indexes, text).await.expect("searches").total
    }
}

async fn save(work: Work) {
    work.audit(Entry::done("test", "test", uuid::Uuid::nil())).expect("audits");
    work.save().await.expect("saves");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_saved_is_found_and_what_is_removed_is_gone() {
    let house = House::new().await;
    let indexes = house.indexes(None);
    let (document, _) = house.add("De kanarievogel zingt.").await;
    let (_, version) = house.add("Een mus tjilpt.").await;
    house.settled(&indexes).await;
    assert_eq!(house.total(&indexes, "kanarievogels").await, 1);
    let work = house.store.begin(&house.ctx).await.expect("begins");
    document::remove(&house.ctx, &work, document).await.expect("removes");
    house.write(&work, version, "Een specht klopt.").await;
    save(work).await;
    house.settled(&indexes).await;
    assert_eq!(house.total(&indexes, "kanarievogel").await, 0);
    assert_eq!((house.total(&indexes, "mus").await, house.total(&indexes, "specht").await), (0, 1));
    let other: DossierId = Id::new(&house.world);
    let query = Query { text: "specht".to_owned(), limit: 10, ..Query::default() };
    assert_eq!(indexes.search(&house.ctx, &[other], &query).await.expect("searches").total, 0);
    let late = indexes.wait_for(house.ctx.tenant(), 1_000, Duration::from_millis(50)).await;
    assert!(matches!(late, Err(Error::Behind)));
}

/// Flips a byte in the middle of every file.
fn damage(root: &Path) {
    for entry in std::fs::read_dir(root).expect("reads").flatten() {
        let path = entry.path();
        if path.is_dir() {
            damage(&path);
        } else if let Ok(mut bytes) = std::fs::read(&path)
            && bytes.len() > 40
        {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            std::fs::write(&path, bytes).expect("writes");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p055_a_damaged_index_is_made_again_from_the_log() {
    let house = House::new().await;
    house.add("De kanarievogel zingt.").await;
    {
        let indexes = house.indexes(None);
        house.settled(&indexes).await;
        indexes.close(house.ctx.tenant());
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    damage(&house.dir.path().join("index"));
    let indexes = house.indexes(None);
    house.settled(&indexes).await;
    assert_eq!(house.total(&indexes, "kanarievogel").await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p055_damage_under_an_open_index_heals_before_a_search_meets_it() {
    let house = House::new().await;
    let (indexes, firm) = (house.indexes(None), house.ctx.tenant());
    house.add("De kanarievogel zingt.").await;
    house.settled(&indexes).await;
    indexes.verify(firm).await.expect("whole");
    damage(&house.dir.path().join("index"));
    assert!(matches!(indexes.verify(firm).await, Err(Error::Integrity)));
    // made anew by itself
    while indexes.verify(firm).await.is_err() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    house.settled(&indexes).await;
    assert_eq!(house.total(&indexes, "kanarievogel").await, 1);
}

/// Two directions: birds and everything else. Counts what it is given.
#[derive(Default)]
struct Birds(AtomicUsize);

#[async_trait]
impl Embed for Birds {
    fn made_by(&self) -> String {
        "birds".to_owned()
    }

    async fn passages(&self, _: &Ctx, texts: &[String]) -> Result<Vec<Vec<f32>>> {
        self.0.fetch_add(texts.len(), Ordering::Relaxed);
        Ok(texts
            .iter()
            .map(|text| if text.contains("mus") { vec![1.0, 0.1] } else { vec![0.1, 1.0] })
            .collect())
    }
    async fn question(&self, _: &Ctx, _: &str) -> Result<Vec<f32>> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(vec![1.0, 0.0])
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn vectors_find_what_words_do_not() {
    let house = House::new().await;
    let indexes = house.indexes(Some(Arc::new(Birds::default())));
    house.add("Een mus tjilpt.").await;
    house.add("De rechtbank wijst de vordering af.").await;
    house.settled(&indexes).await;
    assert_eq!(house.first_like_a_bird(&indexes, true).await.as_deref(), Some("Een mus tjilpt."));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p077_of_a_dossier_without_ai_nothing_is_given_to_the_model_and_nothing_stays() {
    let house = House::new().await;
    let birds = Arc::new(Birds::default());
    let indexes = house.indexes(Some(Arc::<Birds>::clone(&birds)));
    house.ai(AiUse::Forbidden).await;
    house.add("Een mus tjilpt.").await;
    house.settled(&indexes).await;
    assert_eq!(house.first_like_a_bird(&indexes, false).await, None);
    assert_eq!(birds.0.load(Ordering::Relaxed), 0);
    // once it may, what is there gets its vectors
    house.ai(AiUse::Allowed).await;
    assert!(house.first_like_a_bird(&indexes, true).await.is_some());
    // and what was made leaves again
    house.ai(AiUse::Forbidden).await;
    house.settled(&indexes).await;
    let given = birds.0.load(Ordering::Relaxed);
    assert_eq!(house.first_like_a_bird(&indexes, false).await, None);
    assert_eq!(birds.0.load(Ordering::Relaxed), given);
    // asked over more dossiers than this one, it is not there either
    let query = bird();
    for _ in 0..100 {
        let hits = indexes.search(&house.ctx, &[house.dossier, Id::new(&house.world)], &query).await;
        if hits.expect("searches").hits.is_empty() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the vectors of a dossier without AI stay");
}

/// A question whose words stand nowhere.
fn bird() -> Query {
    Query { text: "welke vogel zingt er".to_owned(), matching: Matching::Any, limit: 5, ..Query::default() }
}
