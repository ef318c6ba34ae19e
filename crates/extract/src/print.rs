//! A Word file as a PDF, made by LibreOffice in a process that is closed off.
//!
//! ```text
//! Extractor::pdf ─ child ─▶ the file for a printer
//!       │                        │
//!       └─ Room (a folder in memory, 0700) ◀── in.docx, a profile without macros and links
//!             │
//!             └─▶ `program extract-child print … soffice.bin` ── limits, landlock, seccomp ─▶ in.pdf
//! ```
//!
//! LibreOffice sees the programs and fonts of the system, that one folder, and nothing else: no
//! other file, no network. The folder is on no disk, and is gone when the work ends, however it ends;
//! what a server left that was itself killed is swept at the next start, and until then only its own
//! user can look into it.

mod profile;
mod room;

use std::{io, path::Path, process::ExitStatus, time::Duration};

use bytes::Bytes;
use legalmind_core::document::Reason;
use rustix::process::{Pid, Signal, kill_process_group};
use tokio::{
    io::AsyncRead,
    process::Command,
    time::{Instant, timeout_at},
};

use crate::{
    Extractor,
    extractor::spawn,
    word::{Fault, Reply, Task},
};
use room::Room;

/// What LibreOffice ends with when it has made its profile and wants to be started again.
const AGAIN: i32 = 81;

/// PDF/A-2b (ISO 19005-2), tagged, with an outline, without form fields.
const FILTER: &str = "pdf:writer_pdf_Export:{\
    \"SelectPdfVersion\":{\"type\":\"long\",\"value\":\"2\"},\
    \"UseTaggedPDF\":{\"type\":\"boolean\",\"value\":\"true\"},\
    \"ExportBookmarks\":{\"type\":\"boolean\",\"value\":\"true\"},\
    \"ExportFormFields\":{\"type\":\"boolean\",\"value\":\"false\"}}";

/// Why there is no PDF.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PrintFault {
    /// LibreOffice is not on this machine: the Debian package `libreoffice-writer-nogui`.
    #[error("LibreOffice is not here")]
    Missing,
    /// The folder that should be in memory is not there, or is on a disk.
    #[error("there is no folder in memory to print in")]
    NoMemoryFolder,
    /// The file.
    #[error(transparent)]
    Word(#[from] legalmind_docx::Error),
    /// It took too much time or memory, or LibreOffice is at fault.
    #[error("printing ended: {}", .0.as_str())]
    Reason(Reason),
}

impl Extractor {
    /// A Word file as PDF/A-2b. Dropping the future ends the work and removes what it left.
    ///
    /// # Errors
    /// [`PrintFault`].
    pub async fn pdf(&self, word: Bytes) -> Result<Bytes, PrintFault> {
        let Some(office) = self.options().office.as_deref().and_then(office) else {
            return Err(PrintFault::Missing);
        };
        let file = match self.word(Task::Print, &[word]).await {
            Ok((Reply::Print, file)) => file,
            Ok(_) => return Err(PrintFault::Reason(Reason::Internal)),
            Err(Fault::Word(error)) => return Err(error.into()),
            Err(Fault::Reason(reason)) => return Err(PrintFault::Reason(reason)),
        };
        let _turn = self.printer().await.ok_or(PrintFault::Reason(Reason::Internal))?;
        let room = Room::new(&self.options().memory_folder).map_err(|_| PrintFault::NoMemoryFolder)?;
        let deadline = Instant::now() + self.options().limits.print;
        let printed = timeout_at(deadline, self.convert(&office, &room, &file)).await;
        match printed {
            Ok(Ok(pdf)) => Ok(pdf.into()),
            Ok(Err(reason)) => Err(PrintFault::Reason(reason)),
            Err(_) => Err(PrintFault::Reason(Reason::Timeout)),
        }
    }

    /// Removes what a killed server left in memory.
    pub fn sweep_prints(&self) {
        room::sweep(&self.options().memory_folder);
    }

    async fn convert(&self, office: &Path, room: &Room, file: &[u8]) -> Result<Vec<u8>, Reason> {
        let failed = |_: io::Error| Reason::Crashed;
        let (input, output) = (room.path().join("in.docx"), room.path().join("in.pdf"));
        room::write(&input, file).map_err(failed)?;
        profile::write(&room.path().join("profile/user")).map_err(failed)?;
        for _ in 0..3 {
            let status = self.start(office, room, &input).await.map_err(failed)?;
            // the next start would find it in its way
            room::sockets();
            if output.is_file() {
                return room::read(&output, self.options().limits.print_bytes).map_err(failed);
            }
            if status.code() != Some(AGAIN) {
                break;
            }
        }
        Err(Reason::Crashed)
    }

    /// Starts LibreOffice once and waits for its end.
    async fn start(&self, office: &Path, room: &Room, input: &Path) -> io::Result<ExitStatus> {
        let limits = &self.options().limits;
        let seconds = limits.print.max(Duration::from_secs(1)).as_secs();
        let mut command = Command::new(&self.options().program);
        command.args(["extract-child", "print"]);
        command.arg(limits.print_memory.to_string()).arg(seconds.to_string());
        command.arg(limits.print_bytes.to_string()).arg(room.path()).arg(office);
        let profile = room.path().join("profile");
        command.arg(format!("-env:UserInstallation=file://{}", profile.display()));
        command.args(["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"]);
        command.args(["--convert-to", FILTER, "--outdir"]).arg(room.path()).arg(input);
        command.env_clear().env("HOME", room.path()).env("TMPDIR", room.path());
        command.env("PATH", "/usr/bin:/bin").env("LC_ALL", "C.UTF-8").env("SAL_USE_VCLPLUGIN", "svp");
        let mut child = spawn(command.process_group(0))?;
        let _group = Group(child.id());
        drop(child.stdin.take());
        let (out, err) = (child.stdout.take(), child.stderr.take());
        let ((), (), status) = tokio::join!(unheard(out), unheard(err), child.wait());
        status
    }
}

/// Reads what a process says, which nobody hears: it may quote the document.
async fn unheard(pipe: Option<impl AsyncRead + Unpin>) {
    if let Some(mut pipe) = pipe {
        let _ = tokio::io::copy(&mut pipe, &mut tokio::io::sink()).await;
    }
}

/// The processes of one start, ended when this is dropped.
struct Group(Option<u32>);

impl Drop for Group {
    fn drop(&mut self) {
        let group = self.0.and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw);
        if let Some(group) = group {
            let _ = kill_process_group(group, Signal::KILL);
        }
    }
}

/// The program itself: `soffice` is a script beside it.
fn office(named: &Path) -> Option<std::path::PathBuf> {
    let real = named.canonicalize().ok()?;
    let program = real.parent()?.join("soffice.bin");
    program.is_file().then_some(program)
}
