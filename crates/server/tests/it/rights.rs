//! Every operation of the description, asked for by everyone who may not.

mod objects;

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::{Value, json};

pub use self::objects::{Objects, request, user};
use crate::{
    browser::{Browser, Reply, send},
    firm::{ADMINISTRATOR, Firm, MEMBER, READER, RESPONSIBLE, STAFF, STRANGER, WALLED},
    inside::Inside,
    sanctions,
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
    ("GET /api/v1/accountability", [401, 403, 200, 200, 200]),
    // a register that is not whole goes with no norm
    ("GET /api/v1/accountability/pack", [401, 403, 403, 200, 403]),
    ("GET /api/v1/accountability/pack/file", [401, 403, 403, 409, 403]),
    ("GET /api/v1/accountability/reports", [401, 403, 403, 200, 403]),
    // no quarter is over
    ("GET /api/v1/accountability/reports/{id}", [401, 403, 403, 404, 403]),
    ("PUT /api/v1/accountability/reports/{id}/acknowledgement", [401, 403, 403, 404, 403]),
    ("GET /api/v1/accountability/reports/{id}/file", [401, 403, 403, 404, 403]),
    ("PATCH /api/v1/account", [401, 403, 200, 200, 200]),
    ("GET /api/v1/account/mail", [401, 403, 200, 200, 200]),
    ("PUT /api/v1/account/mail", [401, 403, 200, 200, 200]),
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
    ("GET /api/v1/checks/{id}", [401, 403, 404, 404, 200]),
    ("PUT /api/v1/checks/{id}/findings/{rule}", [401, 403, 404, 404, 403]),
    ("POST /api/v1/checks/{id}/redline", [401, 403, 404, 404, 403]),
    ("GET /api/v1/checks/{id}/report", [401, 403, 404, 404, 200]),
    ("POST /api/v1/checks/{id}/stop", [401, 403, 404, 404, 403]),
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
    // there is no such check
    ("PUT /api/v1/conflicts/{id}/conclusion", [401, 403, 404, 404, 404]),
    ("GET /api/v1/conflicts/intakes", [401, 403, 200, 403, 403]),
    // no name is given
    ("POST /api/v1/conflicts/intakes", [401, 403, 422, 403, 403]),
    // there is no such check
    ("PUT /api/v1/conflicts/intakes/{id}/conclusion", [401, 403, 404, 403, 403]),
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
    ("GET /api/v1/dossiers/{id}/checks", [401, 403, 404, 404, 200]),
    ("POST /api/v1/dossiers/{id}/checks", [401, 403, 404, 404, 403]),
    ("GET /api/v1/dossiers/{id}/conflicts", [401, 403, 404, 404, 200]),
    ("POST /api/v1/dossiers/{id}/conflicts", [401, 403, 404, 404, 403]),
    ("GET /api/v1/dossiers/{id}/deadlines", [401, 403, 404, 404, 200]),
    ("POST /api/v1/dossiers/{id}/deadlines", [401, 403, 404, 404, 403]),
    ("GET /api/v1/dossiers/{id}/documents", [401, 403, 404, 404, 200]),
    ("PUT /api/v1/dossiers/{id}/members/{user}", [401, 403, 404, 404, 403]),
    ("DELETE /api/v1/dossiers/{id}/members/{user}", [401, 403, 404, 404, 403]),
    ("GET /api/v1/dossiers/{id}/drafts", [401, 403, 404, 404, 200]),
    ("POST /api/v1/dossiers/{id}/drafts", [401, 403, 404, 404, 403]),
    ("GET /api/v1/dossiers/{id}/duties", [401, 403, 404, 404, 200]),
    ("POST /api/v1/dossiers/{id}/duties/{register}", [401, 403, 404, 404, 403]),
    ("GET /api/v1/dossiers/{id}/sanctions", [401, 403, 404, 404, 200]),
    ("POST /api/v1/dossiers/{id}/sanctions", [401, 403, 404, 404, 403]),
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
    ("GET /api/v1/mail", [401, 403, 403, 200, 403]),
    ("GET /api/v1/people", [401, 403, 200, 200, 200]),
    // it is no address
    ("POST /api/v1/people", [401, 403, 403, 422, 403]),
    // there is no such person
    ("PUT /api/v1/people/{user}/role", [401, 403, 403, 404, 403]),
    ("GET /api/v1/playbooks", [401, 403, 200, 200, 200]),
    // it is no playbook
    ("POST /api/v1/playbooks", [401, 403, 422, 403, 403]),
    // there is no such playbook
    ("GET /api/v1/playbooks/{id}", [401, 403, 404, 404, 404]),
    ("PUT /api/v1/playbooks/{id}", [401, 403, 404, 404, 404]),
    ("POST /api/v1/playbooks/{id}/approve", [401, 403, 404, 404, 404]),
    ("GET /api/v1/playbooks/{id}/versions/{number}", [401, 403, 404, 404, 404]),
    ("POST /api/v1/playbooks/{id}/withdraw", [401, 403, 404, 404, 404]),
    ("DELETE /api/v1/redlines/{id}", [401, 403, 404, 404, 403]),
    ("GET /api/v1/redlines/{id}", [401, 403, 404, 404, 200]),
    ("POST /api/v1/redlines/{id}/decide", [401, 403, 404, 404, 403]),
    ("POST /api/v1/redlines/{id}/finish", [401, 403, 404, 404, 403]),
    ("PUT /api/v1/redlines/{id}/proposals/{number}", [401, 403, 404, 404, 403]),
    ("PUT /api/v1/redlines/{id}/revisions/{number}", [401, 403, 404, 404, 403]),
    // there is no such row
    ("GET /api/v1/register-rows/{id}", [401, 403, 404, 404, 404]),
    ("PATCH /api/v1/register-rows/{id}", [401, 403, 404, 404, 404]),
    ("POST /api/v1/register-rows/{id}/cycles", [401, 403, 404, 404, 404]),
    ("POST /api/v1/register-rows/{id}/receipts", [401, 403, 404, 404, 404]),
    ("POST /api/v1/register-rows/{id}/state", [401, 403, 404, 404, 404]),
    ("GET /api/v1/registers", [401, 403, 200, 200, 200]),
    ("GET /api/v1/registers/duties", [401, 403, 200, 200, 200]),
    ("GET /api/v1/registers/officers", [401, 403, 200, 200, 200]),
    ("GET /api/v1/registers/removals", [401, 403, 200, 200, 200]),
    // there is no such person
    ("DELETE /api/v1/registers/officers/{user}", [401, 403, 403, 404, 403]),
    ("PUT /api/v1/registers/officers/{user}", [401, 403, 403, 404, 403]),
    ("GET /api/v1/registers/{register}", [401, 403, 200, 200, 200]),
    ("GET /api/v1/registers/{register}/export", [401, 403, 403, 200, 403]),
    // nothing is in it
    ("POST /api/v1/registers/{register}/import", [401, 403, 403, 422, 403]),
    ("GET /api/v1/registers/{register}/rows", [401, 403, 200, 200, 200]),
    ("POST /api/v1/registers/{register}/rows", [401, 403, 403, 422, 403]),
    ("GET /api/v1/requirements", [401, 403, 403, 200, 403]),
    ("PUT /api/v1/requirements/{role}", [401, 403, 403, 200, 403]),
    ("GET /api/v1/screenings/{id}", [401, 403, 404, 404, 200]),
    ("PUT /api/v1/screenings/{id}/matches/{number}", [401, 403, 404, 404, 403]),
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
    // there is no such attempt, and no such test
    ("GET /api/v1/training-attempts/{id}", [401, 403, 404, 404, 404]),
    ("POST /api/v1/training-attempts/{id}/answers", [401, 403, 404, 404, 404]),
    ("GET /api/v1/trainings", [401, 403, 200, 200, 200]),
    ("POST /api/v1/trainings/{key}/attempts", [401, 403, 404, 404, 404]),
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
    for path in
        ["", "/documents", "/answers", "/uploads", "/deadlines", "/checks", "/conflicts", "/sanctions"]
    {
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
    sanctions::import(&place, "2026-01-15");
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
    sanctions::import(&place, "2026-01-15");
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
