//! Who may do what with a register and its rows: the facts, and the way into a transaction with them.

use legalmind_core::{
    Ctx, DossierId, RegisterRowId, UserId,
    audit::Entry,
    dossier::DossierFacts,
    register::RowState,
    rights::{Action, RegisterFacts, decide, decide_on_register},
};
use legalmind_store::{
    Tx, Work, dossier, officer,
    register::{self, Row, Sight},
    rights,
};

use super::{
    definition::{Definition, Scope},
    shelf,
};
use crate::{Compliance, Error, Result};

/// What the person in a context is to the registers of the firm.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standing {
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
            measured: definition.measured,
        }
    }

    /// Whether they may do this with a register of the firm, or a row of it.
    pub(super) fn may(self, ctx: &Ctx, action: Action, definition: &Definition, row: Option<&Row>) -> bool {
        decide_on_register(ctx, action, self.facts(definition, row)).is_ok()
    }

    /// Whether they may do this with a row.
    pub(super) async fn may_row(
        self,
        ctx: &Ctx,
        tx: &Tx,
        action: Action,
        (row, definition): (&Row, &Definition),
    ) -> legalmind_store::Result<bool> {
        match row.dossier {
            None => Ok(self.may(ctx, action, definition, Some(row))),
            Some(dossier) => Ok(dossier::facts(ctx, tx, dossier)
                .await?
                .is_some_and(|facts| decide(ctx, of_dossier(action), facts).is_ok())),
        }
    }

    /// Whether they may read a row.
    pub(super) async fn reads(self, ctx: &Ctx, tx: &Tx, row: &Row) -> legalmind_store::Result<bool> {
        match shelf::find(&row.register) {
            Some(definition) => self.may_row(ctx, tx, Action::RegisterRead, (row, definition)).await,
            None => Ok(false),
        }
    }

    /// Whether they may do everything with a register. What is kept by dossier goes in and out as a file
    /// by whoever reads and writes its rows.
    pub(super) fn keeps(self, ctx: &Ctx, definition: &Definition) -> bool {
        definition.scope == Scope::Dossier || self.may(ctx, Action::RegisterManage, definition, None)
    }

    /// Whether they may add to a register of the firm.
    pub(super) fn adds(self, ctx: &Ctx, definition: &Definition) -> bool {
        definition.scope == Scope::Firm && self.may(ctx, Action::RegisterAdd, definition, None)
    }

    /// Whether they keep the registers of the firm.
    pub(crate) fn keeps_all(self, ctx: &Ctx) -> bool {
        decide_on_register(ctx, Action::RegisterManage, self.of_all()).is_ok()
    }

    /// Whether they have the right of keeping the registers beside their role.
    pub(crate) const fn is_officer(self) -> bool {
        self.officer
    }

    /// What they are to the registers as a whole.
    const fn of_all(self) -> RegisterFacts {
        RegisterFacts { officer: self.officer, own: false, open: false, reported: false, measured: false }
    }

    /// The registers of the firm that they may read as a whole.
    pub(crate) fn registers(self, ctx: &Ctx) -> Vec<&'static str> {
        let reads =
            |it: &&Definition| it.scope == Scope::Firm && self.may(ctx, Action::RegisterRead, it, None);
        shelf::all().iter().filter(reads).map(|it| it.key.as_str()).collect()
    }

    /// What they may see of these registers.
    pub(crate) const fn sight<'a>(self, registers: &'a [&'a str]) -> Sight<'a> {
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
            Err(_) if row.is_some_and(|it| !self.may(ctx, Action::RegisterRead, definition, Some(it))) => {
                Err(legalmind_store::Error::NotFound)
            }
            Err(refused) => Err(refused.into()),
        }
    }
}

/// What an action on a row is where the row belongs to a dossier.
const fn of_dossier(action: Action) -> Action {
    match action {
        Action::RegisterAdd | Action::RegisterWrite => Action::DutyWrite,
        Action::RegisterManage => Action::DutyManage,
        _ => Action::DutyRead,
    }
}

/// What one may do with the rows of a dossier: change them, and put them in force.
pub(super) fn duties(ctx: &Ctx, facts: DossierFacts) -> (bool, bool) {
    let may = |action| decide(ctx, action, facts).is_ok();
    (may(Action::DutyWrite), may(Action::DutyManage))
}

/// An entry about a row.
pub(super) fn entry(what: &'static str, row: &Row) -> Entry {
    let entry = Entry::done(what, "register_row", row.id.uuid());
    match row.dossier {
        Some(dossier) => entry.in_dossier(dossier),
        None => entry,
    }
}

impl Compliance {
    pub(crate) async fn standing(&self, ctx: &Ctx, tx: &Tx) -> Result<Standing> {
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
        let tried = match definition.scope {
            Scope::Firm => standing.require(ctx, action, definition, None),
            // of these a person has as much as they have of the dossiers
            Scope::Dossier if action == Action::RegisterManage => Ok(()),
            Scope::Dossier => Err(legalmind_store::Error::NotFound),
        };
        let entry = Entry::done(action.as_str(), "firm", ctx.tenant().uuid());
        let (_, ()) = self.store.granted(ctx, entry, tx, tried).await?;
        Ok((standing, definition))
    }

    /// A read transaction with the rights on the duties of a dossier.
    pub(super) async fn reading_dossier(&self, ctx: &Ctx, dossier: DossierId) -> Result<(Tx, DossierFacts)> {
        let tx = self.store.read(ctx).await?;
        let tried = rights::require(ctx, &tx, Action::DutyRead, dossier).await;
        let entry = Entry::done(Action::DutyRead.as_str(), "dossier", dossier.uuid());
        Ok(self.store.granted(ctx, entry.in_dossier(dossier), tx, tried).await?)
    }

    /// A unit of work that adds a row to a dossier.
    pub(super) async fn writing_dossier(&self, ctx: &Ctx, dossier: DossierId) -> Result<Work> {
        let work = self.store.begin(ctx).await?;
        let tried = rights::require(ctx, &work, Action::DutyWrite, dossier).await;
        let entry = Entry::done(Action::DutyWrite.as_str(), "dossier", dossier.uuid());
        Ok(self.store.granted(ctx, entry.in_dossier(dossier), work, tried).await?.0)
    }

    /// A read transaction for whoever may do `action`, which is about all registers.
    pub(crate) async fn keeping(&self, ctx: &Ctx, action: Action) -> Result<Tx> {
        let tx = self.store.read(ctx).await?;
        let tried = match standing(ctx, &tx).await {
            Ok(found) => decide_on_register(ctx, action, found.of_all()).map_err(Into::into),
            Err(error) => Err(error),
        };
        let entry = Entry::done(action.as_str(), "firm", ctx.tenant().uuid());
        Ok(self.store.granted(ctx, entry, tx, tried).await?.0)
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
    match row.dossier {
        None => standing(ctx, tx).await?.require(ctx, action, definition, Some(&row))?,
        Some(dossier) => drop(rights::require(ctx, tx, of_dossier(action), dossier).await?),
    }
    Ok((row, definition))
}

/// Whether the campaigns of a row run.
pub(super) fn runs(row: &Row) -> bool {
    row.since.is_some() && row.state != RowState::Closed
}
