//! A firm's beginning, and its people.

use legalmind_core::{
    Ctx, TenantId, UserId,
    account::{Language, Role},
    audit::Entry,
    name,
    rights::Action,
};
use legalmind_store::{
    Work,
    account::{self, AccountContent},
    login, tenant,
};

use crate::{
    account::Names,
    error::{Error, Result},
    identity::{Identity, canonical_email},
    password::{self, Password},
    role::meets,
    sign_in::LOGIN_LABEL,
    totp::Secret,
};

/// Somebody to be added to a firm.
#[derive(Clone)]
pub struct NewPerson {
    /// Their name.
    pub name: String,
    /// Their e-mail address: what they sign in with, in this firm and no other.
    pub email: String,
    /// Their role.
    pub role: Role,
    /// The language they read.
    pub language: Language,
    /// Their first password, by the same policy as every later one.
    pub password: String,
    /// The second factor, where it is known beforehand; otherwise it is set up at the first
    /// sign-in.
    pub second_factor: Option<Secret>,
}

/// Somebody to be added to a firm with a first password that is made here.
#[derive(Clone)]
pub struct Newcomer {
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Their role.
    pub role: Role,
    /// The language they read.
    pub language: Language,
}

/// A firm to be made, with its first administrator.
#[derive(Clone)]
pub struct NewFirm {
    /// Its name.
    pub name: String,
    /// Who manages its people; the role given is not looked at.
    pub administrator: NewPerson,
}

/// A person who has been checked and can be added.
struct Checked {
    role: Role,
    content: AccountContent,
    login_ix: [u8; 32],
}

impl Identity {
    /// Makes a firm with a key of its own and its first administrator.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::Password`], [`Error::EmailInUse`] where something of it is not
    /// right; then nothing is made.
    pub async fn init_firm(&self, firm: &NewFirm) -> Result<(TenantId, UserId)> {
        let firm_name = name::line(&firm.name).map_err(|_| Error::Invalid("/firm"))?;
        let administrator = NewPerson { role: Role::FirmAdministrator, ..firm.administrator.clone() };
        let person = self.check(&administrator, &firm_name).await?;
        let tenant = TenantId::new(self.world());
        let wrapped = self.store.keys().create(tenant, self.world()).await?;
        let made = self.make(tenant, &firm_name, &wrapped, &person).await;
        if made.is_err() {
            self.store.keys().forget(tenant);
        }
        Ok((tenant, made?))
    }

    /// Adds somebody to the firm.
    ///
    /// # Errors
    /// [`Error::Store`] where it is refused (people are the firm administrator's); [`Error::Lacks`] where
    /// the firm asks something of the role, which is met about an account that is there; as
    /// [`Identity::init_firm`].
    pub async fn add_person(&self, ctx: &Ctx, new: &NewPerson) -> Result<UserId> {
        self.store.in_firm(ctx, Action::PersonManage).await?;
        let firm = {
            let tx = self.store.read(ctx).await?;
            tenant::get(ctx, &tx).await?.name
        };
        let person = self.check(new, &firm).await?;
        let work = self.store.begin(ctx).await?;
        let user = self.add(ctx, &work, &person).await?;
        work.save().await?;
        Ok(user)
    }

    /// Adds somebody to the firm with a first password, which is given this once. The second factor is set up
    /// at their first sign-in.
    ///
    /// # Errors
    /// As [`Identity::add_person`].
    pub async fn welcome(&self, ctx: &Ctx, new: &Newcomer) -> Result<(UserId, String)> {
        let with = |password: &str| NewPerson {
            name: new.name.clone(),
            email: new.email.clone(),
            role: new.role,
            language: new.language,
            password: password.to_owned(),
            second_factor: None,
        };
        loop {
            let password = password::made(self.world());
            match self.add_person(ctx, &with(&password)).await {
                // by chance it held a part of their name, or could be guessed
                Err(Error::Password(_)) => {}
                added => return Ok((added?, password)),
            }
        }
    }

    async fn make(&self, tenant: TenantId, name: &str, wrapped: &[u8], person: &Checked) -> Result<UserId> {
        let ctx = self.operator_context(tenant, "init");
        let work = self.store.begin(&ctx).await?;
        tenant::create(&ctx, &work, name, wrapped).await?;
        work.audit(Entry::done("firm.create", "firm", tenant.uuid()))?;
        let user = self.add(&ctx, &work, person).await?;
        work.save().await?;
        Ok(user)
    }

    async fn check(&self, new: &NewPerson, firm: &str) -> Result<Checked> {
        let person_name = name::line(&new.name).map_err(|_| Error::Invalid("/name"))?;
        let email = canonical_email(&new.email)?;
        let password = Password::new(&new.password);
        let names = Names { name: person_name.clone(), email: email.clone(), firm: firm.to_owned() };
        names.check(&password)?;
        let login_ix = self.store.keys().blind(LOGIN_LABEL, email.as_bytes()).await?;
        if login::find(&self.store, &login_ix).await?.is_some() {
            return Err(Error::EmailInUse);
        }
        let content = AccountContent {
            name: person_name,
            email,
            language: new.language,
            password_phc: Some(self.hasher.hash(&password, self.world()).await?),
            totp_secret: new.second_factor.as_ref().map(|secret| secret.as_bytes().to_vec()),
            totp_offered: None,
        };
        Ok(Checked { role: new.role, content, login_ix })
    }

    async fn add(&self, ctx: &Ctx, work: &Work, person: &Checked) -> Result<UserId> {
        let user = UserId::new(self.world());
        meets(ctx, work, person.role, user).await?;
        let in_use = |error| match error {
            legalmind_store::Error::Exists => Error::EmailInUse,
            other => other.into(),
        };
        account::add(ctx, work, user, person.role, &person.content).await.map_err(in_use)?;
        login::add(ctx, work, &person.login_ix, user).await.map_err(in_use)?;
        work.audit(Entry::done("account.create", "account", user.uuid()))?;
        Ok(user)
    }
}
