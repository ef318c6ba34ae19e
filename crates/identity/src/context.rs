//! Where contexts come from. Nothing else in the product issues one, but for the store's own
//! housekeeping.

use legalmind_core::{
    Actor, Ctx, JobId, RequestId, TenantId, UserId,
    account::{AccountState, Role},
};
use legalmind_store::account;

use crate::{
    error::{Error, Result},
    identity::{Identity, Meta},
};

impl Identity {
    /// The context of a job, for the person who set it to work, with the role they have now.
    ///
    /// # Errors
    /// [`Error::Store`] (not found) where the person is not there any more, or is suspended.
    pub async fn job_context(&self, tenant: TenantId, job: JobId, user: UserId) -> Result<Ctx> {
        let looking = self.store.housekeeper(tenant, "jobs");
        let tx = self.store.read(&looking).await?;
        let account = account::get(&looking, &tx, user).await?;
        if account.state != AccountState::Active {
            return Err(Error::Store(legalmind_store::Error::NotFound));
        }
        Ok(self.issue(tenant, Actor::Job { job, user }, account.role, RequestId::new(self.world()), "jobs"))
    }

    /// The context by which the product finds what waits for a person, with the role they have now; nothing
    /// is written in it. None where the person is not there any more, or is suspended.
    ///
    /// # Errors
    /// [`Error::Store`] where the account cannot be read.
    pub async fn reminder_context(&self, house: &Ctx, user: UserId) -> Result<Option<Ctx>> {
        let tx = self.store.read(house).await?;
        let account = match account::get(house, &tx, user).await {
            Ok(account) if account.state == AccountState::Active => account,
            Ok(_) | Err(legalmind_store::Error::NotFound) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let request = RequestId::new(self.world());
        Ok(Some(self.issue(house.tenant(), Actor::User(user), account.role, request, house.origin())))
    }

    /// The context of an operator's command, named in the audit log. It manages people and
    /// reads no dossier.
    #[must_use]
    pub fn operator_context(&self, tenant: TenantId, command: &str) -> Ctx {
        let role = Role::FirmAdministrator;
        self.issue(tenant, Actor::Operator, role, RequestId::new(self.world()), command)
    }

    /// The context of somebody who has shown who they are.
    pub(crate) fn person(&self, tenant: TenantId, user: UserId, role: Role, meta: &Meta) -> Ctx {
        self.issue(tenant, Actor::User(user), role, meta.request, &meta.address)
    }

    /// The context in which a try is written down that showed nothing of the kind.
    pub(crate) fn stranger(&self, tenant: TenantId, meta: &Meta) -> Ctx {
        self.issue(tenant, Actor::Operator, Role::ReadOnly, meta.request, &meta.address)
    }

    #[expect(clippy::disallowed_methods, reason = "this is authentication: where contexts come from")]
    fn issue(&self, tenant: TenantId, actor: Actor, role: Role, request: RequestId, origin: &str) -> Ctx {
        Ctx::issue(tenant, actor, role, request, self.now(), origin)
    }
}
