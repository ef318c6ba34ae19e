//! `/api/v1/deadlines/compute`, `/terms` and `/holidays`: the law's own days, of no dossier.

use axum::{
    Json,
    extract::{Query, State},
    http::HeaderMap,
};
use jiff::civil::{Date, Time};
use legalmind_compliance::deadline::{Calendar, Count, Row, Table};
use legalmind_core::deadline::{Off, Term};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::body::{ReckoningBody, TermBody};
use crate::{
    auth::Signed,
    paging::Page,
    problem::{Problem, ProblemBody, language},
    state::AppState,
};

/// The routes.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(compute)).routes(routes!(terms)).routes(routes!(holidays))
}

/// What is counted.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Counting {
    /// A row of the table of terms; or a `term` of one's own.
    key: Option<String>,
    term: Option<TermBody>,
    #[schema(value_type = Option<String>)]
    event_date: Option<Date>,
    /// For terms in hours.
    #[schema(value_type = Option<String>)]
    event_time: Option<Time>,
}

impl From<Counting> for Count {
    fn from(it: Counting) -> Self {
        let Counting { key, term, event_date, event_time } = it;
        Self { key, term: term.map(Term::from), event_date, event_time }
    }
}

/// Counts a term to its last day, with the reasoning. Nothing is kept.
#[utoipa::path(post, path = "/deadlines/compute", tag = "deadlines", request_body = Counting,
    responses((status = 200, body = ReckoningBody), (status = 422, body = ProblemBody)))]
async fn compute(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    headers: HeaderMap,
    Json(asked): Json<Counting>,
) -> Result<Json<ReckoningBody>, Problem> {
    let found = state.compliance.compute(&ctx, &asked.into()).await?;
    Ok(Json(ReckoningBody::of(&found, language(&headers))))
}

/// A row of the table of terms.
#[derive(Serialize, ToSchema)]
pub struct TermRow {
    key: String,
    field: String,
    title: String,
    event: String,
    term: TermBody,
    source: String,
    note: Option<String>,
    /// The day it was compared, and with what.
    #[schema(value_type = String)]
    checked_on: Date,
    checked_with: String,
    /// It was compared with the official text.
    checked_text: bool,
}

/// The table of terms.
#[utoipa::path(get, path = "/deadlines/terms", tag = "deadlines", responses((status = 200, body = Page<TermRow>)))]
async fn terms(Signed(_ctx): Signed, headers: HeaderMap) -> Json<Page<TermRow>> {
    let language = language(&headers);
    let row = |it: &Row| TermRow {
        key: it.key.clone(),
        field: it.field.clone(),
        title: it.title.of(language).to_owned(),
        event: it.event.of(language).to_owned(),
        term: it.term().into(),
        source: it.source.clone(),
        note: it.note.as_ref().map(|it| it.of(language).to_owned()),
        checked_on: it.checked.on,
        checked_with: it.checked.with.clone(),
        checked_text: it.checked.text.is_some(),
    };
    Json(Page::whole(Table::dutch().rows().iter().map(row).collect()))
}

/// Which year.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct InYear {
    /// From 1983 to 2199.
    year: i16,
}

/// A holiday.
#[derive(Serialize, ToSchema)]
pub struct Holiday {
    #[schema(value_type = String)]
    date: Date,
    /// A stable name.
    #[schema(value_type = String)]
    off: Off,
    /// The royal decree that equates the day.
    decree: Option<String>,
}

/// The holidays of a year.
#[derive(Serialize, ToSchema)]
pub struct Holidays {
    items: Vec<Holiday>,
    /// Whether a royal decree on equated days is known for this year.
    decrees_known: bool,
}

/// The holidays of a year under art. 3 of the Algemene termijnenwet.
#[utoipa::path(get, path = "/deadlines/holidays", tag = "deadlines", params(InYear),
    responses((status = 200, body = Holidays), (status = 422, body = ProblemBody)))]
async fn holidays(
    Signed(_ctx): Signed,
    Query(InYear { year }): Query<InYear>,
) -> Result<Json<Holidays>, Problem> {
    if !(1983..=2199).contains(&year) {
        return Err(Problem::field("/year", "out_of_reach"));
    }
    let calendar = Calendar::dutch();
    let held = |(date, off): (Date, Off)| Holiday {
        date,
        off,
        decree: calendar.decree(date).map(|it| it.title.clone()),
    };
    let items = calendar.holidays(year).into_iter().map(held).collect();
    Ok(Json(Holidays { items, decrees_known: calendar.knows(year) }))
}
