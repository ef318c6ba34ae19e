//! What stands in the rows of a place, read with its own keys beside the server: the audit log; and
//! people of another firm.

use std::sync::Arc;

use data_encoding::BASE32_NOPAD;
use jiff::SignedDuration;
use legalmind_compliance::Compliance;
use legalmind_core::{
    TenantId, World,
    account::{Language, Role},
};
use legalmind_identity::{Identity, IdentityOptions, NewFirm, NewPerson, totp::Secret};
use legalmind_seal::{KeyRing, OsChance, RootKey, provider::SealedFile, world};
use legalmind_store::{
    Ask, Store, StoreOptions, Work,
    audit::{self, Record},
    tenant,
};

use legalmind_testkit::VirtualClock;

use crate::{browser::Reply, firm::Known, server::Place};

/// The rows of a place.
pub struct Inside {
    store: Store,
    first: TenantId,
}

impl Inside {
    /// Opens the rows of the demonstration's firm.
    pub async fn open(place: &Place) -> Self {
        let world = world::system();
        let passphrase = std::fs::read_to_string(place.of("data/passphrase")).expect("a passphrase");
        let root = RootKey::open(&place.of("data/root.key"), passphrase.trim()).expect("the root key");
        let keys = Arc::new(KeyRing::new(Arc::new(SealedFile::new(root, world.clone()))));
        let url = format!("sqlite://{}", place.of("data/legalmind.sqlite").display());
        let store = Store::open(&StoreOptions::new(url), keys, world).await.expect("the rows");
        let first = tenant::list(&store).await.expect("firms").first().copied().expect("a firm");
        Self { store, first }
    }

    /// Keeps everybody else from writing, until what is given back is dropped.
    pub async fn hold_the_writer(&self) -> Work {
        self.store.begin(&self.store.housekeeper(self.first, "test")).await.expect("the writer")
    }

    /// The whole audit log of the demonstration's firm, newest first, its chain unbroken.
    pub async fn log(&self) -> Vec<Record> {
        self.log_of(self.first).await
    }

    async fn log_of(&self, firm: TenantId) -> Vec<Record> {
        let ctx = self.store.housekeeper(firm, "test");
        let tx = self.store.read(&ctx).await.expect("a view");
        let head = audit::verify(&ctx, &tx).await.expect("the chain is unbroken");
        let (mut all, mut ask) = (Vec::new(), Ask::first(200));
        loop {
            let piece = audit::list(&ctx, &tx, &audit::Filter::default(), &ask).await.expect("entries");
            all.extend(piece.items);
            ask.after = piece.next;
            if ask.after.is_none() {
                assert_eq!(head.seq, all.len() as u64, "no entry is missing");
                return all;
            }
        }
    }

    /// What was done under the request that was answered so: actions with their outcome.
    pub async fn entries(&self, reply: &Reply) -> Vec<String> {
        let request = reply.header("x-request-id").expect("the request's name");
        let mut entries = Vec::new();
        for firm in tenant::list(&self.store).await.expect("firms") {
            let log = self.log_of(firm).await;
            let own = log.iter().rev().filter(|it| it.request.to_string() == request);
            entries.extend(own.map(|it| format!("{} {}", it.action, it.outcome)));
        }
        entries
    }

    /// Makes the reports of quarters as they will be half a year from now; gives how many.
    pub async fn make_reports(&self) -> usize {
        let later = world::system().now().checked_add(SignedDuration::from_hours(24 * 183)).expect("a time");
        let world = World::new(VirtualClock::at(later), OsChance);
        let compliance = Compliance::new(self.store.clone(), world);
        compliance.make_reports(&self.store.housekeeper(self.first, "test")).await.expect("reports")
    }

    /// A lawyer of another firm in the same house.
    pub async fn stranger(&self) -> Known {
        let identity = self.identity().await;
        let secret = b"abcdefghijklmnopqrst";
        let lawyer = NewPerson { second_factor: Some(Secret::new(secret)), ..person("ties@ander.example") };
        let firm = NewFirm { name: "Ander Kantoor".to_owned(), administrator: person("bea@ander.example") };
        let (firm, _) = identity.init_firm(&firm).await.expect("another firm");
        let operator = identity.operator_context(firm, "test");
        identity.add_person(&operator, &lawyer).await.expect("a lawyer");
        known(&lawyer, BASE32_NOPAD.encode(secret))
    }

    /// The administrator of a new firm, who has no second factor yet.
    pub async fn newcomer(&self) -> Known {
        let administrator = person("nina@nieuw.example");
        let known = known(&administrator, String::new());
        let firm = NewFirm { name: "Nieuw Kantoor".to_owned(), administrator };
        self.identity().await.init_firm(&firm).await.expect("a new firm");
        known
    }

    async fn identity(&self) -> Identity {
        Identity::new(self.store.clone(), IdentityOptions::default()).await.expect("identity")
    }
}

fn person(email: &str) -> NewPerson {
    NewPerson {
        name: "Ties Vreemd".to_owned(),
        email: email.to_owned(),
        role: Role::Lawyer,
        language: Language::Nl,
        password: "vT6#mosterd!Qz".to_owned(),
        second_factor: None,
    }
}

fn known(person: &NewPerson, totp_secret: String) -> Known {
    Known { email: person.email.clone(), password: person.password.clone(), totp_secret }
}
