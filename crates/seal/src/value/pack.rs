//! What stands inside a sealed value: `0 ‖ bytes`, or `1 ‖ length u32 ‖ zstd(bytes)`.

use std::{borrow::Cow, cell::RefCell};

use zstd::bulk::{Compressor, Decompressor};

use crate::error::{Error, Result};

/// Values longer than this many bytes are squeezed.
pub const SQUEEZE_FROM: usize = 512;

const PLAIN: u8 = 0;
const SQUEEZED: u8 = 1;
/// Fast, and enough for text.
const LEVEL: i32 = 1;

thread_local! {
    // Setting up a context costs more than squeezing a passage with it.
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// A packed value, as the parts to be sealed one after the other.
pub struct Packed<'plain> {
    head: Vec<u8>,
    body: Cow<'plain, [u8]>,
}

impl Packed<'_> {
    pub fn parts(&self) -> [&[u8]; 2] {
        [&self.head, &self.body]
    }
}

/// Packs, squeezed where that is shorter.
pub fn pack(plain: &[u8]) -> Result<Packed<'_>> {
    let length = u32::try_from(plain.len()).map_err(|_| Error::Format("the value is too long"))?;
    if plain.len() > SQUEEZE_FROM
        && let Some(body) = squeeze(plain)
        && body.len() + 4 < plain.len()
    {
        let mut head = vec![SQUEEZED];
        head.extend_from_slice(&length.to_be_bytes());
        return Ok(Packed { head, body: Cow::Owned(body) });
    }
    Ok(Packed { head: vec![PLAIN], body: Cow::Borrowed(plain) })
}

/// Takes apart what [`pack`] put together. The bytes were authenticated before, so whatever does
/// not fit was written by something else.
pub fn unpack(mut packed: Vec<u8>) -> Result<Vec<u8>> {
    const ODD: Error = Error::Format("the sealed value is packed in an unknown way");
    match packed.first() {
        Some(&PLAIN) => {
            packed.drain(..1);
            Ok(packed)
        }
        Some(&SQUEEZED) => {
            let (length, body) = packed.get(1..).and_then(<[u8]>::split_first_chunk).ok_or(ODD)?;
            let length = u32::from_be_bytes(*length) as usize;
            stretch(body, length).filter(|plain| plain.len() == length).ok_or(ODD)
        }
        _ => Err(ODD),
    }
}

fn squeeze(plain: &[u8]) -> Option<Vec<u8>> {
    COMPRESSOR.with_borrow_mut(|slot| {
        if slot.is_none() {
            *slot = Compressor::new(LEVEL).ok();
        }
        slot.as_mut()?.compress(plain).ok()
    })
}

fn stretch(body: &[u8], length: usize) -> Option<Vec<u8>> {
    DECOMPRESSOR.with_borrow_mut(|slot| {
        if slot.is_none() {
            *slot = Decompressor::new().ok();
        }
        slot.as_mut()?.decompress(body, length).ok()
    })
}
