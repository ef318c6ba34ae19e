//! Registers over HTTP: offered rows, a report by anyone, four eyes, files, and who may see what.

use jiff::{ToSpan, tz::TimeZone};
use legalmind_testkit::book;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    browser::{Browser, Reply, id, send},
    firm::{ADMINISTRATOR, Firm, MEMBER, RESPONSIBLE, STAFF},
    rights::user,
    server::Place,
};

async fn sent(browser: &Browser, method: Method, path: &str, object: &Value, body: &Value) -> Reply {
    let tag = format!("\"{}\"", object["revision"]);
    send(browser.ask(method, path).header("if-match", tag).json(body)).await
}

fn wrong(reply: &Reply, status: u16) -> Vec<(String, String)> {
    let errors = reply.expect(status)["errors"].as_array().cloned().unwrap_or_default();
    let part = |it: &Value, name: &str| it[name].as_str().unwrap_or_default().to_owned();
    errors.iter().map(|it| (part(it, "pointer"), part(it, "code"))).collect()
}

async fn rows(browser: &Browser, register: &str) -> Vec<Value> {
    browser.all(&format!("/api/v1/registers/{register}/rows")).await
}

#[tokio::test]
async fn rows_are_offered_when_the_server_starts_and_once() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let noor = server.browser().signed(place.sign_in().person(ADMINISTRATOR)).await;
    let mut controls = Vec::new();
    for _ in 0..100 {
        controls = rows(&noor, "verklaring-van-toepasselijkheid").await;
        if !controls.is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(controls.len(), 93);
    let duties = rows(&noor, "nalevingskalender").await;
    assert!(duties.iter().all(|it| it["state"] == "in_force") && duties.len() >= 5);
    let export = "/api/v1/registers/verklaring-van-toepasselijkheid/export";
    assert_eq!(wrong(&noor.get(export).await, 409)[0].1, "incomplete");
    server.stop().await;
    let server = place.serve().ready(&place).await;
    let noor = noor.at(&server.base);
    assert_eq!(rows(&noor, "verklaring-van-toepasselijkheid").await.len(), 93);
}

#[tokio::test]
async fn p027_an_incident_is_reported_by_anyone_and_a_supplier_needs_two() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let known = place.sign_in();
    let noor = server.browser().signed(known.person(ADMINISTRATOR)).await;
    let eva = server.browser().signed(known.person(RESPONSIBLE)).await;
    let mira = server.browser().signed(known.person(MEMBER)).await;
    let sam = server.browser().signed(known.person(STAFF)).await;
    let incident = json!({"titel": "Mail aan de verkeerde", "ontdekt": "2026-11-01T10:20",
        "soort": "vertrouwelijkheid", "rol": "verantwoordelijke", "risico": "hoog"});
    let path = "/api/v1/registers/incidenten/rows";
    let row = sam.post(path, &json!({"values": incident})).await.expect(201);
    assert_eq!(
        (&row["state"], &row["keeps"], &row["writes"]),
        (&json!("in_force"), &json!(false), &json!(true))
    );
    let clock = row["cycles"].as_array().expect("cycles").iter().find(|it| it["campaign"] == "melden-ap");
    let clock = clock.expect("the clock of 72 hours");
    // a Sunday: 72 hours from 11:00 end on a Wednesday
    assert_eq!((&clock["due"], &clock["late"]), (&json!("2026-11-04T10:00:00Z"), &json!(true)));
    let of_row = format!("/api/v1/register-rows/{}", id(&row));
    let none = eva.get("/api/v1/register-rows/01950000-0000-7000-8000-00000000000f").await;
    let hidden = eva.get(&of_row).await;
    assert_eq!((hidden.expect(404)["type"].clone(), none.status), (none.expect(404)["type"].clone(), 404));
    let wrongly = json!({"values": {"titel": "", "ontdekt": "gisteren", "risico": 3, "walvis": "x"}});
    let mut told = wrong(&sam.post(path, &wrongly).await, 422);
    told.sort();
    let at = |key: &str, code: &str| (format!("/values/{key}"), code.to_owned());
    assert_eq!(
        told,
        [
            at("ontdekt", "no_moment"),
            at("risico", "kind"),
            at("rol", "required"),
            at("soort", "required"),
            at("titel", "required"),
            at("walvis", "unknown")
        ]
    );
    let due = noor.get("/api/v1/registers/duties").await.expect(200);
    assert!(due["items"].as_array().is_some_and(|all| all.iter().any(|it| it["row"] == row["id"])), "{due}");
    let english = noor.ask(Method::GET, "/api/v1/registers/incidenten").header("accept-language", "en");
    assert_eq!(send(english).await.expect(200)["name"], "Incidents and data breaches");

    // two people, one of whom got the right of compliance
    let suppliers = "/api/v1/registers/leveranciers/rows";
    mira.post(suppliers, &json!({"values": {"naam": "x"}})).await.expect(403);
    let officer = format!("/api/v1/registers/officers/{}", user(&noor, "Mira Lidt").await);
    send(noor.ask(Method::PUT, &officer)).await.expect(204);
    let mut values = json!({"naam": "Rekencentrum", "dienst": "hosting", "vitaal": "hoog", "norm": "2026-1",
        "iso": "IS 1", "iso_door": "Keuring", "iso_tot": "2099-12-31"});
    for clause in ["vragenlijst", "audit", "incident", "wissing", "plaats", "geen_training", "geen_opslag"] {
        values[clause] = json!(true);
    }
    values["onderaanneming"] = json!(true);
    for norm in [
        "beveiliging",
        "toegang",
        "versleuteling",
        "incidenten",
        "continuiteit",
        "wijzigingen",
        "personeel",
        "keten",
    ] {
        values[format!("norm_{norm}")] = json!("2");
    }
    let row = mira.post(suppliers, &json!({"values": values})).await.expect(201);
    let of_row = format!("/api/v1/register-rows/{}", id(&row));
    let state = format!("{of_row}/state");
    let in_force = json!({"state": "in_force"});
    let lacking = sent(&noor, Method::POST, &state, &row, &in_force).await;
    assert_eq!(wrong(&lacking, 422), [("/values/exit".to_owned(), "required".to_owned())]);
    let row = sent(&mira, Method::PATCH, &of_row, &row, &json!({"values": {"exit": true}})).await.expect(200);
    assert_eq!(wrong(&sent(&mira, Method::POST, &state, &row, &in_force).await, 409)[0].1, "four_eyes");
    let stale = json!({"revision": 1});
    sent(&noor, Method::POST, &state, &stale, &in_force).await.expect(412);
    let row = sent(&noor, Method::POST, &state, &row, &in_force).await.expect(200);
    assert_eq!((&row["state"], &row["suspended"]), (&json!("in_force"), &json!(false)));
    assert_eq!(row["history"].as_array().map(Vec::len), Some(3));
    send(noor.ask(Method::DELETE, &officer)).await.expect(204);
    mira.get(&of_row).await.expect(200);
    sent(&mira, Method::POST, &state, &row, &json!({"state": "concept"})).await.expect(403);
}

#[tokio::test]
async fn a_file_is_taken_in_with_reasons_and_only_as_far_as_asked() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let noor = server.browser().signed(place.sign_in().person(ADMINISTRATOR)).await;
    let import = async |keep: &str, file: Vec<u8>| {
        let path = format!("/api/v1/registers/risicos/import?keep={keep}");
        send(noor.ask(Method::POST, &path).header("content-type", "text/csv").body(file)).await
    };
    // more than a body of JSON may be, so that it is the file's own bound that holds
    let mut file = "Risico;Kans (1 tot 5)\n".to_owned();
    for _ in 0..10_000 {
        file.push_str("Een risico met een naam die wat ruimte neemt;99\n");
    }
    file.push_str("Inbraak;4\n");
    let told = import("all", file.clone().into_bytes()).await.expect(200);
    assert_eq!(
        (&told["lines"], &told["added"], &told["refused"]),
        (&json!(10_001), &json!(0), &json!(10_000))
    );
    assert_eq!(told["bad"][9_999], json!({"line": 10_001, "field": "kans", "code": "no_choice"}));
    assert!(rows(&noor, "risicos").await.is_empty());
    let told = import("good", file.into_bytes()).await.expect(200);
    assert_eq!(told["added"], 1);
    assert_eq!(wrong(&import("all", b"PK\x03\x04".to_vec()).await, 422)[0].1, "no_book");
    let file = noor.get("/api/v1/registers/risicos/export").await;
    assert_eq!((file.status, file.header("content-type")), (200, Some("text/csv; charset=utf-8")));
    assert!(String::from_utf8_lossy(&file.bytes).contains("Inbraak;;4"), "the likelihood in its words");
}

#[tokio::test]
async fn duties_of_a_dossier_are_offered_filled_and_seen_by_its_members_alone() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let known = place.sign_in();
    let eva = server.browser().signed(known.person(RESPONSIBLE)).await;
    let noor = server.browser().signed(known.person(ADMINISTRATOR)).await;
    let dossier = eva.dossier().await;
    let path = format!("/api/v1/dossiers/{dossier}/duties");
    let owed = async || eva.get(&path).await.expect(200)["items"].as_array().cloned().unwrap_or_default();
    let held = async |register: &str| {
        let all = owed().await;
        let found = all.iter().find(|it| it["register"]["key"] == register).cloned().expect("a register");
        found["rows"].as_array().cloned().unwrap_or_default()
    };
    // the worker offers an open dossier its rows
    let mut offered = Vec::new();
    for _ in 0..100 {
        offered = held("wwft").await;
        if !offered.is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let row = offered.first().cloned().expect("an offered row");
    assert_eq!((&row["state"], &row["dossier"]["id"]), (&json!("concept"), &json!(dossier)));
    let asked = |row: &Value| row["lacks"].as_array().map_or(0, Vec::len);
    assert_eq!(asked(&row), 2, "whether the act applies, and when that was established: {row}");
    // the form knows what each question depends on
    let definition = eva.get("/api/v1/registers/wwft").await.expect(200);
    let fields = definition["fields"].as_array().cloned().unwrap_or_default();
    let reason = fields.iter().find(|it| it["key"] == "reden").expect("a field");
    assert_eq!(reason["when"], json!([{"field": "van_toepassing", "is": ["no"]}]));
    assert_eq!((&definition["by_dossier"], &definition["adds"]), (&json!(true), &json!(false)));

    let of_row = format!("/api/v1/register-rows/{}", id(&row));
    let values = json!({"values": {"van_toepassing": false, "grond": "rechtsgeding",
        "reden": "Geschil over oplevering", "vastgesteld": "2026-11-02"}});
    let filled = sent(&eva, Method::PATCH, &of_row, &row, &values).await.expect(200);
    assert_eq!(asked(&filled), 0);
    let turned = json!({"state": "in_force"});
    let turned = sent(&eva, Method::POST, &format!("{of_row}/state"), &filled, &turned).await.expect(200);
    assert_eq!(turned["state"], "in_force");
    let second = json!({"values": {"client": "Nog een"}});
    assert_eq!(wrong(&eva.post(&format!("{path}/wwft"), &second).await, 409)[0].1, "single");

    // an administrator keeps the registers of the firm, and not those of dossiers
    let none = noor.get("/api/v1/register-rows/01950000-0000-7000-8000-00000000000f").await.expect(404);
    for hidden in [of_row.clone(), path.clone()] {
        assert_eq!(noor.get(&hidden).await.expect(404)["type"], none["type"], "{hidden}");
    }
    assert!(rows(&noor, "wwft").await.is_empty());
    let refused = noor.post(&format!("{path}/opdracht"), &second).await;
    assert_eq!(refused.expect(404)["type"], none["type"]);
    p075_what_goes(&eva, &noor, &turned).await;
}

/// The relation of a due diligence ended five years ago, but for ten days: whoever reads the dossier is told.
async fn p075_what_goes(eva: &Browser, noor: &Browser, row: &Value) {
    let path = format!("/api/v1/register-rows/{}", id(row));
    let back = json!({"state": "concept"});
    let back = sent(eva, Method::POST, &format!("{path}/state"), row, &back).await.expect(200);
    let zone = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").expect("a zone");
    let today = legalmind_seal::world::system().now().to_zoned(zone).date();
    let until = today.checked_add(10.days()).expect("a day");
    // a day that every year has
    let until =
        if until.month() == 2 && until.day() == 29 { until.tomorrow().expect("a day") } else { until };
    let end = until.checked_sub(5.years()).expect("a day");
    let values =
        json!({"values": {"van_toepassing": true, "relatie": "beeindigd", "einde": end.to_string()}});
    sent(eva, Method::PATCH, &path, &back, &values).await.expect(200);
    let goes = async |who: &Browser, language: &str| {
        let request = who.ask(Method::GET, "/api/v1/registers/removals").header("accept-language", language);
        send(request).await.expect(200)["items"].as_array().cloned().unwrap_or_default()
    };
    let found = goes(eva, "en").await;
    let [one] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((&one["kind"], &one["row"], &one["register"]), (&json!("row"), &row["id"], &json!("wwft")));
    assert_eq!((&one["kept_until"], &one["late"]), (&json!(until.to_string()), &json!(false)));
    assert!(one["days"].as_i64().is_some_and(|days| (9..=11).contains(&days)), "{one}");
    assert_eq!((&one["dossier"], &one["title"]), (&row["dossier"], &row["title"]));
    assert_eq!(one["task"], "Kept long enough: remove the data");
    assert_eq!(goes(eva, "nl").await[0]["task"], "Bewaartermijn om: gegevens verwijderen");
    assert!(goes(noor, "nl").await.is_empty(), "an administrator does not read the dossier");
}

#[tokio::test]
async fn a_spreadsheet_is_taken_in_as_it_keeps_its_days_and_numbers() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let known = place.sign_in();
    let noor = server.browser().signed(known.person(ADMINISTRATOR)).await;
    let sam = server.browser().signed(known.person(STAFF)).await;
    let import = async |browser: &Browser, register: &str, keep: &str, file: Vec<u8>| {
        let path = format!("/api/v1/registers/{register}/import?keep={keep}");
        send(browser.ask(Method::POST, &path).body(file)).await
    };
    // days as numbers with a style, a time as a fraction, a formula by the value it had
    let training = [
        book::row(1, &["Opleiding", "medewerker", "onderwerp", "gevolgd", "resultaat", "geldig_tot"]),
        "<row r=\"3\"><c r=\"A3\" t=\"str\"><f>\"Veilig\"&amp;\" werken\"</f><v>Veilig werken</v></c>\
         <c r=\"B3\" t=\"inlineStr\"><is><t>Mira Lidt</t></is></c>\
         <c r=\"C3\" t=\"inlineStr\"><is><t>privacy</t></is></c><c r=\"D3\" s=\"1\"><v>46266</v></c>\
         <c r=\"E3\" t=\"b\"><v>1</v></c><c r=\"F3\" s=\"1\"><f>D3+365</f><v>46631</v></c></row>"
            .to_owned(),
    ];
    let whole = book::file(&training.concat()).expect("a spreadsheet");
    import(&sam, "opleiding", "all", whole.clone()).await.expect(403);
    let told = import(&noor, "opleiding", "all", whole).await.expect(200);
    assert_eq!((&told["added"], &told["refused"]), (&json!(1), &json!(0)), "{told}");
    let row = rows(&noor, "opleiding").await.remove(0);
    let held = |row: &Value, key: &str| row["values"][key]["value"].clone();
    assert_eq!(
        ["titel", "gevolgd", "geldig_tot", "resultaat"].map(|key| held(&row, key)),
        [json!("Veilig werken"), json!("2026-09-01"), json!("2027-09-01"), json!(true)]
    );
    let incident = [
        book::row(1, &["titel", "soort", "rol", "risico", "ontdekt", "betrokkenen"]),
        "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Mail</t></is></c>\
         <c r=\"B2\" t=\"inlineStr\"><is><t>vertrouwelijkheid</t></is></c>\
         <c r=\"C2\" t=\"inlineStr\"><is><t>verwerker</t></is></c>\
         <c r=\"D2\" t=\"inlineStr\"><is><t>hoog</t></is></c>\
         <c r=\"E2\" s=\"2\"><v>46266.597222222219</v></c><c r=\"F2\"><v>12</v></c></row>"
            .to_owned(),
    ];
    let file = book::file(&incident.concat()).expect("a spreadsheet");
    let told = import(&noor, "incidenten", "all", file).await.expect(200);
    assert_eq!(told["added"], 1, "{told}");
    let row = rows(&noor, "incidenten").await.remove(0);
    assert_eq!((held(&row, "ontdekt"), held(&row, "betrokkenen")), (json!("2026-09-01T14:20"), json!(12)));

    // ten thousand lines that cannot be used, each with its reason; good ones only if asked
    let mut lines = book::row(1, &["Risico", "kans"]);
    for number in 2..10_002 {
        lines.push_str(&book::row(number, &["Brand", "9"]));
    }
    lines.push_str("<row r=\"10002\"><c r=\"A10002\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>");
    lines.push_str(&book::row(10_003, &["Diefstal", "3"]));
    let file = book::file(&lines).expect("a spreadsheet");
    let told = import(&noor, "risicos", "all", file.clone()).await.expect(200);
    let bad = told["bad"].as_array().expect("reasons");
    assert_eq!((bad.len(), &told["added"], &told["lines"]), (10_001, &json!(0), &json!(10_002)));
    assert_eq!(bad[0], json!({"line": 2, "field": "kans", "code": "no_choice"}));
    assert_eq!(bad[10_000], json!({"line": 10_002, "field": "", "code": "cell_error"}));
    assert!(rows(&noor, "risicos").await.is_empty());
    let told = import(&noor, "risicos", "good", file).await.expect(200);
    assert_eq!((&told["added"], &told["refused"]), (&json!(1), &json!(10_001)));

    let file = book::file(&book::row(1, &["Risico"])).expect("a spreadsheet");
    let mut encrypted = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    encrypted.extend("EncryptedPackage".bytes().flat_map(|byte| [byte, 0]));
    let old = encrypted[..8].to_vec();
    let cut = file[..file.len() / 2].to_vec();
    for (file, code) in [
        (encrypted, "encrypted"),
        (old, "no_book"),
        (cut, "no_book"),
        (b"PK\x03\x04 and nothing".to_vec(), "no_book"),
        (book::file("").expect("a spreadsheet"), "empty"),
        (file, "empty"),
        (book::file(&(book::row(1, &["walvis"]) + &book::row(2, &["x"]))).expect("one"), "unknown_column"),
    ] {
        let told = wrong(&import(&noor, "risicos", "all", file).await, 422);
        assert_eq!(told[0].1, code, "{told:?}");
    }
}
