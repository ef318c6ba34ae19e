//! From characters to words and pieces of lines.

use super::glyph::{Glyphs, Mark, Rect};

/// A gap of this many line heights inside a line sets two pieces apart (a column, a table cell).
const WIDE: f32 = 1.8;

/// A gap of this many line heights without a space is a space that was not written.
const UNWRITTEN: f32 = 0.6;

/// A word.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// Its characters.
    pub text: String,
    /// Its place.
    pub rect: Rect,
}

/// A line, or the piece of one that stands in one column.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its words.
    pub words: Vec<Word>,
    /// Its place.
    pub rect: Rect,
    /// The height of its letters' boxes.
    pub height: f32,
    /// It is bold from begin to end.
    pub bold: bool,
    /// How many characters.
    pub chars: usize,
}

impl Line {
    /// Whether another piece stands beside this one.
    pub fn beside(&self, other: &Self) -> bool {
        let overlap = self.rect.y1.min(other.rect.y1) - self.rect.y0.max(other.rect.y0);
        overlap > 0.5 * self.rect.height().min(other.rect.height())
    }

    /// Whether both share a stretch of the page's width.
    pub fn over(&self, other: &Self) -> bool {
        self.rect.x0 < other.rect.x1 && other.rect.x0 < self.rect.x1
    }

    /// The middle of its height.
    pub fn middle(&self) -> f32 {
        (self.rect.y0 + self.rect.y1) / 2.0
    }
}

/// The pieces of lines on a page, in the order of the file.
pub fn lines(glyphs: &Glyphs<'_>) -> Vec<Line> {
    let mut builder = Builder::default();
    for (at, mark) in glyphs.marks.iter().enumerate() {
        match *mark {
            Mark::Glyph(c, rect) => builder.glyph(at, c, rect, glyphs),
            Mark::Space => builder.word(),
            Mark::Break => builder.line(glyphs),
        }
    }
    builder.line(glyphs);
    builder.lines
}

#[derive(Default)]
struct Builder {
    lines: Vec<Line>,
    words: Vec<Word>,
    text: String,
    rect: Rect,
    last: Option<Rect>,
    first_mark: usize,
    last_mark: usize,
    heights: f32,
    chars: usize,
}

impl Builder {
    fn glyph(&mut self, at: usize, c: char, rect: Rect, glyphs: &Glyphs<'_>) {
        if let Some(last) = self.last {
            let height = last.height().max(rect.height()).max(1.0);
            let gap = rect.x0 - last.x1;
            // lines set close overlap a little
            let level = ((rect.y0 + rect.y1) - (last.y0 + last.y1)).abs() < height;
            // after a hyphen the library does not say that the line ends
            let next_line = !level && rect.x1 < last.x0;
            if level && gap > WIDE * height || next_line {
                self.line(glyphs);
            } else if level && gap > UNWRITTEN * height {
                self.word();
            }
        }
        if self.words.is_empty() && self.text.is_empty() {
            self.first_mark = at;
        }
        self.rect = if self.text.is_empty() { rect } else { self.rect.with(&rect) };
        self.text.push(c);
        self.last = Some(rect);
        self.last_mark = at;
        self.heights += rect.height();
        self.chars += 1;
    }

    fn word(&mut self) {
        if !self.text.is_empty() {
            self.words.push(Word { text: std::mem::take(&mut self.text), rect: self.rect });
        }
    }

    fn line(&mut self, glyphs: &Glyphs<'_>) {
        self.word();
        let words = std::mem::take(&mut self.words);
        if let Some(first) = words.first() {
            let rect = words.iter().fold(first.rect, |rect, word| rect.with(&word.rect));
            let height = self.heights / self.chars.max(1) as f32;
            let bold = (glyphs.bold)(self.first_mark) && (glyphs.bold)(self.last_mark);
            self.lines.push(Line { words, rect, height, bold, chars: self.chars });
        }
        (self.last, self.heights, self.chars) = (None, 0.0, 0);
    }
}
