//! Tests that people take, over HTTP: who is refused for want of a training takes one, and dossiers open.

use legalmind_compliance::training::find;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    browser::{Browser, id, send},
    firm::{ADMINISTRATOR, Firm, RESPONSIBLE, STAFF},
    server::Place,
};

const AT: &str = "/api/v1/trainings";

/// For each question of an attempt the places of its options that are right.
pub fn right_answers(attempt: &Value) -> Vec<Vec<usize>> {
    let test = find(attempt["training"].as_str().expect("a test")).expect("a test of the product");
    let of = |shown: &Value| {
        let known = test.questions.iter().find(|it| shown["text"] == it.ask.nl.as_str()).expect("in Dutch");
        let options = shown["options"].as_array().expect("options").iter().enumerate();
        let right = options.filter(|(_, it)| known.right.iter().any(|words| it["text"] == words.nl.as_str()));
        right.map(|(place, _)| place).collect()
    };
    attempt["questions"].as_array().expect("questions").iter().map(of).collect()
}

async fn begin(who: &Browser, test: &str) -> Value {
    send(who.ask(Method::POST, &format!("{AT}/{test}/attempts"))).await.expect(200)
}

fn codes(problem: &Value) -> Vec<(String, String)> {
    let text = |it: &Value| it.as_str().expect("text").to_owned();
    let all = problem["errors"].as_array().expect("errors").iter();
    all.map(|it| (text(&it["pointer"]), text(&it["code"]))).collect()
}

#[tokio::test]
async fn p067_who_lacks_a_training_takes_the_test_and_dossiers_open_at_once() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let known = place.sign_in();
    let noor = server.browser().signed(known.person(ADMINISTRATOR)).await;
    let eva = server.browser().signed(known.person(RESPONSIBLE)).await;
    let asked = json!({"asks": ["training", "ai_literacy"]});
    send(noor.ask(Method::PUT, "/api/v1/requirements/lawyer").json(&asked)).await.expect(200);
    let refused = eva.get("/api/v1/dossiers").await.expect(403);
    assert_eq!(refused["type"], "/problems/training-required");
    assert!(refused["detail"].as_str().is_some_and(|it| it.contains("/training")), "{refused}");

    let tests = eva.get(AT).await.expect(200);
    let of = |it: &Value, key: &str| {
        let all = it["items"].as_array().expect("tests").clone();
        all.into_iter().find(|it| it["key"] == key).expect("the test")
    };
    let before = of(&tests, "privacy");
    assert_eq!(
        (&before["opens_dossiers"], &before["until"], &before["asks"], &before["pass"]),
        (&json!(true), &Value::Null, &json!(10), &json!(8))
    );
    assert_eq!(of(&tests, "wwft")["opens_dossiers"], json!(false));

    // what is right does not leave before the answers were handed in
    let begun = begin(&eva, "privacy").await;
    assert_eq!(begin(&eva, "privacy").await, begun, "the one that is open");
    let path = format!("/api/v1/training-attempts/{}", id(&begun));
    assert_eq!(eva.get(&path).await.expect(200), begun);
    assert_eq!((&begun["state"], &begun["right"]), (&json!("open"), &Value::Null));
    for question in begun["questions"].as_array().expect("questions") {
        assert_eq!(
            (&question["right"], &question["why"], &question["source"]),
            (&Value::Null, &Value::Null, &Value::Null)
        );
        let options = question["options"].as_array().expect("options");
        assert!(options.iter().all(|it| it["right"].is_null() && it["chosen"] == false), "{question}");
    }
    let english = eva.ask(Method::GET, &path).header("accept-language", "en");
    let english = send(english).await.expect(200);
    assert_ne!(english["questions"][0]["text"], begun["questions"][0]["text"]);

    let answers = right_answers(&begun);
    let sent = async |who: &Browser, body: &Value| who.post(&format!("{path}/answers"), body).await;
    let mut bad = json!({"answers": answers});
    bad["answers"][1] = json!([]);
    bad["answers"][3] = json!([0, 17]);
    let told = sent(&eva, &bad).await.expect(422);
    let pair = |at: &str, code: &str| (at.to_owned(), code.to_owned());
    assert_eq!(codes(&told), [pair("/answers/1", "required"), pair("/answers/3/1", "unknown")]);
    for nonsense in
        [json!({}), json!({"answers": 7}), json!({"answers": [[-1]]}), json!({"answers": [], "score": 10})]
    {
        let status = sent(&eva, &nonsense).await.status;
        assert!(matches!(status, 400 | 422), "{nonsense}: {status}");
    }
    let sam = server.browser().signed(known.person(STAFF)).await;
    sent(&sam, &json!({"answers": answers})).await.expect(404);
    sam.get(&path).await.expect(404);
    eva.get("/api/v1/dossiers").await.expect(403);

    let passed = sent(&eva, &json!({"answers": answers})).await.expect(200);
    assert_eq!((&passed["state"], &passed["right"]), (&json!("passed"), &json!(10)));
    assert!(passed["questions"][0]["why"].as_str().is_some_and(|it| it.len() > 20), "{passed}");
    assert_eq!(
        codes(&sent(&eva, &json!({"answers": answers})).await.expect(409)),
        [pair("", "training_handed_in")]
    );
    eva.get("/api/v1/dossiers").await.expect(403);
    let ai = begin(&eva, "ai").await;
    let body = json!({"answers": right_answers(&ai)});
    eva.post(&format!("/api/v1/training-attempts/{}/answers", id(&ai)), &body).await.expect(200);
    eva.get("/api/v1/dossiers").await.expect(200);
    let rows = noor.get("/api/v1/registers/opleiding/rows").await.expect(200);
    let rows = rows["items"].as_array().expect("rows");
    assert!(rows.len() == 2 && rows.iter().all(|it| it["state"] == "in_force"), "{rows:?}");
    assert!(rows[0]["values"]["bewijs"]["value"].as_str().is_some_and(|it| it.contains("10 van 10 goed")));
}

#[tokio::test]
async fn p067_who_did_not_pass_reads_why_and_waits() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    let begun = begin(&eva, "wwft").await;
    // the first option that is not right, of each
    let wrong: Vec<Vec<usize>> = right_answers(&begun)
        .iter()
        .map(|it| vec![(0..).find(|at| !it.contains(at)).expect("one")])
        .collect();
    let path = format!("/api/v1/training-attempts/{}/answers", id(&begun));
    let failed = eva.post(&path, &json!({"answers": wrong})).await.expect(200);
    assert_eq!((&failed["state"], &failed["right"]), (&json!("failed"), &json!(0)));
    let told = failed["questions"].as_array().expect("questions").iter().all(|it| {
        it["right"] == false
            && it["why"].is_string()
            && it["source"].as_str().is_some_and(|it| it.contains("Wwft"))
    });
    assert!(told, "{failed}");
    let refused = send(eva.ask(Method::POST, &format!("{AT}/wwft/attempts"))).await.expect(409);
    assert_eq!(codes(&refused), [(String::new(), "training_pause".to_owned())]);
    let all = eva.get(AT).await.expect(200);
    let own =
        all["items"].as_array().expect("tests").iter().find(|it| it["key"] == "wwft").expect("it").clone();
    assert_eq!((&own["last"]["attempt"], &failed["asks"]), (&begun["id"], &json!(10)));
    assert!(own["again_at"].is_string() && own["last"]["passed"] == false && own["until"].is_null(), "{own}");
    send(eva.ask(Method::POST, &format!("{AT}/walvis/attempts"))).await.expect(404);
}
