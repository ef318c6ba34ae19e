//! The web: API v1, problem details, health, the embedded web application.
//!
//! ```text
//! request ─▶ trace ─▶ headers ─▶ localise ─┬─ /api/v1 ─▶ rest ─▶ limits ─▶ once ─▶ auth::Signed ─▶ handler
//!                                          ├─ /livez /readyz /metrics
//!                                          └─ everything else ─▶ the web application
//! ```
//!
//! A handler knows the shape of a request and of an answer, and nothing else: what is allowed and
//! what happens is in the use cases. To add one, see `docs/how-to`.

pub mod api;
mod app;
mod auth;
mod cookie;
pub mod headers;
mod health;
mod limits;
mod once;
mod paging;
pub mod problem;
mod rest;
mod revision;
mod state;
mod trace;
mod trouble;

use axum::{Json, Router, extract::DefaultBodyLimit, middleware, routing::get};
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer};

pub use limits::{LimitOptions, Limits};
pub use state::{AppState, Readiness};

/// The largest JSON body, in bytes. Files do not come this way.
const MAX_JSON: usize = 256 << 10;

/// The description of the API (OpenAPI 3.1), as it is committed in `docs/openapi.json`.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    api::v1::routes().split_for_parts().1
}

/// The whole web side of the product.
pub fn router(state: AppState) -> Router {
    let (api, description) = api::v1::routes().split_for_parts();
    Router::new()
        .merge(
            api.layer(DefaultBodyLimit::max(MAX_JSON))
                .layer(middleware::from_fn_with_state(once::Keys::new(state.clone()), once::once))
                .layer(middleware::from_fn_with_state(state.clone(), limits::count))
                .layer(middleware::from_fn(rest::read)),
        )
        .route("/api/openapi.json", get(move || async move { Json(description) }))
        .merge(health::routes())
        // only the application's own files are compressed: answers mix secrets with what a person
        // typed, and their size would tell (BREACH)
        .fallback_service(get(app::serve).layer(CompressionLayer::new().gzip(true)))
        .layer(middleware::from_fn(problem::localise))
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn(headers::set))
        .layer(middleware::from_fn_with_state(state.clone(), trace::name))
        .with_state(state)
}
