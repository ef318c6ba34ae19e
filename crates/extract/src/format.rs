//! The formats: bytes to pages, inside the child.

mod container;
mod docx;
mod eml;
mod html;
mod pdf;
mod text;
pub(crate) mod xlsx;

use std::io::Write;

use bytes::Bytes;
use legalmind_core::document::{FileKind, Reason};

use crate::{
    block::paginate,
    child::serve::{Job, Sink, Stop},
};

/// Reads a file into the sink. Gives the page where another child must go on, if any.
pub fn read<W: Write>(job: &Job<'_>, bytes: &Bytes, sink: &mut Sink<'_, W>) -> Result<Option<u32>, Stop> {
    match job.kind {
        FileKind::Pdf => return pdf::read(job, bytes, sink),
        FileKind::Docx => {
            let document = docx::read(bytes.clone(), &job.limits)?;
            sink.title(&document.title)?;
            sink.pages(paginate(document.groups))?;
        }
        FileKind::Xlsx => sink.pages(paginate(xlsx::read(bytes, &job.limits)?))?,
        FileKind::Eml => eml::read(bytes, &job.limits, sink)?,
        FileKind::Html => {
            let document = html::read(&html::decode(bytes));
            sink.title(&document.title)?;
            sink.pages(paginate(vec![document.blocks]))?;
        }
        FileKind::Text => sink.pages(paginate(text::read(bytes, job.markdown)))?,
        FileKind::Other => return Err(Reason::Unsupported.into()),
    }
    Ok(None)
}
