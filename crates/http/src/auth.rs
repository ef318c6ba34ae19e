//! Who asks. What a handler needs is visible in its signature: [`Signed`] for everything with
//! data, [`Halfway`] for what comes before the second factor, [`MaybeSigned`] for the rest.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{Extensions, HeaderMap, Method, header, request::Parts},
};
use legalmind_core::{Ctx, RequestId};
use legalmind_identity::{Authenticated, Error, Meta};

use crate::{
    cookie,
    once::Prepared,
    problem::{Kind, Problem},
    state::AppState,
};

/// The header that repeats the session's token of the page (CSRF).
const CSRF: &str = "x-csrf-token";

/// What is known of a request before anybody is.
pub struct About(pub Meta);

/// Somebody with a session that is signed in, with the context for the use case.
pub struct Signed(pub Ctx);

/// Somebody with a session, however far.
pub struct Halfway(pub Authenticated);

/// Somebody with a session, or nobody.
pub struct MaybeSigned(pub Option<Authenticated>);

impl FromRequestParts<AppState> for About {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        same_site(&parts.method, &parts.headers)?;
        let request = parts.extensions.get().copied().unwrap_or_else(|| RequestId::new(&state.world));
        let address = peer(&parts.extensions, &parts.headers, &state.trusted_proxies);
        let agent =
            parts.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Ok(Self(Meta {
            request,
            address: address.map_or_else(|| "unknown".to_owned(), |address| address.to_string()),
            agent: agent.chars().take(300).collect(),
        }))
    }
}

impl FromRequestParts<AppState> for MaybeSigned {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let About(meta) = About::from_request_parts(parts, state).await?;
        let Some(token) = cookie::read(&parts.headers) else { return Ok(Self(None)) };
        match state.identity.authenticate(&token, &meta).await {
            Ok(who) => {
                state.limits.account(who.user(), parts.extensions.get())?;
                Ok(Self(Some(who)))
            }
            Err(Error::NoSession) => Ok(Self(None)),
            Err(error) => Err(error.into()),
        }
    }
}

impl FromRequestParts<AppState> for Halfway {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let MaybeSigned(who) = MaybeSigned::from_request_parts(parts, state).await?;
        let who = who.ok_or(Kind::Unauthenticated)?;
        if !parts.method.is_safe() {
            let sent = parts.headers.get(CSRF).and_then(|value| value.to_str().ok()).unwrap_or_default();
            if !who.csrf().matches(sent) {
                return Err(Kind::Csrf.into());
            }
        }
        Ok(Self(who))
    }
}

impl FromRequestParts<AppState> for Signed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        if let Some(Prepared(ctx)) = parts.extensions.get() {
            return Ok(Self(ctx.clone()));
        }
        let Halfway(who) = Halfway::from_request_parts(parts, state).await?;
        Ok(Self(who.ctx()?.clone()))
    }
}

/// Refuses a change that another site's page asks for, before any session is looked at.
fn same_site(method: &Method, headers: &HeaderMap) -> Result<(), Problem> {
    let foreign = headers
        .get("sec-fetch-site")
        .is_some_and(|value| !matches!(value.as_bytes(), b"same-origin" | b"none"));
    if !method.is_safe() && foreign { Err(Kind::Csrf.into()) } else { Ok(()) }
}

/// The address a request came from: the peer's, or what the nearest believed proxy says.
pub(crate) fn peer(extensions: &Extensions, headers: &HeaderMap, trusted: &[IpAddr]) -> Option<IpAddr> {
    extensions.get::<ConnectInfo<SocketAddr>>().map(|info| address(info.0.ip(), headers, trusted))
}

fn address(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    if !trusted.contains(&peer) {
        return peer;
    }
    let forwarded = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let hops: Vec<IpAddr> =
        forwarded.flat_map(|line| line.split(',')).filter_map(|hop| hop.trim().parse().ok()).collect();
    hops.into_iter().rev().find(|hop| !trusted.contains(hop)).unwrap_or(peer)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn only_a_believed_proxy_may_name_another_address() {
        let proxy: IpAddr = [10, 0, 0, 1].into();
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", HeaderValue::from_static("6.6.6.6, 192.0.2.7"));
        assert_eq!(address(proxy, &headers, &[proxy]), IpAddr::from([192, 0, 2, 7]));
        assert_eq!(address(proxy, &headers, &[]), proxy);
    }

    #[test]
    fn another_site_cannot_ask_for_a_change() {
        let mut headers = HeaderMap::new();
        headers.insert("sec-fetch-site", HeaderValue::from_static("cross-site"));
        assert!(same_site(&Method::POST, &headers).is_err());
        assert!(same_site(&Method::GET, &headers).is_ok());
    }
}
