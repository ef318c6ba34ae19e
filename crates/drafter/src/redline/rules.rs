//! Instructions that are understood without a model: replacing, deleting and adding words that are
//! named, and putting a clause of the library in the place of an article.

use legalmind_core::{
    clause::Stance,
    redline::{ProposalKind, RedlineTrouble, Severity, Source},
};
use legalmind_docx::{Address, Target};

use super::{clauses, operation::Wish, run::Before};
use crate::outline::sections;

/// The most places one instruction changes.
const MOST: usize = 500;

/// What an instruction says, as far as rules understand it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    Replace { old: String, new: String },
    Delete { old: String },
    Append { after: String, new: String },
}

/// The operations that an instruction asks for.
pub fn wishes(instruction: &str, before: &Before<'_>) -> Result<Vec<Wish>, RedlineTrouble> {
    if let Some(said) = understood(instruction) {
        return Ok(literal(&said, instruction, before));
    }
    let clause = before.library.spoken_of(instruction).ok_or(RedlineTrouble::NotUnderstood)?;
    let lower = instruction.to_lowercase();
    let stance = stance(&lower);
    let found = sections(before.lines);
    let why = (instruction, Severity::Medium);
    let adds =
        ["voeg", "neem op", "toevoegen", "opnemen", "add ", "insert"].iter().any(|it| lower.contains(it));
    let wish = match clauses::article(clause, before.lines, &found) {
        Some(section) if !adds => clauses::in_place(clause, stance, section, before, why),
        Some(_) | None => clauses::missing(clause, stance, before, why),
    };
    Ok(wish.into_iter().collect())
}

fn stance(instruction: &str) -> Stance {
    let has = |words: &[&str]| words.iter().any(|it| instruction.contains(it));
    if has(&["wederkerig", "wederzijds", "neutraal", "evenwichtig", "mutual", "neutral", "balanced"]) {
        Stance::Neutral
    } else if has(&["wederpartij", "tegenpartij", "counterparty"]) {
        Stance::Counterparty
    } else {
        Stance::Client
    }
}

/// Words between quotation marks, in their order, and the instruction without them.
fn quoted(instruction: &str) -> (Vec<String>, String) {
    const PAIRS: [(char, &[char]); 5] =
        [('"', &['"']), ('“', &['”', '"']), ('„', &['”', '“', '"']), ('‘', &['’']), ('\'', &['\''])];
    let mut found = Vec::new();
    let mut rest = String::new();
    let mut open: Option<(&[char], String)> = None;
    let mut last = ' ';
    for c in instruction.chars() {
        match &mut open {
            Some((ends, text)) if ends.contains(&c) => {
                found.push(std::mem::take(text));
                open = None;
                rest.push('§');
            }
            Some((_, text)) => text.push(c),
            None => match PAIRS.iter().find(|(start, _)| *start == c) {
                // an apostrophe inside a word opens nothing
                Some((_, ends)) if !last.is_alphanumeric() => open = Some((ends, String::new())),
                _ => rest.push(c),
            },
        }
        last = c;
    }
    if let Some((_, text)) = open {
        rest.push_str(&text);
    }
    (found, rest.to_lowercase())
}

fn understood(instruction: &str) -> Option<Said> {
    let (words, rest) = quoted(instruction);
    let has = |all: &[&str]| all.iter().any(|it| rest.contains(it));
    let mut words = words.into_iter().filter(|it| !it.is_empty());
    let (first, second) = (words.next(), words.next());
    match (first, second) {
        (Some(old), Some(new)) if has(&["vervang", "wijzig", "verander", "replace", "change"]) => {
            Some(Said::Replace { old, new })
        }
        (Some(after), Some(new))
            if has(&["voeg", "add", "insert"]) && has(&["na §", "achter §", "after §"]) =>
        {
            Some(Said::Append { after, new })
        }
        (Some(old), None) if has(&["verwijder", "schrap", "haal", "delete", "remove", "strike"]) => {
            Some(Said::Delete { old })
        }
        (None, None) => bare_replacement(instruction),
        _ => None,
    }
}

/// `wijzig 30 dagen in 14 dagen`: a number with its unit in the place of another.
fn bare_replacement(instruction: &str) -> Option<Said> {
    let text = instruction.trim().trim_end_matches('.');
    let lower = text.to_lowercase();
    let verb =
        ["wijzig ", "verander ", "change "].iter().find_map(|it| lower.find(it).map(|at| at + it.len()))?;
    let rest = text.get(verb..)?;
    let (old, new) = [" in ", " naar ", " to "].iter().find_map(|it| rest.split_once(it))?;
    let figure = |it: &str| it.chars().any(|c| c.is_ascii_digit()) && it.split_whitespace().count() <= 4;
    let last = |it: &str| {
        let words: Vec<&str> = it.split_whitespace().collect();
        let from = words.iter().position(|word| word.chars().any(|c| c.is_ascii_digit())).unwrap_or(0);
        words.get(from..).unwrap_or_default().join(" ")
    };
    let (old, new) = (last(old), new.trim().to_owned());
    (figure(&old) && figure(&new)).then_some(Said::Replace { old, new })
}

/// Each place where the named words stand.
fn literal(said: &Said, reason: &str, before: &Before<'_>) -> Vec<Wish> {
    let (kind, old, new) = match said {
        Said::Replace { old, new } => (ProposalKind::Replace, old, new.as_str()),
        Said::Delete { old } => (ProposalKind::Delete, old, ""),
        Said::Append { after, new } => (ProposalKind::InsertText, after, new.as_str()),
    };
    let wish = |on| Wish {
        kind,
        on,
        with: Vec::new(),
        old: old.clone(),
        new: new.to_owned(),
        style: None,
        reason: reason.to_owned(),
        severity: Severity::Medium,
        source: Source::Rule,
        clause: None,
    };
    let mut found = Vec::new();
    for line in before.lines.iter().filter(|line| !line.leaving) {
        for (at, _) in line.text.match_indices(old.as_str()) {
            let start = line.text.get(..at).map_or(0, |head| head.chars().count());
            let range = start..start + old.chars().count();
            let address = Address::new(line.part.clone(), line.paragraph, range);
            found.push(wish(Target::At { address, expected: old.clone() }));
        }
    }
    found.truncate(MOST);
    if found.is_empty() {
        // it is refused by the document itself, and listed
        found.push(wish(Target::Quote(old.clone())));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_named_are_understood() {
        let replace = |old: &str, new: &str| Some(Said::Replace { old: old.into(), new: new.into() });
        assert_eq!(understood("Vervang \"Koper\" door \"Afnemer\"."), replace("Koper", "Afnemer"));
        assert_eq!(
            understood("vervang “het kantoor” door “Opdrachtnemer”"),
            replace("het kantoor", "Opdrachtnemer")
        );
        assert_eq!(understood("Wijzig de termijn van 30 dagen in 14 dagen"), replace("30 dagen", "14 dagen"));
        assert_eq!(understood("Schrap 'onverwijld'"), Some(Said::Delete { old: "onverwijld".into() }));
        assert_eq!(
            understood("Voeg na \"schade\" toe: \" en kosten\""),
            Some(Said::Append { after: "schade".into(), new: " en kosten".into() })
        );
        for other in
            ["maak de aansprakelijkheid wederkerig", "verwijder", "\"a\" \"b\" \"c\"", "'s avonds", ""]
        {
            assert_eq!(understood(other), None, "{other}");
        }
    }

    #[test]
    fn whom_a_wording_is_to_favour() {
        assert_eq!(stance("maak de aansprakelijkheid wederkerig"), Stance::Neutral);
        assert_eq!(stance("in het voordeel van de wederpartij"), Stance::Counterparty);
        assert_eq!(stance("gebruik onze clausule"), Stance::Client);
    }
}
