//! Deadlines, absences and the secret addresses of calendars.

use jiff::civil::{Date, DateTime, date, time};
use legalmind_core::{
    DossierId, UserId,
    account::Role,
    deadline::{DeadlineContent, DeadlineState, Direction, FirstDay, Reckoning, Regime, Term, Unit},
};
use legalmind_store::{
    Error,
    absence::{self, Absence},
    calendar::{self, NewCalendar},
    deadline::{self, NewDeadline, Next},
    wall,
};

use crate::house::{House, both, save};

/// A deadline on a day.
pub fn new(
    house: &House,
    dossier: DossierId,
    title: &str,
    last: Date,
    responsible: Option<UserId>,
) -> NewDeadline {
    let term = Term {
        amount: 6,
        unit: Unit::Weeks,
        direction: Direction::After,
        regime: Regime::Statutory,
        first: FirstDay::Next,
        excluded: None,
    };
    let event = DateTime::from_parts(last, time(0, 0, 0, 0));
    let reckoning = Reckoning { term, event, counted: last, last, time: None, steps: Vec::new() };
    let content = DeadlineContent {
        title: title.to_owned(),
        key: None,
        source: title.to_owned(),
        event: title.to_owned(),
        note: title.to_owned(),
        reckoning,
        history: Vec::new(),
    };
    NewDeadline { id: house.id(), dossier, parent: None, responsible, content }
}

async fn what_is_due_is_found_by_day_person_and_right(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let (open, walled) = (house.dossier(firm, "Open").await, house.dossier(firm, "Muur").await);
    let (soon, later) = (date(2026, 12, 1), date(2027, 1, 1));
    let work = house.store.begin(&ctx).await.unwrap();
    let mine = new(house, open, "mine", soon, Some(firm.user));
    for each in [
        mine.clone(),
        new(house, open, "later", later, Some(firm.user)),
        new(house, open, "nobody's", soon, None),
        new(house, walled, "behind a wall", soon, Some(firm.user)),
        new(house, open, "long past", date(1969, 12, 31), Some(firm.user)),
    ] {
        deadline::add(&ctx, &work, &each).await.unwrap();
    }
    save(work, "deadline.add").await;
    let titles = async |until| {
        let tx = house.store.read(&ctx).await.unwrap();
        let due = deadline::due(&ctx, &tx, &[firm.user], until, 100).await.unwrap();
        // those of one day have no order of their own
        let mut due: Vec<_> = due.into_iter().map(|it| (it.last, it.content.title)).collect();
        assert!(due.is_sorted_by_key(|(last, _)| *last));
        due.sort();
        due.into_iter().map(|(_, title)| title).collect::<Vec<_>>()
    };
    assert_eq!(titles(soon).await, ["long past", "behind a wall", "mine"]);
    assert_eq!(titles(later).await.len(), 4);

    let work = house.store.begin(&ctx).await.unwrap();
    let reason = wall::WallContent { reason: "x".to_owned() };
    wall::raise(&ctx, &work, walled, firm.user, &reason).await.unwrap();
    save(work, "wall.raise").await;
    assert_eq!(titles(soon).await, ["long past", "mine"]);

    let work = house.store.begin(&ctx).await.unwrap();
    let next = Next { state: DeadlineState::Met, responsible: Some(firm.user), content: &mine.content };
    deadline::update(&ctx, &work, mine.id, 1, next).await.unwrap();
    save(work, "deadline.met").await;
    assert_eq!(titles(soon).await, ["long past"]);
    let work = house.store.begin(&ctx).await.unwrap();
    assert!(matches!(deadline::update(&ctx, &work, mine.id, 1, next).await, Err(Error::Conflict)));
    drop(work);

    let tx = house.store.read(&ctx).await.unwrap();
    let all = deadline::list(&ctx, &tx, open).await.unwrap();
    assert_eq!(all.first().map(|it| it.last), Some(date(1969, 12, 31)));
    assert_eq!(deadline::count(&ctx, &tx, open).await.unwrap(), 4);
}

async fn the_steps_towards_a_deadline_go_with_it(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let dossier = house.dossier(firm, "Keten").await;
    let day = date(2026, 12, 1);
    let whole = new(house, dossier, "whole", day, None);
    let step = NewDeadline { parent: Some(whole.id), ..new(house, dossier, "step", day, None) };
    let work = house.store.begin(&ctx).await.unwrap();
    deadline::add(&ctx, &work, &whole).await.unwrap();
    deadline::add(&ctx, &work, &step).await.unwrap();
    save(work, "deadline.add").await;
    let work = house.store.begin(&ctx).await.unwrap();
    deadline::remove(&ctx, &work, whole.id, 1).await.unwrap();
    save(work, "deadline.remove").await;
    let tx = house.store.read(&ctx).await.unwrap();
    assert_eq!(deadline::count(&ctx, &tx, dossier).await.unwrap(), 0);
    assert!(matches!(deadline::get(&ctx, &tx, step.id).await, Err(Error::NotFound)));
    let other = house.lawyer(house.firm().await);
    let tx = house.store.read(&other).await.unwrap();
    assert!(matches!(deadline::get(&other, &tx, whole.id).await, Err(Error::NotFound)));
}

async fn who_is_away_is_found_on_each_day_of_it(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let standin = house.person(firm, Role::Lawyer).await;
    let (first, last) = (date(2026, 12, 1), date(2026, 12, 7));
    let away = Absence { id: house.id(), user: firm.user, standin, first, last };
    let work = house.store.begin(&ctx).await.unwrap();
    absence::add(&ctx, &work, &away).await.unwrap();
    save(work, "absence.add").await;
    let tx = house.store.read(&ctx).await.unwrap();
    for (day, there) in [(date(2026, 11, 30), 0), (first, 1), (last, 1), (date(2026, 12, 8), 0)] {
        assert_eq!(absence::on(&ctx, &tx, day).await.unwrap().len(), there, "{day}");
    }
    assert_eq!(absence::list(&ctx, &tx, firm.user, last).await.unwrap(), [away]);
    assert!(absence::list(&ctx, &tx, firm.user, date(2026, 12, 8)).await.unwrap().is_empty());
    drop(tx);
    let work = house.store.begin(&ctx).await.unwrap();
    assert!(matches!(absence::remove(&ctx, &work, standin, away.id).await, Err(Error::NotFound)));
    absence::remove(&ctx, &work, firm.user, away.id).await.unwrap();
}

async fn an_address_is_found_by_its_digest_until_it_is_revoked(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let new =
        NewCalendar { id: house.id(), token_hash: [7; 32], user: firm.user, dossier: None, names: false };
    let work = house.store.begin(&ctx).await.unwrap();
    calendar::add(&ctx, &work, &new).await.unwrap();
    save(work, "calendar.add").await;
    let found = calendar::find_by_token_hash(&house.store, &[7; 32]).await.unwrap().expect("an address");
    assert_eq!((found.calendar.user, found.calendar.tenant), (firm.user, firm.tenant));
    assert_eq!(calendar::find_by_token_hash(&house.store, &[8; 32]).await.unwrap(), None);
    let work = house.store.begin(&ctx).await.unwrap();
    calendar::remove(&ctx, &work, firm.user, new.id).await.unwrap();
    save(work, "calendar.remove").await;
    assert_eq!(calendar::find_by_token_hash(&house.store, &[7; 32]).await.unwrap(), None);
}

both!(
    what_is_due_is_found_by_day_person_and_right,
    the_steps_towards_a_deadline_go_with_it,
    who_is_away_is_found_on_each_day_of_it,
    an_address_is_found_by_its_digest_until_it_is_revoked,
);
