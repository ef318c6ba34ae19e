//! Questions with the articles that answer them, and how many of them are found.

use jiff::civil::Date;
use legalmind_law::{
    library::{
        Snapshot,
        catalogue::{OnDay, State},
        search::{Asking, Hit, Within},
    },
    statute::{Provision, ProvisionKind},
};
use legalmind_text::reference;

/// In sight while the thesaurus was made.
pub const SEEN: &str = include_str!("seen.txt");
/// Written when it was finished.
pub const UNSEEN: &str = include_str!("unseen.txt");
/// Written by others for laws whose everyday words they had not read.
pub const BLIND: &str = include_str!("blind.txt");
/// Written by another hand, who had read no everyday words; nothing was changed for what is missed.
pub const FRESH: &str = include_str!("fresh.txt");
/// In the law's own words.
pub const STATUTORY: &str = include_str!("statutory.txt");

/// The day whose law is searched: the sample laws are of 2024 and before.
pub const DAY: Date = Date::constant(2024, 7, 1);
/// Places that count.
pub const PLACES: usize = 10;

/// A question, and the keys of the articles of which one is enough.
pub struct Question {
    /// As asked.
    pub words: String,
    /// `bw:7:271`.
    pub answers: Vec<String>,
}

/// The questions of a set.
///
/// # Errors
/// The line that is no question.
pub fn read(set: &str, now: &Snapshot) -> Result<Vec<Question>, String> {
    let lines = set.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (words, answers) = line.split_once(" | ").ok_or(line)?;
            let keys = answers.split("; ").map(|answer| {
                let found = reference::find_with(&format!("art. {answer}"), &now.catalogue.names);
                found.into_iter().next().map(|found| found.canonical).ok_or_else(|| line.to_owned())
            });
            Ok(Question { words: words.to_owned(), answers: keys.collect::<Result<_, _>>()? })
        })
        .collect()
}

/// The key of a provision, as references have it.
fn key(state: &State, provision: &Provision) -> String {
    article_key(&state.head.law, &provision.key())
}

/// The key of an article of a law, as references have it.
pub fn article_key(number_of_law: &str, number: &str) -> String {
    let law = reference::key_of(number_of_law);
    let book = reference::by_number(&number_of_law.to_lowercase()).map_or("", |(_, book)| book);
    if book.is_empty() || number.contains(':') {
        format!("{law}:{number}")
    } else {
        format!("{law}:{book}:{number}")
    }
}

/// The questions for which none of their articles is among the first ten.
///
/// # Errors
/// Where the library cannot be read.
pub fn missed<'a>(
    now: &Snapshot,
    questions: &'a [Question],
    asking: Asking<'_>,
) -> legalmind_law::Result<Vec<&'a Question>> {
    let mut out = Vec::new();
    for question in questions {
        if !finds(now, question, asking)? {
            out.push(question);
        }
    }
    Ok(out)
}

/// Whether one of the articles that answer a question is among the first ten.
///
/// # Errors
/// Where the library cannot be read.
pub fn finds(now: &Snapshot, question: &Question, asking: Asking<'_>) -> legalmind_law::Result<bool> {
    let hits = now.search_as(&question.words, asking, Within::Provisions(DAY), PLACES)?;
    Ok(hits.iter().any(|hit| match hit {
        Hit::Provision(state, provision) => question.answers.contains(&key(state, provision)),
        Hit::Decision(_) => false,
    }))
}

/// The headings of articles as questions: laws that give the same heading to articles are asked for
/// any of them.
///
/// # Errors
/// Where the library cannot be read.
pub fn headings(now: &Snapshot) -> legalmind_law::Result<Vec<Question>> {
    let mut out: std::collections::BTreeMap<String, Vec<String>> = std::collections::BTreeMap::new();
    for law in now.catalogue.laws.values() {
        let OnDay::State(state) = law.on(DAY) else { continue };
        for article in now.contents(state)? {
            if article.kind == ProvisionKind::Article && !article.heading.is_empty() && !article.is_in_annex()
            {
                out.entry(article.heading.to_lowercase()).or_default().push(key(state, &article));
            }
        }
    }
    Ok(out.into_iter().map(|(words, answers)| Question { words, answers }).collect())
}
