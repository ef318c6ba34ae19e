//! The one way into a transaction on a person's behalf: with the right that is needed, and an entry
//! where it is refused.

use legalmind_core::{
    Ctx, DossierId,
    audit::{Entry, Outcome},
    dossier::DossierFacts,
    rights::{Action, decide},
};

use crate::{Error, Result, Store, Tx, Work, rights};

impl Store {
    /// A read transaction in which the person may do `action` on the dossier.
    ///
    /// # Errors
    /// As [`rights::require`] says; then an entry is left.
    pub async fn reading(&self, ctx: &Ctx, action: Action, dossier: DossierId) -> Result<Tx> {
        let tx = self.read(ctx).await?;
        let tried = rights::require(ctx, &tx, action, dossier).await;
        let entry = Entry::done(action.as_str(), "dossier", dossier.uuid());
        Ok(self.granted(ctx, entry, tx, tried).await?.0)
    }

    /// A unit of work in which the person may do `action` on the dossier.
    ///
    /// # Errors
    /// As [`rights::require`] says; then an entry is left.
    pub async fn writing(&self, ctx: &Ctx, action: Action, dossier: DossierId) -> Result<Work> {
        let work = self.begin(ctx).await?;
        let tried = rights::require(ctx, &work, action, dossier).await;
        let entry = Entry::done(action.as_str(), "dossier", dossier.uuid());
        Ok(self.granted(ctx, entry, work, tried).await?.0)
    }

    /// Asks for a right in the firm itself.
    ///
    /// # Errors
    /// [`Error::Refused`]; then an entry is left.
    pub async fn in_firm(&self, ctx: &Ctx, action: Action) -> Result<()> {
        let Err(refused) = decide(ctx, action, DossierFacts::default()) else { return Ok(()) };
        let entry = Entry::done(action.as_str(), "firm", ctx.tenant().uuid());
        self.refused(ctx, entry, refused.into()).await
    }

    /// A transaction with what was looked for in it, where the person may have it. Where not, the
    /// transaction ends and `entry` is left, as [`Store::refused`] does.
    ///
    /// # Errors
    /// That of `tried`.
    pub async fn granted<W, T>(&self, ctx: &Ctx, entry: Entry, work: W, tried: Result<T>) -> Result<(W, T)> {
        match tried {
            Ok(found) => Ok((work, found)),
            Err(error) => {
                drop(work);
                self.refused(ctx, entry, error).await
            }
        }
    }

    /// Writes down that somebody tried what they may not, or asked for what is not there for them,
    /// and passes the error on. Both leave an entry, so that neither the answer nor the time it takes
    /// tells a hidden thing from one that does not exist. Do not call this while holding a [`Work`].
    ///
    /// # Errors
    /// `error`, always.
    pub async fn refused<T>(&self, ctx: &Ctx, entry: Entry, error: Error) -> Result<T> {
        if matches!(error, Error::Refused(_) | Error::NotFound) {
            self.look(ctx, entry.outcome(Outcome::Refused)).await?;
        }
        Err(error)
    }
}
