//! The fold of a text: its characters in loose form, each with its place in the original.

use unicode_normalization::UnicodeNormalization;

use legalmind_core::CharRange;

/// What happens to white space in a fold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spaces {
    /// A run becomes one space; at the ends it goes.
    One,
    /// It goes altogether.
    None,
}

/// A folded text with the way back to the original.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// For each byte of `text` the character of the original that it came from.
    origin: Vec<u32>,
}

impl Folded {
    /// The folded text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The range in the original, in characters, of a range of bytes of the folded text.
    #[must_use]
    pub fn original(&self, start: usize, end: usize) -> Option<CharRange> {
        let last = end.checked_sub(1).filter(|last| *last >= start)?;
        let (first, last) = (*self.origin.get(start)?, *self.origin.get(last)?);
        Some(CharRange { start: first, end: last.saturating_add(1) })
    }

    fn push(&mut self, c: char, origin: u32) {
        self.text.push(c);
        self.origin.resize(self.text.len(), origin);
    }

    fn push_str(&mut self, text: &str, origin: u32) {
        self.text.push_str(text);
        self.origin.resize(self.text.len(), origin);
    }
}

/// The loose form of a text: lower case, canonically decomposed, soft hyphens and hyphens
/// between letters gone together with the line's end behind them, white space as `spaces`
/// says, one shape of quotation mark and of dash, ligatures opened. Accents stay: `één` is not
/// `een`.
#[must_use]
pub fn fold(text: &str, spaces: Spaces) -> Folded {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Folded { text: String::with_capacity(text.len()), origin: Vec::with_capacity(text.len()) };
    let mut gap: Option<u32> = None;
    let mut at = 0_usize;
    while let Some(&c) = chars.get(at) {
        let origin = u32::try_from(at).unwrap_or(u32::MAX);
        if let Some(next) = after_hyphen(&chars, at) {
            at = next;
            continue;
        }
        at += 1;
        if is_invisible(c) {
            continue;
        }
        if c.is_whitespace() {
            gap = gap.or(Some(origin));
            continue;
        }
        if let Some(place) = gap.take()
            && spaces == Spaces::One
            && !out.text.is_empty()
        {
            out.push(' ', place);
        }
        put(&mut out, c, origin);
    }
    out
}

/// If a hyphen between two letters stands at `at`, the place of the second letter.
fn after_hyphen(chars: &[char], at: usize) -> Option<usize> {
    let before = at.checked_sub(1).and_then(|i| chars.get(i))?;
    if !is_dash(*chars.get(at)?) || !before.is_alphabetic() {
        return None;
    }
    let gap = chars.get(at + 1..)?.iter().take_while(|c| c.is_whitespace() || is_invisible(**c)).count();
    let next = at + 1 + gap;
    chars.get(next).filter(|c| c.is_alphabetic()).map(|_| next)
}

fn put(out: &mut Folded, c: char, origin: u32) {
    match c {
        'a'..='z' | '0'..='9' => out.push(c, origin),
        'A'..='Z' => out.push(c.to_ascii_lowercase(), origin),
        '\u{ab}'
        | '\u{bb}'
        | '\u{2018}'..='\u{201f}'
        | '\u{2032}'..='\u{2036}'
        | '\u{2039}'
        | '\u{203a}'
        | '"'
        | '`'
        | '\u{b4}' => out.push('\'', origin),
        '\u{2026}' => out.push_str("...", origin),
        'ﬀ' => out.push_str("ff", origin),
        'ﬁ' => out.push_str("fi", origin),
        'ﬂ' => out.push_str("fl", origin),
        'ﬃ' => out.push_str("ffi", origin),
        'ﬄ' => out.push_str("ffl", origin),
        'ﬅ' | 'ﬆ' => out.push_str("st", origin),
        'ĳ' | 'Ĳ' => out.push_str("ij", origin),
        _ if is_dash(c) => out.push('-', origin),
        _ => c.to_lowercase().nfd().for_each(|c| out.push(c, origin)),
    }
}

const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// Characters that show nothing: soft hyphen, zero-width and direction marks, control
/// characters that are not white space.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        || (c.is_control() && !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn line_ends_hyphens_quotes_and_case_fold_to_one_form() {
        let a = fold("De huurovereen-\nkomst\u{ad}  tussen “Partijen” – A", Spaces::One);
        let b = fold("de huurovereenkomst tussen 'partijen' - a", Spaces::One);
        assert_eq!(a.as_str(), b.as_str());
        assert_eq!(fold("a b\n c", Spaces::None).as_str(), "abc");
        assert_ne!(fold("één", Spaces::One).as_str(), fold("een", Spaces::One).as_str());
        assert_eq!(fold("één", Spaces::One).as_str(), fold("e\u{301}e\u{301}n", Spaces::One).as_str());
    }

    #[test]
    fn a_fold_leads_back_to_the_original() {
        let text = "X  ﬁnanciële “zaak”";
        let folded = fold(text, Spaces::One);
        let at = folded.as_str().find("financie").expect("there");
        assert_eq!(folded.original(at, at + 4), Some(CharRange { start: 3, end: 6 }));
    }

    proptest! {
        #[test]
        fn every_place_of_a_fold_lies_in_the_text(text in "\\PC{0,60}") {
            let folded = fold(&text, Spaces::One);
            let chars = u32::try_from(text.chars().count()).expect("small");
            for (at, c) in folded.as_str().char_indices() {
                let range = folded.original(at, at + c.len_utf8()).expect("mapped");
                prop_assert!(range.start < range.end && range.end <= chars);
            }
        }
    }
}
