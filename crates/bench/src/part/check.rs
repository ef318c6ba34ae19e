//! Contracts checked: how long a check takes, and how much a checked contract says.

pub mod contractnli;
#[path = "../../../compliance/tests/it/contracts/labelled.rs"]
mod labelled;

use std::{fs, path::Path};

use anyhow::{Context, Result, anyhow, ensure};
use legalmind_compliance::check::{Contract, Playbook, Shipped, run as check};
use legalmind_core::{check::Facts, passage::Page};

use self::labelled::{BLIND, LOOKED_AT, PRACTICE_KEPT};
use crate::figure::{Bar, Sheet, now};

const RUNS: usize = 5;
/// Characters of a page of a contract.
const PAGE: usize = 3_000;
const PAGES: usize = 60;
const RULES: usize = 40;
/// Contracts that the playbooks are held against in tests.
const CONTRACTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../compliance/tests/contracts/seen");

/// Measures a check of a contract of 60 pages against a playbook of 40 rules.
pub fn run(sheet: &mut Sheet) -> Result<()> {
    println!("check");
    let pages = contract(Path::new(CONTRACTS))?;
    let playbook = playbook()?;
    let mut took = Vec::new();
    for _ in 0..RUNS {
        let began = now();
        let report = check(&playbook, &Contract::read(&pages), &Facts::default());
        took.push(began.elapsed().as_secs_f64());
        ensure!(report.findings.len() == RULES, "a rule has no finding");
    }
    sheet.put(
        "check_contract",
        "a contract of 60 pages read into articles and held against a playbook of 40 rules, its signs made ready",
        "s",
        Some(Bar::AtMost(2.0)),
        &took,
    );
    Ok(())
}

/// Measures how many of the planted defects of labelled contracts are found, and how much of what is found is one.
pub fn labels(sheet: &mut Sheet) -> Result<()> {
    println!("labelled contracts");
    let playbooks = labelled::playbooks().map_err(|error| anyhow!(error))?;
    let sets: [(&str, &[&str], &str); 3] = [
        ("check_practice", &[PRACTICE_KEPT], "worded as practice does, kept apart"),
        ("check_blind", &[BLIND], "in other words than usual on purpose, kept apart"),
        ("check_looked_at", &LOOKED_AT, "of both kinds that the rules were mended for"),
    ];
    for (name, folders, which) in sets {
        let mut contracts = Vec::new();
        for folder in folders {
            contracts.extend(labelled::labelled(folder).map_err(|error| anyhow!(error))?);
        }
        let all = labelled::sum(&labelled::tally(&playbooks, &contracts, &mut |_, _| {}));
        let what = format!("{} defects planted in {} contracts {which}", all.defects(), contracts.len());
        let figures = [
            ("recall", "found of", all.recall(), Bar::AtLeast(0.95)),
            ("precision", "of what is found, is one of", all.precision(), Bar::AtLeast(0.90)),
        ];
        for (figure, says, value, bar) in figures {
            sheet.put(
                &format!("{name}_{figure}"),
                &format!("{figure}: {says} the {what}"),
                "",
                Some(bar),
                &[value],
            );
        }
    }
    Ok(())
}

/// The contracts of the tests one after the other, until there are sixty pages.
fn contract(folder: &Path) -> Result<Vec<Page>> {
    let mut files: Vec<_> =
        fs::read_dir(folder).context("the contracts")?.flatten().map(|it| it.path()).collect();
    files.sort();
    let mut paragraphs = Vec::new();
    for path in files {
        let text = fs::read_to_string(path)?;
        let body = text.splitn(3, "---\n").nth(2).unwrap_or_default();
        paragraphs.extend(body.split("\n\n").map(str::to_owned));
    }
    ensure!(!paragraphs.is_empty(), "there are no contracts");
    let mut pages = vec![Page::default()];
    for paragraph in paragraphs.iter().cycle() {
        if pages.last().is_some_and(|page| page.text.len() > PAGE) {
            if pages.len() == PAGES {
                break;
            }
            pages.push(Page::default());
        }
        if let Some(page) = pages.last_mut() {
            page.text.push_str(paragraph);
            page.text.push_str("\n\n");
        }
    }
    Ok(pages)
}

/// Rules of the playbooks of the product, as many as asked, in one playbook.
fn playbook() -> Result<Playbook> {
    let of = |key: &str| Shipped::find(key).and_then(Shipped::playbook).context("a playbook of the product");
    let mut playbook = of("algemene-voorwaarden")?;
    let more = of("verwerkersovereenkomst")?;
    playbook.rules.extend(more.rules);
    playbook.rules.truncate(RULES);
    ensure!(playbook.rules.len() == RULES, "there are too few rules");
    Ok(playbook)
}
