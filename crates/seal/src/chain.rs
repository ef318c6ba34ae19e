//! The hash chain of the audit log: each entry's link is a keyed digest of the link before it
//! and of the entry, so an entry that is changed, taken out or moved breaks every link after it,
//! and nobody without the tenant's key can mend them.
//!
//! The chain cannot see entries missing at its very end: whoever needs that keeps the last link
//! (the head) elsewhere and compares.

use aws_lc_rs::hmac;

use crate::{
    digest::{Digest, array, same},
    error::{Error, Result},
    key::{Purpose, TenantKey},
};

/// The link before the first entry.
pub const GENESIS: Digest = [0; 32];

/// The chain of one tenant.
pub struct Chain(hmac::Key);

impl Chain {
    /// The chain under this tenant's key.
    ///
    /// # Errors
    /// [`Error::Crypto`] if the provider refuses.
    pub fn of(key: &TenantKey) -> Result<Self> {
        Ok(Self(hmac::Key::new(hmac::HMAC_SHA256, key.subkey(Purpose::Audit)?.as_slice())))
    }

    /// The link of `entry`, which follows the entry with the link `previous`. The bytes of an
    /// entry must hold all of it: time, actor, action, object, outcome.
    #[must_use]
    pub fn link(&self, previous: &Digest, entry: &[u8]) -> Digest {
        let mut context = hmac::Context::with_key(&self.0);
        context.update(previous);
        context.update(entry);
        array(context.sign().as_ref())
    }

    /// Verifies entries with their links, in order, after the link `previous` ([`GENESIS`] at
    /// the beginning; the result of the page before when a long log is verified in pages).
    /// Returns the last link.
    ///
    /// # Errors
    /// [`Error::Chain`] with the position, counted from `previous`, of the first entry whose
    /// link does not hold.
    pub fn verify<E, I>(&self, previous: Digest, entries: I) -> Result<Digest>
    where
        E: AsRef<[u8]>,
        I: IntoIterator<Item = (E, Digest)>,
    {
        let mut head = previous;
        for (position, (entry, link)) in (0_u64..).zip(entries) {
            head = self.link(&head, entry.as_ref());
            if !same(&head, &link) {
                return Err(Error::Chain { position });
            }
        }
        Ok(head)
    }
}

impl std::fmt::Debug for Chain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Chain")
    }
}
