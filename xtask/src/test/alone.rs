//! A check by itself: here, or in a process of its own.

use std::{fs::File, path::Path, process::Command};

use anyhow::{Context, Result, anyhow};
use serde::{Deserialize, Serialize};

use super::{plan::Check, summary::Line};
use crate::{
    count::Tests,
    house::{House, Outcome, processor_time, stopwatch},
};

/// How a check ended, from its process to the one that started it.
#[derive(Deserialize, Serialize)]
struct Report {
    ended: Result<Outcome, String>,
    tests: Tests,
    /// Seconds of processor time that it took.
    busy: f64,
}

/// Runs a check in this process; what it says is seen at once.
pub fn here(house: &House, check: &Check) -> Line {
    let (began, mut tests) = (stopwatch(), Tests::default());
    let ended = (check.look)(house, &mut tests);
    Line { name: check.name, ended, tests, took: began.elapsed(), busy: processor_time() }
}

/// Runs a check in this process and writes how it ended.
pub fn report(house: &House, check: &Check, to: &Path) -> Result<()> {
    let Line { ended, tests, busy, .. } = here(house, check);
    let report = Report { ended: ended.map_err(|error| format!("{error:#}")), tests, busy };
    std::fs::write(to, serde_json::to_vec(&report)?).context("the report cannot be written")
}

/// Runs a check in a process of its own; also gives what it said.
pub fn apart(house: &House, check: &'static Check) -> (Line, String) {
    let began = stopwatch();
    let (report, said) = child(house, check.name).unwrap_or_else(|error| {
        let ended = Err(format!("{error:#}"));
        (Report { ended, tests: Tests::default(), busy: 0.0 }, String::new())
    });
    let Report { ended, tests, busy } = report;
    let ended = ended.map_err(|words| anyhow!(words));
    (Line { name: check.name, ended, tests, took: began.elapsed(), busy }, said)
}

/// Where under `.legalmind` stands what a check in a process of its own says, also while it runs.
pub fn said(name: &str) -> String {
    format!("checks/{}.txt", name.replace(' ', "-"))
}

fn child(house: &House, name: &str) -> Result<(Report, String)> {
    let folder = tempfile::tempdir()?;
    let (said, report) = (house.local(&said(name))?, folder.path().join("report"));
    let out = File::create(&said)?;
    // not its path: the build of the workspace puts another file there
    let mut command: Command = house.program("/proc/self/exe", &["check", name]);
    let status = command.arg(&report).stdout(out.try_clone()?).stderr(out).status()?;
    let said = String::from_utf8_lossy(&std::fs::read(&said)?).into_owned();
    let report = match std::fs::read(&report) {
        Ok(bytes) => serde_json::from_slice(&bytes).context("its report cannot be read")?,
        Err(_) => {
            let ended = Err(format!("it broke off ({status})"));
            Report { ended, tests: Tests::default(), busy: 0.0 }
        }
    };
    Ok((report, said))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test::plan::the;

    #[test]
    fn a_report_tells_the_parent_what_was_found() {
        let house = House::find().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let read = |check: &Check| -> Report {
            let file = folder.path().join("report");
            report(&house, check, &file).unwrap();
            serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()
        };
        let good = read(&the("good", &[], |_, tests| {
            tests.passed = 3;
            Ok(Outcome::passed("three"))
        }));
        assert_eq!((good.ended, good.tests.passed), (Ok(Outcome::passed("three")), 3));
        let bad = read(&the("bad", &[], |_, _| Err(anyhow!("inner").context("outer"))));
        assert_eq!(bad.ended, Err("outer: inner".into()));
    }
}
