//! Word files made from Markdown: starter templates and clauses, in a style that any lawyer's
//! office can put its own in the place of.
//!
//! | Markdown | in the document |
//! |---|---|
//! | `# Titel` | the title |
//! | `## Kop {#naam}` | an article with its number; `[[naam]]` elsewhere prints "artikel 7" |
//! | `1.` and nested | a lid (1.1), then a, then i; without articles 1, a, i |
//! | `- ` | a list with dashes |
//! | `### Kop` | a heading without a number |
//! | `> ` | an indented text |
//! | a table, `---`, `\` at the end of a line | a table, a new page, a new line |
//! | `{{ ondertekening partij }}` alone | the block for a signature |
//!
//! Tags of templates stay as they are.

mod clause;
pub(crate) mod lists;
pub(crate) mod looks;
pub(crate) mod markdown;
mod parts;
pub(crate) mod write;

use std::io::{Cursor, Write};

pub(crate) use clause::{Clauses, in_prefix};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use crate::error::Error;

/// Makes a Word file of Markdown. The same text gives the same bytes.
///
/// # Errors
/// The file would become larger than a ZIP container can be.
pub fn compose(markdown: &str) -> Result<Vec<u8>, Error> {
    let blocks = markdown::blocks(markdown);
    let body = write::body(&blocks);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let failed = |_: zip::result::ZipError| Error::container(0, "it could not be written");
    for (name, text) in parts::parts(&body) {
        zip.start_file(name, options).map_err(failed)?;
        zip.write_all(text.as_bytes()).map_err(|_| Error::container(0, "it could not be written"))?;
    }
    Ok(zip.finish().map_err(failed)?.into_inner())
}
