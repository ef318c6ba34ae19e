//! What stands around the number of a decision: its court and day before it, the consideration
//! after it: `HR 29 januari 2016, ECLI:NL:HR:2016:162, r.o. 3.8`.

use std::sync::OnceLock;

use regex::Regex;

use super::date::{self, Day};

/// What a text says of a decision beside its number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// The court, as written: `HR`, `Rb. Amsterdam`.
    pub court: Option<String>,
    /// The day.
    pub date: Option<Day>,
    /// The consideration (rechtsoverweging), `3.8`.
    pub consideration: Option<String>,
}

/// How many bytes before a number are read for its court and day.
const BEFORE: usize = 140;
/// How many bytes after it for the consideration.
const AFTER: usize = 110;

/// The courts as texts name them. A place may follow those that have one.
const COURTS: &str = r"(?:HR|Hoge Raad|Parket(?: bij de Hoge Raad)?|PHR|A-G [A-Z][\w-]+|ABRvS|ABRS|(?:de )?Afdeling bestuursrechtspraak(?: van de Raad van State)?|Raad van State|CRvB|Centrale Raad van Beroep|CBb|College van Beroep voor het bedrijfsleven|HvJ ?(?:EU|EG)|Hof van Justitie(?: van de Europese Unie)?|EHRM|(?:Rb\.?|Rechtbank|Ktr\.?|Kantonrechter|Vzr\.? Rb\.?|Vzr\.?|Hof|Gerechtshof|Ger\.?hof)(?: te)? (?:'s-|’s-)?[A-Z][\w'’-]+(?: (?:Haag|Bosch|Nederland|Holland))?(?:-(?:Nederland|Holland|Brabant|West-Brabant|Leeuwarden))?)";

fn before() -> Option<&'static Regex> {
    static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
    PATTERN
        .get_or_init(|| {
            Regex::new(&format!(
                r"(?:\b(?P<court>{COURTS})[ \x{{a0}}]?,?(?: \([^)]{{1,40}}\))?(?: (?:van|d\.d\.|op))? )?\b(?i:{})(?-i)[ \x{{a0}}]?,?(?: \([^)]{{1,60}}\),?)?(?: met (?:nummer|kenmerk))?[ \x{{a0}}]?[(\[]?$",
                date::PATTERN
            ))
            .ok()
        })
        .as_ref()
}

fn court_alone() -> Option<&'static Regex> {
    static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
    PATTERN
        .get_or_init(|| Regex::new(&format!(r"\b(?P<court>{COURTS})[ \x{{a0}}]?,? ?[(\[]?$")).ok())
        .as_ref()
}

fn after() -> Option<&'static Regex> {
    static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
    PATTERN
        .get_or_init(|| {
            Regex::new(
                r"(?i)\A[^;\n]{0,80}?(?:\br\.? ?o\.?(?:v\.?)?|\brov\.?|\brechtsoverweging(?:en)?|\boverweging(?:en)?|\bpunten|\bpunt|\bpar\.|§)[ \x{a0}]{0,2}(?:nrs?\.? )?(\d{1,3}(?:\.\d{1,3}){0,4})",
            )
            .ok()
        })
        .as_ref()
}

/// Reads around the bytes `start..end` of a text, not before byte `floor`; `next` is where the
/// next number of a decision begins.
pub fn around(text: &str, floor: usize, start: usize, end: usize, next: usize) -> Decision {
    let mut out = Decision::default();
    let from = boundary(text, start.saturating_sub(BEFORE).max(floor));
    let head = text.get(from..start).unwrap_or_default();
    if let Some(found) = before().and_then(|pattern| pattern.captures(head)) {
        out.court = found.name("court").map(|court| court.as_str().to_owned());
        out.date = date::of(&found);
    } else if let Some(found) = court_alone().and_then(|pattern| pattern.captures(head)) {
        out.court = found.name("court").map(|court| court.as_str().to_owned());
    }
    let to = boundary(text, (end + AFTER).min(next).min(text.len()));
    let tail = text.get(end..to).unwrap_or_default();
    out.consideration = after()
        .and_then(|pattern| pattern.captures(tail))
        .and_then(|found| found.get(1))
        .map(|number| number.as_str().trim_end_matches('.').to_owned());
    out
}

/// The last boundary of a character at or before byte `at`.
pub fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
