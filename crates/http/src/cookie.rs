//! The session cookie: `__Host-`, so that no other host and no plain connection can set it.

use axum::http::{HeaderMap, HeaderValue, header};

const NAME: &str = "__Host-legalmind";

/// The session's secret that the browser sent.
#[must_use]
pub fn read(headers: &HeaderMap) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == NAME)
        .map(|(_, value)| value.to_owned())
}

/// The header that gives the browser a session's secret; it is gone with the browser.
#[must_use]
pub fn give(secret: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{NAME}={secret}; Path=/; Secure; HttpOnly; SameSite=Strict")).ok()
}

/// The header that takes it back.
#[must_use]
pub fn take() -> HeaderValue {
    HeaderValue::from_static("__Host-legalmind=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("a=1; __Host-legalmind=abc; legalmind=x"));
        assert_eq!(read(&headers).as_deref(), Some("abc"));
        assert!(
            give("abc")
                .is_some_and(|v| v.to_str().is_ok_and(|t| t.contains("Secure; HttpOnly; SameSite=Strict")))
        );
    }
}
