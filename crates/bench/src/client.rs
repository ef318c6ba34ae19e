//! A person at the product, over HTTP.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use data_encoding::BASE32_NOPAD;
use futures::StreamExt;
use legalmind_identity::totp::{self, Secret};
use reqwest::{Client as Http, Method, RequestBuilder, Response, Url, header::SET_COOKIE};
use serde_json::{Value, json};
use tokio::time::sleep;

use crate::{figure::now, product::Known};

/// A client that asks no proxy and has no cookies of its own.
#[expect(clippy::disallowed_methods, reason = "the person is outside of the product")]
pub fn http() -> Result<Http> {
    Ok(Http::builder().no_proxy().pool_max_idle_per_host(1024).build()?)
}

/// Somebody who is signed in.
#[derive(Clone)]
pub struct Client {
    http: Http,
    base: String,
    cookie: String,
    csrf: String,
}

/// When something of an answer was seen, counted from the question.
#[derive(Debug, Default)]
pub struct Heard {
    /// The first event.
    pub first: Duration,
    /// The first words.
    pub words: Option<Instant>,
    /// The end.
    pub end: Duration,
    /// All words.
    pub text: String,
}

impl Client {
    /// Signs in.
    pub async fn sign_in(base: &str, person: &Known) -> Result<Self> {
        let mut client =
            Self { http: http()?, base: base.to_owned(), cookie: String::new(), csrf: String::new() };
        let credentials = json!({"email": person.email, "password": person.password});
        client.step("/api/v1/session", &credentials).await?;
        let secret = BASE32_NOPAD.decode(person.totp_secret.as_bytes())?;
        let code = Secret::new(&secret).code(totp::step(legalmind_seal::world::system().now()));
        client.step("/api/v1/session/second-factor", &json!({"code": code})).await?;
        Ok(client)
    }

    async fn step(&mut self, path: &str, body: &Value) -> Result<()> {
        let response = good(self.ask(Method::POST, path).json(body).send().await?).await?;
        let cookie = response.headers().get(SET_COOKIE).context("a cookie")?.to_str()?;
        self.cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        let body: Value = response.json().await?;
        self.csrf = text(&body, "csrf")?;
        Ok(())
    }

    /// The same person at another address.
    pub fn at(&self, base: &str) -> Self {
        Self { base: base.to_owned(), ..self.clone() }
    }

    /// A request with the cookie and the CSRF token.
    pub fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.base));
        let request = request.header("x-csrf-token", &self.csrf);
        if self.cookie.is_empty() { request } else { request.header("cookie", &self.cookie) }
    }

    /// Reads.
    pub async fn get(&self, path: &str) -> Result<Value> {
        Ok(good(self.ask(Method::GET, path).send().await?).await?.json().await?)
    }

    /// Searches over all dossiers.
    pub async fn search(&self, words: &str) -> Result<Value> {
        let parameters = [("q", words), ("limit", "20")];
        let url = Url::parse_with_params(&format!("{}/api/v1/search", self.base), parameters)?;
        let asked = format!("{}?{}", url.path(), url.query().unwrap_or_default());
        self.get(&asked).await
    }

    /// Reads bytes; gives how many there were.
    pub async fn download(&self, path: &str) -> Result<u64> {
        let mut stream = good(self.ask(Method::GET, path).send().await?).await?.bytes_stream();
        let mut size = 0;
        while let Some(piece) = stream.next().await {
            size += piece?.len() as u64;
        }
        Ok(size)
    }

    /// Sends JSON.
    pub async fn post(&self, path: &str, body: &Value) -> Result<Value> {
        Ok(good(self.ask(Method::POST, path).json(body).send().await?).await?.json().await?)
    }

    /// The first dossier one may see.
    pub async fn dossier(&self) -> Result<String> {
        let dossiers = self.get("/api/v1/dossiers").await?;
        text(dossiers.pointer("/items/0").context("a dossier")?, "id")
    }

    /// Uploads a file by tus, in pieces of at most `piece` bytes; gives the document's id.
    pub async fn upload(&self, dossier: &str, name: &str, bytes: Bytes, piece: usize) -> Result<String> {
        let metadata = format!("dossier {},filename {}", STANDARD.encode(dossier), STANDARD.encode(name));
        let request = self.ask(Method::POST, "/api/v1/uploads").header("tus-resumable", "1.0.0");
        let request = request.header("upload-length", bytes.len()).header("upload-metadata", metadata);
        let mut reply = good(request.send().await?).await?;
        let place = header(&reply, "location")?;
        let mut at = 0;
        while at < bytes.len() {
            let some = bytes.slice(at..bytes.len().min(at + piece));
            let request = self.ask(Method::PATCH, &place).header("tus-resumable", "1.0.0");
            let request = request.header("content-type", "application/offset+octet-stream");
            reply = good(request.header("upload-offset", at).body(some).send().await?).await?;
            // less than was sent, where the connection stood still
            at = header(&reply, "upload-offset")?.parse()?;
        }
        header(&reply, "upload-document")
    }

    /// The document, once it is searchable or failed.
    pub async fn until_read(&self, document: &str) -> Result<Value> {
        loop {
            let found = self.get(&format!("/api/v1/documents/{document}")).await?;
            match found.get("progress").and_then(Value::as_str) {
                Some("searchable" | "failed") => return Ok(found),
                _ => sleep(Duration::from_millis(20)).await,
            }
        }
    }

    /// Asks a question and listens to its end.
    pub async fn question(&self, dossier: &str, question: &str) -> Result<Heard> {
        let began = now();
        let path = format!("/api/v1/dossiers/{dossier}/answers");
        let id = text(&self.post(&path, &json!({"question": question})).await?, "id")?;
        let path = format!("/api/v1/answers/{id}/events");
        let response = good(self.ask(Method::GET, &path).send().await?).await?;
        let mut heard = Heard::default();
        let mut stream = response.bytes_stream();
        let mut waiting = Vec::new();
        while let Some(piece) = stream.next().await {
            waiting.extend_from_slice(&piece?);
            while let Some(end) = waiting.windows(2).position(|it| it == b"\n\n") {
                let event: Vec<u8> = waiting.drain(..end + 2).collect();
                if heard.hear(&String::from_utf8_lossy(&event), began)? {
                    return Ok(heard);
                }
            }
        }
        bail!("the stream of an answer stops before its end")
    }
}

impl Heard {
    /// Takes an event; true for the last one.
    fn hear(&mut self, event: &str, began: Instant) -> Result<bool> {
        let Some(data) = event.lines().find_map(|line| line.strip_prefix("data:")) else { return Ok(false) };
        if self.first.is_zero() {
            self.first = began.elapsed();
        }
        let data: Value = serde_json::from_str(data)?;
        match data.get("event").and_then(Value::as_str) {
            Some("delta") => {
                self.words.get_or_insert_with(now);
                self.text.push_str(&text(&data, "text")?);
            }
            Some("end") => {
                self.end = began.elapsed();
                return Ok(true);
            }
            _ => {}
        }
        Ok(false)
    }
}

async fn good(response: Response) -> Result<Response> {
    let status = response.status();
    if !status.is_success() {
        bail!("{} says {status}: {}", response.url().path().to_owned(), response.text().await?);
    }
    Ok(response)
}

fn header(response: &Response, name: &str) -> Result<String> {
    let value = response.headers().get(name).with_context(|| format!("the header {name}"))?;
    Ok(value.to_str()?.to_owned())
}

/// A text of an object.
pub fn text(object: &Value, key: &str) -> Result<String> {
    let found = object.get(key).and_then(Value::as_str);
    ensure!(found.is_some(), "an answer of the product has no {key}");
    Ok(found.unwrap_or_default().to_owned())
}
