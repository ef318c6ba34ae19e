//! The secret of a session, and what is derived from it.
//!
//! The browser holds 256 random bits; the store holds their SHA-256, which opens nothing. What
//! protects a form from other sites (CSRF), and the secret offered at enrolment, are derived from
//! the session's secret (HMAC-SHA256), so that neither has to be kept.

use aws_lc_rs::hmac;
use data_encoding::BASE64URL_NOPAD;
use legalmind_core::World;
use legalmind_seal::digest::{self, Digest};
use zeroize::Zeroizing;

use crate::totp;

const BYTES: usize = 32;

/// The secret of a session.
#[derive(Clone)]
pub struct SessionToken(Zeroizing<[u8; BYTES]>);

impl SessionToken {
    /// A fresh one.
    #[must_use]
    pub fn fresh(world: &World) -> Self {
        Self(legalmind_seal::random::secret(world))
    }

    /// The token in a cookie; none where it has another form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 43 {
            return None;
        }
        let bytes = Zeroizing::new(BASE64URL_NOPAD.decode(text.as_bytes()).ok()?);
        Some(Self(Zeroizing::new(<[u8; BYTES]>::try_from(bytes.as_slice()).ok()?)))
    }

    /// The text for the cookie.
    #[must_use]
    pub fn expose(&self) -> String {
        BASE64URL_NOPAD.encode(self.0.as_slice())
    }

    /// What the store holds.
    #[must_use]
    pub fn hash(&self) -> Digest {
        digest::sha256(self.0.as_slice())
    }

    /// What the page sends along with every change.
    #[must_use]
    pub fn csrf(&self) -> Csrf {
        Csrf(BASE64URL_NOPAD.encode(self.derive("csrf").as_ref()))
    }

    /// The secret of the second factor that this session may enrol.
    pub(crate) fn enrolment(&self) -> totp::Secret {
        let tag = self.derive("second-factor");
        totp::Secret::new(tag.as_ref().get(..totp::SECRET).unwrap_or_default())
    }

    fn derive(&self, label: &str) -> hmac::Tag {
        hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, self.0.as_slice()), label.as_bytes())
    }
}

impl std::fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SessionToken")
    }
}

/// What a page sends along with every change, to show that it is ours.
#[derive(Clone)]
pub struct Csrf(String);

impl Csrf {
    /// The text for the page.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is it, in a time that tells nothing.
    #[must_use]
    pub fn matches(&self, sent: &str) -> bool {
        digest::same(self.0.as_bytes(), sent.as_bytes())
    }
}

impl std::fmt::Debug for Csrf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Csrf")
    }
}

#[cfg(test)]
mod tests {
    use legalmind_seal::world::system;

    use super::*;

    #[test]
    fn m20_a_token_goes_to_the_cookie_and_back_and_its_hash_is_not_it() {
        let token = SessionToken::fresh(&system());
        let back = SessionToken::parse(&token.expose()).expect("a token");
        assert_eq!(back.hash(), token.hash());
        assert_ne!(token.hash().as_slice(), token.0.as_slice());
        for bad in [
            "",
            "x",
            &"A".repeat(42),
            &"A".repeat(44),
            &"é".repeat(21),
            &format!("{}=", "A".repeat(42)),
            &"B".repeat(43),
        ] {
            assert!(SessionToken::parse(bad).is_none(), "{bad}");
        }
        assert_eq!(format!("{token:?}"), "SessionToken");
    }

    #[test]
    fn m20_what_protects_a_form_is_of_this_session_alone() {
        let (one, other) = (SessionToken::fresh(&system()), SessionToken::fresh(&system()));
        assert!(one.csrf().matches(one.csrf().as_str()));
        assert!(!one.csrf().matches(other.csrf().as_str()));
        assert!(!one.csrf().matches("") && !one.csrf().matches(&one.expose()));
        assert_ne!(one.enrolment().as_bytes(), other.enrolment().as_bytes());
    }
}
