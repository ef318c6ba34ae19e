//! Campaigns run by the clock. What falls is computed from the row anew each time and written down
//! once, by its name in the database; so it does not matter how often, by how many, or how late it is
//! looked for.

use std::collections::{HashMap, HashSet};

use legalmind_core::{
    Ctx, RegisterRowId, Timestamp,
    register::{Confirmation, CycleContent, CycleKey, CycleState, EventKind, Value, Values},
};
use legalmind_store::{
    Work,
    register::{self, Row, cycle},
};

use super::{
    access::{entry, runs},
    condition::counting,
    definition::Campaign,
    schedule::Planned,
    schedule::plan,
    shelf,
};
use crate::{Compliance, Result};

/// The most rows that one round looks at; the next goes on.
const MOST: u64 = 5_000;

impl Compliance {
    /// Lets everything fall that is to fall until now, in the campaigns of the firm of `ctx`; for the
    /// house's own work. Gives how many rows something happened to.
    ///
    /// # Errors
    /// The first row that cannot be read or written; the others were looked at all the same.
    pub async fn run_campaigns(&self, ctx: &Ctx) -> Result<usize> {
        let tx = self.store.read(ctx).await?;
        let waiting = register::waiting(ctx, &tx, self.world.now(), MOST).await?;
        drop(tx);
        let mut failed = None;
        for id in &waiting {
            // one row that cannot be read keeps no other from its day
            if let Err(error) = self.fall_in(ctx, *id).await {
                failed.get_or_insert(error);
            }
        }
        failed.map_or(Ok(waiting.len()), Err)
    }

    async fn fall_in(&self, ctx: &Ctx, id: RegisterRowId) -> Result<()> {
        let work = self.store.begin(ctx).await?;
        let row = register::get(ctx, &work, id).await?;
        self.fall(ctx, &work, &row).await?;
        work.audit(entry("register.fall", &row))?;
        Ok(work.save().await?)
    }

    /// Brings the cycles of a row up to the present: opens, tells, lets lapse; and says when to look
    /// again.
    pub(super) async fn fall(&self, ctx: &Ctx, work: &Work, row: &Row) -> Result<()> {
        let now = self.world.now();
        let values =
            shelf::find(&row.register).map(|it| counting(it, &row.content.values)).unwrap_or_default();
        let planned = plans(row, &values, now);
        let known = cycle::of(ctx, work, &[row.id]).await?;
        let names: HashSet<&CycleKey> = planned.iter().map(|(key, ..)| key).collect();
        for it in known.iter().filter(|it| it.state.is_open() && !names.contains(&it.key)) {
            cycle::update(ctx, work, &it.key, it.state, (CycleState::Lapsed, &it.content)).await?;
            cycle::happened(ctx, work, &it.key, (EventKind::Lapsed, 0), now).await?;
        }
        let known: HashMap<&CycleKey, &cycle::Cycle> = known.iter().map(|it| (&it.key, it)).collect();
        let written = cycle::events(ctx, work, row.id).await?;
        let written: HashSet<_> = written.iter().map(|it| (&it.cycle, it.kind, it.hours)).collect();
        let mut next: Option<Timestamp> = None;
        for (key, campaign, cycle) in &planned {
            let told = done_at(&values, campaign);
            let done = told.filter(|at| *at <= now);
            if cycle.opens <= now {
                match known.get(key) {
                    None => drop(cycle::open(ctx, work, key, &row.register, cycle.opens).await?),
                    Some(it) if again(it, campaign, done) => {
                        let sent_back = it.content.sent_back.clone();
                        let anew = CycleContent { sent_back, ..CycleContent::default() };
                        cycle::update(ctx, work, key, it.state, (CycleState::Open, &anew)).await?;
                    }
                    Some(it) if !it.state.is_open() => continue,
                    Some(_) => {}
                }
            }
            for (kind, hours, fell) in &cycle.steps {
                if *fell > now || done.is_some_and(|done| done <= *fell && *kind != EventKind::Opened) {
                    continue;
                }
                if !written.contains(&(key, *kind, *hours)) {
                    cycle::happened(ctx, work, key, (*kind, *hours), *fell).await?;
                }
            }
            match done {
                Some(at) if cycle.opens <= now => {
                    self.done_by_field(ctx, work, (key, known.get(key)), at).await?
                }
                _ => {
                    let ahead = cycle.steps.iter().map(|(.., fell)| *fell).chain(told);
                    next = next.into_iter().chain(ahead.filter(|at| *at > now)).min();
                }
            }
        }
        Ok(register::set_due_next(ctx, work, row.id, next).await?)
    }

    /// A field says when it was done.
    async fn done_by_field(
        &self,
        ctx: &Ctx,
        work: &Work,
        (key, known): (&CycleKey, Option<&&cycle::Cycle>),
        at: Timestamp,
    ) -> Result<()> {
        let from =
            known.map_or(CycleState::Open, |it| if it.state.is_open() { it.state } else { CycleState::Open });
        let done = Confirmation { by: ctx.user(), at, note: String::new(), document: None };
        let content = CycleContent { done: Some(done), ..CycleContent::default() };
        if cycle::update(ctx, work, key, from, (CycleState::Done, &content)).await? {
            cycle::happened(ctx, work, key, (EventKind::Confirmed, 0), at).await?;
        }
        Ok(())
    }
}

/// Whether a cycle that was over is to be done anew: its day was moved away and back, or the field that
/// ended it says so no more.
fn again(it: &cycle::Cycle, campaign: &Campaign, done: Option<Timestamp>) -> bool {
    match it.state {
        CycleState::Lapsed => true,
        CycleState::Done => campaign.done_by.is_some() && done.is_none(),
        CycleState::Open | CycleState::Checking => false,
    }
}

/// When a field says that a campaign was done, or will be.
fn done_at(values: &Values, campaign: &Campaign) -> Option<Timestamp> {
    let at = match values.get(campaign.done_by.as_ref()?)? {
        Value::Moment(at) => *at,
        Value::Date(day) => day.to_datetime(jiff::civil::Time::midnight()),
        _ => return None,
    };
    at.to_zoned(crate::zone()).ok().map(|it| it.timestamp())
}

/// The names of the cycles of a row until now, and the next of each campaign.
pub(super) fn current(row: &Row, now: Timestamp) -> Vec<CycleKey> {
    let values = shelf::find(&row.register).map(|it| counting(it, &row.content.values)).unwrap_or_default();
    plans(row, &values, now).into_iter().map(|(key, ..)| key).collect()
}

/// The cycles of all campaigns of a row with these values until now, and the next of each.
fn plans(row: &Row, values: &Values, now: Timestamp) -> Vec<(CycleKey, &'static Campaign, Planned)> {
    let (Some(definition), Some(since)) = (shelf::find(&row.register), row.since) else { return Vec::new() };
    if !runs(row) {
        return Vec::new();
    }
    let of = |campaign: &'static Campaign| {
        plan(campaign, values, since, now).into_iter().map(move |cycle| {
            let key = CycleKey { row: row.id, campaign: campaign.key.clone(), due: cycle.due };
            (key, campaign, cycle)
        })
    };
    definition.campaigns.iter().flat_map(of).collect()
}
