//! Secret addresses of calendars. Who has one reads the deadlines of its owner without a session, with
//! the owner's rights at that moment, until it is revoked or the owner is suspended.

use legalmind_core::{
    CalendarId, Ctx, DossierId, Id, UserId, account::AccountState, audit::Entry, rights::Action,
};
use legalmind_store::{
    calendar::{self, Calendar, NewCalendar},
    rights,
};

use crate::{
    error::{Error, Result},
    identity::{Identity, Meta},
    token::SessionToken,
};

/// The most addresses that a person has.
const MOST: usize = 20;

impl Identity {
    /// Makes an address and gives its token, which is shown this once.
    ///
    /// # Errors
    /// [`Error::Invalid`] where the person has too many; [`Error::Store`] where the dossier may not be read.
    pub async fn add_calendar(
        &self,
        ctx: &Ctx,
        dossier: Option<DossierId>,
        names: bool,
    ) -> Result<(Calendar, SessionToken)> {
        let user = self.own(ctx).await?;
        let mut work = self.store.begin(ctx).await?;
        if let Some(dossier) = dossier {
            let tried = rights::require(ctx, &work, Action::DeadlineRead, dossier).await;
            let entry = Entry::done("calendar.add", "dossier", dossier.uuid());
            work = self.store.granted(ctx, entry, work, tried).await?.0;
        }
        if calendar::list(ctx, &work, user).await?.len() >= MOST {
            return Err(Error::Invalid(""));
        }
        let token = SessionToken::fresh(self.world());
        let id: CalendarId = Id::new(self.world());
        let new = NewCalendar { id, token_hash: token.hash(), user, dossier, names };
        calendar::add(ctx, &work, &new).await?;
        let entry = Entry::done("calendar.add", "calendar", id.uuid());
        work.audit(dossier.map_or(entry, |it| entry.in_dossier(it)))?;
        let all = calendar::list(ctx, &work, user).await?;
        work.save().await?;
        let made = all.into_iter().find(|it| it.id == id);
        made.map(|it| (it, token)).ok_or(Error::Store(legalmind_store::Error::NotFound))
    }

    /// The addresses of the person in `ctx`, newest first.
    ///
    /// # Errors
    /// [`Error::Store`] where the store cannot give them.
    pub async fn list_calendars(&self, ctx: &Ctx) -> Result<Vec<Calendar>> {
        let user = self.own(ctx).await?;
        let tx = self.store.read(ctx).await?;
        let all = calendar::list(ctx, &tx, user).await?;
        drop(tx);
        self.store.look(ctx, Entry::done("calendar.list", "account", user.uuid())).await?;
        Ok(all)
    }

    /// Revokes an address of the person in `ctx`.
    ///
    /// # Errors
    /// [`Error::Store`] (not found) where they have no such address.
    pub async fn remove_calendar(&self, ctx: &Ctx, id: CalendarId) -> Result<()> {
        let user = self.own(ctx).await?;
        let work = self.store.begin(ctx).await?;
        calendar::remove(ctx, &work, user, id).await?;
        work.audit(Entry::done("calendar.remove", "calendar", id.uuid()))?;
        Ok(work.save().await?)
    }

    /// The person in `ctx`, about what is their own.
    async fn own(&self, ctx: &Ctx) -> Result<UserId> {
        self.store.in_firm(ctx, Action::OwnAccount).await?;
        ctx.user().ok_or(Error::NoSession)
    }

    /// The context of whoever fetches the calendar at this token: its owner's, now.
    ///
    /// # Errors
    /// [`Error::NoSession`] where there is no such address any more, or its owner is suspended.
    pub async fn calendar(&self, token: &str, meta: &Meta) -> Result<(Ctx, Calendar)> {
        let token = SessionToken::parse(token).ok_or(Error::NoSession)?;
        let found = calendar::find_by_token_hash(&self.store, &token.hash()).await?;
        let found = found.filter(|it| it.state == AccountState::Active).ok_or(Error::NoSession)?;
        let of = found.calendar;
        let ctx = self.person(of.tenant, of.user, found.role, meta);
        let ctx = if found.trained { ctx } else { ctx.untrained() };
        let work = self.store.begin(&ctx).await?;
        calendar::touch(&ctx, &work, of.id).await?;
        work.save().await?;
        Ok((ctx, of))
    }
}
