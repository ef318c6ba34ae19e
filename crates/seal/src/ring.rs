//! The unwrapped keys of the tenants this process serves.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use legalmind_core::{TenantId, World};

use crate::{
    digest::Digest,
    error::{Error, Result},
    key::TenantKey,
    provider::KeyProvider,
};

/// Keys of tenants, unwrapped once.
pub struct KeyRing {
    provider: Arc<dyn KeyProvider>,
    keys: RwLock<HashMap<TenantId, Arc<TenantKey>>>,
}

impl KeyRing {
    /// An empty ring.
    #[must_use]
    pub fn new(provider: Arc<dyn KeyProvider>) -> Self {
        Self { provider, keys: RwLock::default() }
    }

    /// Makes a fresh key for a new tenant, keeps it in the ring, and returns it wrapped, to be
    /// stored with the tenant.
    ///
    /// # Errors
    /// What the provider gives.
    pub async fn create(&self, tenant: TenantId, world: &World) -> Result<Vec<u8>> {
        let key = TenantKey::generate(world)?;
        let wrapped = self.provider.wrap(tenant, &key).await?;
        self.keep(tenant, key);
        Ok(wrapped)
    }

    /// Unwraps the key of `tenant` and keeps it in the ring.
    ///
    /// # Errors
    /// [`Error::Integrity`] if the wrapped key was changed or is another tenant's; what else the
    /// provider gives.
    pub async fn add(&self, tenant: TenantId, wrapped: &[u8]) -> Result<Arc<TenantKey>> {
        let key = self.provider.unwrap(tenant, wrapped).await?;
        Ok(self.keep(tenant, key))
    }

    /// The key of `tenant`.
    ///
    /// # Errors
    /// [`Error::UnknownTenant`] if it was not added, or was forgotten.
    pub fn tenant(&self, tenant: TenantId) -> Result<Arc<TenantKey>> {
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        keys.get(&tenant).cloned().ok_or(Error::UnknownTenant)
    }

    /// Drops the key of `tenant`; it leaves memory with the last operation that holds it.
    pub fn forget(&self, tenant: TenantId) {
        self.keys.write().unwrap_or_else(PoisonError::into_inner).remove(&tenant);
    }

    /// The blind index of `data` over all tenants.
    ///
    /// # Errors
    /// What the provider gives.
    pub async fn blind(&self, label: &str, data: &[u8]) -> Result<Digest> {
        self.provider.blind(label, data).await
    }

    fn keep(&self, tenant: TenantId, key: TenantKey) -> Arc<TenantKey> {
        let key = Arc::new(key);
        let mut keys = self.keys.write().unwrap_or_else(PoisonError::into_inner);
        keys.insert(tenant, Arc::clone(&key));
        key
    }
}

impl std::fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeyRing")
    }
}
