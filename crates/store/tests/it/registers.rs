//! Rows of registers, cycles and what happens in them, and who keeps the registers.

use legalmind_core::{
    Ctx, RegisterRowId, Timestamp,
    account::Role,
    register::{Confirmation, CycleContent, CycleKey, CycleState, EventKind, RowContent, RowState, Value},
};
use legalmind_store::{
    Ask, Error, officer,
    register::{
        self, NewRow, Next, Sight,
        cycle::{self, Asked, Whose},
        receipt,
    },
    wall,
};

use crate::house::{Firm, House, both, save};

fn new(house: &House, register: &'static str, title: &str) -> NewRow {
    let mut content = RowContent::default();
    content.values.insert("titel".to_owned(), Value::Text(title.to_owned()));
    let now = house.world.clock.now();
    NewRow {
        id: house.id(),
        register,
        state: RowState::InForce,
        dossier: None,
        owner: None,
        since: Some(now),
        key: None,
        content,
    }
}

async fn add(house: &House, firm: Firm, row: &NewRow) -> bool {
    let ctx = house.lawyer(firm);
    let work = house.store.begin(&ctx).await.unwrap();
    let added = register::add(&ctx, &work, row).await.unwrap();
    save(work, "register.add").await;
    added
}

async fn rows_are_listed_by_register_and_sight_and_an_offered_one_is_there_once(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let owner = house.person(firm, Role::Staff).await;
    let open = new(house, "beleid", "open");
    let owned = NewRow { owner: Some(owner), ..new(house, "risicos", "hers") };
    // listed in the order in which they were made
    house.pass(1);
    let offered = NewRow { key: Some("risicos/x".to_owned()), ..new(house, "risicos", "offered") };
    for row in [&open, &owned, &offered] {
        assert!(add(house, firm, row).await);
    }
    assert!(!add(house, firm, &NewRow { id: house.id(), ..offered.clone() }).await, "offered once");
    let tx = house.store.read(&ctx).await.unwrap();
    assert!(register::has(&ctx, &tx, "risicos/x").await.unwrap());
    assert!(!register::has(&ctx, &tx, "risicos/y").await.unwrap());
    let keyed = async |key| register::keyed(&ctx, &tx, key).await.unwrap().map(|it| it.id);
    assert_eq!((keyed("risicos/x").await, keyed("risicos/y").await), (Some(offered.id), None));
    let seen = async |register: &str, registers: &[&str], user| {
        let sight = Sight { registers, user };
        let found = register::list(&ctx, &tx, register, sight, &Ask::default()).await.unwrap();
        found.items.into_iter().map(|it| it.id).collect::<Vec<RegisterRowId>>()
    };
    assert_eq!(seen("risicos", &["risicos"], None).await, [owned.id, offered.id]);
    assert_eq!(seen("risicos", &["beleid"], Some(owner)).await, [owned.id]);
    assert_eq!(seen("risicos", &[], None).await, []);
    assert_eq!(seen("risicos", &[], Some(firm.user)).await, [owned.id, offered.id], "who added them");
    let whole = Sight { registers: &["risicos"], user: None };
    let first = register::list(&ctx, &tx, "risicos", whole, &Ask::first(1)).await.unwrap();
    let ask = Ask { limit: 1, after: first.next };
    let next = register::list(&ctx, &tx, "risicos", whole, &ask).await.unwrap();
    assert_eq!((next.items[0].id, next.next), (offered.id, None));
    let counts =
        register::counts(&ctx, &tx, Sight { registers: &["risicos", "beleid"], user: None }).await.unwrap();
    assert_eq!(counts.iter().map(|it| it.2).sum::<u64>(), 3);

    let stranger = house.lawyer(house.firm().await);
    let tx = house.store.read(&stranger).await.unwrap();
    assert!(matches!(register::get(&stranger, &tx, open.id).await, Err(Error::NotFound)));
    assert!(!register::has(&stranger, &tx, "risicos/x").await.unwrap());
}

async fn a_row_is_changed_at_its_revision_and_waits_until_its_next_day(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let row = new(house, "risicos", "Brand");
    add(house, firm, &row).await;
    let now = house.world.clock.now();
    let work = house.store.begin(&ctx).await.unwrap();
    let next = Next { state: RowState::Closed, owner: None, since: row.since, content: &row.content };
    register::update(&ctx, &work, row.id, 1, next).await.unwrap();
    register::set_due_next(&ctx, &work, row.id, Some(now)).await.unwrap();
    save(work, "register.update").await;
    let work = house.store.begin(&ctx).await.unwrap();
    assert!(matches!(register::update(&ctx, &work, row.id, 1, next).await, Err(Error::Conflict)));
    drop(work);
    let tx = house.store.read(&ctx).await.unwrap();
    let read = register::get(&ctx, &tx, row.id).await.unwrap();
    assert_eq!((read.revision, read.state, &read.content), (2, RowState::Closed, &row.content));
    assert_eq!(register::waiting(&ctx, &tx, now, 10).await.unwrap(), [row.id]);
    let before = Timestamp::from_millisecond(now.as_millisecond() - 1).unwrap();
    assert_eq!(register::waiting(&ctx, &tx, before, 10).await.unwrap(), []);
}

async fn a_cycle_opens_once_and_each_thing_happens_in_it_once(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let row = NewRow { owner: Some(firm.user), ..new(house, "risicos", "Brand") };
    add(house, firm, &row).await;
    let due = house.world.clock.now();
    let key = CycleKey { row: row.id, campaign: "beoordeling".to_owned(), due };
    // two who look at the same moment
    let write = async || {
        let work = house.store.begin(&ctx).await.unwrap();
        let opened = cycle::open(&ctx, &work, &key, "risicos", due).await.unwrap();
        let happened = cycle::happened(&ctx, &work, &key, (EventKind::Reminder, 48), due).await.unwrap();
        save(work, "register.fall").await;
        (opened, happened)
    };
    let (one, other) = tokio::join!(write(), write());
    assert_eq!(u8::from(one.0) + u8::from(other.0), 1, "opened once");
    assert_eq!(u8::from(one.1) + u8::from(other.1), 1, "told once");
    let work = house.store.begin(&ctx).await.unwrap();
    assert!(cycle::happened(&ctx, &work, &key, (EventKind::Reminder, 24), due).await.unwrap());
    save(work, "register.fall").await;

    let sight = Sight { registers: &["risicos"], user: None };
    let tx = house.store.read(&ctx).await.unwrap();
    let whose = Whose { owners: &[firm.user], escalated: false, told: &[], asked: None };
    assert_eq!(cycle::due(&ctx, &tx, sight, whose, 10).await.unwrap().len(), 1);
    assert_eq!(cycle::counts(&ctx, &tx, sight, None).await.unwrap(), [("risicos".to_owned(), 1)]);
    assert_eq!(cycle::counts(&ctx, &tx, sight, Some(due)).await.unwrap(), []);
    let nobody = Whose { owners: &[], escalated: true, told: &[], asked: None };
    assert_eq!(cycle::due(&ctx, &tx, sight, nobody, 10).await.unwrap(), [], "somebody looks after it");
    for (told, count) in
        [(("risicos", "maatregelen"), 0), (("dpia", "beoordeling"), 0), (("risicos", "beoordeling"), 1)]
    {
        let whose = Whose { owners: &[], escalated: false, told: &[told], asked: None };
        assert_eq!(cycle::due(&ctx, &tx, sight, whose, 10).await.unwrap().len(), count, "{told:?}");
        let unseen = Sight { registers: &[], user: None };
        assert_eq!(cycle::owed(&ctx, &tx, unseen, whose, 10).await.unwrap(), [], "only what one may see");
    }
    drop(tx);
    let work = house.store.begin(&ctx).await.unwrap();
    assert!(cycle::happened(&ctx, &work, &key, (EventKind::Escalated, 0), due).await.unwrap());
    save(work, "register.fall").await;
    let tx = house.store.read(&ctx).await.unwrap();
    assert_eq!(cycle::due(&ctx, &tx, sight, nobody, 10).await.unwrap().len(), 1, "it was escalated");
    drop(tx);

    let by = Some(firm.user);
    let done = Confirmation { by, at: due, note: "Verslag".to_owned(), document: None };
    let content = CycleContent { done: Some(done.clone()), checked: None, sent_back: vec![done] };
    let work = house.store.begin(&ctx).await.unwrap();
    let to = (CycleState::Done, &content);
    assert!(cycle::update(&ctx, &work, &key, CycleState::Open, to).await.unwrap());
    assert!(!cycle::update(&ctx, &work, &key, CycleState::Open, to).await.unwrap(), "it is open no more");
    save(work, "register.confirm").await;
    let tx = house.store.read(&ctx).await.unwrap();
    assert_eq!(cycle::get(&ctx, &tx, &key).await.unwrap().content, content);
    assert_eq!(cycle::of(&ctx, &tx, &[row.id]).await.unwrap().len(), 1);
    assert_eq!(cycle::events(&ctx, &tx, row.id).await.unwrap().len(), 3);
    assert_eq!(cycle::counts(&ctx, &tx, sight, None).await.unwrap(), []);
}

async fn rows_near_a_campaign_are_those_of_which_it_is_open_or_may_open_by_then(house: &House) {
    let (firm, stranger) = (house.firm().await, house.lawyer(house.firm().await));
    let ctx = house.lawyer(firm);
    let dossier = house.dossier(firm, "Jansen").await;
    let now = house.world.clock.now();
    let later = now.checked_add(jiff::SignedDuration::from_secs(60)).unwrap();
    let far = later.checked_add(jiff::SignedDuration::from_secs(60)).unwrap();
    let soon = NewRow { dossier: Some(dossier), ..new(house, "wwft", "soon") };
    house.pass(1);
    let open = new(house, "wwft", "open");
    house.pass(1);
    let (distant, other) = (new(house, "wwft", "distant"), new(house, "risicos", "other"));
    let closed = NewRow { state: RowState::Closed, ..new(house, "wwft", "closed") };
    for row in [&soon, &open, &distant, &other, &closed] {
        assert!(add(house, firm, row).await);
    }
    let work = house.store.begin(&ctx).await.unwrap();
    for (row, next) in [(&soon, later), (&distant, far), (&other, later), (&closed, later)] {
        register::set_due_next(&ctx, &work, row.id, Some(next)).await.unwrap();
    }
    register::set_due_next(&ctx, &work, open.id, None).await.unwrap();
    let key = CycleKey { row: open.id, campaign: "verwijderen".to_owned(), due: now };
    assert!(cycle::open(&ctx, &work, &key, "wwft", now).await.unwrap());
    save(work, "register.fall").await;
    let near = async |ctx: &Ctx, campaigns: &[(&str, &str)], sight| {
        let tx = house.store.read(ctx).await.unwrap();
        let found = register::nearing(ctx, &tx, campaigns, later, sight).await.unwrap();
        found.into_iter().map(|it| it.id).collect::<Vec<RegisterRowId>>()
    };
    let removing = [("wwft", "verwijderen")];
    assert_eq!(near(&ctx, &removing, None).await, [soon.id, open.id], "the firm");
    assert_eq!(near(&stranger, &removing, None).await, [], "another firm's are another's");
    assert_eq!(near(&ctx, &[("wwft", "vaststellen")], None).await, [soon.id], "another campaign is open");
    assert_eq!(near(&ctx, &[], None).await, []);
    let whole = Sight { registers: &["wwft"], user: None };
    assert_eq!(near(&ctx, &removing, Some(whole)).await, [soon.id, open.id]);
    let outsider = house.ctx(firm.tenant, house.person(firm, Role::Lawyer).await, Role::Lawyer);
    assert_eq!(near(&outsider, &removing, Some(whole)).await, [open.id], "not of a dossier of others");
    let none = Sight { registers: &[], user: None };
    assert_eq!(near(&outsider, &removing, Some(none)).await, []);
}

async fn who_keeps_the_registers_is_said_and_taken_back(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let work = house.store.begin(&ctx).await.unwrap();
    assert!(officer::add(&ctx, &work, firm.user).await.unwrap());
    assert!(!officer::add(&ctx, &work, firm.user).await.unwrap());
    save(work, "officer.add").await;
    let other = house.lawyer(house.firm().await);
    let (tx, theirs) = (house.store.read(&ctx).await.unwrap(), house.store.read(&other).await.unwrap());
    assert!(officer::is(&ctx, &tx, firm.user).await.unwrap());
    assert!(!officer::is(&other, &theirs, firm.user).await.unwrap());
    assert_eq!(officer::list(&ctx, &tx).await.unwrap(), [firm.user]);
    assert_eq!(officer::count(&ctx, &tx).await.unwrap(), 1);
    assert_eq!(officer::count(&other, &theirs).await.unwrap(), 0);
    drop((tx, theirs));
    let work = house.store.begin(&ctx).await.unwrap();
    officer::remove(&ctx, &work, firm.user).await.unwrap();
    assert!(matches!(officer::remove(&ctx, &work, firm.user).await, Err(Error::NotFound)));
    drop(work);
}

async fn rows_of_a_dossier_are_seen_with_it_and_with_nothing_else(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let other = house.person(firm, Role::Lawyer).await;
    let theirs = house.ctx(firm.tenant, other, Role::Lawyer);
    let dossier = house.dossier(firm, "Jansen").await;
    let key = "wwft/dossier/1".to_owned();
    let row = NewRow {
        dossier: Some(dossier),
        owner: Some(other),
        key: Some(key.clone()),
        ..new(house, "wwft", "hers")
    };
    let work = house.store.begin(&ctx).await.unwrap();
    assert_eq!(register::lacking(&ctx, &work, "wwft", 10).await.unwrap(), [dossier]);
    assert!(register::add(&ctx, &work, &row).await.unwrap());
    assert!(!register::add(&ctx, &work, &NewRow { id: house.id(), ..row.clone() }).await.unwrap(), "once");
    assert_eq!(register::lacking(&ctx, &work, "wwft", 10).await.unwrap(), []);
    assert_eq!(register::lacking(&ctx, &work, "opdracht", 10).await.unwrap(), [dossier]);
    let due = house.world.clock.now();
    let cycle = CycleKey { row: row.id, campaign: "vaststellen".to_owned(), due };
    assert!(cycle::open(&ctx, &work, &cycle, "wwft", due).await.unwrap());
    save(work, "register.add").await;
    // neither looking after it nor all registers open a dossier
    let all = Sight { registers: &["wwft"], user: Some(other) };
    let whose =
        Whose { owners: &[other, firm.user], escalated: true, told: &[("wwft", "vaststellen")], asked: None };
    for (ctx, seen) in [(&ctx, 1), (&theirs, 0)] {
        let tx = house.store.read(ctx).await.unwrap();
        assert_eq!(register::list(ctx, &tx, "wwft", all, &Ask::default()).await.unwrap().items.len(), seen);
        assert_eq!(register::counts(ctx, &tx, all).await.unwrap().len(), seen);
        assert_eq!(cycle::counts(ctx, &tx, all, None).await.unwrap().len(), seen);
        assert_eq!(cycle::due(ctx, &tx, all, whose, 10).await.unwrap().len(), seen);
    }
    let work = house.store.begin(&ctx).await.unwrap();
    wall::raise(&ctx, &work, dossier, firm.user, &wall::WallContent::default()).await.unwrap();
    save(work, "wall.raise").await;
    let tx = house.store.read(&ctx).await.unwrap();
    assert!(
        register::list(&ctx, &tx, "wwft", all, &Ask::default()).await.unwrap().items.is_empty(),
        "a wall"
    );
    drop(tx);
    // what was closed frees its key, and what was said in its cycles can be taken away
    let said = Confirmation { by: Some(firm.user), at: due, note: "Paspoort".to_owned(), document: None };
    let content = CycleContent { done: Some(said), checked: None, sent_back: Vec::new() };
    let work = house.store.begin(&ctx).await.unwrap();
    cycle::update(&ctx, &work, &cycle, CycleState::Open, (CycleState::Done, &content)).await.unwrap();
    cycle::hush(&ctx, &work, row.id).await.unwrap();
    register::free_key(&ctx, &work, row.id).await.unwrap();
    assert!(!register::has(&ctx, &work, &key).await.unwrap());
    let done = cycle::get(&ctx, &work, &cycle).await.unwrap().content.done.unwrap();
    assert_eq!((done.by, done.note.as_str()), (Some(firm.user), ""));
    save(work, "register.close").await;
}

async fn a_person_says_once_that_they_know_and_is_asked_until_then(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let other = house.person(firm, Role::FirmAdministrator).await;
    let row = NewRow { owner: Some(firm.user), ..new(house, "wijzigingen", "told") };
    assert!(add(house, firm, &row).await);
    let due = house.world.clock.now();
    let key = CycleKey { row: row.id, campaign: "ontvangst".to_owned(), due };
    let twin = CycleKey { campaign: "anders".to_owned(), ..key.clone() };
    let work = house.store.begin(&ctx).await.unwrap();
    for it in [&key, &twin] {
        assert!(cycle::open(&ctx, &work, it, "wijzigingen", due).await.unwrap());
    }
    save(work, "register.fall").await;
    let sight = Sight { registers: &["wijzigingen"], user: None };
    let asks = async |user, campaigns: &[(&str, &str)]| {
        let tx = house.store.read(&ctx).await.unwrap();
        let whose =
            Whose { owners: &[], escalated: false, told: &[], asked: Some(Asked { user, campaigns }) };
        let found = cycle::due(&ctx, &tx, sight, whose, 10).await.unwrap();
        found.into_iter().map(|it| it.key).collect::<Vec<_>>()
    };
    let campaigns = [("wijzigingen", "ontvangst")];
    assert_eq!(asks(other, &campaigns).await, std::slice::from_ref(&key));
    assert_eq!(asks(other, &[("risicos", "ontvangst")]).await, []);
    assert_eq!(asks(other, &[]).await, []);
    let work = house.store.begin(&ctx).await.unwrap();
    assert!(receipt::add(&ctx, &work, &key, other).await.unwrap());
    assert!(!receipt::add(&ctx, &work, &key, other).await.unwrap(), "once");
    save(work, "register.acknowledge").await;
    assert_eq!(asks(other, &campaigns).await, []);
    assert_eq!(asks(firm.user, &campaigns).await, std::slice::from_ref(&key), "each for themselves");
    let tx = house.store.read(&ctx).await.unwrap();
    let said = receipt::of(&ctx, &tx, &key).await.unwrap();
    assert_eq!(said.iter().map(|it| it.user).collect::<Vec<_>>(), [other]);
    assert_eq!(receipt::of(&ctx, &tx, &twin).await.unwrap(), []);
    drop(tx);
    let theirs = house.firm().await;
    let ctx = house.lawyer(theirs);
    let tx = house.store.read(&ctx).await.unwrap();
    assert_eq!(receipt::of(&ctx, &tx, &key).await.unwrap(), [], "another firm's are not there");
}

both!(
    a_person_says_once_that_they_know_and_is_asked_until_then,
    rows_of_a_dossier_are_seen_with_it_and_with_nothing_else,
    rows_are_listed_by_register_and_sight_and_an_offered_one_is_there_once,
    a_row_is_changed_at_its_revision_and_waits_until_its_next_day,
    a_cycle_opens_once_and_each_thing_happens_in_it_once,
    rows_near_a_campaign_are_those_of_which_it_is_open_or_may_open_by_then,
    who_keeps_the_registers_is_said_and_taken_back,
);
