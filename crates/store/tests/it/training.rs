//! Attempts of people at tests.

use legalmind_core::{
    AttemptId, Timestamp, UserId,
    training::{AttemptContent, AttemptState, Drawn},
};
use legalmind_store::{
    Error,
    training::{self, NewAttempt},
};

use crate::house::{Firm, House, both, save};

both!(p067_an_attempt_is_its_persons_has_one_number_and_ends_once);

async fn add(house: &House, firm: Firm, (user, test, number): (UserId, &str, u64)) -> (AttemptId, bool) {
    let ctx = house.lawyer(firm);
    let drawn = vec![Drawn { question: "een".to_owned(), options: vec![1, 0], chosen: Vec::new() }];
    let content = AttemptContent { version: [1; 32], drawn, right: 0 };
    let ends = Timestamp::from_millisecond(house.world.clock.now().as_millisecond() + 60_000).unwrap();
    let new = NewAttempt { id: house.id(), user, test, number, ends, content: &content };
    let work = house.store.begin(&ctx).await.unwrap();
    let added = training::add(&ctx, &work, &new).await.unwrap();
    save(work, "training.start").await;
    (new.id, added)
}

async fn p067_an_attempt_is_its_persons_has_one_number_and_ends_once(house: &House) {
    let (firm, theirs) = (house.firm().await, house.firm().await);
    let (ctx, other) = (house.lawyer(firm), house.lawyer(theirs));
    let sam = house.person(firm, legalmind_core::account::Role::Staff).await;
    let (first, added) = add(house, firm, (firm.user, "privacy", 1)).await;
    assert!(added);
    assert!(!add(house, firm, (firm.user, "privacy", 1)).await.1, "two who begin at the same moment");
    for (user, test, number) in [(firm.user, "ai", 1), (sam, "privacy", 1), (firm.user, "privacy", 2)] {
        house.pass(1);
        assert!(add(house, firm, (user, test, number)).await.1, "{test} {number}");
    }
    let tx = house.store.read(&ctx).await.unwrap();
    let found = training::get(&ctx, &tx, first, firm.user).await.unwrap();
    assert_eq!(
        (found.state, found.finished, found.content.drawn[0].options.as_slice()),
        (AttemptState::Open, None, &[1, 0][..])
    );
    assert!(matches!(training::get(&ctx, &tx, first, sam).await, Err(Error::NotFound)));
    let all = training::list(&ctx, &tx, firm.user, 10).await.unwrap();
    let all: Vec<(&str, u64)> = all.iter().map(|it| (it.test.as_str(), it.number)).collect();
    assert_eq!(all, [("privacy", 2), ("ai", 1), ("privacy", 1)], "newest first");
    assert_eq!(training::list(&ctx, &tx, firm.user, 2).await.unwrap().len(), 2);
    drop(tx);
    let tx = house.store.read(&other).await.unwrap();
    assert!(matches!(training::get(&other, &tx, first, firm.user).await, Err(Error::NotFound)));
    assert_eq!(training::list(&other, &tx, firm.user, 10).await.unwrap(), []);
    drop(tx);

    let content = AttemptContent { right: 1, ..found.content };
    let work = house.store.begin(&ctx).await.unwrap();
    assert!(training::finish(&ctx, &work, first, (AttemptState::Passed, &content)).await.unwrap());
    assert!(!training::finish(&ctx, &work, first, (AttemptState::Failed, &content)).await.unwrap(), "once");
    save(work, "training.pass").await;
    let tx = house.store.read(&ctx).await.unwrap();
    let found = training::get(&ctx, &tx, first, firm.user).await.unwrap();
    assert_eq!((found.state, found.content), (AttemptState::Passed, content));
    assert!(found.finished.is_some());
}
