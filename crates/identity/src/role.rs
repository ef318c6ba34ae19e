//! Roles given to people who are there, if they meet what the firm asks of whoever has the role (P072, P074).

use legalmind_core::{
    Ctx, UserId,
    account::{AccountState, Role},
    audit::{Entry, Outcome},
    rights::Action,
};
use legalmind_store::{Tx, account, requirement};

use crate::{
    error::{Error, Result},
    identity::Identity,
};

impl Identity {
    /// Gives a person another role; it holds from their next request.
    ///
    /// # Errors
    /// [`Error::Lacks`] for what they do not meet of what the firm asks, [`Error::LastAdministrator`]
    /// where nobody would manage the firm; [`Error::Store`] where nobody of the firm has this id, or it is
    /// refused.
    pub async fn set_role(&self, ctx: &Ctx, user: UserId, role: Role) -> Result<()> {
        self.store.in_firm(ctx, Action::PersonManage).await?;
        let entry = Entry::done("account.role", "account", user.uuid());
        let work = self.store.begin(ctx).await?;
        let mut account = account::get(ctx, &work, user).await?;
        if account.role == role {
            return Ok(());
        }
        if account.role == Role::FirmAdministrator && administrators(ctx, &work).await? < 2 {
            return Err(Error::LastAdministrator);
        }
        if let Err(error) = meets(ctx, &work, role, user).await {
            drop(work);
            self.store.look(ctx, entry.outcome(Outcome::Refused)).await?;
            return Err(error);
        }
        account.role = role;
        account::update(ctx, &work, &account).await?;
        work.audit(entry)?;
        Ok(work.save().await?)
    }
}

/// Refuses a role to whom does not meet what the firm asks before it is given. What is asked before a
/// dossier is opened is asked then.
pub(crate) async fn meets(ctx: &Ctx, tx: &Tx, role: Role, user: UserId) -> Result<()> {
    let lacking = requirement::lacking(ctx, tx, role, user).await?;
    let lacking: Vec<_> = lacking.into_iter().filter(|it| !it.opens_dossiers()).collect();
    if lacking.is_empty() { Ok(()) } else { Err(Error::Lacks(lacking)) }
}

async fn administrators(ctx: &Ctx, tx: &Tx) -> Result<usize> {
    let manages =
        |it: &&account::Account| it.role == Role::FirmAdministrator && it.state == AccountState::Active;
    Ok(account::list(ctx, tx).await?.iter().filter(manages).count())
}
