//! From lines to a page of text: blocks, headings, and each word's place.

use legalmind_core::passage::{CharRange, Page, Quad};

use super::{
    column,
    glyph::{Glyphs, Rect},
    line::{Line, lines},
};
use crate::page::{Builder, Gap, inside};

/// A heading has no more characters than this.
const LONGEST_HEADING: usize = 160;

/// How much larger than the running text a heading is.
const LARGER: f32 = 1.12;

/// The page's text with its words.
pub fn page(glyphs: &Glyphs<'_>) -> Page {
    let lines = lines(glyphs);
    let order: Vec<&Line> = column::order(&lines).into_iter().filter_map(|index| lines.get(index)).collect();
    let body = Body::of(&order);
    let mut builder = Builder::new(glyphs.size);
    let mut block: Vec<(&Line, CharRange)> = Vec::new();
    for (at, line) in order.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| order.get(at));
        let gap = before.map_or(Gap::None, |before| body.gap(before, line, order.get(at + 1).copied()));
        if gap == Gap::Block {
            body.head(&block, &mut builder);
            block.clear();
        }
        if let Some(range) = add(&mut builder, gap, line, glyphs.size) {
            block.push((line, range));
        }
    }
    body.head(&block, &mut builder);
    builder.finish()
}

/// Adds the words of a line; gives their range.
fn add(builder: &mut Builder, gap: Gap, line: &Line, size: (f32, f32)) -> Option<CharRange> {
    let mut range: Option<CharRange> = None;
    for (at, word) in line.words.iter().enumerate() {
        let gap = if at == 0 { gap } else { Gap::Space };
        let end = builder.word(gap, &word.text, quad(&word.rect, size));
        range = Some(CharRange { start: range.map_or(end.start, |range| range.start), end: end.end });
    }
    range
}

fn quad(rect: &Rect, (width, height): (f32, f32)) -> Quad {
    let (width, height) = (width.max(1.0), height.max(1.0));
    inside(Quad {
        x: rect.x0 / width,
        y: rect.y0 / height,
        w: (rect.x1 - rect.x0) / width,
        h: (rect.y1 - rect.y0) / height,
    })
}

/// What the running text of a page looks like.
struct Body {
    height: f32,
    bold: bool,
    /// From line to line.
    pitch: f32,
}

impl Body {
    fn of(lines: &[&Line]) -> Self {
        let mut heights: Vec<(f32, usize)> = lines.iter().map(|line| (line.height, line.chars)).collect();
        heights.sort_by(|a, b| a.0.total_cmp(&b.0));
        let all: usize = heights.iter().map(|(_, chars)| chars).sum();
        let mut seen = 0;
        let middle = heights.iter().find(|(_, chars)| {
            seen += chars;
            seen * 2 >= all
        });
        let height = middle.map_or(10.0, |(height, _)| *height).max(1.0);
        let bold: usize = lines.iter().filter(|line| line.bold).map(|line| line.chars).sum();
        let mut pitches: Vec<f32> = lines
            .iter()
            .zip(lines.iter().skip(1))
            .filter(|(a, b)| a.over(b) && !a.beside(b))
            .map(|(a, b)| b.rect.y1 - a.rect.y1)
            .filter(|pitch| *pitch > 0.5 * height && *pitch < 3.0 * height)
            .collect();
        pitches.sort_by(f32::total_cmp);
        let usual = pitches.get(pitches.len() * 3 / 10).copied().unwrap_or(height);
        Self { height, bold: bold * 2 > all, pitch: usual.max(height) }
    }

    /// What separates a line from the one read before it.
    fn gap(&self, a: &Line, b: &Line, next: Option<&Line>) -> Gap {
        if a.beside(b) && b.rect.x0 >= a.rect.x1 - 0.3 * a.height {
            return Gap::Space;
        }
        let pitch = b.rect.y1 - a.rect.y1;
        let other = a.height.max(b.height) > 1.15 * a.height.min(b.height).max(1.0) || a.bold != b.bold;
        let indent = b.rect.x0 > a.rect.x0 + 1.2 * self.height
            && next.is_some_and(|next| {
                (next.rect.x0 - a.rect.x0).abs() < 0.5 * self.height && next.rect.y0 > b.rect.y0
            });
        if pitch <= 0.0 || pitch > 1.3 * self.pitch.max(b.height) || !a.over(b) || other || indent {
            Gap::Block
        } else {
            Gap::Line
        }
    }

    /// Says that a block is a heading, if it looks like one: short, and larger or bolder than
    /// the running text.
    fn head(&self, block: &[(&Line, CharRange)], builder: &mut Builder) {
        let (Some((_, first)), Some((_, last))) = (block.first(), block.last()) else { return };
        let chars: usize = block.iter().map(|(line, _)| line.chars).sum();
        let large = block.iter().all(|(line, _)| line.height >= LARGER * self.height);
        let bold = !self.bold && block.iter().all(|(line, _)| line.bold);
        let letters = block
            .iter()
            .flat_map(|(line, _)| &line.words)
            .any(|word| word.text.chars().any(char::is_alphabetic));
        if block.len() <= 3 && chars <= LONGEST_HEADING && letters && (large || bold) {
            builder.heading(CharRange { start: first.start, end: last.end });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::pdf::glyph::Mark;

    /// Marks of a text whose letters are 5 wide and 10 high, at this place.
    fn write(marks: &mut Vec<Mark>, x: f32, y: f32, height: f32, text: &str) {
        let mut x0 = x;
        for c in text.chars() {
            let rect = Rect { x0, y0: y, x1: x0 + height / 2.0, y1: y + height };
            marks.push(if c == ' ' { Mark::Space } else { Mark::Glyph(c, rect) });
            x0 = rect.x1;
        }
        marks.push(Mark::Break);
    }

    #[test]
    fn lines_blocks_headings_and_places() {
        let mut marks = Vec::new();
        write(&mut marks, 50.0, 50.0, 16.0, "Artikel 1");
        for (row, text) in
            ["De huurder betaalt de huur voor", "het einde van de maand en niet", "later."].iter().enumerate()
        {
            write(&mut marks, 50.0, 80.0 + 12.0 * row as f32, 10.0, text);
        }
        write(&mut marks, 50.0, 140.0, 10.0, "Nieuwe alinea");
        let page = page(&Glyphs { size: (500.0, 1000.0), marks, bold: Box::new(|_| false) });
        assert_eq!(
            page.text,
            "Artikel 1\n\nDe huurder betaalt de huur voor\nhet einde van de maand en niet\nlater.\n\nNieuwe alinea"
        );
        assert_eq!(page.headings, vec![CharRange { start: 0, end: 9 }]);
        let word = page.words[2];
        assert_eq!(word.range.of(&page.text), Some("De"));
        assert!((word.quad.x - 0.1).abs() < 1e-5 && (word.quad.y - 0.08).abs() < 1e-5);
    }
}
