//! The clause library over HTTP, and documents checked against it.

use legalmind_testkit::word;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    browser::{Browser, Reply, id, send},
    firm::{ADMINISTRATOR, Firm, READER, RESPONSIBLE, STAFF},
    inside::Inside,
    server::Place,
};

async fn sent(browser: &Browser, method: Method, path: &str, object: &Value, body: &Value) -> Reply {
    let tag = format!("\"{}\"", object["revision"]);
    send(browser.ask(method, path).header("if-match", tag).json(body)).await
}

fn own() -> Value {
    json!({
        "title": "Parkeren bij de bouwplaats",
        "tags": ["Bouw"],
        "explanation": "Alleen bij werk in de binnenstad.",
        "recognise": ["Parkeren"],
        "must": [],
        "variants": [
            {"stance": "client", "text": "1. {{ zij }} vergoedt aan {{ wij }} alle parkeerkosten."},
            {"stance": "neutral", "text": "1. Partijen dragen elk de eigen parkeerkosten."},
        ],
    })
}

#[tokio::test]
async fn a_clause_is_written_approved_and_written_anew() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let known = place.sign_in();
    let sam = server.browser().signed(known.person(STAFF)).await;
    let eva = server.browser().signed(known.person(RESPONSIBLE)).await;
    let rik = server.browser().signed(known.person(READER)).await;
    let noor = server.browser().signed(known.person(ADMINISTRATOR)).await;

    let starter = sam.get("/api/v1/clauses").await.expect(200);
    let starter = starter["items"].as_array().expect("clauses").clone();
    assert!(starter.len() >= 60, "{}", starter.len());
    assert!(
        starter
            .iter()
            .all(|it| it["state"] == "concept" && it["key"].is_string() && it["checked"].is_string())
    );
    // the set is given once
    assert_eq!(
        rik.get("/api/v1/clauses").await.expect(200)["items"].as_array().map(Vec::len),
        Some(starter.len())
    );

    assert_eq!(rik.post("/api/v1/clauses", &own()).await.status, 403);
    assert_eq!(noor.post("/api/v1/clauses", &own()).await.status, 403);
    let clause = sam.post("/api/v1/clauses", &own()).await.expect(201);
    assert_eq!(
        (&clause["tags"][0], &clause["recognise"][0], &clause["state"]),
        (&json!("bouw"), &json!("parkeren"), &json!("concept"))
    );
    let found = rik.get("/api/v1/clauses?q=parkeerkosten%20binnenstad").await.expect(200);
    assert_eq!(found["items"].as_array().expect("clauses").iter().map(id).collect::<Vec<_>>(), [id(&clause)]);

    let path = format!("/api/v1/clauses/{}", id(&clause));
    let approve = format!("{path}/approve");
    assert_eq!(
        sent(&sam, Method::POST, &approve, &clause, &json!({})).await.status,
        403,
        "standing for a text is a lawyer's"
    );
    let reply = sent(&eva, Method::POST, &approve, &clause, &json!({})).await;
    let inside = Inside::open(&place).await;
    assert_eq!(inside.entries(&reply).await, ["clause.approve done"]);
    let approved = reply.expect(200);
    assert_eq!(
        (&approved["state"], &approved["approved"]["by"]),
        (&json!("approved"), &json!("Eva Brinkman"))
    );
    let entry = inside.log().await.into_iter().find(|it| it.action == "clause.approve").expect("an entry");
    let hash = data_encoding::HEXLOWER.encode(&entry.source.text.expect("the hash of the text"));
    assert_eq!(approved["approved"]["sha256"], hash.as_str());

    let mut other = own();
    other["title"] = json!("Parkeren");
    assert_eq!(sent(&sam, Method::PUT, &path, &clause, &other).await.status, 412, "somebody was faster");
    let changed = sent(&sam, Method::PUT, &path, &approved, &other).await.expect(200);
    assert_eq!(
        (&changed["state"], &changed["version_number"], &changed["approved"]),
        (&json!("concept"), &json!(2), &Value::Null)
    );
    let versions = rik.get(&format!("{path}/versions")).await.expect(200);
    let titles: Vec<_> = versions["items"]
        .as_array()
        .expect("versions")
        .iter()
        .map(|it| it["content"]["title"].clone())
        .collect();
    assert_eq!(titles, ["Parkeren", "Parkeren bij de bouwplaats"]);

    for (field, value, pointer, code) in [
        ("title", json!(" "), "/title", "empty"),
        ("variants", json!([]), "/variants", "empty"),
        ("checked", json!("gisteren"), "/checked", "not_a_date"),
    ] {
        let mut wrong = own();
        wrong[field] = value;
        let problem = sam.post("/api/v1/clauses", &wrong).await.expect(422);
        assert_eq!(
            (&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]),
            (&json!(pointer), &json!(code))
        );
    }
}

#[tokio::test]
async fn a_contract_is_checked_against_the_clauses_of_the_firm() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    eva.get("/api/v1/clauses").await.expect(200);
    eva.post("/api/v1/clauses", &own()).await.expect(201);
    let body = [
        word::heading("Aannemingsovereenkomst"),
        word::paragraph("Bouwbedrijf Van Loon B.V., hierna: “Aannemer”;"),
        word::paragraph("K. Jansen, hierna: “Opdrachtgever”."),
        word::heading("Artikel 1 Parkeren"),
        word::paragraph("Opdrachtgever zorgt voor een parkeerplaats."),
        word::paragraph("De kosten daarvan zijn voor Opdrachtgever."),
    ];
    let bytes = word::file(&body.concat()).expect("a Word file");
    let document = eva.upload(&eva.dossier().await, "bouw.docx", &bytes).await;
    let version = eva.until_read(&document).await["version"].clone();
    let begun = async |asked: Value| {
        let reply = eva.post(&format!("/api/v1/documents/{document}/redlines"), &asked).await;
        let path = format!("/api/v1/redlines/{}", id(&reply.expect(201)));
        loop {
            let found = eva.get(&path).await.expect(200);
            if found["state"] != "running" {
                return found;
            }
            tokio::time::sleep(std::time::Duration::from_millis(30)).await;
        }
    };
    let redline = begun(json!({"version": version, "clauses": true})).await;
    let all = redline["proposals"].as_array().expect("proposals").clone();
    let ours =
        all.iter().find(|it| it["clause"]["title"] == "Parkeren bij de bouwplaats").expect("our clause");
    // the client of the dossier is the second party, so it is the one we speak for
    assert_eq!(ours["new"], "1. Aannemer vergoedt aan Opdrachtgever alle parkeerkosten.", "{ours}");
    assert_eq!((&ours["paragraphs"], &ours["source"]), (&json!(2), &json!("clause")));
    // what no rule and no clause knows is said
    let lost = begun(json!({"version": version, "instruction": "zing een lied"})).await;
    assert_eq!((lost["state"].as_str(), lost["trouble"].as_str()), (Some("failed"), Some("not_understood")));
    // the same without a model, by an instruction in words
    let asked = json!({"version": version, "instruction": "maak het parkeren neutraal"});
    let redline = begun(asked).await;
    assert_eq!(redline["proposals"][0]["new"], "1. Partijen dragen elk de eigen parkeerkosten.", "{redline}");
    assert_eq!(redline["proposals"][0]["clause"]["stance"], "neutral");
    let path = format!("/api/v1/redlines/{}", id(&redline));
    let taken =
        sent(&eva, Method::POST, &format!("{path}/decide"), &redline, &json!({"decision": "accepted"})).await;
    let done =
        sent(&eva, Method::POST, &format!("{path}/finish"), &taken.expect(200), &json!({"tracked": false}))
            .await
            .expect(200);
    let at = format!(
        "/api/v1/documents/{document}/versions/{}/content",
        done["result"]["version"].as_str().expect("a version")
    );
    let text = word::part(&eva.get(&at).await.bytes, "word/document.xml").expect("the document");
    assert!(
        text.contains("Partijen dragen elk de eigen parkeerkosten.") && !text.contains("parkeerplaats"),
        "{text}"
    );
    assert_eq!(done["counts"]["after"]["revisions"], 0);
}
