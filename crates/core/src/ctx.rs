//! The context of an operation: who asks, for which firm, with which role, when, under which id.

use std::sync::Arc;

use crate::{
    account::Role,
    id::{JobId, RequestId, TenantId, UserId},
    once::Once,
    world::Timestamp,
};

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A person, in a session of theirs.
    User(UserId),
    /// The job runner, for the person who set the job to work.
    Job {
        /// The job at work.
        job: JobId,
        /// The person recorded with the job.
        user: UserId,
    },
    /// An operator at the command line of the server.
    Operator,
}

impl Actor {
    /// The person behind the act; an operator has none.
    #[must_use]
    pub const fn user(&self) -> Option<UserId> {
        match self {
            Self::User(user) | Self::Job { user, .. } => Some(*user),
            Self::Operator => None,
        }
    }
}

/// What every use case and every repository takes first.
///
/// A `Ctx` can only come from authentication, from the job runner (with the identity recorded
/// with the job), or from an operator's command: [`Ctx::issue`] is a disallowed method
/// everywhere else (`clippy.toml`).
#[derive(Clone, Debug)]
pub struct Ctx {
    tenant: TenantId,
    actor: Actor,
    role: Role,
    request: RequestId,
    at: Timestamp,
    origin: String,
    once: Option<Arc<Once>>,
    trained: bool,
}

impl Ctx {
    /// Issues a context. `origin` is the network address or the name of the part that acts;
    /// it goes to the audit log and holds no content.
    #[must_use]
    pub fn issue(
        tenant: TenantId,
        actor: Actor,
        role: Role,
        request: RequestId,
        at: Timestamp,
        origin: impl Into<String>,
    ) -> Self {
        Self { tenant, actor, role, request, at, origin: origin.into(), once: None, trained: true }
    }

    /// The firm whose data this operation may touch.
    #[must_use]
    pub const fn tenant(&self) -> TenantId {
        self.tenant
    }
    /// Who acts.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        self.actor
    }
    /// The person behind the act.
    #[must_use]
    pub const fn user(&self) -> Option<UserId> {
        self.actor.user()
    }
    /// The role of that person in the firm.
    #[must_use]
    pub const fn role(&self) -> Role {
        self.role
    }
    /// The id under which logs and audit name this operation.
    #[must_use]
    pub const fn request(&self) -> RequestId {
        self.request
    }
    /// When the operation began.
    #[must_use]
    pub const fn at(&self) -> Timestamp {
        self.at
    }
    /// Where it came from.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }
    /// Whether the person has the trainings without which the firm opens no dossier to their role.
    #[must_use]
    pub const fn is_trained(&self) -> bool {
        self.trained
    }
    /// The same context for a person who lacks such a training.
    #[must_use]
    pub fn untrained(self) -> Self {
        Self { trained: false, ..self }
    }
    /// The key of a request that may be sent twice, where it has one.
    #[must_use]
    pub fn once(&self) -> Option<&Once> {
        self.once.as_deref()
    }
    /// The same context for a request that may be sent twice.
    #[must_use]
    pub fn with_once(self, once: Arc<Once>) -> Self {
        Self { once: Some(once), ..self }
    }
}
