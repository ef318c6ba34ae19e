//! A vault of a test's own: database, blobs, index and keys in a folder that goes with it.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use bytes::Bytes;
use futures::{StreamExt, stream};
use legalmind_blob::Blobs;
use legalmind_core::{
    Actor, Clock, Ctx, DocumentId, DossierId, Id, RequestId, TenantId, Timestamp, UserId, World,
    account::Role, audit::Entry, document::Progress, dossier::DossierContent,
};
use legalmind_extract::{ExtractOptions, Extractor};
use legalmind_seal::{KeyRing, OsChance, RootKey, SealedFile};
use legalmind_search::{Indexes, SearchOptions};
use legalmind_store::{
    Ask, Store, StoreOptions,
    account::{self, AccountContent},
    audit, tenant,
};
use legalmind_vault::{
    Error, Vault, VaultOptions,
    document::{
        Purpose, View,
        upload::{Appended, Created, NewUpload, Status},
    },
    dossier::NewDossier,
};

/// A clock that stands still until it is moved.
#[derive(Clone)]
pub struct TestClock(Arc<AtomicI64>);

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        // each look is a millisecond later, so that ids follow each other
        Timestamp::from_millisecond(self.0.fetch_add(1, Ordering::Relaxed)).expect("a time")
    }
}

impl TestClock {
    pub fn advance(&self, by: Duration) {
        self.0.fetch_add(i64::try_from(by.as_millis()).expect("short"), Ordering::Relaxed);
    }
}

/// What outlives a restart.
pub struct House {
    pub folder: tempfile::TempDir,
    pub clock: TestClock,
    pub world: World,
    keys: Arc<KeyRing>,
    pub tenant: TenantId,
}

impl House {
    /// A house with one firm.
    pub async fn new() -> Self {
        let clock = TestClock(Arc::new(AtomicI64::new(1_780_000_000_000)));
        let world = World::new(clock.clone(), OsChance);
        let root = RootKey::generate(&world).expect("a root key");
        let keys = Arc::new(KeyRing::new(Arc::new(SealedFile::new(root, world.clone()))));
        let folder = tempfile::tempdir().expect("a folder");
        let tenant = Id::new(&world);
        let house = Self { folder, clock, world, keys, tenant };
        let store = house.store().await;
        house.found(&store, tenant).await;
        house
    }

    /// Opens the vault, as at a start of the server.
    pub async fn open(&self) -> Vault {
        self.open_with(VaultOptions::default()).await
    }

    pub async fn open_with(&self, options: VaultOptions) -> Vault {
        self.build(options, "index").await
    }

    /// A vault whose index is elsewhere and cannot be opened: a second process of the same
    /// house, whose work goes as far as the rows.
    pub async fn open_unindexed(&self) -> Vault {
        std::fs::write(self.folder.path().join("no-folder"), b"").expect("a file");
        self.build(VaultOptions::default(), "no-folder").await
    }

    async fn build(&self, options: VaultOptions, index: &str) -> Vault {
        let store = self.store().await;
        let blobs = Blobs::disk(&self.blobs(), self.world.clone()).expect("blobs");
        let program = env!("CARGO_BIN_EXE_legalmind-vault-child");
        let extractor = Extractor::new(ExtractOptions { pdfium: pdfium(), ..ExtractOptions::new(program) });
        let index = Indexes::new(store.clone(), SearchOptions::new(self.folder.path().join(index)));
        Vault::new(store, blobs, Arc::new(extractor), Arc::new(index), self.world.clone(), options)
    }

    pub fn blobs(&self) -> std::path::PathBuf {
        self.folder.path().join("blobs")
    }

    pub async fn store(&self) -> Store {
        let file = self.folder.path().join("legalmind.db");
        let url = format!("sqlite://{}", file.display());
        let store = Store::open(&StoreOptions::new(url), Arc::clone(&self.keys), self.world.clone())
            .await
            .expect("a store");
        store.migrate().await.expect("tables");
        store
    }

    /// Founds a firm.
    pub async fn found(&self, store: &Store, firm: TenantId) {
        let wrapped = store.keys().create(firm, &self.world).await.expect("a key");
        let ctx = self.ctx_of(firm, Actor::Operator, Role::ReadOnly);
        let work = store.begin(&ctx).await.expect("work");
        tenant::create(&ctx, &work, "Kantoor", &wrapped).await.expect("a firm");
        work.audit(Entry::done("tenant.create", "tenant", firm.uuid())).expect("audit");
        work.save().await.expect("saved");
    }

    /// Adds a person to a firm, and gives their context.
    pub async fn person_of(&self, firm: TenantId, name: &str, role: Role) -> Ctx {
        let store = self.store().await;
        let user: UserId = Id::new(&self.world);
        let ctx = self.ctx_of(firm, Actor::Operator, Role::ReadOnly);
        let content = AccountContent {
            name: name.to_owned(),
            email: format!("{}@example.nl", name.to_lowercase()),
            ..AccountContent::default()
        };
        let work = store.begin(&ctx).await.expect("work");
        account::add(&ctx, &work, user, role, &content).await.expect("an account");
        work.audit(Entry::done("person.add", "user", user.uuid())).expect("audit");
        work.save().await.expect("saved");
        self.ctx_of(firm, Actor::User(user), role)
    }

    pub async fn lawyer(&self, name: &str) -> Ctx {
        self.person_of(self.tenant, name, Role::Lawyer).await
    }

    #[expect(clippy::disallowed_methods, reason = "a test plays authentication")]
    fn ctx_of(&self, firm: TenantId, actor: Actor, role: Role) -> Ctx {
        Ctx::issue(firm, actor, role, RequestId::new(&self.world), self.world.now(), "test")
    }

    /// The actions in the audit log, oldest first.
    pub async fn audit(&self, ctx: &Ctx) -> Vec<String> {
        let store = self.store().await;
        let tx = store.read(ctx).await.expect("tx");
        audit::verify(ctx, &tx).await.expect("an unbroken chain");
        let mut all = Vec::new();
        let mut ask = Ask::first(200);
        loop {
            let piece = audit::list(ctx, &tx, &audit::Filter::default(), &ask).await.expect("entries");
            all.extend(piece.items.into_iter().map(|it| format!("{} {}", it.action, it.outcome)));
            ask.after = piece.next;
            if ask.after.is_none() {
                all.reverse();
                return all;
            }
        }
    }
}

/// A dossier that `ctx` opens.
pub async fn dossier(vault: &Vault, ctx: &Ctx, name: &str) -> DossierId {
    let content = DossierContent { name: name.to_owned(), ..DossierContent::default() };
    let new = NewDossier { content, ..NewDossier::default() };
    vault.create_dossier(ctx, new).await.expect("a dossier").summary.dossier.id
}

pub async fn announce(vault: &Vault, ctx: &Ctx, to: DossierId, name: &str, size: usize) -> Status {
    let new = NewUpload { name: name.to_owned(), size: size as u64, ..NewUpload::default() };
    match vault.create_upload(ctx, to, new).await.expect("an upload") {
        Created::Open(status) => status,
        Created::Empty(_) => panic!("not empty"),
    }
}

/// A stream of the bytes in pieces of `size`, that breaks off at the end if `cut`.
pub fn pieces(
    bytes: &[u8],
    size: usize,
    cut: bool,
) -> impl futures::Stream<Item = Result<Bytes, Error>> + Send + use<> {
    let mut all: Vec<_> = bytes.chunks(size).map(|it| Ok(Bytes::copy_from_slice(it))).collect();
    if cut {
        all.push(Err(Error::NotFound));
    }
    stream::iter(all)
}

/// Uploads a whole file.
pub async fn upload(vault: &Vault, ctx: &Ctx, to: DossierId, name: &str, bytes: &[u8]) -> DocumentId {
    let status = announce(vault, ctx, to, name, bytes.len()).await;
    let appended =
        vault.append_upload(ctx, status.id, 0, pieces(bytes, 100_000, false)).await.expect("bytes");
    let Appended { offset, document: Some(document) } = appended else { panic!("not a document") };
    assert_eq!(offset, bytes.len() as u64);
    document
}

/// Does all work that is due.
pub async fn work(vault: &Vault) {
    let (_keep, stop) = tokio::sync::watch::channel(false);
    while vault.work_once("test", &stop).await.expect("work") {}
}

/// The original bytes of a document.
pub async fn original(vault: &Vault, ctx: &Ctx, it: &View) -> Result<Vec<u8>, Error> {
    let content = vault.content(ctx, it.id, it.version.id, Purpose::Download, None).await?;
    let parts: Vec<Bytes> = content.stream.collect::<Vec<_>>().await.into_iter().collect::<Result<_, _>>()?;
    Ok(parts.concat())
}

/// Whether search finds a document.
pub fn is_searchable(it: &View) -> bool {
    it.version.progress == Progress::Searchable
}

/// All files under a folder.
pub fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut all = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).into_iter().flatten().flatten() {
            if entry.path().is_dir() { folders.push(entry.path()) } else { all.push(entry.path()) }
        }
    }
    all
}

/// Bytes that do not repeat.
pub fn noise(len: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_u32;
    (0..len)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            state.to_le_bytes()[0]
        })
        .collect()
}

/// The PDF library, where it is at hand.
#[expect(clippy::disallowed_methods, reason = "a test has no configuration")]
pub fn pdfium() -> Option<std::path::PathBuf> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let set = std::env::var("LEGALMIND_PDFIUM").ok().map(Into::into);
    Some(set.unwrap_or_else(|| root.join(".legalmind/pdfium/libpdfium.so"))).filter(|path| path.exists())
}
