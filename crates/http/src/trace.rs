//! Names each request: in its log line, in the audit log, in a problem's `trace_id`.

use axum::{
    extract::{Request, State},
    http::HeaderValue,
    middleware::Next,
    response::Response,
};
use legalmind_core::RequestId;
use tracing::Instrument;

use crate::state::AppState;

/// The name of a request.
#[derive(Clone, Debug)]
pub struct TraceId(pub String);

/// Gives the request its name, and logs method, route and status: never a path with its ids,
/// never a query.
pub async fn name(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let id = RequestId::new(&state.world);
    request.extensions_mut().insert(id);
    request.extensions_mut().insert(TraceId(id.to_string()));
    let method = request.method().clone();
    let span = tracing::info_span!("request", %id);
    let mut response = next.run(request).instrument(span).await;
    let status = response.status().as_u16();
    metrics::counter!("http_requests_total", "method" => method.to_string(), "status" => status.to_string())
        .increment(1);
    tracing::debug!(%id, %method, status, "answered");
    if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}
