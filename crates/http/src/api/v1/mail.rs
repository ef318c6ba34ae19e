//! `/api/v1/account/mail`: what one is mailed about; `/api/v1/mail`: whether the mail of the firm goes.

use axum::{Json, extract::State};
use jiff::Timestamp;
use legalmind_compliance::reminder::{MailChoices as Choices, MailHealth as Health};
use legalmind_core::mail::MailKind;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{
    auth::Signed,
    problem::{Problem, ProblemBody},
    state::AppState,
};

/// The routes.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(choices, choose)).routes(routes!(health))
}

/// One kind of mail.
#[derive(Serialize, ToSchema)]
pub struct MailChoice {
    /// `deadlines`, `tasks`, `escalations`, `reports` or `clocks`.
    kind: &'static str,
    /// Whether one gets it.
    on: bool,
    /// It cannot be switched off: who keeps the registers is told what others did not do in time, and of
    /// clocks in hours.
    fixed: bool,
}

/// What one is mailed about.
#[derive(Serialize, ToSchema)]
pub struct MailChoices {
    /// Whether mail goes from here at all.
    set: bool,
    choices: Vec<MailChoice>,
}

impl From<Choices> for MailChoices {
    fn from(it: Choices) -> Self {
        let choice = |it: legalmind_compliance::reminder::MailChoice| MailChoice {
            kind: it.kind.as_str(),
            on: it.on,
            fixed: it.fixed,
        };
        Self { set: it.set, choices: it.choices.into_iter().map(choice).collect() }
    }
}

/// What one is mailed about: numbers alone, at most once a day, and at once for clocks in hours.
#[utoipa::path(get, path = "/account/mail", tag = "account", responses((status = 200, body = MailChoices)))]
async fn choices(State(state): State<AppState>, Signed(ctx): Signed) -> Result<Json<MailChoices>, Problem> {
    Ok(Json(state.compliance.mail_choices(&ctx).await?.into()))
}

/// What one does not want to be mailed about.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MailOff {
    /// The kinds that are off; all others are on.
    off: Vec<String>,
}

/// Says what one does not want to be mailed about.
#[utoipa::path(put, path = "/account/mail", tag = "account", request_body = MailOff,
    responses((status = 200, body = MailChoices), (status = 422, body = ProblemBody)))]
async fn choose(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Json(body): Json<MailOff>,
) -> Result<Json<MailChoices>, Problem> {
    let kind = |(at, name): (usize, &String)| {
        MailKind::parse(name).ok_or_else(|| Problem::field(&format!("/off/{at}"), "unknown"))
    };
    let off = body.off.iter().enumerate().map(kind).collect::<Result<Vec<_>, _>>()?;
    Ok(Json(state.compliance.choose_mail(&ctx, &off).await?.into()))
}

/// A person to whom the last mail could not be sent.
#[derive(Serialize, ToSchema)]
pub struct Unmailed {
    user: Uuid,
    name: Option<String>,
    /// `waiting`: the relay takes no mail now; `refused`: it will not take it; `unsure`: it did not say.
    state: &'static str,
    #[schema(value_type = String)]
    at: Timestamp,
}

/// Whether the mail of the firm goes.
#[derive(Serialize, ToSchema)]
pub struct MailHealth {
    /// Whether mail goes from here at all.
    set: bool,
    /// When the relay took a mail last.
    #[schema(value_type = Option<String>)]
    last_sent_at: Option<Timestamp>,
    /// Those of whom the last mail of the past thirty days was not taken, the newest first.
    unmailed: Vec<Unmailed>,
}

impl From<Health> for MailHealth {
    fn from(it: Health) -> Self {
        let unmailed = |it: legalmind_compliance::reminder::Unmailed| Unmailed {
            user: it.user.uuid(),
            name: it.name,
            state: it.state.as_str(),
            at: it.at,
        };
        let all = it.unmailed.into_iter().map(unmailed).collect();
        Self { set: it.set, last_sent_at: it.last_sent, unmailed: all }
    }
}

/// Whether the mail of the firm goes, for its administrators.
#[utoipa::path(get, path = "/mail", tag = "account",
    responses((status = 200, body = MailHealth), (status = 403, body = ProblemBody)))]
async fn health(State(state): State<AppState>, Signed(ctx): Signed) -> Result<Json<MailHealth>, Problem> {
    Ok(Json(state.compliance.mail_health(&ctx).await?.into()))
}
