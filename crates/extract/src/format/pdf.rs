//! PDF, through libpdfium: text with places, and pictures of pages that have no text.

mod column;
mod glyph;
mod layout;
mod line;
mod picture;

use std::io::Write;

use legalmind_core::{document::Reason, passage::Page};
use pdfium_render::prelude::{
    PdfDocument, PdfDocumentMetadataTagType, PdfPage, PdfiumError, PdfiumInternalError,
};

use crate::{
    child::serve::{Job, Sink, Stop, used},
    page::tidy,
};

/// How far from the end the mark of the end may stand.
const TAIL: usize = 4_096;

/// Reads the pages from `job.first` on. Gives the page where another child must go on.
pub fn read<W: Write>(job: &Job<'_>, bytes: &[u8], sink: &mut Sink<'_, W>) -> Result<Option<u32>, Stop> {
    let pdfium = job.pdfium.ok_or(Reason::PdfUnavailable)?;
    let document = pdfium.load_pdf_from_byte_slice(bytes, None).map_err(|error| refusal(&error, bytes))?;
    let count = document.pages().len();
    if count <= 0 {
        return Err(damage(bytes).into());
    }
    if job.first == 0 {
        sink.total(usize::try_from(count).unwrap_or_default())?;
        let title = document.metadata().get(PdfDocumentMetadataTagType::Title);
        sink.title(title.as_ref().map(|tag| tag.value()).unwrap_or_default())?;
    }
    let mut whole = 0_u32;
    let first = i32::try_from(job.first).unwrap_or(i32::MAX);
    for index in first..count {
        if index > first && used() > job.limits.hand_over() {
            return Ok(u32::try_from(index).ok());
        }
        match document.pages().get(index) {
            Ok(page) => {
                whole += 1;
                answer(&page, sink)?;
            }
            // what is cut off is missing, and a document that misses pages must not look whole
            Err(_) if is_cut(bytes) => return Err(Reason::Truncated.into()),
            Err(_) => sink.page(blank(&document, index))?,
        }
    }
    if whole == 0 && first < count {
        return Err(damage(bytes).into());
    }
    attachments(&document, job, sink)?;
    Ok(None)
}

/// Sends the files that the document carries, after its pages: a crash among them costs no page.
fn attachments<W: Write>(
    document: &PdfDocument<'_>,
    job: &Job<'_>,
    sink: &mut Sink<'_, W>,
) -> Result<(), Stop> {
    let mut left = job.limits.unpacked;
    let mut number = 0;
    for attachment in document.attachments().iter() {
        let size = attachment.len() as u64;
        left = left.checked_sub(size).ok_or(Reason::Bomb)?;
        number += 1;
        if number > job.limits.children {
            return Err(Reason::TooLarge.into());
        }
        let bytes = attachment.save_to_bytes().unwrap_or_default();
        if bytes.is_empty() {
            continue;
        }
        let name = tidy(&attachment.name());
        let name = if name.is_empty() { format!("attachment {number}.bin") } else { name };
        sink.child(name, &bytes)?;
    }
    Ok(())
}

/// Sends one page: its text, or its picture when it has hardly any.
fn answer<W: Write>(page: &PdfPage<'_>, sink: &mut Sink<'_, W>) -> Result<(), Stop> {
    let glyphs = glyph::collect(page);
    let text = layout::page(&glyphs);
    if picture::is_needed(page, &text)
        && let Some(picture) = picture::render(page)
    {
        return sink.picture(text, picture.size, picture.dpi, &picture.pixels);
    }
    sink.page(text)
}

/// A page that could not be loaded, at its place so that the others keep their numbers. It says
/// why it is blank.
fn blank(document: &PdfDocument<'_>, index: i32) -> Page {
    let size = document.pages().page_size(index);
    let size = size.map_or((0.0, 0.0), |size| (size.width().value, size.height().value));
    Page { size, missing: Some(Reason::Malformed), ..Page::default() }
}

fn refusal(error: &PdfiumError, bytes: &[u8]) -> Reason {
    match error {
        PdfiumError::PdfiumLibraryInternalError(
            PdfiumInternalError::PasswordError | PdfiumInternalError::SecurityError,
        ) => Reason::Encrypted,
        _ => damage(bytes),
    }
}

fn damage(bytes: &[u8]) -> Reason {
    if is_cut(bytes) { Reason::Truncated } else { Reason::Malformed }
}

/// Whether the end of the file is missing (ISO 32000-1, 7.5.5: the last line is `%%EOF`).
fn is_cut(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(TAIL)..).unwrap_or_default();
    crate::sniff::find(tail, b"%%EOF").is_none() && crate::sniff::find(tail, b"startxref").is_none()
}
