//! The text of a draft over HTTP: from the interview through the editor to a document that somebody
//! stands for.

mod killed;

use legalmind_testkit::word;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    browser::{Browser, Reply, id, send},
    firm::{ADMINISTRATOR, Firm, MEMBER, RESPONSIBLE, STRANGER},
    inside::Inside,
    rights::user,
    server::Place,
};

/// A draft with a text, as its tests speak to it.
struct Desk {
    path: String,
    dossier: String,
}

impl Desk {
    /// Begins a draft of a starter template, and its text.
    async fn of_starter(browser: &Browser, key: &str, answers: Value) -> (Self, Value) {
        let found = browser.get(&format!("/api/v1/templates?q={key}")).await.expect(200);
        Self::of(browser, &id(&found["items"][0]), answers).await
    }

    async fn of(browser: &Browser, template: &str, answers: Value) -> (Self, Value) {
        let dossier = browser.dossier().await;
        let body = json!({"template": template, "name": "Stuk"});
        let begun = browser.post(&format!("/api/v1/dossiers/{dossier}/drafts"), &body).await.expect(201);
        let desk = Self { path: format!("/api/v1/drafts/{}", id(&begun)), dossier };
        let mut now = begun;
        if !answers.is_null() {
            let body = json!({"answers": answers});
            now = desk.sent(browser, Method::PUT, "/answers", &now["revision"], &body).await.expect(200);
        }
        let text = desk.sent(browser, Method::POST, "/text", &now["revision"], &json!({})).await.expect(201);
        (desk, text)
    }

    async fn sent(
        &self,
        browser: &Browser,
        method: Method,
        rest: &str,
        revision: &Value,
        body: &Value,
    ) -> Reply {
        let request = browser.ask(method, &format!("{}{rest}", self.path));
        send(request.header("if-match", format!("\"{revision}\"")).json(body)).await
    }

    async fn save(&self, browser: &Browser, revision: &Value, document: &Value) -> Reply {
        self.sent(browser, Method::PUT, "/text", revision, &json!({"document": document})).await
    }

    async fn get(&self, browser: &Browser, rest: &str) -> Reply {
        browser.get(&format!("{}{rest}", self.path)).await
    }
}

fn text(words: &str) -> Value {
    json!({"type": "text", "text": words})
}

fn paragraph(id: &str, content: &[Value]) -> Value {
    json!({"type": "paragraph", "attrs": {"id": id}, "content": content})
}

fn article(id: &str, title: &str, content: &[Value]) -> Value {
    let title = json!({"type": "articleTitle", "attrs": {"id": format!("{id}t")}, "content": [text(title)]});
    let content: Vec<Value> = std::iter::once(title).chain(content.iter().cloned()).collect();
    json!({"type": "article", "attrs": {"id": id, "clause": null}, "content": content})
}

fn document(content: &[Value]) -> Value {
    json!({"type": "doc", "content": content})
}

/// The remarks of these codes: code, block, term.
fn told<'a>(view: &'a Value, codes: &[&str]) -> Vec<(&'a str, &'a str, &'a str)> {
    let word = |it: &'a Value| it.as_str().unwrap_or_default();
    let checks = view["checks"].as_array().expect("checks");
    let all = checks.iter().map(|it| (word(&it["code"]), word(&it["block"]), word(&it["term"])));
    all.filter(|it| codes.is_empty() || codes.contains(&it.0)).collect()
}

/// The texts of the paragraphs of a view, with their numbers.
fn lines(view: &Value) -> Vec<String> {
    let text = |paragraph: &Value| -> String {
        let runs = paragraph["runs"].as_array().expect("runs");
        let words: String = runs.iter().filter_map(|run| run["text"].as_str()).collect();
        match paragraph["label"].as_str() {
            Some(label) => format!("{label} {words}"),
            None => words,
        }
    };
    view["paragraphs"].as_array().expect("paragraphs").iter().map(text).collect()
}

#[tokio::test]
async fn from_the_interview_to_a_document_that_somebody_stands_for() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let known = place.sign_in();
    let eva = server.browser().signed(known.person(RESPONSIBLE)).await;
    let mira = server.browser().signed(known.person(MEMBER)).await;

    // what is open in the interview is open in the text
    let (desk, begun) = Desk::of_starter(&eva, "volmacht", Value::Null).await;
    assert_eq!((&begun["state"], &begun["revision"]), (&json!("writing"), &json!(1)));
    assert!(!told(&begun, &["variable_open"]).is_empty(), "{}", begun["checks"]);
    let draft = desk.get(&eva, "").await.expect(200);
    assert_eq!((&draft["text"]["revision"], &draft["state"]), (&json!(1), &json!("writing")));
    let late = json!({"answers": {}});
    let refused = desk.sent(&eva, Method::PUT, "/answers", &draft["revision"], &late).await.expect(409);
    assert_eq!(refused["errors"][0]["code"], "text_begun");
    let again = desk.sent(&eva, Method::POST, "/text", &draft["revision"], &json!({})).await.expect(409);
    assert_eq!(again["errors"][0]["code"], "text_begun");

    // what was begun is a text that can be saved as it is: nothing changes
    let same = desk.save(&eva, &json!(99), &begun["document"]).await;
    assert_eq!((same.expect(200)["revision"].clone(), same.header("etag")), (json!(1), Some("\"1\"")));

    // a text of one's own
    let reference = |to: &str| json!({"type": "reference", "attrs": {"target": to}});
    let mine = document(&[
        json!({"type": "title", "attrs": {"id": "t"}, "content": [text("Overeenkomst")]}),
        article(
            "a",
            "Prijs",
            &[paragraph("p", &[text("De prijs is € 100. Zie "), reference("b"), text(".")])],
        ),
        article("b", "Betaling", &[paragraph("q", &[text("Betaling volgt binnen acht dagen.")])]),
    ]);
    let saved = desk.save(&eva, &json!(1), &mine).await.expect(200);
    assert_eq!(
        (&saved["revision"], &saved["checks"], &saved["updated_by"]),
        (&json!(2), &json!([]), &json!("Eva Brinkman"))
    );

    // a colleague who read the text before is told, and nothing is lost
    let theirs = document(&[paragraph("x", &[text("Van Mira.")])]);
    assert_eq!(desk.save(&mira, &json!(1), &theirs).await.status, 412);
    let now = desk.get(&mira, "/text").await;
    assert_eq!(now.header("etag"), Some("\"2\""));
    assert_eq!(now.expect(200)["document"]["content"][1]["content"][0]["content"][0]["text"], "Prijs");

    // a version, another text, the two beside each other
    let named = json!({"name": "Naar  de\nwederpartij"});
    let kept = desk.sent(&eva, Method::POST, "/versions", &json!(2), &named).await.expect(201);
    assert_eq!((&kept["number"], &kept["name"]), (&json!(1), &json!("Naar de wederpartij")));
    let twice = desk.sent(&eva, Method::POST, "/versions", &json!(2), &named).await.expect(201);
    assert_eq!(twice["number"], 1, "the same revision under the same name is one version");
    let mut changed = mine.clone();
    changed["content"][1]["content"][1]["content"][0]["text"] = json!("De prijs is € 250. Zie ");
    let saved = desk.save(&mira, &json!(2), &changed).await.expect(200);
    assert_eq!((&saved["revision"], &saved["updated_by"]), (&json!(3), &json!("Mira Lidt")));
    let beside = desk.get(&eva, "/compare?left=version:1&right=now").await.expect(200);
    assert_eq!((&beside["counts"]["changed"], &beside["old"]["version_number"]), (&json!(1), &json!(1)));
    assert_eq!((&beside["new"]["document"], &beside["new"]["version_number"]), (&Value::Null, &Value::Null));
    let both = json!({"left": "version:1", "right": "now"});
    let made = eva.post(&format!("{}/compare", desk.path), &both).await.expect(201);
    let marked = eva.until_read(&id_of(&made["saved"]["document"])).await;
    assert!(marked["name"].as_str().is_some_and(|it| it.contains("versie 1 met nu")), "{marked}");
    let file = content(&eva, &marked).await;
    let part = word::part(&file, "word/document.xml").expect("the text");
    assert!(part.contains("<w:ins ") && part.contains("<w:del "), "tracked changes: {part}");

    // the document is made of the text, and numbered
    let draft = desk.get(&eva, "").await.expect(200);
    let made = desk.sent(&eva, Method::POST, "/document", &draft["revision"], &json!({})).await.expect(200);
    assert_eq!((&made["state"], &made["document"]["version_number"]), (&json!("made"), &json!(1)));
    let paper = eva.until_read(&id(&made["document"])).await;
    let version = paper["version"].as_str().expect("a version");
    let view = eva.get(&format!("/api/v1/documents/{}/word?version={version}", id(&paper))).await.expect(200);
    let shown = lines(&view);
    assert!(shown.iter().any(|it| it.contains("€ 250. Zie artikel 2.")), "{shown:?}");
    assert_eq!(lines(&desk.get(&eva, "/preview").await.expect(200)), shown, "the preview is the document");
    // and compared with the text it was made of, it says the same
    let path = format!("/compare?left=now&right=document:{}:{version}", id(&paper));
    let counts = desk.get(&eva, &path).await.expect(200)["counts"].clone();
    assert_eq!(counts, json!({"inserted": 0, "deleted": 0, "changed": 0, "moved": 0, "not_shown": 0}));

    let printed = desk.get(&eva, "/pdf").await;
    let why = String::from_utf8_lossy(&printed.bytes);
    assert_eq!(
        printed.status,
        200,
        "{why} {}",
        place.log().lines().rev().take(12).collect::<Vec<_>>().join("\n")
    );
    assert_eq!(printed.header("content-type"), Some("application/pdf"));
    assert!(printed.bytes.starts_with(b"%PDF-"));

    // a lawyer stands for exactly this file; another text takes that back
    let stands = json!({"sha256": made["document"]["sha256"]});
    let approved = desk.sent(&eva, Method::POST, "/approve", &made["revision"], &stands).await.expect(200);
    assert_eq!(approved["state"], "approved");
    let saved = desk.save(&mira, &json!(3), &mine).await.expect(200);
    assert_eq!((&saved["state"], &saved["revision"]), (&json!("writing"), &json!(4)));
    let draft = desk.get(&eva, "").await.expect(200);
    assert_eq!((&draft["approved"], &draft["revision"]), (&Value::Null, &saved["draft_revision"]));
    let made = desk.sent(&eva, Method::POST, "/document", &draft["revision"], &json!({})).await.expect(200);
    assert_eq!((id(&made["document"]), &made["document"]["version_number"]), (id(&paper), &json!(2)));

    // the log tells who wrote what and who stood for what, by hash
    let log = Inside::open(&place).await.log().await;
    let hashes = |action: &str| {
        log.iter().filter(|it| it.action == action).filter(|it| it.source.text.is_some()).count()
    };
    assert_eq!((hashes("draft.text"), hashes("draft.write"), hashes("draft.approve")), (1, 3, 1));
    assert_eq!((hashes("draft.make"), hashes("draft.keep")), (2, 1));
}

fn id_of(it: &Value) -> String {
    it.as_str().expect("an id").to_owned()
}

async fn content(browser: &Browser, document: &Value) -> Vec<u8> {
    let version = document["version"].as_str().expect("a version");
    browser.get(&format!("/api/v1/documents/{}/versions/{version}/content", id(document))).await.bytes
}

#[tokio::test]
async fn a_version_comes_back_and_a_text_is_given_up_without_loss() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let known = place.sign_in();
    let eva = server.browser().signed(known.person(RESPONSIBLE)).await;
    let mira = server.browser().signed(known.person(MEMBER)).await;
    let (desk, begun) = Desk::of_starter(&eva, "leeg%20stuk", Value::Null).await;
    assert_eq!(begun["document"]["content"][0]["type"], "title", "{}", begun["document"]);
    assert_eq!(begun["checks"], json!([]), "a blank text has nothing to remark");

    let first = document(&[paragraph("a", &[text("Eerste.")])]);
    desk.save(&eva, &json!(1), &first).await.expect(200);
    desk.sent(&eva, Method::POST, "/versions", &json!(2), &json!({"name": "Een"})).await.expect(201);
    let second = document(&[paragraph("a", &[text("Tweede.")])]);
    desk.save(&eva, &json!(2), &second).await.expect(200);

    // somebody saved while another restores
    let third = document(&[paragraph("a", &[text("Derde.")])]);
    desk.save(&mira, &json!(3), &third).await.expect(200);
    let late = desk.sent(&eva, Method::POST, "/versions/1/restore", &json!(3), &json!({})).await;
    assert_eq!(late.status, 412);
    assert_eq!(desk.sent(&eva, Method::POST, "/versions/9/restore", &json!(4), &json!({})).await.status, 404);
    let back = desk.sent(&eva, Method::POST, "/versions/1/restore", &json!(4), &json!({})).await.expect(200);
    assert_eq!((&back["revision"], &back["document"]), (&json!(5), &first));
    let versions = desk.get(&eva, "/versions").await.expect(200);
    let names: Vec<_> =
        versions["items"].as_array().expect("versions").iter().map(|it| it["name"].clone()).collect();
    assert_eq!(names, [Value::Null, json!("Een")], "what stood there was kept by itself");
    let kept = desk.get(&mira, "/versions/2").await.expect(200);
    assert_eq!((&kept["document"], &kept["created_by"]), (&third, &json!("Eva Brinkman")));

    // given up, the interview goes on; begun again, no revision comes twice
    assert_eq!(desk.sent(&mira, Method::DELETE, "/text", &json!(4), &json!({})).await.status, 412);
    assert_eq!(desk.sent(&mira, Method::DELETE, "/text", &json!(5), &json!({})).await.status, 204);
    assert_eq!(desk.get(&eva, "/text").await.status, 404);
    assert_eq!(desk.save(&eva, &json!(5), &first).await.status, 404);
    let draft = desk.get(&eva, "").await.expect(200);
    assert_eq!((&draft["state"], &draft["text"]), (&json!("answering"), &Value::Null));
    desk.sent(&eva, Method::PUT, "/answers", &draft["revision"], &json!({"answers": {}})).await.expect(200);
    let draft = desk.get(&eva, "").await.expect(200);
    let begun = desk.sent(&eva, Method::POST, "/text", &draft["revision"], &json!({})).await.expect(201);
    assert_eq!(begun["revision"], 6);
    let all = desk.get(&eva, "/versions").await.expect(200);
    assert_eq!(all["items"].as_array().map(Vec::len), Some(3));
    assert_eq!(all["items"][0]["revision"], 5);
}

#[tokio::test]
async fn a_clause_and_citations_are_put_in_as_they_are() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let known = place.sign_in();
    let eva = server.browser().signed(known.person(RESPONSIBLE)).await;
    let mira = server.browser().signed(known.person(MEMBER)).await;
    let (desk, _) = Desk::of_starter(&eva, "leeg%20stuk", Value::Null).await;
    let party = |id: &str, name: &str, who: &str| json!({"type": "party", "attrs": {"id": id, "name": name}, "content": [text(who)]});
    let parties = json!({"type": "parties", "attrs": {"id": "ps"}, "content": [
        party("p1", "Verhuurder", "De Boer, te Ede"), party("p2", "Huurder", "K. Jansen, te Utrecht")]});
    desk.save(&eva, &json!(1), &document(std::slice::from_ref(&parties))).await.expect(200);

    // a clause knows the two sides, and later that it is old
    let variant = |text: &str| json!({"stance": "client", "text": text});
    let clause = json!({"title": "Parkeren", "variants": [variant("1. {{ wij }} parkeert, {{ zij }} niet.\n2. Altijd.")]});
    let clause = eva.post("/api/v1/clauses", &clause).await.expect(201);
    let wanted = json!({"clause": id(&clause), "stance": "client"});
    let put = eva.post(&format!("{}/clauses", desk.path), &wanted).await.expect(200);
    assert_eq!((&put["title"], &put["version"]), (&json!("Parkeren"), &json!(1)));
    let members = &put["content"][0]["content"][1]["content"];
    let first = &members[0]["content"][0]["content"];
    assert_eq!(
        (&first[0]["attrs"]["value"], &first[2]["attrs"]["value"]),
        (&json!("Huurder"), &json!("Verhuurder"))
    );
    let whole = document(&[parties.clone(), put["content"][0].clone()]);
    let saved = desk.save(&eva, &json!(2), &whole).await.expect(200);
    assert_eq!(
        (&saved["clauses"][0]["newer"], &saved["clauses"][0]["title"]),
        (&json!(false), &json!("Parkeren"))
    );
    let newer = json!({"title": "Parkeren", "variants": [variant("1. Niemand parkeert.")]});
    let request =
        eva.ask(Method::PUT, &format!("/api/v1/clauses/{}", id(&clause))).header("if-match", "\"1\"");
    send(request.json(&newer)).await.expect(200);
    let now = desk.get(&eva, "/text").await.expect(200);
    let article = put["content"][0]["attrs"]["id"].as_str().expect("an id");
    assert_eq!(told(&now, &["clause_newer"]), [("clause_newer", article, "Parkeren")]);
    for (clause, code) in [(desk.dossier.clone(), "unknown"), (withdrawn(&eva).await, "withdrawn")] {
        let wanted = json!({"clause": clause, "stance": "neutral"});
        let refused = eva.post(&format!("{}/clauses", desk.path), &wanted).await.expect(422);
        assert_eq!(refused["errors"][0], json!({"pointer": "/clause", "code": code}));
    }

    // provisions and decisions come back in their form, or tell what is missing
    let cite = async |body: Value| eva.post(&format!("{}/citations", desk.path), &body).await;
    let law =
        cite(json!({"kind": "law", "reference": "artikel 162, eerste lid, van Boek 6 BW"})).await.expect(200);
    assert_eq!(
        (&law["text"], &law["reference"], &law["state"]),
        (&json!("art. 6:162 lid 1 BW"), &json!("art. 6:162 lid 1 BW"), &json!("unchecked"))
    );
    let decision =
        cite(json!({"kind": "decision", "reference": "hoge raad 29-1-2016 ecli:nl:hr:2016:162 rov. 3.8"}))
            .await
            .expect(200);
    assert_eq!(decision["text"], "HR 29 januari 2016, ECLI:NL:HR:2016:162, r.o. 3.8");
    for (kind, reference, code) in [
        ("law", "artikel 5 lid 1", "missing_law"),
        ("law", "zomaar", "not_a_reference"),
        ("decision", "HR 29 januari 2016", "missing_ecli"),
        ("decision", "HR 29 januari 2015, ECLI:NL:HR:2016:162", "date_does_not_fit"),
        ("decision", "Hof Amsterdam 29 januari 2016, ECLI:NL:HR:2016:162", "court_does_not_fit"),
    ] {
        let refused = cite(json!({"kind": kind, "reference": reference})).await.expect(422);
        assert_eq!(refused["errors"][0], json!({"pointer": "/reference", "code": code}), "{reference}");
    }

    // a quote is compared with the stored document
    let paper = eva.all(&format!("/api/v1/dossiers/{}/documents", desk.dossier)).await.remove(0);
    let body = |quote: &str| json!({"kind": "document", "document": id(&paper), "quote": quote});
    let good = cite(body("huurpenningen over maart niet betaald")).await.expect(200);
    assert_eq!(
        (&good["state"], &good["text"], &good["page"]),
        (&json!("verified"), &json!("brief"), &json!(1))
    );
    let wrong = cite(body("huurpenningen over april wel betaald")).await.expect(200);
    assert_eq!(wrong["state"], "not_found");
    assert_eq!(cite(body(" ")).await.expect(422)["errors"][0]["pointer"], "/quote");
    let nobody = json!({"kind": "document", "document": desk.dossier, "quote": "x"});
    assert_eq!(
        cite(nobody).await.expect(422)["errors"][0],
        json!({"pointer": "/document", "code": "unknown"})
    );

    let node = |of: &Value| {
        let mut attrs = of.clone();
        attrs.as_object_mut().expect("attrs").remove("state");
        json!({"type": "citation", "attrs": attrs})
    };
    let cited = document(&[paragraph("c", &[text("Zie "), node(&good), node(&wrong), node(&law)])]);
    let saved = desk.save(&eva, &json!(3), &cited).await.expect(200);
    assert_eq!(told(&saved, &[]), [("citation_not_found", "c", "")]);
    assert_eq!(saved["checks"][0]["state"], "not_found");
    let draft = desk.get(&eva, "").await.expect(200);
    let make = async |incomplete: bool| {
        let body = json!({"incomplete": incomplete});
        desk.sent(&eva, Method::POST, "/document", &draft["revision"], &body).await
    };
    assert_eq!(make(false).await.expect(409)["errors"][0]["code"], "incomplete");
    make(true).await.expect(200);

    // in a dossier of one's own, which the colleague does not see: her the citation tells nothing
    let secret = eva.post("/api/v1/dossiers", &json!({"name": "Geheim"})).await.expect(201);
    let hidden = eva.upload(&id(&secret), "geheim.txt", b"De overname gaat door.").await;
    eva.until_read(&hidden).await;
    let body = json!({"kind": "document", "document": hidden, "quote": "De overname gaat niet door."});
    let lie = cite(body).await.expect(200);
    let saved = desk.save(&eva, &json!(4), &document(&[paragraph("c", &[node(&lie)])])).await.expect(200);
    assert_eq!(told(&saved, &[]), [("citation_not_found", "c", "")]);
    let hers = desk.get(&mira, "/text").await.expect(200);
    assert_eq!(told(&hers, &[]), [("citation_unchecked", "c", "")]);
    let refused = mira
        .post(
            &format!("{}/citations", desk.path),
            &json!({"kind": "document", "document": hidden, "quote": "De overname"}),
        )
        .await;
    assert_eq!(refused.expect(422)["errors"][0], json!({"pointer": "/document", "code": "unknown"}));
    let beside =
        desk.get(&mira, &format!("/compare?left=now&right=document:{hidden}:{hidden}")).await.expect(422);
    assert_eq!(beside["errors"][0], json!({"pointer": "/right", "code": "unknown"}));
}

/// A clause that is not used any more.
async fn withdrawn(eva: &Browser) -> String {
    let clause = json!({"title": "Oud", "variants": [{"stance": "neutral", "text": "1. x"}]});
    let clause = eva.post("/api/v1/clauses", &clause).await.expect(201);
    let path = format!("/api/v1/clauses/{}/withdraw", id(&clause));
    send(eva.ask(Method::POST, &path).header("if-match", "\"1\"")).await.expect(200);
    id(&clause)
}

#[tokio::test]
async fn what_is_no_text_is_refused_at_its_place() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    let (desk, _) = Desk::of_starter(&eva, "leeg%20stuk", Value::Null).await;
    let mut deep = paragraph("z", &[text("diep")]);
    for level in 0..20 {
        let member = json!({"type": "member", "attrs": {"id": format!("m{level}")}, "content": [paragraph(&format!("p{level}"), &[]), deep]});
        deep = json!({"type": "members", "attrs": {"id": format!("l{level}")}, "content": [member]});
    }
    for (wrong, pointer, code) in [
        (json!({"type": "page"}), "/document", "not_a_text"),
        (json!([]), "/document", "not_a_text"),
        (document(&[json!({"type": "script", "attrs": {"id": "a"}})]), "/document/content/0", "not_a_text"),
        (
            document(&[json!({"type": "paragraph", "attrs": {"id": "a", "style": "x"}})]),
            "/document/content/0",
            "not_a_text",
        ),
        (document(&[paragraph("A B", &[])]), "/document/content/0", "not_a_text"),
        (document(&[paragraph("a", &[]), paragraph("a", &[])]), "/document/content/1", "duplicate_id"),
        (document(&[deep]), "/document/content/0", "too_deep"),
    ] {
        let refused = desk.save(&eva, &json!(1), &wrong).await.expect(422);
        let error = &refused["errors"][0];
        assert_eq!(error["code"], code, "{wrong}");
        assert!(error["pointer"].as_str().is_some_and(|it| it.starts_with(pointer)), "{error}");
    }
    let long = document(&[paragraph("a", &[text(&"x".repeat(5 << 20))])]);
    assert_eq!(desk.save(&eva, &json!(1), &long).await.expect(422)["errors"][0]["code"], "too_long");
    let larger = document(&[paragraph("a", &[text(&"x".repeat(7 << 20))])]);
    assert_eq!(desk.save(&eva, &json!(1), &larger).await.status, 413);
    assert_eq!(
        desk.sent(&eva, Method::PUT, "/text", &json!(1), &json!({"document": {}, "extra": 1})).await.status,
        422
    );
    let bare = eva.ask(Method::PUT, &format!("{}/text", desk.path)).json(&json!({"document": document(&[])}));
    assert_eq!(send(bare).await.status, 428, "a change without a revision");

    // what looks like something else stays text
    let sly = "<script>alert(1)</script> {{ als x }} \u{202e}omgekeerd ${jndi:x}";
    let saved = desk.save(&eva, &json!(1), &document(&[paragraph("a", &[text(sly)])])).await.expect(200);
    assert_eq!(saved["revision"], 2);
    let now = desk.get(&eva, "/text").await.expect(200);
    assert_eq!(now["document"]["content"][0]["content"][0]["text"], sly);
    assert!(lines(&desk.get(&eva, "/preview").await.expect(200)).iter().any(|it| it.contains("{{ als x }}")));

    // names of versions
    for (name, code) in [("x".repeat(10_000), "too_long"), (" \u{202e} ".to_owned(), "empty")] {
        let refused =
            desk.sent(&eva, Method::POST, "/versions", &json!(2), &json!({"name": name})).await.expect(422);
        assert_eq!(refused["errors"][0], json!({"pointer": "/name", "code": code}));
    }
    let stale = desk.sent(&eva, Method::POST, "/versions", &json!(1), &json!({"name": "x"})).await;
    assert_eq!(stale.status, 412);
    for (sides, pointer) in [
        ("left=x&right=now", "/left"),
        ("left=now&right=version:1", "/right"),
        ("left=now&right=document:1:2", "/right"),
    ] {
        let refused = desk.get(&eva, &format!("/compare?{sides}")).await.expect(422);
        assert_eq!(refused["errors"][0], json!({"pointer": pointer, "code": "unknown"}), "{sides}");
    }
    let paper = eva.all(&format!("/api/v1/dossiers/{}/documents", desk.dossier)).await.remove(0);
    let other = format!("/compare?left=document:{}:{}&right=now", id(&paper), id_of(&paper["version"]));
    assert_eq!(
        desk.get(&eva, &other).await.expect(422)["errors"][0],
        json!({"pointer": "/left", "code": "not_word"})
    );
}

#[tokio::test]
async fn a_colleague_behind_a_wall_finds_nothing_of_a_text() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let people = place.sign_in();
    let eva = server.browser().signed(people.person(RESPONSIBLE)).await;
    let mira = server.browser().signed(people.person(MEMBER)).await;
    let noor = server.browser().signed(people.person(ADMINISTRATOR)).await;
    let stijn = server.browser().signed(people.person(STRANGER)).await;
    let (desk, begun) = Desk::of_starter(&mira, "leeg%20stuk", Value::Null).await;
    desk.sent(&mira, Method::POST, "/versions", &json!(1), &json!({"name": "Een"})).await.expect(201);
    let wall =
        json!({"dossier_number": "2026-1", "person": user(&eva, "Mira Lidt").await, "reason": "Familie"});
    noor.post("/api/v1/walls", &wall).await.expect(201);
    for outside in [&mira, &stijn] {
        for rest in
            ["", "/text", "/preview", "/pdf", "/versions", "/versions/1", "/compare?left=now&right=version:1"]
        {
            assert_eq!(desk.get(outside, rest).await.status, 404, "{rest}");
        }
        for (method, rest, body) in [
            (Method::PUT, "/text", json!({"document": begun["document"]})),
            (Method::DELETE, "/text", json!({})),
            (Method::POST, "/text", json!({})),
            (Method::POST, "/versions", json!({"name": "x"})),
            (Method::POST, "/versions/1/restore", json!({})),
            (Method::POST, "/document", json!({})),
            (Method::POST, "/compare", json!({"left": "now", "right": "version:1"})),
            (Method::POST, "/citations", json!({"kind": "law", "reference": "6:162 BW"})),
            (Method::POST, "/clauses", json!({"clause": desk.dossier, "stance": "client"})),
        ] {
            let reply = desk.sent(outside, method.clone(), rest, &json!(1), &body).await;
            assert_eq!(reply.status, 404, "{method} {rest}");
        }
    }
    assert_eq!(desk.get(&eva, "/text").await.expect(200)["document"], begun["document"]);
}

/// Beginning a text twice under one key makes one text.
#[tokio::test]
async fn a_text_is_begun_once() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    let dossier = eva.dossier().await;
    let starter = id(&eva.get("/api/v1/templates?q=volmacht").await.expect(200)["items"][0]);
    let draft = eva.post(&format!("/api/v1/dossiers/{dossier}/drafts"), &json!({"template": starter})).await;
    let path = format!("/api/v1/drafts/{}/text", id(&draft.expect(201)));
    let begin = || eva.ask(Method::POST, &path).header("if-match", "\"1\"").header("idempotency-key", "k");
    let first = send(begin()).await;
    let again = send(begin()).await;
    assert_eq!((first.status, &first.bytes), (201, &again.bytes));
    assert_eq!(again.status, 201);
}
