//! A wall that is raised keeps a person out at once, also of what is open before them.

use std::time::Duration;

use futures::StreamExt;
use legalmind_testkit::scripted::{Script, Scripted, Step, words};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::{
    browser::{Browser, id, send},
    firm::{ADMINISTRATOR, Firm, MEMBER, RESPONSIBLE},
    server::Place,
};

/// After so long a stream that should have ended is taken to go on for ever.
const PATIENCE: Duration = Duration::from_secs(60);

/// What of the member's own the wall hides.
async fn hidden(browser: &Browser, dossier: &str, answer: &str, document: &str) -> [u16; 5] {
    let status = async |path: String| browser.get(&path).await.status;
    [
        status(format!("/api/v1/dossiers/{dossier}")).await,
        status(format!("/api/v1/dossiers/{dossier}/documents")).await,
        status(format!("/api/v1/answers/{answer}")).await,
        status(format!("/api/v1/documents/{document}")).await,
        status(format!("/api/v1/search?q=huurder&dossier={dossier}")).await,
    ]
}

#[tokio::test]
async fn p047_a_wall_ends_what_is_open_and_hides_the_rest() {
    let place = Place::new(&Firm::plain());
    let endless = vec![Step::Send(words("De huurder zegt ")), Step::Pause(Duration::from_secs(3_600))];
    let endless = Script::stream(endless);
    let model = Scripted::start(endless).await.expect("a port");
    place.model(&model.base_url());
    let server = place.demo().ready(&place).await;
    let people = place.sign_in();
    let mira = server.browser().signed(people.person(MEMBER)).await;
    let noor = server.browser().signed(people.person(ADMINISTRATOR)).await;
    let eva = server.browser().signed(people.person(RESPONSIBLE)).await;

    let dossier = mira.dossier().await;
    let document = id(&mira.all(&format!("/api/v1/dossiers/{dossier}/documents")).await[0]);
    let question = json!({"question": "Wie betaalt niet?"});
    let asked = mira.post(&format!("/api/v1/dossiers/{dossier}/answers"), &question).await;
    let answer = id(&asked.expect(201));
    let events =
        mira.ask(Method::GET, &format!("/api/v1/answers/{answer}/events")).send().await.expect("a stream");
    let (mut events, mut heard) = (events.bytes_stream(), String::new());
    while !heard.contains("De huurder") {
        let piece = timeout(PATIENCE, events.next()).await.expect("in time").expect("more").expect("bytes");
        heard.push_str(&String::from_utf8_lossy(&piece));
    }
    assert_eq!(hidden(&mira, &dossier, &answer, &document).await, [200; 5]);

    let person = eva.get("/api/v1/people").await.expect(200)["items"]
        .as_array()
        .expect("people")
        .iter()
        .find(|it| it["name"] == "Mira Lidt")
        .map(id)
        .expect("the member");
    let wall = json!({"dossier_number": "2026-1", "person": person, "reason": "Zus van de huurder"});
    let raised = noor.post("/api/v1/walls", &wall).await.expect(201);
    assert_eq!((&raised["dossier"], &raised["person"]["name"]), (&json!(dossier), &json!("Mira Lidt")));
    assert_eq!((&raised["raised_by"]["name"], &raised["reason"]), (&json!("Noor Beheer"), &wall["reason"]));

    // the stream ends by itself, without a word more
    let rest = async {
        let mut rest = String::new();
        while let Some(Ok(piece)) = events.next().await {
            rest.push_str(&String::from_utf8_lossy(&piece));
        }
        rest
    };
    let rest = timeout(PATIENCE, rest).await.expect("the stream ends");
    assert!(!rest.contains("data:"), "{rest}");
    assert_eq!(hidden(&mira, &dossier, &answer, &document).await, [404; 5]);
    assert_eq!(mira.get("/api/v1/search?q=huurder").await.expect(200)["total"], 0);
    assert!(mira.all("/api/v1/dossiers").await.is_empty());
    assert_eq!(hidden(&noor, &dossier, &answer, &document).await, [404; 5], "who raises walls reads nothing");
    let seen = eva.get(&format!("/api/v1/dossiers/{dossier}")).await.expect(200);
    assert_eq!(
        seen["walls"].as_array().map(|it| it.iter().map(id).collect::<Vec<_>>()),
        Some(vec![person.clone()])
    );

    assert_eq!(noor.post("/api/v1/walls", &wall).await.expect(409)["errors"][0]["pointer"], "/person");
    assert_eq!(noor.all("/api/v1/walls").await, [raised]);
    let lift = format!("/api/v1/walls/{dossier}/{person}");
    assert_eq!(send(noor.ask(Method::DELETE, &lift)).await.expect(204), Value::Null);
    assert_eq!(hidden(&mira, &dossier, &answer, &document).await, [200; 5]);
    send(noor.ask(Method::DELETE, &lift)).await.expect(404);
}
