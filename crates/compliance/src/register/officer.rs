//! Who keeps the registers of the firm. An administrator says so; it is a right of a person, beside
//! their role, for in a small firm a lawyer does it.

use legalmind_core::{Ctx, UserId, account::AccountState, audit::Entry, rights::Action};
use legalmind_store::{Tx, account, officer};

use super::{access::Standing, shelf};
use crate::{Compliance, Error, Result, access::names};

/// Who keeps the registers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Officer {
    /// Who.
    pub user: UserId,
    /// Their name.
    pub name: Option<String>,
}

/// The campaigns of which the person in `ctx` is told at once, each with its register: those that say so,
/// to whoever has the right of an officer. Where nobody has it who can sign in, administrators stand in.
pub(crate) async fn told(
    ctx: &Ctx,
    tx: &Tx,
    standing: Standing,
) -> Result<Vec<(&'static str, &'static str)>> {
    let hears = match standing.is_officer() {
        true => true,
        false => standing.keeps_all(ctx) && officer::count(ctx, tx).await? == 0,
    };
    Ok(if hears { shelf::told_to_keepers() } else { Vec::new() })
}

impl Compliance {
    /// Everyone who keeps the registers.
    ///
    /// # Errors
    /// Refused as the rules say.
    pub async fn list_officers(&self, ctx: &Ctx) -> Result<Vec<Officer>> {
        self.in_firm(ctx, Action::RegisterList).await?;
        let tx = self.store.read(ctx).await?;
        let (found, names) = (officer::list(ctx, &tx).await?, names(ctx, &tx).await?);
        drop(tx);
        self.store.look(ctx, Entry::done("officer.list", "firm", ctx.tenant().uuid())).await?;
        Ok(found.into_iter().map(|user| Officer { user, name: names.get(&user).cloned() }).collect())
    }

    /// Lets a person keep the registers.
    ///
    /// # Errors
    /// Not found where nobody of the firm has this id; refused as the rules say.
    pub async fn add_officer(&self, ctx: &Ctx, user: UserId) -> Result<()> {
        self.in_firm(ctx, Action::OfficerManage).await?;
        let work = self.store.begin(ctx).await?;
        if account::get(ctx, &work, user).await?.state != AccountState::Active {
            return Err(Error::State("suspended"));
        }
        officer::add(ctx, &work, user).await?;
        work.audit(Entry::done("officer.add", "account", user.uuid()))?;
        Ok(work.save().await?)
    }

    /// Takes that away again.
    ///
    /// # Errors
    /// Not found where they did not keep them; refused as the rules say.
    pub async fn remove_officer(&self, ctx: &Ctx, user: UserId) -> Result<()> {
        self.in_firm(ctx, Action::OfficerManage).await?;
        let work = self.store.begin(ctx).await?;
        officer::remove(ctx, &work, user).await?;
        work.audit(Entry::done("officer.remove", "account", user.uuid()))?;
        Ok(work.save().await?)
    }
}
