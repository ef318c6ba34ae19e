//! Real documents. They are not part of the repository; without them these tests say so.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::{Path, PathBuf},
};

use legalmind_core::document::{FileKind, Reason};
use legalmind_extract::{Extractor, Outcome};
use tokio::{sync::Semaphore, task::JoinSet};

use super::support::{samples, text, with_ocr, with_pdf, words};

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() { open.push(entry) } else { found.push(entry) }
        }
    }
    found.sort();
    found
}

async fn read_all(extractor: &Extractor, files: Vec<PathBuf>) -> Vec<(PathBuf, Result<Outcome, Reason>)> {
    let hands = std::sync::Arc::new(Semaphore::new(3));
    let mut work = JoinSet::new();
    for file in files {
        let (extractor, hands) = (extractor.clone(), hands.clone());
        work.spawn(async move {
            let _hand = hands.acquire_owned().await.unwrap();
            let bytes = fs::read(&file).unwrap();
            let read = extractor.read(&file.to_string_lossy(), bytes.into(), &|_| {}).await;
            (file, read)
        });
    }
    let mut all = work.join_all().await;
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

/// The share of `expected` that is also in `found`, counted.
fn share<T: std::hash::Hash + Eq>(expected: &[T], found: &[T]) -> f64 {
    if expected.is_empty() {
        return 1.0;
    }
    let mut left: HashMap<&T, usize> = HashMap::new();
    for item in found {
        *left.entry(item).or_default() += 1;
    }
    let hit = expected
        .iter()
        .filter(|item| left.get_mut(item).is_some_and(|left| (*left > 0).then(|| *left -= 1).is_some()))
        .count();
    hit as f64 / expected.len() as f64
}

#[tokio::test]
async fn contracts_are_read_word_for_word_and_in_order() {
    let (Some(extractor), Some(folder)) = (with_pdf(), samples("cuad")) else { return };
    let pdfs =
        files(&folder).into_iter().filter(|file| file.extension().is_some_and(|end| end == "pdf")).collect();
    let mut poor = Vec::new();
    for (file, read) in read_all(&extractor, pdfs).await {
        let exact = words(&fs::read_to_string(file.with_extension("txt")).unwrap());
        let outcome = read.unwrap();
        let found = words(&text(&outcome));
        let runs = |words: &[String]| words.windows(4).map(<[String]>::concat).collect::<Vec<_>>();
        let (all, order) = (share(&exact, &found), share(&runs(&exact), &runs(&found)));
        println!("{all:.4} of words, {order:.4} of runs of four: {}", file.file_name().unwrap().display());
        if all < 0.98 || order < 0.95 {
            poor.push(file);
        }
        for page in &outcome.pages {
            assert!(page.words.iter().all(|word| word.quad.w > 0.0 && word.quad.h > 0.0));
        }
    }
    assert!(poor.is_empty(), "{poor:?}");
}

#[tokio::test]
async fn scans_are_recognised() {
    let (Some(extractor), Some(folder)) = (with_ocr(), samples("ocr_nl")) else { return };
    let mut grades: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    let scans =
        files(&folder).into_iter().filter(|file| file.extension().is_some_and(|end| end == "pdf")).collect();
    for (file, read) in read_all(&extractor, scans).await {
        let outcome = read.unwrap();
        assert!(outcome.pages.iter().all(|page| page.recognised && page.confidence.is_some()));
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let (base, grade) = name.split_once('.').unwrap();
        let exact = fs::read_to_string(folder.join(format!("{base}.txt"))).unwrap();
        let errors = character_errors(&exact, &text(&outcome));
        println!("{errors:.4} character errors: {name}");
        grades.entry(grade.to_owned()).or_default().push(errors);
    }
    let mean = |grade: &str| grades[grade].iter().sum::<f64>() / grades[grade].len() as f64;
    println!("mean: clean {:.4}, scan {:.4}, fax {:.4}", mean("clean300"), mean("scan200"), mean("fax150"));
    assert!(mean("clean300") < 0.02);
}

/// Levenshtein distance over the length of the exact text, spacing made equal.
fn character_errors(exact: &str, found: &str) -> f64 {
    let flat =
        |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect::<Vec<char>>();
    let (exact, found) = (flat(exact), flat(found));
    let mut row: Vec<usize> = (0..=found.len()).collect();
    for (i, a) in exact.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in found.iter().enumerate() {
            let best = (diagonal + usize::from(a != b)).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = std::mem::replace(&mut row[j + 1], best);
        }
    }
    row[found.len()] as f64 / exact.len().max(1) as f64
}

#[tokio::test]
async fn no_office_file_brings_anything_down() {
    let (Some(extractor), Some(folder)) = (with_pdf(), samples("office")) else { return };
    // scans among them are the business of another test, and take minutes
    let options = legalmind_extract::ExtractOptions { tesseract: None, ..extractor.options().clone() };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (file, read) in read_all(&Extractor::new(options), files(&folder)).await {
        let end = file.extension().map_or_else(String::new, |end| end.to_string_lossy().into_owned());
        let result = read.as_ref().map_or_else(|reason| reason.as_str(), |outcome| outcome.kind.as_str());
        *counts.entry(format!("{end}: {result}")).or_default() += 1;
        if let Err(Reason::Crashed | Reason::Timeout | Reason::Memory | Reason::Internal) = read {
            println!("{result}: {}", file.display());
        }
        for page in read.iter().flat_map(|outcome| &outcome.pages) {
            let end = page.text.chars().count() as u32;
            assert!(page.words.iter().all(|word| word.range.end <= end));
        }
    }
    println!("{counts:#?}");
    let bad: usize = ["crashed", "internal"]
        .iter()
        .map(|bad| counts.iter().filter(|(key, _)| key.ends_with(bad)).map(|(_, count)| count).sum::<usize>())
        .sum();
    assert_eq!(bad, 0);
}

#[tokio::test]
async fn messages_are_read_as_expected() {
    let (Some(extractor), Some(folder)) = (with_pdf(), samples("office/eml_stalwart")) else { return };
    let mails: Vec<PathBuf> =
        files(&folder).into_iter().filter(|file| file.extension().is_some_and(|end| end == "eml")).collect();
    let mut compared = 0;
    for (file, read) in read_all(&extractor, mails).await {
        let Ok(json) = fs::read_to_string(file.with_extension("json")) else { continue };
        let expected: serde_json::Value = serde_json::from_str(&json).unwrap();
        let Ok(outcome) = read else { continue };
        if outcome.kind != FileKind::Eml {
            continue;
        }
        let text = words(&text(&outcome));
        let parts = expected["parts"].as_array().cloned().unwrap_or_default();
        let bodies = expected["text_body"].as_array().cloned().unwrap_or_default();
        for body in bodies.iter().filter_map(|id| parts.get(id.as_u64()? as usize)) {
            if let Some(plain) = body["body"]["Text"].as_str() {
                let share = share(&words(plain), &text);
                assert!(share > 0.98, "{share} {}", file.display());
                compared += 1;
            }
        }
    }
    println!("{compared} bodies compared");
    assert!(compared > 20);
}

#[tokio::test]
async fn the_same_agreement_reads_the_same_from_word_pdf_and_markdown() {
    let (Some(extractor), Some(folder)) = (with_pdf(), samples("contracten_en")) else { return };
    for (markdown, pdf) in [
        ("bonterms_Mutual-NDA/Mutual-NDA.md", "bonterms_Mutual-NDA/Bonterms-Mutual-NDA-Version-1.pdf"),
        ("bonterms_Cloud-Terms/Cloud-Terms.md", "bonterms_Cloud-Terms/Bonterms-Cloud-Terms-Version-1.0.pdf"),
    ] {
        let both = read_all(&extractor, vec![folder.join(markdown), folder.join(pdf)]).await;
        let texts: Vec<Vec<String>> =
            both.into_iter().map(|(_, read)| words(&text(&read.unwrap()))).collect();
        let share = share(&texts[1], &texts[0]).max(share(&texts[0], &texts[1]));
        println!("{share:.4} {markdown}");
        assert!(share > 0.95);
    }
    let files =
        files(&folder).into_iter().filter(|file| file.extension().is_some_and(|end| end == "docx")).collect();
    for (file, read) in read_all(&extractor, files).await {
        let outcome = read.unwrap();
        assert!(text(&outcome).len() > 500, "{}", file.display());
    }
}
