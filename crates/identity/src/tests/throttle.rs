//! Growing delays, and that strangers cannot keep somebody out.

use std::time::Duration;

use super::fixture::{HERE, House, LAWYER, PASSWORD, both};
use crate::Error;

both!(
    p034_delays_grow_for_known_and_unknown_alike,
    p034_a_delay_ends_and_the_right_password_clears_it,
    p034_strangers_cannot_keep_somebody_out_of_the_place_they_work,
    p034_many_accounts_from_one_address_are_slowed_down,
    p034_many_tries_at_the_same_moment_get_no_more_than_the_free_ones,
);

async fn wrong(house: &House, email: &str, address: &str) -> Option<Duration> {
    match house.try_password(email, "fout", address).await {
        Err(Error::Credentials) => None,
        Err(Error::TooMany { wait }) => Some(wait),
        other => panic!("{other:?}"),
    }
}

async fn p034_delays_grow_for_known_and_unknown_alike() {
    for email in [LAWYER, "niemand@kroonjuweel.nl"] {
        let house = House::build().await;
        for _ in 0..5 {
            assert_eq!(wrong(&house, email, HERE).await, None);
        }
        let mut waited = Vec::new();
        for _ in 0..5 {
            let wait = wrong(&house, email, HERE).await.expect("a delay");
            assert_eq!(wrong(&house, email, HERE).await, Some(wait), "an early try does not make it longer");
            waited.push(wait.as_secs());
            house.pass(wait);
            assert_eq!(wrong(&house, email, HERE).await, None, "patience helps");
        }
        assert_eq!(waited, [1, 1, 2, 4, 8], "each try comes twice as long after the first");
    }
}

async fn p034_a_delay_ends_and_the_right_password_clears_it() {
    let house = House::build().await;
    for _ in 0..5 {
        wrong(&house, LAWYER, HERE).await;
    }
    assert!(matches!(house.try_password(LAWYER, PASSWORD, HERE).await, Err(Error::TooMany { .. })));
    house.pass_secs(1);
    assert!(house.try_password(LAWYER, PASSWORD, HERE).await.is_ok());
    for _ in 0..5 {
        assert_eq!(wrong(&house, LAWYER, HERE).await, None, "counting begins anew");
    }
}

async fn p034_strangers_cannot_keep_somebody_out_of_the_place_they_work() {
    let house = House::build().await;
    house.after_password(LAWYER).await;
    for stranger in 0..30 {
        wrong(&house, LAWYER, &format!("198.51.100.{stranger}")).await;
    }
    assert!(wrong(&house, LAWYER, "198.51.100.99").await.is_some(), "the account is tried from everywhere");
    assert!(house.try_password(LAWYER, PASSWORD, HERE).await.is_ok(), "the own place is not held up");
}

async fn p034_many_accounts_from_one_address_are_slowed_down() {
    let house = House::build().await;
    for guess in 0..50 {
        assert_eq!(wrong(&house, &format!("a{guess}@kroonjuweel.nl"), "203.0.113.5").await, None);
    }
    assert!(wrong(&house, "nog-een@kroonjuweel.nl", "203.0.113.5").await.is_some());
    assert_eq!(
        wrong(&house, "nog-een@kroonjuweel.nl", "203.0.113.6").await,
        None,
        "another address is another"
    );
}

async fn p034_many_tries_at_the_same_moment_get_no_more_than_the_free_ones() {
    let house = House::build().await;
    let tries = (0..20).map(|_| house.try_password(LAWYER, "fout", HERE));
    let results = futures_join(tries).await;
    let compared = results.iter().filter(|result| matches!(result, Err(Error::Credentials))).count();
    assert_eq!((compared, results.len()), (5, 20));
}

async fn futures_join<F: Future>(all: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut all: Vec<_> = all.map(Box::pin).collect();
    let mut done: Vec<Option<F::Output>> = all.iter().map(|_| None).collect();
    std::future::poll_fn(move |cx| {
        for (future, place) in all.iter_mut().zip(&mut done) {
            if place.is_none()
                && let std::task::Poll::Ready(output) = future.as_mut().poll(cx)
            {
                *place = Some(output);
            }
        }
        if done.iter().all(Option::is_some) {
            return std::task::Poll::Ready(done.iter_mut().filter_map(Option::take).collect());
        }
        std::task::Poll::Pending
    })
    .await
}
