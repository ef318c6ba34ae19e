//! The project's own commands: `cargo xtask demo`, `cargo xtask test` and the smaller ones.
//!
//! ```text
//! setup ── system packages, libpdfium, web application
//!   ├── demo ── what the product needs of that, build, run the demo firm
//!   ├── bench ── what measuring needs, build, measure
//!   └── test ── all of it, every check (test.rs lists them), a summary
//! ```
//!
//! To add a check: a file with a function `fn(&House) -> Result<Outcome>`, and a row in the table of
//! `test.rs`, which also says what it must come after.

mod arrows;
mod bench;
mod count;
mod demo;
mod generate;
mod house;
mod journeys;
mod licence;
mod postgres;
mod rust;
mod setup;
mod test;
mod tidy;
mod web;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::house::House;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The project's own commands")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Gets what the product and its checks need on this machine
    Setup,
    /// Builds the product and runs it with a fictitious firm on loopback
    Demo(demo::Options),
    /// Runs every check there is and sums up
    Test(test::Options),
    /// One of those checks, in a process of its own
    #[command(hide = true)]
    Check(test::Single),
    /// Measures the product and writes docs/BENCHMARKS.md
    Bench(bench::Options),
    /// Fails on a dependency between crates that the house has no door for
    Arrows,
    /// Writes the files that are made from the code (docs/openapi.json)
    Gen,
}

fn main() -> ExitCode {
    let done = House::find().and_then(|house| match Arguments::parse().command {
        Command::Setup => setup::everything(&house),
        Command::Demo(options) => demo::run(&house, &options),
        Command::Test(options) => test::run(&house, &options),
        Command::Check(check) => test::single(&house, &check),
        Command::Bench(options) => bench::run(&house, &options),
        Command::Arrows => arrows::run(&house).map(|outcome| println!("arrows: {outcome}")),
        Command::Gen => generate::write(&house),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n\u{2717} {error:#}");
            ExitCode::FAILURE
        }
    }
}
