//! Templates and drafts over HTTP: from a Word file with tags to a document in the dossier.

use legalmind_testkit::word;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    browser::{Browser, Reply, id, send},
    firm::{ADMINISTRATOR, Firm, READER, RESPONSIBLE, STAFF},
    server::Place,
};

async fn sent(browser: &Browser, method: Method, path: &str, object: &Value, body: &Value) -> Reply {
    let tag = format!("\"{}\"", object["revision"]);
    send(browser.ask(method, path).header("if-match", tag).json(body)).await
}

async fn added(browser: &Browser, name: &str, body: &str) -> Reply {
    let file = word::file(body).expect("a Word file");
    send(
        browser.ask(Method::POST, &format!("/api/v1/templates?name={}", name.replace(' ', "%20"))).body(file),
    )
    .await
}

/// The texts of the paragraphs of a view.
fn lines(view: &Value) -> Vec<String> {
    let text = |paragraph: &Value| -> String {
        let runs = paragraph["runs"].as_array().expect("runs");
        runs.iter().filter_map(|run| run["text"].as_str()).collect()
    };
    view["paragraphs"].as_array().expect("paragraphs").iter().map(text).collect()
}

/// A letter of the firm's own.
fn letter() -> String {
    [
        "Aan {{ wederpartij.naam }}",
        "{{ als spoed }}",
        "Met spoed.",
        "{{ /als }}",
        "U bent {{ hoofdsom }} verschuldigd, te weten {{ hoofdsom | woorden }}.",
        "{{ per f in facturen }}",
        "Factuur {{ f.nummer }} van {{ f.datum }}",
        "{{ /per }}",
    ]
    .map(word::paragraph)
    .concat()
}

#[tokio::test]
async fn a_word_file_with_tags_becomes_a_template() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let known = place.sign_in();
    let sam = server.browser().signed(known.person(STAFF)).await;
    let eva = server.browser().signed(known.person(RESPONSIBLE)).await;
    let rik = server.browser().signed(known.person(READER)).await;
    let noor = server.browser().signed(known.person(ADMINISTRATOR)).await;

    // the starter set is there, and nobody stands for it yet
    let starter = rik.get("/api/v1/templates").await.expect(200);
    let starter = starter["items"].as_array().expect("templates");
    assert!(starter.len() >= 14, "{}", starter.len());
    for it in starter {
        assert_eq!(it["state"], "concept");
        assert!(it["checked"].is_string() && it["basis"].as_array().is_some_and(|it| !it.is_empty()));
    }
    let found = rik.get("/api/v1/templates?q=dagvaarding&kind=court").await.expect(200);
    assert_eq!(found["items"].as_array().map(Vec::len), Some(1));
    let shown = rik.get(&format!("/api/v1/templates/{}/preview", id(&found["items"][0]))).await.expect(200);
    assert!(lines(&shown).iter().any(|line| line.contains("Dagvaarding")), "{:?}", lines(&shown));
    assert_eq!(shown["document"], Value::Null);
    let open = lines(&shown).concat();
    assert!(
        open.contains("[Eiser]") && !open.contains("{{"),
        "answers come where their labels stand: {open}"
    );
    let path = format!("/api/v1/templates/{}/preview?tags=true", id(&found["items"][0]));
    let shown = lines(&rik.get(&path).await.expect(200)).concat();
    assert!(shown.contains("{{ eiser.omschrijving }}"), "{shown}");

    // each fault is told with its place
    let wrong =
        word::paragraph("goed") + &word::paragraph("Zie {{ als x }} hier") + &word::paragraph("{{ a + }}");
    let problem = added(&sam, "Fout", &wrong).await.expect(422);
    let errors: Vec<_> = problem["errors"]
        .as_array()
        .expect("errors")
        .iter()
        .map(|it| (&it["pointer"], &it["code"]))
        .collect();
    let (first, second) = (json!("word/document.xml#1:4"), json!("word/document.xml#2:0"));
    assert_eq!(errors, [(&first, &json!("not_closed")), (&second, &json!("not_an_expression"))]);
    let text = send(sam.ask(Method::POST, "/api/v1/templates?name=x").body("geen Word")).await.expect(422);
    assert_eq!(text["errors"][0]["code"], "not_word");
    let unknown = word::paragraph("{{ clausule bestaat-niet }}");
    let problem = added(&sam, "Fout", &unknown).await.expect(422);
    assert_eq!(problem["errors"][0], json!({"pointer": "/clauses/bestaat-niet", "code": "unknown_clause"}));
    assert_eq!(added(&rik, "Brief", &letter()).await.status, 403);
    assert_eq!(added(&noor, "Brief", &letter()).await.status, 403);

    // questions are made of the tags
    let own = added(&sam, "Betalingsbrief.docx", &letter()).await.expect(201);
    assert_eq!(
        (&own["name"], &own["state"], &own["version_number"]),
        (&json!("Betalingsbrief"), &json!("concept"), &json!(1))
    );
    let kinds: Vec<_> = own["questions"]
        .as_array()
        .expect("questions")
        .iter()
        .map(|it| (it["name"].as_str(), it["kind"].as_str()))
        .collect();
    assert!(kinds.contains(&(Some("wederpartij"), Some("party"))), "{kinds:?}");
    assert!(
        kinds.contains(&(Some("hoofdsom"), Some("money")))
            && kinds.contains(&(Some("facturen"), Some("list")))
    );
    let path = format!("/api/v1/templates/{}", id(&own));
    let file = eva.get(&format!("{path}/versions/1/content")).await;
    assert_eq!(file.bytes, word::file(&letter()).expect("a Word file"), "the file as it was given");

    // other questions: a new version; one that looks ahead is refused
    let mut questions = own["questions"].clone();
    questions[0]["when"] = json!("later_gevraagd");
    let problem = sent(&sam, Method::PATCH, &path, &own, &json!({"questions": questions})).await.expect(422);
    assert_eq!(problem["errors"][0]["code"], "looks_ahead");
    questions[0]["when"] = Value::Null;
    questions[0]["label"] = json!("De wederpartij");
    let changed = sent(&sam, Method::PATCH, &path, &own, &json!({"questions": questions})).await.expect(200);
    assert_eq!(
        (&changed["version_number"], &changed["questions"][0]["label"]),
        (&json!(2), &json!("De wederpartij"))
    );
    let none = sent(&sam, Method::PATCH, &path, &changed, &json!({"questions": []})).await.expect(422);
    assert_eq!(none["errors"][0]["code"], "unknown_field");

    // a lawyer stands for exactly this text
    let approve = format!("{path}/approve");
    let stands = json!({"sha256": changed["sha256"]});
    assert_eq!(sent(&sam, Method::POST, &approve, &changed, &stands).await.status, 403);
    let other = json!({"sha256": "00".repeat(32)});
    assert_eq!(sent(&eva, Method::POST, &approve, &changed, &other).await.status, 422);
    let approved = sent(&eva, Method::POST, &approve, &changed, &stands).await.expect(200);
    assert_eq!(
        (&approved["state"], &approved["approved"]["by"]),
        (&json!("approved"), &json!("Eva Brinkman"))
    );
    let request = sam
        .ask(Method::POST, &format!("{path}/versions"))
        .header("if-match", format!("\"{}\"", approved["revision"]));
    let again = send(request.body(word::file(&letter()).expect("a Word file"))).await.expect(200);
    assert_eq!((&again["state"], &again["approved"]), (&json!("concept"), &Value::Null));
    assert_eq!(again["questions"][0]["label"], "De wederpartij", "what was written stays");
}

#[tokio::test]
async fn an_interview_becomes_a_document_of_the_dossier() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let known = place.sign_in();
    let eva = server.browser().signed(known.person(RESPONSIBLE)).await;
    let rik = server.browser().signed(known.person(READER)).await;
    let dossier = eva.dossier().await;
    let drafts = format!("/api/v1/dossiers/{dossier}/drafts");
    let template = added(&eva, "Betalingsbrief", &letter()).await.expect(201);

    let begun =
        eva.post(&drafts, &json!({"template": id(&template), "name": "Brief aan Jansen"})).await.expect(201);
    let path = format!("/api/v1/drafts/{}", id(&begun));
    assert_eq!((&begun["state"], &begun["name"]), (&json!("answering"), &json!("Brief aan Jansen")));
    assert_eq!(begun["missing"].as_array().map(Vec::len), Some(3), "{}", begun["missing"]);
    assert_eq!(rik.post(&drafts, &json!({"template": id(&template)})).await.status, 404);
    let unknown = json!({"template": "01950000-0000-7000-8000-000000000001"});
    assert_eq!(eva.post(&drafts, &unknown).await.expect(422)["errors"][0]["pointer"], "/template");

    // what does not hold is kept, told, and not printed
    let answers = json!({
        "wederpartij": {"soort": "persoon", "naam": "P. Jansen"}, "spoed": true,
        "hoofdsom": {"cents": 125_000}, "facturen": [{"nummer": "12", "datum": "morgen"}],
    });
    let kept = sent(&eva, Method::PUT, &format!("{path}/answers"), &begun, &json!({"answers": answers}))
        .await
        .expect(200);
    assert_eq!(kept["faults"][0], json!({"pointer": "/facturen/0/datum", "code": "not_a_date"}));
    assert_eq!(kept["answers"]["facturen"][0]["datum"], "morgen");
    let stale = sent(&eva, Method::PUT, &format!("{path}/answers"), &begun, &json!({"answers": {}})).await;
    assert_eq!(stale.status, 412, "two people do not overwrite each other");
    let shown = lines(&eva.get(&format!("{path}/preview")).await.expect(200));
    assert_eq!(
        shown,
        [
            "Aan P. Jansen",
            "Met spoed.",
            "U bent \u{20ac}\u{a0}1.250,00 verschuldigd, te weten twaalfhonderdvijftig euro.",
            "Factuur 12 van [Facturen]",
        ]
    );

    // made with what is missing only where that is said
    let make = format!("{path}/document");
    let problem = sent(&eva, Method::POST, &make, &kept, &json!({})).await.expect(409);
    assert_eq!(problem["errors"][0]["code"], "incomplete");
    let made = sent(&eva, Method::POST, &make, &kept, &json!({"incomplete": true})).await.expect(200);
    assert_eq!((&made["state"], &made["document"]["version_number"]), (&json!("made"), &json!(1)));
    let document = id(&made["document"]);
    assert_eq!(eva.until_read(&document).await["name"], "Brief aan Jansen.docx");

    // answered whole, it is a new version of the same document, and it is searchable
    let mut answers = answers;
    answers["facturen"][0]["datum"] = json!("2026-11-24");
    let whole = sent(&eva, Method::PUT, &format!("{path}/answers"), &made, &json!({"answers": answers}))
        .await
        .expect(200);
    assert_eq!((&whole["missing"], &whole["faults"]), (&json!([]), &json!([])));
    let made = sent(&eva, Method::POST, &make, &whole, &json!({})).await.expect(200);
    assert_eq!((id(&made["document"]), &made["document"]["version_number"]), (document.clone(), &json!(2)));
    let now = eva.until_read(&document).await;
    let content = format!(
        "/api/v1/documents/{document}/versions/{}/content",
        now["version"].as_str().expect("a version")
    );
    let file = eva.get(&content).await;
    let text = word::part(&file.bytes, "word/document.xml").expect("the text");
    assert!(
        text.contains("24 november 2026") && !text.contains("{{") && !text.contains("highlight"),
        "{text}"
    );

    // approved by its hash; changed answers make it open again
    let approve = format!("{path}/approve");
    let other = json!({"sha256": "00".repeat(32)});
    assert_eq!(
        sent(&eva, Method::POST, &approve, &made, &other).await.expect(422)["errors"][0]["code"],
        "other_version"
    );
    let stands = json!({"sha256": made["document"]["sha256"]});
    assert_eq!(sent(&rik, Method::POST, &approve, &made, &stands).await.status, 404);
    let approved = sent(&eva, Method::POST, &approve, &made, &stands).await.expect(200);
    assert_eq!(
        (&approved["state"], &approved["approved"]["by"]),
        (&json!("approved"), &json!("Eva Brinkman"))
    );

    let same = json!({"answers": answers});
    let approved = sent(&eva, Method::PUT, &format!("{path}/answers"), &approved, &same).await.expect(200);
    assert_eq!(approved["state"], "approved", "nothing is different");
    let mut other = answers.clone();
    other["spoed"] = json!(false);
    let changed = sent(&eva, Method::PUT, &format!("{path}/answers"), &approved, &json!({"answers": other}))
        .await
        .expect(200);
    assert_eq!((&changed["state"], &changed["approved"]), (&json!("made"), &Value::Null));

    // a newer version of the template is told, and the draft stays with its own
    let questions = json!({"questions": template["questions"]});
    sent(&eva, Method::PATCH, &format!("/api/v1/templates/{}", id(&template)), &template, &questions)
        .await
        .expect(200);
    let now = eva.get(&path).await.expect(200);
    assert_eq!((&now["template"]["newer"], &now["template"]["version_number"]), (&json!(true), &json!(1)));

    assert_eq!(sent(&eva, Method::DELETE, &path, &now, &json!({})).await.status, 204);
    assert_eq!(eva.get(&path).await.status, 404);
    assert_eq!(eva.get(&format!("/api/v1/documents/{document}")).await.status, 200, "the document stays");
}

#[tokio::test]
async fn the_dossier_answers_first_and_a_clause_comes_from_the_library() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let known = place.sign_in();
    let eva = server.browser().signed(known.person(RESPONSIBLE)).await;
    let dossier = eva.dossier().await;
    let facts = eva.get(&format!("/api/v1/dossiers/{dossier}")).await.expect(200);
    let client = facts["client"].as_str().expect("a client").to_owned();

    let found = eva.get("/api/v1/templates?q=opdrachtbevestiging").await.expect(200);
    let begun = eva
        .post(&format!("/api/v1/dossiers/{dossier}/drafts"), &json!({"template": id(&found["items"][0])}))
        .await
        .expect(201);
    let answers = begun["answers"].as_object().expect("answers");
    assert!(answers.values().any(|it| it["naam"] == client.as_str()), "{answers:?}");
    let shown = lines(&eva.get(&format!("/api/v1/drafts/{}/preview", id(&begun))).await.expect(200));
    assert!(shown.iter().any(|line| line.contains(&client)), "{shown:?}");
    assert!(shown.iter().any(|line| line.contains('[')), "what is missing is seen");

    let body = word::paragraph("Vooraf") + &word::paragraph("{{ clausule acceptatie }}");
    let template = added(&eva, "Met boete", &body).await.expect(201);
    assert_eq!(template["clauses"], json!(["acceptatie"]));
    let begun = eva
        .post(&format!("/api/v1/dossiers/{dossier}/drafts"), &json!({"template": id(&template)}))
        .await
        .expect(201);
    let path = format!("/api/v1/drafts/{}", id(&begun));
    let answers = json!({"answers": {"wij": "Leverancier", "zij": "Afnemer"}});
    let kept = sent(&eva, Method::PUT, &format!("{path}/answers"), &begun, &answers).await.expect(200);
    let made = sent(&eva, Method::POST, &format!("{path}/document"), &kept, &json!({})).await.expect(200);
    assert_eq!(made["clauses"][0]["newer"], false);
    let shown = lines(&eva.get(&format!("{path}/preview")).await.expect(200)).join("\n");
    assert!(shown.contains("Leverancier") || shown.contains("Afnemer"), "{shown}");
    assert!(!shown.contains("{{"), "{shown}");

    // the library has a newer wording: the draft knows
    let clause = eva.get("/api/v1/clauses?q=acceptatie").await.expect(200);
    let clause = clause["items"]
        .as_array()
        .expect("clauses")
        .iter()
        .find(|it| it["key"] == "acceptatie")
        .expect("it")
        .clone();
    let mut content = json!({});
    for name in
        ["title", "tags", "explanation", "origin", "checked", "recognise", "must", "basis", "variants"]
    {
        content[name] = clause[name].clone();
    }
    content["explanation"] = json!("Herzien.");
    sent(&eva, Method::PUT, &format!("/api/v1/clauses/{}", id(&clause)), &clause, &content).await.expect(200);
    assert_eq!(eva.get(&path).await.expect(200)["clauses"][0]["newer"], true);
}
