//! A contract checked against a playbook, without store, network or model.
//!
//! ```text
//! library/playbooks/*.toml ─▶ Playbook::read (refused with its faults, or usable)
//! stored pages ─▶ Contract::read (articles, leden, onderdelen, definitions; each with its place)
//!
//! run(playbook, contract, facts)
//!   facts given, or read from the contract
//!   each rule: does it hold ─▶ is its subject there ─▶ required │ forbidden │ limited
//!        └▶ a finding: verdict, steps, passages, remedy ─▶ sentence() in Dutch and English
//! question ─▶ what a model is asked of a rule, and what its answer is worth
//! difference(before, now) ─▶ what changed between two runs
//! ```
//!
//! A rule recognises by *signs* (`sign.rs`): words as a lawyer would write them, with a few marks.
//! To add a playbook: a file in `library/playbooks`, its line in `shipped.rs`, its contracts in
//! `tests/contracts`.

mod contract;
mod denial;
mod difference;
mod fact;
mod fault;
mod figure;
mod playbook;
mod proof;
pub(crate) mod question;
mod ready;
mod run;
mod shipped;
mod sign;
mod span;
mod spelling;
mod words;

pub use contract::{Contract, LabelKind, Paragraph};
pub use difference::difference;
pub use fault::{Fault, FaultCode};
pub use playbook::{
    Checker, Fact, FactValue, Figure, Forbidden, Limit, Playbook, Requirement, Rule, RuleWording, Scope, When,
};
pub(crate) use run::order;
pub use run::run;
pub use shipped::{CLAUSES, Shipped, shipped};
pub use words::{says, sentence, unanswered, verdict};
