//! What is mailed to whom: once, by the person's own rights and choice, in numbers alone.

use std::time::Duration;

use jiff::{
    Timestamp,
    civil::{Date, Time, date},
};
use legalmind_compliance::{
    Compliance, Error,
    reminder::{LOST, Letter, is_quiet},
};
use legalmind_core::{
    Ctx, DeadlineId, Id,
    account::Role,
    audit::Entry,
    deadline::{DeadlineContent, Direction, FirstDay, Reckoning, Regime, Term, Unit},
    mail::{MailKind, MailState},
    register::CycleKey,
};
use legalmind_store::{
    Ask,
    audit::{self, Filter},
    deadline::{self, NewDeadline},
};
use legalmind_testkit::Person;

use crate::registers::{House, receipts::NOTICE, supplier};

const URL: &str = "https://legalmind.kade.example";

/// A firm whose mail goes.
async fn firm() -> House {
    let mut house = House::new().await;
    house.compliance = Compliance::new(house.fixture.store.clone(), house.fixture.world.clone()).mailing(URL);
    house
}

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

/// The house's own work.
fn post(house: &House) -> Ctx {
    house.fixture.store.housekeeper(house.noor.tenant, "mail")
}

/// The mail of today, as a round looks for it.
async fn daily(house: &House, person: Person) -> Option<Letter> {
    let ctx = post(house);
    if !house.compliance.to_remind(&ctx).await.expect("people").contains(&person.user) {
        return None;
    }
    house.compliance.daily_letter(&ctx, &house.ctx(person)).await.expect("a letter or none")
}

async fn alarm(house: &House, person: Person) -> Option<Letter> {
    let ctx = post(house);
    if !house.compliance.to_alarm(&ctx).await.expect("people").contains(&person.user) {
        return None;
    }
    house.compliance.clock_letter(&ctx, &house.ctx(person)).await.expect("a letter or none")
}

async fn ends(house: &House, letter: &Letter, how: MailState) {
    house.compliance.mailed(&post(house), letter, how).await.expect("settled");
}

/// The mail of today, which the relay takes.
async fn sent(house: &House, person: Person) -> Option<Letter> {
    let letter = daily(house, person).await?;
    ends(house, &letter, MailState::Sent).await;
    Some(letter)
}

/// A deadline of the lawyer in a dossier of theirs.
async fn deadline(house: &House, title: &str, last: Date) -> DeadlineId {
    let dossier = house.fixture.dossier(title).await.expect("a dossier");
    let ctx = house.fixture.ctx();
    let term = Term {
        amount: 6,
        unit: Unit::Weeks,
        direction: Direction::After,
        regime: Regime::Statutory,
        first: FirstDay::Next,
        excluded: None,
    };
    let reckoning = Reckoning {
        term,
        event: last.to_datetime(Time::midnight()),
        counted: last,
        last,
        time: None,
        steps: vec![],
    };
    let content = DeadlineContent {
        title: title.to_owned(),
        key: None,
        source: String::new(),
        event: String::new(),
        note: String::new(),
        reckoning,
        history: Vec::new(),
    };
    let id = Id::new(&house.fixture.world);
    let responsible = Some(house.fixture.lawyer.user);
    let work = house.fixture.store.begin(&ctx).await.expect("work");
    let new = NewDeadline { id, dossier, parent: None, responsible, content };
    deadline::add(&ctx, &work, &new).await.expect("added");
    work.audit(Entry::done("deadline.add", "deadline", id.uuid())).expect("an entry");
    work.save().await.expect("saved");
    id
}

fn incident(title: &str) -> [(&'static str, &str); 5] {
    [
        ("titel", title),
        ("ontdekt", "2026-09-21T16:00"),
        ("soort", "vertrouwelijkheid"),
        ("rol", "verantwoordelijke"),
        ("risico", "risico"),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_is_mailed_once_a_day_and_only_where_something_is_news() {
    let house = firm().await;
    let lawyer = house.fixture.lawyer;
    deadline(&house, "Jansen / Gemeente", date(2026, 9, 28)).await;
    deadline(&house, "Bakker / Staat", date(2026, 9, 23)).await;
    // in the afternoon of 21 September one of the two is near
    let first = sent(&house, lawyer).await.expect("a mail");
    assert_eq!(first.subject, "Legal Mind: 1 zaak");
    assert!(daily(&house, lawyer).await.is_none(), "one a day");
    for (now, subject) in [
        // the other is near
        ("2026-09-22T05:00:00Z", Some("Legal Mind: 2 zaken")),
        // today
        ("2026-09-23T05:00:00Z", Some("Legal Mind: 2 zaken")),
        // past
        ("2026-09-24T05:00:00Z", Some("Legal Mind: 2 zaken, waarvan 1 over tijd")),
        ("2026-09-25T05:00:00Z", None),
        ("2026-09-28T05:00:00Z", Some("Legal Mind: 2 zaken, waarvan 1 over tijd")),
        ("2026-09-29T05:00:00Z", Some("Legal Mind: 2 zaken, waarvan 2 over tijd")),
        ("2026-10-30T06:00:00Z", None),
    ] {
        house.fixture.clock.set(at(now));
        let letter = sent(&house, lawyer).await;
        assert_eq!(letter.as_ref().map(|it| it.subject.as_str()), subject, "{now}");
    }
    // who has nothing is mailed nothing
    let sam = house.fixture.person(Role::Staff).await.expect("a person");
    assert!(daily(&house, sam).await.is_none());
    // and nobody is where no mail is set
    deadline(&house, "De Wit / Provincie", date(2026, 10, 30)).await;
    let mute = Compliance::new(house.fixture.store.clone(), house.fixture.world.clone());
    assert_eq!(mute.to_remind(&post(&house)).await.expect("people"), []);
    assert!(mute.daily_letter(&post(&house), &house.ctx(lawyer)).await.expect("none").is_none());
    assert!(daily(&house, lawyer).await.is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_goes_in_the_quiet_hours_of_the_netherlands() {
    for (now, quiet) in [
        ("2026-09-21T16:59:59Z", false),
        ("2026-09-21T17:00:00Z", true),
        ("2026-09-22T04:59:59Z", true),
        ("2026-09-22T05:00:00Z", false),
        ("2026-12-01T05:59:59Z", true),
        ("2026-12-01T06:00:00Z", false),
        ("2026-12-01T17:59:59Z", false),
        ("2026-12-01T18:00:00Z", true),
    ] {
        assert_eq!(is_quiet(at(now)), quiet, "{now}");
    }
    let house = firm().await;
    deadline(&house, "Bakker / Staat", date(2026, 9, 23)).await;
    house.fixture.clock.set(at("2026-09-21T17:00:00Z"));
    assert!(daily(&house, house.fixture.lawyer).await.is_none());
    house.fixture.clock.set(at("2026-09-22T05:00:00Z"));
    assert!(daily(&house, house.fixture.lawyer).await.is_some(), "it was not lost");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_that_may_have_gone_is_not_sent_again_and_told_again_the_next_day() {
    let house = firm().await;
    let lawyer = house.fixture.lawyer;
    deadline(&house, "Bakker / Staat", date(2026, 9, 23)).await;
    // stopped between the slot and the relay, or after the relay had it
    let lost = daily(&house, lawyer).await.expect("a mail");
    house.fixture.clock.pass(Duration::from_secs(3600));
    assert!(daily(&house, lawyer).await.is_none(), "at most once");
    house.fixture.clock.set(at("2026-09-22T06:00:00Z"));
    let again = daily(&house, lawyer).await.expect("the next day tells it again");
    assert_ne!(again.id, lost.id);
    ends(&house, &again, MailState::Unsure).await;
    assert!(daily(&house, lawyer).await.is_none());
    // the relay is away, and comes back
    house.fixture.clock.set(at("2026-09-23T06:00:00Z"));
    let waits = daily(&house, lawyer).await.expect("a mail");
    ends(&house, &waits, MailState::Waiting).await;
    house.fixture.clock.pass(Duration::from_secs(3600));
    let (one, other) = tokio::join!(daily(&house, lawyer), daily(&house, lawyer));
    assert_eq!(usize::from(one.is_some()) + usize::from(other.is_some()), 1, "of two nodes one has it");
    let mail = one.or(other).expect("a mail");
    assert_eq!(mail.id, waits.id, "it is the same mail");
    ends(&house, &mail, MailState::Sent).await;
    house.fixture.clock.set(at("2026-09-24T06:00:00Z"));
    assert_eq!(sent(&house, lawyer).await.expect("past now").subject, "Legal Mind: 1 zaak, over tijd");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_address_is_noted_and_an_administrator_sees_whose() {
    let house = firm().await;
    let (lawyer, noor) = (house.fixture.lawyer, house.ctx(house.noor));
    let before = house.compliance.mail_health(&noor).await.expect("health");
    assert!(before.set && before.last_sent.is_none() && before.unmailed.is_empty());
    deadline(&house, "Bakker / Staat", date(2026, 9, 23)).await;
    let letter = daily(&house, lawyer).await.expect("a mail");
    ends(&house, &letter, MailState::Refused).await;
    assert!(daily(&house, lawyer).await.is_none(), "not again today");
    let told = house.compliance.mail_health(&noor).await.expect("health");
    let [one] = told.unmailed.as_slice() else { panic!("{told:?}") };
    assert_eq!(
        (one.user, one.name.as_deref(), one.state),
        (lawyer.user, Some("Noor de Vries"), MailState::Refused)
    );
    let tx = house.fixture.store.read(&noor).await.expect("a read");
    let log = audit::list(&noor, &tx, &Filter::default(), &Ask::first(50)).await.expect("the log").items;
    let sends: Vec<&str> =
        log.iter().filter(|it| it.action == "mail.send").map(|it| it.outcome.as_str()).collect();
    assert_eq!(sends, ["failed", "done"], "newest first");
    drop(tx);
    house.fixture.clock.set(at("2026-09-22T06:00:00Z"));
    sent(&house, lawyer).await.expect("the next day it is tried again");
    let mended = house.compliance.mail_health(&noor).await.expect("health");
    assert_eq!((mended.unmailed.len(), mended.last_sent), (0, Some(at("2026-09-22T06:00:00Z"))));
    let refused = house.compliance.mail_health(&house.ctx(lawyer)).await.expect_err("not theirs");
    assert!(matches!(refused, Error::Store(legalmind_store::Error::Refused(_))), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_falls_in_a_clock_in_hours_is_mailed_at_once_and_once() {
    let house = firm().await;
    let sam = house.fixture.person(Role::Staff).await.expect("a person");
    house.compliance.add_officer(&house.ctx(house.noor), sam.user).await.expect("given");
    // eight in the evening
    house.fixture.clock.set(at("2026-09-21T18:00:00Z"));
    house.add("incidenten", &incident("Usb-stick kwijt")).await;
    let run = async || house.compliance.run_campaigns(&house.night()).await.expect("runs");
    run().await;
    let lost = alarm(&house, house.noor).await.expect("at once");
    assert_eq!(lost.subject, "Legal Mind: er loopt een klok in uren");
    house.fixture.clock.pass(Duration::from_secs(60));
    assert!(alarm(&house, house.noor).await.is_none(), "it is being handed over");
    house.fixture.clock.pass(LOST.unsigned_abs());
    let again = alarm(&house, house.noor).await.expect("it was lost: at least once");
    assert_eq!(again.id, lost.id, "who got both sees that they are one");
    ends(&house, &again, MailState::Unsure).await;
    let again = alarm(&house, house.noor).await.expect("at least once");
    ends(&house, &again, MailState::Sent).await;
    assert!(alarm(&house, house.noor).await.is_none(), "once");
    let told = alarm(&house, sam).await.expect("who keeps the registers, at once");
    ends(&house, &told, MailState::Sent).await;
    assert!(alarm(&house, sam).await.is_none(), "once");
    assert!(alarm(&house, house.finn).await.is_none(), "an administrator, where it is escalated");
    // 72 hours after four in the afternoon, with reminders at 48, 24 and 6 hours
    for (now, rings) in [
        ("2026-09-22T13:59:00Z", false),
        ("2026-09-22T14:00:00Z", true),
        ("2026-09-23T14:00:00Z", true),
        ("2026-09-24T07:00:00Z", false),
        ("2026-09-24T08:00:00Z", true),
        ("2026-09-24T14:00:00Z", true),
        ("2026-09-29T14:00:00Z", false),
    ] {
        house.fixture.clock.set(at(now));
        run().await;
        let letter = alarm(&house, house.noor).await;
        assert_eq!(letter.is_some(), rings, "{now}");
        if let Some(letter) = letter {
            ends(&house, &letter, MailState::Sent).await;
        }
    }
    for person in [house.finn, sam] {
        assert!(alarm(&house, person).await.is_some(), "it was escalated");
    }
    // a clock makes no daily mail go; that the cause is to be written down does
    house.fixture.clock.set(at("2026-09-30T06:00:00Z"));
    let mail = sent(&house, house.noor).await.expect("a mail").text;
    assert!(mail.contains("- 1 taak uit de registers\n- 1 klok die in uren telt, over tijd\n"), "{mail}");
    let lawyer = house.fixture.lawyer;
    assert!(alarm(&house, lawyer).await.is_none() && daily(&house, lawyer).await.is_none(), "not theirs");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_switched_off_is_not_mailed_but_for_escalations_to_an_officer() {
    let house = firm().await;
    let (lawyer, ctx) = (house.fixture.lawyer, house.fixture.ctx());
    deadline(&house, "Bakker / Staat", date(2026, 9, 23)).await;
    let kinds = |it: &legalmind_compliance::reminder::MailChoices| {
        it.choices.iter().map(|it| (it.kind, it.on, it.fixed)).collect::<Vec<_>>()
    };
    let all = house.compliance.mail_choices(&ctx).await.expect("choices");
    assert!(all.set && all.choices.iter().all(|it| it.on && !it.fixed), "{all:?}");
    assert!(all.choices.iter().all(|it| it.kind != MailKind::Reports), "reports are for management");
    let off = [MailKind::Deadlines, MailKind::Escalations, MailKind::Deadlines];
    let chosen = house.compliance.choose_mail(&ctx, &off).await.expect("chosen");
    assert_eq!(
        kinds(&chosen),
        [
            (MailKind::Deadlines, false, false),
            (MailKind::Tasks, true, false),
            (MailKind::Escalations, false, false),
            (MailKind::Clocks, true, false)
        ]
    );
    assert!(daily(&house, lawyer).await.is_none());
    house.compliance.choose_mail(&ctx, &[]).await.expect("all on");
    assert!(daily(&house, lawyer).await.is_some(), "what was not told is told");

    // a supplier's certificate ends, and nobody looks after the row
    house.in_force("leveranciers", &supplier("2026-11-15")).await;
    house.compliance.add_officer(&house.ctx(house.noor), lawyer.user).await.expect("given");
    let fixed = house.compliance.mail_choices(&ctx).await.expect("choices");
    assert!(fixed.choices.iter().any(|it| it.kind == MailKind::Escalations && it.fixed && it.on));
    let refused = house.compliance.choose_mail(&ctx, &off).await.expect_err("not to an officer");
    assert!(
        matches!(&refused, Error::Invalid { pointer, code: "mail_fixed" } if pointer == "/off/1"),
        "{refused:?}"
    );
    assert!(fixed.choices.iter().any(|it| it.kind == MailKind::Clocks && it.fixed && it.on));
    let refused = house.compliance.choose_mail(&ctx, &[MailKind::Clocks]).await.expect_err("nor clocks");
    assert!(matches!(&refused, Error::Invalid { code: "mail_fixed", .. }), "{refused:?}");
    let off = [MailKind::Deadlines, MailKind::Tasks];
    house.compliance.choose_mail(&ctx, &off).await.expect("chosen");
    let mut mailed = Vec::new();
    for day in 0..120 {
        house.fixture.clock.set(at("2026-09-22T09:00:00Z"));
        house.fixture.clock.pass(Duration::from_secs(day * 24 * 3600));
        house.compliance.run_campaigns(&house.night()).await.expect("runs");
        mailed.extend(sent(&house, lawyer).await.map(|it| it.text));
    }
    assert!(!mailed.is_empty());
    for text in mailed {
        assert!(
            text.contains(" liggen en u ") && !text.contains("taak uit") && !text.contains("termijn"),
            "{text}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p068_a_report_is_mailed_to_management_once_and_shown_until_it_was_acknowledged() {
    let house = firm().await;
    house.fixture.clock.set(at("2026-09-30T22:05:00Z"));
    assert_eq!(house.compliance.make_reports(&house.night()).await.expect("made"), 1);
    assert!(daily(&house, house.noor).await.is_none(), "five past midnight");
    house.fixture.clock.set(at("2026-10-01T05:00:00Z"));
    for person in [house.noor, house.finn] {
        let mail = sent(&house, person).await.expect("a mail");
        assert!(mail.text.contains("- 1 kwartaalverslag dat op u wacht\n"), "{}", mail.text);
    }
    assert!(daily(&house, house.fixture.lawyer).await.is_none(), "it is not theirs");
    // another reason to mail comes, and says nothing of the report
    house.in_force("leveranciers", &supplier("2026-11-15")).await;
    let mut others = 0;
    for day in 2..60 {
        house.fixture.clock.set(at("2026-09-30T09:00:00Z"));
        house.fixture.clock.pass(Duration::from_secs(day * 24 * 3600));
        house.compliance.run_campaigns(&house.night()).await.expect("runs");
        if let Some(mail) = sent(&house, house.noor).await {
            others += 1;
            assert!(!mail.text.contains("kwartaalverslag"), "{}", mail.text);
        }
        let shown = house.compliance.list_reports(&house.ctx(house.noor)).await.expect("a list");
        assert!(shown[0].acknowledges, "it is shown until it was seen");
    }
    assert!(others > 0);
    let ctx = house.ctx(house.noor);
    let id = house.compliance.list_reports(&ctx).await.expect("a list")[0].report.id;
    assert!(!house.compliance.acknowledge_report(&ctx, id).await.expect("seen").acknowledges);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_is_numbers_and_addresses_in_the_language_of_whom_it_is_for() {
    let house = firm().await;
    let lawyer = house.fixture.lawyer;
    deadline(&house, "Kwikstaart / Zilvermeeuw", date(2026, 9, 23)).await;
    deadline(&house, "Grutto / Tureluur", date(2026, 9, 1)).await;
    let row = house.add("nalevingskalender", &[("titel", "Kluut tellen"), ("ritme", "kwartaal")]).await;
    assert_eq!(row.title, "Kluut tellen");
    let dutch = daily(&house, lawyer).await.expect("a mail");
    assert_eq!(
        (dutch.subject.as_str(), dutch.text.as_str()),
        (
            "Legal Mind: 2 zaken, waarvan 1 over tijd",
            "Er staan 2 zaken voor u klaar, waarvan 1 over tijd.\n\n- 2 termijnen, waarvan 1 over tijd\n\n\
             Openen: https://legalmind.kade.example/\n\nU krijgt dit bericht hooguit één keer per dag.\n\
             Wat u per mail krijgt, kiest u zelf: https://legalmind.kade.example/account\n"
        )
    );
    house.fixture.clock.set(at("2026-09-22T06:00:00Z"));
    let ctx = house.fixture.ctx();
    let work = house.fixture.store.begin(&ctx).await.expect("work");
    let mut account = legalmind_store::account::get(&ctx, &work, lawyer.user).await.expect("an account");
    account.content.language = legalmind_core::account::Language::En;
    legalmind_store::account::update(&ctx, &work, &account).await.expect("changed");
    work.audit(Entry::done("account.update", "account", lawyer.user.uuid())).expect("an entry");
    work.save().await.expect("saved");
    let english = daily(&house, lawyer).await.expect("a mail");
    assert_eq!(
        (english.subject.as_str(), english.text.as_str()),
        (
            "Legal Mind: 2 matters, 1 of them overdue",
            "2 matters wait for you, 1 of them overdue.\n\n- 2 deadlines, 1 of them overdue\n\n\
             Open: https://legalmind.kade.example/\n\nYou get this message at most once a day.\n\
             You choose yourself what you are mailed about: https://legalmind.kade.example/account\n"
        )
    );
    for (letter, words) in [(dutch, "Letter"), (english, "Letter")] {
        let shown = format!("{letter:?}");
        assert!(shown.starts_with(words) && !shown.contains("zaken") && !shown.contains('@'), "{shown}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p087_who_did_not_answer_a_notice_is_mailed_of_it_again_and_who_did_is_not() {
    let house = firm().await;
    let officer = house.fixture.person(Role::Staff).await.expect("a person");
    house.compliance.add_officer(&house.ctx(house.noor), officer.user).await.expect("given");
    house.fixture.clock.set(at("2026-10-01T09:00:00Z"));
    let row = house.in_force("wijzigingen", &NOTICE).await.row.id;
    let day = async |day: &str| {
        house.fixture.clock.set(at(day));
        house.compliance.run_campaigns(&post(&house)).await.expect("runs");
        let told = sent(&house, officer).await.map(|it| it.text);
        (told.is_some(), sent(&house, house.finn).await.is_some(), told.unwrap_or_default())
    };
    let (told, also, text) = day("2026-10-01T10:00:00Z").await;
    assert!(told && also && !text.contains("subverwerker"), "{text}");
    assert!(!day("2026-10-02T10:00:00Z").await.0, "it is no news");
    // thirty days before the effect
    let (told, also, _) = day("2026-10-11T10:00:00Z").await;
    assert!(told && also);
    let seen = house.compliance.get_row(&house.ctx(officer), row).await.expect("a row");
    let due = seen.cycles.first().expect("a cycle").due;
    let key = CycleKey { row, campaign: "ontvangst".to_owned(), due };
    house.compliance.acknowledge_cycle(&house.ctx(officer), &key).await.expect("said");
    let (told, also, _) = day("2026-10-27T10:00:00Z").await;
    assert!(!told && also, "fourteen days before, who did not answer alone");
}
