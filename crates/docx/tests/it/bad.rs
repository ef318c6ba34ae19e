//! Files that are broken, mean harm or are large. Each ends in a reason or a good result.

use legalmind_docx::{Choice, Decision, Edit, Error, Limits, Package, View};

use super::support::{KINDS, MAIN, RELS, W, again, docx, p, package, samples, tracked, whole, zip};

fn refused(bytes: Vec<u8>) -> Error {
    Package::open(bytes).unwrap_err()
}

#[test]
fn what_is_no_word_file() {
    assert_eq!(refused(Vec::new()), Error::Empty);
    assert_eq!(refused(b"{\\rtf1 Geachte}".to_vec()), Error::NotZip);
    assert!(matches!(refused(zip(&[("x", b"y")])), Error::OtherKind(_)));
    let odt = zip(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")]);
    assert_eq!(refused(odt), Error::OtherKind("application/vnd.oasis.opendocument.text".into()));
    let ole = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), vec![0; 600]].concat();
    assert_eq!(refused(ole.clone()), Error::OldWord);
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(refused([ole, name].concat()), Error::Encrypted);
    let without = zip(&[("[Content_Types].xml", KINDS.as_bytes()), ("_rels/.rels", RELS.as_bytes())]);
    assert_eq!(refused(without), Error::Missing(MAIN.into()));
}

#[test]
fn every_cut_of_a_file_is_refused_in_words() {
    let whole = docx(&p("De huur bedraagt 1.000 euro."));
    for end in 1..whole.len() {
        let error = refused(whole[..end].to_vec());
        assert!(!error.to_string().is_empty());
    }
}

#[test]
fn a_changed_byte_never_panics() {
    let good = docx(&p("De huur bedraagt 1.000 euro."));
    for at in 0..good.len() {
        let mut bad = good.clone();
        bad[at] ^= 0x55;
        if let Ok(package) = Package::open(bad) {
            let _ = package.text(MAIN, View::Accepted);
            let _ = package.slots();
        }
    }
}

fn with_document(document: &str) -> Result<Package, Error> {
    Package::open(zip(&[
        ("[Content_Types].xml", KINDS.as_bytes()),
        ("_rels/.rels", RELS.as_bytes()),
        (MAIN, document.as_bytes()),
    ]))
}

#[test]
fn markup_that_means_harm() {
    let entity = format!("<!DOCTYPE x [<!ENTITY a 'b'>]><w:document xmlns:w='{W}'/>");
    assert_eq!(with_document(&entity).unwrap_err(), Error::DocType { part: MAIN.into() });
    let open = format!("<w:document xmlns:w='{W}'><w:body><w:p>");
    assert!(matches!(with_document(&open), Err(Error::Malformed { part, .. }) if part == MAIN));
    let crossed = format!("<w:document xmlns:w='{W}'><w:body></w:document></w:body>");
    assert!(matches!(with_document(&crossed), Err(Error::Malformed { at, .. }) if at > 0));
    let deep = "<w:sdt>".repeat(6_000) + &"</w:sdt>".repeat(6_000);
    let deep = format!("<w:document xmlns:w='{W}'><w:body>{deep}</w:body></w:document>");
    assert!(matches!(with_document(&deep), Err(Error::TooDeep { .. })));
}

#[test]
fn bombs() {
    let filler = vec![b' '; 40 << 20];
    let bomb = zip(&[("[Content_Types].xml", KINDS.as_bytes()), ("word/media/a.bmp", &filler)]);
    assert!(matches!(refused(bomb), Error::Bomb { .. }));
    let limits = Limits { entries: 3, ..Limits::default() };
    assert!(matches!(Package::open_within(docx(""), &limits), Err(Error::Bomb { .. })));
    let limits = Limits { unpacked: 500, ..Limits::default() };
    assert!(matches!(Package::open_within(docx(""), &limits), Err(Error::Bomb { .. })));
    let limits = Limits { bytes: 100, ..Limits::default() };
    assert_eq!(Package::open_within(docx(""), &limits).unwrap_err(), Error::TooLarge(100));
    // two entries of the directory that share one region
    let mut bytes = zip(&[("a.xml", b"abc"), ("b.xml", b"def")]);
    let records: Vec<usize> =
        (0..bytes.len() - 4).filter(|&at| &bytes[at..at + 4] == b"PK\x01\x02").collect();
    let first: [u8; 4] = bytes[records[0] + 42..records[0] + 46].try_into().unwrap();
    bytes[records[1] + 42..records[1] + 46].copy_from_slice(&first);
    assert!(matches!(refused(bytes), Error::Container { .. }));
}

#[test]
fn a_lie_about_a_size_is_found() {
    let mut bytes = docx(&p("x"));
    let record = (0..bytes.len()).filter(|&at| bytes[at..].starts_with(b"PK\x01\x02")).nth(2).unwrap();
    bytes[record + 24] ^= 1;
    assert!(matches!(refused(bytes), Error::Container { .. }));
}

#[test]
fn macros_are_kept_and_told() {
    let mut parts: Vec<(String, Vec<u8>)> = super::support::unzip(&docx(&p("Tekst")));
    parts.push(("word/vbaProject.bin".into(), b"\xCC\x61macro".to_vec()));
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let mut package = Package::open(zip(&parts)).unwrap();
    assert!(package.facts().macros);
    let edit = Edit::InsertText { target: whole(&package, 0), text: "!".into() };
    package.apply(&[edit], &tracked()).unwrap();
    let saved = super::support::unzip(&package.save().unwrap());
    assert!(saved.iter().any(|(name, bytes)| name == "word/vbaProject.bin" && bytes == b"\xCC\x61macro"));
}

#[test]
fn strict_files_are_known_and_stay_strict() {
    let parts: Vec<(String, Vec<u8>)> = super::support::unzip(&docx(&p("Strikt")))
        .into_iter()
        .map(|(name, bytes)| {
            let text = String::from_utf8(bytes).unwrap();
            let text = text.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main").replace(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                "http://purl.oclc.org/ooxml/officeDocument/relationships",
            );
            (name, text.into_bytes())
        })
        .collect();
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let mut package = Package::open(zip(&parts)).unwrap();
    assert!(package.facts().strict);
    let comment = Edit::Comment {
        target: whole(&package, 0),
        text: "Let op".into(),
        author: super::support::author("A"),
    };
    package.apply(&[comment], &tracked()).unwrap();
    let package = again(&package);
    assert!(package.part("word/comments.xml").unwrap().unwrap().contains("purl.oclc.org"));
    assert!(
        package
            .part("word/_rels/document.xml.rels")
            .unwrap()
            .unwrap()
            .contains("purl.oclc.org/ooxml/officeDocument/relationships/comments")
    );
}

#[test]
fn tables_nested_fifty_deep() {
    let open = "<w:tbl><w:tr><w:tc>".repeat(50);
    let close = format!("{}</w:tc></w:tr></w:tbl>", p("einde"));
    let mut package = package(&format!("{open}{}{}", p("diep"), close.repeat(50)));
    let edit = Edit::Replace { target: whole(&package, 0), text: "heel diep".into() };
    package.apply(&[edit], &tracked()).unwrap();
    let mut package = again(&package);
    assert_eq!(package.text(MAIN, View::Current).unwrap()[0], "heel diep");
    package.resolve(&Choice::All, Decision::Reject).unwrap();
    assert_eq!(package.text(MAIN, View::Current).unwrap()[0], "diep");
}

#[test]
fn a_hundred_thousand_revisions() {
    let one = |n: usize| {
        format!(
            "<w:p><w:ins w:id=\"{n}\" w:author=\"A{}\" w:date=\"2026-01-01T00:00:00Z\"><w:r><w:t>x{n}</w:t></w:r></w:ins></w:p>",
            n % 7
        )
    };
    let body: String = (0..100_000).map(one).collect();
    let mut package = package(&body);
    assert_eq!(package.revisions().unwrap().len(), 100_000);
    package.resolve(&Choice::Author("A3".into()), Decision::Reject).unwrap();
    package.resolve(&Choice::All, Decision::Accept).unwrap();
    let text = package.text(MAIN, View::Current).unwrap();
    assert_eq!(text.iter().filter(|text| text.is_empty()).count(), 14_286);
}

#[test]
fn an_entry_that_goes_by_two_names_is_refused() {
    // made so that programs which heed the second name open another document
    let Some(folder) = samples("office/poi/document") else { return };
    let opened = Package::open(std::fs::read(folder.join("unicode-path.docx")).unwrap());
    let error = opened.err();
    assert!(matches!(error, Some(Error::Container { .. })), "{error:?}");
}
