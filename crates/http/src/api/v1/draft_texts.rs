//! `/api/v1/drafts/{id}/text`: the text of a draft, as it is written in the editor.

use axum::{
    Json,
    extract::{DefaultBodyLimit, Path, State},
    http::{HeaderValue, StatusCode, header},
    response::IntoResponse,
};
use legalmind_core::{DraftId, citation::CitationState, draft::DraftState};
use legalmind_drafter::text::{Check as Remark, InText as Used, Saved, TextState as Row, TextView};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{
    auth::Signed,
    once::ONCE,
    problem::{Problem, ProblemBody},
    revision::{IfMatch, etag},
    state::AppState,
};

/// The largest request with a text, in bytes: the text, and room for how a browser writes it.
const MAX_TEXT: usize = 6 << 20;

/// The routes.
pub fn routes() -> OpenApiRouter<AppState> {
    let texts = OpenApiRouter::new().routes(routes!(get, begin, save, give_up));
    texts.layer(DefaultBodyLimit::max(MAX_TEXT)).routes(routes!(pdf))
}

/// The text of a draft.
#[derive(Serialize, ToSchema)]
pub struct DraftText {
    draft: Uuid,
    /// How far the draft is.
    #[schema(value_type = String)]
    state: DraftState,
    /// The revision of the draft.
    draft_revision: u64,
    /// The revision of the text.
    revision: u64,
    /// The document of the editor.
    #[schema(value_type = Object)]
    document: serde_json::Value,
    checks: Vec<Check>,
    clauses: Vec<InText>,
    updated_at: String,
    updated_by: Option<String>,
}

/// What came of saving a text.
#[derive(Serialize, ToSchema)]
pub struct TextSaved {
    /// How far the draft is.
    #[schema(value_type = String)]
    state: DraftState,
    /// The revision of the draft.
    draft_revision: u64,
    /// The revision of the text.
    revision: u64,
    checks: Vec<Check>,
    clauses: Vec<InText>,
    updated_at: String,
    updated_by: Option<String>,
}

/// A remark on a text.
#[derive(Serialize, ToSchema)]
pub struct Check {
    /// `term_not_defined`, `term_not_used`, `term_twice`, `reference_gone`, `variable_open`,
    /// `citation_not_found`, `citation_loose`, `citation_unchecked`, `citation_document_changed`,
    /// `reference_malformed` or `clause_newer`.
    code: String,
    /// The block it is about.
    block: Option<String>,
    /// The term, the question or the clause it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    term: Option<String>,
    /// The citation it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    citation: Option<String>,
    /// `verified`, `verified_loosely`, `not_found` or `unchecked`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    state: Option<CitationState>,
}

impl From<Remark> for Check {
    fn from(it: Remark) -> Self {
        Self {
            code: it.code.to_owned(),
            block: it.block,
            term: it.term,
            citation: it.citation,
            state: it.state,
        }
    }
}

/// A clause of the library in a text.
#[derive(Serialize, ToSchema)]
pub struct InText {
    /// The block of the article that it is.
    article: String,
    clause: Uuid,
    title: String,
    /// The version that was put in.
    version: u32,
    /// The library has a newer version.
    newer: bool,
}

impl From<Used> for InText {
    fn from(it: Used) -> Self {
        Self {
            article: it.article,
            clause: it.clause.uuid(),
            title: it.title,
            version: it.version,
            newer: it.newer,
        }
    }
}

/// The state of the text of a draft.
#[derive(Serialize, ToSchema)]
pub struct TextState {
    revision: u64,
    updated_at: String,
    updated_by: Option<String>,
}

impl From<Row> for TextState {
    fn from(it: Row) -> Self {
        Self { revision: it.revision, updated_at: it.updated.to_string(), updated_by: it.updated_by }
    }
}

impl From<TextView> for DraftText {
    fn from(it: TextView) -> Self {
        Self {
            draft: it.draft.uuid(),
            state: it.state,
            draft_revision: it.draft_revision,
            revision: it.revision,
            document: it.document.value(),
            checks: it.checks.into_iter().map(Check::from).collect(),
            clauses: it.clauses.into_iter().map(InText::from).collect(),
            updated_at: it.updated.to_string(),
            updated_by: it.updated_by,
        }
    }
}

impl From<Saved> for TextSaved {
    fn from(it: Saved) -> Self {
        Self {
            state: it.state,
            draft_revision: it.draft_revision,
            revision: it.revision,
            checks: it.checks.into_iter().map(Check::from).collect(),
            clauses: it.clauses.into_iter().map(InText::from).collect(),
            updated_at: it.updated.to_string(),
            updated_by: it.updated_by,
        }
    }
}

/// A text with its revision in the header.
pub fn answer(view: TextView) -> impl IntoResponse {
    (etag(view.revision), Json(DraftText::from(view)))
}

/// The text of a draft, with what is remarked on it.
#[utoipa::path(get, path = "/drafts/{id}/text", tag = "drafter", params(("id" = Uuid, Path)),
    responses((status = 200, body = DraftText), (status = 404, body = ProblemBody)))]
async fn get(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<impl IntoResponse, Problem> {
    Ok(answer(state.drafter.get_text(&ctx, DraftId::from_uuid(id)).await?))
}

/// Makes the text of a draft: its template as it is filled now.
#[utoipa::path(post, path = "/drafts/{id}/text", tag = "drafter",
    params(("id" = Uuid, Path), ("If-Match" = String, Header, description = "The revision of the draft."),
        ("Idempotency-Key" = Option<String>, Header, description = ONCE)),
    responses((status = 201, body = DraftText), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody), (status = 412, body = ProblemBody)))]
async fn begin(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
) -> Result<impl IntoResponse, Problem> {
    let view = state.drafter.begin_text(&ctx, DraftId::from_uuid(id), revision).await?;
    Ok((StatusCode::CREATED, answer(view)))
}

/// A text to be kept.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TextToKeep {
    /// The document of the editor.
    #[schema(value_type = Object)]
    document: serde_json::Value,
}

/// Keeps a text. Where somebody was faster nothing is written. The text that is kept already is
/// kept, whatever its revision.
#[utoipa::path(put, path = "/drafts/{id}/text", tag = "drafter",
    params(("id" = Uuid, Path), ("If-Match" = String, Header, description = "The revision of the text.")),
    request_body = TextToKeep,
    responses((status = 200, body = TextSaved), (status = 404, body = ProblemBody),
        (status = 412, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn save(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
    Json(body): Json<TextToKeep>,
) -> Result<impl IntoResponse, Problem> {
    let saved = state.drafter.save_text(&ctx, DraftId::from_uuid(id), revision, &body.document).await?;
    Ok((etag(saved.revision), Json(TextSaved::from(saved))))
}

/// Gives the text up and goes back to the interview; what stood there is kept as a version.
#[utoipa::path(delete, path = "/drafts/{id}/text", tag = "drafter",
    params(("id" = Uuid, Path), ("If-Match" = String, Header, description = "The revision of the text.")),
    responses((status = 204), (status = 404, body = ProblemBody), (status = 412, body = ProblemBody)))]
async fn give_up(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
) -> Result<StatusCode, Problem> {
    state.drafter.drop_text(&ctx, DraftId::from_uuid(id), revision).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The document as it would be made now, as a PDF.
#[utoipa::path(get, path = "/drafts/{id}/pdf", tag = "drafter", params(("id" = Uuid, Path)),
    responses((status = 200, body = [u8], content_type = "application/pdf"), (status = 404, body = ProblemBody),
        (status = 503, body = ProblemBody)))]
async fn pdf(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<impl IntoResponse, Problem> {
    let (name, bytes) = state.drafter.draft_pdf(&ctx, DraftId::from_uuid(id)).await?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CONTENT_DISPOSITION, super::documents::disposition(&format!("{name}.pdf"))),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    Ok((headers, bytes))
}
