//! A store on SQLite in a folder of its own, with a firm in it.

use std::{path::Path, sync::Arc};

use legalmind_core::{
    Actor, Ctx, DossierId, Id, RequestId, TenantId, UserId, World, account::Role, audit::Entry,
    dossier::DossierContent,
};
use legalmind_seal::{KeyRing, OsChance, RootKey, SealedFile};
use legalmind_store::{
    Store, StoreOptions, account,
    account::AccountContent,
    dossier::{self, DossierDraft},
    tenant,
};
use tempfile::TempDir;

use crate::{Result, VirtualClock};

/// Somebody of a firm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person {
    /// The firm.
    pub tenant: TenantId,
    /// Who.
    pub user: UserId,
    /// The role in the firm.
    pub role: Role,
}

/// A migrated store with one firm and one lawyer; its folder goes when this is dropped.
pub struct Fixture {
    /// The store.
    pub store: Store,
    /// The keys of its firms.
    pub ring: Arc<KeyRing>,
    /// Time and chance as everything here was built with.
    pub world: World,
    /// The hand on the clock of `world`.
    pub clock: VirtualClock,
    /// The lawyer of the first firm.
    pub lawyer: Person,
    folder: TempDir,
}

impl Fixture {
    /// A fresh fixture on SQLite, with real chance: several run side by side.
    ///
    /// # Errors
    /// Where the folder, the keys or the rows cannot be made.
    pub async fn sqlite() -> Result<Self> {
        let clock = VirtualClock::default();
        Self::sqlite_in(World::new(clock.clone(), OsChance), clock).await
    }

    /// The same in a world of the test's own; `clock` is the clock of that world.
    ///
    /// # Errors
    /// As [`Fixture::sqlite`].
    pub async fn sqlite_in(world: World, clock: VirtualClock) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("legalmind-test-").tempdir()?;
        let root = RootKey::generate(&world)?;
        let ring = Arc::new(KeyRing::new(Arc::new(SealedFile::new(root, world.clone()))));
        let options = StoreOptions::new(format!("sqlite://{}/rows.db?mode=rwc", folder.path().display()));
        let store = Store::open(&options, Arc::clone(&ring), world.clone()).await?;
        store.migrate().await?;
        let lawyer = Person { tenant: Id::new(&world), user: Id::new(&world), role: Role::Lawyer };
        let fixture = Self { store, ring, world, clock, lawyer, folder };
        fixture.add_firm(lawyer).await?;
        Ok(fixture)
    }

    /// The folder of this fixture, for the files and the index of a test.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The context of a request by this person, at the present of the clock.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "a fixture stands in for authentication")]
    pub fn ctx_of(&self, person: Person) -> Ctx {
        let request = RequestId::new(&self.world);
        Ctx::issue(
            person.tenant,
            Actor::User(person.user),
            person.role,
            request,
            self.world.now(),
            "192.0.2.7",
        )
    }

    /// The context of a request by the lawyer.
    #[must_use]
    pub fn ctx(&self) -> Ctx {
        self.ctx_of(self.lawyer)
    }

    /// Another firm in the same store, with a lawyer: for what one firm must not see of another.
    ///
    /// # Errors
    /// What the store refuses.
    pub async fn firm(&self) -> Result<Person> {
        let lawyer = Person { tenant: Id::new(&self.world), user: Id::new(&self.world), role: Role::Lawyer };
        self.add_firm(lawyer).await?;
        Ok(lawyer)
    }

    /// Another person in the first firm.
    ///
    /// # Errors
    /// What the store refuses.
    pub async fn person(&self, role: Role) -> Result<Person> {
        let person = Person { tenant: self.lawyer.tenant, user: Id::new(&self.world), role };
        let ctx = self.ctx();
        let work = self.store.begin(&ctx).await?;
        account::add(&ctx, &work, person.user, role, &content(person.user)).await?;
        work.audit(Entry::done("account.create", "account", person.user.uuid()))?;
        work.save().await?;
        Ok(person)
    }

    /// A dossier of `responsible`, who is its only member.
    ///
    /// # Errors
    /// What the store refuses.
    pub async fn dossier_of(&self, responsible: Person, name: &str) -> Result<DossierId> {
        let ctx = self.ctx_of(responsible);
        let dossier = Id::new(&self.world);
        let draft = DossierDraft {
            responsible: Some(responsible.user),
            content: DossierContent { name: name.to_owned(), ..DossierContent::default() },
            ..DossierDraft::default()
        };
        let work = self.store.begin(&ctx).await?;
        dossier::add(&ctx, &work, dossier, &draft).await?;
        dossier::add_member(&ctx, &work, dossier, responsible.user).await?;
        work.audit(Entry::done("dossier.create", "dossier", dossier.uuid()).in_dossier(dossier))?;
        work.save().await?;
        Ok(dossier)
    }

    /// A dossier of the lawyer.
    ///
    /// # Errors
    /// What the store refuses.
    pub async fn dossier(&self, name: &str) -> Result<DossierId> {
        self.dossier_of(self.lawyer, name).await
    }

    /// Makes `person` a member of a dossier of the lawyer.
    ///
    /// # Errors
    /// What the store refuses.
    pub async fn join(&self, dossier: DossierId, person: Person) -> Result<()> {
        let ctx = self.ctx();
        let work = self.store.begin(&ctx).await?;
        dossier::add_member(&ctx, &work, dossier, person.user).await?;
        work.audit(Entry::done("dossier.add_member", "dossier", dossier.uuid()).in_dossier(dossier))?;
        work.save().await?;
        Ok(())
    }

    async fn add_firm(&self, lawyer: Person) -> Result<()> {
        let wrapped = self.ring.create(lawyer.tenant, &self.world).await?;
        let ctx = self.ctx_of(lawyer);
        let work = self.store.begin(&ctx).await?;
        tenant::create(&ctx, &work, "Kade Advocaten", &wrapped).await?;
        account::add(&ctx, &work, lawyer.user, lawyer.role, &content(lawyer.user)).await?;
        work.audit(Entry::done("tenant.create", "tenant", lawyer.tenant.uuid()))?;
        work.save().await?;
        Ok(())
    }
}

/// The least an account needs; the address differs for each, as it must.
fn content(user: UserId) -> AccountContent {
    AccountContent {
        name: "Noor de Vries".to_owned(),
        email: format!("{user}@kade.example"),
        ..AccountContent::default()
    }
}

#[cfg(test)]
mod tests {
    use legalmind_store::{Error as StoreError, rights};

    use super::*;

    #[tokio::test]
    async fn a_fixture_holds_a_firm_whose_lawyer_may_work() {
        let fixture = Fixture::sqlite().await.unwrap();
        let dossier = fixture.dossier("Jansen / Gemeente").await.unwrap();
        let ctx = fixture.ctx();
        let tx = fixture.store.read(&ctx).await.unwrap();
        assert_eq!(dossier::get(&ctx, &tx, dossier).await.unwrap().content.name, "Jansen / Gemeente");
        assert_eq!(dossier::visible(&ctx, &tx).await.unwrap(), [dossier]);
    }

    #[tokio::test]
    async fn another_firm_sees_nothing_and_a_colleague_only_after_joining() {
        let fixture = Fixture::sqlite().await.unwrap();
        let dossier = fixture.dossier("Jansen / Gemeente").await.unwrap();
        let stranger = fixture.ctx_of(fixture.firm().await.unwrap());
        let tx = fixture.store.read(&stranger).await.unwrap();
        assert!(matches!(dossier::get(&stranger, &tx, dossier).await, Err(StoreError::NotFound)));
        drop(tx);
        let colleague = fixture.person(Role::Staff).await.unwrap();
        let ctx = fixture.ctx_of(colleague);
        let read = legalmind_core::rights::Action::DossierRead;
        let tx = fixture.store.read(&ctx).await.unwrap();
        assert!(matches!(rights::require(&ctx, &tx, read, dossier).await, Err(StoreError::NotFound)));
        drop(tx);
        fixture.join(dossier, colleague).await.unwrap();
        let tx = fixture.store.read(&ctx).await.unwrap();
        assert!(rights::require(&ctx, &tx, read, dossier).await.is_ok());
    }
}
