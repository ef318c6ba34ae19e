//! The library of a firm: clauses and templates, who approved them, and the starter set.

mod clause;
pub mod starter;
pub mod template;

use std::{collections::HashSet, sync::Mutex};

use legalmind_core::{Ctx, TenantId, clause::Approval};
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

/// The firms that were given the starter set by this process.
#[derive(Debug, Default)]
pub(crate) struct Started(Mutex<HashSet<TenantId>>);

impl Started {
    /// Whether a firm was seen before; it is from now on.
    pub(crate) fn knows(&self, firm: TenantId) -> bool {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).contains(&firm)
    }

    pub(crate) fn add(&self, firm: TenantId) {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(firm);
    }
}

impl Drafter {
    pub(crate) async fn approved(
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
