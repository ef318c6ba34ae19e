//! Templates checked and filled, and documents composed of Markdown.

use std::collections::BTreeMap;

use legalmind_docx::{FillError, Filling, Package, TagFault, TemplateFault, View, compose};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{
    sequences::cases,
    support::{self, MAIN, again, package as open},
};

/// A run.
fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn p(text: &str) -> String {
    format!("<w:p>{}</w:p>", r(text))
}

fn paragraphs(package: &Package) -> Vec<String> {
    package.text(MAIN, View::Current).unwrap()
}

fn filling(context: Value) -> Filling {
    Filling { context: context.to_string(), ..Filling::default() }
}

fn filled(body: &str, context: Value) -> Vec<String> {
    paragraphs(&open(body).fill(&filling(context)).unwrap().package)
}

fn faults(body: &str) -> Vec<(usize, usize, TagFault)> {
    match open(body).template() {
        Err(FillError::Template(faults)) => faults
            .into_iter()
            .map(|TemplateFault { place, fault }| (place.paragraph, place.start, fault))
            .collect(),
        other => panic!("no faults: {other:?}"),
    }
}

#[test]
fn a_field_keeps_the_look_of_its_place() {
    let body = format!(
        "<w:p>{}<w:r><w:rPr><w:b/></w:rPr><w:t>{{{{ na</w:t></w:r><w:r><w:rPr><w:i/></w:rPr>\
         <w:t>am }}}}</w:t></w:r>{}</w:p>",
        r("Aan: "),
        r(" te Utrecht &amp; omstreken")
    );
    let package = open(&body).fill(&filling(json!({ "naam": "Van <Loon>\nB.V." }))).unwrap().package;
    assert_eq!(paragraphs(&package), ["Aan: Van <Loon>\nB.V. te Utrecht & omstreken"]);
    let xml = package.part(MAIN).unwrap().unwrap();
    assert!(
        xml.contains("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">Van &lt;Loon&gt;</w:t><w:br/>")
    );
    assert!(!xml.contains("<w:i/>"), "the rest of the tag leaves nothing: {xml}");
}

#[test]
fn what_no_tag_touches_is_the_same_bytes() {
    let untouched = "<w:p  w:rsidR='00AB'><w:r><w:t>een  &#x26; ander</w:t></w:r></w:p>";
    let body = format!("{untouched}{}{untouched}", p("{{ x }}"));
    let package = open(&body).fill(&filling(json!({ "x": 1 }))).unwrap().package;
    assert_eq!(package.part(MAIN).unwrap().unwrap().matches(untouched).count(), 2);
    let plain = open(untouched);
    let same = plain.fill(&filling(json!({}))).unwrap().package;
    assert_eq!(same.save().unwrap(), plain.save().unwrap());
}

#[test]
fn paragraphs_of_tags_vanish() {
    let body = [
        p("een"),
        p("{{ als boete }}"),
        p("boete"),
        p("{{ anders als bedrag > 10 }}"),
        p("veel"),
        p("{{ anders }}"),
        p("weinig"),
        p(" {{ /als }} "),
        p("twee"),
    ]
    .concat();
    assert_eq!(filled(&body, json!({ "boete": true })), ["een", "boete", "twee"]);
    assert_eq!(filled(&body, json!({ "bedrag": 11 })), ["een", "veel", "twee"]);
    assert_eq!(filled(&body, json!({})), ["een", "weinig", "twee"]);
}

#[test]
fn conditions_inside_of_a_paragraph() {
    let body = p("Partij {{ als x }}A{{ anders }}B{{ /als }}.")
        + &p("{{ als x }}alleen met x{{ /als }}")
        + &p("slot");
    assert_eq!(filled(&body, json!({ "x": true })), ["Partij A.", "alleen met x", "slot"]);
    assert_eq!(filled(&body, json!({ "x": false })), ["Partij B.", "slot"]);
    // one that begins in a paragraph and ends in another, at their edges
    let body = p("{{ als x }}een") + &p("twee{{ /als }}") + &p("drie");
    assert_eq!(filled(&body, json!({ "x": true })), ["een", "twee", "drie"]);
    assert_eq!(filled(&body, json!({})), ["drie"]);
}

#[test]
fn repetitions_count_and_nest() {
    let body = [
        p("{{ per p in partijen }}"),
        p("{{ nummer }}. {{ p.naam }}{{ als niet laatste }};{{ anders }}.{{ /als }}"),
        p("{{ per k in p.kinderen }}"),
        p("- {{ k }} van {{ p.naam }}"),
        p("{{ /per }}"),
        p("{{ /per }}"),
    ]
    .concat();
    let context = json!({ "partijen": [{ "naam": "A", "kinderen": ["x", "y"] }, { "naam": "B" }] });
    assert_eq!(filled(&body, context), ["1. A;", "- x van A", "- y van A", "2. B."]);
    let used = open(&body).template().unwrap();
    assert_eq!(used.lists, ["partijen", "partijen.*.kinderen"]);
    assert_eq!(used.fields, ["partijen", "partijen.*.naam", "partijen.*.kinderen", "partijen.*.kinderen.*"]);
}

#[test]
fn rows_are_repeated_and_left_out() {
    let cell = |text: &str| format!("<w:tc><w:tcPr/>{}</w:tc>", p(text));
    let row =
        |cells: &[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(|it| cell(it)).collect::<String>());
    let table = |rows: &str| format!("<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>{}", p("slot"));
    let rows =
        row(&["Naam", "Datum"]) + &row(&["{{ per g in lijst }}{{ g.naam }}", "{{ g.datum }}{{ /per }}"]);
    let body = table(&rows);
    let context = json!({ "lijst": [{ "naam": "A", "datum": 1 }, { "naam": "B", "datum": 2 }] });
    assert_eq!(filled(&body, context), ["Naam", "Datum", "A", "1", "B", "2", "slot"]);
    assert_eq!(filled(&body, json!({})), ["Naam", "Datum", "slot"]);
    // rows of tags around other rows, and a table of which nothing is left
    let rows =
        row(&["{{ als x }}", ""]) + &row(&["een", "{{ als y }}twee{{ /als }}"]) + &row(&["{{ /als }}", ""]);
    let body = table(&rows);
    assert_eq!(filled(&body, json!({ "x": true })), ["een", "", "slot"]);
    let package = open(&body).fill(&filling(json!({}))).unwrap().package;
    assert_eq!(paragraphs(&package), ["slot"]);
    assert!(!package.part(MAIN).unwrap().unwrap().contains("<w:tbl>"));
}

#[test]
fn controls_do_as_their_tags_say() {
    let control = |tag: &str, content: &str| {
        format!(
            "<w:sdt><w:sdtPr><w:tag w:val=\"{tag}\"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )
    };
    let body = [
        format!("<w:p>{}{}</w:p>", r("Aan "), control("naam", &r("Klik hier"))),
        control("als boete", &(p("een") + &p("twee"))),
        control("per g in lijst", &format!("<w:p>{}</w:p>", control("g.naam", &r("?")))),
        control("goog_rdk_3", &p("blijft")),
    ]
    .concat();
    let context = json!({ "naam": "X", "boete": true, "lijst": [{ "naam": "A" }, { "naam": "B" }] });
    assert_eq!(filled(&body, context), ["Aan X", "een", "twee", "A", "B", "blijft"]);
    let used = open(&body).template().unwrap();
    assert_eq!(used.fields, ["naam", "boete", "lijst", "lijst.*.naam"]);
    // the place of a fault is that of the file, not of the tags written out
    let body = control("als boete", &p("een")) + &p("{{ x");
    assert_eq!(faults(&body), [(1, 0, TagFault::Unfinished)]);
}

#[test]
fn each_fault_names_its_place() {
    for (body, expected) in [
        (p("a {{ x "), vec![(0, 2, TagFault::Unfinished)]),
        (p("{{ }}"), vec![(0, 0, TagFault::Empty)]),
        (p("x") + &p("{{ a + }}"), vec![(1, 0, TagFault::NotAnExpression)]),
        (p("{{ a | shout }}"), vec![(0, 0, TagFault::UnknownFilter)]),
        (p("{{ als x }}"), vec![(0, 0, TagFault::NotClosed)]),
        (p("x {{ /als }}"), vec![(0, 2, TagFault::NotOpen)]),
        (p("{{ anders }}"), vec![(0, 0, TagFault::NotOpen)]),
        (p("{{ per lijst }}"), vec![(0, 0, TagFault::NotARepetition)]),
        (p("{{ clausule Naam! }}"), vec![(0, 0, TagFault::NotAClause)]),
        (p("zie {{ clausule boete }}"), vec![(0, 4, TagFault::ClauseNotAlone)]),
        (p("een {{ als x }} twee") + &p("drie {{ /als }} vier"), vec![(0, 4, TagFault::Crosses)]),
        (
            p("{{ als x }}") + &p("{{ per a in b }}") + &p("{{ /als }}") + &p("{{ /per }}"),
            vec![(0, 0, TagFault::NotClosed), (2, 0, TagFault::NotOpen)],
        ),
    ] {
        let found = faults(&body);
        for fault in expected {
            assert!(found.contains(&fault), "{fault:?} in {found:?} of {body}");
        }
    }
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", p(text));
    let across = format!("{}<w:tbl><w:tr>{}</w:tr></w:tbl>", p("{{ als x }}"), cell("{{ /als }}"));
    assert_eq!(faults(&across), [(0, 0, TagFault::Crosses)]);
}

#[test]
fn what_is_missing_stands_between_brackets() {
    let body = p("Aan {{ partij.naam }}, {{ optioneel }}{{ bedrag | woorden }}")
        + &p("{{ per g in lijst }}")
        + &p("{{ g.naam }}")
        + &p("{{ /per }}");
    let labels = BTreeMap::from([
        ("partij".to_owned(), "Wederpartij".to_owned()),
        ("lijst.1.naam".to_owned(), "Naam".to_owned()),
    ]);
    let printed = BTreeMap::from([("bedrag|woorden".to_owned(), "tien euro".to_owned())]);
    let context = json!({ "lijst": [{ "naam": "A" }, {}], "bedrag": 10 }).to_string();
    let filled = open(&body).fill(&Filling { context, printed, labels, clauses: Vec::new() }).unwrap();
    assert_eq!(paragraphs(&filled.package), ["Aan [Wederpartij], tien euro", "A", "[Naam]"]);
    assert_eq!(filled.missing, ["lijst.1.naam", "partij"]);
    let xml = filled.package.part(MAIN).unwrap().unwrap();
    assert_eq!(xml.matches("<w:highlight w:val=\"yellow\"/>").count(), 2);
}

#[test]
fn clauses_bring_their_own_tags() {
    let body = p("voor") + &p("{{ als boete }}{{ clausule boetebeding }}{{ /als }}") + &p("na");
    let clause = "## Boete\n\n1. {{ wij }} betaalt {{ bedrag }}.\n1. Tweede lid.\n   1. onderdeel";
    let fill = |context: Value| {
        let clauses = vec![("boetebeding".to_owned(), clause.to_owned())];
        let filling = Filling { context: context.to_string(), clauses, ..Filling::default() };
        paragraphs(&open(&body).fill(&filling).unwrap().package)
    };
    let context = json!({ "boete": true, "wij": "Opdrachtnemer", "bedrag": 5 });
    let expected = ["voor", "Boete", "1. Opdrachtnemer betaalt 5.", "2. Tweede lid.", "a. onderdeel", "na"];
    assert_eq!(fill(context), expected);
    assert_eq!(fill(json!({})), ["voor", "na"]);
    assert_eq!(open(&body).template().unwrap().clauses, ["boetebeding"]);
    // a clause that the library no longer has
    assert_eq!(filled(&body, json!({ "boete": true })), ["voor", "[clausule boetebeding]", "na"]);
}

/// A document without a style for headings.
#[test]
fn the_heading_of_a_clause_stays_with_its_text() {
    let styled =
        |keep: &str| format!("<w:pPr><w:pStyle w:val=\"Tekst\"/>{keep}<w:jc w:val=\"both\"/></w:pPr>");
    let body = format!("<w:p>{}{}</w:p>", styled(""), r("{{ clausule boete }}")) + &p("{{ clausule boete }}");
    let clauses = vec![("boete".to_owned(), "## Boete\n\nDe boete is hoog.".to_owned())];
    let package =
        support::styled(&body, "").fill(&Filling { clauses, ..filling(json!({})) }).unwrap().package;
    assert_eq!(paragraphs(&package), ["Boete", "De boete is hoog.", "Boete", "De boete is hoog."]);
    let xml = package.part(MAIN).unwrap().unwrap();
    let heading = |props: &str| format!("<w:p>{props}{}</w:p>", r("Boete"));
    assert!(xml.contains(&heading(&styled("<w:keepNext/>"))), "{xml}");
    assert!(xml.contains(&heading("<w:pPr><w:keepNext/></w:pPr>")), "{xml}");
    assert_eq!(xml.matches("keepNext").count(), 2);
}

#[test]
fn composed_articles_are_numbered_and_referred_to() {
    let markdown = "# Titel van {{ naam }}\n\n> (A) Overweging;\n\n## Begrippen {#begrippen}\n\n1. Eerste lid.\n   1. onderdeel;\n\n\
                    {{ als boete }}\n\n## Boete {#boete}\n\n1. Boete.\n\n{{ /als }}\n\n## Slot {#slot}\n\n1. Zie [[slot]]{{ als boete }} en [[boete]]{{ /als }}.\n\n\
                    {{ als boete }}\n\n1. Tussenlid.\n\n{{ /als }}\n\n1. Laatste lid.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n---\n\n{{ ondertekening partij }}\n";
    let template = Package::open(compose(markdown).unwrap()).unwrap();
    assert_eq!(compose(markdown).unwrap(), template.save().unwrap(), "the same text, the same bytes");
    let shown = |context: Value| {
        let package = template.fill(&filling(context)).unwrap().package;
        let numbers = package.numbers(MAIN).unwrap();
        let text = paragraphs(&package);
        numbers.into_iter().zip(text).map(|(number, text)| format!("{number}|{text}")).collect::<Vec<_>>()
    };
    let party = json!({ "naam": "X B.V.", "is_bedrijf": true, "vertegenwoordiger": "P. Jansen", "functie": "directeur" });
    let with = shown(json!({ "naam": "X", "boete": true, "partij": party }));
    assert_eq!(
        with.get(..11).unwrap(),
        [
            "|Titel van X",
            "|(A)\tOverweging;",
            "Artikel 1|Begrippen",
            "1.1|Eerste lid.",
            "a.|onderdeel;",
            "Artikel 2|Boete",
            "2.1|Boete.",
            "Artikel 3|Slot",
            "3.1|Zie artikel 3 en artikel 2.",
            "3.2|Tussenlid.",
            "3.3|Laatste lid.",
        ]
    );
    assert!(with.iter().any(|line| line == "|P. Jansen") && with.iter().any(|line| line == "|directeur"));
    let without = shown(json!({ "naam": "X", "partij": { "naam": "A. de Vries" } }));
    assert!(without.contains(&"2.1|Zie artikel 2.".to_owned()), "{without:?}");
    assert!(!without.iter().any(|line| line.contains("Functie")), "{without:?}");
}

/// Text around tags, cut into runs anywhere.
fn pieces() -> impl Strategy<Value = Vec<(String, usize)>> {
    let text = prop_oneof![
        Just("{{ naam }}".to_owned()),
        Just("{{ als x }}ja{{ /als }}".to_owned()),
        Just("{{ als y }}nee{{ anders }}anders{{ /als }}".to_owned()),
        Just("{{ per g in lijst }}{{ g }},{{ /per }}".to_owned()),
        "[a-zé &<}\"]{0,12}",
    ];
    prop::collection::vec((text, 1_usize..6), 1..6)
}

fn expected(text: &str) -> String {
    text.replace("{{ naam }}", "Žo & <Zn>")
        .replace("{{ als x }}ja{{ /als }}", "ja")
        .replace("{{ als y }}nee{{ anders }}anders{{ /als }}", "anders")
        .replace("{{ per g in lijst }}{{ g }},{{ /per }}", "1,2,")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases(256)))]

    /// However Word cuts a text into runs, it is filled as if it were one.
    #[test]
    fn runs_may_be_cut_anywhere(pieces in pieces()) {
        let mut body = String::from("<w:p>");
        let mut whole = String::new();
        for (text, size) in &pieces {
            whole.push_str(text);
            let chars: Vec<char> = text.chars().collect();
            for (number, part) in chars.chunks(*size).enumerate() {
                let text: String = part.iter().collect();
                let text = text.replace('&', "&amp;").replace('<', "&lt;");
                let look = if number % 2 == 0 { "<w:rPr><w:b/></w:rPr>" } else { "" };
                body.push_str(&format!("<w:r>{look}<w:t xml:space=\"preserve\">{text}</w:t></w:r>"));
            }
        }
        body.push_str("</w:p>");
        body.push_str(&p("slot"));
        let context = json!({ "naam": "Žo & <Zn>", "x": true, "y": false, "lijst": [1, 2] });
        let got = filled(&body, context);
        let mut want = vec![expected(&whole), "slot".to_owned()];
        if want.first().is_some_and(|text| text.trim().is_empty()) && got.len() == 1 {
            want.remove(0);
        }
        prop_assert_eq!(got, want);
    }

    /// No text makes it fail: what is no template is told so.
    #[test]
    fn any_text_is_a_template_or_is_told_why(text in "(\\{\\{|\\}\\}|als|per|in|/als|/per|anders|clausule| |[a-z|.='\"()]){0,14}") {
        let body = p(&text.replace('&', "&amp;").replace('<', "&lt;"));
        if open(&body).template().is_ok() {
            let filled = open(&body).fill(&filling(json!({}))).unwrap();
            prop_assert!(Package::open(filled.package.save().unwrap()).is_ok());
        }
    }
}

#[test]
fn a_filled_document_opens_again() {
    let package = open(&p("{{ x }}")).fill(&filling(json!({ "x": "één\u{1}" }))).unwrap().package;
    assert_eq!(paragraphs(&again(&package)), ["één"]);
    let wrong = Filling { context: "[]".into(), ..Filling::default() };
    assert!(matches!(open(&p("{{ x }}")).fill(&wrong), Err(FillError::Answers)));
}
