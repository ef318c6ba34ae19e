//! `/api/v1/deadlines`: terms counted to a day with the reasoning, and the deadlines of dossiers.

mod body;
mod counting;

use axum::{
    Json,
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
};
use jiff::civil::{Date, Time};
use legalmind_compliance::deadline::{Asked, ChainStep, Changed, Count, DeadlineView, Settle};
use legalmind_core::{
    DeadlineId, DossierId, UserId,
    account::Language,
    deadline::{Term, Unit},
};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{
    auth::Signed,
    once::ONCE,
    paging::Page,
    problem::{Problem, ProblemBody, language},
    revision::{IfMatch, etag},
    state::AppState,
};
use body::{Deadline, TermBody};
use counting::Counting;

/// The routes.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(mine))
        .merge(counting::routes())
        .routes(routes!(get, update, remove))
        .routes(routes!(confirm))
        .routes(routes!(settle))
}

fn answer(view: DeadlineView, language: Language) -> impl IntoResponse {
    (etag(view.deadline.revision), Json(Deadline::of(view, language)))
}

fn page(views: Vec<DeadlineView>, language: Language) -> Json<Page<Deadline>> {
    Json(Page::whole(views.into_iter().map(|it| Deadline::of(it, language)).collect()))
}

/// The deadlines of a dossier, by day.
#[utoipa::path(get, path = "/dossiers/{id}/deadlines", tag = "deadlines", params(("id" = Uuid, Path)),
    responses((status = 200, body = Page<Deadline>), (status = 404, body = ProblemBody)))]
async fn list(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
) -> Result<Json<Page<Deadline>>, Problem> {
    let found = state.compliance.list_deadlines(&ctx, DossierId::from_uuid(id)).await?;
    Ok(page(found, language(&headers)))
}

/// A step before a deadline.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChainBody {
    amount: u32,
    #[schema(value_type = String)]
    unit: Unit,
    title: String,
}

/// A deadline to be added.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDeadline {
    /// A row of the table of terms; or a `term` of one's own.
    key: Option<String>,
    term: Option<TermBody>,
    #[schema(value_type = Option<String>)]
    event_date: Option<Date>,
    /// For terms in hours.
    #[schema(value_type = Option<String>)]
    event_time: Option<Time>,
    /// That of the row unless told.
    title: Option<String>,
    source: Option<String>,
    event: Option<String>,
    #[serde(default)]
    note: String,
    /// A member of the dossier; the responsible lawyer unless told.
    responsible: Option<Uuid>,
    /// Steps before it, ten at most.
    #[serde(default)]
    chain: Vec<ChainBody>,
}

impl From<NewDeadline> for Asked {
    fn from(new: NewDeadline) -> Self {
        let step = |it: ChainBody| ChainStep { amount: it.amount, unit: it.unit, title: it.title };
        Self {
            count: Count {
                key: new.key,
                term: new.term.map(Term::from),
                event_date: new.event_date,
                event_time: new.event_time,
            },
            title: new.title,
            source: new.source,
            event: new.event,
            note: new.note,
            responsible: new.responsible.map(UserId::from_uuid),
            chain: new.chain.into_iter().map(step).collect(),
        }
    }
}

/// Adds a deadline with the steps before it. It is a proposal until a lawyer confirms it.
#[utoipa::path(post, path = "/dossiers/{id}/deadlines", tag = "deadlines", request_body = NewDeadline,
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header, description = ONCE)),
    responses((status = 201, body = Deadline), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn add(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    Json(new): Json<NewDeadline>,
) -> Result<impl IntoResponse, Problem> {
    let language = language(&headers);
    let view = state.compliance.add_deadline(&ctx, DossierId::from_uuid(id), &new.into(), language).await?;
    Ok((StatusCode::CREATED, answer(view, language)))
}

/// How far ahead.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Ahead {
    /// In days; 14 unless told, 400 at most.
    days: Option<u16>,
}

/// One's own open deadlines, and those of whoever one stands in for, by day.
#[utoipa::path(get, path = "/deadlines", tag = "deadlines", params(Ahead),
    responses((status = 200, body = Page<Deadline>), (status = 422, body = ProblemBody)))]
async fn mine(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Query(ahead): Query<Ahead>,
    headers: HeaderMap,
) -> Result<Json<Page<Deadline>>, Problem> {
    let found = state.compliance.my_deadlines(&ctx, ahead.days.unwrap_or(14)).await?;
    Ok(page(found, language(&headers)))
}

/// A deadline.
#[utoipa::path(get, path = "/deadlines/{id}", tag = "deadlines", params(("id" = Uuid, Path)),
    responses((status = 200, body = Deadline), (status = 404, body = ProblemBody)))]
async fn get(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Problem> {
    let found = state.compliance.get_deadline(&ctx, DeadlineId::from_uuid(id)).await?;
    Ok(answer(found, language(&headers)))
}

/// What of a deadline changes; what is not named stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeadlineChange {
    /// What is counted anew.
    count: Option<Counting>,
    title: Option<String>,
    source: Option<String>,
    event: Option<String>,
    note: Option<String>,
    responsible: Option<Uuid>,
}

impl From<DeadlineChange> for Changed {
    fn from(change: DeadlineChange) -> Self {
        Self {
            count: change.count.map(Count::from),
            title: change.title,
            source: change.source,
            event: change.event,
            note: change.note,
            responsible: change.responsible.map(UserId::from_uuid),
        }
    }
}

/// Changes a deadline. Where its day is counted anew it is a proposal again, with the steps before it.
#[utoipa::path(patch, path = "/deadlines/{id}", tag = "deadlines", request_body = DeadlineChange,
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = Deadline), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody),
        (status = 412, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn update(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
    headers: HeaderMap,
    Json(change): Json<DeadlineChange>,
) -> Result<impl IntoResponse, Problem> {
    let (id, language) = (DeadlineId::from_uuid(id), language(&headers));
    let view = state.compliance.update_deadline(&ctx, id, revision, &change.into(), language).await?;
    Ok(answer(view, language))
}

/// Removes a deadline and the steps before it.
#[utoipa::path(delete, path = "/deadlines/{id}", tag = "deadlines",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 204), (status = 404, body = ProblemBody), (status = 412, body = ProblemBody)))]
async fn remove(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
) -> Result<StatusCode, Problem> {
    state.compliance.remove_deadline(&ctx, DeadlineId::from_uuid(id), revision).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A lawyer stands for the day.
#[utoipa::path(post, path = "/deadlines/{id}/confirm", tag = "deadlines",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = Deadline), (status = 403, body = ProblemBody), (status = 409, body = ProblemBody),
        (status = 412, body = ProblemBody)))]
async fn confirm(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Problem> {
    let view = state.compliance.confirm_deadline(&ctx, DeadlineId::from_uuid(id), revision).await?;
    Ok(answer(view, language(&headers)))
}

/// How a deadline is settled.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Settling {
    /// What had to be done was done.
    Met,
    /// It does not matter any more.
    Lapsed,
    /// It is open again.
    Reopened,
}

impl From<Settling> for Settle {
    fn from(it: Settling) -> Self {
        match it {
            Settling::Met => Self::Met,
            Settling::Lapsed => Self::Lapsed,
            Settling::Reopened => Self::Reopened,
        }
    }
}

/// What a deadline is settled as.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettleBody {
    state: Settling,
}

/// Settles a deadline, and lets the steps before it lapse; or opens it again.
#[utoipa::path(post, path = "/deadlines/{id}/settle", tag = "deadlines", request_body = SettleBody,
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = Deadline), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody),
        (status = 412, body = ProblemBody)))]
async fn settle(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
    headers: HeaderMap,
    Json(body): Json<SettleBody>,
) -> Result<impl IntoResponse, Problem> {
    let id = DeadlineId::from_uuid(id);
    let view = state.compliance.settle_deadline(&ctx, id, revision, body.state.into()).await?;
    Ok(answer(view, language(&headers)))
}
