//! Accepting and rejecting what others wrote.

use legalmind_docx::{Choice, Decision, Error, Package, RevisionKind, View};

use super::support::{MAIN, body, p, package};

const BY: &str = "w:author=\"A\" w:date=\"2026-01-01T00:00:00Z\"";

fn both(xml: &str) -> (Vec<String>, Vec<String>) {
    let package = package(xml);
    (package.text(MAIN, View::Accepted).unwrap(), package.text(MAIN, View::Original).unwrap())
}

#[test]
fn marks_of_paragraphs_run_on() {
    let marked = |text: &str, mark: &str| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{text}\"/><w:rPr><w:{mark} w:id=\"1\" {BY}/></w:rPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let xml = marked("een", "del") + &marked("twee", "del") + &p("drie");
    assert_eq!(both(&xml), (vec!["eentweedrie".into()], vec!["een".into(), "twee".into(), "drie".into()]));
    let mut merged = package(&xml);
    merged.resolve(&Choice::All, Decision::Accept).unwrap();
    assert!(!body(&merged).contains("pStyle"), "the last mark gives the properties: {}", body(&merged));
    let table = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>{}", marked("cel", "ins"), p("na"));
    assert_eq!(both(&table).1, ["cel", "na"], "a cell keeps a paragraph");
}

#[test]
fn rows_and_cells() {
    let row =
        |text: &str, mark: &str| format!("<w:tr><w:trPr>{mark}</w:trPr><w:tc>{}</w:tc></w:tr>", p(text));
    let ins = format!("<w:ins w:id=\"1\" {BY}/>");
    let del = format!("<w:del w:id=\"2\" {BY}/>");
    let table = format!("<w:tbl>{}{}{}</w:tbl>{}", row("a", ""), row("b", &ins), row("c", &del), p("na"));
    assert_eq!(
        both(&table),
        (vec!["a".into(), "b".into(), "na".into()], vec!["a".into(), "c".into(), "na".into()])
    );
    let all = format!("<w:tbl>{}</w:tbl>{}", row("b", &ins), p("na"));
    let mut package = package(&all);
    package.resolve(&Choice::All, Decision::Reject).unwrap();
    assert_eq!(body(&package), p("na"), "a table without rows is none");
    let cell = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc><w:tcPr><w:cellIns w:id=\"3\" {BY}/></w:tcPr>{}</w:tc></w:tr></w:tbl>",
        p("a"),
        p("b")
    );
    assert_eq!(both(&cell), (vec!["a".into(), "b".into()], vec!["a".into()]));
}

#[test]
fn properties_come_back() {
    let xml = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Nieuw\"/><w:rPr><w:b/><w:rPrChange w:id=\"4\" {BY}><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr><w:sectPr><w:type w:val=\"x\"/></w:sectPr><w:pPrChange w:id=\"5\" {BY}><w:pPr><w:jc w:val=\"left\"/></w:pPr></w:pPrChange></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"
    );
    let mut back = package(&xml);
    back.resolve(&Choice::All, Decision::Reject).unwrap();
    assert_eq!(
        body(&back),
        "<w:p><w:pPr><w:jc w:val=\"left\"/><w:rPr><w:i/></w:rPr><w:sectPr><w:type w:val=\"x\"/></w:sectPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"
    );
    let mut kept = package(&xml);
    kept.resolve(&Choice::All, Decision::Accept).unwrap();
    assert_eq!(
        body(&kept),
        "<w:p><w:pPr><w:pStyle w:val=\"Nieuw\"/><w:rPr><w:b/></w:rPr><w:sectPr><w:type w:val=\"x\"/></w:sectPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"
    );
}

fn nested() -> Package {
    package(&format!(
        "<w:p><w:r><w:t>a</w:t></w:r><w:ins w:id=\"1\" {BY}><w:r><w:t>b</w:t></w:r><w:del w:id=\"2\" w:author=\"B\" w:date=\"2026-01-02T00:00:00Z\"><w:r><w:delText>c</w:delText></w:r></w:del></w:ins></w:p>"
    ))
}

#[test]
fn a_deletion_inside_of_an_insertion() {
    let listed = nested().revisions().unwrap();
    let seen: Vec<_> = listed.iter().map(|one| (one.kind, one.author.as_str(), one.text.as_str())).collect();
    assert_eq!(seen, [(RevisionKind::Insertion, "A", "bc"), (RevisionKind::Deletion, "B", "c")]);
    assert_eq!((listed[0].address.start, listed[0].address.end), (1, 2));
    for (number, decision, expected) in [
        (0, Decision::Accept, "ab"),
        (0, Decision::Reject, "a"),
        (1, Decision::Accept, "ab"),
        (1, Decision::Reject, "abc"),
    ] {
        let mut package = nested();
        package.resolve(&Choice::One(number), decision).unwrap();
        assert_eq!(package.text(MAIN, View::Current).unwrap(), [expected]);
        let text = body(&package);
        assert_eq!(text.contains("w:author=\"A\""), number == 1, "{text}");
        assert_eq!(text.contains("delText"), number == 0 && decision == Decision::Accept, "{text}");
    }
    assert_eq!(nested().resolve(&Choice::One(2), Decision::Accept), Err(Error::NoRevision(2)));
}
