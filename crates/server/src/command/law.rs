//! `legalmind law`: public law into the library, and what is in it.

use std::{
    io::{IsTerminal as _, Write as _},
    path::PathBuf,
};

use anyhow::{Context as _, Result, bail};
use clap::{Args, Subcommand};
use legalmind_law::{import::Outcome, library::Change, statute::NO_END};

use crate::{config::Config, house};

/// Public law: import it, look at what is there.
#[derive(Subcommand)]
pub enum Law {
    /// Import official files: BWB toestand, manifest and WTI, open-rechtspraak, EUR-Lex HTML.
    Import(Import),
    /// List the laws of the library with their states.
    List,
}

/// What is imported.
#[derive(Args)]
pub struct Import {
    /// Files, or folders with all that is in them.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
}

impl Law {
    /// Runs the command.
    ///
    /// # Errors
    /// In words for the person at the terminal.
    pub fn run(self, config: &Config) -> Result<()> {
        std::fs::create_dir_all(&config.data.dir).context("the data directory cannot be made")?;
        let law = house::law(config, house::compounds(config))?;
        match self {
            Self::Import(import) => import.run(&law),
            Self::List => list(&law),
        }
    }
}

impl Import {
    fn run(&self, law: &legalmind_law::Law) -> Result<()> {
        let shown = std::io::stderr().is_terminal();
        let mut done = 0_u64;
        let tally = law
            .import(&self.paths, &mut |path, outcome| {
                done += 1;
                match outcome {
                    Outcome::Failed(error) => eprintln!("{}: {error}", path.display()),
                    Outcome::Done(Change::Added { name, parts, articles }) if !shown => {
                        println!("{name}: {articles} articles, {parts} parts");
                    }
                    _ => {}
                }
                if shown && done.is_multiple_of(50) {
                    eprint!("\r{done} files");
                    _ = std::io::stderr().flush();
                }
            })
            .context("the import ended early; what was read before is kept")?;
        println!(
            "{} files read, {} already there, {} of other kinds passed over, {} failed; {} articles",
            tally.added, tally.unchanged, tally.skipped, tally.failed, tally.articles
        );
        if tally.failed > 0 {
            bail!("{} files could not be read; each is named above with the reason", tally.failed);
        }
        Ok(())
    }
}

fn list(law: &legalmind_law::Law) -> Result<()> {
    for listed in law.list()? {
        println!("{}  {}  {}", listed.number, listed.title, listed.abbreviations.join(", "));
        for (from, until, articles) in listed.states {
            let until = if until == NO_END { "…".to_owned() } else { until.to_string() };
            println!("    {from} – {until}  {articles} articles");
        }
    }
    println!("{} decisions", law.decisions()?);
    Ok(())
}
