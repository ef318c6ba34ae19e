//! Configuration: the commented defaults compiled in, a file, the environment; in that order.

use std::{
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use figment::{
    Figment,
    providers::{Env, Format, Toml},
};
use legalmind_compliance::deployment::{Kept, Profile};
use serde::{Deserialize, Serialize};

mod literal;

/// The defaults, with what each setting means.
pub const DEFAULTS: &str = include_str!("../../../config/default.toml");

/// All settings. What each means stands in `config/default.toml`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// `[server]`
    pub server: Server,
    /// `[data]`
    pub data: Data,
    /// `[database]`
    pub database: Database,
    /// `[deployment]`
    pub deployment: Deployment,
    /// `[keys]`
    pub keys: Keys,
    /// `[upload]`
    pub upload: Upload,
    /// `[scanner]`
    pub scanner: Scanner,
    /// `[mail]`
    pub mail: Mail,
    /// `[extract]`
    pub extract: Extract,
    /// `[text]`
    pub text: Text,
    /// `[session]`
    pub session: Session,
    /// `[limits]`
    pub limits: Limits,
    /// `[model]`
    pub model: Model,
    /// `[embeddings]`
    pub embeddings: Embeddings,
    /// `[[provider]]`
    #[serde(default)]
    pub provider: Vec<Provider>,
    /// `[log]`
    pub log: Log,
}

/// `[server]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    /// Where to listen.
    pub listen: SocketAddr,
    /// Certificate chain, or empty.
    pub tls_certificate: PathBuf,
    /// Its key, or empty.
    pub tls_key: PathBuf,
    /// Proxies to believe.
    pub trusted_proxies: Vec<IpAddr>,
    /// The address at which people reach the product, or empty.
    pub public_url: String,
}

/// `[data]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Data {
    /// The data directory.
    pub dir: PathBuf,
}

/// `[database]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// Its address, or empty for SQLite.
    pub url: String,
}

/// `[deployment]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Deployment {
    /// What the product runs on.
    pub profile: Profile,
}

/// `[keys]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Keys {
    /// The root key file, or empty.
    pub file: PathBuf,
    /// The file with its passphrase.
    pub passphrase_file: PathBuf,
}

/// `[upload]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Upload {
    /// The largest file.
    pub max_file_bytes: u64,
}

/// `[scanner]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Scanner {
    /// Address or socket of clamd, or empty.
    pub clamd: String,
}

/// `[mail]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// The relay on this machine, or empty.
    pub relay: String,
    /// The sender.
    pub from: String,
}

/// `[extract]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Extract {
    /// libpdfium, or empty.
    pub pdfium: PathBuf,
    /// tesseract, or empty.
    pub tesseract: PathBuf,
    /// LibreOffice, or empty.
    pub office: PathBuf,
    /// A folder in memory.
    pub memory: PathBuf,
    /// How many at once; 0: one a core.
    pub workers: usize,
}

/// `[text]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// The Dutch word list.
    pub dutch_words: PathBuf,
}

/// `[session]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// Idle end, in minutes.
    pub idle_minutes: u32,
    /// Absolute end, in hours.
    pub absolute_hours: u32,
}

/// `[limits]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Requests a minute from one address; 0: no limit.
    pub address_per_minute: u32,
    /// Requests a minute of one account; 0: no limit.
    pub account_per_minute: u32,
}

/// `[model]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// A provider of the register, or empty.
    pub provider: String,
    /// The model's name.
    pub name: String,
    /// The file with the key, or empty.
    pub api_key_file: PathBuf,
}

/// `[embeddings]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Embeddings {
    /// A provider of the register, or empty.
    pub provider: String,
    /// The model's name.
    pub name: String,
    /// The file with the key, or empty.
    pub api_key_file: PathBuf,
    /// What is put before a question.
    pub query_prefix: String,
    /// What is put before a passage.
    pub passage_prefix: String,
    /// The endpoint is told the side in `input_type`.
    pub input_type: bool,
}

/// `[[provider]]`: an endpoint on this machine. A supplier's record needs evidence that is kept
/// in the register of processors, and cannot be written in a file.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// Its name in this file.
    pub id: String,
    /// What it is.
    pub kind: ProviderKind,
    /// Its address.
    pub base_url: String,
    /// The models that may be asked for.
    pub models: Vec<String>,
}

/// The kinds of provider a file can name.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum ProviderKind {
    /// An endpoint on loopback.
    OwnMachine,
}

/// `[log]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    /// The level.
    pub level: String,
    /// JSON lines.
    pub json: bool,
}

impl Config {
    /// Reads the configuration: defaults, then `file`, then the environment.
    ///
    /// # Errors
    /// A setting that does not exist, a value that does not fit, or a secret in `file`, by its name.
    pub fn load(file: Option<&Path>) -> Result<Self> {
        let mut figment = Figment::from(Toml::string(DEFAULTS));
        if let Some(file) = file {
            if !file.is_file() {
                bail!("the configuration file {} does not exist", file.display());
            }
            literal::refuse(file)?;
            figment = figment.merge(Toml::file_exact(file));
        }
        figment
            // a setting has a section; other variables of this prefix are somebody else's
            .merge(Env::prefixed("LEGALMIND_").filter(|key| key.as_str().contains("__")).split("__"))
            .extract()
            .context("the configuration does not fit; see config/default.toml for every setting")
    }

    /// The root key file.
    #[must_use]
    pub fn key_file(&self) -> PathBuf {
        or(&self.keys.file, || self.data.dir.join("root.key"))
    }

    /// The address of the database.
    #[must_use]
    pub fn database_url(&self) -> String {
        if self.database.url.is_empty() {
            format!("sqlite://{}?mode=rwc", self.data.dir.join("legalmind.sqlite").display())
        } else {
            self.database.url.clone()
        }
    }

    /// Where data is kept, as far as that is said here.
    #[must_use]
    pub fn kept(&self) -> Kept {
        Kept { database: server(&self.database.url) }
    }

    /// The PDF library, where one can be found.
    #[must_use]
    pub fn pdfium(&self) -> Option<PathBuf> {
        let beside = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.join("libpdfium.so")));
        let local = Some(PathBuf::from(".legalmind/pdfium/libpdfium.so"));
        let named = Some(self.extract.pdfium.clone()).filter(|path| !path.as_os_str().is_empty());
        [named, beside, local].into_iter().flatten().find_map(|path| path.canonicalize().ok())
    }

    /// The text recogniser, where one can be found.
    #[must_use]
    pub fn tesseract(&self) -> Option<PathBuf> {
        let named = Some(self.extract.tesseract.clone()).filter(|path| !path.as_os_str().is_empty());
        let usual = ["/usr/bin/tesseract", "/usr/local/bin/tesseract"].map(|path| Some(PathBuf::from(path)));
        std::iter::once(named).chain(usual).flatten().find(|path| path.is_file())
    }

    /// LibreOffice, where it can be found.
    #[must_use]
    pub fn office(&self) -> Option<PathBuf> {
        let named = Some(self.extract.office.clone()).filter(|path| !path.as_os_str().is_empty());
        let usual = ["/usr/bin/soffice", "/usr/lib/libreoffice/program/soffice", "/usr/local/bin/soffice"];
        std::iter::once(named)
            .chain(usual.map(|path| Some(path.into())))
            .flatten()
            .find(|path| path.is_file())
    }

    /// How many documents are read at once.
    #[must_use]
    pub fn workers(&self) -> usize {
        match self.extract.workers {
            0 => std::thread::available_parallelism().map_or(2, usize::from),
            workers => workers,
        }
    }
}

fn or(path: &Path, otherwise: impl FnOnce() -> PathBuf) -> PathBuf {
    if path.as_os_str().is_empty() { otherwise() } else { path.to_owned() }
}

/// The host in the address of a database; none where it is a file or a socket of this machine.
fn server(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let place = rest.split(['/', '?']).next().unwrap_or_default();
    let host = place.rsplit('@').next().unwrap_or_default();
    let host = match host.strip_prefix('[') {
        Some(six) => six.split(']').next(),
        None => host.split(':').next(),
    };
    host.filter(|host| !host.is_empty() && !scheme.starts_with("sqlite")).map(ToOwned::to_owned)
}

/// What a secret's file holds, without the line end most editors leave.
///
/// # Errors
/// Where the file cannot be read or is empty, by its name.
pub fn secret(file: &Path, what: &str) -> Result<String> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("the file with {what} ({}) cannot be read", file.display()))?;
    let secret = text.trim_end_matches(['\r', '\n']);
    if secret.is_empty() {
        bail!("the file with {what} ({}) is empty", file.display());
    }
    Ok(secret.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_complete() {
        let config = Config::load(None).expect("the defaults fit");
        assert!(config.provider.is_empty() && config.model.provider.is_empty());
        assert!(config.database_url().starts_with("sqlite://data/"));
    }

    #[test]
    fn the_host_of_a_database_is_found() {
        let host = |url| server(url);
        assert_eq!(
            host("postgres://lm@lm-db.postgres.database.azure.com:5432/lm?sslmode=require").as_deref(),
            Some("lm-db.postgres.database.azure.com")
        );
        assert_eq!(host("postgres://lm:p%40ss@[::1]:5432/lm").as_deref(), Some("::1"));
        assert_eq!(host("postgres://localhost").as_deref(), Some("localhost"));
        for none in ["", "sqlite:///var/lib/legalmind.sqlite?mode=rwc", "postgres:///lm?host=/run/postgresql"]
        {
            assert_eq!(host(none), None, "{none}");
        }
    }

    #[test]
    fn an_unknown_setting_is_refused_by_name() {
        let dir = tempfile::tempdir().expect("a directory");
        let file = dir.path().join("own.toml");
        std::fs::write(&file, "[server]\nlissten = \"1\"\n").expect("written");
        let error = format!("{:#}", Config::load(Some(&file)).expect_err("refused"));
        assert!(error.contains("lissten"), "{error}");
    }
}
