//! The key of one document version's bytes.

use legalmind_core::World;
use zeroize::Zeroizing;

use crate::{
    aead::{Cipher, KEY},
    envelope,
    error::{Error, Result},
    key::{Secret, TenantKey, derive},
    random,
};

const FAMILY: &str = "legal mind file key v1";

/// A fresh key per document version, kept only wrapped by the tenant's key.
#[derive(Clone)]
pub struct FileKey(Secret);

impl FileKey {
    /// A fresh key.
    #[must_use]
    pub fn generate(world: &World) -> Self {
        Self(random::secret(world))
    }

    /// The key, sealed by the tenant's. `aad` says where it belongs (the version's id) and must
    /// be given again to unwrap it.
    ///
    /// # Errors
    /// [`Error::Crypto`] if the provider refuses.
    pub fn wrap(&self, tenant: &TenantKey, aad: &[u8], world: &World) -> Result<Vec<u8>> {
        envelope::seal(tenant.wrapping(), &place(aad), &[self.0.as_slice()], world)
    }

    /// The key that [`FileKey::wrap`] sealed.
    ///
    /// # Errors
    /// [`Error::Integrity`] if it was changed, or belongs to another tenant or place.
    pub fn unwrap(tenant: &TenantKey, aad: &[u8], wrapped: &[u8]) -> Result<Self> {
        let bytes = Zeroizing::new(envelope::open(tenant.wrapping(), &place(aad), wrapped)?);
        let bytes: &[u8; KEY] = bytes.as_slice().try_into().map_err(|_| Error::Integrity)?;
        Ok(Self(Secret::new(*bytes)))
    }

    /// The cipher of one segment, bound to all of `info`.
    pub(crate) fn segment(&self, info: &[&[u8]]) -> Result<Cipher> {
        Cipher::new(&*derive(&self.0, FAMILY, info)?)
    }
}

fn place(aad: &[u8]) -> Vec<u8> {
    [b"file key|".as_slice(), aad].concat()
}

impl std::fmt::Debug for FileKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FileKey")
    }
}
