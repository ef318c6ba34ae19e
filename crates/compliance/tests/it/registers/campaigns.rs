//! 400 virtual days of all campaigns: what falls is written down once, whether somebody looks each
//! day, after 40 days, or two at the same moment. What should fall is told by an oracle that walks
//! the days and knows nothing of the engine.

use std::collections::BTreeMap;

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Weekday, date},
};
use legalmind_compliance::register::{Evidence, RowPatch, RowView, Scope, Sort, all};
use legalmind_core::{
    RegisterRowId,
    register::{CycleKey, CycleState, EventKind, RowState},
};
use legalmind_store::register::cycle;

use super::{House, patch, supplier};

/// What fell: row, campaign, kind, hours before, the instant.
type Fell = (RegisterRowId, String, &'static str, u32, Timestamp);

const DAYS: i32 = 400;
const BEGIN: Date = date(2026, 9, 21);

/// Midnight in the Netherlands, by the rule of the last Sundays of March and October.
fn midnight(day: Date) -> Timestamp {
    let last_sunday = |month| {
        let mut day = date(day.year(), month, 31);
        while day.weekday() != Weekday::Sunday {
            day = day.yesterday().expect("a day");
        }
        day
    };
    let summer = day > last_sunday(3) && day <= last_sunday(10);
    let offset = if summer { 2 } else { 1 };
    let utc = day.to_datetime(jiff::civil::Time::midnight()).checked_sub(offset.hours()).expect("a time");
    utc.to_zoned(jiff::tz::TimeZone::UTC).expect("an instant").timestamp()
}

fn plus(day: Date, days: i32) -> Date {
    day.checked_add(days.days()).expect("a day")
}

/// One campaign whose cycles are due on days: when it opens, and when it is due.
struct Told<'a> {
    row: RegisterRowId,
    campaign: &'a str,
    opens: Timestamp,
    due: Date,
    reminders: &'a [i32],
    escalate: i32,
}

impl Told<'_> {
    fn fall(&self, until: Timestamp, into: &mut Vec<Fell>) {
        let mut add = |kind: EventKind, days: i32, at: Timestamp| {
            if at <= until {
                let hours = u32::try_from(days * 24).expect("before");
                into.push((self.row, self.campaign.to_owned(), kind.as_str(), hours, at));
            }
        };
        add(EventKind::Opened, 0, self.opens);
        for days in self.reminders {
            let at = midnight(plus(self.due, -days));
            if at > self.opens {
                add(EventKind::Reminder, *days, at);
            }
        }
        add(EventKind::Overdue, 0, midnight(plus(self.due, 1)));
        add(EventKind::Escalated, 0, midnight(plus(self.due, 1 + self.escalate)));
    }
}

/// The rows that the campaigns are run on.
struct Rows {
    supplier: RowView,
    risk: RowView,
    policy: RowView,
    processing: RowView,
    incident: RowView,
    breach: RowView,
    outage: RowView,
    diligence: RowView,
    engagement: RowView,
}

impl Rows {
    async fn make(house: &House) -> Self {
        let (ctx, dossier) =
            (house.fixture.ctx(), house.fixture.dossier("Van Loon").await.expect("a dossier"));
        let duty = async |register: &str, values: &[(&str, &str)]| {
            let added = house.compliance.add_duty(&ctx, dossier, register, &patch(values)).await;
            added.unwrap_or_else(|error| panic!("{register}: {error:?}"))
        };
        Self {
            diligence: duty("wwft", &super::duties::wwft("hoog")).await,
            engagement: duty("opdracht", &[("client", "Van Loon")]).await,
            supplier: house.in_force("leveranciers", &supplier("2027-06-30")).await,
            risk: house
                .in_force(
                    "risicos",
                    &[
                        ("titel", "Diefstal van een laptop"),
                        ("bedreiging", "x"),
                        ("kans", "3"),
                        ("gevolg", "4"),
                        ("behandeling", "verkleinen"),
                        ("maatregelen", "versleuteling"),
                        ("maatregelen_voor", "2026-12-31"),
                    ],
                )
                .await,
            policy: house
                .in_force(
                    "beleid",
                    &[
                        ("titel", "Werken op afstand"),
                        ("versie", "2"),
                        ("tekst", "x"),
                        ("vastgesteld", "2026-03-31"),
                    ],
                )
                .await,
            processing: house
                .in_force(
                    "verwerkingen",
                    &[
                        ("titel", "Salarissen"),
                        ("rol", "verantwoordelijke"),
                        ("doel", "x"),
                        ("grondslag", "wet"),
                        ("betrokkenen", "x"),
                        ("gegevens", "x"),
                        ("bijzonder", "nee"),
                        ("ontvangers", "x"),
                        ("doorgifte", "geen"),
                        ("bewaren", "zeven jaar"),
                        ("beveiliging", "x"),
                    ],
                )
                .await,
            incident: house
                .add(
                    "incidenten",
                    &[
                        ("titel", "Mail aan de verkeerde"),
                        ("ontdekt", "2026-09-21T10:20"),
                        ("soort", "vertrouwelijkheid"),
                        ("rol", "verwerker"),
                        ("risico", "onbekend"),
                        ("cbw", "ja"),
                    ],
                )
                .await,
            breach: house
                .add(
                    "incidenten",
                    &[
                        ("titel", "Dossier op straat"),
                        ("ontdekt", "2026-09-21T10:20"),
                        ("soort", "vertrouwelijkheid"),
                        ("rol", "verantwoordelijke"),
                        ("risico", "hoog"),
                    ],
                )
                .await,
            // no personal data: no clock of the Regulation
            outage: house
                .add(
                    "incidenten",
                    &[
                        ("titel", "Stroom weg"),
                        ("ontdekt", "2026-09-21T10:20"),
                        ("soort", "geen-gegevens"),
                        ("rol", "verantwoordelijke"),
                        ("risico", "hoog"),
                    ],
                )
                .await,
        }
    }

    fn all(&self) -> [&RowView; 9] {
        let Self { supplier, risk, policy, processing, incident, breach, outage, diligence, engagement } =
            self;
        [supplier, risk, policy, processing, incident, breach, outage, diligence, engagement]
    }

    /// What the oracle tells of them.
    fn told(&self, until: Timestamp) -> Vec<Fell> {
        let mut all = Vec::new();
        let since = |row: &RowView| row.row.since.expect("in force");
        let (supplier, risk) = (self.supplier.row.id, self.risk.row.id);
        let (policy, processing) = (self.policy.row.id, self.processing.row.id);
        for day in (1..=DAYS + 60).map(|n| plus(BEGIN, n)) {
            let mut told = |row, campaign: &str, opens, due, reminders: &[i32], escalate| {
                Told { row, campaign, opens, due, reminders, escalate }.fall(until, &mut all);
            };
            if day.day() == 1 && [1, 4, 7, 10].contains(&day.month()) {
                told(supplier, "audit", midnight(day), plus(day, 30), &[14, 7], 0);
            }
            if day.day() == 1 && day.month() == 1 {
                told(risk, "beoordeling", midnight(day), plus(day, 60), &[30, 7], 0);
                told(processing, "nalopen", midnight(day), plus(day, 90), &[30, 7], 30);
            }
            if day == date(2027, 6, 30) {
                told(supplier, "certificaat", midnight(plus(day, -60)), day, &[30, 7], 0);
            }
            if day == date(2026, 12, 31) {
                told(risk, "maatregelen", midnight(plus(day, -30)), day, &[7], 7);
            }
            if (day.month(), day.day()) == (3, 31) {
                let opens = midnight(plus(day, -60)).max(since(&self.policy));
                told(policy, "herziening", opens, day, &[30, 7], 30);
            }
        }
        self.clocks(&mut all);
        self.duties(&mut all);
        all.retain(|it| it.4 <= until);
        all.sort();
        all
    }

    /// What is owed about a dossier, though neither row is in force: an engagement that nobody confirmed
    /// within fourteen days, and a due diligence that was complete at once and comes back after a year.
    fn duties(&self, all: &mut Vec<Fell>) {
        let since = |of: &RowView| of.row.since.expect("its campaigns run");
        let (row, opens) = (self.engagement.row.id, since(&self.engagement));
        let due = date(2026, 10, 5);
        let told = Told { row, campaign: "bevestigen", opens, due, reminders: &[3], escalate: 7 };
        told.fall(Timestamp::MAX, all);
        let (row, opens) = (self.diligence.row.id, since(&self.diligence));
        let fell = |kind: EventKind, at| (row, "vaststellen".to_owned(), kind.as_str(), 0, at);
        all.extend([fell(EventKind::Opened, opens), fell(EventKind::Confirmed, midnight(BEGIN))]);
        let due = date(2027, 9, 21);
        let opens = midnight(plus(due, -30));
        let told = Told { row, campaign: "herbeoordelen-hoog", opens, due, reminders: &[7], escalate: 14 };
        told.fall(Timestamp::MAX, all);
    }

    /// The clocks of the incidents, in hours from 21 September 2026, 10:20 (08:20 UTC). The hour of the
    /// event does not count for the Regulation, so those 72 hours begin at 11:00. Only a controller tells
    /// the authority and the data subjects (GDPR, articles 33(1) and 34); a processor tells the
    /// controller (article 33(2)).
    fn clocks(&self, all: &mut Vec<Fell>) {
        let found: Timestamp = "2026-09-21T08:20:00Z".parse().expect("an instant");
        let mut clock = |of: &RowView, campaign: &str, due: Timestamp, reminders: &[i32]| {
            let (row, since) = (of.row.id, of.row.since.expect("in force"));
            let mut add = |kind: EventKind, hours: u32, at: Timestamp| {
                all.push((row, campaign.to_owned(), kind.as_str(), hours, at));
            };
            add(EventKind::Opened, 0, since);
            for hours in reminders {
                let at = due.checked_sub(hours.hours()).expect("an instant");
                if at > since {
                    add(EventKind::Reminder, u32::try_from(*hours).expect("before"), at);
                }
            }
            add(EventKind::Overdue, 0, due.max(since));
            add(EventKind::Escalated, 0, due.max(since));
        };
        let after = |hours: i32| found.checked_add(hours.hours()).expect("an instant");
        let authority = "2026-09-24T09:00:00Z".parse().expect("an instant");
        clock(&self.breach, "melden-ap", authority, &[48, 24, 6]);
        clock(&self.breach, "inlichten-betrokkenen", after(72), &[24]);
        clock(&self.incident, "inlichten-opdrachtgever", after(24), &[12]);
        clock(&self.incident, "cbw-waarschuwing", after(24), &[12, 4]);
        clock(&self.incident, "cbw-melding", after(72), &[24, 6]);
        // thirty days after the day it was found
        let due = date(2026, 10, 21);
        for of in [&self.incident, &self.breach, &self.outage] {
            let (row, opens) = (of.row.id, of.row.since.expect("in force"));
            let told = Told { row, campaign: "nabespreking", opens, due, reminders: &[7], escalate: 14 };
            told.fall(Timestamp::MAX, all);
        }
    }
}

/// Everything that was written down of these rows.
async fn written(house: &House, rows: &Rows) -> Vec<Fell> {
    let ctx = house.ctx(house.noor);
    let tx = house.fixture.store.read(&ctx).await.expect("a transaction");
    let mut all = Vec::new();
    for row in rows.all() {
        for it in cycle::events(&ctx, &tx, row.row.id).await.expect("events") {
            all.push((row.row.id, it.cycle.campaign, it.kind.as_str(), it.hours, it.fell));
        }
    }
    all.sort();
    all
}

fn end() -> Timestamp {
    midnight(plus(BEGIN, DAYS)).checked_add(9.hours()).expect("an instant")
}

fn compare(found: &[Fell], told: &[Fell]) {
    let words = |all: &[Fell]| {
        let mut lines = BTreeMap::new();
        for (_, campaign, kind, hours, at) in all {
            *lines.entry(format!("{at} {campaign} {kind} {hours}")).or_insert(0) += 1;
        }
        lines
    };
    assert_eq!(words(found), words(told));
    assert_eq!(found, told);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p029_p066_400_days_of_campaigns_none_missed_none_doubled() {
    let house = House::new().await;
    let rows = Rows::make(&house).await;
    for day in 1..=DAYS {
        house.fixture.clock.set(midnight(plus(BEGIN, day)).checked_add(9.hours()).expect("an instant"));
        house.compliance.run_campaigns(&house.night()).await.expect("runs");
        if day % 50 == 0 {
            let again = house.compliance.run_campaigns(&house.night()).await.expect("runs");
            assert_eq!(again, 0, "nothing is left to look at");
        }
    }
    let found = written(&house, &rows).await;
    compare(&found, &rows.told(end()));
    let audits = found.iter().filter(|it| it.1 == "audit" && it.2 == "opened").count();
    assert_eq!(audits, 5, "1 October 2026 up to and with 1 October 2027");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p029_a_server_that_was_off_for_40_days_finds_what_fell_and_two_at_once_write_it_once() {
    let house = House::new().await;
    let rows = Rows::make(&house).await;
    for day in (1..=DAYS).step_by(40) {
        let now = midnight(plus(BEGIN, day)).checked_add(9.hours()).expect("an instant");
        house.fixture.clock.set(now);
        let (one, other) = (house.night(), house.night());
        let both = tokio::join!(house.compliance.run_campaigns(&one), house.compliance.run_campaigns(&other));
        assert!(both.0.is_ok() && both.1.is_ok(), "{both:?}");
        compare(&written(&house, &rows).await, &rows.told(now));
    }
    house.fixture.clock.set(end());
    house.compliance.run_campaigns(&house.night()).await.expect("runs");
    compare(&written(&house, &rows).await, &rows.told(end()));
    // a clock that goes back does nothing
    house.fixture.clock.set(midnight(BEGIN));
    assert_eq!(house.compliance.run_campaigns(&house.night()).await.expect("runs"), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_done_is_told_no_more_and_what_moved_lapses() {
    let house = House::new().await;
    let row = house.in_force("leveranciers", &supplier("2027-06-30")).await;
    house.fixture.clock.set(midnight(date(2026, 10, 2)));
    house.compliance.run_campaigns(&house.night()).await.expect("runs");
    let (noor, finn) = (house.ctx(house.noor), house.ctx(house.finn));
    let open = house.compliance.get_row(&noor, row.row.id).await.expect("there").cycles.remove(0);
    let key = CycleKey { row: row.row.id, campaign: "audit".to_owned(), due: open.due };
    let note = |note: &str| Evidence { note: note.to_owned(), document: None };
    let confirm =
        async |ctx, sort, said: &str| house.compliance.confirm_cycle(ctx, &key, sort, &note(said)).await;
    assert!(confirm(&noor, Sort::Checked, "x").await.is_err(), "nothing was done yet");
    let bare = confirm(&noor, Sort::Done, " ").await.expect_err("evidence is asked for");
    assert!(format!("{bare}").contains("evidence"), "{bare}");
    confirm(&noor, Sort::Done, "Verslag 3").await.expect("done");
    let own = confirm(&noor, Sort::Checked, "x").await.expect_err("four eyes");
    assert!(format!("{own}").contains("four_eyes"), "{own}");
    confirm(&finn, Sort::SentBack, "Bijlage ontbreekt").await.expect("sent back");
    confirm(&noor, Sort::Done, "Verslag 3 met bijlage").await.expect("done again");
    let view = confirm(&finn, Sort::Checked, "").await.expect("checked");
    assert_eq!(view.cycles[0].state, CycleState::Done);
    let sent_back: Vec<_> = view.cycles[0].sent_back.iter().map(|it| it.note.as_str()).collect();
    assert_eq!(sent_back, ["Bijlage ontbreekt"], "why it was sent back stays");

    house.fixture.clock.set(midnight(date(2026, 12, 1)));
    house.compliance.run_campaigns(&house.night()).await.expect("runs");
    let view = house.compliance.get_row(&noor, row.row.id).await.expect("there");
    let kinds: Vec<_> = view.events.iter().map(|it| it.kind).collect();
    assert_eq!(
        kinds,
        [EventKind::Opened, EventKind::Confirmed, EventKind::Checked],
        "no reminder, not overdue"
    );

    // the certificate is renewed while its cycle is open: that cycle lapses, and the next comes later
    house.fixture.clock.set(midnight(date(2027, 6, 1)));
    house.compliance.run_campaigns(&house.night()).await.expect("runs");
    let before = house.compliance.get_row(&noor, row.row.id).await.expect("there");
    let renewal = |view: &RowView, state| {
        view.cycles.iter().filter(|it| it.campaign.key == "certificaat" && it.state == state).count()
    };
    assert_eq!(renewal(&before, CycleState::Open), 1);
    let changed = patch(&[("iso_tot", "2028-06-30")]);
    let after =
        house.compliance.update_row(&noor, row.row.id, before.row.revision, &changed).await.expect("changed");
    assert_eq!((renewal(&after, CycleState::Open), renewal(&after, CycleState::Lapsed)), (0, 1));
    assert_eq!(after.row.state, RowState::Concept, "another person looks at it first");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m04_the_clocks_of_an_incident_stop_when_it_is_reported() {
    let house = House::new().await;
    let values = [
        ("titel", "Laptop kwijt"),
        ("ontdekt", "2026-09-21T16:00"),
        ("soort", "vertrouwelijkheid"),
        ("rol", "verantwoordelijke"),
        ("risico", "hoog"),
    ];
    let row = house.add("incidenten", &values).await;
    assert_eq!(row.row.state, RowState::InForce, "its clocks do not wait");
    let of = |row: &RowView, key: &str| row.cycles.iter().find(|it| it.campaign.key == key).cloned();
    assert!(of(&row, "cbw-melding").is_none() && of(&row, "inlichten-opdrachtgever").is_none());
    let clock = of(&row, "melden-ap").expect("the clock of 72 hours");
    assert_eq!(clock.due.to_string(), "2026-09-24T14:00:00Z");
    let told = patch(&[("gemeld_ap", "2026-09-22T09:00"), ("cbw", "ja")]);
    let noor = house.ctx(house.noor);
    house.fixture.clock.set("2026-09-22T08:00:00Z".parse().expect("an instant"));
    let row = house.compliance.update_row(&noor, row.row.id, row.row.revision, &told).await.expect("changed");
    assert_eq!(of(&row, "melden-ap").map(|it| it.state), Some(CycleState::Done));
    // a moment that was a mistake is taken out: the clock runs on
    let empty = RowPatch { values: [("gemeld_ap".to_owned(), None)].into(), ..RowPatch::default() };
    let row =
        house.compliance.update_row(&noor, row.row.id, row.row.revision, &empty).await.expect("changed");
    let clock = of(&row, "melden-ap").expect("the clock of 72 hours");
    assert_eq!((clock.state, clock.finished), (CycleState::Open, None));
    assert!(clock.done.is_none());
    // a moment to come ends it when it has come, not before
    let ahead = patch(&[("gemeld_ap", "2026-09-22T11:00")]);
    let row =
        house.compliance.update_row(&noor, row.row.id, row.row.revision, &ahead).await.expect("changed");
    assert_eq!(of(&row, "melden-ap").map(|it| it.state), Some(CycleState::Open));
    house.fixture.clock.set("2026-09-22T09:00:00Z".parse().expect("an instant"));
    house.compliance.run_campaigns(&house.night()).await.expect("runs");
    let row = house.compliance.get_row(&noor, row.row.id).await.expect("there");
    assert_eq!(of(&row, "melden-ap").map(|it| it.state), Some(CycleState::Done));
    assert_eq!(
        of(&row, "cbw-waarschuwing").map(|it| it.due.to_string()).as_deref(),
        Some("2026-09-22T14:00:00Z")
    );
    house.fixture.clock.set("2026-10-22T08:00:00Z".parse().expect("an instant"));
    house.compliance.run_campaigns(&house.night()).await.expect("runs");
    let row = house.compliance.get_row(&noor, row.row.id).await.expect("there");
    let late =
        |key: &str| row.events.iter().any(|it| it.campaign.key == key && it.kind == EventKind::Escalated);
    assert!(!late("melden-ap") && late("inlichten-betrokkenen") && late("cbw-waarschuwing"));
    // the final report is due a month after the notification, not before there is one
    assert!(of(&row, "cbw-eindverslag").is_none());
    let told = patch(&[("cbw_gemeld", "2026-09-30T12:00")]);
    let row = house.compliance.update_row(&noor, row.row.id, row.row.revision, &told).await.expect("changed");
    let due = of(&row, "cbw-eindverslag").expect("the final report").due;
    // 30 October 2026 is a Friday; it is over at midnight, winter time
    assert_eq!(due.to_string(), "2026-10-30T23:00:00Z");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p066_what_the_product_offers_is_there_once_and_its_duties_open_by_themselves() {
    let house = House::new().await;
    let of_firm = all().iter().filter(|it| it.scope == Scope::Firm);
    let offered: usize = of_firm.map(|it| it.offers.iter().filter(|it| it.when.is_none()).count()).sum();
    let (one, other) = (house.night(), house.night());
    let both = tokio::join!(house.compliance.offer_rows(&one), house.compliance.offer_rows(&other));
    assert_eq!(both.0.expect("offers") + both.1.expect("offers"), offered);
    assert_eq!(house.compliance.offer_rows(&house.night()).await.expect("offers"), 0);
    house.fixture.clock.set(midnight(date(2027, 1, 2)));
    house.compliance.run_campaigns(&house.night()).await.expect("runs");
    // nobody looks after them yet: whoever keeps the registers is told
    let duties = house.compliance.my_duties(&house.ctx(house.noor)).await.expect("duties");
    assert!(duties.iter().any(|it| it.title.starts_with("Jaarlijkse risicobeoordeling")), "{duties:?}");
    let lawyer = house.compliance.my_duties(&house.fixture.ctx()).await.expect("duties");
    assert!(lawyer.is_empty(), "{lawyer:?}");
}
