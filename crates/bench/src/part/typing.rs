//! Typing in a long draft, in Chromium: how long the browser is busy with each key.

use std::{path::Path, process::Command};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::figure::{Bar, Sheet};

/// How often it is measured.
const RUNS: usize = 3;
/// A frame of a screen that shows sixty a second, in milliseconds.
const FRAME: f64 = 16.0;
/// Fewer pages than this are no long draft.
const PAGES: u32 = 200;
/// Fewer keys than this at a place tell too little.
const KEYS: usize = 200;

/// What `web/e2e/bench/typing.mjs` prints.
#[derive(Deserialize)]
struct Typed {
    pages: u32,
    places: Places,
}

#[derive(Deserialize)]
struct Places {
    middle: Keys,
    end: Keys,
}

/// Milliseconds from one key to the next.
#[derive(Deserialize)]
struct Keys {
    keys: usize,
    median: f64,
    p95: f64,
}

/// Types 200 letters in the middle and at the end of a draft of 200 pages.
pub fn run(web: &Path, sheet: &mut Sheet) -> Result<()> {
    println!("typing");
    let mut slow = Vec::new();
    let mut usual = Vec::new();
    for _ in 0..RUNS {
        let Typed { pages, places: Places { middle, end } } = typed(web)?;
        ensure!(pages >= PAGES && middle.keys.min(end.keys) >= KEYS, "too little was typed");
        slow.push(middle.p95.max(end.p95));
        usual.push(middle.median.max(end.median));
    }
    let what = "a key in a draft of 200 pages: script, style, layout and paint in the browser; of a hundred \
                keys the fifth slowest, in the middle or at the end";
    sheet.put("typing_frame", what, "ms", Some(Bar::AtMost(FRAME)), &slow);
    sheet.put("typing_frame_median", "the same of the key in the middle of them", "ms", None, &usual);
    Ok(())
}

fn typed(web: &Path) -> Result<Typed> {
    let output = Command::new("node")
        .arg("e2e/bench/typing.mjs")
        .current_dir(web)
        .output()
        .context("node, which types in the browser, cannot be started")?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "typing could not be measured: {}", said.trim());
    serde_json::from_slice(&output.stdout).context("what was measured cannot be read")
}
