//! Paragraphs of formats that have no pages, and the stretches they are put into.

use legalmind_core::passage::{CharRange, Page};

use crate::page::{clean, count};

/// The most characters of one stretch.
pub const STRETCH: u32 = 4_000;

/// A paragraph, heading, list item or table row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// The text, lines ended by `\n`.
    pub text: String,
    /// It is a heading.
    pub heading: bool,
    /// It belongs to the one before it: a row of the same table, an item of the same list. No
    /// blank line in between.
    pub tight: bool,
}

impl Block {
    /// A paragraph.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A heading.
    #[must_use]
    pub fn heading(text: impl Into<String>) -> Self {
        Self { text: text.into(), heading: true, tight: false }
    }

    /// A row or item that follows another.
    #[must_use]
    pub fn tight(text: impl Into<String>) -> Self {
        Self { text: text.into(), heading: false, tight: true }
    }
}

/// Puts groups of blocks (a sheet, a message) into pages. Each group starts a page; a page has
/// at most [`STRETCH`] characters and ends at the border of a block where it can. A heading stays
/// with what follows it.
#[must_use]
pub fn paginate(groups: Vec<Vec<Block>>) -> Vec<Page> {
    let mut pages = Vec::new();
    for group in groups {
        let mut stretch = Stretch::default();
        for block in group {
            let text = tidy(&block.text);
            if text.is_empty() {
                continue;
            }
            for (part, piece) in pieces(&text).into_iter().enumerate() {
                let block = Block { text: piece, heading: block.heading && part == 0, tight: block.tight };
                if !stretch.fits(&block) {
                    pages.extend(stretch.turn());
                }
                stretch.push(block);
            }
        }
        pages.extend(stretch.finish());
    }
    pages
}

#[derive(Default)]
struct Stretch {
    blocks: Vec<Block>,
    chars: u32,
}

impl Stretch {
    fn fits(&self, block: &Block) -> bool {
        self.blocks.is_empty() || self.chars.saturating_add(2).saturating_add(count(&block.text)) <= STRETCH
    }

    fn push(&mut self, block: Block) {
        self.chars = self.chars.saturating_add(count(&block.text)).saturating_add(2);
        self.blocks.push(block);
    }

    /// Ends a page; headings at its end go to the next one.
    fn turn(&mut self) -> Option<Page> {
        let kept = self.blocks.iter().rposition(|block| !block.heading).map_or(0, |at| at + 1);
        let over = if kept == 0 { Vec::new() } else { self.blocks.split_off(kept) };
        let page = std::mem::take(self).finish();
        for block in over {
            self.push(block);
        }
        page
    }

    fn finish(self) -> Option<Page> {
        let mut page = Page::default();
        let mut at = 0_u32;
        for block in self.blocks {
            if at > 0 {
                let gap = if block.tight { "\n" } else { "\n\n" };
                page.text.push_str(gap);
                at = at.saturating_add(count(gap));
            }
            let end = at.saturating_add(count(&block.text));
            if block.heading {
                page.headings.push(CharRange { start: at, end });
            }
            page.text.push_str(&block.text);
            at = end;
        }
        (at > 0).then_some(page)
    }
}

/// The text without spaces at line ends and without blank lines inside.
fn tidy(text: &str) -> String {
    let text = clean(text);
    let mut out = String::with_capacity(text.len());
    for line in text.lines().map(str::trim_end).skip_while(|line| line.is_empty()) {
        if !line.is_empty() {
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(line);
        }
    }
    out
}

/// Cuts a text that is longer than a stretch: at a line, else after a sentence, else at a space.
fn pieces(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((limit, _)) = rest.char_indices().nth(STRETCH as usize) {
        let (head, _) = rest.split_at(limit);
        let half = limit / 2;
        let cut = [head.rfind('\n'), head.rfind(". ").map(|at| at + 1), head.rfind(' ')]
            .into_iter()
            .flatten()
            .find(|&at| at > half)
            .unwrap_or(limit);
        let (piece, tail) = rest.split_at(cut);
        out.push(piece.trim_end().to_owned());
        rest = tail.trim_start();
    }
    if !rest.is_empty() {
        out.push(rest.to_owned());
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_heading_goes_with_its_text() {
        let filler = "woord ".repeat(600);
        let blocks =
            vec![Block::text(filler), Block::heading("Artikel 2"), Block::text("De huur. ".repeat(80))];
        let pages = paginate(vec![blocks]);
        assert_eq!(pages.len(), 2);
        assert!(pages[1].text.starts_with("Artikel 2\n\nDe huur."));
        assert_eq!(pages[1].headings, vec![CharRange { start: 0, end: 9 }]);
    }

    #[test]
    fn rows_are_lines_and_groups_are_pages() {
        let rows = vec![Block::text("a\tb"), Block::tight("c\td")];
        let pages = paginate(vec![rows, vec![Block::text("  \n x \n\n y ")]]);
        assert_eq!(pages[0].text, "a\tb\nc\td");
        assert_eq!(pages[1].text, " x\n y");
    }

    proptest! {
        #[test]
        fn no_word_is_lost_and_no_page_is_too_long(words in prop::collection::vec("[a-zé]{1,12}", 1..3000)) {
            let pages = paginate(vec![vec![Block::text(words.join(" "))]]);
            prop_assert!(pages.iter().all(|page| count(&page.text) <= STRETCH));
            let back: Vec<&str> = pages.iter().flat_map(|page| page.text.split_whitespace()).collect();
            prop_assert_eq!(back, words.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }
}
