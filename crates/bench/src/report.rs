//! The figures for people, for programs, and drawn.

use std::{fmt::Write as _, fs, path::Path};

use anyhow::Result;

use crate::{
    figure::{Bar, FILE, Figure, Sheet, shown},
    plot,
};

const INTRODUCTION: &str = "\
# Benchmarks

Made by `cargo xtask bench`; do not edit. Each figure is the median of its runs, with the lowest
and the highest behind it. The program is the one `cargo xtask demo` builds (optimised, without
link-time optimisation), and its client runs on the same cores. What is called a share is
measured against something plain in the same run. `benchmarks.json` holds the same for programs.
";

const RETRIEVAL: &str = "\
## Known-item search

Made by `cargo xtask bench retrieval` from real decisions and laws: the court's own summary asks
for the decision, an article's heading for the article (each without the words that ask for it).
There is one right document for each question. These have no bar: they are there to be moved.
";

/// Writes all three.
pub fn write(folder: &Path, sheet: &Sheet) -> Result<()> {
    fs::write(folder.join(FILE), serde_json::to_string_pretty(sheet)? + "\n")?;
    plot::draw(&folder.join("benchmarks.svg"), sheet)?;
    Ok(fs::write(folder.join("BENCHMARKS.md"), page(sheet)?)?)
}

fn page(sheet: &Sheet) -> Result<String> {
    let mut page = INTRODUCTION.to_owned();
    writeln!(
        page,
        "\nMeasured on {}.\n\n![How far each figure is from its bar](benchmarks.svg)\n",
        sheet.machine
    )?;
    let (retrieval, speed): (Vec<&Figure>, Vec<&Figure>) =
        sheet.figures.iter().partition(|it| it.name.starts_with("retrieval_"));
    let (barred, told): (Vec<&Figure>, Vec<&Figure>) = speed.into_iter().partition(|it| it.bar.is_some());
    page.push_str("## Against their bars\n\n| figure | what | value | bar | met | commit |\n|---|---|---|---|---|---|\n");
    for it in barred {
        let met = if it.met == Some(true) { "yes" } else { "**no**" };
        let value = value(it);
        writeln!(page, "| `{}` | {} | {value} | {} | {met} | {} |", it.name, it.what, bar(it), it.commit)?;
    }
    page.push_str("\n## Told besides\n\n| figure | what | value | commit |\n|---|---|---|---|\n");
    for it in told {
        writeln!(page, "| `{}` | {} | {} | {} |", it.name, it.what, value(it), it.commit)?;
    }
    if !retrieval.is_empty() {
        writeln!(page, "\n{RETRIEVAL}\n| figure | what | value | commit |\n|---|---|---|---|")?;
        for it in retrieval {
            writeln!(page, "| `{}` | {} | {:.3} | {} |", it.name, it.what, it.value, it.commit)?;
        }
    }
    Ok(page)
}

fn value(it: &Figure) -> String {
    let (low, high) = it.range;
    let runs = if it.runs > 1 {
        format!(" ({} to {}, {} runs)", shown(low), shown(high), it.runs)
    } else {
        String::new()
    };
    format!("{} {}{runs}", shown(it.value), it.unit)
}

fn bar(it: &Figure) -> String {
    match it.bar {
        Some(Bar::AtLeast(bar)) => format!("≥ {bar}"),
        Some(Bar::AtMost(bar)) => format!("≤ {bar}"),
        None => String::new(),
    }
}
