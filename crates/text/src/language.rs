//! In which of the product's languages a text is written.

use legalmind_core::account::Language;

use crate::token;

/// Frequent words of Dutch that are no words of English.
const DUTCH: &[&str] = &[
    "aan", "bij", "dat", "de", "deze", "die", "dit", "door", "een", "en", "er", "het", "hoe", "ik", "is",
    "kan", "maar", "met", "mijn", "moet", "naar", "niet", "of", "om", "ook", "op", "te", "tot", "uit", "van",
    "voor", "waar", "wat", "welke", "wie", "wordt", "zich", "zijn",
];
/// Frequent words of English that are no words of Dutch.
const ENGLISH: &[&str] = &[
    "and", "any", "are", "as", "at", "be", "by", "can", "does", "for", "from", "has", "have", "how", "if",
    "it", "its", "my", "not", "or", "shall", "such", "that", "the", "there", "this", "to", "what", "when",
    "where", "which", "who", "will", "with",
];
/// How many words are looked at.
const ENOUGH: usize = 2_000;

/// The language of a text by its most frequent words; Dutch where nothing tells.
#[must_use]
pub fn guess(text: &str) -> Language {
    let head = text.char_indices().nth(ENOUGH * 8).map_or(text, |(end, _)| text.get(..end).unwrap_or(text));
    let (mut dutch, mut english) = (0_usize, 0_usize);
    for token in token::words(head).iter().take(ENOUGH) {
        dutch += usize::from(DUTCH.binary_search(&token.text.as_str()).is_ok());
        english += usize::from(ENGLISH.binary_search(&token.text.as_str()).is_ok());
    }
    if english > dutch { Language::En } else { Language::Nl }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart() {
        assert!(DUTCH.is_sorted() && ENGLISH.is_sorted());
        assert_eq!(guess("Wat is de opzegtermijn van deze overeenkomst?"), Language::Nl);
        assert_eq!(guess("What is the notice period of this agreement?"), Language::En);
        assert_eq!(guess("When does the agreement with Van der Berg B.V. end?"), Language::En);
        assert_eq!(guess("6:162 BW"), Language::Nl);
    }
}
