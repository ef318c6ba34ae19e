//! Text in one form, so that two spellings of the same words can be compared.
//!
//! Stored text is NFC. A quote that a person or a model gives back may differ from it in white
//! space, hyphenation at a line's end, case, and the shapes of quotation marks and dashes. The
//! [`fold`] of a text takes these away and remembers where each character came from, so a match
//! in the fold is a range in the original.

mod fold;
mod quote;

pub use fold::{Folded, Spaces, fold};
pub use quote::{Haystack, PageRange, Pages, PagesMatch, QuoteMatch, find_quote};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text in Unicode normalisation form C (Unicode Standard Annex 15).
#[must_use]
pub fn nfc(text: &str) -> String {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes { text.to_owned() } else { text.nfc().collect() }
}

/// One word in the form in which the index knows it: lower case, without accents, ligatures
/// opened (`Coördinatie` and `coordinatie` are one).
#[must_use]
pub fn plain_word(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    plain_word_into(word, &mut out);
    out
}

/// The same, in the place of what `out` holds.
pub fn plain_word_into(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
        return;
    }
    for c in word.chars().flat_map(char::to_lowercase).collect::<String>().nfkd() {
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            '\u{ad}' => {}
            _ if unicode_normalization::char::is_combining_mark(c) => {}
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_ligatures_are_one_word() {
        assert_eq!(plain_word("Coördinatie"), "coordinatie");
        assert_eq!(plain_word("ﬁnanciën"), "financien");
        assert_eq!(plain_word("ĲSSEL"), "ijssel");
        assert_eq!(nfc("e\u{301}e\u{301}n"), "één");
    }
}
