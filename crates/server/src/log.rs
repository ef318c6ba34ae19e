//! Where log lines go: standard error, as text or as JSON. They hold no content.

use anyhow::{Context, Result};
use tracing_subscriber::EnvFilter;

use crate::config::Log;

/// Starts logging.
///
/// # Errors
/// A level that is none.
pub fn start(log: &Log) -> Result<()> {
    // other people's crates say what they do with values in it; only their warnings are kept
    let filter = format!(
        "warn,legalmind={0},legalmind_vault={0},legalmind_http={0},legalmind_search={0},legalmind_assistant={0}",
        log.level
    );
    let filter =
        EnvFilter::try_new(filter).with_context(|| format!("log.level {:?} is not a level", log.level))?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = if log.json { lines.json().try_init() } else { lines.with_target(false).try_init() };
    started.map_err(|error| anyhow::anyhow!("logging cannot start: {error}"))
}
