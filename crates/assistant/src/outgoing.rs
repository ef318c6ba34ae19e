//! The ledger of what leaves for a model: written before it leaves (P077).

use async_trait::async_trait;
use legalmind_core::{AnswerId, Ctx, DossierId, audit::Entry};
use legalmind_model::{Ledger, Outgoing, Returned, ledger::LedgerError};
use legalmind_store::{Store, outgoing};

/// Keeps, sealed, what is sent to a model for one answer.
pub(crate) struct AnswerLedger {
    pub(crate) store: Store,
    pub(crate) answer: AnswerId,
    pub(crate) dossier: DossierId,
}

#[async_trait]
impl Ledger for AnswerLedger {
    async fn leaving(&self, ctx: &Ctx, out: &Outgoing) -> Result<(), LedgerError> {
        let content = outgoing::OutgoingContent {
            provider: out.provider.clone(),
            model: out.model.clone(),
            region: out.region.clone(),
            body: out.body.to_vec(),
        };
        self.write(ctx, out, &content).await.map_err(|error| {
            tracing::error!(%error, "what leaves could not be written down");
            LedgerError
        })
    }

    async fn returned(&self, ctx: &Ctx, back: Returned) -> Result<(), LedgerError> {
        let work = self.store.begin(ctx).await.map_err(|_| LedgerError)?;
        let done = outgoing::returned(
            ctx,
            &work,
            back.call.uuid(),
            outgoing::Back {
                bytes: back.bytes,
                tokens_in: back.tokens_in,
                tokens_out: back.tokens_out,
                complete: back.complete,
            },
        );
        done.await.map_err(|_| LedgerError)?;
        work.save().await.map_err(|_| LedgerError)
    }
}

impl AnswerLedger {
    async fn write(
        &self,
        ctx: &Ctx,
        out: &Outgoing,
        content: &outgoing::OutgoingContent,
    ) -> legalmind_store::Result<()> {
        let work = self.store.begin(ctx).await?;
        outgoing::add(ctx, &work, out.call.uuid(), self.answer, out.bytes, content).await?;
        work.audit(Entry::done("model.call", "answer", self.answer.uuid()).in_dossier(self.dossier))?;
        work.save().await
    }
}
