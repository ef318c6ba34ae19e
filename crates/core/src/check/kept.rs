//! A check as it is kept: a version of a document held against a version of a playbook, and what
//! people decided on what came out.

use serde::{Deserialize, Serialize};

use super::{Facts, Questions, Report};
use crate::{RedlineId, Timestamp, UserId, redline::named};

named! {
    /// How far a check is, and once it has found something, how far the people are with it.
    CheckState {
        /// The document is being held against the playbook.
        Running = "running",
        /// Stopped by a person before it found anything.
        Stopped = "stopped",
        /// It could not be made; why is kept with it.
        Failed = "failed",
        /// Something that needs a decision has none.
        Open = "open",
        /// All that needs a decision has one.
        Decided = "decided",
    }
}

impl CheckState {
    /// Whether there are findings.
    #[must_use]
    pub const fn is_made(self) -> bool {
        matches!(self, Self::Open | Self::Decided)
    }
}

named! {
    /// Why a check could not be made.
    CheckTrouble {
        /// No text was found in the document.
        NoText = "no_text",
        /// Who asked for it may not read the document any more.
        Refused = "refused",
        /// The text of the playbook cannot be read any more.
        Unreadable = "unreadable",
        /// Something inside the product went wrong, several times.
        Internal = "internal",
    }
}

named! {
    /// What a person decided on a finding.
    Settlement {
        /// The risk is taken.
        AcceptedRisk = "accepted_risk",
        /// The contract has to be changed.
        ToRepair = "to_repair",
        /// The rule does not apply here.
        NotApplicable = "not_applicable",
    }
}

/// A decision on the finding of one rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingDecision {
    /// The rule, by its key in the playbook.
    pub rule: String,
    /// What was decided.
    pub settlement: Settlement,
    /// Why; never empty.
    pub reason: String,
    /// Who.
    pub by: Option<UserId>,
    /// Their name then.
    pub name: Option<String>,
    /// When.
    pub at: Timestamp,
    /// Who decided was a lawyer then: what a model wrote is a draft until one did.
    pub by_lawyer: bool,
    /// It was taken on an earlier check, which found the same in the same words.
    pub carried: bool,
}

/// The words that are proposed for a rule, as far as they can be said without the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    /// The rule, by its key in the playbook.
    pub rule: String,
    /// The words; empty where words go.
    pub text: String,
    /// The title of the clause of the library that they are.
    pub clause: Option<String>,
}

/// What is sealed of a check.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckContent {
    /// The name of the document then.
    pub document_name: String,
    /// The number of its version.
    pub version_number: u32,
    /// SHA-256 of its bytes.
    pub document_sha256: [u8; 32],
    /// SHA-256 of the text of the playbook.
    pub playbook_sha256: [u8; 32],
    /// A lawyer had approved that text.
    pub playbook_approved: bool,
    /// The name then of who made the check.
    pub checked_by: Option<String>,
    /// What was told of the contract.
    pub facts: Facts,
    /// What came out; of a check that is not made, the names of the playbook alone.
    pub report: Report,
    /// Whether a model was asked the questions of the rules.
    pub questions: Questions,
    /// Why it could not be made.
    pub trouble: Option<CheckTrouble>,
    /// The words it proposes, one for each rule at most; those of clauses as the library had them then.
    pub proposed: Vec<Proposed>,
    /// What people decided, one for each rule at most.
    pub decisions: Vec<FindingDecision>,
    /// The last review that was made of its proposals.
    pub redline: Option<RedlineId>,
}

impl CheckContent {
    /// The decision on a rule.
    #[must_use]
    pub fn decision(&self, rule: &str) -> Option<&FindingDecision> {
        self.decisions.iter().find(|it| it.rule == rule)
    }

    /// The words that are proposed for a rule; none where the clause was not in use.
    #[must_use]
    pub fn proposed(&self, rule: &str) -> Option<&Proposed> {
        self.proposed.iter().find(|it| it.rule == rule)
    }

    /// Whether what a model answered on a rule is still a draft: no lawyer decided on its finding.
    #[must_use]
    pub fn is_draft(&self, rule: &str) -> bool {
        !self.decision(rule).is_some_and(|it| it.by_lawyer)
    }

    /// The state of a check that is made: whether all that needs a decision has one.
    #[must_use]
    pub fn state(&self) -> CheckState {
        let open = |it: &&super::Finding| it.verdict.is_flagged() && self.decision(&it.rule).is_none();
        match self.report.findings.iter().find(open) {
            Some(_) => CheckState::Open,
            None => CheckState::Decided,
        }
    }
}
