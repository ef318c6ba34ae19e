//! `/api/v1/walls`: ethical walls, raised and lifted by the firm's administrators.

use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
    response::IntoResponse,
};
use legalmind_core::{DossierId, UserId};
use legalmind_vault::wall as vault;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::dossiers::Person;
use crate::{
    auth::Signed,
    once::ONCE,
    paging::{Page, Piece},
    problem::{Problem, ProblemBody},
    state::AppState,
};

/// The routes.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list, raise)).routes(routes!(lift))
}

/// An ethical wall between a person and a dossier.
#[derive(Serialize, ToSchema)]
pub struct Wall {
    dossier: Uuid,
    /// The firm's own number of that dossier.
    dossier_number: String,
    /// Who is behind it.
    person: Person,
    reason: String,
    /// RFC 3339.
    raised_at: String,
    raised_by: Option<Person>,
}

impl From<vault::Wall> for Wall {
    fn from(it: vault::Wall) -> Self {
        Self {
            dossier: it.dossier.uuid(),
            dossier_number: it.number,
            person: it.person.into(),
            reason: it.reason,
            raised_at: it.raised.to_string(),
            raised_by: it.by.map(Person::from),
        }
    }
}

/// A wall to be raised.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWall {
    /// The firm's own number of the dossier.
    dossier_number: String,
    /// Who is to be kept from it.
    person: Uuid,
    /// At most 2,000 characters.
    reason: String,
}

/// The walls of the firm.
#[utoipa::path(get, path = "/walls", tag = "walls", params(Piece),
    responses((status = 200, body = Page<Wall>), (status = 403, body = ProblemBody)))]
async fn list(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Query(piece): Query<Piece>,
) -> Result<Json<Page<Wall>>, Problem> {
    Ok(Json(state.vault.list_walls(&ctx, &piece.into()).await?.into()))
}

/// Raises a wall: from their next request on the person finds nothing of the dossier.
#[utoipa::path(post, path = "/walls", tag = "walls", request_body = NewWall,
    params(("Idempotency-Key" = Option<String>, Header, description = ONCE)),
    responses((status = 201, body = Wall), (status = 403, body = ProblemBody), (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody)))]
async fn raise(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Json(new): Json<NewWall>,
) -> Result<impl IntoResponse, Problem> {
    let NewWall { dossier_number: number, person, reason } = new;
    let new = vault::NewWall { number, person: UserId::from_uuid(person), reason };
    Ok((StatusCode::CREATED, Json(Wall::from(state.vault.raise_wall(&ctx, new).await?))))
}

/// Takes a wall down.
#[utoipa::path(delete, path = "/walls/{dossier}/{user}", tag = "walls",
    params(("dossier" = Uuid, Path), ("user" = Uuid, Path)),
    responses((status = 204), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody)))]
async fn lift(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path((dossier, user)): Path<(Uuid, Uuid)>,
) -> Result<StatusCode, Problem> {
    state.vault.lift_wall(&ctx, DossierId::from_uuid(dossier), UserId::from_uuid(user)).await?;
    Ok(StatusCode::NO_CONTENT)
}
