//! How well references are recognised, on sentences that were labelled by hand.

#![expect(clippy::expect_used, reason = "helpers of a test may fail loudly")]

use std::ops::Range;

use legalmind_text::reference;

/// A sentence with its labels: the keys, each with the bytes that it was marked on.
struct Labelled {
    text: String,
    keys: Vec<(String, Range<usize>)>,
}

fn labelled() -> Vec<Labelled> {
    let lines =
        include_str!("references.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(read).collect()
}

fn read(line: &str) -> Labelled {
    let mut out = Labelled { text: String::new(), keys: Vec::new() };
    let mut rest = line;
    while let Some((before, marked)) = rest.split_once("[[") {
        out.text.push_str(before);
        let (marked, after) = marked.split_once("]]").expect("an end of the mark");
        let (words, keys) = marked.rsplit_once('|').expect("keys");
        let start = out.text.len();
        out.text.push_str(words);
        out.keys.extend(keys.split(' ').map(|key| (key.replace('_', " "), start..out.text.len())));
        rest = after;
    }
    out.text.push_str(rest);
    out
}

#[test]
fn precision_and_recall_on_labelled_sentences() {
    let (mut right, mut found, mut wanted) = (0_usize, 0_usize, 0_usize);
    for Labelled { text, mut keys } in labelled() {
        wanted += keys.len();
        for reference in reference::find(&text) {
            found += 1;
            let byte = |char: u32| text.char_indices().nth(char as usize).map_or(text.len(), |(at, _)| at);
            let range = byte(reference.range.start)..byte(reference.range.end);
            let at = keys.iter().position(|(key, marked)| {
                *key == reference.canonical && range.start < marked.end && marked.start < range.end
            });
            match at {
                Some(at) => {
                    keys.remove(at);
                    right += 1;
                }
                None => println!("wrong: {} in {text}", reference.canonical),
            }
        }
        for (key, _) in keys {
            println!("missed: {key} in {text}");
        }
    }
    println!("{right} right of {found} found and {wanted} labelled");
    assert!(wanted >= 120, "{wanted}");
    assert!(right * 100 >= found * 99, "precision: {right} of {found}");
    assert!(right * 100 >= wanted * 97, "recall: {right} of {wanted}");
}
