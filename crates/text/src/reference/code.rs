//! References that are codes: ECLI, LJN, CELEX and acts of the Union, BWB and jci, case
//! numbers, journals, parliamentary papers, gazettes. Each is a pattern without nested
//! repetition; the engine of the patterns is linear in the text.

use std::sync::OnceLock;

use regex::{Captures, Regex};

use super::{Found, ReferenceKind as Kind, law};

type Make = fn(&Captures<'_>) -> Option<(String, Vec<String>)>;

/// Pattern, what it finds, and its canonical form with wider keys.
const CODES: &[(&str, Kind, Make)] = &[
    (
        r"(?i)\bECLI ?[:_ -] ?([A-Z]{2}) ?[:_ -] ?([A-Z0-9]{1,8}) ?[:_ -] ?(\d{4}) ?[:_ -] ?([A-Z0-9]+(?:\.[0-9][A-Z0-9]*){0,4})",
        Kind::Ecli,
        ecli,
    ),
    (r"(?i)\bLJN(?:[ -]?(?:nr|nummer|no)\.?)?:? ?([A-Z]{2}) ?(\d{4})\b", Kind::Ljn, |c| {
        Some((format!("ljn:{}{}", lower(c, 1), lower(c, 2)), Vec::new()))
    }),
    (r"(?i)\bjci1\.\d+:[cv]:(BWB[RVW]\d{7})((?:&[a-z]{1,20}=[A-Z0-9:.]{0,20}){1,12})", Kind::Article, jci),
    (r"(?i)\bBWB[RVW]\d{7}\b", Kind::Law, |c| Some((lower(c, 0), Vec::new()))),
    (r"\b(?:CELEX:? ?)?([36])(\d{4})([A-Z]{1,2})(\d{4})\b", Kind::Union, |c| {
        Some((format!("celex:{}{}{}{}", lower(c, 1), lower(c, 2), lower(c, 3), lower(c, 4)), Vec::new()))
    }),
    (
        r"(?i)\b(verordening|regulation|richtlijn|directive)\s?(?:\((?:EU|EG|EEG|EC|EEC|Euratom)(?:, ?Euratom)?\))?\s?(?:nr\.?|no\.?)?\s?(\d{1,4})/(\d{1,4})\b",
        Kind::Union,
        act,
    ),
    (r"\b([CT])[-‑–](\d{1,4})/(\d{2})\b", Kind::Case, |c| {
        Some((format!("eu:{}-{}/{}", lower(c, 1), bare(c, 2), lower(c, 3)), Vec::new()))
    }),
    (r"(?i)\bC ?/ ?(\d{2}) ?/ ?(\d{5,7})\b", Kind::Case, |c| {
        Some((format!("zaak:c/{}/{}", lower(c, 1), lower(c, 2)), Vec::new()))
    }),
    (r"\b(\d{3}\.\d{3}\.\d{3})(?: ?/ ?(\d{2}))?\b", Kind::Case, |c| {
        let case = format!("zaak:{}", lower(c, 1));
        Some(if c.get(2).is_some() {
            (format!("{case}/{}", lower(c, 2)), vec![case])
        } else {
            (case, Vec::new())
        })
    }),
    (r"\b(\d{2})/(\d{5})\b", Kind::Case, |c| {
        Some((format!("zaak:{}/{}", lower(c, 1), lower(c, 2)), Vec::new()))
    }),
    (r"(?i)\bNL ?(\d{2})\.(\d{3,6})\b", Kind::Case, |c| {
        Some((format!("zaak:nl{}.{}", lower(c, 1), lower(c, 2)), Vec::new()))
    }),
    (r"\b(\d{2})[/-](\d{6})-(\d{2})\b", Kind::Case, |c| {
        Some((format!("zaak:{}-{}-{}", lower(c, 1), lower(c, 2), lower(c, 3)), Vec::new()))
    }),
    (
        r"\b(AWB|SGR|AMS|ROT|UTR|ARN|HAA|LEE|ZWB|BRE|SHE|ROE|MAA|GRO|ASS|ALM|DOR|MID|ZUT|ZWO|ALK)(?: ?[/-] ?[A-Z]{2,4})? ?(\d{2}) ?[/-] ?(\d{1,5})\b",
        Kind::Case,
        |c| Some((format!("zaak:{} {}/{}", lower(c, 1), lower(c, 2), bare(c, 3)), Vec::new())),
    ),
    (
        r"(?i)\b(HA ?ZA|KG ?ZA|HA ?RK|FA ?RK|KG ?RK|CV ?EXPL|VV ?EXPL|EA ?VERZ|AO ?VERZ|EJ ?VERZ|HA ?VERZ|JE ?RK|FT ?RK|AZ ?VERZ)[ .:]?(\d{2}|\d{4}) ?[-/] ?(\d{1,6})\b",
        Kind::Roll,
        roll,
    ),
    (
        r"(?i)\b(NJ|NJF|NJB|RvdW|AB|JOR|JAR|RAR|BNB|FED|JBPr|JIN|VR|JV|USZ|RSV|JB|TvC|RCR|NTFR|PW|JA|JAAN|JERF|RFR|TRA|V-N) ?(\d{4}) ?[,/] ?(?:p\. ?|nr\. ?|afl\. ?)?(\d{1,4})\b",
        Kind::Journal,
        |c| Some((format!("{}:{}:{}", lower(c, 1), lower(c, 2), bare(c, 3)), Vec::new())),
    ),
    (
        r"(?i)\bKamerstukken(?: I{1,2})?,? (?:\d{4}[/-]\d{2,4}, ?)?(\d{2}[ .]?\d{3})(?:,? ?nr\.? ?([A-Z0-9]{1,4}))?\b",
        Kind::Paper,
        paper,
    ),
    (r"(?i)\b(Stb|Stcrt|Trb)\.? ?(\d{4}),? ?(?:nr\. ?)?(\d{1,5})\b", Kind::Gazette, |c| {
        Some((format!("{}:{}:{}", lower(c, 1), lower(c, 2), bare(c, 3)), Vec::new()))
    }),
];

fn patterns() -> &'static [(Regex, Kind, Make)] {
    static PATTERNS: OnceLock<Vec<(Regex, Kind, Make)>> = OnceLock::new();
    PATTERNS.get_or_init(|| {
        CODES
            .iter()
            .filter_map(|(pattern, kind, make)| Some((Regex::new(pattern).ok()?, *kind, *make)))
            .collect()
    })
}

/// Adds the codes in a text.
pub fn find(text: &str, out: &mut Vec<Found>) {
    for (pattern, kind, make) in patterns() {
        for captures in pattern.captures_iter(text) {
            let (Some(whole), Some((canonical, wider))) = (captures.get(0), make(&captures)) else {
                continue;
            };
            out.push(Found { kind: *kind, canonical, wider, start: whole.start(), end: whole.end() });
        }
    }
}

fn lower(captures: &Captures<'_>, group: usize) -> String {
    captures.get(group).map_or_else(String::new, |m| m.as_str().to_lowercase())
}

/// A number without leading zeros.
fn bare(captures: &Captures<'_>, group: usize) -> String {
    let number = lower(captures, group);
    let bare = number.trim_start_matches('0');
    if bare.is_empty() { "0".to_owned() } else { bare.to_owned() }
}

fn ecli(c: &Captures<'_>) -> Option<(String, Vec<String>)> {
    let last = lower(c, 4);
    let canonical = format!("ecli:{}:{}:{}:{last}", lower(c, 1), lower(c, 2), lower(c, 3));
    let (letters, digits) = last.split_at_checked(2)?;
    let ljn = letters.bytes().all(|b| b.is_ascii_alphabetic())
        && digits.len() == 4
        && digits.bytes().all(|b| b.is_ascii_digit());
    Some((canonical, if ljn { vec![format!("ljn:{last}")] } else { Vec::new() }))
        .filter(|(c, _)| c.len() > 12)
}

/// A juriconnect reference: `jci1.3:c:BWBR0005290&boek=7&artikel=669&lid=3`.
fn jci(c: &Captures<'_>) -> Option<(String, Vec<String>)> {
    let number = lower(c, 1);
    let params = lower(c, 2);
    let get = |name: &str| {
        params.split('&').filter_map(|p| p.split_once('=')).find(|(k, _)| *k == name).map(|(_, v)| v)
    };
    let (key, book) = law::by_number(&number).map_or((number.as_str(), ""), |(key, book)| (key, book));
    let Some(article) = get("artikel") else { return Some((number, Vec::new())) };
    let book = if article.contains(':') { "" } else { book };
    let whole = if book.is_empty() { format!("{key}:{article}") } else { format!("{key}:{book}:{article}") };
    Some(match get("lid") {
        Some(lid) => (format!("{whole}:{lid}"), vec![whole]),
        None => (whole, Vec::new()),
    })
}

/// The CELEX number of a regulation or directive. Before 2015 a regulation is number/year,
/// since then everything is year/number.
fn act(c: &Captures<'_>) -> Option<(String, Vec<String>)> {
    let letter = if matches!(lower(c, 1).as_str(), "verordening" | "regulation") { 'r' } else { 'l' };
    let (first, second): (u32, u32) = (lower(c, 2).parse().ok()?, lower(c, 3).parse().ok()?);
    let year = |n: u32| match n {
        1951..=2100 => Some(n),
        50..=99 => Some(1_900 + n),
        _ => None,
    };
    let old = |n: u32| year(n).is_some_and(|n| n < 2015);
    let (year, number) = if letter == 'r' && old(second) && year(first).is_none_or(|y| y < 2015) {
        (year(second)?, first)
    } else {
        (year(first)?, second)
    };
    Some((format!("celex:3{year}{letter}{number:04}"), Vec::new()))
}

/// `HA ZA 05-0123` and `HAZA 2005/123` are one.
fn roll(c: &Captures<'_>) -> Option<(String, Vec<String>)> {
    let letters: String = lower(c, 1).chars().filter(|c| c.is_alphabetic()).collect();
    let year = lower(c, 2);
    let year = year.get(year.len().checked_sub(2)?..)?;
    Some((format!("rol:{letters} {year}-{}", bare(c, 3)), Vec::new()))
}

fn paper(c: &Captures<'_>) -> Option<(String, Vec<String>)> {
    let file: String = lower(c, 1).chars().filter(char::is_ascii_digit).collect();
    let file = format!("kst:{file}");
    Some(if c.get(2).is_some() {
        (format!("{file}:{}", lower(c, 2)), vec![file])
    } else {
        (file, Vec::new())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_is_one() {
        assert_eq!(patterns().len(), CODES.len());
    }
}
