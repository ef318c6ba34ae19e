//! Where the root key is kept: a file sealed by a passphrase. A key service (OpenBao, Azure Key
//! Vault) is another implementation of the same trait.

use async_trait::async_trait;
use legalmind_core::{TenantId, World};

use crate::{
    digest::Digest,
    error::Result,
    key::{RootKey, TenantKey},
};

/// Wraps and unwraps the keys of tenants. Asynchronous, because a key service is elsewhere.
#[async_trait]
pub trait KeyProvider: Send + Sync + 'static {
    /// The key of `tenant`, sealed, to be kept in the database.
    async fn wrap(&self, tenant: TenantId, key: &TenantKey) -> Result<Vec<u8>>;

    /// The key that [`KeyProvider::wrap`] sealed for the same tenant.
    ///
    /// # Errors
    /// [`Error::Integrity`](crate::Error::Integrity) if it was changed or is another tenant's.
    async fn unwrap(&self, tenant: TenantId, wrapped: &[u8]) -> Result<TenantKey>;

    /// The blind index of `data` over all tenants, as [`RootKey::blind`].
    async fn blind(&self, label: &str, data: &[u8]) -> Result<Digest>;
}

/// The root key of a key file, opened.
#[derive(Debug)]
pub struct SealedFile {
    root: RootKey,
    world: World,
}

impl SealedFile {
    /// A provider over an opened root key.
    #[must_use]
    pub const fn new(root: RootKey, world: World) -> Self {
        Self { root, world }
    }
}

#[async_trait]
impl KeyProvider for SealedFile {
    async fn wrap(&self, tenant: TenantId, key: &TenantKey) -> Result<Vec<u8>> {
        self.root.wrap_tenant(tenant, key, &self.world)
    }

    async fn unwrap(&self, tenant: TenantId, wrapped: &[u8]) -> Result<TenantKey> {
        self.root.unwrap_tenant(tenant, wrapped)
    }

    async fn blind(&self, label: &str, data: &[u8]) -> Result<Digest> {
        Ok(self.root.blind(label, data))
    }
}
