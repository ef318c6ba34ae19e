//! Public law as a source of an answer: the provisions in force on the day of the question.

use std::sync::Arc;

use jiff::civil::Date;
use legalmind_core::account::Language;
use legalmind_law::{today, verdict::ProvisionOn};
use legalmind_text::{
    language,
    reference::{self, Day, Target},
};

use super::{Found, Run, escaped};
use crate::{
    Result,
    support::{Candidate, Words, provisions},
};

/// How many provisions are read for one answer.
const PROVISIONS: usize = 8;
/// The most characters of one that a model is given, and that are kept where it quotes none.
const HEAD: usize = 4_000;

/// A provision that was read for an answer.
pub(super) struct Provision {
    /// In force on the day of the question.
    pub(super) on: ProvisionOn,
    /// As a text prints it: `art. 7:271 BW`.
    pub(super) reference: String,
    /// Its words.
    pub(super) text: String,
    /// A day of the facts in the dossier on which these words were not yet law.
    pub(super) older_fact: Option<Date>,
}

impl Provision {
    /// What a model is told that it is.
    pub(super) fn name(&self) -> String {
        let (title, heading) = (&self.on.law.title, &self.on.heading);
        let heading = if heading.is_empty() { String::new() } else { format!(", {heading}") };
        format!("{}{heading} ({title}, {})", self.reference, self.on.on.strftime("%d-%m-%Y"))
    }
}

impl Provision {
    /// How it begins: all of it, but for the longest.
    pub(super) fn head(&self) -> &str {
        let Some((end, _)) = self.text.char_indices().nth(HEAD) else { return &self.text };
        let head = self.text.get(..end).unwrap_or(&self.text);
        head.rfind(char::is_whitespace).and_then(|end| head.get(..end)).unwrap_or(head)
    }
}

impl Run {
    /// The provisions that the question asks for, the best first. A library that cannot be read gives
    /// none, and takes no answer away. What the question means is only asked of a model where the client
    /// of the dossier allows that.
    pub(super) async fn law(&self, found: &[Found]) -> Vec<Provision> {
        let (law, ctx) = (self.assistant.law.clone(), self.ctx.clone());
        let question = self.question.clone();
        let meant = if self.assistant.may_ask_models(&ctx, self.dossier).await.unwrap_or(false) {
            law.question(&ctx, &question).await
        } else {
            None
        };
        let look = move || law.answering(&ctx, &question, meant.as_ref(), None, PROVISIONS);
        let hits = match tokio::task::spawn_blocking(look).await {
            Ok(Ok(hits)) => hits,
            Ok(Err(error)) => {
                tracing::warn!(%error, "the library of law could not be read for an answer");
                Vec::new()
            }
            Err(_) => Vec::new(),
        };
        let facts = facts(found.iter().map(|it| it.passage.text.as_str()), today(&self.ctx));
        let read = |on: ProvisionOn| Provision {
            reference: on.reference(),
            text: on.text(),
            older_fact: facts.filter(|fact| *fact < on.known_since()),
            on,
        };
        hits.into_iter().map(read).collect()
    }

    /// Quotes the law under its own heading, where provisions say what is asked.
    pub(super) async fn quote_law(&mut self, law: &[Provision]) -> Result<()> {
        let texts: Vec<String> = law.iter().map(|it| it.text.clone()).collect();
        let (question, compounds) = (self.question.clone(), Arc::clone(&self.assistant.compounds));
        let quotes = tokio::task::spawn_blocking(move || {
            let candidates: Vec<Candidate<'_>> = texts.iter().map(|text| Candidate { text }).collect();
            provisions(&question, &candidates, &Words::new(&compounds))
        });
        let quotes = quotes.await.unwrap_or_default();
        if quotes.is_empty() {
            return Ok(());
        }
        let heading = match language::guess(&self.question) {
            Language::Nl => "Uit de wet",
            Language::En => "From the law",
        };
        self.told.say(&format!("### {heading}\n\n")).await?;
        for quote in quotes {
            let Some(it) = law.get(quote.candidate) else { continue };
            let ordinal = self.told.cite_law(it, &quote.text).await?;
            let words = escaped(&quote.text);
            self.told.say(&format!("{}\n\n> {words} [{ordinal}]\n\n", escaped(&it.reference))).await?;
        }
        Ok(())
    }
}

/// Of what day the facts in passages are: of each passage the newest day that it names and that has
/// been, and of those the oldest. So a date of birth beside that of a contract counts for nothing, and
/// neither does the day of a decision that is cited.
fn facts<'a>(passages: impl Iterator<Item = &'a str>, today: Date) -> Option<Date> {
    let newest = |text: &str| {
        let cited: Vec<Day> =
            reference::find(text).into_iter().filter_map(|it| decided(&it.target)).collect();
        let days = reference::dates(text).filter(|day| !cited.contains(day));
        let days = days.filter_map(|day| Date::new(day.year, day.month, day.day).ok());
        days.filter(|day| *day <= today).max()
    };
    passages.filter_map(newest).min()
}

/// The day of a decision, as the text around its number names it.
fn decided(target: &Target) -> Option<Day> {
    match target {
        Target::Decision(around) => around.date,
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::facts;

    #[test]
    fn facts_are_of_the_oldest_passage_by_its_newest_day() {
        let today = date(2026, 11, 30);
        let of = |texts: &[&str]| facts(texts.iter().copied(), today);
        let contract = "Op 3 mei 2023 kwam De Vries, geboren 1 januari 1960, overeen";
        assert_eq!(of(&[contract, "Op 4 juni 2026 geleverd"]), Some(date(2023, 5, 3)));
        assert_eq!(of(&["Zie HR 15 oktober 2019, ECLI:NL:HR:2019:4321."]), None);
        assert_eq!(of(&["te leveren op 1 januari 2031"]), None);
        assert_eq!(of(&["31 februari 2020", "geen dag"]), None);
    }
}
