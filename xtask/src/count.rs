//! Runs test runners, shows what they say, and counts the tests from their closing lines.

use std::{
    io::{BufRead, BufReader, Read},
    process::{Command, Stdio},
    thread,
};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

/// How many tests ended how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Tests {
    /// Ended well.
    pub passed: u64,
    /// Did not.
    pub failed: u64,
}

impl Tests {
    /// Adds what a line of a test runner's output says; most lines say nothing.
    fn add(&mut self, line: &str) {
        // nextest repeats, further in, what a failing test's own runner said
        let own = line.starts_with("test result:");
        let line = line.trim();
        let summary = ["Summary [", "Tests ", "# pass ", "# fail ", "\u{2139} pass ", "\u{2139} fail "];
        if !own && !summary.iter().any(|start| line.starts_with(start)) {
            return;
        }
        let words: Vec<_> = line
            .split(|c: char| c.is_whitespace() || ",;|()".contains(c))
            .filter(|w| !w.is_empty())
            .collect();
        for pair in words.windows(2) {
            let [one, two] = pair else { continue };
            match (one.parse::<u64>(), two.parse::<u64>(), *one, *two) {
                (Ok(number), _, _, "passed") | (_, Ok(number), "pass", _) => self.passed += number,
                (Ok(number), _, _, "failed") | (_, Ok(number), "fail", _) => self.failed += number,
                _ => {}
            }
        }
    }
}

/// Runs a test runner, passes its output on, and adds its tests to `tests`.
pub fn run(command: &mut Command, tests: &mut Tests) -> Result<()> {
    command.env("CARGO_TERM_COLOR", "never").env("NO_COLOR", "1");
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("the test runner cannot be started")?;
    let out = child.stdout.take().context("no output")?;
    let err = child.stderr.take().context("no output")?;
    let said = thread::spawn(move || pass_on(err));
    let mut counted = pass_on(out);
    let other = said.join().ok().context("the output could not be read")?;
    counted.passed += other.passed;
    counted.failed += other.failed;
    tests.passed += counted.passed;
    tests.failed += counted.failed;
    let status = child.wait()?;
    if !status.success() {
        bail!("{} tests failed ({status})", counted.failed);
    }
    Ok(())
}

fn pass_on(stream: impl Read) -> Tests {
    let mut tests = Tests::default();
    let mut stream = BufReader::new(stream);
    let mut line = Vec::new();
    while stream.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
        let text = String::from_utf8_lossy(&line);
        print!("{text}");
        tests.add(&text);
        line.clear();
    }
    tests
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lines: &[&str]) -> (u64, u64) {
        let mut tests = Tests::default();
        lines.iter().for_each(|line| tests.add(line));
        (tests.passed, tests.failed)
    }

    #[test]
    fn closing_lines_of_every_runner_are_counted() {
        assert_eq!(
            of(&["     Summary [   1.204s] 123 tests run: 120 passed (2 slow), 3 failed, 4 skipped"]),
            (120, 3)
        );
        assert_eq!(of(&["test result: ok. 5 passed; 1 failed; 0 ignored; 0 measured"]), (5, 1));
        assert_eq!(of(&["      Tests  1 failed | 12 passed (13)"]), (12, 1));
        assert_eq!(of(&["# pass 7", "# fail 2"]), (7, 2));
        assert_eq!(of(&["\u{2139} pass 3", "\u{2139} fail 0"]), (3, 0));
    }

    #[test]
    fn other_lines_are_not() {
        assert_eq!(
            of(&[
                "    test result: FAILED. 0 passed; 1 failed",
                "3 passed the door",
                " Test Files  2 passed (2)",
                "PASS [ 0.1s] store it",
                ""
            ]),
            (0, 0)
        );
    }
}
