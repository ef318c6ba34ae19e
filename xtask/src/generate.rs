//! Files that are made from the code and kept in the repository.

use anyhow::{Context, Result, bail};

use crate::{
    house::{House, Outcome, output},
    rust,
};

/// Where the description of the API is kept.
const OPENAPI: &str = "docs/openapi.json";

/// Writes them.
pub fn write(house: &House) -> Result<()> {
    let text = openapi(house)?;
    std::fs::write(house.path(OPENAPI), text).with_context(|| format!("{OPENAPI} cannot be written"))?;
    println!("{OPENAPI} written");
    Ok(())
}

/// Fails where one of them is not what the code says.
pub fn check(house: &House) -> Result<Outcome> {
    let kept = std::fs::read_to_string(house.path(OPENAPI)).unwrap_or_default();
    if kept != openapi(house)? {
        bail!("{OPENAPI} is not what the code says; run cargo xtask gen and commit it");
    }
    Ok(Outcome::passed(OPENAPI))
}

fn openapi(house: &House) -> Result<String> {
    // `--bin`, not `--package`: the features, and so the crates already built, stay the workspace's
    let mut run = rust::cargo(house, &["run", "--quiet", "--locked", "--bin", "legalmind", "--", "openapi"]);
    let text = output(&mut run)?;
    Ok(format!("{}\n", text.trim_end()))
}
