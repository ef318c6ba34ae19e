//! The process that reads what somebody sent.
//!
//! The binary that has the sub-command calls [`run`] first thing, before it starts a runtime or
//! a thread. In order: load libpdfium (the last file it opens), take the limits, close the files
//! (landlock), close the system calls (seccomp), and only then read the first byte.

mod launch;
mod probe;
pub(crate) mod sandbox;
pub(crate) mod serve;
mod word;

use std::{ffi::OsString, io, path::PathBuf, process::ExitCode};

use bytes::Bytes;
use pdfium_render::prelude::{Pdfium, PdfiumLibraryConfig};

use crate::{
    format,
    wire::{self, Request},
};

/// Asks for a file, which is the body of the request.
const LARGEST_REQUEST: u64 = 1 << 30;

/// Runs the child with the arguments that follow the sub-command's name:
/// `read <libpdfium or -> <memory> <seconds>`, `ocr <memory> <seconds> <program> <argument>…` or
/// `print <memory> <seconds> <bytes> <folder> <program> <argument>…`.
#[must_use]
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    // a panic's text can quote a document: it is said nowhere
    std::panic::set_hook(Box::new(|_| {}));
    let args: Vec<OsString> = args.into_iter().collect();
    match args.split_first() {
        Some((mode, rest)) if mode == "read" => match read(rest) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        },
        Some((mode, rest)) if mode == "ocr" => launch::recogniser(rest),
        Some((mode, rest)) if mode == "print" => launch::printer(rest),
        _ => ExitCode::FAILURE,
    }
}

fn read(args: &[OsString]) -> io::Result<()> {
    let [library, memory, seconds] = args else { return Err(sandbox::refused("arguments")) };
    let pdfium = load(library);
    sandbox::limit(number(memory)?, number(seconds)?)?;
    sandbox::close()?;
    let (request, bytes) = wire::read::<Request>(&mut io::stdin().lock(), LARGEST_REQUEST)?;
    let bytes = Bytes::from(bytes);
    let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match request {
        Request::Probe => probe::answer(&mut out),
        Request::Word { task, lengths } => {
            let (answer, body) = match word::done(*task, &lengths, &bytes) {
                Ok((reply, body)) => (wire::Answer::Word(Ok(Box::new(reply))), body),
                Err(error) => (wire::Answer::Word(Err(error)), Vec::new()),
            };
            wire::write(&mut out, &answer, &body)
        }
        Request::Table { limits } => {
            let answer =
                format::xlsx::table(&bytes, &limits).map_or_else(wire::Answer::Failed, wire::Answer::Table);
            wire::write(&mut out, &answer, &[])
        }
        Request::Read { kind, markdown, first, limits } => {
            let job = serve::Job { kind, markdown, first, limits, pdfium: pdfium.as_ref() };
            serve::answer(&job, &bytes, &mut out)
        }
    }
}

/// Binds libpdfium. A library that does not load is reported with the first PDF, as missing.
fn load(library: &OsString) -> Option<Pdfium> {
    if library == "-" {
        return None;
    }
    let bindings = Pdfium::bind_to_library(PathBuf::from(library)).ok()?;
    Some(Pdfium::new_with_config(bindings, PdfiumLibraryConfig::new()))
}

fn number(text: &OsString) -> io::Result<u64> {
    text.to_str().and_then(|text| text.parse().ok()).ok_or_else(|| sandbox::refused("arguments"))
}
