//! `/api/v1/drafts`: interviews in a dossier and the documents they make.

use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
    response::IntoResponse,
};
use legalmind_core::{DossierId, DraftId, TemplateId, draft::DraftState};
use legalmind_drafter::{draft::DraftView, interview::Remark};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    clauses::Approval,
    draft_texts::TextState,
    templates::{Approving, Question},
    words::{WordView, hex},
};
use crate::{
    auth::Signed,
    once::ONCE,
    paging::{Page, Piece},
    problem::{Problem, ProblemBody},
    revision::{IfMatch, etag},
    state::AppState,
};

/// The routes.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, begin))
        .routes(routes!(get, remove))
        .routes(routes!(keep))
        .routes(routes!(preview))
        .routes(routes!(make))
        .routes(routes!(approve))
}

/// A draft.
#[derive(Serialize, ToSchema)]
pub struct Draft {
    id: Uuid,
    dossier: Uuid,
    revision: u64,
    name: String,
    /// `answering`, `writing`, `made` or `approved`.
    #[schema(value_type = String)]
    state: DraftState,
    template: OfTemplate,
    questions: Vec<Asked>,
    #[schema(value_type = Object)]
    answers: serde_json::Map<String, serde_json::Value>,
    /// What is asked, required and not answered.
    missing: Vec<Missing>,
    /// Answers that do not hold; they are kept, and not printed.
    faults: Vec<AnswerRemark>,
    /// Answers to think twice about.
    warnings: Vec<AnswerRemark>,
    document: Option<MadeDocument>,
    clauses: Vec<InDraft>,
    approved: Option<Approval>,
    /// The text that goes on from the interview.
    text: Option<TextState>,
    created_at: String,
    updated_at: String,
    created_by: Option<String>,
}

/// The template of a draft.
#[derive(Serialize, ToSchema)]
pub struct OfTemplate {
    id: Uuid,
    name: String,
    version_number: u32,
    /// It has a newer version.
    newer: bool,
}

/// A question, and whether it is asked.
#[derive(Serialize, ToSchema)]
pub struct Asked {
    #[serde(flatten)]
    question: Question,
    asked: bool,
}

/// What is missing.
#[derive(Serialize, ToSchema)]
pub struct Missing {
    name: String,
    label: String,
}

/// Something about one answer.
#[derive(Serialize, ToSchema)]
pub struct AnswerRemark {
    /// The answer, as a JSON pointer.
    pointer: String,
    code: String,
}

impl From<Remark> for AnswerRemark {
    fn from(it: Remark) -> Self {
        Self { pointer: it.pointer, code: it.code.to_owned() }
    }
}

/// The document that was made.
#[derive(Serialize, ToSchema)]
pub struct MadeDocument {
    id: Uuid,
    name: String,
    version: Uuid,
    version_number: u32,
    sha256: String,
}

/// A clause in the document that was made.
#[derive(Serialize, ToSchema)]
pub struct InDraft {
    id: Uuid,
    title: String,
    /// The library has a newer version.
    newer: bool,
}

impl From<DraftView> for Draft {
    fn from(it: DraftView) -> Self {
        let draft = it.draft;
        let asked = it.checked.asked.into_iter().chain(std::iter::repeat(true));
        let document = draft.made.zip(it.document).map(|((id, version), made)| MadeDocument {
            id: id.uuid(),
            name: made.name,
            version: version.uuid(),
            version_number: made.number,
            sha256: hex(&made.sha256),
        });
        Self {
            id: draft.id.uuid(),
            dossier: draft.dossier.uuid(),
            revision: draft.revision,
            name: draft.content.name,
            state: draft.state,
            template: OfTemplate {
                id: draft.template.0.uuid(),
                name: it.template_name,
                version_number: draft.template.1,
                newer: it.newer,
            },
            questions: it
                .questions
                .into_iter()
                .zip(asked)
                .map(|(question, asked)| Asked { question: question.into(), asked })
                .collect(),
            answers: it.answers,
            missing: it.checked.missing.into_iter().map(|(name, label)| Missing { name, label }).collect(),
            faults: it.checked.faults.into_iter().map(AnswerRemark::from).collect(),
            warnings: it.checked.warnings.into_iter().map(AnswerRemark::from).collect(),
            document,
            clauses: it
                .clauses
                .into_iter()
                .map(|it| InDraft { id: it.id, title: it.title, newer: it.newer })
                .collect(),
            approved: it.approved.map(Approval::from),
            text: it.text.map(TextState::from),
            created_at: draft.created.to_string(),
            updated_at: draft.updated.to_string(),
            created_by: it.created_by,
        }
    }
}

fn answer(view: DraftView) -> impl IntoResponse {
    (etag(view.draft.revision), Json(Draft::from(view)))
}

/// The drafts of a dossier, newest first.
#[utoipa::path(get, path = "/dossiers/{id}/drafts", tag = "drafter", params(("id" = Uuid, Path), Piece),
    responses((status = 200, body = Page<Draft>), (status = 404, body = ProblemBody)))]
async fn list(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    Query(piece): Query<Piece>,
) -> Result<Json<Page<Draft>>, Problem> {
    Ok(Json(state.drafter.list_drafts(&ctx, DossierId::from_uuid(id), &piece.into()).await?.into()))
}

/// What is begun.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BeginDraft {
    template: Uuid,
    /// The name of the document; that of the template unless told.
    name: Option<String>,
}

/// Begins a draft, with the answers that the dossier gives.
#[utoipa::path(post, path = "/dossiers/{id}/drafts", tag = "drafter",
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header, description = ONCE)),
    request_body = BeginDraft,
    responses((status = 201, body = Draft), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn begin(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    Json(asked): Json<BeginDraft>,
) -> Result<impl IntoResponse, Problem> {
    let template = TemplateId::from_uuid(asked.template);
    let view = state.drafter.begin_draft(&ctx, DossierId::from_uuid(id), template, asked.name).await?;
    Ok((StatusCode::CREATED, answer(view)))
}

/// A draft.
#[utoipa::path(get, path = "/drafts/{id}", tag = "drafter", params(("id" = Uuid, Path)),
    responses((status = 200, body = Draft), (status = 404, body = ProblemBody)))]
async fn get(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<impl IntoResponse, Problem> {
    Ok(answer(state.drafter.get_draft(&ctx, DraftId::from_uuid(id)).await?))
}

/// Removes a draft; the document it made stays.
#[utoipa::path(delete, path = "/drafts/{id}", tag = "drafter",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 204), (status = 404, body = ProblemBody), (status = 412, body = ProblemBody)))]
async fn remove(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
) -> Result<StatusCode, Problem> {
    state.drafter.remove_draft(&ctx, DraftId::from_uuid(id), revision).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Answers, all of them.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    #[schema(value_type = Object)]
    answers: serde_json::Map<String, serde_json::Value>,
}

/// Keeps the answers, whole or not, right or not; once they became a text they stay.
#[utoipa::path(put, path = "/drafts/{id}/answers", tag = "drafter",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)), request_body = Answers,
    responses((status = 200, body = Draft), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody), (status = 412, body = ProblemBody)))]
async fn keep(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
    Json(body): Json<Answers>,
) -> Result<impl IntoResponse, Problem> {
    Ok(answer(state.drafter.answer_draft(&ctx, DraftId::from_uuid(id), revision, body.answers).await?))
}

/// The document as it would be made now; what is missing stands between brackets.
#[utoipa::path(get, path = "/drafts/{id}/preview", tag = "drafter", params(("id" = Uuid, Path)),
    responses((status = 200, body = WordView), (status = 404, body = ProblemBody)))]
async fn preview(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<Json<WordView>, Problem> {
    Ok(Json(state.drafter.preview_draft(&ctx, DraftId::from_uuid(id)).await?.into()))
}

/// How a document is made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Making {
    /// Also where answers are missing, or a reference or a quote of the text is lost.
    #[serde(default)]
    incomplete: bool,
}

/// Makes the document, or a new version of the one that was made: of the text where there is one.
#[utoipa::path(post, path = "/drafts/{id}/document", tag = "drafter",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)), request_body = Making,
    responses((status = 200, body = Draft), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody)))]
async fn make(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
    Json(how): Json<Making>,
) -> Result<impl IntoResponse, Problem> {
    let id = DraftId::from_uuid(id);
    Ok(answer(state.drafter.make_document(&ctx, id, revision, how.incomplete).await?))
}

/// Stands for the document that was made, by its hash.
#[utoipa::path(post, path = "/drafts/{id}/approve", tag = "drafter",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)), request_body = Approving,
    responses((status = 200, body = Draft), (status = 403, body = ProblemBody), (status = 412, body = ProblemBody)))]
async fn approve(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
    Json(asked): Json<Approving>,
) -> Result<impl IntoResponse, Problem> {
    let id = DraftId::from_uuid(id);
    Ok(answer(state.drafter.approve_draft(&ctx, id, revision, asked.digest()?).await?))
}
