//! Measures the product and says what it found: `cargo xtask bench`.
//!
//! The figures are of the program as it is shipped, over HTTP where a person would feel them.
//! What can be compared is compared with something plain in the same run, so that the machine
//! matters less: an unencrypted index, an unsealed copy, the recogniser by itself.
//!
//! ```text
//! part ──▶ Figure {name, value, unit, bar} ──▶ Sheet ──▶ benchmarks.json, BENCHMARKS.md, plot
//! ```

mod client;
mod corpus;
mod figure;
mod house;
mod part;
mod plot;
mod product;
mod report;

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::{Args, Parser, Subcommand};

use crate::{figure::Sheet, product::Product};

/// Measures the product.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Speed, memory and room, against their bars.
    Run(Run),
    /// How often search finds what is known to be there.
    Retrieval(Run),
    /// One tracked edit, and the memory it takes; started by the measuring of Word files.
    #[command(hide = true)]
    WordMemory {
        /// The document.
        file: PathBuf,
    },
}

#[derive(Args)]
struct Run {
    /// The program to measure.
    #[arg(long)]
    program: PathBuf,
    /// The samples.
    #[arg(long)]
    samples: PathBuf,
    /// Where the results are written.
    #[arg(long)]
    out: PathBuf,
    /// The web application, built.
    #[arg(long)]
    web: PathBuf,
    /// Where it works; everything in it is thrown away.
    #[arg(long)]
    work: PathBuf,
    /// The commit that is measured.
    #[arg(long)]
    commit: String,
    /// An OpenAI-compatible endpoint for embeddings on loopback, and its model, to measure
    /// retrieval, and how law is found, by meaning as well.
    #[arg(long, num_args = 2, value_names = ["URL", "MODEL"])]
    embeddings: Vec<String>,
    /// How many documents of ten passages the archive has; the bars are for 10,000.
    #[arg(long, default_value_t = 10_000)]
    documents: usize,
    /// Only the parts with one of these words in their names; the other figures stay as they were.
    parts: Vec<String>,
}

#[tokio::main]
async fn main() -> Result<()> {
    match Arguments::parse().what {
        What::Run(run) => run.speed().await,
        What::Retrieval(run) => run.retrieval().await,
        What::WordMemory { file } => part::word::hold(&file),
    }
}

impl Run {
    async fn speed(&self) -> Result<()> {
        self.look()?;
        let mut sheet = Sheet::open(&self.out, &self.commit)?;
        let product = Product::new(&self.program, &self.work)?;
        if self.wants("reading") {
            part::reading::run(&product, &self.samples, &mut sheet).await?;
            report::write(&self.out, &sheet)?;
        }
        if self.wants("word") {
            part::word::run(&self.samples, &self.work.join("word"), &mut sheet)?;
            report::write(&self.out, &sheet)?;
        }
        if self.wants("typing") {
            part::typing::run(&self.web, &mut sheet)?;
            report::write(&self.out, &sheet)?;
        }
        if self.wants("check") {
            part::check::run(&mut sheet)?;
            part::check::labels(&mut sheet)?;
            report::write(&self.out, &sheet)?;
        }
        if self.wants("check_contractnli") {
            part::check::contractnli::run(&self.samples, &mut sheet)?;
            report::write(&self.out, &sheet)?;
        }
        if self.wants("sanction") {
            part::sanction::run(&self.work.join("sanction"), &mut sheet)?;
            report::write(&self.out, &sheet)?;
        }
        if self.wants("law") {
            part::law::run(&self.samples, &self.work.join("law"), &self.embeddings, &mut sheet).await?;
            report::write(&self.out, &sheet)?;
        }
        if self.wants("transfer") {
            part::transfer::run(&product, &mut sheet).await?;
            report::write(&self.out, &sheet)?;
        }
        if self.wants("archive") {
            part::archive::run(&product, &self.samples, self.documents, &mut sheet).await?;
        }
        report::write(&self.out, &sheet)
    }

    async fn retrieval(&self) -> Result<()> {
        self.look()?;
        let mut sheet = Sheet::open(&self.out, &self.commit)?;
        let product = Product::new(&self.program, &self.work)?;
        part::retrieval::run(&product, &self.samples, &self.embeddings, &mut sheet).await?;
        report::write(&self.out, &sheet)
    }

    fn wants(&self, part: &str) -> bool {
        self.parts.is_empty() || self.parts.iter().any(|word| part.contains(word.as_str()))
    }

    fn look(&self) -> Result<()> {
        if !self.samples.is_dir() {
            bail!("the samples are not at {}; name their folder with --samples", self.samples.display());
        }
        Ok(())
    }
}
