//! The objects that the table of rights is walked with, and the request of each operation on them.

use std::sync::atomic::{AtomicU32, Ordering};

use legalmind_testkit::word;
use reqwest::{Method, RequestBuilder};
use serde_json::json;
use uuid::Uuid;

use crate::{
    browser::{Browser, id, send},
    checks::playbook,
    sanctions::LISTED,
};

/// One object of each sort.
#[derive(Clone)]
pub struct Objects {
    pub dossier: String,
    pub document: String,
    pub version: String,
    pub answer: String,
    pub citation: String,
    pub upload: String,
    pub member: String,
    /// A Word document with its version, and a review of it.
    pub word: (String, String),
    pub redline: String,
    pub clause: String,
    pub template: String,
    pub draft: String,
    pub deadline: String,
    /// A row of the register of risks.
    pub row: String,
    pub playbook: String,
    /// The Word document held against a playbook.
    pub check: String,
    /// The dossier held against a list of sanctions, with one possible match.
    pub screening: String,
}

impl Objects {
    /// Makes them, and says how to look whether they are as they were.
    pub async fn make(eva: &Browser) -> Self {
        let dossier = eva.dossier().await;
        let document = eva.all(&format!("/api/v1/dossiers/{dossier}/documents")).await.remove(0);
        let answer = eva.answer(&dossier, "Wat heeft de huurder niet betaald over maart?").await;
        let upload = eva.announce(&dossier, "half.txt", 10).await;
        let place = upload.header("location").expect("a place");
        let member = user(eva, "Mira Lidt").await;
        let bytes =
            word::file(&word::paragraph("Huurovereenkomst: de huurder betaalt.")).expect("a Word file");
        let file = eva.upload(&dossier, "huur.docx", &bytes).await;
        let version = eva.until_read(&file).await["version"].as_str().expect("a version").to_owned();
        let asked = json!({"version": version, "clauses": true});
        let begun = eva.post(&format!("/api/v1/documents/{file}/redlines"), &asked).await;
        let redline = id(&begun.expect(201));
        while eva.get(&format!("/api/v1/redlines/{redline}")).await.expect(200)["state"] == "running" {}
        let template = id(&eva.get("/api/v1/templates?q=volmacht").await.expect(200)["items"][0]);
        let draft =
            eva.post(&format!("/api/v1/dossiers/{dossier}/drafts"), &json!({"template": template})).await;
        let draft = id(&draft.expect(201));
        let text =
            send(eva.ask(Method::POST, &format!("/api/v1/drafts/{draft}/text")).header("if-match", "\"1\""))
                .await;
        assert_eq!(text.expect(201)["revision"], 1);
        let kept =
            eva.ask(Method::POST, &format!("/api/v1/drafts/{draft}/versions")).header("if-match", "\"1\"");
        send(kept.json(&json!({"name": "Eerste"}))).await.expect(201);
        let due = json!({"key": "awb-bezwaar", "event_date": "2027-03-16"});
        let deadline = eva.post(&format!("/api/v1/dossiers/{dossier}/deadlines"), &due).await;
        let text = json!({"text": playbook("proef")});
        let held = eva.post("/api/v1/playbooks", &text).await.expect(201);
        let held = json!({"document": file, "playbook": id(&held)});
        let check = eva.check(&dossier, &held).await;
        let names = json!({"names": [LISTED]});
        let screened = eva.post(&format!("/api/v1/dossiers/{dossier}/sanctions"), &names).await;
        Self {
            dossier,
            deadline: id(&deadline.expect(201)),
            row: Self::none().row,
            playbook: Self::none().playbook,
            check: id(&check),
            screening: id(&screened.expect(201)["last"]),
            draft,
            template: Self::none().template,
            document: id(&document),
            version: document["version"].as_str().expect("a version").to_owned(),
            citation: id(&answer["citations"][0]),
            answer: id(&answer),
            upload: place.rsplit('/').next().expect("an id").to_owned(),
            word: (file, version),
            redline,
            clause: Self::none().clause,
            member,
        }
    }

    /// Ids that nothing has.
    pub fn none() -> Self {
        let none = |n: u128| Uuid::from_u128((0x0195_0000_0000_7000_8000_u128 << 48) | n).to_string();
        Self {
            dossier: none(1),
            document: none(2),
            version: none(3),
            answer: none(4),
            citation: none(5),
            upload: none(6),
            member: none(7),
            word: (none(8), none(9)),
            redline: none(10),
            clause: none(11),
            template: none(12),
            draft: none(13),
            deadline: none(14),
            row: none(17),
            playbook: none(15),
            check: none(16),
            screening: none(18),
        }
    }

    fn place(&self, path: &str) -> String {
        if path.ends_with("/marks") && path.contains("documents") {
            return format!("{}?page=1&start=0&end=3", self.filled(path));
        }
        if path.ends_with("/word") {
            return format!("{}?version={}", self.filled(path), self.word.1);
        }
        if path.ends_with("/compare") {
            return format!("{}?left=now&right=version:1", self.filled(path));
        }
        if path.starts_with("/api/v1/law") {
            let path = path.replace("{law}", "bw").replace("{article}", "6:162");
            let path = path.replace("{ecli}", "ECLI:NL:HR:2016:162");
            return match path.rsplit('/').next() {
                Some("search") => format!("{path}?q=huurder"),
                Some("decisions") => format!("{path}?cites=6:162%20BW"),
                Some("differences") => format!("{path}?older=2020-01-01&newer=2024-01-01"),
                _ => path,
            };
        }
        if path.ends_with("/pack/file") {
            return format!("{path}?from=2026-01-01&until=2026-12-31&chapters=iso27001");
        }
        if path.ends_with("/report") || path.ends_with("{id}/file") {
            return format!("{}?format=json", self.filled(path));
        }
        if path == "/api/v1/templates" {
            return format!("{path}?name=Leeg");
        }
        if path == "/api/v1/deadlines/holidays" {
            return format!("{path}?year=2027");
        }
        if path == "/api/v1/search" {
            return format!("{path}?q=huurder&dossier={}", self.dossier);
        }
        if path.contains("/officers/") || path.ends_with("/role") {
            return path.replace("{user}", &Self::none().member);
        }
        self.filled(path)
    }

    fn filled(&self, path: &str) -> String {
        let of_word = ["/word", "/redlines", "/comparison"].iter().any(|it| path.ends_with(it));
        let own = match path.split('/').nth(3) {
            Some("documents") if of_word => &self.word.0,
            Some("redlines") => &self.redline,
            Some("clauses") => &self.clause,
            Some("templates") => &self.template,
            Some("drafts") => &self.draft,
            Some("deadlines") => &self.deadline,
            Some("register-rows") => &self.row,
            Some("playbooks") => &self.playbook,
            Some("checks") => &self.check,
            Some("screenings") => &self.screening,
            Some("answers") => &self.answer,
            Some("citations") => &self.citation,
            Some("documents") => &self.document,
            Some("uploads") => &self.upload,
            _ => &self.dossier,
        };
        let register = if path.contains("/duties/") { "dossierreview" } else { "risicos" };
        let path = path.replace("{dossier}", &self.dossier).replace("{register}", register);
        let number = if path.contains("/versions/") || path.contains("/matches/") { "1" } else { "0" };
        let path = path
            .replace("{number}", number)
            .replace("{token}", &"A".repeat(43))
            .replace("{rule}", "beveiliging")
            .replace("{role}", "staff")
            .replace("{key}", "walvis");
        path.replace("{id}", own).replace("{version}", &self.version).replace("{user}", &self.member)
    }
}

/// The id of a person of the firm.
pub async fn user(browser: &Browser, name: &str) -> String {
    let people = browser.get("/api/v1/people").await.expect(200);
    let people = people["items"].as_array().expect("people");
    people.iter().find(|it| it["name"] == name).map(id).expect("a person of the firm")
}

static TRIES: AtomicU32 = AtomicU32::new(0);

/// The request of an operation, whole: only the person is wrong.
pub fn request(browser: &Browser, operation: &str, it: &Objects) -> RequestBuilder {
    let (method, path) = operation.split_once(' ').expect("an operation");
    let method: Method = method.parse().expect("a method");
    let request = browser.ask(method, &it.place(path));
    let request = if path.contains("/uploads") { request.header("tus-resumable", "1.0.0") } else { request };
    match operation {
        "PATCH /api/v1/account" => request.json(&json!({})),
        "POST /api/v1/account/password" => request.json(&json!({"current": "x", "new": "Vz8-kwartel-lamp!"})),
        "POST /api/v1/account/second-factor/confirm" | "POST /api/v1/session/second-factor" => {
            request.json(&json!({"code": "00000x"}))
        }
        "POST /api/v1/people" => {
            let new = json!({"name": "Bo", "email": "bo", "role": "staff", "language": "nl"});
            request.json(&new)
        }
        "POST /api/v1/dossiers" => request.json(&json!({"name": "Nieuw"})),
        "PATCH /api/v1/dossiers/{id}" => request.header("if-match", "\"1\"").json(&json!({"client": "X"})),
        "PATCH /api/v1/documents/{id}" => request.header("if-match", "\"1\"").json(&json!({"name": "x.txt"})),
        "POST /api/v1/dossiers/{id}/answers" => request.json(&json!({"question": "Wat is betaald?"})),
        "POST /api/v1/session" => {
            // an address of its own each time: trying one again and again is slowed down
            let email = format!("niemand-{}@example.org", TRIES.fetch_add(1, Ordering::Relaxed));
            request.json(&json!({"email": email, "password": "x"}))
        }
        "POST /api/v1/clauses" => request.json(&json!({"title": "", "variants": []})),
        "PUT /api/v1/clauses/{id}" => {
            let variant = json!({"stance": "neutral", "text": "1. x"});
            request.header("if-match", "\"1\"").json(&json!({"title": "x", "variants": [variant]}))
        }
        "POST /api/v1/clauses/{id}/approve" | "POST /api/v1/clauses/{id}/withdraw" => {
            request.header("if-match", "\"1\"")
        }
        "POST /api/v1/documents/{id}/redlines" => request.json(&json!({"version": it.word.1})),
        "POST /api/v1/documents/{id}/comparison" => {
            let other = json!({"document": it.word.0, "version": it.word.1});
            request.json(&json!({"version": it.word.1, "with": other}))
        }
        "DELETE /api/v1/redlines/{id}" => request.header("if-match", "\"2\""),
        "POST /api/v1/redlines/{id}/finish" => {
            request.header("if-match", "\"2\"").json(&json!({"tracked": true}))
        }
        "POST /api/v1/redlines/{id}/decide"
        | "PUT /api/v1/redlines/{id}/proposals/{number}"
        | "PUT /api/v1/redlines/{id}/revisions/{number}" => {
            request.header("if-match", "\"2\"").json(&json!({"decision": "accepted"}))
        }
        "POST /api/v1/dossiers/{id}/drafts" => request.json(&json!({"template": it.template})),
        "DELETE /api/v1/drafts/{id}"
        | "DELETE /api/v1/drafts/{id}/text"
        | "POST /api/v1/drafts/{id}/text"
        | "POST /api/v1/drafts/{id}/versions/{number}/restore" => request.header("if-match", "\"1\""),
        "PUT /api/v1/drafts/{id}/text" => {
            let document = json!({"type": "doc", "content": []});
            request.header("if-match", "\"1\"").json(&json!({"document": document}))
        }
        "POST /api/v1/drafts/{id}/versions" => {
            request.header("if-match", "\"1\"").json(&json!({"name": "x"}))
        }
        "POST /api/v1/drafts/{id}/compare" => request.json(&json!({"left": "now", "right": "version:1"})),
        "POST /api/v1/drafts/{id}/clauses" => {
            request.json(&json!({"clause": it.clause, "stance": "neutral"}))
        }
        "POST /api/v1/drafts/{id}/citations" => {
            request.json(&json!({"kind": "law", "reference": "6:162 BW"}))
        }
        "PUT /api/v1/drafts/{id}/answers" => {
            request.header("if-match", "\"1\"").json(&json!({"answers": {}}))
        }
        "POST /api/v1/drafts/{id}/document" => {
            request.header("if-match", "\"1\"").json(&json!({"incomplete": true}))
        }
        "POST /api/v1/drafts/{id}/approve"
        | "POST /api/v1/templates/{id}/approve"
        | "POST /api/v1/playbooks/{id}/approve" => {
            request.header("if-match", "\"1\"").json(&json!({"sha256": "00".repeat(32)}))
        }
        "POST /api/v1/templates" => request.body(""),
        "PATCH /api/v1/templates/{id}" => request.header("if-match", "\"1\"").json(&json!({"name": "x"})),
        "POST /api/v1/templates/{id}/versions" | "POST /api/v1/templates/{id}/withdraw" => {
            request.header("if-match", "\"1\"").body("")
        }
        "POST /api/v1/absences" => {
            request.json(&json!({"first": "2020-01-01", "last": "2020-01-02", "standin": it.member}))
        }
        "PUT /api/v1/account/mail" => request.json(&json!({"off": ["tasks"]})),
        "POST /api/v1/calendars" => request.json(&json!({"dossier": it.dossier})),
        "POST /api/v1/deadlines/compute" | "POST /api/v1/dossiers/{id}/deadlines" => {
            request.json(&json!({"key": "awb-bezwaar", "event_date": "2027-03-16"}))
        }
        "PATCH /api/v1/deadlines/{id}" => request.header("if-match", "\"1\"").json(&json!({"note": "x"})),
        "POST /api/v1/deadlines/{id}/settle" => {
            request.header("if-match", "\"1\"").json(&json!({"state": "met"}))
        }
        "POST /api/v1/deadlines/{id}/confirm" | "DELETE /api/v1/deadlines/{id}" => {
            request.header("if-match", "\"1\"")
        }
        "POST /api/v1/registers/{register}/rows" | "POST /api/v1/dossiers/{id}/duties/{register}" => {
            request.json(&json!({"values": {"titel": " "}}))
        }
        "POST /api/v1/registers/{register}/import" => request.body("Risico\n"),
        "PATCH /api/v1/register-rows/{id}" => {
            request.header("if-match", "\"0\"").json(&json!({"values": {"kans": "3"}}))
        }
        "POST /api/v1/register-rows/{id}/state" => {
            request.header("if-match", "\"0\"").json(&json!({"state": "closed"}))
        }
        "POST /api/v1/register-rows/{id}/cycles" => {
            let named = json!({"campaign": "beoordeling", "due": "2027-01-01T00:00:00Z", "what": "done"});
            request.json(&named)
        }
        "POST /api/v1/training-attempts/{id}/answers" => request.json(&json!({"answers": [[0]]})),
        "POST /api/v1/register-rows/{id}/receipts" => {
            request.json(&json!({"campaign": "beoordeling", "due": "2027-01-01T00:00:00Z"}))
        }
        "POST /api/v1/playbooks" => request.json(&json!({"text": ""})),
        "PUT /api/v1/playbooks/{id}" => {
            request.header("if-match", "\"1\"").json(&json!({"text": playbook("proef")}))
        }
        "POST /api/v1/playbooks/{id}/withdraw" => request.header("if-match", "\"1\""),
        "POST /api/v1/dossiers/{id}/checks" => {
            request.json(&json!({"document": it.word.0, "playbook": it.playbook}))
        }
        "PUT /api/v1/checks/{id}/findings/{rule}" => {
            let decided = json!({"decision": "to_repair", "reason": "x"});
            request.header("if-match", "\"2\"").json(&decided)
        }
        "POST /api/v1/checks/{id}/redline" => {
            request.header("if-match", "\"3\"").json(&json!({"rules": ["geheimhouding"]}))
        }
        "POST /api/v1/conflicts/intakes" => request.json(&json!({"names": []})),
        "POST /api/v1/dossiers/{id}/conflicts" => {
            request.json(&json!({"further": [{"name": "Zonnehof N.V.", "role": "client"}]}))
        }
        "PUT /api/v1/conflicts/{id}/conclusion" | "PUT /api/v1/conflicts/intakes/{id}/conclusion" => {
            request.header("if-match", "\"1\"").json(&json!({"conclusion": "clear", "reason": "x"}))
        }
        "POST /api/v1/dossiers/{id}/sanctions" => request.json(&json!({"names": [LISTED]})),
        "PUT /api/v1/screenings/{id}/matches/{number}" => {
            let decided = json!({"outcome": "other_person", "reason": "x"});
            request.header("if-match", "\"1\"").json(&decided)
        }
        "PUT /api/v1/people/{user}/role" => request.json(&json!({"role": "staff"})),
        "PUT /api/v1/requirements/{role}" => request.json(&json!({"asks": []})),
        "POST /api/v1/walls" => {
            request.json(&json!({"dossier_number": "0", "person": it.member, "reason": "Familie"}))
        }
        "POST /api/v1/uploads" => {
            let coded = data_encoding::BASE64.encode(it.dossier.as_bytes());
            let metadata = format!("dossier {coded},filename eC50eHQ=");
            request.header("upload-length", 5).header("upload-metadata", metadata)
        }
        "PATCH /api/v1/uploads/{id}" => {
            let request = request.header("content-type", "application/offset+octet-stream");
            request.header("upload-offset", 0).body("abcde")
        }
        _ => request,
    }
}
