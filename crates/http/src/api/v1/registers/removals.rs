//! `/api/v1/registers/removals`: what is kept until a day, and goes within thirty days of it.

use axum::{
    Json,
    extract::{Query, State},
    http::HeaderMap,
};
use legalmind_compliance::removal::{Going, Removal};
use legalmind_core::account::Language;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::body::RegisterHome;
use crate::{
    auth::Signed,
    paging::{Page, Piece},
    problem::{Problem, ProblemBody, language},
    state::AppState,
};

/// The routes.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(removals))
}

/// Something that goes.
#[derive(Serialize, ToSchema)]
pub struct RegisterRemoval {
    /// `row`, what a row of a register holds, once a person confirms it; `answers`, those of attempts at a
    /// test, by themselves; `intake`, a conflict check of which no dossier was made, by itself.
    kind: &'static str,
    /// The register of a row, by its key.
    register: Option<String>,
    register_name: Option<String>,
    /// The row.
    row: Option<Uuid>,
    /// The title of the row, the name of the test, or the names that were asked for.
    title: String,
    /// The dossier that the row belongs to.
    dossier: Option<RegisterHome>,
    /// Of how many attempts the answers go; else 1.
    count: u64,
    /// The answers are one's own.
    own: bool,
    /// The last day on which it is kept.
    #[schema(value_type = String)]
    kept_until: jiff::civil::Date,
    /// How many days that is from today; below zero it should have gone.
    days: i32,
    /// It should have gone, and is here.
    late: bool,
    /// What a person confirms; null where it goes by itself.
    task: Option<String>,
    /// What it rests on.
    basis: String,
}

impl RegisterRemoval {
    fn of(it: Removal, language: Language) -> Self {
        let (days, late, count, basis) = (it.days, it.late(), it.count(), it.basis().to_owned());
        let bare = Self {
            kind: "intake",
            register: None,
            register_name: None,
            row: None,
            title: String::new(),
            dossier: None,
            count,
            own: false,
            kept_until: it.until,
            days,
            late,
            task: None,
            basis,
        };
        match it.what {
            Going::Row { row, definition, campaign, title, dossier } => Self {
                kind: "row",
                register: Some(definition.key.clone()),
                register_name: Some(definition.name.of(language).to_owned()),
                row: Some(row.uuid()),
                title,
                dossier: dossier.map(|(id, name)| RegisterHome::new(id, name)),
                task: Some(campaign.name.of(language).to_owned()),
                ..bare
            },
            Going::Answers { test, own, .. } => Self {
                kind: "answers",
                title: test.map(|it| it.name.of(language).to_owned()).unwrap_or_default(),
                own,
                ..bare
            },
            Going::Intake { names } => Self { title: names.join(", "), ..bare },
        }
    }
}

/// What goes within thirty days, and what should have gone and is here, soonest first, as far as one may see.
#[utoipa::path(get, path = "/registers/removals", tag = "registers", params(Piece),
    responses((status = 200, body = Page<RegisterRemoval>), (status = 422, body = ProblemBody)))]
async fn removals(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Query(piece): Query<Piece>,
    headers: HeaderMap,
) -> Result<Json<Page<RegisterRemoval>>, Problem> {
    let language = language(&headers);
    let found = state.compliance.list_removals(&ctx, &piece.into()).await?;
    Ok(Json(Page::from(found.map(|it| RegisterRemoval::of(it, language)))))
}
