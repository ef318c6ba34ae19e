//! `/api/v1/uploads`: resumable uploads by the tus protocol 1.0.0, with creation, expiration and
//! termination.

use axum::{
    Json,
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use futures::TryStreamExt;
use legalmind_core::{DossierId, UploadId};
use legalmind_vault::{
    Error as Vault,
    document::upload::{Created, NewUpload, Status},
};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{
    auth::Signed,
    once::ONCE,
    paging::Page,
    problem::{Kind, Problem, ProblemBody},
    state::AppState,
};

const VERSION: &str = "1.0.0";
const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
const METADATA: HeaderName = HeaderName::from_static("upload-metadata");
const EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
const DOCUMENT: HeaderName = HeaderName::from_static("upload-document");

/// The routes.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(create, options))
        .routes(routes!(append, status, cancel))
        .routes(routes!(list))
}

/// An upload that is not finished.
#[derive(Serialize, ToSchema)]
pub struct Upload {
    id: Uuid,
    name: String,
    /// In bytes.
    size: u64,
    /// How many are here.
    offset: u64,
    expires_at: String,
}

impl From<Status> for Upload {
    fn from(it: Status) -> Self {
        Self {
            id: it.id.uuid(),
            name: it.name,
            size: it.size,
            offset: it.offset,
            expires_at: it.expires.to_string(),
        }
    }
}

/// What the server can do.
#[utoipa::path(options, path = "/uploads", tag = "uploads", responses((status = 204)))]
async fn options(State(state): State<AppState>) -> Response {
    let mut headers = spoken();
    headers.insert("tus-version", HeaderValue::from_static(VERSION));
    headers.insert("tus-extension", HeaderValue::from_static("creation,expiration,termination"));
    headers.insert("tus-max-size", HeaderValue::from(state.vault.options().max_file_size));
    (StatusCode::NO_CONTENT, headers).into_response()
}

/// Announces a file. `Upload-Metadata` names `dossier` and `filename`, and may name `folder` and
/// `filetype`.
#[utoipa::path(post, path = "/uploads", tag = "uploads",
    params(("Upload-Length" = u64, Header), ("Upload-Metadata" = String, Header),
        ("Idempotency-Key" = Option<String>, Header, description = ONCE)),
    responses((status = 201), (status = 409, body = ProblemBody), (status = 413, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn create(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    speaks(&headers)?;
    let size = number(&headers, &LENGTH).ok_or_else(|| Problem::field("/upload-length", "required"))?;
    let field = |name: &str| metadata(&headers, name);
    let dossier = field("dossier").and_then(|id| id.parse().ok()).map(DossierId::from_uuid);
    let dossier = dossier.ok_or_else(|| Problem::field("/dossier", "required"))?;
    let new = NewUpload {
        name: field("filename").ok_or_else(|| Problem::field("/filename", "required"))?,
        folder: field("folder").unwrap_or_default(),
        size,
        declared: field("filetype").unwrap_or_default(),
    };
    let mut headers = spoken();
    match state.vault.create_upload(&ctx, dossier, new).await? {
        Created::Open(status) => {
            place(&mut headers, header::LOCATION, &format!("/api/v1/uploads/{}", status.id));
            place(&mut headers, EXPIRES, &http_date(&status));
            headers.insert(OFFSET, HeaderValue::from(0));
        }
        Created::Empty(document) => {
            place(&mut headers, header::LOCATION, &format!("/api/v1/documents/{document}"));
            place(&mut headers, DOCUMENT, &document.to_string());
            headers.insert(OFFSET, HeaderValue::from(0));
        }
    }
    Ok((StatusCode::CREATED, headers).into_response())
}

/// Sends bytes from an offset on. With the last of them the answer names the document.
#[utoipa::path(patch, path = "/uploads/{id}", tag = "uploads",
    params(("id" = Uuid, Path), ("Upload-Offset" = u64, Header)),
    request_body(content = Vec<u8>, content_type = "application/offset+octet-stream"),
    responses((status = 204), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody)))]
async fn append(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    speaks(&headers)?;
    let typed =
        headers.get(header::CONTENT_TYPE).is_some_and(|value| value == "application/offset+octet-stream");
    if !typed {
        return Err(Kind::UnsupportedMedia.into());
    }
    let offset = number(&headers, &OFFSET).ok_or_else(|| Problem::field("/upload-offset", "required"))?;
    let bytes = body.into_data_stream().map_err(|_| ());
    let mut headers = spoken();
    match state.vault.append_upload(&ctx, UploadId::from_uuid(id), offset, bytes).await {
        Ok(appended) => {
            headers.insert(OFFSET, HeaderValue::from(appended.offset));
            if let Some(document) = appended.document {
                place(&mut headers, DOCUMENT, &document.to_string());
            }
            Ok((StatusCode::NO_CONTENT, headers).into_response())
        }
        Err(Vault::OffsetMismatch { expected }) => {
            headers.insert(OFFSET, HeaderValue::from(expected));
            Ok((headers, Problem::new(Kind::OffsetMismatch)).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// How far an upload is.
#[utoipa::path(head, path = "/uploads/{id}", tag = "uploads", params(("id" = Uuid, Path)),
    responses((status = 200), (status = 404)))]
async fn status(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<Response, Problem> {
    let status = state.vault.upload_status(&ctx, UploadId::from_uuid(id)).await?;
    let mut headers = spoken();
    headers.insert(OFFSET, HeaderValue::from(status.offset));
    headers.insert(LENGTH, HeaderValue::from(status.size));
    place(&mut headers, EXPIRES, &http_date(&status));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok((StatusCode::OK, headers).into_response())
}

/// Gives an upload up.
#[utoipa::path(delete, path = "/uploads/{id}", tag = "uploads", params(("id" = Uuid, Path)),
    responses((status = 204), (status = 404, body = ProblemBody)))]
async fn cancel(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<Response, Problem> {
    state.vault.cancel_upload(&ctx, UploadId::from_uuid(id)).await?;
    Ok((StatusCode::NO_CONTENT, spoken()).into_response())
}

/// One's own unfinished uploads into a dossier, oldest first.
#[utoipa::path(get, path = "/dossiers/{id}/uploads", tag = "uploads", params(("id" = Uuid, Path)),
    responses((status = 200, body = Page<Upload>), (status = 404, body = ProblemBody)))]
async fn list(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<Json<Page<Upload>>, Problem> {
    let uploads = state.vault.list_uploads(&ctx, DossierId::from_uuid(id)).await?;
    Ok(Json(Page::whole(uploads.into_iter().map(Upload::from).collect())))
}

fn spoken() -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(RESUMABLE, HeaderValue::from_static(VERSION));
    headers
}

fn speaks(headers: &HeaderMap) -> Result<(), Problem> {
    if headers.get(RESUMABLE).is_some_and(|value| value == VERSION) {
        Ok(())
    } else {
        Err(Kind::TusVersion.into())
    }
}

fn number(headers: &HeaderMap, name: &HeaderName) -> Option<u64> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok()
}

fn place(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// A value of `Upload-Metadata`: `key base64, key base64`.
fn metadata(headers: &HeaderMap, wanted: &str) -> Option<String> {
    let line = headers.get(METADATA)?.to_str().ok()?;
    line.split(',').find_map(|pair| {
        let (key, value) = pair.trim().split_once(' ').unwrap_or((pair.trim(), ""));
        if key != wanted {
            return None;
        }
        String::from_utf8(STANDARD.decode(value.trim()).ok()?).ok()
    })
}

/// The date as HTTP writes it (RFC 9110 §5.6.7).
fn http_date(status: &Status) -> String {
    jiff::fmt::rfc2822::DateTimePrinter::new()
        .timestamp_to_rfc9110_string(&status.expires)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_is_read_by_key() {
        let mut headers = HeaderMap::new();
        headers.insert(METADATA, HeaderValue::from_static("filename YnJpZWYgw6kucGRm, dossier eA==,empty"));
        assert_eq!(metadata(&headers, "filename").as_deref(), Some("brief é.pdf"));
        assert_eq!(metadata(&headers, "empty").as_deref(), Some(""));
        assert_eq!(metadata(&headers, "folder"), None);
    }
}
