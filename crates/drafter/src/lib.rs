//! The Document Drafter: Word files made, changed, compared and reviewed.
//!
//! ```text
//! instruction ─▶ redline: rules │ clause library │ model ─▶ operations ─▶ tried on the document
//!                                                              │ those that fit: proposals
//!                     a person decides ◀───────────────────────┘
//!                          └─▶ finish: a new version with tracked changes
//!
//! template + interview ─▶ draft ─▶ filled Word file ────────────▶ document in the dossier
//!                                   └─▶ text in the editor ─▶ Word ─┘
//! ```
//!
//! Word files are read and changed in the closed-off child of the vault's reader, never here. A
//! model gives operations with the text they apply to; what does not fit the document is refused
//! and listed. Nothing lands in a document without a person, and always as a new version.
//!
//! To add a rule for instructions: `redline/rules.rs`. To add a kind of question: its variant in
//! core, its check in `interview.rs`, its field in `web/src/features/draft`.

mod access;
mod compare;
pub mod draft;
mod error;
pub mod interview;
pub mod library;
mod outline;
pub mod redline;
pub mod text;
pub mod view;
pub mod words;

pub use compare::{Comparison, Row, RowKind, Side, Which};
pub use error::{Error, Result, tag_code, word_code};

use std::sync::Arc;

use legalmind_core::{Ctx, DossierId, World, document::Reason, dossier::AiUse, passage::WordPlace};
use legalmind_model::ChatModel;
use legalmind_store::{Store, dossier, library::Started};
use legalmind_vault::Vault;

/// The Document Drafter. Cheap to clone.
#[derive(Clone)]
pub struct Drafter {
    store: Store,
    vault: Vault,
    model: Option<ChatModel>,
    world: World,
    started: Arc<Started>,
}

impl Drafter {
    /// A drafter over these parts; without a model, rules and the clause library do the work.
    #[must_use]
    pub fn new(store: Store, vault: Vault, model: Option<ChatModel>, world: World) -> Self {
        Self { store, vault, model, world, started: Arc::default() }
    }

    /// The model that may work with a dossier, if any.
    async fn model_for(&self, ctx: &Ctx, dossier: DossierId) -> Result<Option<ChatModel>> {
        let Some(model) = &self.model else { return Ok(None) };
        let tx = self.store.read(ctx).await?;
        Ok((dossier::ai(ctx, &tx, dossier).await? == AiUse::Allowed).then(|| model.clone()))
    }
}

impl std::fmt::Debug for Drafter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Drafter").field("model", &self.model.is_some()).finish_non_exhaustive()
    }
}

/// SHA-256 of what is kept, in the form in which it is kept.
fn digest<T: serde::Serialize>(content: &T) -> Result<[u8; 32]> {
    let bytes = serde_json::to_vec(content).map_err(|_| Error::State("unreadable"))?;
    Ok(legalmind_vault::sha256(&bytes))
}

/// Does what takes its time apart from the threads that others wait for.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Error::Reason(Reason::Internal))
}

/// An address of the engine as it is stored.
fn place(address: &legalmind_docx::Address) -> WordPlace {
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    WordPlace {
        part: address.part.clone(),
        paragraph: small(address.paragraph),
        start: small(address.start),
        end: small(address.end),
    }
}

/// A stored place as the engine has it.
fn address(place: &WordPlace) -> legalmind_docx::Address {
    let range = place.start as usize..place.end as usize;
    legalmind_docx::Address::new(place.part.clone(), place.paragraph as usize, range)
}
