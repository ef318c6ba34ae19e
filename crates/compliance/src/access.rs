//! The way into a transaction with the right that is needed, and an entry where it is refused
//! (`legalmind_store`, `access.rs`); here by a deadline. And who people are.

use std::collections::HashMap;

use legalmind_core::{Ctx, DeadlineId, UserId, audit::Entry, rights::Action};
use legalmind_store::{
    Tx, Work, account,
    deadline::{self, Deadline},
    rights,
};

use crate::{Compliance, Error, Result};

impl Compliance {
    /// A read transaction with a deadline of which the person may do `action`.
    pub(crate) async fn reading_deadline(
        &self,
        ctx: &Ctx,
        action: Action,
        id: DeadlineId,
    ) -> Result<(Tx, Deadline)> {
        let tx = self.store.read(ctx).await?;
        let tried = allowed(ctx, &tx, action, id).await;
        let entry = Entry::done(action.as_str(), "deadline", id.uuid());
        Ok(self.store.granted(ctx, entry, tx, tried).await?)
    }

    /// A unit of work with a deadline of which the person may do `action`.
    pub(crate) async fn writing_deadline(
        &self,
        ctx: &Ctx,
        action: Action,
        id: DeadlineId,
    ) -> Result<(Work, Deadline)> {
        let work = self.store.begin(ctx).await?;
        let tried = allowed(ctx, &work, action, id).await;
        let entry = Entry::done(action.as_str(), "deadline", id.uuid());
        Ok(self.store.granted(ctx, entry, work, tried).await?)
    }

    /// Asks for a right in the firm itself, and gives the person who asks.
    pub(crate) async fn in_firm(&self, ctx: &Ctx, action: Action) -> Result<UserId> {
        self.store.in_firm(ctx, action).await?;
        ctx.user().ok_or(Error::State("nobody"))
    }
}

/// The deadline, if the person may do `action` in its dossier.
async fn allowed(ctx: &Ctx, tx: &Tx, action: Action, id: DeadlineId) -> legalmind_store::Result<Deadline> {
    let found = deadline::get(ctx, tx, id).await?;
    rights::require(ctx, tx, action, found.dossier).await?;
    Ok(found)
}

/// The names of the people of the firm.
pub(crate) async fn names(ctx: &Ctx, tx: &Tx) -> Result<HashMap<UserId, String>> {
    let all = account::list(ctx, tx).await?;
    Ok(all.into_iter().map(|it| (it.id, it.content.name)).collect())
}

/// The longest reason of a decision, in characters.
const MAX_REASON: usize = 2_000;

/// The reason of a decision, tidied.
pub(crate) fn reason(raw: &str) -> Result<String> {
    let reason = raw.replace("\r\n", "\n").trim().to_owned();
    if reason.is_empty() {
        return Err(Error::invalid("/reason", "required"));
    }
    if reason.chars().nth(MAX_REASON).is_some() {
        return Err(Error::invalid("/reason", "too_long"));
    }
    if reason.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        return Err(Error::invalid("/reason", "not_text"));
    }
    Ok(reason)
}
