//! Members: who may open a dossier that is not open to the firm.

use legalmind_core::{Ctx, DossierId, UserId, account::AccountState, audit::Entry, rights::Action};
use legalmind_store::{Work, account, dossier};

use super::Details;
use crate::{Error, Result, Vault};

impl Vault {
    /// Makes a person a member; one who is already stays so.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::NotFound`]; [`Error::Invalid`] where there is no such person.
    pub async fn add_member(&self, ctx: &Ctx, id: DossierId, user: UserId) -> Result<Details> {
        let work = self.writing(ctx, Action::DossierAccess, id).await?;
        match account::get(ctx, &work, user).await {
            Ok(it) if it.state == AccountState::Active => {}
            Ok(_) | Err(legalmind_store::Error::NotFound) => {
                return Err(Error::Invalid { field: "user", code: "unknown" });
            }
            Err(other) => return Err(other.into()),
        }
        dossier::add_member(ctx, &work, id, user).await?;
        member_changed(ctx, work, "member.add", id, user).await
    }

    /// Takes a person's membership away. The responsible lawyer stays a member.
    ///
    /// # Errors
    /// [`Error::Refused`]; [`Error::NotFound`] also where they are no member;
    /// [`Error::Invalid`] for the responsible lawyer.
    pub async fn remove_member(&self, ctx: &Ctx, id: DossierId, user: UserId) -> Result<Details> {
        let work = self.writing(ctx, Action::DossierAccess, id).await?;
        if dossier::get(ctx, &work, id).await?.responsible == Some(user) {
            return Err(Error::Invalid { field: "user", code: "responsible" });
        }
        dossier::remove_member(ctx, &work, id, user).await?;
        member_changed(ctx, work, "member.remove", id, user).await
    }
}

async fn member_changed(
    ctx: &Ctx,
    work: Work,
    action: &'static str,
    id: DossierId,
    user: UserId,
) -> Result<Details> {
    work.audit(Entry::done(action, "user", user.uuid()).in_dossier(id))?;
    let details = super::details(ctx, &work, id).await?;
    work.save().await?;
    Ok(details)
}
