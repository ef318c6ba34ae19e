//! How the firm stands, reports to management and evidence packs over HTTP; and packs verified by the
//! command.

use std::{fs, path::Path, process::Command};

use data_encoding::HEXLOWER;
use legalmind_testkit::word;
use legalmind_vault::sha256;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    browser::{id, send},
    firm::{ADMINISTRATOR, Firm, RESPONSIBLE, STAFF},
    inside::Inside,
    rights::user,
    server::Place,
};

const AT: &str = "/api/v1/accountability";

/// The command, with what it printed and how it ended.
fn verified(pack: &Path, more: &[&str]) -> (String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_legalmind"));
    let told = command.args(["pack", "verify"]).arg(pack).args(more).output().expect("it runs");
    (String::from_utf8_lossy(&told.stdout).into_owned(), told.status.code())
}

#[tokio::test]
async fn p068_a_report_is_shown_saved_and_seen() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let known = place.sign_in();
    let noor = server.browser().signed(known.person(ADMINISTRATOR)).await;
    let eva = server.browser().signed(known.person(RESPONSIBLE)).await;
    let own = eva.get(AT).await.expect(200);
    assert_eq!((&own["whole"], &own["points"]), (&json!(false), &json!([])));
    let whole = noor.get(AT).await.expect(200);
    let chain = whole["figures"].as_array().expect("figures").iter().find(|it| it["kind"] == "chain");
    let chain = chain.expect("the log");
    assert_eq!(
        (&whole["whole"], &chain["light"], &chain["count"]),
        (&json!(true), &json!("green"), &chain["of"])
    );
    assert_eq!(noor.get(&format!("{AT}/reports")).await.expect(200)["items"], json!([]));

    let inside = Inside::open(&place).await;
    assert!(inside.make_reports().await >= 1);
    let list = noor.get(&format!("{AT}/reports")).await.expect(200);
    let last = list["items"].as_array().expect("reports").last().expect("the first quarter").clone();
    assert_eq!((&last["acknowledges"], &last["seen"]), (&json!(true), &json!([])));
    let path = format!("{AT}/reports/{}", id(&last));
    let report = noor.get(&path).await.expect(200);
    let file = noor.get(&format!("{path}/file?format=json")).await;
    let hash = HEXLOWER.encode(&sha256(&file.bytes));
    assert_eq!(report["sha256"], json!(hash));
    let data = file.json();
    let shown: Vec<(Value, Value)> = of(&report["figures"]);
    assert_eq!(of(&data["figures"]), shown, "the file has the figures of the screen");
    for (language, said) in [("nl", "Rapport aan de directie"), ("en", "Report to management")] {
        let paper = noor.get(&format!("{path}/file?format=docx&language={language}")).await;
        let text = word::part(&paper.bytes, "word/document.xml").expect("a Word file");
        assert!(text.contains(said) && text.contains(&hash), "{language}: {text}");
    }
    let pdf = noor.get(&format!("{path}/file?format=pdf")).await;
    match pdf.status {
        // without LibreOffice it is said what is missing
        503 => assert_eq!(pdf.json()["type"], "/problems/part-missing"),
        _ => assert!(pdf.bytes.starts_with(b"%PDF"), "{}", pdf.status),
    }
    let sent = async |who: &crate::browser::Browser| {
        send(who.ask(Method::PUT, &format!("{path}/acknowledgement"))).await
    };
    sent(&eva).await.expect(403);
    let seen = sent(&noor).await.expect(200);
    assert_eq!((&seen["acknowledges"], seen["seen"].as_array().map(Vec::len)), (&json!(false), Some(1)));
    assert_eq!(sent(&noor).await.expect(200)["seen"], seen["seen"], "once is enough");
    let again = noor.get(&format!("{path}/file?format=json")).await;
    assert_eq!(again.bytes, file.bytes, "what was seen is what it was");
    let paper = noor.get(&format!("{path}/file?format=docx")).await;
    let text = word::part(&paper.bytes, "word/document.xml").expect("a Word file");
    assert!(text.contains(seen["seen"][0]["by"].as_str().expect("a name")), "{text}");
}

/// What each figure is.
fn of(figures: &Value) -> Vec<(Value, Value)> {
    let figures = figures.as_array().expect("figures");
    figures.iter().map(|it| (it["kind"].clone(), it["count"].clone())).collect()
}

#[tokio::test]
async fn a_pack_is_sent_as_it_is_made_and_verified_by_the_command() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let known = place.sign_in();
    let noor = server.browser().signed(known.person(ADMINISTRATOR)).await;
    let sam = server.browser().signed(known.person(STAFF)).await;
    let asked = |chapters: &str| {
        format!("{AT}/pack/file?from=2026-01-01&until=2027-12-31&chapters={chapters}&language=en")
    };
    sam.get(&asked("avg")).await.expect(403);
    let officer = format!("/api/v1/registers/officers/{}", user(&noor, "Sam Staf").await);
    send(noor.ask(Method::PUT, &officer)).await.expect(204);
    let code = |it: &Value| (it["errors"][0]["pointer"].clone(), it["errors"][0]["code"].clone());
    let refused = sam.get(&asked("iso27001")).await.expect(409);
    assert_eq!(code(&refused).1, json!("controls_missing"));
    assert_eq!(code(&sam.get(&asked("walvis")).await.expect(422)), (json!("/chapters"), json!("unknown")));
    assert_eq!(code(&sam.get(&asked("")).await.expect(422)), (json!("/chapters"), json!("empty")));
    let backwards = asked("avg").replace("2027-12-31", "2025-12-31");
    assert_eq!(code(&sam.get(&backwards).await.expect(422)), (json!("/until"), json!("before_from")));

    let pack = sam.get(&asked("avg,voda")).await;
    assert_eq!(pack.header("content-type"), Some("application/zip"));
    let key = noor.get(&format!("{AT}/pack")).await.expect(200)["key"]["fingerprint"].clone();
    let key = key.as_str().expect("the key was made");
    let file = place.of("pack.zip");
    fs::write(&file, &pack.bytes).expect("written");
    let (told, status) = verified(&file, &["--fingerprint", key, "--english"]);
    assert_eq!(status, Some(0), "{told}");
    assert!(told.contains(key) && told.contains("and so does the signature"), "{told}");
    let (told, status) = verified(&file, &["--fingerprint", &"0".repeat(64)]);
    assert_eq!(status, Some(3), "{told}");
    assert!(told.contains("andere sleutel"), "{told}");
    let readme = word::part(&pack.bytes, "LEESMIJ.txt").expect("a ZIP");
    assert!(readme.contains("EVIDENCE PACK"));
    // the summary is a PDF, or a Word file where no PDFs are made
    let paper = ["samenvatting.pdf", "samenvatting.docx"];
    let manifest: Value =
        serde_json::from_str(&word::part(&pack.bytes, "inhoud.json").expect("a manifest")).expect("JSON");
    let names: Vec<&str> =
        manifest["files"].as_array().expect("files").iter().filter_map(|it| it["name"].as_str()).collect();
    assert_eq!(names.iter().filter(|it| paper.contains(it)).count(), 1, "{names:?}");
    // one byte of what a file was packed into
    let mut changed = pack.bytes.to_vec();
    let name = b"logboek.csv";
    let at = changed.windows(name.len()).position(|it| it == name).expect("the log") + name.len() + 20;
    changed[at] ^= 1;
    fs::write(&file, &changed).expect("written");
    let (told, status) = verified(&file, &[]);
    assert_eq!(status, Some(3), "{told}");
    assert!(told.contains("FOUT: gewijzigd: logboek.csv"), "{told}");
    fs::write(&file, b"geen ZIP").expect("written");
    let (told, status) = verified(&file, &[]);
    assert_eq!((told.as_str(), status), ("FOUT: dit is geen bewijsdossier\n", Some(3)));
    let inside = Inside::open(&place).await;
    let entry = inside.log().await.into_iter().find(|it| it.action == "evidence_pack.sign");
    assert!(entry.expect("an entry").source.text.is_some());
}

/// A place with the people, the past and the dossier of the demonstration, without its documents.
fn demonstration() -> Place {
    let place = Place::new(&Firm::plain());
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/demo.toml");
    let mut content: toml::Table =
        toml::from_str(&fs::read_to_string(real).expect("it is there")).expect("TOML");
    for key in ["document", "deadline", "duty", "question"] {
        content.insert(key.to_owned(), toml::Value::Array(Vec::new()));
    }
    fs::write(place.of("content/demo.toml"), content.to_string()).expect("written");
    place
}

#[tokio::test]
async fn p068_the_demonstration_has_quarters_that_are_over() {
    let place = demonstration();
    let server = place.demo().ready(&place).await;
    let known = place.sign_in();
    let noor = server.browser().signed(&known.people[0]).await;
    let list = noor.get(&format!("{AT}/reports")).await.expect(200);
    let reports = list["items"].as_array().expect("reports").clone();
    assert_eq!(reports.len(), 2, "of two quarters, and not of the one that runs: {list}");
    let mut counted = Vec::new();
    for one in &reports {
        assert_eq!((&one["acknowledges"], &one["seen"]), (&json!(true), &json!([])));
        let report = noor.get(&format!("{AT}/reports/{}", id(one))).await.expect(200);
        let figures = of(&report["figures"]);
        let count = |kind: &str| figures.iter().find(|it| it.0 == kind).map(|it| it.1.clone());
        counted.push(["incident_found", "incident_late", "done_late", "training_expired"].map(&count));
        assert!(count("done").and_then(|it| it.as_u64()).is_some_and(|it| it > 3), "{figures:?}");
    }
    // the newest first: the incident of the second quarter was reported late, and a training ran out
    let told = |all: [u64; 4]| all.map(|it| Some(json!(it)));
    assert_eq!(counted, [told([1, 0, 1, 1]), told([1, 0, 0, 0])]);
    let path = format!("{AT}/reports/{}/acknowledgement", id(&reports[0]));
    let seen = send(noor.ask(Method::PUT, &path)).await.expect(200)["seen"].clone();
    assert_eq!(seen[0]["by"], "Noor Wiersma", "{seen}");
    // what was written by a clock that was behind stands in the log in order, and nothing of it is ahead
    let standing = noor.get(AT).await.expect(200);
    let chain = standing["figures"].as_array().expect("figures").iter().find(|it| it["kind"] == "chain");
    assert_eq!(chain.expect("the log")["light"], "green");
    let at = legalmind_seal::world::system().now().to_string();
    assert!(seen[0]["at"].as_str().expect("when") <= at.as_str(), "the clock has caught up: {seen}");
}
