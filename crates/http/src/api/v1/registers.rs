//! `/api/v1/registers` and `/api/v1/register-rows`: the registers of the firm's own duties, their rows,
//! what is due, and registers as files.

mod body;
mod duties;
mod officers;
mod removals;
mod sheets;

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
};
use jiff::Timestamp;
use legalmind_compliance::register::{Evidence, Given, RowPatch, RowView, Sort, Turn};
use legalmind_core::{DocumentId, RegisterRowId, UserId, account::Language, register::CycleKey};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{
    auth::Signed,
    once::ONCE,
    paging::{Page, Piece},
    problem::{Kind, Problem, ProblemBody, language},
    revision::{IfMatch, etag},
    state::AppState,
};
use body::{Register, RegisterDetail, RegisterDuty, RegisterRow};

/// The routes.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(duties))
        .merge(officers::routes())
        .merge(removals::routes())
        .routes(routes!(get))
        .routes(routes!(rows, add))
        .merge(sheets::routes())
        .routes(routes!(row, update))
        .routes(routes!(turn))
        .routes(routes!(confirm))
        .routes(routes!(acknowledge))
        .merge(duties::routes())
}

fn answer(view: RowView, language: Language) -> impl IntoResponse {
    (etag(view.row.revision), Json(RegisterRow::of(view, language)))
}

/// The registers, with how much is in them and how much is due, as far as one may see.
#[utoipa::path(get, path = "/registers", tag = "registers", responses((status = 200, body = Page<Register>)))]
async fn list(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    headers: HeaderMap,
) -> Result<Json<Page<Register>>, Problem> {
    let language = language(&headers);
    let found = state.compliance.list_registers(&ctx).await?;
    Ok(Json(Page::whole(found.iter().map(|it| Register::of(it, language)).collect())))
}

/// What is due to oneself, and to those one stands in for, by day, of the rows that one may read; to
/// whoever keeps the registers also what nobody looks after, what was escalated, and clocks in hours.
#[utoipa::path(get, path = "/registers/duties", tag = "registers",
    responses((status = 200, body = Page<RegisterDuty>)))]
async fn duties(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    headers: HeaderMap,
) -> Result<Json<Page<RegisterDuty>>, Problem> {
    let language = language(&headers);
    let found = state.compliance.my_duties(&ctx).await?;
    Ok(Json(Page::whole(found.into_iter().map(|it| RegisterDuty::of(it, language)).collect())))
}

/// A register: its fields and what has to be done from time to time.
#[utoipa::path(get, path = "/registers/{register}", tag = "registers", params(("register" = String, Path)),
    responses((status = 200, body = RegisterDetail), (status = 404, body = ProblemBody)))]
async fn get(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(register): Path<String>,
    headers: HeaderMap,
) -> Result<Json<RegisterDetail>, Problem> {
    let language = language(&headers);
    let found = state.compliance.get_register(&ctx, &register).await?;
    Ok(Json(RegisterDetail::of(&found, language)))
}

/// The rows of a register that one may see, oldest first.
#[utoipa::path(get, path = "/registers/{register}/rows", tag = "registers",
    params(("register" = String, Path), Piece),
    responses((status = 200, body = Page<RegisterRow>), (status = 404, body = ProblemBody)))]
async fn rows(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(register): Path<String>,
    Query(piece): Query<Piece>,
    headers: HeaderMap,
) -> Result<Json<Page<RegisterRow>>, Problem> {
    let language = language(&headers);
    let found = state.compliance.list_rows(&ctx, &register, &piece.into()).await?;
    Ok(Json(Page::from(found.map(|it| RegisterRow::of(it, language)))))
}

/// Fields of a row and who looks after it; what is not named stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterValues {
    /// Who looks after it; oneself unless told.
    owner: Option<Uuid>,
    /// Fields by their keys: text, a number, true or false; null makes one empty.
    #[serde(default)]
    #[schema(value_type = Object)]
    values: BTreeMap<String, serde_json::Value>,
    /// Why.
    #[serde(default)]
    reason: String,
}

impl TryFrom<RegisterValues> for RowPatch {
    type Error = Problem;

    fn try_from(body: RegisterValues) -> Result<Self, Problem> {
        let mut values = BTreeMap::new();
        for (key, value) in body.values {
            let given = match value {
                serde_json::Value::Null => None,
                serde_json::Value::String(text) => Some(Given::Text(text)),
                serde_json::Value::Bool(yes) => Some(Given::YesNo(yes)),
                serde_json::Value::Number(number) => {
                    let whole = number.as_i64();
                    Some(Given::Number(
                        whole.ok_or_else(|| Problem::field(&format!("/values/{key}"), "no_number"))?,
                    ))
                }
                _ => return Err(Problem::field(&format!("/values/{key}"), "kind")),
            };
            values.insert(key, given);
        }
        Ok(Self { owner: body.owner.map(UserId::from_uuid), values, reason: body.reason })
    }
}

/// Adds a row.
#[utoipa::path(post, path = "/registers/{register}/rows", tag = "registers", request_body = RegisterValues,
    params(("register" = String, Path), ("Idempotency-Key" = Option<String>, Header, description = ONCE)),
    responses((status = 201, body = RegisterRow), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody),
        (status = 422, body = ProblemBody)))]
async fn add(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(register): Path<String>,
    headers: HeaderMap,
    Json(body): Json<RegisterValues>,
) -> Result<impl IntoResponse, Problem> {
    let view = state.compliance.add_row(&ctx, &register, &body.try_into()?).await?;
    Ok((StatusCode::CREATED, answer(view, language(&headers))))
}

/// A row with its cycles and all that happened to it.
#[utoipa::path(get, path = "/register-rows/{id}", tag = "registers", params(("id" = Uuid, Path)),
    responses((status = 200, body = RegisterRow), (status = 404, body = ProblemBody)))]
async fn row(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Problem> {
    let view = state.compliance.get_row(&ctx, RegisterRowId::from_uuid(id)).await?;
    Ok(answer(view, language(&headers)))
}

/// Changes a row. In a register of four eyes a row in force becomes a concept again.
#[utoipa::path(patch, path = "/register-rows/{id}", tag = "registers", request_body = RegisterValues,
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = RegisterRow), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody),
        (status = 412, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn update(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
    headers: HeaderMap,
    Json(body): Json<RegisterValues>,
) -> Result<impl IntoResponse, Problem> {
    let patch = body.try_into()?;
    let view = state.compliance.update_row(&ctx, RegisterRowId::from_uuid(id), revision, &patch).await?;
    Ok(answer(view, language(&headers)))
}

/// What a row becomes.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RowTurn {
    /// The firm relies on it.
    InForce,
    /// It is written anew.
    Concept,
    /// It is over.
    Closed,
}

/// Another state of a row.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RowTurnBody {
    state: RowTurn,
    /// Why; needed where it is closed.
    #[serde(default)]
    reason: String,
}

/// Puts a row in force, takes it back, or closes it; it is kept.
#[utoipa::path(post, path = "/register-rows/{id}/state", tag = "registers", request_body = RowTurnBody,
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = RegisterRow), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn turn(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
    headers: HeaderMap,
    Json(body): Json<RowTurnBody>,
) -> Result<impl IntoResponse, Problem> {
    let turn = match body.state {
        RowTurn::InForce => Turn::PutInForce,
        RowTurn::Concept => Turn::TakeBack,
        RowTurn::Closed => Turn::Close,
    };
    let id = RegisterRowId::from_uuid(id);
    let view = state.compliance.turn_row(&ctx, id, revision, turn, &body.reason).await?;
    Ok(answer(view, language(&headers)))
}

/// What is done with a cycle.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CycleSort {
    /// It was done.
    Done,
    /// Another person looked at that, and it holds.
    Checked,
    /// Another person looked at that, and it does not hold.
    SentBack,
}

/// A cycle confirmed, checked or sent back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CycleBody {
    campaign: String,
    /// When it is due, as the row tells it.
    due: String,
    what: CycleSort,
    /// What was found, or where the evidence is.
    #[serde(default)]
    note: String,
    /// The evidence, where it is in a dossier.
    document: Option<Uuid>,
}

/// Confirms a cycle with its evidence; or, as another person, checks it or sends it back.
#[utoipa::path(post, path = "/register-rows/{id}/cycles", tag = "registers", request_body = CycleBody,
    params(("id" = Uuid, Path)),
    responses((status = 200, body = RegisterRow), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody)))]
async fn confirm(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    Json(body): Json<CycleBody>,
) -> Result<impl IntoResponse, Problem> {
    let key = cycle_key(id, body.campaign, &body.due)?;
    let what = match body.what {
        CycleSort::Done => Sort::Done,
        CycleSort::Checked => Sort::Checked,
        CycleSort::SentBack => Sort::SentBack,
    };
    let evidence = Evidence { note: body.note, document: body.document.map(DocumentId::from_uuid) };
    let view = state.compliance.confirm_cycle(&ctx, &key, what, &evidence).await?;
    Ok(answer(view, language(&headers)))
}

/// The cycle of which one says that one knows what it tells.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiptBody {
    campaign: String,
    /// When it is due, as the row tells it.
    due: String,
}

/// Says that one knows what a cycle tells, where it asks the contacts of the firm; once for each, and again changes nothing.
#[utoipa::path(post, path = "/register-rows/{id}/receipts", tag = "registers", request_body = ReceiptBody,
    params(("id" = Uuid, Path)),
    responses((status = 200, body = RegisterRow), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody)))]
async fn acknowledge(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    Json(body): Json<ReceiptBody>,
) -> Result<impl IntoResponse, Problem> {
    let key = cycle_key(id, body.campaign, &body.due)?;
    let view = state.compliance.acknowledge_cycle(&ctx, &key).await?;
    Ok(answer(view, language(&headers)))
}

/// A name of a cycle; one that is none names nothing.
fn cycle_key(row: Uuid, campaign: String, due: &str) -> Result<CycleKey, Problem> {
    let due: Timestamp = due.parse().map_err(|_| Kind::NotFound)?;
    Ok(CycleKey { row: RegisterRowId::from_uuid(row), campaign, due })
}
