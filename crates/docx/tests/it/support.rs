//! What the tests share: small files made on the spot, and the samples.

use std::{
    fs,
    io::{Cursor, Read, Write},
    path::{Path, PathBuf},
};

use legalmind_docx::{Address, Author, Mode, Package, Target};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

pub const MAIN: &str = "word/document.xml";
pub const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A folder of the samples, or nothing and a message.
pub fn samples(folder: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let path = root.join("../shared/samples").join(folder);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: ../shared/samples/{folder} is not here");
    None
}

/// All files under a folder that end so.
pub fn files(folder: &Path, ends: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                open.push(path);
            } else if ends.iter().any(|end| path.to_string_lossy().to_lowercase().ends_with(end)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Every sample that opens.
pub fn open_samples() -> Vec<(String, Vec<u8>, Package)> {
    let folders = ["office", "contracten_en"].into_iter().filter_map(samples);
    let mut all = Vec::new();
    for path in folders.flat_map(|folder| files(&folder, &[".docx", ".docm", ".dotx", ".dotm"])) {
        let bytes = fs::read(&path).unwrap();
        if let Ok(package) = Package::open(bytes.clone()) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            all.push((name, bytes, package));
        }
    }
    all
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

/// The parts of a container, as another reader sees them.
pub fn unzip(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|number| {
            let mut entry = archive.by_index(number).unwrap();
            let name = local_name(bytes, entry.header_start());
            let mut unpacked = Vec::new();
            entry.read_to_end(&mut unpacked).unwrap();
            (name, unpacked)
        })
        .collect()
}

/// The name in a local header; a field beside it may claim another.
pub fn local_name(bytes: &[u8], header: u64) -> String {
    let at = header as usize;
    let length = usize::from(u16::from_le_bytes([bytes[at + 26], bytes[at + 27]]));
    String::from_utf8_lossy(&bytes[at + 30..at + 30 + length]).into_owned()
}

pub const KINDS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/><Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/><Override PartName=\"/word/numbering.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/></Types>";
pub const RELS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
pub const DOC_RELS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering\" Target=\"numbering.xml\"/></Relationships>";
const STYLES: &str = "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Standaard\"><w:name w:val=\"Normal\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"Kop1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"Standaard\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>";

/// A Word file with this body.
pub fn docx(body: &str) -> Vec<u8> {
    numbered(body, "")
}

/// A Word file with this body and these lists.
pub fn numbered(body: &str, numbering: &str) -> Vec<u8> {
    made(body, numbering, STYLES)
}

/// A package with this body and these styles.
pub fn styled(body: &str, styles: &str) -> Package {
    Package::open(made(body, "", styles)).unwrap()
}

fn made(body: &str, numbering: &str, styles: &str) -> Vec<u8> {
    let part = |root: &str, inner: &str| {
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:{root} xmlns:w=\"{W}\">{inner}</w:{root}>")
    };
    let document = part("document", &format!("<w:body>{body}<w:sectPr/></w:body>"));
    zip(&[
        ("[Content_Types].xml", KINDS.as_bytes()),
        ("_rels/.rels", RELS.as_bytes()),
        (MAIN, document.as_bytes()),
        ("word/_rels/document.xml.rels", DOC_RELS.as_bytes()),
        ("word/styles.xml", part("styles", styles).as_bytes()),
        ("word/numbering.xml", part("numbering", numbering).as_bytes()),
    ])
}

/// A package with this body.
pub fn package(body: &str) -> Package {
    Package::open(docx(body)).unwrap()
}

/// A paragraph of one run.
pub fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// Our own tracked changes.
pub fn tracked() -> Mode {
    Mode::Tracked(author("Legal Mind"))
}

pub fn author(name: &str) -> Author {
    Author { name: name.into(), initials: "LM".into(), date: "2026-11-23T10:00:00Z".into() }
}

/// A place in the document part.
pub fn at(package: &Package, paragraph: usize, range: std::ops::Range<usize>) -> Target {
    let part = package.main_part();
    let text = package.paragraph_text(part, paragraph).unwrap().unwrap();
    let expected = text.chars().skip(range.start).take(range.len()).collect();
    Target::At { address: Address::new(part, paragraph, range), expected }
}

/// A whole paragraph of the document part.
pub fn whole(package: &Package, paragraph: usize) -> Target {
    let text = package.paragraph_text(package.main_part(), paragraph).unwrap().unwrap();
    at(package, paragraph, 0..text.chars().count())
}

/// The XML between the body's tags.
pub fn body(package: &Package) -> String {
    let text = package.part(MAIN).unwrap().unwrap();
    let start = text.find("<w:body>").unwrap() + 8;
    text[start..text.find("<w:sectPr/></w:body>").unwrap()].to_owned()
}

/// A package, saved and opened again.
pub fn again(package: &Package) -> Package {
    Package::open(package.save().unwrap()).unwrap()
}
