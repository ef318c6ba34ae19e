//! Roles and what the firm asks of whoever has one, over HTTP: every way to a dossier is closed to whom
//! lacks a training, and opens again with it.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    browser::{Browser, id, send},
    firm::{ADMINISTRATOR, Firm, MEMBER, READER, RESPONSIBLE},
    rights::{Objects, described, request, user},
    sanctions,
    server::Place,
};

/// What stays open: oneself, the administration, the registers, the library and the law with its terms.
const OPEN: &[&str] = &[
    "absences",
    "account",
    "accountability",
    "calendars",
    "clauses",
    "deadlines/holidays",
    "deadlines/terms",
    "law",
    "people",
    "playbooks",
    "registers",
    "register-rows",
    "requirements",
    "session",
    "templates",
    "trainings",
    "training-attempts",
    "walls",
];

async fn in_force(noor: &Browser, mira: &Browser, register: &str, values: Value) {
    let path = format!("/api/v1/registers/{register}/rows");
    let row = noor.post(&path, &json!({"values": values})).await.expect(201);
    let path = format!("/api/v1/register-rows/{}/state", id(&row));
    let tag = format!("\"{}\"", row["revision"]);
    let turned = mira.ask(Method::POST, &path).header("if-match", tag).json(&json!({"state": "in_force"}));
    send(turned).await.expect(200);
}

#[tokio::test]
async fn p067_without_a_valid_training_every_way_to_a_dossier_is_closed() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let known = place.sign_in();
    let noor = server.browser().signed(known.person(ADMINISTRATOR)).await;
    let eva = server.browser().signed(known.person(RESPONSIBLE)).await;
    let mira = server.browser().signed(known.person(MEMBER)).await;
    sanctions::import(&place, "2026-01-15");
    let (it, who) = (Objects::make(&eva).await, user(&noor, "Eva Brinkman").await);
    let reads: Vec<String> = described().into_iter().filter(|it| it.starts_with("GET ")).collect();
    let mut before = Vec::new();
    for operation in &reads {
        before.push(send(request(&eva, operation, &it)).await.status);
    }
    let asked = json!({"asks": ["training"]});
    let told = send(noor.ask(Method::PUT, "/api/v1/requirements/lawyer").json(&asked)).await.expect(200);
    let people = told["people"].as_array().expect("people");
    let eva_stands = people.iter().find(|one| one["id"] == who.as_str()).expect("of the firm");
    assert_eq!(eva_stands["shut_out"], true, "{told}");
    assert_eq!(eva_stands["lacks"], json!([{"role": "lawyer", "lacks": ["training"]}]));
    assert_eq!(eva_stands["mends"], json!([{"what": "training", "register": "opleiding", "row": null}]));
    let (mut closed, mut wrong) = (0, Vec::new());
    for (operation, before) in reads.iter().zip(before) {
        let reply = send(request(&eva, operation, &it)).await;
        let text = String::from_utf8_lossy(&reply.bytes);
        let refused = reply.status == 403 && text.contains("/problems/training-required");
        let open = OPEN.iter().any(|it| operation.starts_with(&format!("GET /api/v1/{it}")));
        if (open && reply.status != before) || (!open && before == 200 && !refused) {
            wrong.push(format!("{operation}: {before}, then {}", reply.status));
        }
        closed += usize::from(refused);
    }
    assert!(wrong.is_empty() && closed > 30, "{closed}: {}", wrong.join("\n"));
    for path in ["/api/v1/dossiers", "/api/v1/search?q=huurder", "/api/v1/jobs", "/api/v1/deadlines"] {
        assert_eq!(eva.get(path).await.expect(403)["type"], "/problems/training-required", "{path}");
    }
    let nothing = eva.get("/api/v1/dossiers/01950000-0000-7000-8000-00000000000f").await;
    assert_eq!(
        nothing.expect(403)["type"],
        "/problems/training-required",
        "it tells nothing of what is there"
    );
    // it is recorded by whoever keeps the registers, and then all is open again
    let officer = format!("/api/v1/registers/officers/{}", user(&noor, "Mira Lidt").await);
    send(noor.ask(Method::PUT, &officer)).await.expect(204);
    let training = json!({"titel": "Veilig werken", "medewerker": who, "onderwerp": "privacy",
        "gevolgd": "2026-01-01", "resultaat": true, "geldig_tot": "2099-12-31"});
    in_force(&noor, &mira, "opleiding", training).await;
    eva.get(&format!("/api/v1/dossiers/{}", it.dossier)).await.expect(200);
    mira.get("/api/v1/dossiers").await.expect(403);
}

#[tokio::test]
async fn p072_p074_a_role_is_given_once_what_the_firm_asks_is_recorded() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let known = place.sign_in();
    let noor = server.browser().signed(known.person(ADMINISTRATOR)).await;
    let mira = server.browser().signed(known.person(MEMBER)).await;
    let rik = user(&noor, "Rik Lezer").await;
    let officer = format!("/api/v1/registers/officers/{}", user(&noor, "Mira Lidt").await);
    send(noor.ask(Method::PUT, &officer)).await.expect(204);
    let ask = |role: &str, asks: Value| {
        send(noor.ask(Method::PUT, &format!("/api/v1/requirements/{role}")).json(&json!({"asks": asks})))
    };
    ask("staff", json!(["confidentiality", "background_check"])).await.expect(200);
    assert_eq!(
        ask("read_only", json!(["confidentiality"])).await.expect(422)["errors"][0]["code"],
        "begins_as_reader"
    );
    assert_eq!(ask("staff", json!(["walvis"])).await.expect(422)["errors"][0]["pointer"], "/asks/0");
    ask("walvis", json!([])).await.expect(404);
    let path = format!("/api/v1/people/{rik}/role");
    let give = async |language: &str| {
        let asked = noor.ask(Method::PUT, &path).header("accept-language", language);
        send(asked.json(&json!({"role": "staff"}))).await
    };
    let refused = give("nl").await.expect(422)["errors"].clone();
    let codes = refused.as_array().expect("errors").iter().map(|it| &it["code"]).collect::<Vec<_>>();
    assert_eq!(codes, ["lacks_confidentiality", "lacks_background_check"]);
    assert!(
        refused[0]["pointer"] == "/role"
            && refused[0]["detail"].as_str().is_some_and(|it| it.contains("Geheimhoudingsverklaringen")),
        "{refused}"
    );
    assert!(
        give("en").await.expect(422)["errors"][1]["detail"]
            .as_str()
            .is_some_and(|it| it.contains("Background checks"))
    );
    let signed = json!({"naam": "Rik Lezer", "medewerker": rik, "rol": "medewerker", "getekend": "2026-01-01", "vindplaats": "kluis"});
    in_force(&noor, &mira, "geheimhouding", signed).await;
    assert_eq!(give("nl").await.expect(422)["errors"][0]["code"], "lacks_background_check");
    let checked = json!({"naam": "Rik Lezer", "medewerker": rik, "soort": "vog", "datum": "2026-01-01", "uitkomst": true});
    in_force(&noor, &mira, "screening", checked).await;
    give("nl").await.expect(204);
    let reader = server.browser().signed(known.person(READER)).await;
    assert_eq!(reader.get("/api/v1/session").await.expect(200)["user"]["role"], "staff");
}

#[tokio::test]
async fn p072_p074_somebody_new_begins_as_a_reader_where_the_firm_asks_something_of_the_role() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let noor = server.browser().signed(place.sign_in().person(ADMINISTRATOR)).await;
    let asked = json!({"asks": ["background_check"]});
    send(noor.ask(Method::PUT, "/api/v1/requirements/staff").json(&asked)).await.expect(200);
    let add = async |name: &str, email: &str, role: &str| {
        let new = json!({"name": name, "email": email, "role": role, "language": "nl"});
        noor.post("/api/v1/people", &new).await
    };
    for (name, email, role, at, code) in [
        (" ", "bo@voorbeeld.example", "read_only", "/name", "invalid"),
        ("Bo Nieuw", "bo", "read_only", "/email", "invalid"),
        ("Bo Nieuw", "bo@voorbeeld.example", "walvis", "/role", "unknown"),
        ("Bo Nieuw", "bo@voorbeeld.example", "staff", "/role", "lacks_background_check"),
        ("Bo Nieuw", "Rik@Proefkantoor.example", "read_only", "/email", "in_use"),
    ] {
        let refused = add(name, email, role).await.expect(422)["errors"].clone();
        assert_eq!((&refused[0]["pointer"], &refused[0]["code"]), (&json!(at), &json!(code)), "{refused}");
    }
    let added = add("Bo Nieuw", "bo@voorbeeld.example", "read_only").await.expect(201);
    let told = noor.get("/api/v1/requirements").await.expect(200);
    let bo = told["people"].as_array().expect("people").iter().find(|it| it["id"] == added["id"]);
    assert_eq!(bo.expect("there")["lacks"], json!([{"role": "staff", "lacks": ["background_check"]}]));
    let password = added["password"].as_str().expect("a password");
    let signed = json!({"email": "bo@voorbeeld.example", "password": password});
    let session = server.browser().post("/api/v1/session", &signed).await.expect(200);
    assert_eq!(session["state"], "enrolment");
}
