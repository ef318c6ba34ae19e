//! Signs: how a rule recognises words, written as a lawyer would write them.
//!
//! | written | means |
//! |---|---|
//! | `boete` | this word; case, accents, hyphens and the shape of quotation marks do not matter |
//! | `verwerk*`, `*beding` | a word that begins, or ends, like this |
//! | `(boete\|dwangsom)`, `(een )?boete` | one of these; perhaps |
//! | `<melden>` | one of the words that the playbook gives under this name in `[synonyms]` |
//! | `boete .. dag` | at most forty characters between, in one sentence |
//! | `boete ... dag` | anything between, in one sentence |
//! | `{termijn}` `{dagen}` `{bedrag}` `{procent}` `{getal}` | a figure of this kind |
//! | `{datum}` | a date; as a length of time: since the date before it |
//! | `boete & dag` | both, in one sentence, in any order |
//! | `boete & !matig*` | the second not in that sentence |
//! | `@geheimhouding` | the heading of the article has this word |
//! | `lid: a & b`, `artikel: a & b` | near each other in one paragraph, in one article, rather than in one sentence |
//!
//! They become regular expressions of the crate `regex`, whose time is linear in the text, within a
//! limit on their size: no sign can hang a check.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
};

use regex::{Regex, RegexBuilder};

use super::{
    contract::{Ground, Hit},
    denial, figure,
    playbook::Figure,
    span,
    spelling::plain,
};

/// The longest sign, in characters.
const LONGEST: usize = 600;
/// The largest compiled form of one pattern, in bytes.
const LARGEST: usize = 1 << 20;

/// The most that the patterns of one playbook may be together, in bytes as they are written; about three
/// times the largest of the product.
const MOST: usize = 512 << 10;
/// What a figure counts for among them: it stands for much.
const FIGURE: usize = 640;

/// How many sentences apart at most a sign looks in one paragraph: what is further apart in a long one has
/// mostly nothing to do with each other.
const NEAR: usize = 2;

/// What is wrong with a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignFault {
    /// It has no words.
    Empty,
    /// It is too long.
    TooLong,
    /// Brackets or marks do not fit.
    Malformed,
    /// It names words of one meaning that are not there.
    UnknownSynonyms,
    /// It only says what must not be there.
    OnlyNegative,
    /// Its compiled form is too large.
    TooComplex,
    /// With it the patterns of the playbook are too large together.
    TooMuch,
}

/// Within what the parts of a sign must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Sentence,
    Paragraph,
    Article,
}

#[derive(Clone, Debug)]
struct Part {
    pattern: usize,
    negative: bool,
    heading: bool,
    figure: bool,
    /// Its own words say `niet` or `geen`.
    denies: bool,
    /// They say that nothing stands in the way.
    frees: bool,
}

/// A sign that was read.
#[derive(Clone, Debug)]
pub struct Sign {
    unit: Unit,
    parts: Vec<Part>,
}

/// The patterns of a playbook, each once.
#[derive(Debug, Default)]
pub struct Patterns {
    /// Each with whether it is looked for in headings alone.
    regexes: Vec<(Regex, bool)>,
    known: HashMap<(String, bool), usize>,
    /// How much they are together, as [`MOST`] counts.
    size: usize,
}

/// Where the patterns of a playbook stand in a contract.
#[derive(Debug)]
pub struct Found {
    hits: Vec<Vec<Hit>>,
}

impl Patterns {
    /// Where each stands.
    pub fn find(&self, ground: &Ground) -> Found {
        let hits = |(regex, heading): &(Regex, bool)| {
            let mut hits = ground.hits(regex);
            hits.retain(|hit| !heading || ground.is_heading(hit.sentence));
            hits
        };
        Found { hits: self.regexes.iter().map(hits).collect() }
    }

    fn add(&mut self, words: &str, heading: bool) -> Result<usize, SignFault> {
        let key = (form(words)?, heading);
        if let Some(known) = self.known.get(&key) {
            return Ok(*known);
        }
        self.size += words.len() + FIGURE * words.matches('{').count();
        if self.size > MOST {
            return Err(SignFault::TooMuch);
        }
        let built = RegexBuilder::new(&key.0).size_limit(LARGEST).dfa_size_limit(4 * LARGEST).build();
        let regex = built.map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => SignFault::TooComplex,
            _ => SignFault::Malformed,
        })?;
        self.regexes.push((regex, heading));
        let at = self.regexes.len() - 1;
        self.known.insert(key, at);
        Ok(at)
    }
}

impl Sign {
    /// Reads a sign, in which words of one meaning stand by their name, and keeps its patterns.
    pub fn read(
        text: &str,
        synonyms: &BTreeMap<String, String>,
        patterns: &mut Patterns,
    ) -> Result<Self, SignFault> {
        if text.chars().nth(LONGEST).is_some() {
            return Err(SignFault::TooLong);
        }
        let text = spelt(text.trim(), synonyms)?;
        let units = [("zin:", Unit::Sentence), ("lid:", Unit::Paragraph), ("artikel:", Unit::Article)];
        let prefixed = units.iter().find_map(|(name, unit)| Some((*unit, text.strip_prefix(name)?)));
        let (unit, rest) = prefixed.unwrap_or((Unit::Sentence, &*text));
        let parts = rest.split('&').map(|it| part(it, patterns)).collect::<Result<Vec<_>, _>>()?;
        if parts.iter().all(|it| it.negative) {
            return Err(SignFault::OnlyNegative);
        }
        Ok(Self { unit, parts })
    }

    /// Where it stands: the hits of its first positive part that is no heading (of the figure, where it
    /// has one), each in a unit that has all the others.
    pub fn find(&self, found: &Found, ground: &Ground) -> Vec<Hit> {
        let hits = |part: &Part| found.hits.get(part.pattern).map_or(&[][..], Vec::as_slice);
        let unit = |sentence: usize| match self.unit {
            Unit::Sentence => sentence,
            Unit::Paragraph => ground.paragraph(sentence),
            Unit::Article => ground.article(sentence),
        };
        let own = self.parts.iter().filter(|it| !it.negative);
        let lead = own.clone().find(|it| it.figure).or_else(|| own.clone().find(|it| !it.heading));
        let Some(lead) = lead.or_else(|| own.clone().next()) else { return Vec::new() };
        let holds = |part: &Part, hit: &Hit| {
            let unit = |sentence: usize| if part.heading { ground.article(sentence) } else { unit(sentence) };
            let here = unit(hit.sentence);
            let far =
                if part.heading || part.negative || self.unit != Unit::Paragraph { usize::MAX } else { NEAR };
            let before =
                |it: &Hit| unit(it.sentence) < here || it.sentence.saturating_add(far) < hit.sentence;
            let first = hits(part).get(hits(part).partition_point(before));
            let within = |it: &Hit| unit(it.sentence) == here && it.sentence.abs_diff(hit.sentence) <= far;
            first.is_some_and(within) != part.negative
        };
        let mut out: Vec<Hit> = hits(lead).to_vec();
        out.retain(|hit| self.parts.iter().all(|part| std::ptr::eq(part, lead) || holds(part, hit)));
        out
    }

    /// Whether what must not be there stands in the article of a hit, such as `geen` under the heading
    /// that was hit.
    pub fn is_denied(&self, found: &Found, ground: &Ground, hit: &Hit) -> bool {
        let article = ground.article(hit.sentence);
        let there = |part: &Part| {
            let hits = found.hits.get(part.pattern).map_or(&[][..], Vec::as_slice);
            hits.iter().any(|it| ground.article(it.sentence) == article)
        };
        self.parts.iter().filter(|it| it.negative).any(there)
    }

    /// Whether its own words say that something is not so: then a denial in the contract is what it
    /// looks for.
    pub fn denies(&self) -> bool {
        self.parts.iter().any(|it| it.denies && !it.negative)
    }

    /// Whether it looks for a sentence by which nothing is forbidden.
    pub fn frees(&self) -> bool {
        self.parts.iter().any(|it| it.frees && !it.negative)
    }

    /// Whether it means one figure rather than all of its sentence.
    pub fn has_figure(&self) -> bool {
        self.parts.iter().any(|it| it.figure && !it.negative)
    }
}

/// A sign with the words of one meaning in the place of their name.
fn spelt<'a>(text: &'a str, synonyms: &BTreeMap<String, String>) -> Result<Cow<'a, str>, SignFault> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        let (name, after) = after.split_once('>').ok_or(SignFault::Malformed)?;
        let words = synonyms.get(name).ok_or(SignFault::UnknownSynonyms)?;
        out.extend([before, "(", words, ")"]);
        rest = after;
    }
    if out.is_empty() {
        return Ok(Cow::Borrowed(text));
    }
    out.push_str(rest);
    Ok(Cow::Owned(out))
}

fn part(text: &str, patterns: &mut Patterns) -> Result<Part, SignFault> {
    let text = text.trim();
    let (negative, text) = text.strip_prefix('!').map_or((false, text), |rest| (true, rest.trim()));
    let (heading, text) = text.strip_prefix('@').map_or((false, text), |rest| (true, rest.trim()));
    let figure =
        ["{termijn}", "{datum}", "{bedrag}", "{procent}", "{dagen}"].iter().any(|it| text.contains(it));
    let (denies, frees) = (denial::speaks(text), denial::speaks_free(text));
    Ok(Part { pattern: patterns.add(text, heading)?, negative, heading, figure, denies, frees })
}

/// A letter or digit of a text in plain spelling.
const LETTER: &str = "[a-z0-9]";
const EDGE: &str = r"(?-u:\b)";

/// The regular expression of a few words.
fn form(words: &str) -> Result<String, SignFault> {
    let text = plain(words);
    let text = text.as_str();
    if !text.chars().any(char::is_alphanumeric) {
        return Err(SignFault::Empty);
    }
    let mut out = String::new();
    let mut rest = text;
    let mut depth = 0_u32;
    let starts = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '(');
    if starts(text.chars().next()) {
        out.push_str(EDGE);
    }
    while let Some(c) = rest.chars().next() {
        let gap =
            [(" ... ", r"[^\n]*?"), ("...", r"[^\n]*?"), (" .. ", r"[^\n]{0,40}?"), ("..", r"[^\n]{0,40}?")];
        if let Some((mark, between)) = gap.iter().find(|(mark, _)| rest.starts_with(mark)) {
            rest = rest.get(mark.len()..).unwrap_or_default();
            // a sum of money may begin with its sign
            let edge = if starts(rest.chars().next()) { EDGE } else { "" };
            out.push_str(&format!("{EDGE}{between}{edge}"));
            continue;
        }
        if c == '{' {
            let (name, after) = rest.split_once('}').ok_or(SignFault::Malformed)?;
            out.push_str(&placeholder(name).ok_or(SignFault::Malformed)?);
            rest = after;
            continue;
        }
        match c {
            '*' => out.push_str(&format!("{LETTER}*")),
            '(' => {
                depth += 1;
                out.push_str("(?:");
            }
            // an empty choice would be found everywhere
            ')' | '|' if out.ends_with("(?:") || out.ends_with('|') => return Err(SignFault::Malformed),
            ')' => {
                depth = depth.checked_sub(1).ok_or(SignFault::Malformed)?;
                out.push(')');
                if let Some(after) = rest.strip_prefix(")?") {
                    out.push('?');
                    rest = after;
                    continue;
                }
            }
            '|' if depth > 0 => out.push('|'),
            '\'' => out.push_str("'?"),
            '|' | '?' | '}' | '[' | ']' | '<' | '>' => return Err(SignFault::Malformed),
            other => out.push_str(&regex::escape(other.encode_utf8(&mut [0; 4]))),
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    if depth > 0 {
        return Err(SignFault::Malformed);
    }
    if text.ends_with(|c: char| c.is_ascii_alphanumeric() || c == ')') {
        out.push_str(EDGE);
    }
    Ok(out)
}

fn placeholder(name: &str) -> Option<String> {
    match name {
        "{termijn" => Some(figure::pattern(Figure::Period)),
        "{bedrag" => Some(figure::pattern(Figure::Amount)),
        "{procent" => Some(figure::pattern(Figure::Percentage)),
        "{dagen" => Some(figure::days()),
        "{datum" => Some(span::pattern()),
        "{getal" => Some("[0-9]+(?:[.,][0-9]+)*".to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use legalmind_core::passage::Page;

    use super::*;
    use crate::check::{contract::Contract, ready::Ready, shipped};

    #[test]
    fn the_playbooks_of_the_product_are_well_within_the_bound() {
        for it in shipped() {
            let (ready, faults) = Ready::new(&it.playbook().expect("sound"));
            assert!(faults.is_empty(), "{faults:?}");
            assert!(ready.patterns.size * 3 < MOST, "{}: {}", it.key, ready.patterns.size);
        }
    }

    #[test]
    fn in_a_paragraph_words_stand_near_each_other() {
        let mut patterns = Patterns::default();
        let sign = Sign::read("lid: boete & matigen", &BTreeMap::new(), &mut patterns).expect("a sign");
        let found = |text: &str| {
            let contract = Contract::read(&[Page { text: text.to_owned(), ..Page::default() }]);
            sign.find(&patterns.find(contract.ground()), contract.ground()).len()
        };
        assert_eq!(found("Er is een boete. Zij is niet gering. De rechter kan matigen."), 1);
        assert_eq!(found("Er is een boete. Zij is niet gering. Zij is fors. De rechter kan matigen."), 0);
    }
}
