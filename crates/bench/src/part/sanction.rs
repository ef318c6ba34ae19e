//! Names held against lists of sanctions: how long it takes over 20,000 entries.

use std::{fs, path::Path};

use anyhow::{Result, ensure};
use legalmind_compliance::sanction::{Asked, Screener};
use legalmind_core::{party::PartyRole, sanction::SanctionList};
use legalmind_law::sanction::{Shelf, Told};
use legalmind_seal::world;

use crate::figure::{Bar, Sheet, now};

const RUNS: usize = 5;
const ENTRIES: usize = 20_000;
/// The names of an entry.
const ALIASES: usize = 2;
const NAMES: usize = 10;
/// Of syllables, names are made that are like each other as those of people are.
const SYLLABLES: [&str; 24] = [
    "ma", "ri", "ko", "len", "sta", "vi", "mo", "ham", "ab", "dul", "ra", "him", "ser", "gei", "pe", "trov",
    "al", "is", "sa", "you", "na", "ta", "lia", "ska",
];

/// Measures an import of a list of 20,000 entries, and ten names held against it.
pub fn run(work: &Path, sheet: &mut Sheet) -> Result<()> {
    println!("sanction");
    let mut chance = fastrand::Rng::with_seed(7);
    let names: Vec<String> = (0..ENTRIES * ALIASES).map(|_| name(&mut chance)).collect();
    fs::create_dir_all(work)?;
    let file = work.join("list.xml");
    fs::write(&file, list(&names))?;
    let shelf = Shelf::new(&work.join("sanctions"));
    let told = Told { list: SanctionList::Eu, date: None, now: world::system().now() };
    let mut imported = Vec::new();
    for _ in 0..RUNS {
        let began = now();
        shelf.import(&file, told, true)?;
        imported.push(began.elapsed().as_secs_f64());
    }
    let lists: Vec<_> = shelf.now()?.into_iter().filter_map(|(_, it)| it.list().cloned()).collect();
    let began = now();
    let screener = Screener::of(lists);
    let prepared = began.elapsed().as_secs_f64();
    let asked: Vec<Asked> = (names.iter().step_by(names.len() / NAMES).take(NAMES))
        .map(|it| Asked { name: it.clone(), role: PartyRole::Other })
        .collect();
    let mut took = Vec::new();
    for _ in 0..RUNS {
        let began = now();
        let found = screener.screen(&asked);
        took.push(began.elapsed().as_secs_f64() * 1000.0);
        ensure!(found.iter().all(|it| !it.matches.is_empty()), "a name of the list is not found on it");
    }
    sheet.put(
        "sanction_screen",
        "ten names held against a list of 20,000 entries with 40,000 names that are in memory",
        "ms",
        Some(Bar::AtMost(100.0)),
        &took,
    );
    sheet.put(
        "sanction_ready",
        "the names of that list made ready, once after an import",
        "s",
        None,
        &[prepared],
    );
    sheet.put("sanction_import", "that list read as XML, checked and kept", "s", None, &imported);
    Ok(())
}

fn name(chance: &mut fastrand::Rng) -> String {
    let mut word = || {
        let parts = chance.usize(2..=3);
        let word: String = (0..parts).filter_map(|_| chance.choice(SYLLABLES)).collect();
        let (first, rest) = word.split_at(1);
        format!("{}{rest}", first.to_uppercase())
    };
    format!("{} {} {}", word(), word(), word())
}

fn list(names: &[String]) -> String {
    let entry = |(number, names): (usize, &[String])| {
        let names = names.iter().map(|it| format!("<nameAlias wholeName=\"{it}\" strong=\"true\"/>"));
        let names: String = names.collect();
        format!(
            "<sanctionEntity logicalId=\"{number}\" euReferenceNumber=\"EU.{number}.1\"><regulation numberTitle=\"2024/1\" \
             programme=\"FIC\"/><subjectType code=\"person\"/>{names}<birthdate birthdate=\"1970-01-01\"/></sanctionEntity>"
        )
    };
    let body: String = names.chunks(ALIASES).enumerate().map(entry).collect();
    format!(
        "<export xmlns=\"http://eu.europa.ec/fpi/fsd/export\" generationDate=\"2026-01-01T00:00:00Z\">{body}</export>"
    )
}
