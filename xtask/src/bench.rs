//! Builds the product as it is shipped and measures it.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};

use crate::{
    demo::{self, Embedder},
    house::{self, House, output, step},
    setup,
};

/// What can be measured.
#[derive(Args)]
pub struct Options {
    #[command(subcommand)]
    what: Option<What>,
    /// The folder with the samples
    #[arg(long, default_value = "../shared/samples", global = true)]
    samples: PathBuf,
    /// Only these parts: reading, word, typing, check, law, transfer, archive; the other figures stay as they were
    parts: Vec<String>,
    /// How many documents the archive has; the bars are for 10,000
    #[arg(long, default_value_t = 10_000)]
    documents: usize,
}

#[derive(Subcommand)]
enum What {
    /// How often search finds what is known to be there: by words, by meaning, and both
    Retrieval {
        /// By words alone: no embedding model is fetched and started
        #[arg(long)]
        words_only: bool,
    },
}

/// Builds and measures; writes `docs/BENCHMARKS.md`, `docs/benchmarks.json` and the plot.
pub fn run(house: &House, options: &Options) -> Result<()> {
    let samples = house.path(&options.samples.to_string_lossy());
    if !samples.is_dir() {
        bail!("there are no samples at {}; name their folder with --samples", samples.display());
    }
    setup::for_measures(house)?;
    demo::build(house)?;
    step("building the measurements");
    let mut cargo = house.cargo(&["build", "--profile", "demo", "--package", "legalmind-bench", "--locked"]);
    house::run(&mut cargo).context("the measurements could not be built")?;
    let mut bench = house.program(house.path("target/demo/legalmind-bench"), &[]);
    let mut embedder = None;
    match &options.what {
        Some(What::Retrieval { words_only }) => {
            bench.arg("retrieval");
            if !words_only {
                let running = embedder.insert(Embedder::start(house)?);
                bench.args(["--embeddings", &running.address(), Embedder::MODEL]);
            }
        }
        None => {
            bench.arg("run").args(["--documents", &options.documents.to_string()]).args(&options.parts);
            if options.parts.is_empty() || options.parts.iter().any(|word| "law".contains(word.as_str())) {
                match Embedder::start(house) {
                    Ok(running) => {
                        let running = embedder.insert(running);
                        bench.args(["--embeddings", &running.address(), Embedder::MODEL]);
                    }
                    Err(error) => println!("law is measured by words alone: {error:#}"),
                }
            }
        }
    }
    bench.arg("--program").arg(house.path("target/demo/legalmind"));
    bench.arg("--work").arg(house.path("target/bench"));
    bench.arg("--web").arg(house.path("web"));
    bench.arg("--samples").arg(samples).arg("--out").arg(house.path("docs"));
    bench.arg("--commit").arg(commit(house)?);
    house::run(&mut bench).context("the product could not be measured")
}

/// The commit that is measured; marked where files were changed since.
fn commit(house: &House) -> Result<String> {
    let commit = output(&mut house.program("git", &["rev-parse", "--short", "HEAD"]))?;
    let changed = output(&mut house.program("git", &["status", "--porcelain", "--", ".", ":!docs"]))?;
    Ok(format!("{}{}", commit.trim(), if changed.trim().is_empty() { "" } else { "+" }))
}
