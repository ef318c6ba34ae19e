//! Attempts of people at tests.

use legalmind_core::{
    AttemptId, Ctx, Timestamp, UserId,
    training::{AttemptContent, AttemptState, Drawn},
};
use legalmind_store::{
    Error,
    training::{self, NewAttempt},
};

use crate::house::{Firm, House, both, save};

both!(
    p067_an_attempt_is_its_persons_has_one_number_and_ends_once,
    p067_answers_go_once_and_how_an_attempt_ended_stays,
);

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

async fn p067_answers_go_once_and_how_an_attempt_ended_stays(house: &House) {
    let (firm, theirs) = (house.firm().await, house.firm().await);
    let (ctx, other) = (house.lawyer(firm), house.lawyer(theirs));
    let (first, _) = add(house, firm, (firm.user, "privacy", 1)).await;
    house.pass(1);
    add(house, firm, (firm.user, "ai", 1)).await;
    let answered = async |ctx: &Ctx| {
        let tx = house.store.read(ctx).await.unwrap();
        training::answered(ctx, &tx, None).await.unwrap()
    };
    assert_eq!(answered(&ctx).await, [], "nothing was handed in");
    let tx = house.store.read(&ctx).await.unwrap();
    let before = training::get(&ctx, &tx, first, firm.user).await.unwrap();
    drop(tx);
    let content = AttemptContent { right: 7, ..before.content };
    let work = house.store.begin(&ctx).await.unwrap();
    assert!(training::finish(&ctx, &work, first, (AttemptState::Failed, &content)).await.unwrap());
    save(work, "training.fail").await;
    let all = answered(&ctx).await;
    let [it] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!(
        (it.id, it.user, it.test.as_str(), it.state, it.finished),
        (first, firm.user, "privacy", AttemptState::Failed, house.world.clock.now())
    );
    assert_eq!(answered(&other).await, [], "another firm's are another's");
    let tx = house.store.read(&ctx).await.unwrap();
    for (whose, many) in [(firm.user, 1), (theirs.user, 0)] {
        assert_eq!(training::answered(&ctx, &tx, Some(whose)).await.unwrap().len(), many, "each their own");
    }
    drop(tx);
    let work = house.store.begin(&other).await.unwrap();
    assert!(matches!(training::forget(&other, &work, it).await, Err(Error::NotFound)));
    drop(work);

    house.pass(86_400_000);
    for gone in [true, false] {
        let work = house.store.begin(&ctx).await.unwrap();
        assert_eq!(training::forget(&ctx, &work, it).await.unwrap(), gone, "once");
        save(work, "training.forget").await;
    }
    assert_eq!(answered(&ctx).await, []);
    let tx = house.store.read(&ctx).await.unwrap();
    let after = training::get(&ctx, &tx, first, firm.user).await.unwrap();
    assert_eq!((after.state, after.finished), (AttemptState::Failed, Some(it.finished)));
    assert_eq!(after.content, AttemptContent { version: [1; 32], drawn: Vec::new(), right: 7 });
    let open = training::list(&ctx, &tx, firm.user, 10).await.unwrap();
    assert_eq!(open[0].content.drawn.len(), 1, "one that is open keeps its questions");
}
