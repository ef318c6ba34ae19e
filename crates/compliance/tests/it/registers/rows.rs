//! Rows: what they need, who may see and change them, and that another person puts them in force.

use legalmind_compliance::{
    Error,
    register::{RowPatch, Turn},
};
use legalmind_core::{account::Role, register::RowState};
use legalmind_store::Ask;

use super::{House, patch, supplier};

fn fields(error: Error) -> Vec<(String, &'static str)> {
    match error {
        Error::Fields(all) => all,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p027_p028_p032_a_supplier_is_in_force_only_when_whole_and_by_another_person() {
    let house = House::new().await;
    let (noor, finn) = (house.ctx(house.noor), house.ctx(house.finn));
    // each clause and each part of the certificate by itself
    for (key, _) in supplier("2027-06-30").iter().skip(1) {
        let mut values = supplier("2027-06-30");
        values.retain(|it| it.0 != *key);
        let row = house.add("leveranciers", &values).await;
        let turn = |row: &legalmind_compliance::register::RowView| (row.row.id, row.row.revision);
        let (id, revision) = turn(&row);
        let refused = house.compliance.turn_row(&finn, id, revision, Turn::PutInForce, "").await;
        assert_eq!(fields(refused.expect_err(key)), [(format!("/values/{key}"), "required")]);
        if ["exit", "audit"].contains(key) {
            let no = patch(&[(key, "nee")]);
            let row = house.compliance.update_row(&noor, id, revision, &no).await.expect("changed");
            let refused = house.compliance.turn_row(&finn, id, row.row.revision, Turn::PutInForce, "").await;
            assert_eq!(fields(refused.expect_err(key)), [(format!("/values/{key}"), "not_met")]);
        }
    }
    let expired = house.add("leveranciers", &supplier("2026-09-20")).await;
    let refused = house.compliance.turn_row(&finn, expired.row.id, 1, Turn::PutInForce, "").await;
    assert_eq!(fields(refused.expect_err("expired")), [("/values/iso_tot".to_owned(), "past")]);

    let row = house.add("leveranciers", &supplier("2027-06-30")).await;
    let own = house.compliance.turn_row(&noor, row.row.id, 1, Turn::PutInForce, "").await;
    assert!(matches!(own, Err(Error::State("four_eyes"))), "{own:?}");
    let row = house.compliance.turn_row(&finn, row.row.id, 1, Turn::PutInForce, "").await.expect("in force");
    assert!(!row.suspended && row.row.state == RowState::InForce);
    // past its day it does not hold any more, whether or not anything ran
    house.fixture.clock.set("2027-06-30T21:59:59Z".parse().expect("an instant"));
    assert!(!house.compliance.get_row(&noor, row.row.id).await.expect("there").suspended);
    house.fixture.clock.set("2027-06-30T22:00:00Z".parse().expect("an instant"));
    assert!(house.compliance.get_row(&noor, row.row.id).await.expect("there").suspended);
    // who looks after it may change all the same
    let handed = RowPatch { owner: Some(house.finn.user), ..RowPatch::default() };
    let row =
        house.compliance.update_row(&noor, row.row.id, row.row.revision, &handed).await.expect("handed");
    assert_eq!((row.row.owner, row.row.state), (Some(house.finn.user), RowState::InForce));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_stand_in_may_not_see_takes_no_room_of_what_is_due_to_them() {
    let house = House::new().await;
    let (finn, noor) = (house.ctx(house.finn), house.ctx(house.noor));
    let sam = house.fixture.person(Role::Staff).await.expect("a person");
    let today = jiff::civil::date(2026, 9, 21);
    house
        .compliance
        .add_absence(&finn, sam.user, today, jiff::civil::date(2026, 12, 31))
        .await
        .expect("away");
    let incident = |found| {
        [
            ("titel", "Usb-stick kwijt"),
            ("ontdekt", found),
            ("soort", "vertrouwelijkheid"),
            ("rol", "verantwoordelijke"),
            ("risico", "hoog"),
        ]
    };
    let of = async |owner: legalmind_testkit::Person, found| {
        let owned = RowPatch { owner: Some(owner.user), ..patch(&incident(found)) };
        house.compliance.add_row(&noor, "incidenten", &owned).await.expect("added").row.id
    };
    for _ in 0..151 {
        of(house.finn, "2026-09-01T10:00").await;
    }
    let own = of(sam, "2026-09-20T10:00").await;
    let duties = house.compliance.my_duties(&house.ctx(sam)).await.expect("duties");
    assert!(!duties.is_empty() && duties.iter().all(|it| it.row == own && it.own), "{}", duties.len());
    let duties = house.compliance.my_duties(&finn).await.expect("duties");
    assert!(duties.iter().all(|it| it.own) && duties.len() >= 300, "{}", duties.len());
    // what was escalated is told to who keeps the registers, as another's
    let duties = house.compliance.my_duties(&noor).await.expect("duties");
    assert!(duties.iter().all(|it| !it.own) && duties.len() >= 300, "{}", duties.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_row_is_changed_at_its_revision_and_keeps_what_stood_there() {
    let house = House::new().await;
    let noor = house.ctx(house.noor);
    let values = [("titel", "Brand"), ("kans", "2")];
    let row = house.add("risicos", &values).await;
    let changed =
        RowPatch { reason: "Nieuwe cijfers".to_owned(), ..patch(&[("kans", "4"), ("titel", "Brand")]) };
    let next = house.compliance.update_row(&noor, row.row.id, 1, &changed).await.expect("changed");
    let stale = house.compliance.update_row(&noor, row.row.id, 1, &changed).await;
    assert!(matches!(stale, Err(Error::Store(legalmind_store::Error::Conflict))), "{stale:?}");
    let line = next.history.last().expect("a line");
    assert_eq!((line.reason.as_str(), line.was.len()), ("Nieuwe cijfers", 1));
    assert_eq!(line.was[0].0, "kans");
    let wrong = patch(&[("kans", "9"), ("titel", ""), ("onbekend", "x"), ("maatregelen_voor", "morgen")]);
    let mut told =
        fields(house.compliance.update_row(&noor, row.row.id, 2, &wrong).await.expect_err("wrong"));
    told.sort();
    let at = |key: &str| format!("/values/{key}");
    assert_eq!(
        told,
        [
            (at("kans"), "no_choice"),
            (at("maatregelen_voor"), "no_day"),
            (at("onbekend"), "unknown"),
            (at("titel"), "required")
        ]
    );
    let bare = house.compliance.turn_row(&noor, row.row.id, 2, Turn::Close, " ").await;
    assert!(matches!(bare, Err(Error::Invalid { code: "required", .. })), "{bare:?}");
    let closed =
        house.compliance.turn_row(&noor, row.row.id, 2, Turn::Close, "Dubbel").await.expect("closed");
    let late = house.compliance.update_row(&noor, row.row.id, closed.row.revision, &changed).await;
    assert!(matches!(late, Err(Error::State("closed"))), "{late:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn registers_are_seen_by_who_keeps_them_and_rows_by_their_own() {
    let house = House::new().await;
    let (noor, sam) = (house.ctx(house.noor), house.fixture.person(Role::Staff).await.expect("a person"));
    let stranger = house.fixture.firm().await.expect("a firm");
    let incident = [
        ("titel", "Usb-stick kwijt"),
        ("ontdekt", "2026-09-21T10:00"),
        ("soort", "vertrouwelijkheid"),
        ("rol", "verantwoordelijke"),
        ("risico", "onbekend"),
    ];
    // who finds an incident reports it, and sees their own alone
    let own =
        house.compliance.add_row(&house.ctx(sam), "incidenten", &patch(&incident)).await.expect("reported");
    let other = house.add("incidenten", &incident).await;
    let rows = async |person, register: &str| {
        let ctx = house.ctx(person);
        let found = house.compliance.list_rows(&ctx, register, &Ask::default()).await.expect("a list");
        found.items.into_iter().map(|it| it.row.id).collect::<Vec<_>>()
    };
    assert_eq!(rows(sam, "incidenten").await, [own.row.id]);
    assert_eq!(rows(house.noor, "incidenten").await.len(), 2);
    assert_eq!(rows(stranger, "incidenten").await, []);
    for person in [sam, stranger] {
        let hidden = house.compliance.get_row(&house.ctx(person), other.row.id).await;
        assert!(matches!(hidden, Err(Error::Store(legalmind_store::Error::NotFound))), "{hidden:?}");
    }
    let refused = house.compliance.add_row(&house.ctx(sam), "risicos", &patch(&[("titel", "x")])).await;
    assert!(matches!(refused, Err(Error::Store(legalmind_store::Error::Refused(_)))), "{refused:?}");
    let refused = house.compliance.turn_row(&house.ctx(sam), own.row.id, 1, Turn::Close, "x").await;
    assert!(matches!(refused, Err(Error::Store(legalmind_store::Error::Refused(_)))), "{refused:?}");
    let patch_own = patch(&[("maatregelen", "Op afstand gewist")]);
    house.compliance.update_row(&house.ctx(sam), own.row.id, 1, &patch_own).await.expect("their own");

    // the list says whether one may see all of a register
    let reads = async |person: legalmind_testkit::Person, key: &str| {
        let found = house.compliance.get_register(&house.ctx(person), key).await;
        found.expect("a register").reads
    };
    assert_eq!((reads(sam, "incidenten").await, reads(sam, "beleid").await), (false, true));
    assert!(reads(house.noor, "incidenten").await);

    // the right of compliance is given by an administrator, and taken away
    let given = house.compliance.add_officer(&house.ctx(sam), sam.user).await;
    assert!(matches!(given, Err(Error::Store(legalmind_store::Error::Refused(_)))), "{given:?}");
    house.compliance.add_officer(&noor, sam.user).await.expect("given");
    assert_eq!(rows(sam, "incidenten").await.len(), 2);
    house.compliance.add_row(&house.ctx(sam), "risicos", &patch(&[("titel", "x")])).await.expect("added");
    house.compliance.remove_officer(&noor, sam.user).await.expect("taken away");
    assert_eq!(rows(sam, "incidenten").await, [own.row.id]);

    // one firm's rows are no other's
    let (ours, theirs) = (
        house.compliance.list_registers(&noor).await,
        house.compliance.list_registers(&house.ctx(stranger)).await,
    );
    let count = |all: Vec<legalmind_compliance::register::RegisterView>| {
        all.iter().map(|it| it.in_force).sum::<u64>()
    };
    assert_eq!((count(ours.expect("a list")), count(theirs.expect("a list"))), (2, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p009_p011_an_expired_certificate_ends_a_processor_and_who_engaged_it() {
    let house = House::new().await;
    let noor = house.ctx(house.noor);
    let processor = async |name: &'static str, until: &'static str, above: Option<String>| {
        let above = above.unwrap_or_default();
        let mut values: Vec<(&str, &str)> = super::processor(name, until);
        values.push(("onder", above.as_str()));
        house.in_force("verwerkers", &values).await.row.id
    };
    let okta = processor("Okta", "2027-12-31", None).await;
    let aws = processor("AWS via Okta", "2027-03-31", Some(okta.to_string())).await;
    let other = processor("Azure", "2027-12-31", None).await;
    let suspended = async |id| house.compliance.get_row(&noor, id).await.expect("there").suspended;
    house.fixture.clock.set("2027-01-30T12:00:00Z".parse().expect("an instant"));
    house.compliance.run_campaigns(&house.night()).await.expect("runs");
    // sixty days before, it is told
    let open = house.compliance.get_row(&noor, aws).await.expect("there");
    assert!(open.events.iter().any(|it| it.campaign.key == "certificaat"), "{:?}", open.events);
    assert!(!suspended(okta).await && !suspended(aws).await);
    house.fixture.clock.set("2027-03-31T22:00:00Z".parse().expect("an instant"));
    assert!(suspended(aws).await && suspended(okta).await && !suspended(other).await);
    let list = house.compliance.list_rows(&noor, "verwerkers", &Ask::default()).await.expect("a list").items;
    assert_eq!(list.iter().filter(|it| it.suspended).count(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p087_a_change_takes_effect_only_after_its_notice() {
    let house = House::new().await;
    let ctx = house.ctx(house.noor);
    let values = |effect| {
        [
            ("titel", "Andere subverwerker"),
            ("soort", "subverwerker"),
            ("gevolgen", "Geen"),
            ("aan", "Alle cliënten"),
            ("ingang", effect),
            ("meegedeeld", "2026-10-01"),
            ("mededeling_nl", "Er komt een andere subverwerker."),
            ("mededeling_en", "There will be another sub-processor."),
        ]
    };
    let row = house.compliance.add_row(&ctx, "wijzigingen", &patch(&values("2026-10-30"))).await;
    let row = row.expect("a concept may be written").row;
    // by another person, for it is a register of four eyes
    let other = house.ctx(house.finn);
    let turn =
        async |revision| house.compliance.turn_row(&other, row.id, revision, Turn::PutInForce, "").await;
    let refused = fields(turn(row.revision).await.expect_err("too soon"));
    assert_eq!(refused, [("/values/ingang".to_owned(), "too_soon")]);
    let changed = patch(&[("ingang", "2026-10-31")]);
    let changed = house.compliance.update_row(&ctx, row.id, row.revision, &changed).await.expect("changed");
    assert_eq!(turn(changed.row.revision).await.expect("in force").row.state, RowState::InForce);
}
