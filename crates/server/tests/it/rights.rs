//! Every operation of the description, asked for by everyone who may not.

use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicU32, Ordering},
};

use legalmind_testkit::word;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    browser::{Browser, Reply, id, send},
    firm::{ADMINISTRATOR, Firm, MEMBER, READER, RESPONSIBLE, STAFF, STRANGER, WALLED},
    inside::Inside,
    server::Place,
};

/// Operation, and the status for: nobody, the responsible lawyer with a password alone, whoever
/// works in a firm and finds nothing of the dossier, the firm's administrator, a member who may
/// only read. The objects are those of a dossier of members.
const TABLE: &[(&str, [u16; 5])] = &[
    ("GET /api/v1/absences", [401, 403, 200, 200, 200]),
    // it is past
    ("POST /api/v1/absences", [401, 403, 422, 422, 422]),
    // there is no such absence
    ("DELETE /api/v1/absences/{id}", [401, 403, 404, 404, 404]),
    ("PATCH /api/v1/account", [401, 403, 200, 200, 200]),
    ("POST /api/v1/account/password", [401, 403, 401, 401, 401]),
    ("POST /api/v1/account/second-factor", [401, 409, 409, 409, 409]),
    ("POST /api/v1/account/second-factor/confirm", [401, 409, 409, 409, 409]),
    ("GET /api/v1/answers/{id}", [401, 403, 404, 404, 200]),
    ("GET /api/v1/answers/{id}/events", [401, 403, 404, 404, 200]),
    ("GET /api/v1/answers/{id}/passages", [401, 403, 404, 404, 200]),
    ("POST /api/v1/answers/{id}/stop", [401, 403, 404, 404, 403]),
    // there is no such address
    ("GET /api/v1/calendar/{token}/termijnen.ics", [404, 404, 404, 404, 404]),
    ("GET /api/v1/calendars", [401, 403, 200, 200, 200]),
    ("POST /api/v1/calendars", [401, 403, 404, 404, 201]),
    ("DELETE /api/v1/calendars/{id}", [401, 403, 404, 404, 404]),
    ("GET /api/v1/citations/{id}/marks", [401, 403, 404, 404, 200]),
    ("GET /api/v1/clauses", [401, 403, 200, 200, 200]),
    // nothing is in it
    ("POST /api/v1/clauses", [401, 403, 422, 403, 403]),
    // there is no such clause
    ("GET /api/v1/clauses/{id}", [401, 403, 404, 404, 404]),
    ("PUT /api/v1/clauses/{id}", [401, 403, 404, 404, 404]),
    ("POST /api/v1/clauses/{id}/approve", [401, 403, 404, 404, 404]),
    ("GET /api/v1/clauses/{id}/versions", [401, 403, 404, 404, 404]),
    ("POST /api/v1/clauses/{id}/withdraw", [401, 403, 404, 404, 404]),
    ("GET /api/v1/deadlines", [401, 403, 200, 200, 200]),
    ("POST /api/v1/deadlines/compute", [401, 403, 200, 200, 200]),
    ("GET /api/v1/deadlines/holidays", [401, 403, 200, 200, 200]),
    ("GET /api/v1/deadlines/terms", [401, 403, 200, 200, 200]),
    ("DELETE /api/v1/deadlines/{id}", [401, 403, 404, 404, 403]),
    ("GET /api/v1/deadlines/{id}", [401, 403, 404, 404, 200]),
    ("PATCH /api/v1/deadlines/{id}", [401, 403, 404, 404, 403]),
    ("POST /api/v1/deadlines/{id}/confirm", [401, 403, 404, 404, 403]),
    ("POST /api/v1/deadlines/{id}/settle", [401, 403, 404, 404, 403]),
    ("GET /api/v1/documents/{id}", [401, 403, 404, 404, 200]),
    ("DELETE /api/v1/documents/{id}", [401, 403, 404, 404, 403]),
    ("PATCH /api/v1/documents/{id}", [401, 403, 404, 404, 403]),
    ("POST /api/v1/documents/{id}/comparison", [401, 403, 404, 404, 200]),
    ("GET /api/v1/documents/{id}/redlines", [401, 403, 404, 404, 200]),
    ("POST /api/v1/documents/{id}/redlines", [401, 403, 404, 404, 403]),
    ("POST /api/v1/documents/{id}/retry", [401, 403, 404, 404, 403]),
    ("GET /api/v1/documents/{id}/versions", [401, 403, 404, 404, 200]),
    ("GET /api/v1/documents/{id}/versions/{version}/content", [401, 403, 404, 404, 200]),
    ("GET /api/v1/documents/{id}/versions/{version}/marks", [401, 403, 404, 404, 200]),
    ("GET /api/v1/documents/{id}/versions/{version}/pages", [401, 403, 404, 404, 200]),
    ("GET /api/v1/documents/{id}/versions/{version}/references", [401, 403, 404, 404, 200]),
    ("GET /api/v1/documents/{id}/word", [401, 403, 404, 404, 200]),
    ("GET /api/v1/dossiers", [401, 403, 200, 200, 200]),
    ("POST /api/v1/dossiers", [401, 403, 201, 403, 403]),
    ("GET /api/v1/dossiers/{id}", [401, 403, 404, 404, 200]),
    ("PATCH /api/v1/dossiers/{id}", [401, 403, 404, 404, 403]),
    ("GET /api/v1/dossiers/{id}/answers", [401, 403, 404, 404, 200]),
    ("POST /api/v1/dossiers/{id}/answers", [401, 403, 404, 404, 403]),
    ("GET /api/v1/dossiers/{id}/deadlines", [401, 403, 404, 404, 200]),
    ("POST /api/v1/dossiers/{id}/deadlines", [401, 403, 404, 404, 403]),
    ("GET /api/v1/dossiers/{id}/documents", [401, 403, 404, 404, 200]),
    ("PUT /api/v1/dossiers/{id}/members/{user}", [401, 403, 404, 404, 403]),
    ("DELETE /api/v1/dossiers/{id}/members/{user}", [401, 403, 404, 404, 403]),
    ("GET /api/v1/dossiers/{id}/drafts", [401, 403, 404, 404, 200]),
    ("POST /api/v1/dossiers/{id}/drafts", [401, 403, 404, 404, 403]),
    ("GET /api/v1/dossiers/{id}/uploads", [401, 403, 404, 404, 200]),
    ("DELETE /api/v1/drafts/{id}", [401, 403, 404, 404, 403]),
    ("GET /api/v1/drafts/{id}", [401, 403, 404, 404, 200]),
    ("PUT /api/v1/drafts/{id}/answers", [401, 403, 404, 404, 403]),
    ("POST /api/v1/drafts/{id}/approve", [401, 403, 404, 404, 403]),
    // there is no such clause, and nothing is cited
    ("POST /api/v1/drafts/{id}/citations", [401, 403, 404, 404, 403]),
    ("POST /api/v1/drafts/{id}/clauses", [401, 403, 404, 404, 403]),
    ("GET /api/v1/drafts/{id}/compare", [401, 403, 404, 404, 200]),
    ("POST /api/v1/drafts/{id}/compare", [401, 403, 404, 404, 403]),
    ("POST /api/v1/drafts/{id}/document", [401, 403, 404, 404, 403]),
    ("GET /api/v1/drafts/{id}/pdf", [401, 403, 404, 404, 200]),
    ("GET /api/v1/drafts/{id}/preview", [401, 403, 404, 404, 200]),
    ("DELETE /api/v1/drafts/{id}/text", [401, 403, 404, 404, 403]),
    ("GET /api/v1/drafts/{id}/text", [401, 403, 404, 404, 200]),
    ("POST /api/v1/drafts/{id}/text", [401, 403, 404, 404, 403]),
    ("PUT /api/v1/drafts/{id}/text", [401, 403, 404, 404, 403]),
    ("GET /api/v1/drafts/{id}/versions", [401, 403, 404, 404, 200]),
    ("POST /api/v1/drafts/{id}/versions", [401, 403, 404, 404, 403]),
    ("GET /api/v1/drafts/{id}/versions/{number}", [401, 403, 404, 404, 200]),
    ("POST /api/v1/drafts/{id}/versions/{number}/restore", [401, 403, 404, 404, 403]),
    ("GET /api/v1/jobs", [401, 403, 200, 200, 200]),
    // public law is the same for everyone who is signed in
    ("GET /api/v1/law", [401, 403, 200, 200, 200]),
    ("GET /api/v1/law/decisions", [401, 403, 200, 200, 200]),
    // there is no such decision
    ("GET /api/v1/law/decisions/{ecli}", [401, 403, 404, 404, 404]),
    ("GET /api/v1/law/provisions/{law}/{article}", [401, 403, 200, 200, 200]),
    // the library is empty
    ("GET /api/v1/law/provisions/{law}/{article}/differences", [401, 403, 404, 404, 404]),
    ("GET /api/v1/law/search", [401, 403, 200, 200, 200]),
    ("GET /api/v1/people", [401, 403, 200, 200, 200]),
    ("DELETE /api/v1/redlines/{id}", [401, 403, 404, 404, 403]),
    ("GET /api/v1/redlines/{id}", [401, 403, 404, 404, 200]),
    ("POST /api/v1/redlines/{id}/decide", [401, 403, 404, 404, 403]),
    ("POST /api/v1/redlines/{id}/finish", [401, 403, 404, 404, 403]),
    ("PUT /api/v1/redlines/{id}/proposals/{number}", [401, 403, 404, 404, 403]),
    ("PUT /api/v1/redlines/{id}/revisions/{number}", [401, 403, 404, 404, 403]),
    ("GET /api/v1/search", [401, 403, 404, 404, 200]),
    ("GET /api/v1/session", [200, 200, 200, 200, 200]),
    ("POST /api/v1/session", [401, 401, 401, 401, 401]),
    ("POST /api/v1/session/second-factor", [401, 401, 409, 409, 409]),
    ("GET /api/v1/templates", [401, 403, 200, 200, 200]),
    // the file is empty
    ("POST /api/v1/templates", [401, 403, 422, 403, 403]),
    // there is no such template
    ("GET /api/v1/templates/{id}", [401, 403, 404, 404, 404]),
    ("PATCH /api/v1/templates/{id}", [401, 403, 404, 403, 403]),
    ("POST /api/v1/templates/{id}/approve", [401, 403, 404, 404, 404]),
    ("GET /api/v1/templates/{id}/preview", [401, 403, 404, 404, 404]),
    ("POST /api/v1/templates/{id}/versions", [401, 403, 422, 403, 403]),
    ("GET /api/v1/templates/{id}/versions/{number}/content", [401, 403, 404, 404, 404]),
    ("POST /api/v1/templates/{id}/withdraw", [401, 403, 404, 404, 404]),
    ("POST /api/v1/uploads", [401, 403, 404, 404, 403]),
    ("OPTIONS /api/v1/uploads", [204, 204, 204, 204, 204]),
    ("DELETE /api/v1/uploads/{id}", [401, 403, 404, 404, 404]),
    ("HEAD /api/v1/uploads/{id}", [401, 403, 404, 404, 404]),
    ("PATCH /api/v1/uploads/{id}", [401, 403, 404, 404, 404]),
    ("GET /api/v1/walls", [401, 403, 403, 200, 403]),
    // there is no such number
    ("POST /api/v1/walls", [401, 403, 403, 422, 403]),
    ("DELETE /api/v1/walls/{dossier}/{user}", [401, 403, 403, 404, 403]),
    // the last, for it ends the session
    ("DELETE /api/v1/session", [401, 204, 204, 204, 204]),
];

/// The column of those who see the dossier.
const READS: usize = 4;

/// One object of each sort.
#[derive(Clone)]
pub struct Objects {
    pub dossier: String,
    pub document: String,
    pub version: String,
    pub answer: String,
    pub citation: String,
    pub upload: String,
    pub member: String,
    /// A Word document with its version, and a review of it.
    pub word: (String, String),
    pub redline: String,
    pub clause: String,
    pub template: String,
    pub draft: String,
    pub deadline: String,
}

impl Objects {
    /// Makes them, and says how to look whether they are as they were.
    pub async fn make(eva: &Browser) -> Self {
        let dossier = eva.dossier().await;
        let document = eva.all(&format!("/api/v1/dossiers/{dossier}/documents")).await.remove(0);
        let answer = eva.answer(&dossier, "Wat heeft de huurder niet betaald over maart?").await;
        let upload = eva.announce(&dossier, "half.txt", 10).await;
        let place = upload.header("location").expect("a place");
        let member = user(eva, "Mira Lidt").await;
        let bytes =
            word::file(&word::paragraph("Huurovereenkomst: de huurder betaalt.")).expect("a Word file");
        let file = eva.upload(&dossier, "huur.docx", &bytes).await;
        let version = eva.until_read(&file).await["version"].as_str().expect("a version").to_owned();
        let asked = json!({"version": version, "clauses": true});
        let begun = eva.post(&format!("/api/v1/documents/{file}/redlines"), &asked).await;
        let redline = id(&begun.expect(201));
        while eva.get(&format!("/api/v1/redlines/{redline}")).await.expect(200)["state"] == "running" {}
        let template = id(&eva.get("/api/v1/templates?q=volmacht").await.expect(200)["items"][0]);
        let draft =
            eva.post(&format!("/api/v1/dossiers/{dossier}/drafts"), &json!({"template": template})).await;
        let draft = id(&draft.expect(201));
        let text =
            send(eva.ask(Method::POST, &format!("/api/v1/drafts/{draft}/text")).header("if-match", "\"1\""))
                .await;
        assert_eq!(text.expect(201)["revision"], 1);
        let kept =
            eva.ask(Method::POST, &format!("/api/v1/drafts/{draft}/versions")).header("if-match", "\"1\"");
        send(kept.json(&json!({"name": "Eerste"}))).await.expect(201);
        let due = json!({"key": "awb-bezwaar", "event_date": "2027-03-16"});
        let deadline = eva.post(&format!("/api/v1/dossiers/{dossier}/deadlines"), &due).await;
        Self {
            dossier,
            deadline: id(&deadline.expect(201)),
            draft,
            template: Self::none().template,
            document: id(&document),
            version: document["version"].as_str().expect("a version").to_owned(),
            citation: id(&answer["citations"][0]),
            answer: id(&answer),
            upload: place.rsplit('/').next().expect("an id").to_owned(),
            word: (file, version),
            redline,
            clause: Self::none().clause,
            member,
        }
    }

    /// Ids that nothing has.
    fn none() -> Self {
        let none = |n: u128| Uuid::from_u128((0x0195_0000_0000_7000_8000_u128 << 48) | n).to_string();
        Self {
            dossier: none(1),
            document: none(2),
            version: none(3),
            answer: none(4),
            citation: none(5),
            upload: none(6),
            member: none(7),
            word: (none(8), none(9)),
            redline: none(10),
            clause: none(11),
            template: none(12),
            draft: none(13),
            deadline: none(14),
        }
    }

    pub fn place(&self, path: &str) -> String {
        if path.ends_with("/marks") && path.contains("documents") {
            return format!("{}?page=1&start=0&end=3", self.filled(path));
        }
        if path.ends_with("/word") {
            return format!("{}?version={}", self.filled(path), self.word.1);
        }
        if path.ends_with("/compare") {
            return format!("{}?left=now&right=version:1", self.filled(path));
        }
        if path.starts_with("/api/v1/law") {
            let path = path.replace("{law}", "bw").replace("{article}", "6:162");
            let path = path.replace("{ecli}", "ECLI:NL:HR:2016:162");
            return match path.rsplit('/').next() {
                Some("search") => format!("{path}?q=huurder"),
                Some("decisions") => format!("{path}?cites=6:162%20BW"),
                Some("differences") => format!("{path}?older=2020-01-01&newer=2024-01-01"),
                _ => path,
            };
        }
        if path == "/api/v1/templates" {
            return format!("{path}?name=Leeg");
        }
        if path == "/api/v1/deadlines/holidays" {
            return format!("{path}?year=2027");
        }
        if path == "/api/v1/search" {
            return format!("{path}?q=huurder&dossier={}", self.dossier);
        }
        self.filled(path)
    }

    fn filled(&self, path: &str) -> String {
        let of_word = ["/word", "/redlines", "/comparison"].iter().any(|it| path.ends_with(it));
        let own = match path.split('/').nth(3) {
            Some("documents") if of_word => &self.word.0,
            Some("redlines") => &self.redline,
            Some("clauses") => &self.clause,
            Some("templates") => &self.template,
            Some("drafts") => &self.draft,
            Some("deadlines") => &self.deadline,
            Some("answers") => &self.answer,
            Some("citations") => &self.citation,
            Some("documents") => &self.document,
            Some("uploads") => &self.upload,
            _ => &self.dossier,
        };
        let path = path.replace("{dossier}", &self.dossier);
        let number = if path.contains("/versions/") { "1" } else { "0" };
        let path = path.replace("{number}", number).replace("{token}", &"A".repeat(43));
        path.replace("{id}", own).replace("{version}", &self.version).replace("{user}", &self.member)
    }
}

/// The id of a person of the firm.
pub async fn user(browser: &Browser, name: &str) -> String {
    let people = browser.get("/api/v1/people").await.expect(200);
    let people = people["items"].as_array().expect("people");
    people.iter().find(|it| it["name"] == name).map(id).expect("a person of the firm")
}

static TRIES: AtomicU32 = AtomicU32::new(0);

/// The request of an operation, whole: only the person is wrong.
pub fn request(browser: &Browser, operation: &str, it: &Objects) -> RequestBuilder {
    let (method, path) = operation.split_once(' ').expect("an operation");
    let method: Method = method.parse().expect("a method");
    let request = browser.ask(method, &it.place(path));
    let request = if path.contains("/uploads") { request.header("tus-resumable", "1.0.0") } else { request };
    match operation {
        "PATCH /api/v1/account" => request.json(&json!({})),
        "POST /api/v1/account/password" => request.json(&json!({"current": "x", "new": "Vz8-kwartel-lamp!"})),
        "POST /api/v1/account/second-factor/confirm" | "POST /api/v1/session/second-factor" => {
            request.json(&json!({"code": "00000x"}))
        }
        "POST /api/v1/dossiers" => request.json(&json!({"name": "Nieuw"})),
        "PATCH /api/v1/dossiers/{id}" => request.header("if-match", "\"1\"").json(&json!({"client": "X"})),
        "PATCH /api/v1/documents/{id}" => request.header("if-match", "\"1\"").json(&json!({"name": "x.txt"})),
        "POST /api/v1/dossiers/{id}/answers" => request.json(&json!({"question": "Wat is betaald?"})),
        "POST /api/v1/session" => {
            // an address of its own each time: trying one again and again is slowed down
            let email = format!("niemand-{}@example.org", TRIES.fetch_add(1, Ordering::Relaxed));
            request.json(&json!({"email": email, "password": "x"}))
        }
        "POST /api/v1/clauses" => request.json(&json!({"title": "", "variants": []})),
        "PUT /api/v1/clauses/{id}" => {
            let variant = json!({"stance": "neutral", "text": "1. x"});
            request.header("if-match", "\"1\"").json(&json!({"title": "x", "variants": [variant]}))
        }
        "POST /api/v1/clauses/{id}/approve" | "POST /api/v1/clauses/{id}/withdraw" => {
            request.header("if-match", "\"1\"")
        }
        "POST /api/v1/documents/{id}/redlines" => request.json(&json!({"version": it.word.1})),
        "POST /api/v1/documents/{id}/comparison" => {
            let other = json!({"document": it.word.0, "version": it.word.1});
            request.json(&json!({"version": it.word.1, "with": other}))
        }
        "DELETE /api/v1/redlines/{id}" => request.header("if-match", "\"2\""),
        "POST /api/v1/redlines/{id}/finish" => {
            request.header("if-match", "\"2\"").json(&json!({"tracked": true}))
        }
        "POST /api/v1/redlines/{id}/decide"
        | "PUT /api/v1/redlines/{id}/proposals/{number}"
        | "PUT /api/v1/redlines/{id}/revisions/{number}" => {
            request.header("if-match", "\"2\"").json(&json!({"decision": "accepted"}))
        }
        "POST /api/v1/dossiers/{id}/drafts" => request.json(&json!({"template": it.template})),
        "DELETE /api/v1/drafts/{id}"
        | "DELETE /api/v1/drafts/{id}/text"
        | "POST /api/v1/drafts/{id}/text"
        | "POST /api/v1/drafts/{id}/versions/{number}/restore" => request.header("if-match", "\"1\""),
        "PUT /api/v1/drafts/{id}/text" => {
            let document = json!({"type": "doc", "content": []});
            request.header("if-match", "\"1\"").json(&json!({"document": document}))
        }
        "POST /api/v1/drafts/{id}/versions" => {
            request.header("if-match", "\"1\"").json(&json!({"name": "x"}))
        }
        "POST /api/v1/drafts/{id}/compare" => request.json(&json!({"left": "now", "right": "version:1"})),
        "POST /api/v1/drafts/{id}/clauses" => {
            request.json(&json!({"clause": it.clause, "stance": "neutral"}))
        }
        "POST /api/v1/drafts/{id}/citations" => {
            request.json(&json!({"kind": "law", "reference": "6:162 BW"}))
        }
        "PUT /api/v1/drafts/{id}/answers" => {
            request.header("if-match", "\"1\"").json(&json!({"answers": {}}))
        }
        "POST /api/v1/drafts/{id}/document" => {
            request.header("if-match", "\"1\"").json(&json!({"incomplete": true}))
        }
        "POST /api/v1/drafts/{id}/approve" | "POST /api/v1/templates/{id}/approve" => {
            request.header("if-match", "\"1\"").json(&json!({"sha256": "00".repeat(32)}))
        }
        "POST /api/v1/templates" => request.body(""),
        "PATCH /api/v1/templates/{id}" => request.header("if-match", "\"1\"").json(&json!({"name": "x"})),
        "POST /api/v1/templates/{id}/versions" | "POST /api/v1/templates/{id}/withdraw" => {
            request.header("if-match", "\"1\"").body("")
        }
        "POST /api/v1/absences" => {
            request.json(&json!({"first": "2020-01-01", "last": "2020-01-02", "standin": it.member}))
        }
        "POST /api/v1/calendars" => request.json(&json!({"dossier": it.dossier})),
        "POST /api/v1/deadlines/compute" | "POST /api/v1/dossiers/{id}/deadlines" => {
            request.json(&json!({"key": "awb-bezwaar", "event_date": "2027-03-16"}))
        }
        "PATCH /api/v1/deadlines/{id}" => request.header("if-match", "\"1\"").json(&json!({"note": "x"})),
        "POST /api/v1/deadlines/{id}/settle" => {
            request.header("if-match", "\"1\"").json(&json!({"state": "met"}))
        }
        "POST /api/v1/deadlines/{id}/confirm" | "DELETE /api/v1/deadlines/{id}" => {
            request.header("if-match", "\"1\"")
        }
        "POST /api/v1/walls" => {
            request.json(&json!({"dossier_number": "0", "person": it.member, "reason": "Familie"}))
        }
        "POST /api/v1/uploads" => {
            let coded = data_encoding::BASE64.encode(it.dossier.as_bytes());
            let metadata = format!("dossier {coded},filename eC50eHQ=");
            request.header("upload-length", 5).header("upload-metadata", metadata)
        }
        "PATCH /api/v1/uploads/{id}" => {
            let request = request.header("content-type", "application/offset+octet-stream");
            request.header("upload-offset", 0).body("abcde")
        }
        _ => request,
    }
}

/// What a reply tells, but for what differs with every request.
fn told(reply: &Reply) -> (u16, Vec<String>, Value) {
    let mut body = reply.json();
    if let Some(body) = body.as_object_mut() {
        body.remove("trace_id");
        body.remove("instance");
    }
    let mut headers: Vec<String> = reply.headers.keys().map(ToString::to_string).collect();
    headers.sort();
    (reply.status, headers, body)
}

/// What the responsible lawyer sees, to be compared.
async fn seen(eva: &Browser, it: &Objects) -> Vec<Value> {
    let mut seen = Vec::new();
    for path in ["", "/documents", "/answers", "/uploads", "/deadlines"] {
        seen.push(eva.get(&format!("/api/v1/dossiers/{}{path}", it.dossier)).await.expect(200));
    }
    seen
}

/// Every operation of the description.
pub fn described() -> BTreeSet<String> {
    let described = std::process::Command::new(env!("CARGO_BIN_EXE_legalmind")).arg("openapi").output();
    let described: Value = serde_json::from_slice(&described.expect("it runs").stdout).expect("JSON");
    let mut operations = BTreeSet::new();
    for (path, methods) in described["paths"].as_object().expect("paths") {
        for method in methods.as_object().expect("methods").keys() {
            operations.insert(format!("{} {path}", method.to_uppercase()));
        }
    }
    operations
}

#[tokio::test]
async fn every_operation_is_refused_to_whoever_may_not() {
    let operations = described();
    let known: BTreeSet<String> = TABLE.iter().map(|(operation, _)| (*operation).to_owned()).collect();
    assert_eq!(operations, known, "the table has every operation of the description, and no other");

    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let people = place.sign_in();
    let eva = server.browser().signed(people.person(RESPONSIBLE)).await;
    let objects = Objects::make(&eva).await;
    let noor = server.browser().signed(people.person(ADMINISTRATOR)).await;
    for name in ["Wim Muur", "Rik Lezer"] {
        let user = user(&eva, name).await;
        let membership = format!("/api/v1/dossiers/{}/members/{user}", objects.dossier);
        send(eva.ask(Method::PUT, &membership)).await.expect(200);
        if name == "Wim Muur" {
            let wall = json!({"dossier_number": "2026-1", "person": user, "reason": "Familie"});
            noor.post("/api/v1/walls", &wall).await.expect(201);
        }
    }
    let elsewhere = Inside::open(&place).await.stranger().await;
    let before = seen(&eva, &objects).await;
    // who calls, and their column
    let callers = [
        ("nobody", server.browser(), 0),
        ("half signed in", server.browser().half(people.person(RESPONSIBLE)).await, 1),
        ("a lawyer outside", server.browser().signed(people.person(STRANGER)).await, 2),
        ("staff outside", server.browser().signed(people.person(STAFF)).await, 2),
        ("a member behind a wall", server.browser().signed(people.person(WALLED)).await, 2),
        ("a lawyer of another firm", server.browser().signed(&elsewhere).await, 2),
        ("the administrator", noor, 3),
        ("a member who reads", server.browser().signed(people.person(READER)).await, READS),
    ];
    let mut wrong = Vec::new();
    for (operation, expected) in TABLE {
        for (who, browser, column) in &callers {
            let expected = &expected[*column];
            let reply = send(request(browser, operation, &objects)).await;
            if reply.status != *expected {
                let body = String::from_utf8_lossy(&reply.bytes).into_owned();
                wrong.push(format!("{operation} by {who}: {} for {expected} {body}", reply.status));
            }
            // what is somebody else's and what is nobody's cannot be told apart
            if *column != READS && (operation.contains('{') || operation.contains("search")) {
                let none = send(request(browser, operation, &Objects::none())).await;
                if told(&none) != told(&reply) {
                    wrong.push(format!("{operation} by {who}: {:?} {:?}", told(&none), told(&reply)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(seen(&eva, &objects).await, before, "nothing was changed");
}

#[tokio::test]
async fn a_member_works_and_does_not_manage_access() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let people = place.sign_in();
    let eva = server.browser().signed(people.person(RESPONSIBLE)).await;
    let objects = Objects::make(&eva).await;
    let mira = server.browser().signed(people.person(MEMBER)).await;
    let sam = server.browser().signed(people.person(STAFF)).await;
    let membership = format!("/api/v1/dossiers/{}/members/{}", objects.dossier, user(&eva, "Sam Staf").await);
    send(eva.ask(Method::PUT, &membership)).await.expect(200);
    for (operation, expected) in [
        ("GET /api/v1/dossiers/{id}", 200),
        ("GET /api/v1/answers/{id}", 200),
        ("GET /api/v1/citations/{id}/marks", 200),
        ("GET /api/v1/documents/{id}/versions/{version}/content", 200),
        ("GET /api/v1/search", 200),
        ("PUT /api/v1/dossiers/{id}/members/{user}", 403),
        ("DELETE /api/v1/dossiers/{id}/members/{user}", 403),
        // an upload is of one person
        ("HEAD /api/v1/uploads/{id}", 404),
        ("PATCH /api/v1/uploads/{id}", 404),
        ("DELETE /api/v1/uploads/{id}", 404),
        ("POST /api/v1/dossiers/{id}/answers", 201),
    ] {
        for who in [&mira, &sam] {
            let reply = send(request(who, operation, &objects)).await;
            assert_eq!(reply.status, expected, "{operation}: {}", String::from_utf8_lossy(&reply.bytes));
        }
    }
    // whose membership is taken away sees nothing any more, from the next request on
    let removed = send(request(&eva, "DELETE /api/v1/dossiers/{id}/members/{user}", &objects)).await;
    removed.expect(200);
    for (operation, [_, _, stranger, ..]) in TABLE.iter().filter(|it| it.1[2] == 404) {
        let reply = send(request(&mira, operation, &objects)).await;
        assert_eq!(reply.status, *stranger, "{operation} after the membership ended");
    }
}
