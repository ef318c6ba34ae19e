//! Defined terms: written as one and not defined, defined and not used, defined twice.
//!
//! A word with a capital in the middle of a sentence is written as a defined term, unless it is a
//! name. To call few names terms, it counts only where it stands twice, and where it once follows
//! an article or names a role (`Opdrachtgever`): precision before recall.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use legalmind_docx::text::{Passage, PassageKind, Text};
use legalmind_text::stem::Stems;

use super::{
    Check,
    defined::{Known, Term, defined, is_running},
    line::{Word, running, words},
    name::Names,
};

/// The most words of a term.
const MOST_WORDS: usize = 4;

/// Words before a common noun.
const BEFORE_NOUN: [&str; 20] = [
    "de", "het", "een", "deze", "dit", "die", "dat", "elke", "elk", "iedere", "ieder", "alle", "zijn",
    "haar", "hun", "geen", "enige", "enig", "onze", "ons",
];

/// How the names of roles end that contracts use without an article.
const ROLES: [&str; 12] = [
    "gever",
    "nemer",
    "partij",
    "partijen",
    "koper",
    "huurder",
    "verhuurder",
    "leverancier",
    "verwerker",
    "schuldeiser",
    "schuldenaar",
    "gemachtigde",
];

/// A line with its words.
struct Line<'a> {
    passage: Passage<'a>,
    words: Vec<Word>,
}

/// A word or group of words that is written as a term.
#[derive(Default)]
struct Written {
    shown: String,
    block: String,
    many: usize,
    common: bool,
}

/// What is remarked of the terms of a text.
pub fn check(text: &Text, names: &[String]) -> Vec<Check> {
    let stems = Stems::default();
    let terms = defined(text, &stems);
    let lines: Vec<Line<'_>> = (text.passages().into_iter())
        .map(|passage| Line { words: words(&running(&passage), &stems), passage })
        .collect();
    let known = Known::of(&terms);
    let mut out = twice(&terms);
    out.extend(unused(&terms, &known, &lines));
    out.extend(undefined(&known, &lines, &Names::of(text, names)));
    out
}

/// Terms that are defined in two places.
fn twice(terms: &[Term]) -> Vec<Check> {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let again = terms.iter().filter(|it| it.listed && !seen.insert(it.written.to_lowercase()));
    again.map(|it| Check::at("term_twice", &it.block).of_term(&it.written)).collect()
}

/// Terms whose words stand nowhere but where they are defined and where they are signed.
fn unused(terms: &[Term], known: &Known<'_>, lines: &[Line<'_>]) -> Vec<Check> {
    let mut places: HashMap<&[String], Vec<&str>> = HashMap::new();
    for line in lines.iter().filter(|it| !matches!(it.passage.kind, PassageKind::Signature(_))) {
        for from in 0..line.words.len() {
            for stems in known.along(line.words.iter().skip(from)) {
                let ids = places.entry(stems).or_default();
                // of two lines one is another than that of the definition
                if ids.len() < 2 && !ids.contains(&line.passage.id) {
                    ids.push(line.passage.id);
                }
            }
        }
    }
    let used = |term: &Term| {
        places.get(term.stems.as_slice()).is_some_and(|ids| ids.iter().any(|id| *id != term.block))
    };
    let mut told = BTreeSet::new();
    let idle = terms.iter().filter(|it| it.listed && !used(it) && told.insert(it.written.to_lowercase()));
    idle.map(|it| Check::at("term_not_used", &it.block).of_term(&it.written)).collect()
}

/// What is written as a term and defined nowhere.
fn undefined(known: &Known<'_>, lines: &[Line<'_>], names: &Names) -> Vec<Check> {
    let mut found: BTreeMap<Vec<String>, Written> = BTreeMap::new();
    for line in lines.iter().filter(|line| is_running(&line.passage)) {
        let mut from = 0;
        while from < line.words.len() {
            if let Some(length) = known.at(&line.words, from) {
                from += length;
                continue;
            }
            from += match candidate(&line.words, from, known) {
                Some(length) => {
                    note(&mut found, line, from, length, names);
                    length
                }
                None => 1,
            };
        }
    }
    let told = found.into_values().filter(|it| it.many > 1 && it.common);
    told.map(|it| Check::at("term_not_defined", &it.block).of_term(&it.shown)).collect()
}

/// How many words with capitals stand here together, in the middle of a sentence.
fn candidate(words: &[Word], from: usize, known: &Known<'_>) -> Option<usize> {
    let inside = |at: usize| words.get(at).is_some_and(|it| it.capital && !it.first);
    if !inside(from) {
        return None;
    }
    let mut length = 1;
    while inside(from + length)
        && words.get(from + length).is_some_and(|it| it.joined)
        && known.at(words, from + length).is_none()
    {
        length += 1;
    }
    Some(length)
}

fn note(
    found: &mut BTreeMap<Vec<String>, Written>,
    line: &Line<'_>,
    from: usize,
    length: usize,
    names: &Names,
) {
    let group = line.words.get(from..from + length).unwrap_or_default();
    let before = from.checked_sub(1).and_then(|at| line.words.get(at));
    let after = line.words.get(from + length);
    if length > MOST_WORDS || names.hold(group, before, after) {
        return;
    }
    let shown = group.iter().map(|it| it.written.as_str()).collect::<Vec<_>>().join(" ");
    let first = before.filter(|_| group.first().is_some_and(|it| it.joined));
    let noun = first.is_some_and(|it| BEFORE_NOUN.contains(&it.written.to_lowercase().as_str()));
    let lower = shown.to_lowercase();
    let role = length == 1 && ROLES.iter().any(|it| lower.strip_suffix('s').unwrap_or(&lower).ends_with(it));
    let entry = found.entry(group.iter().map(|it| it.stem.clone()).collect()).or_default();
    if entry.many == 0 {
        entry.shown = shown;
        line.passage.id.clone_into(&mut entry.block);
    }
    entry.many += 1;
    entry.common |= noun || role;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(lines: &[&str]) -> Vec<(&'static str, String)> {
        let paragraphs: Vec<String> = (lines.iter().enumerate())
            .map(|(at, line)| match line.split_once("::") {
                Some((term, meaning)) => format!(
                    r#"{{"type":"definitions","attrs":{{"id":"l{at}"}},"content":[{{"type":"definition","attrs":{{"id":"d{at}","term":"{term}"}},"content":[{{"type":"text","text":"{meaning}"}}]}}]}}"#
                ),
                None => format!(
                    r#"{{"type":"paragraph","attrs":{{"id":"p{at}"}},"content":[{{"type":"text","text":"{line}"}}]}}"#
                ),
            })
            .collect();
        let json = format!(r#"{{"type":"doc","content":[{}]}}"#, paragraphs.join(","));
        let text = Text::parse(&json).expect("a text");
        check(&text, &[]).into_iter().map(|it| (it.code, it.term.unwrap_or_default())).collect()
    }

    #[test]
    fn a_term_that_is_written_and_not_defined_is_told_once() {
        let lines = ["Bij oplevering van het Werk betaalt hij.", "Na het Werk en tijdens het Werk rust hij."];
        assert_eq!(found(&lines), [("term_not_defined", "Werk".to_owned())]);
        assert_eq!(found(&["Dit is het Werk."]), [], "once is no term yet");
        let roles = ["Dan betaalt Opdrachtgever.", "Ook dan betaalt Opdrachtgever niet."];
        assert_eq!(found(&roles), [("term_not_defined", "Opdrachtgever".to_owned())]);
    }

    #[test]
    fn inflection_is_use() {
        let lines =
            ["Partij::een partij bij deze overeenkomst", "Dan betalen Partijen en helpen Partijen elkaar."];
        assert_eq!(found(&lines), []);
        let lines = [
            "Vertrouwelijke Informatie::alles wat geheim is",
            "Hij deelt de Vertrouwelijke Informatie niet, en ook geen Vertrouwelijke Informatie van derden.",
        ];
        assert_eq!(found(&lines), []);
    }

    #[test]
    fn idle_and_doubled_terms_are_told() {
        let lines = ["Werk::het huis", "Werk::de schuur", "Prijs::de som", "Hij levert het Werk op."];
        assert_eq!(found(&lines), [("term_twice", "Werk".to_owned()), ("term_not_used", "Prijs".to_owned())]);
    }

    #[test]
    fn names_are_no_terms() {
        let lines = [
            "Hij woont te Amsterdam en werkt bij de Rechtbank Amsterdam.",
            "De zaak dient bij de Rechtbank Amsterdam; de Hoge Raad oordeelt.",
            "Volgens de Hoge Raad, het Burgerlijk Wetboek en de heer Jansen.",
            "Ook het Burgerlijk Wetboek en de heer Jansen zeggen dat; zie de Algemene verordening gegevensbescherming.",
            "In Bijlage 1 en Bijlage 2 bij de Kamer van Koophandel, de Kamer van Koophandel.",
            "Van de Vries Bouw B.V. en nog eens de Vries Bouw B.V. kwamen.",
            "Aan de Muster GmbH en de Jansen Holding, en weer aan de Muster GmbH en de Jansen Holding.",
        ];
        assert_eq!(found(&lines), []);
    }
}
