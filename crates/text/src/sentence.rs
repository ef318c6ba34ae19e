//! Sentences of Dutch and English legal text.
//!
//! A full stop ends a sentence when white space and the beginning of a sentence follow, unless
//! it belongs to an abbreviation (`art.`, `mr.`, `o.g.v.`), an initial (`J. Jansen`) or a
//! number (`3. De beoordeling`). A blank line always ends one.

use legalmind_core::CharRange;

/// A sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence<'a> {
    /// The sentence, trimmed.
    pub text: &'a str,
    /// Its characters in the text.
    pub range: CharRange,
}

/// Abbreviations, without their last full stop, that are followed by more of the sentence.
/// Sorted.
const OPEN: &[&str] = &[
    "aant", "adv", "afd", "afl", "alg", "arr", "art", "artt", "bijv", "blz", "bv", "ca", "cf", "conc", "dec",
    "dhr", "dr", "drs", "evt", "excl", "fed", "gem", "incl", "ing", "ir", "jhr", "jl", "jo", "jr", "max",
    "mevr", "min", "mln", "mr", "mrs", "ms", "mw", "nl", "no", "nov", "nr", "nrs", "ov", "p", "par", "pp",
    "prof", "prov", "pt", "r.o", "rb", "rek", "resp", "ro", "rov", "sr", "st", "stb", "stcrt", "sub", "tel",
    "tit", "trb", "vgl", "vlg", "vol", "vs", "zgn",
];
/// Abbreviations that may also be the last word of a sentence. Sorted.
const CLOSING: &[&str] = &[
    "a.n.w", "a.u.b", "b.v", "c.a", "c.s", "co", "corp", "e.a", "e.d", "e.v", "enz", "etc", "inc", "l.j.n",
    "ltd", "m.n", "n.o", "n.v", "no", "oud", "p.m", "v.o.f",
];
/// Words that usually begin a sentence. Sorted.
const STARTERS: &[&str] = &[
    "aan",
    "als",
    "as",
    "bij",
    "daarnaast",
    "daarom",
    "dat",
    "de",
    "deze",
    "die",
    "dit",
    "een",
    "en",
    "er",
    "het",
    "hij",
    "if",
    "in",
    "indien",
    "ingevolge",
    "it",
    "krachtens",
    "maar",
    "met",
    "naar",
    "nadat",
    "nu",
    "ook",
    "op",
    "partijen",
    "such",
    "that",
    "the",
    "this",
    "tot",
    "van",
    "verder",
    "volgens",
    "voor",
    "waar",
    "wanneer",
    "ze",
    "zij",
    "zo",
];

/// The sentences of a text, in order. Their ranges do not overlap, and nothing but white space
/// lies between them.
#[must_use]
pub fn split(text: &str) -> Vec<Sentence<'_>> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut out = Vec::new();
    let mut start = 0_usize;
    let mut at = 0_usize;
    while at < chars.len() {
        match end_of_sentence(text, &chars, start, at) {
            Some(end) => {
                push(&mut out, text, &chars, start, end);
                start = end;
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    push(&mut out, text, &chars, start, chars.len());
    out
}

fn push<'a>(out: &mut Vec<Sentence<'a>>, text: &'a str, chars: &[(usize, char)], start: usize, end: usize) {
    let slice = chars.get(start..end).unwrap_or_default();
    let lead = slice.iter().take_while(|(_, c)| c.is_whitespace()).count();
    let tail = slice.iter().rev().take_while(|(_, c)| c.is_whitespace()).count();
    if lead == slice.len() {
        return;
    }
    let (first, last) = (start + lead, end - tail);
    let byte = |at: usize| chars.get(at).map_or(text.len(), |(byte, _)| *byte);
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    if let Some(text) = text.get(byte(first)..byte(last)) {
        out.push(Sentence { text, range: CharRange { start: number(first), end: number(last) } });
    }
}

/// If a sentence ends with the character at `at`, the index one past it and its closing marks.
fn end_of_sentence(text: &str, chars: &[(usize, char)], start: usize, at: usize) -> Option<usize> {
    let char = |i: usize| chars.get(i).map(|(_, c)| *c);
    let c = char(at)?;
    if c == '\n' {
        let gap = chars.get(at..)?.iter().take_while(|(_, c)| c.is_whitespace());
        let lines = gap.filter(|(_, c)| *c == '\n').count();
        return (lines > 1).then_some(at);
    }
    if !matches!(c, '.' | '!' | '?' | '…') {
        return None;
    }
    let closing = |c: char| matches!(c, ')' | ']' | '"' | '\'' | '”' | '’' | '»');
    let marks = chars.get(at + 1..)?.iter().take_while(|(_, c)| closing(*c)).count();
    let end = at + 1 + marks;
    let gap = chars.get(end..)?.iter().take_while(|(_, c)| c.is_whitespace()).count();
    let next = char(end + gap)?;
    if gap == 0 || !begins(next) {
        return None;
    }
    let follows = text.get(chars.get(end + gap)?.0..)?;
    (c != '.' || marks > 0 || full_stop_ends(chars, start, at, follows)).then_some(end)
}

fn begins(c: char) -> bool {
    c.is_uppercase()
        || c.is_numeric()
        || matches!(c, '"' | '\'' | '“' | '‘' | '„' | '«' | '(' | '[' | '-' | '–' | '•' | '€' | '§')
}

fn full_stop_ends(chars: &[(usize, char)], start: usize, at: usize, follows: &str) -> bool {
    let before = chars.get(start..at).unwrap_or_default();
    let word: Vec<char> = before
        .iter()
        .rev()
        .map(|(_, c)| *c)
        .take_while(|c| c.is_alphanumeric() || matches!(c, '.' | '\''))
        .collect();
    let word: String = word.iter().rev().flat_map(|c| c.to_lowercase()).collect();
    let first = follows.split(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty()).unwrap_or_default();
    let starter = STARTERS.binary_search(&first.to_lowercase().as_str()).is_ok();
    let alone = before.iter().all(|(_, c)| c.is_whitespace() || c.is_numeric() || *c == '.');
    if word.is_empty() || alone {
        return false;
    }
    if CLOSING.binary_search(&word.as_str()).is_ok() {
        return starter;
    }
    let abbreviation = OPEN.binary_search(&word.as_str()).is_ok()
        || word.contains('.')
            && word.split('.').all(|part| part.chars().count() <= 2 && part.chars().all(char::is_alphabetic));
    let initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    !abbreviation && (!initial || starter)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        split(text).into_iter().map(|s| s.text).collect()
    }

    #[test]
    fn lists_are_sorted() {
        assert!(OPEN.is_sorted() && CLOSING.is_sorted() && STARTERS.is_sorted());
    }

    #[test]
    fn abbreviations_initials_and_numbers_do_not_end_a_sentence() {
        let text = "Mr. J. de Vries heeft o.g.v. art. 6:162 lid 1 BW gevorderd. Bouwbedrijf Van Loon B.V. betwist dat d.d. 3 mei 2020. \
                    De rechtbank (Rb. Den Haag) oordeelt als volgt.\n\n3. De beoordeling van het geschil\n\nIs dat zo? \"Ja.\" Dat is 3.500 euro.";
        assert_eq!(
            texts(text),
            [
                "Mr. J. de Vries heeft o.g.v. art. 6:162 lid 1 BW gevorderd.",
                "Bouwbedrijf Van Loon B.V. betwist dat d.d. 3 mei 2020.",
                "De rechtbank (Rb. Den Haag) oordeelt als volgt.",
                "3. De beoordeling van het geschil",
                "Is dat zo?",
                "\"Ja.\"",
                "Dat is 3.500 euro.",
            ]
        );
        assert_eq!(
            texts("Zij koopt van X B.V. De prijs is hoog."),
            ["Zij koopt van X B.V.", "De prijs is hoog."]
        );
    }

    proptest! {
        #[test]
        fn sentences_cover_the_text(text in "[A-Za-z0-9.!? \n\"é]{0,120}") {
            let chars: Vec<char> = text.chars().collect();
            let mut last = 0;
            for s in split(&text) {
                let cut: String = chars[s.range.start as usize..s.range.end as usize].iter().collect();
                prop_assert_eq!(cut.as_str(), s.text);
                prop_assert!(chars[last..s.range.start as usize].iter().all(|c| c.is_whitespace()));
                last = s.range.end as usize;
            }
            prop_assert!(chars[last..].iter().all(|c| c.is_whitespace()));
        }
    }
}
