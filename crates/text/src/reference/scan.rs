//! One pass over the bytes of a text for the places where a reference may begin. Most words are
//! none, and are told by their first three letters alone.

use std::sync::OnceLock;

/// What may begin at a place: patterns of codes by their bits, and articles.
pub type Mask = u32;

/// The word `art…`.
pub const ARTICLE: Mask = 1 << 31;
/// A number with a colon, `6:162`; or `81 RO` or `287 Sr`, which are cited without a word before them.
pub const COLON: Mask = 1 << 30;

/// By the first three letters of a word, what may begin with it.
pub struct Table(Vec<Mask>);

const LETTERS: usize = 27;

fn letter(byte: Option<&u8>) -> usize {
    match byte {
        Some(b) if b.is_ascii_alphabetic() => usize::from(b.to_ascii_lowercase() - b'a') + 1,
        _ => 0,
    }
}

fn slot(bytes: &[u8], at: usize) -> usize {
    (letter(bytes.get(at)) * LETTERS + letter(bytes.get(at + 1))) * LETTERS + letter(bytes.get(at + 2))
}

impl Table {
    fn of(rows: impl Iterator<Item = (&'static str, Mask)>) -> Self {
        let mut masks = vec![0; LETTERS * LETTERS * LETTERS];
        for (starts, mask) in rows.chain([("art", ARTICLE)]) {
            for start in starts.split('|').filter(|start| !start.is_empty()) {
                if let Some(known) = masks.get_mut(slot(start.as_bytes(), 0)) {
                    *known |= mask;
                }
            }
        }
        Self(masks)
    }

    /// The table of all codes.
    pub fn shared() -> &'static Self {
        static TABLE: OnceLock<Table> = OnceLock::new();
        TABLE.get_or_init(|| Self::of(super::code::starts()))
    }

    fn of_word(&self, bytes: &[u8], at: usize) -> Mask {
        self.0.get(slot(bytes, at)).copied().unwrap_or(0)
    }
}

/// Calls `visit` with each place where something may begin, in order.
pub fn places(text: &str, mut visit: impl FnMut(usize, Mask)) {
    let table = Table::shared();
    let bytes = text.as_bytes();
    let mut at = 0_usize;
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii_alphabetic() {
            let mask = table.of_word(bytes, at);
            if mask != 0 && begins(text, at) {
                visit(at, mask);
            }
            at += run(bytes, at, |b| b.is_ascii_alphabetic() || b >= 0x80);
        } else if byte.is_ascii_digit() {
            let length = run(bytes, at, |b| b.is_ascii_digit());
            let mask = of_number(bytes, at, length);
            if mask != 0 && begins(text, at) {
                visit(at, mask);
            }
            at += length;
        } else {
            at += 1;
        }
    }
}

fn run(bytes: &[u8], at: usize, is: fn(u8) -> bool) -> usize {
    bytes.get(at..).map_or(1, |rest| rest.iter().take_while(|b| is(**b)).count())
}

/// Whether no letter or digit stands right before.
fn begins(text: &str, at: usize) -> bool {
    match at.checked_sub(1).and_then(|before| text.as_bytes().get(before)) {
        None => true,
        Some(byte) if byte.is_ascii() => !byte.is_ascii_alphanumeric(),
        Some(_) => {
            text.get(..at).and_then(|head| head.chars().next_back()).is_none_or(|c| !c.is_alphanumeric())
        }
    }
}

/// What may begin with a number of `length` digits, by what follows it.
fn of_number(bytes: &[u8], at: usize, length: usize) -> Mask {
    let after = |n: usize| bytes.get(at + length + n).copied().unwrap_or(0);
    let book = after(0).is_ascii_alphabetic() && after(1) == b':' && after(2).is_ascii_digit();
    match (length, after(0)) {
        (1..=4, b':') if after(1).is_ascii_digit() => COLON,
        (1..=3, _) if book => COLON,
        (2, b' ') if after(1) == b'R' && after(2) == b'O' => COLON,
        (3, b' ')
            if after(1) == b'S' && matches!(after(2), b'r' | b'v') && !after(3).is_ascii_alphanumeric() =>
        {
            COLON
        }
        (2, b'a') if after(1) == b' ' && after(2) == b'R' && after(3) == b'O' => COLON,
        (3, b'.') if after(1).is_ascii_digit() => super::code::APPEAL,
        (2, b'/' | b'-') if after(1).is_ascii_digit() || (after(1) == b' ' && after(2).is_ascii_digit()) => {
            super::code::SHORT_CASES
        }
        (5, b'A'..=b'Z') => super::code::CELEX,
        _ => 0,
    }
}
