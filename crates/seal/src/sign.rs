//! Signatures that others verify without a key of ours: Ed25519 (RFC 8032).

use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};

use crate::error::{Error, Result};

/// A public key.
pub type PublicKey = [u8; 32];
/// A signature.
pub type Signature = [u8; 64];

/// A key that signs. Its private part does not leave it.
pub struct SigningKey(Ed25519KeyPair);

impl SigningKey {
    /// The key of this seed: 32 unpredictable bytes.
    ///
    /// # Errors
    /// [`Error::Crypto`] if the provider refuses.
    pub fn of(seed: &[u8; 32]) -> Result<Self> {
        Ed25519KeyPair::from_seed_unchecked(seed).map(Self).map_err(|_| Error::Crypto)
    }

    /// Its public part.
    ///
    /// # Errors
    /// [`Error::Crypto`] if the provider gives another size.
    pub fn public(&self) -> Result<PublicKey> {
        self.0.public_key().as_ref().try_into().map_err(|_| Error::Crypto)
    }

    /// Signs a message.
    ///
    /// # Errors
    /// [`Error::Crypto`] if the provider gives another size.
    pub fn sign(&self, message: &[u8]) -> Result<Signature> {
        self.0.sign(message).as_ref().try_into().map_err(|_| Error::Crypto)
    }
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SigningKey")
    }
}

/// Whether a message was signed with the private part of this key.
#[must_use]
pub fn holds(key: &PublicKey, message: &[u8], signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&ED25519, key).verify(message, signature).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8032, 7.1, test 2.
    #[test]
    fn the_standard_example_holds_and_nothing_beside_it() {
        let hex = |text: &str| data_encoding::HEXLOWER.decode(text.as_bytes()).expect("hex");
        let seed = hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        let key = SigningKey::of(&seed.try_into().expect("32 bytes")).expect("a key");
        let public = key.public().expect("public");
        assert_eq!(
            public.as_slice(),
            hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
        );
        let signature = key.sign(&[0x72]).expect("signs");
        assert_eq!(
            signature.as_slice(),
            hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
                 085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")
        );
        assert!(holds(&public, &[0x72], &signature));
        assert!(!holds(&public, &[0x73], &signature));
        assert!(!holds(&public, &[0x72], &signature[1..]));
        let other = SigningKey::of(&[7; 32]).expect("a key").public().expect("public");
        assert!(!holds(&other, &[0x72], &signature));
    }
}
