//! `cargo xtask test`: every check there is, and a summary.
//!
//! Two checks run side by side, so that one computes while the other waits: for the network, for a
//! clock, for a browser. Each of them runs in a process of its own, whose output is shown when it ends;
//! until then, as where one hangs or is broken off, it stands in a file that is named when it begins.

mod alone;
mod plan;
mod summary;

use std::{path::PathBuf, sync::mpsc, thread};

use anyhow::{Result, bail};
use clap::Args;

use self::{
    plan::{Check, Plan, the},
    summary::{Line, sentence, summary},
};
use crate::{
    arrows, generate,
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

/// One check, for a parent that runs several.
#[derive(Args)]
pub struct Single {
    name: String,
    /// Where the parent reads how it ended
    report: PathBuf,
}

/// How many checks run at a time.
const AT_ONCE: usize = 2;

/// The checks, and what each of them must come after: what fails fast comes first, and what needs
/// this machine to be ready comes after `setup`. Of two that compile at the same time one waits.
const CHECKS: &[Check] = &[
    the("setup", &[], |house, _| {
        setup::everything(house).map(|()| Outcome::passed("this machine has what is needed"))
    }),
    the("form", &[], |house, _| rust::format(house)),
    the("arrows", &["form"], |house, _| arrows::run(house)),
    the("tidy", &["arrows"], |house, _| tidy::run(house)),
    the("licences", &["tidy"], |house, _| licences(house)),
    the("lints", &["licences"], |house, _| rust::lints(house)),
    the("web tests", &["setup"], web::check),
    the("web size", &["web tests"], |house, _| web::size(house)),
    the("screens", &["web size"], journeys::screens),
    the("tests", &["setup", "lints"], rust::tests),
    the("examples", &["tests"], rust::examples),
    the("generated files", &["lints"], |house, _| generate::check(house)),
    the("journeys", &["tests", "generated files"], journeys::with_model),
    the("journeys without a model", &["journeys"], journeys::without_model),
];

/// Runs the checks; fails when one of them does, after all have run.
pub fn run(house: &House, options: &Options) -> Result<()> {
    let wanted =
        |name: &str| options.only.is_empty() || options.only.iter().any(|word| name.contains(word.as_str()));
    let mut plan = Plan::new(CHECKS.iter().filter(|check| wanted(check.name)));
    let began = stopwatch();
    let lines = match plan.only() {
        Some(check) => vec![alone::here(house, check)],
        None => side_by_side(house, &mut plan),
    };
    summary(&lines, began.elapsed())
}

/// Runs one check, and tells the parent how it ended.
pub fn single(house: &House, single: &Single) -> Result<()> {
    match CHECKS.iter().find(|check| check.name == single.name) {
        Some(check) => alone::report(house, check, &single.report),
        None => bail!("there is no check of this name"),
    }
}

fn side_by_side(house: &House, plan: &mut Plan) -> Vec<Line> {
    let (tell, told) = mpsc::channel();
    let mut lines = Vec::new();
    thread::scope(|scope| {
        loop {
            while plan.running() < AT_ONCE
                && let Some(check) = plan.begin()
            {
                println!(
                    "\u{25b8} {} begins, and writes to .legalmind/{}",
                    check.name,
                    alone::said(check.name)
                );
                let tell = tell.clone();
                scope.spawn(move || tell.send(alone::apart(house, check)));
            }
            if plan.running() == 0 {
                break;
            }
            let Ok((line, said)) = told.recv() else { break };
            plan.ended(line.name);
            println!("\n\u{2501}\u{2501} {}\n{said}{}\n", line.name, sentence(&line));
            lines.push(line);
        }
    });
    lines
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
