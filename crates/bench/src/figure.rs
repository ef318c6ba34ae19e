//! Figures, and the sheet they stand on.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

/// The file the figures are kept in.
pub const FILE: &str = "benchmarks.json";

/// One thing that was measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// What it is called, for good.
    pub name: String,
    /// The same in words.
    pub what: String,
    /// The median of the runs.
    pub value: f64,
    /// What `value` counts.
    pub unit: String,
    /// What is asked of it; none: it is only told.
    pub bar: Option<Bar>,
    /// Whether it is what is asked.
    pub met: Option<bool>,
    /// How many times it was measured.
    pub runs: usize,
    /// The lowest and the highest of them.
    pub range: (f64, f64),
    /// The commit it was measured on.
    pub commit: String,
}

/// What is asked of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bar {
    /// This or more.
    AtLeast(f64),
    /// This or less.
    AtMost(f64),
}

impl Bar {
    fn is_met(self, value: f64) -> bool {
        match self {
            Self::AtLeast(bar) => value >= bar,
            Self::AtMost(bar) => value <= bar,
        }
    }

    /// How far a value is over its bar: above 1 is better than asked.
    pub fn margin(self, value: f64) -> f64 {
        match self {
            Self::AtLeast(bar) => value / bar,
            Self::AtMost(bar) => bar / value.max(f64::MIN_POSITIVE),
        }
    }
}

/// All figures.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// The machine they were measured on.
    pub machine: String,
    /// In the order they were first measured.
    pub figures: Vec<Figure>,
    /// Of what is measured now.
    #[serde(skip)]
    commit: String,
}

impl Sheet {
    /// The sheet as it was left; an empty one where there is none.
    pub fn open(folder: &Path, commit: &str) -> Result<Self> {
        let path = folder.join(FILE);
        let mut sheet = match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .with_context(|| format!("{} is not what was written there", path.display()))?,
            Err(_) => Self::default(),
        };
        commit.clone_into(&mut sheet.commit);
        sheet.machine = machine();
        Ok(sheet)
    }

    /// Puts a figure down: the median of `values`, in the place of an older one.
    pub fn put(&mut self, name: &str, what: &str, unit: &str, bar: Option<Bar>, values: &[f64]) {
        let mut values = values.to_vec();
        values.sort_by(f64::total_cmp);
        let (Some(&low), Some(&high)) = (values.first(), values.last()) else { return };
        let value = quantile(&values, 0.5);
        let met = bar.map(|bar| bar.is_met(value));
        let verdict = match met {
            Some(true) => "met",
            Some(false) => "NOT met",
            None => "",
        };
        println!("  {name}: {} {unit} {verdict}", shown(value));
        let figure = Figure {
            name: name.to_owned(),
            what: what.to_owned(),
            value,
            unit: unit.to_owned(),
            bar,
            met,
            runs: values.len(),
            range: (low, high),
            commit: self.commit.clone(),
        };
        match self.figures.iter_mut().find(|it| it.name == name) {
            Some(old) => *old = figure,
            None => self.figures.push(figure),
        }
    }
}

/// The value below which this share of the sorted values lies (nearest rank).
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rank in a list")]
    let rank = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or(f64::NAN)
}

/// This instant.
#[expect(clippy::disallowed_methods, reason = "measuring is what this crate is for")]
pub fn now() -> Instant {
    Instant::now()
}

/// Milliseconds, with their parts.
pub fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// A value with as many places as it needs.
pub fn shown(value: f64) -> String {
    match value.abs() {
        it if it >= 100.0 => format!("{value:.0}"),
        it if it >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

/// What the figures were measured on: processor, cores, memory, system.
fn machine() -> String {
    let line = |file: &str, key: &str| {
        let text = fs::read_to_string(file).unwrap_or_default();
        let found = text.lines().find(|line| line.starts_with(key)).and_then(|line| line.split_once(':'));
        found.map(|(_, value)| value.trim().to_owned())
    };
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let memory = line("/proc/meminfo", "MemTotal")
        .and_then(|it| it.split_whitespace().next()?.parse::<u64>().ok())
        .unwrap_or(0);
    let cpu = line("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown processor".into());
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let kernel = kernel.split('-').next().unwrap_or_default().trim().to_owned();
    format!("{cores} cores ({cpu}), {} GB, Linux {kernel}", memory.div_ceil(1 << 20))
}
