//! A conflict check through the API: nothing of a hidden dossier is in the bytes of any answer.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    browser::{Browser, Reply, id, send},
    firm::{ADMINISTRATOR, Firm, RESPONSIBLE, STRANGER},
    rights::user,
    server::Place,
};

const NAMES: [(&str, &str); 2] = [("Zonnehof BV", "counterparty"), ("Karel Appelboom", "client")];

async fn screen(browser: &Browser) -> Reply {
    let names: Vec<Value> = NAMES.iter().map(|(name, role)| json!({"name": name, "role": role})).collect();
    browser.post("/api/v1/conflicts/intakes", &json!({"names": names})).await
}

/// What is asked of, and none of the hidden dossier: not its name, number, id or party as written there.
fn told(reply: &Reply, hidden: &[&str]) -> Value {
    let bytes = String::from_utf8_lossy(&reply.bytes);
    for secret in hidden {
        assert!(!bytes.contains(secret), "{secret} in {bytes}");
    }
    reply.json()
}

#[tokio::test]
async fn a_hidden_dossier_is_one_line_and_a_check_lapses() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let people = place.sign_in();
    let eva = server.browser().signed(people.person(RESPONSIBLE)).await;
    let stijn = server.browser().signed(people.person(STRANGER)).await;
    let noor = server.browser().signed(people.person(ADMINISTRATOR)).await;
    let secret = json!({"name": "Geheime overname", "number": "Q-77", "client": "Zonnehof N.V."});
    let secret = id(&eva.post("/api/v1/dossiers", &secret).await.expect(201));
    let hidden = ["Geheime overname", "Q-77", "Zonnehof N.V.", secret.as_str()];

    let own = screen(&eva).await.expect(201)["found"].clone();
    assert_eq!((&own["hits"][0]["dossier"], &own["hits"][0]["likeness"]), (&json!(secret), &json!("part")));
    let found = told(&screen(&stijn).await, &hidden)["found"].clone();
    assert_eq!((&found["hits"], &found["hidden"]), (&json!([]), &json!({"ask": ["Eva Brinkman"]})));
    let stranger = user(&noor, "Stijn Buitenstaander").await;
    let wall = json!({"dossier_number": "Q-77", "person": stranger, "reason": "Familie"});
    noor.post("/api/v1/walls", &wall).await.expect(201);
    let screened = told(&screen(&stijn).await, &hidden);
    let found = &screened["found"];
    assert_eq!((&found["hits"], &found["hidden"]), (&json!([]), &json!({"ask": ["Noor Beheer"]})));
    // those that were kept are in the list of whoever does intake, as far as each may see what was found
    let listed = told(&stijn.get("/api/v1/conflicts/intakes").await, &hidden)["items"].clone();
    assert_eq!(listed.as_array().map(Vec::len), Some(3));
    assert_eq!((&listed[0]["id"], &listed[2]["created_by"]), (&screened["id"], &json!("Eva Brinkman")));
    assert_eq!(&listed[2]["found"]["hits"], &json!([]), "what she found is not his to see");

    let new = json!({"name": "Nieuwe zaak", "client": "Karel Appelboom", "counterparties": ["Zonnehof BV"]});
    let made = stijn.post("/api/v1/dossiers", &new).await.expect(201);
    assert_eq!(made["conflict"], "open");
    let path = format!("/api/v1/dossiers/{}", id(&made));
    let reply = stijn.post(&format!("{path}/conflicts"), &json!({})).await;
    let check = told(&reply, &hidden);
    assert_eq!((reply.status, &check["found"]["hidden"]["ask"]), (201, &json!(["Noor Beheer"])));
    let conclude = |revision: &str, body: Value| {
        let path = format!("/api/v1/conflicts/{}/conclusion", id(&check));
        send(stijn.ask(Method::PUT, &path).header("if-match", revision).json(&body))
    };
    let unreasoned = conclude("\"1\"", json!({"conclusion": "clear", "reason": " "})).await.expect(422);
    assert_eq!(unreasoned["errors"][0]["pointer"], "/reason");
    let done = conclude("\"1\"", json!({"conclusion": "accepted", "reason": "Muur opgericht."})).await;
    assert_eq!(told(&done, &hidden)["concluded_by"], "Stijn Buitenstaander");
    conclude("\"1\"", json!({"conclusion": "clear", "reason": "x"})).await.expect(412);
    assert_eq!(stijn.get(&path).await.expect(200)["conflict"], "accepted");

    // another name of the dossier changes nothing, another party does
    let patch = async |revision: &str, body: Value| {
        send(stijn.ask(Method::PATCH, &path).header("if-match", revision).json(&body)).await.expect(200)
    };
    assert_eq!(patch("\"1\"", json!({"name": "Zaak"})).await["conflict"], "accepted");
    let parties = json!({"counterparties": ["Zonnehof BV", "Maanhof BV"]});
    assert_eq!(patch("\"2\"", parties).await["conflict"], "open");
    let listed = told(&stijn.get(&format!("{path}/conflicts")).await, &hidden);
    assert_eq!(
        (&listed["items"][0]["lapsed"], &listed["items"][0]["state"]),
        (&json!(true), &json!("accepted"))
    );
    conclude("\"3\"", json!({"conclusion": "clear", "reason": "x"})).await.expect(409);

    // a screening goes with the dossier that is made from it, once
    let path = format!("/api/v1/conflicts/intakes/{}/conclusion", id(&screened));
    let clear = json!({"conclusion": "accepted", "reason": "Muur opgericht."});
    let done = send(stijn.ask(Method::PUT, &path).header("if-match", "\"1\"").json(&clear)).await;
    assert_eq!(told(&done, &hidden)["concluded_by"], "Stijn Buitenstaander");
    let new = json!({"name": "Derde zaak", "client": "Karel Appelboom"});
    let made = id(&stijn.post("/api/v1/dossiers", &new).await.expect(201));
    let attach =
        json!({"intake": screened["id"], "further": [{"name": "Zonnehof BV", "role": "counterparty"}]});
    let at = format!("/api/v1/dossiers/{made}/conflicts");
    told(&stijn.post(&at, &attach).await, &hidden);
    let checks = told(&stijn.get(&at).await, &hidden)["items"].clone();
    assert!(checks.as_array().expect("checks").iter().any(|it| it["id"] == screened["id"]), "{checks}");
    assert_eq!(
        stijn.get("/api/v1/conflicts/intakes").await.expect(200)["items"].as_array().map(Vec::len),
        Some(2)
    );
    assert_eq!(stijn.post(&at, &attach).await.expect(422)["errors"][0]["pointer"], "/intake");
}
