//! The one form of a small sealed thing: `version ‖ nonce ‖ ciphertext ‖ tag`, with a random
//! nonce, and the version bound with the place as associated data.

use legalmind_core::World;

use crate::{
    aead::{Cipher, NONCE, TAG},
    error::{Error, Result},
};

/// The form written today.
const VERSION: u8 = 1;
const HEAD: usize = 1 + NONCE;

/// Seals the concatenation of `parts`.
pub fn seal(cipher: &Cipher, place: &[u8], parts: &[&[u8]], world: &World) -> Result<Vec<u8>> {
    let nonce: [u8; NONCE] = world.random();
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let mut out = Vec::with_capacity(HEAD + length + TAG);
    out.push(VERSION);
    out.extend_from_slice(&nonce);
    for part in parts {
        out.extend_from_slice(part);
    }
    let data = out.get_mut(HEAD..).ok_or(Error::Crypto)?;
    let tag = cipher.seal(nonce, &bound(place), data)?;
    out.extend_from_slice(&tag);
    Ok(out)
}

/// Opens what [`seal`] made under the same key at the same place.
pub fn open(cipher: &Cipher, place: &[u8], sealed: &[u8]) -> Result<Vec<u8>> {
    let (&version, rest) = sealed.split_first().ok_or(Error::Integrity)?;
    let (nonce, body) = rest.split_first_chunk::<NONCE>().ok_or(Error::Integrity)?;
    if version != VERSION {
        return Err(Error::Integrity);
    }
    let mut out = vec![0; body.len().checked_sub(TAG).ok_or(Error::Integrity)?];
    cipher.open_into(*nonce, &bound(place), body, &mut out)?;
    Ok(out)
}

fn bound(place: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(1 + place.len());
    out.push(VERSION);
    out.extend_from_slice(place);
    out
}
