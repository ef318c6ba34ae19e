//! `/api/v1/documents/{id}/versions/{version}/marks`: where a stretch of text is marked on the page.

use axum::{
    Json,
    extract::{Path, Query, State},
};
use legalmind_core::{CharRange, DocumentId, PageNumber, VersionId};
use legalmind_vault::passage::{self as vault, Marked};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::answers::Range;
use crate::{
    auth::Signed,
    problem::{Problem, ProblemBody},
    state::AppState,
};

/// The routes.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(marks))
}

/// Which characters of which page, as search gave them.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// The page, from 1.
    page: u32,
    /// The first character of the page's text, from 0.
    start: u32,
    /// One past the last character.
    end: u32,
}

/// Where a quote or a passage stands.
#[derive(Serialize, ToSchema)]
pub struct Marks {
    /// The place is sure. If not, nothing is marked and the quote is shown instead.
    sure: bool,
    document: Uuid,
    version: Uuid,
    quote: String,
    /// One for each page it runs over.
    pages: Vec<PageMarks>,
}

/// Where it stands on one page.
#[derive(Serialize, ToSchema)]
pub struct PageMarks {
    page: u32,
    range: Range,
    /// As fractions of the page, from its top left.
    quads: Vec<Quad>,
    /// In a Word document: where it stands in its paragraphs, as in `/documents/{id}/word`.
    places: Vec<WordPlace>,
}

/// Characters of a paragraph of a Word document.
#[derive(Serialize, ToSchema)]
pub struct WordPlace {
    part: String,
    /// In its part, from 0.
    paragraph: u32,
    /// The first character of the paragraph's current text, from 0.
    start: u32,
    /// One past the last; the same as `start` where only the number of the paragraph is meant.
    end: u32,
}

/// A rectangle on a page.
#[derive(Serialize, ToSchema)]
pub struct Quad {
    x: f32,
    y: f32,
    w: f32,
    h: f32,
}

/// The words of a citation.
pub struct Quoted {
    /// The words.
    pub text: String,
    /// Whether they stand in the document.
    pub found: bool,
}

impl Marks {
    /// The marks of a citation, or, without one, of the text itself.
    #[must_use]
    pub fn of(document: DocumentId, version: VersionId, it: Marked, quote: Option<Quoted>) -> Self {
        let sure = it.sure && quote.as_ref().is_none_or(|quote| quote.found);
        let text = |pages: &[vault::PageMarks]| pages.iter().map(|page| page.text.as_str()).collect();
        Self {
            sure,
            document: document.uuid(),
            version: version.uuid(),
            quote: quote.map_or_else(|| text(&it.pages), |quote| quote.text),
            pages: it.pages.into_iter().map(|page| page_marks(page, sure)).collect(),
        }
    }
}

fn page_marks(it: vault::PageMarks, sure: bool) -> PageMarks {
    let quads = it.quads.into_iter().filter(|_| sure).map(|q| Quad { x: q.x, y: q.y, w: q.w, h: q.h });
    let places = it.places.into_iter().filter(|_| sure).map(|it| WordPlace {
        part: it.part,
        paragraph: it.paragraph,
        start: it.start,
        end: it.end,
    });
    PageMarks { page: it.page.0, range: it.range.into(), quads: quads.collect(), places: places.collect() }
}

/// Where a passage that was found stands on its page, from stored coordinates.
#[utoipa::path(get, path = "/documents/{id}/versions/{version}/marks", tag = "documents",
    params(("id" = Uuid, Path), ("version" = Uuid, Path), Wanted),
    responses((status = 200, body = Marks), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn marks(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path((id, version)): Path<(Uuid, Uuid)>,
    Query(Wanted { page, start, end }): Query<Wanted>,
) -> Result<Json<Marks>, Problem> {
    let (document, version) = (DocumentId::from_uuid(id), VersionId::from_uuid(version));
    let wanted = [(PageNumber(page), CharRange { start, end })];
    let found = state.vault.marks(&ctx, document, version, &wanted).await?;
    Ok(Json(Marks::of(document, version, found, None)))
}
