//! Version 1 of the API: a module per noun, one function per verb.

pub mod absences;
pub mod accountability;
pub mod answers;
pub mod calendars;
pub mod checks;
pub mod clauses;
pub mod conflicts;
pub mod deadlines;
pub mod documents;
pub mod dossiers;
pub mod draft_inserts;
pub mod draft_texts;
pub mod draft_versions;
pub mod drafts;
pub mod law;
pub mod mail;
pub mod marks;
pub mod paper;
pub mod people;
pub mod playbooks;
pub mod redlines;
pub mod registers;
pub mod sanctions;
pub mod search;
pub mod session;
pub mod templates;
pub mod trainings;
pub mod uploads;
pub mod walls;
pub mod words;

use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::state::AppState;

#[derive(OpenApi)]
#[openapi(info(
    title = "Legal Mind",
    description = "Dossiers, documents, search and checked answers. A session cookie and, for every change, the \
                   header X-CSRF-Token are needed; errors are problem details (RFC 9457)."
))]
struct Api;

/// The routes with their description.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::with_openapi(Api::openapi()).nest(
        "/api/v1",
        OpenApiRouter::new()
            .merge(session::routes())
            .merge(dossiers::routes())
            .merge(people::routes())
            .merge(walls::routes())
            .merge(documents::routes())
            .merge(marks::routes())
            .merge(uploads::routes())
            .merge(search::routes())
            .merge(law::routes())
            .merge(answers::routes())
            .merge(words::routes())
            .merge(redlines::routes())
            .merge(clauses::routes())
            .merge(conflicts::routes())
            .merge(templates::routes())
            .merge(drafts::routes())
            .merge(draft_texts::routes())
            .merge(draft_versions::routes())
            .merge(draft_inserts::routes())
            .merge(deadlines::routes())
            .merge(playbooks::routes())
            .merge(checks::routes())
            .merge(absences::routes())
            .merge(mail::routes())
            .merge(calendars::routes())
            .merge(registers::routes())
            .merge(sanctions::routes())
            .merge(trainings::routes())
            .merge(accountability::routes()),
    )
}
