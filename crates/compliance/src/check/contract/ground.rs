//! The sentences of a contract in one form of spelling, one a line, with the way back.

use legalmind_core::CharRange;
use legalmind_text::sentence;
use regex::Regex;

use super::Paragraph;
use crate::check::spelling::plain;

/// The longest introduction that is put before an item of a list, in bytes.
const LONGEST_LEAD: usize = 400;

/// What is longer than this, in characters, is no sentence: it is cut, so that no search through it
/// takes long.
const LONGEST_SENTENCE: usize = 3_000;

/// A sentence.
#[derive(Debug)]
pub struct Sentence {
    /// The paragraph it stands in.
    pub paragraph: usize,
    /// Its characters in the page.
    pub range: CharRange,
    /// Its bytes in the ground, its introduction with it.
    start: usize,
    end: usize,
    /// How many bytes of that are the introduction of a list.
    lead: usize,
}

/// A place where a sign was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The sentence.
    pub sentence: usize,
    /// Bytes of the ground.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// A sentence in pieces that are short enough; nearly always one.
fn pieces(text: &str, range: CharRange) -> Vec<(&str, CharRange)> {
    let mut out = Vec::new();
    let (mut rest, mut start) = (text, range.start);
    while let Some((cut, _)) = rest.char_indices().nth(LONGEST_SENTENCE) {
        let (piece, tail) = rest.split_at(cut);
        let end = start + u32::try_from(LONGEST_SENTENCE).unwrap_or(u32::MAX);
        out.push((piece, CharRange { start, end }));
        (rest, start) = (tail, end);
    }
    out.push((rest, CharRange { start, end: range.end }));
    out
}

/// The sentences of a contract, each a line of one text, so that a sign is looked for once.
#[derive(Debug, Default)]
pub struct Ground {
    text: String,
    sentences: Vec<Sentence>,
    /// The article of each paragraph, and whether it is a heading.
    paragraphs: Vec<(usize, bool)>,
}

impl Ground {
    /// The ground of these paragraphs.
    pub fn new(paragraphs: &[Paragraph]) -> Self {
        let mut ground = Self::default();
        for (at, it) in paragraphs.iter().enumerate() {
            ground.paragraphs.push((it.article, it.heading));
            let lead = it.lead.and_then(|lead| paragraphs.get(lead)).map(|lead| {
                let text = plain(&lead.text);
                let from = (0..=text.len()).rev().filter(|at| text.is_char_boundary(*at));
                let from = from.take_while(|at| text.len() - at <= LONGEST_LEAD).last().unwrap_or(0);
                text.get(from..).unwrap_or_default().to_owned()
            });
            for found in sentence::split(&it.text) {
                for (text, range) in pieces(found.text, found.range) {
                    ground.push(at, it, text, range, lead.as_deref().unwrap_or_default());
                }
            }
        }
        ground
    }

    fn push(&mut self, at: usize, it: &Paragraph, text: &str, range: CharRange, lead: &str) {
        let start = self.text.len();
        if !lead.is_empty() {
            self.text.push_str(lead);
            self.text.push(' ');
        }
        let lead = self.text.len() - start;
        self.text.push_str(&plain(text));
        let from = it.place.range.start;
        let range = CharRange { start: range.start + from, end: range.end + from };
        self.sentences.push(Sentence { paragraph: at, range, start, end: self.text.len(), lead });
        self.text.push('\n');
    }

    /// Where a pattern stands; each within one sentence.
    pub fn hits(&self, pattern: &Regex) -> Vec<Hit> {
        let found = pattern.find_iter(&self.text);
        found.filter_map(|it| self.hit(it.start(), it.end())).collect()
    }

    fn hit(&self, start: usize, end: usize) -> Option<Hit> {
        let sentence = self.sentences.partition_point(|it| it.end < start);
        let whole = self.sentences.get(sentence)?;
        (whole.start <= start && end <= whole.end).then_some(Hit { sentence, start, end })
    }

    /// The folded words of a hit.
    pub fn words(&self, hit: Hit) -> &str {
        self.text.get(hit.start..hit.end).unwrap_or_default()
    }

    /// The folded words of the contract before a hit.
    pub fn before(&self, hit: Hit) -> &str {
        self.text.get(..hit.start).unwrap_or_default()
    }

    /// The folded words of the sentence before a hit, and those behind it.
    pub fn around(&self, hit: Hit) -> (&str, &str) {
        let within = |it: &Sentence| {
            let before = self.text.get(it.start..hit.start)?;
            Some((before, self.text.get(hit.end..it.end)?))
        };
        self.sentences.get(hit.sentence).and_then(within).unwrap_or_default()
    }

    /// The whole of a sentence as a hit.
    pub fn whole(&self, sentence: usize) -> Option<Hit> {
        let it = self.sentences.get(sentence)?;
        Some(Hit { sentence, start: it.start + it.lead, end: it.end })
    }

    /// A sentence.
    pub fn sentence(&self, at: usize) -> Option<&Sentence> {
        self.sentences.get(at)
    }

    /// The paragraph of a sentence.
    pub fn paragraph(&self, sentence: usize) -> usize {
        self.sentences.get(sentence).map_or(0, |it| it.paragraph)
    }

    /// The article of a sentence.
    pub fn article(&self, sentence: usize) -> usize {
        self.paragraphs.get(self.paragraph(sentence)).map_or(0, |it| it.0)
    }

    /// Whether a sentence is a heading.
    pub fn is_heading(&self, sentence: usize) -> bool {
        self.paragraphs.get(self.paragraph(sentence)).is_some_and(|it| it.1)
    }
}
