//! What a screen is given.

use legalmind_docx::{
    Align, Cell, Edit, Mark, OBJECT, Package, ReadRun, Reading, RevisionKind, StoryKind, View,
};

use super::support::{at, author, numbered, open_samples, p, package, tracked, whole};

const BY: &str = "w:author=\"B\" w:date=\"2026-01-01T00:00:00Z\"";

fn run<'a>(reading: &'a Reading, paragraph: usize, text: &str) -> &'a ReadRun {
    reading.paragraphs[paragraph].runs.iter().find(|run| run.text == text).unwrap()
}

#[test]
fn deleted_text_is_shown_and_has_no_place() {
    let mut package = package(&p("De huur is hoog"));
    let edit = Edit::Replace { target: at(&package, 0, 3..7), text: "pacht".into() };
    package.apply(&[edit], &tracked()).unwrap();
    let reading = package.reading().unwrap();
    let shown: Vec<_> = reading.paragraphs[0].runs.iter().map(|run| (run.text.as_str(), run.start)).collect();
    assert_eq!(shown, [("De ", Some(0)), ("huur", None), ("pacht", Some(3)), (" is hoog", Some(8))]);
    let revisions = package.revisions().unwrap();
    let kind = |number: Option<usize>| revisions[number.unwrap()].kind;
    assert_eq!(kind(run(&reading, 0, "huur").deleted), RevisionKind::Deletion);
    assert_eq!(kind(run(&reading, 0, "pacht").inserted), RevisionKind::Insertion);
}

#[test]
fn numbers_of_revisions_are_those_of_the_list() {
    let mut package = package(&(p("Een") + &p("Twee, dat lang genoeg is") + &p("Drie") + &p("Vier")));
    let edits = [
        Edit::DeleteParagraph { target: whole(&package, 0) },
        Edit::MoveParagraphs { first: whole(&package, 1), count: 1, after: whole(&package, 3) },
        Edit::InsertParagraphs { after: whole(&package, 2), texts: vec!["Nieuw".into()], style: None },
    ];
    package.apply(&edits, &tracked()).unwrap();
    let (reading, revisions) = (package.reading().unwrap(), package.revisions().unwrap());
    let mut met = 0;
    for paragraph in &reading.paragraphs {
        if let Some(Mark { kind, revision }) = paragraph.mark {
            assert_eq!(
                (revisions[revision].kind, revisions[revision].address.paragraph),
                (kind, paragraph.number)
            );
            met += 1;
        }
        for run in &paragraph.runs {
            for number in run.inserted.into_iter().chain(run.deleted) {
                assert_eq!(revisions[number].text, run.text);
                assert_eq!(
                    run.moved,
                    matches!(revisions[number].kind, RevisionKind::MoveFrom | RevisionKind::MoveTo)
                );
                met += 1;
            }
        }
    }
    assert_eq!(met, revisions.len());
    assert_eq!(reading.paragraphs[0].mark.unwrap().kind, RevisionKind::ParagraphDeletion);
}

#[test]
fn looks_come_from_runs_and_from_styles() {
    let styles = "<w:r><w:rPr><w:b/><w:i w:val=\"0\"/><w:u w:val=\"single\"/></w:rPr><w:t>vet</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>door</w:t></w:r>";
    let body = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Kop1\"/><w:jc w:val=\"both\"/><w:ind w:left=\"1440\"/></w:pPr>{styles}</w:p>"
    );
    let reading = package(&body).reading().unwrap();
    let paragraph = &reading.paragraphs[0];
    assert_eq!((paragraph.heading, paragraph.align, paragraph.indent), (Some(1), Some(Align::Justify), 2));
    assert_eq!(paragraph.style_name.as_deref(), Some("heading 1"));
    let bold = run(&reading, 0, "vet");
    assert!(bold.bold && !bold.italic && bold.underline && !bold.strike);
    assert!(run(&reading, 0, "door").strike);
}

#[test]
fn styles_that_both_say_bold_take_it_back() {
    let style = |kind: &str, id: &str, inner: &str| {
        format!("<w:style w:type=\"{kind}\" w:styleId=\"{id}\"><w:name w:val=\"{id}\"/>{inner}</w:style>")
    };
    let styles = style("paragraph", "Basis", "<w:rPr><w:b/></w:rPr>")
        + &style("paragraph", "Kop", "<w:basedOn w:val=\"Basis\"/><w:pPr><w:jc w:val=\"center\"/></w:pPr>")
        + &style("character", "Sterk", "<w:rPr><w:b/><w:i/></w:rPr>");
    let body = "<w:p><w:pPr><w:pStyle w:val=\"Kop\"/></w:pPr><w:r><w:t>kop</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"Sterk\"/></w:rPr><w:t>sterk</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"Sterk\"/><w:b/></w:rPr><w:t>zelf</w:t></w:r></w:p>";
    let reading = super::support::styled(body, &styles).reading().unwrap();
    assert_eq!(reading.paragraphs[0].align, Some(Align::Center));
    let bold = |text: &str| (run(&reading, 0, text).bold, run(&reading, 0, text).italic);
    assert_eq!([bold("kop"), bold("sterk"), bold("zelf")], [(true, false), (false, true), (true, true)]);
}

#[test]
fn places_in_tables() {
    let cell = |inner: &str| format!("<w:tc>{inner}</w:tc>");
    let wide = format!("<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{}</w:tc>", p("breed"));
    let nested = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>{}", cell(&p("diep")), p("onder"));
    let table = format!(
        "<w:tbl><w:tr>{wide}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
        cell(&p("c")),
        cell(&p("a")),
        cell(&nested),
        cell(&p("z"))
    );
    let reading = package(&(p("voor") + &table + &p("na"))).reading().unwrap();
    let cells: Vec<_> = reading.paragraphs.iter().map(|paragraph| paragraph.cell).collect();
    let cell =
        |table, row, column, span, rows, columns| Some(Cell { table, row, column, span, rows, columns });
    assert_eq!(
        cells,
        [
            None,
            cell(0, 0, 0, 2, 2, 3),
            cell(0, 0, 2, 1, 2, 3),
            cell(0, 1, 0, 1, 2, 3),
            cell(1, 0, 0, 1, 1, 1),
            cell(0, 1, 1, 1, 2, 3),
            cell(0, 1, 2, 1, 2, 3),
            None
        ]
    );
}

#[test]
fn comments_cover_what_they_speak_of() {
    let mut package = package(&(p("De huur is hoog") + &p("De borg ook") + &p("Slot")));
    let comment = |target, text: &str| Edit::Comment { target, text: text.into(), author: author("Mr. A") };
    let edits =
        [comment(at(&package, 0, 3..7), "Welke?\nGraag bedrag."), comment(at(&package, 1, 8..11), "Ook?")];
    package.apply(&edits, &tracked()).unwrap();
    let reading = package.reading().unwrap();
    let said: Vec<_> = reading
        .comments
        .iter()
        .map(|comment| {
            let address = comment.address.clone().unwrap();
            (comment.text.as_str(), comment.author.as_str(), address.paragraph, address.start..address.end)
        })
        .collect();
    assert_eq!(said, [("Welke?\nGraag bedrag.", "Mr. A", 0, 3..7), ("Ook?", "Mr. A", 1, 8..11)]);
    assert_eq!(run(&reading, 0, "huur").comments, [reading.comments[0].id]);
    assert!(run(&reading, 0, "De ").comments.is_empty() && run(&reading, 0, " is hoog").comments.is_empty());
    assert!(reading.paragraphs.iter().all(|paragraph| paragraph.kind == StoryKind::Document));
    // a comment over several paragraphs, read from its middle
    let mark = |which: &str| format!("<w:commentRange{which} w:id=\"7\"/>");
    let body = p("voor")
        + &mark("Start")
        + &p("een")
        + &p("twee")
        + "<w:p><w:r><w:t>dr</w:t></w:r>"
        + &mark("End")
        + "<w:r><w:t>ie</w:t></w:r></w:p>";
    let package = super::support::package(&body);
    let reading = package.reading_of(2..4).unwrap();
    assert_eq!((reading.total, reading.from, reading.paragraphs.len()), (4, 2, 2));
    assert_eq!(run(&reading, 0, "twee").comments, [7]);
    assert_eq!(run(&reading, 1, "dr").comments, [7]);
    assert!(run(&reading, 1, "ie").comments.is_empty());
}

#[test]
fn fields_and_labels() {
    let lists = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.%2\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    let item = |level: u32, inner: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>{inner}</w:p>"
        )
    };
    let field = "<w:r><w:t>zie </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>REF a</w:instrText><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>7.2</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:fldSimple w:instr=\"PAGE\"><w:r><w:t>9</w:t></w:r></w:fldSimple>";
    let body = item(0, "<w:r><w:t>x</w:t></w:r>") + &item(1, field);
    let reading = Package::open(numbered(&body, lists)).unwrap().reading().unwrap();
    let labels: Vec<_> =
        reading.paragraphs.iter().map(|found| (found.label.as_deref(), found.indent)).collect();
    assert_eq!(labels, [(Some("1."), 0), (Some("1.1"), 1)]);
    assert!(!run(&reading, 1, "zie ").field);
    assert!(run(&reading, 1, "7.29").field, "the code of a field is not shown, its result is");
}

#[test]
fn a_list_inside_a_list_is_set_in_whatever_its_level() {
    let lists = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"–\"/><w:pPr><w:ind w:left=\"1418\" w:hanging=\"709\"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    let item = |own: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr>{own}</w:pPr><w:r><w:t>x</w:t></w:r></w:p>"
        )
    };
    let body = item("") + &item("<w:ind w:left=\"709\"/>") + &item("<w:ind w:left=\"2127\"/>");
    let reading = Package::open(numbered(&body, lists)).unwrap().reading().unwrap();
    let indents: Vec<u32> = reading.paragraphs.iter().map(|found| found.indent).collect();
    assert_eq!(indents, [1, 0, 2]);
}

#[test]
fn notes_bear_their_numbers() {
    let package = open_samples().into_iter().find(|(_, _, package)| {
        package.parts().iter().any(|part| part.kind == StoryKind::Footnotes && part.paragraphs > 2)
    });
    let Some((name, _, package)) = package else { return };
    let reading = package.reading().unwrap();
    let marks = |kind: StoryKind| {
        let all = reading.paragraphs.iter().filter(move |paragraph| paragraph.kind == kind);
        all.flat_map(|paragraph| &paragraph.runs).filter_map(|run| run.note.clone()).collect::<Vec<_>>()
    };
    assert!(!marks(StoryKind::Document).is_empty(), "{name}");
    assert_eq!(marks(StoryKind::Document)[0], "1", "{name}");
    assert!(marks(StoryKind::Footnotes).contains(&"1".to_owned()), "{name}");
    let reference =
        reading.paragraphs.iter().flat_map(|paragraph| &paragraph.runs).find(|run| run.note.is_some());
    assert_eq!(reference.unwrap().text, OBJECT.to_string());
}

/// Every sample: the runs are the text, the pieces are the whole, the numbers are those of the list.
#[test]
fn samples_are_shown_whole() {
    for (name, _, package) in open_samples() {
        let whole = package.reading().unwrap();
        assert_eq!(whole.total, whole.paragraphs.len());
        let revisions = package.revisions().unwrap();
        let mut of_part = (String::new(), Vec::new(), Vec::new());
        for paragraph in &whole.paragraphs {
            if of_part.0 != paragraph.part {
                let texts = package.text(&paragraph.part, View::Current).unwrap();
                of_part = (paragraph.part.clone(), texts, package.numbers(&paragraph.part).unwrap());
            }
            let mut text = String::new();
            for run in &paragraph.runs {
                match run.start {
                    Some(start) => {
                        assert_eq!(start, text.chars().count(), "{name}");
                        text.push_str(&run.text);
                    }
                    None => assert!(run.deleted.is_some(), "{name}"),
                }
                for number in run.inserted.into_iter().chain(run.deleted) {
                    assert!(revisions[number].kind != RevisionKind::RunFormat, "{name}");
                    assert_eq!(revisions[number].address.part, paragraph.part, "{name}");
                }
            }
            assert_eq!(text, of_part.1[paragraph.number], "{name}");
            assert_eq!(paragraph.label.clone().unwrap_or_default(), of_part.2[paragraph.number], "{name}");
        }
        let mut pieces = Vec::new();
        for from in (0..whole.total).step_by(7) {
            let piece = package.reading_of(from..from + 7).unwrap();
            assert_eq!((piece.total, piece.from), (whole.total, from));
            assert_eq!(piece.comments, whole.comments);
            pieces.extend(piece.paragraphs);
        }
        assert!(pieces == whole.paragraphs, "{name}");
    }
}

#[test]
fn a_style_of_somebody_does_not_hide_a_deletion() {
    let body = format!(
        "<w:p><w:r><w:t>a</w:t></w:r><w:ins w:id=\"1\" {BY}><w:del w:id=\"2\" {BY}><w:r><w:delText>b</w:delText></w:r></w:del></w:ins></w:p>"
    );
    let reading = package(&body).reading().unwrap();
    let both = run(&reading, 0, "b");
    assert_eq!((both.inserted, both.deleted, both.start), (Some(0), Some(1), None));
}
