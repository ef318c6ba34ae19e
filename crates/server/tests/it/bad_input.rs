//! Bad input is refused with words that help, in both languages; files that are not what they
//! say are kept and not read.

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::{
    browser::{Browser, Reply, send},
    firm::{Firm, MEMBER, RESPONSIBLE},
    server::Place,
};

/// What is wrong, the request, and the status and kind of problem that answer it.
type Case = (&'static str, RequestBuilder, u16, &'static str);

const JSON: (&str, &str) = ("content-type", "application/json");

fn cases(eva: &Browser, nobody: RequestBuilder, dossier: &str, document: &str, upload: &str) -> Vec<Case> {
    let ask = || eva.ask(Method::POST, &format!("/api/v1/dossiers/{dossier}/answers"));
    let patch = |tag: Option<&str>| {
        let request = eva.ask(Method::PATCH, &format!("/api/v1/documents/{document}"));
        let request = request.json(&json!({"name": "anders.txt"}));
        if let Some(tag) = tag { request.header("if-match", tag) } else { request }
    };
    let get = |path: &str| eva.ask(Method::GET, path);
    let tus = |version: &str| eva.ask(Method::POST, "/api/v1/uploads").header("tus-resumable", version);
    let question = |length: usize| json!({"question": "w ".repeat(length / 2)});
    let name = |name: &str| {
        let coded = |text: &str| data_encoding::BASE64.encode(text.as_bytes());
        let metadata = format!("dossier {},filename {}", coded(dossier), coded(name));
        tus("1.0.0").header("upload-length", 5).header("upload-metadata", metadata)
    };
    vec![
        ("a question of a megabyte", ask().json(&question(1 << 20)), 413, "too-large"),
        ("three megabytes from nobody", nobody.json(&question(3 << 20)), 401, "unauthenticated"),
        ("a question that is too long", ask().json(&question(9_000)), 422, "invalid"),
        ("no question", ask().json(&json!({"question": "  "})), 422, "invalid"),
        ("a field that is none", ask().json(&json!({"question": "x", "role": "admin"})), 422, "invalid"),
        ("no JSON", ask().header(JSON.0, JSON.1).body("{"), 400, "bad-request"),
        (
            "bytes that are no text",
            ask().header(JSON.0, JSON.1).body(&b"{\"question\":\"\xff\"}"[..]),
            400,
            "bad-request",
        ),
        ("no content type", ask().body("{}"), 415, "unsupported-media-type"),
        ("no revision", patch(None), 428, "precondition-required"),
        ("an old revision", patch(Some("\"99\"")), 412, "changed"),
        ("a revision that is none", patch(Some("W/\"x\"")), 412, "changed"),
        ("an id that is none", get("/api/v1/documents/passwd"), 400, "bad-request"),
        ("a path out of the API", get("/api/v1/documents/..%2f..%2fetc%2fpasswd"), 400, "bad-request"),
        ("an address that is none", get("/api/v1/unknown"), 404, "not-found"),
        ("a method that is none", eva.ask(Method::PUT, "/api/v1/dossiers"), 405, "method-not-allowed"),
        ("a limit that is none", get("/api/v1/dossiers?limit=-1"), 400, "bad-request"),
        ("a cursor that is none", get("/api/v1/dossiers?cursor=x"), 422, "invalid"),
        ("a cursor of no day", get("/api/v1/registers/removals?cursor=x"), 422, "invalid"),
        ("a search without words", get("/api/v1/search"), 400, "bad-request"),
        ("another tus", tus("0.2.2"), 412, "tus-version"),
        ("no length", tus("1.0.0"), 422, "invalid"),
        ("no name", name(""), 422, "invalid"),
        ("a name of dots", name("../.."), 422, "invalid"),
        ("a name that is too long", name(&"x".repeat(300)), 422, "invalid"),
        ("bytes that do not follow", eva.piece(upload, 7).body("abc"), 409, "offset-mismatch"),
        ("more bytes than were announced", eva.piece(upload, 0).body("x".repeat(500)), 413, "too-large"),
        (
            "a body of another type",
            eva.ask(Method::PATCH, upload).header("tus-resumable", "1.0.0").body("x"),
            415,
            "unsupported-media-type",
        ),
    ]
}

/// The problem, where it is one, whole.
fn problem(what: &str, reply: &Reply, status: u16, kind: &str, wrong: &mut Vec<String>) -> Value {
    let body = reply.json();
    let text = |field: &str| body[field].as_str().is_some_and(|it| !it.is_empty());
    let whole = ["title", "detail", "trace_id", "instance"].into_iter().all(text);
    let typed = reply.header("content-type") == Some("application/problem+json");
    let named = body["type"] == format!("/problems/{kind}") && body["status"] == status;
    if reply.status != status || !whole || !typed || !named {
        wrong.push(format!(
            "{what}: {} for {status} {kind}: {}",
            reply.status,
            String::from_utf8_lossy(&reply.bytes)
        ));
    }
    body
}

#[tokio::test]
async fn bad_requests_are_told_apart_in_both_languages() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    let dossier = eva.dossier().await;
    let documents = format!("/api/v1/dossiers/{dossier}/documents");
    let before = eva.all(&documents).await;
    let document = crate::browser::id(&before[0]);
    let upload = eva.announce(&dossier, "tien.txt", 10).await;
    let upload = upload.header("location").expect("a place").to_owned();

    let nobody = server.browser().ask(Method::POST, &format!("/api/v1/dossiers/{dossier}/answers"));

    let mut wrong = Vec::new();
    for (what, request, status, kind) in cases(&eva, nobody, &dossier, &document, &upload) {
        let again = request.try_clone().expect("a body in memory");
        let dutch = send(request.header("accept-language", "nl-NL,nl;q=0.9")).await;
        let english = send(again.header("accept-language", "en-GB,en;q=0.9")).await;
        let dutch = problem(what, &dutch, status, kind, &mut wrong);
        let english = problem(what, &english, status, kind, &mut wrong);
        if dutch["title"] == english["title"] || dutch["detail"] == english["detail"] {
            wrong.push(format!("{what}: the same words in Dutch and English: {dutch}"));
        }
        if dutch["trace_id"] == english["trace_id"] {
            wrong.push(format!("{what}: two occurrences have one name"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(eva.all(&documents).await, before, "nothing was changed");
}

#[tokio::test]
async fn a_change_that_another_page_asks_for_is_refused() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let people = place.sign_in();
    let eva = server.browser().signed(people.person(RESPONSIBLE)).await;
    let mira = server.browser().half(people.person(MEMBER)).await;
    let dossier = eva.dossier().await;
    let path = format!("/api/v1/dossiers/{dossier}/answers");
    let question = json!({"question": "Wat is er betaald?"});
    let bare = || eva.without_csrf(Method::POST, &path).json(&question);
    let whole = || eva.ask(Method::POST, &path).json(&question);
    let mut wrong = Vec::new();
    for (what, request) in [
        ("no token", bare()),
        ("a wrong token", bare().header("x-csrf-token", "x")),
        ("an empty token", bare().header("x-csrf-token", "")),
        ("another site", whole().header("sec-fetch-site", "cross-site")),
        ("another host of the site", whole().header("sec-fetch-site", "same-site")),
        ("no token, half signed in", mira.without_csrf(Method::DELETE, "/api/v1/session")),
        (
            "signing in from another site",
            server.browser().ask(Method::POST, "/api/v1/session").header("sec-fetch-site", "cross-site").json(
                &json!({"email": people.person(MEMBER).email, "password": people.person(MEMBER).password}),
            ),
        ),
    ] {
        problem(what, &send(request).await, 403, "csrf", &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(eva.all(&path).await.is_empty(), "no question was asked");
    send(whole().header("sec-fetch-site", "same-origin")).await.expect(201);
}

#[tokio::test]
async fn a_file_that_is_not_what_it_says_is_kept_and_not_read() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    let dossier = eva.dossier().await;
    let text = b"De borg bedraagt drie maanden huur en wordt na afloop teruggegeven.";
    for (name, bytes, kept, progress, reason) in [
        ("leeg.txt", &b""[..], "leeg.txt", "failed", json!("empty")),
        ("brief.docx", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", "brief.docx", "failed", json!("kind_mismatch")),
        ("nota.pdf", text, "nota.pdf", "failed", json!("kind_mismatch")),
        ("foto.pdf", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "foto.pdf", "failed", json!("kind_mismatch")),
        ("half.docx", b"PK\x03\x04half", "half.docx", "failed", json!("truncated")),
        (
            "programma.exe",
            b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff",
            "programma.exe",
            "failed",
            json!("unsupported"),
        ),
        ("../../etc/cron.d/x\u{202e}txt.txt", text, "xtxt.txt", "searchable", Value::Null),
        ("C:\\Users\\eva\\a\r\n\u{200b}b.txt", text, "a b.txt", "searchable", Value::Null),
        (
            "<img src=x onerror=alert(1)>.txt",
            text,
            "<img src=x onerror=alert(1)>.txt",
            "searchable",
            Value::Null,
        ),
    ] {
        let document = eva.upload(&dossier, name, bytes).await;
        let read = eva.until_read(&document).await;
        assert_eq!(
            (&read["name"], &read["progress"], &read["reason"]),
            (&json!(kept), &json!(progress), &reason)
        );
        let version = read["version"].as_str().expect("a version");
        let content =
            eva.get(&format!("/api/v1/documents/{document}/versions/{version}/content?inline=1")).await;
        assert_eq!((content.status, content.bytes.as_slice()), (200, bytes), "{name}: the bytes are kept");
        let told = content.header("content-disposition").expect("a name");
        assert!(told.starts_with("attachment;") && !told.contains('<') && !told.contains('/'), "{told}");
        assert_eq!(content.header("x-content-type-options"), Some("nosniff"));
    }
}
