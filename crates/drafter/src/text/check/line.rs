//! The lines of a text as words, each with what a reader sees of it: whether it has a capital, and
//! whether a sentence begins with it.

use legalmind_docx::text::{Passage, Piece};
use legalmind_text::{sentence, stem::Stems, token};

/// Stands in the place of what is no running text: answers, references, citations.
const ASIDE: char = '\u{fffc}';

/// A word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// As it is written.
    pub written: String,
    /// Its Dutch stem.
    pub stem: String,
    /// It begins with a capital, and is not all capitals.
    pub capital: bool,
    /// A sentence, a quotation or a part of a list begins with it.
    pub first: bool,
    /// Only a space stands between it and the word before.
    pub joined: bool,
}

/// The running text of a line; what is set aside in it stands as a sign of its own.
pub fn running(passage: &Passage<'_>) -> String {
    let mut out = String::new();
    for inline in passage.content {
        match &inline.piece {
            Piece::Text(text) => out.extend(text.chars().filter(|c| *c != ASIDE)),
            Piece::Break => out.push('\n'),
            Piece::Variable(_) | Piece::Reference { .. } | Piece::Citation(_) => out.push(ASIDE),
        }
    }
    out
}

/// The words of a running text.
pub fn words(text: &str, stems: &Stems) -> Vec<Word> {
    let starts = sentence_starts(text);
    let mut out = Vec::new();
    let mut end = 0;
    for token in token::words(text) {
        let written = text.get(token.start..token.end).unwrap_or_default().to_owned();
        let between = text.get(end..token.start).unwrap_or_default();
        // between the start of the sentence and the word stand only marks
        let next = starts.partition_point(|at| *at < end);
        let opens = starts.get(next).is_some_and(|at| *at <= token.start);
        let first = opens
            || end == 0
            || between.contains([':', ';', '"', '“', '”', '„', '‘', '«', '(', '[', '\n', '•', '–', '—']);
        out.push(Word {
            capital: is_capitalised(&written),
            stem: stems.dutch(&token.text),
            written,
            first,
            joined: !between.is_empty() && between.chars().all(|c| c == ' ' || c == '\u{a0}'),
        });
        end = token.end;
    }
    out
}

/// The bytes at which sentences begin.
fn sentence_starts(text: &str) -> Vec<usize> {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let of = |char: u32| places.get(char as usize).copied().unwrap_or(text.len());
    sentence::split(text).iter().map(|it| of(it.range.start)).collect()
}

fn is_capitalised(word: &str) -> bool {
    let mut chars = word.chars();
    let first = chars.next().is_some_and(char::is_uppercase);
    // one more capital: an abbreviation or a mark, KvK, BTW, LinkedIn
    first && chars.clone().any(char::is_lowercase) && !chars.any(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_knows_whether_it_begins_a_sentence() {
        let found =
            words("De Partij en het KvK-nummer. Zij (de “Koper”) betaalt Koper: Ja", &Stems::default());
        let first: Vec<&str> = found.iter().filter(|it| it.first).map(|it| it.written.as_str()).collect();
        assert_eq!(first, ["De", "Zij", "de", "Koper", "betaalt", "Ja"]);
        let capital: Vec<&str> = found.iter().filter(|it| it.capital).map(|it| it.written.as_str()).collect();
        assert_eq!(capital, ["De", "Partij", "Zij", "Koper", "Koper", "Ja"]);
        assert!(found[1].joined && !found[0].joined);
    }
}
