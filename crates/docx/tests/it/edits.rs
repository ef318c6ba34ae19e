//! Each operation: what it writes, and what it refuses.

use legalmind_docx::{Address, Choice, Decision, Edit, Error, Mode, Package, Refusal, Target, View};

use super::support::{MAIN, again, at, author, body, docx, p, package, tracked, whole};

const OURS: &str = "w:author=\"Legal Mind\" w:date=\"2026-11-23T10:00:00Z\"";

fn refusal(package: &mut Package, edit: Edit, mode: &Mode) -> Refusal {
    let before = package.save().unwrap();
    let error = package.apply(&[edit], mode).unwrap_err();
    assert_eq!(package.save().unwrap(), before, "a refused edit changed something");
    match error {
        Error::Refused { refusal, .. } => refusal,
        error => panic!("{error}"),
    }
}

fn texts(package: &Package) -> Vec<String> {
    package.text(MAIN, View::Current).unwrap()
}

#[test]
fn a_replaced_word_keeps_the_look_of_its_run() {
    let mut package =
        package("<w:p><w:r w:rsidR=\"00AB\"><w:rPr><w:b/></w:rPr><w:t>De huur is hoog</w:t></w:r></w:p>");
    let edit = Edit::Replace { target: at(&package, 0, 3..7), text: "pacht".into() };
    package.apply(&[edit], &tracked()).unwrap();
    assert_eq!(
        body(&package),
        format!(
            "<w:p><w:r w:rsidR=\"00AB\"><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">De </w:t></w:r>\
             <w:del w:id=\"1\" {OURS}><w:r w:rsidR=\"00AB\"><w:rPr><w:b/></w:rPr><w:delText xml:space=\"preserve\">huur</w:delText></w:r></w:del>\
             <w:ins w:id=\"2\" {OURS}><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">pacht</w:t></w:r></w:ins>\
             <w:r w:rsidR=\"00AB\"><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\"> is hoog</w:t></w:r></w:p>"
        )
    );
    assert_eq!(texts(&again(&package)), ["De pacht is hoog"]);
}

#[test]
fn a_direct_edit_leaves_no_trace() {
    let mut package = package(&p("De huur is hoog"));
    let edits = [
        Edit::Delete { target: at(&package, 0, 7..15) },
        Edit::Replace { target: at(&package, 0, 3..7), text: "pacht\tper jaar".into() },
    ];
    package.apply(&edits, &Mode::Direct).unwrap();
    assert_eq!(texts(&package), ["De pacht\tper jaar"]);
    assert!(!body(&package).contains("Legal Mind") && body(&package).contains("<w:tab/>"));
}

#[test]
fn the_expected_text_must_stand_there() {
    let mut package = package(&(p("De huur is hoog") + &p("De huur is laag")));
    let wrong = Target::At { address: Address::new(MAIN, 0, 3..7), expected: "huis".into() };
    assert_eq!(refusal(&mut package, Edit::Delete { target: wrong }, &tracked()), Refusal::OtherText);
    let far = Target::At { address: Address::new(MAIN, 0, 3..99), expected: "huur".into() };
    assert_eq!(refusal(&mut package, Edit::Delete { target: far }, &tracked()), Refusal::OutOfRange);
    let quote = |text: &str| Edit::Delete { target: Target::Quote(text.into()) };
    assert_eq!(refusal(&mut package, quote("is middel"), &tracked()), Refusal::NotFound);
    assert_eq!(refusal(&mut package, quote("De huur"), &tracked()), Refusal::Ambiguous(2));
    let bell = Edit::Replace { target: whole(&package, 0), text: "\u{7}".into() };
    assert_eq!(refusal(&mut package, bell, &tracked()), Refusal::BadText);
    package.apply(&[quote(" is hoog")], &tracked()).unwrap();
    assert_eq!(texts(&package), ["De huur", "De huur is laag"]);
}

#[test]
fn one_refused_edit_refuses_all() {
    let mut package = package(&p("De huur is hoog"));
    let before = package.save().unwrap();
    let edits = [
        Edit::Delete { target: at(&package, 0, 0..3) },
        Edit::Delete { target: Target::Quote("staat er niet".into()) },
    ];
    assert!(matches!(package.apply(&edits, &tracked()), Err(Error::Refused { edit: 1, .. })));
    let twice =
        [Edit::Delete { target: at(&package, 0, 0..5) }, Edit::Delete { target: at(&package, 0, 3..7) }];
    assert!(matches!(
        package.apply(&twice, &tracked()),
        Err(Error::Refused { refusal: Refusal::Overlap, .. })
    ));
    assert_eq!(package.save().unwrap(), before);
}

#[test]
fn the_insertion_of_somebody_else_stays_theirs() {
    let theirs = "<w:p><w:ins w:id=\"7\" w:author=\"Wederpartij\" w:date=\"2026-01-01T00:00:00Z\"><w:r><w:t>zonder voorafgaande kennisgeving</w:t></w:r></w:ins></w:p>";
    let mut package = package(theirs);
    let edits = [
        Edit::Delete { target: at(&package, 0, 0..7) },
        Edit::InsertText { target: at(&package, 0, 7..19), text: " schriftelijke".into() },
    ];
    package.apply(&edits, &tracked()).unwrap();
    let text = body(&package);
    assert!(text.contains("w:author=\"Wederpartij\" w:date=\"2026-01-01T00:00:00Z\"><w:del w:id="), "{text}");
    assert!(
        !text.contains("<w:ins w:id=\"7\" w:author=\"Wederpartij\" w:date=\"2026-01-01T00:00:00Z\"><w:ins"),
        "{text}"
    );
    assert_eq!(texts(&package), ["voorafgaande schriftelijke kennisgeving"]);
    package.resolve(&Choice::Author("Wederpartij".into()), Decision::Reject).unwrap();
    assert_eq!(texts(&package), [" schriftelijke"]);
    let mut direct = super::support::package(theirs);
    let edit = Edit::Delete { target: at(&direct, 0, 0..7) };
    assert_eq!(refusal(&mut direct, edit, &Mode::Direct), Refusal::LosesRevision);
}

#[test]
fn a_deleted_paragraph_takes_its_mark() {
    let mut package = package(&(p("Een") + &p("Twee") + &p("Drie")));
    package.apply(&[Edit::DeleteParagraph { target: whole(&package, 1) }], &tracked()).unwrap();
    assert!(body(&package).contains("<w:pPr><w:rPr><w:del w:id="));
    assert_eq!(texts(&package), ["Een", "", "Drie"], "the number of a paragraph stays");
    assert_eq!(package.text(MAIN, View::Accepted).unwrap(), ["Een", "Drie"]);
    assert_eq!(package.text(MAIN, View::Original).unwrap(), ["Een", "Twee", "Drie"]);
    let again = Edit::DeleteParagraph { target: whole(&package, 1) };
    assert_eq!(refusal(&mut package, again, &tracked()), Refusal::AlreadyChanged);
}

#[test]
fn new_paragraphs_come_and_go() {
    for (number, expected) in [(0, ["Een", "nieuw", "ook", "Twee"]), (1, ["Een", "Twee", "nieuw", "ook"])] {
        for style in [None, Some("Kop1".to_owned())] {
            let mut package = package(&(p("Een") + &p("Twee")));
            let texts = vec!["nieuw".into(), "ook".into()];
            let edit = Edit::InsertParagraphs { after: whole(&package, number), texts, style };
            let applied = package.apply(&[edit], &tracked()).unwrap();
            assert_eq!(applied[0].shifts, [(MAIN.to_owned(), number + 1, 2)]);
            assert_eq!(self::texts(&package), expected);
            assert_eq!(package.text(MAIN, View::Accepted).unwrap(), expected);
            package.resolve(&Choice::All, Decision::Reject).unwrap();
            assert_eq!(self::texts(&package), ["Een", "Twee"]);
            assert!(!body(&package).contains("Kop1"), "{}", body(&package));
        }
    }
    let mut package = package(&p("Een"));
    let edit = Edit::InsertParagraphs { after: whole(&package, 0), texts: vec![], style: Some("Weg".into()) };
    assert_eq!(refusal(&mut package, edit, &tracked()), Refusal::NoStyle("Weg".into()));
}

#[test]
fn moved_paragraphs_bear_one_name() {
    let mut package = package(&(p("Een") + &p("Twee") + &p("Drie") + &p("Vier")));
    let edit = Edit::MoveParagraphs { first: whole(&package, 0), count: 2, after: whole(&package, 2) };
    package.apply(&[edit], &tracked()).unwrap();
    assert_eq!(package.text(MAIN, View::Accepted).unwrap(), ["Drie", "Een", "Twee", "Vier"]);
    assert_eq!(package.text(MAIN, View::Original).unwrap(), ["Een", "Twee", "Drie", "Vier"]);
    let revisions = package.revisions().unwrap();
    assert!(revisions.iter().all(|revision| revision.move_name == revisions[0].move_name));
    let mut one = package.clone();
    one.resolve(&Choice::One(0), Decision::Accept).unwrap();
    assert_eq!(self::texts(&one), ["Drie", "Een", "Twee", "Vier"]);
    assert!(!body(&one).contains("Range"), "{}", body(&one));
    let mut direct = super::support::package(&(p("Een") + &p("Twee") + &p("Drie")));
    let edit = Edit::MoveParagraphs { first: whole(&direct, 2), count: 1, after: whole(&direct, 0) };
    direct.apply(&[edit], &Mode::Direct).unwrap();
    assert_eq!(self::texts(&direct), ["Een", "Drie", "Twee"]);
}

#[test]
fn a_comment_makes_its_part() {
    let mut package = package(&p("De huur is hoog"));
    let comment = |package: &Package, range| Edit::Comment {
        target: at(package, 0, range),
        text: "Klopt dit?\nGraag nakijken & melden".into(),
        author: author("Legal Mind (concept)"),
    };
    package.apply(&[comment(&package, 3..7)], &tracked()).unwrap();
    let mut package = again(&package);
    let kinds = package.part("[Content_Types].xml").unwrap().unwrap();
    assert!(kinds.contains("PartName=\"/word/comments.xml\""), "{kinds}");
    package.apply(&[comment(&package, 0..2)], &Mode::Direct).unwrap();
    let package = again(&package);
    assert_eq!(texts(&package), ["De huur is hoog"]);
    let comments = package.part("word/comments.xml").unwrap().unwrap();
    assert_eq!(comments.matches("<w:comment ").count(), 2);
    assert!(comments.contains("&amp; melden"));
    let text = body(&package);
    assert!(text.contains("<w:commentRangeStart w:id=\"1\"/><w:r><w:t xml:space=\"preserve\">huur</w:t></w:r><w:commentRangeEnd w:id=\"1\"/>"), "{text}");
}

#[test]
fn a_style_is_set_and_set_back() {
    let mut package = package(
        "<w:p><w:pPr><w:jc w:val=\"center\"/><w:rPr><w:i/></w:rPr></w:pPr><w:r><w:t>Kop</w:t></w:r></w:p>",
    );
    let before = body(&package);
    let edit = |package: &Package| Edit::SetStyle { target: whole(package, 0), style: "Kop1".into() };
    package.apply(&[edit(&package)], &tracked()).unwrap();
    assert!(body(&package).starts_with(
        "<w:p><w:pPr><w:pStyle w:val=\"Kop1\"/><w:jc w:val=\"center\"/><w:rPr><w:i/></w:rPr><w:pPrChange"
    ));
    let again = edit(&package);
    assert_eq!(refusal(&mut package, again, &tracked()), Refusal::AlreadyChanged);
    package.resolve(&Choice::All, Decision::Reject).unwrap();
    assert_eq!(body(&package), before);
}

const FIELD: &str = "<w:p><w:r><w:t>Zie artikel </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> MERGEFIELD Nummer </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>7.2</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t> hierna</w:t></w:r></w:p>";

#[test]
fn a_field_is_whole_or_not_at_all() {
    let mut package = package(FIELD);
    assert_eq!(texts(&package), ["Zie artikel 7.2 hierna"]);
    for range in [12..13, 10..13, 14..18] {
        let edit = Edit::Delete { target: at(&package, 0, range) };
        assert_eq!(refusal(&mut package, edit, &tracked()), Refusal::CutsField);
    }
    let edit = Edit::Replace { target: at(&package, 0, 4..15), text: "bijlage A".into() };
    package.apply(&[edit], &tracked()).unwrap();
    assert_eq!(texts(&package), ["Zie bijlage A hierna"]);
    assert!(body(&package).contains("delInstrText"));
    package.resolve(&Choice::All, Decision::Reject).unwrap();
    assert_eq!(texts(&package), ["Zie artikel 7.2 hierna"]);
    assert!(!body(&package).contains("delInstrText"));
    let simple = "<w:p><w:r><w:t>Blad </w:t></w:r><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>12</w:t></w:r></w:fldSimple></w:p>";
    let mut package = super::support::package(simple);
    let edit = Edit::Delete { target: at(&package, 0, 5..6) };
    assert_eq!(refusal(&mut package, edit, &tracked()), Refusal::CutsField);
    let edit = Edit::Delete { target: whole(&package, 0) };
    package.apply(&[edit], &tracked()).unwrap();
    assert_eq!(texts(&package), [""]);
    package.resolve(&Choice::All, Decision::Reject).unwrap();
    assert_eq!(texts(&package), ["Blad 12"]);
}

#[test]
fn controls_and_fields_are_filled() {
    let control = |props: &str| {
        format!(
            "<w:p><w:r><w:t>Naam: </w:t></w:r><w:sdt><w:sdtPr><w:tag w:val=\"naam\"/>{props}</w:sdtPr><w:sdtContent><w:r><w:rPr><w:rStyle w:val=\"PlaceholderText\"/></w:rPr><w:t>vul in</w:t></w:r></w:sdtContent></w:sdt></w:p>"
        )
    };
    let fill =
        |text: &str| Edit::Fill { slot: "naam".into(), expected: Some("vul in".into()), text: text.into() };
    for mode in [Mode::Direct, tracked()] {
        let mut package = package(&control("<w:showingPlcHdr/><w:text/>"));
        package.apply(&[fill("Jansen B.V.")], &mode).unwrap();
        assert_eq!(texts(&package), ["Naam: Jansen B.V."]);
        assert!(!body(&package).contains("showingPlcHdr"), "{}", body(&package));
        assert_eq!(package.slots()[0].text, "Jansen B.V.");
    }
    let mut locked = package(&control("<w:lock w:val=\"sdtContentLocked\"/>"));
    assert_eq!(refusal(&mut locked, fill("x"), &tracked()), Refusal::Locked);
    let edit = Edit::Delete { target: at(&locked, 0, 7..8) };
    assert_eq!(refusal(&mut locked, edit, &tracked()), Refusal::Locked);
    let mut bound = package(&control("<w:dataBinding w:xpath=\"/a\"/>"));
    assert_eq!(refusal(&mut bound, fill("x"), &tracked()), Refusal::Bound);
    let mut list = package(&control(
        "<w:dropDownList><w:listItem w:displayText=\"man\" w:value=\"m\"/></w:dropDownList>",
    ));
    assert_eq!(refusal(&mut list, fill("x"), &tracked()), Refusal::NotInList);
    assert_eq!(
        refusal(
            &mut list,
            Edit::Fill { slot: "weg".into(), expected: None, text: String::new() },
            &tracked()
        ),
        Refusal::NoSlot
    );
    let mut field = package(FIELD);
    let edit = Edit::Fill { slot: "Nummer".into(), expected: None, text: "8.1".into() };
    field.apply(&[edit], &tracked()).unwrap();
    assert_eq!(texts(&field), ["Zie artikel 8.1 hierna"]);
    field.resolve(&Choice::All, Decision::Reject).unwrap();
    assert_eq!(texts(&field), ["Zie artikel 7.2 hierna"]);
}

#[test]
fn a_file_with_another_prefix_and_odd_spelling() {
    let text = format!(
        "<x:document xmlns:x='{}'><x:body><x:p  ><x:r><x:t>a &#x26; b &lt;c</x:t></x:r></x:p ></x:body></x:document>",
        super::support::W
    );
    let mut parts = super::support::unzip(&docx(""));
    parts.iter_mut().find(|(name, _)| name == MAIN).unwrap().1 = text.into_bytes();
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let mut package = Package::open(super::support::zip(&parts)).unwrap();
    assert_eq!(texts(&package), ["a & b <c"]);
    let edit = Edit::Replace { target: at(&package, 0, 2..3), text: "en".into() };
    package.apply(&[edit], &tracked()).unwrap();
    let package = again(&package);
    assert_eq!(texts(&package), ["a en b <c"]);
    let text = package.part(MAIN).unwrap().unwrap();
    assert!(
        text.contains("<x:p  ><x:r>") && text.contains("</x:p >") && text.contains("<x:del x:id="),
        "{text}"
    );
}
