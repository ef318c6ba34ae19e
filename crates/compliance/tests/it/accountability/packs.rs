//! Evidence packs: what is in them, what is not, and what is seen when one was changed.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read, Write},
};

use bytes::Bytes;
use jiff::civil::date;
use legalmind_compliance::{
    Error,
    accountability::{Chapter, Fault, PackAsk, verify},
    register::Turn,
};
use legalmind_core::{
    Ctx, Id,
    account::{Language, Role},
    audit::Entry,
    document::DocumentContent,
};
use legalmind_store::{
    Ask,
    document::{self, NewDocument},
    wall::{self, WallContent},
};
use legalmind_testkit::Person;
use tokio::sync::mpsc;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{firm, incident};
use crate::registers::{House, patch};

fn ask(chapters: &[Chapter]) -> PackAsk {
    let (from, until) = (date(2026, 7, 1), date(2026, 12, 31));
    PackAsk { from, until, chapters: chapters.to_vec(), language: Language::Nl }
}

async fn packed(house: &House, ctx: &Ctx, ask: PackAsk) -> Result<Vec<u8>, Error> {
    let ready = house.compliance.begin_pack(ctx, ask).await?;
    assert_eq!(ready.papers().expect("papers")[0].0, "samenvatting");
    let (out, mut stream) = mpsc::channel(2);
    let papers = vec![("samenvatting.pdf".to_owned(), Bytes::from_static(b"%PDF"))];
    let write = async move { house.compliance.write_pack(ctx, ready, papers, &out).await };
    let read = async {
        let mut all = Vec::new();
        while let Some(piece) = stream.recv().await {
            all.extend_from_slice(&piece.expect("a piece"));
        }
        all
    };
    let (written, all) = tokio::join!(write, read);
    written.map(|()| all)
}

fn unpacked(pack: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(pack)).expect("a ZIP");
    let mut all = BTreeMap::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).expect("a file");
        let (name, mut bytes) = (file.name().expect("a name").into_owned(), Vec::new());
        file.read_to_end(&mut bytes).expect("its bytes");
        all.insert(name, bytes);
    }
    all
}

fn packed_again(files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).expect("a file");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("a ZIP").into_inner()
}

fn holds(haystack: &[u8], needle: &str) -> bool {
    haystack.windows(needle.len()).any(|it| it == needle.as_bytes())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pack_verifies_offline_and_tells_what_was_changed() {
    let house = firm().await;
    let noor = house.ctx(house.noor);
    let offer = house.compliance.pack_offer(&noor).await.expect("an offer");
    assert!(offer.key.is_none(), "the key is made on first use");
    let pack = packed(&house, &noor, ask(&[Chapter::Avg])).await.expect("a pack");
    let key = house.compliance.pack_offer(&noor).await.expect("an offer").key.expect("a key");
    let sound = verify(Cursor::new(&pack), Some(&key.fingerprint.to_uppercase()));
    assert_eq!(sound.faults, []);
    assert_eq!(
        (sound.firm.as_str(), sound.fingerprint.as_str()),
        ("Kade Advocaten", key.fingerprint.as_str())
    );
    let files = unpacked(&pack);
    assert_eq!(sound.files + 2, files.len());
    for definition in Chapter::Avg.registers() {
        for end in ["csv", "json"] {
            assert!(files.contains_key(&format!("registers/{}.{end}", definition.key)), "{}", definition.key);
        }
    }
    assert!(!files.contains_key("registers/verklaring-van-toepasselijkheid.csv"), "not of this norm");
    let sums = String::from_utf8(files["SHA256SUMS"].clone()).expect("text");
    assert_eq!(sums.lines().count() + 3, files.len());

    let faults = |files: &BTreeMap<String, Vec<u8>>| verify(Cursor::new(packed_again(files)), None).faults;
    assert_eq!(faults(&files), []);
    for name in files.keys().filter(|it| !it.starts_with("inhoud.json")) {
        let mut changed = files.clone();
        changed.get_mut(name).expect("a file").push(b' ');
        assert_eq!(faults(&changed), [Fault::Changed(name.clone())]);
        let mut gone = files.clone();
        gone.remove(name);
        assert_eq!(faults(&gone), [Fault::Missing(name.clone())]);
    }
    let mut added = files.clone();
    added.insert("registers/nieuw.csv".to_owned(), b"x".to_vec());
    assert_eq!(faults(&added), [Fault::Added("registers/nieuw.csv".to_owned())]);
    let mut other = files.clone();
    let manifest = String::from_utf8(files["inhoud.json"].clone()).expect("text");
    other.insert("inhoud.json".to_owned(), manifest.replace("Kade", "Kadi").into_bytes());
    assert_eq!(faults(&other), [Fault::Signature]);
    let mut unsigned = files.clone();
    unsigned.remove("inhoud.json.sig");
    assert_eq!(faults(&unsigned), [Fault::Signature]);
    assert_eq!(verify(Cursor::new(&pack), Some(&"0".repeat(64))).faults, [Fault::OtherKey]);
    assert_eq!(verify(Cursor::new(b"geen ZIP"), None).faults, [Fault::NoPack]);
    // two files of one name: a program that unpacks it may take the other one
    let double = doubled(&files);
    assert!(verify(Cursor::new(&double), None).faults.contains(&Fault::Twice));
}

/// The same files, with another `stand.json` before the real one.
fn doubled(files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut all = files.clone();
    let stand = all["stand.json"].clone();
    all.insert("stand.jsoX".to_owned(), vec![b'x'; stand.len()]);
    let pack = packed_again(&all);
    let text = b"stand.jsoX";
    let mut out = pack.clone();
    for at in 0..pack.len() - text.len() {
        if &pack[at..at + text.len()] == text {
            out[at + text.len() - 1] = b'n';
        }
    }
    out
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p047_nothing_of_another_firm_and_nothing_behind_a_wall_is_in_a_pack() {
    let house = firm().await;
    let (noor, fixture) = (house.ctx(house.noor), &house.fixture);
    let stranger = Person { role: Role::FirmAdministrator, ..fixture.firm().await.expect("a firm") };
    let theirs = house.ctx(stranger);
    let canary = "Walvisvaarder Zeldzaam";
    house.compliance.add_row(&theirs, "incidenten", &patch(&incident(canary))).await.expect("added");
    // a document that whoever asks may not read is the evidence of a row
    let dossier = fixture.dossier("Achter de muur").await.expect("a dossier");
    let (document, lawyer) = (Id::new(&fixture.world), fixture.ctx());
    for person in [house.noor, house.finn] {
        fixture.join(dossier, person).await.expect("joined");
    }
    let work = fixture.store.begin(&lawyer).await.expect("work");
    let content = DocumentContent { name: "Kanarievogel.pdf".to_owned(), ..DocumentContent::default() };
    let new = NewDocument { id: document, dossier, parent: None, duplicate_of: None, content };
    document::add(&lawyer, &work, &new).await.expect("added");
    for person in [house.noor, house.finn] {
        wall::raise(&lawyer, &work, dossier, person.user, &WallContent::default()).await.expect("a wall");
    }
    work.audit(Entry::done("wall.raise", "dossier", dossier.uuid()).in_dossier(dossier)).expect("an entry");
    work.save().await.expect("saved");
    let named = patch(&[("naam", "mr. De Vries"), ("verklaring", &document.to_string())]);
    let added = house.compliance.add_row(&lawyer, "geheimhouding", &named).await;
    assert!(matches!(added, Err(Error::Store(legalmind_store::Error::Refused(_)))), "{added:?}");
    house.compliance.add_officer(&noor, fixture.lawyer.user).await.expect("given");
    house.compliance.add_row(&lawyer, "geheimhouding", &named).await.expect("added");

    let chapters = [Chapter::Voda, Chapter::Avg];
    let pack = packed(&house, &noor, ask(&chapters)).await.expect("a pack");
    let other = packed(&house, &theirs, ask(&chapters)).await.expect("a pack");
    let all = |pack: &[u8]| unpacked(pack).into_values().flatten().collect::<Vec<u8>>();
    let (ours, others) = (all(&pack), all(&other));
    for own in ["Mail aan de verkeerde", "mr. De Vries", &house.noor.user.to_string()] {
        assert!(holds(&ours, own) && !holds(&others, own), "{own}");
    }
    assert!(holds(&others, canary) && !holds(&ours, canary));
    for hidden in ["Kanarievogel", "Achter de muur", &document.to_string(), &dossier.to_string()] {
        assert!(!holds(&ours, hidden), "{hidden}");
    }
    // whoever may read it finds it named
    let theirs = packed(&house, &lawyer, ask(&chapters)).await.expect("a pack");
    assert!(holds(&all(&theirs), "Kanarievogel.pdf"));
    // of what was done in a dossier the log tells number, time and link alone
    let log = String::from_utf8(unpacked(&pack)["logboek.csv"].clone()).expect("text");
    let lines: Vec<Vec<&str>> = log.lines().skip(1).map(|it| it.split(';').collect()).collect();
    assert!(lines.windows(2).all(|it| it[0][0].parse::<u64>().ok().map(|n| n + 1) == it[1][0].parse().ok()));
    assert!(lines.iter().any(|it| it[3] == "register.add") && lines.iter().any(|it| it[3].is_empty()));
    assert!(lines.iter().all(|it| it[7].len() == 64 && !it[3].starts_with("wall")));
    assert_eq!(verify(Cursor::new(&pack), None).faults, []);
    assert_ne!(verify(Cursor::new(&pack), None).fingerprint, verify(Cursor::new(&other), None).fingerprint);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p030_without_all_93_controls_there_is_no_pack_for_the_norm() {
    let house = firm().await;
    let noor = house.ctx(house.noor);
    let refused = packed(&house, &noor, ask(&[Chapter::Avg, Chapter::Iso27001])).await;
    assert!(matches!(refused, Err(Error::State("controls_missing"))), "{refused:?}");
    house.compliance.offer_rows(&house.night()).await.expect("offered");
    let key = "verklaring-van-toepasselijkheid";
    let rows = house.compliance.list_rows(&noor, key, &Ask::first(100)).await.expect("rows").items;
    assert_eq!(rows.len(), 93);
    let mut last = None;
    for row in rows {
        let why = patch(&[("geldt", "ja"), ("reden", "Nodig voor de dossiers"), ("stand", "ja")]);
        let id = row.row.id;
        let row = house.compliance.update_row(&noor, id, row.row.revision, &why).await.expect("a reason");
        if let Some((id, revision)) = last.replace((id, row.row.revision)) {
            house.compliance.turn_row(&noor, id, revision, Turn::PutInForce, "").await.expect("in force");
        }
    }
    let offer = house.compliance.pack_offer(&noor).await.expect("an offer");
    assert_eq!(offer.controls, (92, 93));
    let iso = offer.chapters.iter().find(|it| it.chapter == Chapter::Iso27001).expect("the norm");
    assert_eq!(iso.refused, Some("controls_missing"));
    let refused = packed(&house, &noor, ask(&[Chapter::Iso27001])).await;
    assert!(matches!(refused, Err(Error::State("controls_missing"))), "{refused:?}");
    let (id, revision) = last.expect("the last");
    let whole = house.compliance.turn_row(&noor, id, revision, Turn::PutInForce, "").await.expect("in force");
    let pack = packed(&house, &noor, ask(&[Chapter::Iso27001])).await.expect("a pack");
    let csv = String::from_utf8(unpacked(&pack)[&format!("registers/{key}.csv")].clone()).expect("text");
    assert_eq!(csv.lines().filter(|it| it.contains("Nodig voor de dossiers")).count(), 93);
    // a control that was closed is not decided on
    house.compliance.turn_row(&noor, id, whole.row.revision, Turn::Close, "Vervallen").await.expect("closed");
    let refused = packed(&house, &noor, ask(&[Chapter::Iso27001])).await;
    assert!(matches!(refused, Err(Error::State("controls_missing"))), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_asked_for_is_told_at_its_place() {
    let house = firm().await;
    let noor = house.ctx(house.noor);
    let code = async |it: PackAsk| match house.compliance.begin_pack(&noor, it).await {
        Err(Error::Invalid { pointer, code }) => (pointer, code),
        other => panic!("{other:?}"),
    };
    let backwards = PackAsk { until: date(2026, 6, 30), ..ask(&[Chapter::Avg]) };
    assert_eq!(code(backwards).await, ("/until".to_owned(), "before_from"));
    assert_eq!(code(ask(&[])).await, ("/chapters".to_owned(), "empty"));
    let sam = house.fixture.person(Role::Lawyer).await.expect("a person");
    let refused = house.compliance.begin_pack(&house.ctx(sam), ask(&[Chapter::Avg])).await;
    assert!(matches!(refused, Err(Error::Store(legalmind_store::Error::Refused(_)))), "{refused:?}");
    // each register is in a chapter that its basis names
    for chapter in Chapter::ALL {
        assert_eq!(Chapter::parse(chapter.key()), Some(chapter));
    }
    let has = |chapter: Chapter, key: &str| chapter.registers().iter().any(|it| it.key == key);
    assert!(has(Chapter::Voda, "geheimhouding") && has(Chapter::Avg, "verwerkingen"));
    assert!(has(Chapter::Iso27001, "leveranciers") && !has(Chapter::Avg, "leveranciers"));
}
