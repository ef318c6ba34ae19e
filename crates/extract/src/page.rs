//! Building a [`Page`]: text in one form, and every word's range in it.

use legalmind_core::passage::{CharRange, Origin, Page, Quad, Word};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// What separates a word from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Nothing: it is the first of the page.
    None,
    /// A space.
    Space,
    /// A new line in the same block.
    Line,
    /// A blank line: a new block.
    Block,
}

impl Gap {
    const fn as_str(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Space => " ",
            Self::Line => "\n",
            Self::Block => "\n\n",
        }
    }
}

/// Collects words into a page.
#[derive(Debug, Default)]
pub struct Builder {
    page: Page,
    chars: u32,
}

impl Builder {
    /// A page of this size in points.
    #[must_use]
    pub fn new(size: (f32, f32)) -> Self {
        Self { page: Page { size, ..Page::default() }, chars: 0 }
    }

    /// Adds a word with its place; gives its range.
    pub fn word(&mut self, gap: Gap, text: &str, quad: Quad) -> CharRange {
        if self.chars > 0 {
            self.push(gap.as_str());
        }
        let start = self.chars;
        self.push(&nfc(text));
        let range = CharRange { start, end: self.chars };
        self.page.words.push(Word { range, quad });
        range
    }

    /// Says that these characters are a heading.
    pub fn heading(&mut self, range: CharRange) {
        self.page.headings.push(range);
    }

    /// The page.
    #[must_use]
    pub fn finish(self) -> Page {
        self.page
    }

    fn push(&mut self, text: &str) {
        self.page.text.push_str(text);
        self.chars = self.chars.saturating_add(count(text));
    }
}

/// How many characters, as a range counts them.
#[must_use]
pub fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// The text in composed form; most text is so already.
#[must_use]
pub fn nfc(text: &str) -> String {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text.to_owned(),
        _ => text.nfc().collect(),
    }
}

/// Takes out what is no text: control characters, marks of byte order, non-characters. Line
/// ends become `\n`, tabs stay.
#[must_use]
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' => out.push('\n'),
            '\u{0b}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\n' | '\t' => out.push(c),
            _ if is_text(c) => out.push(c),
            _ => {}
        }
    }
    nfc(&out)
}

/// Whether a character is text a person can have written.
#[must_use]
pub fn is_text(c: char) -> bool {
    let code = u32::from(c);
    !(c.is_control() || c == '\u{feff}' || code & 0xfffe == 0xfffe || (0xfdd0..=0xfdef).contains(&code))
}

/// The text on one line.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name of a file inside a file: without folders, control characters and tricks.
#[must_use]
pub fn tidy(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|c| is_text(*c) && !is_direction(*c)).take(180).collect();
    one_line(&plain).trim_matches('.').trim().to_owned()
}

/// Marks that turn the direction of writing and make a name look like another.
const fn is_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}')
}

/// Makes a page that came out of the child safe to store: whatever does not fit is left out.
#[must_use]
pub fn checked(mut page: Page) -> Page {
    let cleaned = clean(&page.text);
    if cleaned != page.text {
        page.text = cleaned;
        page.words.clear();
        page.headings.clear();
        page.origin = None;
    }
    let end = count(&page.text);
    let mut last = 0;
    page.words.retain(|word| {
        let fits = word.range.start >= last && word.range.start < word.range.end && word.range.end <= end;
        if fits {
            last = word.range.end;
        }
        fits
    });
    for word in &mut page.words {
        word.quad = inside(word.quad);
    }
    page.headings.retain(|range| range.start < range.end && range.end <= end);
    let sane = |length: f32| if length.is_finite() { length.clamp(0.0, 20_000.0) } else { 0.0 };
    page.size = (sane(page.size.0), sane(page.size.1));
    page.confidence = page.confidence.map(|confidence| confidence.min(100));
    page.origin = page.origin.filter(|origin| holds(origin, end));
    page
}

/// The longest name of a part.
const LONGEST_PART: usize = 1_000;

/// Whether the places of a page can be: in order, within its text and named.
fn holds(origin: &Origin, end: u32) -> bool {
    let named = (1..=LONGEST_PART).contains(&origin.part.len()) && origin.part.chars().all(is_text);
    let mut last = 0;
    named
        && origin.placed.iter().all(|placed| {
            let fits = last <= placed.range.start && placed.range.start < placed.range.end;
            last = placed.range.end;
            fits && last <= end && placed.at.start <= placed.at.end
        })
}

/// The part of a rectangle that is on the page.
#[must_use]
pub fn inside(quad: Quad) -> Quad {
    let unit = |value: f32| if value.is_finite() { value.clamp(0.0, 1.0) } else { 0.0 };
    let (x, y) = (unit(quad.x), unit(quad.y));
    let (right, bottom) = (unit(quad.x + quad.w), unit(quad.y + quad.h));
    Quad { x, y, w: (right - x).max(0.0), h: (bottom - y).max(0.0) }
}

#[cfg(test)]
mod tests {
    use legalmind_core::passage::Placed;

    use super::*;

    const QUAD: Quad = Quad { x: 0.1, y: 0.1, w: 0.1, h: 0.1 };

    #[test]
    fn ranges_count_characters_of_the_composed_text() {
        let mut page = Builder::new((100.0, 100.0));
        page.word(Gap::None, "Cafe\u{301}", QUAD);
        let range = page.word(Gap::Block, "één", QUAD);
        let page = page.finish();
        assert_eq!(page.text, "Café\n\néén");
        assert_eq!((range.start, range.end), (6, 9));
    }

    #[test]
    fn a_lying_page_is_put_right() {
        let word = |start, end, quad| Word { range: CharRange { start, end }, quad };
        let placed = Placed {
            range: CharRange { start: 0, end: 1 },
            paragraph: 0,
            at: CharRange { start: 0, end: 1 },
        };
        let origin = |part: &str| Origin { part: part.into(), placed: vec![placed] };
        assert!(holds(&origin("word/document.xml"), 1));
        assert!(!holds(&origin("word/\u{7}.xml"), 1) && !holds(&origin(""), 1));
        let page = Page {
            text: "abc".into(),
            words: vec![
                word(0, 2, Quad { x: f32::NAN, y: -3.0, w: 9.0, h: f32::INFINITY }),
                word(1, 3, QUAD),
                word(2, 90, QUAD),
            ],
            headings: vec![CharRange { start: 2, end: 9 }],
            size: (f32::NAN, 1e9),
            confidence: Some(200),
            origin: Some(Origin {
                part: "word/document.xml".into(),
                placed: vec![Placed { range: CharRange { start: 2, end: 9 }, ..placed }],
            }),
            ..Page::default()
        };
        let page = checked(page);
        assert_eq!(page.words.len(), 1);
        assert!(page.words.iter().all(|word| word.quad.w <= 1.0 && word.quad.x >= 0.0));
        assert!(page.headings.is_empty() && page.origin.is_none());
        assert_eq!(page.size, (0.0, 20_000.0));
        assert_eq!(page.confidence, Some(100));
    }

    #[test]
    fn control_characters_leave_and_line_ends_are_one() {
        assert_eq!(clean("a\r\nb\rc\u{0}\u{feff}\u{7}\td"), "a\nb\nc\td");
    }

    #[test]
    fn names_lose_folders_and_tricks() {
        assert_eq!(tidy("../../etc/passwd"), "passwd");
        assert_eq!(tidy("C:\\x\\fac\u{202e}tuur.pdf"), "factuur.pdf");
        assert_eq!(tidy("..\n"), "");
    }
}
