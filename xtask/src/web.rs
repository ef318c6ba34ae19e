//! The web application: its packages, its build, its checks.

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::{
    count::{self, Tests},
    house::{House, Outcome, fingerprint, on_path, once, output, run, step},
};

/// The oldest Node.js that the build tools run on.
const NODE: (u32, u32) = (20, 19);

/// Gets the packages that `web/package-lock.json` names, when it changed.
pub fn packages(house: &House) -> Result<()> {
    if !on_path("node") || !on_path("npm") {
        bail!("Node.js {}.{} or newer with npm is needed and was not found on the path", NODE.0, NODE.1);
    }
    let version = output(&mut house.program("node", &["--version"]))?;
    if parse(&version).is_none_or(|version| version < NODE) {
        bail!("Node.js {}.{} or newer is needed; this is {}", NODE.0, NODE.1, version.trim());
    }
    let stamp = house.local("web-packages")?;
    let lock = house.path("web/package-lock.json");
    if !house.path("web/node_modules").is_dir() {
        std::fs::remove_file(&stamp).ok();
    }
    once(&stamp, &fingerprint(&[lock])?, || {
        step("fetching the packages of the web application");
        run(&mut npm(house, &["ci", "--no-audit", "--no-fund"]))
    })?;
    Ok(())
}

/// Builds `web/dist`, when its sources changed.
pub fn build(house: &House) -> Result<()> {
    packages(house)?;
    let stamp = house.local("web-build")?;
    if !house.path("web/dist/index.html").is_file() {
        std::fs::remove_file(&stamp).ok();
    }
    once(&stamp, &fingerprint(&sources(house))?, || {
        step("building the web application");
        run(&mut npm(house, &["run", "build"]))
    })?;
    Ok(())
}

/// Types and unit tests.
pub fn check(house: &House, tests: &mut Tests) -> Result<Outcome> {
    packages(house)?;
    count::run(&mut npm(house, &["run", "check"]), tests)?;
    Ok(Outcome::passed("types and unit tests"))
}

/// The built application against its budget.
pub fn size(house: &House) -> Result<Outcome> {
    build(house)?;
    run(&mut npm(house, &["run", "size"]))?;
    Ok(Outcome::passed("built, first load within its budget"))
}

/// npm in `web/`.
pub fn npm(house: &House, arguments: &[&str]) -> std::process::Command {
    let mut command = house.program("npm", arguments);
    command.current_dir(house.path("web"));
    command
}

fn sources(house: &House) -> Vec<PathBuf> {
    let names = [
        "package-lock.json",
        "package.json",
        "index.html",
        "vite.config.ts",
        "tsconfig.json",
        "src",
        "public",
    ];
    let mut paths: Vec<_> = names.iter().map(|name| house.path("web").join(name)).collect();
    paths.push(house.path("locales"));
    paths
}

/// Major and minor of `v20.19.1`.
fn parse(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.trim().trim_start_matches('v').split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_node_are_compared_by_number() {
        assert_eq!(parse("v20.19.1\n"), Some((20, 19)));
        assert!(parse("v20.9.0").unwrap() < NODE);
        assert!(parse("v22.1.0").unwrap() > NODE);
        assert_eq!(parse("twenty"), None);
    }
}
