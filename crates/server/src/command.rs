//! The commands.

mod check;
mod cite_check;
mod demo;
mod init;
mod law;
mod pack;
mod sanctions;
mod serve;
mod verify_deployment;

use std::{path::PathBuf, process::ExitCode};

use anyhow::Result;
use clap::{Args, Parser, Subcommand};

use crate::{config::Config, log};

/// Legal Mind: dossiers, documents and checked answers for legal professionals.
#[derive(Parser)]
#[command(version, about, propagate_version = true)]
pub struct Cli {
    /// The configuration file; every setting is in config/default.toml.
    #[arg(long, global = true, env = "LEGALMIND_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make the root key, the firm and its first administrator.
    Init(init::Init),
    /// Serve the product: the web and, unless told otherwise, the worker.
    Serve(Serve),
    /// Only read documents; the web is served by another process.
    Worker,
    /// Fill a directory with a demonstration firm and serve it on this machine.
    Demo(demo::Demo),
    /// Public law: import it, look at what is there.
    #[command(subcommand)]
    Law(law::Law),
    /// Lists of sanctions: import them, look at what is there, hold a name against them.
    #[command(subcommand)]
    Sanctions(sanctions::Sanctions),
    /// Check the legal references in a document.
    CiteCheck(cite_check::CiteCheck),
    /// Check a contract against a playbook.
    Check(check::Check),
    /// Evidence packs: verify one.
    #[command(subcommand)]
    Pack(pack::Pack),
    VerifyDeployment(verify_deployment::VerifyDeployment),
    /// Look at the configuration.
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Print the description of the API (OpenAPI 3.1).
    Openapi,
}

#[derive(Args)]
struct Serve {
    /// Serve the web alone; documents are read by `legalmind worker`.
    #[arg(long)]
    no_worker: bool,
}

#[derive(Subcommand)]
enum ConfigCommand {
    /// Check the configuration and print the values in force.
    Check,
    /// Print every setting with its default and what it means.
    Default,
}

impl Cli {
    /// Runs the command.
    ///
    /// # Errors
    /// In words for the person at the terminal.
    pub fn run(self) -> Result<ExitCode> {
        let config = || Config::load(self.config.as_deref());
        let done = match self.command {
            Command::CiteCheck(check) => {
                return start(config()?, |config| check.run(config)).map(ExitCode::from);
            }
            Command::Check(check) => {
                return start(config()?, |config| check.run(config)).map(ExitCode::from);
            }
            Command::VerifyDeployment(verify) => {
                return Ok(ExitCode::from(
                    match config().and_then(|config| start(config, |config| verify.run(config))) {
                        Ok(status) => status,
                        Err(error) => verify_deployment::not_judged(&error),
                    },
                ));
            }
            Command::Pack(pack) => return pack.run().map(ExitCode::from),
            Command::Law(law) => {
                let config = config()?;
                log::start(&config.log)?;
                law.run(&config)
            }
            Command::Sanctions(sanctions) => {
                let config = config()?;
                log::start(&config.log)?;
                sanctions.run(&config)
            }
            Command::Openapi => {
                println!("{}", legalmind_http::openapi().to_pretty_json()?);
                Ok(())
            }
            Command::Config(ConfigCommand::Default) => {
                print!("{}", crate::config::DEFAULTS);
                Ok(())
            }
            // secrets stand in files of their own, so there is nothing to mask
            Command::Config(ConfigCommand::Check) => {
                print!("{}", toml::to_string_pretty(&config()?)?);
                Ok(())
            }
            Command::Init(init) => start(config()?, |config| init.run(config)),
            Command::Serve(Serve { no_worker }) => {
                start(config()?, move |config| async move { serve::run(&config, true, !no_worker).await })
            }
            Command::Worker => {
                start(config()?, |config| async move { serve::run(&config, false, true).await })
            }
            Command::Demo(demo) => start(config()?, |config| demo.run(config)),
        };
        done.map(|()| ExitCode::SUCCESS)
    }
}

fn start<T, F: Future<Output = Result<T>>>(config: Config, run: impl FnOnce(Config) -> F) -> Result<T> {
    log::start(&config.log)?;
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(run(config))
}
