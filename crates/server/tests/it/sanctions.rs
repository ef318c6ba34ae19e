//! Lists of sanctions: imported by a command while the server runs, a dossier held against them, and
//! the same at the command line. Nobody on the lists exists.

use std::fs;

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    browser::{Browser, Reply, id, send},
    firm::{Firm, READER, RESPONSIBLE},
    law::{run, text},
    rights::user,
    server::Place,
};

/// A name that is on the list of [`import`].
pub const LISTED: &str = "Zoltar Quimbrave";

fn list(day: &str, more: &str) -> String {
    format!(
        r#"<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="{day}T10:00:00+01:00"><sanctionEntity
        euReferenceNumber="EU.9001.11" logicalId="900001"><regulation numberTitle="2024/9001" programme="FIC"/><subjectType
        code="person"/><nameAlias wholeName="{LISTED}" strong="true"/><birthdate birthdate="1961-05-07"/><citizenship
        countryDescription="FICTIELAND"/></sanctionEntity>{more}</export>"#
    )
}

/// Imports a small list into a place.
pub fn import(place: &Place, day: &str) {
    fs::write(place.of("lijst.xml"), list(day, "")).expect("a file");
    let imported = run(place, &["sanctions", "import", "lijst.xml", "--list", "eu", "--anyway"]);
    assert!(imported.status.success(), "{}", text(&imported.stderr));
}

fn wrong(reply: &Reply, status: u16) -> (String, String) {
    let error = &reply.expect(status)["errors"][0];
    let part = |name: &str| error[name].as_str().unwrap_or_default().to_owned();
    (part("pointer"), part("code"))
}

async fn decide(who: &Browser, screening: &Value, number: u32, body: &Value) -> Reply {
    let path = format!("/api/v1/screenings/{}/matches/{number}", id(screening));
    let tag = format!("\"{}\"", screening["revision"]);
    send(who.ask(Method::PUT, &path).header("if-match", tag).json(body)).await
}

#[test]
fn a_list_is_imported_looked_at_and_asked_at_the_command_line() {
    let place = Place::new(&Firm::plain());
    let out = |arguments: &[&str]| {
        let done = run(&place, arguments);
        (done.status.code(), text(&done.stdout), text(&done.stderr))
    };
    let (code, _, told) = out(&["sanctions", "screen", LISTED]);
    assert_eq!(code, Some(1));
    assert!(told.contains("er is geen lijst geïmporteerd"), "{told}");
    import(&place, "2024-01-15");
    let (_, told, _) = out(&["sanctions", "list"]);
    assert!(told.contains("eu  2024-01-15  1 vermeldingen") && told.contains("TWEE JAAR OF OUDER"), "{told}");
    assert!(told.contains("nl  niet geïmporteerd"), "{told}");
    let (code, told, _) = out(&["sanctions", "screen", "Quimbrave, Z.", "--english"]);
    assert_eq!(code, Some(0));
    for words in [
        LISTED,
        "part of the name",
        "a possible match is no match",
        "1961-05-07",
        "FICTIELAND",
        "TWO YEARS OR OLDER",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let (_, told, _) = out(&["sanctions", "screen", "Anna de Wit"]);
    assert!(told.contains("geen naam die lijkt op deze lijsten"), "{told}");
    // broken, and older: the list that was there stays
    let whole = list("2024-01-16", "");
    fs::write(place.of("kapot.xml"), &whole[..whole.len() - 5]).expect("a file");
    fs::write(place.of("ouder.xml"), list("2023-01-16", "")).expect("a file");
    for (file, words) in [
        ("kapot.xml", "het bestand is afgebroken; haal het opnieuw op (de lijst die er was blijft)"),
        ("ouder.xml", "deze lijst is van 2023-01-16, de aanwezige van 2024-01-15"),
    ] {
        let (code, _, told) = out(&["sanctions", "import", file, "--list", "eu"]);
        assert_eq!(code, Some(1));
        assert!(told.contains(words), "{told}");
        assert!(out(&["sanctions", "list"]).1.contains("eu  2024-01-15"));
    }
    let (code, _, told) = out(&["sanctions", "import", "lijst.xml", "--list", "nl", "--english"]);
    assert_eq!(code, Some(1));
    assert!(told.contains("save it as CSV"), "{told}");
}

#[tokio::test]
async fn a_dossier_is_screened_decided_and_to_do_again_with_a_newer_list() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let people = place.sign_in();
    let eva = server.browser().signed(people.person(RESPONSIBLE)).await;
    let dossier = eva.dossier().await;
    let path = format!("/api/v1/dossiers/{dossier}/sanctions");
    let before = eva.get(&path).await.expect(200);
    assert_eq!((&before["again"], &before["last"]), (&json!(["never"]), &Value::Null));
    assert!(
        before["lists"].as_array().is_some_and(|all| all.iter().all(|it| it["imported"].is_null())),
        "{before}"
    );
    assert_eq!(wrong(&eva.post(&path, &json!({"names": [LISTED]})).await, 409).1, "no_list");

    // imported beside the running server
    import(&place, "2024-01-15");
    assert_eq!(
        wrong(&eva.post(&path, &json!({"names": ["A", "12"]})).await, 422),
        ("/names/1".to_owned(), "no_name".to_owned())
    );
    let made = eva.post(&path, &json!({"names": [LISTED, "Anna de Wit"]})).await.expect(201);
    let last = &made["last"];
    assert_eq!((&last["state"], &last["undecided"], &made["again"]), (&json!("open"), &json!(1), &json!([])));
    assert_eq!(
        (&last["lists"][0]["date"], &last["lists"][0]["age"]),
        (&json!("2024-01-15"), &json!("stale"))
    );
    let names = last["names"].as_array().expect("names");
    let of = |name: &str| names.iter().find(|it| it["name"] == name).expect("the name");
    assert_eq!(of("Anna de Wit")["matches"], json!([]));
    let found = &of(LISTED)["matches"][0];
    assert_eq!(
        (&found["likeness"], &found["births"], &found["nationalities"]),
        (&json!("same"), &json!(["1961-05-07"]), &json!(["FICTIELAND"]))
    );
    let number = u32::try_from(found["number"].as_u64().expect("a number")).expect("a small one");

    let no_reason = decide(&eva, last, number, &json!({"outcome": "other_person"})).await;
    assert_eq!(wrong(&no_reason, 422), ("/reason".to_owned(), "required".to_owned()));
    let other = json!({"outcome": "other_person", "reason": "Geboren in 1990"});
    decide(&eva, last, number + 1, &other).await.expect(404);
    let decided = decide(&eva, last, number, &other).await.expect(200);
    assert_eq!((&decided["state"], &decided["undecided"]), (&json!("decided"), &json!(0)));
    decide(&eva, last, number, &other).await.expect(412);

    // who may read the dossier reads it and changes nothing
    let reader = server.browser().signed(people.person(READER)).await;
    reader.get(&path).await.expect(404);
    let member = format!("/api/v1/dossiers/{dossier}/members/{}", user(&eva, "Rik Lezer").await);
    send(eva.ask(Method::PUT, &member)).await.expect(200);
    assert_eq!(reader.get(&path).await.expect(200)["last"]["id"], last["id"]);
    reader.post(&path, &json!({"names": []})).await.expect(403);
    decide(&reader, &decided, number, &other).await.expect(403);

    import(&place, "2024-02-01");
    assert_eq!(eva.get(&path).await.expect(200)["again"], json!(["new_list"]));
    let again = eva.post(&path, &json!({"names": [LISTED]})).await.expect(201);
    assert_eq!((&again["again"], &again["last"]["undecided"]), (&json!([]), &json!(0)));
    let decision = again["last"]["names"].as_array().expect("names").iter().find(|it| it["name"] == LISTED);
    let decision = &decision.expect("the name")["matches"][0]["decision"];
    assert_eq!((&decision["carried"], &decision["reason"]), (&json!(true), &json!("Geboren in 1990")));
    assert_eq!(again["earlier"][0]["id"], last["id"]);
    assert_eq!(wrong(&decide(&eva, &decided, number, &other).await, 409).1, "screening_followed");
    let patched = eva.get(&format!("/api/v1/dossiers/{dossier}")).await.expect(200);
    let tag = format!("\"{}\"", patched["revision"]);
    let changed = eva.ask(Method::PATCH, &format!("/api/v1/dossiers/{dossier}")).header("if-match", tag);
    send(changed.json(&json!({"counterparties": ["Nieuwe Wederpartij B.V."]}))).await.expect(200);
    assert_eq!(eva.get(&path).await.expect(200)["again"], json!(["new_party"]));
    // what is sealed is sealed: no name in the clear
    server.stop().await;
    let rows = fs::read(place.of("data/legalmind.sqlite")).expect("the rows");
    assert!(!rows.windows(LISTED.len()).any(|it| it == LISTED.as_bytes()));
}
