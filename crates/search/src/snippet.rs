//! The part of a passage that shows why it was found.

use std::{
    collections::{BTreeSet, HashSet},
    sync::Arc,
};

use aho_corasick::AhoCorasick;
use legalmind_text::{
    reference::{self, Reference},
    token,
};

use crate::{
    analysis::{Analyser, Word},
    cells::{Cell, cells, places},
    query::Plan,
};

/// A stretch of a snippet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fragment {
    /// The text as it stands in the document.
    pub text: String,
    /// It is what was asked for.
    pub marked: bool,
}

/// About how many bytes of text a snippet has.
const LENGTH: usize = 280;
/// How many bytes of text are shown before the first mark.
const LEAD: usize = 60;

/// A stretch of bytes that is to be marked, and which piece of the query it answers.
#[derive(Clone, Copy, Debug)]
struct Mark {
    start: usize,
    end: usize,
    piece: usize,
}

/// Makes the snippets of one search.
#[derive(Debug)]
pub struct Snippets<'a> {
    plan: &'a Plan,
    analyser: &'a Analyser,
    /// A word without any of these answers nothing; none where every word has to be looked at.
    beginnings: Option<AhoCorasick>,
}

impl<'a> Snippets<'a> {
    pub fn new(plan: &'a Plan, analyser: &'a Analyser) -> Self {
        Self { plan, analyser, beginnings: beginnings(plan) }
    }

    /// The snippet of `text` for what was asked.
    pub fn of(&self, text: &str) -> Vec<Fragment> {
        cut(text, &self.marks(text))
    }

    /// What is to be marked, in order, without overlap.
    fn marks(&self, text: &str) -> Vec<Mark> {
        let plan = self.plan;
        let mut out = Vec::new();
        let found = if plan.holds_reference() { reference::find(text) } else { Vec::new() };
        phrases(text, &found, plan, &mut out);
        let first_word = plan.phrases.len() + plan.references.len();
        token::each_word(text, |plain, place| {
            if !plan.words.is_empty() && self.may_answer(plain) {
                let word = self.analyser.word(plain);
                if let Some(at) = plan.words.iter().position(|asked| answers(plain, &word, asked)) {
                    out.push(Mark { start: place.start, end: place.end, piece: first_word + at });
                }
            }
        });
        references(text, &found, plan, &mut out);
        out.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end)));
        let mut end = 0;
        out.retain(|mark| {
            let free = mark.start >= end;
            end = if free { mark.end } else { end };
            free
        });
        out
    }

    fn may_answer(&self, word: &str) -> bool {
        self.beginnings.as_ref().is_none_or(|beginnings| beginnings.is_match(word))
    }
}

/// Whether a word of a text is one that was asked, in any form.
fn answers(text: &str, word: &Word, (plain, asked): &(String, Arc<Word>)) -> bool {
    *plain == text
        || asked.stems.iter().any(|stem| word.stems.contains(stem))
        || asked.stems.first().is_some_and(|stem| word.all_parts.contains(stem))
        || word.stems.first().is_some_and(|stem| asked.parts.len() > 1 && asked.parts.contains(stem))
}

/// The part of `text` around its marks.
fn cut(text: &str, marks: &[Mark]) -> Vec<Fragment> {
    let (start, end) = window(text, marks);
    let mut out = Vec::new();
    let mut push = |from: usize, to: usize, marked: bool| {
        if let Some(text) = text.get(from..to).filter(|text| !text.is_empty()) {
            out.push(Fragment { text: text.to_owned(), marked });
        }
    };
    let mut at = start;
    for mark in marks.iter().filter(|mark| mark.start >= start && mark.end <= end) {
        push(at, mark.start, false);
        push(mark.start.max(at), mark.end, true);
        at = at.max(mark.end);
    }
    push(at, end, false);
    if start > 0 {
        out.insert(0, Fragment { text: "… ".to_owned(), marked: false });
    }
    if end < text.trim_end().len() {
        out.push(Fragment { text: " …".to_owned(), marked: false });
    }
    out
}

/// The beginnings of the words that are asked and of their stems and parts. In a participle
/// (`opgezegd` of `opzeggen`) the beginning is broken up, so its `ge` is one too.
fn beginnings(plan: &Plan) -> Option<AhoCorasick> {
    let forms = plan
        .words
        .iter()
        .flat_map(|(plain, word)| std::iter::once(plain).chain(&word.stems).chain(&word.parts));
    let all: BTreeSet<&str> = forms.map(|form| beginning(form)).chain(["ge"]).collect();
    AhoCorasick::new(all).ok()
}

/// So much of a stem as stands in the words it is a stem of: its end may be spelled otherwise.
fn beginning(stem: &str) -> &str {
    let most = stem.len().saturating_sub(2).clamp(1, 6);
    stem.get(..stem.floor_char_boundary(most)).unwrap_or_default()
}

/// Phrases, and references as they were typed.
fn phrases(text: &str, found: &[Reference], plan: &Plan, out: &mut Vec<Mark>) {
    if plan.phrases.is_empty() && plan.references.is_empty() {
        return;
    }
    let tokens = token::words(text);
    let (typed, with_references) = (cells(text, &tokens, &[]), cells(text, &tokens, found));
    for (piece, phrase) in plan.phrases.iter().enumerate() {
        runs(&typed, &phrase.typed, piece, out);
        if phrase.holds_reference() {
            runs(&with_references, &phrase.cells, piece, out);
        }
    }
    for (piece, (_, words)) in (plan.phrases.len()..).zip(&plan.references) {
        runs(&typed, words, piece, out);
    }
}

/// The stretches of `cells` that are `phrase`.
fn runs(cells: &[Cell], phrase: &[String], piece: usize, out: &mut Vec<Mark>) {
    for run in cells.windows(phrase.len().max(1)) {
        let same = run.iter().map(|cell| &cell.names).zip(phrase).all(|(names, name)| names.contains(name));
        if let (false, true, Some(first), Some(last)) = (phrase.is_empty(), same, run.first(), run.last()) {
            out.push(Mark { start: first.start, end: last.end, piece });
        }
    }
}

/// References in any spelling.
fn references(text: &str, found: &[Reference], plan: &Plan, out: &mut Vec<Mark>) {
    let asked: HashSet<&str> =
        plan.references.iter().flat_map(|(keys, _)| keys).map(String::as_str).collect();
    for (reference, place) in found.iter().zip(places(text, found)) {
        if reference.keys().any(|key| asked.contains(key)) {
            out.push(Mark { start: place.start, end: place.end, piece: usize::MAX });
        }
    }
}

/// The stretch of text that answers most pieces of the query, cut between words.
fn window(text: &str, marks: &[Mark]) -> (usize, usize) {
    let best = marks
        .iter()
        .enumerate()
        .map(|(at, first)| {
            let inside = marks.iter().skip(at).take_while(|mark| mark.end <= first.start + LENGTH - LEAD);
            let (pieces, marks) = inside
                .fold((0_u64, 0_u32), |(pieces, marks), mark| (pieces | 1 << mark.piece.min(63), marks + 1));
            (pieces.count_ones() * 16 + marks.min(15), std::cmp::Reverse(at), first.start)
        })
        .max();
    let anchor = best.map_or(0, |(_, _, start)| start);
    let start = if anchor <= LEAD { 0 } else { after_space(text, anchor - LEAD, anchor) };
    let end = if text.len() <= start + LENGTH { text.len() } else { before_space(text, start + LENGTH) };
    let long = marks.iter().find(|mark| mark.start == anchor).map_or(0, |mark| mark.end);
    (start, end.max(long).max(start))
}

/// The beginning of the first word at or after byte `from`, but no later than `limit`.
fn after_space(text: &str, from: usize, limit: usize) -> usize {
    let from = (from..=limit).find(|at| text.is_char_boundary(*at)).unwrap_or(limit);
    let head = text.get(from..limit).unwrap_or_default();
    let skipped = head.find(char::is_whitespace).map_or(0, |space| {
        let rest = head.get(space..).unwrap_or_default();
        space + rest.len() - rest.trim_start().len()
    });
    from + skipped
}

/// The end of the last word before byte `limit`.
fn before_space(text: &str, limit: usize) -> usize {
    let limit = (0..=limit).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let head = text.get(..limit).unwrap_or_default();
    head.rfind(char::is_whitespace)
        .map_or(limit, |space| text.get(..space).map_or(limit, |t| t.trim_end().len()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn marked(text: &str, query: &str) -> Vec<String> {
        let analyser = Analyser::default();
        let plan = Plan::of(query, &analyser);
        Snippets::new(&plan, &analyser).of(text).into_iter().filter(|f| f.marked).map(|f| f.text).collect()
    }

    #[test]
    fn words_in_other_forms_phrases_and_references_are_marked() {
        let text = "De huurder kan de huurovereenkomsten opzeggen op grond van artikel 162 van Boek 6 BW, zonder opgave van reden.";
        assert_eq!(marked(text, "huurovereenkomst opzeggen"), ["huurovereenkomsten", "opzeggen"]);
        assert_eq!(marked(text, "\"zonder opgave\""), ["zonder opgave"]);
        assert_eq!(marked(text, "6:162 BW"), ["artikel 162 van Boek 6 BW"]);
        assert_eq!(marked(text, "\"grond van art. 6:162 BW\""), ["grond van artikel 162 van Boek 6 BW"]);
        assert_eq!(marked(text, "niets"), Vec::<String>::new());
    }

    #[test]
    fn a_long_text_is_cut_around_the_marks() {
        let text = format!(
            "{}de boete is verschuldigd {}",
            "vulling van woorden ".repeat(60),
            "nog meer tekst ".repeat(60)
        );
        let analyser = Analyser::default();
        let plan = Plan::of("boete verschuldigd", &analyser);
        let found = Snippets::new(&plan, &analyser).of(&text);
        let whole: String = found.iter().map(|f| f.text.as_str()).collect();
        assert!(whole.starts_with("… ") && whole.ends_with(" …") && whole.len() < 340, "{whole}");
        assert_eq!(found.iter().filter(|f| f.marked).count(), 2);
    }

    #[test]
    fn a_word_holds_the_beginnings_of_its_stems_and_parts() {
        let list = std::fs::read("/usr/share/dict/dutch").expect("Debian's list of Dutch words (wdutch)");
        let analyser = Analyser::new(legalmind_text::compound::Compounds::from_list(&list));
        let english = "running ties tied happily relational organisation organizers studies lying agreed";
        let dutch = String::from_utf8_lossy(&list);
        let all = dutch.lines().step_by(7).chain(english.split(' ')).flat_map(token::words);
        for token in all {
            let word = analyser.word(&token.text);
            for stem in word.stems.iter().chain(&word.all_parts) {
                // asked is what has this stem, or this part
                let asked = Word { stems: vec![stem.clone()], ..Word::default() };
                let plan = Plan { words: vec![(stem.clone(), Arc::new(asked))], ..Plan::default() };
                assert!(Snippets::new(&plan, &analyser).may_answer(&token.text), "{} {stem}", token.text);
            }
        }
    }

    proptest! {
        #[test]
        fn a_snippet_is_a_stretch_of_the_text(text in "([a-zé]{1,9}[ .,\n]{1,2}|huur ){0,120}", query in "(huur|[a-z]{1,4}|\"huur\"| ){0,6}") {
            let analyser = Analyser::default();
            let plan = Plan::of(&query, &analyser);
            let found = Snippets::new(&plan, &analyser).of(&text);
            let whole: String = found.iter().map(|f| f.text.as_str()).collect();
            let whole = whole.strip_prefix("… ").unwrap_or(&whole);
            let whole = whole.strip_suffix(" …").unwrap_or(whole);
            prop_assert!(text.contains(whole));
        }
    }
}
