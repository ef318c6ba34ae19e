//! The words, numbers and marks that references are made of.

use super::law;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters.
    Word,
    /// What an article may be called: `6:162`, `96b`, `4.5.3a`, `7A:1576`.
    Number,
    /// Any other character but white space.
    Mark,
}

/// A token with its place in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Token<'a> {
    pub kind: Kind,
    pub text: &'a str,
    pub start: usize,
    pub end: usize,
}

/// The token that begins at byte `at` or after the white space there.
pub fn next(text: &str, mut at: usize) -> Option<Token<'_>> {
    let bytes = text.as_bytes();
    while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
        at += 1;
    }
    let rest = text.get(at..)?;
    let c = rest.chars().next()?;
    let (kind, length) = if c.is_whitespace() {
        return next(text, at + c.len_utf8());
    } else if c.is_ascii_digit() {
        (Kind::Number, number(rest))
    } else if c.is_alphabetic() {
        (Kind::Word, word(rest))
    } else {
        (Kind::Mark, c.len_utf8())
    };
    let end = at + length;
    Some(Token { kind, text: text.get(at..end)?, start: at, end })
}

/// The length of the word that `text` begins with.
fn word(text: &str) -> usize {
    let ascii = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if text.as_bytes().get(ascii).is_none_or(u8::is_ascii) {
        return ascii;
    }
    text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len())
}

/// How articles are numbered that came between two others: `12quater`.
const LATIN: &[&str] = &[
    "bis",
    "ter",
    "quater",
    "quinquies",
    "sexies",
    "septies",
    "octies",
    "novies",
    "decies",
    "undecies",
    "duodecies",
    "terdecies",
    "quaterdecies",
    "quindecies",
    "quinquiesdecies",
    "sexdecies",
    "septdecies",
    "octodecies",
    "novodecies",
    "vicies",
];

/// The length of the number that `text` begins with. Letters belong to it if they are the
/// letters of an article (`96b`) or of a book (`7A:`), not if they are a law (`6:162BW`).
fn number(text: &str) -> usize {
    let bytes = text.as_bytes();
    let run = |from: usize, is: fn(&u8) -> bool| {
        bytes.get(from..).map_or(0, |b| b.iter().take_while(|b| is(b)).count())
    };
    let mut end = 0_usize;
    loop {
        end += run(end, u8::is_ascii_digit);
        let letters = run(end, u8::is_ascii_alphabetic);
        let word = text.get(end..end + letters).unwrap_or_default();
        let after = bytes.get(end + letters).copied();
        let book = letters == 1 && after == Some(b':');
        let article =
            (1..=2).contains(&letters) && word.bytes().all(|b| b.is_ascii_lowercase()) && !law::is_name(word);
        if book || article || LATIN.contains(&word) {
            end += letters;
        }
        let joins =
            matches!(bytes.get(end), Some(b':' | b'.')) && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if !joins {
            return end;
        }
        end += 1;
    }
}
