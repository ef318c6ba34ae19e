//! Passwords: which are good enough ([`policy`]), and how they are kept ([`hash`]).

pub mod hash;
pub mod policy;

use data_encoding::BASE32_NOPAD;
use legalmind_core::World;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// A password by chance: seventy bits in letters and digits that are easily told apart, with what the policy
/// asks besides.
#[must_use]
pub fn made(world: &World) -> String {
    let random = BASE32_NOPAD.encode(&world.random::<10>()).to_lowercase();
    let part = |from: usize, until: usize| random.get(from..until).unwrap_or_default();
    format!("Q{}-{}-{}7", part(0, 5), part(5, 10), part(10, 14))
}

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
