//! From a passphrase to a key: Argon2id (RFC 9106), with the cost stored beside what it seals.

use argon2::{Algorithm, Argon2, Params, Version};
use legalmind_core::World;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::{
    error::{Error, Result},
    key::Secret,
};

/// The least number of characters of a new passphrase.
pub const LEAST_CHARACTERS: usize = 12;
/// Bytes of salt (RFC 9106 §3.1 recommends 16).
pub const SALT: usize = 16;

/// What it costs to try one passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory, in KiB.
    pub memory: u32,
    /// Passes over that memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Cost {
    /// What new key files use: the second recommended option of RFC 9106 §4, with one lane. It
    /// is paid once, at start.
    pub const TODAY: Self = Self { memory: 64 * 1024, passes: 3, lanes: 1 };

    /// Whether a stored cost is one we ever wrote or could have: never below the OWASP minimum
    /// (19 MiB, 2 passes), and not so high that a changed file stops the start.
    const fn is_sane(self) -> bool {
        matches!(self.memory, 19_456..=1_048_576)
            && matches!(self.passes, 2..=16)
            && matches!(self.lanes, 1..=8)
    }
}

/// Refuses a new passphrase that is too short.
pub fn check(passphrase: &str) -> Result<()> {
    if passphrase.nfc().count() < LEAST_CHARACTERS {
        return Err(Error::PassphraseTooShort { least: LEAST_CHARACTERS });
    }
    Ok(())
}

/// A fresh salt.
pub fn salt(world: &World) -> [u8; SALT] {
    world.random()
}

/// The key that this passphrase gives at this cost. The passphrase is brought to NFC first, so
/// that it does not depend on the keyboard.
pub fn stretch(passphrase: &str, salt: &[u8; SALT], cost: Cost) -> Result<Secret> {
    if !cost.is_sane() {
        return Err(Error::KeyFileDamaged);
    }
    let params =
        Params::new(cost.memory, cost.passes, cost.lanes, Some(32)).map_err(|_| Error::KeyFileDamaged)?;
    let text = Zeroizing::new(passphrase.nfc().collect::<String>());
    let mut out = Secret::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(text.as_bytes(), salt, out.as_mut_slice())
        .map_err(|_| Error::Crypto)?;
    Ok(out)
}
