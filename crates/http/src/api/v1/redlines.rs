//! `/api/v1/redlines`: reviews of Word documents, their proposals and what a person decides.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::IntoResponse,
};
use legalmind_core::{
    DocumentId, RedlineId, UserId, VersionId,
    clause::Stance,
    redline::{
        Counts as Counted, Decision, Proposal as Proposed, ProposalKind, RedlineState, RedlineTrouble,
        RefusalCode, Severity, Source, Verdict,
    },
};
use legalmind_drafter::redline::{Deciding, NewRedline, Opened};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
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
        .routes(routes!(list, begin))
        .routes(routes!(get, discard))
        .routes(routes!(decide))
        .routes(routes!(decide_revision))
        .routes(routes!(decide_all))
        .routes(routes!(finish))
}

/// What is to be reviewed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Beginning {
    /// The present version.
    version: Uuid,
    /// What is asked for; absent: only the changes that are there. At most 4,000 characters.
    instruction: Option<String>,
    /// Checks the document against the clause library.
    #[serde(default)]
    clauses: bool,
}

/// A review of one version of a Word document.
#[derive(Serialize, ToSchema)]
pub struct Redline {
    id: Uuid,
    dossier: Uuid,
    document: Uuid,
    document_name: String,
    version: Uuid,
    revision: u64,
    /// `running`, `open`, `finished`, `failed` or `discarded`.
    #[schema(value_type = String)]
    state: RedlineState,
    /// Why there are no proposals, or fewer than there should be.
    #[schema(value_type = Option<String>)]
    trouble: Option<RedlineTrouble>,
    instruction: Option<String>,
    clauses: bool,
    /// A language model made proposals.
    by_model: bool,
    proposals: Vec<Proposal>,
    refused: Vec<Refused>,
    /// Decisions on changes that were there.
    revisions: Vec<RevisionDecision>,
    counts: BeforeAndAfter,
    result: Option<Made>,
    created_at: String,
    created_by: Option<String>,
    finished_at: Option<String>,
}

/// A proposal.
#[derive(Serialize, ToSchema)]
pub struct Proposal {
    number: usize,
    /// `replace`, `insert_text`, `delete`, `insert_paragraphs`, `delete_paragraph`, `comment` or
    /// `set_style`.
    #[schema(value_type = String)]
    kind: ProposalKind,
    part: String,
    paragraph: u32,
    /// Over how many paragraphs it reaches.
    paragraphs: u32,
    start: u32,
    end: u32,
    /// Paragraphs are separated by a line end.
    old: String,
    new: String,
    reason: String,
    /// `high`, `medium` or `low`.
    #[schema(value_type = String)]
    severity: Severity,
    /// `model`, `rule` or `clause`.
    #[schema(value_type = String)]
    source: Source,
    clause: Option<OfClause>,
    /// `accepted` or `rejected`.
    #[schema(value_type = Option<String>)]
    decision: Option<Verdict>,
    decision_reason: Option<String>,
    decided_by: Option<String>,
    decided_at: Option<String>,
    /// The person's own wording.
    own_text: Option<String>,
}

/// A clause of the library.
#[derive(Serialize, ToSchema)]
pub struct OfClause {
    id: Uuid,
    title: String,
    /// `client`, `neutral` or `counterparty`.
    #[schema(value_type = String)]
    stance: Stance,
}

/// What was asked for and does not fit the document.
#[derive(Serialize, ToSchema)]
pub struct Refused {
    kind: String,
    old: String,
    /// `not_found`, `ambiguous`, `overlap`, `locked`, `cuts_field`, `loses_revision`, `unsupported`
    /// or `invalid`.
    #[schema(value_type = String)]
    code: RefusalCode,
}

/// A decision on a change that was there.
#[derive(Serialize, ToSchema)]
pub struct RevisionDecision {
    number: u32,
    #[schema(value_type = String)]
    decision: Verdict,
    reason: Option<String>,
    decided_by: Option<String>,
    decided_at: String,
}

/// How many tracked changes and comments.
#[derive(Serialize, ToSchema)]
pub struct Counts {
    revisions: u32,
    comments: u32,
}

impl From<Counted> for Counts {
    fn from(it: Counted) -> Self {
        Self { revisions: it.revisions, comments: it.comments }
    }
}

/// What the version has, and what the new one has.
#[derive(Serialize, ToSchema)]
pub struct BeforeAndAfter {
    before: Counts,
    after: Option<Counts>,
}

/// The version that was made.
#[derive(Serialize, ToSchema)]
pub struct Made {
    version: Uuid,
    version_number: u32,
    sha256: String,
}

fn proposal(number: usize, it: Proposed, people: &BTreeMap<UserId, String>) -> Proposal {
    let (decision, by) = match it.decision {
        Some(Decision { verdict, reason, by, at }) => (Some(verdict), Some((reason, by, at))),
        None => (None, None),
    };
    Proposal {
        number,
        kind: it.kind,
        part: it.place.part,
        paragraph: it.place.paragraph,
        paragraphs: it.paragraphs,
        start: it.place.start,
        end: it.place.end,
        old: it.old,
        new: it.new,
        reason: it.reason,
        severity: it.severity,
        source: it.source,
        clause: it.clause.map(|it| OfClause { id: it.id, title: it.title, stance: it.stance }),
        decision,
        decided_at: by.as_ref().map(|(_, _, at)| at.to_string()),
        decided_by: by.as_ref().and_then(|(_, by, _)| people.get(&(*by)?).cloned()),
        decision_reason: by.and_then(|(reason, ..)| reason),
        own_text: it.own,
    }
}

impl From<Opened> for Redline {
    fn from(it: Opened) -> Self {
        let (redline, people) = (it.redline, it.people);
        let content = redline.content;
        let by_model = content.model.is_some();
        let proposals = content.proposals.into_iter().enumerate();
        let revisions = content.revisions.into_iter().map(|it| RevisionDecision {
            number: it.number,
            decision: it.decision.verdict,
            reason: it.decision.reason,
            decided_by: it.decision.by.and_then(|by| people.get(&by).cloned()),
            decided_at: it.decision.at.to_string(),
        });
        let made = redline.result.zip(it.result_number).zip(content.sha256);
        Self {
            id: redline.id.uuid(),
            dossier: redline.dossier.uuid(),
            document: redline.document.uuid(),
            document_name: it.document_name,
            version: redline.version.uuid(),
            revision: redline.revision,
            state: redline.state,
            trouble: content.trouble,
            instruction: content.instruction,
            clauses: content.clauses,
            by_model,
            proposals: proposals.map(|(number, it)| proposal(number, it, &people)).collect(),
            refused: content
                .refused
                .into_iter()
                .map(|it| Refused { kind: it.kind, old: it.old, code: it.code })
                .collect(),
            revisions: revisions.collect(),
            counts: BeforeAndAfter { before: content.before.into(), after: content.after.map(Counts::from) },
            result: made.map(|((version, version_number), sha256)| Made {
                version: version.uuid(),
                version_number,
                sha256: hex(&sha256),
            }),
            created_at: redline.created.to_string(),
            created_by: redline.created_by.and_then(|by| people.get(&by).cloned()),
            finished_at: redline.finished.map(|at| at.to_string()),
        }
    }
}

fn answer(opened: Opened) -> impl IntoResponse {
    (etag(opened.redline.revision), Json(Redline::from(opened)))
}

/// The reviews of a document, newest first; of each the proposals are left out.
#[utoipa::path(get, path = "/documents/{id}/redlines", tag = "drafter", params(("id" = Uuid, Path)),
    responses((status = 200, body = Page<Redline>), (status = 404, body = ProblemBody)))]
async fn list(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<Json<Page<Redline>>, Problem> {
    let found = state.drafter.list_redlines(&ctx, DocumentId::from_uuid(id)).await?;
    let short = found.into_iter().map(|mut it| {
        it.redline.content.proposals.clear();
        it.redline.content.refused.clear();
        Redline::from(it)
    });
    Ok(Json(Page::whole(short.collect())))
}

/// Begins a review. With an instruction, or against the clause library, proposals are made from here
/// on: ask for the review until it is `open`.
#[utoipa::path(post, path = "/documents/{id}/redlines", tag = "drafter",
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header, description = ONCE)),
    request_body = Beginning,
    responses((status = 201, body = Redline), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn begin(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    Json(asked): Json<Beginning>,
) -> Result<impl IntoResponse, Problem> {
    let new = NewRedline {
        version: VersionId::from_uuid(asked.version),
        instruction: asked.instruction,
        clauses: asked.clauses,
    };
    let opened = state.drafter.begin_redline(&ctx, DocumentId::from_uuid(id), new).await?;
    Ok((StatusCode::CREATED, answer(opened)))
}

/// A review, as far as it is.
#[utoipa::path(get, path = "/redlines/{id}", tag = "drafter", params(("id" = Uuid, Path)),
    responses((status = 200, body = Redline), (status = 404, body = ProblemBody)))]
async fn get(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<impl IntoResponse, Problem> {
    Ok(answer(state.drafter.get_redline(&ctx, RedlineId::from_uuid(id)).await?))
}

/// Gives a review up; the document is as it was.
#[utoipa::path(delete, path = "/redlines/{id}", tag = "drafter",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 204), (status = 404, body = ProblemBody), (status = 412, body = ProblemBody)))]
async fn discard(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
) -> Result<StatusCode, Problem> {
    state.drafter.discard_redline(&ctx, RedlineId::from_uuid(id), revision).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A decision.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionBody {
    /// `accepted` or `rejected`; null: open again.
    #[schema(value_type = Option<String>)]
    decision: Option<Verdict>,
    reason: Option<String>,
    /// The person's own wording in the place of the proposed one.
    text: Option<String>,
}

impl From<DecisionBody> for Deciding {
    fn from(it: DecisionBody) -> Self {
        Self { verdict: it.decision, reason: it.reason, wording: it.text }
    }
}

/// Decides on a proposal.
#[utoipa::path(put, path = "/redlines/{id}/proposals/{number}", tag = "drafter",
    params(("id" = Uuid, Path), ("number" = u32, Path), ("If-Match" = String, Header)),
    request_body = DecisionBody,
    responses((status = 200, body = Redline), (status = 404, body = ProblemBody), (status = 412, body = ProblemBody)))]
async fn decide(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path((id, number)): Path<(Uuid, u32)>,
    IfMatch(revision): IfMatch,
    Json(asked): Json<DecisionBody>,
) -> Result<impl IntoResponse, Problem> {
    let id = RedlineId::from_uuid(id);
    Ok(answer(state.drafter.decide(&ctx, id, revision, number, asked.into()).await?))
}

/// Decides on a tracked change that is in the document already.
#[utoipa::path(put, path = "/redlines/{id}/revisions/{number}", tag = "drafter",
    params(("id" = Uuid, Path), ("number" = u32, Path), ("If-Match" = String, Header)),
    request_body = DecisionBody,
    responses((status = 200, body = Redline), (status = 404, body = ProblemBody), (status = 412, body = ProblemBody)))]
async fn decide_revision(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path((id, number)): Path<(Uuid, u32)>,
    IfMatch(revision): IfMatch,
    Json(asked): Json<DecisionBody>,
) -> Result<impl IntoResponse, Problem> {
    let id = RedlineId::from_uuid(id);
    Ok(answer(state.drafter.decide_revision(&ctx, id, revision, number, asked.into()).await?))
}

/// A decision on all that is open.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecidingAll {
    /// `accepted` or `rejected`.
    #[schema(value_type = String)]
    decision: Verdict,
    reason: Option<String>,
    /// Only those of this severity.
    #[schema(value_type = Option<String>)]
    severity: Option<Severity>,
}

/// Decides on all proposals that are open.
#[utoipa::path(post, path = "/redlines/{id}/decide", tag = "drafter",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)), request_body = DecidingAll,
    responses((status = 200, body = Redline), (status = 404, body = ProblemBody), (status = 412, body = ProblemBody)))]
async fn decide_all(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
    Json(asked): Json<DecidingAll>,
) -> Result<impl IntoResponse, Problem> {
    let id = RedlineId::from_uuid(id);
    let (decision, reason, severity) = (asked.decision, asked.reason, asked.severity);
    Ok(answer(state.drafter.decide_all(&ctx, id, revision, decision, reason, severity).await?))
}

/// How a review ends.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Finishing {
    /// Whether what was taken lands as tracked changes in one's own name.
    tracked: bool,
}

/// Makes the new version of what was decided; what is open is left out.
#[utoipa::path(post, path = "/redlines/{id}/finish", tag = "drafter",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)), request_body = Finishing,
    responses((status = 200, body = Redline), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody),
        (status = 422, body = ProblemBody)))]
async fn finish(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
    Json(asked): Json<Finishing>,
) -> Result<impl IntoResponse, Problem> {
    let id = RedlineId::from_uuid(id);
    Ok(answer(state.drafter.finish_redline(&ctx, id, revision, asked.tracked).await?))
}
