//! Tests that people take: drawn and marked by the server, and a row of the register when they are passed.

use std::{collections::BTreeSet, time::Duration};

use jiff::civil::date;
use legalmind_compliance::{
    Error,
    register::RowView,
    training::{AttemptStanding, AttemptView, TrainingView, all, find},
};
use legalmind_core::{
    AttemptId, Id,
    account::Role,
    audit::Entry,
    register::{RowAct, RowState, Value},
    requirement::Requirement,
    training::{AttemptContent, AttemptState, Drawn},
};
use legalmind_store::{
    Ask,
    audit::{self, Filter},
    requirement,
    training::{self as rows, NewAttempt},
};
use legalmind_testkit::Person;

use crate::registers::{self, House};

const MINUTE: u64 = 60;

/// For each question the places of its options that are right, or with `slips` questions answered wrong.
fn answers(view: &AttemptView, slips: usize) -> Vec<Vec<u32>> {
    let right = |at: usize| {
        let shown = &view.questions[at];
        let known =
            view.test.questions.iter().find(|it| &it.ask == shown.ask).expect("a question of the test");
        let places = (0_u32..).zip(&shown.options).filter(|(_, it)| known.right.contains(it.words));
        places.map(|(place, _)| place).collect::<Vec<_>>()
    };
    let wrong = |at: usize| {
        let right = right(at);
        let other = (0_u32..).take(view.questions[at].options.len()).find(|it| !right.contains(it));
        vec![other.expect("an option that is not right")]
    };
    (0..view.questions.len()).map(|at| if at < slips { wrong(at) } else { right(at) }).collect()
}

async fn start(house: &House, person: Person, test: &str) -> AttemptView {
    house.compliance.start_training(&house.ctx(person), test).await.expect("begun")
}

pub async fn take(house: &House, person: Person, test: &str, slips: usize) -> AttemptView {
    let begun = start(house, person, test).await;
    house.compliance.hand_in(&house.ctx(person), begun.id, &answers(&begun, slips)).await.expect("marked")
}

async fn standing(house: &House, person: Person, test: &str) -> TrainingView {
    let all = house.compliance.list_trainings(&house.ctx(person)).await.expect("tests");
    all.into_iter().find(|it| it.test.key == test).expect("the test")
}

async fn trainings(house: &House) -> Vec<RowView> {
    house
        .compliance
        .list_rows(&house.ctx(house.noor), "opleiding", &Ask::default())
        .await
        .expect("rows")
        .items
}

fn state(error: &Error) -> &'static str {
    match error {
        Error::State(code) => code,
        error => panic!("{error:?}"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p067_a_test_that_is_passed_is_a_training_in_force_and_is_renewed() {
    let house = House::new().await;
    let sam = house.fixture.person(Role::ReadOnly).await.expect("a person");
    let before = standing(&house, sam, "privacy").await;
    assert_eq!((before.until, before.open, before.again, before.last), (None, None, None, None));

    let begun = start(&house, sam, "privacy").await;
    assert_eq!((begun.standing, begun.right, begun.questions.len()), (AttemptStanding::Open, None, 10));
    assert!(
        begun
            .questions
            .iter()
            .all(|it| it.outcome.is_none() && it.options.iter().all(|it| it.right.is_none()))
    );
    assert_eq!(start(&house, sam, "privacy").await.id, begun.id, "the one that is open");
    assert_eq!(standing(&house, sam, "privacy").await.open, Some(begun.id));

    // two wrong of ten is enough
    let marked = take(&house, sam, "privacy", 2).await;
    assert_eq!((marked.id, marked.standing, marked.right), (begun.id, AttemptStanding::Passed, Some(8)));
    let outcomes: Vec<bool> = marked.questions.iter().filter_map(|it| it.outcome).map(|it| it.0).collect();
    assert_eq!(outcomes.iter().filter(|it| !**it).count(), 2);
    let rows = trainings(&house).await;
    let [row] = rows.as_slice() else { panic!("{rows:?}") };
    assert_eq!(
        (row.row.state, row.owner, row.suspended, row.lacks.len()),
        (RowState::InForce, Some(sam.user), false, 0)
    );
    let value = |row: &RowView, key: &str| row.row.content.values.get(key).cloned();
    assert_eq!(value(row, "medewerker"), Some(Value::Person(sam.user)));
    assert_eq!(value(row, "onderwerp"), Some(Value::Text("privacy".to_owned())));
    assert_eq!(value(row, "gevolgd"), Some(Value::Date(date(2026, 9, 21))));
    assert_eq!(value(row, "geldig_tot"), Some(Value::Date(date(2027, 9, 21))));
    let Some(Value::Text(proof)) = value(row, "bewijs") else { panic!("a proof") };
    let version: String =
        find("privacy").expect("a test").version.iter().take(8).map(|it| format!("{it:02x}")).collect();
    assert_eq!(proof, format!("Toets privacy in Legal Mind, versie {version}, 8 van 10 goed"));

    // a month before it ends the test is passed again: the same row holds on
    house.fixture.clock.set("2027-08-21T08:00:00Z".parse().expect("an instant"));
    house.compliance.run_campaigns(&house.night()).await.expect("runs");
    assert_eq!(trainings(&house).await[0].cycles.len(), 1, "it is due again");
    take(&house, sam, "privacy", 0).await;
    let rows = trainings(&house).await;
    assert_eq!(rows.len(), 1);
    assert_eq!(value(&rows[0], "geldig_tot"), Some(Value::Date(date(2028, 8, 21))));
    assert_eq!(rows[0].cycles.len(), 0, "what was due is not any more");
    let full = house.compliance.get_row(&house.ctx(house.noor), rows[0].row.id).await.expect("a row");
    let acts: Vec<RowAct> = full.history.iter().map(|it| it.act).collect();
    assert_eq!(acts, [RowAct::Added, RowAct::PutInForce, RowAct::Changed], "what stood there is kept");
    assert_eq!(standing(&house, sam, "privacy").await.until, Some(date(2028, 8, 21)));
    assert_eq!(standing(&house, house.finn, "privacy").await.until, None, "another's is another's");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p067_what_was_recorded_by_hand_is_renewed_and_what_holds_longer_stays() {
    let house = House::new().await;
    let who = house.noor.user.to_string();
    let by_hand = |until: &'static str, subject: &'static str| {
        [
            ("titel", "Cursus elders"),
            ("medewerker", who.as_str()),
            ("onderwerp", subject),
            ("gevolgd", "2025-10-10"),
            ("resultaat", "ja"),
            ("geldig_tot", until),
            ("bewijs", "certificaat 7"),
        ]
        .map(|(key, value)| (key, value.to_owned()))
    };
    let add = async |values: [(&'static str, String); 7]| {
        let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
        house.in_force("opleiding", &values).await.row.id
    };
    let (expired, longer) =
        (add(by_hand("2026-10-10", "ai")).await, add(by_hand("2029-01-01", "wwft")).await);
    house.fixture.clock.set("2026-11-30T08:00:00Z".parse().expect("an instant"));
    house.compliance.run_campaigns(&house.night()).await.expect("runs");
    take(&house, house.noor, "ai", 0).await;
    take(&house, house.noor, "wwft", 0).await;
    let rows = trainings(&house).await;
    assert_eq!(rows.len(), 3, "the one that expired is renewed, another is added");
    let of = |id| rows.iter().find(|it| it.row.id == id).expect("a row");
    assert!(!of(expired).suspended && of(expired).cycles.is_empty());
    assert_eq!(of(expired).title, "AI-geletterdheid");
    assert_eq!(of(longer).title, "Cursus elders", "its proof stays");
    assert_eq!(standing(&house, house.noor, "wwft").await.until, Some(date(2029, 1, 1)));
    // closed is closed
    let row = of(expired).row.clone();
    let ctx = house.ctx(house.finn);
    let turn = legalmind_compliance::register::Turn::Close;
    house.compliance.turn_row(&ctx, row.id, row.revision, turn, "uit dienst").await.expect("closed");
    house.fixture.clock.pass(Duration::from_secs(MINUTE));
    take(&house, house.noor, "ai", 0).await;
    assert_eq!(trainings(&house).await.len(), 4);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p067_passing_meets_what_the_firm_asks_before_a_dossier_opens() {
    let house = House::new().await;
    let (noor, lawyer) = (house.ctx(house.noor), house.fixture.lawyer);
    let asked = [Requirement::Training, Requirement::AiLiteracy];
    house.compliance.set_requirements(&noor, Role::Lawyer, &asked).await.expect("asked");
    let lacks = async || {
        let tx = house.fixture.store.read(&noor).await.expect("a read");
        requirement::lacking(&noor, &tx, Role::Lawyer, lawyer.user).await.expect("what lacks")
    };
    assert_eq!(lacks().await, asked);
    let opening = async || {
        let all = house.compliance.list_trainings(&house.ctx(lawyer)).await.expect("tests");
        all.into_iter().filter(|it| it.opens_dossiers).map(|it| it.test.key.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(opening().await, ["beveiliging", "privacy", "ai"]);
    // who lacks it may take the test
    let untrained = house.ctx(lawyer).untrained();
    let begun = house.compliance.start_training(&untrained, "beveiliging").await.expect("open to them");
    house.compliance.hand_in(&untrained, begun.id, &answers(&begun, 0)).await.expect("marked");
    assert_eq!(lacks().await, [Requirement::AiLiteracy]);
    assert_eq!(opening().await, ["ai"]);
    take(&house, lawyer, "ai", 0).await;
    assert_eq!(lacks().await, []);
    // until the end of the last day
    house.fixture.clock.set("2027-09-21T21:59:59Z".parse().expect("an instant"));
    assert_eq!(lacks().await, []);
    house.fixture.clock.set("2027-09-21T22:00:00Z".parse().expect("an instant"));
    assert_eq!(lacks().await, asked);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p067_too_little_right_tells_what_was_wrong_and_another_comes_after_a_pause_and_not_without_end() {
    let house = House::new().await;
    let (person, ctx) = (house.fixture.lawyer, house.fixture.ctx());
    let failed = take(&house, person, "wwft", 3).await;
    assert_eq!((failed.standing, failed.right), (AttemptStanding::Failed, Some(7)));
    let wrong: Vec<_> = failed.questions.iter().filter_map(|it| it.outcome).filter(|it| !it.0).collect();
    assert!(wrong.len() == 3 && wrong.iter().all(|it| !it.1.nl.is_empty() && !it.2.is_empty()));
    assert_eq!(trainings(&house).await.len(), 0);
    let refused = async || state(&house.compliance.start_training(&ctx, "wwft").await.expect_err("not now"));
    assert_eq!(refused().await, "training_pause");
    assert!(house.compliance.start_training(&ctx, "ai").await.is_ok(), "another test is another");
    let again = standing(&house, person, "wwft").await.again.expect("when");
    house.fixture.clock.set(again.checked_sub(jiff::SignedDuration::from_secs(1)).expect("before"));
    assert_eq!(refused().await, "training_pause");
    house.fixture.clock.set(again);
    assert_eq!(standing(&house, person, "wwft").await.again, None);
    for _ in 0..4 {
        take(&house, person, "wwft", 5).await;
        house.fixture.clock.pass(Duration::from_secs(11 * MINUTE));
    }
    assert_eq!(refused().await, "training_limit");
    let again = standing(&house, person, "wwft").await.again.expect("when");
    assert_eq!(again, failed.began.checked_add(jiff::SignedDuration::from_hours(24)).expect("a day later"));
    house.fixture.clock.set(again);
    assert_eq!(take(&house, person, "wwft", 0).await.standing, AttemptStanding::Passed);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_handed_in_is_told_and_nothing_is_lost() {
    let house = House::new().await;
    let (person, ctx) = (house.fixture.lawyer, house.fixture.ctx());
    let begun = start(&house, person, "ai").await;
    let hand_in = async |answers: &[Vec<u32>]| house.compliance.hand_in(&ctx, begun.id, answers).await;
    let fields = |error: Error| match error {
        Error::Fields(all) => all,
        error => panic!("{error:?}"),
    };
    let good = answers(&begun, 0);
    let mut bad = good.clone();
    (bad[2], bad[4]) = (Vec::new(), vec![0, 99]);
    bad.push(vec![0]);
    let told = fields(hand_in(&bad).await.expect_err("refused"));
    let told: Vec<(&str, &str)> = told.iter().map(|(at, code)| (at.as_str(), *code)).collect();
    assert_eq!(told, [("/answers/2", "required"), ("/answers/4/1", "unknown"), ("/answers/10", "unknown")]);
    assert_eq!(fields(hand_in(&[]).await.expect_err("nothing")).len(), 10);
    // of another person, and of nobody
    let stranger = house.fixture.firm().await.expect("a firm");
    for other in [house.noor, stranger] {
        let theirs = house.ctx(other);
        for error in [
            house.compliance.hand_in(&theirs, begun.id, &good).await.expect_err("not theirs"),
            house.compliance.get_attempt(&theirs, begun.id).await.expect_err("not theirs"),
        ] {
            assert!(matches!(error, Error::Store(legalmind_store::Error::NotFound)), "{error:?}");
        }
    }
    let nothing: AttemptId = Id::new(&house.fixture.world);
    assert!(house.compliance.get_attempt(&ctx, nothing).await.is_err());
    let none = house.compliance.start_training(&ctx, "koken").await.expect_err("no such test");
    assert!(matches!(none, Error::Store(legalmind_store::Error::NotFound)), "{none:?}");

    // two at the same moment: it counts once
    let (one, other) = tokio::join!(hand_in(&good), hand_in(&good));
    assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1);
    assert_eq!(state(&hand_in(&good).await.expect_err("twice")), "training_handed_in");
    assert_eq!(trainings(&house).await.len(), 1);

    // too late; then there is another
    let late = start(&house, person, "privacy").await;
    house.fixture.clock.pass(Duration::from_secs(60 * MINUTE));
    let error = house.compliance.hand_in(&ctx, late.id, &answers(&late, 0)).await.expect_err("too late");
    assert_eq!(state(&error), "training_over");
    let shown = house.compliance.get_attempt(&ctx, late.id).await.expect("it is shown");
    assert_eq!((shown.standing, shown.right), (AttemptStanding::Over, None));
    assert!(shown.questions.iter().all(|it| it.outcome.is_none()));
    assert_ne!(start(&house, person, "privacy").await.id, late.id);

    // drawn from a test that is another by now
    let id: AttemptId = Id::new(&house.fixture.world);
    let drawn = vec![Drawn { question: "weg".to_owned(), options: vec![0, 1], chosen: Vec::new() }];
    let content = AttemptContent { version: [7; 32], drawn, right: 0 };
    let work = house.fixture.store.begin(&ctx).await.expect("work");
    let ends = house.fixture.world.now().checked_add(jiff::SignedDuration::from_mins(5)).expect("later");
    let new = NewAttempt { id, user: person.user, test: "wwft", number: 1, ends, content: &content };
    assert!(rows::add(&ctx, &work, &new).await.expect("added"));
    work.audit(Entry::done("training.start", "training_attempt", id.uuid())).expect("an entry");
    work.save().await.expect("saved");
    let error = house.compliance.hand_in(&ctx, id, &[vec![0]]).await.expect_err("another test");
    assert_eq!(state(&error), "training_changed");
    let shown = house.compliance.get_attempt(&ctx, id).await.expect("it is shown");
    assert_eq!((shown.standing, shown.questions.len()), (AttemptStanding::Changed, 0));
    assert_eq!(
        take(&house, person, "wwft", 0).await.standing,
        AttemptStanding::Passed,
        "and there is another"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn questions_and_the_order_of_options_are_drawn() {
    let house = House::new().await;
    let mut orders = BTreeSet::new();
    let mut asked = BTreeSet::new();
    for _ in 0..12 {
        let person = house.fixture.person(Role::Staff).await.expect("a person");
        let begun = start(&house, person, "beveiliging").await;
        let questions: Vec<&str> = begun.questions.iter().map(|it| it.ask.nl.as_str()).collect();
        assert_eq!(questions.iter().collect::<BTreeSet<_>>().len(), 10, "each once");
        asked.extend(questions.iter().copied());
        orders.insert(
            begun
                .questions
                .iter()
                .flat_map(|it| it.options.iter().map(|it| it.words.nl.as_str()))
                .collect::<Vec<_>>(),
        );
    }
    assert_eq!(orders.len(), 12, "no two alike");
    assert_eq!(asked.len(), find("beveiliging").expect("a test").questions.len(), "all are asked in time");
    assert_eq!(all().len(), 4);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_attempt_is_in_the_log_without_its_answers() {
    let house = House::new().await;
    let (person, ctx) = (house.fixture.lawyer, house.fixture.ctx());
    let failed = take(&house, person, "privacy", 9).await;
    house.fixture.clock.pass(Duration::from_secs(11 * MINUTE));
    let passed = take(&house, person, "privacy", 0).await;
    let tx = house.fixture.store.read(&ctx).await.expect("a read");
    let log = audit::list(&ctx, &tx, &Filter::default(), &Ask::first(50)).await.expect("the log").items;
    let mut told: Vec<_> = log.iter().filter(|it| it.action.starts_with("training.")).collect();
    told.reverse();
    let told: Vec<(&str, bool)> =
        told.iter().map(|it| (it.action.as_str(), it.id == Some(failed.id.uuid()))).collect();
    assert_eq!(
        told,
        [
            ("training.start", true),
            ("training.fail", true),
            ("training.start", false),
            ("training.pass", false)
        ]
    );
    assert!(log.iter().any(|it| it.action == "register.add"));
    let kept = rows::get(&ctx, &tx, passed.id, person.user).await.expect("an attempt");
    assert_eq!((kept.state, kept.number), (AttemptState::Passed, 2));
}

/// What is kept of an attempt: how many of its questions, how it ended and how many were right.
async fn kept(house: &House, person: Person, view: &AttemptView) -> (usize, AttemptState, u32) {
    let ctx = house.ctx(person);
    let tx = house.fixture.store.read(&ctx).await.expect("a read");
    let it = rows::get(&ctx, &tx, view.id, person.user).await.expect("an attempt");
    assert!(it.finished.is_some() && it.content.version == view.test.version, "when, and at which version");
    (it.content.drawn.len(), it.state, it.content.right)
}

async fn forgets(house: &House, at: &str, many: usize) {
    house.fixture.clock.set(at.parse().expect("an instant"));
    assert_eq!(house.compliance.forget_answers(&house.night()).await.expect("looked"), many, "{at}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p067_answers_go_when_the_training_is_renewed_or_over_and_the_outcome_stays() {
    let house = House::new().await;
    let person = house.fixture.person(Role::Staff).await.expect("a person");
    let failed = take(&house, person, "privacy", 4).await;
    house.fixture.clock.pass(Duration::from_secs(11 * MINUTE));
    let first = take(&house, person, "privacy", 1).await;
    let open = start(&house, person, "ai").await;
    forgets(&house, "2027-09-21T21:59:59Z", 0).await;
    assert_eq!(
        kept(&house, person, &first).await,
        (10, AttemptState::Passed, 9),
        "until its last day is over"
    );

    // renewed on the last day: what was answered for the one before goes, with the attempts before it
    house.fixture.clock.set("2027-09-21T20:00:00Z".parse().expect("an instant"));
    let slip = take(&house, person, "privacy", 3).await;
    forgets(&house, "2027-09-21T20:05:00Z", 0).await;
    house.fixture.clock.pass(Duration::from_secs(6 * MINUTE));
    let second = take(&house, person, "privacy", 2).await;
    forgets(&house, "2027-09-21T20:12:00Z", 2).await;
    assert_eq!(kept(&house, person, &failed).await, (0, AttemptState::Failed, 6));
    assert_eq!(kept(&house, person, &first).await, (0, AttemptState::Passed, 9));
    assert_eq!(kept(&house, person, &slip).await.0, 10, "it was for the one that holds");
    let shown = house.compliance.get_attempt(&house.ctx(person), first.id).await.expect("it is shown");
    assert_eq!((shown.standing, shown.right, shown.questions.len()), (AttemptStanding::Passed, Some(9), 0));
    assert_eq!(
        standing(&house, person, "privacy").await.last.map(|it| (it.id, it.right)),
        Some((second.id, 8))
    );

    // the training is over: on the day after its last
    forgets(&house, "2028-09-21T21:59:59Z", 0).await;
    forgets(&house, "2028-09-21T22:00:00Z", 2).await;
    assert_eq!(kept(&house, person, &second).await, (0, AttemptState::Passed, 8));
    forgets(&house, "2028-09-22T08:00:00Z", 0).await;
    let left = house.compliance.get_attempt(&house.ctx(person), open.id).await.expect("it is shown");
    assert_eq!(left.standing, AttemptStanding::Over, "what was never handed in has no answers");
    let rows = trainings(&house).await;
    assert_eq!(rows.len(), 1, "the register keeps its row");

    let night = house.night();
    let tx = house.fixture.store.read(&night).await.expect("a read");
    let log = audit::list(&night, &tx, &Filter::default(), &Ask::first(100)).await.expect("the log").items;
    let told: Vec<_> = log.iter().filter(|it| it.action == "training.forget").collect();
    assert!(told.iter().all(|it| it.user.is_none() && it.object == "training_attempt"), "{told:?}");
    let told: BTreeSet<_> = told.iter().filter_map(|it| it.id).collect();
    assert_eq!(told, [&failed, &first, &slip, &second].map(|it| it.id.uuid()).into());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p067_answers_that_led_to_no_training_go_after_the_validity_and_those_of_a_closed_row_at_once() {
    let house = House::new().await;
    let person = house.fixture.person(Role::Staff).await.expect("a person");
    let failed = take(&house, person, "wwft", 10).await;
    let passed = take(&house, person, "ai", 0).await;
    let others = take(&house, house.noor, "ai", 0).await;
    forgets(&house, "2026-10-01T08:00:00Z", 0).await;
    let rows = trainings(&house).await;
    let row = rows.iter().find(|it| it.owner == Some(person.user)).expect("a row").row.clone();
    let turn = legalmind_compliance::register::Turn::Close;
    house
        .compliance
        .turn_row(&house.ctx(house.finn), row.id, row.revision, turn, "uit dienst")
        .await
        .expect("closed");
    forgets(&house, "2026-10-02T08:00:00Z", 1).await;
    assert_eq!(kept(&house, person, &passed).await, (0, AttemptState::Passed, 10));
    assert_eq!(kept(&house, house.noor, &others).await.0, 10, "another's training holds");
    // a row that is made to hold longer keeps no answers: the test says how long it is valid
    let row = rows.iter().find(|it| it.owner == Some(house.noor.user)).expect("a row").row.clone();
    let longer = registers::patch(&[("geldig_tot", "2030-01-01")]);
    house
        .compliance
        .update_row(&house.ctx(house.finn), row.id, row.revision, &longer)
        .await
        .expect("changed");
    forgets(&house, "2027-09-21T21:59:59Z", 0).await;
    forgets(&house, "2027-09-21T22:00:00Z", 2).await;
    assert_eq!(kept(&house, person, &failed).await, (0, AttemptState::Failed, 0));
    assert_eq!(kept(&house, house.noor, &others).await.0, 0);
    let foreign = house.fixture.firm().await.expect("a firm");
    let night = house.fixture.store.housekeeper(foreign.tenant, "campaigns");
    assert_eq!(house.compliance.forget_answers(&night).await.expect("looked"), 0);
}
