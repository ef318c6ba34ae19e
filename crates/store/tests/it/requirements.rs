//! What the firm asks of people with a role, and when it is met.

use legalmind_core::{
    RegisterRowId, Timestamp, UserId,
    account::Role,
    dossier::DossierFacts,
    register::{RowContent, RowState},
    requirement::Requirement,
    rights::Action,
};
use legalmind_store::{
    Error, dossier,
    register::{self, NewRow},
    requirement::{self, Met},
    rights,
    session::{self, Level, NewSession, SessionContent},
};

use crate::house::{Firm, House, both, save};

both!(
    p067_p072_p074_what_a_role_asks_is_met_by_rows_until_their_day,
    p067_a_session_tells_what_lacks_and_then_no_dossier_is_there,
);

async fn row(house: &House, firm: Firm, all: &[(Requirement, UserId, Option<Timestamp>)]) -> RegisterRowId {
    let ctx = house.lawyer(firm);
    let new = NewRow {
        id: house.id(),
        register: "opleiding",
        state: RowState::InForce,
        dossier: None,
        owner: None,
        since: None,
        key: None,
        content: RowContent::default(),
    };
    let work = house.store.begin(&ctx).await.unwrap();
    register::add(&ctx, &work, &new).await.unwrap();
    let all: Vec<Met> = all.iter().map(|&(what, user, until)| Met { what, user, until }).collect();
    requirement::meet(&ctx, &work, new.id, &all).await.unwrap();
    save(work, "register.add").await;
    new.id
}

async fn ask(house: &House, firm: Firm, role: Role, asked: &[Requirement]) {
    let ctx = house.lawyer(firm);
    let work = house.store.begin(&ctx).await.unwrap();
    requirement::set(&ctx, &work, role, asked).await.unwrap();
    save(work, "requirement.set").await;
}

fn in_millis(house: &House, millis: i64) -> Option<Timestamp> {
    Some(Timestamp::from_millisecond(house.world.clock.now().as_millisecond() + millis).unwrap())
}

async fn p067_p072_p074_what_a_role_asks_is_met_by_rows_until_their_day(house: &House) {
    use Requirement::{BackgroundCheck, Confidentiality, Training};
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let other = house.person(firm, Role::Staff).await;
    let lacking = async |role, user| {
        let tx = house.store.read(&ctx).await.unwrap();
        requirement::lacking(&ctx, &tx, role, user).await.unwrap()
    };
    assert_eq!(lacking(Role::Lawyer, firm.user).await, []);
    ask(house, firm, Role::Lawyer, &[Training, Confidentiality, BackgroundCheck, Training]).await;
    assert_eq!(lacking(Role::Lawyer, firm.user).await, [Confidentiality, BackgroundCheck, Training]);
    assert_eq!(lacking(Role::Staff, firm.user).await, [], "of another role nothing is asked");
    let both = [(Confidentiality, firm.user, None), (Training, firm.user, in_millis(house, 1_000))];
    let met = row(house, firm, &both).await;
    row(house, firm, &[(BackgroundCheck, other, None)]).await;
    assert_eq!(lacking(Role::Lawyer, firm.user).await, [BackgroundCheck]);
    assert_eq!(lacking(Role::Lawyer, other).await, [Confidentiality, Training]);
    house.pass(999);
    assert_eq!(lacking(Role::Lawyer, firm.user).await, [BackgroundCheck]);
    house.pass(1);
    assert_eq!(lacking(Role::Lawyer, firm.user).await, [BackgroundCheck, Training]);
    let tx = house.store.read(&ctx).await.unwrap();
    let all = requirement::met(&ctx, &tx).await.unwrap();
    assert!(all.contains(&(firm.user, Confidentiality)) && all.contains(&(other, BackgroundCheck)));
    assert_eq!(all.len(), 2);
    drop(tx);
    // the row no longer says so
    let work = house.store.begin(&ctx).await.unwrap();
    requirement::meet(&ctx, &work, met, &[]).await.unwrap();
    save(work, "register.update").await;
    assert_eq!(lacking(Role::Lawyer, firm.user).await, [Confidentiality, BackgroundCheck, Training]);
    ask(house, firm, Role::Lawyer, &[]).await;
    assert_eq!(lacking(Role::Lawyer, firm.user).await, []);

    let stranger = house.firm().await;
    let theirs = house.lawyer(stranger);
    ask(house, stranger, Role::Lawyer, &[Training]).await;
    let tx = house.store.read(&theirs).await.unwrap();
    assert_eq!(requirement::list(&theirs, &tx).await.unwrap(), [(Role::Lawyer, Training)]);
    assert!(requirement::met(&theirs, &tx).await.unwrap().is_empty());
    drop(tx);
    let tx = house.store.read(&ctx).await.unwrap();
    assert!(requirement::list(&ctx, &tx).await.unwrap().is_empty());
}

async fn p067_a_session_tells_what_lacks_and_then_no_dossier_is_there(house: &House) {
    use Requirement::{AiLiteracy, Confidentiality, Training};
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let dossier = house.dossier(firm, "Van Loon").await;
    let new = NewSession {
        id: house.id(),
        token_hash: [7; 32],
        user: firm.user,
        level: Level::Full,
        ends: in_millis(house, 3_600_000).unwrap(),
        content: SessionContent::default(),
    };
    let work = house.store.begin(&ctx).await.unwrap();
    session::add(&ctx, &work, &new).await.unwrap();
    save(work, "session.begin").await;
    let trained = async || {
        session::find_by_token_hash(&house.store, &[7; 32]).await.unwrap().expect("a session").trained
    };
    assert!(trained().await);
    ask(house, firm, Role::Staff, &[Training]).await;
    assert!(trained().await, "asked of another role");
    ask(house, firm, Role::Lawyer, &[Confidentiality]).await;
    assert!(trained().await, "asked when the role is given, not later");
    ask(house, firm, Role::Lawyer, &[Training, AiLiteracy]).await;
    assert!(!trained().await);
    row(house, firm, &[(Training, firm.user, in_millis(house, 60_000))]).await;
    assert!(!trained().await, "one of two");
    row(house, firm, &[(AiLiteracy, firm.user, None)]).await;
    assert!(trained().await);
    house.pass(60_000);
    assert!(!trained().await, "its day is over");

    let without = ctx.clone().untrained();
    let tx = house.store.read(&without).await.unwrap();
    assert!(dossier::visible(&without, &tx).await.unwrap().is_empty());
    assert_eq!(dossier::visible(&ctx, &tx).await.unwrap(), [dossier]);
    for id in [dossier, house.id()] {
        let tried = rights::require(&without, &tx, Action::DossierRead, id).await;
        let Err(Error::Refused(refused)) = tried else { panic!("{tried:?}") };
        assert!(refused.for_training());
    }
    let facts: DossierFacts = rights::require(&ctx, &tx, Action::DossierRead, dossier).await.unwrap();
    assert!(facts.member);
}
