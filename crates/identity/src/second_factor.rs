//! The second factor: mandatory for everybody (P034). Whoever has none sets one up before
//! anything else; a recovery code stands in for it once.

use legalmind_core::audit::{Entry, Outcome};
use legalmind_store::{
    Work,
    account::{self, Account},
    recovery as codes, session,
};

use crate::{
    authenticated::{Authenticated, SessionStart, SignInState},
    error::{Error, Result},
    identity::Identity,
    recovery,
    totp::{self, Secret},
};

/// A second factor to be set up.
#[derive(Clone)]
pub struct Offer {
    /// The secret, to be typed: base32.
    pub secret: String,
    /// The address an authenticator app reads.
    pub uri: String,
    /// The same as a picture (SVG).
    pub qr_svg: String,
}

/// What was shown as the second factor.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Code,
    Recovery,
}

impl Identity {
    /// Shows the second factor: the code of the authenticator app, or a recovery code.
    ///
    /// # Errors
    /// [`Error::Code`] where it is wrong, used or too old; [`Error::TooMany`] after too many;
    /// [`Error::SecondFactor`] where it is to be set up first, [`Error::Enrolled`] where the
    /// session is past it.
    pub async fn second_factor(&self, who: &Authenticated, code: &str) -> Result<SessionStart> {
        match who.state() {
            SignInState::SecondFactor => {}
            SignInState::Enrolment => return Err(Error::SecondFactor),
            SignInState::SignedIn => return Err(Error::Enrolled),
        }
        let tries = self.enter_own("factor", who.user()).await?;
        let work = self.store.begin(&who.own).await?;
        let account = account::get(&who.own, &work, who.user()).await?;
        let Some(shown) = self.accept(who, &work, &account, code).await? else {
            drop(work);
            return self.refuse(who, "session.second_factor").await;
        };
        let start = self.raise(who, &work).await?;
        let action = if shown == Shown::Code { "session.second_factor" } else { "session.recovery" };
        work.audit(Entry::done(action, "account", who.user().uuid()))?;
        work.save().await?;
        self.passed_own(&tries).await?;
        Ok(start)
    }

    /// Offers a second factor to somebody who has none. The same session is offered the same one
    /// each time; nothing is kept until it is confirmed.
    ///
    /// # Errors
    /// [`Error::Enrolled`] where there is one.
    pub async fn offer_second_factor(&self, who: &Authenticated) -> Result<Offer> {
        if who.state() != SignInState::Enrolment {
            return Err(Error::Enrolled);
        }
        let secret = who.token.enrolment();
        let uri = secret.uri(&self.options.issuer, &self.profile(who).await?.email);
        let qr_svg = totp::qr_svg(&uri)?;
        Ok(Offer { secret: secret.typed(), uri, qr_svg })
    }

    /// Confirms the offered second factor with a code of it. The session is signed in from here;
    /// other sessions of the person end. Gives the recovery codes, which are shown once.
    ///
    /// # Errors
    /// [`Error::Code`] where the code is not of the offered secret; [`Error::Enrolled`] where
    /// there is a second factor.
    pub async fn confirm_second_factor(
        &self,
        who: &Authenticated,
        code: &str,
    ) -> Result<(SessionStart, Vec<String>)> {
        if who.state() != SignInState::Enrolment {
            return Err(Error::Enrolled);
        }
        let tries = self.enter_own("enrolment", who.user()).await?;
        let secret = who.token.enrolment();
        let Some(step) = secret.accepts(code, self.now(), None) else {
            return self.refuse(who, "account.second_factor").await;
        };
        let work = self.store.begin(&who.own).await?;
        let mut account = account::get(&who.own, &work, who.user()).await?;
        if account.content.totp_secret.is_some() {
            return Err(Error::Enrolled);
        }
        account.content.totp_secret = Some(secret.as_bytes().to_vec());
        account::update(&who.own, &work, &account).await?;
        account::take_totp_step(&who.own, &work, who.user(), step).await?;
        let fresh = recovery::fresh(self.world());
        codes::replace(&who.own, &work, who.user(), &fresh).await?;
        session::end_all(&who.own, &work, who.user(), Some(who.session)).await?;
        let start = self.raise(who, &work).await?;
        work.audit(Entry::done("account.second_factor", "account", who.user().uuid()))?;
        work.save().await?;
        self.passed_own(&tries).await?;
        Ok((start, fresh))
    }

    /// Writes a wrong code down.
    async fn refuse<T>(&self, who: &Authenticated, action: &'static str) -> Result<T> {
        let entry = Entry::done(action, "account", who.user().uuid()).outcome(Outcome::Refused);
        self.store.look(&who.own, entry).await?;
        Err(Error::Code)
    }

    /// Uses up what was shown, if it is right.
    async fn accept(
        &self,
        who: &Authenticated,
        work: &Work,
        account: &Account,
        code: &str,
    ) -> Result<Option<Shown>> {
        let secret = account.content.totp_secret.as_deref().map(Secret::new);
        let step = secret.and_then(|secret| secret.accepts(code, self.now(), account.totp_last_step));
        if let Some(step) = step {
            let taken = account::take_totp_step(&who.own, work, who.user(), step).await?;
            return Ok(taken.then_some(Shown::Code));
        }
        let Some(code) = recovery::canonical(code) else { return Ok(None) };
        let spent = codes::spend(&who.own, work, who.user(), &code).await?;
        Ok(spent.then_some(Shown::Recovery))
    }
}
