//! `legalmind`: the product in one program. The only crate that names an engine or a provider.
//!
//! ```text
//! configuration ─▶ House::open (keys, rows, objects, reader, index, models) ─▶ serve | worker
//! ```

mod campaigns;
mod command;
mod config;
mod embed;
mod house;
mod log;
mod reminders;
mod seat;

use std::process::ExitCode;

use clap::Parser;
use rustix::fs::Mode;

fn main() -> ExitCode {
    // the child that reads untrusted files: nothing of the server is started in it
    let mut args = std::env::args_os().skip(1);
    if args.next().is_some_and(|first| first == "extract-child") {
        return legalmind_extract::child::run(args);
    }
    // what the product writes is its own: nobody else on this machine reads it
    rustix::process::umask(Mode::RWXG | Mode::RWXO);
    match command::Cli::parse().run() {
        Ok(status) => status,
        Err(error) => {
            eprintln!("legalmind: {error:#}");
            ExitCode::FAILURE
        }
    }
}
