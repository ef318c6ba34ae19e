//! The licences of everything that ends up in the product, against the list in `deny.toml`.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::house::{House, Outcome};

/// Web packages whose manifest names no licence, and the licence that stands in their own text.
const READ_BY_HAND: &[(&str, &str)] = &[("combine-errors", "MIT")];

#[derive(Deserialize)]
struct Deny {
    licenses: Licences,
}

#[derive(Deserialize)]
struct Licences {
    allow: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Lock {
    packages: BTreeMap<String, Package>,
}

#[derive(Deserialize)]
struct Package {
    license: Option<String>,
}

/// Fails on a crate or a web package with a licence that is not on the list.
pub fn run(house: &House) -> Result<Outcome> {
    let text = std::fs::read_to_string(house.path("deny.toml")).context("deny.toml cannot be read")?;
    let allowed = toml::from_str::<Deny>(&text).context("deny.toml has no list of licences")?.licenses.allow;
    let mut packages = crates(house)?;
    packages.extend(web(house)?);
    let faults: Vec<_> = packages
        .iter()
        .filter(|(_, licence)| !licence.as_deref().is_some_and(|licence| fits(licence, &allowed)))
        .map(|(name, licence)| format!("{name}: {}", licence.as_deref().unwrap_or("no licence given")))
        .collect();
    if !faults.is_empty() {
        bail!("not on the list of licences in deny.toml:\n  {}", faults.join("\n  "));
    }
    Ok(Outcome::passed(format!("{} packages", packages.len())))
}

fn crates(house: &House) -> Result<Vec<(String, Option<String>)>> {
    let metadata = house.metadata(true)?;
    let used: BTreeSet<_> =
        metadata.resolve.iter().flat_map(|graph| graph.nodes.iter().map(|node| &node.id)).collect();
    let used = metadata.packages.iter().filter(|package| used.contains(&package.id));
    Ok(used.map(|package| (package.name.to_string(), package.license.clone())).collect())
}

fn web(house: &House) -> Result<Vec<(String, Option<String>)>> {
    let text = std::fs::read_to_string(house.path("web/package-lock.json"))
        .context("web/package-lock.json cannot be read")?;
    let lock: Lock =
        serde_json::from_str(&text).context("web/package-lock.json is not one of npm 7 or newer")?;
    let named = lock.packages.into_iter().filter(|(path, _)| path.contains("node_modules/"));
    Ok(named
        .map(|(path, package)| {
            let name = path.rsplit("node_modules/").next().unwrap_or(&path);
            let read = READ_BY_HAND.iter().find(|(known, _)| *known == name);
            (name.to_owned(), package.license.or_else(|| read.map(|(_, licence)| (*licence).to_owned())))
        })
        .collect())
}

/// Whether a licence expression (SPDX, and the older `A/B`) can be met with licences of the list.
/// A licence `WITH` an exception is met where the licence itself or the whole is on the list.
fn fits(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut words = spaced.split_whitespace().peekable();
    either(&mut words, allowed) == Some(true) && words.next().is_none()
}

type Words<'text> = std::iter::Peekable<std::str::SplitWhitespace<'text>>;

/// Whether an expression is met; none where it cannot be read.
fn either(words: &mut Words<'_>, allowed: &BTreeSet<String>) -> Option<bool> {
    let mut met = both(words, allowed)?;
    while words.next_if(|word| word.eq_ignore_ascii_case("or")).is_some() {
        met |= both(words, allowed)?;
    }
    Some(met)
}

fn both(words: &mut Words<'_>, allowed: &BTreeSet<String>) -> Option<bool> {
    let mut met = one(words, allowed)?;
    while words.next_if(|word| word.eq_ignore_ascii_case("and")).is_some() {
        met &= one(words, allowed)?;
    }
    Some(met)
}

fn one(words: &mut Words<'_>, allowed: &BTreeSet<String>) -> Option<bool> {
    if words.next_if_eq(&"(").is_some() {
        let met = either(words, allowed)?;
        return words.next_if_eq(&")").map(|_| met);
    }
    let licence = words.next()?;
    match words.next_if(|word| word.eq_ignore_ascii_case("with")) {
        None => Some(allowed.contains(licence)),
        Some(_) => {
            let whole = format!("{licence} WITH {}", words.next()?);
            Some(allowed.contains(licence) || allowed.contains(&whole))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(expression: &str) -> bool {
        fits(expression, &["MIT", "Apache-2.0", "ISC"].map(String::from).into())
    }

    #[test]
    fn what_the_list_meets_is_accepted() {
        for expression in [
            "MIT",
            "GPL-3.0-only OR MIT",
            "MIT/Apache-2.0",
            "(MIT OR GPL-2.0) AND ISC",
            "Apache-2.0 WITH LLVM-exception",
            "ISC AND (Apache-2.0 OR AGPL-3.0-only)",
        ] {
            assert!(fit(expression), "{expression}");
        }
    }

    #[test]
    fn what_it_does_not_meet_is_refused() {
        for expression in [
            "AGPL-3.0-only",
            "MIT AND GPL-3.0-only",
            "GPL-2.0 WITH Classpath-exception-2.0",
            "",
            "MIT OR",
            "(MIT",
            "MIT)",
            "SEE LICENSE IN LICENSE.txt",
        ] {
            assert!(!fit(expression), "{expression}");
        }
    }
}
