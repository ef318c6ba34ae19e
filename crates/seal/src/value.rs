//! Sealed values: the content of a row, in one column.
//!
//! A value is opened only with the tenant's key and at the place it was sealed for: table,
//! tenant and row are bound as associated data, so a value that is copied to another row is an
//! integrity error. Values longer than [`SQUEEZE_FROM`] bytes are squeezed (zstd) first where
//! that makes them shorter.

mod pack;

use std::{fmt, marker::PhantomData};

use legalmind_core::{TenantId, World};
use serde::{Serialize, de::DeserializeOwned};
use zeroize::Zeroizing;

use crate::{
    envelope,
    error::{Error, Result},
    key::TenantKey,
};

pub use pack::SQUEEZE_FROM;

/// Where a value belongs.
#[derive(Clone, Copy, Debug)]
pub struct Place<'id> {
    /// The table.
    pub table: &'static str,
    /// The tenant whose row it is.
    pub tenant: TenantId,
    /// The rest of the row's primary key, in one unambiguous form.
    pub id: &'id [u8],
}

impl Place<'_> {
    /// The place as associated data: the table's length goes first, so no two places run
    /// together.
    fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(8 + self.table.len() + 16 + self.id.len());
        out.extend_from_slice(&(self.table.len() as u64).to_be_bytes());
        out.extend_from_slice(self.table.as_bytes());
        out.extend_from_slice(self.tenant.as_bytes());
        out.extend_from_slice(self.id);
        out
    }
}

/// Seals bytes for a place.
///
/// # Errors
/// [`Error::Crypto`] if the provider refuses; [`Error::Format`] for more than 4 GiB.
pub fn seal(key: &TenantKey, place: Place<'_>, plaintext: &[u8], world: &World) -> Result<Vec<u8>> {
    let packed = pack::pack(plaintext)?;
    envelope::seal(key.payload(), &place.bytes(), &packed.parts(), world)
}

/// Opens what [`seal`] made for the same place.
///
/// # Errors
/// [`Error::Integrity`] if any bit was changed, or the key or the place is another.
pub fn open(key: &TenantKey, place: Place<'_>, sealed: &[u8]) -> Result<Vec<u8>> {
    pack::unpack(envelope::open(key.payload(), &place.bytes(), sealed)?)
}

/// A sealed `T`: what a row's `sealed` column holds.
pub struct Sealed<T> {
    bytes: Vec<u8>,
    content: PhantomData<fn() -> T>,
}

impl<T> Sealed<T> {
    /// The bytes of a column, not yet opened.
    #[must_use]
    pub const fn from_bytes(bytes: Vec<u8>) -> Self {
        Self { bytes, content: PhantomData }
    }

    /// The bytes to be stored.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes to be stored.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

impl<T: Serialize> Sealed<T> {
    /// Seals a value for a place (encoded with postcard).
    ///
    /// # Errors
    /// [`Error::Format`] if `value` has no such encoding; [`Error::Crypto`].
    pub fn seal(key: &TenantKey, place: Place<'_>, value: &T, world: &World) -> Result<Self> {
        let plain = postcard::to_stdvec(value).map_err(|_| Error::Format("the value cannot be encoded"))?;
        Ok(Self::from_bytes(seal(key, place, &Zeroizing::new(plain), world)?))
    }
}

impl<T: DeserializeOwned> Sealed<T> {
    /// Opens a value at its place.
    ///
    /// # Errors
    /// [`Error::Integrity`] if any bit was changed, or the key or the place is another;
    /// [`Error::Format`] if what was sealed there is not a `T`.
    pub fn open(&self, key: &TenantKey, place: Place<'_>) -> Result<T> {
        let plain = Zeroizing::new(open(key, place, &self.bytes)?);
        match postcard::take_from_bytes(&plain) {
            Ok((value, [])) => Ok(value),
            _ => Err(Error::Format("the sealed value is of another kind")),
        }
    }
}

impl<T> fmt::Debug for Sealed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({} bytes)", self.bytes.len())
    }
}
