//! `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): a creation that is sent again
//! gets the same answer, and nothing is made twice.
//!
//! ```text
//! key known ─▶ the same request? ─▶ may the person still see it? ─▶ the answer that was given
//! key new   ─▶ handler, with the key in its context ─▶ the change and the key in one unit of work
//!              └─ then the answer is kept; a crash in between loses the answer alone
//! ```

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    body::{Body, to_bytes},
    extract::{FromRequestParts, MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use legalmind_core::{Ctx, Once, RegisterRowId, UserId, audit::Entry, dossier::DossierFacts, rights::Action};
use legalmind_store::{
    idempotency::{self, Answered, Known, Made},
    rights,
};

use crate::{
    MAX_JSON,
    auth::Signed,
    problem::{Kind, Problem},
    state::AppState,
};

/// What the description of the API says of the header.
pub const ONCE: &str =
    "A request that is sent again with the same key gets the same answer; a key is kept for 24 hours.";
const KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// The longest key, in characters.
const MAX_KEY: usize = 255;
/// How long a key is kept.
const KEPT: Duration = Duration::from_secs(24 * 3600);
/// The largest answer that is kept, in bytes.
const MAX_ANSWER: usize = 8 << 20;

/// The creations, each with the right by which its answer is given again.
const CREATIONS: [(&str, Action); 16] = [
    ("/api/v1/absences", Action::OwnAccount),
    ("/api/v1/clauses", Action::LibraryRead),
    ("/api/v1/documents/{id}/redlines", Action::DocumentRead),
    ("/api/v1/dossiers", Action::DossierRead),
    ("/api/v1/dossiers/{id}/answers", Action::AnswerRead),
    ("/api/v1/dossiers/{id}/checks", Action::CheckRead),
    ("/api/v1/dossiers/{id}/deadlines", Action::DeadlineRead),
    ("/api/v1/dossiers/{id}/drafts", Action::DraftRead),
    ("/api/v1/dossiers/{id}/duties/{register}", Action::RegisterRead),
    ("/api/v1/dossiers/{id}/sanctions", Action::SanctionRead),
    ("/api/v1/drafts/{id}/text", Action::DraftRead),
    ("/api/v1/playbooks", Action::LibraryRead),
    ("/api/v1/registers/{register}/rows", Action::RegisterRead),
    ("/api/v1/templates", Action::LibraryRead),
    ("/api/v1/uploads", Action::DocumentAdd),
    ("/api/v1/walls", Action::WallManage),
];

/// The context of a request that was authenticated for its key.
#[derive(Clone)]
pub struct Prepared(pub Ctx);

/// The keyed requests that this process is carrying out.
#[derive(Clone, Default)]
struct Running(Arc<Mutex<HashSet<(UserId, String)>>>);

/// The place of one of them, until it is dropped.
struct Held {
    running: Running,
    place: (UserId, String),
}

impl Running {
    fn hold(&self, user: UserId, key: &str) -> Option<Held> {
        let place = (user, key.to_owned());
        let free = self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(place.clone());
        free.then(|| Held { running: self.clone(), place })
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.running.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.place);
    }
}

/// What the layer stands on.
#[derive(Clone)]
pub struct Keys {
    state: AppState,
    running: Running,
}

impl Keys {
    /// No request is being carried out yet.
    #[must_use]
    pub fn new(state: AppState) -> Self {
        Self { state, running: Running::default() }
    }
}

/// Carries a creation with a key out once. Requests without a key, and all others, pass.
pub async fn once(State(keys): State<Keys>, request: Request, next: Next) -> Result<Response, Problem> {
    let Some(again) = creation(&request) else { return Ok(next.run(request).await) };
    let Some(key) = key(request.headers())? else { return Ok(next.run(request).await) };
    let (mut parts, body) = request.into_parts();
    let Signed(ctx) = Signed::from_request_parts(&mut parts, &keys.state).await?;
    let user = ctx.user().ok_or(Kind::Unauthenticated)?;
    let body = to_bytes(body, MAX_JSON).await.map_err(|_| Kind::TooLarge)?;
    let once = Arc::new(Once::new(key, canonical(&parts, &body)));
    let held = keys.running.hold(user, once.key()).ok_or_else(in_flight)?;
    if let Some(known) = known(&keys.state, &ctx, &once).await? {
        return replay(&keys.state, &ctx, again, known).await;
    }
    parts.extensions.insert(Prepared(ctx.clone().with_once(Arc::clone(&once))));
    let request = Request::from_parts(parts, Body::from(body));
    // a task of its own: who goes away in the middle finds the answer when they come back
    let carried = tokio::spawn(async move {
        let response = next.run(request).await;
        let answered = if once.clashed() {
            Err(in_flight())
        } else if once.taken() {
            kept(&keys.state, &ctx, &once, response).await
        } else {
            Ok(response)
        };
        drop(held);
        answered
    });
    carried.await.map_err(|_| Kind::Internal)?
}

/// The right by which the answer of a creation is given again; none for other requests.
fn creation(request: &Request) -> Option<Action> {
    let path = request.extensions().get::<MatchedPath>()?.as_str();
    let known = CREATIONS.iter().find(|(creation, _)| *creation == path);
    known.filter(|_| *request.method() == Method::POST).map(|(_, action)| *action)
}

/// The key, as a plain word or as the quoted string of the draft.
fn key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let mut values = headers.get_all(KEY).iter();
    let Some(value) = values.next() else { return Ok(None) };
    let text = value.to_str().map_err(|_| Kind::IdempotencyKey)?.trim();
    let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let good = !text.is_empty() && text.len() <= MAX_KEY && text.bytes().all(|byte| byte.is_ascii_graphic());
    if good && values.next().is_none() { Ok(Some(text.to_owned())) } else { Err(Kind::IdempotencyKey.into()) }
}

/// What makes a request this one: method, address, the headers that say what is made, body.
fn canonical(parts: &Parts, body: &[u8]) -> Vec<u8> {
    let mut all = format!("{} {}\n", parts.method, parts.uri).into_bytes();
    for name in [header::CONTENT_TYPE.as_str(), "upload-length", "upload-metadata"] {
        let value = parts.headers.get(name).map(HeaderValue::as_bytes).unwrap_or_default();
        all.extend_from_slice(value);
        all.push(b'\n');
    }
    all.extend_from_slice(body);
    all
}

fn in_flight() -> Problem {
    Problem::new(Kind::IdempotencyRunning).retry_after(1)
}

async fn known(state: &AppState, ctx: &Ctx, once: &Once) -> Result<Option<Known>, Problem> {
    let tx = state.store.read(ctx).await?;
    Ok(idempotency::find(ctx, &tx, once).await?)
}

/// The answer that was given, to whoever may still see what it tells of.
async fn replay(state: &AppState, ctx: &Ctx, again: Action, known: Known) -> Result<Response, Problem> {
    let Known { same, made, answer } = known;
    if !same {
        return Err(Kind::IdempotencyReused.into());
    }
    allowed(state, ctx, again, &made).await?;
    let entry = Entry { id: made.id, dossier: made.dossier(), ..look(&made) };
    state.store.look(ctx, entry).await?;
    let Some(answer) = answer else {
        let place = made.id.map(|id| format!("/api/v1/{}s/{id}", made.object));
        let place = place.and_then(|place| HeaderValue::from_str(&place).ok());
        let place = place.map(|place| [(header::LOCATION, place)]);
        return Ok((place, Problem::new(Kind::IdempotencyDone)).into_response());
    };
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    if status.is_client_error() || status.is_server_error() {
        return Err(Kind::of_status(status).into());
    }
    let mut response = (status, Body::from(answer.body)).into_response();
    for (name, value) in answer.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::from_bytes(&value)) {
            response.headers_mut().insert(name, value);
        }
    }
    Ok(response)
}

fn look(made: &Made) -> Entry {
    let object = [
        "dossier",
        "answer",
        "upload",
        "document",
        "user",
        "redline",
        "clause",
        "template",
        "draft",
        "register_row",
    ]
    .into_iter()
    .find(|it| *it == made.object);
    Entry::done("request.replay", object.unwrap_or("request"), made.id.unwrap_or_default())
}

async fn allowed(state: &AppState, ctx: &Ctx, action: Action, made: &Made) -> Result<(), Problem> {
    if action.on_dossier() {
        let dossier = made.dossier().ok_or(Kind::NotFound)?;
        let tx = state.store.read(ctx).await?;
        return Ok(rights::require(ctx, &tx, action, dossier).await.map(drop)?);
    }
    if action.on_register() {
        let row = made.id.ok_or(Kind::NotFound)?;
        return Ok(state.compliance.still_reads_row(ctx, RegisterRowId::from_uuid(row)).await?);
    }
    let decided = legalmind_core::rights::decide(ctx, action, DossierFacts::default());
    decided.map_err(|_| Kind::Refused.into())
}

/// The answer, kept beside the key. One that cannot be kept goes out all the same: the request was
/// carried out.
async fn kept(state: &AppState, ctx: &Ctx, once: &Once, response: Response) -> Result<Response, Problem> {
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, MAX_ANSWER).await.map_err(|_| Kind::Internal)?;
    let header = |(name, value): (&HeaderName, &HeaderValue)| {
        (*name != header::CONTENT_LENGTH).then(|| (name.as_str().to_owned(), value.as_bytes().to_vec()))
    };
    let headers = parts.headers.iter().filter_map(header).collect();
    let answer = Answered { status: parts.status.as_u16(), headers, body: body.to_vec() };
    if let Err(error) = keep(state, ctx, once, answer).await {
        tracing::warn!(%error, "an answer could not be kept for a second request");
    }
    Ok(Response::from_parts(parts, Body::from(body)))
}

async fn keep(state: &AppState, ctx: &Ctx, once: &Once, answer: Answered) -> legalmind_store::Result<()> {
    let work = state.store.begin(ctx).await?;
    idempotency::answer(ctx, &work, once.key(), answer).await?;
    if let Ok(then) = state.world.now().checked_sub(KEPT) {
        idempotency::sweep(ctx, &work, then).await?;
    }
    work.save().await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(values: &[&'static str]) -> Result<Option<String>, Kind> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(KEY, HeaderValue::from_static(value));
        }
        key(&headers).map_err(|problem| problem.kind())
    }

    #[test]
    fn a_key_is_one_visible_word() {
        assert_eq!(read(&[]), Ok(None));
        assert_eq!(read(&["8e03978e"]), Ok(Some("8e03978e".to_owned())));
        assert_eq!(read(&["\"8e03978e\""]), Ok(Some("8e03978e".to_owned())));
        let long: &'static str = "x".repeat(256).leak();
        for bad in [&[""][..], &["\"\""], &["a b"], &["a", "a"], &[long]] {
            assert_eq!(read(bad), Err(Kind::IdempotencyKey), "{bad:?}");
        }
    }

    #[test]
    fn the_description_names_the_header_at_every_creation_and_nowhere_else() {
        let described = serde_json::to_value(crate::openapi()).expect("JSON");
        let mut named = Vec::new();
        for (path, methods) in described["paths"].as_object().expect("paths") {
            for (method, operation) in methods.as_object().expect("methods") {
                let parameters = operation["parameters"].as_array().map(Vec::as_slice).unwrap_or_default();
                if parameters.iter().any(|it| it["name"] == "Idempotency-Key") {
                    assert_eq!(method, "post", "{path}");
                    named.push(path.clone());
                }
            }
        }
        named.sort();
        assert_eq!(named, CREATIONS.map(|(path, _)| path));
    }
}
