//! The text of the editor: read strictly, written as it was read, numbered as the browser does.

use legalmind_docx::{
    Text, TextFault,
    text::{Piece, bound},
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::any_text::any_text;

#[test]
fn numbers_and_references_are_those_of_the_editor() {
    let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/../../web/src/features/text/numbers.golden.json");
    let golden: Value = serde_json::from_str(&std::fs::read_to_string(golden).unwrap()).unwrap();
    for case in golden["cases"].as_array().unwrap() {
        let name = case["name"].as_str().unwrap();
        let text = Text::of_value(&case["document"]).unwrap();
        let numbers = text.numbers();
        assert_eq!(json!(numbers.all()), case["numbers"], "{name}");
        let mut references = Vec::new();
        for passage in text.passages() {
            for (at, inline) in passage.content.iter().enumerate() {
                if let Piece::Reference { target } = &inline.piece {
                    references.push(numbers.shown(target, &numbers.line(&passage.content[..at])));
                }
            }
        }
        assert_eq!(json!(references), case["references"], "{name}");
        assert_eq!(Text::parse(&text.json()).unwrap(), text, "{name}");
    }
}

fn fault(content: Value) -> TextFault {
    Text::of_value(&json!({ "type": "doc", "content": content })).unwrap_err()
}

fn refused_at(content: Value, place: &str) {
    assert_eq!(fault(content), TextFault::NotAText { pointer: place.into() });
}

#[test]
fn what_is_not_known_is_refused_with_its_place() {
    let paragraph =
        |content: Value| json!([{ "type": "paragraph", "attrs": { "id": "a" }, "content": content }]);
    refused_at(json!([{ "type": "video", "attrs": { "id": "a" } }]), "/content/0/type");
    refused_at(json!([{ "type": "paragraph", "attrs": { "id": "a", "style": "x" } }]), "/content/0/attrs");
    refused_at(json!([{ "type": "paragraph" }]), "/content/0/attrs");
    refused_at(json!([{ "type": "paragraph", "attrs": { "id": "A-1" } }]), "/content/0/attrs/id");
    refused_at(paragraph(json!([{ "type": "text", "text": "" }])), "/content/0/content/0/text");
    refused_at(
        paragraph(json!([{ "type": "text", "text": "x", "marks": [{ "type": "link" }] }])),
        "/content/0/content/0/marks",
    );
    refused_at(
        paragraph(json!([{ "type": "variable", "attrs": { "name": "x", "value": 3 } }])),
        "/content/0/content/0/attrs",
    );
    // an article inside of a member, a list without members, a title that is not first
    let article = |content: Value| json!([{ "type": "article", "attrs": { "id": "a" }, "content": content }]);
    let title = json!({ "type": "articleTitle", "attrs": { "id": "t" } });
    refused_at(article(json!([])), "/content/0/content");
    refused_at(
        article(json!([{ "type": "paragraph", "attrs": { "id": "t" } }])),
        "/content/0/content/0/type",
    );
    refused_at(
        article(json!([title, { "type": "members", "attrs": { "id": "m" } }])),
        "/content/0/content/1/content",
    );
    refused_at(
        article(json!([title, { "type": "article", "attrs": { "id": "m" } }])),
        "/content/0/content/1/type",
    );
    assert_eq!(Text::parse("[1]").unwrap_err(), TextFault::NotAText { pointer: String::new() });
    assert_eq!(Text::parse("{\"type\":").unwrap_err(), TextFault::NotAText { pointer: String::new() });
}

#[test]
fn an_id_that_is_there_twice_is_refused() {
    let twice = json!([
        { "type": "paragraph", "attrs": { "id": "a1" } },
        { "type": "bullets", "attrs": { "id": "b" }, "content": [
            { "type": "bullet", "attrs": { "id": "a1" }, "content": [] },
        ] },
    ]);
    let expected = TextFault::DuplicateId { pointer: "/content/1/content/0".into(), id: "a1".into() };
    assert_eq!(fault(twice), expected);
}

#[test]
fn what_is_too_deep_or_too_long_is_refused() {
    let member = |content: Vec<Value>, level: usize| {
        let mut all = vec![json!({ "type": "paragraph", "attrs": { "id": format!("p{level}") } })];
        all.extend(content);
        let member = json!({ "type": "member", "attrs": { "id": format!("m{level}") }, "content": all });
        json!({ "type": "members", "attrs": { "id": format!("l{level}") }, "content": [member] })
    };
    let three = (0..bound::LEVELS).fold(Vec::new(), |inner, level| vec![member(inner, level)]);
    assert!(Text::of_value(&json!({ "type": "doc", "content": three.clone() })).is_ok());
    assert!(matches!(fault(json!([member(three, 3)])), TextFault::TooDeep { .. }));
    let bullet = |inner: Value, level: usize| {
        json!({ "type": "bullets", "attrs": { "id": format!("l{level}") }, "content": [
            { "type": "bullet", "attrs": { "id": format!("b{level}") }, "content": [
                { "type": "paragraph", "attrs": { "id": format!("p{level}") } }, inner
        ] }] })
    };
    let last = json!({ "type": "paragraph", "attrs": { "id": "last" } });
    let deep = (0..7).fold(last, bullet);
    assert!(matches!(fault(json!([deep])), TextFault::TooDeep { .. }));
    assert_eq!(Text::parse(&" ".repeat(bound::BYTES + 1)).unwrap_err(), TextFault::TooLong);
    let many: Vec<Value> = (0..=bound::BLOCKS)
        .map(|at| json!({ "type": "pageBreak", "attrs": { "id": format!("x{at}") } }))
        .collect();
    assert_eq!(fault(json!(many)), TextFault::TooLong);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn a_text_is_written_as_it_is_read(text in any_text()) {
        prop_assert_eq!(Text::parse(&text.json()).unwrap(), text);
    }

    /// Every number is there once, and every member of an article is under its number.
    #[test]
    fn numbers_follow_the_structure(text in any_text()) {
        let numbers = text.numbers();
        for passage in text.passages() {
            let (Some(article), Some(number)) = (passage.article, numbers.number(passage.numbered)) else {
                continue;
            };
            let article = numbers.number(article).unwrap();
            let below = number.ends_with('.') || number.starts_with(&format!("{article}."));
            prop_assert!(below || number == article);
        }
        let mut words: Vec<&str> = numbers.all().keys().filter_map(|id| numbers.words(id)).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        prop_assert_eq!(words.len(), all);
    }
}
