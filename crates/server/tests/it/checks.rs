//! Playbooks and checks over HTTP: a contract with defects is checked, decided on, mended in a review,
//! and checked again; its report is named by its hash.

mod asked;
mod run;
mod supplier;

use legalmind_testkit::word;
use legalmind_vault::sha256;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    browser::{Browser, Reply, id, send},
    firm::{ADMINISTRATOR, Firm, READER, RESPONSIBLE, STAFF, STRANGER},
    inside::Inside,
    server::Place,
};

/// A playbook of one's own, as it is written.
pub fn playbook(key: &str) -> String {
    let head = |part: &str, nl: &str, en: &str| format!("{part} = {{ nl = \"{nl}\", en = \"{en}\" }}\n");
    let rule = |key: &str, title: &str, severity: &str| {
        format!(
            "[[rule]]\nkey = \"{key}\"\nseverity = \"{severity}\"\n{}{}{}\
             basis = [{{ reference = \"art. 28 AVG\", checked = \"2026-11-30\" }}]\n",
            head("title", title, &format!("{title} (en)")),
            head("question", &format!("Is {title} geregeld?"), "Is it there?"),
            head("explanation", &format!("{title} hoort erin"), "It belongs there"),
        )
    };
    let about = |nl: &str| head("about", nl, &format!("{nl} (en)"));
    [
        format!("key = \"{key}\"\nkind = \"verwerkersovereenkomst\"\n"),
        head("title", "Verwerking getoetst", "Processing checked"),
        head("description", "Voor een proef", "For a trial"),
        rule("beveiliging", "Beveiliging", "high"),
        "subject = [\"beveilig*\"]\nabsent_is = \"unacceptable\"\n".to_owned(),
        format!("[[rule.required]]\n{}signs = [\"passende\"]\n", about("passende maatregelen")),
        "text = \"Verwerker neemt passende technische en organisatorische maatregelen.\"\n".to_owned(),
        rule("datalek", "Datalek", "high"),
        format!("[[rule.limit]]\n{}figure = \"period\"\n", about("de meldtermijn")),
        "signs = [\"datalek & meld* & {termijn}\"]\nmax = \"48 uur\"\n".to_owned(),
        "text = \"Verwerker meldt een datalek binnen 24 uur.\"\n".to_owned(),
        rule("doorgifte", "Doorgifte", "medium"),
        format!("[[rule.forbidden]]\n{}signs = [\"buiten de EER\"]\n", about("doorgifte zonder instructie")),
        rule("geheimhouding", "Geheimhouding", "low"),
        format!("[[rule.required]]\n{}signs = [\"geheim*\"]\n", about("geheimhouding")),
        "text = \"Verwerker houdt de gegevens geheim.\"\n".to_owned(),
    ]
    .concat()
}

/// A contract with three defects.
fn contract() -> Vec<u8> {
    with(&[])
}

/// The same, with more paragraphs at its end.
fn with(more: &[&str]) -> Vec<u8> {
    let mut body = [
        word::heading("Verwerkersovereenkomst"),
        word::paragraph("K. Jansen, hierna te noemen: “Verwerkingsverantwoordelijke”, en"),
        word::paragraph("Wolk B.V., hierna te noemen: “Verwerker”."),
        word::heading("Artikel 1 Beveiliging"),
        word::paragraph("Verwerker beveiligt de gegevens."),
        word::heading("Artikel 2 Datalekken"),
        word::paragraph("Verwerker meldt een datalek binnen 14 dagen."),
        word::heading("Artikel 3 Plaats"),
        word::paragraph("Verwerker mag gegevens buiten de EER verwerken."),
        word::heading("Artikel 4 Geheimhouding"),
        word::paragraph("Verwerker houdt de gegevens geheim."),
    ]
    .to_vec();
    body.extend(more.iter().map(|it| word::paragraph(it)));
    word::file(&body.concat()).expect("a Word file")
}

async fn sent(browser: &Browser, method: Method, path: &str, object: &Value, body: &Value) -> Reply {
    let tag = format!("\"{}\"", object["revision"]);
    send(browser.ask(method, path).header("if-match", tag).json(body)).await
}

fn finding<'a>(check: &'a Value, rule: &str) -> &'a Value {
    let all = check["findings"].as_array().expect("findings");
    all.iter().find(|it| it["rule"] == rule).unwrap_or_else(|| panic!("{rule}: {check}"))
}

fn verdicts(check: &Value) -> Vec<(String, String)> {
    let text = |it: &Value, name: &str| it[name].as_str().expect("a name").to_owned();
    let all = check["findings"].as_array().expect("findings");
    all.iter().map(|it| (text(it, "rule"), text(it, "verdict"))).collect()
}

fn named(verdicts: &[(&str, &str)]) -> Vec<(String, String)> {
    verdicts.iter().map(|(rule, verdict)| ((*rule).to_owned(), (*verdict).to_owned())).collect()
}

/// The first thing that is wrong.
fn wrong(reply: &Reply, status: u16) -> (String, String) {
    let error = &reply.expect(status)["errors"][0];
    let part = |name: &str| error[name].as_str().unwrap_or_default().to_owned();
    (part("pointer"), part("code"))
}

fn pair(pointer: &str, code: &str) -> (String, String) {
    (pointer.to_owned(), code.to_owned())
}

#[tokio::test]
async fn a_playbook_is_written_approved_and_written_anew() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let known = place.sign_in();
    let sam = server.browser().signed(known.person(STAFF)).await;
    let eva = server.browser().signed(known.person(RESPONSIBLE)).await;
    let rik = server.browser().signed(known.person(READER)).await;
    let noor = server.browser().signed(known.person(ADMINISTRATOR)).await;

    // those of the product are there, as concepts, once
    let starter = sam.all("/api/v1/playbooks").await;
    assert!(starter.iter().all(|it| it["state"] == "concept" && it["key"].is_string()), "{starter:?}");
    assert_eq!(rik.all("/api/v1/playbooks").await.len(), starter.len());

    let text = json!({"text": playbook("eigen")});
    for nobody in [&rik, &noor] {
        assert_eq!(nobody.post("/api/v1/playbooks", &text).await.status, 403);
    }
    let added = sam.post("/api/v1/playbooks", &text).await.expect(201);
    assert_eq!((&added["state"], &added["rule_count"]), (&json!("concept"), &json!(4)));
    assert_eq!((&added["title"]["nl"], &added["text"]), (&json!("Verwerking getoetst"), &text["text"]));
    let rule = &added["rules"][1];
    assert_eq!((&rule["limits"][0]["max"], &rule["severity"]), (&json!("48 uur"), &json!("high")));

    let path = format!("/api/v1/playbooks/{}", id(&added));
    let approve = format!("{path}/approve");
    let stands = json!({"sha256": added["sha256"]});
    assert_eq!(sent(&sam, Method::POST, &approve, &added, &stands).await.status, 403);
    let other = json!({"sha256": "00".repeat(32)});
    let refused = sent(&eva, Method::POST, &approve, &added, &other).await;
    assert_eq!(wrong(&refused, 422), pair("/sha256", "other_version"));
    let reply = sent(&eva, Method::POST, &approve, &added, &stands).await;
    let inside = Inside::open(&place).await;
    assert_eq!(inside.entries(&reply).await, ["playbook.approve done"]);
    let approved = reply.expect(200);
    assert_eq!(
        (&approved["state"], &approved["approved"]["by"]),
        (&json!("approved"), &json!("Eva Brinkman"))
    );

    let shorter = json!({"text": playbook("eigen").replace("48 uur", "36 uur")});
    assert_eq!(sent(&sam, Method::PUT, &path, &added, &shorter).await.status, 412);
    let changed = sent(&sam, Method::PUT, &path, &approved, &shorter).await.expect(200);
    assert_eq!(
        (&changed["state"], &changed["version_number"], &changed["approved"]),
        (&json!("concept"), &json!(2), &Value::Null)
    );
    assert_eq!(changed["versions"].as_array().map(Vec::len), Some(2));
    let first = rik.get(&format!("{path}/versions/1")).await.expect(200);
    assert_eq!(first, text, "what was approved can be read again");
    let gone = sent(&eva, Method::POST, &format!("{path}/withdraw"), &changed, &json!({})).await;
    assert_eq!(gone.expect(200)["state"], "withdrawn");
}

#[tokio::test]
async fn what_is_wrong_with_a_playbook_is_told_at_its_rule_in_the_readers_language() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    let good = playbook("eigen");
    for (text, pointer, code) in [
        ("geen toml [".to_owned(), "/text#/1:", "unreadable"),
        (good.replace("max = \"48 uur\"", "max = \"gauw\""), "/text#datalek/", "bad_figure"),
        (good.replace("\"datalek\"", "\"beveiliging\""), "/text#beveiliging/", "key_twice"),
        (good.replace("checked = \"2026-11-30\"", "checked = \"gisteren\""), "/text#", "bad_date"),
    ] {
        let reply = eva.post("/api/v1/playbooks", &json!({"text": text})).await;
        let (at, found) = wrong(&reply, 422);
        assert!(at.starts_with(pointer) && found == code, "{at} {found} for {pointer} {code}");
        let said = reply.json()["errors"][0]["detail"].as_str().unwrap_or_default().to_owned();
        assert!(!said.is_empty(), "{code}");
        let english = eva.ask(Method::POST, "/api/v1/playbooks").header("accept-language", "en");
        let english = send(english.json(&json!({"text": text}))).await.expect(422);
        assert_ne!(english["errors"][0]["detail"], json!(said), "{code} in English");
    }
}

#[tokio::test]
async fn a_contract_with_defects_is_checked_decided_mended_and_checked_again() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let known = place.sign_in();
    let eva = server.browser().signed(known.person(RESPONSIBLE)).await;
    let dossier = eva.dossier().await;
    let document = eva.upload(&dossier, "verwerking.docx", &contract()).await;
    eva.until_read(&document).await;
    let added = eva.post("/api/v1/playbooks", &json!({"text": playbook("proef")})).await.expect(201);
    let path = format!("/api/v1/dossiers/{dossier}/checks");
    let asked = json!({"document": document, "playbook": id(&added)});
    let reply = eva.post(&path, &asked).await;
    let inside = Inside::open(&place).await;
    assert_eq!(inside.entries(&reply).await, ["check.start done"]);
    let check = eva.until_checked(&reply.expect(201)).await;
    assert_eq!(
        verdicts(&check),
        named(&[
            ("beveiliging", "unacceptable"),
            ("datalek", "unacceptable"),
            ("doorgifte", "unacceptable"),
            ("geheimhouding", "acceptable"),
        ]),
        "worst first"
    );
    assert_eq!((&check["state"], &check["counts"]["undecided"]), (&json!("open"), &json!(3)));
    assert_eq!((&check["playbook_approved"], &check["previous"]), (&json!(false), &Value::Null));
    let late = finding(&check, "datalek");
    let passage = &late["passages"][0];
    assert!(passage["quote"].as_str().is_some_and(|it| it.contains("14 dagen")), "{late}");
    assert!(late["reasoning"][0]["nl"].as_str() != late["reasoning"][0]["en"].as_str());
    // the passage opens in the document like any other place
    let marks = eva
        .get(&format!(
            "/api/v1/documents/{document}/versions/{}/marks?page={}&start={}&end={}",
            check["version"].as_str().expect("a version"),
            passage["page"],
            passage["range"]["start"],
            passage["range"]["end"]
        ))
        .await
        .expect(200);
    assert_eq!((&marks["sure"], &marks["quote"]), (&json!(true), &passage["quote"]));

    // a decision needs its reason, and stays with who took it and when
    let at = format!("/api/v1/checks/{}", id(&check));
    let rule = |rule: &str| format!("{at}/findings/{rule}");
    let accepted = |reason: &str| json!({"decision": "accepted_risk", "reason": reason});
    let bare = sent(&eva, Method::PUT, &rule("doorgifte"), &check, &accepted("  ")).await;
    assert_eq!(wrong(&bare, 422), pair("/reason", "required"));
    let long = sent(&eva, Method::PUT, &rule("doorgifte"), &check, &accepted(&"x".repeat(2_001))).await;
    assert_eq!(wrong(&long, 422), pair("/reason", "too_long"));
    assert_eq!(sent(&eva, Method::PUT, &rule("niets"), &check, &accepted("x")).await.status, 404);
    let reply = sent(&eva, Method::PUT, &rule("doorgifte"), &check, &accepted("Alleen nieuwsbrieven.")).await;
    assert_eq!(inside.entries(&reply).await, ["check.decide done"]);
    let decided = reply.expect(200);
    let decision = &finding(&decided, "doorgifte")["decision"];
    assert_eq!((&decision["by"], &decision["carried"]), (&json!("Eva Brinkman"), &json!(false)));
    assert_eq!(sent(&eva, Method::PUT, &rule("datalek"), &check, &accepted("x")).await.status, 412);
    let repair = json!({"decision": "to_repair", "reason": "Te laat."});
    let decided = sent(&eva, Method::PUT, &rule("datalek"), &decided, &repair).await.expect(200);
    assert_eq!(decided["counts"]["undecided"], 1);

    // proposals become a review; what a rule does not propose is refused at its place
    let mend = format!("{at}/redline");
    for (rules, pointer, code) in [
        (json!([]), "/rules", "required"),
        (json!(["geheimhouding"]), "/rules/0", "no_proposal"),
        (json!(["datalek", "niets"]), "/rules/1", "unknown"),
        (json!(["datalek", "datalek"]), "/rules/1", "twice"),
    ] {
        let refused = sent(&eva, Method::POST, &mend, &decided, &json!({"rules": rules})).await;
        assert_eq!(wrong(&refused, 422), pair(pointer, code));
    }
    let rules = json!({"rules": ["datalek", "beveiliging"]});
    let reply = sent(&eva, Method::POST, &mend, &decided, &rules).await;
    let entries = inside.entries(&reply).await;
    assert!(
        entries.ends_with(&["redline.begin done".to_owned(), "check.mend done".to_owned()]),
        "{entries:?}"
    );
    let begun = reply.expect(201);
    assert_eq!(begun["check"]["redline"], begun["redline"]);
    let review = format!("/api/v1/redlines/{}", begun["redline"].as_str().expect("an id"));
    let redline = eva.get(&review).await.expect(200);
    let proposals = redline["proposals"].as_array().expect("proposals");
    assert_eq!((redline["state"].as_str(), proposals.len()), (Some("open"), 2), "{redline}");
    assert!(proposals.iter().all(|it| it["source"] == "check" && it["decision"].is_null()), "{redline}");
    let all = json!({"decision": "accepted"});
    let taken = sent(&eva, Method::POST, &format!("{review}/decide"), &redline, &all).await.expect(200);
    let tracked = json!({"tracked": true});
    let done = sent(&eva, Method::POST, &format!("{review}/finish"), &taken, &tracked).await.expect(200);
    assert!(done["counts"]["after"]["revisions"].as_u64().is_some_and(|it| it > 0), "{done}");
    eva.until_read(&document).await;

    // the document has another version: proposals of the old one are not put into it
    let stale = eva.get(&at).await.expect(200);
    assert_eq!(stale["outdated"], true);
    let refused = sent(&eva, Method::POST, &mend, &stale, &json!({"rules": ["doorgifte"]})).await;
    assert_eq!(wrong(&refused, 409), pair("", "not_present"));

    let again = eva.check(&dossier, &asked).await;
    assert_eq!(
        verdicts(&again),
        named(&[
            ("doorgifte", "unacceptable"),
            ("beveiliging", "acceptable"),
            ("datalek", "acceptable"),
            ("geheimhouding", "acceptable"),
        ]),
        "green where it was mended"
    );
    assert_eq!(again["previous"]["id"], check["id"]);
    let change = |rule: &str| finding(&again, rule)["change"]["kind"].clone();
    assert_eq!((change("datalek"), change("geheimhouding")), (json!("better"), json!("same")));
    let carried = &finding(&again, "doorgifte")["decision"];
    assert_eq!((&carried["carried"], &carried["reason"]), (&json!(true), &json!("Alleen nieuwsbrieven.")));
    assert!(finding(&again, "datalek")["decision"].is_null(), "mended, so nothing is decided on it");
    assert_eq!(again["state"], "decided");
    let listed = eva.all(&path).await;
    assert_eq!(listed.iter().map(id).collect::<Vec<_>>(), [id(&again), id(&check)]);
    assert_eq!((&listed[1]["outdated"], &listed[0]["outdated"]), (&json!(true), &json!(false)));
    report(&place, &eva, &again).await;
}

/// What is wrong with the agreement of the demo dossier, by the rules of the product that find it.
const PLANTED: [&str; 7] =
    ["datalek", "doorgifte", "eigen-doeleinden", "subverwerkers", "audit", "subverwerkers-keten", "wissen"];
/// How many of them, the first, are something that stands there; of the others something is missing.
const STANDING: usize = 4;

#[tokio::test]
async fn each_defect_of_the_demo_agreement_is_found_marked_repaired_and_green() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../demo/documents/verwerkersovereenkomst-bouwportaal-2025-12-02.docx"
    );
    let bytes = std::fs::read(file).expect("the document of the demo");
    let dossier = eva.dossier().await;
    let document = eva.upload(&dossier, "verwerkersovereenkomst.docx", &bytes).await;
    eva.until_read(&document).await;
    let shipped = eva.all("/api/v1/playbooks").await;
    let playbook = shipped.iter().find(|it| it["key"] == "verwerkersovereenkomst").expect("it is shipped");
    let asked = json!({"document": document, "playbook": id(playbook)});
    let check = eva.check(&dossier, &asked).await;
    for (at, rule) in PLANTED.into_iter().enumerate() {
        let found = finding(&check, rule);
        assert_eq!(found["verdict"], "unacceptable", "{rule}: {found}");
        assert!(found["proposal"].is_object(), "{rule} is to be repaired: {found}");
        let marked = found["passages"].as_array().is_some_and(|it| !it.is_empty());
        assert_eq!(marked, at < STANDING, "{rule}: {found}");
    }
    assert_eq!(check["counts"]["unacceptable"], PLANTED.len(), "and nothing else: {:?}", verdicts(&check));
    let mend = format!("/api/v1/checks/{}/redline", id(&check));
    let begun = sent(&eva, Method::POST, &mend, &check, &json!({"rules": PLANTED})).await.expect(201);
    let review = format!("/api/v1/redlines/{}", begun["redline"].as_str().expect("an id"));
    let redline = eva.get(&review).await.expect(200);
    // what is missing comes behind the last article, in one proposal
    assert_eq!(redline["proposals"].as_array().map(Vec::len), Some(STANDING + 1), "{redline}");
    assert_eq!(redline["refused"], json!([]));
    let all = json!({"decision": "accepted"});
    let taken = sent(&eva, Method::POST, &format!("{review}/decide"), &redline, &all).await.expect(200);
    let tracked = json!({"tracked": true});
    sent(&eva, Method::POST, &format!("{review}/finish"), &taken, &tracked).await.expect(200);
    eva.until_read(&document).await;
    let again = eva.check(&dossier, &asked).await;
    for rule in PLANTED {
        let found = finding(&again, rule);
        assert_eq!(found["verdict"], "acceptable", "{rule}: {found}");
        assert_eq!(found["change"]["kind"], "better", "{rule}");
    }
    assert_eq!(again["counts"]["unacceptable"], 0, "{:?}", verdicts(&again));
    // what was proposed stays with the check when the library goes on without it
    let proposal = |check: &Value| finding(check, "audit")["proposal"].clone();
    let title = proposal(&check)["clause"].clone();
    let clauses = eva.all("/api/v1/clauses").await;
    let clause = clauses.iter().find(|it| it["title"] == title).expect("the clause that is proposed");
    let withdraw = format!("/api/v1/clauses/{}/withdraw", id(clause));
    sent(&eva, Method::POST, &withdraw, clause, &json!({})).await.expect(200);
    let later = eva.get(&format!("/api/v1/checks/{}", id(&check))).await.expect(200);
    assert_eq!(proposal(&later), proposal(&check));
    assert_eq!(later["report_sha256"], check["report_sha256"]);
}

/// The report of a check: its data are named by their hash, which the paper carries.
async fn report(place: &Place, eva: &Browser, check: &Value) {
    let at = format!("/api/v1/checks/{}/report", id(check));
    let json = eva.get(&format!("{at}?format=json")).await;
    let hash = sha256(&json.bytes);
    assert_eq!(check["report_sha256"], json!(data_encoding::HEXLOWER.encode(&hash)));
    let digest = format!("sha-256=:{}:", data_encoding::BASE64.encode(&hash));
    assert_eq!(json.header("repr-digest"), Some(digest.as_str()));
    let again = eva.get(&format!("{at}?format=json&language=en")).await;
    assert_eq!(again.bytes, json.bytes, "the same check gives the same bytes");
    let data = json.json();
    assert_eq!(data["findings"][0]["decision"]["reason"], "Alleen nieuwsbrieven.");
    let inside = Inside::open(place).await;
    let entry = inside.log().await.into_iter().find(|it| it.action == "check.report").expect("an entry");
    assert_eq!(entry.source.text, Some(hash));
    for (language, words) in [("nl", "Niet aanvaardbaar"), ("en", "Unacceptable")] {
        let paper = eva.get(&format!("{at}?format=docx&language={language}")).await;
        let text = word::part(&paper.bytes, "word/document.xml").expect("a Word file");
        for said in [words, "buiten de EER", "Alleen nieuwsbrieven", &data_encoding::HEXLOWER.encode(&hash)] {
            assert!(text.contains(said), "{said} in {language}: {text}");
        }
    }
    let refused = eva.get(&format!("{at}?format=odt")).await;
    assert_eq!(wrong(&refused, 422), pair("/format", "unknown"));
    let refused = eva.get(&format!("{at}?format=pdf&language=fr")).await;
    assert_eq!(wrong(&refused, 422), pair("/language", "unknown"));
    let pdf = eva.get(&format!("{at}?format=pdf")).await;
    match pdf.status {
        // without LibreOffice it is said what is missing
        503 => assert_eq!(pdf.json()["type"], "/problems/part-missing"),
        _ => assert!(pdf.bytes.starts_with(b"%PDF"), "{}", pdf.status),
    }
}

#[tokio::test]
async fn what_cannot_be_checked_says_why_and_what_is_another_dossiers_is_not_there() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let known = place.sign_in();
    let eva = server.browser().signed(known.person(RESPONSIBLE)).await;
    let dossier = eva.dossier().await;
    let path = format!("/api/v1/dossiers/{dossier}/checks");
    let letter = eva.all(&format!("/api/v1/dossiers/{dossier}/documents")).await.remove(0);
    let added = eva.post("/api/v1/playbooks", &json!({"text": playbook("proef")})).await.expect(201);
    let (document, playbook) = (json!(id(&letter)), json!(id(&added)));
    let none = json!("01950000-0000-7000-8000-000000000001");
    let unread = json!(eva.upload(&dossier, "kapot.pdf", b"Dit is geen PDF.").await);
    eva.until_read(unread.as_str().expect("an id")).await;
    let empty = word::file(&word::paragraph(" ")).expect("a Word file");
    let empty = json!(eva.upload(&dossier, "leeg.docx", &empty).await);
    eva.until_read(empty.as_str().expect("an id")).await;
    for (document, playbook, facts, pointer, code) in [
        (&none, &playbook, json!({}), "/document", "unknown"),
        (&document, &none, json!({}), "/playbook", "unknown"),
        (&unread, &playbook, json!({}), "/document", "not_read"),
        (&document, &playbook, json!({"duur": "lang"}), "/facts/duur", "unknown_fact"),
    ] {
        let asked = json!({"document": document, "playbook": playbook, "facts": facts});
        assert_eq!(wrong(&eva.post(&path, &asked).await, 422), pair(pointer, code));
    }
    // what is found out only while it is read ends the check with its reason
    let failed = eva.check(&dossier, &json!({"document": empty, "playbook": playbook})).await;
    assert_eq!(json!([failed["state"], failed["trouble"]]), json!(["failed", "no_text"]), "{failed}");
    assert_eq!(json!([failed["findings"], failed["report_sha256"]]), json!([[], null]));
    let asked = json!({"document": document, "playbook": playbook});
    // a dossier of one's own does not open the documents of another
    let stijn = server.browser().signed(known.person(STRANGER)).await;
    let own = stijn.post("/api/v1/dossiers", &json!({"name": "Van Stijn"})).await.expect(201);
    let elsewhere = format!("/api/v1/dossiers/{}/checks", id(&own));
    assert_eq!(wrong(&stijn.post(&elsewhere, &asked).await, 422), pair("/document", "unknown"));
    let withdrawn = format!("/api/v1/playbooks/{}/withdraw", id(&added));
    sent(&eva, Method::POST, &withdrawn, &added, &json!({})).await.expect(200);
    assert_eq!(wrong(&eva.post(&path, &asked).await, 422), pair("/playbook", "withdrawn"));
}
