//! Conflict checks over a store: what is found, what is told to whom, and when a check counts no more.

use legalmind_compliance::{
    Compliance, Error,
    conflict::{ConflictView, IntakeView, Screening},
};
use legalmind_core::{
    Ctx, DossierId, Id,
    account::Role,
    audit::Entry,
    conflict::{ConflictState, PartyName},
    dossier::{Access, DossierContent},
    party::{LikenessKind, PartyRole},
};
use legalmind_store::{
    Ask, Error as StoreError, account, audit, conflict, dossier,
    wall::{self, WallContent},
};
use legalmind_testkit::{Fixture, Person};

/// A firm with a lawyer who asks, a colleague, and an administrator.
struct House {
    fixture: Fixture,
    compliance: Compliance,
    colleague: Person,
}

impl House {
    async fn new() -> Self {
        let fixture = Fixture::sqlite().await.expect("a store");
        let compliance = Compliance::new(fixture.store.clone(), fixture.world.clone());
        let colleague = fixture.person(Role::Lawyer).await.expect("a person");
        let house = Self { fixture, compliance, colleague };
        house.name(colleague, "Mira Lidt").await;
        house
    }

    async fn name(&self, person: Person, name: &str) {
        let ctx = self.fixture.ctx();
        let work = self.fixture.store.begin(&ctx).await.expect("a unit");
        let mut found = account::get(&ctx, &work, person.user).await.expect("the account");
        found.content.name = name.to_owned();
        account::update(&ctx, &work, &found).await.expect("changed");
        work.audit(Entry::done("account.update", "account", person.user.uuid())).expect("an entry");
        work.save().await.expect("saved");
    }

    /// A dossier of `person` with these parties.
    async fn dossier(&self, person: Person, name: &str, client: &str, others: &[&str]) -> DossierId {
        let ctx = self.fixture.ctx_of(person);
        let id = self.fixture.dossier_of(person, name).await.expect("a dossier");
        self.change(&ctx, id, |content| {
            content.number = format!("N-{name}");
            content.client = client.to_owned();
            content.counterparties = others.iter().map(|it| (*it).to_owned()).collect();
        })
        .await;
        id
    }

    /// Changes the content as it is, without the vault.
    async fn change(&self, ctx: &Ctx, id: DossierId, change: impl FnOnce(&mut DossierContent)) {
        let work = self.fixture.store.begin(ctx).await.expect("a unit");
        let found = dossier::get(ctx, &work, id).await.expect("the dossier");
        let mut content = found.content;
        change(&mut content);
        let responsible = found.responsible;
        let draft = dossier::DossierDraft { responsible, content, ..Default::default() };
        dossier::update(ctx, &work, id, found.revision, &draft).await.expect("changed");
        work.audit(Entry::done("dossier.update", "dossier", id.uuid())).expect("an entry");
        work.save().await.expect("saved");
    }

    async fn wall(&self, id: DossierId, person: Person) {
        let ctx = self.fixture.ctx();
        let work = self.fixture.store.begin(&ctx).await.expect("a unit");
        wall::raise(&ctx, &work, id, person.user, &WallContent::default()).await.expect("a wall");
        work.audit(Entry::done("wall.raise", "dossier", id.uuid())).expect("an entry");
        work.save().await.expect("saved");
    }

    async fn screen(&self, ctx: &Ctx, names: &[(&str, PartyRole)]) -> Screening {
        self.compliance.screen_names(ctx, given(names)).await.expect("screened").found
    }

    async fn check(&self, ctx: &Ctx, id: DossierId) -> ConflictView {
        self.compliance.check_conflicts(ctx, id, Vec::new(), None).await.expect("checked")
    }
}

fn given(names: &[(&str, PartyRole)]) -> Vec<PartyName> {
    names.iter().map(|(name, role)| PartyName { name: (*name).to_owned(), role: *role }).collect()
}

use PartyRole::{Client, Counterparty, Other};

#[tokio::test]
async fn opposite_sides_come_first_then_what_is_most_alike() {
    let house = House::new().await;
    let (ctx, own) = (house.fixture.ctx(), house.fixture.lawyer);
    let again = house.dossier(own, "Weer", "Jan de Vries", &[]).await;
    let against = house.dossier(own, "Tegen", "Bakkerij Zon B.V.", &["J. de Vries", "Piet de Vries"]).await;
    house.dossier(own, "Niets", "Anna Mulder", &["Bouwbedrijf Van Loon B.V."]).await;
    let found = house.screen(&ctx, &[("Vries, Jan de", Client), ("Ons Huis", Other)]).await;
    let seen: Vec<_> =
        found.hits.iter().map(|it| (it.hit.dossier, it.hit.party.role, it.hit.kind, it.hit.asked)).collect();
    assert_eq!(
        seen,
        [(against, Counterparty, LikenessKind::Part, 0), (again, Client, LikenessKind::Same, 0)]
    );
    assert_eq!(
        (found.hits[0].dossier_name.as_str(), found.hits[0].dossier_number.as_str()),
        ("Tegen", "N-Tegen")
    );
    assert_eq!((found.dossiers, &found.hidden, found.cut), (3, &None, false));
}

#[tokio::test]
async fn what_may_not_be_seen_is_one_line_with_whom_to_ask() {
    let house = House::new().await;
    let (ctx, colleague) = (house.fixture.ctx(), house.colleague);
    let hidden = house.dossier(colleague, "Geheim", "Jan de Vries", &["Pieter Mulder"]).await;
    let one = house.screen(&ctx, &[("Jan de Vries", Counterparty)]).await;
    assert!(one.hits.is_empty());
    assert_eq!(one.hidden.as_ref().map(|it| it.ask.clone()), Some(vec!["Mira Lidt".to_owned()]));
    // more of the same person is told as the same
    house.dossier(colleague, "Geheim twee", "J. de Vries", &["Jan de Vries"]).await;
    let more = house.screen(&ctx, &[("Jan de Vries", Counterparty), ("P. Mulder", Client)]).await;
    assert_eq!(more.hidden, one.hidden);
    let told = format!("{:?}", more.hidden);
    assert!(!told.contains("Geheim") && !told.contains(&hidden.to_string()), "{told}");
    let none = house.screen(&ctx, &[("Karel Appelboom", Counterparty)]).await;
    assert_eq!(none.hidden, None);
}

#[tokio::test]
async fn behind_a_wall_another_than_the_lawyer_is_asked() {
    let house = House::new().await;
    let asker = house.fixture.person(Role::Lawyer).await.expect("a person");
    let keeper = house.fixture.person(Role::FirmAdministrator).await.expect("a person");
    house.name(keeper, "Bea Heer").await;
    let ctx = house.fixture.ctx_of(asker);
    let walled = house.dossier(house.colleague, "Muur", "Jan de Vries", &[]).await;
    let before = house.screen(&ctx, &[("Jan de Vries", Client)]).await.hidden.expect("something");
    house.wall(walled, asker).await;
    let behind = house.screen(&ctx, &[("Jan de Vries", Client)]).await.hidden.expect("something");
    assert_eq!((before.ask, behind.ask), (vec!["Mira Lidt".to_owned()], vec!["Bea Heer".to_owned()]));
    // the only one to ask is behind the wall too
    house.wall(walled, keeper).await;
    assert!(house.screen(&ctx, &[("Jan de Vries", Client)]).await.hidden.expect("something").ask.is_empty());
    // a wall beats that the dossier is open to the firm
    let work = house.fixture.store.begin(&ctx).await.expect("a unit");
    let found = dossier::get(&ctx, &work, walled).await.expect("the dossier");
    let draft = dossier::DossierDraft { access: Access::Firm, content: found.content, ..Default::default() };
    dossier::update(&ctx, &work, walled, found.revision, &draft).await.expect("changed");
    work.audit(Entry::done("dossier.update", "dossier", walled.uuid())).expect("an entry");
    work.save().await.expect("saved");
    assert!(house.screen(&ctx, &[("Jan de Vries", Client)]).await.hits.is_empty());
    assert_eq!(house.screen(&house.fixture.ctx(), &[("Jan de Vries", Client)]).await.hits.len(), 1);
}

#[tokio::test]
async fn a_kept_check_shows_each_reader_what_they_may_see() {
    let house = House::new().await;
    let (mine, theirs) = (house.fixture.ctx(), house.fixture.ctx_of(house.colleague));
    let secret = house.dossier(house.fixture.lawyer, "Alleen van mij", "Jan de Vries", &[]).await;
    let shared = house.dossier(house.fixture.lawyer, "Samen", "Zonnehof B.V.", &["Jan de Vries"]).await;
    house.fixture.join(shared, house.colleague).await.expect("a member");
    let checked = house.check(&mine, shared).await;
    assert_eq!(checked.found.hits.iter().map(|it| it.hit.dossier).collect::<Vec<_>>(), [secret]);
    let read = house.compliance.list_conflicts(&theirs, shared).await.expect("the checks").remove(0);
    assert!(read.found.hits.is_empty() && read.found.hidden.is_some());
    assert!(!format!("{read:?}").contains("Alleen van mij"));
    assert!(!format!("{read:?}").contains(&secret.to_string()));
    // a wall that comes later hides what was seen before
    house.wall(secret, house.fixture.lawyer).await;
    let again = house.compliance.list_conflicts(&mine, shared).await.expect("the checks").remove(0);
    assert!(again.found.hits.is_empty() && again.found.hidden.is_some());
}

#[tokio::test]
async fn a_check_is_concluded_with_a_reason_and_lapses() {
    let house = House::new().await;
    let (ctx, own) = (house.fixture.ctx(), house.fixture.lawyer);
    let id = house.dossier(own, "Nieuw", "Zonnehof B.V.", &["Jan de Vries"]).await;
    let further = given(&[("Maanhof N.V.", Client), ("Zonnehof B.V.", Client), (" ", Other)]);
    let checked = house.compliance.check_conflicts(&ctx, id, further, None).await.expect("checked");
    assert_eq!(checked.found.names.len(), 3);
    assert_eq!((checked.state, checked.found.dossiers), (ConflictState::Open, 0));
    let conclude = |revision, state, reason| {
        house.compliance.conclude_conflict(&ctx, checked.id, revision, state, reason)
    };
    let none = conclude(1, ConflictState::Clear, "  ").await;
    assert!(matches!(none, Err(Error::Invalid { code: "required", .. })), "{none:?}");
    let too_long = "x".repeat(2_001);
    let long = conclude(1, ConflictState::Clear, &too_long).await;
    assert!(matches!(long, Err(Error::Invalid { code: "too_long", .. })), "{long:?}");
    let open = conclude(1, ConflictState::Open, "x").await;
    assert!(matches!(open, Err(Error::Invalid { code: "unknown", .. })), "{open:?}");
    let done = conclude(1, ConflictState::Clear, " Geen treffers. ").await.expect("concluded");
    assert_eq!((done.state, done.revision), (ConflictState::Clear, 2));
    assert_eq!(done.concluded.map(|it| it.reason), Some("Geen treffers.".to_owned()));
    let late = conclude(1, ConflictState::Refused, "x").await;
    assert!(matches!(late, Err(Error::Store(StoreError::Conflict))), "{late:?}");
    let work = house.fixture.store.begin(&ctx).await.expect("a unit");
    conflict::lapse(&ctx, &work, id).await.expect("lapsed");
    work.audit(Entry::done("dossier.update", "dossier", id.uuid())).expect("an entry");
    work.save().await.expect("saved");
    let lapsed = conclude(3, ConflictState::Clear, "x").await;
    assert!(matches!(lapsed, Err(Error::State("conflict_lapsed"))), "{lapsed:?}");
}

#[tokio::test]
async fn another_firm_is_never_compared_nor_read() {
    let house = House::new().await;
    let stranger = house.fixture.firm().await.expect("a firm");
    let foreign = house.fixture.ctx_of(stranger);
    let id = house.dossier(house.fixture.lawyer, "Hier", "Jan de Vries", &[]).await;
    let found = house.screen(&foreign, &[("Jan de Vries", Client)]).await;
    assert_eq!((found.dossiers, found.hits.len(), found.hidden), (0, 0, None));
    let checked = house.check(&house.fixture.ctx(), id).await;
    let not_there = |error: Error| matches!(error, Error::Store(StoreError::NotFound));
    let compliance = &house.compliance;
    assert!(not_there(compliance.list_conflicts(&foreign, id).await.expect_err("foreign")));
    assert!(not_there(
        compliance.check_conflicts(&foreign, id, Vec::new(), None).await.expect_err("foreign")
    ));
    let concluded = compliance.conclude_conflict(&foreign, checked.id, 1, ConflictState::Clear, "x").await;
    assert!(not_there(concluded.expect_err("foreign")));
}

#[tokio::test]
#[expect(clippy::disallowed_methods, reason = "how long it took is printed, not asserted")]
async fn every_dossier_is_compared_however_many_there_are() {
    let house = House::new().await;
    let (ctx, own) = (house.fixture.ctx(), house.fixture.lawyer);
    let count: usize =
        std::env::var("LEGALMIND_DOSSIERS").ok().and_then(|it| it.parse().ok()).unwrap_or(1_100);
    let work = house.fixture.store.begin(&ctx).await.expect("a unit");
    for at in 0..count {
        let client =
            if at % (count / 3) == 7 { "Jan de Vries".to_owned() } else { format!("P. Bakker{at}sen") };
        let others = vec![format!("Handelsonderneming {at} B.V."), format!("W. van der Meer{at}ink")];
        let content =
            DossierContent { name: at.to_string(), client, counterparties: others, ..Default::default() };
        let draft = dossier::DossierDraft { responsible: Some(own.user), content, ..Default::default() };
        let id = Id::new(&house.fixture.world);
        dossier::add(&ctx, &work, id, &draft).await.expect("a dossier");
        dossier::add_member(&ctx, &work, id, own.user).await.expect("a member");
    }
    work.audit(Entry::done("dossier.create", "firm", ctx.tenant().uuid())).expect("an entry");
    work.save().await.expect("saved");
    let begun = std::time::Instant::now();
    let found = house.screen(&ctx, &[("De Vries, J.", Counterparty), ("Zonnehof N.V.", Client)]).await;
    println!("{count} dossiers compared in {:?}", begun.elapsed());
    assert_eq!((found.dossiers, found.hits.len()), (u32::try_from(count).expect("a number"), 3));
}

#[tokio::test]
async fn names_are_needed_and_not_too_many() {
    let house = House::new().await;
    let ctx = house.fixture.ctx();
    let code = |result: Result<IntakeView, Error>| match result {
        Err(Error::Invalid { pointer, code }) => (pointer, code),
        other => panic!("{other:?}"),
    };
    let screen = |names| house.compliance.screen_names(&ctx, names);
    assert_eq!(code(screen(given(&[(" ", Client)])).await), ("/names".to_owned(), "empty"));
    assert_eq!(code(screen(given(&[(&"x".repeat(300), Client)])).await), ("/names".to_owned(), "too_long"));
    let many: Vec<PartyName> = (0..201).map(|it| PartyName { name: format!("N{it}"), role: Other }).collect();
    assert_eq!(code(screen(many).await), ("/names".to_owned(), "too_many"));
    let empty = house.fixture.dossier("Leeg").await.expect("a dossier");
    let nobody = house.compliance.check_conflicts(&ctx, empty, Vec::new(), None).await;
    assert!(matches!(nobody, Err(Error::Invalid { code: "empty", .. })), "{nobody:?}");
}

#[tokio::test]
async fn each_check_and_look_leaves_an_entry() {
    let house = House::new().await;
    let ctx = house.fixture.ctx();
    let id = house.dossier(house.fixture.lawyer, "Zaak", "Jan de Vries", &[]).await;
    house.screen(&ctx, &[("Jan de Vries", Client)]).await;
    let checked = house.check(&ctx, id).await;
    house.compliance.list_conflicts(&ctx, id).await.expect("the checks");
    house
        .compliance
        .conclude_conflict(&ctx, checked.id, 1, ConflictState::Clear, "Geen")
        .await
        .expect("done");
    let reader = house.fixture.person(Role::ReadOnly).await.expect("a person");
    house.fixture.join(id, reader).await.expect("a member");
    let refused = house.compliance.check_conflicts(&house.fixture.ctx_of(reader), id, Vec::new(), None).await;
    assert!(matches!(refused, Err(Error::Store(StoreError::Refused(_)))), "{refused:?}");
    let tx = house.fixture.store.read(&ctx).await.expect("a transaction");
    let entries =
        audit::list(&ctx, &tx, &audit::Filter::default(), &Ask::default()).await.expect("the log").items;
    let told: Vec<String> = entries.iter().map(|it| format!("{it:?}")).collect();
    for action in ["conflict.screen", "conflict.check", "conflict.list", "conflict.conclude"] {
        assert!(told.iter().any(|it| it.contains(action)), "{action}");
    }
    assert!(!told.iter().any(|it| it.contains("Vries")));
}

#[tokio::test]
async fn a_screening_is_kept_before_there_is_a_dossier_and_goes_with_the_one_made_from_it() {
    let house = House::new().await;
    let (ctx, own) = (house.fixture.ctx(), house.fixture.lawyer);
    let old = house.dossier(own, "Oud", "Jan de Vries", &[]).await;
    let names = given(&[("Zonnehof B.V.", Client), ("Jan de Vries", Counterparty)]);
    let compliance = &house.compliance;
    let kept = compliance.screen_names(&ctx, names.clone()).await.expect("screened");
    assert_eq!((kept.state, kept.revision, &kept.concluded), (ConflictState::Open, 1, &None));
    assert_eq!(kept.found.hits.iter().map(|it| it.hit.dossier).collect::<Vec<_>>(), [old]);
    // who did it, when, which names and what was found: for whoever may do intake, with their own sight
    let theirs = house.fixture.ctx_of(house.colleague);
    let listed = compliance.list_intakes(&theirs).await.expect("the list");
    assert_eq!((listed[0].id, listed[0].created), (kept.id, kept.created));
    assert_eq!(listed[0].found.names, names);
    assert!(listed[0].created_by.is_some());
    assert!(listed[0].found.hits.is_empty() && listed[0].found.hidden.is_some(), "not their dossier");
    let conclude = async |revision, state, reason| {
        compliance.conclude_intake(&ctx, kept.id, revision, state, reason).await
    };
    let none = conclude(1, ConflictState::Clear, " ").await;
    assert!(matches!(none, Err(Error::Invalid { code: "required", .. })), "{none:?}");
    let open = conclude(1, ConflictState::Open, "x").await;
    assert!(matches!(open, Err(Error::Invalid { code: "unknown", .. })), "{open:?}");
    let done = conclude(1, ConflictState::Accepted, "Met toestemming.").await.expect("concluded");
    assert_eq!((done.revision, done.concluded.map(|it| it.reason)), (2, Some("Met toestemming.".to_owned())));
    let late = conclude(1, ConflictState::Refused, "x").await;
    assert!(matches!(late, Err(Error::Store(StoreError::Conflict))), "{late:?}");
    // it goes with the dossier, with its conclusion, and is in the list no more
    house.fixture.clock.pass(std::time::Duration::from_secs(60));
    let made = house.dossier(own, "Nieuw", "Zonnehof B.V.", &["Jan de Vries"]).await;
    let check = compliance.check_conflicts(&ctx, made, Vec::new(), Some(kept.id)).await.expect("attached");
    assert_eq!((check.id, check.state, check.created), (kept.id, ConflictState::Accepted, kept.created));
    assert_eq!(check.concluded.map(|it| it.reason), Some("Met toestemming.".to_owned()));
    assert_eq!(compliance.list_intakes(&ctx).await.expect("the list"), []);
    assert_eq!(compliance.list_conflicts(&ctx, made).await.expect("checks").len(), 1);
    let tx = house.fixture.store.read(&ctx).await.expect("a transaction");
    assert_eq!(conflict::state(&ctx, &tx, made).await.expect("a state"), ConflictState::Accepted);
    drop(tx);
    let again = compliance.check_conflicts(&ctx, made, Vec::new(), Some(kept.id)).await;
    assert!(matches!(again, Err(Error::Invalid { code: "unknown", .. })), "{again:?}");
}

#[tokio::test]
async fn where_something_else_is_found_the_screening_is_an_earlier_check() {
    let house = House::new().await;
    let (ctx, own) = (house.fixture.ctx(), house.fixture.lawyer);
    let names = given(&[("Zonnehof B.V.", Client), ("Jan de Vries", Counterparty)]);
    let kept = house.compliance.screen_names(&ctx, names).await.expect("screened");
    let concluded =
        house.compliance.conclude_intake(&ctx, kept.id, 1, ConflictState::Clear, "Geen treffers.").await;
    concluded.expect("concluded");
    house.fixture.clock.pass(std::time::Duration::from_secs(60));
    // meanwhile a colleague took on the other side
    house.dossier(house.colleague, "Tussendoor", "J. de Vries", &[]).await;
    let made = house.dossier(own, "Nieuw", "Zonnehof B.V.", &["Jan de Vries"]).await;
    let check =
        house.compliance.check_conflicts(&ctx, made, Vec::new(), Some(kept.id)).await.expect("checked");
    assert!(check.id != kept.id && check.found.hidden.is_some());
    assert_eq!((check.state, &check.concluded), (ConflictState::Open, &None), "somebody has to look again");
    let all = house.compliance.list_conflicts(&ctx, made).await.expect("checks");
    let told: Vec<_> = all.iter().map(|it| (it.id, it.state, it.lapsed)).collect();
    assert_eq!(
        told,
        [(check.id, ConflictState::Open, false), (kept.id, ConflictState::Clear, true)],
        "what was concluded before stays to be read"
    );
}

#[tokio::test]
async fn a_screening_without_a_dossier_is_forgotten_after_a_year_and_is_of_whoever_does_intake() {
    let house = House::new().await;
    let ctx = house.fixture.ctx();
    let names = || given(&[("Zonnehof B.V.", Client)]);
    let kept = house.compliance.screen_names(&ctx, names()).await.expect("screened");
    let reader = house.fixture.ctx_of(house.fixture.person(Role::ReadOnly).await.expect("a person"));
    let refused = |error: Error| matches!(error, Error::Store(StoreError::Refused(_)));
    let compliance = &house.compliance;
    assert!(refused(compliance.list_intakes(&reader).await.expect_err("no intake")));
    let tried = compliance.conclude_intake(&reader, kept.id, 1, ConflictState::Clear, "x").await;
    assert!(refused(tried.expect_err("no intake")));
    let foreign = house.fixture.ctx_of(house.fixture.firm().await.expect("a firm"));
    assert_eq!(compliance.list_intakes(&foreign).await.expect("their list"), []);
    let tried = compliance.conclude_intake(&foreign, kept.id, 1, ConflictState::Clear, "x").await;
    assert!(matches!(tried, Err(Error::Store(StoreError::NotFound))), "{tried:?}");
    let night = house.fixture.store.housekeeper(house.fixture.lawyer.tenant, "campaigns");
    let day = std::time::Duration::from_secs(24 * 3_600);
    house.fixture.clock.pass(day * 364);
    let later = compliance.screen_names(&ctx, names()).await.expect("screened");
    assert_eq!(compliance.forget_intakes(&night).await.expect("looked"), 0, "on its last day it is there");
    assert_eq!(compliance.list_intakes(&ctx).await.expect("the list").len(), 2);
    house.fixture.clock.pass(day * 2);
    assert_eq!(compliance.forget_intakes(&night).await.expect("looked"), 1);
    let left: Vec<_> =
        compliance.list_intakes(&ctx).await.expect("the list").iter().map(|it| it.id).collect();
    assert_eq!(left, [later.id]);
    assert_eq!(compliance.forget_intakes(&night).await.expect("looked"), 0);
}

#[tokio::test]
async fn a_common_surname_alone_comes_last_and_is_told_as_weak() {
    let house = House::new().await;
    let (ctx, own) = (house.fixture.ctx(), house.fixture.lawyer);
    let bare = house.dossier(own, "Kaal", "Zon B.V.", &["Jansen"]).await;
    let full = house.dossier(own, "Vol", "Joris Jansen", &[]).await;
    house.dossier(own, "Ander", "P. Jansen", &[]).await;
    let found = house.screen(&ctx, &[("J. Jansen", Client)]).await;
    let told: Vec<_> = found.hits.iter().map(|it| (it.hit.dossier, it.weak)).collect();
    assert_eq!(
        told,
        [(full, false), (bare, true)],
        "also behind one of the same side; another initial is none"
    );
}
