//! `/api/v1/accountability`: how the firm stands with its own duties, the reports of quarters to
//! management, and evidence packs.

mod body;

use axum::{
    Json,
    body::Body,
    extract::{Path, Query, State},
    http::{HeaderMap, HeaderValue, header},
    response::IntoResponse,
};
use jiff::civil::Date;
use legalmind_compliance::accountability::{Chapter, PackAsk};
use legalmind_core::ManagementReportId;
use serde::Deserialize;
use tokio_stream::wrappers::ReceiverStream;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    documents::disposition,
    paper::{self, PaperWanted, spoken},
};
use crate::{
    auth::Signed,
    paging::Page,
    problem::{Problem, ProblemBody, language},
    state::AppState,
};
use body::{ManagementReport, ManagementReportDetail, PackOffer, Standing};

/// The routes.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(standing))
        .routes(routes!(reports))
        .routes(routes!(report))
        .routes(routes!(report_file))
        .routes(routes!(acknowledge))
        .routes(routes!(offer))
        .routes(routes!(pack))
}

/// How the firm stands now, for whoever keeps the registers and for administrators; others get what is
/// their own.
#[utoipa::path(get, path = "/accountability", tag = "accountability", responses((status = 200, body = Standing)))]
async fn standing(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    headers: HeaderMap,
) -> Result<Json<Standing>, Problem> {
    let found = state.compliance.how_it_stands(&ctx).await?;
    Ok(Json(Standing::of(&found, language(&headers))))
}

/// The reports of quarters to management, the newest first. They are made by themselves.
#[utoipa::path(get, path = "/accountability/reports", tag = "accountability",
    responses((status = 200, body = Page<ManagementReport>), (status = 403, body = ProblemBody)))]
async fn reports(
    State(state): State<AppState>,
    Signed(ctx): Signed,
) -> Result<Json<Page<ManagementReport>>, Problem> {
    let found = state.compliance.list_reports(&ctx).await?;
    Ok(Json(Page::whole(found.iter().map(ManagementReport::of).collect())))
}

/// A report with its figures, and what they were in the report before.
#[utoipa::path(get, path = "/accountability/reports/{id}", tag = "accountability", params(("id" = Uuid, Path)),
    responses((status = 200, body = ManagementReportDetail), (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody)))]
async fn report(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
) -> Result<Json<ManagementReportDetail>, Problem> {
    let found = state.compliance.get_report(&ctx, ManagementReportId::from_uuid(id)).await?;
    Ok(Json(ManagementReportDetail::of(&found, language(&headers))?))
}

/// A report as a file. The SHA-256 of its JSON names it; on paper it carries that hash and who has seen it.
#[utoipa::path(get, path = "/accountability/reports/{id}/file", tag = "accountability",
    params(("id" = Uuid, Path), PaperWanted),
    responses((status = 200, body = [u8], content_type = "application/octet-stream"), (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody), (status = 422, body = ProblemBody), (status = 503, body = ProblemBody)))]
async fn report_file(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    Query(wanted): Query<PaperWanted>,
) -> Result<impl IntoResponse, Problem> {
    let (format, language) = wanted.read()?;
    let id = ManagementReportId::from_uuid(id);
    let made = state.accountability.report_file(&ctx, id, format, language).await?;
    Ok(paper::answer(made, format, "directierapport"))
}

/// Says, for management, that one has seen a report. Once is enough.
#[utoipa::path(put, path = "/accountability/reports/{id}/acknowledgement", tag = "accountability",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = ManagementReportDetail), (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody), (status = 412, body = ProblemBody)))]
async fn acknowledge(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
) -> Result<Json<ManagementReportDetail>, Problem> {
    let found = state.compliance.acknowledge_report(&ctx, ManagementReportId::from_uuid(id)).await?;
    Ok(Json(ManagementReportDetail::of(&found, language(&headers))?))
}

/// What an evidence pack can be about, and the key with which the firm signs.
#[utoipa::path(get, path = "/accountability/pack", tag = "accountability",
    responses((status = 200, body = PackOffer), (status = 403, body = ProblemBody)))]
async fn offer(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    headers: HeaderMap,
) -> Result<Json<PackOffer>, Problem> {
    let found = state.compliance.pack_offer(&ctx).await?;
    Ok(Json(PackOffer::of(&found, language(&headers))))
}

/// Of what a pack is made.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PackWanted {
    /// The first day of the period, `2026-01-01`.
    from: String,
    /// Its last.
    until: String,
    /// The norms, with commas between: `voda`, `avg`, `wwft`, `iso27001`.
    chapters: String,
    /// `nl` or `en`; Dutch unless told.
    language: Option<String>,
}

impl TryFrom<PackWanted> for PackAsk {
    type Error = Problem;

    fn try_from(it: PackWanted) -> Result<Self, Problem> {
        let day = |text: &str, place: &str| text.parse::<Date>().map_err(|_| Problem::field(place, "no_day"));
        let named = it.chapters.split(',').map(str::trim).filter(|it| !it.is_empty());
        let chapter = |key| Chapter::parse(key).ok_or_else(|| Problem::field("/chapters", "unknown"));
        Ok(Self {
            from: day(&it.from, "/from")?,
            until: day(&it.until, "/until")?,
            chapters: named.map(chapter).collect::<Result<_, _>>()?,
            language: spoken(it.language.as_deref())?,
        })
    }
}

/// An evidence pack: a signed ZIP, made as it is sent. `legalmind pack verify` checks it offline.
#[utoipa::path(get, path = "/accountability/pack/file", tag = "accountability", params(PackWanted),
    responses((status = 200, body = [u8], content_type = "application/zip"), (status = 403, body = ProblemBody),
        (status = 409, body = ProblemBody), (status = 422, body = ProblemBody), (status = 503, body = ProblemBody)))]
async fn pack(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Query(wanted): Query<PackWanted>,
) -> Result<impl IntoResponse, Problem> {
    let stream = state.accountability.pack(&ctx, wanted.try_into()?).await?;
    let named = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/zip")),
        (header::CONTENT_DISPOSITION, disposition("bewijsdossier.zip")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    Ok((named, Body::from_stream(ReceiverStream::new(stream))))
}
