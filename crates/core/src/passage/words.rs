//! The words of a page in few bytes: a page has hundreds, and each is kept.
//!
//! A word is the gap to the one before it, its length, and its rectangle in [`GRID`] steps a side
//! as differences from the one before it, each a number of one byte where it is small. That is
//! about seven bytes, of twenty-four as they stand.

use serde::{Deserialize, Deserializer, Serializer, de::Error as _};

use super::{CharRange, Quad, Word};

/// Steps from one side of a page to the other; on A4 one is 0.04 mm.
const GRID: f32 = 8192.0;

/// The corners of a rectangle in steps.
#[derive(Clone, Copy, Default)]
struct Steps {
    left: i32,
    top: i32,
    width: i32,
    height: i32,
}

pub fn serialize<S: Serializer>(words: &[Word], out: S) -> Result<S::Ok, S::Error> {
    let mut bytes = Vec::with_capacity(words.len() * 8);
    let (mut end, mut last) = (0_u32, Steps::default());
    for Word { range, quad } in words {
        let now =
            Steps { left: steps(quad.x), top: steps(quad.y), width: side(quad.w), height: side(quad.h) };
        number(signed(i64::from(range.start) - i64::from(end)), &mut bytes);
        number(u64::from(range.len()), &mut bytes);
        for difference in
            [now.left - (last.left + last.width), now.top - last.top, now.width, now.height - last.height]
        {
            number(signed(i64::from(difference)), &mut bytes);
        }
        (end, last) = (range.end, now);
    }
    out.serialize_bytes(&bytes)
}

pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Word>, D::Error> {
    let bytes = Vec::<u8>::deserialize(from)?;
    read(&bytes).ok_or_else(|| D::Error::custom("the words of a page do not hold"))
}

fn read(bytes: &[u8]) -> Option<Vec<Word>> {
    let mut rest = bytes.iter();
    let mut words = Vec::with_capacity(bytes.len() / 6);
    let (mut end, mut last) = (0_u32, Steps::default());
    while rest.len() > 0 {
        let start = u32::try_from(i64::from(end).checked_add(unsigned(take(&mut rest)?))?).ok()?;
        end = start.checked_add(u32::try_from(take(&mut rest)?).ok()?)?;
        let mut next = || i32::try_from(unsigned(take(&mut rest)?)).ok();
        let left = last.left.checked_add(last.width)?.checked_add(next()?)?;
        let top = last.top.checked_add(next()?)?;
        let width = next()?;
        let height = last.height.checked_add(next()?)?;
        last = Steps { left, top, width, height };
        let quad = Quad { x: share(left), y: share(top), w: share(width), h: share(height) };
        words.push(Word { range: CharRange { start, end }, quad });
    }
    Some(words)
}

/// What is far outside the page is put at an edge of what is kept.
#[expect(clippy::cast_possible_truncation, reason = "within bounds, and nothing where it is no number")]
fn steps(share: f32) -> i32 {
    (share * GRID).round().clamp(-100.0 * GRID, 100.0 * GRID) as i32
}

/// A side that there is stays one.
fn side(share: f32) -> i32 {
    if share > 0.0 { steps(share).max(1) } else { steps(share) }
}

#[expect(clippy::cast_precision_loss, reason = "steps are far fewer than a number holds exactly")]
fn share(steps: i32) -> f32 {
    steps as f32 / GRID
}

/// Small numbers of either sign as small numbers.
#[expect(clippy::cast_sign_loss, reason = "the sign is in the last bit")]
const fn signed(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

#[expect(clippy::cast_possible_wrap, reason = "the last bit is the sign")]
const fn unsigned(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

/// Seven bits a byte, the lowest first (LEB128).
fn number(mut value: u64, out: &mut Vec<u8>) {
    loop {
        let [low, ..] = value.to_le_bytes();
        value >>= 7;
        if value == 0 {
            return out.push(low);
        }
        out.push(low | 0x80);
    }
}

fn take<'a>(rest: &mut impl Iterator<Item = &'a u8>) -> Option<u64> {
    let mut value = 0_u64;
    for shift in (0..63).step_by(7) {
        let byte = *rest.next()?;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::passage::Page;

    fn back(words: Vec<Word>) -> (usize, Vec<Word>) {
        let bytes = postcard::to_stdvec(&Page { words, ..Page::default() }).expect("written");
        (bytes.len(), postcard::from_bytes::<Page>(&bytes).expect("read").words)
    }

    #[test]
    fn words_of_a_line_take_few_bytes() {
        let word = |n: u16| Word {
            range: CharRange { start: u32::from(n) * 7, end: u32::from(n) * 7 + 6 },
            quad: Quad { x: 0.1 + 0.06 * f32::from(n % 13), y: 0.02 * f32::from(n / 13), w: 0.055, h: 0.012 },
        };
        let (size, words) = back((0..390).map(word).collect());
        assert_eq!(words.len(), 390);
        assert!(size < 390 * 8, "{size}");
    }

    proptest! {
        #[test]
        fn words_come_back_where_they_were(words in prop::collection::vec((0_u32..50, 1_u32..20, 0.0_f32..1.0, 0.0_f32..1.0, 0.0_f32..1.0, 0.0_f32..1.0), 0..60)) {
            let mut at = 0;
            let words: Vec<Word> = words.into_iter().map(|(gap, length, x, y, w, h)| {
                let start = at + gap;
                at = start + length;
                Word { range: CharRange { start, end: at }, quad: Quad { x, y, w, h } }
            }).collect();
            let (_, read) = back(words.clone());
            prop_assert_eq!(read.len(), words.len());
            for (a, b) in read.iter().zip(&words) {
                prop_assert_eq!(a.range, b.range);
                for (x, y) in [(a.quad.x, b.quad.x), (a.quad.y, b.quad.y), (a.quad.w, b.quad.w), (a.quad.h, b.quad.h)] {
                    prop_assert!((x - y).abs() <= 1.0 / GRID);
                }
                prop_assert!(b.quad.w <= 0.0 || a.quad.w > 0.0);
            }
        }

        #[test]
        fn noise_is_an_error_and_no_panic(noise in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&noise);
        }
    }
}
