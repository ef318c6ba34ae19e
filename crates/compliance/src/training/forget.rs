//! How long the single answers of an attempt are kept. They prove nothing that its outcome does not, and say
//! what a person did not know; so they go when the training they were for was renewed or holds no more, and no
//! later than the test is valid (AVG art. 5 lid 1 onder c en e). How an attempt ended, when, at which version of
//! the test and with how many right stays as long as the register does (`opleiding`: ISO 27001:2022 A.6.3).
//!
//! The training that an attempt was for is the one that was passed with it, or after it. It holds as long as
//! the register has a row in force that was followed on that day and whose last day is not over.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use legalmind_core::{Ctx, UserId, audit::Entry, training::AttemptState};
use legalmind_store::training::{self as rows, Answered};

use super::{Trained, all_trained, find};
use crate::{Compliance, Result, zone};

/// The most attempts of a round; the next one goes on.
const MOST: usize = 500;

impl Compliance {
    /// Removes the answers of the attempts of the firm of `ctx` that are not needed any more; for the house's
    /// own work. Gives of how many.
    ///
    /// # Errors
    /// Where rows cannot be read or written.
    pub async fn forget_answers(&self, ctx: &Ctx) -> Result<usize> {
        let tx = self.store.read(ctx).await?;
        let answered = rows::answered(ctx, &tx).await?;
        if answered.is_empty() {
            return Ok(0);
        }
        let mut spent = spent(&answered, &all_trained(ctx, &tx).await?, self.today());
        drop(tx);
        spent.truncate(MOST);
        if spent.is_empty() {
            return Ok(0);
        }
        let work = self.store.begin(ctx).await?;
        let mut forgotten = 0_usize;
        for it in spent {
            if rows::forget(ctx, &work, it).await? {
                work.audit(Entry::done("training.forget", "training_attempt", it.id.uuid()))?;
                forgotten = forgotten.saturating_add(1);
            }
        }
        if forgotten > 0 {
            work.save().await?;
        }
        Ok(forgotten)
    }
}

/// Which training of a person at a test the attempts were for, looked at from the newest on.
#[derive(Clone, Copy)]
enum For {
    /// One that was not passed yet.
    Coming,
    /// The newest, passed on this day.
    Newest(Date),
    /// One that was passed again since.
    Renewed,
}

/// Of these attempts, oldest first, those whose answers are not needed today.
fn spent<'a>(answered: &'a [Answered], trained: &[Trained], today: Date) -> Vec<&'a Answered> {
    let holding = trained.iter().filter(|it| it.holds_until().is_some_and(|day| day >= today));
    let holding: HashSet<(UserId, &str, Date)> =
        holding.filter_map(|it| Some((it.person, it.subject.as_str(), it.followed?))).collect();
    let mut training: HashMap<(UserId, &str), For> = HashMap::new();
    let mut spent = Vec::new();
    for it in answered.iter().rev() {
        let day = it.finished.to_zoned(zone()).date();
        let of = training.entry((it.user, it.test.as_str())).or_insert(For::Coming);
        if it.state == AttemptState::Passed {
            *of = match of {
                For::Coming => For::Newest(day),
                For::Newest(_) | For::Renewed => For::Renewed,
            };
        }
        let needed = find(&it.test).is_some_and(|test| {
            let last = day.checked_add(test.valid.calendar()).unwrap_or(day);
            let holds = match of {
                For::Coming => true,
                For::Newest(passed) => holding.contains(&(it.user, test.subject.as_str(), *passed)),
                For::Renewed => false,
            };
            holds && today <= last
        });
        if !needed {
            spent.push(it);
        }
    }
    spent.reverse();
    spent
}
