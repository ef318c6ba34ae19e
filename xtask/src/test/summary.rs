//! What is said of the checks when they have run.

use std::{num::NonZero, thread::available_parallelism, time::Duration};

use anyhow::{Result, bail};

use crate::{count::Tests, house::Outcome};

/// How a check ended.
pub struct Line {
    /// Its name.
    pub name: &'static str,
    /// What it found.
    pub ended: Result<Outcome>,
    /// The tests it ran.
    pub tests: Tests,
    /// How long it took.
    pub took: Duration,
    /// Seconds of processor time that it took.
    pub busy: f64,
}

/// A line as it is shown: how it ended, how long it took, how busy it kept all processors.
pub fn sentence(line: &Line) -> String {
    let (mark, words) = match &line.ended {
        Ok(Outcome::Passed(words)) => ("\u{2713}", words.clone()),
        Ok(Outcome::Skipped(why)) => ("\u{2013}", format!("skipped: {why}")),
        Err(error) => ("\u{2717}", format!("{error:#}")),
    };
    let took = line.took.as_secs_f64();
    let cores = available_parallelism().map_or(1, NonZero::get) as f64;
    let busy = 100.0 * line.busy / took.max(0.001) / cores;
    format!("{mark} {:<16} {took:>6.1} s {busy:>4.0} %  {words}", line.name)
}

/// Shows all lines; fails where one of them did.
pub fn summary(lines: &[Line], took: Duration) -> Result<()> {
    println!("\n\u{2501}\u{2501} summary, {} min {} s", took.as_secs() / 60, took.as_secs() % 60);
    lines.iter().for_each(|line| println!("{}", sentence(line)));
    let failed: Vec<_> = lines.iter().filter(|line| line.ended.is_err()).map(|line| line.name).collect();
    let count = |of: fn(&Tests) -> u64| -> u64 { lines.iter().map(|line| of(&line.tests)).sum() };
    println!("\n{} passed, {} failed", count(|it| it.passed), count(|it| it.failed));
    if !failed.is_empty() {
        bail!("failed: {}", failed.join(", "));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(ended: Result<Outcome>) -> Line {
        let tests = Tests::default();
        Line { name: "tidy", ended, tests, took: Duration::from_millis(1500), busy: 0.0 }
    }

    #[test]
    fn a_failed_check_fails_the_whole_after_all_have_run() {
        let lines = [line(Ok(Outcome::passed("fine"))), line(Err(anyhow::anyhow!("a fault")))];
        let error = summary(&lines, Duration::from_secs(61)).unwrap_err();
        assert_eq!(error.to_string(), "failed: tidy");
    }

    #[test]
    fn a_skipped_check_says_why() {
        let text = sentence(&line(Ok(Outcome::Skipped("no browser".into()))));
        assert!(text.contains("1.5 s") && text.ends_with("skipped: no browser"), "{text}");
    }
}
