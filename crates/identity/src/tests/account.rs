//! What people change about themselves, who may add whom, and what the audit log says of it.

use legalmind_core::account::{Language, Role};
use legalmind_store::audit;

use super::fixture::{ADMIN, HERE, House, LAWYER, PASSWORD, both, person};
use crate::{Error, NewFirm, NewPerson, Newcomer, SignInState, Violation};

both!(
    p049_a_new_password_meets_the_policy_and_ends_other_sessions,
    p049_guessing_the_present_password_is_slowed_down,
    p049_first_passwords_meet_the_policy_too_and_nothing_half_is_made,
    p047_people_are_added_by_the_administrator_alone,
    somebody_new_signs_in_with_the_password_that_was_made_for_them,
    a_language_is_kept,
    p034_every_success_and_every_failure_is_in_the_audit_log,
);

const NEXT: &str = "kV7#pQ9!vzxw";

async fn p049_a_new_password_meets_the_policy_and_ends_other_sessions() {
    let house = House::build().await;
    let (here, elsewhere) = (house.signed_in().await, house.signed_in().await);
    let change =
        async |current: &str, new: &str| house.identity.change_password(&here.who, current, new).await;
    assert!(matches!(change("fout", NEXT).await, Err(Error::Credentials)));
    let table = [
        ("kV7#pQ9!v", Violation::Length),
        ("xK7#Mirjam!pq9", Violation::UserName),
        ("xK7#kroonjuweel!Q", Violation::FirmName),
        ("Welkom2026!", Violation::Common),
    ];
    for (new, violation) in table {
        let Err(Error::Password(broken)) = change(PASSWORD, new).await else { panic!("{new} was accepted") };
        assert_eq!(broken, [violation], "{new}");
    }
    assert!(house.who(&elsewhere).await.is_ok(), "nothing has changed so far");

    let renewed = change(PASSWORD, NEXT).await.expect("changed");
    assert!(house.who(&here).await.is_err() && house.who(&elsewhere).await.is_err());
    let who = house.who(&renewed).await.expect("this session goes on");
    assert_eq!(who.ends(), here.who.ends(), "and ends when it would have");
    assert!(matches!(house.try_password(LAWYER, PASSWORD, HERE).await, Err(Error::Credentials)));
    assert!(house.try_password(LAWYER, NEXT, HERE).await.is_ok());
}

async fn p049_guessing_the_present_password_is_slowed_down() {
    let house = House::build().await;
    let start = house.signed_in().await;
    for _ in 0..5 {
        assert!(matches!(
            house.identity.change_password(&start.who, "fout", NEXT).await,
            Err(Error::Credentials)
        ));
    }
    assert!(matches!(
        house.identity.change_password(&start.who, PASSWORD, NEXT).await,
        Err(Error::TooMany { .. })
    ));
}

async fn p049_first_passwords_meet_the_policy_too_and_nothing_half_is_made() {
    let house = House::build().await;
    let weak =
        NewPerson { password: "Welkom2026!".into(), ..person("Piet Puk", "piet@anders.nl", Role::Staff) };
    let firm = NewFirm { name: "Anders".into(), administrator: weak.clone() };
    assert!(matches!(house.identity.init_firm(&firm).await, Err(Error::Password(_))));
    assert!(matches!(house.identity.add_person(&house.operator(), &weak).await, Err(Error::Password(_))));
    let taken = NewFirm { name: "Anders".into(), administrator: person("Piet Puk", ADMIN, Role::Staff) };
    assert!(matches!(house.identity.init_firm(&taken).await, Err(Error::EmailInUse)));
    for (name, email) in [("", "piet@anders.nl"), ("Piet", "piet"), ("Piet", "piet@anders.nl\r\nBcc: x@y.nl")]
    {
        let refused = house.identity.add_person(&house.operator(), &person(name, email, Role::Staff)).await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "{name} {email}");
    }
    assert_eq!(legalmind_store::tenant::list(&house.store).await.expect("firms"), [house.tenant]);
    assert_eq!(house.identity.people(&house.operator()).await.expect("people").len(), 2);
}

async fn somebody_new_signs_in_with_the_password_that_was_made_for_them() {
    let house = House::build().await;
    let new = |name: &str, email: &str| Newcomer {
        name: name.into(),
        email: email.into(),
        role: Role::ReadOnly,
        language: Language::En,
    };
    let ctx = house.operator();
    let (piet, password) =
        house.identity.welcome(&ctx, &new("Piet Puk", "piet@anders.nl")).await.expect("added");
    let (_, other) = house.identity.welcome(&ctx, &new("Anna Puk", "anna@anders.nl")).await.expect("added");
    assert_ne!(password, other);
    let start = house.identity.sign_in("piet@anders.nl", &password, &house.meta(HERE)).await.expect("known");
    assert_eq!(start.who.state(), SignInState::Enrolment, "the second factor is theirs to set up");
    assert_eq!(start.who.user(), piet);
    let own = house.signed_in().await.who.ctx().expect("a context").clone();
    let refused = house.identity.welcome(&own, &new("Bo Puk", "bo@anders.nl")).await;
    assert!(matches!(refused, Err(Error::Store(legalmind_store::Error::Refused(_)))), "{refused:?}");
    for (name, email, at) in [("\u{200b}", "bo@anders.nl", "/name"), ("Bo", "bo", "/email")] {
        let refused = house.identity.welcome(&ctx, &new(name, email)).await;
        assert!(matches!(refused, Err(Error::Invalid(pointer)) if pointer == at), "{refused:?}");
    }
    let refused = house.identity.welcome(&ctx, &new("Bo", "Piet@anders.nl")).await;
    assert!(matches!(refused, Err(Error::EmailInUse)), "{refused:?}");
    let all = house.log().await.into_iter().filter(|it| it.0 == "account.create").count();
    assert_eq!(all, 4, "the two that were there, and two");
}

async fn p047_people_are_added_by_the_administrator_alone() {
    let house = House::build().await;
    let lawyer = house.signed_in().await;
    let ctx = lawyer.who.ctx().expect("a context");
    let refused = house
        .identity
        .add_person(ctx, &person("Piet Puk", "piet@kroonjuweel.nl", Role::FirmAdministrator))
        .await;
    assert!(matches!(refused, Err(Error::Store(legalmind_store::Error::Refused(_)))));
    let people = house.identity.people(ctx).await.expect("people");
    let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Bea Heer", "Mirjam Zwaluw"]);
}

async fn a_language_is_kept() {
    let house = House::build().await;
    let start = house.signed_in().await;
    house.identity.set_language(&start.who, Language::En).await.expect("kept");
    let profile = house.identity.profile(&start.who).await.expect("shown");
    assert_eq!(
        (profile.language, profile.firm.as_str(), profile.role),
        (Language::En, "Kroonjuweel Advocaten", Role::Lawyer)
    );
}

async fn p034_every_success_and_every_failure_is_in_the_audit_log() {
    let house = House::build().await;
    house.try_password(LAWYER, "fout", HERE).await.expect_err("refused");
    let start = house.after_password(LAWYER).await;
    house.identity.second_factor(&start.who, "000000").await.expect_err("refused");
    let full = house.identity.second_factor(&start.who, &house.code()).await.expect("signed in");
    house.identity.change_password(&full.who, "fout", NEXT).await.expect_err("refused");
    house.identity.sign_out(&full.who).await.expect("signed out");
    let log = house.log().await;
    let log: Vec<(&str, &str, bool)> = log
        .iter()
        .map(|(action, outcome, user)| (action.as_str(), outcome.as_str(), user.is_some()))
        .collect();
    assert_eq!(
        log,
        [
            ("firm.create", "done", false),
            ("account.create", "done", false),
            ("account.create", "done", false),
            ("session.password", "refused", false),
            ("session.password", "done", true),
            ("session.second_factor", "refused", true),
            ("session.second_factor", "done", true),
            ("account.password", "refused", true),
            ("session.end", "done", true),
        ]
    );
    let ctx = house.operator();
    let tx = house.store.read(&ctx).await.expect("a read");
    audit::verify(&ctx, &tx).await.expect("the chain holds");
}
