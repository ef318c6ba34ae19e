//! What belongs to what: two rows of texts aligned.

use std::collections::HashMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// One step of an alignment, by numbers in the old and the new row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Same(usize, usize),
    Pair(usize, usize),
    Gone(usize),
    New(usize),
}

/// Below this share of common words two texts are not two versions of one.
const ALIKE: f64 = 0.4;

/// Gaps larger than this are paired in order instead of at best.
const LARGE: usize = 40_000;

/// Aligns two rows of texts; `kinds` must be equal for two texts to be a pair.
pub(super) fn align(old: &[String], new: &[String], fits: impl Fn(usize, usize) -> bool) -> Vec<Step> {
    let mut steps = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, old, new) {
        match op {
            DiffOp::Equal { old_index, new_index, len } => {
                steps.extend((0..len).map(|at| Step::Same(old_index + at, new_index + at)));
            }
            DiffOp::Delete { old_index, old_len, .. } => {
                steps.extend((old_index..old_index + old_len).map(Step::Gone));
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                steps.extend((new_index..new_index + new_len).map(Step::New));
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                gap(old, new, (old_index, old_len), (new_index, new_len), &fits, &mut steps);
            }
        }
    }
    steps
}

/// Pairs what is alike in a gap, in order, so that the likeness of all pairs together is greatest.
fn gap(
    old: &[String],
    new: &[String],
    (from, rows): (usize, usize),
    (start, columns): (usize, usize),
    fits: &impl Fn(usize, usize) -> bool,
    steps: &mut Vec<Step>,
) {
    let olds: Vec<_> = old.iter().skip(from).take(rows).map(|text| bag(text)).collect();
    let news: Vec<_> = new.iter().skip(start).take(columns).map(|text| bag(text)).collect();
    let score = |row: usize, column: usize| -> f64 {
        if !fits(from + row, start + column) {
            return 0.0;
        }
        let likeness = olds.get(row).zip(news.get(column)).map_or(0.0, |(old, new)| alike(old, new));
        if likeness >= ALIKE { likeness } else { 0.0 }
    };
    let width = columns + 1;
    if rows.saturating_mul(columns) > LARGE {
        let both = rows.min(columns);
        for at in 0..both {
            if score(at, at) > 0.0 {
                steps.push(Step::Pair(from + at, start + at));
            } else {
                steps.extend([Step::Gone(from + at), Step::New(start + at)]);
            }
        }
        steps.extend((from + both..from + rows).map(Step::Gone));
        steps.extend((start + both..start + columns).map(Step::New));
        return;
    }
    let mut best = vec![0.0_f64; (rows + 1) * width];
    let get =
        |best: &[f64], row: usize, column: usize| best.get(row * width + column).copied().unwrap_or_default();
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let pair = score(row, column);
            let value = (get(&best, row + 1, column + 1) + pair).max(get(&best, row + 1, column)).max(get(
                &best,
                row,
                column + 1,
            ));
            if let Some(place) = best.get_mut(row * width + column) {
                *place = value;
            }
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        let pair = score(row, column);
        if pair > 0.0 && get(&best, row, column) <= get(&best, row + 1, column + 1) + pair {
            steps.push(Step::Pair(from + row, start + column));
            (row, column) = (row + 1, column + 1);
        } else if get(&best, row + 1, column) >= get(&best, row, column + 1) {
            steps.push(Step::Gone(from + row));
            row += 1;
        } else {
            steps.push(Step::New(start + column));
            column += 1;
        }
    }
    steps.extend((from + row..from + rows).map(Step::Gone));
    steps.extend((start + column..start + columns).map(Step::New));
}

/// The words of a text, counted.
fn bag(text: &str) -> HashMap<&str, usize> {
    let mut bag = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *bag.entry(word).or_default() += 1;
    }
    bag
}

fn alike(old: &HashMap<&str, usize>, new: &HashMap<&str, usize>) -> f64 {
    let count = |bag: &HashMap<&str, usize>| bag.values().sum::<usize>() as f64;
    let common: usize =
        old.iter().map(|(word, count)| new.get(word).copied().unwrap_or_default().min(*count)).sum();
    let all = count(old) + count(new);
    if all == 0.0 { 0.0 } else { 2.0 * common as f64 / all }
}

/// Ranges of characters that differ: old start, old end, new start, new end.
pub(super) fn words(old: &str, new: &str) -> Vec<(usize, usize, usize, usize)> {
    let (left, right) = (tokens(old), tokens(new));
    let starts = |tokens: &[&str]| -> Vec<usize> {
        let mut at = 0;
        let mut starts = vec![0];
        starts.extend(tokens.iter().map(|token| {
            at += token.chars().count();
            at
        }));
        starts
    };
    let (olds, news) = (starts(&left), starts(&right));
    let place = |starts: &[usize], at: usize| starts.get(at).copied().unwrap_or_default();
    let mut found: Vec<(usize, usize, usize, usize)> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &left, &right) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let (a, b) = (op.old_range(), op.new_range());
        let next = (place(&olds, a.start), place(&olds, a.end), place(&news, b.start), place(&news, b.end));
        // a space between two changed words is not worth an island
        match found.last_mut() {
            Some(last) if next.0 - last.1 <= 1 && next.0 - last.1 == next.2 - last.3 => {
                (last.1, last.3) = (next.1, next.3);
            }
            _ => found.push(next),
        }
    }
    found
}

/// Words, spaces and signs of a text.
fn tokens(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut word = false;
    for (at, c) in text.char_indices() {
        let inside = c.is_alphanumeric();
        if at > start && !(inside && word) {
            found.push(crate::span::cut(text, start, at));
            start = at;
        }
        word = inside;
    }
    if start < text.len() {
        found.push(crate::span::cut(text, start, text.len()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_differ_as_words() {
        assert_eq!(words("de huur is hoog", "de pacht is hoog"), [(3, 7, 3, 8)]);
        assert_eq!(words("a b c", "x y c"), [(0, 3, 0, 3)]);
        assert_eq!(words("€ 100", "€ 100,50"), [(5, 5, 5, 8)]);
        assert_eq!(words("", "nieuw"), [(0, 0, 0, 5)]);
    }

    #[test]
    fn alike_texts_are_pairs() {
        let texts = |all: &[&str]| all.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let old = texts(&["een", "de huur is hoog", "slot"]);
        let new = texts(&["een", "iets heel anders", "de huur is laag", "slot"]);
        let steps = align(&old, &new, |_, _| true);
        assert_eq!(steps, [Step::Same(0, 0), Step::New(1), Step::Pair(1, 2), Step::Same(2, 3)]);
    }
}
