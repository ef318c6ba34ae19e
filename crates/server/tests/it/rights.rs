//! Every operation of the description, asked for by everyone who may not.

use std::collections::BTreeSet;

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    browser::{Browser, Reply, id, send},
    firm::{ADMINISTRATOR, Firm, MEMBER, RESPONSIBLE, STRANGER},
    server::Place,
};

/// Operation, and the status for: nobody, the responsible lawyer with a password alone, a lawyer
/// of the firm who is no member, the firm's administrator. The objects are those of a dossier of
/// members.
const TABLE: &[(&str, [u16; 4])] = &[
    ("PATCH /api/v1/account", [401, 403, 200, 200]),
    ("POST /api/v1/account/password", [401, 403, 401, 401]),
    ("POST /api/v1/account/second-factor", [401, 409, 409, 409]),
    ("POST /api/v1/account/second-factor/confirm", [401, 409, 409, 409]),
    ("GET /api/v1/answers/{id}", [401, 403, 404, 404]),
    ("GET /api/v1/answers/{id}/events", [401, 403, 404, 404]),
    ("GET /api/v1/answers/{id}/passages", [401, 403, 404, 404]),
    ("POST /api/v1/answers/{id}/stop", [401, 403, 404, 404]),
    ("GET /api/v1/citations/{id}/marks", [401, 403, 404, 404]),
    ("GET /api/v1/documents/{id}", [401, 403, 404, 404]),
    ("DELETE /api/v1/documents/{id}", [401, 403, 404, 404]),
    ("PATCH /api/v1/documents/{id}", [401, 403, 404, 404]),
    ("POST /api/v1/documents/{id}/retry", [401, 403, 404, 404]),
    ("GET /api/v1/documents/{id}/versions/{version}/content", [401, 403, 404, 404]),
    ("GET /api/v1/documents/{id}/versions/{version}/pages", [401, 403, 404, 404]),
    ("GET /api/v1/dossiers", [401, 403, 200, 200]),
    ("POST /api/v1/dossiers", [401, 403, 201, 403]),
    ("GET /api/v1/dossiers/{id}", [401, 403, 404, 404]),
    ("PATCH /api/v1/dossiers/{id}", [401, 403, 404, 404]),
    ("GET /api/v1/dossiers/{id}/answers", [401, 403, 404, 404]),
    ("POST /api/v1/dossiers/{id}/answers", [401, 403, 404, 404]),
    ("GET /api/v1/dossiers/{id}/documents", [401, 403, 404, 404]),
    ("PUT /api/v1/dossiers/{id}/members/{user}", [401, 403, 404, 404]),
    ("DELETE /api/v1/dossiers/{id}/members/{user}", [401, 403, 404, 404]),
    ("GET /api/v1/dossiers/{id}/uploads", [401, 403, 404, 404]),
    ("GET /api/v1/jobs", [401, 403, 200, 200]),
    ("GET /api/v1/people", [401, 403, 200, 200]),
    ("GET /api/v1/search", [401, 403, 404, 404]),
    ("GET /api/v1/session", [200, 200, 200, 200]),
    ("POST /api/v1/session", [401, 401, 401, 401]),
    ("POST /api/v1/session/second-factor", [401, 401, 409, 409]),
    ("POST /api/v1/uploads", [401, 403, 404, 404]),
    ("OPTIONS /api/v1/uploads", [204, 204, 204, 204]),
    ("DELETE /api/v1/uploads/{id}", [401, 403, 404, 404]),
    ("HEAD /api/v1/uploads/{id}", [401, 403, 404, 404]),
    ("PATCH /api/v1/uploads/{id}", [401, 403, 404, 404]),
    // the last, for it ends the session
    ("DELETE /api/v1/session", [401, 204, 204, 204]),
];

/// One object of each sort.
#[derive(Clone)]
struct Objects {
    dossier: String,
    document: String,
    version: String,
    answer: String,
    citation: String,
    upload: String,
    member: String,
}

impl Objects {
    /// Makes them, and says how to look whether they are as they were.
    async fn make(eva: &Browser) -> Self {
        let dossier = eva.dossier().await;
        let document = eva.all(&format!("/api/v1/dossiers/{dossier}/documents")).await.remove(0);
        let answer = eva.answer(&dossier, "Wat heeft de huurder niet betaald over maart?").await;
        let upload = eva.announce(&dossier, "half.txt", 10).await;
        let place = upload.header("location").expect("a place");
        let people = eva.get("/api/v1/people").await.expect(200);
        let people = people["items"].as_array().expect("people");
        let member = people.iter().find(|it| it["name"] == "Mira Lidt").expect("the member");
        Self {
            dossier,
            document: id(&document),
            version: document["version"].as_str().expect("a version").to_owned(),
            citation: id(&answer["citations"][0]),
            answer: id(&answer),
            upload: place.rsplit('/').next().expect("an id").to_owned(),
            member: id(member),
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
        }
    }

    fn place(&self, path: &str) -> String {
        if path == "/api/v1/search" {
            return format!("{path}?q=huurder&dossier={}", self.dossier);
        }
        let own = match path.split('/').nth(3) {
            Some("answers") => &self.answer,
            Some("citations") => &self.citation,
            Some("documents") => &self.document,
            Some("uploads") => &self.upload,
            _ => &self.dossier,
        };
        path.replace("{id}", own).replace("{version}", &self.version).replace("{user}", &self.member)
    }
}

/// The request of an operation, whole: only the person is wrong.
fn request(browser: &Browser, operation: &str, it: &Objects) -> RequestBuilder {
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
        "POST /api/v1/session" => request.json(&json!({"email": "niemand@example.org", "password": "x"})),
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
    for path in ["", "/documents", "/answers", "/uploads"] {
        seen.push(eva.get(&format!("/api/v1/dossiers/{}{path}", it.dossier)).await.expect(200));
    }
    seen
}

#[tokio::test]
async fn every_operation_is_refused_to_whoever_may_not() {
    let described = std::process::Command::new(env!("CARGO_BIN_EXE_legalmind")).arg("openapi").output();
    let described: Value = serde_json::from_slice(&described.expect("it runs").stdout).expect("JSON");
    let mut operations = BTreeSet::new();
    for (path, methods) in described["paths"].as_object().expect("paths") {
        for method in methods.as_object().expect("methods").keys() {
            operations.insert(format!("{} {path}", method.to_uppercase()));
        }
    }
    let known: BTreeSet<String> = TABLE.iter().map(|(operation, _)| (*operation).to_owned()).collect();
    assert_eq!(operations, known, "the table has every operation of the description, and no other");

    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let people = place.sign_in();
    let eva = server.browser().signed(people.person(RESPONSIBLE)).await;
    let objects = Objects::make(&eva).await;
    let before = seen(&eva, &objects).await;
    let callers = [
        ("nobody", server.browser()),
        ("half signed in", server.browser().half(people.person(RESPONSIBLE)).await),
        ("a stranger", server.browser().signed(people.person(STRANGER)).await),
        ("the administrator", server.browser().signed(people.person(ADMINISTRATOR)).await),
    ];
    let mut wrong = Vec::new();
    for (operation, expected) in TABLE {
        for ((who, browser), expected) in callers.iter().zip(expected) {
            let reply = send(request(browser, operation, &objects)).await;
            if reply.status != *expected {
                let body = String::from_utf8_lossy(&reply.bytes).into_owned();
                wrong.push(format!("{operation} by {who}: {} for {expected} {body}", reply.status));
            }
            // what is somebody else's and what is nobody's cannot be told apart
            if operation.contains('{') || operation.contains("search") {
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
        let reply = send(request(&mira, operation, &objects)).await;
        assert_eq!(reply.status, expected, "{operation}: {}", String::from_utf8_lossy(&reply.bytes));
    }
    // whose membership is taken away sees nothing any more, from the next request on
    let removed = send(request(&eva, "DELETE /api/v1/dossiers/{id}/members/{user}", &objects)).await;
    removed.expect(200);
    for (operation, [.., stranger, _]) in TABLE.iter().filter(|it| it.1[2] == 404) {
        let reply = send(request(&mira, operation, &objects)).await;
        assert_eq!(reply.status, *stranger, "{operation} after the membership ended");
    }
}
