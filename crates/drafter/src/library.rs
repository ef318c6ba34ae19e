//! The library of a firm: clauses and templates, who approved them, and the starter set.

mod clause;
pub mod starter;
pub mod template;

use legalmind_core::{Ctx, clause::Approval};
use legalmind_store::Tx;

use crate::{Drafter, Result};

pub use clause::{ClauseView, Version};
pub use template::{MAX_FILE, TemplateEdition, TemplateFilter, TemplatePatch, TemplateView};

/// The longest name or title, in characters.
pub(crate) const MAX_NAME: usize = 200;
/// The longest text of one field.
pub(crate) const MAX_TEXT: usize = 50_000;

/// An approval as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approved {
    /// The name of who approved; empty where there is no such person any more.
    pub by: String,
    /// When.
    pub at: legalmind_core::Timestamp,
    /// SHA-256 of the text.
    pub sha256: [u8; 32],
}

impl Drafter {
    /// An approval with the name of who gave it.
    ///
    /// # Errors
    /// Where rows cannot be read.
    pub async fn approved(
        &self,
        ctx: &Ctx,
        tx: &Tx,
        approval: Option<&Approval>,
    ) -> Result<Option<Approved>> {
        let Some(it) = approval else { return Ok(None) };
        let by = self.name_of(ctx, tx, it.by).await?.unwrap_or_default();
        Ok(Some(Approved { by, at: it.at, sha256: it.sha256 }))
    }
}
