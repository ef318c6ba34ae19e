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

/// The tokens of a text.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out = Vec::with_capacity(text.len() / 5);
    let mut at = 0_usize;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(c) = rest.chars().next() else { break };
        let (kind, length) = if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        } else if c.is_ascii_digit() {
            (Kind::Number, number(rest))
        } else if c.is_alphabetic() {
            (Kind::Word, rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len()))
        } else {
            (Kind::Mark, c.len_utf8())
        };
        let end = at + length;
        out.push(Token { kind, text: text.get(at..end).unwrap_or_default(), start: at, end });
        at = end;
    }
    out
}

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
        if book || article {
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
