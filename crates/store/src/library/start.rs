//! Sets that come with the product: given to each firm once. What a firm has of a set already, changed
//! or withdrawn, stays as the firm has it.

use std::{
    collections::HashSet,
    sync::{Mutex, PoisonError},
};

use legalmind_core::{Ctx, TenantId, audit::Entry};

use crate::{Error, Result, Store, Work};

/// The firms that were given a set by this process.
#[derive(Debug, Default)]
pub struct Started(Mutex<HashSet<TenantId>>);

impl Started {
    /// A unit of work in which the firm of `ctx` is given what it lacks of the set, in the name of the
    /// house; none where this process did so before. End it with [`Started::close`].
    ///
    /// # Errors
    /// [`Error::Unavailable`] where the database refuses.
    pub async fn open(&self, store: &Store, ctx: &Ctx) -> Result<Option<(Ctx, Work)>> {
        let firm = ctx.tenant();
        if self.0.lock().unwrap_or_else(PoisonError::into_inner).contains(&firm) {
            return Ok(None);
        }
        let own = store.housekeeper(firm, "library");
        let work = store.begin(&own).await?;
        Ok(Some((own, work)))
    }

    /// Saves what was `added`.
    ///
    /// # Errors
    /// [`Error::Unavailable`] where the database refuses.
    pub async fn close(&self, own: &Ctx, work: Work, added: usize) -> Result<()> {
        let firm = own.tenant();
        if added > 0 {
            work.audit(Entry::done("library.start", "firm", firm.uuid()))?;
        }
        match work.save().await {
            // another process was faster: it is there
            Ok(()) | Err(Error::Exists | Error::Conflict) => {}
            Err(error) => return Err(error),
        }
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(firm);
        Ok(())
    }
}
