//! `/api/v1/calendars`: secret addresses of calendars; `/api/v1/calendar/{token}/termijnen.ics`: what
//! programs for calendars fetch there, without a session.

use axum::{
    Json,
    extract::{Path, State},
    http::{Extensions, StatusCode, header},
    response::IntoResponse,
};
use legalmind_compliance::feed::Feed;
use legalmind_core::{CalendarId, DossierId};
use legalmind_identity::Error;
use legalmind_store::calendar as store;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{
    auth::{About, Signed},
    limits::Told,
    paging::Page,
    problem::{Kind, Problem, ProblemBody},
    state::AppState,
};

/// The routes.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(remove)).routes(routes!(fetch))
}

/// A secret address; what is secret of it was shown when it was made.
#[derive(Serialize, ToSchema)]
pub struct CalendarAddress {
    id: Uuid,
    /// The dossier it shows; without one, all that one looks after.
    dossier: Option<Uuid>,
    /// It shows titles and names of dossiers.
    names: bool,
    created_at: String,
    fetched_at: Option<String>,
}

impl From<store::Calendar> for CalendarAddress {
    fn from(it: store::Calendar) -> Self {
        Self {
            id: it.id.uuid(),
            dossier: it.dossier.map(|it| it.uuid()),
            names: it.names,
            created_at: it.created.to_string(),
            fetched_at: it.fetched.map(|it| it.to_string()),
        }
    }
}

/// One's own addresses, newest first.
#[utoipa::path(get, path = "/calendars", tag = "deadlines",
    responses((status = 200, body = Page<CalendarAddress>)))]
async fn list(
    State(state): State<AppState>,
    Signed(ctx): Signed,
) -> Result<Json<Page<CalendarAddress>>, Problem> {
    let found = state.identity.list_calendars(&ctx).await?;
    Ok(Json(Page::whole(found.into_iter().map(CalendarAddress::from).collect())))
}

/// An address to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCalendar {
    /// Only this dossier.
    dossier: Option<Uuid>,
    /// Titles and names of dossiers too, which then leave the house.
    #[serde(default)]
    names: bool,
}

/// An address as it is shown once.
#[derive(Serialize, ToSchema)]
pub struct MadeCalendar {
    #[serde(flatten)]
    address: CalendarAddress,
    /// The path to subscribe to. Whoever has it reads this calendar.
    path: String,
}

/// Makes an address. It is shown this once, and has one's own rights until it is revoked.
#[utoipa::path(post, path = "/calendars", tag = "deadlines", request_body = NewCalendar,
    responses((status = 201, body = MadeCalendar), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn add(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Json(new): Json<NewCalendar>,
) -> Result<impl IntoResponse, Problem> {
    let dossier = new.dossier.map(DossierId::from_uuid);
    let (made, token) = state.identity.add_calendar(&ctx, dossier, new.names).await?;
    let path = format!("/api/v1/calendar/{}/termijnen.ics", token.expose());
    Ok((StatusCode::CREATED, Json(MadeCalendar { address: made.into(), path })))
}

/// Revokes one of one's own addresses.
#[utoipa::path(delete, path = "/calendars/{id}", tag = "deadlines", params(("id" = Uuid, Path)),
    responses((status = 204), (status = 404, body = ProblemBody)))]
async fn remove(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<StatusCode, Problem> {
    state.identity.remove_calendar(&ctx, CalendarId::from_uuid(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The calendar of a secret address (RFC 5545), with the rights its owner has at this moment.
#[utoipa::path(get, path = "/calendar/{token}/termijnen.ics", tag = "deadlines", params(("token" = String, Path)),
    responses((status = 200, body = String, content_type = "text/calendar"), (status = 404, body = ProblemBody)))]
async fn fetch(
    State(state): State<AppState>,
    About(meta): About,
    Path(token): Path<String>,
    extensions: Extensions,
) -> Result<impl IntoResponse, Problem> {
    let (ctx, of) = match state.identity.calendar(&token, &meta).await {
        Ok(found) => found,
        Err(Error::NoSession) => return Err(Kind::NotFound.into()),
        Err(error) => return Err(error.into()),
    };
    state.limits.account(of.user, extensions.get::<Told>())?;
    let feed = Feed { owner: of.user, dossier: of.dossier, names: of.names };
    let text = state.compliance.feed(&ctx, &feed).await?;
    Ok(([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], text))
}
