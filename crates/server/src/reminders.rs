//! Reminders by mail to the people of every firm: what to tell whom is found by `compliance`, and the relay
//! of this machine takes it. What falls in clocks is looked for every minute, the rest every quarter of an
//! hour.

use std::time::Duration;

use legalmind_compliance::{Compliance, reminder::Letter as Written};
use legalmind_core::{Ctx, UserId, mail::MailState};
use legalmind_identity::Identity;
use legalmind_mail::{Handed, Letter, Relay};
use legalmind_store::{Store, tenant};

use crate::house::House;

/// How long between two rounds: the shortest clock of a register is counted in hours.
const ROUND: Duration = Duration::from_secs(60);
/// Each how manieth round also looks for what is told once a day.
const DAILY: u64 = 15;

/// What is needed to remind people.
#[derive(Clone)]
pub struct Reminders {
    store: Store,
    identity: Identity,
    compliance: Compliance,
    relay: Relay,
}

/// Which mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    Clocks,
    Daily,
}

/// Whether the relay is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Up,
    Down,
}

impl Reminders {
    /// Those of a house; none where no mail goes.
    pub fn of(house: &House) -> Option<Self> {
        let relay = house.relay.clone()?;
        let (store, identity) = (house.store.clone(), house.identity.clone());
        Some(Self { store, identity, compliance: house.compliance.clone(), relay })
    }

    /// Runs until it is dropped.
    pub async fn run(self) {
        for count in 0_u64.. {
            let daily = count.is_multiple_of(DAILY);
            if let Err(error) = self.round(daily).await {
                tracing::warn!(%error, "not everyone could be reminded; the next round tries again");
            }
            tokio::time::sleep(ROUND).await;
        }
    }

    /// One round over all firms. A firm whose rows cannot be read keeps no other from its mail; where the
    /// relay is not there the round is over.
    async fn round(&self, daily: bool) -> anyhow::Result<()> {
        let mut told = Ok(());
        for firm in tenant::list(&self.store).await? {
            let ctx = self.store.housekeeper(firm, "mail");
            match self.of_firm(&ctx, daily).await {
                Ok(Line::Up) => {}
                Ok(Line::Down) => {
                    tracing::warn!("the mail relay takes no mail (mail.relay); the next round tries again");
                    break;
                }
                Err(error) => told = told.and(Err(error)),
            }
        }
        told
    }

    async fn of_firm(&self, ctx: &Ctx, daily: bool) -> anyhow::Result<Line> {
        let mut told = Ok(Line::Up);
        let mut todo: Vec<(UserId, Which)> =
            self.compliance.to_alarm(ctx).await?.into_iter().map(|it| (it, Which::Clocks)).collect();
        if daily {
            todo.extend(self.compliance.to_remind(ctx).await?.into_iter().map(|it| (it, Which::Daily)));
        }
        for (user, which) in todo {
            match self.of_person(ctx, user, which).await {
                Ok(Line::Up) => {}
                Ok(Line::Down) => return told.and(Ok(Line::Down)),
                // a person whose rows cannot be read keeps no other from their mail
                Err(error) => told = told.and(Err(error)),
            }
        }
        told
    }

    async fn of_person(&self, ctx: &Ctx, user: UserId, which: Which) -> anyhow::Result<Line> {
        let Some(person) = self.identity.reminder_context(ctx, user).await? else { return Ok(Line::Up) };
        let written = match which {
            Which::Clocks => self.compliance.clock_letter(ctx, &person).await?,
            Which::Daily => self.compliance.daily_letter(ctx, &person).await?,
        };
        let Some(written) = written else { return Ok(Line::Up) };
        let handed = self.relay.send(&letter(&written)).await;
        let (state, line) = match handed {
            Handed::Taken => (MailState::Sent, Line::Up),
            Handed::Refused => (MailState::Refused, Line::Up),
            Handed::Later => (MailState::Waiting, Line::Up),
            Handed::Down => (MailState::Waiting, Line::Down),
            Handed::Unsure => (MailState::Unsure, Line::Up),
        };
        if state != MailState::Sent {
            tracing::warn!(state = state.as_str(), "a mail was not taken");
        }
        self.compliance.mailed(ctx, &written, state).await?;
        Ok(line)
    }
}

fn letter(it: &Written) -> Letter<'_> {
    Letter { to: &it.to, subject: &it.subject, text: &it.text, settings: &it.settings, id: &it.id, at: it.at }
}

#[cfg(test)]
mod tests;
