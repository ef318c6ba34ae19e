//! `/api/v1/dossiers/{id}/sanctions` and `/api/v1/screenings`: the names of a dossier held against the
//! public lists of sanctions, and what people decide on each possible match.

mod body;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::IntoResponse,
};
use legalmind_compliance::sanction::{MatchSettling, ScreeningView};
use legalmind_core::{DossierId, ScreeningId, sanction::MatchOutcome};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use body::{SanctionsSeen, ScreeningSeen};

use crate::{
    auth::Signed,
    once::ONCE,
    problem::{Problem, ProblemBody},
    revision::{IfMatch, etag},
    state::AppState,
};

/// The routes.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list, screen)).routes(routes!(get)).routes(routes!(decide))
}

fn answer(view: ScreeningView) -> impl IntoResponse {
    (etag(view.screening.revision), Json(ScreeningSeen::from(view)))
}

/// The lists with their age, the names of the dossier, its last screening, and whether it has to be
/// done again.
#[utoipa::path(get, path = "/dossiers/{id}/sanctions", tag = "sanctions", params(("id" = Uuid, Path)),
    responses((status = 200, body = SanctionsSeen), (status = 404, body = ProblemBody)))]
async fn list(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<Json<SanctionsSeen>, Problem> {
    Ok(Json(state.sanctions.get_sanctions(&ctx, DossierId::from_uuid(id)).await?.into()))
}

/// Which names are screened.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScreeningAsked {
    /// Names beside the client and the counterparties of the dossier; at most 50.
    #[serde(default)]
    names: Vec<String>,
}

/// Holds the client, the counterparties and further names against all imported lists. A possible match
/// is no match: each is decided by a person. Decisions go along where the same name met the same entry.
#[utoipa::path(post, path = "/dossiers/{id}/sanctions", tag = "sanctions",
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header, description = ONCE)),
    request_body = ScreeningAsked,
    responses((status = 201, body = SanctionsSeen), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody)))]
async fn screen(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    Json(asked): Json<ScreeningAsked>,
) -> Result<impl IntoResponse, Problem> {
    let view = state.sanctions.screen(&ctx, DossierId::from_uuid(id), &asked.names).await?;
    Ok((StatusCode::CREATED, Json(SanctionsSeen::from(view))))
}

/// A screening, also one that others followed.
#[utoipa::path(get, path = "/screenings/{id}", tag = "sanctions", params(("id" = Uuid, Path)),
    responses((status = 200, body = ScreeningSeen), (status = 404, body = ProblemBody)))]
async fn get(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<impl IntoResponse, Problem> {
    Ok(answer(state.sanctions.get_screening(&ctx, ScreeningId::from_uuid(id)).await?))
}

/// A decision on a possible match.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MatchDecided {
    /// `other_person` or `same_person`; null: nothing is decided any more.
    #[schema(value_type = Option<String>)]
    outcome: Option<MatchOutcome>,
    /// Why; required with a decision, at most 2,000 characters.
    reason: Option<String>,
}

/// Decides on a possible match of the last screening of a dossier, with a reason.
#[utoipa::path(put, path = "/screenings/{id}/matches/{number}", tag = "sanctions",
    params(("id" = Uuid, Path), ("number" = u32, Path), ("If-Match" = String, Header)), request_body = MatchDecided,
    responses((status = 200, body = ScreeningSeen), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody),
        (status = 412, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn decide(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path((id, number)): Path<(Uuid, u32)>,
    IfMatch(revision): IfMatch,
    Json(asked): Json<MatchDecided>,
) -> Result<impl IntoResponse, Problem> {
    let reason = asked.reason.unwrap_or_default();
    let settling = asked.outcome.map(|outcome| MatchSettling { outcome, reason });
    let id = ScreeningId::from_uuid(id);
    Ok(answer(state.sanctions.decide_match(&ctx, id, revision, number, settling).await?))
}
