//! Passwords: which are good enough ([`policy`]), and how they are kept ([`hash`]).

pub mod hash;
pub mod policy;

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// A password in the one form in which it is judged, hashed and compared (NFC), whatever the
/// keyboard made of it.
#[derive(Clone)]
pub struct Password(Zeroizing<String>);

impl Password {
    /// The password a person typed.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        Self(Zeroizing::new(typed.nfc().collect()))
    }

    /// Its text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Its length in code points.
    pub(crate) fn chars(&self) -> usize {
        self.0.chars().count()
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password")
    }
}
