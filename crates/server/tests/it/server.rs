//! The process under test.

use std::{
    fs::File,
    io::Write,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;
use tokio::time::sleep;

use crate::{
    browser::{self, Browser},
    firm::{Firm, SignIn},
};

/// Where a server keeps everything; it is gone with the test.
pub struct Place {
    pub dir: TempDir,
}

impl Place {
    /// A place with the content of a firm.
    pub fn new(firm: &Firm) -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        let place = Self { dir };
        firm.write(&place.of("content"));
        for name in ["data", "tmp"] {
            std::fs::create_dir(place.of(name)).expect("a directory");
        }
        place
    }

    /// A path in it.
    pub fn of(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Starts `legalmind demo`, which fills the data directory the first time.
    pub fn demo(&self) -> Server {
        let listen = free();
        let mut command = self.command();
        command.arg("demo").arg("--data").arg(self.of("data")).arg("--content").arg(self.of("content"));
        command.arg("--listen").arg(&listen);
        Server::start(command, &listen)
    }

    /// Starts `legalmind serve` on the same data.
    pub fn serve(&self) -> Server {
        let listen = free();
        let mut command = self.command();
        command.arg("serve");
        command.env("LEGALMIND_DATA__DIR", self.of("data"));
        command.env("LEGALMIND_KEYS__PASSPHRASE_FILE", self.of("data/passphrase"));
        command.env("LEGALMIND_SERVER__LISTEN", &listen);
        Server::start(command, &listen)
    }

    /// What the server said of itself.
    pub fn log(&self) -> String {
        String::from_utf8_lossy(&std::fs::read(self.of("log")).unwrap_or_default()).into_owned()
    }

    /// Lets the servers of this place ask a model at an endpoint on this machine.
    pub fn model(&self, base_url: &str) {
        let text = format!(
            "[model]\nprovider = \"own\"\nname = \"m\"\n\n[[provider]]\nid = \"own\"\nkind = \"own_machine\"\n\
             base_url = {base_url:?}\nmodels = [\"m\"]\n"
        );
        self.configure(&text);
    }

    /// Gives the servers of this place settings of their own, beside those they have.
    pub fn configure(&self, text: &str) {
        let mut file = File::options().create(true).append(true).open(self.of("own.toml")).expect("a file");
        file.write_all(text.as_bytes()).expect("written");
    }

    /// How people sign in.
    pub fn sign_in(&self) -> SignIn {
        SignIn::read(&self.of("data"))
    }

    fn command(&self) -> Command {
        let log = File::options().create(true).append(true).open(self.of("log")).expect("a log");
        let mut command = Command::new(env!("CARGO_BIN_EXE_legalmind"));
        command.current_dir(self.dir.path());
        command.env("TMPDIR", self.of("tmp")).env("LEGALMIND_LOG__LEVEL", "debug");
        if self.of("own.toml").exists() {
            command.env("LEGALMIND_CONFIG", self.of("own.toml"));
        }
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        command
    }
}

/// A server that runs; killed when dropped.
pub struct Server {
    child: Child,
    pub base: String,
}

impl Server {
    fn start(mut command: Command, listen: &str) -> Self {
        let child = command.spawn().expect("the program starts");
        Self { child, base: format!("http://{listen}") }
    }

    /// Waits until it answers.
    pub async fn ready(mut self, place: &Place) -> Self {
        let http = browser::http();
        for _ in 0..6_000 {
            if http.get(format!("{}/livez", self.base)).send().await.is_ok() {
                return self;
            }
            let ended = self.child.try_wait().expect("a child");
            assert!(ended.is_none(), "the server ended by itself: {ended:?}\n{}", place.log());
            sleep(Duration::from_millis(10)).await;
        }
        panic!("the server does not answer within a minute\n{}", place.log());
    }

    /// A browser in which nobody is signed in.
    pub fn browser(&self) -> Browser {
        Browser::new(&self.base)
    }

    /// SIGKILL: no moment to put anything in order.
    pub fn kill(&mut self) {
        let ended = self.child.try_wait().expect("a child");
        assert!(ended.is_none(), "the server had ended by itself: {ended:?}");
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }

    /// SIGTERM, and waits for the end.
    pub async fn stop(mut self) {
        kill_process(Pid::from_child(&self.child), Signal::TERM).expect("told");
        for _ in 0..3_000 {
            if let Some(status) = self.child.try_wait().expect("a child") {
                assert!(status.success(), "the server did not end well: {status}");
                return;
            }
            sleep(Duration::from_millis(10)).await;
        }
        panic!("the server does not stop within half a minute");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An address for one start of a server. Each has a loopback address of its own: a port that a killed
/// server leaves would be given to the next one, and what was meant for the first would reach it.
fn free() -> String {
    static STARTS: AtomicU32 = AtomicU32::new(0);
    let (process, start) = (std::process::id(), STARTS.fetch_add(1, Ordering::Relaxed));
    let [_, _, high, low] = process.to_be_bytes();
    let ip = Ipv4Addr::new(127, high.max(1), low, 1 + u8::try_from(start % 250).expect("small"));
    let listener = TcpListener::bind((ip, 0)).expect("a port");
    listener.local_addr().expect("an address").to_string()
}

/// All files under a directory.
pub fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).expect("a directory").flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}
