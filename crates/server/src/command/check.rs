//! `legalmind check`: a contract held against a playbook.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::Args;
use legalmind_compliance::check::{Checker, Contract, Playbook, Shipped, sentence, shipped, verdict};
use legalmind_core::{
    account::Language,
    check::{Facts, Finding, Report, Verdict},
};

use crate::{config::Config, house};

/// Checks a contract against a playbook: PDF, Word, text, e-mail. Ends with status 3 where something is
/// not acceptable, with 4 where a part could not be read.
#[derive(Args)]
pub struct Check {
    /// The contract.
    file: PathBuf,
    /// The playbook: the key of one of the product, or a file.
    #[arg(long)]
    playbook: Option<String>,
    /// A fact of the case, `duur=onbepaald`; may be given more than once.
    #[arg(long = "fact", value_parser = fact)]
    facts: Vec<(String, String)>,
    /// Print the report as JSON.
    #[arg(long)]
    json: bool,
    /// Print in English.
    #[arg(long)]
    english: bool,
}

/// The status where something is not acceptable.
const WRONG: u8 = 3;
/// The status where a part of the document could not be read.
const INCOMPLETE: u8 = 4;

fn fact(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("a fact is written as key=value")?;
    Ok((key.to_owned(), value.to_owned()))
}

impl Check {
    /// Runs the command; gives its status.
    ///
    /// # Errors
    /// In words for the person at the terminal.
    pub async fn run(self, config: Config) -> Result<u8> {
        let language = if self.english { Language::En } else { Language::Nl };
        let checker = checker(self.playbook.as_deref(), language)?;
        let facts = Facts(self.facts.into_iter().collect());
        if let Some((key, code)) = checker.playbook().refuses(&facts) {
            bail!("{key}: {}{}", code.words(language), values(checker.playbook(), key));
        }
        let extractor = house::extractor(&config)?;
        let bytes = tokio::fs::read(&self.file).await.context("the document cannot be read")?;
        let name = self.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let pages = match extractor.read(&name, bytes.into(), &|_| {}).await {
            Ok(read) => read.pages,
            Err(reason) => bail!("the document cannot be read: {}", reason.as_str()),
        };
        let contract = Contract::read(&pages);
        if contract.paragraphs().is_empty() {
            bail!("the document has no text that can be checked");
        }
        let report = checker.run(&contract, &facts);
        if self.json {
            println!("{}", serde_json::to_string_pretty(&report)?);
        } else {
            print!("{}", table(&report, language));
        }
        Ok(match (report.count(Verdict::Unacceptable), report.unread) {
            (0, false) => 0,
            (0, true) => INCOMPLETE,
            _ => WRONG,
        })
    }
}

/// The playbook of this key, or in this file.
fn checker(named: Option<&str>, language: Language) -> Result<Checker> {
    let keys: Vec<&str> = shipped().iter().map(|it| it.key).collect();
    let Some(named) = named else { bail!("say which playbook: --playbook {}", keys.join(" | ")) };
    let text = match Shipped::find(named) {
        Some(found) => found.text.to_owned(),
        None if Path::new(named).is_file() => {
            std::fs::read_to_string(named).context("the playbook cannot be read")?
        }
        None => bail!("there is no playbook {named}; there are {}", keys.join(", ")),
    };
    Checker::read(&text).map_err(|faults| {
        let line = |it: &legalmind_compliance::check::Fault| {
            let rule = it.rule.as_deref().unwrap_or("-");
            format!("{rule} {}: {}", it.field, it.code.words(language))
        };
        anyhow::anyhow!(
            "the playbook cannot be used:\n{}",
            faults.iter().map(line).collect::<Vec<_>>().join("\n")
        )
    })
}

/// What a fact can be, if the playbook has it.
fn values(playbook: &Playbook, key: &str) -> String {
    let Some(fact) = playbook.facts.iter().find(|it| it.key == key) else { return String::new() };
    let values: Vec<&str> = fact.values.iter().map(|it| it.key.as_str()).collect();
    format!(" ({})", values.join(", "))
}

/// The findings, worst first, with a line of totals.
fn table(report: &Report, language: Language) -> String {
    let mut out = format!("{}\n", report.title.of(language));
    for fact in &report.facts {
        let unknown = if language == Language::Nl { "niet bekend" } else { "not known" };
        let said = fact.said.as_ref().map_or(unknown, |it| it.of(language));
        out.push_str(&format!("{}: {said}\n", fact.title.of(language)));
    }
    for finding in &report.findings {
        out.push_str(&lines(finding, language));
    }
    let total = |it: &Verdict| {
        let count = report.count(*it);
        (count > 0).then(|| format!("{count} {}", verdict(*it, language)))
    };
    let totals: Vec<String> = Verdict::ALL.iter().filter_map(total).collect();
    out.push_str(&format!("\n{}\n", totals.join(", ")));
    out
}

fn lines(finding: &Finding, language: Language) -> String {
    let basis: Vec<&str> = finding.basis.iter().map(|it| it.reference.as_str()).collect();
    let mut out = format!(
        "\n{:<20} {} ({})\n",
        verdict(finding.verdict, language),
        finding.title.of(language),
        basis.join("; ")
    );
    if !finding.verdict.is_flagged() {
        return out;
    }
    for step in &finding.steps {
        out.push_str(&format!("  - {}\n", sentence(finding, step, language)));
    }
    for passage in &finding.passages {
        let quote = passage.quote.split_whitespace().collect::<Vec<_>>().join(" ");
        out.push_str(&format!("    p. {} “{quote}”\n", passage.place.page.0));
    }
    out
}
