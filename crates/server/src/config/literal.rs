//! A configuration file holds no secrets (P050): it is copied, shown and kept in places where a secret must
//! not be. What looks like one is refused by the name of its setting, and never shown.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use toml::Value;

/// How secrets of a known make begin.
const MARKS: [&str; 9] =
    ["-----BEGIN", "sk-", "AKIA", "ghp_", "github_pat_", "xoxb-", "glpat-", "AGE-SECRET-KEY-", "eyJhbGciOi"];
/// Parts of the names of settings that would hold one.
const NAMES: [&str; 6] = ["password", "passwd", "secret", "token", "api_key", "apikey"];

/// Refuses a file with a secret in it.
///
/// # Errors
/// The setting that holds one, and what to do instead.
pub fn refuse(file: &Path) -> Result<()> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("the configuration file {} cannot be read", file.display()))?;
    // what is no TOML is told by whoever reads the settings
    let Ok(table) = text.parse::<toml::Table>() else { return Ok(()) };
    match find(&Value::Table(table), "") {
        None => Ok(()),
        Some(setting) => bail!(
            "the configuration file {} holds a secret in {setting}; put it into a file of its own that only \
             the server can read and name that file, or, for the password of the database, set \
             LEGALMIND_DATABASE__URL or PGPASSFILE",
            file.display()
        ),
    }
}

/// The first setting that holds a secret.
fn find(value: &Value, name: &str) -> Option<String> {
    let below = |key: &str| if name.is_empty() { key.to_owned() } else { format!("{name}.{key}") };
    match value {
        Value::Table(table) => table.iter().find_map(|(key, value)| find(value, &below(key))),
        Value::Array(all) => {
            all.iter().enumerate().find_map(|(at, value)| find(value, &below(&at.to_string())))
        }
        Value::String(text) if is_secret(name, text) => Some(name.to_owned()),
        _ => None,
    }
}

fn is_secret(name: &str, text: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or(name).to_lowercase();
    let text = text.trim();
    let named = NAMES.iter().any(|it| last.contains(it)) && !last.ends_with("_file") && !text.is_empty();
    named
        || MARKS.iter().any(|it| text.contains(it) && !text.contains('/'))
        || text.contains(MARKS[0])
        || in_url(text)
}

/// Whether an address has a password in it: `scheme://user:password@host`, or a parameter.
fn in_url(text: &str) -> bool {
    let Some((_, rest)) = text.split_once("://") else { return false };
    let (authority, query) = (rest.split(['/', '?', '#']).next().unwrap_or(rest), rest.split_once('?'));
    let user = authority.rsplit_once('@').and_then(|(user, _)| user.split_once(':'));
    let parameter = |it: &str| {
        let (key, value) = it.split_once('=').unwrap_or((it, ""));
        NAMES.iter().any(|name| key.to_lowercase().contains(name)) && !value.is_empty()
    };
    user.is_some_and(|(_, password)| !password.is_empty())
        || query.is_some_and(|(_, query)| query.split('&').any(parameter))
}

#[cfg(test)]
mod tests {
    use crate::config::{Config, DEFAULTS};

    fn load(text: &str) -> std::result::Result<Config, String> {
        let dir = tempfile::tempdir().expect("a directory");
        let file = dir.path().join("own.toml");
        std::fs::write(&file, text).expect("written");
        Config::load(Some(&file)).map_err(|error| format!("{error:#}"))
    }

    #[test]
    fn p050_a_literal_secret_is_refused_at_start_by_the_name_of_its_setting() {
        let bad = [
            (
                "[database]\nurl = \"postgres://legalmind:Zon3steen@db/legalmind\"",
                "database.url",
                "Zon3steen",
            ),
            ("[database]\nurl = \"postgres://db/legalmind?password=Zon3steen\"", "database.url", "Zon3steen"),
            ("[model]\napi_key_file = \"sk-proj-Zon3steen\"", "model.api_key_file", "Zon3steen"),
            ("[model]\napi_key = \"Zon3steen\"", "model.api_key", "Zon3steen"),
            (
                "[server]\ntls_key = \"\"\"-----BEGIN PRIVATE KEY-----\nZon3/steen\n\"\"\"",
                "server.tls_key",
                "Zon3",
            ),
            ("[keys]\npassword = \"Zon3steen\"", "keys.password", "Zon3steen"),
            (
                "[[provider]]\nid = \"a\"\nbase_url = \"https://u:Zon3steen@x.nl\"",
                "provider.0.base_url",
                "Zon3steen",
            ),
        ];
        for (text, setting, secret) in bad {
            let told = load(text).expect_err(setting);
            assert!(told.contains(&format!("holds a secret in {setting};")), "{told}");
            assert!(!told.contains(secret), "the secret itself is told: {told}");
        }
    }

    #[test]
    fn p050_files_that_are_named_and_addresses_without_a_password_are_taken() {
        for text in [
            "[database]\nurl = \"postgres://legalmind@db:5432/legalmind?sslmode=require\"",
            "[model]\napi_key_file = \"/run/secrets/sk-model\"",
            "[server]\ntls_key = \"/etc/legalmind/tls.key\"",
            DEFAULTS,
        ] {
            load(text).unwrap_or_else(|told| panic!("{told}"));
        }
    }
}
