//! What the firm asks of people before they have a role, or before they reach a dossier with it. Nothing
//! is asked until an administrator says so; then they are told who does not meet it, and what comes of
//! that. A role that somebody has is not taken away; administration is never closed.

use std::collections::HashSet;

use legalmind_core::{
    Ctx, UserId,
    account::{AccountState, Role},
    audit::Entry,
    requirement::Requirement,
    rights::Action,
};
use legalmind_store::{Tx, account, requirement};

use crate::{Compliance, Error, Result, register::attest_all};

/// What the firm asks, and who does not meet it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirements {
    /// What is asked of each role, in the order of [`Role::ALL`].
    pub roles: Vec<(Role, Vec<Requirement>)>,
    /// Who lacks something, by name.
    pub lacking: Vec<Lacking>,
}

/// Somebody who does not meet what is asked of their role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacking {
    /// Who.
    pub user: UserId,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// What lacks.
    pub lacks: Vec<Requirement>,
}

impl Lacking {
    /// Whether they reach no dossier now.
    #[must_use]
    pub fn shut_out(&self) -> bool {
        self.lacks.iter().any(|it| it.opens_dossiers())
    }
}

impl Compliance {
    /// What the firm asks, and who does not meet it.
    ///
    /// # Errors
    /// Refused as the rules say.
    pub async fn list_requirements(&self, ctx: &Ctx) -> Result<Requirements> {
        self.in_firm(ctx, Action::PersonManage).await?;
        let tx = self.store.read(ctx).await?;
        let found = requirements(ctx, &tx).await?;
        drop(tx);
        self.store.look(ctx, Entry::done("requirement.list", "firm", ctx.tenant().uuid())).await?;
        Ok(found)
    }

    /// Says what the firm asks of a role: these, and nothing else.
    ///
    /// # Errors
    /// [`Error::Invalid`] for what cannot be asked of this role; refused as the rules say.
    pub async fn set_requirements(
        &self,
        ctx: &Ctx,
        role: Role,
        asked: &[Requirement],
    ) -> Result<Requirements> {
        self.in_firm(ctx, Action::PersonManage).await?;
        if let Some(at) = asked.iter().position(|it| !it.fits(role)) {
            return Err(Error::invalid(format!("/asks/{at}"), "begins_as_reader"));
        }
        let work = self.store.begin(ctx).await?;
        attest_all(ctx, &work).await?;
        requirement::set(ctx, &work, role, asked).await?;
        work.audit(Entry::done("requirement.set", "firm", ctx.tenant().uuid()))?;
        let found = requirements(ctx, &work).await?;
        work.save().await?;
        Ok(found)
    }
}

async fn requirements(ctx: &Ctx, tx: &Tx) -> Result<Requirements> {
    let asked: HashSet<(Role, Requirement)> = requirement::list(ctx, tx).await?.into_iter().collect();
    let of = |role: Role| {
        Requirement::ALL.iter().copied().filter(|it| asked.contains(&(role, *it))).collect::<Vec<_>>()
    };
    let met = requirement::met(ctx, tx).await?;
    let people = account::list(ctx, tx).await?;
    let lacking = |it: account::Account| {
        let lacks: Vec<_> = of(it.role).into_iter().filter(|what| !met.contains(&(it.id, *what))).collect();
        let lacking = Lacking { user: it.id, name: it.content.name, role: it.role, lacks };
        (it.state == AccountState::Active && !lacking.lacks.is_empty()).then_some(lacking)
    };
    let mut lacking: Vec<Lacking> = people.into_iter().filter_map(lacking).collect();
    lacking.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(Requirements { roles: Role::ALL.iter().map(|role| (*role, of(*role))).collect(), lacking })
}
