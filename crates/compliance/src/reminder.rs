//! Reminders by mail: at most one a day to a person for whom something new fell since the last one, and at
//! once for what falls in a clock that is counted in hours. A mail holds numbers and an address of the
//! product; no name, no title, no dossier.
//!
//! ```text
//! waiting (by the person's own rights) ─▶ is any of it news? ─▶ slot taken, with the audit entry
//!     ─▶ a letter ─▶ the relay ─▶ settled: sent (what was told is kept) │ waiting │ refused │ unsure
//! ```
//!
//! The slot is taken *before* the letter is handed over, in one unit of work with its entry. A daily mail
//! whose slot was taken is never handed over again, also where the program was stopped meanwhile: at most
//! once, and the next day tells it again, for what was told is kept only once the relay took it. What fell
//! in a clock is handed over again where it is not known to have been taken within [`LOST`]: at least once,
//! with the same Message-ID. A mail of which the relay said that it did not take it waits, and is tried
//! again.

mod choice;
mod waiting;
mod words;

use std::collections::BTreeSet;

use data_encoding::HEXLOWER;
use jiff::{SignedDuration, civil::Date};
use legalmind_core::{
    Ctx, Timestamp, UserId,
    account::AccountState,
    audit::{Entry, Outcome},
    mail::{MailSort, MailState, Matter},
};
use legalmind_store::{
    account,
    mail::{self as rows, Slot, Taken},
    register::cycle,
};
use legalmind_vault::sha256;

use self::{waiting::Item, words::Counts};
use crate::{Compliance, Error, Result, register::find, zone};

pub use choice::{MailChoice, MailChoices, MailHealth, Unmailed};

/// How long the handing over of a mail takes at most; after that it is taken to be lost.
pub const LOST: SignedDuration = SignedDuration::from_mins(5);
/// From this hour of the Netherlands on nothing goes, but for clocks.
const QUIET_FROM: i8 = 19;
/// Until this hour.
const QUIET_UNTIL: i8 = 7;

/// A mail to be handed to the relay.
#[derive(Clone)]
pub struct Letter {
    /// To whom.
    pub user: UserId,
    /// Their address.
    pub to: String,
    /// The subject: numbers.
    pub subject: String,
    /// The text: numbers, and addresses of the product.
    pub text: String,
    /// Where one says what one wants to be mailed about.
    pub settings: String,
    /// What names it among all mails; the same where it is handed over again.
    pub id: String,
    /// When it was written.
    pub at: Timestamp,
    day: Date,
    sort: MailSort,
    told: BTreeSet<Matter>,
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Letter").field("user", &self.user).field("sort", &self.sort).finish_non_exhaustive()
    }
}

impl Letter {
    fn slots(&self) -> Vec<Slot<'_>> {
        match self.sort {
            MailSort::Daily => vec![Slot::Day(self.day)],
            MailSort::Clock => self.told.iter().map(Slot::Fell).collect(),
        }
    }
}

/// Whether nothing may go at an instant, but for clocks that are counted in hours.
#[must_use]
pub fn is_quiet(at: Timestamp) -> bool {
    let hour = at.to_zoned(zone()).hour();
    !(QUIET_UNTIL..QUIET_FROM).contains(&hour)
}

impl Compliance {
    /// Everyone of the firm of `ctx` who may have their mail of today now; nobody in the quiet hours, or
    /// where no mail goes. For the house's own work.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub async fn to_remind(&self, ctx: &Ctx) -> Result<Vec<UserId>> {
        if !self.mails() || is_quiet(self.world.now()) {
            return Ok(Vec::new());
        }
        let tx = self.store.read(ctx).await?;
        let had = rows::had(ctx, &tx, self.today()).await?;
        let all = account::list(ctx, &tx).await?;
        let may = |it: &account::Account| it.state == AccountState::Active && !had.contains(&it.id);
        Ok(all.into_iter().filter(may).map(|it| it.id).collect())
    }

    /// Everyone of the firm of `ctx`, where a clock that is counted in hours runs; nobody else. For the
    /// house's own work.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub async fn to_alarm(&self, ctx: &Ctx) -> Result<Vec<UserId>> {
        if !self.mails() {
            return Ok(Vec::new());
        }
        let tx = self.store.read(ctx).await?;
        let in_hours = |(register, campaign): &(String, String)| {
            find(register).and_then(|it| it.campaign(campaign)).is_some_and(|it| it.in_hours())
        };
        if !cycle::running(ctx, &tx).await?.iter().any(in_hours) {
            return Ok(Vec::new());
        }
        let all = account::list(ctx, &tx).await?;
        Ok(all.into_iter().filter(|it| it.state == AccountState::Active).map(|it| it.id).collect())
    }

    /// The mail of today to the person in `person`, where something is news to them; its slot is taken.
    ///
    /// # Errors
    /// Where the rows cannot be read or written.
    pub async fn daily_letter(&self, ctx: &Ctx, person: &Ctx) -> Result<Option<Letter>> {
        let Some(user) = person.user() else { return Ok(None) };
        let tx = self.store.read(ctx).await?;
        let (told, off) = (rows::told(ctx, &tx, user).await?, rows::off(ctx, &tx, user).await?);
        drop(tx);
        let mut all = self.waiting(person).await?;
        all.retain(|it| it.is_wanted(&off));
        let news = |it: &&Item| it.rings() && !told.contains(&it.matter);
        if all.iter().filter(news).count() == 0 {
            return Ok(None);
        }
        // a report is told once; it waits in the product until it was seen
        let counted: Vec<&Item> =
            all.iter().filter(|it| !it.is_report() || !told.contains(&it.matter)).collect();
        let counts = Counts::of(&counted);
        let known = all.iter().filter(|it| it.rings()).map(|it| it.matter.clone()).collect();
        self.letter(ctx, user, (MailSort::Daily, known), counts).await
    }

    /// A mail to the person in `person` about what fell in clocks that are counted in hours, where they were
    /// not mailed about that; its slots are taken.
    ///
    /// # Errors
    /// Where the rows cannot be read or written.
    pub async fn clock_letter(&self, ctx: &Ctx, person: &Ctx) -> Result<Option<Letter>> {
        let Some(user) = person.user() else { return Ok(None) };
        let mut all = self.waiting(person).await?;
        all.retain(Item::is_clock);
        if all.is_empty() {
            return Ok(None);
        }
        let tx = self.store.read(ctx).await?;
        let off = rows::off(ctx, &tx, user).await?;
        let mut news = Vec::new();
        for it in all.iter().filter(|it| it.is_wanted(&off)) {
            match rows::state(ctx, &tx, (user, Slot::Fell(&it.matter))).await? {
                Some(MailState::Sent | MailState::Refused | MailState::Unsure) => {}
                Some(MailState::Sending | MailState::Waiting) | None => news.push(it),
            }
        }
        drop(tx);
        if news.is_empty() {
            return Ok(None);
        }
        let counts = Counts::of(&news);
        let fell = news.iter().map(|it| it.matter.clone()).collect();
        self.letter(ctx, user, (MailSort::Clock, fell), counts).await
    }

    /// Takes the slots of a letter, with the entry, and writes it. None where another has them.
    async fn letter(
        &self,
        ctx: &Ctx,
        user: UserId,
        (sort, told): (MailSort, BTreeSet<Matter>),
        counts: Counts,
    ) -> Result<Option<Letter>> {
        let Some(url) = &self.mail else { return Ok(None) };
        let now = self.world.now();
        let work = self.store.begin(ctx).await?;
        let to = account::get(ctx, &work, user).await?.content;
        let (subject, text) = words::written(sort, counts, to.language, url);
        let settings = words::settings(url);
        let mut letter = Letter {
            user,
            to: to.email,
            subject,
            text,
            settings,
            id: String::new(),
            at: now,
            day: self.today(),
            sort,
            told,
        };
        // what of a clock is being handed over by another is theirs, until it is lost
        let lost = (sort == MailSort::Clock).then(|| now.checked_sub(LOST).unwrap_or(now));
        let mut taken = Vec::new();
        for slot in letter.slots() {
            taken.push(rows::take(ctx, &work, (user, slot), lost).await?);
        }
        if taken.contains(&Taken::No) {
            return Ok(None);
        }
        if taken.contains(&Taken::New) {
            work.audit(Entry::done("mail.send", "account", user.uuid()))?;
        }
        work.save().await?;
        letter.id = named(ctx, &letter)?;
        Ok(Some(letter))
    }

    /// Says how the handing over of a letter ended.
    ///
    /// # Errors
    /// Where that cannot be written.
    pub async fn mailed(&self, ctx: &Ctx, letter: &Letter, how: MailState) -> Result<()> {
        let work = self.store.begin(ctx).await?;
        let state = match (letter.sort, how) {
            // at least once
            (MailSort::Clock, MailState::Unsure) => MailState::Waiting,
            (_, how) => how,
        };
        for slot in letter.slots() {
            rows::settle(ctx, &work, (letter.user, slot), state).await?;
        }
        match state {
            MailState::Sent if letter.sort == MailSort::Daily => {
                rows::set_told(ctx, &work, letter.user, &letter.told).await?;
            }
            MailState::Refused => {
                let entry = Entry::done("mail.send", "account", letter.user.uuid());
                work.audit(entry.outcome(Outcome::Failed))?;
            }
            _ => {}
        }
        Ok(work.save().await?)
    }
}

/// What names a letter: of ids that mean nothing elsewhere.
fn named(ctx: &Ctx, letter: &Letter) -> Result<String> {
    let mut of = [ctx.tenant().as_bytes().as_slice(), letter.user.as_bytes()].concat();
    match letter.sort {
        MailSort::Daily => of.extend(letter.day.to_string().into_bytes()),
        MailSort::Clock => {
            of.extend(serde_json::to_vec(&letter.told).map_err(|_| Error::State("unreadable"))?);
        }
    }
    Ok(HEXLOWER.encode(&sha256(&of)))
}
