//! `/api/v1/law`: public law, the same for every firm; and the references of a document, with
//! what is said of each. What was asked is kept nowhere.

mod body;

use axum::{
    Json,
    extract::{Path, Query, State},
};
use jiff::civil::Date;
use legalmind_core::{Ctx, DocumentId, VersionId};
use legalmind_law::{Law, MAX_REFERENCES};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{
    auth::Signed,
    problem::{Kind, Problem, ProblemBody},
    state::AppState,
};
pub use body::{BothLanguages, Referred};
use body::{
    Cited, Decision, DecisionSeen, LawSeen, ProvisionSeen, ProvisionVersion, ReasonSeen, Stretch, Subject,
};

/// The routes.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(laws))
        .routes(routes!(search))
        .routes(routes!(provision))
        .routes(routes!(differences))
        .routes(routes!(decision))
        .routes(routes!(citing))
        .routes(routes!(references))
}

/// The most hits that are given.
const MOST_HITS: usize = 100;

/// Runs a look at the library apart from the requests.
async fn look<T: Send + 'static>(
    state: &AppState,
    ctx: Ctx,
    look: impl FnOnce(&Law, &Ctx) -> legalmind_law::Result<T> + Send + 'static,
) -> Result<T, Problem> {
    let law = state.law.clone();
    let looked = tokio::task::spawn_blocking(move || look(&law, &ctx)).await;
    looked.map_err(|_| Problem::from(Kind::Internal))?.map_err(Problem::from)
}

fn day(text: Option<&str>, field: &str) -> Result<Option<Date>, Problem> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
    text.parse().map(Some).map_err(|_| Problem::field(&format!("/{field}"), "invalid"))
}

/// The laws of the library.
#[derive(Serialize, ToSchema)]
pub struct Laws {
    items: Vec<LawSeen>,
    /// How many decisions the library holds.
    decisions: usize,
}

/// The laws of the library, each with its states.
#[utoipa::path(get, path = "/law", tag = "law", responses((status = 200, body = Laws)))]
async fn laws(State(state): State<AppState>, Signed(ctx): Signed) -> Result<Json<Laws>, Problem> {
    let (laws, decisions) = look(&state, ctx, |law, _| Ok((law.list()?, law.decisions()?))).await?;
    Ok(Json(Laws { items: laws.into_iter().map(LawSeen::from).collect(), decisions }))
}

/// What is sought.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Sought {
    /// Words, or references in any spelling.
    q: String,
    /// The day whose law is sought, `2024-01-31`; today unless told.
    on: Option<String>,
    /// Decisions instead of provisions.
    decisions: Option<bool>,
    /// How many items at most; 20 unless told, 100 at most.
    limit: Option<u32>,
}

/// What was found.
#[derive(Serialize, ToSchema)]
pub struct FoundLaw {
    /// What was typed as references, with what is said of each.
    references: Vec<Referred>,
    /// Hits by words, the best first.
    items: Vec<Subject>,
}

/// Searches articles in force on a day, or decisions.
#[utoipa::path(get, path = "/law/search", tag = "law", params(Sought),
    responses((status = 200, body = FoundLaw), (status = 422, body = ProblemBody)))]
async fn search(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Query(sought): Query<Sought>,
) -> Result<Json<FoundLaw>, Problem> {
    let on = day(sought.on.as_deref(), "on")?;
    let limit = (sought.limit.unwrap_or(20) as usize).clamp(1, MOST_HITS);
    let provisions = !sought.decisions.unwrap_or(false);
    // asked of no dossier, so that no client has a say in it
    let meant = if provisions { state.law.question(&ctx, &sought.q).await } else { None };
    let (references, items) = look(&state, ctx, move |law, ctx| {
        let references = law.find(ctx, &sought.q, on)?;
        let items = if provisions {
            let found = law.answering(ctx, &sought.q, meant.as_ref(), on, limit)?;
            found.into_iter().map(|it| legalmind_law::verdict::Subject::Provision(Box::new(it))).collect()
        } else {
            law.search(ctx, &sought.q, true, on, limit)?
        };
        Ok((references, items))
    })
    .await?;
    let references = references.into_iter().map(|it| Referred::of(it, None)).collect();
    Ok(Json(FoundLaw { references, items: items.into_iter().map(Subject::from).collect() }))
}

/// The day.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct On {
    /// `2024-01-31`; today unless told.
    on: Option<String>,
}

/// An article on a day.
#[derive(Serialize, ToSchema)]
pub struct ProvisionPage {
    reason: ReasonSeen,
    /// Null where the law has no such article on the day.
    provision: Option<ProvisionSeen>,
    /// Its words through time, the oldest first.
    versions: Vec<ProvisionVersion>,
}

/// An article of a law on a day, by BWB or CELEX number or short name, with its versions.
#[utoipa::path(get, path = "/law/provisions/{law}/{article}", tag = "law",
    params(("law" = String, Path), ("article" = String, Path), On),
    responses((status = 200, body = ProvisionPage), (status = 422, body = ProblemBody)))]
async fn provision(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path((number, article)): Path<(String, String)>,
    Query(on): Query<On>,
) -> Result<Json<ProvisionPage>, Problem> {
    let on = day(on.on.as_deref(), "on")?;
    let ((reason, provision), versions) = look(&state, ctx, move |law, ctx| {
        Ok((law.get_on(ctx, &number, &article, on)?, law.versions(ctx, &number, &article)?))
    })
    .await?;
    let versions = versions.into_iter().map(ProvisionVersion::from).collect();
    Ok(Json(ProvisionPage {
        reason: ReasonSeen::of(&reason),
        provision: provision.map(ProvisionSeen::from),
        versions,
    }))
}

/// Two days.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Days {
    /// The older day, `2013-01-01`.
    older: String,
    /// The newer.
    newer: String,
}

/// What changed.
#[derive(Serialize, ToSchema)]
pub struct ProvisionDifferences {
    items: Vec<Stretch>,
}

/// What changed in an article between two days.
#[utoipa::path(get, path = "/law/provisions/{law}/{article}/differences", tag = "law",
    params(("law" = String, Path), ("article" = String, Path), Days),
    responses((status = 200, body = ProvisionDifferences), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn differences(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path((number, article)): Path<(String, String)>,
    Query(days): Query<Days>,
) -> Result<Json<ProvisionDifferences>, Problem> {
    let needed = |text: &str, field| {
        day(Some(text), field)?.ok_or_else(|| Problem::field(&format!("/{field}"), "invalid"))
    };
    let (older, newer) = (needed(&days.older, "older")?, needed(&days.newer, "newer")?);
    let found =
        look(&state, ctx, move |law, ctx| law.differences(ctx, &number, &article, older, newer)).await?;
    let items = found.ok_or_else(|| Problem::from(Kind::NotFound))?.into_iter().map(Stretch::from).collect();
    Ok(Json(ProvisionDifferences { items }))
}

/// A decision by its ECLI, with what it cites.
#[utoipa::path(get, path = "/law/decisions/{ecli}", tag = "law", params(("ecli" = String, Path)),
    responses((status = 200, body = DecisionSeen), (status = 404, body = ProblemBody)))]
async fn decision(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(ecli): Path<String>,
) -> Result<Json<DecisionSeen>, Problem> {
    let (found, cites) =
        look(&state, ctx, move |law, ctx| Ok((law.decision(ctx, &ecli)?, law.cites(ctx, &ecli)?))).await?;
    let found = found.ok_or_else(|| Problem::from(Kind::NotFound))?;
    Ok(Json(DecisionSeen::of(found, cites)))
}

/// What is cited.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CitedThing {
    /// An article or a decision, in any spelling.
    cites: String,
}

/// Decisions that cite something.
#[derive(Serialize, ToSchema)]
pub struct CitingDecisions {
    items: Vec<CitingDecision>,
}

/// A decision that cites something, and where.
#[derive(Serialize, ToSchema)]
pub struct CitingDecision {
    decision: Decision,
    places: Vec<Cited>,
}

/// The decisions that cite an article or a decision, the newest first.
#[utoipa::path(get, path = "/law/decisions", tag = "law", params(CitedThing),
    responses((status = 200, body = CitingDecisions)))]
async fn citing(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Query(thing): Query<CitedThing>,
) -> Result<Json<CitingDecisions>, Problem> {
    let found = look(&state, ctx, move |law, ctx| law.cited_by(ctx, &thing.cites)).await?;
    let items = found.into_iter().map(|it| CitingDecision {
        decision: Decision::from(it.decision),
        places: it.places.into_iter().map(Cited::from).collect(),
    });
    Ok(Json(CitingDecisions { items: items.collect() }))
}

/// The references of a document.
#[derive(Serialize, ToSchema)]
pub struct References {
    /// The day about which they were checked.
    on: String,
    items: Vec<Referred>,
}

/// The references in a version of a document, with what is said of each about a day.
#[utoipa::path(get, path = "/documents/{id}/versions/{version}/references", tag = "documents",
    params(("id" = Uuid, Path), ("version" = Uuid, Path), On),
    responses((status = 200, body = References), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn references(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path((id, version)): Path<(Uuid, Uuid)>,
    Query(on): Query<On>,
) -> Result<Json<References>, Problem> {
    let on = day(on.on.as_deref(), "on")?;
    let pages = state.vault.text(&ctx, DocumentId::from_uuid(id), VersionId::from_uuid(version)).await?;
    let day = on.unwrap_or_else(|| legalmind_law::today(&ctx));
    let items = look(&state, ctx, move |law, ctx| {
        let mut items = Vec::new();
        for (page, text) in pages {
            items
                .extend(law.check_text(ctx, &text, on)?.into_iter().map(|it| Referred::of(it, Some(page.0))));
            if items.len() > MAX_REFERENCES {
                return Err(legalmind_law::Error::TooLarge {
                    what: "references",
                    limit: MAX_REFERENCES as u64,
                });
            }
        }
        Ok(items)
    })
    .await?;
    Ok(Json(References { on: day.to_string(), items }))
}
