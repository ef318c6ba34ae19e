//! A browser as the server sees it: a cookie, a CSRF token, JSON, and tus.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::STANDARD};
use data_encoding::BASE32_NOPAD;
use legalmind_identity::totp::{self, Secret};
use reqwest::{
    Client, Method, RequestBuilder, Response,
    header::{HeaderMap, SET_COOKIE},
};
use serde_json::{Value, json};
use tokio::time::sleep;

use crate::firm::Known;

/// A client that asks no proxy and has no cookies of its own.
#[expect(clippy::disallowed_methods, reason = "the test is the browser, outside of the product")]
pub fn http() -> Client {
    Client::builder().no_proxy().build().expect("a client")
}

/// What came back.
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Reply {
    /// The body as JSON; null where it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or(Value::Null)
    }

    /// The body, where the status is the one expected.
    pub fn expect(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.bytes));
        self.json()
    }

    /// A header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// Sends a request; a broken connection fails the test.
pub async fn send(request: RequestBuilder) -> Reply {
    reply(request.send().await.expect("the server answers")).await
}

async fn reply(response: Response) -> Reply {
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let bytes = response.bytes().await.expect("a whole body").to_vec();
    Reply { status, headers, bytes }
}

/// A browser.
#[derive(Clone)]
pub struct Browser {
    http: Client,
    base: String,
    pub cookie: String,
    csrf: String,
}

impl Browser {
    /// One in which nobody is signed in.
    pub fn new(base: &str) -> Self {
        Self { http: http(), base: base.to_owned(), cookie: String::new(), csrf: String::new() }
    }

    /// The same person at another address, over new connections.
    pub fn at(&self, base: &str) -> Self {
        Self { http: http(), base: base.to_owned(), ..self.clone() }
    }

    /// A request with the cookie and the CSRF token.
    pub fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        self.without_csrf(method, path).header("x-csrf-token", &self.csrf)
    }

    /// A request with the cookie alone.
    pub fn without_csrf(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.base));
        if self.cookie.is_empty() { request } else { request.header("cookie", &self.cookie) }
    }

    /// Reads.
    pub async fn get(&self, path: &str) -> Reply {
        send(self.ask(Method::GET, path)).await
    }

    /// Sends JSON.
    pub async fn post(&self, path: &str, body: &Value) -> Reply {
        send(self.ask(Method::POST, path).json(body)).await
    }

    /// The first step of signing in.
    pub async fn half(mut self, person: &Known) -> Self {
        let credentials = json!({"email": person.email, "password": person.password});
        let reply = self.post("/api/v1/session", &credentials).await;
        assert_eq!(reply.expect(200)["state"], "second_factor");
        self.keep(&reply);
        self
    }

    /// Both steps.
    pub async fn signed(self, person: &Known) -> Self {
        self.half(person).await.code(person).await.0
    }

    /// The second step, with what it was answered with.
    pub async fn code(self, person: &Known) -> (Self, Reply) {
        let mut browser = self;
        let secret = BASE32_NOPAD.decode(person.totp_secret.as_bytes()).expect("base32");
        let code = Secret::new(&secret).code(totp::step(legalmind_seal::world::system().now()));
        let reply = browser.post("/api/v1/session/second-factor", &json!({"code": code})).await;
        assert_eq!(reply.expect(200)["state"], "signed_in");
        browser.keep(&reply);
        (browser, reply)
    }

    /// Goes on with the session that an answer began.
    pub fn keep(&mut self, reply: &Reply) {
        self.keep_cookie(reply);
        self.keep_token(reply);
    }

    pub fn keep_cookie(&mut self, reply: &Reply) {
        let cookie = reply.headers.get(SET_COOKIE).and_then(|it| it.to_str().ok()).expect("a cookie");
        self.cookie = cookie.split(';').next().unwrap_or_default().to_owned();
    }

    pub fn keep_token(&mut self, reply: &Reply) {
        self.csrf = reply.json()["csrf"].as_str().expect("a token").to_owned();
    }

    /// Announces a file by tus.
    pub async fn announce(&self, dossier: &str, name: &str, size: usize) -> Reply {
        let metadata = format!("dossier {},filename {}", STANDARD.encode(dossier), STANDARD.encode(name));
        let request = self.ask(Method::POST, "/api/v1/uploads").header("tus-resumable", "1.0.0");
        send(request.header("upload-length", size).header("upload-metadata", metadata)).await
    }

    /// A piece of a file, to be sent.
    pub fn piece(&self, upload: &str, offset: u64) -> RequestBuilder {
        let request = self.ask(Method::PATCH, upload).header("tus-resumable", "1.0.0");
        request.header("content-type", "application/offset+octet-stream").header("upload-offset", offset)
    }

    /// Uploads a file whole; gives the document's id.
    pub async fn upload(&self, dossier: &str, name: &str, bytes: &[u8]) -> String {
        let mut reply = self.announce(dossier, name, bytes.len()).await;
        reply.expect(201);
        if !bytes.is_empty() {
            let place = reply.header("location").expect("a place").to_owned();
            reply = send(self.piece(&place, 0).body(bytes.to_vec())).await;
            reply.expect(204);
        }
        reply.header("upload-document").expect("a document").to_owned()
    }

    /// The document, once it is searchable or failed.
    pub async fn until_read(&self, document: &str) -> Value {
        self.until(&format!("/api/v1/documents/{document}"), |it| {
            it["progress"] == "searchable" || it["progress"] == "failed"
        })
        .await
    }

    /// Asks a question, and waits for the answer's end.
    pub async fn answer(&self, dossier: &str, question: &str) -> Value {
        let asked =
            self.post(&format!("/api/v1/dossiers/{dossier}/answers"), &json!({"question": question})).await;
        let id = id(&asked.expect(201));
        self.until(&format!("/api/v1/answers/{id}"), |it| it["state"] != "running").await
    }

    /// Holds a document against a playbook, and waits until that ends.
    pub async fn check(&self, dossier: &str, asked: &Value) -> Value {
        let started = self.post(&format!("/api/v1/dossiers/{dossier}/checks"), asked).await;
        self.until_checked(&started.expect(201)).await
    }

    /// A check, once it is not running any more.
    pub async fn until_checked(&self, check: &Value) -> Value {
        self.until(&format!("/api/v1/checks/{}", id(check)), |it| it["state"] != "running").await
    }

    async fn until(&self, path: &str, done: impl Fn(&Value) -> bool) -> Value {
        for _ in 0..600 {
            let found = self.get(path).await.expect(200);
            if done(&found) {
                return found;
            }
            sleep(Duration::from_millis(100)).await;
        }
        panic!("it does not end within a minute");
    }

    /// The first dossier one may see.
    pub async fn dossier(&self) -> String {
        id(&self.get("/api/v1/dossiers").await.expect(200)["items"][0])
    }

    /// All items of a list.
    pub async fn all(&self, path: &str) -> Vec<Value> {
        let (mut items, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = self.get(&format!("{path}?limit=200{cursor}")).await.expect(200);
            items.extend(page["items"].as_array().expect("items").clone());
            match page["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return items,
            }
        }
    }
}

/// The id of an object.
pub fn id(object: &Value) -> String {
    object["id"].as_str().expect("an id").to_owned()
}
