//! `/api/v1/clauses`: the clause library of the firm.

use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
    response::IntoResponse,
};
use legalmind_core::{
    ClauseId,
    clause::{Basis as Rests, ClauseContent as Content, LibraryState, Stance, Variant as Wording},
};
use legalmind_drafter::library::{Approved, ClauseView, Version};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::words::hex;
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
        .routes(routes!(versions))
        .routes(routes!(approve))
        .routes(routes!(withdraw))
}

/// A provision that a text rests on.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// Such as `art. 6:162 lid 1 BW`.
    reference: String,
    #[serde(default)]
    note: String,
}

impl From<Rests> for Basis {
    fn from(it: Rests) -> Self {
        Self { reference: it.reference, note: it.note }
    }
}

impl From<Basis> for Rests {
    fn from(it: Basis) -> Self {
        Self { reference: it.reference, note: it.note }
    }
}

/// One wording of a clause.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// `client`, `neutral` or `counterparty`.
    #[schema(value_type = String)]
    stance: Stance,
    #[serde(default)]
    note: String,
    /// `{{ wij }}` and `{{ zij }}` are the names of the two sides.
    text: String,
}

/// What a clause says.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClauseContent {
    title: String,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    explanation: String,
    #[serde(default)]
    origin: String,
    /// The day on which its basis was checked, `YYYY-MM-DD`.
    checked: Option<String>,
    /// Headings by which a contract shows that it has such a clause.
    #[serde(default)]
    recognise: Vec<String>,
    /// Kinds of contracts in which its absence is worth a remark.
    #[serde(default)]
    must: Vec<String>,
    #[serde(default)]
    basis: Vec<Basis>,
    variants: Vec<Variant>,
}

impl From<Content> for ClauseContent {
    fn from(it: Content) -> Self {
        let variant = |it: Wording| Variant { stance: it.stance, note: it.note, text: it.text };
        Self {
            title: it.title,
            tags: it.tags,
            explanation: it.explanation,
            origin: it.origin,
            checked: it.checked,
            recognise: it.recognise,
            must: it.must,
            basis: it.basis.into_iter().map(Basis::from).collect(),
            variants: it.variants.into_iter().map(variant).collect(),
        }
    }
}

impl From<ClauseContent> for Content {
    fn from(it: ClauseContent) -> Self {
        let variant = |it: Variant| Wording { stance: it.stance, note: it.note, text: it.text };
        Self {
            title: it.title,
            tags: it.tags,
            explanation: it.explanation,
            origin: it.origin,
            checked: it.checked.filter(|it| !it.is_empty()),
            recognise: it.recognise,
            must: it.must,
            basis: it.basis.into_iter().map(Rests::from).collect(),
            variants: it.variants.into_iter().map(variant).collect(),
        }
    }
}

/// Who stands for a text.
#[derive(Serialize, ToSchema)]
pub struct Approval {
    by: String,
    at: String,
    sha256: String,
}

impl From<Approved> for Approval {
    fn from(it: Approved) -> Self {
        Self { by: it.by, at: it.at.to_string(), sha256: hex(&it.sha256) }
    }
}

/// A clause of the library.
#[derive(Serialize, ToSchema)]
pub struct Clause {
    id: Uuid,
    revision: u64,
    /// Its name in the starter set; null for the firm's own.
    key: Option<String>,
    version_number: u32,
    /// `concept`, `approved` or `withdrawn`.
    #[schema(value_type = String)]
    state: LibraryState,
    approved: Option<Approval>,
    updated_at: String,
    #[serde(flatten)]
    content: ClauseContent,
}

impl From<ClauseView> for Clause {
    fn from(it: ClauseView) -> Self {
        let clause = it.clause;
        Self {
            id: clause.id.uuid(),
            revision: clause.revision,
            key: clause.content.key,
            version_number: clause.number,
            state: clause.state,
            approved: it.approved.map(Approval::from),
            updated_at: clause.updated.to_string(),
            content: clause.content.content.into(),
        }
    }
}

/// Which clauses.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Words that all stand in it.
    q: Option<String>,
    /// A tag it has.
    tag: Option<String>,
}

/// The clauses of the firm, by title.
#[utoipa::path(get, path = "/clauses", tag = "library", params(Wanted),
    responses((status = 200, body = Page<Clause>)))]
async fn list(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Page<Clause>>, Problem> {
    let tag = wanted.tag.as_deref().filter(|it| !it.is_empty());
    let found = state.drafter.list_clauses(&ctx, wanted.q.as_deref(), tag).await?;
    Ok(Json(Page::whole(found.into_iter().map(Clause::from).collect())))
}

fn answer(view: ClauseView) -> impl IntoResponse {
    (etag(view.clause.revision), Json(Clause::from(view)))
}

/// Adds a clause of the firm's own.
#[utoipa::path(post, path = "/clauses", tag = "library",
    params(("Idempotency-Key" = Option<String>, Header, description = ONCE)), request_body = ClauseContent,
    responses((status = 201, body = Clause), (status = 422, body = ProblemBody)))]
async fn add(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Json(content): Json<ClauseContent>,
) -> Result<impl IntoResponse, Problem> {
    Ok((StatusCode::CREATED, answer(state.drafter.add_clause(&ctx, content.into()).await?)))
}

/// A clause.
#[utoipa::path(get, path = "/clauses/{id}", tag = "library", params(("id" = Uuid, Path)),
    responses((status = 200, body = Clause), (status = 404, body = ProblemBody)))]
async fn get(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<impl IntoResponse, Problem> {
    Ok(answer(state.drafter.get_clause(&ctx, ClauseId::from_uuid(id)).await?))
}

/// Gives a clause another content, as a new version.
#[utoipa::path(put, path = "/clauses/{id}", tag = "library",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)), request_body = ClauseContent,
    responses((status = 200, body = Clause), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn update(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
    Json(content): Json<ClauseContent>,
) -> Result<impl IntoResponse, Problem> {
    let id = ClauseId::from_uuid(id);
    Ok(answer(state.drafter.update_clause(&ctx, id, revision, content.into()).await?))
}

/// A version of a clause.
#[derive(Serialize, ToSchema)]
pub struct ClauseVersion {
    number: u32,
    created_at: String,
    created_by: Option<String>,
    content: ClauseContent,
}

impl From<Version> for ClauseVersion {
    fn from(it: Version) -> Self {
        Self {
            number: it.number,
            created_at: it.created.to_string(),
            created_by: it.created_by,
            content: it.content.into(),
        }
    }
}

/// The versions of a clause, newest first.
#[utoipa::path(get, path = "/clauses/{id}/versions", tag = "library", params(("id" = Uuid, Path)),
    responses((status = 200, body = Page<ClauseVersion>), (status = 404, body = ProblemBody)))]
async fn versions(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<Json<Page<ClauseVersion>>, Problem> {
    let found = state.drafter.clause_versions(&ctx, ClauseId::from_uuid(id)).await?;
    Ok(Json(Page::whole(found.into_iter().map(ClauseVersion::from).collect())))
}

/// Approves a clause as it stands.
#[utoipa::path(post, path = "/clauses/{id}/approve", tag = "library",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = Clause), (status = 403, body = ProblemBody), (status = 412, body = ProblemBody)))]
async fn approve(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
) -> Result<impl IntoResponse, Problem> {
    let (id, to) = (ClauseId::from_uuid(id), LibraryState::Approved);
    Ok(answer(state.drafter.judge_clause(&ctx, id, revision, to).await?))
}

/// Takes a clause out of use.
#[utoipa::path(post, path = "/clauses/{id}/withdraw", tag = "library",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = Clause), (status = 403, body = ProblemBody), (status = 412, body = ProblemBody)))]
async fn withdraw(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
) -> Result<impl IntoResponse, Problem> {
    let (id, to) = (ClauseId::from_uuid(id), LibraryState::Withdrawn);
    Ok(answer(state.drafter.judge_clause(&ctx, id, revision, to).await?))
}
