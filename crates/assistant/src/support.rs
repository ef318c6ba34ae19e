//! Which sentences carry an answer, when no model is there to write one.
//!
//! The question's words are weighed by how rare they are among the passages that search found;
//! a sentence is worth the weight of the question's words in it. Sentences are taken one by
//! one, each for what it adds, until nothing adds enough. Where even all passages together hold
//! too little of the question, the dossier does not support an answer.

mod provision;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use legalmind_core::CharRange;
use legalmind_text::{compound::Compounds, normal::plain_word, sentence, stem, stem::Stems, token};

pub use provision::provisions;

/// The least share of the question's weight that the passages together must hold.
const SUPPORT: f32 = 0.5;
/// The least share that a sentence must hold to be quoted, and to be quoted beside others.
const QUOTE: f32 = 0.2;
/// The most quotes in an answer.
const MOST: usize = 4;
/// A sentence shorter than this, in characters, is quoted with those after it: numbers say little
/// alone.
const SHORT: u32 = 40;
/// A heading is quoted with the sentences under it, up to so many characters.
const UNDER_HEADING: u32 = 160;
/// What a word is still worth once it has been quoted.
const AGAIN: f32 = 0.35;

/// A passage to quote from.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// Its text.
    pub text: &'a str,
}

/// A stretch of a passage that carries part of the answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// Which candidate.
    pub candidate: usize,
    /// The characters of that candidate's text.
    pub range: CharRange,
    /// The words.
    pub text: String,
}

/// Knows words by their stems and the parts they are made of.
#[derive(Debug)]
pub struct Words<'a> {
    stems: Stems,
    compounds: &'a Compounds,
}

impl<'a> Words<'a> {
    /// Words known by these compounds.
    #[must_use]
    pub fn new(compounds: &'a Compounds) -> Self {
        Self { stems: Stems::default(), compounds }
    }

    /// The stems of all words of a text, and of the parts of compounds.
    fn all_terms(&self, text: &str) -> HashSet<String> {
        let of = |word: token::Token| {
            let parts = self.compounds.all_parts(&word.text);
            parts.iter().chain([&word.text]).map(|it| self.stems.dutch(it)).collect::<Vec<_>>()
        };
        token::words(text).into_iter().flat_map(of).collect()
    }

    /// The stems of the words of a text that say something, and of the parts of compounds.
    fn terms(&self, text: &str) -> BTreeSet<String> {
        let mut out = BTreeSet::new();
        for word in token::words(text) {
            let word = plain_word(&word.text);
            if stem::is_stop_word(&word) || (word.len() < 2 && !word.bytes().all(|b| b.is_ascii_digit())) {
                continue;
            }
            out.extend(self.compounds.all_parts(&word).iter().map(|part| self.stems.dutch(part)));
            out.insert(self.stems.dutch(&word));
        }
        out
    }
}

struct Sentence {
    candidate: usize,
    range: CharRange,
    text: String,
    terms: BTreeSet<String>,
}

/// The quotes that carry an answer, the best first; none where the passages do not support one.
#[must_use]
pub fn quotes(question: &str, candidates: &[Candidate<'_>], words: &Words<'_>) -> Vec<Quote> {
    let sentences: Vec<Sentence> = (candidates.iter().enumerate())
        .flat_map(|(index, candidate)| stretches(index, candidate.text, words))
        .collect();
    let mut weights = weights(&words.terms(question), candidates, words);
    let whole: f32 = weights.values().sum();
    let held: f32 = (weights.iter())
        .filter(|(term, _)| sentences.iter().any(|s| s.terms.contains(*term)))
        .map(|(_, weight)| weight)
        .sum();
    if whole <= f32::EPSILON || held < SUPPORT * whole {
        return Vec::new();
    }
    let mut taken: Vec<&Sentence> = Vec::new();
    while taken.len() < MOST {
        let best = (sentences.iter())
            .filter(|sentence| !taken.iter().any(|t| same(t, sentence)))
            .map(|sentence| (worth(sentence, &weights, candidates.len()), sentence))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        let Some((worth, sentence)) = best.filter(|(worth, _)| *worth >= QUOTE * whole) else { break };
        let _ = worth;
        for term in &sentence.terms {
            if let Some(weight) = weights.get_mut(term) {
                *weight *= AGAIN;
            }
        }
        taken.push(sentence);
    }
    taken
        .into_iter()
        .map(|s| Quote { candidate: s.candidate, range: s.range, text: s.text.clone() })
        .collect()
}

/// The weight of the question's words in a sentence; between equals, search's order decides.
fn worth(sentence: &Sentence, weights: &BTreeMap<String, f32>, candidates: usize) -> f32 {
    let held: f32 = weights.iter().filter(|(term, _)| sentence.terms.contains(*term)).map(|(_, w)| w).sum();
    #[expect(clippy::cast_precision_loss, reason = "a rank, far below the precision of f32")]
    let rank = sentence.candidate as f32 / candidates.max(1) as f32;
    held * (1.0 - 0.15 * rank)
}

/// How much each word of the question says, by how few of the candidates have it.
fn weights(
    terms: &BTreeSet<String>,
    candidates: &[Candidate<'_>],
    words: &Words<'_>,
) -> BTreeMap<String, f32> {
    let texts: Vec<BTreeSet<String>> = candidates.iter().map(|c| words.terms(c.text)).collect();
    #[expect(clippy::cast_precision_loss, reason = "counts of a few dozen")]
    let weigh = |term: &String| {
        let having = texts.iter().filter(|text| text.contains(term)).count() as f32;
        (1.0 + texts.len() as f32 / (having + 1.0)).ln()
    };
    terms.iter().map(|term| (term.clone(), weigh(term))).collect()
}

fn same(a: &Sentence, b: &Sentence) -> bool {
    (a.candidate == b.candidate && a.range.start < b.range.end && b.range.start < a.range.end)
        || plain_word(&a.text) == plain_word(&b.text)
}

/// Whether a sentence does not end as sentences do.
fn is_heading(sentence: &str) -> bool {
    !sentence.trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '?', '!', ';'])
}

/// The sentences of a text; a short one together with the next.
fn stretches(candidate: usize, text: &str, words: &Words<'_>) -> Vec<Sentence> {
    let sentences = sentence::split(text);
    let mut out = Vec::new();
    let mut rest = sentences.iter();
    while let Some(first) = rest.next() {
        let mut range = first.range;
        let least = if is_heading(first.text) { UNDER_HEADING } else { SHORT };
        while range.len() < least {
            let Some(next) = rest.next() else { break };
            range.end = next.range.end;
        }
        let text = range.of(text).unwrap_or_default().to_owned();
        let terms = words.terms(&text);
        out.push(Sentence { candidate, range, text, terms });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTRACT: &str = "Artikel 11. Oplevering\n\n11.1 De aannemer levert het werk op uiterlijk op 1 juli 2026. Bij \
        overschrijding van deze termijn is de aannemer een boete verschuldigd van € 250 per kalenderdag.";
    const RECORD: &str = "Heden, 19 augustus 2026, is het werk opgeleverd aan de opdrachtgever.";
    const OTHER: &str =
        "De gemeente heeft de vergunning op 3 maart verleend. Er zijn geen bezwaren ontvangen.";

    fn ask(question: &str, texts: &[&str]) -> Vec<Quote> {
        let compounds = Compounds::default();
        let candidates: Vec<_> = texts.iter().map(|text| Candidate { text }).collect();
        quotes(question, &candidates, &Words::new(&compounds))
    }

    #[test]
    fn the_sentences_that_carry_the_answer_are_quoted_verbatim() {
        let found = ask(
            "Is de aannemer een boete verschuldigd nu op 19 augustus is opgeleverd?",
            &[OTHER, CONTRACT, RECORD],
        );
        assert!(
            found.iter().any(|q| q.candidate == 1 && q.text.contains("boete verschuldigd van € 250")),
            "{found:?}"
        );
        assert!(found.iter().any(|q| q.candidate == 2), "{found:?}");
        assert!(found.iter().all(|q| q.candidate != 0), "{found:?}");
        for quote in &found {
            let text = [OTHER, CONTRACT, RECORD][quote.candidate];
            assert_eq!(quote.range.of(text), Some(quote.text.as_str()));
        }
    }

    #[test]
    fn a_question_about_something_else_has_no_support() {
        assert!(ask("Hoeveel vakantiedagen heeft de werknemer?", &[OTHER, CONTRACT, RECORD]).is_empty());
        assert!(ask("?", &[CONTRACT]).is_empty());
        assert!(ask("boete", &[]).is_empty());
    }

    #[test]
    fn the_same_words_in_two_documents_are_quoted_once() {
        let found = ask("Wanneer is het werk opgeleverd aan de opdrachtgever?", &[RECORD, RECORD]);
        assert_eq!(found.len(), 1, "{found:?}");
    }
}
