//! The ways of a user through the product, in Chromium, against the demo firm in a fresh folder.

use std::{
    fs::File,
    path::{Path, PathBuf},
    process::{Child, Stdio},
};

use anyhow::{Context, Result};

use crate::{
    count::{self, Tests},
    demo::{server, wait_ready},
    house::{House, Outcome, run},
    postgres::free_port,
    rust, web,
};

/// How long the demo firm may take to be filled by a build without optimisation.
const SECONDS_TO_FILL: u64 = 240;

/// What is walked once more, or only, without a model.
const WITHOUT_MODEL: &[&str] = &[
    "verbatim", "redline", "draft", "write", "deadline", "check", "register", "law", "intake", "proof",
    "training",
];

/// Every state of every screen, against the imitation of the API that the web application keeps.
pub fn screens(house: &House, tests: &mut Tests) -> Result<Outcome> {
    if !has_tests(&house.path("web/e2e/screens")) {
        return Ok(Outcome::Skipped("web/e2e/screens holds none".into()));
    }
    web::build(house)?;
    count::run(&mut web::npm(house, &["run", "screens"]), tests)?;
    Ok(Outcome::passed("in Chromium"))
}

/// The journeys of `web/e2e/journeys`, against the product itself with a scripted model on loopback.
pub fn with_model(house: &House, tests: &mut Tests) -> Result<Outcome> {
    journeys(house, tests, true)
}

/// Those that need no model, against the product without one.
pub fn without_model(house: &House, tests: &mut Tests) -> Result<Outcome> {
    journeys(house, tests, false)
}

fn journeys(house: &House, tests: &mut Tests, model: bool) -> Result<Outcome> {
    if !has_tests(&house.path("web/e2e/journeys")) {
        return Ok(Outcome::Skipped("web/e2e/journeys holds none".into()));
    }
    web::build(house)?;
    run(&mut rust::cargo(house, rust::BUILD))?;
    let folder = tempfile::Builder::new().prefix("legalmind-journeys-").tempdir()?;
    let place = Place { house, folder: folder.path() };
    if model {
        place.walk(Some(&place.model()?), &[], tests)?;
        return Ok(Outcome::passed("in Chromium, against the product with a model"));
    }
    place.walk(None, WITHOUT_MODEL, tests)?;
    Ok(Outcome::passed("in Chromium, against the product without a model"))
}

/// Where the product runs for the journeys: one folder for its data, its log and the sessions.
struct Place<'a> {
    house: &'a House,
    folder: &'a Path,
}

impl Place<'_> {
    /// The scripted model, ready.
    fn model(&self) -> Result<Model> {
        let port = free_port()?;
        let mut command = self.house.program("node", &["web/e2e/lib/model.mjs"]);
        command.env("PORT", port.to_string()).stdout(Stdio::null());
        let mut process = Running(command.spawn().context("the scripted model cannot be started")?);
        wait_ready(&mut process.0, port, "/v1/models", 30).context("the scripted model did not start")?;
        let config = self.folder.join("model.toml");
        std::fs::write(&config, config_text(port))?;
        Ok(Model { config, port, _process: process })
    }

    /// Runs the product, with a model or without, and the journeys of these names (those that fit,
    /// where none is named).
    fn walk(&self, model: Option<&Model>, names: &[&str], tests: &mut Tests) -> Result<()> {
        let (house, data, port) = (self.house, self.folder.join("data"), free_port()?);
        let program = house.path("target/debug/legalmind");
        let mut command = server(house, &program, model.map(|model| model.config.as_path()), &data, port);
        let log = self.folder.join("server.log");
        let said = File::create(&log)?;
        let process = command
            .stdout(said.try_clone()?)
            .stderr(said)
            .spawn()
            .context("the product cannot be started")?;
        let mut product = Running(process);
        let ready = wait_ready(&mut product.0, port, "/readyz", SECONDS_TO_FILL);
        let done = ready.context("the product did not start").and_then(|()| {
            let mut journeys = web::npm(house, &["run", "journeys", "--"]);
            journeys
                .args(names)
                .env("LEGALMIND_URL", format!("http://localhost:{port}"))
                .env("LEGALMIND_SIGN_IN", data.join("sign-in.json"))
                .env("LEGALMIND_PROGRAM", &program)
                .env("LEGALMIND_DATA", &data)
                .env("LEGALMIND_STATES", self.folder.join("states"));
            if let Some(model) = model {
                journeys.env("LEGALMIND_MODEL", format!("http://127.0.0.1:{}", model.port));
            }
            count::run(&mut journeys, tests)
        });
        if done.is_err() {
            println!("the last lines of the product:\n{}", last_lines(&log, 30));
        }
        done
    }
}

/// A model on loopback that answers from the passages it is given, and the configuration that
/// names it; it ends with this.
struct Model {
    config: PathBuf,
    port: u16,
    _process: Running,
}

fn config_text(port: u16) -> String {
    format!(
        "[model]\nprovider = \"local\"\nname = \"scripted\"\n\n[[provider]]\nid = \"local\"\n\
         kind = \"own_machine\"\nbase_url = \"http://127.0.0.1:{port}\"\nmodels = [\"scripted\"]\n"
    )
}

/// A process that ends with this.
struct Running(Child);

impl Drop for Running {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configuration_of_the_model_names_loopback_alone() {
        let config: toml::Table = toml::from_str(&config_text(4711)).unwrap();
        assert_eq!(config["provider"][0]["base_url"].as_str(), Some("http://127.0.0.1:4711"));
        assert_eq!(config["provider"][0]["id"], config["model"]["provider"]);
        assert_eq!(config["provider"][0]["models"][0], config["model"]["name"]);
    }
}
