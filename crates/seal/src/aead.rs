//! AES-256-GCM (NIST SP 800-38D) with the nonce in the caller's hands.
//!
//! Rows and files use [`crate::value`] and [`crate::stream`], which choose nonces themselves.
//! This is for stores of blocks, such as the index directory, where the format of the block
//! decides the nonce. **A nonce must never be used twice under one key.**

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};

use crate::error::{Error, Result};

/// Bytes of a nonce.
pub const NONCE: usize = 12;
/// Bytes of the tag that follows the ciphertext.
pub const TAG: usize = 16;
/// Bytes of a key.
pub const KEY: usize = 32;

/// An AES-256-GCM key, ready for use. The provider wipes it when it is dropped.
pub struct Cipher(LessSafeKey);

impl Cipher {
    /// A cipher under this key.
    ///
    /// # Errors
    /// [`Error::Crypto`] if the provider refuses the key.
    pub fn new(key: &[u8; KEY]) -> Result<Self> {
        Ok(Self(LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key)?)))
    }

    /// Encrypts `data` where it stands and returns the tag.
    ///
    /// # Errors
    /// [`Error::Crypto`] if the provider refuses, as for more than 64 GiB.
    pub fn seal(&self, nonce: [u8; NONCE], aad: &[u8], data: &mut [u8]) -> Result<[u8; TAG]> {
        let nonce = Nonce::assume_unique_for_key(nonce);
        let tag = self.0.seal_in_place_separate_tag(nonce, Aad::from(aad), data)?;
        tag.as_ref().try_into().map_err(|_| Error::Crypto)
    }

    /// Decrypts `data`, ciphertext followed by tag, where it stands, and returns the plaintext
    /// at its front.
    ///
    /// # Errors
    /// [`Error::Integrity`] unless every bit of nonce, associated data, ciphertext and tag is as
    /// it was sealed; `data` then holds nothing of use.
    pub fn open<'data>(
        &self,
        nonce: [u8; NONCE],
        aad: &[u8],
        data: &'data mut [u8],
    ) -> Result<&'data mut [u8]> {
        let nonce = Nonce::assume_unique_for_key(nonce);
        self.0.open_in_place(nonce, Aad::from(aad), data).map_err(|_| Error::Integrity)
    }

    /// Decrypts `sealed`, ciphertext followed by tag, into `out`, which is shorter by the tag.
    ///
    /// # Errors
    /// [`Error::Integrity`] as for [`Cipher::open`], and where the lengths do not fit; `out` then
    /// holds nothing of use.
    pub fn open_into(&self, nonce: [u8; NONCE], aad: &[u8], sealed: &[u8], out: &mut [u8]) -> Result<()> {
        let (text, tag) = sealed.split_last_chunk::<TAG>().ok_or(Error::Integrity)?;
        if text.len() != out.len() {
            return Err(Error::Integrity);
        }
        let nonce = Nonce::assume_unique_for_key(nonce);
        self.0.open_separate_gather(nonce, Aad::from(aad), text, tag, out).map_err(|_| Error::Integrity)
    }
}

impl std::fmt::Debug for Cipher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Cipher")
    }
}
