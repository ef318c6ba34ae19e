//! The reports of quarters: when they fall, that each number is that of the rows, and who has seen them.
//! The oracle counts what the screens of registers show, row by row, and knows nothing of the figures.

use std::time::Duration;

use jiff::{Timestamp, ToSpan};
use legalmind_compliance::{
    Error,
    register::{RowView, Scope, all},
};
use legalmind_core::{
    account::Role,
    accountability::{FigureKind, Light},
    register::{CycleState, EventKind, RowState},
};
use legalmind_store::{Ask, audit, deadline, dossier};

use super::{DAY, at, figure, firm};
use crate::registers::House;

/// All rows as they are shown to an administrator, in full.
async fn rows(house: &House) -> Vec<RowView> {
    let ctx = house.ctx(house.noor);
    let mut out = Vec::new();
    for definition in all().iter().filter(|it| it.scope == Scope::Firm) {
        let mut ask = Ask::first(100);
        loop {
            let page = house.compliance.list_rows(&ctx, &definition.key, &ask).await.expect("rows");
            for it in page.items {
                out.push(house.compliance.get_row(&ctx, it.row.id).await.expect("a row"));
            }
            match page.next {
                Some(after) => ask = Ask { limit: 100, after: Some(after) },
                None => break,
            }
        }
    }
    out
}

/// What the figures of a register should be now.
fn counted(rows: &[RowView], register: &str, now: Timestamp) -> Vec<(FigureKind, u64)> {
    let of: Vec<&RowView> = rows.iter().filter(|it| it.definition.key == register).collect();
    let state = |state, suspended| {
        of.iter().filter(|it| it.row.state == state && it.suspended == suspended).count() as u64
    };
    let lacks = |it: &&&RowView| it.row.state == RowState::InForce && !it.suspended && !it.lacks.is_empty();
    let lacking = of.iter().filter(lacks).count() as u64;
    let (mut open, mut soon, mut late, mut escalated) = (0, 0, 0, 0);
    for row in &of {
        for cycle in &row.cycles {
            if !matches!(cycle.state, CycleState::Open | CycleState::Checking) {
                continue;
            }
            open += 1;
            late += u64::from(cycle.late);
            let week = now.checked_add((7 * 24).hours()).expect("a time");
            soon += u64::from(!cycle.late && cycle.due <= week);
            escalated += u64::from(row.events.iter().any(|it| {
                it.kind == EventKind::Escalated
                    && it.due == cycle.due
                    && it.campaign.key == cycle.campaign.key
            }));
        }
    }
    vec![
        (FigureKind::InForce, state(RowState::InForce, false)),
        (FigureKind::Concept, state(RowState::Concept, false)),
        (FigureKind::Suspended, state(RowState::InForce, true)),
        (FigureKind::Open, open),
        (FigureKind::Soon, soon),
        (FigureKind::Late, late),
        (FigureKind::Escalated, escalated),
        (FigureKind::Lacking, lacking),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p068_each_number_of_a_report_is_that_of_the_rows() {
    let house = firm().await;
    house.compliance.offer_rows(&house.night()).await.expect("offered");
    let mut before: Option<u64> = None;
    for over in ["2026-09-30T22:00:00Z", "2026-12-31T23:00:00Z"] {
        let over = at(over);
        // what is done in the quarter: the incident is told to the authority, too late
        house.fixture.clock.set(over.checked_sub((3 * 24).hours()).expect("a time"));
        house.compliance.run_campaigns(&house.night()).await.expect("runs");
        if before.is_none() {
            let row =
                rows(&house).await.into_iter().find(|it| it.definition.key == "incidenten").expect("one");
            let patch = crate::registers::patch(&[("gemeld_ap", "2026-09-26T10:00")]);
            let ctx = house.ctx(house.noor);
            house.compliance.update_row(&ctx, row.row.id, row.row.revision, &patch).await.expect("told");
        }
        house.fixture.clock.set(over);
        house.compliance.run_campaigns(&house.night()).await.expect("runs");
        let ctx = house.ctx(house.noor);
        let shown = rows(&house).await;
        let tx = house.fixture.store.read(&ctx).await.expect("a read");
        let head = audit::verify(&ctx, &tx).await.expect("holds");
        drop(tx);
        assert_eq!(house.compliance.make_reports(&house.night()).await.expect("made"), 1);
        let report = house.compliance.list_reports(&ctx).await.expect("a list").remove(0);
        let figures = &report.report.content.figures;
        let count = |kind, register: Option<&str>| figure(figures, kind, register).count;
        let mut seen = 0;
        for definition in all() {
            // what is owed about a dossier is not told to who may not see the dossier, nor counted
            if definition.scope == Scope::Dossier {
                assert!(figures.iter().all(|it| it.register.as_ref() != Some(&definition.key)));
                continue;
            }
            for (kind, expected) in counted(&shown, &definition.key, over) {
                assert_eq!(
                    count(kind, Some(&definition.key)),
                    expected,
                    "{} {kind:?} {over}",
                    definition.key
                );
                seen += expected;
            }
        }
        assert!(seen > 100, "{seen}");
        let suspended = |keys: &[&str]| {
            shown.iter().filter(|it| it.suspended && keys.contains(&it.definition.key.as_str())).count()
                as u64
        };
        assert_eq!(count(FigureKind::TrainingExpired, Some("opleiding")), suspended(&["opleiding"]));
        assert_eq!(count(FigureKind::CertificateExpired, None), suspended(&["leveranciers", "verwerkers"]));
        let clock = |late: bool| {
            let has = |row: &&RowView| {
                row.definition.key == "incidenten"
                    && row.cycles.iter().any(|it| {
                        it.state == CycleState::Open && it.late == late && it.campaign.evidence.is_none()
                    })
            };
            shown.iter().filter(has).count() as u64
        };
        assert_eq!(count(FigureKind::IncidentRunning, Some("incidenten")), clock(false));
        assert_eq!(count(FigureKind::IncidentLate, Some("incidenten")), clock(true));
        let decided = shown.iter().filter(|it| {
            it.definition.key == "verklaring-van-toepasselijkheid" && it.row.state == RowState::InForce
        });
        let control = figure(figures, FigureKind::Control, Some("verklaring-van-toepasselijkheid"));
        assert_eq!((control.count, control.of), (decided.count() as u64, Some(93)));
        // nothing is kept until a day
        for kind in [FigureKind::RemovalSoon, FigureKind::RemovalLate] {
            assert_eq!(count(kind, None), 0);
        }
        // nothing left for anybody
        assert_eq!(count(FigureKind::RecipientUnregistered, None), 0);
        // administrators keep the registers too; that nobody was given the right is red
        let officers = figure(figures, FigureKind::Officer, None);
        assert_eq!((officers.count, officers.light), (0, Light::Red));
        // deadlines, one by one
        let lawyer = house.fixture.ctx();
        let tx = house.fixture.store.read(&lawyer).await.expect("a read");
        let mut days = Vec::new();
        for id in dossier::visible(&lawyer, &tx).await.expect("dossiers") {
            days.extend(
                deadline::list(&lawyer, &tx, id).await.expect("deadlines").into_iter().map(|it| it.last),
            );
        }
        drop(tx);
        let today =
            over.to_zoned(jiff::tz::TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").expect("a zone")).date();
        let past = days.iter().filter(|it| **it < today).count() as u64;
        let week = days.iter().filter(|it| **it >= today && it.since(today).expect("days").get_days() < 7);
        assert_eq!(count(FigureKind::DeadlinePast, None), past);
        assert_eq!(count(FigureKind::DeadlineWeek, None), week.count() as u64);
        // what happened in the quarter
        let quarter = at(if before.is_none() { "2026-06-30T22:00:00Z" } else { "2026-09-30T22:00:00Z" });
        let within = |it: Timestamp| quarter <= it && it < over;
        let done = shown
            .iter()
            .flat_map(|row| row.cycles.iter())
            .filter(|it| it.state == CycleState::Done && it.finished.is_some_and(within));
        let late = done.clone().filter(|it| it.done.as_ref().is_some_and(|done| done.at > it.due));
        assert_eq!(count(FigureKind::Done, None), done.clone().count() as u64);
        assert_eq!(count(FigureKind::DoneLate, None), late.count() as u64);
        let found = shown.iter().filter(|it| it.definition.key == "incidenten" && within(it.row.created));
        assert_eq!(count(FigureKind::IncidentFound, Some("incidenten")), found.count() as u64);
        let chain = report.report.content.chain;
        assert!(chain.seq >= head.seq, "{} {}", chain.seq, head.seq);
        assert_eq!(count(FigureKind::Chain, None), chain.seq);
        // what changed since the report before
        let open = figure(figures, FigureKind::Open, Some("nalevingskalender"));
        assert_eq!(report.before(open), before);
        before = Some(open.count);
    }
    let reports = house.compliance.list_reports(&house.ctx(house.noor)).await.expect("a list");
    assert_eq!(figure(&reports[1].report.content.figures, FigureKind::Done, None).count, 1);
    assert_eq!(figure(&reports[1].report.content.figures, FigureKind::DoneLate, None).count, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p068_a_report_falls_once_at_its_instant_however_late_it_is_looked_for() {
    let house = firm().await;
    let reports = async || {
        let found = house.compliance.list_reports(&house.ctx(house.noor)).await.expect("a list");
        found.into_iter().map(|it| it.report).collect::<Vec<_>>()
    };
    let make = async || house.compliance.make_reports(&house.night()).await.expect("made");
    assert_eq!(make().await, 0, "the quarter is not over");
    house.fixture.clock.set(at("2026-09-30T21:59:59Z"));
    assert_eq!(make().await, 0);
    // the machine was off until May
    house.fixture.clock.set(at("2027-05-09T08:00:00Z"));
    house.compliance.run_campaigns(&house.night()).await.expect("runs");
    let (one, other) = tokio::join!(make(), make());
    assert_eq!((one + other, make().await), (3, 0), "{one} {other}");
    let found = reports().await;
    let fell: Vec<String> = found.iter().map(|it| it.fell.to_string()).collect();
    assert_eq!(fell, ["2027-03-31T22:00:00Z", "2026-12-31T23:00:00Z", "2026-09-30T22:00:00Z"]);
    assert!(found.iter().all(|it| it.created == at("2027-05-09T08:00:00Z")));
    // each is of its own instant: the certificate ended in November
    let suspended =
        |it: usize| figure(&found[it].content.figures, FigureKind::Suspended, Some("leveranciers")).count;
    assert_eq!((suspended(2), suspended(1)), (0, 1));
    house.fixture.clock.pass(Duration::from_secs(30 * DAY));
    assert_eq!(make().await, 0);
    // a firm that comes later has none of quarters before it
    let later = house.fixture.firm().await.expect("a firm");
    let night = house.fixture.store.housekeeper(later.tenant, "campaigns");
    assert_eq!(house.compliance.make_reports(&night).await.expect("made"), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p068_management_says_that_it_has_seen_a_report() {
    let house = firm().await;
    house.fixture.clock.set(at("2026-10-02T08:00:00Z"));
    house.compliance.make_reports(&house.night()).await.expect("made");
    let noor = house.ctx(house.noor);
    let list = house.compliance.list_reports(&noor).await.expect("a list");
    let id = list[0].report.id;
    assert!(list[0].acknowledges && list[0].seen().is_empty());
    // who keeps the registers reads it; that it was seen is for management to say
    let sam = house.fixture.person(Role::Lawyer).await.expect("a person");
    let refused = |it: Result<_, Error>| matches!(it, Err(Error::Store(legalmind_store::Error::Refused(_))));
    assert!(refused(house.compliance.get_report(&house.ctx(sam), id).await));
    house.compliance.add_officer(&noor, sam.user).await.expect("given");
    let read = house.compliance.get_report(&house.ctx(sam), id).await.expect("reads");
    assert!(!read.acknowledges);
    assert!(refused(house.compliance.acknowledge_report(&house.ctx(sam), id).await));
    let json = read.json().expect("data");
    let seen = house.compliance.acknowledge_report(&noor, id).await.expect("seen");
    let again = house.compliance.acknowledge_report(&noor, id).await.expect("seen");
    assert_eq!(seen.seen(), [(Some("Noor de Vries"), at("2026-10-02T08:00:00Z"))]);
    assert_eq!((again.seen(), again.acknowledges), (seen.seen(), false));
    assert_eq!(seen.json().expect("data"), json, "what was seen is what it was");
    house.compliance.acknowledge_report(&house.ctx(house.finn), id).await.expect("seen");
    let both = house.compliance.get_report(&noor, id).await.expect("reads");
    assert_eq!(both.seen().len(), 2);
    // no other firm's
    let stranger = house.fixture.firm().await.expect("a firm");
    let theirs = legalmind_testkit::Person { role: Role::FirmAdministrator, ..stranger };
    let none = house.compliance.get_report(&house.ctx(theirs), id).await;
    assert!(matches!(none, Err(Error::Store(legalmind_store::Error::NotFound))), "{none:?}");
}
