//! The ways of a user through the product, in Chromium, against the demo firm in a fresh folder.

use std::{
    fs::File,
    path::Path,
    process::{Child, Stdio},
};

use anyhow::{Context, Result};

use crate::{
    count::{self, Tests},
    demo::{server, wait_ready},
    house::{House, Outcome, run},
    postgres::free_port,
    web,
};

/// How long the demo firm may take to be filled by a build without optimisation.
const SECONDS_TO_FILL: u64 = 240;

/// Runs `web/e2e/journeys`. They find the product through the environment: `LEGALMIND_URL` is its
/// address and `LEGALMIND_SIGN_IN` the file in which the demo command wrote how to sign in.
pub fn run_all(house: &House, tests: &mut Tests) -> Result<Outcome> {
    if !has_tests(&house.path("web/e2e/journeys")) {
        return Ok(Outcome::Skipped("web/e2e/journeys holds none".into()));
    }
    run(&mut house.cargo(&["build", "--package", "legalmind", "--locked"]))?;
    let folder = tempfile::Builder::new().prefix("legalmind-journeys-").tempdir()?;
    let data = folder.path().join("data");
    let log = folder.path().join("server.log");
    let port = free_port()?;
    let mut command = server(house, &house.path("target/debug/legalmind"), &data, port);
    let said = File::create(&log)?;
    let mut product = Product(
        command.stdout(said.try_clone()?).stderr(said).spawn().context("the product cannot be started")?,
    );
    let mut journeys = web::npm(house, &["run", "journeys"]);
    journeys
        .env("LEGALMIND_URL", format!("http://127.0.0.1:{port}"))
        .env("LEGALMIND_SIGN_IN", data.join("sign-in.json"));
    let done = wait_ready(&mut product.0, port, "/readyz", SECONDS_TO_FILL)
        .context("the product did not start")
        .and_then(|()| count::run(journeys.stderr(Stdio::inherit()), tests));
    if done.is_err() {
        println!("the last lines of the product:\n{}", last_lines(&log, 30));
    }
    done.map(|()| Outcome::passed("in Chromium"))
}

struct Product(Child);

impl Drop for Product {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

fn has_tests(folder: &Path) -> bool {
    let found = std::fs::read_dir(folder);
    found.is_ok_and(|mut found| {
        found.any(|entry| entry.is_ok_and(|entry| entry.file_name().to_string_lossy().ends_with(".test.mjs")))
    })
}

fn last_lines(file: &Path, many: usize) -> String {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let lines: Vec<_> = text.lines().collect();
    lines.iter().skip(lines.len().saturating_sub(many)).copied().collect::<Vec<_>>().join("\n")
}
