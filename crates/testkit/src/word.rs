//! Small Word files, made on the spot.

use std::io::{Cursor, Read, Write};

use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A Word file whose body is this XML; none where it does not fit into a container.
#[must_use]
pub fn file(body: &str) -> Option<Vec<u8>> {
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
        <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
        <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
        <Override PartName=\"/word/document.xml\" \
        ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"rId1\" \
        Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
        Target=\"word/document.xml\"/></Relationships>";
    let document = format!("<w:document xmlns:w=\"{W}\"><w:body>{body}</w:body></w:document>");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in
        [("[Content_Types].xml", types), ("_rels/.rels", relations), ("word/document.xml", &document)]
    {
        writer.start_file(name, SimpleFileOptions::default()).ok()?;
        writer.write_all(text.as_bytes()).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}

/// A paragraph of plain text.
#[must_use]
pub fn paragraph(text: &str) -> String {
    format!("<w:p>{}</w:p>", run(text))
}

/// A paragraph in bold, as a heading is often made.
#[must_use]
pub fn heading(text: &str) -> String {
    format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A run of plain text.
#[must_use]
pub fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A run that somebody inserted.
#[must_use]
pub fn inserted(id: u32, author: &str, text: &str) -> String {
    format!(
        "<w:ins w:id=\"{id}\" w:author=\"{author}\" w:date=\"2026-10-01T09:00:00Z\">{}</w:ins>",
        run(text)
    )
}

/// A run that somebody deleted.
#[must_use]
pub fn deleted(id: u32, author: &str, text: &str) -> String {
    format!(
        "<w:del w:id=\"{id}\" w:author=\"{author}\" w:date=\"2026-10-02T09:00:00Z\"><w:r><w:delText \
         xml:space=\"preserve\">{text}</w:delText></w:r></w:del>"
    )
}

/// The XML of a part; none where the file has no such part.
#[must_use]
pub fn part(file: &[u8], name: &str) -> Option<String> {
    let mut archive = ZipArchive::new(Cursor::new(file)).ok()?;
    let mut text = String::new();
    archive.by_name(name).ok()?.read_to_string(&mut text).ok()?;
    Some(text)
}
