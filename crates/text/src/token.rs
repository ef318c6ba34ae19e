//! Words of a text, with their places in bytes, as the index counts them.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::normal::plain_word_into;

/// A word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The word in plain form ([`crate::normal::plain_word`]); a word broken at a line's end is
    /// whole again.
    pub text: String,
    /// Its first byte in the text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

/// The longest word that is kept, in bytes of its plain form; longer runs are noise.
const MAX_WORD: usize = 120;

/// The words of a text in order.
#[must_use]
pub fn words(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(text.len() / 6);
    each_word(text, |word, place| {
        out.push(Token { text: word.to_owned(), start: place.start, end: place.end });
    });
    out
}

/// Shows each word of a text in plain form, with its bytes in the text, in order.
pub fn each_word(text: &str, mut show: impl FnMut(&str, Range<usize>)) {
    let (mut at, mut plain) = (0, String::new());
    while let Some(start) = from(text, at, char::is_alphanumeric) {
        let mut end = past_word(text, start);
        let mut whole = true;
        while let Some(next) = broken_at(text, end) {
            whole = false;
            end = past_word(text, next);
        }
        let raw = text.get(start..end).unwrap_or_default();
        if whole {
            plain_word_into(raw, &mut plain);
        } else {
            plain_word_into(&joined(raw), &mut plain);
        }
        if !plain.is_empty() && plain.len() <= MAX_WORD {
            show(&plain, start..end);
        }
        at = end;
    }
}

/// The first byte from `at` on of a character that is so.
fn from(text: &str, at: usize, so: impl Fn(char) -> bool) -> Option<usize> {
    text.get(at..)?.find(so).map(|ahead| at + ahead)
}

/// One past the last byte of the run of a word's characters from `at` on.
fn past_word(text: &str, at: usize) -> usize {
    from(text, at, |c| !in_word(c)).unwrap_or(text.len())
}

fn in_word(c: char) -> bool {
    // most characters are these, and tables are slow
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    c.is_alphanumeric() || c == '\u{ad}' || is_combining_mark(c)
}

fn joined(raw: &str) -> String {
    raw.chars().filter(|c| in_word(*c)).collect()
}

/// If the word that ends at byte `end` is broken there by a hyphen at a line's end, the byte
/// where it goes on. `huur-\nen koop` is not a broken word.
fn broken_at(text: &str, end: usize) -> Option<usize> {
    let tail = text.get(end..)?;
    let after = tail.strip_prefix(['-', '\u{2010}'])?;
    if !text.get(..end)?.chars().next_back()?.is_alphabetic() {
        return None;
    }
    let word = after.trim_start();
    let gap = after.len() - word.len();
    let next: String = word.chars().take_while(|c| c.is_alphanumeric()).collect();
    let breaks = after.get(..gap)?.matches('\n').count() == 1
        && next.chars().next()?.is_lowercase()
        && !matches!(next.as_str(), "en" | "of" | "and" | "or" | "dan" | "als" | "respectievelijk");
    breaks.then_some(text.len() - word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        words(text).into_iter().map(|t| t.text).collect()
    }

    #[test]
    fn words_numbers_and_hyphens() {
        assert_eq!(
            texts("Art. 6:162 BW, koop-overeenkomst"),
            ["art", "6", "162", "bw", "koop", "overeenkomst"]
        );
        assert_eq!(
            texts("de huurovereen-\n  komst huur-\nen koop"),
            ["de", "huurovereenkomst", "huur", "en", "koop"]
        );
        assert_eq!(texts("Coördi\u{ad}natie é"), ["coordinatie", "e"]);
        assert_eq!(texts("--- …"), Vec::<String>::new());
    }

    #[test]
    fn offsets_cover_the_word_as_it_stands() {
        let text = "één huur-\nder";
        let found = words(text);
        assert_eq!(found.iter().map(|t| &text[t.start..t.end]).collect::<Vec<_>>(), ["één", "huur-\nder"]);
    }
}
