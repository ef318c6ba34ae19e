//! `/api/v1/drafts/{id}/clauses`, `/citations`: what is put into the text of a draft, made here so
//! that it is right: a clause of the library, a citation in its form.

use axum::{
    Json,
    extract::{Path, State},
};
use legalmind_core::{
    CharRange, ClauseId, DocumentId, DraftId, PageNumber, VersionId, citation::CitationState, clause::Stance,
};
use legalmind_drafter::text::{Citing as Cited, Inserted, Made};
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
    OpenApiRouter::new().routes(routes!(clause)).routes(routes!(cite))
}

/// Which clause.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WantedClause {
    clause: Uuid,
    /// `client`, `neutral` or `counterparty`.
    #[schema(value_type = String)]
    stance: Stance,
}

/// A clause for a text.
#[derive(Serialize, ToSchema)]
pub struct ClauseForText {
    /// Blocks of the editor: one article.
    #[schema(value_type = Vec<Object>)]
    content: Vec<serde_json::Value>,
    title: String,
    version: u32,
}

impl From<Inserted> for ClauseForText {
    fn from(it: Inserted) -> Self {
        let block = |block| serde_json::to_value(block).unwrap_or_default();
        Self { content: it.content.iter().map(block).collect(), title: it.title, version: it.version }
    }
}

/// A clause of the library as an article, with the names of the two sides in it.
#[utoipa::path(post, path = "/drafts/{id}/clauses", tag = "drafter", params(("id" = Uuid, Path)),
    request_body = WantedClause,
    responses((status = 200, body = ClauseForText), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn clause(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    Json(asked): Json<WantedClause>,
) -> Result<Json<ClauseForText>, Problem> {
    let (id, clause) = (DraftId::from_uuid(id), ClauseId::from_uuid(asked.clause));
    Ok(Json(state.drafter.clause_for_text(&ctx, id, clause, asked.stance).await?.into()))
}

/// What is cited.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Cite {
    /// A provision, in any spelling.
    Law {
        /// Such as `artikel 162 lid 1 van Boek 6 BW`.
        reference: String,
    },
    /// A decision, in any spelling.
    Decision {
        /// Its ECLI and its date, and more of it.
        reference: String,
    },
    /// A place in a document.
    Document {
        /// The document.
        document: Uuid,
        /// Its version; the present one unless told.
        version: Option<Uuid>,
        /// The page to look at first.
        page: Option<u32>,
        /// The first of its characters to look at.
        start: Option<u32>,
        /// One past the last.
        end: Option<u32>,
        /// The words.
        quote: String,
    },
}

impl From<Cite> for Cited {
    fn from(it: Cite) -> Self {
        match it {
            Cite::Law { reference } => Self::Law(reference),
            Cite::Decision { reference } => Self::Decision(reference),
            Cite::Document { document, version, page, start, end, quote } => {
                let start = start.unwrap_or(0);
                let range = CharRange { start, end: end.unwrap_or(start).max(start) };
                Self::Document {
                    document: DocumentId::from_uuid(document),
                    version: version.map(VersionId::from_uuid),
                    near: (PageNumber(page.unwrap_or(1).max(1)), range),
                    quote,
                }
            }
        }
    }
}

/// A citation in its form.
#[derive(Serialize, ToSchema)]
pub struct TextCitation {
    /// Its id in the text.
    id: String,
    /// `document`, `law` or `decision`.
    kind: String,
    /// As it is printed.
    text: String,
    quote: Option<String>,
    document: Option<String>,
    version: Option<String>,
    /// Where the quote was found.
    page: Option<u32>,
    start: Option<u32>,
    end: Option<u32>,
    /// In one spelling: `art. 6:162 lid 1 BW`, `ECLI:NL:HR:2016:162`.
    reference: Option<String>,
    /// `verified`, `verified_loosely`, `not_found` or `unchecked`; of a provision or a decision always
    /// the last.
    #[schema(value_type = String)]
    state: CitationState,
}

impl From<Made> for TextCitation {
    fn from(it: Made) -> Self {
        let (kind, citation) = (it.kind(), it.citation);
        Self {
            id: citation.id,
            kind: kind.to_owned(),
            text: citation.text,
            quote: citation.quote,
            document: citation.document,
            version: citation.version,
            page: citation.page,
            start: citation.start,
            end: citation.end,
            reference: citation.reference,
            state: it.state,
        }
    }
}

/// A citation in its form; the quote of a document is compared with its stored text.
#[utoipa::path(post, path = "/drafts/{id}/citations", tag = "drafter", params(("id" = Uuid, Path)),
    request_body = Cite,
    responses((status = 200, body = TextCitation), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn cite(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    Json(asked): Json<Cite>,
) -> Result<Json<TextCitation>, Problem> {
    Ok(Json(state.drafter.cite(&ctx, DraftId::from_uuid(id), asked.into()).await?.into()))
}
