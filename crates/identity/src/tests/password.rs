//! Passwords at sign-in (P049): unknown and known look alike.

use std::time::Duration;

use legalmind_core::account::{AccountState, Role};
use legalmind_store::account;
use tokio::time::timeout;

use super::fixture::{ADMIN, HERE, House, LAWYER, PASSWORD, both};
use crate::{Error, IdentityOptions, password::hash::is_outdated};

both!(
    p049_unknown_wrong_and_suspended_get_the_same_answer,
    p049_an_unknown_address_costs_a_hash_as_well,
    p049_a_failure_takes_its_time_whatever_the_reason,
    p049_a_weaker_hash_is_renewed_at_sign_in,
    p049_without_a_password_nobody_gets_in,
    p050_no_account_holds_a_password_that_can_be_recovered,
);

async fn p049_unknown_wrong_and_suspended_get_the_same_answer() {
    let house = House::build().await;
    house.set(house.admin, Role::FirmAdministrator, AccountState::Suspended).await;
    let tries = [
        (LAWYER, "fout"),
        ("niemand@kroonjuweel.nl", PASSWORD),
        (ADMIN, PASSWORD),
        ("geen adres", PASSWORD),
        ("", ""),
        (LAWYER, ""),
    ];
    for (email, password) in tries {
        let refused = house.try_password(email, password, HERE).await.expect_err("refused");
        assert_eq!(
            format!("{refused:?} {refused}"),
            "Credentials the e-mail address or the password is not right",
            "{email}"
        );
    }
    assert!(house.try_password(" Mirjam@KROONJUWEEL.nl ", PASSWORD, HERE).await.is_ok());
}

async fn p049_an_unknown_address_costs_a_hash_as_well() {
    let mut house = House::build().await;
    house
        .restart_with(IdentityOptions { floor: Duration::ZERO, hashers: 1, ..IdentityOptions::default() })
        .await;
    house.set(house.admin, Role::FirmAdministrator, AccountState::Suspended).await;
    let slot = house.identity.hasher.hold().await;
    for email in [LAWYER, ADMIN, "niemand@kroonjuweel.nl", "geen adres"] {
        let waits = timeout(Duration::from_millis(300), house.try_password(email, PASSWORD, HERE)).await;
        assert!(waits.is_err(), "{email} was answered without comparing a password");
    }
    drop(slot);
    assert!(house.try_password(LAWYER, PASSWORD, HERE).await.is_ok());
}

async fn p049_a_failure_takes_its_time_whatever_the_reason() {
    let mut house = House::build().await;
    house
        .restart_with(IdentityOptions { floor: Duration::from_secs(30), ..IdentityOptions::default() })
        .await;
    for (email, password) in [(LAWYER, "fout"), ("niemand@kroonjuweel.nl", "fout")] {
        let waits = timeout(Duration::from_secs(2), house.try_password(email, password, HERE)).await;
        assert!(waits.is_err(), "{email} was answered early");
    }
    let quick = timeout(Duration::from_secs(20), house.try_password(LAWYER, PASSWORD, HERE)).await;
    assert!(quick.is_ok_and(|start| start.is_ok()), "success does not wait");
}

async fn p049_a_weaker_hash_is_renewed_at_sign_in() {
    let house = House::build().await;
    let params = argon2::Params::new(64, 1, 1, None).expect("params");
    let weak = argon2::Argon2::from(params);
    let phc: argon2::password_hash::phc::PasswordHash =
        argon2::PasswordHasher::hash_password_with_salt(&weak, PASSWORD.as_bytes(), b"saltsaltsaltsalt")
            .expect("hashed");
    put_hash(&house, Some(phc.to_string())).await;
    house.after_password(LAWYER).await;
    let kept = kept_hash(&house).await.expect("a hash");
    assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$") && !is_outdated(&kept));
    house.after_password(LAWYER).await;
    assert_eq!(kept_hash(&house).await.as_deref(), Some(kept.as_str()), "and then left alone");
}

async fn p049_without_a_password_nobody_gets_in() {
    let house = House::build().await;
    put_hash(&house, None).await;
    for password in ["", PASSWORD] {
        assert!(matches!(house.try_password(LAWYER, password, HERE).await, Err(Error::Credentials)));
    }
}

async fn put_hash(house: &House, phc: Option<String>) {
    let ctx = house.operator();
    let work = house.store.begin(&ctx).await.expect("a unit of work");
    let mut found = account::get(&ctx, &work, house.lawyer).await.expect("an account");
    found.content.password_phc = phc;
    account::update(&ctx, &work, &found).await.expect("changed");
    work.audit(legalmind_core::audit::Entry::done("account.update", "account", house.lawyer.uuid()))
        .expect("audit");
    work.save().await.expect("saved");
}

async fn kept_hash(house: &House) -> Option<String> {
    let ctx = house.operator();
    let tx = house.store.read(&ctx).await.expect("a read");
    account::get(&ctx, &tx, house.lawyer).await.expect("an account").content.password_phc
}

async fn p050_no_account_holds_a_password_that_can_be_recovered() {
    let house = House::build().await;
    house.signed_in().await;
    let ctx = house.operator();
    let tx = house.store.read(&ctx).await.expect("a read");
    let accounts = account::list(&ctx, &tx).await.expect("accounts");
    assert_eq!(accounts.len(), 2);
    for account in accounts {
        // a field that comes to it has to be looked at here
        let account::AccountContent { name, email, language: _, password_phc, totp_secret, totp_offered } =
            account.content;
        let phc = password_phc.expect("a password was set");
        assert!(phc.starts_with("$argon2id$v=19$"), "{phc}");
        let clear = PASSWORD.as_bytes();
        let coded = [data_encoding::BASE64.encode(clear), data_encoding::HEXLOWER.encode(clear)];
        for text in [&name, &email, &phc] {
            assert!(!text.contains(PASSWORD) && coded.iter().all(|it| !text.contains(it.as_str())));
        }
        for bytes in [totp_secret, totp_offered].into_iter().flatten() {
            assert!(!bytes.windows(clear.len()).any(|it| it == clear));
        }
    }
}
