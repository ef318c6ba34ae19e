//! `legalmind cite-check`: every legal reference in a document, with what can be said of it.

use std::{collections::BTreeMap, path::PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::Args;
use jiff::civil::Date;
use legalmind_core::account::Language;
use legalmind_law::verdict::{Checked, Subject, Verdict};
use legalmind_seal::world;

use crate::{config::Config, house};

/// Checks the legal references in a document: PDF, Word, text, e-mail. Ends with status 3 where a
/// reference does not fit together or cannot exist, with 4 where a part could not be read.
#[derive(Args)]
pub struct CiteCheck {
    /// The document.
    file: PathBuf,
    /// The day whose law is meant, `2024-01-31`; today unless told.
    #[arg(long)]
    date: Option<Date>,
    /// Print in English.
    #[arg(long)]
    english: bool,
}

/// The status where a reference does not fit together or cannot exist.
const WRONG: u8 = 3;
/// The status where a part of the document could not be read.
const INCOMPLETE: u8 = 4;

impl CiteCheck {
    /// Runs the command; gives its status.
    ///
    /// # Errors
    /// In words for the person at the terminal.
    pub async fn run(self, config: Config) -> Result<u8> {
        let language = if self.english { Language::En } else { Language::Nl };
        std::fs::create_dir_all(&config.data.dir).context("the data directory cannot be made")?;
        let law = house::law(&config, house::compounds(&config))?;
        let extractor = house::extractor(&config)?;
        let bytes = tokio::fs::read(&self.file).await.context("the document cannot be read")?;
        let name = self.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let read = extractor.read(&name, bytes.into(), &|_| {}).await;
        let (pages, missing) = match read {
            Ok(read) => (read.pages, read.missing),
            Err(reason) => bail!("the document cannot be read: {}", reason.as_str()),
        };
        let today = legalmind_law::day_of(world::system().now());
        let on = self.date.unwrap_or(today);
        let mut checked = Vec::new();
        for (number, page) in (1_u32..).zip(&pages) {
            let found = law.check(&page.text, on, today).context("the library of law cannot be read")?;
            checked.extend(found.into_iter().map(|it| (number, it)));
        }
        print!("{}", report(&checked, on, language));
        let wrong = |verdict| matches!(verdict, Verdict::Mismatch | Verdict::Impossible);
        let wrong = checked.iter().any(|(_, it)| wrong(it.verdict()));
        if missing.is_some() {
            println!("{}", partial(language));
        }
        Ok(match (wrong, missing) {
            (true, _) => WRONG,
            (false, Some(_)) => INCOMPLETE,
            (false, None) => 0,
        })
    }
}

/// What is said where a part of the document could not be read.
const fn partial(language: Language) -> &'static str {
    match language {
        Language::Nl => "Let op: een deel van het document kon niet worden gelezen en is niet gecontroleerd.",
        Language::En => "Note: a part of the document could not be read and was not checked.",
    }
}

/// The table, with a line of totals.
fn report(checked: &[(u32, Checked)], on: Date, language: Language) -> String {
    let say = |nl: &'static str, en: &'static str| if language == Language::Nl { nl } else { en };
    let mut out = format!(
        "{} {}\n\n",
        say("Verwijzingen, gecontroleerd naar het recht op", "References, checked against the law of"),
        on.strftime("%d-%m-%Y")
    );
    if checked.is_empty() {
        out.push_str(say("Er zijn geen verwijzingen gevonden.\n", "No references were found.\n"));
        return out;
    }
    let wide = |words: &str| words.chars().count();
    let width = checked.iter().map(|(_, it)| wide(&one_line(&it.words))).max().unwrap_or(0).min(60);
    let verdict = Verdict::ALL.iter().map(|verdict| wide(verdict.words(language))).max().unwrap_or(0);
    for (page, it) in checked {
        let words: String = one_line(&it.words).chars().take(width).collect();
        out.push_str(&format!(
            "p. {page:>4}  {words:<width$}  {:<verdict$}  {}\n",
            it.verdict().words(language),
            it.reason.words(language),
        ));
        if let Some(address) = address(it) {
            out.push_str(&format!("{:>9}{address}\n", ""));
        }
    }
    let mut totals: BTreeMap<Verdict, usize> = BTreeMap::new();
    for (_, it) in checked {
        *totals.entry(it.verdict()).or_default() += 1;
    }
    let total = |verdict: &Verdict| totals.get(verdict).map(|n| format!("{n} {}", verdict.words(language)));
    let totals: Vec<String> = Verdict::ALL.iter().filter_map(total).collect();
    out.push_str(&format!("\n{}: {}\n", say("Samen", "In all"), totals.join(", ")));
    out
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn address(it: &Checked) -> Option<&str> {
    match it.subject.as_ref()? {
        Subject::Provision(provision) => Some(&provision.address),
        Subject::Decision(decision) => Some(&decision.address),
        Subject::Law(_) => None,
    }
}
