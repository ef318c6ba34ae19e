//! A PostgreSQL that lives as long as a test run: in a folder of its own, on a free loopback port.

use std::{
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::house::{output, run, works};

/// Settings that make it fast and keep it on this machine; its data need not survive.
const SETTINGS: &[&str] = &[
    "listen_addresses=127.0.0.1",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=400",
    "logging_collector=off",
    "log_min_messages=fatal",
];

/// A running server; it ends and its files go when this is dropped.
pub struct Postgres {
    programs: PathBuf,
    folder: TempDir,
    port: u16,
    as_root: bool,
    process: Child,
}

impl Postgres {
    /// Makes a new cluster and starts it.
    pub fn start() -> Result<Self> {
        let programs = programs().context("PostgreSQL is not installed (Debian: postgresql)")?;
        let folder = tempfile::Builder::new().prefix("legalmind-pg-").tempdir()?;
        let as_root = output(Command::new("id").arg("-u"))?.trim() == "0";
        if as_root {
            run(Command::new("chown").arg("postgres:").arg(folder.path()))?;
        }
        let mut make = user_program(as_root, &programs.join("initdb"), folder.path());
        make.args([
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ]);
        run(make.arg("--pgdata").arg(folder.path().join("data")).stdout(Stdio::null()))?;
        let port = free_port()?;
        let process = serve(as_root, &programs, folder.path(), port)?;
        let mut server = Self { programs, folder, port, as_root, process };
        server.wait()?;
        Ok(server)
    }

    /// The address of its superuser.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn wait(&mut self) -> Result<()> {
        let port = self.port.to_string();
        for _ in 0..150 {
            let mut ready = Command::new(self.programs.join("pg_isready"));
            if works(ready.args(["--quiet", "--host", "127.0.0.1", "--port", &port])) {
                return Ok(());
            }
            if let Some(status) = self.process.try_wait()? {
                bail!("PostgreSQL ended while it was starting ({status})");
            }
            thread::sleep(Duration::from_millis(200));
        }
        bail!("PostgreSQL did not become ready within 30 seconds")
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let mut stop = user_program(self.as_root, &self.programs.join("pg_ctl"), self.folder.path());
        stop.args(["stop", "--mode=immediate", "--silent", "--pgdata"]).arg(self.folder.path().join("data"));
        if !works(&mut stop) {
            self.process.kill().ok();
        }
        self.process.wait().ok();
    }
}

fn serve(as_root: bool, programs: &Path, folder: &Path, port: u16) -> Result<Child> {
    let mut serve = user_program(as_root, &programs.join("postgres"), folder);
    serve.arg("-D").arg(folder.join("data")).arg("-k").arg(folder).args(["-p", &port.to_string()]);
    for setting in SETTINGS {
        serve.args(["-c", setting]);
    }
    serve.stdin(Stdio::null()).stdout(Stdio::null()).spawn().context("PostgreSQL cannot be started")
}

/// A program of PostgreSQL, which refuses to run as root: then as the user its package made.
fn user_program(as_root: bool, program: &Path, folder: &Path) -> Command {
    let mut command = if as_root { Command::new("runuser") } else { Command::new(program) };
    if as_root {
        command.args(["-u", "postgres", "--"]).arg(program);
    }
    command.current_dir(folder);
    command
}

/// Where the programs of the newest PostgreSQL on this machine are.
pub fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let numbered = versions.flatten().filter_map(|entry| {
        let version: u32 = entry.file_name().to_str()?.parse().ok()?;
        Some((version, entry.path().join("bin")))
    });
    numbered.filter(|(_, bin)| bin.join("initdb").is_file()).max().map(|(_, bin)| bin)
}

/// A port on loopback that nobody listens on.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_answers_and_leaves_nothing_behind() {
        if programs().is_none() {
            println!("skipped: PostgreSQL is not installed");
            return;
        }
        let server = Postgres::start().unwrap();
        let mut ask = Command::new(server.programs.join("psql"));
        let said = output(ask.args(["-tAc", "show fsync", &server.url()])).unwrap();
        assert_eq!(said.trim(), "off");
        let (folder, port) = (server.folder.path().to_owned(), server.port);
        drop(server);
        assert!(!folder.exists());
        assert!(std::net::TcpStream::connect(("127.0.0.1", port)).is_err());
    }
}
