//! The duties of a firm: conflict checks, deadlines, registers, tests that are taken, and how it stands.

use reqwest::Method;
use serde_json::json;

use super::Seen;
use crate::{
    browser::{Browser, id, send},
    rights::{Objects, user},
    trainings::right_answers,
};

/// Names and parties held against all dossiers.
pub(super) async fn conflict(seen: &mut Seen, eva: &Browser, it: &Objects) {
    let names = json!({"names": [{"name": "Zonnehof N.V.", "role": "client"}]});
    let screened = eva.post("/api/v1/conflicts/intakes", &names).await;
    seen.entry("POST /api/v1/conflicts/intakes", &screened, "conflict.screen").await;
    let path = format!("/api/v1/conflicts/intakes/{}/conclusion", id(&screened.json()));
    let refused = json!({"conclusion": "refused", "reason": "Eerder opgetreden tegen deze partij."});
    let reply = send(eva.ask(Method::PUT, &path).header("if-match", "\"1\"").json(&refused)).await;
    seen.entry("PUT /api/v1/conflicts/intakes/{id}/conclusion", &reply, "conflict.conclude").await;
    let made = seen.ask(eva, "POST /api/v1/dossiers/{id}/conflicts", it, "conflict.check").await.json();
    let path = format!("/api/v1/conflicts/{}/conclusion", id(&made));
    let concluded = json!({"conclusion": "clear", "reason": "Geen treffers."});
    let reply = send(eva.ask(Method::PUT, &path).header("if-match", "\"1\"").json(&concluded)).await;
    seen.entry("PUT /api/v1/conflicts/{id}/conclusion", &reply, "conflict.conclude").await;
}

/// Deadlines, who is away, and the address of a calendar.
pub(super) async fn deadline(seen: &mut Seen, eva: &Browser, it: &Objects) {
    let sent = async |method: Method, path: String, revision: &serde_json::Value, body: serde_json::Value| {
        let request = eva.ask(method, &path).header("if-match", format!("\"{revision}\""));
        send(request.json(&body)).await
    };
    let added = seen.ask(eva, "POST /api/v1/dossiers/{id}/deadlines", it, "deadline.add").await.json();
    let path = format!("/api/v1/deadlines/{}", id(&added));
    let reply =
        sent(Method::PATCH, path.clone(), &added["revision"], json!({"note": "Bel de cliënt."})).await;
    seen.entry("PATCH /api/v1/deadlines/{id}", &reply, "deadline.update").await;
    let reply = sent(Method::POST, format!("{path}/confirm"), &reply.json()["revision"], json!({})).await;
    seen.entry("POST /api/v1/deadlines/{id}/confirm", &reply, "deadline.confirm").await;
    let met = json!({"state": "met"});
    let reply = sent(Method::POST, format!("{path}/settle"), &reply.json()["revision"], met).await;
    seen.entry("POST /api/v1/deadlines/{id}/settle", &reply, "deadline.settle").await;
    let reply = sent(Method::DELETE, path, &reply.json()["revision"], json!({})).await;
    seen.entry("DELETE /api/v1/deadlines/{id}", &reply, "deadline.remove").await;

    let today =
        legalmind_seal::world::system().now().in_tz("Europe/Amsterdam").expect("the zone").date().to_string();
    let away = json!({"first": today, "last": today, "standin": it.member});
    let added = eva.post("/api/v1/absences", &away).await;
    seen.entry("POST /api/v1/absences", &added, "absence.add").await;
    let reply = send(eva.ask(Method::DELETE, &format!("/api/v1/absences/{}", id(&added.json())))).await;
    seen.entry("DELETE /api/v1/absences/{id}", &reply, "absence.remove").await;

    seen.ask(eva, "PUT /api/v1/account/mail", it, "mail.choose").await;

    let made = seen.ask(eva, "POST /api/v1/calendars", it, "calendar.add").await.json();
    let fetched = eva.get(made["path"].as_str().expect("a path")).await;
    seen.entry("GET /api/v1/calendar/{token}/termijnen.ics", &fetched, "calendar.fetch").await;
    let reply = send(eva.ask(Method::DELETE, &format!("/api/v1/calendars/{}", id(&made)))).await;
    seen.entry("DELETE /api/v1/calendars/{id}", &reply, "calendar.remove").await;
}

/// A test that is taken.
pub(super) async fn training(seen: &mut Seen, eva: &Browser) {
    let begun = send(eva.ask(Method::POST, "/api/v1/trainings/privacy/attempts")).await;
    seen.entry("POST /api/v1/trainings/{key}/attempts", &begun, "training.start").await;
    let begun = begun.json();
    let path = format!("/api/v1/training-attempts/{}", id(&begun));
    seen.entry("GET /api/v1/training-attempts/{id}", &eva.get(&path).await, "training.read").await;
    let answers = json!({"answers": right_answers(&begun)});
    let marked = eva.post(&format!("{path}/answers"), &answers).await;
    seen.entry("POST /api/v1/training-attempts/{id}/answers", &marked, "training.pass").await;
}

/// A change of which the contacts hear; another person puts it in force.
pub(super) async fn receipt(seen: &mut Seen, noor: &Browser, eva: &Browser) {
    let today = legalmind_seal::world::system().now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let days = |days: i64| today.checked_add(jiff::Span::new().days(days)).expect("a day").to_string();
    let values = json!({"titel": "Andere scandienst", "soort": "dienst", "gevolgen": "Geen", "aan": "Allen",
        "meegedeeld": days(1), "ingang": days(40), "mededeling_nl": "x", "mededeling_en": "x"});
    let row = noor.post("/api/v1/registers/wijzigingen/rows", &json!({"values": values})).await.expect(201);
    let officer = format!("/api/v1/registers/officers/{}", user(noor, "Eva Brinkman").await);
    send(noor.ask(Method::PUT, &officer)).await.expect(204);
    let path = format!("/api/v1/register-rows/{}", id(&row));
    let in_force = eva.ask(Method::POST, &format!("{path}/state")).header("if-match", "\"1\"");
    let row = send(in_force.json(&json!({"state": "in_force"}))).await.expect(200);
    let named = json!({"campaign": "ontvangst", "due": row["cycles"][0]["due"]});
    let reply = noor.post(&format!("{path}/receipts"), &named).await;
    seen.entry("POST /api/v1/register-rows/{id}/receipts", &reply, "register.acknowledge").await;
    send(noor.ask(Method::DELETE, &officer)).await.expect(204);
}

/// Registers: rows, what is due, files, and who keeps them.
pub(super) async fn register(seen: &mut Seen, (noor, eva): (&Browser, &Browser), it: &Objects) {
    let sent = async |method: Method, path: &str, revision: &serde_json::Value, body: serde_json::Value| {
        let request = noor.ask(method, path).header("if-match", format!("\"{revision}\""));
        send(request.json(&body)).await
    };
    let incident = json!({"values": {"titel": "Mail aan de verkeerde", "ontdekt": "2026-11-01T10:00",
        "soort": "vertrouwelijkheid", "rol": "verantwoordelijke", "risico": "onbekend"}});
    let added = noor.post("/api/v1/registers/incidenten/rows", &incident).await;
    seen.entry("POST /api/v1/registers/{register}/rows", &added, "register.add").await;
    let row = added.json();
    let path = format!("/api/v1/register-rows/{}", id(&row));
    let reply = noor.get(&path).await;
    seen.entry("GET /api/v1/register-rows/{id}", &reply, "register.read").await;
    let changed = json!({"values": {"gevolgen": "Geen"}});
    let reply = sent(Method::PATCH, &path, &row["revision"], changed).await;
    seen.entry("PATCH /api/v1/register-rows/{id}", &reply, "register.update").await;
    let cycles = row["cycles"].as_array().expect("cycles");
    let review = cycles.iter().find(|it| it["campaign"] == "nabespreking").expect("the review");
    let done = json!({"campaign": "nabespreking", "due": review["due"], "what": "done", "note": "Verslag"});
    let confirmed = noor.post(&format!("{path}/cycles"), &done).await;
    seen.entry("POST /api/v1/register-rows/{id}/cycles", &confirmed, "register.confirm").await;
    let closed = json!({"state": "closed", "reason": "Afgerond"});
    let reply = sent(Method::POST, &format!("{path}/state"), &reply.json()["revision"], closed).await;
    seen.entry("POST /api/v1/register-rows/{id}/state", &reply, "register.close").await;

    receipt(seen, noor, eva).await;

    let review = json!({"values": {"titel": "Najaar"}});
    let added = eva.post(&format!("/api/v1/dossiers/{}/duties/dossierreview", it.dossier), &review).await;
    seen.entry("POST /api/v1/dossiers/{id}/duties/{register}", &added, "register.add").await;

    let file = noor.ask(Method::POST, "/api/v1/registers/risicos/import").body("Risico\nBrand\n");
    seen.entry("POST /api/v1/registers/{register}/import", &send(file).await, "register.import").await;
    let file = noor.get("/api/v1/registers/risicos/export").await;
    seen.entry("GET /api/v1/registers/{register}/export", &file, "register.export").await;
    let officer = format!("/api/v1/registers/officers/{}", it.member);
    let reply = send(noor.ask(Method::PUT, &officer)).await;
    seen.entry("PUT /api/v1/registers/officers/{user}", &reply, "officer.add").await;
    let reply = send(noor.ask(Method::DELETE, &officer)).await;
    seen.entry("DELETE /api/v1/registers/officers/{user}", &reply, "officer.remove").await;
    seen.ask(noor, "PUT /api/v1/requirements/{role}", it, "requirement.set").await;
    let new = json!({"name": "Bo", "email": "bo@voorbeeld.example", "role": "read_only", "language": "nl"});
    let reply = noor.post("/api/v1/people", &new).await;
    seen.entry("POST /api/v1/people", &reply, "account.create").await;
    let role = format!("/api/v1/people/{}/role", user(noor, "Sam Staf").await);
    let reply = send(noor.ask(Method::PUT, &role).json(&json!({"role": "read_only"}))).await;
    seen.entry("PUT /api/v1/people/{user}/role", &reply, "account.role").await;
}

/// How the firm stands: reports of quarters, and packs.
pub(super) async fn stand(seen: &mut Seen, noor: &Browser) {
    seen.inside.make_reports().await;
    let reply = noor.get("/api/v1/mail").await;
    seen.entry("GET /api/v1/mail", &reply, "mail.health").await;
    let at = "/api/v1/accountability";
    let list = noor.get(&format!("{at}/reports")).await;
    seen.entry("GET /api/v1/accountability/reports", &list, "management_report.list").await;
    let report = format!("{at}/reports/{}", id(&list.json()["items"][0]));
    let reply = noor.get(&report).await;
    seen.entry("GET /api/v1/accountability/reports/{id}", &reply, "management_report.read").await;
    let reply = noor.get(&format!("{report}/file?format=json")).await;
    let operation = "GET /api/v1/accountability/reports/{id}/file";
    seen.entry(operation, &reply, "management_report.file").await;
    let reply = send(noor.ask(Method::PUT, &format!("{report}/acknowledgement"))).await;
    let operation = "PUT /api/v1/accountability/reports/{id}/acknowledgement";
    seen.entry(operation, &reply, "management_report.acknowledge").await;
    let reply = noor.get(&format!("{at}/pack")).await;
    seen.entry("GET /api/v1/accountability/pack", &reply, "evidence_pack.offer").await;
    let asked = "from=2026-01-01&until=2026-12-31&chapters=avg";
    let pack = noor.get(&format!("{at}/pack/file?{asked}")).await;
    seen.entry("GET /api/v1/accountability/pack/file", &pack, "evidence_pack.make").await;
    seen.entry("GET /api/v1/accountability/pack/file", &pack, "evidence_pack.sign").await;
}
