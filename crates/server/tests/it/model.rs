//! Answers by a model's endpoint that behaves badly, or only slowly.

use std::time::Duration;

use futures::StreamExt;
use legalmind_testkit::scripted::{Script, Scripted, Step, words};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::{
    browser::{Browser, id, send},
    firm::{Firm, MEMBER, RESPONSIBLE},
    inside::Inside,
    server::Place,
};

const QUESTION: &str = "Wat heeft de huurder niet betaald?";
/// After so long words that should have come are taken to be lost.
const PATIENCE: Duration = Duration::from_secs(60);

async fn asked(browser: &Browser, dossier: &str) -> String {
    let path = format!("/api/v1/dossiers/{dossier}/answers");
    id(&browser.post(&path, &json!({"question": QUESTION})).await.expect(201))
}

#[tokio::test]
async fn every_trouble_of_an_endpoint_ends_in_a_reason_and_disturbs_nothing_else() {
    let place = Place::new(&Firm::plain());
    let good = "De huur over maart. [[1|de huurpenningen over maart niet betaald]]";
    let model = Scripted::start(Script::answer(&[good])).await.expect("a port");
    place.model(&model.base_url());
    let server = place.demo().ready(&place).await;
    let eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    let dossier = eva.dossier().await;
    let told = |it: &Value| (it["state"].clone(), it["trouble"].clone(), it["mode"].clone());
    for (script, expected) in [
        (Script::cut_off(&["De huurder ", "heeft "]), json!(["interrupted", "model_cut_off", "model"])),
        (Script::unfinished(&["De huurder ", "heeft "]), json!(["interrupted", "model_cut_off", "model"])),
        (Script::body(200, "text/html", "<p>Welkom</p>"), json!(["done", "model_nonsense", "verbatim"])),
        (Script::body(500, "application/json", "{}"), json!(["done", "model_unreachable", "verbatim"])),
        (Script::answer(&["Zomaar wat woorden."]), json!(["done", "model_nonsense", "model"])),
    ] {
        model.set(script.clone());
        let answer = eva.answer(&dossier, QUESTION).await;
        assert_eq!(json!(told(&answer)), expected, "{script:?}: {answer}");
        if expected[2] == "verbatim" {
            assert_eq!(answer["citations"][0]["state"], "verified", "the passages themselves answer");
        }
        model.set(Script::answer(&[good]));
        let after = eva.answer(&dossier, QUESTION).await;
        assert_eq!(json!(told(&after)), json!(["done", null, "model"]), "{after}");
    }
    drop(model);
    let answer = eva.answer(&dossier, QUESTION).await;
    assert_eq!(json!(told(&answer)), json!(["done", "model_unreachable", "verbatim"]), "{answer}");
}

#[tokio::test]
async fn a_quote_that_stands_nowhere_is_never_called_verified() {
    let place = Place::new(&Firm::plain());
    let words =
        "Ja. [[1|de verhuurder vergoedt alle schade]] Nee. [[1|de huurpenningen over maart niet betaald]]";
    let model = Scripted::start(Script::answer(&[words])).await.expect("a port");
    place.model(&model.base_url());
    let server = place.demo().ready(&place).await;
    let eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    let answer = eva.answer(&eva.dossier().await, QUESTION).await;
    let states: Vec<_> =
        answer["citations"].as_array().expect("citations").iter().map(|it| it["state"].clone()).collect();
    assert_eq!(states, ["not_found", "verified"], "{answer}");
    let marks =
        eva.get(&format!("/api/v1/citations/{}/marks", id(&answer["citations"][0]))).await.expect(200);
    assert_eq!((&marks["sure"], &marks["pages"][0]["quads"]), (&json!(false), &json!([])), "{marks}");
}

#[tokio::test]
async fn words_before_a_long_pause_are_heard_in_it() {
    let place = Place::new(&Firm::plain());
    let steps = vec![
        Step::Send(words("De huurder ")),
        Step::Pause(Duration::from_millis(10)),
        Step::Send(words("zwijgt ")),
        Step::Pause(Duration::from_secs(3_600)),
    ];
    let model = Scripted::start(Script::stream(steps)).await.expect("a port");
    place.model(&model.base_url());
    let server = place.demo().ready(&place).await;
    let eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    let answer = asked(&eva, &eva.dossier().await).await;
    let events = eva.ask(Method::GET, &format!("/api/v1/answers/{answer}/events")).send().await;
    let (mut events, mut heard) = (events.expect("a stream").bytes_stream(), String::new());
    while !heard.contains("zwijgt") {
        let piece = timeout(PATIENCE, events.next()).await.expect("in time").expect("more").expect("bytes");
        heard.push_str(&String::from_utf8_lossy(&piece));
    }
    let stopped = eva.post(&format!("/api/v1/answers/{answer}/stop"), &json!({})).await.expect(200);
    assert_eq!(stopped["id"], json!(answer));
}

/// The end of the model's words and the last of them are written down at the same time; neither
/// may wait for the other.
#[tokio::test]
async fn an_answer_ends_also_when_its_last_words_wait_for_the_database() {
    let place = Place::new(&Firm::plain());
    let mut steps = vec![
        Step::Send(words("De huurder ")),
        Step::Pause(Duration::from_millis(10)),
        Step::Send(words("zwijgt.")),
        Step::Pause(Duration::from_millis(80)),
    ];
    steps.extend(Script::answer(&[]).steps);
    let model = Scripted::start(Script::stream(steps)).await.expect("a port");
    place.model(&model.base_url());
    let server = place.demo().ready(&place).await;
    let eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    let (dossier, inside) = (eva.dossier().await, Inside::open(&place).await);
    for _ in 0..3 {
        let answer = asked(&eva, &dossier).await;
        let events = eva.ask(Method::GET, &format!("/api/v1/answers/{answer}/events")).send().await;
        let (mut events, mut heard) = (events.expect("a stream").bytes_stream(), String::new());
        let mut held = false;
        while let Some(piece) = timeout(PATIENCE, events.next()).await.expect("in time") {
            heard.push_str(&String::from_utf8_lossy(&piece.expect("bytes")));
            if !held && heard.contains("De huurder") {
                let writer = inside.hold_the_writer().await;
                tokio::time::sleep(Duration::from_millis(300)).await;
                drop(writer);
                held = true;
            }
        }
        assert!(heard.contains("zwijgt.") && heard.contains("model_nonsense"), "{heard}");
    }
}

#[tokio::test]
async fn p077_of_a_dossier_without_ai_a_model_hears_nothing() {
    let place = Place::new(&Firm::plain());
    let model = Scripted::start(Script::answer(&["De huur. [[1|de huurpenningen over maart niet betaald]]"]));
    let model = model.await.expect("a port");
    place.model(&model.base_url());
    let server = place.demo().ready(&place).await;
    let eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    let mira = server.browser().signed(place.sign_in().person(MEMBER)).await;
    let dossier = eva.dossier().await;
    let path = format!("/api/v1/dossiers/{dossier}");
    let choose = async |who: &Browser, ai: &str| {
        let found = who.get(&path).await;
        let tag = found.headers.get("etag").cloned().expect("a tag");
        send(who.ask(Method::PATCH, &path).header("if-match", tag).json(&json!({"ai": ai}))).await
    };
    // whoever works in it may stop it; to let it again is for who is responsible
    assert_eq!(choose(&mira, "forbidden").await.expect(200)["ai"], "forbidden");
    choose(&mira, "allowed").await.expect(403);
    let answer = eva.answer(&dossier, QUESTION).await;
    let told = json!([answer["state"], answer["trouble"], answer["mode"]]);
    assert_eq!(told, json!(["done", null, "verbatim"]), "{answer}");
    assert_eq!(answer["citations"][0]["state"], "verified");
    assert_eq!(model.received().len(), 0);
    assert_eq!(choose(&eva, "allowed").await.expect(200)["ai"], "allowed");
    assert_eq!(eva.answer(&dossier, QUESTION).await["mode"], "model");
    assert_eq!(model.received().len(), 1);
}
