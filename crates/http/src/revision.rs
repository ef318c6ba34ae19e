//! Revisions as `ETag` and `If-Match` (RFC 9110 §8.8.3, §13.1.1).

use axum::{
    extract::FromRequestParts,
    http::{HeaderValue, header, request::Parts},
};

use crate::problem::{Kind, Problem};

/// The revision a change was made to; a change without one is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IfMatch(pub u64);

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let value = parts.headers.get(header::IF_MATCH).ok_or(Kind::PreconditionRequired)?;
        let tag = value.to_str().ok().map(str::trim).unwrap_or_default();
        let revision =
            tag.strip_prefix('"').and_then(|tag| tag.strip_suffix('"')).and_then(|tag| tag.parse().ok());
        // a tag that is none of ours is not the present one
        revision.map(Self).ok_or_else(|| Kind::Changed.into())
    }
}

/// The header of this revision.
#[must_use]
pub fn etag(revision: u64) -> [(header::HeaderName, HeaderValue); 1] {
    let value =
        HeaderValue::from_str(&format!("\"{revision}\"")).unwrap_or(HeaderValue::from_static("\"0\""));
    [(header::ETAG, value)]
}
