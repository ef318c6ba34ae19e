//! The sandboxed reading process alone. Only this crate's tests start it; the product starts
//! itself.

use std::process::ExitCode;

fn main() -> ExitCode {
    legalmind_extract::child::run(std::env::args_os().skip(2))
}
