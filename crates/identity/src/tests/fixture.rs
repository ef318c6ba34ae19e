//! A firm with two people, on SQLite in a directory of its own or on PostgreSQL in a database of
//! its own.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use legalmind_core::{
    Clock, Ctx, RequestId, TenantId, Timestamp, UserId, World,
    account::{AccountState, Language, Role},
};
use legalmind_seal::{KeyRing, OsChance, RootKey, SealedFile};
use legalmind_store::{Ask, Store, StoreOptions, account, audit};
use legalmind_testkit::Database;
use tempfile::TempDir;

use crate::{
    Authenticated, Identity, IdentityOptions, Meta, NewFirm, NewPerson, SessionStart,
    identity::later,
    totp::{self, Secret},
};

pub(crate) const ADMIN: &str = "beheer@kroonjuweel.nl";
pub(crate) const LAWYER: &str = "mirjam@kroonjuweel.nl";
pub(crate) const PASSWORD: &str = "vT6#mosterd!Qz";
pub(crate) const HERE: &str = "192.0.2.10";
/// The lawyer's second factor, set up beforehand; the administrator has none yet.
pub(crate) const FACTOR: &[u8; 20] = b"12345678901234567890";

/// A clock that is moved by hand.
#[derive(Clone)]
pub(crate) struct Hand(Arc<Mutex<Timestamp>>);

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        *self.0.lock().expect("clock")
    }
}

tokio::task_local! {
    /// The databases of a test on PostgreSQL.
    static POSTGRES: Mutex<Databases>;
}

/// The one that waits for the first house, and those that houses were built on.
struct Databases {
    spare: Option<Database>,
    used: Vec<Database>,
}

/// Runs tests on both engines.
macro_rules! both {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            #[tokio::test]
            async fn sqlite() {
                super::$name().await;
            }
            #[tokio::test]
            async fn postgres() {
                crate::tests::fixture::on_postgres(super::$name()).await;
            }
        }
    )+};
}
pub(crate) use both;

/// Runs a test whose houses are built on PostgreSQL, where there is one, and drops its databases.
pub(crate) async fn on_postgres(test: impl Future<Output = ()>) {
    let Some(first) = Database::create().await.expect("a database") else { return };
    let test = async {
        test.await;
        POSTGRES.with(|all| std::mem::take(&mut all.lock().expect("databases").used))
    };
    let databases = Databases { spare: Some(first), used: Vec::new() };
    for database in POSTGRES.scope(Mutex::new(databases), test).await {
        database.remove().await.expect("dropped");
    }
}

/// The address of a fresh database of the test's engine.
async fn address(dir: &TempDir) -> String {
    let Ok(spare) = POSTGRES.try_with(|all| all.lock().expect("databases").spare.take()) else {
        return format!("sqlite://{}", dir.path().join("legalmind.db").display());
    };
    let database = match spare {
        Some(database) => database,
        None => Database::create().await.expect("a database").expect("a server"),
    };
    let url = database.url().to_owned();
    POSTGRES.with(|all| all.lock().expect("databases").used.push(database));
    url
}

pub(crate) struct House {
    pub identity: Identity,
    pub store: Store,
    pub tenant: TenantId,
    pub admin: UserId,
    pub lawyer: UserId,
    clock: Hand,
    _dir: TempDir,
}

pub(crate) fn person(name: &str, email: &str, role: Role) -> NewPerson {
    NewPerson {
        name: name.into(),
        email: email.into(),
        role,
        language: Language::Nl,
        password: PASSWORD.into(),
        second_factor: None,
    }
}

fn options() -> IdentityOptions {
    IdentityOptions { floor: Duration::ZERO, ..IdentityOptions::default() }
}

impl House {
    pub(crate) async fn build() -> Self {
        let dir = TempDir::new().expect("a directory");
        let clock = Hand(Arc::new(Mutex::new("2026-03-02T08:00:00Z".parse().expect("a time"))));
        let world = World::new(clock.clone(), OsChance);
        let root = RootKey::generate(&world).expect("a root key");
        let keys = Arc::new(KeyRing::new(Arc::new(SealedFile::new(root, world.clone()))));
        let url = address(&dir).await;
        let store = Store::open(&StoreOptions::new(url), keys, world).await.expect("a store");
        store.migrate().await.expect("tables");
        let identity = Identity::new(store.clone(), options()).await.expect("identity");
        let administrator = person("Bea Heer", ADMIN, Role::Lawyer);
        let firm = NewFirm { name: "Kroonjuweel Advocaten".into(), administrator };
        let (tenant, admin) = identity.init_firm(&firm).await.expect("a firm");
        let mirjam = NewPerson {
            second_factor: Some(Secret::new(FACTOR)),
            ..person("Mirjam Zwaluw", LAWYER, Role::Lawyer)
        };
        let operator = identity.operator_context(tenant, "test");
        let now = clock.now();
        *clock.0.lock().expect("clock") = later(now, Duration::from_secs(1));
        let lawyer = identity.add_person(&operator, &mirjam).await.expect("a lawyer");
        Self { identity, store, tenant, admin, lawyer, clock, _dir: dir }
    }

    /// The same store after a restart of the server.
    pub(crate) async fn restart(&mut self) {
        self.restart_with(options()).await;
    }

    pub(crate) async fn restart_with(&mut self, options: IdentityOptions) {
        self.identity = Identity::new(self.store.clone(), options).await.expect("identity");
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(crate) fn pass(&self, time: Duration) {
        let mut now = self.clock.0.lock().expect("clock");
        *now = later(*now, time);
    }

    pub(crate) fn pass_secs(&self, seconds: u64) {
        self.pass(Duration::from_secs(seconds));
    }

    pub(crate) fn meta(&self, address: &str) -> Meta {
        Meta { request: RequestId::new(self.store.world()), address: address.into(), agent: "Firefox".into() }
    }

    pub(crate) async fn try_password(
        &self,
        email: &str,
        password: &str,
        address: &str,
    ) -> crate::Result<SessionStart> {
        self.identity.sign_in(email, password, &self.meta(address)).await
    }

    /// The session after the right password.
    pub(crate) async fn after_password(&self, email: &str) -> SessionStart {
        self.try_password(email, PASSWORD, HERE).await.expect("the right password")
    }

    /// The lawyer, all the way in. The clock moves a step, so that the code is a new one.
    pub(crate) async fn signed_in(&self) -> SessionStart {
        self.pass_secs(totp::STEP * 2);
        let start = self.after_password(LAWYER).await;
        self.identity.second_factor(&start.who, &self.code()).await.expect("the right code")
    }

    /// The lawyer's code of this moment.
    pub(crate) fn code(&self) -> String {
        Secret::new(FACTOR).code(totp::step(self.now()))
    }

    /// Who holds the token of this session now.
    pub(crate) async fn who(&self, start: &SessionStart) -> crate::Result<Authenticated> {
        self.identity.authenticate(&start.token.expose(), &self.meta(HERE)).await
    }

    pub(crate) fn operator(&self) -> Ctx {
        self.identity.operator_context(self.tenant, "test")
    }

    /// Changes an account behind the scenes, as an administrator will.
    pub(crate) async fn set(&self, user: UserId, role: Role, state: AccountState) {
        let ctx = self.operator();
        let work = self.store.begin(&ctx).await.expect("a unit of work");
        let mut found = account::get(&ctx, &work, user).await.expect("an account");
        (found.role, found.state) = (role, state);
        account::update(&ctx, &work, &found).await.expect("changed");
        work.audit(legalmind_core::audit::Entry::done("account.update", "account", user.uuid()))
            .expect("audit");
        work.save().await.expect("saved");
    }

    /// What the audit log says, oldest first: action, outcome, and whether a person is named.
    pub(crate) async fn log(&self) -> Vec<(String, String, Option<UserId>)> {
        let ctx = self.operator();
        let tx = self.store.read(&ctx).await.expect("a read");
        let listed =
            audit::list(&ctx, &tx, &audit::Filter::default(), &Ask::first(200)).await.expect("listed");
        let mut records = listed.items;
        records.sort_by_key(|record| record.seq);
        records.into_iter().map(|record| (record.action, record.outcome, record.user)).collect()
    }
}
