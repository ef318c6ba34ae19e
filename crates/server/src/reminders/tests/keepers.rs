//! A clock in hours reaches who keeps the registers.

use super::*;

/// Who was mailed of a clock, each as often as they were.
fn alarmed(sim: &Sim, mails: &[Mail]) -> Vec<&'static str> {
    let names = [(sim.fixture.lawyer, "lawyer"), (sim.noor, "noor"), (sim.finn, "finn")];
    let name = |to: &str| names.iter().find(|(it, _)| address(*it) == to).map_or("an officer", |it| it.1);
    let mut all: Vec<&str> = mails.iter().filter(|it| it.clock).map(|it| name(&it.to)).collect();
    all.sort_unstable();
    all
}

impl Sim {
    /// Everyone who keeps the registers and can sign in: these, and nobody else.
    async fn officers(&self, next: &[Person]) {
        let ctx = self.fixture.ctx_of(self.noor);
        for it in self.reminders.compliance.list_officers(&ctx).await.expect("officers") {
            self.reminders.compliance.remove_officer(&ctx, it.user).await.expect("taken");
        }
        for person in next {
            self.reminders.compliance.add_officer(&ctx, person.user).await.expect("given");
        }
    }

    async fn suspend(&self, person: Person) {
        let ctx = self.fixture.ctx_of(self.noor);
        let work = self.fixture.store.begin(&ctx).await.expect("work");
        let mut account = account::get(&ctx, &work, person.user).await.expect("an account");
        account.state = AccountState::Suspended;
        account::update(&ctx, &work, &account).await.expect("changed");
        work.audit(Entry::done("account.update", "account", person.user.uuid())).expect("an entry");
        work.save().await.expect("saved");
    }

    /// The titles of what waits for a person in the product.
    async fn waits(&self, person: Person) -> Vec<(String, bool)> {
        let due = self.reminders.compliance.my_duties(&self.fixture.ctx_of(person)).await.expect("duties");
        due.into_iter().filter(|it| it.cycle.campaign.in_hours()).map(|it| (it.title, it.own)).collect()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m04_a_breach_reaches_who_keeps_the_registers_at_once_and_each_once() {
    let mut sim = Sim::new().await;
    let (olga, piet) = (
        sim.fixture.person(Role::Staff).await.expect("a person"),
        sim.fixture.person(Role::Lawyer).await.expect("a person"),
    );
    let day = date(2026, 9, 22);
    let found = local(day, 22, 0);
    // a lawyer finds it in the evening, and nobody was given the right: the administrators hear of it
    sim.fixture.clock.set(local(day, 22, 30));
    let ctx = sim.fixture.ctx();
    let values = [
        ("titel", "Grutto kwijt"),
        ("ontdekt", "2026-09-22T22:00"),
        ("soort", "vertrouwelijkheid"),
        ("rol", "verantwoordelijke"),
        ("risico", "risico"),
    ];
    let given = |(key, text): &(&str, &str)| ((*key).to_owned(), Some(Given::Text((*text).to_owned())));
    let patch = RowPatch { values: values.iter().map(given).collect(), ..RowPatch::default() };
    sim.reminders.compliance.add_row(&ctx, "incidenten", &patch).await.expect("reported");
    let mails = sim.round(local(day, 22, 31)).await;
    assert_eq!(alarmed(&sim, &mails), ["finn", "lawyer", "noor"], "at once, also at night");
    assert_eq!(sim.waits(sim.noor).await, [("Grutto kwijt".to_owned(), false)]);
    assert_eq!(sim.waits(sim.fixture.lawyer).await, [("Grutto kwijt".to_owned(), true)]);
    assert_eq!(sim.waits(olga).await, []);
    sim.reminders = started(&sim.fixture, &sim.mailbox).await;
    assert_eq!(alarmed(&sim, &sim.round(local(day, 22, 33)).await), [""; 0], "never twice");

    // who is given the right hears what is open, and alone then
    sim.officers(&[olga]).await;
    let mails = sim.round(local(day, 22, 34)).await;
    assert_eq!(mails.iter().map(|it| it.to.clone()).collect::<Vec<_>>(), [address(olga)]);
    assert_eq!(sim.waits(olga).await, [("Grutto kwijt".to_owned(), false)]);
    assert_eq!(sim.waits(sim.noor).await, [], "an administrator, where it is escalated");
    let before = |hours: i64| found.checked_add((72 - hours).hours()).expect("an instant");
    let mails = sim.round(before(48)).await;
    assert_eq!(alarmed(&sim, &mails), ["an officer", "lawyer"], "what is told again too");

    // another has it now: who lost it hears no more
    sim.officers(&[piet]).await;
    let mails = sim.round(before(47)).await;
    assert_eq!(
        mails.iter().filter(|it| it.clock).map(|it| it.to.clone()).collect::<Vec<_>>(),
        [address(piet)]
    );
    let mails = sim.round(before(24)).await;
    assert_eq!(alarmed(&sim, &mails), ["an officer", "lawyer"]);
    assert!(mails.iter().all(|it| it.to != address(olga)));
    assert_eq!(sim.waits(olga).await, []);

    // who has it cannot sign in any more: it is the administrators' again
    sim.suspend(piet).await;
    let mails = sim.round(before(23)).await;
    assert_eq!(alarmed(&sim, &mails), ["finn", "noor"]);
    let mails = sim.round(before(6)).await;
    assert_eq!(alarmed(&sim, &mails), ["finn", "lawyer", "noor"]);
    sim.officers(&[olga]).await;
    let mails = sim.round(before(-1)).await;
    assert_eq!(alarmed(&sim, &mails), ["an officer", "finn", "lawyer", "noor"], "escalated: to all of them");
    assert_eq!(alarmed(&sim, &sim.round(before(-2)).await), [""; 0]);
}
