//! `/api/v1/trainings` and `/api/v1/training-attempts`: the tests of the product, and one's attempts at them.
//! Open also to who reaches no dossier for want of a training.

use axum::{
    Json,
    extract::{Path, State},
    http::HeaderMap,
};
use legalmind_compliance::training::{AttemptView, OptionView, QuestionView, TrainingView};
use legalmind_core::{AttemptId, account::Language};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{
    auth::Signed,
    paging::Page,
    problem::{Problem, ProblemBody, language},
    state::AppState,
};

/// The routes.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(start))
        .routes(routes!(get))
        .routes(routes!(hand_in))
}

/// One's last attempt at a test that was handed in.
#[derive(Serialize, ToSchema)]
pub struct TrainingLast {
    /// The attempt, which tells what was wrong and why for as long as its answers are kept.
    attempt: Uuid,
    passed: bool,
    /// How many were right.
    right: u32,
    at: String,
}

/// A test, and how one stands with it.
#[derive(Serialize, ToSchema)]
pub struct Training {
    key: String,
    name: String,
    /// What one knows who passes it.
    purpose: String,
    /// The day on which its sources were looked at last.
    checked: String,
    /// How many questions an attempt asks.
    asks: u32,
    /// How many of these have to be right.
    pass: u32,
    /// The last day on which a training of one's own in this subject holds.
    until: Option<String>,
    /// Passing it meets what the firm asks of one before a dossier opens, and what lacks.
    opens_dossiers: bool,
    /// The attempt whose answers can still be handed in.
    attempt: Option<Uuid>,
    /// When there is another attempt; null where there is one now.
    again_at: Option<String>,
    last: Option<TrainingLast>,
}

impl Training {
    fn of(it: TrainingView, language: Language) -> Self {
        Self {
            key: it.test.key.clone(),
            name: it.test.name.of(language).to_owned(),
            purpose: it.test.purpose.of(language).to_owned(),
            checked: it.test.checked.to_string(),
            asks: it.test.asks,
            pass: it.test.pass,
            until: it.until.map(|it| it.to_string()),
            opens_dossiers: it.opens_dossiers,
            attempt: it.open.map(|it| it.uuid()),
            again_at: it.again.map(|it| it.to_string()),
            last: it.last.map(|it| TrainingLast {
                attempt: it.id.uuid(),
                passed: it.state == legalmind_core::training::AttemptState::Passed,
                right: it.right,
                at: it.finished.to_string(),
            }),
        }
    }
}

/// An option of a question.
#[derive(Serialize, ToSchema)]
pub struct TrainingOption {
    text: String,
    chosen: bool,
    /// Whether it is right; null until the answers were handed in.
    right: Option<bool>,
}

impl TrainingOption {
    fn of(it: &OptionView, language: Language) -> Self {
        Self { text: it.words.of(language).to_owned(), chosen: it.chosen, right: it.right }
    }
}

/// A question of an attempt.
#[derive(Serialize, ToSchema)]
pub struct TrainingQuestion {
    text: String,
    /// More than one option is right.
    several: bool,
    /// An answer names them by their place in this list.
    options: Vec<TrainingOption>,
    /// Whether it was answered right; null until the answers were handed in.
    right: Option<bool>,
    /// Why what is right is right; null until then.
    why: Option<String>,
    /// Where that stands; null until then.
    source: Option<String>,
}

impl TrainingQuestion {
    fn of(it: &QuestionView, language: Language) -> Self {
        Self {
            text: it.ask.of(language).to_owned(),
            several: it.several,
            options: it.options.iter().map(|it| TrainingOption::of(it, language)).collect(),
            right: it.outcome.map(|it| it.0),
            why: it.outcome.map(|it| it.1.of(language).to_owned()),
            source: it.outcome.map(|it| it.2.to_owned()),
        }
    }
}

/// An attempt at a test.
#[derive(Serialize, ToSchema)]
pub struct TrainingAttempt {
    id: Uuid,
    training: String,
    name: String,
    /// `open`, `over` (its time is over), `changed` (the test is another by now), `passed` or `failed`.
    state: &'static str,
    began_at: String,
    /// Until when answers are taken.
    ends_at: String,
    finished_at: Option<String>,
    /// How many questions an attempt asks.
    asks: u32,
    /// How many of them have to be right.
    pass: u32,
    /// How many were right; null until the answers were handed in.
    right: Option<u32>,
    /// Empty where the test is another by now, and once its answers are not kept any more: when the training
    /// they were for was renewed or is over.
    questions: Vec<TrainingQuestion>,
}

impl TrainingAttempt {
    fn of(it: &AttemptView, language: Language) -> Self {
        Self {
            id: it.id.uuid(),
            training: it.test.key.clone(),
            name: it.test.name.of(language).to_owned(),
            state: it.standing.as_str(),
            began_at: it.began.to_string(),
            ends_at: it.ends.to_string(),
            finished_at: it.finished.map(|it| it.to_string()),
            asks: it.test.asks,
            pass: it.test.pass,
            right: it.right,
            questions: it.questions.iter().map(|it| TrainingQuestion::of(it, language)).collect(),
        }
    }
}

/// The tests, and how one stands with each.
#[utoipa::path(get, path = "/trainings", tag = "trainings", responses((status = 200, body = Page<Training>)))]
async fn list(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    headers: HeaderMap,
) -> Result<Json<Page<Training>>, Problem> {
    let language = language(&headers);
    let found = state.compliance.list_trainings(&ctx).await?;
    Ok(Json(Page::whole(found.into_iter().map(|it| Training::of(it, language)).collect())))
}

/// Begins an attempt at a test: its questions are drawn. Where one of one's own is open, it is that one.
#[utoipa::path(post, path = "/trainings/{key}/attempts", tag = "trainings", params(("key" = String, Path)),
    responses((status = 200, body = TrainingAttempt), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody)))]
async fn start(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(key): Path<String>,
    headers: HeaderMap,
) -> Result<Json<TrainingAttempt>, Problem> {
    let begun = state.compliance.start_training(&ctx, &key).await?;
    Ok(Json(TrainingAttempt::of(&begun, language(&headers))))
}

/// An attempt of one's own; what is right is told once its answers were handed in.
#[utoipa::path(get, path = "/training-attempts/{id}", tag = "trainings", params(("id" = Uuid, Path)),
    responses((status = 200, body = TrainingAttempt), (status = 404, body = ProblemBody)))]
async fn get(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
) -> Result<Json<TrainingAttempt>, Problem> {
    let found = state.compliance.get_attempt(&ctx, AttemptId::from_uuid(id)).await?;
    Ok(Json(TrainingAttempt::of(&found, language(&headers))))
}

/// The answers of an attempt.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TrainingAnswers {
    /// For each question, in its order, the options that are right, by their places from 0 on.
    answers: Vec<Vec<u32>>,
}

/// Hands in the answers of an attempt and marks it. Where enough is right, one's row in the register of
/// training is in force with it.
#[utoipa::path(post, path = "/training-attempts/{id}/answers", tag = "trainings", params(("id" = Uuid, Path)),
    request_body = TrainingAnswers,
    responses((status = 200, body = TrainingAttempt), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn hand_in(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    Json(body): Json<TrainingAnswers>,
) -> Result<Json<TrainingAttempt>, Problem> {
    let marked = state.compliance.hand_in(&ctx, AttemptId::from_uuid(id), &body.answers).await?;
    Ok(Json(TrainingAttempt::of(&marked, language(&headers))))
}
