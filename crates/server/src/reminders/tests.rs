//! Four hundred days of reminders over a real relay, with the relay away, restarts and kills. What should
//! come is reckoned from what was written down in the rows, and knows nothing of what was told.

mod keepers;

use std::collections::{BTreeMap, BTreeSet};

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Time, date},
    tz::TimeZone,
};
use legalmind_compliance::register::{Given, RowPatch, Told, Turn, find};
use legalmind_core::{
    Id,
    account::{AccountState, Role},
    audit::Entry,
    deadline::{DeadlineContent, Direction, FirstDay, Reckoning, Regime, Term, Unit},
    mail::Fell,
};
use legalmind_identity::IdentityOptions;
use legalmind_store::{
    account,
    deadline::{self, NewDeadline},
    register::{self, cycle},
};
use legalmind_testkit::{Fixture, Mailbox, Person, mailbox::Manner};
use mail_parser::MessageParser;

use super::*;
use crate::{config::Config, house};

const URL: &str = "https://legalmind.kade.example";
/// Names that stand in rows, and may stand in no mail.
const PLANTED: [&str; 5] = ["Kwikstaart", "Zilvermeeuw", "Tureluur", "Kluut", "Grutto"];

fn zone() -> TimeZone {
    TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").expect("a zone")
}

fn local(day: Date, hour: i8, minute: i8) -> Timestamp {
    day.at(hour, minute, 0, 0).to_zoned(zone()).expect("an instant").timestamp()
}

/// A firm and its mail.
struct Sim {
    fixture: Fixture,
    mailbox: Mailbox,
    reminders: Reminders,
    noor: Person,
    finn: Person,
}

impl Sim {
    async fn new() -> Self {
        let fixture = Fixture::sqlite().await.expect("a store");
        let mailbox = Mailbox::open().await.expect("a mailbox");
        let reminders = started(&fixture, &mailbox).await;
        let noor = fixture.person(Role::FirmAdministrator).await.expect("a person");
        let finn = fixture.person(Role::FirmAdministrator).await.expect("a person");
        Self { fixture, mailbox, reminders, noor, finn }
    }

    /// A round of everything at an instant; what came.
    async fn round(&self, at: Timestamp) -> Vec<Mail> {
        self.fixture.clock.set(at);
        let night = self.fixture.store.housekeeper(self.noor.tenant, "campaigns");
        self.reminders.compliance.run_campaigns(&night).await.expect("runs");
        self.reminders.compliance.make_reports(&night).await.expect("made");
        self.reminders.round(true).await.expect("a round");
        self.mailbox.take().iter().map(|it| Mail::read(&it.to, &it.message)).collect()
    }

    async fn in_force(&self, register: &str, owner: Option<Person>, values: &[(&str, &str)]) {
        let given = |(key, text): &(&str, &str)| ((*key).to_owned(), Some(Given::Text((*text).to_owned())));
        let values = values.iter().map(given).collect();
        let patch = RowPatch { owner: owner.map(|it| it.user), values, ..RowPatch::default() };
        let ctx = self.fixture.ctx_of(self.noor);
        let compliance = &self.reminders.compliance;
        let added = compliance.add_row(&ctx, register, &patch).await.expect("a row").row;
        if find(register).is_some_and(|it| !it.at_once) {
            let ctx = self.fixture.ctx_of(self.finn);
            compliance
                .turn_row(&ctx, added.id, added.revision, Turn::PutInForce, "")
                .await
                .expect("in force");
        }
    }
}

impl Sim {
    /// The clock of the incident ends, late.
    async fn told_to_the_authority(&self, day: Date) {
        let ctx = self.fixture.ctx_of(self.noor);
        let tx = self.fixture.store.read(&ctx).await.expect("a read");
        let row = register::all(&ctx, &tx, "incidenten").await.expect("rows").remove(0);
        drop(tx);
        let told = Some(Given::Text(format!("{day}T00:10")));
        let patch = RowPatch { values: [("gemeld_ap".to_owned(), told)].into(), ..RowPatch::default() };
        let compliance = &self.reminders.compliance;
        compliance.update_row(&ctx, row.id, row.revision, &patch).await.expect("told");
    }
}

/// The product after a start.
async fn started(fixture: &Fixture, mailbox: &Mailbox) -> Reminders {
    let (store, world) = (fixture.store.clone(), fixture.world.clone());
    let identity = Identity::new(store.clone(), IdentityOptions::default()).await.expect("people");
    let relay = Relay::new(&mailbox.address().to_string(), "legalmind@kade.example").expect("a relay");
    Reminders { compliance: Compliance::new(store.clone(), world).mailing(URL), store, identity, relay }
}

/// A mail that came.
#[derive(Clone, Debug)]
struct Mail {
    to: String,
    clock: bool,
    id: String,
}

impl Mail {
    fn read(to: &str, message: &str) -> Self {
        let read = MessageParser::default().parse(message.as_bytes()).expect("a message");
        let (subject, text) = (read.subject().expect("a subject"), read.body_text(0).expect("a text"));
        for planted in PLANTED {
            assert!(!format!("{message}{subject}{text}").contains(planted), "{planted}: {text}");
        }
        let id = read.message_id().expect("an id").to_owned();
        Self { to: to.to_owned(), clock: subject.contains("klok"), id }
    }
}

fn address(person: Person) -> String {
    format!("{}@kade.example", person.user)
}

async fn add_deadline(fixture: &Fixture, title: &str, last: Date) {
    let dossier = fixture.dossier(title).await.expect("a dossier");
    let ctx = fixture.ctx();
    let term = Term {
        amount: 6,
        unit: Unit::Weeks,
        direction: Direction::After,
        regime: Regime::Statutory,
        first: FirstDay::Next,
        excluded: None,
    };
    let event = last.to_datetime(Time::midnight());
    let reckoning = Reckoning { term, event, counted: last, last, time: None, steps: Vec::new() };
    let content = DeadlineContent {
        title: title.to_owned(),
        key: None,
        source: String::new(),
        event: String::new(),
        note: String::new(),
        reckoning,
        history: Vec::new(),
    };
    let responsible = Some(fixture.lawyer.user);
    let new = NewDeadline { id: Id::new(&fixture.world), dossier, parent: None, responsible, content };
    let work = fixture.store.begin(&ctx).await.expect("work");
    deadline::add(&ctx, &work, &new).await.expect("added");
    work.audit(Entry::done("deadline.add", "deadline", new.id.uuid())).expect("an entry");
    work.save().await.expect("saved");
}

/// What one person's mail should be: when something of theirs became news, and when they were mailed.
#[derive(Default)]
struct Expected {
    /// Instants at which something became news for a daily mail.
    news: BTreeSet<Timestamp>,
    /// The same of clocks.
    clocks: BTreeSet<Timestamp>,
}

fn within(of: &BTreeSet<Timestamp>, (after, until): (Timestamp, Timestamp)) -> bool {
    of.iter().any(|it| *it > after && *it <= until)
}

/// How the relay and the program do in a round.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weather {
    Fair,
    /// The relay is away, or says to come back later.
    Away,
    /// The relay has the mail and hangs up.
    Unsure,
    /// The program is killed between the slot and the relay.
    Killed,
}

const fn weather(day: i32) -> Weather {
    match day % 29 {
        7 | 8 | 20 => Weather::Away,
        13 => Weather::Unsure,
        24 => Weather::Killed,
        _ => Weather::Fair,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p068_in_four_hundred_days_each_mail_comes_once_none_is_missed_and_none_at_night() {
    let mut sim = Sim::new().await;
    let night = sim.fixture.store.housekeeper(sim.noor.tenant, "campaigns");
    let rows = sim.reminders.compliance.offer_rows(&night).await.expect("offered");
    assert!(rows > 100, "{rows}");
    let sam = sim.fixture.person(Role::Staff).await.expect("a person");
    let who = sim.fixture.lawyer.user.to_string();
    for (title, until) in [("Kluut herkennen", "2026-12-10"), ("Grutto herkennen", "2027-06-01")] {
        let values = [
            ("titel", title),
            ("medewerker", who.as_str()),
            ("onderwerp", "privacy"),
            ("gevolgd", "2025-10-10"),
            ("resultaat", "ja"),
            ("geldig_tot", until),
        ];
        sim.in_force("opleiding", Some(sim.fixture.lawyer), &values).await;
    }
    let first = date(2026, 9, 22);
    let mut days = Vec::new();
    for (at, title) in ["Kwikstaart / Zilvermeeuw", "Tureluur / Staat"].iter().cycle().take(24).enumerate() {
        let last = first.checked_add((10 + 16 * i64::try_from(at).expect("small")).days()).expect("a day");
        add_deadline(&sim.fixture, title, last).await;
        days.push(last);
    }

    let mut came: Vec<(Timestamp, Weather, Mail)> = Vec::new();
    let mut rounds: Vec<(Timestamp, Weather)> = Vec::new();
    for day in 0..400_i32 {
        let today = first.checked_add(day.days()).expect("a day");
        let weather = weather(day);
        match weather {
            Weather::Away if day % 2 == 0 => sim.mailbox.down().await,
            Weather::Away => sim.mailbox.set(Manner::Later),
            Weather::Unsure => sim.mailbox.set(Manner::HangsUpAfter),
            Weather::Fair | Weather::Killed => {}
        }
        if day % 11 == 0 {
            sim.reminders = started(&sim.fixture, &sim.mailbox).await;
        }
        if day == 100 {
            // late in the evening
            sim.fixture.clock.set(local(today, 22, 40));
            let found = format!("{today}T22:30");
            let values = [
                ("titel", "Kluut kwijt"),
                ("ontdekt", found.as_str()),
                ("soort", "vertrouwelijkheid"),
                ("rol", "verantwoordelijke"),
                ("risico", "risico"),
            ];
            sim.in_force("incidenten", None, &values).await;
        }
        if day == 106 {
            sim.told_to_the_authority(today).await;
        }
        for (hour, minute) in [(6, 45), (7, 15), (18, 45), (23, 0)] {
            let at = local(today, hour, minute);
            if at <= sim.fixture.world.now() && day == 100 {
                continue;
            }
            if weather == Weather::Killed && hour == 7 {
                sim.fixture.clock.set(at);
                sim.reminders.compliance.run_campaigns(&night).await.expect("runs");
                sim.reminders.compliance.make_reports(&night).await.expect("made");
                for person in [sim.noor, sim.finn, sim.fixture.lawyer] {
                    let (ctx, of) = (sim.fixture.store.housekeeper(person.tenant, "mail"), person);
                    let killed = sim.reminders.compliance.daily_letter(&ctx, &sim.fixture.ctx_of(of)).await;
                    drop(killed.expect("a letter or none"));
                }
            }
            rounds.push((at, weather));
            came.extend(sim.round(at).await.into_iter().map(|mail| (at, weather, mail)));
        }
        if !sim.mailbox.is_up() {
            sim.mailbox.up().await.expect("again");
        }
        sim.mailbox.set(Manner::Takes);
    }

    // what should have come
    let mut expected: BTreeMap<String, Expected> = BTreeMap::new();
    let ctx = sim.fixture.ctx_of(sim.noor);
    let tx = sim.fixture.store.read(&ctx).await.expect("a read");
    let keepers = [sim.noor, sim.finn];
    for definition in legalmind_compliance::register::all() {
        for row in register::all(&ctx, &tx, &definition.key).await.expect("rows") {
            for event in cycle::events(&ctx, &tx, row.id).await.expect("events") {
                let Some(fell) = Fell::of(event.kind, event.hours) else { continue };
                let campaign = definition.campaign(&event.cycle.campaign).expect("a campaign");
                let told = |it: &Person| {
                    // of clocks in hours administrators are told at once, for nobody else keeps the registers
                    let hears = fell == Fell::Escalated || campaign.told == Told::Keepers;
                    let keeps = keepers.contains(it) && (row.owner.is_none() || hears);
                    keeps || row.owner == Some(it.user)
                };
                let whom = [sim.noor, sim.finn, sim.fixture.lawyer].into_iter().filter(told);
                for person in whom {
                    let of = expected.entry(address(person)).or_default();
                    match campaign.in_hours() {
                        true => of.clocks.insert(event.written),
                        false => of.news.insert(event.written),
                    };
                }
            }
        }
    }
    for person in keepers {
        let reports = legalmind_store::management_report::list(&ctx, &tx).await.expect("reports");
        assert!(reports.len() >= 4, "{}", reports.len());
        expected.entry(address(person)).or_default().news.extend(reports.iter().map(|it| it.created));
    }
    drop(tx);
    let of = expected.entry(address(sim.fixture.lawyer)).or_default();
    for last in days {
        let near = last.checked_sub(6.days()).expect("a day");
        of.news.extend([near, last, last.tomorrow().expect("a day")].map(|it| local(it, 0, 0)));
    }
    assert!(!came.iter().any(|(.., it)| it.to == address(sam)), "nothing waits for Sam");

    let mut counted = [0_usize; 3];
    for (to, of) in &expected {
        let (mut cut, mut clock_cut) = (Timestamp::MIN, Timestamp::MIN);
        let mut had: Option<Date> = None;
        for (at, weather) in &rounds {
            let today = at.to_zoned(zone()).date();
            let here = || came.iter().filter(|(when, _, it)| when == at && it.to == *to);
            let (daily, clocks) =
                (here().filter(|(.., it)| !it.clock).count(), here().filter(|(.., it)| it.clock).count());
            let hour = at.to_zoned(zone()).hour();
            let quiet = !(7..19).contains(&hour);
            // the slot of the day is free, something is news, and it may go
            let rings = !quiet && had != Some(today) && within(&of.news, (cut, *at));
            let killed = *weather == Weather::Killed && hour == 7;
            let gone = rings && *weather != Weather::Away && !killed;
            assert_eq!(daily, usize::from(gone), "{to} {at} {quiet}");
            if rings && *weather != Weather::Away {
                had = Some(today);
            }
            if gone && *weather != Weather::Unsure {
                cut = *at;
            }
            let alarms = within(&of.clocks, (clock_cut, *at)) && *weather != Weather::Away;
            assert_eq!(clocks, usize::from(alarms), "{to} {at}");
            if alarms && *weather != Weather::Unsure {
                clock_cut = *at;
            }
            counted[0] += daily;
            counted[1] += clocks;
            counted[2] += usize::from(clocks > 0 && quiet);
        }
        assert!(of.news.len() > 10, "{to}: {}", of.news.len());
    }
    assert!(counted[0] > 60 && counted[1] > 4 && counted[2] > 1, "{counted:?}");
    // what of a clock came twice, for it was not known to have come, has the same name
    let named =
        |clock: bool| came.iter().filter(move |(.., it)| it.clock == clock).map(|(.., it)| it.id.as_str());
    assert_eq!(named(false).collect::<BTreeSet<_>>().len(), named(false).count());
    assert!(named(true).collect::<BTreeSet<_>>().len() < named(true).count());
    println!(
        "400 days: {} daily mails, {} of clocks, {} of them at night",
        counted[0], counted[1], counted[2]
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_address_keeps_nobody_else_from_their_mail() {
    let sim = Sim::new().await;
    let lawyer = sim.fixture.lawyer;
    add_deadline(&sim.fixture, "Kwikstaart / Zilvermeeuw", date(2026, 9, 23)).await;
    // another firm has nothing to tell
    sim.fixture.firm().await.expect("a firm");
    sim.mailbox.set(Manner::Refuses(address(lawyer)));
    let at = local(date(2026, 9, 22), 7, 15);
    assert_eq!(sim.round(at).await.len(), 0);
    let admin = sim.fixture.ctx_of(sim.noor);
    let health = sim.reminders.compliance.mail_health(&admin).await.expect("health");
    assert_eq!(health.unmailed.iter().map(|it| it.user).collect::<Vec<_>>(), [lawyer.user]);
    // the report of the quarter comes to both administrators, whoever else is refused
    let at = local(date(2026, 10, 1), 7, 15);
    let mails = sim.round(at).await;
    let to: BTreeSet<String> = mails.into_iter().map(|it| it.to).collect();
    assert_eq!(to, BTreeSet::from([address(sim.noor), address(sim.finn)]));
}

#[test]
fn p007_the_product_does_not_start_with_a_relay_elsewhere_or_without_its_own_address() {
    let told = |relay: &str, from: &str, url: &str| {
        let mut config = Config::load(None).expect("the defaults fit");
        config.mail.relay = relay.to_owned();
        config.mail.from = from.to_owned();
        config.server.public_url = url.to_owned();
        house::relay(&config).map(|it| it.is_some()).map_err(|error| format!("{error:#}"))
    };
    let from = "legalmind@kade.example";
    assert_eq!(told("", "", ""), Ok(false), "no mail goes unless it is set");
    assert_eq!(told("127.0.0.1:25", from, URL), Ok(true));
    for (relay, from, url, said) in [
        ("smtp.elsewhere.example:587", from, URL, "Run a relay on this machine (postfix or exim"),
        ("192.0.2.7:25", from, URL, "record in the register of processors"),
        ("127.0.0.1", from, URL, "no address and port of this machine"),
        ("127.0.0.1:25", "legalmind", URL, "mail.from \"legalmind\" is no e-mail address"),
        ("127.0.0.1:25", from, "", "server.public_url"),
        ("127.0.0.1:25", from, "legalmind.kade.example", "server.public_url"),
        ("127.0.0.1:25", from, "https://a.example>\r\nBcc: <b@c.example", "server.public_url"),
    ] {
        let error = told(relay, from, url).expect_err(relay);
        assert!(error.contains(said), "{relay} {url}: {error}");
    }
}
