//! What a person typed, and what it becomes in the index.

use std::{collections::HashSet, sync::Arc};

use legalmind_core::{CharRange, DocumentId, DossierId, PageNumber, PassageId, VersionId};
use legalmind_text::{normal::nfc, reference, stem::is_stop_word, token};
use tantivy::{
    Term,
    query::{BooleanQuery, BoostQuery, DisjunctionMaxQuery, Occur, PhraseQuery, Query as Tantivy, TermQuery},
    schema::{Field, IndexRecordOption},
};

use crate::{
    analysis::{Analyser, Word},
    best::{BestOf, OTHERS},
    cells::cells,
    schema::Fields,
    snippet::Fragment,
};

/// Whether a passage must hold everything that is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Matching {
    /// All words, in any form, a compound also by all its parts; where no passage has all of
    /// them, as [`Matching::Any`], and then also a compound by one of its parts. For a search box.
    #[default]
    All,
    /// The more the better. For a question.
    Any,
}

/// A search.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// What was typed: words, "phrases", references.
    pub text: String,
    /// How much of it a passage must hold.
    pub matching: Matching,
    /// The most hits to give.
    pub limit: usize,
    /// How many hits to pass over.
    pub offset: usize,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    /// How many passages match, of the dossiers that are visible.
    pub total: usize,
    /// No passage holds all words, so these hold some, or parts of them.
    pub relaxed: bool,
    /// The best, best first.
    pub hits: Vec<Hit>,
}

/// A passage that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The passage.
    pub passage: PassageId,
    /// Its version.
    pub version: VersionId,
    /// Its document.
    pub document: DocumentId,
    /// Its dossier.
    pub dossier: DossierId,
    /// Its place among the version's passages.
    pub ordinal: u32,
    /// The page it stands on.
    pub page: PageNumber,
    /// Its characters in the page's text.
    pub range: CharRange,
    /// The heading it stands under.
    pub heading: Option<String>,
    /// Its text.
    pub text: String,
    /// How well it matches; only to be compared within one search.
    pub score: f32,
    /// The part of the text that shows why, the hits marked.
    pub snippet: Vec<Fragment>,
}

/// The most characters of a query that are read.
const MAX_CHARS: usize = 4_000;
/// How many words may stand between two that are near each other.
const NEAR: u32 = 3;
/// The most clauses of a query.
const MAX_CLAUSES: usize = 48;

/// Words in this order and form.
#[derive(Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The words as they were typed.
    pub typed: Vec<String>,
    /// The same with each legal reference as one word, its key.
    pub cells: Vec<String>,
}

impl Phrase {
    fn of(text: &str) -> Self {
        let tokens = token::words(text);
        let cells = cells(text, &tokens, &reference::find(text));
        Self {
            typed: tokens.into_iter().map(|token| token.text).collect(),
            cells: cells.into_iter().filter_map(|cell| cell.names.into_iter().next()).collect(),
        }
    }

    /// Words without a reference.
    fn plain(typed: Vec<String>) -> Self {
        Self { cells: typed.clone(), typed }
    }

    /// Whether a legal reference is among the words.
    pub fn holds_reference(&self) -> bool {
        self.cells != self.typed
    }
}

/// How loosely a word is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loose {
    /// A compound is itself, or all its parts.
    No,
    /// One part of a compound is enough.
    Parts,
}

/// What is asked, piece by piece.
#[derive(Debug, Default)]
pub struct Plan {
    pub words: Vec<(String, Arc<Word>)>,
    pub phrases: Vec<Phrase>,
    /// Keys, narrowest first, and the words as they were typed.
    pub references: Vec<(Vec<String>, Vec<String>)>,
}

impl Plan {
    pub fn of(text: &str, analyser: &Analyser) -> Self {
        let text: String = nfc(&text.chars().take(MAX_CHARS).collect::<String>());
        let mut plan = Self::default();
        let rest = plan.take_phrases(&text);
        let rest = plan.take_references(&rest);
        plan.take_words(&rest, analyser);
        plan
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.phrases.is_empty() && self.references.is_empty()
    }

    fn clauses(&self) -> usize {
        self.words.len() + self.phrases.len() + self.references.len()
    }

    /// Takes what stands between quotation marks; gives the rest.
    fn take_phrases(&mut self, text: &str) -> String {
        let is_mark = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
        let mut pieces = text.split(is_mark);
        let mut rest = pieces.next().unwrap_or_default().to_owned();
        while let Some(inner) = pieces.next() {
            let after = pieces.next();
            let phrase = Phrase::of(inner);
            rest.push(' ');
            match after {
                // an opening mark without a closing one marks nothing
                None => rest.push_str(inner),
                Some(after) => {
                    if !phrase.typed.is_empty() && self.clauses() < MAX_CLAUSES {
                        self.phrases.push(phrase);
                    }
                    rest.push_str(after);
                }
            }
        }
        rest
    }

    fn take_references(&mut self, text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let mut taken = vec![false; chars.len()];
        for found in reference::find(text) {
            let range = usize::try_from(found.range.start).unwrap_or(0)
                ..usize::try_from(found.range.end).unwrap_or(0);
            let typed: String = chars.get(range.clone()).unwrap_or_default().iter().collect();
            for place in taken.get_mut(range).unwrap_or_default() {
                *place = true;
            }
            if self.clauses() < MAX_CLAUSES {
                self.references.push((found.keys().map(ToOwned::to_owned).collect(), texts(&typed)));
            }
        }
        chars.iter().zip(taken).map(|(c, taken)| if taken { ' ' } else { *c }).collect()
    }

    fn take_words(&mut self, text: &str, analyser: &Analyser) {
        let mut seen = HashSet::new();
        let mut common = Vec::new();
        for chunk in text.split_whitespace() {
            let tokens = texts(chunk);
            if self.clauses() >= MAX_CLAUSES {
                break;
            }
            if tokens.len() > 1 && chunk.contains(|c: char| c.is_ascii_digit()) {
                self.phrases.push(Phrase::plain(tokens));
                continue;
            }
            for plain in tokens.into_iter().filter(|plain| seen.insert(plain.clone())) {
                let word = (plain.clone(), analyser.word(&plain));
                if is_stop_word(&plain) { common.push(word) } else { self.words.push(word) }
            }
        }
        if self.is_empty() {
            self.words = common;
        }
    }

    /// Whether a passage can hold some of what is asked and not all of it.
    pub fn can_be_relaxed(&self) -> bool {
        self.words.len() + self.references.len() > 1
    }

    /// Whether a legal reference is asked, also within a phrase.
    pub fn holds_reference(&self) -> bool {
        !self.references.is_empty() || self.phrases.iter().any(Phrase::holds_reference)
    }

    /// Whether a word that is asked is a compound.
    pub fn holds_compound(&self) -> bool {
        self.words.iter().any(|(_, word)| word.is_compound())
    }

    /// The query of the words, phrases and references, without rights. In a question a word weighs
    /// extra where it stands in the heading, and two words where they stand near each other.
    pub fn query(&self, fields: &Fields, matching: Matching, loose: Loose) -> Box<dyn Tantivy> {
        let soft = if matching == Matching::All { Occur::Must } else { Occur::Should };
        let sparse = matching == Matching::All && self.clauses() > 1;
        let question = matching == Matching::Any;
        let titled = self.words.iter().filter(|_| question).filter_map(|(_, word)| {
            let stem = word.stems.first()?;
            Some((Occur::Should, boosted(term(fields.heading, stem), 0.5)))
        });
        let near = self.words.windows(2).filter(|_| question).filter_map(|pair| match pair {
            [(one, _), (other, _)] => Some((Occur::Should, near_query(fields, one, other))),
            _ => None,
        });
        let words =
            self.words.iter().map(|(plain, word)| (soft, word_query(fields, plain, word, loose, sparse)));
        let phrases = self.phrases.iter().map(|phrase| (Occur::Must, phrase_query(fields, phrase, sparse)));
        let references =
            self.references.iter().map(|(keys, typed)| (soft, reference_query(fields, keys, typed, sparse)));
        Box::new(BooleanQuery::new(
            words.chain(phrases).chain(references).chain(titled).chain(near).collect(),
        ))
    }
}

fn texts(text: &str) -> Vec<String> {
    token::words(text).into_iter().map(|token| token.text).collect()
}

fn term(field: Field, text: &str) -> Box<dyn Tantivy> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}

fn boosted(query: Box<dyn Tantivy>, boost: f32) -> Box<dyn Tantivy> {
    Box::new(BoostQuery::new(query, boost))
}

/// Whichever of these matches best. Where other words must be there too most passages are passed
/// over, and [`BestOf`] is the faster way; otherwise the engine's own.
fn best_of(ways: Vec<Box<dyn Tantivy>>, sparse: bool) -> Box<dyn Tantivy> {
    if sparse {
        Box::new(BestOf(ways))
    } else {
        Box::new(DisjunctionMaxQuery::with_tie_breaker(ways, OTHERS))
    }
}

/// A word: as it stands, in another form, in a compound, or taken apart itself.
fn word_query(fields: &Fields, plain: &str, word: &Word, loose: Loose, sparse: bool) -> Box<dyn Tantivy> {
    let mut ways: Vec<Box<dyn Tantivy>> = word.stems.iter().map(|stem| term(fields.words, stem)).collect();
    ways.push(boosted(term(fields.exact, plain), 1.1));
    if let Some(stem) = word.stems.first() {
        ways.push(boosted(term(fields.parts, stem), 0.5));
        ways.push(boosted(term(fields.heading, stem), 0.5));
    }
    if word.is_compound() {
        let occur = if loose == Loose::Parts { Occur::Should } else { Occur::Must };
        let part = |part: &String| {
            let ways = vec![term(fields.words, part), boosted(term(fields.parts, part), 0.8)];
            (occur, best_of(ways, sparse))
        };
        ways.push(boosted(Box::new(BooleanQuery::new(word.parts.iter().map(part).collect())), 0.4));
    }
    best_of(ways, sparse)
}

/// Words that follow each other in a question and stand near each other in a passage, in the same
/// order, weigh extra there (the sequential dependence model of Metzler and Croft, 2005).
fn near_query(fields: &Fields, one: &str, other: &str) -> Box<dyn Tantivy> {
    let terms = [one, other].map(|word| Term::from_field_text(fields.exact, word));
    let mut near = PhraseQuery::new(terms.to_vec());
    near.set_slop(NEAR);
    boosted(Box::new(near), 0.3)
}

/// A phrase as it was typed; where it holds a reference, that in any spelling.
fn phrase_query(fields: &Fields, phrase: &Phrase, sparse: bool) -> Box<dyn Tantivy> {
    let typed = in_order(fields.exact, &phrase.typed);
    if !phrase.holds_reference() {
        return typed;
    }
    let cells = match phrase.cells.as_slice() {
        [key] => key_query(fields, key),
        cells => in_order(fields.cells, cells),
    };
    best_of(vec![boosted(cells, 6.0), typed], sparse)
}

/// These words right after each other.
fn in_order(field: Field, words: &[String]) -> Box<dyn Tantivy> {
    match words {
        [word] => term(field, word),
        _ => {
            let terms = words.iter().map(|word| Term::from_field_text(field, word)).collect();
            Box::new(PhraseQuery::new(terms))
        }
    }
}

fn key_query(fields: &Fields, key: &str) -> Box<dyn Tantivy> {
    let key = Term::from_field_text(fields.references, key);
    Box::new(TermQuery::new(key, IndexRecordOption::Basic))
}

/// The reference itself weighs most, what contains it less, the words as typed least.
fn reference_query(fields: &Fields, keys: &[String], typed: &[String], sparse: bool) -> Box<dyn Tantivy> {
    let mut ways: Vec<Box<dyn Tantivy>> = Vec::new();
    let mut boost = 6.0;
    for name in keys {
        ways.push(boosted(key_query(fields, name), boost));
        boost *= 0.4;
    }
    if !typed.is_empty() {
        ways.push(boosted(in_order(fields.exact, typed), 0.5));
    }
    best_of(ways, sparse)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_read_piece_by_piece() {
        let plan = Plan::of(
            "de opzegging \"zonder opgave van reden\" art. 6:162 lid 1 BW 2026-0147 “los",
            &Analyser::default(),
        );
        let words: Vec<_> = plan.words.iter().map(|(plain, _)| plain.as_str()).collect();
        assert_eq!(words, ["opzegging", "los"]);
        let phrases: Vec<String> = plan.phrases.iter().map(|phrase| phrase.typed.join(" ")).collect();
        assert_eq!(phrases, ["zonder opgave van reden", "2026 0147"]);
        assert!(!plan.phrases.iter().any(Phrase::holds_reference));
        assert_eq!(plan.references[0].0, ["bw:6:162:1", "bw:6:162"]);
        assert!(Plan::of("  \"\" !?", &Analyser::default()).is_empty());
        let only_common: Vec<_> =
            Plan::of("de het", &Analyser::default()).words.into_iter().map(|(w, _)| w).collect();
        assert_eq!(only_common, ["de", "het"]);
    }

    #[test]
    fn a_query_of_a_megabyte_is_cut() {
        let plan = Plan::of(&"woord1 \"a b\" ".repeat(90_000), &Analyser::default());
        assert!(plan.clauses() <= MAX_CLAUSES + 8);
    }
}
