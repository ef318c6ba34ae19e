//! Accounts, logins, second factors, sessions and throttles.

use std::time::Duration;

use legalmind_core::account::{AccountState, Role};
use legalmind_store::{
    Error,
    account::{self, AccountContent},
    login, recovery,
    session::{self, Level, NewSession, SessionContent},
    throttle,
};

use crate::house::{House, both, save};

both!(
    an_address_signs_in_to_one_firm,
    an_account_changes_by_revision,
    p034_a_time_step_and_a_recovery_code_are_taken_once,
    a_session_lives_and_ends,
    tries_are_counted_by_window,
);

async fn an_address_signs_in_to_one_firm(house: &House) {
    let (one, other) = (house.firm().await, house.firm().await);
    let address = [9; 32];
    let ctx = house.lawyer(one);
    let work = house.store.begin(&ctx).await.unwrap();
    login::add(&ctx, &work, &address, one.user).await.unwrap();
    save(work, "account.create").await;
    assert_eq!(login::find(&house.store, &address).await.unwrap(), Some((one.tenant, one.user)));
    assert_eq!(login::find(&house.store, &[8; 32]).await.unwrap(), None);
    let ctx = house.lawyer(other);
    let work = house.store.begin(&ctx).await.unwrap();
    assert!(matches!(login::add(&ctx, &work, &address, other.user).await, Err(Error::Exists)));
    drop(work);
    let ctx = house.lawyer(one);
    let work = house.store.begin(&ctx).await.unwrap();
    login::remove(&ctx, &work, one.user).await.unwrap();
    save(work, "account.update").await;
    assert_eq!(login::find(&house.store, &address).await.unwrap(), None);
}

async fn an_account_changes_by_revision(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let tx = house.store.read(&ctx).await.unwrap();
    let mut it = account::get(&ctx, &tx, firm.user).await.unwrap();
    assert_eq!(account::find_by_email(&ctx, &tx, &it.content.email).await.unwrap(), Some(it.clone()));
    assert_eq!(account::find_by_email(&ctx, &tx, "niemand@kade.example").await.unwrap(), None);
    drop(tx);
    it.role = Role::Staff;
    it.state = AccountState::Suspended;
    it.content.email = "nieuw@kade.example".to_owned();
    it.content.totp_secret = Some(vec![1; 20]);
    let work = house.store.begin(&ctx).await.unwrap();
    account::update(&ctx, &work, &it).await.unwrap();
    assert!(matches!(account::update(&ctx, &work, &it).await, Err(Error::Conflict)));
    account::set_failed(&ctx, &work, it.id, 3, Some(house.world.now())).await.unwrap();
    save(work, "account.update").await;
    let work = house.store.begin(&ctx).await.unwrap();
    let twin = AccountContent { email: it.content.email.clone(), ..AccountContent::default() };
    let twice = account::add(&ctx, &work, house.id(), Role::Staff, &twin).await;
    assert!(matches!(twice, Err(Error::Exists)), "{twice:?}");
    drop(work);
    let tx = house.store.read(&ctx).await.unwrap();
    let now = account::find_by_email(&ctx, &tx, "nieuw@kade.example").await.unwrap().unwrap();
    assert_eq!((now.revision, now.role, now.state, now.failed), (2, Role::Staff, AccountState::Suspended, 3));
    assert_eq!((now.locked_until, &now.content), (Some(house.world.now()), &it.content));
    assert_eq!(account::list(&ctx, &tx).await.unwrap(), [now]);
}

async fn p034_a_time_step_and_a_recovery_code_are_taken_once(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let work = house.store.begin(&ctx).await.unwrap();
    let mut taken = Vec::new();
    for step in [100, 100, 99, 101] {
        taken.push(account::take_totp_step(&ctx, &work, firm.user, step).await.unwrap());
    }
    assert_eq!(taken, [true, false, false, true]);
    let codes = ["aaaa-bbbb".to_owned(), "cccc-dddd".to_owned()];
    recovery::replace(&ctx, &work, firm.user, &["oud".to_owned()]).await.unwrap();
    recovery::replace(&ctx, &work, firm.user, &codes).await.unwrap();
    assert!(!recovery::spend(&ctx, &work, firm.user, "oud").await.unwrap());
    assert!(!recovery::spend(&ctx, &work, house.id(), &codes[0]).await.unwrap());
    assert!(recovery::spend(&ctx, &work, firm.user, &codes[0]).await.unwrap());
    assert!(!recovery::spend(&ctx, &work, firm.user, &codes[0]).await.unwrap());
    assert_eq!(recovery::left(&ctx, &work, firm.user).await.unwrap(), 1);
}

async fn a_session_lives_and_ends(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let ends = house.world.now().checked_add(Duration::from_secs(600)).unwrap();
    let content = SessionContent { agent: "Firefox".to_owned(), address: "192.0.2.7".to_owned() };
    let new = |token: u8| NewSession {
        id: house.id(),
        token_hash: [token; 32],
        user: firm.user,
        level: Level::Password,
        ends,
        content: content.clone(),
    };
    let (one, two) = (new(1), new(2));
    let work = house.store.begin(&ctx).await.unwrap();
    session::add(&ctx, &work, &one).await.unwrap();
    session::add(&ctx, &work, &two).await.unwrap();
    save(work, "session.create").await;
    let find = async |token: u8| session::find_by_token_hash(&house.store, &[token; 32]).await.unwrap();
    let found = find(1).await.unwrap();
    assert_eq!(
        (found.session.id, found.session.tenant, found.session.user),
        (one.id, firm.tenant, firm.user)
    );
    assert_eq!(
        (found.session.level, found.role, found.state),
        (Level::Password, Role::Lawyer, AccountState::Active)
    );
    house.pass(60_000);
    let work = house.store.begin(&ctx).await.unwrap();
    session::raise(&ctx, &work, one.id, Level::Full, &[3; 32], ends).await.unwrap();
    session::touch(&ctx, &work, two.id).await.unwrap();
    save(work, "session.raise").await;
    assert!(find(1).await.is_none(), "the old token is worth nothing");
    assert_eq!(find(3).await.unwrap().session.level, Level::Full);
    assert_eq!(find(2).await.unwrap().session.last_seen, house.world.now());
    let work = house.store.begin(&ctx).await.unwrap();
    assert_eq!(session::end_all(&ctx, &work, firm.user, Some(one.id)).await.unwrap(), 1);
    let left = session::list(&ctx, &work, firm.user).await.unwrap();
    assert_eq!((left.len(), left[0].0.id, &left[0].1), (1, one.id, &content));
    save(work, "session.end").await;
    assert!(find(2).await.is_none());
    house.pass(600_000);
    assert!(find(3).await.is_none(), "past its end");
    let work = house.store.begin(&ctx).await.unwrap();
    session::sweep(&ctx, &work).await.unwrap();
    assert!(matches!(session::end(&ctx, &work, one.id).await, Err(Error::NotFound)));
}

async fn tries_are_counted_by_window(house: &House) {
    let (key, window) = ([4; 32], Duration::from_secs(900));
    let hit = async || throttle::hit(&house.store, &key, house.world.now(), window).await.unwrap().count;
    let began = house.world.now();
    assert_eq!(throttle::peek(&house.store, &key).await.unwrap(), None);
    assert_eq!((hit().await, hit().await, hit().await), (1, 2, 3));
    assert_eq!(
        throttle::peek(&house.store, &key).await.unwrap(),
        Some(throttle::Hits { count: 3, since: began })
    );
    house.pass(899_999);
    assert_eq!(hit().await, 4);
    house.pass(1);
    assert_eq!(hit().await, 1, "a new window");
    throttle::sweep(&house.store, house.world.now()).await.unwrap();
    assert_eq!(hit().await, 2);
    throttle::clear(&house.store, &key).await.unwrap();
    assert_eq!(hit().await, 1);
    let mut tries = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (store, now) = (house.store.clone(), house.world.now());
        tries.spawn(async move { throttle::hit(&store, &[4; 32], now, Duration::from_secs(900)).await });
    }
    while let Some(it) = tries.join_next().await {
        it.unwrap().unwrap();
    }
    assert_eq!(hit().await, 22);
}
