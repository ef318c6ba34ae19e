//! How sessions end (M20), and that rights follow the person and not the session (P047).

use legalmind_core::{
    JobId,
    account::{AccountState, Role},
};

use super::fixture::{ADMIN, HERE, House, LAWYER, PASSWORD, both, person};
use crate::{Error, NewFirm, SignInState};

both!(
    m20_idle_and_absolute_ends_to_the_second,
    m20_twelve_hours_are_the_end_however_busy,
    m20_use_within_a_minute_counts_and_survives_a_restart_but_for_that_minute,
    m20_the_second_factor_has_ten_minutes,
    m20_a_rise_of_level_replaces_the_token,
    m20_signing_out_ends_one_or_all,
    m20_wrong_tokens_are_no_session,
    m20_what_is_over_is_swept_and_what_is_not_stays,
    p047_a_suspended_person_is_out_at_once_everywhere,
    p047_a_change_of_role_holds_from_the_next_request,
    p047_firms_do_not_meet,
);

const MINUTE: u64 = 60;
const HOUR: u64 = 3600;

async fn m20_idle_and_absolute_ends_to_the_second() {
    // seconds between uses, number of uses, whether the next is still let in
    let table = [
        (30 * MINUTE - 1, 1, true),
        (30 * MINUTE, 1, false),
        (45, 3, true),
        (29 * MINUTE, 24, true),
        (29 * MINUTE, 25, false),
    ];
    for (pause, uses, alive) in table {
        let house = House::build().await;
        let start = house.signed_in().await;
        for _ in 1..uses {
            house.pass_secs(pause);
            assert!(house.who(&start).await.is_ok(), "in use, {pause} x {uses}");
        }
        house.pass_secs(pause);
        assert_eq!(house.who(&start).await.is_ok(), alive, "{pause} x {uses}");
        assert_eq!(house.who(&start).await.is_ok(), alive, "and it stays so");
    }
}

async fn m20_twelve_hours_are_the_end_however_busy() {
    let house = House::build().await;
    let start = house.signed_in().await;
    let began = house.now();
    for _ in 0..(12 * HOUR / (20 * MINUTE) - 1) {
        house.pass_secs(20 * MINUTE);
        assert!(house.who(&start).await.is_ok());
    }
    house.pass_secs(20 * MINUTE - 1);
    assert!(house.who(&start).await.is_ok(), "11:59:59");
    house.pass_secs(1);
    assert_eq!(house.now().as_second() - began.as_second(), 12 * 3600);
    assert!(matches!(house.who(&start).await, Err(Error::NoSession)), "12:00:00");
}

async fn m20_use_within_a_minute_counts_and_survives_a_restart_but_for_that_minute() {
    let mut house = House::build().await;
    let start = house.signed_in().await;
    house.pass_secs(59);
    house.who(&start).await.expect("in use");
    house.pass_secs(30 * MINUTE - 1);
    house.who(&start).await.expect("idle counts from the last use");
    house.restart().await;
    house.pass_secs(30 * MINUTE - 1);
    assert!(house.who(&start).await.is_ok(), "what was written down is remembered");
    house.restart().await;
    house.pass_secs(30 * MINUTE);
    assert!(house.who(&start).await.is_err());
}

async fn m20_the_second_factor_has_ten_minutes() {
    let house = House::build().await;
    let start = house.after_password(LAWYER).await;
    house.pass_secs(10 * MINUTE - 1);
    assert!(house.who(&start).await.is_ok());
    house.pass_secs(1);
    assert!(house.who(&start).await.is_err());
    let late = house.identity.second_factor(&start.who, &house.code()).await;
    assert!(late.is_err(), "not even by who was let in before");
}

async fn m20_a_rise_of_level_replaces_the_token() {
    let house = House::build().await;
    let low = house.after_password(LAWYER).await;
    let high = house.identity.second_factor(&low.who, &house.code()).await.expect("signed in");
    assert!(matches!(house.who(&low).await, Err(Error::NoSession)), "the first token opens nothing");
    let who = house.who(&high).await.expect("signed in");
    assert_eq!(who.state(), SignInState::SignedIn);
    assert!(who.csrf().matches(high.who.csrf().as_str()) && !who.csrf().matches(low.who.csrf().as_str()));
    let ctx = who.ctx().expect("a context");
    assert_eq!(
        (ctx.tenant(), ctx.user(), ctx.role(), ctx.origin()),
        (house.tenant, Some(house.lawyer), Role::Lawyer, HERE)
    );
    assert!(matches!(house.identity.second_factor(&who, "123456").await, Err(Error::Enrolled)));
}

async fn m20_signing_out_ends_one_or_all() {
    let house = House::build().await;
    let (one, two, three) = (house.signed_in().await, house.signed_in().await, house.signed_in().await);
    house.identity.sign_out(&one.who).await.expect("signed out");
    house.identity.sign_out(&one.who).await.expect("twice does no harm");
    assert!(house.who(&one).await.is_err() && house.who(&two).await.is_ok());
    assert_eq!(house.identity.end_all(&three.who).await.expect("ended"), 2);
    assert!(house.who(&two).await.is_err() && house.who(&three).await.is_err());
}

async fn m20_wrong_tokens_are_no_session() {
    let house = House::build().await;
    let start = house.signed_in().await;
    let good = start.token.expose();
    let changed = if good.starts_with('A') { "B" } else { "A" };
    for bad in
        ["", "x", &format!("{changed}{}", &good[1..]), &good[..42], &format!("{good}A"), &"A".repeat(43)]
    {
        let refused = house.identity.authenticate(bad, &house.meta(HERE)).await;
        assert!(matches!(refused, Err(Error::NoSession)), "{bad}");
    }
}

async fn m20_what_is_over_is_swept_and_what_is_not_stays() {
    let house = House::build().await;
    let start = house.signed_in().await;
    house.identity.sweep().await.expect("swept");
    assert!(house.who(&start).await.is_ok());
}

async fn p047_a_suspended_person_is_out_at_once_everywhere() {
    let house = House::build().await;
    let (high, low) = (house.signed_in().await, house.after_password(LAWYER).await);
    house.set(house.lawyer, Role::Lawyer, AccountState::Suspended).await;
    assert!(matches!(house.who(&high).await, Err(Error::NoSession)));
    assert!(matches!(house.who(&low).await, Err(Error::NoSession)));
    assert!(matches!(house.try_password(LAWYER, PASSWORD, HERE).await, Err(Error::Credentials)));
    let job = JobId::new(house.store.world());
    assert!(house.identity.job_context(house.tenant, job, house.lawyer).await.is_err());
    house.set(house.lawyer, Role::Lawyer, AccountState::Active).await;
    assert!(house.who(&high).await.is_err(), "an ended session does not come back");
    assert!(house.try_password(LAWYER, PASSWORD, HERE).await.is_ok());
}

async fn p047_a_change_of_role_holds_from_the_next_request() {
    let house = House::build().await;
    let start = house.signed_in().await;
    house.set(house.lawyer, Role::ReadOnly, AccountState::Active).await;
    let who = house.who(&start).await.expect("signed in");
    assert_eq!(who.ctx().expect("a context").role(), Role::ReadOnly);
    let job = JobId::new(house.store.world());
    let ctx = house.identity.job_context(house.tenant, job, house.lawyer).await.expect("a context");
    assert_eq!((ctx.role(), ctx.user()), (Role::ReadOnly, Some(house.lawyer)));
}

async fn p047_firms_do_not_meet() {
    let house = House::build().await;
    let other = NewFirm {
        name: "Anders & Co".into(),
        administrator: person("Jan Anders", "jan@anders.nl", Role::Lawyer),
    };
    let (tenant, user) = house.identity.init_firm(&other).await.expect("another firm");
    assert_ne!(tenant, house.tenant);
    let who = house.after_password("jan@anders.nl").await.who;
    assert_eq!((who.tenant(), who.user()), (tenant, user));
    let job = JobId::new(house.store.world());
    assert!(house.identity.job_context(tenant, job, house.lawyer).await.is_err(), "not of that firm");
    let theirs = house.identity.operator_context(tenant, "test");
    let names: Vec<String> =
        house.identity.people(&theirs).await.expect("people").into_iter().map(|p| p.name).collect();
    assert_eq!(names, ["Jan Anders"]);
    let taken = house.identity.add_person(&theirs, &person("Mirjam", LAWYER, Role::Lawyer)).await;
    assert!(matches!(taken, Err(Error::EmailInUse)), "an address signs in to one firm");
    assert_eq!(house.after_password(ADMIN).await.who.tenant(), house.tenant);
}
