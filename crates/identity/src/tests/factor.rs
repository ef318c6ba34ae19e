//! The second factor is mandatory (P034).

use legalmind_core::account::{Language, Role};

use super::fixture::{ADMIN, FACTOR, House, LAWYER, PASSWORD, both, person};
use crate::{
    Error, NewPerson, SignInState,
    totp::{self, Secret},
};

both!(
    p034_a_password_alone_reaches_nothing,
    p034_who_has_a_factor_cannot_enrol_another_with_a_password,
    p034_enrolment_comes_first_and_is_confirmed_by_a_code,
    p034_a_code_counts_once_and_one_step_early_or_late,
    p034_two_sessions_at_once_cannot_use_one_code,
    p034_a_recovery_code_counts_once_and_for_its_owner,
    p034_guessing_codes_is_slowed_down_over_sessions,
    a_person_may_come_with_a_second_factor,
);

async fn p034_a_password_alone_reaches_nothing() {
    let house = House::build().await;
    for (email, state) in [(LAWYER, SignInState::SecondFactor), (ADMIN, SignInState::Enrolment)] {
        let start = house.after_password(email).await;
        let who = house.who(&start).await.expect("a session");
        assert_eq!((start.who.state(), who.state()), (state, state));
        assert!(matches!(who.ctx(), Err(Error::SecondFactor)));
        let refused = house.identity.set_language(&who, Language::En).await;
        assert!(matches!(refused, Err(Error::SecondFactor)));
        let refused = house.identity.change_password(&who, PASSWORD, "kV7#pQ9!vzxw").await;
        assert!(matches!(refused, Err(Error::SecondFactor)));
        assert_eq!(house.identity.profile(&who).await.expect("shown").email, email);
    }
}

async fn p034_who_has_a_factor_cannot_enrol_another_with_a_password() {
    let house = House::build().await;
    let who = house.after_password(LAWYER).await.who;
    assert!(matches!(house.identity.offer_second_factor(&who).await, Err(Error::Enrolled)));
    assert!(matches!(house.identity.confirm_second_factor(&who, "123456").await, Err(Error::Enrolled)));
}

async fn p034_enrolment_comes_first_and_is_confirmed_by_a_code() {
    let house = House::build().await;
    let other = house.after_password(ADMIN).await;
    let start = house.after_password(ADMIN).await;
    assert!(matches!(house.identity.second_factor(&start.who, "123456").await, Err(Error::SecondFactor)));
    let who = house.who(&start).await.expect("a session");
    let offer = house.identity.offer_second_factor(&who).await.expect("an offer");
    let again = house.identity.offer_second_factor(&start.who).await.expect("an offer");
    assert_eq!(offer.secret, again.secret, "a reload offers the same");
    assert_ne!(offer.secret, house.identity.offer_second_factor(&other.who).await.expect("an offer").secret);
    assert!(offer.uri.contains(&format!("secret={}", offer.secret)) && offer.qr_svg.starts_with("<svg"));

    assert!(matches!(house.identity.confirm_second_factor(&who, "000000").await, Err(Error::Code)));
    let bytes = data_encoding::BASE32_NOPAD.decode(offer.secret.as_bytes()).expect("base32");
    let secret = Secret::new(&bytes);
    let code = secret.code(totp::step(house.now()));
    let (full, codes) = house.identity.confirm_second_factor(&who, &code).await.expect("confirmed");
    assert_eq!((full.who.state(), codes.len()), (SignInState::SignedIn, 10));
    assert_eq!(full.who.ctx().expect("a context").role(), Role::FirmAdministrator);
    assert!(house.who(&start).await.is_err(), "the token was replaced");
    assert!(house.who(&other).await.is_err(), "other sessions ended");

    let next = house.after_password(ADMIN).await.who;
    assert_eq!(next.state(), SignInState::SecondFactor);
    assert!(
        matches!(house.identity.second_factor(&next, &code).await, Err(Error::Code)),
        "the code was used"
    );
    house.pass_secs(30);
    let fresh = secret.code(totp::step(house.now()));
    assert!(house.identity.second_factor(&next, &fresh).await.is_ok());
}

async fn p034_a_code_counts_once_and_one_step_early_or_late() {
    let house = House::build().await;
    let secret = Secret::new(FACTOR);
    let first = house.after_password(LAWYER).await.who;
    let second = house.after_password(LAWYER).await.who;
    let step = totp::step(house.now());
    for far in [step - 2, step + 2] {
        assert!(matches!(house.identity.second_factor(&first, &secret.code(far)).await, Err(Error::Code)));
    }
    assert!(house.identity.second_factor(&first, &secret.code(step)).await.is_ok());
    for used in [step, step - 1] {
        assert!(matches!(house.identity.second_factor(&second, &secret.code(used)).await, Err(Error::Code)));
    }
    assert!(house.identity.second_factor(&second, &secret.code(step + 1)).await.is_ok());
}

async fn p034_two_sessions_at_once_cannot_use_one_code() {
    let house = House::build().await;
    let (one, two) = (house.after_password(LAWYER).await.who, house.after_password(LAWYER).await.who);
    let code = house.code();
    let both =
        tokio::join!(house.identity.second_factor(&one, &code), house.identity.second_factor(&two, &code));
    assert_eq!(u8::from(both.0.is_ok()) + u8::from(both.1.is_ok()), 1);
}

async fn p034_a_recovery_code_counts_once_and_for_its_owner() {
    let house = House::build().await;
    let start = house.after_password(ADMIN).await;
    let offer = house.identity.offer_second_factor(&start.who).await.expect("an offer");
    let bytes = data_encoding::BASE32_NOPAD.decode(offer.secret.as_bytes()).expect("base32");
    let code = Secret::new(&bytes).code(totp::step(house.now()));
    let (_, codes) = house.identity.confirm_second_factor(&start.who, &code).await.expect("confirmed");

    let lawyer = house.after_password(LAWYER).await.who;
    assert!(matches!(house.identity.second_factor(&lawyer, &codes[0]).await, Err(Error::Code)), "another's");
    let typed = codes[0].to_lowercase().replace('-', " ");
    let admin = house.after_password(ADMIN).await.who;
    assert!(house.identity.second_factor(&admin, &typed).await.is_ok());
    let admin = house.after_password(ADMIN).await.who;
    assert!(matches!(house.identity.second_factor(&admin, &codes[0]).await, Err(Error::Code)), "spent");
    assert!(house.identity.second_factor(&admin, &codes[9]).await.is_ok());
}

async fn p034_guessing_codes_is_slowed_down_over_sessions() {
    let house = House::build().await;
    for _ in 0..5 {
        let who = house.after_password(LAWYER).await.who;
        assert!(matches!(house.identity.second_factor(&who, "000000").await, Err(Error::Code)));
    }
    let who = house.after_password(LAWYER).await.who;
    assert!(
        matches!(house.identity.second_factor(&who, &house.code()).await, Err(Error::TooMany { .. })),
        "even the right one"
    );
    house.pass_secs(1);
    assert!(house.identity.second_factor(&who, &house.code()).await.is_ok());
}

async fn a_person_may_come_with_a_second_factor() {
    let house = House::build().await;
    let new = NewPerson {
        second_factor: Some(Secret::new(&[9; 20])),
        ..person("Piet Puk", "piet@kroonjuweel.nl", Role::Staff)
    };
    house.identity.add_person(&house.operator(), &new).await.expect("added");
    assert_eq!(house.after_password("piet@kroonjuweel.nl").await.who.state(), SignInState::SecondFactor);
}
