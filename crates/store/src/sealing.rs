//! Sealing and opening a row's content, bound to its tenant, its table and its key.

use legalmind_core::{TenantId, World};
use legalmind_seal::{
    Place, Sealed, TenantKey,
    value::{self},
};
use sea_orm::sea_query::Value;
use serde::{Serialize, de::DeserializeOwned};

use crate::{Error, Result, sql, tx::Tx};

/// Seals the content of the row `id` of `table`.
pub(crate) fn seal<T: Serialize>(
    key: &TenantKey,
    (table, tenant, id): (&'static str, TenantId, &[u8]),
    content: &T,
    world: &World,
) -> Result<Vec<u8>> {
    Ok(Sealed::seal(key, Place { table, tenant, id }, content, world)?.into_bytes())
}

impl Tx {
    fn place<'id>(&self, table: &'static str, id: &'id [u8]) -> Place<'id> {
        Place { table, tenant: self.tenant_id(), id }
    }

    /// Seals content for the row `id` of `table`.
    pub(crate) fn seal<T: Serialize>(&self, table: &'static str, id: &[u8], content: &T) -> Result<Value> {
        seal(&self.key, (table, self.tenant_id(), id), content, self.world()).map(sql::bytes)
    }

    /// Opens the content of the row `id` of `table`.
    pub(crate) fn open<T: DeserializeOwned>(
        &self,
        table: &'static str,
        id: &[u8],
        sealed: Vec<u8>,
    ) -> Result<T> {
        Ok(Sealed::from_bytes(sealed).open(&self.key, self.place(table, id))?)
    }

    /// Opens only the first field of the content of a row, and passes over the rest.
    pub(crate) fn open_first<T: DeserializeOwned>(
        &self,
        table: &'static str,
        id: &[u8],
        sealed: &[u8],
    ) -> Result<T> {
        let plain = value::open(&self.key, self.place(table, id), sealed)?;
        postcard::take_from_bytes(&plain).map(|(first, _)| first).map_err(|_| Error::Integrity)
    }

    /// The blind index of a value: equal values have equal indexes, and only in this tenant.
    pub(crate) fn blind(&self, label: &'static str, data: &[u8]) -> Value {
        sql::bytes(legalmind_seal::blind(&self.key, label, data))
    }
}
