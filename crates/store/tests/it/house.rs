//! A store on a fresh database, with a clock that stands still until it is moved.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use legalmind_core::{
    Actor, Clock, Ctx, DocumentId, DossierId, RequestId, TenantId, Timestamp, UserId, VersionId, World,
    account::Role,
    audit::Entry,
    document::{DocumentContent, FileKind, Progress},
    dossier::DossierContent,
};
use legalmind_seal::{KeyRing, OsChance, RootKey, SealedFile};
use legalmind_store::{
    Store, StoreOptions, Work, account,
    account::AccountContent,
    document::{self, NewDocument},
    dossier::{self, DossierDraft},
    tenant,
    version::{self, NewVersion, VersionContent},
};
use legalmind_testkit::Database;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

/// Runs a test on both engines.
macro_rules! both {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        mod $name {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let house = crate::house::House::sqlite().await;
                super::$name(&house).await;
            }
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                let Some(house) = crate::house::House::postgres().await else { return };
                super::$name(&house).await;
                house.drop_database().await;
            }
        }
    )+};
}
pub(crate) use both;

#[derive(Clone)]
pub struct TestClock(Arc<AtomicI64>);

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.load(Ordering::SeqCst)).expect("in range")
    }
}

pub enum Engine {
    Sqlite { dir: tempfile::TempDir },
    Postgres { database: Database },
}

pub struct House {
    pub store: Store,
    pub world: World,
    pub clock: TestClock,
    pub ring: Arc<KeyRing>,
    pub options: StoreOptions,
    pub engine: Engine,
}

/// A firm with a lawyer in it.
#[derive(Clone, Copy)]
pub struct Firm {
    pub tenant: TenantId,
    pub user: UserId,
}

impl House {
    pub async fn sqlite() -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        let url = format!("sqlite://{}/rows.db", dir.path().display());
        Self::open(url, Engine::Sqlite { dir }).await
    }

    pub async fn postgres() -> Option<Self> {
        let database = Database::create().await.expect("a database")?;
        Some(Self::open(database.url().to_owned(), Engine::Postgres { database }).await)
    }

    async fn open(url: String, engine: Engine) -> Self {
        let clock = TestClock(Arc::new(AtomicI64::new(1_790_000_000_000)));
        let world = World::new(clock.clone(), OsChance);
        let root = RootKey::generate(&world).expect("a root key");
        let ring = Arc::new(KeyRing::new(Arc::new(SealedFile::new(root, world.clone()))));
        let options = StoreOptions::new(url);
        let store = Store::open(&options, Arc::clone(&ring), world.clone()).await.expect("opens");
        store.migrate().await.expect("migrates");
        store.migrate().await.expect("migrates again");
        Self { store, world, clock, ring, options, engine }
    }

    /// The same database, opened anew.
    pub async fn reopen(&self) -> Store {
        Store::open(&self.options, Arc::clone(&self.ring), self.world.clone()).await.expect("opens")
    }

    pub fn pass(&self, millis: i64) {
        self.clock.0.fetch_add(millis, Ordering::SeqCst);
    }

    pub fn id<K>(&self) -> legalmind_core::Id<K> {
        legalmind_core::Id::new(&self.world)
    }

    #[expect(clippy::disallowed_methods, reason = "tests stand in for authentication")]
    pub fn ctx(&self, tenant: TenantId, user: UserId, role: Role) -> Ctx {
        let request = RequestId::new(&self.world);
        Ctx::issue(tenant, Actor::User(user), role, request, self.world.now(), "192.0.2.7")
    }

    pub fn lawyer(&self, firm: Firm) -> Ctx {
        self.ctx(firm.tenant, firm.user, Role::Lawyer)
    }

    pub async fn firm(&self) -> Firm {
        let firm = Firm { tenant: self.id(), user: self.id() };
        let wrapped = self.ring.create(firm.tenant, &self.world).await.expect("a key");
        let ctx = self.lawyer(firm);
        let work = self.store.begin(&ctx).await.expect("begins");
        tenant::create(&ctx, &work, "Kade Advocaten", &wrapped).await.expect("a tenant");
        self.person_in(&ctx, &work, firm.user, Role::Lawyer).await;
        save(work, "tenant.create").await;
        firm
    }

    pub async fn person(&self, firm: Firm, role: Role) -> UserId {
        let ctx = self.lawyer(firm);
        let work = self.store.begin(&ctx).await.expect("begins");
        let user = self.id();
        self.person_in(&ctx, &work, user, role).await;
        save(work, "account.create").await;
        user
    }

    async fn person_in(&self, ctx: &Ctx, work: &Work, user: UserId, role: Role) {
        let content = AccountContent {
            name: "Noor de Vries".to_owned(),
            email: format!("{user}@kade.example"),
            ..AccountContent::default()
        };
        account::add(ctx, work, user, role, &content).await.expect("an account");
    }

    /// A dossier with the firm's lawyer as its responsible member.
    pub async fn dossier(&self, firm: Firm, name: &str) -> DossierId {
        let ctx = self.lawyer(firm);
        let work = self.store.begin(&ctx).await.expect("begins");
        let dossier = self.id();
        let draft = DossierDraft {
            responsible: Some(firm.user),
            content: DossierContent { name: name.to_owned(), ..DossierContent::default() },
            ..DossierDraft::default()
        };
        dossier::add(&ctx, &work, dossier, &draft).await.expect("a dossier");
        dossier::add_member(&ctx, &work, dossier, firm.user).await.expect("a member");
        save(work, "dossier.create").await;
        dossier
    }

    pub fn new_document(
        &self,
        dossier: DossierId,
        name: &str,
        sha256: [u8; 32],
    ) -> (NewDocument, NewVersion) {
        let document: DocumentId = self.id();
        let version: VersionId = self.id();
        let segments = vec![version::Segment { blob: self.id(), len: 1000, squeezed: false }];
        (
            NewDocument {
                id: document,
                dossier,
                parent: None,
                duplicate_of: None,
                content: DocumentContent { name: name.to_owned(), folder: vec!["Stukken".to_owned()] },
            },
            NewVersion {
                id: version,
                document,
                dossier,
                number: 1,
                size: 1000,
                kind: FileKind::Pdf,
                progress: Progress::Stored,
                reason: None,
                content: VersionContent {
                    key: vec![7; 40],
                    sha256,
                    segments,
                    declared: "application/pdf".to_owned(),
                    title: None,
                },
            },
        )
    }

    pub async fn document(
        &self,
        firm: Firm,
        dossier: DossierId,
        name: &str,
        sha256: [u8; 32],
    ) -> (DocumentId, VersionId) {
        let ctx = self.lawyer(firm);
        let (document, version) = self.new_document(dossier, name, sha256);
        let work = self.store.begin(&ctx).await.expect("begins");
        document::add(&ctx, &work, &document).await.expect("a document");
        version::add(&ctx, &work, &version).await.expect("a version");
        save(work, "document.create").await;
        (document.id, version.id)
    }

    /// Runs SQL past the repositories: as somebody with the file or a superuser would.
    pub async fn tamper(&self, sql: &str) -> u64 {
        self.try_tamper(sql).await.expect("the statement runs")
    }

    pub async fn try_tamper(&self, sql: &str) -> Result<u64, sqlx::Error> {
        let sql = AssertSqlSafe(sql.to_owned());
        match &self.engine {
            Engine::Sqlite { .. } => {
                let mut connection = SqliteConnection::connect(&self.options.url).await?;
                Ok(sqlx::raw_sql(sql).execute(&mut connection).await?.rows_affected())
            }
            Engine::Postgres { .. } => {
                let mut connection = PgConnection::connect(&self.admin_url()).await?;
                Ok(sqlx::raw_sql(sql).execute(&mut connection).await?.rows_affected())
            }
        }
    }

    pub fn is_postgres(&self) -> bool {
        matches!(self.engine, Engine::Postgres { .. })
    }

    /// The superuser's way into this test's database.
    pub fn admin_url(&self) -> String {
        let Engine::Postgres { database } = &self.engine else { panic!("not PostgreSQL") };
        database.admin_url().expect("a URL with a database")
    }

    pub async fn drop_database(&self) {
        let Engine::Postgres { database } = &self.engine else { return };
        database.remove().await.expect("dropped");
    }
}

/// Saves a unit of work with an entry.
pub async fn save(work: Work, action: &'static str) {
    work.audit(Entry::done(action, "test", uuid::Uuid::nil())).expect("sealed");
    work.save().await.expect("saved");
}
