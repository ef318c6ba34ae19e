//! Notices of changes: each contact of the firm says that they know, those who did not are told again, and nothing is
//! called done before all did or the day is over and what was tried is told.

use std::time::Duration;

use jiff::Timestamp;
use legalmind_compliance::{
    Error,
    register::{CycleView, Evidence, RowView, Sort, Turn},
};
use legalmind_core::{
    RegisterRowId,
    account::Role,
    register::{CycleKey, CycleState, RowState},
};
use legalmind_testkit::Person;

use super::{House, patch};

pub const NOTICE: [(&str, &str); 8] = [
    ("titel", "Andere subverwerker"),
    ("soort", "subverwerker"),
    ("gevolgen", "Geen"),
    ("aan", "Alle cliënten"),
    ("ingang", "2026-11-10"),
    ("meegedeeld", "2026-10-01"),
    ("mededeling_nl", "Er komt een andere subverwerker."),
    ("mededeling_en", "There will be another sub-processor."),
];

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

/// The cycle of the day of effect as it is now; those of other days come before it.
fn cycle(of: &RowView) -> &CycleView {
    of.cycles.iter().rev().find(|it| it.campaign.key == "ontvangst").expect("a cycle")
}

fn key(of: &RowView) -> CycleKey {
    CycleKey { row: of.row.id, campaign: "ontvangst".to_owned(), due: cycle(of).due }
}

/// How many of whom answered.
fn count(of: &RowView) -> (usize, usize) {
    let all = &cycle(of).receipts;
    (all.iter().filter(|it| it.at.is_some()).count(), all.len())
}

struct Told {
    house: House,
    row: RegisterRowId,
    /// Somebody who keeps the registers.
    officer: Person,
    /// A lawyer who does not.
    lawyer: Person,
}

/// A notice in force, of which two administrators and an officer have to hear.
async fn told() -> Told {
    let house = House::new().await;
    let officer = house.fixture.person(Role::Staff).await.expect("a person");
    let lawyer = house.fixture.person(Role::Lawyer).await.expect("a person");
    house.compliance.add_officer(&house.ctx(house.noor), officer.user).await.expect("given");
    let row = house.in_force("wijzigingen", &NOTICE).await.row.id;
    Told { house, row, officer, lawyer }
}

impl Told {
    async fn seen(&self, person: Person) -> RowView {
        self.house.compliance.get_row(&self.house.ctx(person), self.row).await.expect("a row")
    }

    /// A person says it, a moment after what was before.
    async fn say(&self, person: Person) -> Result<RowView, Error> {
        self.house.fixture.clock.pass(Duration::from_secs(1));
        let key = key(&self.seen(self.house.noor).await);
        self.house.compliance.acknowledge_cycle(&self.house.ctx(person), &key).await
    }

    async fn done(&self, note: &str) -> Result<RowView, Error> {
        let key = key(&self.seen(self.house.noor).await);
        let evidence = Evidence { note: note.to_owned(), document: None };
        self.house
            .compliance
            .confirm_cycle(&self.house.ctx(self.house.noor), &key, Sort::Done, &evidence)
            .await
    }

    async fn turn(&self, turn: Turn) -> Result<RowView, Error> {
        let revision = self.seen(self.house.noor).await.row.revision;
        let ctx = self.house.ctx(self.house.finn);
        self.house.compliance.turn_row(&ctx, self.row, revision, turn, "klaar").await
    }

    /// Whether the notice waits for a person.
    async fn waits(&self, person: Person) -> bool {
        let due = self.house.compliance.my_duties(&self.house.ctx(person)).await.expect("duties");
        due.iter().any(|it| it.row == self.row)
    }
}

fn refused(it: &Result<RowView, Error>, code: &str) -> bool {
    matches!(it, Err(Error::State(found)) if *found == code)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p087_each_contact_confirms_and_it_is_done_once_all_did() {
    let it = told().await;
    let (noor, finn) = (it.house.noor, it.house.finn);
    let (answered, asked) = count(&it.seen(noor).await);
    assert_eq!((answered, asked), (0, 3));
    for person in [noor, finn, it.officer] {
        assert!(it.waits(person).await, "{person:?}");
    }
    for person in [it.lawyer, it.house.fixture.lawyer] {
        assert!(!it.waits(person).await);
        let hidden = it.say(person).await;
        assert!(matches!(hidden, Err(Error::Store(legalmind_store::Error::NotFound))), "{hidden:?}");
    }
    // neither done nor closed before all answered
    assert!(refused(&it.done("Iedereen weet het").await, "unanswered"));
    assert!(refused(&it.turn(Turn::Close).await, "unanswered"));
    it.say(finn).await.expect("said");
    let again = it.say(finn).await.expect("said again");
    assert_eq!(count(&again), (1, 3));
    assert!(!it.waits(finn).await && it.waits(it.officer).await);
    it.say(it.officer).await.expect("said");
    assert!(refused(&it.done("Bijna iedereen").await, "unanswered"));
    let last = it.say(noor).await.expect("said");
    assert_eq!((cycle(&last).state, count(&last)), (CycleState::Done, (3, 3)));
    let own: Vec<bool> = cycle(&last).receipts.iter().map(|it| it.own).collect();
    assert_eq!(own, [false, false, true], "in the order in which they said it");
    assert!(!it.waits(noor).await);
    assert!(refused(&it.say(noor).await, "cycle_state"));
    assert_eq!(it.turn(Turn::Close).await.expect("closed").row.state, RowState::Closed);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p087_who_does_not_answer_is_told_again_and_what_was_tried_is_written_down() {
    let it = told().await;
    let (noor, finn) = (it.house.noor, it.house.finn);
    it.say(noor).await.expect("said");
    it.say(it.officer).await.expect("said");
    // reminders fall thirty, fourteen and seven days before; those who answered hear no more of it
    it.house.fixture.clock.set(at("2026-11-04T12:00:00Z"));
    it.house.compliance.run_campaigns(&it.house.night()).await.expect("runs");
    assert!(it.waits(finn).await && !it.waits(it.officer).await);
    it.house.fixture.clock.set(at("2026-11-10T22:59:59Z"));
    assert!(refused(&it.done("Gebeld en gemaild").await, "unanswered"));
    it.house.fixture.clock.set(at("2026-11-10T23:00:00Z"));
    it.house.compliance.run_campaigns(&it.house.night()).await.expect("runs");
    assert!(refused(&it.turn(Turn::Close).await, "unanswered"));
    let bare = it.done(" ").await;
    assert!(matches!(bare, Err(Error::Invalid { code: "evidence", .. })), "{bare:?}");
    let done = it.done("Finn gebeld op 3 en 9 november, geen antwoord").await.expect("done");
    assert_eq!((cycle(&done).state, count(&done)), (CycleState::Done, (2, 2)));
    it.turn(Turn::Close).await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p087_contacts_come_and_go_and_what_does_not_go_on_is_taken_back() {
    let it = told().await;
    let noor = it.house.ctx(it.house.noor);
    it.say(it.officer).await.expect("said");
    // who is no contact any more is not waited for, and what they said stays
    it.house.compliance.remove_officer(&noor, it.officer.user).await.expect("taken away");
    assert_eq!(count(&it.seen(it.house.noor).await), (1, 3));
    // somebody new is asked too
    it.house.compliance.add_officer(&noor, it.lawyer.user).await.expect("given");
    assert!(it.waits(it.lawyer).await);
    assert_eq!(count(&it.seen(it.house.noor).await), (1, 4));
    it.say(it.house.noor).await.expect("said");
    it.say(it.house.finn).await.expect("said");
    assert_eq!(count(&it.seen(it.house.noor).await), (3, 4));
    // another day of effect is another notice: it is asked anew
    it.turn(Turn::TakeBack).await.expect("taken back");
    let row = it.seen(it.house.noor).await.row;
    let later = patch(&[("ingang", "2026-12-10")]);
    it.house.compliance.update_row(&noor, it.row, row.revision, &later).await.expect("changed");
    it.house.fixture.clock.set(at("2026-10-20T12:00:00Z"));
    it.turn(Turn::PutInForce).await.expect("in force");
    assert_eq!(count(&it.seen(it.house.noor).await), (0, 3));
    it.turn(Turn::TakeBack).await.expect("taken back");
    assert_eq!(it.turn(Turn::Close).await.expect("closed").row.state, RowState::Closed);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p087_a_notice_is_not_dated_back_and_its_effect_waits_for_it() {
    let house = House::new().await;
    let ctx = house.ctx(house.finn);
    let row = house.add("wijzigingen", &NOTICE).await.row;
    // thirty days before the effect, but nobody hears of it before the row is in force
    house.fixture.clock.set(at("2026-10-01T22:00:00Z"));
    let turned = house.compliance.turn_row(&ctx, row.id, row.revision, Turn::PutInForce, "").await;
    let Err(Error::Fields(wrong)) = turned else { panic!("{turned:?}") };
    assert_eq!(wrong, [("/values/meegedeeld".to_owned(), "past")]);
    house.fixture.clock.set(at("2026-10-01T21:59:59Z"));
    let turned = house.compliance.turn_row(&ctx, row.id, row.revision, Turn::PutInForce, "").await;
    let turned = turned.expect("on the day itself");
    // once it is in force that day passes, and nothing lacks
    house.fixture.clock.set(at("2026-10-20T12:00:00Z"));
    let seen = house.compliance.get_row(&ctx, turned.row.id).await.expect("a row");
    assert!(seen.lacks.is_empty(), "{:?}", seen.lacks);
    // a campaign that asks nobody is not acknowledged
    let risk = house.in_force(
        "beleid",
        &[("titel", "x"), ("versie", "1"), ("tekst", "x"), ("vastgesteld", "2026-09-21")],
    );
    let risk = risk.await;
    let campaign = risk.definition.campaigns.first().expect("a campaign").key.clone();
    let named = CycleKey { row: risk.row.id, campaign, due: at("2027-01-01T00:00:00Z") };
    assert!(refused(&house.compliance.acknowledge_cycle(&ctx, &named).await, "asks_nobody"));
}
