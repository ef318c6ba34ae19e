//! `/api/v1/dossiers/{id}/duties`: what is owed about a dossier, in the registers that are kept by dossier.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
};
use legalmind_compliance::register;
use legalmind_core::{DossierId, account::Language};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    RegisterValues, answer,
    body::{RegisterDetail, RegisterRow},
};
use crate::{
    auth::Signed,
    once::ONCE,
    paging::Page,
    problem::{Problem, ProblemBody, language},
    state::AppState,
};

/// The routes.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(add))
}

/// A register that is kept by dossier, with its rows of one.
#[derive(Serialize, ToSchema)]
pub struct DossierDuties {
    register: RegisterDetail,
    /// Oldest first; of their cycles the open ones.
    rows: Vec<RegisterRow>,
}

impl DossierDuties {
    fn of(it: register::DossierDuties, language: Language) -> Self {
        Self {
            register: RegisterDetail::of(&it.register, language),
            rows: it.rows.into_iter().map(|it| RegisterRow::of(it, language)).collect(),
        }
    }
}

/// What is owed about a dossier: each register that is kept by dossier, with its rows.
#[utoipa::path(get, path = "/dossiers/{id}/duties", tag = "registers", params(("id" = Uuid, Path)),
    responses((status = 200, body = Page<DossierDuties>), (status = 404, body = ProblemBody)))]
async fn list(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
) -> Result<Json<Page<DossierDuties>>, Problem> {
    let language = language(&headers);
    let found = state.compliance.list_duties(&ctx, DossierId::from_uuid(id)).await?;
    Ok(Json(Page::whole(found.into_iter().map(|it| DossierDuties::of(it, language)).collect())))
}

/// Adds a row that belongs to a dossier. Of a register that is kept once for a dossier there is one at a
/// time.
#[utoipa::path(post, path = "/dossiers/{id}/duties/{register}", tag = "registers", request_body = RegisterValues,
    params(("id" = Uuid, Path), ("register" = String, Path),
        ("Idempotency-Key" = Option<String>, Header, description = ONCE)),
    responses((status = 201, body = RegisterRow), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn add(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path((id, register)): Path<(Uuid, String)>,
    headers: HeaderMap,
    Json(body): Json<RegisterValues>,
) -> Result<impl IntoResponse, Problem> {
    let dossier = DossierId::from_uuid(id);
    let view = state.compliance.add_duty(&ctx, dossier, &register, &body.try_into()?).await?;
    Ok((StatusCode::CREATED, answer(view, language(&headers))))
}
