//! Starting the recognising program (tesseract) or the printing one (LibreOffice) inside limits.
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

/// What the printing program reads beside these: its settings, and fonts.
const PRINTER: &[&str] = &[
    "/etc/libreoffice",
    "/etc/fonts",
    "/var/cache/fontconfig",
    "/var/lib/libreoffice",
    "/var/spool/libreoffice",
    "/dev/urandom",
];

/// Becomes the recogniser. Only returns when that is not possible.
pub fn recogniser(args: &[OsString]) -> ExitCode {
    let _ = recognise(args);
    ExitCode::FAILURE
}

/// Becomes the printer. Only returns when that is not possible.
pub fn printer(args: &[OsString]) -> ExitCode {
    let _ = print(args);
    ExitCode::FAILURE
}

fn print(args: &[OsString]) -> io::Result<()> {
    let [memory, seconds, bytes, folder, program, rest @ ..] = args else {
        return Err(sandbox::refused("arguments"));
    };
    sandbox::limit_printer(number(memory)?, number(seconds)?, number(bytes)?)?;
    let readable = READABLE.iter().chain(PRINTER).map(Path::new);
    let readable: Vec<&Path> = readable.chain(Path::new(program).parent()).filter(|it| it.exists()).collect();
    sandbox::close_but_printing(&readable, Path::new(folder))?;
    Err(Command::new(program).args(rest).exec())
}

fn recognise(args: &[OsString]) -> io::Result<()> {
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
