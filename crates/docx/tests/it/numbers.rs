//! Numbers as Word shows them.

use legalmind_docx::{Edit, Package};

use super::support::{MAIN, numbered, tracked, whole};

const LISTS: &str = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"Artikel %1\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:isLgl/><w:lvlText w:val=\"%1.%2\"/></w:lvl><w:lvl w:ilvl=\"2\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"%3)\"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"\u{f0b7}\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num><w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>";

fn item(list: u32, level: u32) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"
    )
}

fn open(items: &[(u32, u32)]) -> Package {
    let body: String = items.iter().map(|(list, level)| item(*list, *level)).collect();
    Package::open(numbered(&body, LISTS)).unwrap()
}

#[test]
fn levels_count_and_begin_anew() {
    let package = open(&[(1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (2, 0), (1, 0), (1, 1), (0, 0)]);
    let shown = package.numbers(MAIN).unwrap();
    assert_eq!(shown, ["Artikel I", "1.1", "a)", "b)", "1.2", "a)", "•", "Artikel II", "2.1", ""]);
}

#[test]
fn a_list_with_its_own_start() {
    let package = open(&[(1, 0), (3, 0), (3, 0), (1, 0)]);
    assert_eq!(package.numbers(MAIN).unwrap(), ["Artikel I", "Artikel V", "Artikel VI", "Artikel VII"]);
}

#[test]
fn a_struck_paragraph_shows_its_number_and_does_not_count() {
    let mut package = open(&[(1, 0), (1, 0), (1, 0)]);
    package.apply(&[Edit::DeleteParagraph { target: whole(&package, 1) }], &tracked()).unwrap();
    assert_eq!(package.numbers(MAIN).unwrap(), ["Artikel I", "Artikel II", "Artikel II"]);
}
