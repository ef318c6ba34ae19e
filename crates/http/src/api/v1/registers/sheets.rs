//! Registers as files.

use axum::{
    Json,
    body::Bytes,
    extract::{DefaultBodyLimit, Path, Query, State},
    http::{HeaderMap, HeaderValue, header},
    response::IntoResponse,
};
use legalmind_compliance::register::{Imported, Keep, MAX_FILE};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::super::documents::disposition;
use crate::{
    auth::Signed,
    problem::{Problem, ProblemBody, language},
    state::AppState,
};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(import))
        .layer(DefaultBodyLimit::max(MAX_FILE))
        .routes(routes!(export))
}

/// What of a file is kept where some of its lines cannot be used.
#[derive(Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum KeepLines {
    /// Nothing, unless all can.
    #[default]
    All,
    /// The lines that can.
    Good,
}

/// How a file is taken in.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Taking {
    /// `all` unless told: nothing is kept unless all lines can be used. With `good`, those that can.
    #[serde(default)]
    #[param(inline)]
    keep: KeepLines,
}

/// Something wrong with a line of a file.
#[derive(Serialize, ToSchema)]
pub struct BadRegisterLine {
    /// Its number in the file, from 1; the header is line 1.
    line: u64,
    /// The field; empty where the line as a whole is wrong.
    field: String,
    /// A stable code.
    code: &'static str,
}

/// What came of a file.
#[derive(Serialize, ToSchema)]
pub struct RegisterImport {
    lines: usize,
    added: usize,
    refused: usize,
    /// The reasons, in the order of the file.
    bad: Vec<BadRegisterLine>,
}

impl From<Imported> for RegisterImport {
    fn from(it: Imported) -> Self {
        let line = |it: legalmind_compliance::register::BadLine| BadRegisterLine {
            line: it.line,
            field: it.field,
            code: it.code,
        };
        let bad = it.bad.into_iter().map(line).collect();
        Self { lines: it.lines, added: it.added, refused: it.refused, bad }
    }
}

/// Takes rows in from a CSV file or a spreadsheet (XLSX, its first sheet); they are concepts. Each line that cannot be used gets its reasons.
#[utoipa::path(post, path = "/registers/{register}/import", tag = "registers",
    params(("register" = String, Path), Taking), request_body(content = Vec<u8>, content_type = "text/csv"),
    responses((status = 200, body = RegisterImport), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody),
        (status = 422, body = ProblemBody)))]
async fn import(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(register): Path<String>,
    Query(taking): Query<Taking>,
    file: Bytes,
) -> Result<Json<RegisterImport>, Problem> {
    let keep = match taking.keep {
        KeepLines::All => Keep::All,
        KeepLines::Good => Keep::Good,
    };
    Ok(Json(state.compliance.import_file(&ctx, &state.vault, &register, file, keep).await?.into()))
}

/// A register as a CSV file, in the reader's language.
#[utoipa::path(get, path = "/registers/{register}/export", tag = "registers", params(("register" = String, Path)),
    responses((status = 200, content_type = "text/csv"), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody)))]
async fn export(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(register): Path<String>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Problem> {
    let file = state.compliance.export_rows(&ctx, &register, language(&headers)).await?;
    let named = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CONTENT_DISPOSITION, disposition(&format!("{register}.csv"))),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((named, file))
}
