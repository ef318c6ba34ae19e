//! Verdicts on articles and on laws as a whole.

use jiff::civil::Date;
use legalmind_text::reference::{Article, key_of, numbers_of};

use super::{LawFound, ProvisionOn, Reason, Subject};
use crate::{
    Result,
    library::{
        Snapshot,
        catalogue::{Law, OnDay, State},
    },
    selection::{Selection, select},
    statute::{Level, Provision, ProvisionKind, Standing},
};

/// The law and the number in it that an article means.
pub enum Place<'a> {
    Law(&'a Law, String),
    /// The law is of several books, and none is named.
    NoBook,
    /// It is known, and not in the library.
    Absent,
    /// No law is known by this name.
    Unknown,
}

/// Where an article stands.
pub fn place<'a>(library: &'a Snapshot, law: &str, number: &str) -> Place<'a> {
    let numbers = numbers_of(law);
    let books = numbers.iter().filter(|(_, book)| !book.is_empty()).count();
    for (known, book) in &numbers {
        let inner = if book.is_empty() {
            Some(number)
        } else {
            number.strip_prefix(book.as_str()).and_then(|rest| rest.strip_prefix(':'))
        };
        if let Some(inner) = inner {
            return match library.catalogue.laws.get(known) {
                Some(law) => Place::Law(law, inner.to_owned()),
                // a short name that is in no list of names
                None if *known == law.to_uppercase() && !is_number(known) => Place::Unknown,
                None => Place::Absent,
            };
        }
    }
    match books > 0 {
        true if !number.contains(':') => Place::NoBook,
        _ => Place::Absent,
    }
}

fn is_number(law: &str) -> bool {
    law.len() > 8 && law.bytes().filter(u8::is_ascii_digit).count() >= 7
}

/// What is said of an article on a day.
pub fn check(library: &Snapshot, asked: &Article, on: Date) -> Result<(Reason, Option<Subject>)> {
    let on = asked.on.and_then(|day| Date::new(day.year, day.month, day.day).ok()).unwrap_or(on);
    let (law, number) = match place(library, &asked.law, &asked.number) {
        Place::Law(law, number) => (law, number),
        Place::NoBook => return Ok((Reason::BookMissing, None)),
        Place::Absent => return Ok((Reason::LawNotInLibrary, None)),
        Place::Unknown => return Ok((Reason::LawUnknown, None)),
    };
    let state = match law.on(on) {
        OnDay::State(state) => state,
        OnDay::Before(from) => return Ok((Reason::LawNotYet { from }, None)),
        OnDay::After(until) => return Ok((Reason::LawNoLonger { until }, None)),
        OnDay::Absent(_) => return Ok((Reason::NoState, None)),
    };
    let Some(provision) = library.provision(state, &number)? else {
        return Ok((absent(library, law, state, &number)?, None));
    };
    let selection = select(&provision, asked.lid.as_deref(), &asked.parts, state.divided);
    let reason = match (&selection, provision.standing) {
        (_, Standing::Repealed) => Reason::Repealed,
        (_, Standing::NotYet) => Reason::NotYet,
        (Selection::Lines { .. }, _) => Reason::InForce,
        (Selection::Undivided, _) => Reason::InForceUndivided,
        (Selection::NoLid(has), _) => Reason::NoLid { has: *has },
        (Selection::NoPart, _) => Reason::NoPart,
    };
    let subject = shown(law, state, on, provision, selection, asked);
    Ok((reason, Some(Subject::Provision(Box::new(subject)))))
}

/// Why a law has no article of this number on a day.
fn absent(library: &Snapshot, law: &Law, state: &State, number: &str) -> Result<Reason> {
    let mut days: Option<(Date, Date)> = None;
    for other in law.current().filter(|other| other.id != state.id) {
        if library.provision(other, number)?.is_some_and(|it| it.standing == Standing::InForce) {
            let (from, until) = days.unwrap_or((other.head.from, other.until));
            days = Some((from.min(other.head.from), until.max(other.until)));
        }
    }
    if let Some((from, until)) = days {
        return Ok(Reason::OtherDays { from, until });
    }
    let rest = number.rsplit(':').next().unwrap_or(number);
    let plain: Option<u32> = rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok();
    Ok(match (plain, state.highest_beside(number)) {
        (Some(plain), Some(highest)) if plain > highest => Reason::BeyondArticles { highest },
        _ => Reason::NoArticle,
    })
}

/// A law as it is on a day of a state.
pub fn found(law: &Law, state: &State) -> LawFound {
    LawFound {
        number: law.number.clone(),
        key: key_of(&law.number),
        title: state.head.title.clone(),
        from: state.head.from,
        until: state.until,
    }
}

/// A provision as it is shown.
pub fn shown(
    law: &Law,
    state: &State,
    on: Date,
    provision: Provision,
    selection: Selection,
    asked: &Article,
) -> ProvisionOn {
    let undivided = selection == Selection::Undivided;
    let law = found(law, state);
    let jci = jci(&law, &provision, asked);
    let (lead, lines) = match selection {
        Selection::Lines { lead, lines } => (lead, lines),
        _ => (Vec::new(), provision.lines),
    };
    let address = address(&law, &jci);
    ProvisionOn {
        jci,
        address,
        law,
        on,
        number: provision.number,
        heading: provision.heading,
        path: provision.path.iter().map(Level::words).collect(),
        standing: provision.standing,
        since: provision.since,
        lid: asked.lid.clone(),
        parts: asked.parts.clone(),
        lead,
        lines,
        undivided,
    }
}

/// `jci1.3.1:c:BWBR0005289&boek=6&artikel=162&lid=1&z=2024-01-01&g=2024-01-01`; of what is no
/// article, the book, the annex or the law that it stands in.
fn jci(law: &LawFound, provision: &Provision, asked: &Article) -> String {
    if !law.number.starts_with("BWB") {
        return String::new();
    }
    let mut out = format!("jci1.3.1:c:{}", law.number);
    let named =
        |level: &&Level| matches!(level.kind.as_str(), "boek" | "bijlage") && !level.number.is_empty();
    for level in provision.path.iter().filter(named) {
        out.push_str(&format!("&{}={}", level.kind, level.number));
    }
    if provision.kind == ProvisionKind::Article {
        out.push_str(&format!("&artikel={}", provision.number));
    }
    if let Some(lid) = &asked.lid {
        out.push_str(&format!("&lid={lid}"));
    }
    for part in &asked.parts {
        out.push_str(&format!("&o={part}"));
    }
    out.push_str(&format!("&z={0}&g={0}", law.from));
    out
}

fn address(law: &LawFound, jci: &str) -> String {
    match jci.is_empty() {
        true => format!("https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:{}", law.number),
        // the site knows the form of 1.3
        false => format!("https://wetten.overheid.nl/{}", jci.replacen("jci1.3.1", "jci1.3", 1)),
    }
}

/// What is said of a law as a whole, by its canonical form.
pub fn law(library: &Snapshot, canonical: &str, on: Date) -> (Reason, Option<Subject>) {
    let number = canonical.trim_start_matches("celex:").to_uppercase();
    let Some(law) = library.catalogue.laws.get(&number) else { return (Reason::LawNotInLibrary, None) };
    match law.on(on) {
        OnDay::State(state) => (Reason::LawInForce, Some(Subject::Law(Box::new(found(law, state))))),
        OnDay::Before(from) => (Reason::LawNotYet { from }, None),
        OnDay::After(until) => (Reason::LawNoLonger { until }, None),
        OnDay::Absent(_) => (Reason::NoState, None),
    }
}
