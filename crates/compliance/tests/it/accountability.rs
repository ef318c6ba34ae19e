//! How the firm stands, the reports of quarters and evidence packs, over a store.

mod packs;
mod reports;

use std::time::Duration;

use jiff::{Timestamp, civil::date};
use legalmind_compliance::accountability::Standing;
use legalmind_core::{
    Id,
    account::Role,
    accountability::{Figure, FigureKind, Light},
    audit::Entry,
    deadline::{DeadlineContent, Direction, FirstDay, Reckoning, Regime, Term, Unit},
};
use legalmind_store::{
    Store,
    deadline::{self, NewDeadline},
};

use crate::registers::{House, supplier};

const DAY: u64 = 24 * 3600;

/// A firm with something in each light: a supplier whose certificate ends in November, a risk and a policy
/// in force, a concept, an incident, a training that ends, deadlines.
async fn firm() -> House {
    let house = House::new().await;
    house.in_force("leveranciers", &supplier("2026-11-15")).await;
    house
        .in_force(
            "opleiding",
            &[
                ("titel", "Omgaan met persoonsgegevens"),
                ("medewerker", &house.noor.user.to_string()),
                ("onderwerp", "privacy"),
                ("gevolgd", "2025-10-10"),
                ("resultaat", "ja"),
                ("geldig_tot", "2026-10-10"),
            ],
        )
        .await;
    house.add("risicos", &[("titel", "Brand in het archief")]).await;
    house
        .in_force(
            "beleid",
            &[("titel", "Werken op afstand"), ("versie", "2"), ("tekst", "x"), ("vastgesteld", "2026-03-31")],
        )
        .await;
    house.add("incidenten", &incident("Mail aan de verkeerde")).await;
    deadlines(&house.fixture.store, &house).await;
    house
}

fn incident(title: &str) -> [(&'static str, &str); 5] {
    [
        ("titel", title),
        ("ontdekt", "2026-09-21T10:00"),
        ("soort", "vertrouwelijkheid"),
        ("rol", "verantwoordelijke"),
        ("risico", "risico"),
    ]
}

/// Two deadlines of the lawyer, one of nobody.
async fn deadlines(store: &Store, house: &House) {
    let dossier = house.fixture.dossier("Jansen / Gemeente").await.expect("a dossier");
    let ctx = house.fixture.ctx();
    let term = Term {
        amount: 6,
        unit: Unit::Weeks,
        direction: Direction::After,
        regime: Regime::Statutory,
        first: FirstDay::Next,
        excluded: None,
    };
    let work = store.begin(&ctx).await.expect("work");
    for (last, responsible) in [
        (date(2026, 9, 28), Some(house.fixture.lawyer.user)),
        (date(2026, 10, 6), Some(house.fixture.lawyer.user)),
        (date(2026, 9, 1), None),
    ] {
        let event = last.to_datetime(jiff::civil::Time::midnight());
        let reckoning = Reckoning { term, event, counted: last, last, time: None, steps: Vec::new() };
        let content = DeadlineContent {
            title: "Beroep".to_owned(),
            key: None,
            source: String::new(),
            event: String::new(),
            note: String::new(),
            reckoning,
            history: Vec::new(),
        };
        let new =
            NewDeadline { id: Id::new(&house.fixture.world), dossier, parent: None, responsible, content };
        deadline::add(&ctx, &work, &new).await.expect("added");
    }
    work.audit(Entry::done("deadline.add", "dossier", dossier.uuid()).in_dossier(dossier)).expect("an entry");
    work.save().await.expect("saved");
}

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn figure<'a>(all: &'a [Figure], kind: FigureKind, register: Option<&str>) -> &'a Figure {
    let found = all.iter().find(|it| it.kind == kind && it.register.as_deref() == register);
    found.unwrap_or_else(|| panic!("{kind:?} {register:?}"))
}

async fn stands(house: &House, person: legalmind_testkit::Person) -> Standing {
    house.compliance.how_it_stands(&house.ctx(person)).await.expect("stands")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p009_p011_p031_what_does_not_hold_is_red_and_named() {
    let house = firm().await;
    let of = |it: &Standing, kind, register: Option<&str>| {
        let found = figure(&it.figures, kind, register);
        (found.count, found.light)
    };
    let suppliers = Some("leveranciers");
    let before = stands(&house, house.noor).await;
    assert!(before.whole);
    assert_eq!(of(&before, FigureKind::InForce, suppliers), (1, Light::Green));
    assert_eq!(of(&before, FigureKind::Suspended, suppliers), (0, Light::Green));
    assert_eq!(of(&before, FigureKind::Concept, Some("risicos")), (1, Light::Amber));
    assert_eq!(of(&before, FigureKind::IncidentRunning, Some("incidenten")), (1, Light::Amber));
    assert_eq!(of(&before, FigureKind::DeadlinePast, None), (1, Light::Red));
    assert_eq!(of(&before, FigureKind::DeadlineWeek, None), (0, Light::Green));
    assert_eq!(
        figure(&before.figures, FigureKind::Control, Some("verklaring-van-toepasselijkheid")).of,
        Some(93)
    );
    // the certificate is valid to the end of its last day, and not a moment longer
    house.fixture.clock.set(at("2026-11-15T22:59:59Z"));
    assert_eq!(of(&stands(&house, house.noor).await, FigureKind::Suspended, suppliers).0, 0);
    house.fixture.clock.set(at("2026-11-15T23:00:00Z"));
    house.compliance.run_campaigns(&house.night()).await.expect("runs");
    let after = stands(&house, house.noor).await;
    assert_eq!(of(&after, FigureKind::Suspended, suppliers), (1, Light::Red));
    assert_eq!(of(&after, FigureKind::InForce, suppliers), (0, Light::Green));
    assert_eq!(of(&after, FigureKind::CertificateExpired, None), (1, Light::Red));
    assert_eq!(of(&after, FigureKind::TrainingExpired, Some("opleiding")), (1, Light::Red));
    assert_eq!(of(&after, FigureKind::IncidentLate, Some("incidenten")), (1, Light::Red));
    assert_eq!(of(&after, FigureKind::DeadlinePast, None), (3, Light::Red));
    let named =
        after.points.iter().find(|it| it.kind == FigureKind::Suspended && it.register == "leveranciers");
    assert_eq!(named.expect("a point").title, "Rekencentrum Noord");
    let lights: Vec<Light> = after.points.iter().map(|it| it.light).collect();
    let red = lights.iter().filter(|it| **it == Light::Red).count();
    assert!(lights[..red].iter().all(|it| *it == Light::Red), "red comes first: {lights:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_keeps_the_registers_sees_all_and_others_their_own() {
    let house = firm().await;
    let sam = house.fixture.person(Role::Lawyer).await.expect("a person");
    let none = stands(&house, sam).await;
    assert!(!none.whole && none.points.is_empty() && none.chain.is_none());
    assert!(none.figures.iter().all(|it| it.count == 0), "{:?}", none.figures);
    assert!(none.figures.iter().all(|it| it.kind != FigureKind::Control && it.kind != FigureKind::Chain));
    // who reports an incident sees that one
    let ctx = house.ctx(sam);
    let patch = crate::registers::patch(&incident("Usb-stick kwijt"));
    house.compliance.add_row(&ctx, "incidenten", &patch).await.expect("reported");
    house.fixture.clock.pass(Duration::from_secs(4 * DAY));
    let own = stands(&house, sam).await;
    assert_eq!(figure(&own.figures, FigureKind::IncidentLate, Some("incidenten")).count, 1);
    assert!(!own.points.is_empty() && own.points.iter().all(|it| it.title == "Usb-stick kwijt"), "{own:?}");
    // a lawyer has their own deadlines
    let lawyer = stands(&house, house.fixture.lawyer).await;
    assert_eq!(figure(&lawyer.figures, FigureKind::DeadlineWeek, None).count, 1);
    assert_eq!(figure(&lawyer.figures, FigureKind::DeadlinePast, None).count, 0);
    let officers = |it: &Standing| {
        (
            figure(&it.figures, FigureKind::Officer, None).count,
            figure(&it.figures, FigureKind::Officer, None).light,
        )
    };
    assert_eq!(officers(&stands(&house, house.noor).await), (0, Light::Red));
    house.compliance.add_officer(&house.ctx(house.noor), sam.user).await.expect("given");
    let all = stands(&house, sam).await;
    assert_eq!(officers(&all), (1, Light::Green));
    assert!(all.whole);
    assert_eq!(figure(&all.figures, FigureKind::IncidentLate, Some("incidenten")).count, 2);
    // another firm has nothing of it
    let stranger = house.fixture.firm().await.expect("a firm");
    let theirs =
        stands(&house, legalmind_testkit::Person { role: Role::FirmAdministrator, ..stranger }).await;
    assert!(theirs.whole && theirs.points.is_empty());
    assert!(theirs.figures.iter().all(|it| it.count == 0 || it.kind == FigureKind::Chain));
    assert_eq!(officers(&theirs), (0, Light::Red));
}
