//! `legalmind init`: the root key, the firm, its first administrator.

use std::{io::IsTerminal, path::PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use legalmind_core::account::{Language, Role};
use legalmind_identity::{Error, NewFirm, NewPerson};
use legalmind_seal::{RootKey, world};

use crate::{
    config::{Config, secret},
    house::House,
};

/// Makes the root key, the firm and its first administrator.
#[derive(Args)]
pub struct Init {
    /// The firm's name.
    #[arg(long)]
    firm: String,
    /// The administrator's name.
    #[arg(long)]
    name: String,
    /// The administrator's e-mail address, to sign in with.
    #[arg(long)]
    email: String,
    /// A file with the administrator's password; without it the password is asked for at a
    /// terminal, or read from standard input.
    #[arg(long)]
    password_file: Option<PathBuf>,
    /// The administrator reads English.
    #[arg(long)]
    english: bool,
}

impl Init {
    /// Runs the command.
    ///
    /// # Errors
    /// In words for the person at the terminal.
    pub async fn run(self, config: Config) -> Result<()> {
        let password = self.password()?;
        root_key(&config).await?;
        let house = House::open(&config).await?;
        let administrator = NewPerson {
            name: self.name,
            email: self.email,
            role: Role::FirmAdministrator,
            language: if self.english { Language::En } else { Language::Nl },
            password,
            second_factor: None,
        };
        let firm = NewFirm { name: self.firm, administrator };
        house.identity.init_firm(&firm).await.map_err(readable)?;
        println!("The firm is made. Start the product with: legalmind serve");
        println!("At the first sign-in an authenticator app is set up.");
        Ok(())
    }

    fn password(&self) -> Result<String> {
        if let Some(file) = &self.password_file {
            return secret(file, "the administrator's password");
        }
        if !std::io::stdin().is_terminal() {
            let mut line = String::new();
            std::io::stdin().read_line(&mut line).context("no password could be read")?;
            return Ok(line.trim_end_matches(['\r', '\n']).to_owned());
        }
        let ask = |what: &str| rpassword::prompt_password(what).context("no password could be read");
        let password = ask("Password of the administrator (does not show as it is typed): ")?;
        if ask("The same password again: ")? != password {
            bail!("the two passwords differ; start again");
        }
        Ok(password)
    }
}

/// Makes the root key file, unless it is there, and says what to do with it.
async fn root_key(config: &Config) -> Result<()> {
    if root_key_quietly(config).await? {
        println!(
            "The root key is in {}. Keep a copy of it and of its passphrase, in two places away from the",
            config.key_file().display()
        );
        println!("data: without both, nothing can be read again, by anyone.");
    }
    Ok(())
}

/// Makes the root key file, unless it is there; whether it was made.
///
/// # Errors
/// No passphrase, or one that is too short.
pub async fn root_key_quietly(config: &Config) -> Result<bool> {
    let file = config.key_file();
    if file.exists() {
        return Ok(false);
    }
    if let Some(dir) = file.parent() {
        std::fs::create_dir_all(dir).with_context(|| format!("{} cannot be made", dir.display()))?;
    }
    let passphrase =
        secret(&config.keys.passphrase_file, "the passphrase of the root key, keys.passphrase_file")?;
    let made =
        tokio::task::spawn_blocking(move || RootKey::create(&file, &passphrase, &world::system())).await?;
    made.context("the root key file cannot be made")?;
    Ok(true)
}

/// The refusal of a new person in words.
pub fn readable(error: Error) -> anyhow::Error {
    match error {
        Error::Password(violations) => {
            let why: Vec<&str> = violations.iter().map(|it| it.as_str()).collect();
            anyhow::anyhow!(
                "the password is not strong enough ({}): at least 10 characters with upper case, lower case, a digit \
                 and a special character, and no common words or names",
                why.join(", ")
            )
        }
        error => error.into(),
    }
}
