//! Sentences whose references were labelled by hand, and how many of those are recognised.

use std::ops::Range;

use legalmind_text::reference;

/// The sentences that the rules were made with.
pub const SEEN: &str = include_str!("../references.txt");
/// Sentences that they were not made with.
pub const UNSEEN: &str = include_str!("../references-unseen.txt");
/// Sentences by another hand, looked at since.
pub const FRESH: &str = include_str!("../references-fresh.txt");
/// Sentences by that hand that no rule is mended for.
pub const KEPT: &str = include_str!("../references-kept.txt");

/// How well labelled references are recognised.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    /// References that were found where they are labelled.
    pub right: usize,
    /// References that were found.
    pub found: usize,
    /// References that are labelled.
    pub labelled: usize,
}

impl Score {
    /// Of those found, how many are right.
    pub fn precision(self) -> f64 {
        self.right as f64 / self.found.max(1) as f64
    }

    /// Of those labelled, how many are found.
    pub fn recall(self) -> f64 {
        self.right as f64 / self.labelled.max(1) as f64
    }
}

/// A sentence, and the keys in it, each with the bytes that it is labelled on.
fn read(line: &str) -> (String, Vec<(String, Range<usize>)>) {
    let (mut text, mut keys) = (String::new(), Vec::new());
    for (number, piece) in line.split("[[").enumerate() {
        let marked = piece.split_once("]]").filter(|_| number > 0);
        match marked.and_then(|(marked, after)| Some((marked.rsplit_once('|')?, after))) {
            Some(((words, labels), after)) => {
                let start = text.len();
                text.push_str(words);
                keys.extend(labels.split(' ').map(|key| (key.replace('_', " "), start..text.len())));
                text.push_str(after);
            }
            None => text.push_str(piece),
        }
    }
    (text, keys)
}

/// Compares what is recognised with the labels, by key and place; `told` hears of each that is
/// wrong or missed, with its sentence.
pub fn score(labelled: &str, told: &mut dyn FnMut(&str, &str, &str)) -> Score {
    let mut score = Score::default();
    for line in labelled.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (text, mut keys) = read(line);
        score.labelled += keys.len();
        for reference in reference::find(&text) {
            score.found += 1;
            let byte = |char: u32| text.char_indices().nth(char as usize).map_or(text.len(), |(at, _)| at);
            let range = byte(reference.range.start)..byte(reference.range.end);
            let at = keys.iter().position(|(key, marked)| {
                *key == reference.canonical && range.start < marked.end && marked.start < range.end
            });
            match at {
                Some(at) => {
                    keys.remove(at);
                    score.right += 1;
                }
                None => told("wrong", &reference.canonical, &text),
            }
        }
        keys.iter().for_each(|(key, _)| told("missed", key, &text));
    }
    score
}
