//! The program that is measured: started, stopped, and what it takes.

use std::{
    fmt::Write as _,
    fs::{self, File},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};
use serde::Deserialize;
use tokio::time::sleep;

use crate::{client::http, figure::now};

/// The people of the firm that is measured with; each works from a place of their own.
pub const PEOPLE: usize = 8;

/// How long the product has to be left alone between two looks at what it takes on the disk, and how often one looks.
const BETWEEN: Duration = Duration::from_secs(10);
const LOOKS: usize = 30;

/// The program and where it works.
pub struct Product {
    program: PathBuf,
    work: PathBuf,
}

/// A firm's data directory.
pub struct Place<'a> {
    product: &'a Product,
    dir: PathBuf,
    config: String,
}

/// How one person signs in.
#[derive(Clone, Debug, Deserialize)]
pub struct Known {
    /// The address.
    pub email: String,
    /// The password.
    pub password: String,
    /// The secret of the second factor, base32.
    pub totp_secret: String,
}

#[derive(Deserialize)]
struct SignIn {
    people: Vec<Known>,
}

impl Product {
    /// The program; `work` is emptied.
    pub fn new(program: &Path, work: &Path) -> Result<Self> {
        let program = fs::canonicalize(program)
            .with_context(|| format!("there is no program at {}", program.display()))?;
        if work.exists() {
            fs::remove_dir_all(work)?;
        }
        fs::create_dir_all(work)?;
        Ok(Self { program, work: fs::canonicalize(work)? })
    }

    /// An empty folder to work in.
    pub fn scratch(&self, name: &str) -> Result<PathBuf> {
        let dir = self.work.join(name);
        fs::create_dir_all(&dir)?;
        Ok(dir)
    }

    /// A place with a firm of lawyers and an empty dossier.
    pub fn place(&self, name: &str, config: &str) -> Result<Place<'_>> {
        let dir = self.work.join(name);
        fs::create_dir_all(dir.join("content/documents"))?;
        fs::create_dir_all(dir.join("data"))?;
        fs::write(dir.join("content/demo.toml"), firm()?)?;
        fs::write(dir.join("config.toml"), config)?;
        Ok(Place { product: self, dir, config: config.to_owned() })
    }
}

/// The firm, in the form of `demo.toml`.
fn firm() -> Result<String> {
    let mut text = String::from("document = []\n[firm]\nname = \"Meetkantoor\"\n");
    let mut members = Vec::new();
    for number in 0..=PEOPLE {
        let email = format!("mens{number}@meetkantoor.example");
        let role = if number == 0 { "firm_administrator" } else { "lawyer" };
        writeln!(
            text,
            "[[person]]\nname = \"Mens {number}\"\nemail = {email:?}\nrole = {role:?}\nlanguage = \"nl\""
        )?;
        members.push(email);
    }
    members.remove(0);
    let responsible = members.remove(0);
    writeln!(
        text,
        "[dossier]\nname = \"Meting\"\nnumber = \"1\"\nclient = \"Meting B.V.\"\ncounterparties = []\n\
         field_of_law = \"Huurrecht\"\ndescription = \"\"\naccess = \"members\"\nresponsible = {responsible:?}\n\
         members = {members:?}"
    )?;
    Ok(text)
}

impl Place<'_> {
    /// An empty folder beside its data.
    pub fn scratch(&self, name: &str) -> Result<PathBuf> {
        let dir = self.dir.join(name);
        fs::create_dir_all(&dir)?;
        Ok(dir)
    }

    /// The data directory.
    pub fn data(&self) -> PathBuf {
        self.dir.join("data")
    }

    /// The lawyers, who all work on the dossier.
    pub fn lawyers(&self) -> Result<Vec<Known>> {
        let text = fs::read(self.data().join("sign-in.json")).context("the firm was not made")?;
        Ok(serde_json::from_slice::<SignIn>(&text)?.people.split_off(1))
    }

    /// The first of them.
    pub fn lawyer(&self) -> Result<Known> {
        self.lawyers()?.into_iter().next().context("the firm has no lawyer")
    }

    /// Changes the configuration from the next start on.
    pub fn configure(&mut self, config: &str) -> Result<()> {
        config.clone_into(&mut self.config);
        Ok(fs::write(self.dir.join("config.toml"), config)?)
    }

    /// Makes the firm and ends.
    pub async fn make(&self) -> Result<()> {
        let listen = free()?;
        let mut command = self.command()?;
        command.arg("demo").arg("--data").arg(self.data()).arg("--content").arg(self.dir.join("content"));
        command.arg("--listen").arg(&listen);
        let server = Server::start(command, &listen)?.ready(Duration::from_millis(20)).await?;
        server.stop().await
    }

    /// Starts the product on what is there.
    pub async fn serve(&self) -> Result<Server> {
        let listen = free()?;
        let mut command = self.command()?;
        command.arg("serve");
        command.env("LEGALMIND_DATA__DIR", self.data());
        command.env("LEGALMIND_KEYS__PASSPHRASE_FILE", self.data().join("passphrase"));
        command.env("LEGALMIND_SERVER__LISTEN", &listen);
        Server::start(command, &listen)?.ready(Duration::from_millis(2)).await
    }

    fn command(&self) -> Result<Command> {
        let log = File::options().create(true).append(true).open(self.dir.join("log"))?;
        let mut command = Command::new(&self.product.program);
        command.arg("--config").arg(self.dir.join("config.toml"));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        Ok(command)
    }
}

/// The running product; killed when dropped.
pub struct Server {
    child: Child,
    began: Instant,
    /// Its address.
    pub base: String,
    /// How long it took from the start of the process until it said that it is ready.
    pub start: Duration,
}

impl Server {
    fn start(mut command: Command, listen: &str) -> Result<Self> {
        let began = now();
        let child = command.spawn().context("the product does not start")?;
        Ok(Self { child, began, base: format!("http://{listen}"), start: Duration::ZERO })
    }

    async fn ready(mut self, every: Duration) -> Result<Self> {
        let http = http()?;
        let url = format!("{}/readyz", self.base);
        while self.began.elapsed() < Duration::from_mins(2) {
            if http.get(&url).send().await.is_ok_and(|it| it.status().is_success()) {
                self.start = self.began.elapsed();
                return Ok(self);
            }
            if let Some(status) = self.child.try_wait()? {
                bail!(
                    "the product ended while it was starting ({status}); its log stands in the work folder"
                );
            }
            sleep(every).await;
        }
        bail!("the product is not ready after two minutes")
    }

    /// What it keeps in memory of its own, in MB (10⁶ bytes): resident, without the pages of
    /// files that the system may drop at any time.
    pub fn memory(&self) -> Result<(f64, f64)> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let of = |key: &str| {
            let line = status.lines().find(|line| line.starts_with(key))?;
            Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? * 1024.0 / 1e6)
        };
        let whole = of("VmRSS:").context("the memory of the product")?;
        Ok((whole, of("VmHWM:").unwrap_or(whole)))
    }

    /// SIGTERM, and waits for the end.
    pub async fn stop(mut self) -> Result<()> {
        kill_process(Pid::from_child(&self.child), Signal::TERM)?;
        for _ in 0..6_000 {
            if self.child.try_wait()?.is_some() {
                return Ok(());
            }
            sleep(Duration::from_millis(10)).await;
        }
        bail!("the product does not stop within a minute")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free() -> Result<String> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string())
}

/// Waits until the product has put in order what many uploads left behind: the index is joined once nothing came
/// for some seconds. What stands there before is not what a firm pays for.
pub async fn come_to_rest(dir: &Path) -> Result<()> {
    let mut before = 0;
    for _ in 0..LOOKS {
        sleep(BETWEEN).await;
        match room(dir) {
            Ok(now) if now == before => return Ok(()),
            // a file went while the directory was read
            now => before = now.unwrap_or(0),
        }
    }
    bail!("the product did not come to rest")
}

/// How many bytes the files under a directory take on the disk.
pub fn room(dir: &Path) -> Result<u64> {
    use std::os::unix::fs::MetadataExt;
    let mut bytes = 0;
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let about = entry.metadata()?;
        bytes += if about.is_dir() { room(&entry.path())? } else { about.blocks() * 512 };
    }
    Ok(bytes)
}
