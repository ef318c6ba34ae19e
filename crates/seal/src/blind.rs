//! Keyed blind indexes: a sealed value is found by a keyed digest of it, which tells nothing to
//! whoever does not hold the key.

use aws_lc_rs::hmac;

use crate::{digest::Digest, key::TenantKey};

/// The blind index of `data` in this tenant (HMAC-SHA256). `label` names what is indexed
/// (`account.email`), so the same text in two columns gives two digests. The caller brings
/// `data` into one form first (lower case, NFC).
#[must_use]
pub fn blind(key: &TenantKey, label: &str, data: &[u8]) -> Digest {
    keyed(key.blind_key(), label, data)
}

/// HMAC over the label, with its length, and the data: no two pairs run together.
pub(crate) fn keyed(key: &hmac::Key, label: &str, data: &[u8]) -> Digest {
    let mut context = hmac::Context::with_key(key);
    context.update(&(label.len() as u64).to_be_bytes());
    context.update(label.as_bytes());
    context.update(data);
    crate::digest::array(context.sign().as_ref())
}
