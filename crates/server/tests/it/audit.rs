//! Every change and every look leaves its entry, found by the name of the request that did it.

mod duties;

use std::{collections::BTreeSet, time::Duration};

use data_encoding::BASE32_NOPAD;
use legalmind_identity::totp::{self, Secret};
use legalmind_testkit::{
    scripted::{Script, Scripted, Step, words},
    word,
};
use reqwest::Method;
use serde_json::json;

use crate::{
    browser::{Browser, Reply, id, send},
    checks::playbook,
    firm::{ADMINISTRATOR, Firm, MEMBER, RESPONSIBLE},
    inside::Inside,
    rights::{Objects, described, request, user},
    sanctions,
    server::Place,
};

/// Operations that leave no entry, and why.
const SILENT: [(&str, &str); 13] = [
    ("POST /api/v1/deadlines/compute", "counts what it was given; nothing of the firm's is read or kept"),
    ("GET /api/v1/deadlines/terms", "the table of terms is the product's"),
    ("GET /api/v1/deadlines/holidays", "the calendar is the law's"),
    ("GET /api/v1/session", "tells who oneself is, and nothing of the firm's"),
    ("POST /api/v1/account/second-factor", "offers a secret; nothing is kept before it is confirmed"),
    ("GET /api/v1/law", "public law, the same for every firm, and nothing of the firm's"),
    ("GET /api/v1/law/decisions", "the same; what was asked is kept nowhere"),
    ("GET /api/v1/law/decisions/{ecli}", "the same"),
    ("GET /api/v1/law/provisions/{law}/{article}", "the same"),
    ("GET /api/v1/law/provisions/{law}/{article}/differences", "the same"),
    ("GET /api/v1/law/search", "the same"),
    ("OPTIONS /api/v1/uploads", "tells what the server can do"),
    ("HEAD /api/v1/uploads/{id}", "tells how many bytes of one's own file are here, and nothing of them"),
];

/// What is read, and the look it leaves.
const READS: [(&str, &str); 54] = [
    ("GET /api/v1/trainings", "training.list"),
    ("GET /api/v1/dossiers/{id}/duties", "duty.list"),
    ("GET /api/v1/accountability", "standing.read"),
    ("GET /api/v1/registers", "register.list"),
    ("GET /api/v1/registers/duties", "register.duties"),
    ("GET /api/v1/registers/officers", "officer.list"),
    ("GET /api/v1/registers/removals", "register.removals"),
    ("GET /api/v1/registers/{register}", "register.list"),
    ("GET /api/v1/registers/{register}/rows", "register.rows"),
    ("GET /api/v1/dossiers/{id}/checks", "check.list"),
    ("GET /api/v1/checks/{id}", "check.read"),
    ("GET /api/v1/checks/{id}/report", "check.report"),
    ("GET /api/v1/dossiers/{id}/conflicts", "conflict.list"),
    ("GET /api/v1/conflicts/intakes", "conflict.intakes"),
    ("GET /api/v1/dossiers/{id}/sanctions", "sanction.read"),
    ("GET /api/v1/screenings/{id}", "screening.read"),
    ("GET /api/v1/dossiers/{id}/deadlines", "deadline.list"),
    ("GET /api/v1/deadlines", "deadline.mine"),
    ("GET /api/v1/deadlines/{id}", "deadline.read"),
    ("GET /api/v1/absences", "absence.list"),
    ("GET /api/v1/account/mail", "mail.choices"),
    ("GET /api/v1/calendars", "calendar.list"),
    ("GET /api/v1/dossiers", "dossier.list"),
    ("GET /api/v1/dossiers/{id}", "dossier.read"),
    ("GET /api/v1/dossiers/{id}/documents", "document.list"),
    ("GET /api/v1/dossiers/{id}/answers", "answer.list"),
    ("GET /api/v1/dossiers/{id}/uploads", "upload.list"),
    ("GET /api/v1/documents/{id}", "document.look"),
    ("GET /api/v1/documents/{id}/versions/{version}/pages", "document.read"),
    ("GET /api/v1/documents/{id}/versions/{version}/marks", "document.read"),
    ("GET /api/v1/documents/{id}/versions/{version}/references", "document.read"),
    ("GET /api/v1/documents/{id}/versions/{version}/content", "document.download"),
    ("GET /api/v1/answers/{id}", "answer.read"),
    ("GET /api/v1/answers/{id}/events", "answer.follow"),
    ("GET /api/v1/answers/{id}/passages", "answer.passages"),
    ("GET /api/v1/citations/{id}/marks", "citation.read"),
    ("GET /api/v1/search", "dossier.search"),
    ("GET /api/v1/jobs", "job.list"),
    ("GET /api/v1/people", "person.list"),
    ("GET /api/v1/requirements", "requirement.list"),
    ("GET /api/v1/walls", "wall.list"),
    ("GET /api/v1/documents/{id}/versions", "version.list"),
    ("GET /api/v1/documents/{id}/word", "document.read"),
    ("POST /api/v1/documents/{id}/comparison", "document.compare"),
    ("GET /api/v1/documents/{id}/redlines", "redline.list"),
    ("GET /api/v1/redlines/{id}", "redline.read"),
    ("GET /api/v1/dossiers/{id}/drafts", "draft.list"),
    ("GET /api/v1/drafts/{id}", "draft.read"),
    ("GET /api/v1/drafts/{id}/preview", "draft.read"),
    ("GET /api/v1/drafts/{id}/text", "draft.read"),
    ("GET /api/v1/drafts/{id}/pdf", "draft.download"),
    ("GET /api/v1/drafts/{id}/versions", "draft.versions"),
    ("GET /api/v1/drafts/{id}/versions/{number}", "draft.read"),
    ("GET /api/v1/drafts/{id}/compare", "draft.compare"),
];

/// What was seen, operation by operation.
struct Seen {
    inside: Inside,
    operations: BTreeSet<String>,
    wrong: Vec<String>,
}

impl Seen {
    /// The operation succeeded and left this entry.
    async fn entry(&mut self, operation: &str, reply: &Reply, action: &str) {
        self.operations.insert(operation.to_owned());
        let entries = self.inside.entries(reply).await;
        if reply.status >= 300 || !entries.contains(&format!("{action} done")) {
            let body = String::from_utf8_lossy(&reply.bytes);
            self.wrong.push(format!("{operation}: {} left {entries:?} for {action}: {body}", reply.status));
        }
    }

    /// The operation, as it is asked for with these objects.
    async fn ask(&mut self, who: &Browser, operation: &str, it: &Objects, action: &str) -> Reply {
        let reply = send(request(who, operation, it)).await;
        self.entry(operation, &reply, action).await;
        reply
    }
}

/// Everything that is read, and nothing changed.
async fn look(seen: &mut Seen, eva: &Browser, noor: &Browser, it: &Objects) {
    for (operation, action) in READS {
        let who =
            if operation.ends_with("walls") || operation.ends_with("requirements") { noor } else { eva };
        seen.ask(who, operation, it, action).await;
    }
}

/// Changes of a dossier, its documents, uploads and members, and of walls.
async fn change(seen: &mut Seen, eva: &Browser, noor: &Browser, it: &Objects) {
    seen.ask(eva, "POST /api/v1/dossiers", it, "dossier.create").await;
    seen.ask(eva, "PATCH /api/v1/dossiers/{id}", it, "dossier.update").await;
    let leaves = it.member.clone();
    seen.ask(eva, "DELETE /api/v1/dossiers/{id}/members/{user}", it, "member.remove").await;
    seen.ask(eva, "PUT /api/v1/dossiers/{id}/members/{user}", it, "member.add").await;
    let wall = json!({"dossier_number": "2026-1", "person": leaves, "reason": "Familie"});
    let raised = noor.post("/api/v1/walls", &wall).await;
    seen.entry("POST /api/v1/walls", &raised, "wall.raise").await;
    seen.ask(noor, "DELETE /api/v1/walls/{dossier}/{user}", it, "wall.lift").await;

    seen.ask(eva, "DELETE /api/v1/uploads/{id}", it, "upload.remove").await;
    let begun = seen.ask(eva, "POST /api/v1/uploads", it, "upload.create").await;
    let place = begun.header("location").expect("a place");
    let upload = place.rsplit('/').next().expect("an id").to_owned();
    seen.ask(eva, "PATCH /api/v1/uploads/{id}", &Objects { upload, ..it.clone() }, "document.add").await;

    let unread = eva.upload(&it.dossier, "nota.pdf", b"Dit is geen PDF.").await;
    assert_eq!(eva.until_read(&unread).await["progress"], "failed");
    let unread = Objects { document: unread, ..it.clone() };
    seen.ask(eva, "POST /api/v1/documents/{id}/retry", &unread, "document.retry").await;
    seen.ask(eva, "PATCH /api/v1/documents/{id}", it, "document.update").await;
    seen.ask(eva, "DELETE /api/v1/documents/{id}", it, "document.remove").await;
}

/// Reviews of a Word document, and the clause library.
async fn draft(seen: &mut Seen, eva: &Browser, it: &Objects) {
    let now =
        async || eva.get(&format!("/api/v1/redlines/{}", it.redline)).await.expect(200)["revision"].clone();
    let sent = async |method: Method, path: String, revision: serde_json::Value, body: serde_json::Value| {
        let request = eva.ask(method, &path).header("if-match", format!("\"{revision}\""));
        send(request.json(&body)).await
    };
    let of = |rest: &str| format!("/api/v1/redlines/{}{rest}", it.redline);
    let taken = json!({"decision": "accepted"});
    let reply = sent(Method::PUT, of("/proposals/0"), now().await, taken.clone()).await;
    seen.entry("PUT /api/v1/redlines/{id}/proposals/{number}", &reply, "redline.decide").await;
    let reply = sent(Method::POST, of("/decide"), now().await, taken.clone()).await;
    seen.entry("POST /api/v1/redlines/{id}/decide", &reply, "redline.decide").await;
    let reply = sent(Method::POST, of("/finish"), now().await, json!({"tracked": true})).await;
    seen.entry("POST /api/v1/redlines/{id}/finish", &reply, "redline.finish").await;

    // of the version that came of it: the change that it carries is decided on, and given up
    eva.until_read(&it.word.0).await;
    let done = reply.json();
    let version = done["result"]["version"].as_str().unwrap_or_else(|| panic!("{done}")).to_owned();
    let it = Objects { word: (it.word.0.clone(), version), ..it.clone() };
    let begun = seen.ask(eva, "POST /api/v1/documents/{id}/redlines", &it, "redline.begin").await.json();
    let of = |rest: &str| format!("/api/v1/redlines/{}{rest}", id(&begun));
    let reply = sent(Method::PUT, of("/revisions/0"), begun["revision"].clone(), taken).await;
    seen.entry("PUT /api/v1/redlines/{id}/revisions/{number}", &reply, "redline.decide").await;
    let reply = sent(Method::DELETE, of(""), reply.json()["revision"].clone(), json!({})).await;
    seen.entry("DELETE /api/v1/redlines/{id}", &reply, "redline.discard").await;

    seen.ask(eva, "GET /api/v1/clauses", &it, "clause.list").await;
    let content = json!({"title": "Parkeren", "variants": [{"stance": "neutral", "text": "1. x"}]});
    let added = eva.post("/api/v1/clauses", &content).await;
    seen.entry("POST /api/v1/clauses", &added, "clause.add").await;
    let mut clause = added.json();
    let it = Objects { clause: id(&clause), ..it };
    let path = format!("/api/v1/clauses/{}", it.clause);
    for (operation, method, rest, action) in [
        ("PUT /api/v1/clauses/{id}", Method::PUT, "", "clause.update"),
        ("POST /api/v1/clauses/{id}/approve", Method::POST, "/approve", "clause.approve"),
        ("POST /api/v1/clauses/{id}/withdraw", Method::POST, "/withdraw", "clause.withdraw"),
    ] {
        let reply = sent(method, format!("{path}{rest}"), clause["revision"].clone(), content.clone()).await;
        seen.entry(operation, &reply, action).await;
        clause = reply.json();
    }
    seen.ask(eva, "GET /api/v1/clauses/{id}", &it, "clause.read").await;
    seen.ask(eva, "GET /api/v1/clauses/{id}/versions", &it, "clause.read").await;
    template(seen, eva, &it).await;
}

/// A draft that goes on as a text.
async fn text(seen: &mut Seen, eva: &Browser, it: &Objects) {
    let path = format!("/api/v1/dossiers/{}/drafts", it.dossier);
    let begun = eva.post(&path, &json!({"template": it.template})).await.expect(201);
    let it = &Objects { draft: id(&begun), ..it.clone() };
    let made = seen.ask(eva, "POST /api/v1/drafts/{id}/text", it, "draft.text").await.json();
    assert_eq!(made["state"], "writing");
    seen.ask(eva, "PUT /api/v1/drafts/{id}/text", it, "draft.write").await;
    let sent = async |method: Method, rest: &str, revision: u64, body: serde_json::Value| {
        let request = eva.ask(method, &format!("/api/v1/drafts/{}{rest}", it.draft));
        send(request.header("if-match", format!("\"{revision}\"")).json(&body)).await
    };
    let reply = sent(Method::POST, "/versions", 2, json!({"name": "Eerste"})).await;
    seen.entry("POST /api/v1/drafts/{id}/versions", &reply, "draft.keep").await;
    let reply = sent(Method::POST, "/versions/1/restore", 2, json!({})).await;
    seen.entry("POST /api/v1/drafts/{id}/versions/{number}/restore", &reply, "draft.restore").await;
    seen.ask(eva, "POST /api/v1/drafts/{id}/clauses", it, "clause.read").await;
    seen.ask(eva, "POST /api/v1/drafts/{id}/citations", it, "draft.cite").await;
    seen.ask(eva, "POST /api/v1/drafts/{id}/compare", it, "document.add").await;
    let reply = sent(Method::DELETE, "/text", 3, json!({})).await;
    seen.entry("DELETE /api/v1/drafts/{id}/text", &reply, "draft.drop").await;
}

/// A template of the firm's own, and a draft of it.
async fn template(seen: &mut Seen, eva: &Browser, it: &Objects) {
    let sent = async |method: Method, path: String, revision: &serde_json::Value, body: serde_json::Value| {
        let request = eva.ask(method, &path).header("if-match", format!("\"{revision}\""));
        send(request.json(&body)).await
    };
    let file = word::file(&word::paragraph("Aan {{ naam }}")).expect("a Word file");
    seen.ask(eva, "GET /api/v1/templates", it, "template.list").await;
    let added = send(eva.ask(Method::POST, "/api/v1/templates?name=Brief").body(file.clone())).await;
    seen.entry("POST /api/v1/templates", &added, "template.add").await;
    let mut own = added.expect(201);
    let it = Objects { template: id(&own), ..it.clone() };
    let path = format!("/api/v1/templates/{}", it.template);
    let reply = sent(Method::PATCH, path.clone(), &own["revision"], json!({"name": "Brieven"})).await;
    seen.entry("PATCH /api/v1/templates/{id}", &reply, "template.update").await;
    let request = eva.ask(Method::POST, &format!("{path}/versions"));
    let reply =
        send(request.header("if-match", format!("\"{}\"", reply.json()["revision"])).body(file)).await;
    seen.entry("POST /api/v1/templates/{id}/versions", &reply, "template.update").await;
    own = reply.json();
    let stands = json!({"sha256": own["sha256"]});
    let reply = sent(Method::POST, format!("{path}/approve"), &own["revision"], stands).await;
    seen.entry("POST /api/v1/templates/{id}/approve", &reply, "template.approve").await;
    seen.ask(eva, "GET /api/v1/templates/{id}", &it, "template.read").await;
    seen.ask(eva, "GET /api/v1/templates/{id}/preview", &it, "template.read").await;
    let reply = eva.get(&format!("{path}/versions/2/content")).await;
    seen.entry("GET /api/v1/templates/{id}/versions/{number}/content", &reply, "template.download").await;

    let begun = seen.ask(eva, "POST /api/v1/dossiers/{id}/drafts", &it, "draft.begin").await.json();
    let of = |rest: &str| format!("/api/v1/drafts/{}{rest}", id(&begun));
    let answers = json!({"answers": {"naam": "Jansen"}});
    let reply = sent(Method::PUT, of("/answers"), &begun["revision"], answers).await;
    seen.entry("PUT /api/v1/drafts/{id}/answers", &reply, "draft.answer").await;
    let reply = sent(Method::POST, of("/document"), &reply.json()["revision"], json!({})).await;
    seen.entry("POST /api/v1/drafts/{id}/document", &reply, "draft.make").await;
    let made = reply.json();
    let stands = json!({"sha256": made["document"]["sha256"]});
    let reply = sent(Method::POST, of("/approve"), &made["revision"], stands).await;
    seen.entry("POST /api/v1/drafts/{id}/approve", &reply, "draft.approve").await;
    let reply = sent(Method::DELETE, of(""), &reply.json()["revision"], json!({})).await;
    seen.entry("DELETE /api/v1/drafts/{id}", &reply, "draft.remove").await;

    let clause = eva.get("/api/v1/clauses").await.expect(200);
    text(seen, eva, &Objects { clause: id(&clause["items"][0]), ..it.clone() }).await;

    let now = eva.get(&path).await.expect(200);
    let reply = sent(Method::POST, format!("{path}/withdraw"), &now["revision"], json!({})).await;
    seen.entry("POST /api/v1/templates/{id}/withdraw", &reply, "template.withdraw").await;
}

/// Playbooks, and documents held against them.
async fn check(seen: &mut Seen, eva: &Browser, it: &Objects) {
    let sent = async |method: Method, path: String, revision: &serde_json::Value, body: serde_json::Value| {
        let request = eva.ask(method, &path).header("if-match", format!("\"{revision}\""));
        send(request.json(&body)).await
    };
    seen.ask(eva, "PUT /api/v1/checks/{id}/findings/{rule}", it, "check.decide").await;
    seen.ask(eva, "POST /api/v1/checks/{id}/redline", it, "check.mend").await;
    seen.ask(eva, "POST /api/v1/checks/{id}/stop", it, "check.stop").await;
    seen.ask(eva, "PUT /api/v1/screenings/{id}/matches/{number}", it, "sanction.decide").await;
    seen.ask(eva, "POST /api/v1/dossiers/{id}/sanctions", it, "sanction.screen").await;

    seen.ask(eva, "GET /api/v1/playbooks", it, "playbook.list").await;
    let text = json!({"text": playbook("eigen")});
    let added = eva.post("/api/v1/playbooks", &text).await;
    seen.entry("POST /api/v1/playbooks", &added, "playbook.add").await;
    let it = Objects { playbook: id(&added.json()), ..it.clone() };
    seen.ask(eva, "POST /api/v1/dossiers/{id}/checks", &it, "check.start").await;
    seen.ask(eva, "GET /api/v1/playbooks/{id}", &it, "playbook.read").await;
    seen.ask(eva, "GET /api/v1/playbooks/{id}/versions/{number}", &it, "playbook.read").await;
    let path = format!("/api/v1/playbooks/{}", it.playbook);
    let reply = sent(Method::PUT, path.clone(), &added.json()["revision"], text).await;
    seen.entry("PUT /api/v1/playbooks/{id}", &reply, "playbook.update").await;
    let stands = json!({"sha256": reply.json()["sha256"]});
    let reply = sent(Method::POST, format!("{path}/approve"), &reply.json()["revision"], stands).await;
    seen.entry("POST /api/v1/playbooks/{id}/approve", &reply, "playbook.approve").await;
    let reply = sent(Method::POST, format!("{path}/withdraw"), &reply.json()["revision"], json!({})).await;
    seen.entry("POST /api/v1/playbooks/{id}/withdraw", &reply, "playbook.withdraw").await;
}

/// A question, and its end by hand while the model still speaks.
async fn question(seen: &mut Seen, eva: &Browser, it: &Objects) {
    let asked = seen.ask(eva, "POST /api/v1/dossiers/{id}/answers", it, "answer.ask").await;
    let running = Objects { answer: id(&asked.json()), ..it.clone() };
    let stopped = seen.ask(eva, "POST /api/v1/answers/{id}/stop", &running, "answer.stop").await;
    assert_eq!(stopped.json()["state"], "stopped");
}

/// Signing in and out, and one's own account.
async fn account(seen: &mut Seen, place: &Place, browser: Browser) {
    let person = place.sign_in().person(MEMBER).clone();
    let credentials = json!({"email": person.email, "password": person.password});
    let half = browser.post("/api/v1/session", &credentials).await;
    seen.entry("POST /api/v1/session", &half, "session.password").await;
    let (mira, reply) = browser.half(&person).await.code(&person).await;
    seen.entry("POST /api/v1/session/second-factor", &reply, "session.second_factor").await;
    let english = send(mira.ask(Method::PATCH, "/api/v1/account").json(&json!({"language": "en"}))).await;
    seen.entry("PATCH /api/v1/account", &english, "account.language").await;
    let ended = send(mira.ask(Method::DELETE, "/api/v1/session")).await;
    seen.entry("DELETE /api/v1/session", &ended, "session.end").await;
}

/// A new account: its second factor and its first password of one's own.
async fn newcomer(seen: &mut Seen, browser: Browser) {
    let newcomer = seen.inside.newcomer().await;
    let mut browser = browser;
    let credentials = json!({"email": newcomer.email, "password": newcomer.password});
    let reply = browser.post("/api/v1/session", &credentials).await;
    assert_eq!(reply.expect(200)["state"], "enrolment");
    browser.keep(&reply);
    let offered = browser.post("/api/v1/account/second-factor", &json!({})).await;
    let secret = offered.json()["secret"].as_str().expect("a secret").replace(' ', "");
    let secret = Secret::new(&BASE32_NOPAD.decode(secret.to_uppercase().as_bytes()).expect("base32"));
    let code = secret.code(totp::step(legalmind_seal::world::system().now()));
    let confirmed = browser.post("/api/v1/account/second-factor/confirm", &json!({"code": code})).await;
    seen.entry("POST /api/v1/account/second-factor/confirm", &confirmed, "account.second_factor").await;
    browser.keep_cookie(&confirmed);
    let session = browser.get("/api/v1/session").await;
    browser.keep_token(&session);
    let new = json!({"current": newcomer.password, "new": "Kwartel-lamp-82-stoep!"});
    let changed = browser.post("/api/v1/account/password", &new).await;
    seen.entry("POST /api/v1/account/password", &changed, "account.password").await;
}

#[tokio::test]
async fn p059_every_operation_that_succeeds_leaves_its_entry() {
    let place = Place::new(&Firm::plain());
    let quoted =
        Script::answer(&["De huur. [[1|De huurder heeft de huurpenningen over maart niet betaald.]]"]);
    let model = Scripted::start(quoted).await.expect("a port");
    place.model(&model.base_url());
    let server = place.demo().ready(&place).await;
    let people = place.sign_in();
    let eva = server.browser().signed(people.person(RESPONSIBLE)).await;
    let noor = server.browser().signed(people.person(ADMINISTRATOR)).await;
    sanctions::import(&place, "2026-01-15");
    let objects = Objects::make(&eva).await;
    assert_eq!(user(&eva, "Mira Lidt").await, objects.member);
    model.set(Script::stream(vec![Step::Send(words("De ")), Step::Pause(Duration::from_secs(3600))]));

    let inside = Inside::open(&place).await;
    let mut seen = Seen { inside, operations: BTreeSet::new(), wrong: Vec::new() };
    look(&mut seen, &eva, &noor, &objects).await;
    check(&mut seen, &eva, &objects).await;
    duties::conflict(&mut seen, &eva, &objects).await;
    draft(&mut seen, &eva, &objects).await;
    duties::deadline(&mut seen, &eva, &objects).await;
    duties::register(&mut seen, (&noor, &eva), &objects).await;
    duties::training(&mut seen, &eva).await;
    duties::stand(&mut seen, &noor).await;
    question(&mut seen, &eva, &objects).await;
    change(&mut seen, &eva, &noor, &objects).await;
    newcomer(&mut seen, server.browser()).await;
    account(&mut seen, &place, server.browser()).await;
    assert!(seen.wrong.is_empty(), "{}", seen.wrong.join("\n"));
    let silent = SILENT.iter().map(|(operation, _)| (*operation).to_owned());
    assert_eq!(
        silent.chain(seen.operations).collect::<BTreeSet<_>>(),
        described(),
        "every operation was tried"
    );
}
