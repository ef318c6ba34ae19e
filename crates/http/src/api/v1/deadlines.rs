//! `/api/v1/deadlines`: terms counted to a day with the reasoning, and the deadlines of dossiers.

use axum::{
    Json,
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
};
use jiff::civil::{Date, Time};
use legalmind_compliance::deadline::{
    Asked, Calendar, ChainStep, Changed, Count, DeadlineView, Settle, Table, sentence,
};
use legalmind_core::{
    DeadlineId, DossierId, UserId,
    account::Language,
    deadline::{
        DeadlineAct, DeadlineState, Direction, Exclusion, FirstDay, Off, Reckoning, Regime, StepCode, Term,
        Unit,
    },
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{
    auth::Signed,
    once::ONCE,
    paging::Page,
    problem::{Problem, ProblemBody, language},
    revision::{IfMatch, etag},
    state::AppState,
};

/// The routes.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(mine))
        .routes(routes!(compute))
        .routes(routes!(terms))
        .routes(routes!(holidays))
        .routes(routes!(get, update, remove))
        .routes(routes!(confirm))
        .routes(routes!(settle))
}

/// A term: how long, which way, under which rules.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TermBody {
    amount: u32,
    /// `hours`, `days`, `weeks`, `months` or `years`.
    #[schema(value_type = String)]
    unit: Unit,
    /// `after`, `before` or `clear_before`; after unless told.
    #[schema(value_type = Option<String>)]
    #[serde(default = "after")]
    direction: Direction,
    /// `statutory`, `european`, `agreed` or `court`.
    #[schema(value_type = String)]
    regime: Regime,
    /// `next` or `same`: whether the day of the event counts; next unless told.
    #[schema(value_type = Option<String>)]
    #[serde(default = "next")]
    first: FirstDay,
    /// `legislation`, `liberty` or `provision`, where the Algemene termijnenwet does not apply.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    excluded: Option<Exclusion>,
}

const fn after() -> Direction {
    Direction::After
}
const fn next() -> FirstDay {
    FirstDay::Next
}

impl From<TermBody> for Term {
    fn from(it: TermBody) -> Self {
        let TermBody { amount, unit, direction, regime, first, excluded } = it;
        Self { amount, unit, direction, regime, first, excluded }
    }
}

impl From<Term> for TermBody {
    fn from(it: Term) -> Self {
        let Term { amount, unit, direction, regime, first, excluded } = it;
        Self { amount, unit, direction, regime, first, excluded }
    }
}

/// A step of the reasoning.
#[derive(Serialize, ToSchema)]
pub struct StepBody {
    /// A stable code.
    #[schema(value_type = String)]
    code: StepCode,
    /// The day it is about.
    #[schema(value_type = Option<String>)]
    date: Option<Date>,
    /// Why that day is no working day.
    #[schema(value_type = Option<String>)]
    off: Option<Off>,
    /// The provision or judgment it rests on.
    article: Option<&'static str>,
    /// The step as a sentence, in the language that was asked for.
    text: String,
}

/// A computed day with its reasoning.
#[derive(Serialize, ToSchema)]
pub struct ReckoningBody {
    term: TermBody,
    #[schema(value_type = String)]
    event_date: Date,
    #[schema(value_type = Option<String>)]
    event_time: Option<Time>,
    /// Where bare counting ends.
    #[schema(value_type = String)]
    counted: Date,
    /// The last day on which the act can be done.
    #[schema(value_type = String)]
    last: Date,
    /// The instant on it, for terms in hours.
    #[schema(value_type = Option<String>)]
    time: Option<Time>,
    steps: Vec<StepBody>,
}

impl ReckoningBody {
    fn of(it: &Reckoning, language: Language) -> Self {
        let step = |step: &legalmind_core::deadline::Step| StepBody {
            code: step.code,
            date: step.date,
            off: step.off,
            article: step.article.map(legalmind_core::deadline::Article::as_str),
            text: sentence(it, step, language),
        };
        Self {
            term: it.term.into(),
            event_date: it.event.date(),
            event_time: (it.term.unit == Unit::Hours).then(|| it.event.time()),
            counted: it.counted,
            last: it.last,
            time: it.time,
            steps: it.steps.iter().map(step).collect(),
        }
    }
}

/// A person, by name.
#[derive(Serialize, ToSchema)]
pub struct NamedPerson {
    id: Uuid,
    name: String,
}

/// A line of the history.
#[derive(Serialize, ToSchema)]
pub struct HistoryLine {
    at: String,
    by: Option<String>,
    /// `added`, `recomputed`, `changed`, `confirmed`, `met`, `lapsed` or `reopened`.
    #[schema(value_type = String)]
    act: DeadlineAct,
    /// The last day, from then on.
    #[schema(value_type = String)]
    last: Date,
}

/// A deadline.
#[derive(Serialize, ToSchema)]
pub struct Deadline {
    id: Uuid,
    dossier: Uuid,
    dossier_name: String,
    /// The firm's own number of the dossier.
    dossier_number: String,
    revision: u64,
    /// `proposed`, `confirmed`, `met` or `lapsed`.
    #[schema(value_type = String)]
    state: DeadlineState,
    /// The deadline it is a step towards.
    parent: Option<Uuid>,
    title: String,
    /// The row of the table of terms.
    key: Option<String>,
    source: String,
    event: String,
    note: String,
    responsible: Option<NamedPerson>,
    /// Who stands in today, where that person is away.
    standin: Option<NamedPerson>,
    reckoning: ReckoningBody,
    history: Vec<HistoryLine>,
    created_at: String,
    updated_at: String,
}

impl Deadline {
    fn of(it: DeadlineView, language: Language) -> Self {
        let DeadlineView { deadline, dossier_name, dossier_number, responsible_name, standin, history } = it;
        let named = |user: UserId, name: String| NamedPerson { id: user.uuid(), name };
        let content = deadline.content;
        Self {
            id: deadline.id.uuid(),
            dossier: deadline.dossier.uuid(),
            dossier_name,
            dossier_number,
            revision: deadline.revision,
            state: deadline.state,
            parent: deadline.parent.map(|it| it.uuid()),
            responsible: deadline.responsible.zip(responsible_name).map(|(user, name)| named(user, name)),
            standin: standin.map(|(user, name)| named(user, name)),
            reckoning: ReckoningBody::of(&content.reckoning, language),
            title: content.title,
            key: content.key,
            source: content.source,
            event: content.event,
            note: content.note,
            history: history
                .into_iter()
                .map(|it| HistoryLine { at: it.at.to_string(), by: it.by, act: it.act, last: it.last })
                .collect(),
            created_at: deadline.created.to_string(),
            updated_at: deadline.updated.to_string(),
        }
    }
}

fn answer(view: DeadlineView, language: Language) -> impl IntoResponse {
    (etag(view.deadline.revision), Json(Deadline::of(view, language)))
}

fn page(views: Vec<DeadlineView>, language: Language) -> Json<Page<Deadline>> {
    Json(Page::whole(views.into_iter().map(|it| Deadline::of(it, language)).collect()))
}

/// The deadlines of a dossier, by day.
#[utoipa::path(get, path = "/dossiers/{id}/deadlines", tag = "deadlines", params(("id" = Uuid, Path)),
    responses((status = 200, body = Page<Deadline>), (status = 404, body = ProblemBody)))]
async fn list(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
) -> Result<Json<Page<Deadline>>, Problem> {
    let found = state.compliance.list_deadlines(&ctx, DossierId::from_uuid(id)).await?;
    Ok(page(found, language(&headers)))
}

/// A step before a deadline.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChainBody {
    amount: u32,
    #[schema(value_type = String)]
    unit: Unit,
    title: String,
}

/// A deadline to be added.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDeadline {
    /// A row of the table of terms; or a `term` of one's own.
    key: Option<String>,
    term: Option<TermBody>,
    #[schema(value_type = Option<String>)]
    event_date: Option<Date>,
    /// For terms in hours.
    #[schema(value_type = Option<String>)]
    event_time: Option<Time>,
    /// That of the row unless told.
    title: Option<String>,
    source: Option<String>,
    event: Option<String>,
    #[serde(default)]
    note: String,
    /// A member of the dossier; the responsible lawyer unless told.
    responsible: Option<Uuid>,
    /// Steps before it, ten at most.
    #[serde(default)]
    chain: Vec<ChainBody>,
}

/// Adds a deadline with the steps before it. It is a proposal until a lawyer confirms it.
#[utoipa::path(post, path = "/dossiers/{id}/deadlines", tag = "deadlines", request_body = NewDeadline,
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header, description = ONCE)),
    responses((status = 201, body = Deadline), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn add(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    Json(new): Json<NewDeadline>,
) -> Result<impl IntoResponse, Problem> {
    let language = language(&headers);
    let step = |it: ChainBody| ChainStep { amount: it.amount, unit: it.unit, title: it.title };
    let asked = Asked {
        count: Count {
            key: new.key,
            term: new.term.map(Term::from),
            event_date: new.event_date,
            event_time: new.event_time,
        },
        title: new.title,
        source: new.source,
        event: new.event,
        note: new.note,
        responsible: new.responsible.map(UserId::from_uuid),
        chain: new.chain.into_iter().map(step).collect(),
    };
    let view = state.compliance.add_deadline(&ctx, DossierId::from_uuid(id), &asked, language).await?;
    Ok((StatusCode::CREATED, answer(view, language)))
}

/// How far ahead.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Ahead {
    /// In days; 14 unless told, 400 at most.
    days: Option<u16>,
}

/// One's own open deadlines, and those of whoever one stands in for, by day.
#[utoipa::path(get, path = "/deadlines", tag = "deadlines", params(Ahead),
    responses((status = 200, body = Page<Deadline>), (status = 422, body = ProblemBody)))]
async fn mine(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Query(ahead): Query<Ahead>,
    headers: HeaderMap,
) -> Result<Json<Page<Deadline>>, Problem> {
    let found = state.compliance.my_deadlines(&ctx, ahead.days.unwrap_or(14)).await?;
    Ok(page(found, language(&headers)))
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
    let row = |it: &legalmind_compliance::deadline::Row| TermRow {
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

/// A deadline.
#[utoipa::path(get, path = "/deadlines/{id}", tag = "deadlines", params(("id" = Uuid, Path)),
    responses((status = 200, body = Deadline), (status = 404, body = ProblemBody)))]
async fn get(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Problem> {
    let found = state.compliance.get_deadline(&ctx, DeadlineId::from_uuid(id)).await?;
    Ok(answer(found, language(&headers)))
}

/// What of a deadline changes; what is not named stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeadlineChange {
    /// What is counted anew.
    count: Option<Counting>,
    title: Option<String>,
    source: Option<String>,
    event: Option<String>,
    note: Option<String>,
    responsible: Option<Uuid>,
}

/// Changes a deadline. Where its day is counted anew it is a proposal again, with the steps before it.
#[utoipa::path(patch, path = "/deadlines/{id}", tag = "deadlines", request_body = DeadlineChange,
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = Deadline), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody),
        (status = 412, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn update(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
    headers: HeaderMap,
    Json(change): Json<DeadlineChange>,
) -> Result<impl IntoResponse, Problem> {
    let language = language(&headers);
    let changed = Changed {
        count: change.count.map(Count::from),
        title: change.title,
        source: change.source,
        event: change.event,
        note: change.note,
        responsible: change.responsible.map(UserId::from_uuid),
    };
    let id = DeadlineId::from_uuid(id);
    let view = state.compliance.update_deadline(&ctx, id, revision, &changed, language).await?;
    Ok(answer(view, language))
}

/// Removes a deadline and the steps before it.
#[utoipa::path(delete, path = "/deadlines/{id}", tag = "deadlines",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 204), (status = 404, body = ProblemBody), (status = 412, body = ProblemBody)))]
async fn remove(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
) -> Result<StatusCode, Problem> {
    state.compliance.remove_deadline(&ctx, DeadlineId::from_uuid(id), revision).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A lawyer stands for the day.
#[utoipa::path(post, path = "/deadlines/{id}/confirm", tag = "deadlines",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = Deadline), (status = 403, body = ProblemBody), (status = 409, body = ProblemBody),
        (status = 412, body = ProblemBody)))]
async fn confirm(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Problem> {
    let view = state.compliance.confirm_deadline(&ctx, DeadlineId::from_uuid(id), revision).await?;
    Ok(answer(view, language(&headers)))
}

/// How a deadline is settled.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Settling {
    /// What had to be done was done.
    Met,
    /// It does not matter any more.
    Lapsed,
    /// It is open again.
    Reopened,
}

/// What a deadline is settled as.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettleBody {
    state: Settling,
}

/// Settles a deadline, and lets the steps before it lapse; or opens it again.
#[utoipa::path(post, path = "/deadlines/{id}/settle", tag = "deadlines", request_body = SettleBody,
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = Deadline), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody),
        (status = 412, body = ProblemBody)))]
async fn settle(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
    headers: HeaderMap,
    Json(body): Json<SettleBody>,
) -> Result<impl IntoResponse, Problem> {
    let how = match body.state {
        Settling::Met => Settle::Met,
        Settling::Lapsed => Settle::Lapsed,
        Settling::Reopened => Settle::Reopened,
    };
    let view = state.compliance.settle_deadline(&ctx, DeadlineId::from_uuid(id), revision, how).await?;
    Ok(answer(view, language(&headers)))
}
