//! Reports of quarters to management, the keys with which firms sign, and what is counted of deadlines.

use jiff::civil::date;
use legalmind_core::{
    Timestamp,
    account::Role,
    accountability::{Acknowledgement, ChainEnd, Figure, FigureKind, ReportContent},
};
use legalmind_store::{
    Error,
    deadline::{self, Counted},
    management_report, signing_key,
    wall::{self, WallContent},
};

use crate::house::{House, both, save};

async fn a_report_is_of_one_quarter_once_and_of_one_firm(house: &House) {
    let (firm, other) = (house.firm().await, house.firm().await);
    let ctx = house.lawyer(firm);
    let content = |count| ReportContent {
        first: date(2026, 7, 1),
        last: date(2026, 9, 30),
        figures: vec![Figure::new(FigureKind::Late, Some("risicos"), count, None)],
        before: Vec::new(),
        points: Vec::new(),
        chain: ChainEnd { seq: 1, link: [7; 32] },
        seen: Vec::new(),
    };
    let (quarter, next) = (house.world.clock.now(), Timestamp::from_second(1_800_000_000).unwrap());
    let tx = house.store.read(&ctx).await.unwrap();
    assert_eq!(management_report::last(&ctx, &tx).await.unwrap(), None);
    drop(tx);
    let add = async |fell, count| {
        let (id, work) = (house.id(), house.store.begin(&ctx).await.unwrap());
        let added = management_report::add(&ctx, &work, id, fell, &content(count)).await.unwrap();
        save(work, "management_report.make").await;
        (id, added)
    };
    let (id, added) = add(quarter, 3).await;
    assert!(added);
    assert!(!add(quarter, 4).await.1, "one of each quarter");
    let (later, added) = add(next, 5).await;
    assert!(added);
    let tx = house.store.read(&ctx).await.unwrap();
    let all = management_report::list(&ctx, &tx).await.unwrap();
    assert_eq!(all.iter().map(|it| it.id).collect::<Vec<_>>(), [later, id]);
    assert_eq!((all[1].content.figures[0].count, all[1].fell), (3, quarter));
    assert_eq!(management_report::last(&ctx, &tx).await.unwrap(), Some(next));
    drop(tx);
    let seen = ReportContent {
        seen: vec![Acknowledgement { by: firm.user, at: quarter }],
        ..all[1].content.clone()
    };
    let work = house.store.begin(&ctx).await.unwrap();
    management_report::update(&ctx, &work, id, 1, &seen).await.unwrap();
    let stale = management_report::update(&ctx, &work, id, 1, &seen).await;
    assert!(matches!(stale, Err(Error::Conflict)), "{stale:?}");
    save(work, "management_report.acknowledge").await;
    let stranger = house.lawyer(other);
    let tx = house.store.read(&stranger).await.unwrap();
    assert!(matches!(management_report::get(&stranger, &tx, id).await, Err(Error::NotFound)));
    assert!(management_report::list(&stranger, &tx).await.unwrap().is_empty());
}

async fn a_firm_has_one_key_to_sign_with_and_no_other_has_it(house: &House) {
    let (firm, other) = (house.firm().await, house.firm().await);
    let (ctx, stranger) = (house.lawyer(firm), house.lawyer(other));
    let tx = house.store.read(&ctx).await.unwrap();
    assert!(signing_key::find(&ctx, &tx).await.unwrap().is_none());
    drop(tx);
    let public = async |ctx| signing_key::get(ctx, &house.store).await.unwrap().public().unwrap();
    let first = public(&ctx).await;
    assert_eq!(public(&ctx).await, first);
    assert_ne!(public(&stranger).await, first);
}

async fn deadlines_are_counted_of_the_firm_or_of_a_person_and_not_behind_a_wall(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let (open, walled) = (house.dossier(firm, "Open").await, house.dossier(firm, "Muur").await);
    let colleague = house.person(firm, Role::Lawyer).await;
    let work = house.store.begin(&ctx).await.unwrap();
    for (dossier, day, who) in [
        (open, date(2026, 12, 1), Some(firm.user)),
        (open, date(2026, 12, 2), Some(colleague)),
        (open, date(2026, 12, 9), None),
        (walled, date(2026, 12, 1), Some(firm.user)),
    ] {
        let new = crate::deadlines::new(house, dossier, "x", day, who);
        deadline::add(&ctx, &work, &new).await.unwrap();
    }
    save(work, "deadline.add").await;
    let count = async |whose, from, until| {
        let tx = house.store.read(&ctx).await.unwrap();
        deadline::open_between(&ctx, &tx, whose, (from, until)).await.unwrap()
    };
    let until = date(2026, 12, 2);
    assert_eq!(count(Counted::Firm, None, until).await, 3);
    assert_eq!(count(Counted::Firm, Some(date(2026, 12, 3)), date(2026, 12, 9)).await, 1);
    assert_eq!(count(Counted::Own(firm.user), None, until).await, 2);
    let work = house.store.begin(&ctx).await.unwrap();
    wall::raise(&ctx, &work, walled, firm.user, &WallContent::default()).await.unwrap();
    save(work, "wall.raise").await;
    assert_eq!(count(Counted::Firm, None, until).await, 2);
    assert_eq!(count(Counted::Own(firm.user), None, until).await, 1);
    let stranger = house.lawyer(house.firm().await);
    let tx = house.store.read(&stranger).await.unwrap();
    assert_eq!(deadline::open_between(&stranger, &tx, Counted::Firm, (None, until)).await.unwrap(), 0);
}

both!(
    a_report_is_of_one_quarter_once_and_of_one_firm,
    a_firm_has_one_key_to_sign_with_and_no_other_has_it,
    deadlines_are_counted_of_the_firm_or_of_a_person_and_not_behind_a_wall,
);
