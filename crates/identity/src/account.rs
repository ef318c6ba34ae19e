//! What people do with their own account, and who is in the firm.

use legalmind_core::{
    Ctx, UserId,
    account::{AccountState, Language, Role},
    audit::{Entry, Outcome},
    dossier::DossierFacts,
    rights::{Action, decide},
};
use legalmind_store::{account, session, tenant};

use crate::{
    authenticated::{Authenticated, SessionStart},
    error::{Error, Result},
    identity::Identity,
    password::{
        Password,
        policy::{Owner, violations},
    },
};

/// Somebody of the firm, as colleagues see them.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// The person.
    pub id: UserId,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// Whether they may sign in.
    pub state: AccountState,
}

impl Identity {
    /// The people of the firm, oldest account first.
    ///
    /// # Errors
    /// [`Error::Store`] where it is refused or the store cannot give it.
    pub async fn people(&self, ctx: &Ctx) -> Result<Vec<Person>> {
        decide(ctx, Action::PersonList, DossierFacts::default()).map_err(legalmind_store::Error::from)?;
        let tx = self.store.read(ctx).await?;
        let accounts = account::list(ctx, &tx).await?;
        let person = |account: account::Account| Person {
            id: account.id,
            name: account.content.name,
            role: account.role,
            state: account.state,
        };
        Ok(accounts.into_iter().map(person).collect())
    }

    /// Changes one's own password. All other sessions end and this one gets a fresh token.
    ///
    /// # Errors
    /// [`Error::Credentials`] where the present password is wrong, [`Error::Password`] with what
    /// is wrong with the new one, [`Error::TooMany`] after too many tries.
    pub async fn change_password(
        &self,
        who: &Authenticated,
        current: &str,
        new: &str,
    ) -> Result<SessionStart> {
        let ctx = who.ctx()?;
        let tries = self.enter_own("password", who.user()).await?;
        let (kept, owner) = self.kept_password(who).await?;
        if !self.hasher.verify(&Password::new(current), kept.as_deref()).await? {
            let entry = Entry::done("account.password", "account", who.user().uuid());
            self.store.look(ctx, entry.outcome(Outcome::Refused)).await?;
            return Err(Error::Credentials);
        }
        self.passed_own(&tries).await?;
        let new = Password::new(new);
        owner.check(&new)?;
        let phc = self.hasher.hash(&new, self.world()).await?;
        let work = self.store.begin(ctx).await?;
        let mut account = account::get(ctx, &work, who.user()).await?;
        if account.content.password_phc != kept {
            return Err(Error::Store(legalmind_store::Error::Conflict));
        }
        account.content.password_phc = Some(phc);
        account::update(ctx, &work, &account).await?;
        session::end_all(ctx, &work, who.user(), Some(who.session)).await?;
        let start = self.renew(who, &work, who.ends()).await?;
        work.audit(Entry::done("account.password", "account", who.user().uuid()))?;
        work.save().await?;
        Ok(start)
    }

    /// Changes the language one reads.
    ///
    /// # Errors
    /// [`Error::SecondFactor`] before the second factor.
    pub async fn set_language(&self, who: &Authenticated, language: Language) -> Result<()> {
        let ctx = who.ctx()?;
        let work = self.store.begin(ctx).await?;
        let mut account = account::get(ctx, &work, who.user()).await?;
        account.content.language = language;
        account::update(ctx, &work, &account).await?;
        work.audit(Entry::done("account.language", "account", who.user().uuid()))?;
        Ok(work.save().await?)
    }

    async fn kept_password(&self, who: &Authenticated) -> Result<(Option<String>, Names)> {
        let ctx = who.ctx()?;
        let tx = self.store.read(ctx).await?;
        let content = account::get(ctx, &tx, who.user()).await?.content;
        let firm = tenant::get(ctx, &tx).await?.name;
        Ok((content.password_phc, Names { name: content.name, email: content.email, firm }))
    }
}

/// The names a password may not be made of.
pub(crate) struct Names {
    pub name: String,
    pub email: String,
    pub firm: String,
}

impl Names {
    /// Refuses a password that does not meet the policy.
    pub(crate) fn check(&self, password: &Password) -> Result<()> {
        let owner = Owner { name: &self.name, email: &self.email, firm: &self.firm };
        let broken = violations(password, owner);
        if broken.is_empty() { Ok(()) } else { Err(Error::Password(broken)) }
    }
}
