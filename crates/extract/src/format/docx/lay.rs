//! A paragraph's text as a page has it, and which characters of the paragraph each of its characters
//! is. What cannot be quoted is left out: pictures, blank lines, white space at both ends of a line.

use legalmind_core::passage::{CharRange, Placed};
use legalmind_docx::{Line, OBJECT};
use unicode_normalization::{IsNormalized, char::canonical_combining_class, is_nfc_quick};

use crate::{
    block::Block,
    page::{count, is_text, nfc},
};

/// The paragraph as a block; empty where it says nothing.
pub fn laid(line: &Line) -> Block {
    let paragraph = u32::try_from(line.number).unwrap_or(u32::MAX);
    let mut laying = Laying { block: Block::default(), chars: 0, paragraph, waiting: Vec::new() };
    laying.number(line);
    let ahead = laying.chars;
    laying.text(&line.text);
    if laying.chars == ahead { Block::default() } else { laying.block }
}

/// Whether nothing in a text but its ends needs a look: most paragraphs are words and spaces.
fn is_plain(text: &str) -> bool {
    let plain = |c: char| c == ' ' || (!c.is_whitespace() && !is_left_out(c));
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
        || (text.chars().all(plain) && is_nfc_quick(text.chars()) == IsNormalized::Yes)
}

/// Pictures, and what is no text.
fn is_left_out(c: char) -> bool {
    !c.is_whitespace() && (!is_text(c) || c == OBJECT)
}

/// Where the first character that is kept stands, if it is an accent: it belongs to the letter before.
fn accent(text: &str, from: usize) -> Option<usize> {
    let (at, c) = text.get(from..)?.char_indices().find(|(_, c)| !is_left_out(*c))?;
    (canonical_combining_class(c) > 0).then_some(from + at)
}

struct Laying {
    block: Block,
    chars: u32,
    paragraph: u32,
    /// White space that counts once something comes behind it, by its place in the paragraph.
    waiting: Vec<(char, u32)>,
}

impl Laying {
    /// The number of the paragraph, of the note: they have no characters of their own.
    fn number(&mut self, line: &Line) {
        let note = line.note.as_ref().map(|note| format!("[{note}]"));
        for number in note.iter().chain(&line.label).map(|number| number.trim()).filter(|it| !it.is_empty()) {
            self.push(&format!("{} ", crate::page::one_line(number)), CharRange { start: 0, end: 0 });
        }
    }

    fn text(&mut self, text: &str) {
        if is_plain(text) {
            let kept = text.trim_start();
            let start = count(text).saturating_sub(count(kept));
            let kept = kept.trim_end();
            if !kept.is_empty() {
                self.push(kept, CharRange { start, end: start.saturating_add(count(kept)) });
            }
            return;
        }
        let ahead = self.chars;
        let mut word: Option<(usize, u32)> = None;
        // what is left out up to here stands between a letter and its accent
        let mut inside = 0;
        for (number, (at, c)) in (0_u32..).zip(text.char_indices()) {
            if !c.is_whitespace() && !is_left_out(c) {
                word = word.or(Some((at, number)));
                continue;
            }
            if word.is_some() && is_left_out(c) && at >= inside {
                inside = accent(text, at).unwrap_or_default();
            }
            if at < inside {
                continue;
            }
            self.word(word.take(), text, at, number);
            match c {
                '\n' | '\r' | '\u{b}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                    self.waiting = vec![('\n', number)]
                }
                c if c.is_whitespace() && is_text(c) || c == '\t' => self.waiting.push((c, number)),
                _ => {}
            }
            if self.chars == ahead {
                self.waiting.clear();
            }
        }
        self.word(word, text, text.len(), count(text));
    }

    /// A word that began there and ends here, with the white space before it.
    fn word(&mut self, began: Option<(usize, u32)>, text: &str, to: usize, end: u32) {
        let Some((from, start)) = began else { return };
        for (c, at) in std::mem::take(&mut self.waiting) {
            self.push(c.encode_utf8(&mut [0; 4]), CharRange { start: at, end: at.saturating_add(1) });
        }
        let word = text.get(from..to).unwrap_or_default();
        let kept: String = word.chars().filter(|c| !is_left_out(*c)).collect();
        self.push(&nfc(&kept), CharRange { start, end });
    }

    /// Puts characters behind what is there, and says which they are.
    fn push(&mut self, text: &str, at: CharRange) {
        let range = CharRange { start: self.chars, end: self.chars.saturating_add(count(text)) };
        self.block.text.push_str(text);
        self.chars = range.end;
        let same = |placed: &Placed| placed.range.len() == placed.at.len();
        let next = Placed { range, paragraph: self.paragraph, at };
        match self.block.placed.last_mut() {
            Some(last) if same(last) && same(&next) && last.at.end == at.start => {
                (last.range.end, last.at.end) = (range.end, at.end);
            }
            _ => self.block.placed.push(next),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(text: &str) -> Line {
        Line { number: 7, text: text.into(), ..Line::default() }
    }

    fn cut(text: &str, range: CharRange) -> String {
        text.chars().skip(range.start as usize).take(range.len() as usize).collect()
    }

    #[test]
    fn numbers_pictures_and_blank_lines() {
        let found = laid(&Line {
            label: Some("Artikel 1.".into()),
            ..line("  De \u{fffc}huur \n\n\tis  Cafe\u{301} ")
        });
        assert_eq!(found.text, "Artikel 1. De huur\n\tis  Café");
        let pairs: Vec<(String, String)> = found
            .placed
            .iter()
            .map(|it| (cut(&found.text, it.range), cut("  De \u{fffc}huur \n\n\tis  Cafe\u{301} ", it.at)))
            .collect();
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            pairs,
            [
                pair("Artikel 1. ", ""),
                pair("De ", "De "),
                pair("huur", "huur"),
                pair("\n\tis  ", "\n\tis  "),
                pair("Café", "Cafe\u{301}")
            ]
        );
        assert!(found.placed.iter().all(|it| it.paragraph == 7));
    }

    #[test]
    fn a_number_alone_is_nothing_and_a_note_has_its_number() {
        assert_eq!(laid(&Line { label: Some("1.".into()), ..line(" \u{fffc}\n") }), Block::default());
        assert_eq!(laid(&Line { note: Some("2".into()), ..line(" Zie HR.") }).text, "[2] Zie HR.");
    }

    #[test]
    fn an_accent_far_from_its_letter_belongs_to_it() {
        let text = format!("e{}\u{301}", "\u{fffc}".repeat(200_000));
        assert_eq!(laid(&line(&text)).text, "é");
    }

    proptest! {
        #[test]
        fn every_character_leads_to_itself(text in "[a-c \n\t\u{fffc}\u{301}\u{ad}é\u{7}\u{a0}]{0,60}") {
            let found = laid(&line(&text));
            let mut end = 0;
            for it in &found.placed {
                prop_assert_eq!(it.range.start, end);
                end = it.range.end;
                let (here, there) = (cut(&found.text, it.range), cut(&text, it.at));
                prop_assert_eq!(here, nfc(&there.chars().filter(|c| c.is_whitespace() || !is_left_out(*c)).collect::<String>()));
            }
            prop_assert_eq!(end, count(&found.text));
            let words = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace() && !is_left_out(*c)).collect() };
            prop_assert_eq!(nfc(&words(&found.text)), nfc(&words(&text)));
            prop_assert_eq!(crate::page::clean(&found.text), found.text.clone(), "nothing is left to clean");
            prop_assert!(!found.text.contains("\n\n") && found.text.trim() == found.text);
        }
    }
}
