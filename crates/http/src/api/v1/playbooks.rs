//! `/api/v1/playbooks`: the playbooks of the firm, which documents are held against.

mod body;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::IntoResponse,
};
use legalmind_compliance::playbook::PlaybookWhole;
use legalmind_core::PlaybookId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

pub use body::RuleBasisSeen;
use body::{Playbook, PlaybookSeen};

use super::templates::Approving;
use crate::{
    auth::Signed,
    once::ONCE,
    paging::Page,
    problem::{Problem, ProblemBody},
    revision::{IfMatch, etag},
    state::AppState,
};

/// The routes.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(get, update))
        .routes(routes!(version))
        .routes(routes!(approve))
        .routes(routes!(withdraw))
}

/// The text of a playbook.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaybookText {
    /// TOML, as `library/playbooks` shows it; at most 1 MB.
    text: String,
}

/// The playbooks of the firm, by title.
#[utoipa::path(get, path = "/playbooks", tag = "library", responses((status = 200, body = Page<Playbook>)))]
async fn list(State(state): State<AppState>, Signed(ctx): Signed) -> Result<Json<Page<Playbook>>, Problem> {
    let found = state.checks.list_playbooks(&ctx).await?;
    Ok(Json(Page::whole(found.into_iter().map(Playbook::from).collect())))
}

fn answer(whole: PlaybookWhole) -> impl IntoResponse {
    (etag(whole.view.playbook.revision), Json(PlaybookSeen::from(whole)))
}

/// Adds a playbook of the firm's own; a concept until a lawyer approves it. What is wrong with the text
/// is told at `/text#rule/field`, with what to do.
#[utoipa::path(post, path = "/playbooks", tag = "library",
    params(("Idempotency-Key" = Option<String>, Header, description = ONCE)), request_body = PlaybookText,
    responses((status = 201, body = PlaybookSeen), (status = 422, body = ProblemBody)))]
async fn add(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Json(asked): Json<PlaybookText>,
) -> Result<impl IntoResponse, Problem> {
    Ok((StatusCode::CREATED, answer(state.checks.add_playbook(&ctx, &asked.text).await?)))
}

/// A playbook with its text and its rules.
#[utoipa::path(get, path = "/playbooks/{id}", tag = "library", params(("id" = Uuid, Path)),
    responses((status = 200, body = PlaybookSeen), (status = 404, body = ProblemBody)))]
async fn get(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<impl IntoResponse, Problem> {
    Ok(answer(state.checks.get_playbook(&ctx, PlaybookId::from_uuid(id)).await?))
}

/// Gives a playbook another text, as a new version; it is a concept again.
#[utoipa::path(put, path = "/playbooks/{id}", tag = "library",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)), request_body = PlaybookText,
    responses((status = 200, body = PlaybookSeen), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn update(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
    Json(asked): Json<PlaybookText>,
) -> Result<impl IntoResponse, Problem> {
    let id = PlaybookId::from_uuid(id);
    Ok(answer(state.checks.update_playbook(&ctx, id, revision, &asked.text).await?))
}

/// The text of a version.
#[utoipa::path(get, path = "/playbooks/{id}/versions/{number}", tag = "library",
    params(("id" = Uuid, Path), ("number" = u32, Path)),
    responses((status = 200, body = PlaybookText), (status = 404, body = ProblemBody)))]
async fn version(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path((id, number)): Path<(Uuid, u32)>,
) -> Result<Json<PlaybookText>, Problem> {
    let text = state.checks.playbook_text(&ctx, PlaybookId::from_uuid(id), number).await?;
    Ok(Json(PlaybookText { text }))
}

/// Approves the version of this hash.
#[utoipa::path(post, path = "/playbooks/{id}/approve", tag = "library",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)), request_body = Approving,
    responses((status = 200, body = PlaybookSeen), (status = 403, body = ProblemBody), (status = 412, body = ProblemBody)))]
async fn approve(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
    Json(asked): Json<Approving>,
) -> Result<impl IntoResponse, Problem> {
    let (id, approves) = (PlaybookId::from_uuid(id), Some(asked.digest()?));
    Ok(answer(state.checks.judge_playbook(&ctx, id, revision, approves).await?))
}

/// Takes a playbook out of use.
#[utoipa::path(post, path = "/playbooks/{id}/withdraw", tag = "library",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = PlaybookSeen), (status = 403, body = ProblemBody), (status = 412, body = ProblemBody)))]
async fn withdraw(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
) -> Result<impl IntoResponse, Problem> {
    let id = PlaybookId::from_uuid(id);
    Ok(answer(state.checks.judge_playbook(&ctx, id, revision, None).await?))
}
