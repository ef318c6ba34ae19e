//! Checks of the Rust code: form, lints, tests, examples in the documentation.
//!
//! One build serves them all: Clippy's driver is the compiler with more lints, so what it has built
//! is also what is tested, and nothing is compiled once to be looked at and once more to be run.

use std::{
    io::BufReader,
    num::NonZero,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread::available_parallelism,
};

use anyhow::{Context, Result, bail};
use cargo_metadata::Message;

use crate::{
    count::{self, Tests},
    house::{House, Outcome, run, works},
    postgres::Postgres,
};

/// Every file has the form that rustfmt gives it.
pub fn format(house: &House) -> Result<Outcome> {
    run(&mut house.cargo(&["fmt", "--all", "--check"]))?;
    Ok(Outcome::passed("as rustfmt writes it"))
}

/// What builds everything, with its tests.
pub const BUILD: &[&str] = &["build", "--workspace", "--all-targets", "--locked"];

/// Cargo, with Clippy's driver as the compiler of our own crates. It optimises a little less; all
/// else is the same.
pub fn cargo(house: &House, arguments: &[&str]) -> Command {
    let mut command = house.cargo(arguments);
    let beside = Path::new(command.get_program()).with_file_name("clippy-driver");
    let driver = if beside.is_file() { beside } else { "clippy-driver".into() };
    command.env("RUSTC_WORKSPACE_WRAPPER", driver);
    command
}

/// Builds everything with its tests, and no lint speaks.
pub fn lints(house: &House) -> Result<Outcome> {
    // what is built for tests reads the web application where it stands, if the folder was there
    std::fs::create_dir_all(house.path("web/dist"))?;
    let mut build = cargo(house, BUILD);
    build.args(["--message-format", "json"]).stdout(Stdio::piped());
    let mut build = build.spawn().context("cargo cannot be started")?;
    let said = build.stdout.take().context("no output")?;
    let mut silent = true;
    for message in Message::parse_stream(BufReader::new(said)) {
        if let Message::CompilerMessage(found) = message? {
            silent = false;
            eprint!("{}", found.message.rendered.unwrap_or(found.message.message));
        }
    }
    let status = build.wait()?;
    if !silent || !status.success() {
        bail!("the compiler or a lint has something to say ({status})");
    }
    Ok(Outcome::passed("everything is built, without a warning"))
}

/// All tests, those of the store on both engines.
pub fn tests(house: &House, tests: &mut Tests) -> Result<Outcome> {
    let postgres = Postgres::start()?;
    let nextest = works(&mut house.cargo(&["nextest", "--version"]));
    let arguments: &[&str] = match nextest {
        true => &["nextest", "run", "--workspace", "--locked", "--no-fail-fast"],
        false => &["test", "--workspace", "--all-targets", "--locked", "--no-fail-fast"],
    };
    // many tests wait, for a clock or for a child: two for each processor keep it busy
    let at_once = 2 * available_parallelism().map_or(1, NonZero::get);
    let mut command = cargo(house, arguments);
    command.env("LEGALMIND_TEST_PG", postgres.url()).env("NEXTEST_TEST_THREADS", at_once.to_string());
    count::run(&mut command, tests)?;
    Ok(Outcome::passed("SQLite and PostgreSQL"))
}

/// The examples in the documentation, where there are any.
pub fn examples(house: &House, tests: &mut Tests) -> Result<Outcome> {
    if !files(&house.path("crates"))?.iter().any(|file| has_example(file)) {
        return Ok(Outcome::Skipped("no crate has an example that can be run".into()));
    }
    // of the whole workspace, so that the crates already built serve
    count::run(&mut cargo(house, &["test", "--doc", "--workspace", "--locked"]), tests)?;
    Ok(Outcome::passed("examples run"))
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

fn has_example(file: &Path) -> bool {
    file.extension().is_some_and(|end| end == "rs")
        && std::fs::read_to_string(file).is_ok_and(|text| example(&text))
}

/// Whether a documentation comment opens a fence that rustdoc runs.
fn example(source: &str) -> bool {
    let mut open = false;
    source.lines().map(str::trim_start).any(|line| {
        let text = line.strip_prefix("///").or_else(|| line.strip_prefix("//!"));
        let Some(info) = text.and_then(|text| text.trim_start().strip_prefix("```")) else { return false };
        open = !open;
        open && info.split(',').all(|word| ["", "rust", "no_run", "should_panic"].contains(&word.trim()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_fences_that_rustdoc_runs_count() {
        assert!(example("/// ```\n/// let x = 1;\n/// ```\n"));
        assert!(example("//! ```no_run\n//! go();\n//! ```\n"));
        assert!(!example("//! ```text\n//! a -> b\n//! ```\nfn x() {}\n"));
        assert!(!example("/// ```rust,ignore\n/// ```\n"));
        assert!(!example("let fence = \"```\";"));
    }
}
