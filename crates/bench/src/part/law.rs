//! Public law: how fast it is read and looked up, how well references are recognised, and whether
//! an article is found by its heading.

#[path = "../../../text/tests/references/labelled.rs"]
mod labelled;

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Result, ensure};
use jiff::civil::Date;
use legalmind_law::{
    Law,
    library::{
        Library,
        catalogue::OnDay,
        search::{Hit, Within},
    },
    statute::{Provision, ProvisionKind},
    verdict::Subject,
};
use legalmind_search::Analyser;
use legalmind_text::{compound::Compounds, reference};

use crate::{
    corpus::files,
    figure::{Bar, Sheet, now},
};
use labelled::{SEEN, UNSEEN};

const RUNS: usize = 3;
/// How often each reference is looked up.
const LOOKS: usize = 200;
/// The day whose law is searched: the sample laws are of 2024 and before.
const DAY: Date = Date::constant(2024, 7, 1);
/// Where Debian keeps its Dutch words.
const WORDS: &str = "/usr/share/dict/dutch";

/// Measures the law.
pub fn run(samples: &Path, work: &Path, sheet: &mut Sheet) -> Result<()> {
    println!("law");
    let compounds = Compounds::from_list(&fs::read(WORDS).unwrap_or_default());
    let laws = samples.join("wetten_bwb_xml");
    let mut speeds = Vec::new();
    for number in 0..RUNS {
        let law = Law::open(&work.join(number.to_string()), compounds.clone())?;
        let began = now();
        let tally = law.import(std::slice::from_ref(&laws), &mut |_, _| {})?;
        speeds.push(tally.added as f64 / began.elapsed().as_secs_f64());
        ensure!(tally.failed == 0, "a sample law is not read");
        ensure!(tally.articles == printed(&laws)?, "an article is lost");
    }
    sheet.put(
        "law_import_per_second",
        "sample laws read into the library a second, every article counted",
        "laws/s",
        Some(Bar::AtLeast(30.0)),
        &speeds,
    );
    let root = work.join("0");
    let law = Law::open(&root, compounds.clone())?;
    law.import(
        &[samples.join("avg_nl"), samples.join("rechtspraak_xml"), samples.join("wetversies_bwb")],
        &mut |_, _| {},
    )?;
    look_ups(&law, sheet)?;
    recognition(samples, sheet)?;
    recognised(sheet);
    drop(law);
    headings(&Library::open(&root, Analyser::new(compounds).into())?, sheet)
}

/// The articles that stand in the files themselves.
fn printed(laws: &Path) -> Result<u64> {
    let mut count = 0;
    for path in files(laws, "xml")? {
        let xml = fs::read_to_string(path)?;
        count += xml.matches("<artikel ").count() + xml.matches("<artikel>").count();
    }
    for path in files(laws, "csv")? {
        count += fs::read_to_string(path)?.matches("\nBWBR").count();
    }
    Ok(count as u64)
}

fn look_ups(law: &Law, sheet: &mut Sheet) -> Result<()> {
    let asked = [
        "art. 6:162 lid 1 BW",
        "artikel 8:54, eerste lid, aanhef en onder b, van de Algemene wet bestuursrecht",
        "art. 28 lid 3 aanhef en onder h AVG",
        "7:653 BW",
        "jci1.3:c:BWBR0005289&artikel=74",
        "ECLI:NL:HR:1996:AA1849, r.o. 3.2",
    ];
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let began = now();
        for _ in 0..LOOKS {
            for text in asked {
                let found = law.check(text, DAY, DAY)?;
                let known = found.first().and_then(|it| it.subject.as_ref());
                ensure!(
                    matches!(known, Some(Subject::Provision(_) | Subject::Decision(_))),
                    "{text} is not found"
                );
            }
        }
        times.push(began.elapsed().as_secs_f64() * 1e3 / (LOOKS * asked.len()) as f64);
    }
    sheet.put(
        "law_look_up_ms",
        "one reference, in any spelling, looked up with its text on a day",
        "ms",
        Some(Bar::AtMost(1.0)),
        &times,
    );
    Ok(())
}

fn recognition(samples: &Path, sheet: &mut Sheet) -> Result<()> {
    let mut text = String::new();
    let mut paths: Vec<PathBuf> = files(&samples.join("rechtspraak_xml"), "xml")?;
    paths.extend(files(&samples.join("wetten_bwb_xml"), "csv")?);
    for path in paths {
        text.push_str(&plain(&fs::read_to_string(path)?));
    }
    ensure!(!text.is_empty(), "there are no texts");
    let mut speeds = Vec::new();
    for _ in 0..RUNS {
        let began = now();
        let mut found = 0;
        for _ in 0..4 {
            found = reference::find(&text).len();
        }
        speeds.push(4.0 * text.len() as f64 / 1e6 / began.elapsed().as_secs_f64());
        ensure!(found > 1_000, "no references");
    }
    sheet.put(
        "reference_recognition_mb_per_second",
        "text of decisions and of a law in which references are recognised a second",
        "MB/s",
        Some(Bar::AtLeast(50.0)),
        &speeds,
    );
    Ok(())
}

/// The words of an XML text.
fn plain(xml: &str) -> String {
    let mut out = String::with_capacity(xml.len());
    let mut inside = false;
    for c in xml.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                out.push(' ');
            }
            _ if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

/// Precision and recall on labelled sentences: those that the rules were made with, and others.
fn recognised(sheet: &mut Sheet) {
    for (name, sentences, which) in [
        ("reference", SEEN, "that the rules were made with (crates/text/tests/references.txt)"),
        (
            "reference_unseen",
            UNSEEN,
            "labelled before any rule was made for them (crates/text/tests/references-unseen.txt)",
        ),
    ] {
        let score = labelled::score(sentences, &mut |what, key, text| println!("  {what}: {key} in {text}"));
        let what = format!("{} references in sentences labelled by hand, {which}", score.labelled);
        sheet.put(
            &format!("{name}_precision"),
            &format!("precision: {what}"),
            "",
            Some(Bar::AtLeast(0.99)),
            &[score.precision()],
        );
        sheet.put(
            &format!("{name}_recall"),
            &format!("recall: {what}"),
            "",
            Some(Bar::AtLeast(0.97)),
            &[score.recall()],
        );
    }
}

/// Whether an article is among the ten best for the words of its heading.
fn headings(library: &Library, sheet: &mut Sheet) -> Result<()> {
    let now = library.now()?;
    // laws that give the same heading to articles are asked for any of them
    let mut wanted: HashMap<String, Vec<(String, String)>> = HashMap::new();
    for law in now.catalogue.laws.values() {
        let OnDay::State(state) = law.on(DAY) else { continue };
        for article in now.contents(state)?.into_iter().filter(is_headed) {
            let key = article.heading.to_lowercase();
            wanted.entry(key).or_default().push((state.id.clone(), article.number));
        }
    }
    ensure!(!wanted.is_empty(), "no article has a heading");
    let mut found = 0;
    for (heading, articles) in &wanted {
        let hits = now.search(heading, Within::Provisions(DAY), 10)?;
        let hit = hits.iter().any(|hit| match hit {
            Hit::Provision(state, article) => articles.contains(&(state.id.clone(), article.number.clone())),
            Hit::Decision(_) => false,
        });
        if !hit {
            println!("  not found: {heading}");
        }
        found += usize::from(hit);
    }
    let recall = found as f64 / wanted.len() as f64;
    println!("  {} headings", wanted.len());
    sheet.put(
        "law_heading_recall_at_10",
        "articles among the ten best for the words of their own heading, by words alone",
        "",
        Some(Bar::AtLeast(0.98)),
        &[recall],
    );
    Ok(())
}

fn is_headed(provision: &Provision) -> bool {
    provision.kind == ProvisionKind::Article && !provision.heading.is_empty() && !provision.is_in_annex()
}
