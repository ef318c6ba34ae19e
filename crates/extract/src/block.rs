//! Paragraphs of formats that have no pages, and the stretches they are put into.

use legalmind_core::passage::{CharRange, Origin, Page, Placed};

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
    /// Where its characters stand in a Word file; its text is then tidy already.
    pub placed: Vec<Placed>,
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
        Self { text: text.into(), heading: true, ..Self::default() }
    }

    /// A row or item that follows another.
    #[must_use]
    pub fn tight(text: impl Into<String>) -> Self {
        Self { text: text.into(), tight: true, ..Self::default() }
    }

    /// Several on one line, with this between them.
    #[must_use]
    pub fn line(gap: &str, cells: impl IntoIterator<Item = Self>) -> Self {
        let mut line = Self::default();
        let mut at = 0_u32;
        for cell in cells {
            if at > 0 {
                line.text.push_str(gap);
                at = at.saturating_add(count(gap));
            }
            line.placed.extend(cell.placed.iter().map(|placed| shifted(placed, at)));
            line.text.push_str(&cell.text);
            at = at.saturating_add(count(&cell.text));
        }
        line
    }

    fn tidied(self) -> Self {
        if self.placed.is_empty() { Self { text: tidy(&self.text), ..self } } else { self }
    }

    /// Cuts one that is longer than a page.
    fn pieces(self) -> Vec<Self> {
        if self.text.chars().nth(STRETCH as usize).is_none() {
            return if self.text.is_empty() { Vec::new() } else { vec![self] };
        }
        let piece = |(part, (range, text)): (usize, (CharRange, &str))| {
            let first = self.placed.partition_point(|placed| placed.range.end <= range.start);
            let here = self.placed.iter().skip(first).take_while(|placed| placed.range.start < range.end);
            Self {
                text: text.to_owned(),
                heading: self.heading && part == 0,
                tight: self.tight,
                placed: here.filter_map(|placed| placed.within(range)).collect(),
            }
        };
        pieces(&self.text).into_iter().enumerate().map(piece).collect()
    }
}

fn shifted(placed: &Placed, by: u32) -> Placed {
    let CharRange { start, end } = placed.range;
    Placed { range: CharRange { start: start.saturating_add(by), end: end.saturating_add(by) }, ..*placed }
}

/// Blocks that belong together: a sheet, a message, a part of a Word file.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// The part of a Word file.
    pub part: Option<String>,
    /// In their order.
    pub blocks: Vec<Block>,
}

impl From<Vec<Block>> for Group {
    fn from(blocks: Vec<Block>) -> Self {
        Self { part: None, blocks }
    }
}

/// Puts groups of blocks into pages. Each group starts a page; a page has at most [`STRETCH`]
/// characters and ends at the border of a block where it can. A heading stays with what follows it.
#[must_use]
pub fn paginate(groups: Vec<impl Into<Group>>) -> Vec<Page> {
    let mut pages = Vec::new();
    for group in groups {
        let group: Group = group.into();
        let first = pages.len();
        let mut stretch = Stretch::default();
        for block in group.blocks.into_iter().flat_map(|block| block.tidied().pieces()) {
            if !stretch.fits(&block) {
                pages.extend(stretch.turn());
            }
            stretch.push(block);
        }
        pages.extend(stretch.finish());
        for page in pages.iter_mut().skip(first) {
            match (&mut page.origin, &group.part) {
                (Some(origin), Some(part)) => origin.part.clone_from(part),
                _ => page.origin = None,
            }
        }
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
            let placed = block.placed.iter().map(|placed| shifted(placed, at));
            page.origin.get_or_insert_with(Origin::default).placed.extend(placed);
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
fn pieces(text: &str) -> Vec<(CharRange, &str)> {
    let mut out = Vec::new();
    let mut rest = text;
    let mut start = 0_u32;
    while let Some((limit, _)) = rest.char_indices().nth(STRETCH as usize) {
        let (head, _) = rest.split_at(limit);
        let half = limit / 2;
        let cut = [head.rfind('\n'), head.rfind(". ").map(|at| at + 1), head.rfind(' ')]
            .into_iter()
            .flatten()
            .find(|&at| at > half)
            .unwrap_or(limit);
        let (piece, tail) = rest.split_at(cut);
        let kept = piece.trim_end();
        out.push((CharRange { start, end: start.saturating_add(count(kept)) }, kept));
        rest = tail.trim_start();
        let white = tail.get(..tail.len() - rest.len()).unwrap_or_default();
        start = start.saturating_add(count(piece)).saturating_add(count(white));
    }
    if !rest.is_empty() {
        out.push((CharRange { start, end: start.saturating_add(count(rest)) }, rest));
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

    #[test]
    fn pages_of_a_word_file_keep_their_places() {
        let text = "woord ".repeat(1500).trim_end().to_owned();
        let range = CharRange { start: 0, end: count(&text) };
        let block = |text: &str, paragraph, range| Block {
            placed: vec![Placed { range, paragraph, at: range }],
            ..Block::text(text)
        };
        let blocks = vec![block("Kop", 0, CharRange { start: 0, end: 3 }), block(&text, 1, range)];
        let pages = paginate(vec![Group { part: Some("word/document.xml".into()), blocks }]);
        assert!(pages.len() > 2);
        let whole = |page: &Page| CharRange { start: 0, end: count(&page.text) };
        assert_eq!(pages[0].places(whole(&pages[0]))[0].paragraph, 0, "a long paragraph begins a page");
        let mut end = 0;
        for page in pages.iter().skip(1) {
            let whole = whole(page);
            let places = page.places(whole);
            let last = places.last().expect("a place");
            assert_eq!((last.part.as_str(), last.paragraph), ("word/document.xml", 1));
            assert!(last.start >= end && last.end - last.start <= whole.len());
            let same = CharRange { start: last.start, end: last.end }.of(&text).expect("there");
            assert!(page.text.ends_with(same));
            end = last.end;
        }
        assert_eq!(end, range.end);
        assert!(paginate(vec![vec![Block::text("los")]])[0].origin.is_none());
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
