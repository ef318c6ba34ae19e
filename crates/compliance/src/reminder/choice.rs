//! What a person wants to be mailed about; and for administrators, whether mail goes and to whom it did not.

use jiff::ToSpan;
use legalmind_core::{
    Ctx, Timestamp, UserId,
    audit::Entry,
    dossier::DossierFacts,
    mail::{MailKind, MailState},
    rights::{Action, decide},
};
use legalmind_store::{Tx, mail as rows};

use crate::{Compliance, Error, Result, access::names, register::told};

/// How long back an administrator sees what could not be mailed, in hours.
const BACK: i64 = 30 * 24;

/// One kind of mail to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailChoice {
    /// The kind.
    pub kind: MailKind,
    /// Whether they get it.
    pub on: bool,
    /// It cannot be switched off: whoever keeps the registers is told what others did not do in time, and
    /// of clocks in hours.
    pub fixed: bool,
}

/// What a person is mailed about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailChoices {
    /// Whether mail goes from here at all.
    pub set: bool,
    /// The kinds that there are for this person.
    pub choices: Vec<MailChoice>,
}

/// A person to whom a mail could not be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmailed {
    /// Who.
    pub user: UserId,
    /// Their name.
    pub name: Option<String>,
    /// How the last mail to them ended.
    pub state: MailState,
    /// When.
    pub at: Timestamp,
}

/// Whether the mail of a firm goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailHealth {
    /// Whether mail goes from here at all.
    pub set: bool,
    /// When the relay took a mail last.
    pub last_sent: Option<Timestamp>,
    /// Those of whom the last mail was not taken, the newest first.
    pub unmailed: Vec<Unmailed>,
}

impl Compliance {
    /// What the person in `ctx` is mailed about.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub async fn mail_choices(&self, ctx: &Ctx) -> Result<MailChoices> {
        let user = self.in_firm(ctx, Action::OwnAccount).await?;
        let tx = self.store.read(ctx).await?;
        let found = self.choices(ctx, &tx, user).await?;
        drop(tx);
        self.store.look(ctx, Entry::done("mail.choices", "account", user.uuid())).await?;
        Ok(found)
    }

    /// Keeps what the person in `ctx` does not want to be mailed about.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a kind that cannot be switched off.
    pub async fn choose_mail(&self, ctx: &Ctx, off: &[MailKind]) -> Result<MailChoices> {
        let user = self.in_firm(ctx, Action::OwnAccount).await?;
        let work = self.store.begin(ctx).await?;
        let before = self.choices(ctx, &work, user).await?;
        for (at, kind) in off.iter().enumerate() {
            if before.choices.iter().any(|it| it.kind == *kind && it.fixed) {
                return Err(Error::invalid(format!("/off/{at}"), "mail_fixed"));
            }
        }
        let mut off = off.to_vec();
        off.sort_by_key(|it| it.as_str());
        off.dedup();
        rows::set_off(ctx, &work, user, &off).await?;
        work.audit(Entry::done("mail.choose", "account", user.uuid()))?;
        let after = self.choices(ctx, &work, user).await?;
        work.save().await?;
        Ok(after)
    }

    /// Whether the mail of the firm goes, for administrators.
    ///
    /// # Errors
    /// Refused as the rules say.
    pub async fn mail_health(&self, ctx: &Ctx) -> Result<MailHealth> {
        self.in_firm(ctx, Action::PersonManage).await?;
        let now = self.world.now();
        let tx = self.store.read(ctx).await?;
        let last = rows::last(ctx, &tx, now.checked_sub(BACK.hours()).unwrap_or(now)).await?;
        let (last_sent, names) = (rows::last_sent(ctx, &tx).await?, names(ctx, &tx).await?);
        drop(tx);
        self.store.look(ctx, Entry::done("mail.health", "firm", ctx.tenant().uuid())).await?;
        let failed = last.into_iter().filter(|it| !matches!(it.state, MailState::Sent | MailState::Sending));
        let view = |it: rows::Last| Unmailed {
            user: it.user,
            name: names.get(&it.user).cloned(),
            state: it.state,
            at: it.at,
        };
        Ok(MailHealth { set: self.mails(), last_sent, unmailed: failed.map(view).collect() })
    }

    async fn choices(&self, ctx: &Ctx, tx: &Tx, user: UserId) -> Result<MailChoices> {
        let off = rows::off(ctx, tx, user).await?;
        let standing = self.standing(ctx, tx).await?;
        let (keeps, hears) = (standing.keeps_all(ctx), !told(ctx, tx, standing).await?.is_empty());
        let management = decide(ctx, Action::ReportAcknowledge, DossierFacts::default()).is_ok();
        let kinds = MailKind::ALL.iter().filter(|it| **it != MailKind::Reports || management);
        let choice = |kind: &MailKind| {
            let fixed = match kind {
                MailKind::Escalations => keeps,
                MailKind::Clocks => hears,
                _ => false,
            };
            MailChoice { kind: *kind, on: fixed || !off.contains(kind), fixed }
        };
        Ok(MailChoices { set: self.mails(), choices: kinds.map(choice).collect() })
    }
}
