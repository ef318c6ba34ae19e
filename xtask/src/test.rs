//! `cargo xtask test`: every check there is, and a summary.

use std::time::Duration;

use anyhow::{Result, bail};
use clap::Args;

use crate::{
    arrows,
    count::Tests,
    generate,
    house::{House, Outcome, run as run_command, stopwatch, works},
    journeys, licence, rust, setup, tidy, web,
};

/// What can be left out while working.
#[derive(Args)]
pub struct Options {
    /// Runs only the checks whose name holds one of these words
    #[arg(long, value_name = "WORD", num_args = 1..)]
    only: Vec<String>,
}

type Check = fn(&House, &mut Tests) -> Result<Outcome>;

/// The checks in the order in which they run: what fails fast comes first, and the web application
/// is built before the crate that carries it.
const CHECKS: &[(&str, Check)] = &[
    ("setup", |house, _| {
        setup::everything(house).map(|()| Outcome::passed("this machine has what is needed"))
    }),
    ("form", |house, _| rust::format(house)),
    ("arrows", |house, _| arrows::run(house)),
    ("licences", |house, _| licences(house)),
    ("tidy", |house, _| tidy::run(house)),
    ("web tests", web::check),
    ("web size", |house, _| web::size(house)),
    ("lints", |house, _| rust::lints(house)),
    ("tests", rust::tests),
    ("examples", rust::examples),
    ("generated files", |house, _| generate::check(house)),
    ("screens", journeys::screens),
    ("journeys", journeys::journeys),
];

/// The words that say how a check ended.
struct Line {
    name: &'static str,
    ended: Result<Outcome>,
    took: Duration,
}

/// Runs the checks; fails when one of them does, after all have run.
pub fn run(house: &House, options: &Options) -> Result<()> {
    let wanted =
        |name: &str| options.only.is_empty() || options.only.iter().any(|word| name.contains(word.as_str()));
    let mut tests = Tests::default();
    let began = stopwatch();
    let mut lines = Vec::new();
    for (name, check) in CHECKS.iter().filter(|(name, _)| wanted(name)) {
        println!("\n\u{2501}\u{2501} {name}");
        let start = stopwatch();
        let ended = check(house, &mut tests);
        lines.push(Line { name, ended, took: start.elapsed() });
        let Some(line) = lines.last() else { continue };
        println!("{}", sentence(line));
    }
    summary(&lines, began.elapsed(), tests)
}

fn licences(house: &House) -> Result<Outcome> {
    if works(&mut house.cargo(&["deny", "--version"])) {
        run_command(&mut house.cargo(&[
            "deny",
            "--log-level",
            "error",
            "check",
            "licenses",
            "bans",
            "sources",
        ]))?;
    }
    licence::run(house)
}

fn sentence(line: &Line) -> String {
    let (mark, words) = match &line.ended {
        Ok(Outcome::Passed(words)) => ("\u{2713}", words.clone()),
        Ok(Outcome::Skipped(why)) => ("\u{2013}", format!("skipped: {why}")),
        Err(error) => ("\u{2717}", format!("{error:#}")),
    };
    format!("{mark} {:<16} {:>6.1} s  {words}", line.name, line.took.as_secs_f64())
}

fn summary(lines: &[Line], took: Duration, tests: Tests) -> Result<()> {
    println!("\n\u{2501}\u{2501} summary, {} min {} s", took.as_secs() / 60, took.as_secs() % 60);
    lines.iter().for_each(|line| println!("{}", sentence(line)));
    let failed: Vec<_> = lines.iter().filter(|line| line.ended.is_err()).map(|line| line.name).collect();
    println!("\n{} passed, {} failed", tests.passed, tests.failed);
    if !failed.is_empty() {
        bail!("failed: {}", failed.join(", "));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(ended: Result<Outcome>) -> Line {
        Line { name: "tidy", ended, took: Duration::from_millis(1500) }
    }

    #[test]
    fn a_failed_check_fails_the_whole_after_all_have_run() {
        let lines = [line(Ok(Outcome::passed("fine"))), line(Err(anyhow::anyhow!("a fault")))];
        let error = summary(&lines, Duration::from_secs(61), Tests::default()).unwrap_err();
        assert_eq!(error.to_string(), "failed: tidy");
    }

    #[test]
    fn a_skipped_check_says_why() {
        let text = sentence(&line(Ok(Outcome::Skipped("no browser".into()))));
        assert!(text.contains("1.5 s") && text.ends_with("skipped: no browser"), "{text}");
    }
}
