//! What the tests share: the extractor, places of things, small files made on the spot.

use std::{
    io::{Cursor, Write},
    path::{Path, PathBuf},
};

use legalmind_core::{document::Reason, passage::Page};
use legalmind_extract::{ExtractOptions, Extractor, Outcome};
use zip::{ZipWriter, write::SimpleFileOptions};

/// The folder of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Options with everything that is installed here.
pub fn options() -> ExtractOptions {
    let tesseract = PathBuf::from("/usr/bin/tesseract");
    ExtractOptions {
        pdfium: pdfium(),
        tesseract: tesseract.exists().then_some(tesseract),
        ..ExtractOptions::new(env!("CARGO_BIN_EXE_legalmind-extract-child"))
    }
}

#[expect(clippy::disallowed_methods, reason = "a test has no configuration")]
fn pdfium() -> Option<PathBuf> {
    let set = std::env::var("LEGALMIND_PDFIUM").ok().map(PathBuf::from);
    let found = set.unwrap_or_else(|| root().join(".legalmind/pdfium/libpdfium.so"));
    found.exists().then_some(found)
}

/// An extractor with the PDF library, or nothing and a message.
pub fn with_pdf() -> Option<Extractor> {
    let options = options();
    if options.pdfium.is_none() {
        println!("skipped: libpdfium.so is not here (LEGALMIND_PDFIUM or .legalmind/pdfium)");
        return None;
    }
    Some(Extractor::new(options))
}

/// An extractor with PDF and recognition, or nothing and a message.
pub fn with_ocr() -> Option<Extractor> {
    let extractor = with_pdf()?;
    if extractor.options().tesseract.is_none() {
        println!("skipped: tesseract is not installed");
        return None;
    }
    Some(extractor)
}

/// A folder of the samples, or nothing and a message.
pub fn samples(folder: &str) -> Option<PathBuf> {
    let path = root().join("../shared/samples").join(folder);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: ../shared/samples/{folder} is not here");
    None
}

/// Reads a file with everything that is installed here.
pub async fn read(name: &str, bytes: impl Into<Vec<u8>>) -> Result<Outcome, Reason> {
    Extractor::new(options()).read(name, bytes.into().into(), &|_| {}).await
}

/// The text of all pages.
pub fn text(outcome: &Outcome) -> String {
    outcome.pages.iter().map(|page| page.text.as_str()).collect::<Vec<_>>().join("\n\n")
}

/// The characters of a range.
pub fn slice(page: &Page, start: u32, end: u32) -> String {
    page.text.chars().skip(start as usize).take((end - start) as usize).collect()
}

/// A container with these parts.
pub fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The declaration of the vocabulary of Word files.
pub const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// A Word file with this body.
pub fn docx(body: &str) -> Vec<u8> {
    let document = format!("<?xml version=\"1.0\"?><w:document {WORD}><w:body>{body}</w:body></w:document>");
    zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.as_bytes())])
}

/// A PDF whose pages have this content and these further entries. No compression, a right table.
pub fn pdf(contents: &[&str], entries: &str, trailer: &str) -> Vec<u8> {
    assemble(&objects(contents, entries), trailer)
}

/// A PDF of one page that carries these files.
pub fn pdf_with_files(content: &str, files: &[(&str, &str)]) -> Vec<u8> {
    let mut objects = objects(&[content], "");
    let mut names = String::new();
    for (name, bytes) in files {
        let (file, stream) = (objects.len() + 1, objects.len() + 2);
        names.push_str(&format!("({name}) {file} 0 R "));
        objects.push(format!("<</Type/Filespec/F({name})/UF({name})/EF<</F {stream} 0 R>>>>"));
        let length = bytes.len();
        objects.push(format!(
            "<</Type/EmbeddedFile/Params<</Size {length}>>/Length {length}>>stream\n{bytes}\nendstream"
        ));
    }
    objects[0] = format!("<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[{names}]>>>>>>");
    assemble(&objects, "")
}

fn objects(contents: &[&str], entries: &str) -> Vec<String> {
    let kids: String = (0..contents.len()).map(|page| format!("{} 0 R ", 4 + 2 * page)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{kids}]/Count {}>>", contents.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    for (page, content) in contents.iter().enumerate() {
        let at = 5 + 2 * page;
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>/Contents {at} 0 R{entries}>>"
        ));
        objects.push(format!("<</Length {}>>stream\n{content}\nendstream", content.len()));
    }
    objects
}

fn assemble(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj{object}endobj\n", number + 1).bytes());
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    out.extend(format!("trailer<</Root 1 0 R/Size {size}{trailer}>>\nstartxref\n{table}\n%%EOF\n").bytes());
    out
}

/// Words of letters and digits, in lower case.
pub fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}
