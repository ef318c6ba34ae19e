//! Pages that are a picture: noticing them, and drawing them for recognition.

use legalmind_core::passage::Page;
use pdfium_render::prelude::{
    PdfBitmapFormat, PdfPage, PdfPageObject, PdfPageObjectCommon, PdfPageObjectsCommon, PdfRenderConfig,
};

/// With fewer letters than this a page has hardly any text.
const FEW: usize = 40;

/// Objects of a page that are looked at.
const LOOKED_AT: usize = 2_000;

/// Lines and curves from which a page may be text drawn as outlines.
const DRAWN: usize = 150;

/// Resolution of a picture; less for pages so large that it would not fit.
const DPI: f32 = 300.0;

/// The most pixels of a picture (A3 at 300 per inch is 17 million).
const MOST_PIXELS: f32 = 25_000_000.0;

/// A page in grey.
pub struct Picture {
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// Pixels per inch.
    pub dpi: u32,
    /// One byte a pixel, row by row.
    pub pixels: Vec<u8>,
}

/// Whether a page must be recognised: it has hardly any text, or its text has no meaning (a font
/// that does not say which letters it draws), and it does show something.
pub fn is_needed(page: &PdfPage<'_>, text: &Page) -> bool {
    let letters = text.text.chars().filter(|c| c.is_alphanumeric()).count();
    let lost = text.text.chars().filter(|c| is_lost(*c)).count();
    (letters < FEW || lost > letters) && shows_something(page)
}

/// A character whose font does not tell its meaning.
const fn is_lost(c: char) -> bool {
    matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}')
}

fn shows_something(page: &PdfPage<'_>) -> bool {
    let area = page.width().value * page.height().value;
    let large = |object: &PdfPageObject<'_>| {
        object.bounds().map_or(0.0, |bounds| bounds.width().value * bounds.height().value) > 0.1 * area
    };
    let mut drawn = 0;
    for object in page.objects().iter().take(LOOKED_AT) {
        match &object {
            PdfPageObject::Image(_) if large(&object) => return true,
            PdfPageObject::Path(_) => drawn += 1,
            PdfPageObject::XObjectForm(form) if large(&object) => {
                for inner in form.iter().take(LOOKED_AT) {
                    match inner {
                        PdfPageObject::Image(_) | PdfPageObject::XObjectForm(_) => return true,
                        PdfPageObject::Path(_) => drawn += 1,
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    drawn >= DRAWN
}

/// Draws a page. Nothing when it has no size or cannot be drawn.
pub fn render(page: &PdfPage<'_>) -> Option<Picture> {
    let (width, height) = (page.width().value, page.height().value);
    let full = (width / 72.0 * DPI) * (height / 72.0 * DPI);
    if !full.is_finite() || width < 1.0 || height < 1.0 {
        return None;
    }
    let dpi = if full > MOST_PIXELS { DPI * (MOST_PIXELS / full).sqrt() } else { DPI };
    let config = PdfRenderConfig::new()
        .set_fixed_size((width / 72.0 * dpi).round() as i32, (height / 72.0 * dpi).round() as i32)
        // the library cannot draw every page in a grey bitmap
        .set_format(PdfBitmapFormat::BGRx)
        .use_grayscale_rendering(true);
    let bitmap = page.render_with_config(&config).ok()?;
    let size = (u32::try_from(bitmap.width()).ok()?, u32::try_from(bitmap.height()).ok()?);
    let raw = bitmap.as_raw_bytes();
    drop(bitmap);
    let stride = raw.len().checked_div(size.1 as usize)?;
    let row = (size.0 as usize).checked_mul(4).filter(|row| *row > 0 && *row <= stride)?;
    let mut pixels = Vec::with_capacity(size.0 as usize * size.1 as usize);
    for line in raw.chunks_exact(stride).filter_map(|line| line.get(..row)) {
        pixels.extend(line.chunks_exact(4).map(grey));
    }
    Some(Picture { size, dpi: dpi as u32, pixels })
}

/// Rec. 601 luma of a pixel in blue, green, red.
fn grey(pixel: &[u8]) -> u8 {
    let [blue, green, red, _] = pixel else { return 255 };
    let luma = 29 * u32::from(*blue) + 150 * u32::from(*green) + 77 * u32::from(*red);
    u8::try_from(luma >> 8).unwrap_or(255)
}
