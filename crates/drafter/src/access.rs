//! The way into a transaction with the right that is needed, and an entry where it is refused
//! (`legalmind_store`, `access.rs`); and who somebody is.

use legalmind_core::{Ctx, DossierId, UserId, audit::Entry, rights::Action};
use legalmind_store::{Tx, Work, account};

use crate::{Drafter, Error, Result};

impl Drafter {
    /// A unit of work in which the person may do `action` on the dossier.
    pub(crate) async fn writing(&self, ctx: &Ctx, action: Action, dossier: DossierId) -> Result<Work> {
        Ok(self.store.writing(ctx, action, dossier).await?)
    }

    /// A read transaction in which the person may do `action` on the dossier.
    pub(crate) async fn reading(&self, ctx: &Ctx, action: Action, dossier: DossierId) -> Result<Tx> {
        Ok(self.store.reading(ctx, action, dossier).await?)
    }

    /// Asks for a right in the firm itself.
    pub(crate) async fn in_firm(&self, ctx: &Ctx, action: Action) -> Result<()> {
        Ok(self.store.in_firm(ctx, action).await?)
    }

    /// Leaves the entry of a refusal, and passes it on.
    pub(crate) async fn refused<T>(
        &self,
        ctx: &Ctx,
        action: Action,
        dossier: DossierId,
        error: legalmind_store::Error,
    ) -> Result<T> {
        let entry = Entry::done(action.as_str(), "dossier", dossier.uuid());
        Ok(self.store.refused(ctx, entry, error).await?)
    }

    /// The name of a person of the firm; none where there is no such person any more.
    pub(crate) async fn name_of(&self, ctx: &Ctx, tx: &Tx, user: Option<UserId>) -> Result<Option<String>> {
        let Some(user) = user else { return Ok(None) };
        match account::get(ctx, tx, user).await {
            Ok(account) => Ok(Some(account.content.name)),
            Err(legalmind_store::Error::NotFound) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The person in `ctx` as the author of tracked changes, now.
    pub(crate) async fn author(&self, ctx: &Ctx) -> Result<legalmind_docx::Author> {
        let tx = self.store.read(ctx).await?;
        let name = self.name_of(ctx, &tx, ctx.user()).await?.ok_or(Error::State("nobody"))?;
        let initials = name.split_whitespace().filter_map(|word| word.chars().next()).take(4).collect();
        let date = self.world.now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        Ok(legalmind_docx::Author { name, initials, date })
    }
}
