//! The check itself.

mod remedy;
mod rule;

use legalmind_core::check::{Facts, Finding, Report};

use super::{
    contract::Contract,
    fact,
    playbook::{Checker, Playbook},
    ready::Ready,
};
use rule::Judge;

/// Checks a contract against a playbook. The findings are worst first, and among equals in the order
/// of the playbook; there is one of each rule, also of those that do not hold.
#[must_use]
pub fn run(playbook: &Playbook, contract: &Contract, facts: &Facts) -> Report {
    let (ready, _) = Ready::new(playbook);
    run_ready(playbook, &ready, contract, facts)
}

impl Checker {
    /// Checks a contract, as [`run`] does.
    #[must_use]
    pub fn run(&self, contract: &Contract, facts: &Facts) -> Report {
        run_ready(&self.playbook, &self.ready, contract, facts)
    }
}

/// Puts findings in their order: worst first.
pub(crate) fn order(findings: &mut [Finding]) {
    findings.sort_by_key(|it| (it.verdict.rank(), it.severity as u8));
}

fn run_ready(playbook: &Playbook, ready: &Ready, contract: &Contract, facts: &Facts) -> Report {
    let found = ready.patterns.find(contract.ground());
    let facts = fact::known(playbook, ready, contract, &found, facts);
    let judge = Judge { playbook, ready, contract, found: &found, facts: &facts };
    let rules = playbook.rules.iter().zip(&ready.rules);
    let mut findings: Vec<_> = rules.map(|(rule, ready)| judge.judge(rule, ready)).collect();
    order(&mut findings);
    Report {
        playbook: playbook.key.clone(),
        title: playbook.title.clone(),
        facts,
        findings,
        unread: contract.is_unread(),
    }
}
