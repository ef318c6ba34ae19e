//! Somebody with a session, as the rest of the product meets them.

use legalmind_core::{
    Ctx, SessionId, TenantId, Timestamp, UserId,
    account::{Language, Role},
};

use crate::{
    error::{Error, Result},
    token::{Csrf, SessionToken},
};

/// How far somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInState {
    /// The code of the second factor comes next.
    SecondFactor,
    /// A second factor is to be set up first.
    Enrolment,
    /// All the way.
    SignedIn,
}

/// Somebody with a session.
#[derive(Clone, Debug)]
pub struct Authenticated {
    pub(crate) own: Ctx,
    pub(crate) token: SessionToken,
    pub(crate) session: SessionId,
    user: UserId,
    state: SignInState,
    csrf: Csrf,
    ends: Timestamp,
}

/// A session that has just begun or risen: its token goes to the cookie, in place of the one
/// before.
#[derive(Clone, Debug)]
pub struct SessionStart {
    /// The new token.
    pub token: SessionToken,
    /// Who it is for.
    pub who: Authenticated,
}

/// What the page shows of somebody with a session.
#[derive(Clone, PartialEq, Eq)]
pub struct Profile {
    /// The person.
    pub id: UserId,
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Their role.
    pub role: Role,
    /// The language they read.
    pub language: Language,
    /// The firm's name.
    pub firm: String,
}

impl Authenticated {
    pub(crate) fn new(
        own: Ctx,
        user: UserId,
        token: SessionToken,
        session: SessionId,
        state: SignInState,
        ends: Timestamp,
    ) -> Self {
        let csrf = token.csrf();
        Self { own, token, session, user, state, csrf, ends }
    }

    /// The context for everything else in the product.
    ///
    /// # Errors
    /// [`Error::SecondFactor`] as long as the second factor is to come (P034).
    pub const fn ctx(&self) -> Result<&Ctx> {
        match self.state {
            SignInState::SignedIn => Ok(&self.own),
            SignInState::SecondFactor | SignInState::Enrolment => Err(Error::SecondFactor),
        }
    }

    /// How far they are.
    #[must_use]
    pub const fn state(&self) -> SignInState {
        self.state
    }

    /// The person.
    #[must_use]
    pub const fn user(&self) -> UserId {
        self.user
    }

    /// The firm.
    #[must_use]
    pub const fn tenant(&self) -> TenantId {
        self.own.tenant()
    }

    /// What a page has to send along with every change.
    #[must_use]
    pub const fn csrf(&self) -> &Csrf {
        &self.csrf
    }

    /// When the session ends, whatever happens.
    #[must_use]
    pub const fn ends(&self) -> Timestamp {
        self.ends
    }
}
