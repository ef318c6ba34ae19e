//! Questions over dossiers, answered with citations that are checked.
//!
//! ```text
//! ask ─▶ row, audit ─▶ Run: search ─▶ passages ─▶ model through the gateway ─┐
//!                            law ───▶ provisions ┴─ no model: support::quotes ┤
//!        follow ◀── events in the store ◀── check: quote against its text ◀───┘
//! ```
//!
//! Public law stands beside the dossier: the provisions in force on the day of the question. A
//! reference in an answer, by whomever it was written, is told with its verdict when it is read.
//!
//! An answer is an object of the server: what it says is stored before it is streamed, so a
//! reload or a lost connection loses nothing, and stopping keeps what there is. After a restart
//! an unfinished answer is marked as interrupted, with all it had said.
//!
//! To add a step of the work: [`event::Said::Step`] with a new code in `run.rs`, and its words in
//! `web/src/i18n`.

mod ask;
mod error;
pub mod event;
mod live;
pub mod marker;
pub mod prompt;
mod run;
pub mod support;

use std::sync::Arc;

use legalmind_core::{Ctx, DossierId, World, dossier::AiUse};
use legalmind_law::Law;
use legalmind_model::ChatModel;
use legalmind_search::Indexes;
use legalmind_store::{Store, dossier};
use legalmind_text::compound::Compounds;

pub use ask::{Opened, Passage, Placed};
pub use error::{Error, Result};

use crate::live::Live;

/// The assistant. Cheap to clone.
#[derive(Clone)]
pub struct Assistant {
    store: Store,
    indexes: Arc<Indexes>,
    law: Law,
    model: Option<ChatModel>,
    compounds: Arc<Compounds>,
    world: World,
    live: Live,
}

impl Assistant {
    /// An assistant over these parts; without a model it answers with passages.
    #[must_use]
    pub fn new(
        store: Store,
        indexes: Arc<Indexes>,
        law: Law,
        model: Option<ChatModel>,
        compounds: Arc<Compounds>,
        world: World,
    ) -> Self {
        Self { store, indexes, law, model, compounds, world, live: Live::default() }
    }

    /// The model that may work with a dossier, if any.
    async fn model_for(&self, ctx: &Ctx, dossier: DossierId) -> Result<Option<ChatModel>> {
        let Some(model) = &self.model else { return Ok(None) };
        Ok(self.may_ask_models(ctx, dossier).await?.then(|| model.clone()))
    }

    /// Whether what is asked about a dossier may be given to a model.
    async fn may_ask_models(&self, ctx: &Ctx, dossier: DossierId) -> Result<bool> {
        let tx = self.store.read(ctx).await?;
        Ok(dossier::ai(ctx, &tx, dossier).await? == AiUse::Allowed)
    }
}

impl std::fmt::Debug for Assistant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Assistant").field("model", &self.model.is_some()).finish_non_exhaustive()
    }
}
