//! The rules of a playbook held against ContractNLI (Koreeda and Manning 2021, CC BY 4.0): contracts of
//! confidentiality in English, each with seventeen hypotheses labelled by people, and the spans of text that
//! the labels rest on.
//!
//! A rule says of its hypothesis: acceptable, it is so; unacceptable, the contract says the reverse; to be
//! reviewed, it is not mentioned. The rules were written on every other document, by id; what they do with
//! the rest is the figure. No model takes part.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result, anyhow, ensure};
use legalmind_compliance::check::{Checker, Contract};
use legalmind_core::{
    check::{Facts, Passage, Verdict},
    passage::Page,
};
use serde::Deserialize;

use crate::figure::Sheet;

const PLAYBOOK: &str = include_str!("contractnli.toml");
const SET: &str = "contractnli/dev.json";

#[derive(Deserialize)]
struct Set {
    documents: Vec<Document>,
}

#[derive(Deserialize)]
struct Document {
    id: u64,
    text: String,
    /// Where its spans stand, in characters.
    spans: Vec<(u32, u32)>,
    annotation_sets: Vec<Annotations>,
}

#[derive(Deserialize)]
struct Annotations {
    annotations: BTreeMap<String, Label>,
}

/// What people say of a hypothesis.
#[derive(Deserialize)]
struct Label {
    choice: Choice,
    /// The spans it rests on.
    spans: Vec<usize>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
enum Choice {
    Entailment,
    Contradiction,
    NotMentioned,
}

/// How often the rules were right.
#[derive(Default)]
struct Tally {
    asked: u32,
    right: u32,
    spans: u32,
    /// Spans that a passage of the finding touches.
    touched: u32,
    /// Passages of findings that people rest on something too, and those that touch it.
    passages: u32,
    apt: u32,
}

/// Measures the rules on the half they were written on, and on the other.
pub fn run(samples: &Path, sheet: &mut Sheet) -> Result<()> {
    println!("contractnli");
    let set: Set = serde_json::from_slice(&fs::read(samples.join(SET)).context("the labelled contracts")?)?;
    let checker = Checker::read(PLAYBOOK).map_err(|faults| anyhow!("the playbook has faults: {faults:?}"))?;
    let mut documents = set.documents;
    documents.sort_by_key(|it| it.id);
    let half = |odd: bool| documents.iter().enumerate().filter(move |(at, _)| (at % 2 == 1) == odd);
    let seen: Vec<&Document> = half(false).map(|it| it.1).collect();
    let apart: Vec<&Document> = half(true).map(|it| it.1).collect();
    tell(sheet, "contractnli_seen", "that the rules were written on", &tally(&checker, &seen)?, seen.len());
    tell(sheet, "contractnli", "that no rule was written on", &tally(&checker, &apart)?, apart.len());
    sheet.put(
        "contractnli_plain",
        "the same with no rule: of each hypothesis what most of the other half say",
        "",
        None,
        &[plain(&seen, &apart)?],
    );
    Ok(())
}

fn tell(sheet: &mut Sheet, name: &str, of: &str, it: &Tally, count: usize) {
    let share = |part: u32, whole: u32| f64::from(part) / f64::from(whole.max(1));
    let figures = [
        ("accuracy", "17 hypotheses, each found to be so, the reverse or not mentioned", it.right, it.asked),
        ("evidence_recall", "spans that people rest a label on that a finding shows", it.touched, it.spans),
        (
            "evidence_precision",
            "passages of findings on what people found too that show such a span",
            it.apt,
            it.passages,
        ),
    ];
    for (figure, what, part, whole) in figures {
        let what = format!("ContractNLI, {count} contracts {of}, without a model: {what}");
        sheet.put(&format!("{name}_{figure}"), &what, "", None, &[share(part, whole)]);
    }
}

fn tally(checker: &Checker, documents: &[&Document]) -> Result<Tally> {
    let mut tally = Tally::default();
    for document in documents {
        let page = Page { text: document.text.clone(), ..Page::default() };
        let report = checker.run(&Contract::read(&[page]), &Facts::default());
        ensure!(report.findings.len() == labels(document)?.len(), "a hypothesis has no rule");
        for (hypothesis, label) in labels(document)? {
            let finding = report.find(hypothesis).context("a hypothesis has no rule")?;
            tally.asked += 1;
            tally.right += u32::from(said(finding.verdict) == label.choice);
            let spans: Vec<(u32, u32)> =
                label.spans.iter().filter_map(|at| document.spans.get(*at).copied()).collect();
            ensure!(spans.len() == label.spans.len(), "a label rests on no span");
            let shown = |span: &(u32, u32)| finding.passages.iter().any(|it| touches(it, *span));
            let (all, touched) = count(&spans, shown);
            tally.spans += all;
            tally.touched += touched;
            if !spans.is_empty() {
                let (all, apt) = count(&finding.passages, |it| spans.iter().any(|span| touches(it, *span)));
                tally.passages += all;
                tally.apt += apt;
            }
        }
    }
    Ok(tally)
}

/// How many there are, and of how many it holds.
fn count<T>(all: &[T], holds: impl Fn(&T) -> bool) -> (u32, u32) {
    all.iter().fold((0, 0), |(all, held), it| (all + 1, held + u32::from(holds(it))))
}

fn touches(passage: &Passage, (start, end): (u32, u32)) -> bool {
    passage.place.range.start < end && start < passage.place.range.end
}

const fn said(verdict: Verdict) -> Choice {
    match verdict {
        Verdict::Acceptable => Choice::Entailment,
        Verdict::Unacceptable => Choice::Contradiction,
        Verdict::Review | Verdict::NotApplicable => Choice::NotMentioned,
    }
}

fn labels(document: &Document) -> Result<&BTreeMap<String, Label>> {
    Ok(&document.annotation_sets.first().context("a contract without labels")?.annotations)
}

/// How often the choice that is most common for a hypothesis in one half is right in the other.
fn plain(seen: &[&Document], apart: &[&Document]) -> Result<f64> {
    let mut common: BTreeMap<&str, BTreeMap<Choice, u32>> = BTreeMap::new();
    for document in seen {
        for (hypothesis, label) in labels(document)? {
            *common.entry(hypothesis).or_default().entry(label.choice).or_default() += 1;
        }
    }
    let (mut asked, mut right) = (0, 0);
    for document in apart {
        for (hypothesis, label) in labels(document)? {
            let counts = common.get(hypothesis.as_str()).context("a hypothesis of one half only")?;
            let most = counts.iter().max_by_key(|it| it.1).map(|it| *it.0);
            asked += 1;
            right += u32::from(most == Some(label.choice));
        }
    }
    Ok(f64::from(right) / f64::from(asked.max(1)))
}
