//! Reviews of Word documents over HTTP: proposals, decisions, the new version.

use legalmind_testkit::{
    scripted::{Script, Scripted},
    word,
};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    browser::{Browser, Reply, id, send},
    firm::{Firm, READER, RESPONSIBLE, STRANGER},
    inside::Inside,
    server::Place,
};

/// A contract on which two authors worked.
fn contract() -> Vec<u8> {
    let body = [
        word::heading("Overeenkomst van opdracht"),
        word::paragraph("Bakker Advies B.V., hierna te noemen: “Opdrachtnemer”, en"),
        word::paragraph("K. Jansen, hierna te noemen: “Opdrachtgever”."),
        word::heading("Artikel 1 Betaling"),
        format!(
            "<w:p>{}{}{}{}</w:p>",
            word::run("Opdrachtgever betaalt binnen "),
            word::deleted(11, "Mr. Anders", "30"),
            word::inserted(12, "Mr. Anders", "60"),
            word::run(" dagen na de factuurdatum."),
        ),
        word::heading("Artikel 2 Aansprakelijkheid"),
        word::paragraph("Opdrachtnemer is niet aansprakelijk voor schade van Opdrachtgever."),
        format!(
            "<w:p>{}{}</w:p>",
            word::run("Opdrachtgever vrijwaart Opdrachtnemer voor aanspraken van derden."),
            word::inserted(13, "P. Derde", " Dit geldt onbeperkt."),
        ),
        word::heading("Artikel 3 Geheimhouding"),
        word::paragraph("Partijen houden geheim wat zij vernemen. Opdrachtgever mag schade verhalen."),
    ];
    word::file(&body.concat()).expect("a Word file")
}

async fn uploaded(browser: &Browser, bytes: &[u8]) -> (String, String) {
    let document = browser.upload(&browser.dossier().await, "opdracht.docx", bytes).await;
    let read = browser.until_read(&document).await;
    assert_eq!(read["progress"], "searchable", "{read}");
    (document, read["version"].as_str().expect("a version").to_owned())
}

async fn begun(browser: &Browser, document: &str, body: &Value) -> Value {
    let reply = browser.post(&format!("/api/v1/documents/{document}/redlines"), body).await;
    let id = id(&reply.expect(201));
    loop {
        let found = browser.get(&format!("/api/v1/redlines/{id}")).await.expect(200);
        if found["state"] != "running" {
            return found;
        }
        tokio::time::sleep(std::time::Duration::from_millis(30)).await;
    }
}

async fn sent(browser: &Browser, method: Method, path: &str, revision: &Value, body: &Value) -> Reply {
    let request = browser.ask(method, path).header("if-match", format!("\"{revision}\""));
    send(request.json(body)).await
}

async fn decided(browser: &Browser, redline: &Value, number: usize, decision: &str) -> Value {
    let path = format!("/api/v1/redlines/{}/proposals/{number}", id(redline));
    let body = json!({"decision": decision, "reason": "besproken met cliënt"});
    sent(browser, Method::PUT, &path, &redline["revision"], &body).await.expect(200)
}

async fn finished(browser: &Browser, redline: &Value, tracked: bool) -> Reply {
    let path = format!("/api/v1/redlines/{}/finish", id(redline));
    sent(browser, Method::POST, &path, &redline["revision"], &json!({"tracked": tracked})).await
}

async fn bytes_of(browser: &Browser, document: &str, version: &str) -> Vec<u8> {
    let reply = browser.get(&format!("/api/v1/documents/{document}/versions/{version}/content")).await;
    assert_eq!(reply.status, 200);
    reply.bytes
}

fn authors(document: &str) -> Vec<(String, usize)> {
    let mut found: Vec<(String, usize)> = Vec::new();
    for piece in document.split("w:author=\"").skip(1) {
        let name = piece.split('"').next().expect("a name").to_owned();
        match found.iter_mut().find(|(known, _)| *known == name) {
            Some((_, many)) => *many += 1,
            None => found.push((name, 1)),
        }
    }
    found
}

#[tokio::test]
async fn three_taken_and_two_left_out_keep_the_changes_of_others() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    let original = contract();
    let (document, version) = uploaded(&eva, &original).await;
    let asked = json!({"version": version, "instruction": "vervang \"Opdrachtgever\" door \"Cliënt\""});
    let redline = begun(&eva, &document, &asked).await;
    let proposals = redline["proposals"].as_array().expect("proposals");
    assert_eq!((redline["state"].as_str(), proposals.len()), (Some("open"), 5), "{redline}");
    assert!(proposals.iter().all(|it| it["old"] == "Opdrachtgever" && it["source"] == "rule"));
    // nothing stands in the document yet
    assert_eq!(bytes_of(&eva, &document, &version).await, original);

    let mut now = redline.clone();
    for (number, decision) in
        [(0, "accepted"), (1, "rejected"), (2, "accepted"), (3, "rejected"), (4, "accepted")]
    {
        now = decided(&eva, &now, number, decision).await;
    }
    assert_eq!(now["proposals"][0]["decided_by"], "Eva Brinkman");
    let done = finished(&eva, &now, true).await;
    let inside = Inside::open(&place).await;
    assert_eq!(inside.entries(&done).await, ["version.add done", "redline.finish done"]);
    let done = done.expect(200);
    assert_eq!(
        (done["state"].as_str(), done["result"]["version_number"].as_u64()),
        (Some("finished"), Some(2))
    );
    assert_eq!(done["counts"]["before"]["revisions"], 3);
    assert_eq!(done["counts"]["after"]["revisions"], 9, "three of ours, each a deletion and an insertion");

    let made = bytes_of(&eva, &document, done["result"]["version"].as_str().expect("a version")).await;
    let text = word::part(&made, "word/document.xml").expect("the document");
    let theirs = |name: &str| authors(&text).iter().find(|(it, _)| it == name).map(|(_, many)| *many);
    assert_eq!(theirs("Mr. Anders"), Some(2));
    assert_eq!(theirs("P. Derde"), Some(1));
    assert_eq!(theirs("Eva Brinkman"), Some(6));
    assert_eq!(text.matches("Cliënt").count(), 3);
    // the version that was reviewed stays as it came
    assert_eq!(bytes_of(&eva, &document, &version).await, original);
    let versions = eva.get(&format!("/api/v1/documents/{document}/versions")).await.expect(200);
    let numbers: Vec<_> =
        versions["items"].as_array().expect("versions").iter().map(|it| it["number"].clone()).collect();
    assert_eq!(numbers, [2, 1]);
    // search finds what it says now, and only that
    eva.until_read(&document).await;
    let hits = eva.get("/api/v1/search?q=factuurdatum").await.expect(200);
    let versions: Vec<_> =
        hits["items"].as_array().expect("hits").iter().map(|it| it["version"].clone()).collect();
    assert_eq!(versions, [done["result"]["version"].clone()], "{hits}");
}

/// What is found, what is cited and what is changed have one place in the document.
#[tokio::test]
async fn a_hit_has_the_place_that_a_change_has() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    let (document, version) = uploaded(&eva, &contract()).await;
    let found = eva.get("/api/v1/search?q=%2260%20dagen%22&limit=50").await.expect(200);
    let hits = found["items"].as_array().expect("hits");
    let hit = hits.iter().find(|it| it["document"] == document.as_str()).expect("the changed words");
    let at = |name: &str| hit["range"][name].as_u64().expect("a number");
    let marks = format!(
        "/api/v1/documents/{document}/versions/{version}/marks?page={}&start={}&end={}",
        hit["page"],
        at("start"),
        at("end")
    );
    let marks = eva.get(&marks).await.expect(200);
    let places = marks["pages"][0]["places"].as_array().expect("places").clone();
    let asked = json!({"version": version, "instruction": "vervang \"60 dagen\" door \"30 dagen\""});
    let redline = begun(&eva, &document, &asked).await;
    let proposal = &redline["proposals"][0];
    let inside = |place: &Value| {
        place["part"] == proposal["part"]
            && place["paragraph"] == proposal["paragraph"]
            && place["start"].as_u64() <= proposal["start"].as_u64()
            && place["end"].as_u64() >= proposal["end"].as_u64()
    };
    assert!(places.iter().any(inside), "{places:?} {proposal}");
    let view = eva.get(&format!("/api/v1/documents/{document}/word?version={version}")).await.expect(200);
    let mut words = Vec::new();
    for place in &places {
        let paragraphs = view["paragraphs"].as_array().expect("paragraphs");
        let here = |it: &&Value| it["part"] == place["part"] && it["number"] == place["paragraph"];
        let runs = paragraphs.iter().find(here).expect("the paragraph")["runs"].as_array().expect("runs");
        let text: String = (runs.iter().filter(|run| !run["start"].is_null()))
            .filter_map(|run| run["text"].as_str())
            .collect();
        let (start, end) = (place["start"].as_u64(), place["end"].as_u64());
        let range = start.expect("a start") as usize..end.expect("an end") as usize;
        words.push(text.chars().skip(range.start).take(range.len()).collect::<String>());
    }
    assert_eq!(words.join("\n\n"), marks["quote"], "the same characters on the paper");
}

#[tokio::test]
async fn changes_of_others_are_decided_on_without_proposals() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    let (document, version) = uploaded(&eva, &contract()).await;
    let view = eva.get(&format!("/api/v1/documents/{document}/word?version={version}")).await.expect(200);
    assert_eq!(view["authors"], json!(["Mr. Anders", "P. Derde"]));
    let runs = &view["paragraphs"][4]["runs"];
    assert_eq!(
        (&runs[1]["text"], &runs[1]["start"], &runs[1]["deleted"]),
        (&json!("30"), &json!(null), &json!(0))
    );
    assert_eq!(
        (&runs[2]["text"], &runs[2]["start"], &runs[2]["inserted"]),
        (&json!("60"), &json!(29), &json!(1))
    );

    let mut now = begun(&eva, &document, &json!({"version": version})).await;
    assert_eq!((now["state"].as_str(), now["proposals"].as_array().map(Vec::len)), (Some("open"), Some(0)));
    assert_eq!(finished(&eva, &now, true).await.status, 409, "nothing was decided");
    for (number, decision) in [(0, "rejected"), (1, "rejected"), (2, "accepted")] {
        let path = format!("/api/v1/redlines/{}/revisions/{number}", id(&now));
        let body = json!({"decision": decision});
        now = sent(&eva, Method::PUT, &path, &now["revision"], &body).await.expect(200);
    }
    let done = finished(&eva, &now, true).await.expect(200);
    let made = bytes_of(&eva, &document, done["result"]["version"].as_str().expect("a version")).await;
    let text = word::part(&made, "word/document.xml").expect("the document");
    assert!(authors(&text).is_empty(), "{text}");
    assert!(text.contains(">30<") && !text.contains(">60<") && text.contains("Dit geldt onbeperkt."));
}

#[tokio::test]
async fn a_model_gives_operations_and_what_does_not_fit_is_refused_and_said() {
    let place = Place::new(&Firm::plain());
    let words = json!([
        {"op": "replace", "paragraph": 6, "find": "Opdrachtnemer is niet aansprakelijk voor schade van Opdrachtgever.",
         "text": "Partijen zijn niet aansprakelijk voor elkaars schade.", "reason": "Wederkerig.", "severity": "high"},
        {"op": "delete", "paragraph": 6, "find": "een tekst die er niet staat"},
        {"op": "delete", "find": "schade"},
        {"op": "overschrijf alles", "text": "x"},
        {"op": "delete_paragraph", "paragraph": 4000},
    ]);
    let model = Scripted::start(Script::answer(&["Natuurlijk! ", &words.to_string()])).await.expect("a port");
    place.model(&model.base_url());
    let server = place.demo().ready(&place).await;
    let eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    let (document, version) = uploaded(&eva, &contract()).await;
    let asked = json!({"version": version, "instruction": "maak de aansprakelijkheid wederkerig"});
    let redline = begun(&eva, &document, &asked).await;
    assert_eq!(
        (redline["state"].as_str(), redline["by_model"].as_bool()),
        (Some("open"), Some(true)),
        "{redline}"
    );
    assert_eq!(redline["proposals"].as_array().map(Vec::len), Some(1), "{redline}");
    assert_eq!(
        (&redline["proposals"][0]["source"], &redline["proposals"][0]["severity"]),
        (&json!("model"), &json!("high"))
    );
    let codes: Vec<_> =
        redline["refused"].as_array().expect("refused").iter().map(|it| it["code"].clone()).collect();
    assert_eq!(codes, ["not_found", "ambiguous", "not_found", "not_found"], "{redline}");
    // the document is data between fences that it cannot close
    let conversation = model.received().last().expect("a request").conversation();
    assert!(conversation.contains("[6] Opdrachtnemer is niet aansprakelijk"));

    for (said, trouble) in [("Dat kan ik niet doen.", "model_prose"), ("", "model_prose")] {
        model.set(Script::answer(&[said]));
        let redline = begun(&eva, &document, &asked).await;
        assert_eq!((redline["state"].as_str(), redline["trouble"].as_str()), (Some("failed"), Some(trouble)));
    }
    // where the client wants no AI, the same instruction goes to the rules
    let path = format!("/api/v1/dossiers/{}", eva.dossier().await);
    let tag = eva.get(&path).await.headers.get("etag").cloned().expect("a tag");
    let choice = eva.ask(Method::PATCH, &path).json(&json!({"ai": "forbidden"}));
    send(choice.header("if-match", tag)).await.expect(200);
    let heard = model.received().len();
    let redline = begun(&eva, &document, &asked).await;
    assert_eq!((redline["by_model"].as_bool(), model.received().len()), (Some(false), heard), "{redline}");
    let tag = eva.get(&path).await.headers.get("etag").cloned().expect("a tag");
    let choice = eva.ask(Method::PATCH, &path).json(&json!({"ai": "allowed"}));
    send(choice.header("if-match", tag)).await.expect(200);
    drop(model);
    let redline = begun(&eva, &document, &asked).await;
    assert_eq!(redline["trouble"], "model_unreachable");
}

#[tokio::test]
async fn strangers_find_nothing_and_readers_change_nothing() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    let (document, version) = uploaded(&eva, &contract()).await;
    let redline = begun(&eva, &document, &json!({"version": version})).await;
    let dossier = eva.dossier().await;
    let people = eva.get("/api/v1/people").await.expect(200);
    let rik = people["items"].as_array().expect("people").iter().find(|it| it["name"] == "Rik Lezer").map(id);
    let added =
        eva.ask(Method::PUT, &format!("/api/v1/dossiers/{dossier}/members/{}", rik.expect("a reader")));
    send(added).await.expect(200);
    let stijn = server.browser().signed(place.sign_in().person(STRANGER)).await;
    let rik = server.browser().signed(place.sign_in().person(READER)).await;
    let path = format!("/api/v1/redlines/{}", id(&redline));
    let word = format!("/api/v1/documents/{document}/word?version={version}");
    for at in [
        &path,
        &word,
        &format!("/api/v1/documents/{document}/redlines"),
        &format!("/api/v1/documents/{document}/versions"),
    ] {
        assert_eq!(stijn.get(at).await.status, 404, "{at}");
        assert_eq!(rik.get(at).await.status, 200, "{at}");
    }
    let begin = format!("/api/v1/documents/{document}/redlines");
    assert_eq!(stijn.post(&begin, &json!({"version": version})).await.status, 404);
    assert_eq!(rik.post(&begin, &json!({"version": version})).await.status, 403);
    assert_eq!(sent(&rik, Method::DELETE, &path, &redline["revision"], &json!({})).await.status, 403);
    assert_eq!(sent(&stijn, Method::DELETE, &path, &redline["revision"], &json!({})).await.status, 404);
    assert_eq!(sent(&eva, Method::DELETE, &path, &json!(7), &json!({})).await.status, 412);
    assert_eq!(sent(&eva, Method::DELETE, &path, &redline["revision"], &json!({})).await.status, 204);
    assert_eq!(finished(&eva, &redline, true).await.status, 409, "it was given up");
}

#[tokio::test]
async fn what_is_no_word_file_is_said_and_kept() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    let dossier = eva.dossier().await;
    let text = eva.upload(&dossier, "brief2.txt", b"Geen Word").await;
    let read = eva.until_read(&text).await;
    let asked = json!({"version": read["version"]});
    let reply = eva.post(&format!("/api/v1/documents/{text}/redlines"), &asked).await;
    assert_eq!(reply.expect(422)["errors"][0]["code"], "not_word");
    let broken = word::file("<w:p><w:r><w:t>half").expect("a container");
    let broken = eva.upload(&dossier, "kapot.docx", &broken).await;
    let read = eva.until_read(&broken).await;
    let at =
        format!("/api/v1/documents/{broken}/word?version={}", read["version"].as_str().expect("a version"));
    let problem = eva.get(&at).await.expect(422);
    assert_eq!(problem["errors"][0]["code"], "malformed", "{problem}");
}

#[tokio::test]
async fn two_versions_stand_side_by_side() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    let page = |middle: &str| {
        let lines: Vec<String> = (0..12)
            .map(|n| {
                word::paragraph(&if n == 6 { middle.to_owned() } else { format!("Lid {n} blijft gelijk.") })
            })
            .collect();
        word::file(&lines.concat()).expect("a Word file")
    };
    let (old, old_version) = uploaded(&eva, &page("De boete bedraagt 100 euro.")).await;
    let (new, new_version) = uploaded(&eva, &page("De boete bedraagt 250 euro.")).await;
    let asked =
        json!({"version": old_version, "with": {"document": new, "version": new_version}, "save": true});
    let made = eva.post(&format!("/api/v1/documents/{old}/comparison"), &asked).await.expect(200);
    let kinds: Vec<_> =
        made["rows"].as_array().expect("rows").iter().map(|it| it["kind"].as_str().unwrap_or("")).collect();
    assert_eq!(kinds, ["skipped", "equal", "equal", "changed", "equal", "equal", "skipped"], "{made}");
    assert_eq!(made["counts"]["changed"], 1);
    let changed: Vec<_> = made["rows"][3]["new"]["pieces"]
        .as_array()
        .expect("pieces")
        .iter()
        .filter(|it| it["changed"] == true)
        .map(|it| it["text"].clone())
        .collect();
    assert_eq!(changed, ["250"]);
    let saved = made["saved"]["document"].as_str().expect("a document");
    let read = eva.until_read(saved).await;
    let bytes = bytes_of(&eva, saved, read["version"].as_str().expect("a version")).await;
    let text = word::part(&bytes, "word/document.xml").expect("the document");
    assert!(text.contains("w:del ") && text.contains("w:ins ") && text.contains("Eva Brinkman"));
}
