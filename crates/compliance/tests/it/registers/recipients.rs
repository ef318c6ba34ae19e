//! Who received something that left has its rows in the registers of processing and of processors.

use std::{collections::BTreeSet, time::Duration};

use legalmind_compliance::register::{RowView, Turn};
use legalmind_core::{
    DossierId, Id,
    account::Role,
    accountability::{FigureKind, Light},
    audit::Entry,
    outgoing::{CallId, Ledger, Outgoing},
    register::RowState,
};
use legalmind_store::{
    Ask,
    outgoing::{self, Book, Subject},
    recipient,
};

use super::{House, patch, processor};

impl House {
    /// A call, written down as every call is before it leaves.
    async fn calls(&self, dossier: DossierId, (provider, model): (&str, &str), own_machine: bool) -> Subject {
        let subject = Subject { object: "answer", id: Id::<()>::new(&self.fixture.world).uuid() };
        let book = Book { store: self.fixture.store.clone(), subject, dossier };
        let out = Outgoing {
            call: CallId::new(&self.fixture.world),
            provider: provider.to_owned(),
            model: model.to_owned(),
            region: "westeurope".to_owned(),
            own_machine,
            bytes: 2,
            passages: Vec::new(),
            body: "{}".into(),
        };
        book.leaving(&self.fixture.ctx(), &out).await.expect("written down");
        subject
    }

    async fn unregistered(&self) -> (u64, Light) {
        let figures = self.stands().await.figures;
        let found = figures.into_iter().find(|it| it.kind == FigureKind::RecipientUnregistered);
        found.map(|it| (it.count, it.light)).expect("a figure")
    }

    async fn of(&self, register: &str) -> Vec<RowView> {
        let ctx = self.ctx(self.noor);
        self.compliance.list_rows(&ctx, register, &Ask::first(100)).await.expect("rows").items
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m18_every_recipient_in_the_ledger_has_its_rows_or_is_red() {
    let house = House::new().await;
    let (noor, finn) = (house.ctx(house.noor), house.ctx(house.finn));
    let dossier = house.fixture.dossier("Van Loon").await.expect("a dossier");
    assert_eq!(house.unregistered().await, (0, Light::Green));
    assert_eq!(house.compliance.offer_recipients(&house.night()).await.expect("offers"), 0);
    let mut subjects = Vec::new();
    for (party, own) in
        [(("azure-nl", "gpt-5"), false), (("azure-nl", "gpt-5"), false), (("eigen", "mistral"), true)]
    {
        subjects.push(house.calls(dossier, party, own).await);
    }
    // from the first call on it is red, whether or not anybody was offered anything
    assert_eq!(house.unregistered().await, (2, Light::Red));
    assert_eq!(house.compliance.offer_recipients(&house.night()).await.expect("offers"), 3);
    assert_eq!(house.compliance.offer_recipients(&house.night()).await.expect("offers"), 0, "once");
    // what is proposed equals the ledger, call by call
    let ctx = house.fixture.ctx();
    let tx = house.fixture.store.read(&ctx).await.expect("a read");
    let mut ledger = BTreeSet::new();
    for subject in &subjects {
        for call in outgoing::list(&ctx, &tx, subject.id).await.expect("calls") {
            ledger.insert(format!("{}/{}", call.content.provider, call.content.model));
        }
    }
    let known = recipient::list(&ctx, &tx).await.expect("recipients");
    let known = known.iter().map(|it| format!("{}/{}", it.party.provider, it.party.model));
    assert_eq!(known.collect::<BTreeSet<_>>(), ledger);
    drop(tx);
    let named = |rows: &[RowView]| {
        let text = |it: &RowView| match it.row.content.values.get("ontvanger") {
            Some(legalmind_core::register::Value::Text(text)) => Some(text.clone()),
            _ => None,
        };
        rows.iter().filter_map(text).collect::<BTreeSet<_>>()
    };
    assert_eq!(named(&house.of("verwerkingen").await), ledger);
    assert_eq!(named(&house.of("verwerkers").await), BTreeSet::from(["azure-nl/gpt-5".to_owned()]));
    assert_eq!(house.unregistered().await, (2, Light::Red), "a concept is not relied on");
    let points = house.stands().await.points;
    let red =
        points.iter().filter(|it| it.kind == FigureKind::RecipientUnregistered && it.light == Light::Red);
    assert_eq!(red.count(), 3);

    // each row completed and in force takes its red away
    for row in house.of("verwerkingen").await {
        let rest =
            patch(&[("doel", "x"), ("grondslag", "belang"), ("beveiliging", "x"), ("doorgifte", "geen")]);
        let row =
            house.compliance.update_row(&noor, row.row.id, row.row.revision, &rest).await.expect("changed");
        let (id, revision) = (row.row.id, row.row.revision);
        house.compliance.turn_row(&finn, id, revision, Turn::PutInForce, "").await.expect("in force");
    }
    assert_eq!(house.unregistered().await, (1, Light::Red), "the processor lacks");
    let row = house.of("verwerkers").await.remove(0).row;
    let mut values = processor("Azure", "2026-12-31");
    values.push(("ontvanger", "AZURE-NL/gpt-5 ; azure-nl/gpt-5-mini"));
    let row =
        house.compliance.update_row(&noor, row.id, row.revision, &patch(&values)).await.expect("changed");
    house
        .compliance
        .turn_row(&finn, row.row.id, row.row.revision, Turn::PutInForce, "")
        .await
        .expect("in force");
    assert_eq!(house.unregistered().await, (0, Light::Green));

    // another model of the same provider is another recipient
    house.calls(dossier, ("azure-nl", "gpt-5-mini"), false).await;
    assert_eq!(house.unregistered().await, (1, Light::Red), "no processing names it");
    house.calls(dossier, ("elders", "x"), false).await;
    assert_eq!(house.unregistered().await, (2, Light::Red));
    // a processor whose certificate is over does not count
    house.fixture.clock.set("2026-12-31T23:00:00Z".parse().expect("an instant"));
    assert_eq!(house.unregistered().await, (3, Light::Red));
    assert!(house.of("verwerkers").await.iter().any(|it| it.suspended && it.row.state == RowState::InForce));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m18_calls_from_before_recipients_were_recorded_are_told_where_there_are_any() {
    let house = House::new().await;
    let dossier = house.fixture.dossier("Van Loon").await.expect("a dossier");
    let before = async |who, register: &str| {
        let found = house.compliance.get_register(&house.ctx(who), register).await.expect("a register");
        found.unrecorded_before
    };
    assert_eq!(before(house.noor, "verwerkers").await, None, "nothing left");
    // a call of a version that did not write down who received it
    let ctx = house.fixture.ctx();
    let work = house.fixture.store.begin(&ctx).await.expect("work");
    let id = Id::<()>::new(&house.fixture.world).uuid();
    let (provider, model, region) = ("azure-nl".to_owned(), "gpt-4".to_owned(), String::new());
    let content = outgoing::OutgoingContent { provider, model, region, body: b"{}".to_vec() };
    let subject = Subject { object: "answer", id };
    outgoing::add(&ctx, &work, id, subject, dossier, 2, &content).await.expect("written down");
    work.audit(Entry::done("model.call", "answer", id).in_dossier(dossier)).expect("an entry");
    work.save().await.expect("saved");
    house.fixture.clock.pass(Duration::from_secs(3_600));
    assert_eq!(before(house.noor, "verwerkers").await, Some(house.fixture.world.now()), "of all until now");
    house.calls(dossier, ("azure-nl", "gpt-5"), false).await;
    let first = house.fixture.world.now();
    house.fixture.clock.pass(Duration::from_secs(3_600));
    house.calls(dossier, ("eigen", "mistral"), true).await;
    for register in ["verwerkers", "verwerkingen"] {
        assert_eq!(before(house.noor, register).await, Some(first), "{register}");
    }
    assert_eq!(before(house.noor, "risicos").await, None, "it names no recipients");
    let eva = house.fixture.person(Role::Lawyer).await.expect("a person");
    assert_eq!(before(eva, "verwerkers").await, None, "who does not read the register is told nothing");
    // of a firm whose calls were all recorded there is nothing to tell
    let other = House::new().await;
    let dossier = other.fixture.dossier("Kade").await.expect("a dossier");
    other.calls(dossier, ("azure-nl", "gpt-5"), false).await;
    let found = other.compliance.get_register(&other.ctx(other.noor), "verwerkers").await.expect("there");
    assert_eq!(found.unrecorded_before, None);
}
