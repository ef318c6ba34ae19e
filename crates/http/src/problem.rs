//! What the API says when something does not go: RFC 9457 problem details, in the reader's
//! language, each telling what to do next.
//!
//! A handler returns [`Problem`]; the layer [`localise`] writes the body, because only there
//! the language and the path of the request are known. To add a kind: a row in
//! `problem/kinds.rs`.

mod kinds;

use axum::{
    Json,
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
pub use kinds::Kind;
use legalmind_core::{account::Language, check::Words};
use serde::Serialize;
use utoipa::ToSchema;

/// A problem, before it is put into words.
#[derive(Clone, Debug)]
pub struct Problem {
    kind: Kind,
    errors: Vec<FieldError>,
    retry_after: Option<u64>,
}

/// What is wrong with one field of the request.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FieldError {
    /// JSON pointer to the field (RFC 6901).
    pub pointer: String,
    /// A stable code, `required`, `too_long`, `weak_password.length`.
    pub code: String,
    /// What is wrong and what to do, in the reader's language, where the code is one of many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The same in both languages, until the reader's is known.
    #[serde(skip)]
    words: Option<Words>,
}

/// The body of a problem (RFC 9457 §3).
#[derive(Serialize, ToSchema)]
pub struct ProblemBody {
    /// A stable address of the kind, relative to this server; it opens a help page.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in a few words, in the reader's language.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What to do next, in the reader's language.
    pub detail: String,
    /// The path that was asked for.
    pub instance: String,
    /// Names this occurrence in the logs.
    pub trace_id: String,
    /// What is wrong with which field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

impl Problem {
    /// A problem of this kind.
    #[must_use]
    pub const fn new(kind: Kind) -> Self {
        Self { kind, errors: Vec::new(), retry_after: None }
    }

    /// A problem with one field.
    #[must_use]
    pub fn field(pointer: &str, code: impl Into<String>) -> Self {
        Self::new(Kind::Invalid).with(pointer, code)
    }

    /// The same, with a field named.
    #[must_use]
    pub fn with(mut self, pointer: &str, code: impl Into<String>) -> Self {
        let (pointer, code) = (pointer.to_owned(), code.into());
        self.errors.push(FieldError { pointer, code, detail: None, words: None });
        self
    }

    /// The same, with a field named, and what to do about it in words.
    #[must_use]
    pub fn with_words(mut self, pointer: &str, code: &str, words: Words) -> Self {
        let (pointer, code) = (pointer.to_owned(), code.to_owned());
        self.errors.push(FieldError { pointer, code, detail: None, words: Some(words) });
        self
    }

    /// The same, with the seconds to wait.
    #[must_use]
    pub const fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }
}

impl From<Kind> for Problem {
    fn from(kind: Kind) -> Self {
        Self::new(kind)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.kind.status().into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// Puts problems into words. Refusals of the framework itself (a bad path, a body that is no
/// JSON) become problems too.
pub async fn localise(request: Request, next: Next) -> Response {
    let language = language(request.headers());
    let instance = request.uri().path().to_owned();
    let api = instance.starts_with("/api/");
    let trace = request.extensions().get::<crate::trace::TraceId>().cloned();
    let mut response = next.run(request).await;
    let problem = match response.extensions_mut().remove::<Problem>() {
        Some(problem) => problem,
        None if api && is_plain_error(&response) => Problem::new(Kind::of_status(response.status())),
        None => return response,
    };
    let status = response.status();
    let (title, detail) = problem.kind.words(language);
    let body = ProblemBody {
        kind: format!("/problems/{}", problem.kind.as_str()),
        title: title.to_owned(),
        status: status.as_u16(),
        detail: detail.to_owned(),
        instance,
        trace_id: trace.map(|t| t.0).unwrap_or_default(),
        errors: problem
            .errors
            .into_iter()
            .map(|mut it| {
                it.detail = it.words.take().map(|words| words.of(language).to_owned());
                it
            })
            .collect(),
    };
    let mut written = (status, Json(body)).into_response();
    for (name, value) in response.headers() {
        if name != header::CONTENT_TYPE && name != header::CONTENT_LENGTH {
            written.headers_mut().append(name.clone(), value.clone());
        }
    }
    let headers = written.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    written
}

fn is_plain_error(response: &Response) -> bool {
    let status = response.status();
    let json = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|t| t.as_bytes().starts_with(b"application/"));
    (status.is_client_error() || status.is_server_error()) && status != StatusCode::NOT_MODIFIED && !json
}

/// The language a reader asks for; Dutch where nothing else is asked.
#[must_use]
pub fn language(headers: &HeaderMap) -> Language {
    let wanted =
        headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut best = (0.0_f32, Language::Nl);
    for part in wanted.split(',') {
        let mut pieces = part.trim().split(';');
        let tag = pieces.next().unwrap_or_default().trim().to_ascii_lowercase();
        let weight = pieces.find_map(|p| p.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0_f32);
        let language = match tag.split('-').next() {
            Some("nl") => Language::Nl,
            Some("en") => Language::En,
            _ => continue,
        };
        if weight > best.0 {
            best = (weight, language);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(value: &'static str) -> Language {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(value));
        language(&headers)
    }

    #[test]
    fn the_heaviest_known_language_wins_and_dutch_is_the_default() {
        assert_eq!(asked("en-GB,en;q=0.9,nl;q=0.8"), Language::En);
        assert_eq!(asked("fr,nl-NL;q=0.5,en;q=0.4"), Language::Nl);
        assert_eq!(asked("fr"), Language::Nl);
        assert_eq!(asked("en;q=x"), Language::En);
        assert_eq!(language(&HeaderMap::new()), Language::Nl);
    }

    #[test]
    fn every_kind_has_words_in_both_languages() {
        for kind in Kind::ALL {
            for language in [Language::Nl, Language::En] {
                let (title, detail) = kind.words(language);
                assert!(!title.is_empty() && detail.ends_with('.'), "{kind:?}");
            }
            assert_ne!(kind.words(Language::Nl), kind.words(Language::En));
        }
    }
}
