//! Contracts with the verdict that each rule should come to, and what the rules make of them. The measurements of
//! `cargo xtask bench` read this file too.

use std::{collections::BTreeMap, fs, path::Path};

use legalmind_compliance::check::{Checker, Contract};
use legalmind_core::{
    check::{Facts, Finding, Verdict},
    passage::Page,
};

/// Where the sets are, each a folder.
const CONTRACTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../compliance/tests/contracts");
/// The playbooks as they stand in the library.
const PLAYBOOKS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../library/playbooks");

/// Contracts as practice words them, that no rule is mended for.
pub const PRACTICE_KEPT: &str = "practice-kept";
/// Contracts in other words than usual, that no rule is mended for.
pub const BLIND: &str = "blind";
/// The sets that were looked at.
pub const LOOKED_AT: [&str; 5] = ["seen", "unseen", "fresh", "named", "practice"];

/// A contract with the verdict that each rule should come to.
#[derive(Debug)]
pub struct Labelled {
    /// The name of its file.
    pub name: String,
    /// The key of the playbook that it is held against.
    pub playbook: String,
    /// What is said of it beside its text.
    pub facts: Facts,
    /// The verdicts of rules.
    pub expected: BTreeMap<String, Verdict>,
    /// The verdict of all other rules.
    pub rest: Verdict,
    /// Its text.
    pub text: String,
}

impl Labelled {
    /// What a rule should come to.
    pub fn verdict(&self, rule: &str) -> Verdict {
        self.expected.get(rule).copied().unwrap_or(self.rest)
    }

    fn read(path: &Path) -> Result<Self, String> {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let whole = fs::read_to_string(path).map_err(|error| format!("{name}: {error}"))?;
        let body = whole.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
        let (head, text) = body.ok_or_else(|| format!("{name}: no head"))?;
        let mut it = Self {
            name,
            playbook: String::new(),
            facts: Facts::default(),
            expected: BTreeMap::new(),
            rest: Verdict::Acceptable,
            text: text.to_owned(),
        };
        for line in head.lines() {
            it.label(line).ok_or_else(|| format!("{}: {line}", it.name))?;
        }
        Ok(it)
    }

    /// A line of the head; none where it says nothing, or says of a rule what was said before.
    fn label(&mut self, line: &str) -> Option<()> {
        let (key, value) = line.split_once(':')?;
        let value = value.trim();
        match key {
            "playbook" => value.clone_into(&mut self.playbook),
            "facts" => {
                for pair in value.split_whitespace() {
                    let (fact, is) = pair.split_once('=')?;
                    self.facts.0.insert(fact.to_owned(), is.to_owned());
                }
            }
            "else" => self.rest = Verdict::parse(value)?,
            verdict => {
                let verdict = Verdict::parse(verdict)?;
                for rule in value.split_whitespace() {
                    if self.expected.insert(rule.to_owned(), verdict).is_some() {
                        return None;
                    }
                }
            }
        }
        Some(())
    }
}

/// The contracts of a set, in the order of their names.
///
/// # Errors
/// What cannot be read, with the file.
pub fn labelled(set: &str) -> Result<Vec<Labelled>, String> {
    let folder = Path::new(CONTRACTS).join(set);
    let files = fs::read_dir(folder).map_err(|error| format!("{set}: {error}"))?;
    let mut files: Vec<_> = files.flatten().map(|it| it.path()).collect();
    files.sort();
    files.iter().map(|path| Labelled::read(path)).collect()
}

/// The text as a format without pages gives it.
pub fn page(text: &str) -> Vec<Page> {
    vec![Page { text: text.trim().to_owned(), ..Page::default() }]
}

/// The playbooks as they stand in the library, by their keys.
///
/// # Errors
/// A playbook with faults.
pub fn playbooks() -> Result<BTreeMap<String, Checker>, String> {
    let files = fs::read_dir(PLAYBOOKS).map_err(|error| format!("the playbooks: {error}"))?;
    let read = |path: &Path| {
        let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
        let checker = Checker::read(&text).map_err(|faults| format!("{}: {faults:#?}", path.display()))?;
        Ok((checker.playbook().key.clone(), checker))
    };
    files.flatten().map(|it| read(&it.path())).collect()
}

/// How often a rule was right and wrong: a contract with a defect is a positive.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Defects that were found.
    pub found: u32,
    /// Defects that were not.
    pub missed: u32,
    /// What is no defect, and was taken for one.
    pub false_alarms: u32,
    /// What is no defect, and was not.
    pub quiet: u32,
    /// Of those found, how many with the very verdict of the label.
    pub exact: u32,
}

impl Tally {
    /// Of the defects, how many were found.
    pub fn recall(self) -> f64 {
        ratio(self.found, self.defects())
    }

    /// Of what was found, how many are defects.
    pub fn precision(self) -> f64 {
        ratio(self.found, self.found + self.false_alarms)
    }

    /// The defects.
    pub const fn defects(self) -> u32 {
        self.found + self.missed
    }

    /// Counts a verdict.
    pub fn count(&mut self, expected: Verdict, came: Verdict) {
        match (expected.is_flagged(), came.is_flagged()) {
            (true, true) => self.found += 1,
            (true, false) => self.missed += 1,
            (false, true) => self.false_alarms += 1,
            (false, false) => self.quiet += 1,
        }
        self.exact += u32::from(expected.is_flagged() && expected == came);
    }

    /// Adds those of another.
    pub fn add(&mut self, other: Self) {
        self.found += other.found;
        self.missed += other.missed;
        self.false_alarms += other.false_alarms;
        self.quiet += other.quiet;
        self.exact += other.exact;
    }
}

/// A part of a whole; all of it where there is nothing.
pub fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 { 1.0 } else { f64::from(part) / f64::from(whole) }
}

/// By playbook and rule.
pub type Tallies = BTreeMap<(String, String), Tally>;

/// What the rules make of contracts; `told` hears of each verdict.
pub fn tally(
    playbooks: &BTreeMap<String, Checker>,
    contracts: &[Labelled],
    told: &mut dyn FnMut(&Labelled, &Finding),
) -> Tallies {
    let mut out = Tallies::new();
    for it in contracts {
        let Some(checker) = playbooks.get(&it.playbook) else { continue };
        let report = checker.run(&Contract::read(&page(&it.text)), &it.facts);
        for finding in &report.findings {
            let tally = out.entry((it.playbook.clone(), finding.rule.clone())).or_default();
            tally.count(it.verdict(&finding.rule), finding.verdict);
            told(it, finding);
        }
    }
    out
}

/// All of them together.
pub fn sum(tallies: &Tallies) -> Tally {
    let mut all = Tally::default();
    tallies.values().for_each(|it| all.add(*it));
    all
}
