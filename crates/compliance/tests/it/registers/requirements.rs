//! What the firm asks of people: met by rows in force, told when it is asked, over when a row or its day is.

use legalmind_compliance::{
    Error,
    register::{RowView, Turn},
    requirement::{Mend, Requirements, Standing},
};
use legalmind_core::{account::Role, register::EventKind, requirement::Requirement};
use legalmind_testkit::Person;

use super::{House, patch};

impl House {
    async fn ask(&self, role: Role, asked: &[Requirement]) -> Requirements {
        self.compliance.set_requirements(&self.ctx(self.noor), role, asked).await.expect("asked")
    }

    /// What people lack, each as their role and how much.
    async fn lacking(&self, person: Person) -> Vec<Requirement> {
        let found = self.compliance.list_requirements(&self.ctx(self.noor)).await.expect("told");
        standing(&found, person).own().to_vec()
    }

    async fn training(&self, person: Person, subject: &str, until: &str) -> RowView {
        let user = person.user.to_string();
        let values = [
            ("titel", "Veilig werken"),
            ("medewerker", user.as_str()),
            ("onderwerp", subject),
            ("gevolgd", "2026-09-01"),
            ("resultaat", "ja"),
            ("geldig_tot", until),
        ];
        self.in_force("opleiding", &values).await
    }
}

fn standing(told: &Requirements, person: Person) -> &Standing {
    told.people.iter().find(|it| it.user == person.user).expect("of the firm")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p072_a_signed_agreement_counts_for_the_account_it_names_while_it_is_in_force() {
    let house = House::new().await;
    let eva = house.fixture.person(Role::Lawyer).await.expect("a person");
    let user = eva.user.to_string();
    // a row from before anything was asked counts too
    let signed = [
        ("naam", "Eva Bos"),
        ("medewerker", user.as_str()),
        ("rol", "advocaat"),
        ("getekend", "2026-09-01"),
        ("vindplaats", "kluis"),
    ];
    let concept = house.add("geheimhouding", &signed).await;
    let told = house.ask(Role::Lawyer, &[Requirement::Confidentiality]).await;
    let lacks = standing(&told, eva);
    assert!(!lacks.own().is_empty() && !lacks.shut_out(), "a concept is not signed");
    let mend =
        Mend { what: Requirement::Confidentiality, register: "geheimhouding", row: Some(concept.row.id) };
    assert_eq!(lacks.mends, [mend], "the concept is what mends it");
    let finn = house.ctx(house.finn);
    let row = house.compliance.turn_row(&finn, concept.row.id, 1, Turn::PutInForce, "").await.expect("holds");
    assert_eq!(house.lacking(eva).await, []);
    let row = house
        .compliance
        .turn_row(&finn, row.row.id, row.row.revision, Turn::Close, "ingetrokken")
        .await
        .expect("closed");
    assert!(!row.suspended);
    assert_eq!(house.lacking(eva).await, [Requirement::Confidentiality]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p074_a_check_holds_its_outcome_only_and_counts_once_another_person_put_it_in_force() {
    let house = House::new().await;
    let eva = house.fixture.person(Role::Staff).await.expect("a person");
    let user = eva.user.to_string();
    house.ask(Role::Staff, &[Requirement::BackgroundCheck]).await;
    let check = |outcome| {
        [
            ("naam", "Eva Bos"),
            ("medewerker", user.as_str()),
            ("soort", "vog"),
            ("datum", "2026-09-01"),
            ("uitkomst", outcome),
        ]
    };
    let (noor, finn) = (house.ctx(house.noor), house.ctx(house.finn));
    let bad = house.add("screening", &check("nee")).await;
    let refused = house.compliance.turn_row(&finn, bad.row.id, 1, Turn::PutInForce, "").await;
    assert!(matches!(refused, Err(Error::Fields(_))), "{refused:?}");
    let good = house.add("screening", &check("ja")).await;
    let own = house.compliance.turn_row(&noor, good.row.id, 1, Turn::PutInForce, "").await;
    assert!(matches!(own, Err(Error::State("four_eyes"))), "{own:?}");
    assert_eq!(house.lacking(eva).await, [Requirement::BackgroundCheck]);
    let row = house.compliance.turn_row(&finn, good.row.id, 1, Turn::PutInForce, "").await.expect("holds");
    assert_eq!(house.lacking(eva).await, []);
    // written anew it has to be looked at anew
    let again = patch(&[("datum", "2026-09-02")]);
    house.compliance.update_row(&noor, row.row.id, row.row.revision, &again).await.expect("changed");
    assert_eq!(house.lacking(eva).await, [Requirement::BackgroundCheck]);
    // of a check there is nothing to write down but that it was done, of which sort, and yes or no
    let register = house.compliance.get_register(&noor, "screening").await.expect("a register");
    let kinds = register.definition.fields.iter().map(|it| it.kind.as_str());
    assert_eq!(kinds.collect::<Vec<_>>(), ["text", "person", "choice", "date", "yes_no", "date"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p067_p073_a_training_counts_for_its_subject_until_its_day_and_is_asked_for_before() {
    let house = House::new().await;
    let eva = house.fixture.person(Role::Lawyer).await.expect("a person");
    let asked = [Requirement::Training, Requirement::AiLiteracy];
    let told = house.ask(Role::Lawyer, &asked).await;
    let lacks = standing(&told, eva);
    assert!(lacks.shut_out() && lacks.own() == asked);
    let mends = lacks.mends.iter().map(|it| (it.what, it.register, it.row));
    assert_eq!(
        mends.collect::<Vec<_>>(),
        asked.map(|what| (what, "opleiding", None)),
        "there is no row of them yet"
    );
    let row = house.training(eva, "privacy", "2026-12-31").await.row.id;
    assert_eq!(house.lacking(eva).await, [Requirement::AiLiteracy]);
    house.training(eva, "ai", "2028-12-31").await;
    house.training(eva, "wwft", "2028-12-31").await;
    assert_eq!(house.lacking(eva).await, []);
    let at = |text: &str| house.fixture.clock.set(text.parse().expect("an instant"));
    let fell = async || {
        house.compliance.run_campaigns(&house.night()).await.expect("runs");
        let row = house.compliance.get_row(&house.ctx(house.noor), row).await.expect("there");
        row.events.iter().map(|it| it.kind).collect::<Vec<_>>()
    };
    use EventKind::{Escalated, Opened, Overdue, Reminder};
    at("2026-10-31T22:59:59Z");
    assert_eq!(fell().await, []);
    at("2026-11-01T23:00:00Z");
    assert_eq!(fell().await, [Opened]);
    at("2026-12-24T23:00:00Z");
    assert_eq!(fell().await, [Opened, Reminder, Reminder]);
    at("2026-12-31T22:59:59Z");
    assert_eq!(house.lacking(eva).await, []);
    at("2026-12-31T23:00:00Z");
    assert_eq!(house.lacking(eva).await, [Requirement::Training], "its last day is over");
    let told = house.compliance.list_requirements(&house.ctx(house.noor)).await.expect("told");
    assert_eq!(standing(&told, eva).mends[0].row, Some(row), "the row that was valid is the one to renew");
    let fell = fell().await;
    assert!(fell.contains(&Overdue) && fell.contains(&Escalated) && fell.len() == 5, "{fell:?}");
    house.training(eva, "beveiliging", "2027-12-31").await;
    assert_eq!(house.lacking(eva).await, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p072_what_is_asked_is_said_by_an_administrator_and_never_of_whoever_begins() {
    let house = House::new().await;
    let eva = house.fixture.person(Role::Lawyer).await.expect("a person");
    let refused = house.compliance.set_requirements(&house.ctx(eva), Role::Staff, &[]).await;
    assert!(matches!(refused, Err(Error::Store(legalmind_store::Error::Refused(_)))), "{refused:?}");
    let refused = house.compliance.list_requirements(&house.ctx(eva)).await;
    assert!(matches!(refused, Err(Error::Store(legalmind_store::Error::Refused(_)))), "{refused:?}");
    let asked = [Requirement::Training, Requirement::Confidentiality];
    let wrong = house.compliance.set_requirements(&house.ctx(house.noor), Role::ReadOnly, &asked).await;
    let Err(Error::Invalid { pointer, code }) = wrong else { panic!("{wrong:?}") };
    assert_eq!((pointer.as_str(), code), ("/asks/1", "begins_as_reader"));
    // nothing of another firm
    let stranger = house.fixture.firm().await.expect("a firm");
    house.ask(Role::Lawyer, &asked).await;
    let ctx = house.ctx(Person { role: Role::FirmAdministrator, ..stranger });
    let theirs = house.compliance.list_requirements(&ctx).await.expect("told");
    assert!(theirs.people.iter().all(|it| it.lacks.is_empty() && it.mends.is_empty()), "{theirs:?}");
    assert!(theirs.roles.iter().all(|it| it.1.is_empty()), "{theirs:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p072_p074_of_each_person_it_is_told_what_lacks_for_which_role() {
    let house = House::new().await;
    let rik = house.fixture.person(Role::ReadOnly).await.expect("a person");
    house.ask(Role::Staff, &[Requirement::BackgroundCheck]).await;
    let told = house.ask(Role::Lawyer, &[Requirement::Confidentiality, Requirement::BackgroundCheck]).await;
    let of = standing(&told, rik);
    assert_eq!(of.own(), [], "of a reader nothing is asked");
    let lawyer = vec![Requirement::Confidentiality, Requirement::BackgroundCheck];
    assert_eq!(of.lacks, [(Role::Lawyer, lawyer), (Role::Staff, vec![Requirement::BackgroundCheck])]);
    let mends: Vec<_> = of.mends.iter().map(|it| it.register).collect();
    assert_eq!(mends, ["geheimhouding", "screening"], "each once");
    // who lacks something now stands first
    let lacking: Vec<_> = told.people.iter().map(|it| it.own().is_empty()).collect();
    assert!(lacking.is_sorted(), "{told:?}");
    let user = rik.user.to_string();
    let signed = [
        ("naam", "Rik Lezer"),
        ("medewerker", user.as_str()),
        ("rol", "advocaat"),
        ("getekend", "2026-09-01"),
        ("vindplaats", "kluis"),
    ];
    house.in_force("geheimhouding", &signed).await;
    let told = house.compliance.list_requirements(&house.ctx(house.noor)).await.expect("told");
    let lacks = &standing(&told, rik).lacks;
    assert!(lacks.iter().all(|it| it.1 == [Requirement::BackgroundCheck]) && lacks.len() == 2, "{lacks:?}");
}
