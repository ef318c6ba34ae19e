//! Who keeps the registers.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use legalmind_core::UserId;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{
    auth::Signed,
    paging::Page,
    problem::{Problem, ProblemBody},
    state::AppState,
};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(add, remove))
}

/// Somebody who keeps the registers.
#[derive(Serialize, ToSchema)]
pub struct RegisterOfficer {
    id: Uuid,
    name: Option<String>,
}

/// Everyone who keeps the registers, beside the administrators.
#[utoipa::path(get, path = "/registers/officers", tag = "registers",
    responses((status = 200, body = Page<RegisterOfficer>)))]
async fn list(
    State(state): State<AppState>,
    Signed(ctx): Signed,
) -> Result<Json<Page<RegisterOfficer>>, Problem> {
    let found = state.compliance.list_officers(&ctx).await?;
    let officer =
        |it: legalmind_compliance::register::Officer| RegisterOfficer { id: it.user.uuid(), name: it.name };
    Ok(Json(Page::whole(found.into_iter().map(officer).collect())))
}

/// Lets a person keep the registers.
#[utoipa::path(put, path = "/registers/officers/{user}", tag = "registers", params(("user" = Uuid, Path)),
    responses((status = 204), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody)))]
async fn add(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(user): Path<Uuid>,
) -> Result<StatusCode, Problem> {
    state.compliance.add_officer(&ctx, UserId::from_uuid(user)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes that away again.
#[utoipa::path(delete, path = "/registers/officers/{user}", tag = "registers", params(("user" = Uuid, Path)),
    responses((status = 204), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody)))]
async fn remove(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(user): Path<Uuid>,
) -> Result<StatusCode, Problem> {
    state.compliance.remove_officer(&ctx, UserId::from_uuid(user)).await?;
    Ok(StatusCode::NO_CONTENT)
}
