//! `/api/v1/answers`, `/api/v1/citations`: questions, answers as they are made, and where a
//! citation stands on the page.

use std::{convert::Infallible, time::Duration};

use axum::{
    Json,
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode},
    response::{
        IntoResponse, Sse,
        sse::{Event, KeepAlive},
    },
};
use futures::{Stream, StreamExt};
use legalmind_assistant::{Opened, Placed, event::Cited, event::Said};
use legalmind_core::{
    AnswerId, CharRange, CitationId, DossierId,
    answer::{AnswerMode, AnswerState, AnswerTrouble},
    citation::{CitationState, LawCitation},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    law::Referred,
    marks::{Marks, Quoted},
};
use crate::{
    auth::Signed,
    once::ONCE,
    paging::{Page, Piece},
    problem::{Problem, ProblemBody},
    state::AppState,
};

/// The routes.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, ask))
        .routes(routes!(get))
        .routes(routes!(events))
        .routes(routes!(stop))
        .routes(routes!(passages))
        .routes(routes!(marks))
}

/// A question.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewQuestion {
    /// At most 8,000 characters.
    question: String,
}

/// A step of the work on an answer.
#[derive(Serialize, ToSchema)]
pub struct Step {
    /// `searching`, `reading`, `law`, `writing` or `checking`.
    code: String,
    /// How many things it found or did.
    count: Option<u64>,
    /// RFC 3339.
    at: Option<String>,
}

/// An answer.
#[derive(Serialize, ToSchema)]
pub struct Answer {
    id: Uuid,
    dossier: Uuid,
    question: String,
    /// `running`, `done`, `no_support`, `stopped`, `interrupted` or `failed`.
    #[schema(value_type = String)]
    state: AnswerState,
    /// Why it is less than it should be.
    #[schema(value_type = Option<String>)]
    trouble: Option<AnswerTrouble>,
    /// `verbatim` or `model`.
    #[schema(value_type = String)]
    mode: AnswerMode,
    /// Markdown with marks `[1]`.
    text: String,
    steps: Vec<Step>,
    #[schema(value_type = Vec<Citation>)]
    citations: Vec<Cited>,
    /// The provisions of law it cites; marks count them together with the citations.
    laws: Vec<CitedLaw>,
    /// Once it has ended: the legal references in its words, with what is said of each about the day
    /// of the question.
    references: Vec<Referred>,
    created_at: String,
    finished_at: Option<String>,
    asked_by: Option<Uuid>,
}

/// A citation.
#[derive(Serialize, ToSchema)]
pub struct Citation {
    id: Uuid,
    /// Its mark in the text.
    ordinal: u32,
    document: Uuid,
    document_name: String,
    version: Uuid,
    page: u32,
    range: Range,
    quote: String,
    /// `verified`, `verified_loosely`, `not_found` or `unchecked`.
    state: String,
    heading: Option<String>,
}

/// A provision of law that an answer cites.
#[derive(Serialize, ToSchema)]
pub struct CitedLaw {
    /// Its mark in the text.
    ordinal: u32,
    /// BWB or CELEX number.
    law: String,
    title: String,
    /// The number of the article in the law.
    number: String,
    /// As a text prints it.
    reference: String,
    /// The day whose law was read.
    on: String,
    /// Since when the words are these, as far as is known.
    since: String,
    quote: String,
    /// `verified`, `verified_loosely`, `not_found` or `unchecked`.
    #[schema(value_type = String)]
    state: CitationState,
    /// A day of the facts in the dossier on which these words were not yet law.
    older_fact: Option<String>,
}

impl From<LawCitation> for CitedLaw {
    fn from(it: LawCitation) -> Self {
        Self {
            ordinal: it.ordinal,
            law: it.law,
            title: it.title,
            number: it.number,
            reference: it.reference,
            on: it.on.to_string(),
            since: it.since.to_string(),
            quote: it.quote,
            state: it.state,
            older_fact: it.older_fact.map(|day| day.to_string()),
        }
    }
}

/// A half-open range of characters of a page's text.
#[derive(Clone, Copy, Serialize, ToSchema)]
pub struct Range {
    start: u32,
    end: u32,
}

impl From<CharRange> for Range {
    fn from(range: CharRange) -> Self {
        Self { start: range.start, end: range.end }
    }
}

/// A passage that was read for an answer.
#[derive(Serialize, ToSchema)]
pub struct ReadPassage {
    passage: Uuid,
    document: Uuid,
    document_name: String,
    version: Uuid,
    page: u32,
    range: Range,
    text: String,
    cited: bool,
}

impl From<Opened> for Answer {
    fn from(it: Opened) -> Self {
        let (answer, content) = (it.answer.clone(), it.answer.content);
        let step = |step: legalmind_store::answer::Step| Step {
            code: step.code,
            count: step.count,
            at: legalmind_core::Timestamp::from_millisecond(step.at).ok().map(|at| at.to_string()),
        };
        Self {
            id: answer.id.uuid(),
            dossier: answer.dossier.uuid(),
            question: content.question,
            state: answer.state,
            trouble: content.trouble,
            mode: content.mode,
            text: content.text,
            steps: content.steps.into_iter().map(step).collect(),
            citations: it.citations,
            laws: content.laws.into_iter().map(CitedLaw::from).collect(),
            references: it.references.into_iter().map(|it| Referred::of(it, None)).collect(),
            created_at: answer.created.to_string(),
            finished_at: answer.finished.map(|at| at.to_string()),
            asked_by: answer.asked_by.map(|user| user.uuid()),
        }
    }
}

/// The answers of a dossier, newest first.
#[utoipa::path(get, path = "/dossiers/{id}/answers", tag = "answers", params(("id" = Uuid, Path), Piece),
    responses((status = 200, body = Page<Answer>), (status = 404, body = ProblemBody)))]
async fn list(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    Query(piece): Query<Piece>,
) -> Result<Json<Page<Answer>>, Problem> {
    Ok(Json(state.assistant.list(&ctx, DossierId::from_uuid(id), &piece.into()).await?.into()))
}

/// Asks a question; the answer is made from here on, whether or not it is followed.
#[utoipa::path(post, path = "/dossiers/{id}/answers", tag = "answers",
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header, description = ONCE)),
    request_body = NewQuestion,
    responses((status = 201, body = Answer), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn ask(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    Json(question): Json<NewQuestion>,
) -> Result<impl IntoResponse, Problem> {
    let opened = state.assistant.ask(&ctx, DossierId::from_uuid(id), &question.question).await?;
    Ok((StatusCode::CREATED, Json(Answer::from(opened))))
}

/// One answer, as far as it is.
#[utoipa::path(get, path = "/answers/{id}", tag = "answers", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer), (status = 404, body = ProblemBody)))]
async fn get(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<Json<Answer>, Problem> {
    Ok(Json(state.assistant.get(&ctx, AnswerId::from_uuid(id)).await?.into()))
}

/// What an answer says while it is made: server-sent events `step`, `delta`, `citation`, `law`
/// and `end`. Who comes back names the last event they had (`Last-Event-ID`).
#[utoipa::path(get, path = "/answers/{id}/events", tag = "answers",
    params(("id" = Uuid, Path), ("Last-Event-ID" = Option<u64>, Header)),
    responses((status = 200, content_type = "text/event-stream", body = String), (status = 404, body = ProblemBody)))]
async fn events(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Problem> {
    let last = headers.get("last-event-id").and_then(|value| value.to_str().ok()?.parse().ok()).unwrap_or(0);
    let said = state.assistant.follow(&ctx, AnswerId::from_uuid(id), last).await?;
    // an error ends the stream: the browser asks again, and is then told what is wrong
    let events = said.take_while(|said| std::future::ready(said.is_ok())).filter_map(|said| async move {
        let (seq, said) = said.ok()?;
        Some(Ok(event(seq, &said)))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))))
}

fn event(seq: u64, said: &Said) -> Event {
    let event = Event::default().id(seq.to_string()).event(said.name());
    event.json_data(said).unwrap_or_else(|_| Event::default().comment("unreadable"))
}

/// Stops an answer; what there is of it is kept.
#[utoipa::path(post, path = "/answers/{id}/stop", tag = "answers", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer), (status = 404, body = ProblemBody)))]
async fn stop(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<Json<Answer>, Problem> {
    Ok(Json(state.assistant.stop(&ctx, AnswerId::from_uuid(id)).await?.into()))
}

/// All passages that were read for an answer, also those it does not cite.
#[utoipa::path(get, path = "/answers/{id}/passages", tag = "answers", params(("id" = Uuid, Path)),
    responses((status = 200, body = Page<ReadPassage>), (status = 404, body = ProblemBody)))]
async fn passages(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<Json<Page<ReadPassage>>, Problem> {
    let read = state.assistant.passages(&ctx, AnswerId::from_uuid(id)).await?;
    let items = read.into_iter().map(|it| ReadPassage {
        passage: it.passage.uuid(),
        document: it.document.uuid(),
        document_name: it.document_name,
        version: it.version.uuid(),
        page: it.page,
        range: it.range.into(),
        text: it.text,
        cited: it.cited,
    });
    Ok(Json(Page::whole(items.collect())))
}

/// Where a citation stands on its pages, from stored coordinates.
#[utoipa::path(get, path = "/citations/{id}/marks", tag = "answers", params(("id" = Uuid, Path)),
    responses((status = 200, body = Marks), (status = 404, body = ProblemBody)))]
async fn marks(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<Json<Marks>, Problem> {
    let Placed { citation, places } = state.assistant.citation(&ctx, CitationId::from_uuid(id)).await?;
    let (document, version) = (citation.document, citation.version);
    let found = state.vault.marks(&ctx, document, version, &places).await?;
    let quote = Quoted { text: citation.content.quote, found: citation.state.is_verified() };
    Ok(Json(Marks::of(document, version, found, Some(quote))))
}
