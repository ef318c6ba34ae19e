//! Where on a page a stretch of text stands: one quad per line, from the stored places of words.
//!
//! The viewer draws these over the page. Where they would be a guess (the format has no places,
//! or the words do not cover the text) nothing is marked: a mark in the wrong place is worse than
//! none.

use legalmind_core::passage::{CharRange, Page, Quad, Word};

/// What is marked on one page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    /// The place is sure; when it is not, `quads` is empty and the quote is shown instead.
    pub sure: bool,
    /// One quad per line or part of a line, in reading order, as fractions of the page.
    pub quads: Vec<Quad>,
}

/// Of the letters and digits in the range, the part that words with a place must cover before
/// the place is called sure, in percent.
const COVERED_PERCENT: usize = 90;
/// Two words stand on one line when they share at least this part of the lower one's height.
const SAME_LINE: f32 = 0.5;
/// A gap wider than this many line heights is a column's or a table's, not a space.
const WIDE_GAP: f32 = 4.0;

/// The marks of `range` on `page`.
#[must_use]
pub fn marks(page: &Page, range: CharRange) -> Marks {
    let hit: Vec<&Word> = page.words.iter().filter(|word| overlaps(word.range, range)).collect();
    if hit.is_empty() || !covered(page, range, &hit) || !hit.iter().all(|word| on_page(word.quad)) {
        return Marks::default();
    }
    Marks { sure: true, quads: lines(&hit, page.size) }
}

const fn overlaps(a: CharRange, b: CharRange) -> bool {
    a.start < b.end && b.start < a.end
}

fn on_page(quad: Quad) -> bool {
    let part = -0.01..=1.01;
    quad.w > 0.0
        && quad.h > 0.0
        && [quad.x, quad.y, quad.x + quad.w, quad.y + quad.h].iter().all(|edge| part.contains(edge))
}

/// Whether the words found carry (nearly) all letters and digits of the range.
fn covered(page: &Page, range: CharRange, words: &[&Word]) -> bool {
    let (mut all, mut placed) = (0_usize, 0_usize);
    let mut words = words.iter().peekable();
    for (at, c) in (0_u32..).zip(page.text.chars()).skip(range.start as usize).take(range.len() as usize) {
        if !c.is_alphanumeric() {
            continue;
        }
        all = all.saturating_add(1);
        while words.peek().is_some_and(|word| word.range.end <= at) {
            words.next();
        }
        if words.peek().is_some_and(|word| word.range.start <= at) {
            placed = placed.saturating_add(1);
        }
    }
    all > 0 && placed.saturating_mul(100) >= all.saturating_mul(COVERED_PERCENT)
}

/// Joins words into one quad per line: as long as the next word follows on the same line.
fn lines(words: &[&Word], size: (f32, f32)) -> Vec<Quad> {
    let mut quads: Vec<Quad> = Vec::new();
    for word in words {
        match quads.last_mut() {
            Some(line) if follows(*line, word.quad, size) => *line = around(*line, word.quad),
            _ => quads.push(word.quad),
        }
    }
    quads
}

fn follows(line: Quad, word: Quad, (width, height): (f32, f32)) -> bool {
    let shared = (line.y + line.h).min(word.y + word.h) - line.y.max(word.y);
    // fractions of width and of height are compared in points
    let ratio = if width > 0.0 && height > 0.0 { height / width } else { 1.414 };
    let gap = word.x - (line.x + line.w);
    let room = WIDE_GAP * line.h.max(word.h) * ratio;
    shared >= SAME_LINE * line.h.min(word.h) && word.x + word.w >= line.x + line.w && gap <= room
}

fn around(a: Quad, b: Quad) -> Quad {
    let (x, y) = (a.x.min(b.x), a.y.min(b.y));
    let (right, bottom) = ((a.x + a.w).max(b.x + b.w), (a.y + a.h).max(b.y + b.h));
    Quad { x, y, w: right - x, h: bottom - y }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn word(start: u32, end: u32, x: f32, y: f32, w: f32) -> Word {
        Word { range: CharRange { start, end }, quad: Quad { x, y, w, h: 0.02 } }
    }

    /// "De huurder betaalt" on one line, "de huur." on the next.
    fn page() -> Page {
        Page {
            text: "De huurder betaalt\nde huur.".into(),
            words: vec![
                word(0, 2, 0.1, 0.1, 0.03),
                word(3, 10, 0.14, 0.1, 0.1),
                word(11, 18, 0.25, 0.102, 0.1),
                word(19, 21, 0.1, 0.13, 0.03),
                word(22, 27, 0.14, 0.13, 0.06),
            ],
            size: (595.0, 842.0),
            ..Page::default()
        }
    }

    fn near(a: f32, b: f32) -> bool {
        (a - b).abs() < 1e-4
    }

    #[test]
    fn a_range_over_two_lines_is_two_quads() {
        let marks = marks(&page(), CharRange { start: 3, end: 27 });
        assert!(marks.sure);
        assert_eq!(marks.quads.len(), 2);
        assert!(near(marks.quads[0].x, 0.14) && near(marks.quads[0].w, 0.21));
        assert!(near(marks.quads[1].x, 0.1) && near(marks.quads[1].w, 0.1));
    }

    #[test]
    fn a_part_of_a_word_marks_the_word() {
        let marks = marks(&page(), CharRange { start: 4, end: 6 });
        assert_eq!(marks.quads.len(), 1);
        assert!(near(marks.quads[0].x, 0.14));
    }

    #[test]
    fn no_words_or_too_few_words_mark_nothing() {
        let bare = Page { words: Vec::new(), ..page() };
        assert_eq!(marks(&bare, CharRange { start: 0, end: 18 }), Marks::default());
        let mut holes = page();
        holes.words.remove(1);
        assert_eq!(marks(&holes, CharRange { start: 0, end: 18 }), Marks::default());
        assert_eq!(marks(&page(), CharRange { start: 2, end: 3 }), Marks::default(), "a space is no place");
        assert_eq!(marks(&page(), CharRange { start: 90, end: 99 }), Marks::default());
    }

    #[test]
    fn words_in_two_columns_are_two_quads() {
        let mut columns = page();
        columns.words[2].quad.x = 0.6;
        assert_eq!(marks(&columns, CharRange { start: 3, end: 18 }).quads.len(), 2);
    }

    #[test]
    fn a_place_outside_the_page_is_not_sure() {
        let mut odd = page();
        odd.words[1].quad.x = 3.0;
        assert!(!marks(&odd, CharRange { start: 0, end: 18 }).sure);
    }

    proptest! {
        #[test]
        fn any_range_is_answered_and_stays_on_the_page(start in 0_u32..40, len in 0_u32..40) {
            let found = marks(&page(), CharRange { start, end: start + len });
            prop_assert_eq!(found.sure, !found.quads.is_empty());
            for quad in found.quads {
                prop_assert!(quad.x >= 0.0 && quad.x + quad.w <= 1.0 && quad.y + quad.h <= 1.0);
            }
        }
    }
}
