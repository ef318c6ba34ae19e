//! A campaign that asks each of some people: who has to hear of a change says that they know. It is done once all of
//! them did; else only when its time is over, with what was tried.

use std::collections::HashSet;

use legalmind_core::{
    Ctx, Timestamp, UserId,
    account::{AccountState, Role},
    register::{Confirmation, CycleContent, CycleKey, CycleState, EventKind, RowState},
    rights::Action,
};
use legalmind_store::{
    Tx, account, officer,
    register::{
        self, Row, cycle,
        receipt::{self, Receipt},
    },
};

use super::{
    RowView,
    access::entry,
    definition::{Campaign, Definition, Each},
    run::current,
    shelf,
};
use crate::{Compliance, Error, Result};

impl Compliance {
    /// Says for the person in `ctx` that they know what a cycle tells them; saying it again changes nothing. When
    /// nobody is left who has to say it, the cycle is done.
    ///
    /// # Errors
    /// [`Error::State`] where the campaign asks nobody (`asks_nobody`), or not this person (`not_asked`), or where the
    /// cycle is over (`cycle_state`); not found as the rules say.
    pub async fn acknowledge_cycle(&self, ctx: &Ctx, key: &CycleKey) -> Result<RowView> {
        let (work, (row, definition)) = self.writing_row(ctx, Action::RegisterRead, key.row).await?;
        let campaign = definition.campaign(&key.campaign);
        let campaign = campaign.ok_or(Error::Store(legalmind_store::Error::NotFound))?;
        let each = campaign.each.ok_or(Error::State("asks_nobody"))?;
        let asked = asked(ctx, &work, each).await?;
        let user = ctx.user().filter(|it| asked.contains(it)).ok_or(Error::State("not_asked"))?;
        self.fall(ctx, &work, &row).await?;
        let found = cycle::get(ctx, &work, key).await?;
        if found.state != CycleState::Open {
            return Err(Error::State("cycle_state"));
        }
        receipt::add(ctx, &work, key, user).await?;
        let receipts = receipt::of(ctx, &work, key).await?;
        if unanswered(&asked, &receipts).is_empty() {
            let by_all = Confirmation { by: None, at: self.world.now(), note: String::new(), document: None };
            let content = CycleContent { done: Some(by_all), ..found.content };
            cycle::update(ctx, &work, key, found.state, (CycleState::Done, &content)).await?;
            cycle::happened(ctx, &work, key, (EventKind::Confirmed, 0), self.world.now()).await?;
        }
        work.audit(entry("register.acknowledge", &row))?;
        let view = self.row_view(ctx, &work, register::get(ctx, &work, key.row).await?).await?;
        work.save().await?;
        Ok(view)
    }

    /// Refuses to call a cycle done by hand as long as somebody who is asked can still answer.
    pub(super) async fn all_answered(
        &self,
        ctx: &Ctx,
        tx: &Tx,
        campaign: &Campaign,
        key: &CycleKey,
    ) -> Result<()> {
        let Some(each) = campaign.each.filter(|_| self.world.now() < key.due) else { return Ok(()) };
        let open = unanswered(&asked(ctx, tx, each).await?, &receipt::of(ctx, tx, key).await?).is_empty();
        if open { Ok(()) } else { Err(Error::State("unanswered")) }
    }

    /// Refuses to close a row in force of which not everyone who is asked has answered, nor what was tried is told.
    /// What does not go on is taken back first.
    pub(super) async fn closes(&self, ctx: &Ctx, tx: &Tx, definition: &Definition, row: &Row) -> Result<()> {
        let asks = definition.campaigns.iter().any(|it| it.each.is_some());
        if row.state != RowState::InForce || !asks {
            return Ok(());
        }
        let known = cycle::of(ctx, tx, &[row.id]).await?;
        let done: HashSet<&CycleKey> =
            known.iter().filter(|it| it.state == CycleState::Done).map(|it| &it.key).collect();
        let asked = |it: &CycleKey| definition.campaign(&it.campaign).is_some_and(|it| it.each.is_some());
        let open = current(row, self.world.now()).into_iter().any(|it| asked(&it) && !done.contains(&it));
        if open { Err(Error::State("unanswered")) } else { Ok(()) }
    }
}

/// The campaigns that ask the person in a context, each with its register.
pub(crate) async fn asking(ctx: &Ctx, tx: &Tx, user: UserId) -> Result<Vec<(&'static str, &'static str)>> {
    let mut all = Vec::new();
    for definition in shelf::all() {
        for campaign in &definition.campaigns {
            let Some(each) = campaign.each else { continue };
            if asked(ctx, tx, each).await?.contains(&user) {
                all.push((definition.key.as_str(), campaign.key.as_str()));
            }
        }
    }
    Ok(all)
}

/// Whom a campaign asks now.
pub(super) async fn asked(ctx: &Ctx, tx: &Tx, each: Each) -> Result<Vec<UserId>> {
    let Each::Contacts = each;
    let officers: HashSet<UserId> = officer::list(ctx, tx).await?.into_iter().collect();
    let people = account::list(ctx, tx).await?.into_iter();
    let contact = |it: &account::Account| {
        it.state == AccountState::Active && (it.role == Role::FirmAdministrator || officers.contains(&it.id))
    };
    Ok(people.filter(contact).map(|it| it.id).collect())
}

/// Of those who are asked, who did not answer.
fn unanswered(asked: &[UserId], receipts: &[Receipt]) -> Vec<UserId> {
    let answered = |it: &UserId| receipts.iter().any(|said| said.user == *it);
    asked.iter().copied().filter(|it| !answered(it)).collect()
}

/// Everyone who is asked or answered, with when: those who did first, in the order in which they did.
pub(super) fn answers(asked: &[UserId], receipts: &[Receipt]) -> Vec<(UserId, Option<Timestamp>)> {
    let said = receipts.iter().map(|it| (it.user, Some(it.at)));
    said.chain(unanswered(asked, receipts).into_iter().map(|it| (it, None))).collect()
}
