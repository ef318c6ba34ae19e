//! The ways of a user through the product, in Chromium, against the demo firm in a fresh folder.

use std::{fs::File, path::Path, process::Child};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::{
    count::{self, Tests},
    demo::{server, wait_ready},
    house::{House, Outcome, run},
    postgres::free_port,
    web,
};

/// How long the demo firm may take to be filled by a build without optimisation.
const SECONDS_TO_FILL: u64 = 240;

/// How the demo command wrote that its people sign in.
#[derive(Deserialize)]
struct SignIn {
    people: Vec<Known>,
}

#[derive(Deserialize)]
struct Known {
    role: String,
    email: String,
    password: String,
    totp_secret: String,
}

/// Every state of every screen, against the imitation of the API that the web application keeps.
pub fn screens(house: &House, tests: &mut Tests) -> Result<Outcome> {
    if !has_tests(&house.path("web/e2e/screens")) {
        return Ok(Outcome::Skipped("web/e2e/screens holds none".into()));
    }
    web::build(house)?;
    count::run(&mut web::npm(house, &["run", "screens"]), tests)?;
    Ok(Outcome::passed("in Chromium"))
}

/// The journeys of `web/e2e/journeys`, against the product itself.
pub fn journeys(house: &House, tests: &mut Tests) -> Result<Outcome> {
    if !has_tests(&house.path("web/e2e/journeys")) {
        return Ok(Outcome::Skipped("web/e2e/journeys holds none".into()));
    }
    web::build(house)?;
    run(&mut house.cargo(&["build", "--workspace", "--locked"]))?;
    let folder = tempfile::Builder::new().prefix("legalmind-journeys-").tempdir()?;
    let data = folder.path().join("data");
    let log = folder.path().join("server.log");
    let port = free_port()?;
    let mut command = server(house, &house.path("target/debug/legalmind"), None, &data, port);
    let said = File::create(&log)?;
    let process =
        command.stdout(said.try_clone()?).stderr(said).spawn().context("the product cannot be started")?;
    let done = walk(house, &mut Product(process), &data, port, tests);
    if done.is_err() {
        println!("the last lines of the product:\n{}", last_lines(&log, 30));
    }
    done.map(|()| Outcome::passed("in Chromium, against the product"))
}

fn walk(house: &House, product: &mut Product, data: &Path, port: u16, tests: &mut Tests) -> Result<()> {
    wait_ready(&mut product.0, port, "/readyz", SECONDS_TO_FILL).context("the product did not start")?;
    let text =
        std::fs::read_to_string(data.join("sign-in.json")).context("the demo did not write sign-in.json")?;
    let people = serde_json::from_str::<SignIn>(&text).context("sign-in.json has another form")?.people;
    let lawyer = people.iter().find(|person| person.role == "lawyer").context("the demo has no lawyer")?;
    let mut journeys = web::npm(house, &["run", "journeys"]);
    journeys
        .env("LEGALMIND_URL", format!("http://localhost:{port}"))
        .env("LEGALMIND_EMAIL", &lawyer.email)
        .env("LEGALMIND_PASSWORD", &lawyer.password)
        .env("LEGALMIND_TOTP_SECRET", &lawyer.totp_secret);
    count::run(&mut journeys, tests)
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
