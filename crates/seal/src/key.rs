//! The three keys: of the installation, of a tenant, of a document version. Each is 32 random
//! bytes that seal nothing themselves: what is sealed uses a key derived from them for one
//! [`Purpose`] (HKDF-SHA256, RFC 5869).

mod file;
mod passphrase;
mod root;
mod tenant;

use aws_lc_rs::hkdf;
use zeroize::Zeroizing;

use crate::{aead::KEY, error::Result};

pub use file::FileKey;
pub use passphrase::LEAST_CHARACTERS;
pub use root::RootKey;
pub use tenant::TenantKey;

/// What a derived key is for. Keys of different purposes tell nothing about each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Sealed values: the content of rows.
    Payload,
    /// The search index.
    Index,
    /// Blind indexes.
    Blind,
    /// The hash chain of the audit log.
    Audit,
    /// Wrapping other keys.
    Wrap,
}

impl Purpose {
    /// The label that goes into the derivation.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Payload => "payload",
            Self::Index => "index",
            Self::Blind => "blind",
            Self::Audit => "audit",
            Self::Wrap => "wrap",
        }
    }
}

/// A key that wipes itself.
pub(crate) type Secret = Zeroizing<[u8; KEY]>;

/// Derives a key from `key`: the salt keeps the families of keys apart, the parts of `info` say
/// what the derived key is for.
pub(crate) fn derive(key: &Secret, salt: &'static str, info: &[&[u8]]) -> Result<Secret> {
    let family = hkdf::Salt::new(hkdf::HKDF_SHA256, salt.as_bytes()).extract(key.as_slice());
    let mut out = Zeroizing::new([0; KEY]);
    family.expand(info, hkdf::HKDF_SHA256)?.fill(out.as_mut_slice())?;
    Ok(out)
}
