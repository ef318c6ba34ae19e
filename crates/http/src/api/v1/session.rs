//! `/api/v1/session` and `/api/v1/account`: signing in, the second factor, signing out, and
//! one's own account.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
};
use legalmind_core::account::Language;
use legalmind_identity::{Authenticated, SessionStart, SignInState};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{
    auth::{About, Halfway, MaybeSigned},
    cookie,
    problem::{Kind, Problem, ProblemBody},
    state::AppState,
};

/// The routes.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(get, sign_in, sign_out))
        .routes(routes!(second_factor))
        .routes(routes!(offer))
        .routes(routes!(confirm))
        .routes(routes!(update))
        .routes(routes!(password))
}

/// How far somebody is.
#[derive(Serialize, ToSchema)]
pub struct Session {
    /// `anonymous`, `second_factor`, `enrolment` or `signed_in`.
    state: &'static str,
    /// To be sent as `X-CSRF-Token` with every change; empty without a session.
    csrf: String,
    /// Who, once they are signed in.
    user: Option<User>,
    /// Their firm.
    firm: Option<Firm>,
}

/// Somebody who is signed in.
#[derive(Serialize, ToSchema)]
pub struct User {
    id: Uuid,
    name: String,
    email: String,
    role: &'static str,
    /// `nl` or `en`.
    #[schema(value_type = String)]
    language: Language,
}

/// A firm.
#[derive(Serialize, ToSchema)]
pub struct Firm {
    name: String,
}

/// The first step.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    email: String,
    password: String,
}

/// The second step.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// A code of the authenticator app, or a recovery code.
    code: String,
}

/// A second factor to be set up.
#[derive(Serialize, ToSchema)]
pub struct Enrolment {
    /// The secret, to be typed.
    secret: String,
    /// The address an authenticator app reads.
    uri: String,
    /// The same as a picture (SVG).
    qr_svg: String,
}

/// What is shown once when a second factor was set up.
#[derive(Serialize, ToSchema)]
pub struct Enrolled {
    /// Codes for when the app is lost; each works once.
    recovery_codes: Vec<String>,
}

/// What is to be different about one's own account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountPatch {
    /// `nl` or `en`.
    #[schema(value_type = Option<String>)]
    language: Option<Language>,
}

/// A new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    current: String,
    new: String,
}

async fn session(state: &AppState, who: &Authenticated) -> Result<Session, Problem> {
    let csrf = who.csrf().as_str().to_owned();
    let name = match who.state() {
        SignInState::SecondFactor => "second_factor",
        SignInState::Enrolment => "enrolment",
        SignInState::SignedIn => "signed_in",
    };
    if who.state() != SignInState::SignedIn {
        return Ok(Session { state: name, csrf, user: None, firm: None });
    }
    let profile = state.identity.profile(who).await?;
    let user = User {
        id: profile.id.uuid(),
        name: profile.name,
        email: profile.email,
        role: profile.role.as_str(),
        language: profile.language,
    };
    Ok(Session { state: name, csrf, user: Some(user), firm: Some(Firm { name: profile.firm }) })
}

fn given(start: &SessionStart) -> Result<HeaderMap, Problem> {
    let mut headers = HeaderMap::new();
    headers.insert(header::SET_COOKIE, cookie::give(&start.token.expose()).ok_or(Kind::Internal)?);
    Ok(headers)
}

async fn started(state: &AppState, start: SessionStart) -> Result<impl IntoResponse + use<>, Problem> {
    Ok((given(&start)?, Json(session(state, &start.who).await?)))
}

/// How far the browser's session is.
#[utoipa::path(get, path = "/session", tag = "session", responses((status = 200, body = Session)))]
async fn get(State(state): State<AppState>, MaybeSigned(who): MaybeSigned) -> Result<Json<Session>, Problem> {
    match who {
        Some(who) => session(&state, &who).await.map(Json),
        None => Ok(Json(Session { state: "anonymous", csrf: String::new(), user: None, firm: None })),
    }
}

/// Signs in with a password; the second factor comes next.
#[utoipa::path(post, path = "/session", tag = "session", request_body = Credentials,
    responses((status = 200, body = Session), (status = 401, body = ProblemBody), (status = 429, body = ProblemBody)))]
async fn sign_in(
    State(state): State<AppState>,
    About(meta): About,
    Json(credentials): Json<Credentials>,
) -> Result<impl IntoResponse, Problem> {
    let start = state.identity.sign_in(&credentials.email, &credentials.password, &meta).await?;
    started(&state, start).await
}

/// Signs out.
#[utoipa::path(delete, path = "/session", tag = "session", responses((status = 204)))]
async fn sign_out(
    State(state): State<AppState>,
    Halfway(who): Halfway,
) -> Result<impl IntoResponse, Problem> {
    state.identity.sign_out(&who).await?;
    let mut headers = HeaderMap::new();
    headers.insert(header::SET_COOKIE, cookie::take());
    Ok((StatusCode::NO_CONTENT, headers))
}

/// The second step of signing in.
#[utoipa::path(post, path = "/session/second-factor", tag = "session", request_body = Code,
    responses((status = 200, body = Session), (status = 401, body = ProblemBody)))]
async fn second_factor(
    State(state): State<AppState>,
    Halfway(who): Halfway,
    Json(code): Json<Code>,
) -> Result<impl IntoResponse, Problem> {
    let start = state.identity.second_factor(&who, &code.code).await?;
    started(&state, start).await
}

/// Offers a second factor to set up.
#[utoipa::path(post, path = "/account/second-factor", tag = "account",
    responses((status = 200, body = Enrolment), (status = 409, body = ProblemBody)))]
async fn offer(State(state): State<AppState>, Halfway(who): Halfway) -> Result<Json<Enrolment>, Problem> {
    let offer = state.identity.offer_second_factor(&who).await?;
    Ok(Json(Enrolment { secret: offer.secret, uri: offer.uri, qr_svg: offer.qr_svg }))
}

/// Sets the second factor up, with a code that shows that the app has it.
#[utoipa::path(post, path = "/account/second-factor/confirm", tag = "account", request_body = Code,
    responses((status = 200, body = Enrolled), (status = 401, body = ProblemBody)))]
async fn confirm(
    State(state): State<AppState>,
    Halfway(who): Halfway,
    Json(code): Json<Code>,
) -> Result<impl IntoResponse, Problem> {
    let (start, recovery_codes) = state.identity.confirm_second_factor(&who, &code.code).await?;
    Ok((given(&start)?, Json(Enrolled { recovery_codes })))
}

/// Changes one's own account.
#[utoipa::path(patch, path = "/account", tag = "account", request_body = AccountPatch,
    responses((status = 200, body = Session)))]
async fn update(
    State(state): State<AppState>,
    Halfway(who): Halfway,
    Json(patch): Json<AccountPatch>,
) -> Result<Json<Session>, Problem> {
    who.ctx()?;
    if let Some(language) = patch.language {
        state.identity.set_language(&who, language).await?;
    }
    session(&state, &who).await.map(Json)
}

/// Changes one's own password; all other sessions end.
#[utoipa::path(post, path = "/account/password", tag = "account", request_body = NewPassword,
    responses((status = 200, body = Session), (status = 422, body = ProblemBody)))]
async fn password(
    State(state): State<AppState>,
    Halfway(who): Halfway,
    Json(new): Json<NewPassword>,
) -> Result<impl IntoResponse, Problem> {
    let start = state.identity.change_password(&who, &new.current, &new.new).await?;
    started(&state, start).await
}
