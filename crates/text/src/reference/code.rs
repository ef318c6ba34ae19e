//! References that are codes: ECLI, LJN, CELEX and acts of the Union, BWB and jci, case
//! numbers, journals, parliamentary papers, gazettes. Each is a pattern without nested
//! repetition; the engine of the patterns is linear in the text.

use std::sync::OnceLock;

use regex::{Captures, Regex};

use super::{Article, Day, Found, ReferenceKind as Kind, Target, date, decision::boundary, law, scan::Mask};

type Make = fn(&Captures<'_>) -> Option<(String, Vec<String>)>;

/// How it begins (three letters, a space for what is no letter; nothing where it begins with a
/// digit), pattern, what it finds, and its canonical form with wider keys.
const CODES: &[(&str, &str, Kind, Make)] = &[
    (
        "ecl",
        r"(?i)\bECLI ?[:_ -] ?([A-Z]{2}) ?[:_ -] ?([A-Z0-9]{1,8}) ?[:_ -] ?(\d{4}) ?[:_ -] ?([A-Z0-9]+(?:\.[0-9][A-Z0-9]*){0,4})",
        Kind::Ecli,
        ecli,
    ),
    ("ljn", r"(?i)\bLJN(?:[ -]?(?:nr|nummer|no)\.?)?:? ?([A-Z]{2}) ?(\d{4})\b", Kind::Ljn, |c| {
        Some((format!("ljn:{}{}", lower(c, 1), lower(c, 2)), Vec::new()))
    }),
    (
        "jci",
        r"(?i)\bjci1\.\d+(?:\.\d+)?:[cv]:(BWB[RVW]\d{7})((?:&[a-z]{1,20}=[A-Z0-9:.°-]{0,24}){1,12})",
        Kind::Article,
        jci,
    ),
    ("bwb", r"(?i)\bBWB[RVW]\d{7}\b", Kind::Law, |c| Some((lower(c, 0), Vec::new()))),
    ("cel", r"\b(?:CELEX:? ?)?([36])(\d{4})([A-Z]{1,2})(\d{4})\b", Kind::Union, |c| {
        Some((format!("celex:{}{}{}{}", lower(c, 1), lower(c, 2), lower(c, 3), lower(c, 4)), Vec::new()))
    }),
    (
        "ver|reg|ric|dir",
        r"(?i)\b(verordening(?:en)?|regulations?|richtlijn(?:en)?|directives?)\s?(?:\((?:EU|EG|EEG|EC|EEC|Euratom)(?:, ?Euratom)?\))?\s?(?:nr\.?|no\.?)?\s?(\d{1,4})/(\d{1,4})\b",
        Kind::Union,
        act,
    ),
    ("c  |t  ", r"\b([CT])[-‑–](\d{1,4})/(\d{2})\b", Kind::Case, |c| {
        Some((format!("eu:{}-{}/{}", lower(c, 1), bare(c, 2), lower(c, 3)), Vec::new()))
    }),
    ("c  ", r"(?i)\bC ?/ ?(\d{2}) ?/ ?(\d{5,7})\b", Kind::Case, |c| {
        Some((format!("zaak:c/{}/{}", lower(c, 1), lower(c, 2)), Vec::new()))
    }),
    ("", r"\b(\d{3}\.\d{3}\.\d{3})(?: ?/ ?(\d{2}))?\b", Kind::Case, |c| {
        let case = format!("zaak:{}", lower(c, 1));
        Some(if c.get(2).is_some() {
            (format!("{case}/{}", lower(c, 2)), vec![case])
        } else {
            (case, Vec::new())
        })
    }),
    // of five digits, or of fewer before the letters of a field of law: "14/3462 WWB"
    ("", r"\b(\d{2})/(\d{5}\b| ?\d{3,4} [A-Z]{2,6}\b)", Kind::Case, |c| {
        let number: String = lower(c, 2).chars().filter(char::is_ascii_digit).collect();
        Some((format!("zaak:{}/{number}", lower(c, 1)), Vec::new()))
    }),
    ("nl ", r"(?i)\bNL ?(\d{2})\.(\d{3,6})\b", Kind::Case, |c| {
        Some((format!("zaak:nl{}.{}", lower(c, 1), lower(c, 2)), Vec::new()))
    }),
    ("", r"\b(\d{2})[/-](\d{6})-(\d{2})\b", Kind::Case, |c| {
        Some((format!("zaak:{}-{}-{}", lower(c, 1), lower(c, 2), lower(c, 3)), Vec::new()))
    }),
    (
        "awb|sgr|ams|rot|utr|arn|haa|lee|zwb|bre|she|roe|maa|gro|ass|alm|dor|mid|zut|zwo|alk",
        r"\b(AWB|SGR|AMS|ROT|UTR|ARN|HAA|LEE|ZWB|BRE|SHE|ROE|MAA|GRO|ASS|ALM|DOR|MID|ZUT|ZWO|ALK)(?: ?[/-] ?[A-Z]{2,4})? ?(\d{2}) ?[/-] ?(\d{1,5})\b",
        Kind::Case,
        |c| Some((format!("zaak:{} {}/{}", lower(c, 1), lower(c, 2), bare(c, 3)), Vec::new())),
    ),
    (
        "ha |haz|kg |kgz|har|fa |far|kgr|cv |cve|vv |vve|ea |eav|ao |aov|ej |ejv|hav|je |jer|ft |ftr|az |azv",
        r"(?i)\b(HA ?ZA|KG ?ZA|HA ?RK|FA ?RK|KG ?RK|CV ?EXPL|VV ?EXPL|EA ?VERZ|AO ?VERZ|EJ ?VERZ|HA ?VERZ|JE ?RK|FT ?RK|AZ ?VERZ)[ .:]?(\d{2}|\d{4}) ?[-/] ?(\d{1,6})\b",
        Kind::Roll,
        roll,
    ),
    (
        "nj |njf|njb|rvd|ab |jor|jar|rar|bnb|fed|jbp|jin|vr |jv |usz|rsv|jb |tvc|rcr|ntf|pw |ja |jaa|jer|rfr|tra|v n",
        r"(?i)\b(NJ|NJF|NJB|RvdW|AB|JOR|JAR|RAR|BNB|FED|JBPr|JIN|VR|JV|USZ|RSV|JB|TvC|RCR|NTFR|PW|JA|JAAN|JERF|RFR|TRA|V-N) ?(\d{4}) ?[,/] ?(?:p\. ?|blz\. ?|nr\. ?|afl\. ?)?(\d{1,4})\b",
        Kind::Journal,
        |c| Some((format!("{}:{}:{}", lower(c, 1), lower(c, 2), bare(c, 3)), Vec::new())),
    ),
    (
        "kam",
        r"(?i)\bKamerstukken(?: I{1,2})?,? (?:\d{4}[/-]\d{2,4}, ?)?(\d{2}[ .]?\d{3})(?:,? ?nr\.? ?([A-Z0-9]{1,4}))?\b",
        Kind::Paper,
        paper,
    ),
    (
        "stb|stc|trb",
        r"(?i)\b(Stb|Stcrt|Trb)\.? ?(?:(\d{4})(?: ?/|,)? ?(?:nr\. ?)?(\d{1,5})|(?:nr\. ?)?(\d{1,4}))\b",
        Kind::Gazette,
        gazette,
    ),
    // of fewer digits than a case is known by, after a word that says that it is one: "zaak nr. 07/3773"
    (
        "zaa",
        r"(?i)\bzaak(?:snummers?|nummers?|nr)?\.?(?: ?(?:nummers?|nr|no)\b\.?)?:? ?(\d{2})/(\d{3,5})\b",
        Kind::Case,
        |c| Some((format!("zaak:{}/{}", lower(c, 1), lower(c, 2)), Vec::new())),
    ),
    ("pw ", r"\bPW ?(?:nr\. ?)?(\d{2}) ?(\d{3})\b", Kind::Journal, |c| {
        Some((format!("pw:{}{}", lower(c, 1), lower(c, 2)), Vec::new()))
    }),
];

/// The rows that begin with digits, by their places in [`CODES`].
pub const CELEX: Mask = 1 << 4;
const ACT: usize = 5;
pub const APPEAL: Mask = 1 << 8;
pub const SHORT_CASES: Mask = 1 << 9 | 1 << 11;

/// How the words begin that each row is tried at.
pub fn starts() -> impl Iterator<Item = (&'static str, Mask)> {
    CODES.iter().enumerate().map(|(at, (starts, ..))| (*starts, 1 << at))
}

fn patterns() -> &'static [(Regex, Kind, Make)] {
    static PATTERNS: OnceLock<Vec<(Regex, Kind, Make)>> = OnceLock::new();
    PATTERNS.get_or_init(|| {
        CODES
            .iter()
            .filter_map(|(_, pattern, kind, make)| {
                Some((Regex::new(&format!(r"\A(?:{pattern})")).ok()?, *kind, *make))
            })
            .collect()
    })
}

/// The most bytes of one code.
const MAX_CODE: usize = 900;

/// The codes in a text, found place by place.
#[derive(Default)]
pub struct Codes {
    /// Where the last one of each row ended.
    ends: [usize; 24],
}

impl Codes {
    /// Adds the codes that begin at byte `at`.
    pub fn at(&mut self, text: &str, at: usize, mask: Mask, out: &mut Vec<Found>) {
        let end = boundary(text, (at + MAX_CODE).min(text.len()));
        let Some(rest) = text.get(at..end) else { return };
        for ((row, (pattern, kind, make)), done) in patterns().iter().enumerate().zip(&mut self.ends) {
            if mask & (1 << row) == 0 || at < *done {
                continue;
            }
            let Some(captures) = pattern.captures(rest) else { continue };
            let (Some(whole), Some((canonical, wider))) = (captures.get(0), make(&captures)) else {
                continue;
            };
            let dated = if *kind == Kind::Gazette { dated(canonical, text, at) } else { Some(canonical) };
            let Some(canonical) = dated else { continue };
            // "95/7175 CGO/SEG" has the letters of a writer, not of a field of law
            let on = rest.get(whole.end()..).is_some_and(|on| on.starts_with('/'));
            if on && (1 << row) & SHORT_CASES != 0 {
                continue;
            }
            *done = at + whole.end();
            let target = if *kind == Kind::Article { jci_target(&captures) } else { Target::None };
            out.push(Found { kind: *kind, canonical, wider, start: at, end: *done, target });
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
    let (letters, digits) = last.split_at_checked(2).unwrap_or((&last, ""));
    let ljn = letters.bytes().all(|b| b.is_ascii_alphabetic())
        && digits.len() == 4
        && digits.bytes().all(|b| b.is_ascii_digit());
    Some((canonical, if ljn { vec![format!("ljn:{last}")] } else { Vec::new() }))
        .filter(|(c, _)| c.len() > 12)
}

/// A juriconnect reference: `jci1.3:c:BWBR0005290&boek=7&artikel=669&lid=3&o=a`.
fn jci(c: &Captures<'_>) -> Option<(String, Vec<String>)> {
    match jci_target(c) {
        Target::Article(article) => {
            let mut keys = article.keys();
            Some((keys.remove(0), keys))
        }
        _ => Some((lower(c, 1), Vec::new())),
    }
}

fn jci_target(c: &Captures<'_>) -> Target {
    let (number, params) = (lower(c, 1), lower(c, 2));
    let values = |name: &'static str| {
        params.split('&').filter_map(|p| p.split_once('=')).filter(move |(k, _)| *k == name)
    };
    let get =
        |name: &'static str| values(name).map(|(_, value)| value.trim_end_matches('.').to_owned()).next();
    let (law, book) = law::by_number(&number).map_or((number.as_str(), ""), |(key, book)| (key, book));
    let Some(article) = get("artikel") else { return Target::None };
    let bare = book.is_empty() || article.contains(':');
    Target::Article(Article {
        law: law.to_owned(),
        number: if bare { article } else { format!("{book}:{article}") },
        lid: get("lid"),
        parts: values("o")
            .map(|(_, value)| value.chars().filter(|c| c.is_alphanumeric()).collect())
            .collect(),
        lead: false,
        on: get("g").and_then(|day| day_of(&day)),
    })
}

/// `2024-01-01`.
fn day_of(text: &str) -> Option<Day> {
    let mut pieces = text.splitn(3, '-');
    Some(Day {
        year: pieces.next()?.parse().ok()?,
        month: pieces.next()?.parse().ok()?,
        day: pieces.next()?.parse().ok()?,
    })
}

/// The CELEX number of a regulation or directive. Before 2015 a regulation is number/year,
/// since then everything is year/number.
fn act(c: &Captures<'_>) -> Option<(String, Vec<String>)> {
    let named = lower(c, 1);
    let letter = if named.starts_with("verordening") || named.starts_with("regulation") { 'r' } else { 'l' };
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

/// The CELEX number of the act that is named at byte `at`, `32019l0001`, and where it ends.
pub fn act_at(text: &str, at: usize) -> Option<(String, usize)> {
    let end = boundary(text, (at + MAX_CODE).min(text.len()));
    let (pattern, ..) = patterns().get(ACT)?;
    let captures = pattern.captures(text.get(at..end)?)?;
    let (canonical, _) = act(&captures)?;
    Some((canonical.strip_prefix("celex:")?.to_owned(), at + captures.get(0)?.end()))
}

/// `HA ZA 05-0123` and `HAZA 2005/123` are one.
fn roll(c: &Captures<'_>) -> Option<(String, Vec<String>)> {
    let letters: String = lower(c, 1).chars().filter(|c| c.is_alphabetic()).collect();
    let year = lower(c, 2);
    let year = year.get(year.len().checked_sub(2)?..)?;
    Some((format!("rol:{letters} {year}-{}", bare(c, 3)), Vec::new()))
}

/// `Stb. 2013, 144`; `Stb. 144` has its year from the day before it.
fn gazette(c: &Captures<'_>) -> Option<(String, Vec<String>)> {
    if c.get(2).is_some() {
        return Some((format!("{}:{}:{}", lower(c, 1), lower(c, 2), bare(c, 3)), Vec::new()));
    }
    let number = bare(c, 4);
    let year = matches!(number.parse(), Ok(1800_u16..=2100));
    (!year).then(|| (format!("{}::{number}", lower(c, 1)), Vec::new()))
}

/// How many bytes before a gazette are read for its day.
const DAY: usize = 40;

/// A canonical form whose year is missing, with that of the day right before byte `at`.
fn dated(canonical: String, text: &str, at: usize) -> Option<String> {
    if !canonical.contains("::") {
        return Some(canonical);
    }
    let head = text.get(boundary(text, at.saturating_sub(DAY))..at)?;
    let year = date::last_date(head)?.year;
    Some(canonical.replace("::", &format!(":{year}:")))
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
        assert!(CODES.len() <= Codes::default().ends.len());
        assert!(CODES[ACT].1.contains("verordening"));
        for (mask, pattern) in [(CELEX, "CELEX"), (APPEAL, r"\d{3}\.\d{3}"), (SHORT_CASES, r"(\d{2})")] {
            for (at, (starts, known, ..)) in CODES.iter().enumerate().filter(|(at, _)| mask & (1 << at) != 0)
            {
                assert!(known.contains(pattern) && (starts.is_empty() || *starts == "cel"), "{at}");
            }
        }
    }
}
