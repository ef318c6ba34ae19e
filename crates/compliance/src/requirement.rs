//! What the firm asks of people before they have a role, or before they reach a dossier with it. Nothing
//! is asked until an administrator says so; then they are told who does not meet it, what comes of that,
//! and which row of a register would mend it. A role that somebody has is not taken away; administration is
//! never closed.

use std::collections::HashSet;

use legalmind_core::{
    Ctx, RegisterRowId, UserId,
    account::{AccountState, Role},
    audit::Entry,
    requirement::Requirement,
    rights::Action,
};
use legalmind_store::{Tx, account, requirement};

use crate::{
    Compliance, Error, Result,
    register::{Proof, attest_all, proofs},
};

/// What the firm asks, and how its people stand in that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirements {
    /// What is asked of each role, in the order of [`Role::ALL`].
    pub roles: Vec<(Role, Vec<Requirement>)>,
    /// Everyone with an account that is open: who lacks something for their own role first, then by name.
    pub people: Vec<Standing>,
}

/// How somebody stands in what is asked of each role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Who.
    pub user: UserId,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// What lacks for each role for which something lacks.
    pub lacks: Vec<(Role, Vec<Requirement>)>,
    /// Where each thing that lacks is mended.
    pub mends: Vec<Mend>,
}

/// Where something that lacks is mended: a row about the person, or the register that should have one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// What lacks.
    pub what: Requirement,
    /// The register that proves it.
    pub register: &'static str,
    /// The newest row about the person that was not closed.
    pub row: Option<RegisterRowId>,
}

impl Standing {
    /// What lacks for the role that they have.
    #[must_use]
    pub fn own(&self) -> &[Requirement] {
        let own = self.lacks.iter().find(|it| it.0 == self.role);
        own.map(|it| it.1.as_slice()).unwrap_or_default()
    }

    /// Whether they reach no dossier now.
    #[must_use]
    pub fn shut_out(&self) -> bool {
        self.own().iter().any(|it| it.opens_dossiers())
    }
}

impl Compliance {
    /// What the firm asks, and how its people stand in that.
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
    let roles: Vec<_> = Role::ALL.iter().map(|role| (*role, of(*role))).collect();
    let met = requirement::met(ctx, tx).await?;
    let proofs = if asked.is_empty() { Vec::new() } else { proofs(ctx, tx).await? };
    let people = account::list(ctx, tx).await?.into_iter().filter(|it| it.state == AccountState::Active);
    let standing = |it: account::Account| {
        let lacking = |asks: &[Requirement]| {
            asks.iter().copied().filter(|what| !met.contains(&(it.id, *what))).collect::<Vec<_>>()
        };
        let lacks: Vec<_> = roles.iter().map(|(role, asks)| (*role, lacking(asks))).collect();
        let lacks: Vec<_> = lacks.into_iter().filter(|it| !it.1.is_empty()).collect();
        let mends = mends(&proofs, &lacks, it.id);
        Standing { user: it.id, name: it.content.name, role: it.role, lacks, mends }
    };
    let mut people: Vec<Standing> = people.map(standing).collect();
    people.sort_by(|a, b| (a.own().is_empty(), &a.name).cmp(&(b.own().is_empty(), &b.name)));
    Ok(Requirements { roles, people })
}

/// Where each thing that lacks is mended, once.
fn mends(proofs: &[Proof], lacks: &[(Role, Vec<Requirement>)], user: UserId) -> Vec<Mend> {
    let lacking = |it: &&Proof| lacks.iter().any(|(_, all)| all.contains(&it.what));
    let mend = |it: &Proof| Mend { what: it.what, register: it.register, row: it.rows.get(&user).copied() };
    proofs.iter().filter(lacking).map(mend).collect()
}
