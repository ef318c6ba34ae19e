//! Texts as Word files and back: nothing is lost, numbers and references are those of the text.

use legalmind_docx::{
    Filling, Package, Text, TextFault, View, compose, compose_text, read_text,
    text::{Inline, Passage, PassageKind, Piece},
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

/// All words of the body, in order.
fn words(texts: impl IntoIterator<Item = String>) -> Vec<String> {
    let text = texts.into_iter().collect::<Vec<_>>().join(" ").replace('\u{fffc}', " ");
    text.split_whitespace().map(str::to_owned).collect()
}

/// Words without what a text prints by itself: numbers, quotation marks, colons, dots of signatures.
fn bare(words: Vec<String>) -> Vec<String> {
    let mut all: Vec<String> = (words.into_iter())
        .flat_map(|word| {
            let parts = word.split(|c: char| !c.is_alphanumeric()).map(str::to_owned);
            parts.collect::<Vec<_>>()
        })
        .filter(|word| !word.is_empty())
        .collect();
    all.retain(|word| !word.is_empty());
    all
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
    let template = compose("# Stuk\n\n## Koop {#koop}\n\n1. De prijs is {{ prijs }}, zie [[koop]].\n1. Levering op {{ datum }}.\n").unwrap();
    let filling = Filling {
        context: "{\"prijs\": 3}".into(),
        printed: [("prijs".to_owned(), "€ 3".to_owned())].into(),
        labels: [("datum".to_owned(), "Datum van levering".to_owned())].into(),
        ..Filling::default()
    };
    let text = Package::open(template).unwrap().fill_text(&filling).unwrap().text;
    let expected = [
        "Stuk",
        "Artikel 1 Koop",
        "1.1 De prijs is € 3, zie artikel 1.",
        "1.2 Levering op [Datum van levering].",
    ];
    assert_eq!(text.plain(), expected);
    let json = text.json();
    assert!(
        json.contains("\"name\":\"prijs\",\"value\":\"€ 3\"") || json.contains("\"value\":\"€ 3\""),
        "{json}"
    );
    assert!(json.contains("\"label\":\"Datum van levering\",\"name\":\"datum\",\"value\":null"), "{json}");
}
