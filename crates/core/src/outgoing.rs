//! What left the house: written down before it leaves, so that nothing can leave unrecorded
//! (P077).

use async_trait::async_trait;
use bytes::Bytes;

use crate::{Ctx, Id, PassageId};

/// The kind of [`CallId`].
pub enum Call {}
/// Names one call, so that what came back is put with what left.
pub type CallId = Id<Call>;

/// A request that is about to leave.
#[derive(Clone)]
pub struct Outgoing {
    /// The call.
    pub call: CallId,
    /// The `id` of the provider's record.
    pub provider: String,
    /// The model that is asked for.
    pub model: String,
    /// The region the record names.
    pub region: String,
    /// It goes to a model on this very machine: nobody else receives it.
    pub own_machine: bool,
    /// How many bytes the request's body has.
    pub bytes: u64,
    /// The passages in it.
    pub passages: Vec<PassageId>,
    /// The body itself, to the byte: content, to be sealed by whoever keeps it.
    pub body: Bytes,
}

impl std::fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Outgoing")
            .field("call", &self.call)
            .field("provider", &self.provider)
            .field("model", &self.model)
            .field("region", &self.region)
            .field("own_machine", &self.own_machine)
            .field("bytes", &self.bytes)
            .field("passages", &self.passages.len())
            .finish_non_exhaustive()
    }
}

/// What came back, once it is complete or has broken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Returned {
    /// The call.
    pub call: CallId,
    /// How many bytes came.
    pub bytes: u64,
    /// How many tokens the provider counted in the request.
    pub tokens_in: Option<u64>,
    /// How many tokens the provider counted in the answer.
    pub tokens_out: Option<u64>,
    /// Whether the answer was complete.
    pub complete: bool,
}

/// Why nothing may leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LedgerError {
    /// The ledger could not be written.
    #[error("the ledger could not be written")]
    Unwritten,
    /// The dossier is one of which nothing is given to a model.
    #[error("nothing of this dossier may be given to a model")]
    Forbidden,
}

/// Where calls are written down.
#[async_trait]
pub trait Ledger: Send + Sync {
    /// Writes down what is about to leave. Where this fails nothing is sent.
    ///
    /// # Errors
    /// [`LedgerError`] where it could not be written, or must not leave.
    async fn leaving(&self, ctx: &Ctx, outgoing: &Outgoing) -> Result<(), LedgerError>;

    /// Writes down what came back. Not called where the reader lets go of the stream early.
    ///
    /// # Errors
    /// [`LedgerError`] where it could not be written; the answer is not lost over it.
    async fn returned(&self, ctx: &Ctx, returned: Returned) -> Result<(), LedgerError>;
}

/// Keeps no ledger: for calls in which nothing of a firm is sent, such as a check that an
/// endpoint answers.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoLedger;

#[async_trait]
impl Ledger for NoLedger {
    async fn leaving(&self, _: &Ctx, _: &Outgoing) -> Result<(), LedgerError> {
        Ok(())
    }
    async fn returned(&self, _: &Ctx, _: Returned) -> Result<(), LedgerError> {
        Ok(())
    }
}
