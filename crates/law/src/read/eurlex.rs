//! Acts of the European Union from the HTML of EUR-Lex, in one file or in several that belong
//! together. The classes tell what a line is, in their older (`ti-art`) and newer (`oj-ti-art`)
//! names; points stand in tables of two columns.

mod walk;

use std::sync::OnceLock;

use jiff::civil::Date;
use regex::Regex;
use scraper::Html;

use super::Sink;
use crate::{Error, Result, statute::Head};

use walk::Walk;

/// The largest file, in bytes: it is read as a whole.
pub const MAX_FILE: u64 = 32 << 20;

/// The CELEX number that the page says it is of.
#[must_use]
pub fn celex(text: &str) -> Option<String> {
    static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
    let pattern =
        PATTERN.get_or_init(|| Regex::new(r"CELEX(?::|%3A|%3a)(3\d{4}[A-Z]{1,2}\d{4})").ok()).as_ref()?;
    Some(pattern.captures(text)?.get(1)?.as_str().to_owned())
}

/// Reads an act from its pages, in order.
///
/// # Errors
/// As [`Error`] says.
pub fn read(celex: &str, pages: &[String], sink: &mut dyn Sink) -> Result<()> {
    let mut walk = Walk::default();
    let mut counted = 0_u64;
    for page in pages {
        let page = Html::parse_document(page);
        counted += walk.page(&page)?;
    }
    let provisions = walk.finish();
    let read = provisions.iter().filter(|p| p.kind == crate::statute::ProvisionKind::Article).count() as u64;
    if read == 0 {
        return Err(Error::Missing("articles"));
    }
    if read != counted {
        return Err(Error::Lost { counted, read });
    }
    let last = provisions.iter().rev().flat_map(|p| &p.lines).take(60);
    let words: Vec<&str> = last.map(|line| line.text.as_str()).collect();
    let long_title = walk.title();
    let from = words.iter().find_map(|line| applies(line)).or_else(|| of_title(&long_title));
    sink.head(&Head {
        law: celex.to_owned(),
        kind: kind(celex).to_owned(),
        title: short_title(&long_title).unwrap_or_else(|| long_title.clone()),
        long_title,
        from: from.ok_or(Error::Missing("date of application"))?,
        edition: 0,
    })?;
    provisions.into_iter().try_for_each(|provision| sink.provision(provision))
}

fn kind(celex: &str) -> &'static str {
    match celex.as_bytes().get(5) {
        Some(b'R') => "verordening",
        Some(b'L') => "richtlijn",
        Some(b'D') => "besluit",
        _ => "handeling",
    }
}

/// `van toepassing met ingang van 25 mei 2018`.
fn applies(line: &str) -> Option<Date> {
    let lower = line.to_lowercase();
    let at = lower.find("van toepassing met ingang van").or_else(|| lower.find("van toepassing vanaf"))?;
    first_date(lower.get(at..)?)
}

/// `Verordening (EU) 2016/679 … van 27 april 2016`.
fn of_title(title: &str) -> Option<Date> {
    first_date(&title.to_lowercase())
}

fn first_date(text: &str) -> Option<Date> {
    let found = legalmind_text::reference::first_date(text)?;
    Date::new(found.year, found.month, found.day).ok()
}

/// `… (algemene verordening gegevensbescherming)`.
fn short_title(title: &str) -> Option<String> {
    let inner = title.trim_end().strip_suffix(')')?.rsplit('(').next()?;
    let mut chars = inner.chars();
    let first = chars.next()?.to_uppercase().collect::<String>();
    (inner.split(' ').count() > 1 && !inner.to_lowercase().contains("eer relevante"))
        .then(|| first + chars.as_str())
}
