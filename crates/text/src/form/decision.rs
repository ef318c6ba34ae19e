//! Decisions of courts.

use std::sync::OnceLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use super::{Fault, MONTHS, Printed, court, too_long};
use crate::reference::{self, Reference, ReferenceKind};

/// Journals whose names are not in capitals.
const JOURNALS: [&str; 7] = ["RvdW", "JBPr", "TvC", "JAAN", "JERF", "NJB", "V-N"];

/// A decision: court, date, ECLI, and what else is named of it.
///
/// # Errors
/// [`Fault`]: what is missing, or does not fit together.
pub fn decision(written: &str) -> Result<Printed, Fault> {
    if too_long(written) {
        return Err(Fault::Nothing);
    }
    let found = reference::find(written);
    let ecli = one_ecli(&found, written)?;
    let [country, code, year, last] = parts(&ecli)?;
    let text = without(written, &found);
    let (day, at) = date(&text).ok_or(Fault::NoDate)?;
    if day.year().to_string() != year || !names_day(country, last, day) {
        return Err(Fault::OtherDate);
    }
    let before = text.get(..at).unwrap_or_default();
    let named = court::written(before);
    let court = match (court::name(country, code), named) {
        (Some(court), Some(named)) if !court::same(court, &named) => return Err(Fault::OtherCourt),
        (Some(court), _) => court.to_owned(),
        // a court of another country, as it was written
        (None, _) => own_name(before).unwrap_or(code).to_owned(),
    };
    let mut out = format!("{court} {}", super::day(day));
    for case in found.iter().filter(|it| it.canonical.starts_with("eu:")) {
        out.push_str(", ");
        out.push_str(&case.canonical.trim_start_matches("eu:").to_uppercase());
    }
    out.push_str(", ");
    out.push_str(&ecli);
    rest(&mut out, &text, &found, country);
    Ok(Printed { text: out, reference: ecli })
}

fn one_ecli(found: &[Reference], written: &str) -> Result<String, Fault> {
    let mut eclis = found.iter().filter(|it| it.kind == ReferenceKind::Ecli).map(|it| &it.canonical);
    let Some(first) = eclis.next() else {
        let said = !found.is_empty() || court::written(written).is_some() || date(written).is_some();
        return Err(if said { Fault::NoEcli } else { Fault::Nothing });
    };
    if eclis.any(|it| it != first) { Err(Fault::Several) } else { Ok(first.to_uppercase()) }
}

/// Country, court, year and the rest of an ECLI.
fn parts(ecli: &str) -> Result<[&str; 4], Fault> {
    let mut parts = ecli.splitn(5, ':').skip(1);
    let mut next = || parts.next().ok_or(Fault::NoEcli);
    Ok([next()?, next()?, next()?, next()?])
}

/// The European Court of Human Rights writes the day into its ECLI: `0612JUD005603007`.
fn names_day(country: &str, last: &str, day: Date) -> bool {
    let Some(named) = last.get(..4).filter(|it| country == "CE" && it.bytes().all(|b| b.is_ascii_digit()))
    else {
        return true;
    };
    named == format!("{:02}{:02}", day.month(), day.day())
}

/// A text without the references that are codes; their letters and numbers mean nothing else.
fn without(written: &str, found: &[Reference]) -> String {
    let codes = |at: usize| {
        found.iter().any(|it| {
            let kind = matches!(it.kind, ReferenceKind::Ecli | ReferenceKind::Journal | ReferenceKind::Case);
            kind && (it.range.start as usize..it.range.end as usize).contains(&at)
        })
    };
    written.chars().enumerate().map(|(at, c)| if codes(at) { '\u{1}' } else { c }).collect()
}

/// The court of a country that is not known here.
fn own_name(before: &str) -> Option<&str> {
    let name = before.trim_matches(|c: char| c.is_whitespace() || c.is_control() || c == ',');
    (!name.is_empty() && name.chars().count() <= 60).then_some(name)
}

fn pattern(cell: &'static OnceLock<Option<Regex>>, pattern: &str) -> Option<&'static Regex> {
    cell.get_or_init(|| Regex::new(pattern).ok()).as_ref()
}

/// The first day that is named, and the byte at which it stands.
fn date(text: &str) -> Option<(Date, usize)> {
    static DATE: OnceLock<Option<Regex>> = OnceLock::new();
    let dates = pattern(
        &DATE,
        r"(?i)\b(?:(\d{1,2})\s+(jan|feb|mrt|maart|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?\s+(\d{4})|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})|(\d{4})-(\d{2})-(\d{2}))\b",
    )?;
    dates.captures_iter(text).find_map(|it| Some((day(&it)?, it.get(0)?.start())))
}

fn day(it: &Captures<'_>) -> Option<Date> {
    let number = |group: usize| it.get(group)?.as_str().parse::<i16>().ok();
    let month = |group: usize| {
        let word = it.get(group)?.as_str().to_lowercase();
        let at = MONTHS.iter().position(|month| month.starts_with(word.get(..3).unwrap_or_default()));
        at.or((word == "mrt").then_some(2)).and_then(|at| i16::try_from(at + 1).ok())
    };
    let named = || Some((number(3)?, month(2)?, number(1)?));
    let figures = || Some((number(6)?, number(5)?, number(4)?));
    let (year, month, day) =
        named().or_else(figures).or_else(|| Some((number(7)?, number(8)?, number(9)?)))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Journal with its annotator, name, consideration.
fn rest(out: &mut String, text: &str, found: &[Reference], country: &str) {
    static NOTE: OnceLock<Option<Regex>> = OnceLock::new();
    static NAME: OnceLock<Option<Regex>> = OnceLock::new();
    static PLACE: OnceLock<Option<Regex>> = OnceLock::new();
    let first = |found: Option<&'static Regex>| {
        Some(found?.captures(text)?.get(1)?.as_str().trim().to_owned())
            .filter(|it: &String| !it.contains('\u{1}'))
    };
    if let Some(journal) = found.iter().find(|it| it.kind == ReferenceKind::Journal) {
        out.push_str(", ");
        out.push_str(&journal_of(&journal.canonical));
        if let Some(note) = first(pattern(&NOTE, r"(?i)\bm\.?\s?nt\.?\s+([^,;()]{2,80})")) {
            out.push_str(", m.nt. ");
            out.push_str(&note);
        }
    }
    if let Some(name) = first(pattern(&NAME, r"\(([^()]{2,120})\)")) {
        out.push_str(&format!(" ({name})"));
    }
    let places = pattern(
        &PLACE,
        r"(?i)\b(?:r\.\s?o\.?|ro|rov\.?|r\.?ov\.?|rechtsoverweging(?:en)?|overweging(?:en)?|punt(?:en)?|pt\.?|par\.?|nr\.?)\s*(\d{1,4}(?:\.\d{1,3}){0,4}(?:\s?(?:-|–|,|en|t/m|tot en met)\s?\d{1,4}(?:\.\d{1,3}){0,4}){0,6})",
    );
    if let Some(place) = first(places) {
        let word = match country {
            "EU" => "punt",
            "CE" => "par.",
            _ => "r.o.",
        };
        out.push_str(&format!(
            ", {word} {}",
            place.replace('–', "-").split_whitespace().collect::<Vec<_>>().join(" ")
        ));
    }
}

/// `nj:2016:196` → `NJ 2016/196`.
fn journal_of(canonical: &str) -> String {
    let mut parts = canonical.split(':');
    let mut next = || parts.next().unwrap_or_default();
    let (name, year, number) = (next(), next(), next());
    let known = JOURNALS.iter().find(|it| it.to_lowercase() == name);
    let name = known.map_or_else(|| name.to_uppercase(), |it| (*it).to_owned());
    format!("{name} {year}/{number}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(written: &str) -> String {
        decision(written).map_or_else(|fault| fault.as_str().to_owned(), |it| it.text)
    }

    #[test]
    fn any_spelling_is_printed_in_one_form() {
        for (written, printed) in [
            (
                "Hoge Raad 29-01-2016, ecli:nl:hr:2016:162, rov 3.8",
                "HR 29 januari 2016, ECLI:NL:HR:2016:162, r.o. 3.8",
            ),
            ("29 jan. 2016 ECLI:NL:HR:2016:162", "HR 29 januari 2016, ECLI:NL:HR:2016:162"),
            (
                "HR 13 maart 1981, ECLI:NL:HR:1981:AG4158, NJ 1981, 635 m.nt. C.J.H. Brunner (Ermes/Haviltex), r.o. 2",
                "HR 13 maart 1981, ECLI:NL:HR:1981:AG4158, NJ 1981/635, m.nt. C.J.H. Brunner (Ermes/Haviltex), r.o. 2",
            ),
            (
                "rechtbank Midden-Nederland 2023-05-09 ECLI:NL:RBMNE:2023:1234 r.o. 4.1 t/m 4.3",
                "Rb. Midden-Nederland 9 mei 2023, ECLI:NL:RBMNE:2023:1234, r.o. 4.1 t/m 4.3",
            ),
            (
                "Gerechtshof Den Haag, 9 mei 2023, ECLI:NL:GHDHA:2023:77",
                "Hof Den Haag 9 mei 2023, ECLI:NL:GHDHA:2023:77",
            ),
            (
                "HvJ 13 mei 2014, zaak C-131/12, ECLI:EU:C:2014:317 (Google Spain), punt 80",
                "HvJ EU 13 mei 2014, C-131/12, ECLI:EU:C:2014:317 (Google Spain), punt 80",
            ),
            (
                "EHRM 12 juni 2014, ECLI:CE:ECHR:2014:0612JUD005603007 (Fernández Martínez/Spanje), par. 108",
                "EHRM 12 juni 2014, ECLI:CE:ECHR:2014:0612JUD005603007 (Fernández Martínez/Spanje), par. 108",
            ),
            (
                "Raad van State 3 april 2019, ECLI:NL:RVS:2019:1006",
                "ABRvS 3 april 2019, ECLI:NL:RVS:2019:1006",
            ),
            (
                "Hof van Cassatie 5 februari 2016, ECLI:BE:CASS:2016:ARR.20160205.1",
                "Hof van Cassatie 5 februari 2016, ECLI:BE:CASS:2016:ARR.20160205.1",
            ),
            (
                "Concl. A-G 20 november 2015, ECLI:NL:PHR:2015:2327",
                "Concl. A-G 20 november 2015, ECLI:NL:PHR:2015:2327",
            ),
        ] {
            assert_eq!(text(written), printed, "{written}");
            assert_eq!(text(printed), printed, "the form is read as itself");
        }
        let found = decision("HR 29 januari 2016, ecli nl hr 2016 162").expect("a decision");
        assert_eq!(found.reference, "ECLI:NL:HR:2016:162");
    }

    #[test]
    fn what_is_missing_or_does_not_fit_is_told() {
        for (written, fault) in [
            ("", Fault::Nothing),
            ("een uitspraak", Fault::Nothing),
            ("HR 29 januari 2016", Fault::NoEcli),
            ("NJ 2016/196", Fault::NoEcli),
            ("ECLI:NL:HR:2016:162", Fault::NoDate),
            ("HR 31 februari 2016, ECLI:NL:HR:2016:162", Fault::NoDate),
            ("HR 29 januari 2015, ECLI:NL:HR:2016:162", Fault::OtherDate),
            ("EHRM 13 juni 2014, ECLI:CE:ECHR:2014:0612JUD005603007", Fault::OtherDate),
            ("ECLI:NL:HR:1950:1", Fault::NoDate),
            ("Rb. Amsterdam 29 januari 2016, ECLI:NL:HR:2016:162", Fault::OtherCourt),
            ("Hof Amsterdam 29 januari 2016, ECLI:NL:GHDHA:2016:162", Fault::OtherCourt),
            ("HR 29 januari 2016, ECLI:NL:HR:2016:162 en ECLI:NL:HR:2016:163", Fault::Several),
        ] {
            assert_eq!(decision(written), Err(fault), "{written}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_as_itself(
            year in 1950_i16..2030, month in 1_i8..=12, day in 1_i8..=28, number in 1_u32..9999,
            code in prop::sample::select(vec!["HR", "RBAMS", "GHARL", "RVS", "CRVB", "RBZWB"]),
            place in "[1-9](\\.[1-9]{1,2}){0,3}",
        ) {
            let written = format!("{year:04}-{month:02}-{day:02} ECLI:NL:{code}:{year}:{number} r.o. {place}");
            let printed = decision(&written).expect("a decision");
            prop_assert_eq!(decision(&printed.text), Ok(printed));
        }

        #[test]
        fn any_text_is_read_without_harm(text in "(HR|Hof|Rb\\.|ECLI:NL:HR:2016:162|29|januari|2016|r\\.o\\.|3\\.8|NJ|\\(|\\)|,|é| ){0,40}") {
            let _ = decision(&text);
            let _ = super::super::law(&text);
        }
    }
}
