//! The root key of an installation: wraps the keys of all tenants, and blinds what must be found
//! before the tenant is known (the e-mail address at sign-in).

mod file;

use std::path::Path;

use aws_lc_rs::hmac;
use legalmind_core::{TenantId, World};
use zeroize::Zeroizing;

use crate::{
    aead::Cipher,
    blind::keyed,
    digest::Digest,
    envelope,
    error::Result,
    key::{Purpose, Secret, TenantKey, derive, passphrase},
    random,
};

const FAMILY: &str = "legal mind root key v1";

/// The root key. Without it (the key file and its passphrase) no backup can be read.
pub struct RootKey {
    secret: Secret,
    wrap: Cipher,
    blind: hmac::Key,
}

impl RootKey {
    /// A fresh root key that is in no file: for tests, and for key services.
    ///
    /// # Errors
    /// [`Error::Crypto`](crate::Error::Crypto) if the provider refuses.
    pub fn generate(world: &World) -> Result<Self> {
        Self::of(random::secret(world))
    }

    /// Makes a fresh root key and writes it to a new file at `path`, sealed by `passphrase`,
    /// readable by its owner alone, and on the disk when this returns.
    ///
    /// # Errors
    /// [`Error::KeyFileExists`](crate::Error::KeyFileExists): nothing is ever overwritten;
    /// [`Error::PassphraseTooShort`](crate::Error::PassphraseTooShort);
    /// [`Error::Io`](crate::Error::Io).
    pub fn create(path: &Path, passphrase: &str, world: &World) -> Result<Self> {
        passphrase::check(passphrase)?;
        let root = Self::generate(world)?;
        file::create(path, &file::encode(&root.secret, passphrase, world)?)?;
        Ok(root)
    }

    /// Opens the key file at `path`. Takes about a tenth of a second on purpose.
    ///
    /// # Errors
    /// [`Error::KeyFileMissing`](crate::Error::KeyFileMissing),
    /// [`Error::WrongPassphrase`](crate::Error::WrongPassphrase),
    /// [`Error::KeyFileDamaged`](crate::Error::KeyFileDamaged) when any byte was changed,
    /// [`Error::Io`](crate::Error::Io).
    pub fn open(path: &Path, passphrase: &str) -> Result<Self> {
        Self::of(file::decode(&file::read(path)?, passphrase)?)
    }

    /// Seals the key file at `path` by another passphrase. The root key stays the same; the file
    /// is replaced in one step, so that after a power cut one of the two passphrases opens it.
    ///
    /// # Errors
    /// As [`RootKey::open`] and [`RootKey::create`].
    pub fn change_passphrase(path: &Path, old: &str, new: &str, world: &World) -> Result<()> {
        passphrase::check(new)?;
        let secret = file::decode(&file::read(path)?, old)?;
        file::replace(path, &file::encode(&secret, new, world)?)
    }

    fn of(secret: Secret) -> Result<Self> {
        let subkey = |purpose: Purpose| derive(&secret, FAMILY, &[purpose.as_str().as_bytes()]);
        let wrap = Cipher::new(&*subkey(Purpose::Wrap)?)?;
        let blind = hmac::Key::new(hmac::HMAC_SHA256, subkey(Purpose::Blind)?.as_slice());
        Ok(Self { secret, wrap, blind })
    }

    /// The key of `tenant`, sealed, to be kept in the database.
    ///
    /// # Errors
    /// [`Error::Crypto`](crate::Error::Crypto) if the provider refuses.
    pub fn wrap_tenant(&self, tenant: TenantId, key: &TenantKey, world: &World) -> Result<Vec<u8>> {
        envelope::seal(&self.wrap, &place(tenant), &[key.secret().as_slice()], world)
    }

    /// The key that [`RootKey::wrap_tenant`] sealed for the same tenant.
    ///
    /// # Errors
    /// [`Error::Integrity`](crate::Error::Integrity) if it was changed, is another tenant's, or
    /// was sealed under another root key.
    pub fn unwrap_tenant(&self, tenant: TenantId, wrapped: &[u8]) -> Result<TenantKey> {
        let bytes = Zeroizing::new(envelope::open(&self.wrap, &place(tenant), wrapped)?);
        TenantKey::from_slice(&bytes)
    }

    /// The blind index of `data` over all tenants; see [`crate::blind()`].
    #[must_use]
    pub fn blind(&self, label: &str, data: &[u8]) -> Digest {
        keyed(&self.blind, label, data)
    }
}

fn place(tenant: TenantId) -> Vec<u8> {
    [b"tenant key|".as_slice(), tenant.as_bytes()].concat()
}

impl std::fmt::Debug for RootKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RootKey")
    }
}
