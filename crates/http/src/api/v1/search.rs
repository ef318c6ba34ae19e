//! `/api/v1/search`: over all dossiers one may see, or in one.

use axum::{
    Json,
    extract::{Query, State},
};
use legalmind_core::{DossierId, document::FileKind};
use legalmind_vault::search::{self as vault, FoundPassage, Sought};
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
    OpenApiRouter::new().routes(routes!(search))
}

/// What is sought.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Words, "phrases" and legal references.
    q: String,
    /// Only in this dossier.
    dossier: Option<Uuid>,
    /// How many items at most; 20 unless told, 100 at most.
    limit: Option<u32>,
    /// The `next` of the piece before.
    cursor: Option<String>,
}

/// What was found.
#[derive(Serialize, ToSchema)]
pub struct Found {
    /// How many passages match.
    total: usize,
    /// No passage holds all words, so these hold some.
    relaxed: bool,
    items: Vec<Hit>,
    /// Where the next piece begins; null at the end.
    next: Option<String>,
}

/// A passage that matches.
#[derive(Serialize, ToSchema)]
pub struct Hit {
    dossier: Uuid,
    dossier_name: String,
    document: Uuid,
    document_name: String,
    version: Uuid,
    page: u32,
    /// The characters of the page's text.
    range: Range,
    passage: Uuid,
    heading: Option<String>,
    snippet: Vec<Fragment>,
    #[schema(value_type = String)]
    kind: FileKind,
}

/// A piece of text, marked where it matches.
#[derive(Serialize, ToSchema)]
pub struct Fragment {
    text: String,
    marked: bool,
}

impl From<FoundPassage> for Hit {
    fn from(it: FoundPassage) -> Self {
        let fragment = |it: vault::Fragment| Fragment { text: it.text, marked: it.marked };
        Self {
            dossier: it.dossier.uuid(),
            dossier_name: it.dossier_name,
            document: it.document.uuid(),
            document_name: it.document_name,
            version: it.version.uuid(),
            page: it.page.0,
            range: it.range.into(),
            passage: it.passage.uuid(),
            heading: it.heading,
            snippet: it.snippet.into_iter().map(fragment).collect(),
            kind: it.kind,
        }
    }
}

/// Searches.
#[utoipa::path(get, path = "/search", tag = "search", params(Wanted),
    responses((status = 200, body = Found), (status = 404, body = ProblemBody)))]
async fn search(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Found>, Problem> {
    let sought = Sought {
        text: wanted.q,
        dossier: wanted.dossier.map(DossierId::from_uuid),
        limit: wanted.limit.unwrap_or(20),
        after: wanted.cursor.filter(|cursor| !cursor.is_empty()),
    };
    let found = state.vault.search(&ctx, &sought).await?;
    let items = found.items.into_iter().map(Hit::from).collect();
    Ok(Json(Found { total: found.total, relaxed: found.relaxed, items, next: found.next }))
}
