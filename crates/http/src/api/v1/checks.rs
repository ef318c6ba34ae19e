//! `/api/v1/checks`: documents held against playbooks, what was found, what people decide.

mod body;

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
    response::IntoResponse,
};
use legalmind_compliance::checks::{CheckView, NewCheck, Settling};
use legalmind_core::{
    CheckId, DocumentId, DossierId, PlaybookId,
    check::{Facts, Settlement},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use body::{CheckHead, CheckSeen};

use super::paper::{self, PaperWanted};
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
        .routes(routes!(list, start))
        .routes(routes!(get))
        .routes(routes!(stop))
        .routes(routes!(decide))
        .routes(routes!(mend))
        .routes(routes!(report))
}

fn answer(view: CheckView) -> Result<impl IntoResponse, Problem> {
    let seen = CheckSeen::of(&view)?;
    Ok((etag(view.check.revision), Json(seen)))
}

/// The checks of a dossier, newest first.
#[utoipa::path(get, path = "/dossiers/{id}/checks", tag = "checks", params(("id" = Uuid, Path)),
    responses((status = 200, body = Page<CheckHead>), (status = 404, body = ProblemBody)))]
async fn list(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<Json<Page<CheckHead>>, Problem> {
    let found = state.checks.list_checks(&ctx, DossierId::from_uuid(id)).await?;
    Ok(Json(Page::whole(found.into_iter().map(CheckHead::from).collect())))
}

/// What is to be held against what.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckAsked {
    /// A document of the dossier; its present version is checked.
    document: Uuid,
    playbook: Uuid,
    /// Facts of the case, as the playbook asks for them; what is left out is looked for in the document.
    #[serde(default)]
    facts: BTreeMap<String, String>,
}

/// Puts in that a document be held against a playbook. What comes back is running: the work is a job. Decisions on the check before of the same two go with it, where
/// the same was found in the same words.
#[utoipa::path(post, path = "/dossiers/{id}/checks", tag = "checks",
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header, description = ONCE)),
    request_body = CheckAsked,
    responses((status = 201, body = CheckSeen), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn start(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    Json(asked): Json<CheckAsked>,
) -> Result<impl IntoResponse, Problem> {
    let new = NewCheck {
        document: DocumentId::from_uuid(asked.document),
        playbook: PlaybookId::from_uuid(asked.playbook),
        facts: Facts(asked.facts),
    };
    let view = state.checks.start_check(&ctx, DossierId::from_uuid(id), new).await?;
    Ok((StatusCode::CREATED, answer(view)?))
}

/// A check with its findings, worst first, and what changed since the one before.
#[utoipa::path(get, path = "/checks/{id}", tag = "checks", params(("id" = Uuid, Path)),
    responses((status = 200, body = CheckSeen), (status = 404, body = ProblemBody)))]
async fn get(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<impl IntoResponse, Problem> {
    answer(state.checks.get_check(&ctx, CheckId::from_uuid(id)).await?)
}

/// Stops a check that is running; nothing of it is kept. One that has ended stays as it is.
#[utoipa::path(post, path = "/checks/{id}/stop", tag = "checks", params(("id" = Uuid, Path)),
    responses((status = 200, body = CheckSeen), (status = 404, body = ProblemBody), (status = 412, body = ProblemBody)))]
async fn stop(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<impl IntoResponse, Problem> {
    answer(state.checks.stop_check(&ctx, CheckId::from_uuid(id)).await?)
}

/// A decision on a finding.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettlementBody {
    /// `accepted_risk`, `to_repair` or `not_applicable`; null: nothing is decided any more.
    #[schema(value_type = Option<String>)]
    decision: Option<Settlement>,
    /// Why; required with a decision, at most 2,000 characters.
    reason: Option<String>,
}

/// Decides on the finding of a rule, with a reason.
#[utoipa::path(put, path = "/checks/{id}/findings/{rule}", tag = "checks",
    params(("id" = Uuid, Path), ("rule" = String, Path), ("If-Match" = String, Header)),
    request_body = SettlementBody,
    responses((status = 200, body = CheckSeen), (status = 404, body = ProblemBody), (status = 412, body = ProblemBody),
        (status = 422, body = ProblemBody)))]
async fn decide(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path((id, rule)): Path<(Uuid, String)>,
    IfMatch(revision): IfMatch,
    Json(asked): Json<SettlementBody>,
) -> Result<impl IntoResponse, Problem> {
    let reason = asked.reason.unwrap_or_default();
    let settling = asked.decision.map(|settlement| Settling { settlement, reason });
    let id = CheckId::from_uuid(id);
    answer(state.checks.decide_finding(&ctx, id, revision, &rule, settling).await?)
}

/// Which findings.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Mending {
    /// The rules whose proposals are to be put into the document.
    rules: Vec<String>,
}

/// The review that was made.
#[derive(Serialize, ToSchema)]
pub struct MendingBegun {
    /// The review; a person decides in it.
    redline: Uuid,
    check: CheckSeen,
}

/// Puts the proposals of chosen findings into the document, as a review with tracked changes. Nothing
/// stands in the document until a person finishes it.
#[utoipa::path(post, path = "/checks/{id}/redline", tag = "checks",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)), request_body = Mending,
    responses((status = 201, body = MendingBegun), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody),
        (status = 412, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn mend(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
    Json(asked): Json<Mending>,
) -> Result<impl IntoResponse, Problem> {
    let id = CheckId::from_uuid(id);
    let (view, redline) = state.checks.mend_check(&ctx, id, revision, &asked.rules).await?;
    let begun = MendingBegun { redline: redline.uuid(), check: CheckSeen::of(&view)? };
    Ok((StatusCode::CREATED, etag(view.check.revision), Json(begun)))
}

/// The report of a check as it stands now. The SHA-256 of its JSON names it; on paper it carries that
/// hash. `Repr-Digest` (RFC 9530) is the hash of the bytes themselves.
#[utoipa::path(get, path = "/checks/{id}/report", tag = "checks", params(("id" = Uuid, Path), PaperWanted),
    responses((status = 200, body = [u8], content_type = "application/octet-stream"), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody), (status = 422, body = ProblemBody), (status = 503, body = ProblemBody)))]
async fn report(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    Query(wanted): Query<PaperWanted>,
) -> Result<impl IntoResponse, Problem> {
    let (format, language) = wanted.read()?;
    let made = state.checks.check_report(&ctx, CheckId::from_uuid(id), format, language).await?;
    Ok(paper::answer(made, format, "controle"))
}
