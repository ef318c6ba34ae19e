//! The characters of a page with their places, as a reader sees the page: rotated, from the top
//! left.

use pdfium_render::prelude::{PdfPage, PdfPageRenderRotation, PdfPageTextChar, PdfRect};

use crate::page::is_text;

/// More characters than any page holds; what comes after is a trick.
const MOST: usize = 400_000;

/// A rectangle in points of the page as shown, from the top left.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x0: f32,
    /// Top edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Bottom edge.
    pub y1: f32,
}

impl Rect {
    /// The height.
    pub fn height(&self) -> f32 {
        self.y1 - self.y0
    }

    /// The smallest rectangle around both.
    pub fn with(&self, other: &Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }
}

/// What stands on a page, in the order of the file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mark {
    /// A character.
    Glyph(char, Rect),
    /// A space between words.
    Space,
    /// The end of a line.
    Break,
}

/// The marks of a page.
pub struct Glyphs<'a> {
    /// Width and height of the page as shown.
    pub size: (f32, f32),
    /// The marks, in the order of the file.
    pub marks: Vec<Mark>,
    /// Whether the character of this mark is printed bold.
    pub bold: Box<dyn Fn(usize) -> bool + 'a>,
}

/// Collects the characters of a page.
pub fn collect<'a>(page: &'a PdfPage<'a>) -> Glyphs<'a> {
    let frame = Frame::of(page);
    let size = frame.size();
    let Ok(text) = page.text() else { return Glyphs { size, marks: Vec::new(), bold: Box::new(|_| false) } };
    let mut marks = Vec::new();
    let mut places = Vec::new();
    let chars = text.chars();
    for (place, char) in chars.iter().enumerate().take(MOST) {
        if let Some(mark) = mark(&char, &frame) {
            marks.push(mark);
            places.push(place);
        }
    }
    let bold = move |mark: usize| {
        let name =
            places.get(mark).and_then(|&place| text.chars().get(place).ok()).map(|char| char.font_name());
        name.is_some_and(|name| is_bold_name(&name))
    };
    Glyphs { size, marks, bold: Box::new(bold) }
}

fn is_bold_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["bold", "black", "heavy", "-bd", "demi"].iter().any(|sign| name.contains(sign))
}

fn mark(char: &PdfPageTextChar<'_>, frame: &Frame) -> Option<Mark> {
    let c = match char.unicode_value() {
        0x0d => return None,
        0x0a => return Some(Mark::Break),
        // a hyphen at the end of a line, which the library sets apart
        0x02 | 0xfffe => '-',
        code => char::from_u32(code)?,
    };
    if c.is_whitespace() {
        return Some(Mark::Space);
    }
    if !is_text(c) {
        return None;
    }
    let bounds = char.loose_bounds().ok().filter(|bounds| bounds.height().value > 0.0);
    let rect = frame.place(&bounds.or_else(|| char.tight_bounds().ok())?);
    frame.shows(&rect).then_some(Mark::Glyph(c, rect))
}

/// From the page's own space to the page as shown.
struct Frame {
    left: f32,
    bottom: f32,
    width: f32,
    height: f32,
    rotation: PdfPageRenderRotation,
}

impl Frame {
    fn of(page: &PdfPage<'_>) -> Self {
        let rotation = page.rotation().unwrap_or(PdfPageRenderRotation::None);
        let (width, height) = (page.width().value, page.height().value);
        match page.boundaries().bounding() {
            Ok(bounding) => {
                let bounds = bounding.bounds;
                let (left, bottom) = (bounds.left().value, bounds.bottom().value);
                Self { left, bottom, width: bounds.width().value, height: bounds.height().value, rotation }
            }
            Err(_) => Self { left: 0.0, bottom: 0.0, width, height, rotation },
        }
    }

    const fn turned(&self) -> bool {
        matches!(self.rotation, PdfPageRenderRotation::Degrees90 | PdfPageRenderRotation::Degrees270)
    }

    const fn size(&self) -> (f32, f32) {
        if self.turned() { (self.height, self.width) } else { (self.width, self.height) }
    }

    fn place(&self, bounds: &PdfRect) -> Rect {
        let (x0, x1) = (bounds.left().value - self.left, bounds.right().value - self.left);
        let (y0, y1) = (bounds.bottom().value - self.bottom, bounds.top().value - self.bottom);
        let (w, h) = (self.width, self.height);
        match self.rotation {
            PdfPageRenderRotation::None => Rect { x0, y0: h - y1, x1, y1: h - y0 },
            PdfPageRenderRotation::Degrees90 => Rect { x0: y0, y0: x0, x1: y1, y1: x1 },
            PdfPageRenderRotation::Degrees180 => Rect { x0: w - x1, y0, x1: w - x0, y1 },
            PdfPageRenderRotation::Degrees270 => Rect { x0: h - y1, y0: w - x1, x1: h - y0, y1: w - x0 },
        }
    }

    /// Whether any of it is on the page.
    fn shows(&self, rect: &Rect) -> bool {
        let (width, height) = self.size();
        rect.x1 > 0.0 && rect.y1 > 0.0 && rect.x0 < width && rect.y0 < height
    }
}

#[cfg(test)]
mod tests {
    use pdfium_render::prelude::PdfPoints;

    use super::*;

    #[test]
    fn places_turn_with_the_page() {
        let frame = |rotation| Frame { left: 10.0, bottom: 20.0, width: 100.0, height: 200.0, rotation };
        let point = PdfPoints::new;
        // one point from the left and two from the bottom, three wide and four high
        let bounds = PdfRect::new(point(22.0), point(11.0), point(26.0), point(14.0));
        let at = |rotation| {
            let rect = frame(rotation).place(&bounds);
            (rect.x0, rect.y0, rect.x1, rect.y1)
        };
        assert_eq!(at(PdfPageRenderRotation::None), (1.0, 194.0, 4.0, 198.0));
        assert_eq!(at(PdfPageRenderRotation::Degrees90), (2.0, 1.0, 6.0, 4.0));
        assert_eq!(at(PdfPageRenderRotation::Degrees180), (96.0, 2.0, 99.0, 6.0));
        assert_eq!(at(PdfPageRenderRotation::Degrees270), (194.0, 96.0, 198.0, 99.0));
    }
}
