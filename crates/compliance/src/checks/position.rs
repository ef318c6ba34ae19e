//! What a check of a supplier's contract proposes for that supplier's row in the register. Nothing is written
//! here: a person looks at each and confirms it in the row.

use legalmind_core::{
    check::{Verdict, Words},
    register::FieldKind,
};

use super::CheckView;
use crate::register::{self, Field};

/// The playbook whose rules have the keys of fields, with hyphens.
const PLAYBOOK: &str = "leverancier";
/// The register that has those fields.
pub const REGISTER: &str = "leveranciers";

/// What the contract says about a clause that the register asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The field of the register.
    pub field: &'static str,
    /// The rule of the check.
    pub rule: String,
    /// The field's label.
    pub label: &'static Words,
    /// Whether the contract has the clause; none where a person has to judge.
    pub proposes: Option<bool>,
}

impl CheckView {
    /// What is proposed for the row of a supplier, in the order of the register; nothing where the check was
    /// by another playbook.
    #[must_use]
    pub fn positions(&self) -> Vec<Position> {
        let report = &self.check.content.report;
        let register = Some(REGISTER).filter(|_| report.playbook == PLAYBOOK).and_then(register::find);
        let fields = register.iter().flat_map(|it| &it.fields).filter(|it| it.kind == FieldKind::YesNo);
        let position = |field: &'static Field| {
            let rule = field.key.replace('_', "-");
            let proposes = match report.find(&rule)?.verdict {
                Verdict::Acceptable => Some(true),
                Verdict::Unacceptable => Some(false),
                Verdict::Review | Verdict::NotApplicable => None,
            };
            Some(Position { field: &field.key, rule, label: &field.label, proposes })
        };
        fields.filter_map(position).collect()
    }
}
