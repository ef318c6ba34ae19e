//! What goes is listed from thirty days before its day until it is gone, to who may see it and to nobody else.

use jiff::{Timestamp, civil::date};
use legalmind_compliance::{
    Error,
    register::{Evidence, RowView, Sort},
    removal::{Going, Removal},
};
use legalmind_core::{
    account::Role,
    accountability::{FigureKind, Light},
    conflict::PartyName,
    party::PartyRole,
    register::{CycleKey, RowState},
};
use legalmind_store::{Ask, Error as StoreError};
use legalmind_testkit::Person;

use super::{
    House,
    duties::{Matter, wwft},
    patch,
};

async fn goes(house: &House, person: Person) -> Vec<Removal> {
    house.compliance.list_removals(&house.ctx(person), &Ask::default()).await.expect("a list").items
}

/// What it is, how many, and how many days are left.
fn told(all: &[Removal]) -> Vec<(String, u64, i32)> {
    let name = |it: &Removal| match &it.what {
        Going::Row { title, .. } => title.clone(),
        Going::Answers { test, own, .. } => {
            format!("{} {}", test.expect("a test").key, if *own { "own" } else { "of others" })
        }
        Going::Intake { names } => names.join(", "),
    };
    all.iter().map(|it| (name(it), it.count(), it.days)).collect()
}

fn set(house: &House, now: &str) {
    house.fixture.clock.set(now.parse::<Timestamp>().expect("an instant"));
}

/// The figures of what goes soon and of what should have gone, with the light of the latter.
async fn figures(house: &House) -> (u64, u64, Light) {
    let all = house.compliance.how_it_stands(&house.ctx(house.noor)).await.expect("stands").figures;
    let of = |kind| all.iter().find(|it| it.kind == kind).unwrap_or_else(|| panic!("{kind:?}"));
    let late = of(FigureKind::RemovalLate);
    (of(FigureKind::RemovalSoon).count, late.count, late.light)
}

async fn change(it: &Matter, row: &RowView, values: &[(&str, &str)]) -> RowView {
    let (compliance, ctx) = (&it.house.compliance, it.house.fixture.ctx());
    let now = compliance.get_row(&ctx, row.row.id).await.expect("there").row.revision;
    compliance.update_row(&ctx, row.row.id, now, &patch(values)).await.expect("changed")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p075_what_goes_is_listed_thirty_days_before() {
    let it = Matter::new().await;
    let (house, lawyer) = (&it.house, it.house.fixture.lawyer);
    let row = it.in_force("wwft", &wwft("laag")).await;
    let list = async || goes(house, lawyer).await;
    assert!(list().await.is_empty(), "the relation runs");
    change(&it, &row, &[("relatie", "beeindigd"), ("einde", "2027-02-28")]).await;

    // kept until 28 February 2032: a day begins at midnight in the Netherlands
    it.at("2032-01-28T22:59:59Z").await;
    assert!(list().await.is_empty(), "31 days before");
    assert_eq!(figures(house).await, (0, 0, Light::Green));
    it.at("2032-01-28T23:00:00Z").await;
    let found = list().await;
    let [one] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((one.until, one.days, one.late(), one.count()), (date(2032, 2, 28), 30, false, 1));
    assert_eq!(one.basis(), "Wwft art. 33 lid 3: vijf jaar na het einde van de zakelijke relatie");
    let Going::Row { row: id, definition, campaign, title, dossier } = &one.what else { panic!("{one:?}") };
    assert_eq!((*id, definition.key.as_str(), title.as_str()), (row.row.id, "wwft", "Van Loon"));
    assert_eq!(campaign.key, "verwijderen", "what a person confirms");
    assert_eq!(dossier, &Some((it.dossier, "Van Loon / Kade".to_owned())));
    assert_eq!(figures(house).await, (1, 0, Light::Green));
    // the day itself, and after it; also where nobody ran the campaigns meanwhile
    set(house, "2032-02-28T22:59:59Z");
    assert_eq!(told(&list().await), [("Van Loon".to_owned(), 1, 0)]);
    set(house, "2032-02-28T23:00:00Z");
    let found = list().await;
    assert_eq!((told(&found), found[0].late()), (vec![("Van Loon".to_owned(), 1, -1)], true));
    assert_eq!(figures(house).await, (0, 1, Light::Red));
    // its campaign has nothing more to tell, and it is listed all the same
    it.at("2032-08-01T10:00:00Z").await;
    assert_eq!(told(&list().await), [("Van Loon".to_owned(), 1, -155)]);

    // a row that is kept again is not listed, and another day is another thirty days
    change(&it, &row, &[("relatie", "loopt")]).await;
    assert!(list().await.is_empty(), "the relation runs again");
    change(&it, &row, &[("relatie", "beeindigd"), ("einde", "2027-10-31")]).await;
    it.at("2032-10-01T12:00:00Z").await;
    assert_eq!(told(&list().await), [("Van Loon".to_owned(), 1, 30)]);
    change(&it, &row, &[("einde", "2027-11-01")]).await;
    assert!(list().await.is_empty());

    // removed, it is gone
    it.at("2032-11-02T12:00:00Z").await;
    assert_eq!(told(&list().await), [("Van Loon".to_owned(), 1, -1)]);
    let (compliance, ctx) = (&house.compliance, house.fixture.ctx());
    let open = compliance.get_row(&ctx, row.row.id).await.expect("there").cycles;
    let open = open.into_iter().find(|it| it.campaign.removes && it.state.is_open()).expect("open");
    let key = CycleKey { row: row.row.id, campaign: "verwijderen".to_owned(), due: open.due };
    let note = Evidence { note: "Verwijderd".to_owned(), document: None };
    let gone = compliance.confirm_cycle(&ctx, &key, Sort::Done, &note).await.expect("removed");
    assert_eq!(gone.row.state, RowState::Closed);
    assert!(list().await.is_empty());
    assert_eq!(figures(house).await, (0, 0, Light::Green));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p075_what_goes_is_listed_to_who_may_see_it_and_to_nobody_else() {
    let it = Matter::new().await;
    let house = &it.house;
    let row = it.in_force("wwft", &wwft("laag")).await;
    change(&it, &row, &[("relatie", "beeindigd"), ("einde", "2027-02-28")]).await;
    let report = [
        ("titel", "Contante aanbetaling"),
        ("bekend", "2027-02-25T10:00"),
        ("transactie", "voorgenomen"),
        ("besluit", "melden"),
        ("gemeld", "2027-02-26T10:00"),
    ];
    set(house, "2027-02-26T12:00:00Z");
    let (compliance, noor) = (&house.compliance, house.ctx(house.noor));
    compliance.add_row(&noor, "wwft-meldingen", &patch(&report)).await.expect("reported");
    let person = async |role| house.fixture.person(role).await.expect("a person");
    let (staff, outsider, reader) =
        (person(Role::Staff).await, person(Role::Lawyer).await, person(Role::ReadOnly).await);
    let stranger = house.fixture.firm().await.expect("a firm");
    house.fixture.join(it.dossier, staff).await.expect("a member");
    house.fixture.join(it.dossier, house.finn).await.expect("a member");
    it.wall(house.finn).await;
    it.at("2032-02-01T12:00:00Z").await;

    let (diligence, reported) = (("Van Loon".to_owned(), 1, 27), ("Contante aanbetaling".to_owned(), 1, 25));
    for (who, sees) in [
        (house.fixture.lawyer, vec![diligence.clone()]),
        (staff, vec![diligence.clone()]),
        // keeping the registers opens no dossier, and a wall shuts out whoever was in it
        (house.noor, vec![reported.clone()]),
        (house.finn, vec![reported.clone()]),
        (outsider, vec![]),
        (reader, vec![]),
        (Person { role: Role::FirmAdministrator, ..stranger }, vec![]),
    ] {
        assert_eq!(told(&goes(house, who).await), sees, "{who:?}");
    }
    compliance.add_officer(&noor, outsider.user).await.expect("an officer");
    assert_eq!(told(&goes(house, outsider).await), std::slice::from_ref(&reported));
    // the firm counts both, as numbers
    assert_eq!(figures(house).await, (2, 0, Light::Green));

    // by the piece, in order
    house.fixture.join(it.dossier, outsider).await.expect("a member");
    let ctx = house.ctx(outsider);
    let first = compliance.list_removals(&ctx, &Ask::first(1)).await.expect("a list");
    assert_eq!(told(&first.items), [reported]);
    let ask = Ask { limit: 1, after: first.next };
    let second = compliance.list_removals(&ctx, &ask).await.expect("a list");
    assert_eq!((told(&second.items), second.next), (vec![diligence], None));
    for bad in ["x", "2032-02-26", "2032-02-30.0", "2032-02-26.x"] {
        let ask = Ask { limit: 1, after: Some(bad.to_owned()) };
        let tried = compliance.list_removals(&ctx, &ask).await;
        assert!(matches!(tried, Err(Error::Store(StoreError::Cursor))), "{bad}: {tried:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p075_what_goes_by_itself_is_listed_too() {
    let house = House::new().await;
    let (compliance, lawyer) = (&house.compliance, house.fixture.lawyer);
    let reader = house.fixture.person(Role::ReadOnly).await.expect("a person");
    let names = vec![PartyName { name: "Bakkerij Zon".to_owned(), role: PartyRole::Client }];
    compliance.screen_names(&house.ctx(lawyer), names).await.expect("screened");
    let take = async |person, right| {
        crate::training::take(&house, person, "privacy", if right { 0 } else { 10 }).await
    };
    take(lawyer, true).await;
    take(reader, false).await;
    for (now, days) in [("2027-08-21T12:00:00Z", None), ("2027-08-22T12:00:00Z", Some(30))] {
        set(&house, now);
        let Some(days) = days else {
            assert!(goes(&house, lawyer).await.is_empty() && goes(&house, house.noor).await.is_empty());
            continue;
        };
        let (names, own) = (("Bakkerij Zon".to_owned(), 1, days), ("privacy own".to_owned(), 1, days));
        let mut found = told(&goes(&house, lawyer).await);
        found.sort();
        assert_eq!(found, [names, own.clone()]);
        assert_eq!(told(&goes(&house, reader).await), [own], "what one answered is one's own");
        // who keeps the registers knows of how many, and not whose
        assert_eq!(told(&goes(&house, house.noor).await), [("privacy of others".to_owned(), 2, days)]);
    }
    assert_eq!(figures(&house).await, (3, 0, Light::Green));
    // taken again, the answers of the first time are not needed any more: they go in the next round
    set(&house, "2027-09-01T12:00:00Z");
    take(lawyer, true).await;
    let found = goes(&house, lawyer).await;
    assert_eq!(told(&found), [("privacy own".to_owned(), 1, 0), ("Bakkerij Zon".to_owned(), 1, 20)]);
    assert_eq!(compliance.forget_answers(&house.night()).await.expect("forgets"), 1);
    assert_eq!(told(&goes(&house, lawyer).await), [("Bakkerij Zon".to_owned(), 1, 20)]);
    // what should have gone and is here is told, until the next round
    set(&house, "2027-09-22T12:00:00Z");
    assert_eq!(told(&goes(&house, lawyer).await), [("Bakkerij Zon".to_owned(), 1, -1)]);
    assert_eq!(told(&goes(&house, reader).await), [("privacy own".to_owned(), 1, -1)]);
    assert_eq!(figures(&house).await, (0, 2, Light::Red));
    assert_eq!(compliance.forget_intakes(&house.night()).await.expect("forgets"), 1);
    assert_eq!(compliance.forget_answers(&house.night()).await.expect("forgets"), 1);
    for who in [lawyer, reader, house.noor] {
        assert!(goes(&house, who).await.is_empty());
    }
    assert_eq!(figures(&house).await, (0, 0, Light::Green));
}
