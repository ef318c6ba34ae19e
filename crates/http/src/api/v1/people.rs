//! `/api/v1/people` and `/api/v1/requirements`: who is in the firm, with which role, and what the firm asks
//! of whoever has it.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use legalmind_compliance::requirement as compliance;
use legalmind_core::{UserId, account::Role, requirement::Requirement};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::dossiers::Person;
use crate::{
    auth::Signed,
    paging::Page,
    problem::{Kind, Problem, ProblemBody},
    state::AppState,
};

/// The routes.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(people))
        .routes(routes!(set_role))
        .routes(routes!(list))
        .routes(routes!(set))
}

/// The people of the firm.
#[utoipa::path(get, path = "/people", tag = "people", responses((status = 200, body = Page<Person>)))]
async fn people(State(state): State<AppState>, Signed(ctx): Signed) -> Result<Json<Page<Person>>, Problem> {
    let people = state.vault.list_people(&ctx).await?;
    Ok(Json(Page::whole(people.into_iter().map(Person::from).collect())))
}

/// The role that somebody gets.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GivenRole {
    /// `firm_administrator`, `lawyer`, `staff` or `read_only`.
    role: String,
}

/// Gives a person another role, if they meet what the firm asks of it.
#[utoipa::path(put, path = "/people/{user}/role", tag = "people", params(("user" = Uuid, Path)),
    request_body = GivenRole,
    responses((status = 204), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn set_role(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(user): Path<Uuid>,
    Json(body): Json<GivenRole>,
) -> Result<StatusCode, Problem> {
    let role = Role::parse(&body.role).ok_or_else(|| Problem::field("/role", "unknown"))?;
    state.identity.set_role(&ctx, UserId::from_uuid(user), role).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What the firm asks of people, and who does not meet it.
#[derive(Serialize, ToSchema)]
pub struct Requirements {
    /// Each role with what is asked of whoever has it.
    roles: Vec<RoleRequirements>,
    /// Who lacks something, by name.
    lacking: Vec<LackingPerson>,
}

/// What is asked of whoever has a role.
#[derive(Serialize, ToSchema)]
pub struct RoleRequirements {
    role: &'static str,
    /// `confidentiality` and `background_check` before it is given; `training` and `ai_literacy` before a
    /// dossier is opened.
    asks: Vec<&'static str>,
    /// What can be asked.
    can_ask: Vec<&'static str>,
}

/// Somebody who does not meet what is asked of their role.
#[derive(Serialize, ToSchema)]
pub struct LackingPerson {
    id: Uuid,
    name: String,
    role: &'static str,
    lacks: Vec<&'static str>,
    /// They reach no dossier now.
    shut_out: bool,
}

fn names(all: impl IntoIterator<Item = Requirement>) -> Vec<&'static str> {
    all.into_iter().map(Requirement::as_str).collect()
}

impl From<compliance::Requirements> for Requirements {
    fn from(it: compliance::Requirements) -> Self {
        let role = |(role, asks): (Role, Vec<Requirement>)| RoleRequirements {
            role: role.as_str(),
            asks: names(asks),
            can_ask: names(Requirement::ALL.iter().copied().filter(|it| it.fits(role))),
        };
        let person = |it: compliance::Lacking| LackingPerson {
            shut_out: it.shut_out(),
            id: it.user.uuid(),
            name: it.name,
            role: it.role.as_str(),
            lacks: names(it.lacks),
        };
        Self {
            roles: it.roles.into_iter().map(role).collect(),
            lacking: it.lacking.into_iter().map(person).collect(),
        }
    }
}

/// What the firm asks of people with each role, and who does not meet it.
#[utoipa::path(get, path = "/requirements", tag = "people",
    responses((status = 200, body = Requirements), (status = 403, body = ProblemBody)))]
async fn list(State(state): State<AppState>, Signed(ctx): Signed) -> Result<Json<Requirements>, Problem> {
    Ok(Json(state.compliance.list_requirements(&ctx).await?.into()))
}

/// What is to be asked of whoever has a role.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RequirementsAsked {
    asks: Vec<String>,
}

/// Says what the firm asks of whoever has a role: these, and nothing else. Who has the role keeps it.
#[utoipa::path(put, path = "/requirements/{role}", tag = "people", params(("role" = String, Path)),
    request_body = RequirementsAsked,
    responses((status = 200, body = Requirements), (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn set(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(role): Path<String>,
    Json(body): Json<RequirementsAsked>,
) -> Result<Json<Requirements>, Problem> {
    let role = Role::parse(&role).ok_or(Kind::NotFound)?;
    let mut asks = Vec::new();
    for (at, name) in body.asks.iter().enumerate() {
        let known = Requirement::parse(name);
        asks.push(known.ok_or_else(|| Problem::field(&format!("/asks/{at}"), "unknown"))?);
    }
    Ok(Json(state.compliance.set_requirements(&ctx, role, &asks).await?.into()))
}
