//! Promises about suppliers, sites and yearly duties: what lacks keeps a row from being in force, and what
//! comes to lack later is red on the day that it does.

use jiff::{ToSpan, civil::date};
use legalmind_compliance::{
    Error,
    accountability::Standing,
    register::{RowPatch, RowView, Turn},
};
use legalmind_core::{
    Id, RegisterRowId,
    accountability::{FigureKind, Light},
    register::{EventKind, RowContent, RowState, Value},
};
use legalmind_store::register::{self as rows, NewRow};
use proptest::prelude::*;

use super::{House, NORMS, SITE, patch, processor, supplier};

impl House {
    /// What keeps a row of these values from being in force, by another person than who wrote it.
    async fn kept_from(&self, register: &str, values: &[(&str, &str)]) -> Vec<(String, &'static str)> {
        let row = self.add(register, values).await.row;
        match self.compliance.turn_row(&self.ctx(self.finn), row.id, row.revision, Turn::PutInForce, "").await
        {
            Ok(_) => Vec::new(),
            Err(Error::Fields(all)) => all,
            Err(other) => panic!("{other:?}"),
        }
    }

    async fn row(&self, id: RegisterRowId) -> RowView {
        self.compliance.get_row(&self.ctx(self.noor), id).await.expect("there")
    }

    pub async fn stands(&self) -> Standing {
        self.compliance.how_it_stands(&self.ctx(self.noor)).await.expect("stands")
    }

    /// The count and light of a figure.
    async fn figure(&self, kind: FigureKind, register: Option<&str>) -> (u64, Light) {
        let all = self.stands().await.figures;
        let found = all.into_iter().find(|it| it.kind == kind && it.register.as_deref() == register);
        let found = found.expect("a figure");
        (found.count, found.light)
    }

    /// What fell in a campaign of a row by an instant.
    async fn fell(&self, id: RegisterRowId, campaign: &str, at: &str) -> Vec<EventKind> {
        self.fixture.clock.set(at.parse().expect("an instant"));
        self.compliance.run_campaigns(&self.night()).await.expect("runs");
        let events = self.row(id).await.events;
        events.iter().filter(|it| it.campaign.key == campaign).map(|it| it.kind).collect()
    }
}

fn at(key: &str) -> String {
    format!("/values/{key}")
}

fn without<'a>(mut values: Vec<(&'a str, &'a str)>, key: &str) -> Vec<(&'a str, &'a str)> {
    values.retain(|it| it.0 != key);
    values
}

/// A processor's data centre has this proof, or the processor is not relied on.
async fn proves(key: &'static str) {
    let house = House::new().await;
    let whole = processor("Azure", "2027-12-31");
    assert_eq!(house.kept_from("verwerkers", &whole).await, []);
    let lacks = house.kept_from("verwerkers", &without(whole.clone(), key)).await;
    assert_eq!(lacks, [(at(key), "required")]);
    let mut no = without(whole.clone(), key);
    no.push((key, "nee"));
    assert_eq!(house.kept_from("verwerkers", &no).await, [(at(key), "not_met")]);
    // of whoever keeps nothing in a data centre it is not asked
    let mut without_site = without(without(whole, key), "datacentrum");
    without_site.push(("datacentrum", "nee"));
    assert_eq!(house.kept_from("verwerkers", &without_site).await, []);
}

macro_rules! proofs {
    ($($name:ident $key:literal),+ $(,)?) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $name() {
            assert!(SITE.contains(&$key));
            proves($key).await;
        }
    )+};
}

proofs!(
    p040_a_data_centre_is_guarded_day_and_night "bewaking",
    p041_access_to_a_data_centre_is_biometric "biometrie",
    p042_cameras_see_entries_exits_and_critical_zones "cameras",
    p043_only_authorised_staff_enters "toegang",
    p044_visitors_are_registered_and_escorted "bezoekers",
    p045_power_cooling_and_network_of_a_data_centre_are_redundant "stroom",
);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p016_without_each_part_of_the_evidence_no_processor_is_relied_on() {
    let house = House::new().await;
    let whole = processor("Azure", "2027-12-31");
    let evidence =
        ["certificaat", "certificaat_door", "certificaat_bereik", "certificaat_tot", "rapport_van"];
    for key in evidence.into_iter().chain(["datacentrum"]).chain(SITE) {
        let lacks = house.kept_from("verwerkers", &without(whole.clone(), key)).await;
        assert_eq!(lacks, [(at(key), "required")], "{key}");
    }
    // an empty word is no evidence
    let mut empty = without(whole, "certificaat_bereik");
    empty.push(("certificaat_bereik", "  "));
    assert_eq!(house.kept_from("verwerkers", &empty).await, [(at("certificaat_bereik"), "required")]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p045_an_own_site_declares_its_emergency_power_and_its_disks() {
    let house = House::new().await;
    let whole = vec![
        ("naam", "Server in het archief"),
        ("plaats", "Delft, Nederland"),
        ("ups", "ja"),
        ("raid", "ja"),
        ("netwerk", "x"),
        ("slot", "ja"),
        ("sleutels", "x"),
        ("bezoekers", "ja"),
        ("brand", "ja"),
        ("beproefd", "2026-09-01"),
    ];
    for key in ["ups", "raid"] {
        assert_eq!(house.kept_from("locaties", &without(whole.clone(), key)).await, [(at(key), "required")]);
        let mut no = without(whole.clone(), key);
        no.push((key, "nee"));
        assert_eq!(house.kept_from("locaties", &no).await, [(at(key), "not_met")]);
    }
    let row = house.in_force("locaties", &whole).await.row.id;
    use EventKind::{Escalated, Opened, Overdue, Reminder};
    assert_eq!(house.fell(row, "nalopen", "2026-12-31T22:59:59Z").await, []);
    assert_eq!(house.fell(row, "nalopen", "2026-12-31T23:00:00Z").await, [Opened]);
    let all = [Opened, Reminder, Reminder, Overdue, Escalated];
    assert_eq!(house.fell(row, "nalopen", "2027-03-02T23:00:00Z").await, all);
    // a power supply that was not tested for thirteen months is red from that day
    assert_eq!(house.figure(FigureKind::Lacking, Some("locaties")).await, (0, Light::Green));
    house.fixture.clock.set("2027-10-01T21:59:59Z".parse().expect("an instant"));
    assert_eq!(house.figure(FigureKind::Lacking, Some("locaties")).await, (0, Light::Green));
    house.fixture.clock.set("2027-10-01T22:00:00Z".parse().expect("an instant"));
    assert_eq!(house.figure(FigureKind::Lacking, Some("locaties")).await, (1, Light::Red));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p026_each_supplier_is_scored_on_each_norm_of_the_present_set() {
    let house = House::new().await;
    let whole = supplier("2027-06-30");
    for norm in NORMS {
        let lacks = house.kept_from("leveranciers", &without(whole.clone(), norm)).await;
        assert_eq!(lacks, [(at(norm), "required")]);
        let mut not_met = without(whole.clone(), norm);
        not_met.push((norm, "0"));
        assert_eq!(house.kept_from("leveranciers", &not_met).await, [(at(norm), "not_met")]);
    }
    // every norm of the file is among them
    let register =
        house.compliance.get_register(&house.ctx(house.noor), "leveranciers").await.expect("there");
    let norms = register.definition.fields.iter().filter(|it| it.key.starts_with("norm_"));
    assert_eq!(norms.map(|it| it.key.as_str()).collect::<Vec<_>>(), NORMS);
    house.in_force("leveranciers", &whole).await;
    assert_eq!(house.figure(FigureKind::Lacking, Some("leveranciers")).await, (0, Light::Green));
    // a row that was in force under an older set of norms: unscored on this one, and red on this day
    let mut old: Vec<(&str, &str)> = without(whole, "norm");
    old.retain(|it| !NORMS[4..].contains(&it.0));
    let row = house.add("leveranciers", &old).await.row;
    let mut content: RowContent = row.content.clone();
    content.values.insert("norm".to_owned(), Value::Text("2025-1".to_owned()));
    let ctx = house.ctx(house.noor);
    let id: RegisterRowId = Id::new(&house.fixture.world);
    let since = Some(house.fixture.world.now());
    let state = RowState::InForce;
    let new =
        NewRow { id, register: "leveranciers", state, dossier: None, owner: None, since, key: None, content };
    let work = house.fixture.store.begin(&ctx).await.expect("work");
    rows::add(&ctx, &work, &new).await.expect("added");
    work.audit(legalmind_core::audit::Entry::done("register.add", "register_row", id.uuid()))
        .expect("an entry");
    work.save().await.expect("saved");
    assert_eq!(house.figure(FigureKind::Lacking, Some("leveranciers")).await, (1, Light::Red));
    let lacks = house.row(id).await.lacks;
    assert!(lacks.contains(&("norm".to_owned(), "not_met")) && lacks.len() == 5, "{lacks:?}");
    let named = house.stands().await.points.into_iter().find(|it| it.kind == FigureKind::Lacking);
    assert_eq!(named.map(|it| it.row), Some(id));
}

/// A supplier as it may be written: fields left out, certificates of any day, words of any sort.
fn any_supplier() -> impl Strategy<Value = (Vec<bool>, i32, i32, bool)> {
    // most lack nothing but perhaps the certificate
    let left_out = proptest::collection::vec(prop::bool::weighted(0.03), supplier("2027-06-30").len());
    (left_out, -400..400_i32, 0..400_i32, any::<bool>())
}

#[test]
fn p032_no_supplier_is_relied_on_without_a_valid_certificate_whoever_does_what() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let house = runtime.block_on(House::new());
    let mut relied = (0, 0);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(150));
    let relied_on = std::cell::RefCell::new(&mut relied);
    let tried = runner.run(&any_supplier(), |(left_out, valid, later, writer)| {
        runtime.block_on(async {
            let today = house.compliance.today();
            let until = today.checked_add(valid.days()).expect("a day");
            let until_text = until.to_string();
            let mut values = without(supplier("2027-06-30"), "iso_tot");
            values.push(("iso_tot", until_text.as_str()));
            let (first, rest) = values.split_first().expect("a name");
            let kept = rest.iter().zip(&left_out).filter(|it| !it.1).map(|it| *it.0);
            let values: Vec<(&str, &str)> = std::iter::once(*first).chain(kept).collect();
            let has = |key: &str| values.iter().any(|it| it.0 == key);
            let certified = ["iso", "iso_door", "iso_tot"].into_iter().all(has);
            let row = house.add("leveranciers", &values).await.row;
            let by = if writer { house.noor } else { house.finn };
            let turned =
                house.compliance.turn_row(&house.ctx(by), row.id, row.revision, Turn::PutInForce, "x").await;
            if let Ok(row) = turned {
                prop_assert!(certified && until >= today && !writer, "{values:?}");
                relied_on.borrow_mut().0 += 1;
                // and not a day longer than it is valid
                let then = house.fixture.world.now();
                let day = today.checked_add(later.days()).expect("a day");
                let noon = day.at(12, 0, 0, 0).in_tz("UTC").expect("a time").timestamp();
                house.fixture.clock.set(noon);
                let shown = house.row(row.row.id).await;
                house.fixture.clock.set(then);
                prop_assert_eq!(shown.suspended, until < day);
                // it cannot be taken out of it: with the certificate gone it is a concept again
                let gone = RowPatch { values: [("iso_tot".to_owned(), None)].into(), ..RowPatch::default() };
                let ctx = house.ctx(house.noor);
                let gone = house.compliance.update_row(&ctx, row.row.id, row.row.revision, &gone).await;
                let state = gone.map(|it| it.row.state);
                prop_assert!(matches!(state, Ok(RowState::Concept) | Err(_)), "{state:?}");
            } else {
                relied_on.borrow_mut().1 += 1;
            }
            Ok(())
        })
    });
    tried.expect("none");
    assert!(relied.0 > 5 && relied.1 > 20, "both happen: {relied:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p046_the_newest_report_is_asked_each_year_and_is_red_after_thirteen_months() {
    let house = House::new().await;
    let row = house.in_force("verwerkers", &processor("Azure", "2029-12-31")).await.row.id;
    use EventKind::{Escalated, Opened, Overdue, Reminder};
    assert_eq!(house.fell(row, "beoordeling", "2026-12-31T22:59:59Z").await, []);
    assert_eq!(house.fell(row, "beoordeling", "2026-12-31T23:00:00Z").await, [Opened]);
    let all = [Opened, Reminder, Reminder, Overdue, Escalated];
    assert_eq!(house.fell(row, "beoordeling", "2027-03-02T23:00:00Z").await, all);
    // of 1 September 2026: until 1 October 2027, to the end of that day
    house.fixture.clock.set("2027-10-01T21:59:59Z".parse().expect("an instant"));
    assert_eq!(house.figure(FigureKind::Lacking, Some("verwerkers")).await, (0, Light::Green));
    house.fixture.clock.set("2027-10-01T22:00:00Z".parse().expect("an instant"));
    assert_eq!(house.figure(FigureKind::Lacking, Some("verwerkers")).await, (1, Light::Red));
    assert_eq!(house.row(row).await.lacks, [("rapport_van".to_owned(), "too_old")]);
    let old = house.kept_from("verwerkers", &processor("Ander", "2029-12-31")).await;
    assert_eq!(old, [(at("rapport_van"), "too_old")]);
    // with the new report, looked at by another, it is as it should be
    let revision = house.row(row).await.row.revision;
    let newer = patch(&[("rapport_van", "2027-09-15")]);
    let ctx = house.ctx(house.noor);
    let row = house.compliance.update_row(&ctx, row, revision, &newer).await.expect("changed");
    let finn = house.ctx(house.finn);
    house
        .compliance
        .turn_row(&finn, row.row.id, row.row.revision, Turn::PutInForce, "")
        .await
        .expect("holds");
    assert_eq!(house.figure(FigureKind::Lacking, Some("verwerkers")).await, (0, Light::Green));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p050_where_passwords_are_is_attested_each_year() {
    let house = House::new().await;
    house.compliance.offer_rows(&house.night()).await.expect("offered");
    let of = async |register: &str, title: &str| {
        let ctx = house.ctx(house.noor);
        let ask = legalmind_store::Ask::first(100);
        let all = house.compliance.list_rows(&ctx, register, &ask).await.expect("rows").items;
        all.into_iter().find(|it| it.title == title).expect("offered")
    };
    // the policy says where they are, and the duty is there whether or not anybody thinks of it
    assert_eq!(of("beleid", "Wachtwoorden").await.row.state, RowState::Concept);
    let row = of("nalevingskalender", "Verklaring over wachtwoorden").await.row;
    assert_eq!(row.state, RowState::InForce);
    use EventKind::{Escalated, Opened, Overdue, Reminder};
    assert_eq!(house.fell(row.id, "jaar", "2026-12-31T22:59:59Z").await, []);
    assert_eq!(house.fell(row.id, "jaar", "2026-12-31T23:00:00Z").await, [Opened]);
    let late = house.fell(row.id, "jaar", "2027-04-02T22:00:00Z").await;
    assert_eq!(late, [Opened, Reminder, Reminder, Reminder, Overdue, Escalated]);
    // each year once, also when nobody looked for a year
    let fell = house.fell(row.id, "jaar", "2028-12-31T22:59:59Z").await;
    assert_eq!(fell.iter().filter(|it| **it == Opened).count(), 2, "2027 and 2028: {fell:?}");
    assert_eq!(house.compliance.today(), date(2028, 12, 31));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m24_a_demand_of_an_authority_is_logged_by_anyone_assessed_by_two_and_answered_in_time() {
    let house = House::new().await;
    let sam = house.fixture.person(legalmind_core::account::Role::Staff).await.expect("a person");
    let values = [
        ("titel", "Vordering verkeersgegevens"),
        ("autoriteit", "Officier van justitie"),
        ("ontvangen", "2026-09-21T09:00"),
        ("termijn", "2026-10-05"),
    ];
    let ctx = house.ctx(sam);
    let row = house.compliance.add_row(&ctx, "vorderingen", &patch(&values)).await.expect("logged").row;
    assert_eq!(row.state, RowState::InForce, "its clocks do not wait");
    use EventKind::{Checked, Confirmed, Escalated, Opened, Overdue, Reminder};
    assert_eq!(house.fell(row.id, "beoordelen", "2026-09-21T18:59:59Z").await, [Opened]);
    assert_eq!(house.fell(row.id, "beoordelen", "2026-09-21T19:00:00Z").await, [Opened, Reminder]);
    let late = house.fell(row.id, "beoordelen", "2026-09-22T07:00:00Z").await;
    assert_eq!(late, [Opened, Reminder, Overdue, Escalated]);
    // without an assessment in words it is not done, and whoever made it does not look at it
    let cycle = |row: &RowView, key: &str| row.cycles.iter().find(|it| it.campaign.key == key).cloned();
    let open = cycle(&house.row(row.id).await, "beoordelen").expect("open");
    let key =
        legalmind_core::register::CycleKey { row: row.id, campaign: "beoordelen".to_owned(), due: open.due };
    let said =
        |note: &str| legalmind_compliance::register::Evidence { note: note.to_owned(), document: None };
    use legalmind_compliance::register::Sort;
    let noor = house.ctx(house.noor);
    let empty = house.compliance.confirm_cycle(&noor, &key, Sort::Done, &said(" ")).await;
    assert!(matches!(empty, Err(Error::Invalid { code: "evidence", .. })), "{empty:?}");
    house
        .compliance
        .confirm_cycle(&noor, &key, Sort::Done, &said("Raakt het verschoningsrecht"))
        .await
        .expect("done");
    let own = house.compliance.confirm_cycle(&noor, &key, Sort::Checked, &said("")).await;
    assert!(matches!(own, Err(Error::State("four_eyes"))), "{own:?}");
    house
        .compliance
        .confirm_cycle(&house.ctx(house.finn), &key, Sort::Checked, &said(""))
        .await
        .expect("checked");
    let fell = house.fell(row.id, "beoordelen", "2026-09-22T07:00:01Z").await;
    assert!(fell.ends_with(&[Confirmed, Checked]), "{fell:?}");
    // answered or challenged before its day is over, else it is late
    let fell = house.fell(row.id, "antwoord", "2026-10-05T21:59:59Z").await;
    assert_eq!(fell, [Opened, Reminder, Reminder]);
    let challenged = patch(&[("uitkomst", "bestreden"), ("beantwoord", "2026-10-05T16:00")]);
    let revision = house.row(row.id).await.row.revision;
    let done = house.compliance.update_row(&noor, row.id, revision, &challenged).await.expect("challenged");
    assert_eq!(cycle(&done, "antwoord").map(|it| it.state.is_open()), Some(false));
    let fell = house.fell(row.id, "antwoord", "2026-10-09T00:00:00Z").await;
    assert!(!fell.contains(&Overdue), "{fell:?}");
}
