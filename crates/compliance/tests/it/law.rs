//! The table of terms against the official texts of the laws, where the samples have them.

use std::{collections::BTreeMap, fs, path::PathBuf};

use legalmind_compliance::deadline::Table;

fn samples() -> Option<PathBuf> {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/samples"));
    root.join("wetten_bwb_xml").is_dir().then_some(root)
}

/// The text of an XML element with its children, with single spaces.
fn plain(xml: &str) -> String {
    let (mut text, mut inside) = (String::new(), false);
    for letter in xml.chars() {
        match letter {
            '<' => {
                inside = true;
                text.push(' ');
            }
            '>' => inside = false,
            _ if !inside => text.push(letter),
            _ => {}
        }
    }
    squeeze(&text)
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The articles of a law, of all files that hold it.
fn articles(root: &std::path::Path, law: &str) -> BTreeMap<String, String> {
    let files = fs::read_dir(root.join("wetten_bwb_xml")).expect("the laws").flatten();
    let file = files
        .map(|it| it.path())
        .find(|it| it.file_name().is_some_and(|name| name.to_string_lossy().starts_with(law)))
        .unwrap_or_else(|| panic!("{law} is not there"));
    let text = fs::read_to_string(file).expect("the law");
    let mut found = BTreeMap::new();
    for piece in text.split("<artikel ").skip(1) {
        let body = piece.split("</artikel>").next().expect("an article");
        let number = body.split_once("<nr").and_then(|(_, rest)| rest.split_once('>'));
        let Some(number) = number.and_then(|(_, rest)| rest.split_once('<')).map(|it| it.0.trim()) else {
            continue;
        };
        found.entry(number.to_owned()).or_insert_with(|| plain(body));
    }
    found
}

#[test]
fn the_words_that_a_term_rests_on_stand_in_the_law() {
    let Some(root) = samples() else {
        eprintln!("skipped: the samples of laws are not here");
        return;
    };
    let mut laws: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    let mut compared = 0;
    for row in Table::dutch().rows() {
        let Some(text) = &row.checked.text else { continue };
        let law = match text.law.as_str() {
            // book 7 and the Regulation are there by article, in other forms
            "BWBR0005290" | "AVG" => continue,
            law => laws.entry(law.to_owned()).or_insert_with(|| articles(&root, law)),
        };
        let article = law.get(&text.article).unwrap_or_else(|| panic!("{}: no such article", row.key));
        assert!(article.contains(&squeeze(&text.words)), "{}: {article}", row.key);
        compared += 1;
    }
    assert!(compared >= 35, "{compared}");
}

#[test]
fn the_words_of_book_7_and_of_the_regulation_stand_there_too() {
    let Some(root) = samples() else {
        eprintln!("skipped: the samples of laws are not here");
        return;
    };
    let book = fs::read_to_string(root.join("wetten_bwb_xml/BWBR0005290_2024-07-01_0.csv")).expect("book 7");
    let book = squeeze(&book);
    let regulation = fs::read_to_string(root.join("avg_nl/avg_artikelen.json")).expect("the regulation");
    for row in Table::dutch().rows() {
        let Some(text) = &row.checked.text else { continue };
        match text.law.as_str() {
            "BWBR0005290" => assert!(book.contains(&squeeze(&text.words)), "{}", row.key),
            "AVG" => assert!(squeeze(&regulation).contains(&text.words), "{}", row.key),
            _ => {}
        }
    }
}
