//! Verantwoording: how the firm stands with its own duties, told to whoever asks for it.
//!
//! ```text
//! rows of registers, cycles, deadlines, audit log
//!    └▶ figures: one function, at an instant ─▶ Standing, each figure with its light
//!          ├▶ the screen: red first, each line with its row
//!          ├▶ report: of each quarter, made by itself once it is over ─▶ seen by management
//!          └▶ pack: registers, reports, the log's extract ─▶ a ZIP, signed ─▶ verify, offline
//! ```
//!
//! To add a figure: a variant of `core::accountability::FigureKind` with its light, its count in
//! `figures.rs`, its name in `words.rs` and in `web/src/i18n`, its oracle in the tests.

mod figures;
mod pack;
mod paper;
mod quarter;
mod report;
mod verify;
mod words;

pub use figures::Standing;
pub use pack::{Chapter, ChapterView, Key, PackAsk, PackOffer, Stream};
pub use quarter::Quarter;
pub use report::ReportView;
pub use verify::{Fault, Verified, verify};

use legalmind_drafter::Drafter;
use legalmind_vault::Vault;

use crate::Compliance;

/// Reports and evidence packs as files. Cheap to clone.
#[derive(Clone)]
pub struct Accountability {
    compliance: Compliance,
    drafter: Drafter,
    vault: Vault,
}

impl Accountability {
    /// Accountability over what is due.
    #[must_use]
    pub const fn new(compliance: Compliance, drafter: Drafter, vault: Vault) -> Self {
        Self { compliance, drafter, vault }
    }
}

impl std::fmt::Debug for Accountability {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Accountability")
    }
}
