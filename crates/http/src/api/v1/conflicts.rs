//! `/api/v1/conflicts`: the parties of dossiers held against those of all dossiers of the firm.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::IntoResponse,
};
use legalmind_compliance::conflict as compliance;
use legalmind_core::{
    ConflictId, DossierId,
    conflict::{ConflictState, PartyName},
    party::{LikenessKind, PartyRole},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{
    auth::Signed,
    paging::Page,
    problem::{Problem, ProblemBody},
    revision::{IfMatch, etag},
    state::AppState,
};

/// The routes.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(intakes, screen))
        .routes(routes!(conclude_intake))
        .routes(routes!(list, check))
        .routes(routes!(conclude))
}

/// A name, and what they are in the dossier.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConflictName {
    /// As it is written.
    name: String,
    /// `client`, `counterparty` or `other`.
    #[schema(value_type = String)]
    role: PartyRole,
}

impl From<ConflictName> for PartyName {
    fn from(it: ConflictName) -> Self {
        Self { name: it.name, role: it.role }
    }
}

impl From<PartyName> for ConflictName {
    fn from(it: PartyName) -> Self {
        Self { name: it.name, role: it.role }
    }
}

/// A party of a dossier that is like one of the names.
#[derive(Serialize, ToSchema)]
pub struct ConflictHit {
    /// Which of the names, by its place among them, from 0.
    name: u32,
    dossier: Uuid,
    dossier_name: String,
    /// The firm's own number.
    dossier_number: String,
    /// The dossier is closed.
    closed: bool,
    /// The party, as named there.
    party: ConflictName,
    /// What the names have in common: `same`, `spelling`, `part` or `sound`.
    #[schema(value_type = String)]
    likeness: LikenessKind,
    /// How alike they are, 1 to 100.
    score: u8,
    /// All that the names have in common is a surname that many have.
    weak: bool,
}

/// All that one may not see, as one: that there is something, and whom to ask.
#[derive(Serialize, ToSchema)]
pub struct ConflictHidden {
    /// Names of people; empty where nobody else of the firm may be asked.
    ask: Vec<String>,
}

/// What was found, as far as one may see it.
#[derive(Serialize, ToSchema)]
pub struct ConflictScreening {
    names: Vec<ConflictName>,
    /// How many dossiers they were held against.
    dossiers: u32,
    /// Worst first.
    hits: Vec<ConflictHit>,
    hidden: Option<ConflictHidden>,
    /// There were more hits than are given.
    cut: bool,
}

impl From<compliance::Screening> for ConflictScreening {
    fn from(it: compliance::Screening) -> Self {
        Self {
            names: it.names.into_iter().map(ConflictName::from).collect(),
            dossiers: it.dossiers,
            hits: it.hits.into_iter().map(ConflictHit::from).collect(),
            hidden: it.hidden.map(|it| ConflictHidden { ask: it.ask }),
            cut: it.cut,
        }
    }
}

impl From<compliance::SeenHit> for ConflictHit {
    fn from(it: compliance::SeenHit) -> Self {
        Self {
            name: it.hit.asked,
            dossier: it.hit.dossier.uuid(),
            dossier_name: it.dossier_name,
            dossier_number: it.dossier_number,
            closed: it.closed,
            party: it.hit.party.into(),
            likeness: it.hit.kind,
            score: it.hit.score,
            weak: it.weak,
        }
    }
}

/// A conflict check of a dossier.
#[derive(Serialize, ToSchema)]
pub struct ConflictCheck {
    id: Uuid,
    dossier: Uuid,
    /// `open` until somebody concludes: `clear`, `accepted` or `refused`.
    #[schema(value_type = String)]
    state: ConflictState,
    /// A party came or was renamed since; the check does not count any more.
    lapsed: bool,
    revision: u64,
    /// RFC 3339.
    created_at: String,
    created_by: Option<String>,
    reason: Option<String>,
    concluded_by: Option<String>,
    /// RFC 3339.
    concluded_at: Option<String>,
    found: ConflictScreening,
}

impl From<compliance::ConflictView> for ConflictCheck {
    fn from(it: compliance::ConflictView) -> Self {
        let concluded = it.concluded;
        Self {
            id: it.id.uuid(),
            dossier: it.dossier.uuid(),
            state: it.state,
            lapsed: it.lapsed,
            revision: it.revision,
            created_at: it.created.to_string(),
            created_by: it.created_by,
            reason: concluded.as_ref().map(|it| it.reason.clone()),
            concluded_by: concluded.as_ref().and_then(|it| it.by.clone()),
            concluded_at: concluded.map(|it| it.at.to_string()),
            found: it.found.into(),
        }
    }
}

/// Names to be held against all dossiers.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConflictNames {
    /// At most 200.
    names: Vec<ConflictName>,
}

/// A conflict check from before there is a dossier.
#[derive(Serialize, ToSchema)]
pub struct ConflictIntake {
    id: Uuid,
    /// `open` until somebody concludes: `clear`, `accepted` or `refused`.
    #[schema(value_type = String)]
    state: ConflictState,
    revision: u64,
    /// RFC 3339.
    created_at: String,
    created_by: Option<String>,
    /// The last day on which it is kept, if no dossier is made from it.
    #[schema(value_type = Option<String>)]
    kept_until: Option<jiff::civil::Date>,
    reason: Option<String>,
    concluded_by: Option<String>,
    /// RFC 3339.
    concluded_at: Option<String>,
    found: ConflictScreening,
}

impl From<compliance::IntakeView> for ConflictIntake {
    fn from(it: compliance::IntakeView) -> Self {
        let concluded = it.concluded;
        Self {
            id: it.id.uuid(),
            state: it.state,
            revision: it.revision,
            created_at: it.created.to_string(),
            created_by: it.created_by,
            kept_until: it.kept_until,
            reason: concluded.as_ref().map(|it| it.reason.clone()),
            concluded_by: concluded.as_ref().and_then(|it| it.by.clone()),
            concluded_at: concluded.map(|it| it.at.to_string()),
            found: it.found.into(),
        }
    }
}

/// Holds names against all dossiers of the firm before there is a dossier, and keeps what was found: it goes
/// with the dossier that is made from it, or is forgotten after a year.
#[utoipa::path(post, path = "/conflicts/intakes", tag = "conflicts", request_body = ConflictNames,
    responses((status = 201, body = ConflictIntake), (status = 403, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn screen(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Json(asked): Json<ConflictNames>,
) -> Result<impl IntoResponse, Problem> {
    let names = asked.names.into_iter().map(PartyName::from).collect();
    let made = state.compliance.screen_names(&ctx, names).await?;
    Ok((StatusCode::CREATED, etag(made.revision), Json(ConflictIntake::from(made))))
}

/// The conflict checks from which no dossier was made yet, newest first, at most 100.
#[utoipa::path(get, path = "/conflicts/intakes", tag = "conflicts",
    responses((status = 200, body = Page<ConflictIntake>), (status = 403, body = ProblemBody)))]
async fn intakes(
    State(state): State<AppState>,
    Signed(ctx): Signed,
) -> Result<Json<Page<ConflictIntake>>, Problem> {
    let found = state.compliance.list_intakes(&ctx).await?;
    Ok(Json(Page::whole(found.into_iter().map(ConflictIntake::from).collect())))
}

/// Concludes from a check without a dossier that is still as it was read.
#[utoipa::path(put, path = "/conflicts/intakes/{id}/conclusion", tag = "conflicts",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)), request_body = Conclusion,
    responses((status = 200, body = ConflictIntake), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody),
        (status = 412, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn conclude_intake(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
    Json(asked): Json<Conclusion>,
) -> Result<impl IntoResponse, Problem> {
    let Conclusion { conclusion, reason } = asked;
    let id = ConflictId::from_uuid(id);
    let made = state.compliance.conclude_intake(&ctx, id, revision, conclusion, &reason).await?;
    Ok((etag(made.revision), Json(ConflictIntake::from(made))))
}

/// The conflict checks of a dossier, newest first.
#[utoipa::path(get, path = "/dossiers/{id}/conflicts", tag = "conflicts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Page<ConflictCheck>), (status = 404, body = ProblemBody)))]
async fn list(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<Json<Page<ConflictCheck>>, Problem> {
    let found = state.compliance.list_conflicts(&ctx, DossierId::from_uuid(id)).await?;
    Ok(Json(Page::whole(found.into_iter().map(ConflictCheck::from).collect())))
}

/// Names beside the parties of the dossier.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewConflictCheck {
    /// Former names, companies of the group, owners, others; with the parties at most 200.
    #[serde(default)]
    further: Vec<ConflictName>,
    /// The check from before the dossier was made, which goes with it.
    intake: Option<Uuid>,
}

/// Holds the parties of a dossier against all other dossiers of the firm, and keeps what was found.
#[utoipa::path(post, path = "/dossiers/{id}/conflicts", tag = "conflicts",
    params(("id" = Uuid, Path)), request_body = NewConflictCheck,
    responses((status = 201, body = ConflictCheck), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn check(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    Json(asked): Json<NewConflictCheck>,
) -> Result<impl IntoResponse, Problem> {
    let further = asked.further.into_iter().map(PartyName::from).collect();
    let (id, intake) = (DossierId::from_uuid(id), asked.intake.map(ConflictId::from_uuid));
    let made = state.compliance.check_conflicts(&ctx, id, further, intake).await?;
    Ok((StatusCode::CREATED, etag(made.revision), Json(ConflictCheck::from(made))))
}

/// What a person concludes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Conclusion {
    /// `clear`, `accepted` (with consent or a measure) or `refused`.
    #[schema(value_type = String)]
    conclusion: ConflictState,
    /// Why; never empty.
    reason: String,
}

/// Concludes from a check that is still as it was read.
#[utoipa::path(put, path = "/conflicts/{id}/conclusion", tag = "conflicts",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)), request_body = Conclusion,
    responses((status = 200, body = ConflictCheck), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn conclude(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
    Json(asked): Json<Conclusion>,
) -> Result<impl IntoResponse, Problem> {
    let Conclusion { conclusion, reason } = asked;
    let id = ConflictId::from_uuid(id);
    let made = state.compliance.conclude_conflict(&ctx, id, revision, conclusion, &reason).await?;
    Ok((etag(made.revision), Json(ConflictCheck::from(made))))
}
