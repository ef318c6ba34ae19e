//! `/api/v1/documents`: listing, reading, downloading, renaming, removing, trying again.

use axum::{
    Json,
    body::Body,
    extract::{Path, Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use futures::TryStreamExt;
use legalmind_core::{
    DocumentId, DossierId, PageNumber, VersionId,
    document::{FileKind, Progress, Reason},
    job::{JobKind, JobState},
};
use legalmind_vault::{
    Ask,
    document::{DocumentPatch as Patch, Purpose, View},
    job::Item,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::answers::Range;
use crate::{
    auth::Signed,
    paging::{Page, Piece},
    problem::{Problem, ProblemBody},
    revision::{IfMatch, etag},
    state::AppState,
};

/// The routes.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(get, update, remove))
        .routes(routes!(retry))
        .routes(routes!(content))
        .routes(routes!(pages))
        .routes(routes!(jobs))
}

/// A document.
#[derive(Serialize, ToSchema)]
pub struct Document {
    id: Uuid,
    dossier: Uuid,
    /// The message it came in.
    parent: Option<Uuid>,
    name: String,
    /// The folders it came in, outermost first.
    folder: Vec<String>,
    /// `pdf`, `docx`, `xlsx`, `eml`, `html`, `text` or `other`.
    #[schema(value_type = String)]
    kind: FileKind,
    /// In bytes.
    size: u64,
    pages: Option<u32>,
    pages_done: u32,
    /// `received`, `scanned`, `stored`, `reading`, `recognising`, `read`, `searchable` or `failed`.
    #[schema(value_type = String)]
    progress: Progress,
    /// Why it failed; of a document that is read, why some of it is missing. Then `pages_done` is
    /// less than `pages`, and the pages themselves say why.
    #[schema(value_type = Option<String>)]
    reason: Option<Reason>,
    /// A document with the same bytes.
    duplicate_of: Option<Uuid>,
    version: Uuid,
    version_number: u32,
    /// Text was recognised from pictures.
    recognised: bool,
    created_at: String,
    /// The name of who added it.
    created_by: Option<String>,
    revision: u64,
}

impl From<View> for Document {
    fn from(it: View) -> Self {
        Self {
            id: it.id.uuid(),
            dossier: it.dossier.uuid(),
            parent: it.parent.map(|id| id.uuid()),
            name: it.name,
            folder: it.folder,
            kind: it.version.kind,
            size: it.version.size,
            pages: it.version.pages,
            pages_done: it.version.pages_done,
            progress: it.version.progress,
            reason: it.version.reason,
            duplicate_of: it.duplicate_of.map(|id| id.uuid()),
            version: it.version.id.uuid(),
            version_number: it.version.number,
            recognised: it.version.recognised,
            created_at: it.created.to_string(),
            created_by: it.created_by.map(|person| person.name),
            revision: it.revision,
        }
    }
}

/// What is to be different; what is absent stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentPatch {
    name: Option<String>,
    /// A path with `/`.
    folder: Option<String>,
}

/// Which pages.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// The first; 1 unless told.
    from: Option<u32>,
    /// The last; at most fifty at once.
    to: Option<u32>,
}

/// Pages of a version.
#[derive(Serialize, ToSchema)]
pub struct Pages {
    items: Vec<PageText>,
    /// How many the version has.
    total: Option<u32>,
}

/// One page as it was read.
#[derive(Serialize, ToSchema)]
pub struct PageText {
    number: u32,
    text: String,
    /// Where headings stand in the text.
    headings: Vec<Range>,
    /// In points; zero where the format has no pages.
    width: f32,
    height: f32,
    /// The text was recognised from a picture.
    recognised: bool,
    /// How sure recognition was, 0 to 100.
    confidence: Option<u8>,
    /// Why its text, or part of it, is missing: `ocr_unavailable` (it is a picture and text
    /// recognition is not installed), `timeout`, `memory` or `crashed` (reading it did not come to
    /// its end), `malformed` (it is damaged).
    #[schema(value_type = Option<String>)]
    missing: Option<Reason>,
}

/// How a download is wanted.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct How {
    /// `1`: for the viewer, not to be kept.
    inline: Option<u8>,
}

/// The documents of a dossier.
#[utoipa::path(get, path = "/dossiers/{id}/documents", tag = "documents", params(("id" = Uuid, Path), Piece),
    responses((status = 200, body = Page<Document>), (status = 404, body = ProblemBody)))]
async fn list(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    Query(piece): Query<Piece>,
) -> Result<Json<Page<Document>>, Problem> {
    Ok(Json(state.vault.list_documents(&ctx, DossierId::from_uuid(id), &piece.into()).await?.into()))
}

/// One document.
#[utoipa::path(get, path = "/documents/{id}", tag = "documents", params(("id" = Uuid, Path)),
    responses((status = 200, body = Document), (status = 404, body = ProblemBody)))]
async fn get(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<impl IntoResponse, Problem> {
    let found = state.vault.get_document(&ctx, DocumentId::from_uuid(id)).await?;
    Ok((etag(found.revision), Json(Document::from(found))))
}

/// Changes a document's name or folder.
#[utoipa::path(patch, path = "/documents/{id}", tag = "documents",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)), request_body = DocumentPatch,
    responses((status = 200, body = Document), (status = 412, body = ProblemBody)))]
async fn update(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
    Json(patch): Json<DocumentPatch>,
) -> Result<impl IntoResponse, Problem> {
    let patch = Patch { name: patch.name, folder: patch.folder };
    let changed = state.vault.update_document(&ctx, DocumentId::from_uuid(id), revision, patch).await?;
    Ok((etag(changed.revision), Json(Document::from(changed))))
}

/// Removes a document with everything that came in it.
#[utoipa::path(delete, path = "/documents/{id}", tag = "documents", params(("id" = Uuid, Path)),
    responses((status = 204), (status = 404, body = ProblemBody)))]
async fn remove(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<StatusCode, Problem> {
    state.vault.remove_document(&ctx, DocumentId::from_uuid(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Has a document that failed read again.
#[utoipa::path(post, path = "/documents/{id}/retry", tag = "documents", params(("id" = Uuid, Path)),
    responses((status = 200, body = Document), (status = 422, body = ProblemBody)))]
async fn retry(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<Json<Document>, Problem> {
    Ok(Json(state.vault.retry_document(&ctx, DocumentId::from_uuid(id)).await?.into()))
}

/// The original bytes, unchanged.
#[utoipa::path(get, path = "/documents/{id}/versions/{version}/content", tag = "documents",
    params(("id" = Uuid, Path), ("version" = Uuid, Path), How),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>), (status = 404, body = ProblemBody)))]
async fn content(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path((id, version)): Path<(Uuid, Uuid)>,
    Query(how): Query<How>,
) -> Result<Response, Problem> {
    let purpose = if how.inline == Some(1) { Purpose::View } else { Purpose::Download };
    let (id, version) = (DocumentId::from_uuid(id), VersionId::from_uuid(version));
    let content = state.vault.content(&ctx, id, version, purpose, None).await?;
    let (name, size, kind) = (content.name, content.size, content.kind);
    let mut headers = HeaderMap::new();
    // only a PDF is ever shown as what it is, and then by our own viewer; the rest is just bytes
    let media = if kind == FileKind::Pdf && purpose == Purpose::View {
        kind.media_type()
    } else {
        "application/octet-stream"
    };
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(size));
    headers.insert(header::CONTENT_DISPOSITION, disposition(&name));
    let stream = content.stream.inspect_err(|error| tracing::error!(%error, "a download broke off"));
    Ok((headers, Body::from_stream(stream)).into_response())
}

/// `Content-Disposition` with the name as RFC 6266 and RFC 8187 want it.
pub(super) fn disposition(name: &str) -> HeaderValue {
    let mut coded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            coded.push(char::from(byte));
        } else {
            coded.push_str(&format!("%{byte:02X}"));
        }
    }
    HeaderValue::from_str(&format!("attachment; filename*=UTF-8''{coded}"))
        .unwrap_or(HeaderValue::from_static("attachment"))
}

/// Pages as they were read.
#[utoipa::path(get, path = "/documents/{id}/versions/{version}/pages", tag = "documents",
    params(("id" = Uuid, Path), ("version" = Uuid, Path), Wanted),
    responses((status = 200, body = Pages), (status = 404, body = ProblemBody)))]
async fn pages(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path((id, version)): Path<(Uuid, Uuid)>,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Pages>, Problem> {
    let from = wanted.from.unwrap_or(1).max(1);
    let to = wanted.to.unwrap_or(u32::MAX);
    let (id, version) = (DocumentId::from_uuid(id), VersionId::from_uuid(version));
    let found = state.vault.pages(&ctx, id, version, PageNumber(from), PageNumber(to)).await?;
    let items = found.items.into_iter().map(|(number, page)| PageText {
        number: number.0,
        text: page.text,
        headings: page.headings.into_iter().map(Range::from).collect(),
        width: page.size.0,
        height: page.size.1,
        recognised: page.recognised,
        confidence: page.confidence,
        missing: page.missing,
    });
    Ok(Json(Pages { items: items.collect(), total: found.total }))
}

/// A piece of long work.
#[derive(Serialize, ToSchema)]
pub struct Job {
    id: Uuid,
    /// `ingest` or `check`.
    #[schema(value_type = String)]
    kind: JobKind,
    /// `waiting`, `running`, `done` or `failed`.
    #[schema(value_type = String)]
    state: JobState,
    document: Option<Uuid>,
    document_name: Option<String>,
    dossier: Option<Uuid>,
    /// How far the document is.
    #[schema(value_type = Option<String>)]
    progress: Option<Progress>,
    done: u64,
    total: Option<u64>,
    /// Why the last try failed.
    #[schema(value_type = Option<String>)]
    reason: Option<Reason>,
    attempt: u32,
    next_try_at: Option<String>,
    created_at: String,
}

impl From<Item> for Job {
    fn from(it: Item) -> Self {
        let waits = it.job.state == JobState::Waiting && it.job.attempt > 0;
        Self {
            id: it.job.id.uuid(),
            kind: it.job.kind,
            state: it.job.state,
            document: it.job.document.map(|id| id.uuid()),
            document_name: it.document_name,
            dossier: it.job.dossier.map(|id| id.uuid()),
            progress: it.progress,
            done: it.job.done,
            total: (it.job.total > 0).then_some(it.job.total),
            reason: it.job.reason,
            attempt: it.job.attempt,
            next_try_at: waits.then(|| it.job.run_at.to_string()),
            created_at: it.job.created.to_string(),
        }
    }
}

/// Which jobs.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Tray {
    /// `waiting`, `running`, `done` or `failed`; all unless told.
    #[param(value_type = Option<String>)]
    state: Option<JobState>,
    /// How many items at most.
    limit: Option<u32>,
    /// The `next` of the piece before.
    cursor: Option<String>,
}

/// The work that runs, waits or has ended in the dossiers one may see, newest first.
#[utoipa::path(get, path = "/jobs", tag = "jobs", params(Tray), responses((status = 200, body = Page<Job>)))]
async fn jobs(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Query(tray): Query<Tray>,
) -> Result<Json<Page<Job>>, Problem> {
    let states: Vec<JobState> = tray.state.into_iter().collect();
    let ask: Ask = Piece { limit: tray.limit, cursor: tray.cursor }.into();
    Ok(Json(state.vault.list_jobs(&ctx, &states, &ask).await?.into()))
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_cannot_break_out_of_its_header() {
        let value = disposition("brief \"x\";\r\n é.pdf");
        assert_eq!(
            value.to_str().ok(),
            Some("attachment; filename*=UTF-8''brief%20%22x%22%3B%0D%0A%20%C3%A9.pdf")
        );
    }
}
