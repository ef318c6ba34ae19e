//! `/api/v1/absences`: when one is away, and who stands in.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::IntoResponse,
};
use jiff::civil::Date;
use legalmind_compliance::absence as compliance;
use legalmind_core::{AbsenceId, UserId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{
    auth::Signed,
    once::ONCE,
    paging::Page,
    problem::{Problem, ProblemBody},
    state::AppState,
};

/// The routes.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(remove))
}

/// A period in which one is away.
#[derive(Serialize, ToSchema)]
pub struct Absence {
    id: Uuid,
    #[schema(value_type = String)]
    first: Date,
    #[schema(value_type = String)]
    last: Date,
    standin: Uuid,
    standin_name: Option<String>,
}

impl From<compliance::Absence> for Absence {
    fn from(it: compliance::Absence) -> Self {
        Self {
            id: it.id.uuid(),
            first: it.first,
            last: it.last,
            standin: it.standin.uuid(),
            standin_name: it.standin_name,
        }
    }
}

/// One's own periods that are not over.
#[utoipa::path(get, path = "/absences", tag = "deadlines", responses((status = 200, body = Page<Absence>)))]
async fn list(State(state): State<AppState>, Signed(ctx): Signed) -> Result<Json<Page<Absence>>, Problem> {
    let found = state.compliance.list_absences(&ctx).await?;
    Ok(Json(Page::whole(found.into_iter().map(Absence::from).collect())))
}

/// A period to be added.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAbsence {
    #[schema(value_type = String)]
    first: Date,
    #[schema(value_type = String)]
    last: Date,
    /// Who stands in.
    standin: Uuid,
}

/// Adds a period: what is due to oneself in it shows for the stand-in too.
#[utoipa::path(post, path = "/absences", tag = "deadlines", request_body = NewAbsence,
    params(("Idempotency-Key" = Option<String>, Header, description = ONCE)),
    responses((status = 201, body = Absence), (status = 422, body = ProblemBody)))]
async fn add(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Json(new): Json<NewAbsence>,
) -> Result<impl IntoResponse, Problem> {
    let standin = UserId::from_uuid(new.standin);
    let added = state.compliance.add_absence(&ctx, standin, new.first, new.last).await?;
    Ok((StatusCode::CREATED, Json(Absence::from(added))))
}

/// Removes one of one's own periods.
#[utoipa::path(delete, path = "/absences/{id}", tag = "deadlines", params(("id" = Uuid, Path)),
    responses((status = 204), (status = 404, body = ProblemBody)))]
async fn remove(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<StatusCode, Problem> {
    state.compliance.remove_absence(&ctx, AbsenceId::from_uuid(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
