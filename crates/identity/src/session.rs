//! Sessions: found by their token, ended by time or by hand (M20; NIST SP 800-63B §4.2.3, AAL2).

use std::{sync::PoisonError, time::Duration};

use legalmind_core::{Ctx, SessionId, Timestamp, UserId, account::AccountState, audit::Entry};
use legalmind_store::{
    Work, account,
    session::{self, Found, Level, NewSession, SessionContent},
    tenant,
};

use crate::{
    authenticated::{Authenticated, Profile, SessionStart, SignInState},
    error::{Error, Result},
    identity::{Identity, Meta, later},
    token::SessionToken,
};

/// Use is written to the store at most so often; in between this process remembers it.
const TOUCH: Duration = Duration::from_secs(60);
/// Above so many remembered sessions those that are idle too long are forgotten.
const REMEMBERED: usize = 10_000;

impl Identity {
    /// Who holds this token now. Reading it counts as use of the session.
    ///
    /// # Errors
    /// [`Error::NoSession`] where there is none: never begun, ended, idle for too long, or its
    /// person is suspended.
    pub async fn authenticate(&self, token: &str, meta: &Meta) -> Result<Authenticated> {
        let token = SessionToken::parse(token).ok_or(Error::NoSession)?;
        let found = session::find_by_token_hash(&self.store, &token.hash()).await?.ok_or(Error::NoSession)?;
        let held = found.session;
        let own = self.person(held.tenant, held.user, found.role, meta);
        let own = if found.trained { own } else { own.untrained() };
        if found.state != AccountState::Active || self.is_idle(&found) {
            self.end(&own, held.id, "session.expire").await?;
            return Err(Error::NoSession);
        }
        self.used(&own, &found).await?;
        let state = match held.level {
            Level::Full => SignInState::SignedIn,
            Level::Password => self.next_step(&own, held.user).await?,
        };
        Ok(Authenticated::new(own, held.user, token, held.id, state, held.ends))
    }

    /// What the page shows of somebody; the same before and after the second factor.
    ///
    /// # Errors
    /// [`Error::Store`] where the store cannot give it.
    pub async fn profile(&self, who: &Authenticated) -> Result<Profile> {
        let tx = self.store.read(&who.own).await?;
        let account = account::get(&who.own, &tx, who.user()).await?;
        let firm = tenant::get(&who.own, &tx).await?.name;
        let content = account.content;
        let (name, email, language) = (content.name, content.email, content.language);
        Ok(Profile { id: account.id, name, email, role: account.role, language, firm })
    }

    /// Ends this session.
    ///
    /// # Errors
    /// [`Error::Store`] where the store cannot do it.
    pub async fn sign_out(&self, who: &Authenticated) -> Result<()> {
        self.end(&who.own, who.session, "session.end").await
    }

    /// Ends all sessions of this person, this one too. Gives how many ended.
    ///
    /// # Errors
    /// [`Error::Store`] where the store cannot do it.
    pub async fn end_all(&self, who: &Authenticated) -> Result<u64> {
        let work = self.store.begin(&who.own).await?;
        let ended = session::end_all(&who.own, &work, who.user(), None).await?;
        work.audit(Entry::done("session.end_all", "account", who.user().uuid()))?;
        work.save().await?;
        Ok(ended)
    }

    /// Forgets what is over: sessions past their end and old counts of tries. For the house's
    /// nightly work.
    ///
    /// # Errors
    /// [`Error::Store`] where the store cannot do it.
    pub async fn sweep(&self) -> Result<()> {
        for tenant in tenant::list(&self.store).await? {
            let ctx = self.store.housekeeper(tenant, "sessions");
            let work = self.store.begin(&ctx).await?;
            session::sweep(&ctx, &work).await?;
            work.save().await?;
        }
        let known = i64::try_from(crate::throttle::KNOWN.as_millis()).unwrap_or(i64::MAX);
        let then = self.now().as_millisecond().saturating_sub(known);
        let then = Timestamp::from_millisecond(then).unwrap_or(Timestamp::MIN);
        Ok(legalmind_store::throttle::sweep(&self.store, then).await?)
    }

    /// Begins a session after the password.
    pub(crate) async fn begin_session(
        &self,
        own: &Ctx,
        work: &Work,
        user: UserId,
        state: SignInState,
        meta: &Meta,
    ) -> Result<SessionStart> {
        let token = SessionToken::fresh(self.world());
        let ends = later(self.now(), self.options.factor_within);
        let new = NewSession {
            id: SessionId::new(self.world()),
            token_hash: token.hash(),
            user,
            level: Level::Password,
            ends,
            content: SessionContent { agent: short(&meta.agent), address: short(&meta.address) },
        };
        session::sweep(own, work).await?;
        session::add(own, work, &new).await?;
        let who = Authenticated::new(own.clone(), user, token.clone(), new.id, state, ends);
        Ok(SessionStart { token, who })
    }

    /// Lifts a session to the full level, under a fresh token; the one before opens nothing.
    pub(crate) async fn raise(&self, who: &Authenticated, work: &Work) -> Result<SessionStart> {
        if who.ends() <= self.now() {
            return Err(Error::NoSession);
        }
        let ends = later(self.now(), self.options.absolute);
        self.renew(who, work, ends).await
    }

    /// Gives a full session a fresh token; its end stays.
    pub(crate) async fn renew(
        &self,
        who: &Authenticated,
        work: &Work,
        ends: Timestamp,
    ) -> Result<SessionStart> {
        let token = SessionToken::fresh(self.world());
        session::raise(&who.own, work, who.session, Level::Full, &token.hash(), ends).await?;
        let state = SignInState::SignedIn;
        let who = Authenticated::new(who.own.clone(), who.user(), token.clone(), who.session, state, ends);
        Ok(SessionStart { token, who })
    }

    async fn end(&self, own: &Ctx, session: SessionId, action: &'static str) -> Result<()> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).remove(&session);
        let work = self.store.begin(own).await?;
        match session::end(own, &work, session).await {
            Ok(()) => {}
            // somebody else ended it in the meantime
            Err(legalmind_store::Error::NotFound) => return Ok(()),
            Err(error) => return Err(error.into()),
        }
        work.audit(Entry::done(action, "session", session.uuid()))?;
        Ok(work.save().await?)
    }

    async fn next_step(&self, own: &Ctx, user: UserId) -> Result<SignInState> {
        let tx = self.store.read(own).await?;
        let account = account::get(own, &tx, user).await?;
        let enrolled = account.content.totp_secret.is_some();
        Ok(if enrolled { SignInState::SecondFactor } else { SignInState::Enrolment })
    }

    fn is_idle(&self, found: &Found) -> bool {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let here = seen.get(&found.session.id).copied();
        let last = here.map_or(found.session.last_seen, |here| here.max(found.session.last_seen));
        later(last, self.options.idle) <= self.now()
    }

    async fn used(&self, own: &Ctx, found: &Found) -> Result<()> {
        let (id, now) = (found.session.id, self.now());
        self.remember(id, now);
        if later(found.session.last_seen, TOUCH) > now {
            return Ok(());
        }
        let work = self.store.begin(own).await?;
        match session::touch(own, &work, id).await {
            Err(legalmind_store::Error::NotFound) => Err(Error::NoSession),
            done => Ok(done.map(|()| work)?.save().await?),
        }
    }

    fn remember(&self, session: SessionId, now: Timestamp) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() >= REMEMBERED {
            seen.retain(|_, last| later(*last, self.options.idle) > now);
        }
        seen.insert(session, now);
    }
}

/// What a browser says of itself, as far as it is worth keeping.
fn short(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(200).collect()
}
