//! Starting the recognising program (tesseract) inside limits.
//!
//! This process limits itself and then becomes that program, so no limit is set between fork
//! and exec.

use std::{
    ffi::OsString,
    io,
    os::unix::process::CommandExt,
    path::Path,
    process::{Command, ExitCode},
};

use super::{number, sandbox};

/// Where programs, their libraries and their data stand.
const READABLE: &[&str] = &["/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/opt", "/nix"];

/// Becomes the program. Only returns when that is not possible.
pub fn run(args: &[OsString]) -> ExitCode {
    let _ = become_program(args);
    ExitCode::FAILURE
}

fn become_program(args: &[OsString]) -> io::Result<()> {
    let [memory, seconds, program, rest @ ..] = args else { return Err(sandbox::refused("arguments")) };
    sandbox::limit(number(memory)?, number(seconds)?)?;
    let own = Path::new(program).parent();
    let data = std::env::var_os("TESSDATA_PREFIX");
    let mut folders: Vec<&Path> = READABLE.iter().map(Path::new).collect();
    folders.extend(own);
    folders.extend(data.as_deref().map(Path::new));
    folders.retain(|folder| folder.exists());
    sandbox::close_but_reading(&folders)?;
    Err(Command::new(program).args(rest).exec())
}
