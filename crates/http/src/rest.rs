//! The rest of a body that a refusal leaves unread.
//!
//! A server that answers before it has read everything closes the connection with bytes on the
//! way, and the sender may be told of a broken connection in the place of the answer (RFC 9112
//! §9.6). So, within bounds, the rest is read and thrown away first.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    body::{Body, HttpBody},
    extract::Request,
    http::header,
    middleware::Next,
    response::Response,
};
use futures::{Stream, StreamExt, stream};

/// The most bytes that are read and thrown away.
const MOST: usize = 4 << 20;
/// The longest this waits for them.
const PATIENCE: Duration = Duration::from_secs(10);

/// Reads what a refused request still sends, then answers. Who waits to be asked for the body
/// (`Expect: 100-continue`) is not asked.
pub async fn read(request: Request, next: Next) -> Response {
    if request.body().is_end_stream() || request.headers().contains_key(header::EXPECT) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let body = Arc::new(Mutex::new(body.into_data_stream().fuse()));
    let lent = Arc::clone(&body);
    let handed =
        stream::poll_fn(move |cx| lent.lock().unwrap_or_else(PoisonError::into_inner).poll_next_unpin(cx));
    let response = next.run(Request::from_parts(parts, Body::from_stream(handed))).await;
    if response.status().is_client_error() || response.status().is_server_error() {
        let rest = stream::poll_fn(move |cx| {
            body.lock().unwrap_or_else(PoisonError::into_inner).poll_next_unpin(cx)
        });
        // what does not come in time is left
        let _ = tokio::time::timeout(PATIENCE, throw_away(rest)).await;
    }
    response
}

async fn throw_away<B: AsRef<[u8]>, E>(mut rest: impl Stream<Item = Result<B, E>> + Unpin) {
    let mut left = MOST;
    while let Some(Ok(bytes)) = rest.next().await {
        match left.checked_sub(bytes.as_ref().len()) {
            Some(less) => left = less,
            None => return,
        }
    }
}
