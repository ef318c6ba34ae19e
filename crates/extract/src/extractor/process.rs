//! One reading child: its pipes, its deadline, and why it ended.

use std::{io, os::unix::process::ExitStatusExt, process::Stdio, time::Duration};

use legalmind_core::document::Reason;
use tokio::{
    io::{AsyncReadExt, BufReader},
    process::{Child, ChildStderr, ChildStdin, ChildStdout, Command},
    time::{Instant, timeout},
};

use super::ExtractOptions;
use crate::wire::{self, Answer, Request};

/// The largest body of an answer: a page in grey pixels, or an attachment.
const LARGEST_BODY: u64 = 256 << 20;

/// What a process that finds no memory says last.
const NO_MEMORY: &[u8] = b"memory allocation of";

/// A child that reads.
pub struct Reader {
    child: Child,
    requests: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    trouble: Option<ChildStderr>,
    /// How long it may still keep us waiting. Time in which we are busy ourselves does not count.
    left: Duration,
}

impl Reader {
    /// Starts a child with no environment; with the PDF library only where it is needed.
    pub fn start(options: &ExtractOptions, pdf: bool) -> io::Result<Self> {
        let limits = &options.limits;
        let mut command = Command::new(&options.program);
        command.arg("extract-child").arg("read");
        match options.pdfium.as_ref().filter(|_| pdf) {
            Some(library) => command.arg(library),
            None => command.arg("-"),
        };
        command.arg(limits.memory.to_string()).arg(limits.cpu.as_secs().max(1).to_string());
        let mut child = spawn(command.env_clear())?;
        let missing = || io::Error::other("a pipe is missing");
        Ok(Self {
            requests: child.stdin.take(),
            answers: BufReader::with_capacity(1 << 16, child.stdout.take().ok_or_else(missing)?),
            trouble: child.stderr.take(),
            child,
            left: limits.wall,
        })
    }

    /// Sends the request. A child that has ended is noticed with the first answer.
    pub async fn ask(&mut self, request: &Request, bytes: &[u8]) -> Result<(), Reason> {
        let Some(mut pipe) = self.requests.take() else { return Err(Reason::Internal) };
        let began = Instant::now();
        let sent = timeout(self.left, wire::send(&mut pipe, request, bytes)).await;
        self.left = self.left.saturating_sub(began.elapsed());
        match sent {
            Ok(_) => Ok(()),
            Err(_) => Err(self.end(Reason::Timeout).await),
        }
    }

    /// The next answer, or why there is none.
    pub async fn next(&mut self) -> Result<(Answer, Vec<u8>), Reason> {
        let began = Instant::now();
        let answer = timeout(self.left, wire::receive::<Answer>(&mut self.answers, LARGEST_BODY)).await;
        self.left = self.left.saturating_sub(began.elapsed());
        match answer {
            Ok(Ok(Some(answer))) => Ok(answer),
            Ok(Ok(None)) => Err(self.post_mortem().await),
            Ok(Err(error)) if error.kind() == io::ErrorKind::UnexpectedEof => Err(self.post_mortem().await),
            Ok(Err(_)) => Err(self.end(Reason::Crashed).await),
            Err(_) => Err(self.end(Reason::Timeout).await),
        }
    }

    async fn end(&mut self, reason: Reason) -> Reason {
        let _ = self.child.kill().await;
        reason
    }

    async fn post_mortem(&mut self) -> Reason {
        let mut said = Vec::new();
        if let Some(pipe) = self.trouble.take() {
            let _ = timeout(Duration::from_secs(1), pipe.take(4096).read_to_end(&mut said)).await;
        }
        let Ok(status) = self.child.wait().await else { return Reason::Crashed };
        if crate::sniff::find(&said, NO_MEMORY).is_some() {
            return Reason::Memory;
        }
        match status.signal() {
            Some(signal) if signal == libc::SIGXCPU || signal == libc::SIGKILL => Reason::Timeout,
            _ => Reason::Crashed,
        }
    }
}

/// Starts a program with pipes, away from any folder, ended when dropped.
pub fn spawn(command: &mut Command) -> io::Result<Child> {
    command
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
}
