//! `/api/v1/drafts/{id}/versions`, `/compare`: versions of a text that were kept, and a text beside
//! another.

use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
    response::IntoResponse,
};
use legalmind_core::DraftId;
use legalmind_drafter::text::{Kept, KeptWhole, Side};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    draft_texts::{DraftText, answer},
    words::Comparison,
};
use crate::{
    auth::Signed,
    paging::{Page, Piece},
    problem::{Problem, ProblemBody},
    revision::IfMatch,
    state::AppState,
};

/// The routes.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, keep))
        .routes(routes!(get))
        .routes(routes!(restore))
        .routes(routes!(compare, save_comparison))
}

/// A version of a text that was kept.
#[derive(Serialize, ToSchema)]
pub struct KeptVersion {
    number: u32,
    /// Null where it was kept by itself: before another was restored, or the text was given up.
    name: Option<String>,
    /// The revision of the text that was kept.
    revision: u64,
    created_at: String,
    created_by: Option<String>,
}

/// The same with its text.
#[derive(Serialize, ToSchema)]
pub struct KeptText {
    #[serde(flatten)]
    version: KeptVersion,
    /// The document of the editor.
    #[schema(value_type = Object)]
    document: serde_json::Value,
}

impl From<Kept> for KeptVersion {
    fn from(it: Kept) -> Self {
        Self {
            number: it.number,
            name: it.name,
            revision: it.revision,
            created_at: it.created.to_string(),
            created_by: it.created_by,
        }
    }
}

impl From<KeptWhole> for KeptText {
    fn from(it: KeptWhole) -> Self {
        Self { document: it.document.value(), version: it.kept.into() }
    }
}

/// The versions of the text of a draft that were kept, newest first.
#[utoipa::path(get, path = "/drafts/{id}/versions", tag = "drafter", params(("id" = Uuid, Path), Piece),
    responses((status = 200, body = Page<KeptVersion>), (status = 404, body = ProblemBody)))]
async fn list(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    Query(piece): Query<Piece>,
) -> Result<Json<Page<KeptVersion>>, Problem> {
    Ok(Json(state.drafter.list_kept(&ctx, DraftId::from_uuid(id), &piece.into()).await?.into()))
}

/// What a version is called.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Keeping {
    name: String,
}

/// Keeps the text as it is under a name; the same revision under the same name is one version.
#[utoipa::path(post, path = "/drafts/{id}/versions", tag = "drafter",
    params(("id" = Uuid, Path), ("If-Match" = String, Header, description = "The revision of the text.")),
    request_body = Keeping,
    responses((status = 201, body = KeptVersion), (status = 404, body = ProblemBody),
        (status = 412, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn keep(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
    Json(asked): Json<Keeping>,
) -> Result<impl IntoResponse, Problem> {
    let kept = state.drafter.keep_text(&ctx, DraftId::from_uuid(id), revision, &asked.name).await?;
    Ok((StatusCode::CREATED, Json(KeptVersion::from(kept))))
}

/// A version that was kept.
#[utoipa::path(get, path = "/drafts/{id}/versions/{number}", tag = "drafter",
    params(("id" = Uuid, Path), ("number" = u32, Path)),
    responses((status = 200, body = KeptText), (status = 404, body = ProblemBody)))]
async fn get(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path((id, number)): Path<(Uuid, u32)>,
) -> Result<Json<KeptText>, Problem> {
    Ok(Json(state.drafter.get_kept(&ctx, DraftId::from_uuid(id), number).await?.into()))
}

/// Puts a version in the place of the text, which is kept by itself first.
#[utoipa::path(post, path = "/drafts/{id}/versions/{number}/restore", tag = "drafter",
    params(("id" = Uuid, Path), ("number" = u32, Path),
        ("If-Match" = String, Header, description = "The revision of the text.")),
    responses((status = 200, body = DraftText), (status = 404, body = ProblemBody), (status = 412, body = ProblemBody)))]
async fn restore(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path((id, number)): Path<(Uuid, u32)>,
    IfMatch(revision): IfMatch,
) -> Result<impl IntoResponse, Problem> {
    Ok(answer(state.drafter.restore_text(&ctx, DraftId::from_uuid(id), revision, number).await?))
}

/// What is compared. Each side is `now`, `version:{number}` or `document:{document}:{version}`.
#[derive(Deserialize, IntoParams, ToSchema)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Sides {
    /// The left side.
    left: String,
    /// The right side.
    right: String,
}

impl Sides {
    fn parsed(&self) -> Result<(Side, Side), Problem> {
        let side =
            |written: &str, pointer| written.parse::<Side>().map_err(|()| Problem::field(pointer, "unknown"));
        Ok((side(&self.left, "/left")?, side(&self.right, "/right")?))
    }
}

/// Compares two sides of a draft.
#[utoipa::path(get, path = "/drafts/{id}/compare", tag = "drafter", params(("id" = Uuid, Path), Sides),
    responses((status = 200, body = Comparison), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn compare(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    Query(sides): Query<Sides>,
) -> Result<Json<Comparison>, Problem> {
    let sides = sides.parsed()?;
    Ok(Json(state.drafter.compare_text(&ctx, DraftId::from_uuid(id), sides, false).await?.into()))
}

/// The same, with the left side and the differences as tracked changes as a document of the dossier.
#[utoipa::path(post, path = "/drafts/{id}/compare", tag = "drafter", params(("id" = Uuid, Path)),
    request_body = Sides,
    responses((status = 201, body = Comparison), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn save_comparison(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    Json(sides): Json<Sides>,
) -> Result<(StatusCode, Json<Comparison>), Problem> {
    let sides = sides.parsed()?;
    let made = state.drafter.compare_text(&ctx, DraftId::from_uuid(id), sides, true).await?;
    Ok((StatusCode::CREATED, Json(made.into())))
}
