//! Texts as Word files and back: nothing is lost, numbers and references are those of the text.

use legalmind_docx::{
    Filling, Package, Text, TextFault, View, compose, compose_text, read_text,
    text::{Block, Inline, Passage, PassageKind, Piece, Signature, Variable},
};
use proptest::prelude::*;

use crate::{any_text::any_text, support};

/// An empty template of ours.
fn house() -> Package {
    Package::open(compose("# Leeg").unwrap()).unwrap()
}

fn back(template: &Package, text: &Text) -> (Package, Text) {
    let package = Package::open(compose_text(template, text).unwrap()).unwrap();
    let text = read_text(&package).unwrap().text;
    (package, text)
}

/// Each numbered paragraph of a Word file: its number and words.
fn numbered(package: &Package) -> Vec<(String, String)> {
    let main = package.main_part();
    let numbers = package.numbers(main).unwrap();
    let texts = package.text(main, View::Current).unwrap();
    numbers.into_iter().zip(texts).filter(|(number, _)| !number.is_empty() && number != "–").collect()
}

/// The same of a text.
fn lines(text: &Text) -> Vec<(String, String)> {
    let numbers = text.numbers();
    let line = |passage: &Passage<'_>| {
        let number = numbers.number(passage.numbered)?;
        let number = match passage.kind {
            PassageKind::Article => format!("Artikel {number}"),
            _ => number.to_owned(),
        };
        Some((number, numbers.line(passage.content)))
    };
    text.passages().iter().filter_map(line).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn a_text_comes_back_from_word(text in any_text()) {
        let template = house();
        let (package, again) = back(&template, &text);
        prop_assert_eq!(lines(&text), numbered(&package));
        prop_assert_eq!(&again, &text);
    }
}

/// Who signs, in which function: the one is never printed as the other.
#[test]
fn who_signs_comes_back() {
    for (capacity, printed) in [
        ("", vec!["Naam Koper"]),
        ("directeur", vec!["Naam ……………………………………", "Functie directeur"]),
        ("J. de Vries, directeur", vec!["Naam J. de Vries", "Functie directeur"]),
        ("J. de Vries,", vec!["Naam J. de Vries"]),
    ] {
        let (party, capacity) = ("Koper".to_owned(), capacity.to_owned());
        let text = Text { content: vec![Block::Signature(Signature { id: "b1".into(), party, capacity })] };
        let (package, again) = back(&house(), &text);
        assert_eq!(again, text);
        let cells = package.text(package.main_part(), View::Current).unwrap();
        let rows: Vec<String> = cells[1..].chunks(2).map(|row| row.join(" ")).collect();
        assert_eq!(rows[..printed.len()], printed);
        assert!(rows[printed.len()].starts_with("Plaats "), "{rows:?}");
    }
}

/// All words of the body, in order.
fn words(texts: impl IntoIterator<Item = String>) -> Vec<String> {
    let text = texts.into_iter().collect::<Vec<_>>().join(" ").replace('\u{fffc}', " ");
    text.split_whitespace().map(str::to_owned).collect()
}

/// Words without what a text prints by itself: numbers, quotation marks, colons, dots of signatures.
fn bare(words: Vec<String>) -> Vec<String> {
    (words.iter())
        .flat_map(|word| word.split(|c: char| !c.is_alphanumeric()).map(str::to_owned))
        .filter(|word| !word.is_empty())
        .collect()
}

/// The words of the first that the second does not have.
fn missing(of: Vec<String>, from: Vec<String>) -> Vec<String> {
    let mut there = std::collections::HashMap::<String, i64>::new();
    from.into_iter().for_each(|word| *there.entry(word).or_default() += 1);
    let gone = |word: &String| {
        let count = there.entry(word.clone()).or_default();
        *count -= 1;
        *count < 0
    };
    of.into_iter().filter(gone).collect()
}

/// Numbers are counted in: one that was typed may have become one that the text makes.
#[test]
fn no_word_of_a_sample_is_lost() {
    let mut read = 0;
    for (name, _, package) in support::open_samples() {
        let body = package.text(package.main_part(), View::Current).unwrap();
        let text = read_text(&package).unwrap().text;
        let lost = missing(bare(words(body)), bare(words(text.plain())));
        assert!(lost.is_empty(), "{name}: {:?}", lost.into_iter().take(10).collect::<Vec<_>>());
        let json = text.json();
        match Text::parse(&json) {
            Ok(again) => assert_eq!(again, text, "{name}"),
            Err(fault) => assert_eq!(fault, TextFault::TooLong, "{name}"),
        }
        let paper = compose_text(&package, &text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let again = Package::open(paper).unwrap_or_else(|error| panic!("{name}: {error}"));
        let body = again.text(again.main_part(), View::Current).unwrap();
        let lost = missing(bare(words(text.inlines().filter_map(spoken))), bare(words(body)));
        assert!(lost.is_empty(), "{name}, on paper: {:?}", lost.into_iter().take(10).collect::<Vec<_>>());
        read += 1;
    }
    println!("{read} files");
}

fn spoken(inline: &Inline) -> Option<String> {
    match &inline.piece {
        Piece::Text(text) => Some(text.clone()),
        Piece::Variable(variable) => Some(variable.shown()),
        _ => None,
    }
}

#[test]
fn answers_become_variables() {
    let template = compose("# Stuk\n\n> (1) {{ koper }};\n\n## Koop {#koop}\n\n1. De prijs is {{ prijs }}, zie [[koop]].\n1. Levering op {{ datum }}.\n").unwrap();
    let filling = Filling {
        context: "{\"prijs\": 3}".into(),
        printed: [("prijs".to_owned(), "€ 3".to_owned())].into(),
        labels: [("datum", "Datum van levering"), ("koper", "Koper")]
            .map(|(path, label)| (path.to_owned(), label.to_owned()))
            .into(),
        ..Filling::default()
    };
    let text = Package::open(template).unwrap().fill_text(&filling).unwrap().text;
    let expected = [
        "Stuk",
        "(1) [Koper];",
        "Artikel 1 Koop",
        "1.1 De prijs is € 3, zie artikel 1.",
        "1.2 Levering op [Datum van levering].",
    ];
    assert_eq!(text.plain(), expected);
    let variables: Vec<Variable> = (text.inlines())
        .filter_map(|inline| match &inline.piece {
            Piece::Variable(variable) => Some(variable.clone()),
            _ => None,
        })
        .collect();
    let variable = |name: &str, label: &str, value: Option<&str>| Variable {
        name: name.into(),
        label: label.into(),
        value: value.map(str::to_owned),
    };
    let expected = [
        variable("koper", "Koper", None),
        variable("prijs", "prijs", Some("€ 3")),
        variable("datum", "Datum van levering", None),
    ];
    assert_eq!(variables, expected);
}

/// Each line of a Word file with its number; the dots of an open signature are all alike.
fn whole(package: &Package) -> Vec<String> {
    let main = package.main_part();
    let numbers = package.numbers(main).unwrap();
    let texts = package.text(main, View::Current).unwrap();
    let lines = numbers.into_iter().zip(texts).map(|(number, text)| format!("{number} {text}"));
    let one = |line: String| line.split_whitespace().collect::<Vec<_>>().join(" ");
    lines.map(one).filter(|line| !line.is_empty()).collect()
}

/// The starter templates, with nothing answered: once with all conditions, once with none.
fn starters() -> Vec<(String, Package, Filling)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../library/templates");
    let mut found = Vec::new();
    for path in support::files(folder.as_ref(), &[".md"]) {
        let whole = std::fs::read_to_string(&path).unwrap();
        let markdown = whole.splitn(3, "+++\n").nth(2).unwrap();
        let template = Package::open(compose(markdown).unwrap()).unwrap();
        let used = template.template().unwrap();
        for flags in [false, true] {
            let mut context = serde_json::Value::Object(serde_json::Map::new());
            for flag in used.flags.iter().filter(|_| flags) {
                set(&mut context, flag);
            }
            let label = |path: &String| (path.replace(".*", ".0"), path.replace(['.', '_', '*'], " "));
            let labels = used.fields.iter().chain(&used.lists).map(label).collect();
            let filling = Filling { context: context.to_string(), labels, ..Filling::default() };
            found.push((format!("{} {flags}", path.display()), template.clone(), filling));
        }
    }
    assert!(found.len() >= 28, "{}", found.len());
    found
}

/// Sets a path that no list is in.
fn set(context: &mut serde_json::Value, path: &str) {
    if path.contains('*') {
        return;
    }
    let mut at = context;
    for step in path.split('.') {
        if !at.is_object() {
            return;
        }
        at = &mut at[step];
        if at.is_null() {
            *at = serde_json::json!({});
        }
    }
    if at.as_object().is_some_and(serde_json::Map::is_empty) {
        *at = serde_json::json!(true);
    }
}

#[test]
fn a_starter_template_keeps_every_number_and_reference() {
    for (name, template, filling) in starters() {
        let filled = template.fill(&filling).unwrap().package;
        let text = template.fill_text(&filling).unwrap().text;
        assert_eq!(Text::parse(&text.json()).unwrap(), text, "{name}");
        let (paper, again) = back(&filled, &text);
        let (before, after) = (whole(&filled), whole(&paper));
        for (at, (before, after)) in before.iter().zip(&after).enumerate() {
            assert_eq!(before, after, "{name}, line {at}");
        }
        assert_eq!(before.len(), after.len(), "{name}");
        assert_eq!(again, text, "{name}");
    }
}

#[test]
fn a_printer_gets_words_where_others_get_fields_and_controls() {
    for (name, template, filling) in starters() {
        let filled = template.fill(&filling).unwrap().package;
        let text = template.fill_text(&filling).unwrap().text;
        let (paper, _) = back(&filled, &text);
        let print = Package::open(paper.for_print().unwrap()).unwrap();
        assert_eq!(whole(&print), whole(&paper), "{name}");
        let xml = print.part(print.main_part()).unwrap().unwrap();
        assert!(!xml.contains(" REF ") && !xml.contains("sdt"), "{name}");
    }
}
