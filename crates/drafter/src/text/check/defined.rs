//! Terms of a text: where they are defined, and where their words stand.

use std::collections::{HashMap, HashSet};

use legalmind_docx::text::{Passage, PassageKind, Text};
use legalmind_text::{stem::Stems, token};

use super::line::{Word, running};

/// The most words of a term; what has more is a sentence.
const LONGEST: usize = 30;

/// A term that the text defines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// As it is written where it is defined.
    pub written: String,
    /// The stems of its words.
    pub stems: Vec<String>,
    /// The line that defines it.
    pub block: String,
    /// It is the name of a party or stands in a list of definitions; otherwise a sentence defines
    /// it, `hierna: “Koper”`.
    pub listed: bool,
}

/// The terms that a text defines, in the order of the text.
pub fn defined(text: &Text, stems: &Stems) -> Vec<Term> {
    let mut out = Vec::new();
    for passage in text.passages() {
        match passage.kind {
            PassageKind::Party(name) | PassageKind::Definition(name) => {
                out.extend(term(name, passage.id, true, stems));
            }
            _ => {}
        }
        let in_words = in_sentences(&running(&passage));
        out.extend(in_words.iter().filter_map(|name| term(name, passage.id, false, stems)));
    }
    // the name of a party that its description gives as well is one term
    let mut seen = HashSet::new();
    out.retain(|it: &Term| seen.insert((it.block.clone(), it.stems.clone())));
    out
}

fn term(name: &str, block: &str, listed: bool, stems: &Stems) -> Option<Term> {
    let written = name.trim().trim_matches(['"', '“', '”', '„', '‘', '’', '\'']).trim();
    let stems: Vec<String> = token::words(written).iter().map(|it| stems.dutch(&it.text)).collect();
    (1..=LONGEST).contains(&stems.len()).then(|| Term {
        written: written.to_owned(),
        stems,
        block: block.to_owned(),
        listed,
    })
}

/// What begins a quoted name that a sentence gives: `hierna te noemen: “Koper”`, `(de “Koper”)`.
const GIVES: [&str; 10] = [
    "hierna",
    "noemen",
    "genoemd",
    "aangeduid",
    "aan te duiden als",
    "gezamenlijk",
    "tezamen",
    "hereinafter",
    "verder",
    "(",
];

/// Names between quotation marks that a sentence gives to something.
fn in_sentences(text: &str) -> Vec<String> {
    let opening = ['“', '"', '„', '‘'];
    let closing = |open: char| -> &[char] {
        match open {
            '“' | '„' => &['”', '“'],
            '‘' => &['’'],
            _ => &['"'],
        }
    };
    let mut out = Vec::new();
    let mut rest = text;
    let mut before = String::new();
    while let Some(at) = rest.find(opening) {
        let (head, quoted) = rest.split_at(at);
        before.push_str(&head.to_lowercase());
        let Some(open) = quoted.chars().next() else { break };
        let inner = quoted.get(open.len_utf8()..).unwrap_or_default();
        // an apostrophe or the quotation of a sentence: ‘s-Gravenhage, “maar dan”
        if open != '"' && !bare(inner).starts_with(char::is_uppercase) {
            rest = inner;
            continue;
        }
        let Some(end) = inner.find(closing(open)) else { break };
        let (name, behind) = inner.split_at(end);
        // what stands between the word that gives the name and the name itself
        let near: String = before.chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
        let near = near.rsplit(['.', ';', ')']).next().unwrap_or_default();
        let gives = GIVES.iter().any(|word| near.contains(word)) || explained(near, behind);
        let bare = bare(name);
        let short = (2..=60).contains(&bare.chars().count()) && bare.starts_with(char::is_uppercase);
        if gives && short {
            out.push(bare.to_owned());
        }
        before.push_str(name);
        rest = behind.get(behind.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default();
    }
    out
}

/// “de Overeenkomst” is the name of an Overeenkomst.
fn bare(name: &str) -> &str {
    ["de ", "het ", "een "].iter().find_map(|it| name.strip_prefix(it)).unwrap_or(name)
}

/// Whether a sentence says what a quoted word means: `Onder “Resultaten” wordt verstaan …`.
fn explained(before: &str, behind: &str) -> bool {
    let mut words = behind.split(|c: char| !c.is_alphabetic()).filter(|it| !it.is_empty());
    let verb = words.next().unwrap_or_default().to_lowercase();
    match verb.as_str() {
        "betekent" | "betekenen" => true,
        "wordt" | "worden" | "verstaan" => before.trim_end().ends_with("onder"),
        _ => false,
    }
}

/// The terms of a text by the stems of their words, one word after another.
#[derive(Default)]
pub struct Known<'a> {
    next: HashMap<&'a str, Known<'a>>,
    /// The term that ends here.
    ends: Option<&'a [String]>,
}

impl<'a> Known<'a> {
    /// These terms.
    pub fn of(terms: &'a [Term]) -> Self {
        let mut out = Self::default();
        for term in terms {
            let mut here = &mut out;
            for stem in &term.stems {
                here = here.next.entry(stem).or_default();
            }
            here.ends = Some(&term.stems);
        }
        out
    }

    /// The terms that these words begin with, by their stems, the shortest first; with or without
    /// capitals.
    pub fn along<'w>(&self, words: impl Iterator<Item = &'w Word>) -> Vec<&'a [String]> {
        let (mut here, mut out) = (self, Vec::new());
        for word in words {
            let Some(next) = here.next.get(word.stem.as_str()) else { break };
            out.extend(next.ends);
            here = next;
        }
        out
    }

    /// How many words from here on are a term: the longest that stands here, with a capital.
    pub fn at(&self, words: &[Word], from: usize) -> Option<usize> {
        let here = words.get(from..)?;
        here.first().filter(|it| it.capital || it.first)?;
        let joined = here.iter().enumerate().take_while(|(at, word)| *at == 0 || word.joined);
        self.along(joined.map(|(_, word)| word)).last().map(|it| it.len())
    }
}

/// Lines whose capitals say nothing: headings, names, and what is set as a label.
pub fn is_running(passage: &Passage<'_>) -> bool {
    match passage.kind {
        PassageKind::Paragraph | PassageKind::Recital | PassageKind::Definition(_) | PassageKind::Cell => true,
        PassageKind::Title
        | PassageKind::Heading
        | PassageKind::Article
        | PassageKind::Party(_)
        | PassageKind::Signature(_)
        // a quotation is of somebody else
        | PassageKind::Quote => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_gives_a_name() {
        for (text, names) in [
            ("Van Loon B.V., hierna te noemen: “Aannemer”;", vec!["Aannemer"]),
            ("de koop van het pand (de “Overeenkomst”) en (het \"Pand\")", vec!["Overeenkomst", "Pand"]),
            ("hierna gezamenlijk “Partijen” en ieder afzonderlijk “Partij”", vec!["Partijen", "Partij"]),
            ("heeft met u gesloten (hierna: “de Overeenkomst”)", vec!["Overeenkomst"]),
            (
                "Onder “Resultaten” wordt verstaan al wat er is; “Prijs” betekent de som.",
                vec!["Resultaten", "Prijs"],
            ),
            ("Hij zei: “Morgen betaal ik.”", vec![]),
            ("te ‘s-Hertogenbosch, hierna: “Koper”; zo’n pand, hierna: “Pand”", vec!["Koper", "Pand"]),
            ("zonder einde (de “Koper", vec![]),
        ] {
            assert_eq!(in_sentences(text), names, "{text}");
        }
    }
}
