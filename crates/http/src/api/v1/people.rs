//! `/api/v1/people` and `/api/v1/requirements`: who is in the firm, with which role, and what the firm asks
//! of whoever has it.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use legalmind_compliance::requirement as compliance;
use legalmind_core::{
    UserId,
    account::{Language, Role},
    requirement::Requirement,
};
use legalmind_identity::Newcomer;
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
        .routes(routes!(people, add))
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

/// Somebody who gets an account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPerson {
    /// Their name.
    name: String,
    /// Their e-mail address, with which they sign in.
    email: String,
    /// `firm_administrator`, `lawyer`, `staff` or `read_only`.
    role: String,
    /// The language they read: `nl` or `en`.
    #[schema(value_type = String)]
    language: Language,
}

/// Somebody who has an account now.
#[derive(Serialize, ToSchema)]
pub struct AddedPerson {
    id: Uuid,
    /// Their first password, made by the server. It is told this once and kept nowhere in the clear.
    password: String,
}

/// Adds somebody to the firm, if what it asks of the role can be met: of a new account nothing is proven yet.
/// Their first password is in the answer, which is why it takes no `Idempotency-Key`: an answer that is kept
/// would keep the password.
#[utoipa::path(post, path = "/people", tag = "people", request_body = NewPerson,
    responses((status = 201, body = AddedPerson), (status = 403, body = ProblemBody),
        (status = 422, body = ProblemBody)))]
async fn add(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Json(body): Json<NewPerson>,
) -> Result<(StatusCode, Json<AddedPerson>), Problem> {
    let role = Role::parse(&body.role).ok_or_else(|| Problem::field("/role", "unknown"))?;
    let new = Newcomer { name: body.name, email: body.email, role, language: body.language };
    let (user, password) = state.identity.welcome(&ctx, &new).await?;
    Ok((StatusCode::CREATED, Json(AddedPerson { id: user.uuid(), password })))
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

/// What the firm asks of people, and how they stand in that.
#[derive(Serialize, ToSchema)]
pub struct Requirements {
    /// Each role with what is asked of whoever has it.
    roles: Vec<RoleRequirements>,
    /// Everyone whose account is open: who lacks something for their own role first, then by name.
    people: Vec<PersonStanding>,
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

/// How somebody stands in what is asked of each role.
#[derive(Serialize, ToSchema)]
pub struct PersonStanding {
    id: Uuid,
    name: String,
    role: &'static str,
    /// The roles for which something lacks; their own among them where something lacks for that.
    lacks: Vec<RoleLack>,
    /// Where each thing that lacks is mended.
    mends: Vec<Mend>,
    /// They reach no dossier now.
    shut_out: bool,
}

/// What lacks for a role.
#[derive(Serialize, ToSchema)]
pub struct RoleLack {
    role: &'static str,
    lacks: Vec<&'static str>,
}

/// Where something that lacks is mended.
#[derive(Serialize, ToSchema)]
pub struct Mend {
    what: &'static str,
    /// The register that proves it.
    register: &'static str,
    /// The row about the person; none where one is to be added.
    row: Option<Uuid>,
}

impl From<compliance::Standing> for PersonStanding {
    fn from(it: compliance::Standing) -> Self {
        let lack =
            |(role, lacks): (Role, Vec<Requirement>)| RoleLack { role: role.as_str(), lacks: names(lacks) };
        let mend = |it: compliance::Mend| Mend {
            what: it.what.as_str(),
            register: it.register,
            row: it.row.map(|row| row.uuid()),
        };
        Self {
            shut_out: it.shut_out(),
            id: it.user.uuid(),
            name: it.name,
            role: it.role.as_str(),
            lacks: it.lacks.into_iter().map(lack).collect(),
            mends: it.mends.into_iter().map(mend).collect(),
        }
    }
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
        Self {
            roles: it.roles.into_iter().map(role).collect(),
            people: it.people.into_iter().map(PersonStanding::from).collect(),
        }
    }
}

/// What the firm asks of people with each role, and how its people stand in that.
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
