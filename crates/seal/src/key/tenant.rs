//! The key of a tenant. Destroying it destroys the tenant's data wherever a copy of it is.

use aws_lc_rs::hmac;
use legalmind_core::World;

use crate::{
    aead::{Cipher, KEY},
    error::{Error, Result},
    key::{Purpose, Secret, derive},
    random,
};

const FAMILY: &str = "legal mind tenant key v1";

/// The key of a tenant, with the keys that every request needs derived once.
pub struct TenantKey {
    secret: Secret,
    payload: Cipher,
    wrap: Cipher,
    blind: hmac::Key,
}

impl TenantKey {
    /// A fresh key, for a new tenant.
    ///
    /// # Errors
    /// [`Error::Crypto`] if the provider refuses.
    pub fn generate(world: &World) -> Result<Self> {
        Self::of(random::secret(world))
    }

    pub(super) fn from_slice(bytes: &[u8]) -> Result<Self> {
        let bytes: &[u8; KEY] = bytes.try_into().map_err(|_| Error::Integrity)?;
        Self::of(Secret::new(*bytes))
    }

    fn of(secret: Secret) -> Result<Self> {
        let subkey = |purpose: Purpose| derive(&secret, FAMILY, &[purpose.as_str().as_bytes()]);
        let payload = Cipher::new(&*subkey(Purpose::Payload)?)?;
        let wrap = Cipher::new(&*subkey(Purpose::Wrap)?)?;
        let blind = hmac::Key::new(hmac::HMAC_SHA256, subkey(Purpose::Blind)?.as_slice());
        Ok(Self { secret, payload, wrap, blind })
    }

    /// The key derived for `purpose`.
    ///
    /// # Errors
    /// [`Error::Crypto`] if the provider refuses.
    pub fn subkey(&self, purpose: Purpose) -> Result<Secret> {
        derive(&self.secret, FAMILY, &[purpose.as_str().as_bytes()])
    }

    /// A key for one thing within `purpose`, such as one file of the index; `context` says which.
    ///
    /// # Errors
    /// [`Error::Crypto`] if the provider refuses.
    pub fn subkey_for(&self, purpose: Purpose, context: &[u8]) -> Result<Secret> {
        derive(&self.secret, FAMILY, &[purpose.as_str().as_bytes(), b"/", context])
    }

    pub(super) fn secret(&self) -> &Secret {
        &self.secret
    }
    pub(crate) fn payload(&self) -> &Cipher {
        &self.payload
    }
    pub(crate) fn wrapping(&self) -> &Cipher {
        &self.wrap
    }
    pub(crate) fn blind_key(&self) -> &hmac::Key {
        &self.blind
    }
}

impl std::fmt::Debug for TenantKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TenantKey")
    }
}
