//! The first step of signing in: e-mail address and password.

use legalmind_core::{
    TenantId,
    account::AccountState,
    audit::{Entry, Outcome},
};
use legalmind_store::{
    account::{self, Account},
    login,
};
use tokio::time::sleep;

use crate::{
    authenticated::{SessionStart, SignInState},
    error::{Error, Result},
    identity::{Identity, Meta, canonical_email},
    password::{Password, hash::is_outdated},
};

/// The label of the look-up of addresses over all firms.
pub(crate) const LOGIN_LABEL: &str = "login.email";

impl Identity {
    /// Begins a session with an e-mail address and a password. It leads nowhere but to the second
    /// factor.
    ///
    /// # Errors
    /// [`Error::Credentials`] where the two do not belong together, whatever the reason;
    /// [`Error::TooMany`] after too many tries, whether or not there is such an account. Both take
    /// at least the configured time.
    pub async fn sign_in(&self, email: &str, password: &str, meta: &Meta) -> Result<SessionStart> {
        let floor = sleep(self.options.floor);
        let outcome = self.try_sign_in(email, &Password::new(password), meta).await;
        if outcome.is_err() {
            floor.await;
        }
        outcome
    }

    async fn try_sign_in(&self, email: &str, password: &Password, meta: &Meta) -> Result<SessionStart> {
        // what is no address is looked for all the same, and found nowhere
        let email = canonical_email(email).unwrap_or_else(|_| "@".to_owned());
        let email_ix = self.store.keys().blind(LOGIN_LABEL, email.as_bytes()).await?;
        let known = self.find(&email_ix, meta).await?;
        let gate = match self.enter(&email_ix, &meta.address).await {
            Ok(gate) => gate,
            Err(error) => {
                self.write_failure(known.as_ref(), "session.throttle", meta).await?;
                return Err(error);
            }
        };
        let active = known.as_ref().filter(|(_, account)| account.state == AccountState::Active);
        let kept = active.and_then(|(_, account)| account.content.password_phc.as_deref());
        let right = self.hasher.verify(password, kept).await?;
        match active {
            Some((tenant, account)) if right => {
                self.passed(&gate).await?;
                self.start(*tenant, account.clone(), password, meta).await
            }
            _ => {
                self.failed(&gate).await?;
                self.write_failure(known.as_ref(), "session.password", meta).await?;
                Err(Error::Credentials)
            }
        }
    }

    async fn find(&self, email_ix: &[u8; 32], meta: &Meta) -> Result<Option<(TenantId, Account)>> {
        let Some((tenant, user)) = login::find(&self.store, email_ix).await? else { return Ok(None) };
        let looking = self.stranger(tenant, meta);
        let tx = self.store.read(&looking).await?;
        Ok(Some((tenant, account::get(&looking, &tx, user).await?)))
    }

    async fn start(
        &self,
        tenant: TenantId,
        mut account: Account,
        password: &Password,
        meta: &Meta,
    ) -> Result<SessionStart> {
        let own = self.person(tenant, account.id, account.role, meta);
        let outdated = account.content.password_phc.as_deref().is_some_and(is_outdated);
        let fresh = if outdated { Some(self.hasher.hash(password, self.world()).await?) } else { None };
        let enrolled = account.content.totp_secret.is_some();
        let state = if enrolled { SignInState::SecondFactor } else { SignInState::Enrolment };
        let work = self.store.begin(&own).await?;
        if fresh.is_some() {
            account.content.password_phc = fresh;
            account::update(&own, &work, &account).await?;
        }
        let start = self.begin_session(&own, &work, account.id, state, meta).await?;
        work.audit(Entry::done("session.password", "account", account.id.uuid()))?;
        work.save().await?;
        Ok(start)
    }

    /// Writes down a try that did not get in, where there is somebody it was about.
    async fn write_failure(
        &self,
        known: Option<&(TenantId, Account)>,
        action: &'static str,
        meta: &Meta,
    ) -> Result<()> {
        let Some((tenant, account)) = known else {
            tracing::info!(request = %meta.request, action, "a sign-in was refused");
            return Ok(());
        };
        let entry = Entry::done(action, "account", account.id.uuid()).outcome(Outcome::Refused);
        Ok(self.store.look(&self.stranger(*tenant, meta), entry).await?)
    }
}
