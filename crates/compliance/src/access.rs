//! The way into a transaction with the right that is needed, and an entry where it is refused.

use std::collections::HashMap;

use legalmind_core::{
    Ctx, DossierId, UserId,
    audit::{Entry, Outcome},
    rights::{Action, decide},
};
use legalmind_store::{Tx, Work, account, rights};

use crate::{Compliance, Error, Result};

impl Compliance {
    /// A unit of work in which the person may do `action` on the dossier.
    pub(crate) async fn writing(&self, ctx: &Ctx, action: Action, dossier: DossierId) -> Result<Work> {
        let work = self.store.begin(ctx).await?;
        match rights::require(ctx, &work, action, dossier).await {
            Ok(_) => Ok(work),
            Err(error) => {
                drop(work);
                self.refused(ctx, action, dossier, error).await
            }
        }
    }

    /// A read transaction in which the person may do `action` on the dossier.
    pub(crate) async fn reading(&self, ctx: &Ctx, action: Action, dossier: DossierId) -> Result<Tx> {
        let tx = self.store.read(ctx).await?;
        match rights::require(ctx, &tx, action, dossier).await {
            Ok(_) => Ok(tx),
            Err(error) => {
                drop(tx);
                self.refused(ctx, action, dossier, error).await
            }
        }
    }

    /// Asks for a right in the firm itself, and gives the person who asks.
    pub(crate) async fn in_firm(&self, ctx: &Ctx, action: Action) -> Result<UserId> {
        let refused = match decide(ctx, action, legalmind_core::dossier::DossierFacts::default()) {
            Ok(()) => return ctx.user().ok_or(Error::State("nobody")),
            Err(refused) => refused,
        };
        let entry = Entry::done(action.as_str(), "firm", ctx.tenant().uuid()).outcome(Outcome::Refused);
        self.store.look(ctx, entry).await?;
        Err(legalmind_store::Error::Refused(refused).into())
    }

    async fn refused<T>(
        &self,
        ctx: &Ctx,
        action: Action,
        dossier: DossierId,
        error: legalmind_store::Error,
    ) -> Result<T> {
        if matches!(error, legalmind_store::Error::Refused(_) | legalmind_store::Error::NotFound) {
            let entry = Entry::done(action.as_str(), "dossier", dossier.uuid()).outcome(Outcome::Refused);
            self.store.look(ctx, entry).await?;
        }
        Err(error.into())
    }
}

/// The names of the people of the firm.
pub(crate) async fn names(ctx: &Ctx, tx: &Tx) -> Result<HashMap<UserId, String>> {
    let all = account::list(ctx, tx).await?;
    Ok(all.into_iter().map(|it| (it.id, it.content.name)).collect())
}
