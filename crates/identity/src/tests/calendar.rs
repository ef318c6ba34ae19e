//! Secret addresses of calendars: whose rights they have, and how they end.

use legalmind_core::account::{AccountState, Role};

use super::fixture::{HERE, House, both};
use crate::{Error, SessionToken};

both!(
    an_address_has_the_rights_its_owner_has_now_and_ends_with_them,
    an_address_is_revoked_by_its_owner_alone,
    a_token_that_was_not_given_out_opens_nothing,
);

async fn an_address_has_the_rights_its_owner_has_now_and_ends_with_them() {
    let house = House::build().await;
    let start = house.signed_in().await;
    let own = start.who.ctx().expect("signed in").clone();
    let (made, token) = house.identity.add_calendar(&own, None, false).await.expect("an address");
    let fetch = async || house.identity.calendar(&token.expose(), &house.meta(HERE)).await;
    let (ctx, of) = fetch().await.expect("its owner's context");
    assert_eq!((ctx.user(), ctx.tenant(), ctx.role()), (Some(house.lawyer), house.tenant, Role::Lawyer));
    assert_eq!(of.id, made.id);
    let listed = house.identity.list_calendars(&own).await.expect("listed");
    assert_eq!(listed.first().and_then(|it| it.fetched), Some(house.now()));

    house.set(house.lawyer, Role::ReadOnly, AccountState::Active).await;
    assert_eq!(fetch().await.expect("still its owner's").0.role(), Role::ReadOnly);
    house.set(house.lawyer, Role::ReadOnly, AccountState::Suspended).await;
    assert!(matches!(fetch().await, Err(Error::NoSession)));
}

async fn an_address_is_revoked_by_its_owner_alone() {
    let house = House::build().await;
    let own = house.signed_in().await.who.ctx().expect("signed in").clone();
    let (made, token) = house.identity.add_calendar(&own, None, true).await.expect("an address");
    let operator = house.operator();
    assert!(house.identity.remove_calendar(&operator, made.id).await.is_err());
    house.identity.remove_calendar(&own, made.id).await.expect("revoked");
    let fetched = house.identity.calendar(&token.expose(), &house.meta(HERE)).await;
    assert!(matches!(fetched, Err(Error::NoSession)));
    for _ in 0..20 {
        house.identity.add_calendar(&own, None, false).await.expect("an address");
    }
    assert!(matches!(house.identity.add_calendar(&own, None, false).await, Err(Error::Invalid(_))));
}

async fn a_token_that_was_not_given_out_opens_nothing() {
    let house = House::build().await;
    let start = house.signed_in().await;
    let other = SessionToken::fresh(house.store.world()).expose();
    // nor does the secret of a session open a calendar
    for token in ["", "x", &other, &start.token.expose()] {
        let fetched = house.identity.calendar(token, &house.meta(HERE)).await;
        assert!(matches!(fetched, Err(Error::NoSession)), "{token}");
    }
}
