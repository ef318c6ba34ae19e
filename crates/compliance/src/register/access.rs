//! Who may do what with a register and its rows: the facts, and the way into a transaction with them.

use legalmind_core::{
    Ctx, RegisterRowId, UserId,
    audit::Entry,
    register::RowState,
    rights::{Action, RegisterFacts, decide_on_register},
};
use legalmind_store::{
    Tx, Work, officer,
    register::{self, Row, Sight},
};

use super::{definition::Definition, shelf};
use crate::{Compliance, Error, Result};

/// What the person in a context is to the registers of the firm.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    officer: bool,
    user: Option<UserId>,
}

impl Standing {
    fn facts(self, definition: &Definition, row: Option<&Row>) -> RegisterFacts {
        let own = |row: &Row| self.user.is_some() && (row.owner == self.user || row.created_by == self.user);
        RegisterFacts {
            officer: self.officer,
            own: row.is_some_and(own),
            open: definition.open,
            reported: definition.reported,
        }
    }

    /// Whether they may do this with a register, or a row of it.
    pub(super) fn may(self, ctx: &Ctx, action: Action, definition: &Definition, row: Option<&Row>) -> bool {
        decide_on_register(ctx, action, self.facts(definition, row)).is_ok()
    }

    /// Whether they may read a row.
    pub(super) fn reads(self, ctx: &Ctx, row: &Row) -> bool {
        shelf::find(&row.register).is_some_and(|it| self.may(ctx, Action::RegisterRead, it, Some(row)))
    }

    /// Whether they may do everything with a register.
    pub(super) fn keeps(self, ctx: &Ctx, definition: &Definition) -> bool {
        self.may(ctx, Action::RegisterManage, definition, None)
    }

    /// The registers that they may read as a whole.
    pub(super) fn registers(self, ctx: &Ctx) -> Vec<&'static str> {
        let reads = |it: &&Definition| self.may(ctx, Action::RegisterRead, it, None);
        shelf::all().iter().filter(reads).map(|it| it.key.as_str()).collect()
    }

    /// What they may see of these registers.
    pub(super) const fn sight<'a>(self, registers: &'a [&'a str]) -> Sight<'a> {
        Sight { registers, user: self.user }
    }

    fn require(
        self,
        ctx: &Ctx,
        action: Action,
        definition: &Definition,
        row: Option<&Row>,
    ) -> legalmind_store::Result<()> {
        match decide_on_register(ctx, action, self.facts(definition, row)) {
            Ok(()) => Ok(()),
            // what one may not read is not there
            Err(_) if row.is_some_and(|row| !self.reads(ctx, row)) => Err(legalmind_store::Error::NotFound),
            Err(refused) => Err(refused.into()),
        }
    }
}

impl Compliance {
    pub(super) async fn standing(&self, ctx: &Ctx, tx: &Tx) -> Result<Standing> {
        Ok(standing(ctx, tx).await?)
    }

    /// A read transaction with a row of which the person may do `action`.
    pub(super) async fn reading_row(
        &self,
        ctx: &Ctx,
        action: Action,
        id: RegisterRowId,
    ) -> Result<(Tx, (Row, &'static Definition))> {
        let tx = self.store.read(ctx).await?;
        let tried = allowed(ctx, &tx, action, id).await;
        let entry = Entry::done(action.as_str(), "register_row", id.uuid());
        Ok(self.store.granted(ctx, entry, tx, tried).await?)
    }

    /// A unit of work with a row of which the person may do `action`.
    pub(super) async fn writing_row(
        &self,
        ctx: &Ctx,
        action: Action,
        id: RegisterRowId,
    ) -> Result<(Work, (Row, &'static Definition))> {
        let work = self.store.begin(ctx).await?;
        let tried = allowed(ctx, &work, action, id).await;
        let entry = Entry::done(action.as_str(), "register_row", id.uuid());
        Ok(self.store.granted(ctx, entry, work, tried).await?)
    }

    /// Asks for a right on a register as a whole.
    pub(super) async fn on_register(
        &self,
        ctx: &Ctx,
        action: Action,
        key: &str,
    ) -> Result<(Standing, &'static Definition)> {
        let definition = shelf::find(key).ok_or(Error::Store(legalmind_store::Error::NotFound))?;
        let tx = self.store.read(ctx).await?;
        let standing = standing(ctx, &tx).await?;
        let tried = standing.require(ctx, action, definition, None);
        let entry = Entry::done(action.as_str(), "firm", ctx.tenant().uuid());
        let (_, ()) = self.store.granted(ctx, entry, tx, tried).await?;
        Ok((standing, definition))
    }

    /// Whether the person may still read a row: what a request that is sent again asks.
    ///
    /// # Errors
    /// Not found where they may not.
    pub async fn still_reads_row(&self, ctx: &Ctx, id: RegisterRowId) -> Result<()> {
        self.reading_row(ctx, Action::RegisterRead, id).await.map(drop)
    }
}

async fn standing(ctx: &Ctx, tx: &Tx) -> legalmind_store::Result<Standing> {
    let officer = match ctx.user() {
        Some(user) => officer::is(ctx, tx, user).await?,
        None => false,
    };
    Ok(Standing { officer, user: ctx.user() })
}

/// The row with its register, if the person may do `action` with it.
async fn allowed(
    ctx: &Ctx,
    tx: &Tx,
    action: Action,
    id: RegisterRowId,
) -> legalmind_store::Result<(Row, &'static Definition)> {
    let row = register::get(ctx, tx, id).await?;
    let definition = shelf::find(&row.register).ok_or(legalmind_store::Error::NotFound)?;
    standing(ctx, tx).await?.require(ctx, action, definition, Some(&row))?;
    Ok((row, definition))
}

/// Whether the campaigns of a row run.
pub(super) fn runs(row: &Row) -> bool {
    row.since.is_some() && row.state != RowState::Closed
}
