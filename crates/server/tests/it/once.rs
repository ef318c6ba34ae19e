//! A creation that is sent twice makes one thing, also over a crash.

use std::collections::BTreeSet;

use base64::{Engine, engine::general_purpose::STANDARD};
use legalmind_testkit::word;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::{
    browser::{Browser, Reply, id, send},
    firm::{ADMINISTRATOR, Firm, MEMBER, RESPONSIBLE},
    server::Place,
};

const KEY: &str = "idempotency-key";

/// Every creation, with a body and with another one.
fn creations(
    eva: &Browser,
    noor: &Browser,
    (dossier, person, starter): (&str, &str, &str),
) -> Vec<[RequestBuilder; 2]> {
    let ask = |text: &str| {
        let request = eva.ask(Method::POST, &format!("/api/v1/dossiers/{dossier}/answers"));
        request.json(&json!({"question": text}))
    };
    let open = |name: &str| eva.ask(Method::POST, "/api/v1/dossiers").json(&json!({"name": name}));
    let upload = |name: &str| {
        let metadata = format!("dossier {},filename {}", STANDARD.encode(dossier), STANDARD.encode(name));
        let request = eva.ask(Method::POST, "/api/v1/uploads").header("tus-resumable", "1.0.0");
        request.header("upload-length", 5).header("upload-metadata", metadata)
    };
    let wall = |reason: &str| {
        let body = json!({"dossier_number": "2026-1", "person": person, "reason": reason});
        noor.ask(Method::POST, "/api/v1/walls").json(&body)
    };
    let clause = |title: &str| {
        let variant = json!({"stance": "neutral", "text": "1. x"});
        eva.ask(Method::POST, "/api/v1/clauses").json(&json!({"title": title, "variants": [variant]}))
    };
    let template = |name: &str| {
        let file = word::file(&word::paragraph("Aan {{ naam }}")).expect("a Word file");
        eva.ask(Method::POST, &format!("/api/v1/templates?name={}", name.replace(' ', "%20"))).body(file)
    };
    let draft = |name: &str| {
        let request = eva.ask(Method::POST, &format!("/api/v1/dossiers/{dossier}/drafts"));
        request.json(&json!({"template": starter, "name": name}))
    };
    let row = |title: &str| {
        let request = noor.ask(Method::POST, "/api/v1/registers/risicos/rows");
        request.json(&json!({"values": {"titel": title}}))
    };
    let duty = |title: &str| {
        let request = eva.ask(Method::POST, &format!("/api/v1/dossiers/{dossier}/duties/dossierreview"));
        request.json(&json!({"values": {"titel": title}}))
    };
    vec![
        [open("Een zaak"), open("Een andere zaak")],
        [ask("Wie betaalt niet?"), ask("Wat is betaald?")],
        [upload("a.txt"), upload("b.txt")],
        [wall("Familie"), wall("Anders")],
        [clause("Parkeren"), clause("Laden")],
        [template("Brief"), template("Andere brief")],
        [draft("Volmacht"), draft("Andere volmacht")],
        [row("Brand"), row("Water")],
        [duty("Najaar"), duty("Winter")],
    ]
}

/// What an answer tells, but for the request's own name and the counts of requests.
fn told(reply: &Reply) -> impl PartialEq + std::fmt::Debug + use<> {
    let own = ["x-request-id", "date", "ratelimit"];
    let header = |(name, value): (&reqwest::header::HeaderName, &reqwest::header::HeaderValue)| {
        (!own.contains(&name.as_str())).then(|| (name.to_string(), value.as_bytes().to_vec()))
    };
    let mut headers: Vec<_> = reply.headers.iter().filter_map(header).collect();
    headers.sort();
    (reply.status, headers, reply.bytes.clone())
}

fn again(request: &RequestBuilder, key: &str) -> RequestBuilder {
    request.try_clone().expect("a body in memory").header(KEY, key)
}

#[tokio::test]
async fn a_creation_that_is_sent_again_gets_the_same_answer() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let people = place.sign_in();
    let mut eva = server.browser().signed(people.person(RESPONSIBLE)).await;
    let mut noor = server.browser().signed(people.person(ADMINISTRATOR)).await;
    let dossier = eva.dossier().await;
    let everybody = eva.get("/api/v1/people").await.expect(200);
    let everybody = everybody["items"].as_array().expect("people");
    let mira = everybody.iter().find(|it| it["name"] == "Mira Lidt").map(id).expect("the member");

    let starter = id(&eva.get("/api/v1/templates?q=volmacht").await.expect(200)["items"][0]);
    let mut first = Vec::new();
    for [this, other] in creations(&eva, &noor, (&dossier, &mira, &starter)) {
        let made = send(again(&this, "k")).await;
        // the key is a person's own, so each of Eva's creations needs another
        let key = format!("k{}", first.len());
        if made.status == 201 && first.is_empty() {
            // under the one key everything else is another request
            assert_eq!(
                send(again(&other, "k")).await.expect(422)["type"],
                "/problems/idempotency-key-reused"
            );
        }
        let made = send(again(&this, &key)).await;
        let expected = if first.len() == 3 { 409 } else { 201 };
        assert_eq!(made.status, expected, "{}", String::from_utf8_lossy(&made.bytes));
        assert_eq!(send(again(&this, &key)).await.status, expected);
        first.push((key, made));
    }
    let walled = send(again(&creations(&eva, &noor, (&dossier, &mira, &starter))[3][0], "k")).await;
    assert_eq!(walled.status, 201, "the wall was raised once, and tells so again");

    server.stop().await;
    let server = place.serve().ready(&place).await;
    (eva, noor) = (eva.at(&server.base), noor.at(&server.base));
    for (number, [this, other]) in
        creations(&eva, &noor, (&dossier, &mira, &starter)).iter().enumerate().take(3)
    {
        let (key, made) = &first[number];
        assert_eq!(told(&send(again(this, key)).await), told(made), "after a restart");
        let refused = send(again(other, key)).await.expect(422);
        assert_eq!(refused["type"], "/problems/idempotency-key-reused");
    }
    // two dossiers of the name: one under each of the two keys
    let made = eva.all("/api/v1/dossiers").await.iter().filter(|it| it["name"] == "Een zaak").count();
    assert_eq!(made, 2);
    let uploads = eva.all(&format!("/api/v1/dossiers/{dossier}/uploads")).await;
    assert_eq!(uploads.len(), 1, "{uploads:?}");
    assert_eq!(noor.all("/api/v1/walls").await.len(), 1);
}

#[tokio::test]
async fn many_at_the_same_moment_make_one() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    let tries = (0..24).map(|_| {
        send(
            eva.ask(Method::POST, "/api/v1/dossiers").json(&json!({"name": "Een zaak"})).header(KEY, "\"k\""),
        )
    });
    let mut made = BTreeSet::new();
    for reply in futures::future::join_all(tries).await {
        match reply.status {
            201 => drop(made.insert(id(&reply.json()))),
            _ => {
                assert_eq!(reply.expect(409)["type"], "/problems/idempotency-key-in-flight");
                assert_eq!(reply.header("retry-after"), Some("1"));
            }
        }
    }
    assert_eq!(made.len(), 1);
    let named = eva.all("/api/v1/dossiers").await.iter().filter(|it| it["name"] == "Een zaak").count();
    assert_eq!(named, 1);
}

#[tokio::test]
async fn a_key_that_is_none_is_refused_and_an_answer_is_not_given_to_whoever_may_not_see_it() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let people = place.sign_in();
    let eva = server.browser().signed(people.person(RESPONSIBLE)).await;
    let mira = server.browser().signed(people.person(MEMBER)).await;
    let open = |browser: &Browser| browser.ask(Method::POST, "/api/v1/dossiers").json(&json!({"name": "X"}));
    for bad in ["", "twee woorden", "\"\"", "sleutel-é", &"x".repeat(256)] {
        let refused = send(open(&eva).header(KEY, bad)).await.expect(400);
        assert_eq!(refused["type"], "/problems/idempotency-key", "{bad:?}");
    }
    assert_eq!(eva.all("/api/v1/dossiers").await.len(), 1, "nothing was opened");
    // what was not carried out is carried out when it is right
    let wrong = eva.ask(Method::POST, "/api/v1/dossiers").json(&json!({"name": " "}));
    send(wrong.header(KEY, "w")).await.expect(422);
    send(open(&eva).header(KEY, "w")).await.expect(201);
    // without its token a page gets nothing, known key or not
    let bare = eva.without_csrf(Method::POST, "/api/v1/dossiers").json(&json!({"name": "X"}));
    send(bare.header(KEY, "w")).await.expect(403);

    let dossier = eva.all("/api/v1/dossiers").await;
    let dossier = dossier.iter().find(|it| it["number"] == "2026-1").map(id).expect("the first");
    let ask = || mira.ask(Method::POST, &format!("/api/v1/dossiers/{dossier}/answers"));
    let ask = || ask().json(&json!({"question": "Wie betaalt niet?"})).header(KEY, "a");
    let asked = send(ask()).await;
    asked.expect(201);
    assert_eq!(told(&send(ask()).await), told(&asked));
    let user = mira.get("/api/v1/session").await.expect(200)["user"]["id"].clone();
    let user = user.as_str().expect("an id");
    let membership = format!("/api/v1/dossiers/{dossier}/members/{user}");
    assert_ne!(send(eva.ask(Method::DELETE, &membership)).await.expect(200), Value::Null);
    send(ask()).await.expect(404);
}
