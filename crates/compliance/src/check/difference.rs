//! What changed between two checks of the same contract.

use legalmind_core::check::{ChangeKind, Finding, Report, RuleChange, Verdict};

/// What changed of each rule, in the order of the report now; rules that are gone come last.
#[must_use]
pub fn difference(before: &Report, now: &Report) -> Vec<RuleChange> {
    let mut out: Vec<RuleChange> = now.findings.iter().map(|it| change(before.find(&it.rule), it)).collect();
    let gone = before.findings.iter().filter(|it| now.find(&it.rule).is_none());
    out.extend(gone.map(|it| RuleChange {
        rule: it.rule.clone(),
        title: it.title.clone(),
        kind: ChangeKind::Removed,
        before: Some(it.verdict),
        now: None,
    }));
    out
}

fn change(before: Option<&Finding>, now: &Finding) -> RuleChange {
    // that a rule does not hold is no better than that it is kept
    let rank = |verdict: Verdict| verdict.rank().min(Verdict::Acceptable.rank());
    let words = |it: &Finding| it.rests_on().map(|it| it.quote.clone()).collect::<Vec<_>>();
    let kind = match before {
        None => ChangeKind::Added,
        Some(it) if rank(it.verdict) < rank(now.verdict) => ChangeKind::Better,
        Some(it) if rank(it.verdict) > rank(now.verdict) => ChangeKind::Worse,
        Some(it) if it.verdict != now.verdict || words(it) != words(now) => ChangeKind::OtherWords,
        Some(_) => ChangeKind::Same,
    };
    RuleChange {
        rule: now.rule.clone(),
        title: now.title.clone(),
        kind,
        before: before.map(|it| it.verdict),
        now: Some(now.verdict),
    }
}
