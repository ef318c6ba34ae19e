//! The service that everything about people goes through.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use legalmind_core::{RequestId, SessionId, Timestamp, World};
use legalmind_store::Store;
use unicode_normalization::UnicodeNormalization;

use crate::{
    error::{Error, Result},
    password::hash::Hasher,
};

/// How sign-in behaves.
#[derive(Clone, Debug)]
pub struct IdentityOptions {
    /// A session that is not used for so long ends (NIST SP 800-63B §4.2.3: 30 minutes).
    pub idle: Duration,
    /// A session ends so long after sign-in, whatever happens (the same: 12 hours).
    pub absolute: Duration,
    /// The time for the second factor after the password.
    pub factor_within: Duration,
    /// The name an authenticator app shows.
    pub issuer: String,
    /// How many passwords are hashed at a time; each takes 19 MiB.
    pub hashers: usize,
    /// A sign-in that fails takes at least so long, so that the time does not tell why.
    pub floor: Duration,
}

impl Default for IdentityOptions {
    fn default() -> Self {
        Self {
            idle: Duration::from_secs(30 * 60),
            absolute: Duration::from_secs(12 * 3600),
            factor_within: Duration::from_secs(10 * 60),
            issuer: "Legal Mind".to_owned(),
            hashers: 2,
            floor: Duration::from_millis(400),
        }
    }
}

/// What is known of a request before anybody is: it goes to the audit log and the session.
#[derive(Clone, Debug)]
pub struct Meta {
    /// The request's id.
    pub request: RequestId,
    /// The network address it came from.
    pub address: String,
    /// The browser, as it names itself.
    pub agent: String,
}

/// The service. Cheap to clone.
#[derive(Clone)]
pub struct Identity {
    pub(crate) store: Store,
    pub(crate) options: Arc<IdentityOptions>,
    pub(crate) hasher: Hasher,
    pub(crate) seen: Arc<Mutex<HashMap<SessionId, Timestamp>>>,
}

impl Identity {
    /// The service over a store. Hashes one password, to have something to compare with where
    /// there is no account.
    ///
    /// # Errors
    /// [`Error::Crypto`] where hashing does not work.
    pub async fn new(store: Store, options: IdentityOptions) -> Result<Self> {
        let hasher = Hasher::new(options.hashers, store.world()).await?;
        Ok(Self { store, options: Arc::new(options), hasher, seen: Arc::default() })
    }

    pub(crate) fn world(&self) -> &World {
        self.store.world()
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.store.world().now()
    }
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity")
    }
}

/// An instant later by a duration.
pub(crate) fn later(at: Timestamp, by: Duration) -> Timestamp {
    let millis = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
    Timestamp::from_millisecond(at.as_millisecond().saturating_add(millis)).unwrap_or(Timestamp::MAX)
}

/// An e-mail address in the one form in which it is stored and looked for.
pub(crate) fn canonical_email(typed: &str) -> Result<String> {
    let email: String = typed.trim().nfc().flat_map(char::to_lowercase).collect();
    let plain = !email.chars().any(|c| c.is_whitespace() || c.is_control() || "<>,;\"".contains(c));
    let parts = email
        .split_once('@')
        .filter(|(own, host)| !own.is_empty() && !host.is_empty() && !host.contains('@'));
    if plain && parts.is_some() && email.len() <= 254 { Ok(email) } else { Err(Error::Invalid("/email")) }
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn addresses_have_one_form() {
        assert_eq!(canonical_email("  Mr.Jansen@Kantoor.NL ").expect("an address"), "mr.jansen@kantoor.nl");
        assert_eq!(canonical_email("e\u{301}@x.nl").expect("an address"), "é@x.nl");
        for bad in [
            "",
            "x",
            "@x.nl",
            "x@",
            "a@b@c",
            "a b@c.nl",
            "a@c.nl\r\nBcc: d@e.nl",
            "a<b@c.nl",
            &format!("{}@x.nl", "a".repeat(300)),
        ] {
            assert!(canonical_email(bad).is_err(), "{bad}");
        }
    }
}
