//! What is owed about a dossier: rows that belong to it, seen and changed by who may see and change it;
//! fields asked only where others hold something; reviews as often as the risk asks; and data removed
//! when they were kept long enough.

use jiff::{Timestamp, civil::date};
use legalmind_compliance::{
    Error,
    register::{DossierDuties, Evidence, Keep, RowView, Sort, Turn},
};
use legalmind_core::{
    DossierId, Id,
    account::{Language, Role},
    audit::Entry,
    dossier::{AiUse, DossierContent},
    register::{CycleKey, CycleState, EventKind, RowAct, RowState},
};
use legalmind_store::{
    Ask, Error as StoreError,
    dossier::{self, DossierDraft},
    wall::{self, WallContent},
};
use legalmind_testkit::Person;

use super::{House, patch};

/// A due diligence that lacks nothing today.
pub(super) fn wwft(risk: &'static str) -> Vec<(&'static str, &'static str)> {
    vec![
        ("client", "Van Loon"),
        ("van_toepassing", "ja"),
        ("dienst", "registergoed"),
        ("soort", "mens"),
        ("adres", "Kade 1, Utrecht"),
        ("geboren", "1970-03-31"),
        ("document_soort", "paspoort"),
        ("document_nummer", "NX1234567"),
        ("geverifieerd", "2026-09-20"),
        ("wijze", "in-persoon"),
        ("vertegenwoordigd", "nee"),
        ("doel", "Koop van een kantoorpand"),
        ("pep", "nee"),
        ("risico", risk),
        ("risico_reden", "Bekende cliënt"),
        ("herkomst", "Verkoop van een woning"),
        ("monitoring", "Bij elke betaling"),
        ("vastgesteld", "2026-09-21"),
        ("relatie", "loopt"),
    ]
}

fn fields(error: Error) -> Vec<String> {
    match error {
        Error::Fields(all) => all.into_iter().map(|(at, code)| format!("{at} {code}")).collect(),
        other => panic!("{other:?}"),
    }
}

fn not_found<T: std::fmt::Debug>(tried: Result<T, Error>) {
    assert!(matches!(tried, Err(Error::Store(StoreError::NotFound))), "{tried:?}");
}

fn refused<T: std::fmt::Debug>(tried: Result<T, Error>) {
    assert!(matches!(tried, Err(Error::Store(StoreError::Refused(_)))), "{tried:?}");
}

/// A firm with a dossier of its lawyer.
pub(super) struct Matter {
    pub(super) house: House,
    pub(super) dossier: DossierId,
}

impl Matter {
    pub(super) async fn new() -> Self {
        let house = House::new().await;
        let dossier = house.fixture.dossier("Van Loon / Kade").await.expect("a dossier");
        Self { house, dossier }
    }

    async fn add(&self, register: &str, values: &[(&str, &str)]) -> Result<RowView, Error> {
        let ctx = self.house.fixture.ctx();
        self.house.compliance.add_duty(&ctx, self.dossier, register, &patch(values)).await
    }

    pub(super) async fn in_force(&self, register: &str, values: &[(&str, &str)]) -> RowView {
        let row = self.add(register, values).await.expect("added").row;
        let ctx = self.house.fixture.ctx();
        let turned = self.house.compliance.turn_row(&ctx, row.id, row.revision, Turn::PutInForce, "").await;
        turned.expect("in force")
    }

    async fn row(&self, of: &RowView) -> RowView {
        self.house.compliance.get_row(&self.house.fixture.ctx(), of.row.id).await.expect("there")
    }

    async fn owed(&self) -> Vec<DossierDuties> {
        self.house.compliance.list_duties(&self.house.fixture.ctx(), self.dossier).await.expect("duties")
    }

    pub(super) async fn at(&self, now: &str) {
        self.house.fixture.clock.set(now.parse::<Timestamp>().expect("an instant"));
        self.house.compliance.run_campaigns(&self.house.night()).await.expect("runs");
    }

    pub(super) async fn wall(&self, person: Person) {
        let ctx = self.house.fixture.ctx();
        let work = self.house.fixture.store.begin(&ctx).await.expect("work");
        let why = WallContent { reason: "Belang in de wederpartij".to_owned() };
        wall::raise(&ctx, &work, self.dossier, person.user, &why).await.expect("a wall");
        work.audit(Entry::done("wall.raise", "dossier", self.dossier.uuid())).expect("an entry");
        work.save().await.expect("saved");
    }

    /// Another dossier of the lawyer, with a number.
    async fn numbered(&self, number: &str) -> DossierId {
        let fixture = &self.house.fixture;
        let (ctx, id) = (fixture.ctx(), Id::new(&fixture.world));
        let content = DossierContent {
            name: format!("Dossier {number}"),
            number: number.to_owned(),
            client: format!("Cliënt {number}"),
            ..DossierContent::default()
        };
        let responsible = Some(fixture.lawyer.user);
        let draft = DossierDraft { responsible, content, ..DossierDraft::default() };
        let work = fixture.store.begin(&ctx).await.expect("work");
        dossier::add(&ctx, &work, id, &draft).await.expect("added");
        dossier::add_member(&ctx, &work, id, fixture.lawyer.user).await.expect("a member");
        work.audit(Entry::done("dossier.create", "dossier", id.uuid())).expect("an entry");
        work.save().await.expect("saved");
        id
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_of_a_dossier_are_its_members_and_a_wall_beats_an_officer_and_an_administrator() {
    let it = Matter::new().await;
    let (house, compliance) = (&it.house, &it.house.compliance);
    let row = it.in_force("wwft", &wwft("laag")).await;
    let (id, revision) = (row.row.id, row.row.revision);
    let staff = house.fixture.person(Role::Staff).await.expect("a person");
    let outsider = house.fixture.person(Role::Lawyer).await.expect("a person");
    let stranger = house.fixture.firm().await.expect("a firm");
    compliance.add_officer(&house.ctx(house.noor), outsider.user).await.expect("an officer");
    house.fixture.join(it.dossier, staff).await.expect("a member");
    house.fixture.join(it.dossier, house.noor).await.expect("a member");
    house.fixture.join(it.dossier, house.finn).await.expect("a member");
    it.wall(house.finn).await;
    let change = patch(&[("monitoring", "Elk kwartaal")]);
    // keeping the registers opens no dossier, and a wall shuts out whoever was in it
    for person in [outsider, house.finn, stranger] {
        let ctx = house.ctx(person);
        not_found(compliance.get_row(&ctx, id).await);
        not_found(compliance.update_row(&ctx, id, revision, &change).await);
        not_found(compliance.turn_row(&ctx, id, revision, Turn::TakeBack, "").await);
        not_found(compliance.list_duties(&ctx, it.dossier).await);
        not_found(compliance.add_duty(&ctx, it.dossier, "opdracht", &patch(&[("client", "x")])).await);
        let rows = compliance.list_rows(&ctx, "wwft", &Ask::default()).await.expect("a list");
        assert!(rows.items.is_empty());
        let counts = compliance.get_register(&ctx, "wwft").await.expect("a register");
        assert_eq!((counts.in_force, counts.open), (0, 0));
        let file = compliance.export_rows(&ctx, "wwft", Language::Nl).await.expect("a file");
        assert!(!String::from_utf8(file).expect("text").contains("Van Loon"));
        assert!(compliance.my_duties(&ctx).await.expect("duties").is_empty());
    }
    // an administrator who is a member reads; staff write; a lawyer answers for it
    assert!(!compliance.get_row(&house.ctx(house.noor), id).await.expect("read").writes);
    refused(compliance.update_row(&house.ctx(house.noor), id, revision, &change).await);
    let written = compliance.update_row(&house.ctx(staff), id, revision, &change).await.expect("written");
    assert!(written.writes && !written.keeps);
    refused(compliance.turn_row(&house.ctx(staff), id, written.row.revision, Turn::TakeBack, "").await);
    // the register as a whole takes no row without a dossier
    not_found(compliance.add_row(&house.fixture.ctx(), "wwft", &patch(&[("client", "x")])).await);
    // who looks after a row can open it
    let other = legalmind_compliance::register::RowPatch { owner: Some(outsider.user), ..Default::default() };
    let handed = compliance.update_row(&house.fixture.ctx(), id, written.row.revision, &other).await;
    assert!(matches!(handed, Err(Error::Invalid { code: "no_member", .. })), "{handed:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_field_is_asked_only_where_what_it_depends_on_holds() {
    let it = Matter::new().await;
    let no = it.add("wwft", &[("client", "Van Loon"), ("van_toepassing", "nee")]).await.expect("added");
    let lacks = |row: &RowView| row.lacks.iter().map(|it| it.0.clone()).collect::<Vec<_>>();
    assert_eq!(lacks(&no), ["grond", "reden", "vastgesteld"], "only why not");
    let ctx = it.house.fixture.ctx();
    let change = |values: &[(&'static str, &'static str)]| patch(values);
    let compliance = &it.house.compliance;
    let entity = change(&[("van_toepassing", "ja"), ("soort", "nederlands")]);
    let yes = compliance.update_row(&ctx, no.row.id, 1, &entity).await.expect("changed");
    for key in ["dienst", "ubo", "ubo_uittreksel", "risico", "relatie"] {
        assert!(lacks(&yes).contains(&key.to_owned()), "{key}: {:?}", yes.lacks);
    }
    for key in ["grond", "reden", "geboren", "herkomst", "einde", "ubo_gemeld"] {
        assert!(!lacks(&yes).contains(&key.to_owned()), "{key}");
    }
    // what is not asked any more is kept and means nothing
    let back = change(&[("van_toepassing", "nee"), ("grond", "rechtsgeding"), ("reden", "Procedure")]);
    let back = compliance.update_row(&ctx, no.row.id, 2, &back).await.expect("changed");
    assert_eq!(lacks(&back), ["vastgesteld"]);
    assert!(back.values.iter().any(|it| it.0 == "soort"));
    // from 10 July 2027 the European regulation asks more
    let whole = Matter::new().await;
    let row = whole.in_force("wwft", &wwft("normaal")).await;
    assert_eq!(row.lacks, []);
    whole.at("2027-07-09T21:59:00Z").await;
    assert_eq!(whole.row(&row).await.lacks, []);
    whole.at("2027-07-09T22:00:00Z").await;
    let asked = whole.row(&row).await;
    assert_eq!(lacks(&asked), ["geboorteplaats", "nationaliteiten", "verblijfplaats"]);
    // what a later law asks keeps no change back; it is asked when the row is put in force anew
    let (compliance, ctx) = (&whole.house.compliance, whole.house.fixture.ctx());
    let changed = patch(&[("monitoring", "Elk kwartaal")]);
    let changed =
        compliance.update_row(&ctx, row.row.id, asked.row.revision, &changed).await.expect("changed");
    let back =
        compliance.turn_row(&ctx, row.row.id, changed.row.revision, Turn::TakeBack, "").await.expect("back");
    let anew = compliance.turn_row(&ctx, row.row.id, back.row.revision, Turn::PutInForce, "").await;
    assert_eq!(fields(anew.expect_err("the new fields")).len(), 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_review_comes_as_often_as_the_risk_asks() {
    for (risk, campaign, before, opens, due) in [
        (
            "hoog",
            "herbeoordelen-hoog",
            "2027-08-21T21:59:00Z",
            "2027-08-21T22:00:00Z",
            "2027-09-21T22:00:00Z",
        ),
        (
            "normaal",
            "herbeoordelen-normaal",
            "2029-07-22T21:59:00Z",
            "2029-07-22T22:00:00Z",
            "2029-09-21T22:00:00Z",
        ),
        (
            "laag",
            "herbeoordelen-laag",
            "2031-07-22T21:59:00Z",
            "2031-07-22T22:00:00Z",
            "2031-09-21T22:00:00Z",
        ),
    ] {
        let it = Matter::new().await;
        let row = it.in_force("wwft", &wwft(risk)).await;
        let open = async || {
            let cycles = it.row(&row).await.cycles.into_iter().filter(|it| it.state.is_open());
            cycles.map(|it| (it.campaign.key.clone(), it.due.to_string())).collect::<Vec<_>>()
        };
        it.at(before).await;
        assert_eq!(open().await, [], "{risk}");
        it.at(opens).await;
        assert_eq!(open().await, [(campaign.to_owned(), due.to_owned())], "{risk}");
    }
    // another class, another campaign; and none where the relation ended
    let it = Matter::new().await;
    let row = it.in_force("wwft", &wwft("hoog")).await;
    it.at("2027-09-01T10:00:00Z").await;
    let ctx = it.house.fixture.ctx();
    let lower = it
        .house
        .compliance
        .update_row(&ctx, row.row.id, row.row.revision, &patch(&[("risico", "laag")]))
        .await;
    let lower = lower.expect("changed");
    let lapsed = lower.cycles.iter().find(|it| it.campaign.key == "herbeoordelen-hoog").expect("it was open");
    assert_eq!(lapsed.state, CycleState::Lapsed);
    assert!(lower.cycles.iter().all(|it| !it.state.is_open()), "five years are not over");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p075_what_was_kept_for_five_years_is_told_and_removed() {
    let it = Matter::new().await;
    let (compliance, ctx) = (&it.house.compliance, it.house.fixture.ctx());
    let row = it.in_force("wwft", &wwft("laag")).await;
    assert_eq!(row.kept_until, None);
    let kept = compliance.turn_row(&ctx, row.row.id, row.row.revision, Turn::Close, "Klaar").await;
    assert!(matches!(kept, Err(Error::State("kept"))), "{kept:?}");
    let end = patch(&[("relatie", "beeindigd"), ("einde", "2027-02-28")]);
    let ended = compliance.update_row(&ctx, row.row.id, row.row.revision, &end).await.expect("ended");
    assert_eq!(ended.kept_until, Some(date(2032, 2, 28)));
    // the dossier is closed long before, and its duties go on
    let tx = it.house.fixture.store.read(&ctx).await.expect("a transaction");
    let found = dossier::get(&ctx, &tx, it.dossier).await.expect("the dossier");
    drop(tx);
    let work = it.house.fixture.store.begin(&ctx).await.expect("work");
    let closed = DossierDraft {
        state: legalmind_core::dossier::DossierState::Closed,
        access: found.access,
        responsible: found.responsible,
        ai: found.ai,
        content: found.content,
    };
    dossier::update(&ctx, &work, it.dossier, found.revision, &closed).await.expect("closed");
    work.audit(Entry::done("dossier.update", "dossier", it.dossier.uuid())).expect("an entry");
    work.save().await.expect("saved");

    let removing = async || it.row(&row).await.cycles.into_iter().find(|it| it.campaign.key == "verwijderen");
    it.at("2032-02-28T22:59:59Z").await;
    assert!(removing().await.is_none(), "the last day is not over");
    it.at("2032-02-28T23:00:00Z").await;
    let open = removing().await.expect("it opened");
    assert_eq!(open.state, CycleState::Open);
    let duties = compliance.my_duties(&ctx).await.expect("duties");
    assert!(duties.iter().any(|it| it.cycle.campaign.key == "verwijderen" && it.own), "{duties:?}");
    let key = CycleKey { row: row.row.id, campaign: "verwijderen".to_owned(), due: open.due };
    let note = Evidence { note: "Ook de kopie in het archief".to_owned(), document: None };
    let gone = compliance.confirm_cycle(&ctx, &key, Sort::Done, &note).await.expect("removed");
    assert_eq!((gone.row.state, gone.title.as_str()), (RowState::Closed, ""));
    assert!(gone.values.is_empty() && gone.row.content.values.is_empty());
    assert!(gone.history.iter().all(|it| it.was.is_empty() && it.reason.is_empty()));
    assert_eq!(gone.history.last().map(|it| it.act), Some(RowAct::Removed));
    let said = gone.cycles.iter().flat_map(|it| &it.done).map(|it| it.note.as_str()).collect::<String>();
    assert_eq!(said, "", "what was said is gone with it");
    assert!(gone.events.iter().any(|it| it.kind == EventKind::Confirmed), "that it was done stays");
    it.at("2040-01-01T10:00:00Z").await;
    assert!(it.row(&row).await.cycles.iter().all(|it| !it.state.is_open()), "nothing is left to do");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_open_dossier_is_offered_its_rows_once_and_their_clocks_run() {
    let it = Matter::new().await;
    let (compliance, night) = (&it.house.compliance, it.house.night());
    let numbered = it.numbered("2026-0147").await;
    assert_eq!(compliance.offer_duties(&night).await.expect("offers"), 4);
    assert_eq!(compliance.offer_duties(&night).await.expect("offers"), 0, "once");
    let owed = it.owed().await;
    let of = |key: &str| owed.iter().find(|it| it.register.definition.key == key).expect("a register");
    assert_eq!(owed.iter().map(|it| it.rows.len()).collect::<Vec<_>>(), [1, 1, 0]);
    assert_eq!(of("wwft").rows[0].title, "Van Loon / Kade", "a dossier that names no client");
    assert!(!of("wwft").register.adds && of("dossierreview").register.adds);
    let ctx = it.house.fixture.ctx();
    let named = compliance.list_duties(&ctx, numbered).await.expect("duties").remove(0).rows.remove(0);
    assert_eq!((named.title.as_str(), named.row.state), ("Cliënt 2026-0147", RowState::Concept));
    // a second one has no place beside it
    let second = it.add("wwft", &[("client", "Van Loon")]).await;
    assert!(matches!(second, Err(Error::State("single"))), "{second:?}");
    // the responsible lawyer hears of it on the first page, and late ones too
    it.at("2026-09-22T12:00:00Z").await;
    let duties = compliance.my_duties(&ctx).await.expect("duties");
    let mut keys: Vec<_> = duties.iter().map(|it| it.cycle.campaign.key.as_str()).collect();
    keys.sort_unstable();
    assert_eq!(keys, ["bevestigen", "bevestigen", "vaststellen", "vaststellen"]);
    assert!(duties.iter().all(|it| it.own && it.home.is_some()));
    it.at("2026-10-20T12:00:00Z").await;
    assert!(compliance.my_duties(&ctx).await.expect("duties").iter().all(|it| it.cycle.late));
    // what was closed frees its place
    let opdracht = &of("opdracht").rows[0].row;
    let closed = compliance.turn_row(&ctx, opdracht.id, opdracht.revision, Turn::Close, "Vervangen").await;
    assert_eq!(closed.expect("closed").row.state, RowState::Closed);
    it.add("opdracht", &[("client", "Van Loon")]).await.expect("another");
    assert_eq!(compliance.offer_duties(&night).await.expect("offers"), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_reviewed_by_another_than_the_responsible_lawyer() {
    let it = Matter::new().await;
    let colleague = it.house.fixture.person(Role::Lawyer).await.expect("a person");
    it.house.fixture.join(it.dossier, colleague).await.expect("a member");
    let (own, other) = (it.house.fixture.lawyer.user.to_string(), colleague.user.to_string());
    let review = |by: &str| {
        let mut values = vec![("titel", "Najaar"), ("datum", "2026-09-21"), ("bevindingen", "In orde")];
        for key in ["opdracht", "wwft", "belangen", "termijnen", "voortgang", "inlichten", "geld", "bronnen"]
        {
            values.push((key, "ja"));
        }
        let mut all = patch(&values);
        all.values.extend(patch(&[("door", by), ("volgende", "2027-03-31")]).values);
        all
    };
    let (compliance, lawyer) = (&it.house.compliance, it.house.fixture.ctx());
    let wrong = compliance.add_duty(&lawyer, it.dossier, "dossierreview", &review(&own)).await;
    assert_eq!(fields(wrong.expect_err("their own file")), ["/values/door responsible"]);
    let ctx = it.house.ctx(colleague);
    let row =
        compliance.add_duty(&ctx, it.dossier, "dossierreview", &review(&other)).await.expect("added").row;
    let same = compliance.turn_row(&ctx, row.id, 1, Turn::PutInForce, "").await;
    assert!(matches!(same, Err(Error::State("four_eyes"))), "{same:?}");
    // a file is no way round it
    it.numbered("2026-0147").await;
    let line = format!("dossier;titel;door\n2026-0147;Uit een bestand;{own}\n");
    let told =
        compliance.import_rows(&lawyer, "dossierreview", line.as_bytes(), Keep::All).await.expect("read");
    assert_eq!(told.added, 1, "{:?}", told.bad);
    let rows = compliance.list_rows(&lawyer, "dossierreview", &Ask::default()).await.expect("a list").items;
    let from_file = &rows.iter().find(|it| it.title == "Uit een bestand").expect("the row").row;
    let named = compliance.turn_row(&lawyer, from_file.id, from_file.revision, Turn::PutInForce, "").await;
    assert!(fields(named.expect_err("their own")).contains(&"/values/door responsible".to_owned()));
    compliance
        .turn_row(&lawyer, row.id, 1, Turn::PutInForce, "")
        .await
        .expect("seen by the responsible lawyer");
    it.at("2027-03-02T12:00:00Z").await;
    let open = compliance.get_row(&ctx, row.id).await.expect("there").cycles;
    assert_eq!(open.iter().filter(|it| it.state.is_open()).count(), 1, "the next review is told");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_to_the_fiu_is_no_matter_of_the_dossiers_members() {
    let it = Matter::new().await;
    let (compliance, house) = (&it.house.compliance, &it.house);
    let colleague = house.fixture.person(Role::Lawyer).await.expect("a person");
    house.fixture.join(it.dossier, colleague).await.expect("a member");
    let report = [
        ("titel", "Contante aanbetaling"),
        ("bekend", "2026-09-21T10:00"),
        ("dossiernummer", "2026-0147"),
        ("transactie", "voorgenomen"),
        ("besluit", "onderzoek"),
    ];
    let ctx = house.fixture.ctx();
    let row = compliance.add_row(&ctx, "wwft-meldingen", &patch(&report)).await.expect("reported");
    let clock = row.cycles.iter().find(|it| it.campaign.key == "melden").expect("its clock runs");
    assert_eq!(clock.due.to_string(), "2026-09-23T08:00:00Z");
    not_found(compliance.get_row(&house.ctx(colleague), row.row.id).await);
    let rows = compliance.list_rows(&house.ctx(colleague), "wwft-meldingen", &Ask::default()).await;
    assert!(rows.expect("a list").items.is_empty());
    compliance.get_row(&house.ctx(house.noor), row.row.id).await.expect("who keeps the registers");
    assert!(it.owed().await.iter().all(|it| it.rows.is_empty()), "the dossier shows nothing of it");
    let done = patch(&[("besluit", "melden"), ("gemeld", "2026-09-21T11:30"), ("kenmerk", "F-1")]);
    let done = compliance.update_row(&ctx, row.row.id, row.row.revision, &done).await.expect("reported");
    assert_eq!(done.kept_until, Some(date(2031, 9, 21)));
    let why =
        compliance.update_row(&ctx, row.row.id, done.row.revision, &patch(&[("besluit", "niet")])).await;
    assert_eq!(fields(why.expect_err("why not")), ["/values/niet_reden required"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_who_wants_no_ai_has_it_from_the_moment_it_is_written_down() {
    let matter = Matter::new().await;
    let (ctx, store) = (matter.house.fixture.ctx(), &matter.house.fixture.store);
    let ai = async || {
        let tx = store.read(&ctx).await.expect("reads");
        dossier::ai(&ctx, &tx, matter.dossier).await.expect("a dossier")
    };
    let terms = matter.add("opdracht", &[("client", "Van Loon"), ("ai", "toegestaan")]).await.expect("added");
    assert_eq!(ai().await, AiUse::Allowed);
    let (id, revision) = (terms.row.id, terms.row.revision);
    let compliance = &matter.house.compliance;
    let changed = compliance.update_row(&ctx, id, revision, &patch(&[("ai", "niet-toegestaan")])).await;
    let revision = changed.expect("changed").row.revision;
    assert_eq!(ai().await, AiUse::Forbidden);
    // lifting it is for whoever is responsible, in the dossier itself
    let changed = compliance.update_row(&ctx, id, revision, &patch(&[("ai", "toegestaan")])).await;
    changed.expect("changed");
    assert_eq!(ai().await, AiUse::Forbidden);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_register_of_dossiers_goes_in_and_out_by_the_numbers_of_dossiers() {
    let it = Matter::new().await;
    let (compliance, ctx) = (&it.house.compliance, it.house.fixture.ctx());
    let first = it.numbered("2026-0001").await;
    it.numbered("2026-0002").await;
    it.numbered("2026-0003").await;
    it.numbered("2026-0003").await;
    let file = "dossier;Cliënt;Wwft van toepassing\n2026-0001;Jansen;nee\n;Pieters;ja\n2026-9999;Bos;ja\n\
                2026-0001;Nog eens;ja\n2026-0003;Twee;ja\n2026-0002;;ja\n2026-0002;De Vries;nee\n";
    let told = compliance.import_rows(&ctx, "wwft", file.as_bytes(), Keep::Good).await.expect("read");
    let bad: Vec<_> = told.bad.iter().map(|it| (it.line, it.field.as_str(), it.code)).collect();
    assert_eq!(
        bad,
        [
            (3, "dossier", "required"),
            (4, "dossier", "unknown"),
            (5, "dossier", "single"),
            (6, "dossier", "unknown"),
            (7, "client", "required"),
        ]
    );
    assert_eq!((told.added, told.refused), (2, 5));
    let out = compliance.export_rows(&ctx, "wwft", Language::Nl).await.expect("a file");
    let text = String::from_utf8(out.clone()).expect("text");
    assert!(text.contains("2026-0001;Jansen;nee") && text.contains("2026-0002;De Vries;nee"), "{text}");
    let again = compliance.import_rows(&ctx, "wwft", &out, Keep::All).await.expect("read");
    assert_eq!((again.added, again.bad[0].code), (0, "single"), "each dossier has its one");
    let row = compliance.list_duties(&ctx, first).await.expect("duties").remove(0).rows.remove(0).row;
    compliance.turn_row(&ctx, row.id, row.revision, Turn::Close, "Opnieuw").await.expect("closed");
    let its_own = |it: &&str| it.contains("dossier;") || it.starts_with("2026-0001");
    let only = text.lines().filter(its_own).collect::<Vec<_>>().join("\n");
    let again = compliance.import_rows(&ctx, "wwft", only.as_bytes(), Keep::All).await.expect("read");
    assert_eq!(again.added, 1, "{:?}", again.bad);
}
