//! Deadlines over HTTP: counted with the reasoning, confirmed by a lawyer, counted anew, shown for a
//! stand-in, and fetched as a calendar without a session.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    browser::{Browser, Reply, id, send},
    firm::{Firm, MEMBER, RESPONSIBLE, STAFF},
    inside::Inside,
    rights::user,
    server::Place,
};

async fn sent(browser: &Browser, method: Method, path: &str, object: &Value, body: &Value) -> Reply {
    let tag = format!("\"{}\"", object["revision"]);
    send(browser.ask(method, path).header("if-match", tag).json(body)).await
}

fn wrong(reply: &Reply) -> (String, String) {
    let error = &reply.expect(422)["errors"][0];
    let part = |name: &str| error[name].as_str().unwrap_or_default().to_owned();
    (part("pointer"), part("code"))
}

#[tokio::test]
async fn a_day_is_counted_with_its_reasons_and_what_cannot_be_counted_says_why() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    let compute = async |body: Value| eva.post("/api/v1/deadlines/compute", &body).await;

    let found = compute(json!({"key": "awb-bezwaar", "event_date": "2027-03-16"})).await.expect(200);
    assert_eq!((&found["counted"], &found["last"]), (&json!("2027-04-27"), &json!("2027-04-28")));
    let steps = found["steps"].as_array().expect("steps");
    assert!(
        steps.iter().any(|it| it["off"] == "kings_day"
            && it["text"].as_str().is_some_and(|text| text.contains("Koningsdag")))
    );
    let english = eva.ask(Method::POST, "/api/v1/deadlines/compute").header("accept-language", "en");
    let english =
        send(english.json(&json!({"key": "awb-bezwaar", "event_date": "2027-03-16"}))).await.expect(200);
    assert!(english.to_string().contains("King’s Day"));

    let hours =
        compute(json!({"key": "avg-datalek", "event_date": "2026-11-27", "event_time": "14:20:00"})).await;
    let hours = hours.expect(200);
    assert_eq!((&hours["last"], &hours["time"]), (&json!("2026-11-30"), &json!("15:00:00")));

    let term = |amount: u64, unit: &str| json!({"amount": amount, "unit": unit, "regime": "statutory"});
    for (body, pointer, code) in [
        (json!({"key": "awb-bezwaar"}), "/event_date", "required"),
        (json!({"event_date": "2027-03-16"}), "/term", "required"),
        (json!({"key": "onbekend", "event_date": "2027-03-16"}), "/key", "unknown"),
        (json!({"key": "avg-datalek", "event_date": "2027-03-16"}), "/event_time", "required"),
        (json!({"key": "awb-bezwaar", "event_date": "1970-03-16"}), "/event_date", "too_early"),
        (json!({"term": term(0, "days"), "event_date": "2027-03-16"}), "/term/amount", "required"),
        (json!({"term": term(4_000_000, "days"), "event_date": "2027-03-16"}), "/term/amount", "too_long"),
        (json!({"term": term(900, "years"), "event_date": "2027-03-16"}), "/term/amount", "out_of_reach"),
    ] {
        assert_eq!(wrong(&compute(body.clone()).await), (pointer.to_owned(), code.to_owned()), "{body}");
    }
    for body in [json!({"key": "awb-bezwaar", "event_date": "2027-02-30"}), json!({"term": 6})] {
        assert!(matches!(compute(body.clone()).await.status, 400 | 422), "{body}");
    }
    let days = eva.get("/api/v1/deadlines/holidays?year=2027").await.expect(200);
    assert!(days["items"].as_array().is_some_and(|all| all.len() == 10) && days["decrees_known"] == true);
    assert_eq!(wrong(&eva.get("/api/v1/deadlines/holidays?year=1900").await).0, "/year");
    assert!(
        eva.get("/api/v1/deadlines/terms").await.expect(200)["items"]
            .as_array()
            .is_some_and(|it| it.len() >= 30)
    );
}

#[tokio::test]
async fn a_deadline_is_a_proposal_until_a_lawyer_confirms_it_and_again_when_it_is_counted_anew() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let known = place.sign_in();
    let eva = server.browser().signed(known.person(RESPONSIBLE)).await;
    let sam = server.browser().signed(known.person(STAFF)).await;
    let dossier = eva.dossier().await;
    let list = format!("/api/v1/dossiers/{dossier}/deadlines");
    let membership = format!("/api/v1/dossiers/{dossier}/members/{}", user(&eva, "Sam Staf").await);
    send(eva.ask(Method::PUT, &membership)).await.expect(200);

    let chain = json!([{"amount": 2, "unit": "days", "title": "Gronden gereed"}]);
    let new = json!({"key": "awb-bezwaar", "event_date": "2027-03-16", "chain": chain});
    let added = sam.post(&list, &new).await.expect(201);
    assert_eq!((&added["state"], &added["title"]), (&json!("proposed"), &json!("Bezwaar")));
    assert_eq!(added["responsible"]["name"], "Eva Brinkman");
    let all = eva.get(&list).await.expect(200);
    let step =
        all["items"].as_array().and_then(|it| it.iter().find(|it| it["parent"] == added["id"])).cloned();
    let step = step.expect("the step");
    assert_eq!(step["reckoning"]["last"], "2027-04-26");

    let path = format!("/api/v1/deadlines/{}", id(&added));
    sent(&sam, Method::POST, &format!("{path}/confirm"), &added, &json!({})).await.expect(403);
    let confirmed =
        sent(&eva, Method::POST, &format!("{path}/confirm"), &added, &json!({})).await.expect(200);
    assert_eq!(confirmed["state"], "confirmed");
    sent(&eva, Method::POST, &format!("{path}/confirm"), &confirmed, &json!({})).await.expect(409);
    sent(&eva, Method::PATCH, &path, &added, &json!({"note": "x"})).await.expect(412);

    let count = json!({"count": {"key": "awb-bezwaar", "event_date": "2027-03-20"}});
    let anew = sent(&sam, Method::PATCH, &path, &confirmed, &count).await.expect(200);
    assert_eq!((&anew["state"], &anew["reckoning"]["last"]), (&json!("proposed"), &json!("2027-05-03")));
    let acts: Vec<_> =
        anew["history"].as_array().expect("lines").iter().map(|it| it["act"].clone()).collect();
    assert_eq!(acts, ["added", "confirmed", "recomputed"]);
    let moved = eva.get(&format!("/api/v1/deadlines/{}", id(&step))).await.expect(200);
    assert_eq!(moved["reckoning"]["last"], "2027-04-30");
    let of_step = json!({"count": {"key": "awb-bezwaar", "event_date": "2027-03-20"}});
    let reply =
        sent(&eva, Method::PATCH, &format!("/api/v1/deadlines/{}", id(&step)), &moved, &of_step).await;
    assert_eq!(wrong(&reply), ("/term".to_owned(), "of_chain".to_owned()));

    let met = sent(&eva, Method::POST, &format!("{path}/settle"), &anew, &json!({"state": "met"}))
        .await
        .expect(200);
    assert_eq!(met["state"], "met");
    let lapsed = eva.get(&format!("/api/v1/deadlines/{}", id(&step))).await.expect(200);
    assert_eq!(lapsed["state"], "lapsed");
    sent(&eva, Method::PATCH, &path, &met, &json!({"note": "x"})).await.expect(409);
    sent(&eva, Method::DELETE, &path, &met, &json!({})).await.expect(204);
    assert_eq!(eva.get(&list).await.expect(200)["items"], json!([]));
    let gone = eva.get(&path).await;
    gone.expect(404);
    let entries = Inside::open(&place).await.entries(&gone).await;
    assert_eq!(entries, ["deadline.read refused"], "what is not there leaves what a hidden one leaves");

    for (body, pointer, code) in [
        (
            json!({"term": {"amount": 1, "unit": "weeks", "regime": "agreed"}, "event_date": "2027-03-16"}),
            "/title",
            "required",
        ),
        (
            json!({"key": "awb-bezwaar", "event_date": "2027-03-16", "title": "x".repeat(301)}),
            "/title",
            "too_long",
        ),
        (
            json!({"key": "awb-bezwaar", "event_date": "2027-03-16", "responsible": user(&eva, "Rik Lezer").await}),
            "/responsible",
            "no_member",
        ),
        (
            json!({"key": "awb-bezwaar", "event_date": "2027-03-16", "chain": [{"amount": 0, "unit": "days", "title": "x"}]}),
            "/chain/0/amount",
            "required",
        ),
        (
            json!({"key": "awb-bezwaar", "event_date": "2027-03-16", "chain": [{"amount": 1, "unit": "days", "title": " "}]}),
            "/chain/0/title",
            "required",
        ),
    ] {
        assert_eq!(wrong(&eva.post(&list, &body).await), (pointer.to_owned(), code.to_owned()), "{body}");
    }
    assert_eq!(eva.get(&list).await.expect(200)["items"], json!([]), "nothing of a refused one is kept");
}

#[tokio::test]
async fn a_stand_in_sees_what_is_due_and_a_calendar_is_read_without_a_session() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let known = place.sign_in();
    let eva = server.browser().signed(known.person(RESPONSIBLE)).await;
    let mira = server.browser().signed(known.person(MEMBER)).await;
    let nobody = server.browser();
    let dossier = eva.dossier().await;
    let today =
        legalmind_seal::world::system().now().in_tz("Europe/Amsterdam").expect("the zone").date().to_string();
    let term = json!({"amount": 3, "unit": "days", "regime": "agreed"});
    let new = json!({"term": term, "event_date": today, "title": "Geheime zaak, stap 1; \\ slot"});
    let added = eva.post(&format!("/api/v1/dossiers/{dossier}/deadlines"), &new).await.expect(201);

    let due = async |who: &Browser, days: u16| {
        who.get(&format!("/api/v1/deadlines?days={days}")).await.expect(200)["items"].clone()
    };
    assert_eq!(due(&eva, 14).await[0]["id"], added["id"]);
    assert_eq!(due(&eva, 1).await, json!([]));
    assert_eq!(due(&mira, 14).await, json!([]));
    let standin = user(&eva, "Mira Lidt").await;
    let away = json!({"first": today, "last": today, "standin": standin});
    let absence = eva.post("/api/v1/absences", &away).await.expect(201);
    let shown = due(&mira, 14).await;
    assert_eq!((&shown[0]["id"], &shown[0]["standin"]["name"]), (&added["id"], &json!("Mira Lidt")));
    send(eva.ask(Method::DELETE, &format!("/api/v1/absences/{}", id(&absence)))).await.expect(204);
    assert_eq!(due(&mira, 14).await, json!([]));
    for (body, code) in [
        (json!({"first": today, "last": "2020-01-01", "standin": standin}), "before_first"),
        (json!({"first": "2019-01-01", "last": "2020-01-01", "standin": standin}), "past"),
        (json!({"first": today, "last": today, "standin": user(&eva, "Eva Brinkman").await}), "oneself"),
    ] {
        assert_eq!(wrong(&eva.post("/api/v1/absences", &body).await).1, code);
    }

    let make = async |who: &Browser, body: Value| who.post("/api/v1/calendars", &body).await.expect(201);
    let fetch = async |made: &Value| nobody.get(made["path"].as_str().expect("a path")).await;
    let (bare, full) =
        (make(&eva, json!({})).await, make(&mira, json!({"dossier": dossier, "names": true})).await);
    let reply = fetch(&bare).await;
    assert_eq!((reply.status, reply.header("content-type")), (200, Some("text/calendar; charset=utf-8")));
    let text = String::from_utf8(reply.bytes).expect("text");
    assert!(text.contains("SUMMARY:Termijn 2026-1\r\n") && text.contains("STATUS:TENTATIVE\r\n"), "{text}");
    assert!(
        !text.contains("Geheime") && !text.contains("Jansen"),
        "no content leaves unless its owner chose so"
    );
    let reply = fetch(&full).await;
    let text = String::from_utf8(reply.bytes).expect("text").replace("\r\n ", "");
    assert!(text.contains("SUMMARY:Geheime zaak\\, stap 1\\; \\\\ slot (Jansen / De Boer)\r\n"), "{text}");
    assert!(
        !eva.get("/api/v1/calendars").await.expect(200).to_string().contains("termijnen.ics"),
        "shown once"
    );

    // the rights are those of the moment
    let membership = format!("/api/v1/dossiers/{dossier}/members/{standin}");
    send(eva.ask(Method::DELETE, &membership)).await;
    assert_eq!(fetch(&full).await.status, 404);
    send(mira.ask(Method::DELETE, &format!("/api/v1/calendars/{}", id(&bare)))).await.expect(404);
    send(eva.ask(Method::DELETE, &format!("/api/v1/calendars/{}", id(&bare)))).await.expect(204);
    assert_eq!(fetch(&bare).await.status, 404);
    for token in ["x".to_owned(), "A".repeat(43), "%00".repeat(43)] {
        assert_eq!(
            nobody.get(&format!("/api/v1/calendar/{token}/termijnen.ics")).await.status,
            404,
            "{token}"
        );
    }
}
