//! Roles given, and what the firm asks before.

use legalmind_core::{
    Ctx, Id, RegisterRowId, UserId,
    account::Role,
    audit::Entry,
    register::{RowContent, RowState},
    requirement::Requirement,
    rights::{Action, decide},
};
use legalmind_store::{
    register::{self, NewRow},
    requirement::{self, Met},
};

use super::fixture::{HERE, House, both, person};
use crate::Error;

both!(
    p072_p074_a_role_is_refused_to_whom_lacks_what_the_firm_asks_of_it,
    p067_without_a_valid_training_a_session_reaches_no_dossier,
    the_last_administrator_stays_one,
);

impl House {
    async fn ask(&self, role: Role, asked: &[Requirement]) {
        let ctx = self.operator();
        let work = self.store.begin(&ctx).await.expect("a unit of work");
        requirement::set(&ctx, &work, role, asked).await.expect("asked");
        work.audit(Entry::done("requirement.set", "firm", self.tenant.uuid())).expect("audit");
        work.save().await.expect("saved");
    }

    async fn meet(&self, met: Met) {
        let ctx = self.operator();
        let id: RegisterRowId = Id::new(self.store.world());
        let (state, content) = (RowState::InForce, RowContent::default());
        let row = NewRow {
            id,
            register: "screening",
            state,
            dossier: None,
            owner: None,
            since: None,
            key: None,
            content,
        };
        let work = self.store.begin(&ctx).await.expect("a unit of work");
        register::add(&ctx, &work, &row).await.expect("added");
        requirement::meet(&ctx, &work, id, &[met]).await.expect("met");
        work.audit(Entry::done("register.add", "register_row", id.uuid())).expect("audit");
        work.save().await.expect("saved");
    }

    async fn role(&self, ctx: &Ctx, user: UserId) -> Role {
        let people = self.identity.people(ctx).await.expect("people");
        people.into_iter().find(|it| it.id == user).expect("there").role
    }
}

async fn p072_p074_a_role_is_refused_to_whom_lacks_what_the_firm_asks_of_it() {
    use Requirement::{BackgroundCheck, Confidentiality, Training};
    let house = House::build().await;
    let ctx = house.operator();
    house.ask(Role::Staff, &[Confidentiality, BackgroundCheck, Training]).await;
    // nobody new begins with the role: nothing can be known of them yet
    let refused =
        house.identity.add_person(&ctx, &person("Sam Kroon", "sam@kroonjuweel.nl", Role::Staff)).await;
    assert!(
        matches!(&refused, Err(Error::Lacks(it)) if *it == [Confidentiality, BackgroundCheck]),
        "{refused:?}"
    );
    assert_eq!(house.identity.people(&ctx).await.expect("people").len(), 2, "nothing half is made");
    let new = person("Sam Kroon", "sam@kroonjuweel.nl", Role::ReadOnly);
    let sam = house.identity.add_person(&ctx, &new).await.expect("a reader");
    let give = async |role| house.identity.set_role(&ctx, sam, role).await;
    let lacks = |tried: crate::Result<()>| match tried {
        Err(Error::Lacks(all)) => all,
        other => panic!("{other:?}"),
    };
    assert_eq!(lacks(give(Role::Staff).await), [Confidentiality, BackgroundCheck]);
    house.meet(Met { what: BackgroundCheck, user: sam, until: None }).await;
    house.meet(Met { what: Confidentiality, user: house.lawyer, until: None }).await;
    assert_eq!(lacks(give(Role::Staff).await), [Confidentiality]);
    assert_eq!(house.role(&ctx, sam).await, Role::ReadOnly);
    house.meet(Met { what: Confidentiality, user: sam, until: None }).await;
    // the training is asked before a dossier is opened
    give(Role::Staff).await.expect("given");
    assert_eq!(house.role(&ctx, sam).await, Role::Staff);
    give(Role::Lawyer).await.expect("of which nothing is asked");
    let told = house.log().await.into_iter().filter(|it| it.0 == "account.role").map(|it| it.1);
    assert_eq!(told.collect::<Vec<_>>(), ["refused", "refused", "done", "done"]);
    // whom it concerns is not asked
    let own = house.signed_in().await.who.ctx().expect("signed in").clone();
    let tried = house.identity.set_role(&own, house.lawyer, Role::FirmAdministrator).await;
    assert!(matches!(tried, Err(Error::Store(legalmind_store::Error::Refused(_)))), "{tried:?}");
}

async fn p067_without_a_valid_training_a_session_reaches_no_dossier() {
    use Requirement::Training;
    let house = House::build().await;
    let start = house.signed_in().await;
    let own = start.who.ctx().expect("signed in").clone();
    let (_, token) = house.identity.add_calendar(&own, None, false).await.expect("an address");
    let trained = async || {
        let session = house.who(&start).await.expect("a session").ctx().expect("signed in").is_trained();
        let (fetched, _) =
            house.identity.calendar(&token.expose(), &house.meta(HERE)).await.expect("an owner");
        assert_eq!(session, fetched.is_trained());
        session
    };
    assert!(trained().await);
    house.ask(Role::Lawyer, &[Training]).await;
    assert!(!trained().await);
    let until = crate::identity::later(house.now(), std::time::Duration::from_secs(600));
    house.meet(Met { what: Training, user: house.lawyer, until: Some(until) }).await;
    assert!(trained().await);
    house.pass_secs(600);
    assert!(!trained().await);
    // what takes the lack away stays open: one's account, and for an administrator the administration
    house.ask(Role::FirmAdministrator, &[Training]).await;
    let admin = house.operator().untrained();
    for action in [Action::PersonManage, Action::OwnAccount, Action::OfficerManage, Action::RegisterList] {
        assert_eq!(decide(&admin, action, Default::default()), Ok(()), "{action:?}");
    }
    house.ask(Role::Lawyer, &[]).await;
    assert!(trained().await);
}

async fn the_last_administrator_stays_one() {
    let house = House::build().await;
    let ctx = house.operator();
    let tried = house.identity.set_role(&ctx, house.admin, Role::Lawyer).await;
    assert!(matches!(tried, Err(Error::LastAdministrator)), "{tried:?}");
    house.identity.set_role(&ctx, house.lawyer, Role::FirmAdministrator).await.expect("a second");
    house.identity.set_role(&ctx, house.admin, Role::Lawyer).await.expect("given");
    assert_eq!(house.role(&ctx, house.admin).await, Role::Lawyer);
}
