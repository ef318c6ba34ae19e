//! Dossiers held against lists of sanctions; nobody on them exists.

use std::{fs, path::PathBuf};

use legalmind_compliance::{
    Error,
    sanction::{Again, Asked, MatchSettling, Sanctions, SanctionsView, Screener, ScreeningView},
};
use legalmind_core::{
    Ctx, DossierId,
    account::Role,
    audit::Entry,
    dossier::{Access, DossierContent},
    party::{LikenessKind, PartyRole},
    sanction::{ListAge, MatchOutcome, SanctionList, ScreeningState},
};
use legalmind_law::sanction::{Shelf, Told};
use legalmind_store::{
    Error as StoreError,
    dossier::{self, DossierDraft},
    wall::{self, WallContent},
};
use legalmind_testkit::{Fixture, Person};

struct House {
    fixture: Fixture,
    sanctions: Sanctions,
}

impl House {
    async fn new() -> Self {
        let fixture = Fixture::sqlite().await.expect("a store");
        fixture.clock.set("2026-11-30T08:00:00Z".parse().expect("an instant"));
        let shelf = Shelf::new(&fixture.folder().join("sanctions"));
        let sanctions = Sanctions::new(fixture.store.clone(), shelf, fixture.world.clone());
        Self { fixture, sanctions }
    }

    fn ctx(&self) -> Ctx {
        self.fixture.ctx()
    }

    /// Imports a list of the Union of this day with these entries: number, kind, names with `|`.
    fn import(&self, day: &str, entries: &[(&str, &str, &str)]) {
        let entry = |(id, kind, names): &(&str, &str, &str)| {
            let names = names.split('|').map(|it| format!("<nameAlias wholeName=\"{it}\" strong=\"true\"/>"));
            let names: String = names.collect();
            format!(
                "<sanctionEntity logicalId=\"{id}\" euReferenceNumber=\"EU.{id}\"><regulation numberTitle=\"2024/9001\" \
                 programme=\"FIC\"/><subjectType code=\"{kind}\"/>{names}<birthdate birthdate=\"1961-05-07\"/>\
                 <citizenship countryDescription=\"FICTIELAND\"/></sanctionEntity>"
            )
        };
        let body: String = entries.iter().map(entry).collect();
        self.import_file(&format!(
            "<export xmlns=\"http://eu.europa.ec/fpi/fsd/export\" generationDate=\"{day}T10:00:00+01:00\">{body}</export>"
        ));
    }

    fn import_file(&self, text: &str) {
        let file: PathBuf = self.fixture.folder().join("list.xml");
        fs::write(&file, text).expect("written");
        let shelf = Shelf::new(&self.fixture.folder().join("sanctions"));
        let told = Told { list: SanctionList::Eu, date: None, now: self.fixture.world.now() };
        shelf.import(&file, told, true).expect("a list");
    }

    /// A dossier of the lawyer with a client and counterparties.
    async fn dossier(&self, client: &str, others: &[&str]) -> DossierId {
        let dossier = self.fixture.dossier("Zaak").await.expect("a dossier");
        self.change(dossier, client, others, Access::Members).await;
        dossier
    }

    async fn change(&self, dossier: DossierId, client: &str, others: &[&str], access: Access) {
        let ctx = self.ctx();
        let work = self.fixture.store.begin(&ctx).await.expect("a unit");
        let present = dossier::get(&ctx, &work, dossier).await.expect("there");
        let content = DossierContent {
            client: client.to_owned(),
            counterparties: others.iter().map(|it| (*it).to_owned()).collect(),
            ..present.content
        };
        let draft =
            DossierDraft { responsible: present.responsible, access, content, ..DossierDraft::default() };
        dossier::update(&ctx, &work, dossier, present.revision, &draft).await.expect("changed");
        work.audit(Entry::done("dossier.update", "dossier", dossier.uuid())).expect("an entry");
        work.save().await.expect("saved");
    }

    async fn view(&self, dossier: DossierId) -> SanctionsView {
        self.sanctions.get_sanctions(&self.ctx(), dossier).await.expect("a view")
    }

    async fn screen(&self, dossier: DossierId, further: &[&str]) -> SanctionsView {
        let further: Vec<String> = further.iter().map(|it| (*it).to_owned()).collect();
        self.fixture.clock.pass(std::time::Duration::from_secs(1));
        self.sanctions.screen(&self.ctx(), dossier, &further).await.expect("a screening")
    }

    async fn decide(&self, view: &ScreeningView, number: u32, outcome: MatchOutcome) -> ScreeningView {
        let (id, revision) = (view.screening.id, view.screening.revision);
        let settling = MatchSettling { outcome, reason: "Andere geboortedatum".to_owned() };
        let decided = self.sanctions.decide_match(&self.ctx(), id, revision, number, Some(settling)).await;
        decided.expect("decided")
    }
}

const ZOLTAR: (&str, &str, &str) = ("1", "person", "Zoltar Quimbrave|Zoltan Kwimbraaf");
const BRONTOSOL: (&str, &str, &str) = ("2", "enterprise", "Brontosol Trading LLC");

fn last(view: &SanctionsView) -> &ScreeningView {
    view.last.as_ref().expect("a screening")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn client_counterparties_and_further_names_are_held_against_the_list() {
    let house = House::new().await;
    house.import("2026-11-27", &[ZOLTAR, BRONTOSOL]);
    let dossier = house.dossier("Quimbrave, Z.", &["Brontosol Trading B.V.", "Gemeente Nergens"]).await;
    let before = house.view(dossier).await;
    assert_eq!((before.again.as_slice(), before.parties.len()), ([Again::Never].as_slice(), 3));
    let (list, age) = before.lists[0].head.clone().expect("a list");
    assert_eq!((list.entries, age, before.lists[1].head.is_none()), (2, ListAge::Fresh, true));

    let view = house.screen(dossier, &["Zoltar  Quimbrave", "Anna de Wit"]).await;
    assert!(view.again.is_empty());
    let screening = &last(&view).screening;
    let found: Vec<_> =
        screening.content.names.iter().map(|it| (it.name.as_str(), it.role, it.matches.len())).collect();
    assert_eq!(
        found,
        [
            ("Quimbrave, Z.", PartyRole::Client, 1),
            ("Brontosol Trading B.V.", PartyRole::Counterparty, 1),
            ("Gemeente Nergens", PartyRole::Counterparty, 0),
            ("Zoltar Quimbrave", PartyRole::Other, 1),
            ("Anna de Wit", PartyRole::Other, 0),
        ]
    );
    let numbers: Vec<_> = screening.content.matches().map(|it| it.number).collect();
    assert_eq!(numbers, [1, 2, 3]);
    let [part, company, same] = screening.content.matches().collect::<Vec<_>>()[..] else { panic!("three") };
    assert_eq!((part.likeness, company.likeness), (LikenessKind::Part, LikenessKind::Part));
    assert_eq!(
        (same.likeness, same.alike.as_str(), same.list),
        (LikenessKind::Same, "Zoltar Quimbrave", SanctionList::Eu)
    );
    assert_eq!(
        (&same.entry.births[..], &same.entry.nationalities[..]),
        (&["1961-05-07".to_owned()][..], &["FICTIELAND".to_owned()][..])
    );
    assert_eq!(
        (&same.entry.programmes[..], &same.entry.regulations[..]),
        (&["FIC".to_owned()][..], &["2024/9001".to_owned()][..])
    );
    assert_eq!((screening.state, screening.content.undecided()), (ScreeningState::Open, 3));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_decides_each_match_with_a_reason_and_may_take_it_back() {
    let house = House::new().await;
    house.import("2026-11-27", &[ZOLTAR]);
    let dossier = house.dossier("Zoltar Quimbrave", &[]).await;
    let view = house.screen(dossier, &[]).await;
    let screening = last(&view);
    let (ctx, id) = (house.ctx(), screening.screening.id);
    let with =
        |reason: &str| Some(MatchSettling { outcome: MatchOutcome::OtherPerson, reason: reason.to_owned() });
    for (reason, code) in [(" \n", "required"), (&"x".repeat(2_001), "too_long"), ("a\u{7}b", "not_text")] {
        let refused = house.sanctions.decide_match(&ctx, id, 1, 1, with(reason)).await;
        assert!(
            matches!(refused, Err(Error::Invalid { ref pointer, code: it }) if pointer == "/reason" && it == code),
            "{refused:?}"
        );
    }
    let none = house.sanctions.decide_match(&ctx, id, 1, 2, with("x")).await;
    assert!(matches!(none, Err(Error::Store(StoreError::NotFound))), "{none:?}");
    let decided = house.decide(screening, 1, MatchOutcome::SamePerson).await;
    assert_eq!(decided.screening.state, ScreeningState::Decided);
    let decision = decided.screening.content.decision(1).expect("a decision");
    assert_eq!(
        (decision.by, decision.outcome, decision.carried),
        (ctx.user(), MatchOutcome::SamePerson, false)
    );
    let late = house.sanctions.decide_match(&ctx, id, 1, 1, None).await;
    assert!(matches!(late, Err(Error::Store(StoreError::Conflict))), "{late:?}");
    let open = house.sanctions.decide_match(&ctx, id, 2, 1, None).await.expect("taken back");
    assert_eq!(open.screening.state, ScreeningState::Open);
    // one that another followed is closed to changes, and stays to be read
    house.screen(dossier, &[]).await;
    let followed = house.sanctions.decide_match(&ctx, id, 3, 1, with("x")).await;
    assert!(matches!(followed, Err(Error::State("screening_followed"))), "{followed:?}");
    assert_eq!(
        house.view(dossier).await.earlier.iter().map(|it| (it.id, it.undecided)).collect::<Vec<_>>(),
        [(id, 1)]
    );
    assert_eq!(house.sanctions.get_screening(&ctx, id).await.expect("there").screening.id, id);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_newer_list_or_a_new_party_makes_it_to_do_again_and_only_equal_decisions_go_along() {
    let house = House::new().await;
    house.import("2026-11-20", &[ZOLTAR, BRONTOSOL]);
    let dossier = house.dossier("Zoltar Quimbrave", &["Brontosol Trading"]).await;
    let view = house.screen(dossier, &[]).await;
    let decided = house.decide(last(&view), 1, MatchOutcome::OtherPerson).await;
    let decided = house.decide(&decided, 2, MatchOutcome::SamePerson).await;
    assert_eq!(decided.screening.state, ScreeningState::Decided);
    house.change(dossier, "Zoltar Quimbrave", &["Brontosol Trading", "Nieuwe Partij"], Access::Members).await;
    assert_eq!(house.view(dossier).await.again, [Again::NewParty]);
    house.change(dossier, "Zoltar Quimbrave", &[], Access::Members).await;
    assert_eq!(house.view(dossier).await.again, []);
    house.change(dossier, "Z. Quimbrave", &[], Access::Members).await;
    assert_eq!(house.view(dossier).await.again, [Again::NewParty]);
    house.change(dossier, "Zoltar Quimbrave", &["Brontosol Trading"], Access::Members).await;
    // of the company another name became known; the person is as it was
    let more = ("2", "enterprise", "Brontosol Trading LLC|Bronto Export");
    house.import("2026-11-28", &[more, ZOLTAR]);
    assert_eq!(house.view(dossier).await.again, [Again::NewList]);
    let view = house.screen(dossier, &[]).await;
    assert!(view.again.is_empty());
    let content = &last(&view).screening.content;
    assert_eq!(content.undecided(), 1);
    let kept = content.decision(1).expect("the person's");
    assert_eq!((kept.outcome, kept.carried), (MatchOutcome::OtherPerson, true));
    assert!(content.decision(2).is_none());
    // the same file once more changes nothing
    house.import("2026-11-28", &[more, ZOLTAR]);
    assert!(house.view(dossier).await.again.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_list_nothing_is_said_and_of_an_old_one_its_age_is() {
    let house = House::new().await;
    let dossier = house.dossier("Zoltar Quimbrave", &[]).await;
    let refused = house.sanctions.screen(&house.ctx(), dossier, &[]).await;
    assert!(matches!(refused, Err(Error::State("no_list"))), "{refused:?}");
    assert!(house.view(dossier).await.last.is_none());
    for (day, age) in
        [("2026-11-23", ListAge::Fresh), ("2026-11-22", ListAge::Old), ("2024-11-30", ListAge::Stale)]
    {
        house.import(day, &[ZOLTAR]);
        let view = house.screen(dossier, &[]).await;
        assert_eq!(last(&view).lists[0].1, age, "{day}");
        assert_eq!(view.lists[0].head.as_ref().map(|it| it.1), Some(age));
    }
    // what is kept of a screening is the age on its day
    house.import("2026-11-28", &[ZOLTAR]);
    let id = last(&house.screen(dossier, &[]).await).screening.id;
    house.fixture.clock.set("2027-11-30T08:00:00Z".parse().expect("an instant"));
    let later = house.view(dossier).await;
    assert_eq!(later.lists[0].head.as_ref().map(|it| it.1), Some(ListAge::Old));
    let kept = house.sanctions.get_screening(&house.ctx(), id).await.expect("there");
    assert_eq!(kept.lists[0].1, ListAge::Fresh);
    // a damaged list is no list
    fs::write(house.fixture.folder().join("sanctions/eu.list"), "x").expect("written");
    assert!(house.view(dossier).await.lists[0].damaged);
    let refused = house.sanctions.screen(&house.ctx(), dossier, &[]).await;
    assert!(matches!(refused, Err(Error::State("list_damaged"))), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn names_that_cannot_be_used_are_told_at_their_place() {
    let house = House::new().await;
    house.import("2026-11-28", &[ZOLTAR]);
    let (ctx, empty) = (house.ctx(), house.dossier(" ", &[]).await);
    let tried = async |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|it| (*it).to_owned()).collect();
        match house.sanctions.screen(&ctx, empty, &names).await {
            Err(Error::Invalid { pointer, code }) => (pointer, code),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(tried(&[]).await, ("/names".to_owned(), "required"));
    assert_eq!(tried(&["Anna", "\u{200b} "]).await, ("/names/1".to_owned(), "required"));
    assert_eq!(tried(&["12-34"]).await, ("/names/0".to_owned(), "no_name"));
    assert_eq!(tried(&[&"x".repeat(256)]).await, ("/names/0".to_owned(), "too_long"));
    assert_eq!(tried(&["x"; 51]).await, ("/names".to_owned(), "too_many"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_who_may_see_the_dossier_sees_its_screening_and_only_who_may_change_it_screens() {
    let house = House::new().await;
    house.import("2026-11-28", &[ZOLTAR]);
    let dossier = house.dossier("Zoltar Quimbrave", &[]).await;
    let view = house.screen(dossier, &[]).await;
    let id = last(&view).screening.id;
    let fixture = &house.fixture;
    let colleague = fixture.person(Role::Lawyer).await.expect("a person");
    let walled = fixture.person(Role::Lawyer).await.expect("a person");
    let administrator = fixture.person(Role::FirmAdministrator).await.expect("a person");
    fixture.join(dossier, walled).await.expect("a member");
    let ctx = fixture.ctx_of(administrator);
    let work = fixture.store.begin(&ctx).await.expect("a unit");
    let content = WallContent { reason: "Eerder voor de wederpartij".to_owned() };
    wall::raise(&ctx, &work, dossier, walled.user, &content).await.expect("a wall");
    work.audit(Entry::done("wall.raise", "dossier", dossier.uuid())).expect("an entry");
    work.save().await.expect("saved");
    let stranger = fixture.firm().await.expect("a firm");
    let tried = async |person: Person| {
        let ctx = fixture.ctx_of(person);
        [
            house.sanctions.get_sanctions(&ctx, dossier).await.map(drop),
            house.sanctions.get_screening(&ctx, id).await.map(drop),
            house.sanctions.screen(&ctx, dossier, &[]).await.map(drop),
            house.sanctions.decide_match(&ctx, id, 1, 1, None).await.map(drop),
        ]
    };
    for person in [colleague, walled, administrator, stranger] {
        for answer in tried(person).await {
            assert!(matches!(answer, Err(Error::Store(StoreError::NotFound))), "{answer:?}");
        }
    }
    // open to the firm: read by a colleague, changed by members alone, and the wall still stands
    house.change(dossier, "Zoltar Quimbrave", &[], Access::Firm).await;
    let [view, screening, screen, decide] = tried(colleague).await;
    assert!(view.is_ok() && screening.is_ok());
    for refused in [screen, decide] {
        assert!(matches!(refused, Err(Error::Store(StoreError::Refused(_)))), "{refused:?}");
    }
    for answer in tried(walled).await {
        assert!(matches!(answer, Err(Error::Store(StoreError::NotFound))), "{answer:?}");
    }
}

#[test]
fn of_a_name_that_is_like_very_many_only_the_nearest_are_kept_and_the_rest_is_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let entry = |n: u32| {
        format!(
            "<sanctionEntity logicalId=\"{n}\"><nameAlias wholeName=\"Zoltar Quimbrave\"/></sanctionEntity>"
        )
    };
    let body: String = (0..120).map(entry).collect();
    let text = format!(
        "<export xmlns=\"http://eu.europa.ec/fpi/fsd/export\" generationDate=\"2026-11-27T10:00:00+01:00\">{body}</export>"
    );
    let file = folder.path().join("list.xml");
    fs::write(&file, text).expect("written");
    let now = "2026-11-30T08:00:00Z".parse().expect("an instant");
    let read = legalmind_law::sanction::read(&file, Told { list: SanctionList::Eu, date: None, now })
        .expect("a list");
    let screener = Screener::of(vec![read.list.into()]);
    let asked = [Asked { name: "Zoltar Quimbrave".to_owned(), role: PartyRole::Client }];
    let found = screener.screen(&asked).remove(0);
    assert_eq!((found.matches.len(), found.more), (50, 70));
}
